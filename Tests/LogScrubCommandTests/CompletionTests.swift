import Foundation
import Subprocess
import SystemPackage
import Testing

/// What the shells themselves offer, with the files where `make install` puts them.
@Suite("Completions", .timeLimit(.minutes(20)))
struct CompletionTests {
    enum Shell: String, CaseIterable, Sendable {
        case bash, zsh, fish

        /// Prints what is offered for `$line`, in a folder with the file `quokka.log`.
        var script: String {
            switch self {
            case .bash:
                // bash-completion finds the file, as it does at a prompt; what is asked then is bash's own protocol.
                #"""
                XDG_DATA_DIRS=$share:/usr/share bash --norc --noprofile -s -- "$line" <<'BASH'
                source /usr/share/bash-completion/bash_completion
                if declare -F _comp_load >/dev/null; then _comp_load logscrub; else _completion_loader logscrub; fi
                function=$(complete -p logscrub | sed -E 's/.* -F ([^ ]+) .*/\1/')
                COMP_LINE=$1 COMP_POINT=${#1}; read -ra COMP_WORDS <<<"$1"
                if [[ $1 == *' ' ]]; then COMP_WORDS+=(''); fi
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
                "$function" logscrub "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                printf '%s\n' "${COMPREPLY[@]}"
                BASH
                """#
            case .zsh:
                // On a terminal of its own (zpty), told to list instead of completing. It says when its editor is ready, and when it
                // has read all.
                #"""
                export share line
                cat >driver <<'ZSH'
                zmodload zsh/zpty
                zpty shell "TERM=dumb zsh -f -i"
                zpty -w shell "stty cols 120 rows 900; PS1=; PS2=; fpath=($share/zsh/site-functions \$fpath)"
                zpty -w shell "autoload -Uz compinit; compinit -u -D; LISTMAX=9999; zstyle ':completion:*' verbose no"
                zpty -w shell "bindkey '^I' list-choices; zle-line-init() { print -n PRO''MPT }; zle -N zle-line-init"
                zpty -r shell out '*PROMPT*'
                zpty -w -n shell "$line"$'\t'$'\C-u'
                zpty -w shell "echo E''ND"
                zpty -r shell out '*END*'
                print -r -- "$out"
                ZSH
                timeout 60 zsh -f driver
                """#
            case .fish:
                #"XDG_DATA_DIRS="$share:/usr/share" fish -c 'complete -C $argv[1]' "$line""#
            }
        }
    }

    /// Runs `make install` into a folder of its own, of the built program.
    static func install(_ script: String) async throws -> Command.Outcome {
        let project = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        return try await Command.shell(
            """
            set -e
            mkdir bin home work; cp "$LOGSCRUB" bin/logscrub; export HOME=$PWD/home PATH=$PWD/bin:$PATH
            # Whoever compiles is found out.
            printf '#!/bin/sh\\necho "$0 $*" >>"%s/compiled"\\nexit 1\\n' "$PWD" >bin/swift; chmod 755 bin/swift; cp bin/swift bin/swiftc
            installed() {
                local target=$1; shift
                make -s -C '\(project.string)' program="$PWD/bin/logscrub" share="$PWD/made" DESTDIR="$PWD/root" "$target" "$@"
            }
            installed install >/dev/null; share=$PWD/root/usr/local/share
            touch work/quokka.log work/quokka.toml; cd work; set +e
            \(script)
            """, in: try TemporaryFolder())
    }

    struct Question: Sendable, CustomTestStringConvertible {
        let line: String
        let offered: [String]
        var withheld: [String] = []

        var testDescription: String { line }

        static let all = [
            Question(line: "logscrub ", offered: ["key", "pseudonym", "decrypt", "retain", "quokka.log"]),
            Question(line: "logscrub re", offered: ["retain"], withheld: ["pseudonym", "quokka.log"]),
            Question(
                line: "logscrub --", offered: ["--level", "--key-fd", "--in-place"], withheld: ["--after", "--kind"]),
            Question(line: "logscrub --level ", offered: ["minimal", "pseudonymous"], withheld: ["quokka.log"]),
            Question(line: "logscrub --format ", offered: ["nginx-error", "journal-export"], withheld: ["retain"]),
            // Only the first word is a subcommand.
            Question(line: "logscrub --level none ", offered: ["quokka.log"], withheld: ["decrypt"]),
            Question(line: "logscrub quokka.log ", offered: ["quokka.log"], withheld: ["decrypt"]),
            Question(line: "logscrub key ", offered: ["new", "expire"], withheld: ["quokka.log", "decrypt"]),
            Question(line: "logscrub key new --", offered: ["--length", "--method"], withheld: ["--level", "--keep"]),
            Question(line: "logscrub key new --method ", offered: ["ipcrypt-nd"], withheld: ["quokka.log"]),
            Question(line: "logscrub key expire --", offered: ["--keyring", "--keep"], withheld: ["--length"]),
            Question(
                line: "logscrub pseudonym --", offered: ["--at", "--kind", "--key-file"], withheld: ["--in-place"]),
            Question(line: "logscrub pseudonym --kind ", offered: ["room", "session"], withheld: ["quokka.log"]),
            Question(line: "logscrub decrypt --method ", offered: ["cryptopan"], withheld: ["hmac"]),
            Question(
                line: "logscrub retain --", offered: ["--after", "--dry-run", "--rotated", "--format"],
                withheld: ["--in-place", "--level"]),
            Question(line: "logscrub retain --format ", offered: ["json"], withheld: ["nginx-error"]),
            Question(line: "logscrub retain --dry-run ", offered: ["quokka.log"], withheld: ["decrypt"]),
            Question(line: "logscrub retain --config ", offered: ["quokka.toml"]),
            Question(
                line: "logscrub explain --", offered: ["--lang", "--as", "--logrotate", "--level"],
                withheld: ["--in-place"]),
            Question(line: "logscrub explain --lang ", offered: ["en", "de"], withheld: ["quokka.log"]),
            Question(line: "logscrub help ", offered: ["key", "retain"], withheld: ["quokka.log"]),
        ]
    }

    @Test(
        "The shell offers the subcommands, their options and values, and files where files go",
        arguments: Shell.allCases)
    func offers(_ shell: Shell) async throws {
        let questions = Question.all.map { "line='\($0.line)'; echo '<<\($0.line)>>'; \(shell.script)" }
        let outcome = try await Self.install(questions.joined(separator: "\n"))
        let answers = outcome.text.components(separatedBy: "<<").dropFirst()
        try #require(answers.count == Question.all.count, "\(outcome.text)\(outcome.errors)")
        for (question, answer) in zip(Question.all, answers) {
            let parts = answer.components(separatedBy: ">>")
            try #require(parts.count == 2 && parts[0] == question.line, "\(answer)")
            // What is offered stands at the beginning of a line or behind blanks; what was typed may be repeated.
            let words = Set(
                parts[1].replacing(question.line, with: "").split { $0.isWhitespace }.map(String.init))
            for word in question.offered {
                #expect(words.contains(word), "\(question.line): no \(word) in \(parts[1])")
            }
            for word in question.withheld { #expect(!words.contains(word), "\(question.line): \(word) in \(parts[1])") }
        }
    }

    @Test(
        "A shell that is not known is told so, and the script is all that is written",
        arguments: ["bash", "zsh", "fish"])
    func script(_ shell: String) async throws {
        for arguments in [["--generate-completion-script", shell], ["--generate-completion-script=\(shell)"]] {
            let outcome = try await Command.run(arguments)
            #expect(outcome.status == .success && outcome.errors == "")
            #expect(outcome.text.contains("_logscrub"))
        }
        let wrong = try await Command.run(["--generate-completion-script", "\(shell)x"])
        #expect(wrong.status == .usage && wrong.output.isEmpty)
    }
}
