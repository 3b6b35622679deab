# Mends the manual page that swift-argument-parser generates.
# It takes every program for one with subcommands.
/^\.Ar subcommand$/d
# Headings of the help are headings of the page; commands to copy below them must not be hyphenated.
1,/^\.Bl -tag/s/^\(EXAMPLES\|FORMATS\|EXIT STATUS\)$/.Ss \1\
.nh/
# Those of subcommands stand inside a list, where a section must not begin.
s/^\(EXAMPLES\|EXIT STATUS\)$/.Pp\
\1/
1,/^\.Bl -tag/s/^\.Bl -tag.*/.Ss OPTIONS\
&/
# mdoc does not want empty lines.
/^$/d
