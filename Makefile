# `make demo` and `make test` install what is missing and need nothing done before. `make help` lists the rest.

PREFIX ?= /usr/local
DESTDIR ?=

bindir := $(DESTDIR)$(PREFIX)/bin
datadir := $(DESTDIR)$(PREFIX)/share
man := $(datadir)/man/man1
bash := $(datadir)/bash-completion/completions/logscrub
zsh := $(datadir)/zsh/site-functions/_logscrub
fish := $(datadir)/fish/vendor_completions.d/logscrub.fish
doc := $(datadir)/doc/logscrub

# What `make build` makes and `make install` copies: as root nothing has to be built.
program := .build/bin/logscrub
share := .build/share
manuals := $(share)/logscrub.1 $(share)/logscrub-gzip.1
built := $(program) $(manuals) $(share)/logscrub.bash $(share)/_logscrub $(share)/logscrub.fish

sources := Package.swift $(shell find Sources -name '*.swift' -o -name '*.modulemap' -o -name '*.h' -o -name '*.cpp')
# The date of the manual is that of the version, so that the same sources give the same page.
date := $(shell sed -nE 's/^\#\# \[[0-9][^]]*\] - ([0-9-]+)$$/\1/p' CHANGELOG.md | head -n 1)
packages := Tests/Tools/packages.sh

.PHONY: help demo test build lint bench fuzz docs install uninstall clean

help: ## show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 16

demo: ## build, then show log lines of every source before and after
	@$(packages) build
	@$(MAKE) --no-print-directory $(program)
	@Tests/Tools/demo.sh $(program)

# Hundreds of tests run at once, each with a process or two: the usual 1,024 open files are too few.
test: ## run every test, those with real servers included
	@$(packages) build test
	ulimit -S -n 8192 || ulimit -S -n $$(ulimit -H -n); swift test --disable-xctest

build: ## build the program, its manual page and completions
	@$(packages) build
	@$(MAKE) --no-print-directory $(built)

$(program): $(sources)
	Tests/Tools/release.sh $@

# What the program says of itself: nothing is compiled for these.
$(share)/%.1: Sources/LogScrubCommand/Manual/%.1.in Tests/Tools/manual.py README.md CHANGELOG.md $(program)
	@mkdir -p $(share)
	Tests/Tools/manual.py $(program) $< README.md $(date) >$@.new
	mv $@.new $@

$(share)/logscrub.bash: $(program)
	@mkdir -p $(share)
	$(program) --generate-completion-script bash >$@

$(share)/_logscrub: $(program)
	@mkdir -p $(share)
	$(program) --generate-completion-script zsh >$@

$(share)/logscrub.fish: $(program)
	@mkdir -p $(share)
	$(program) --generate-completion-script fish >$@

lint: ## check style, floors, unsafe code, scripts and version; builds nothing
	@Tests/Tools/lint.sh

LOGS ?=

bench: ## measure speed beside cat, sed, perl, ripgrep and Anonip (minutes), also on LOGS of your own
	@$(packages) build bench
	@$(MAKE) --no-print-directory $(program)
	swift build -c release --product Messages
	@Tests/Tools/bench.sh $(program) --messages .build/release/Messages $(if $(LOGS),--logs $(LOGS))

TIME ?= 60
SEED ?=
LEVEL ?=

fuzz: ## try to break the library for TIME seconds (60), with SEED, at LEVEL
	@$(packages) build
	swift build -c release --product Fuzz
	.build/release/Fuzz $(TIME) .build/fuzz "$(SEED)" "$(LEVEL)"

docs: ## make the documentation of the library; warnings are errors
	@$(packages) build
	LOGSCRUB_DOCS=1 swift package --allow-writing-to-directory .build/docs generate-documentation \
		--target LogScrub --warnings-as-errors --disable-indexing --output-path .build/docs

install: ## install under PREFIX (/usr/local), below DESTDIR if that is set
	@for file in $(built); do test -e $$file || exec $(MAKE) --no-print-directory build; done
	install -d $(bindir) $(man) $(dir $(bash) $(zsh) $(fish)) $(doc)/examples
	install -m 755 $(program) $(bindir)/logscrub
	install -m 755 Sources/LogScrubCommand/logscrub-gzip.sh $(bindir)/logscrub-gzip
	install -m 644 $(manuals) $(man)
	sed -i 's|/usr/local/share/|$(PREFIX)/share/|' $(man)/logscrub.1
	install -m 644 $(share)/logscrub.bash $(bash)
	install -m 644 $(share)/_logscrub $(zsh)
	install -m 644 $(share)/logscrub.fish $(fish)
	install -m 644 README.md CHANGELOG.md LICENSE SECURITY.md $(doc)
	cd Sources/LogScrubCommand/Examples && find . -type d -exec install -d $(abspath $(doc))/examples/{} \;
	cd Sources/LogScrubCommand/Examples && find . -type f -exec install -m 644 {} $(abspath $(doc))/examples/{} \;

uninstall: ## remove what `make install` put there
	rm -f $(bindir)/logscrub $(bindir)/logscrub-gzip $(man)/logscrub.1 $(man)/logscrub-gzip.1 $(bash) $(zsh) $(fish)
	rm -rf $(doc)

clean: ## remove everything that was built or fetched
	rm -rf .build
