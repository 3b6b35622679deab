# Mends the manual page that swift-argument-parser generates.
# It takes every program for one with subcommands.
/^\.Ar subcommand$/d
# Headings of the help are headings of the page; commands to copy below them must not be hyphenated.
s/^\(EXAMPLES\|FORMATS\|EXIT STATUS\)$/.Ss \1\
.nh/
1,/^\.Bl -tag/s/^\.Bl -tag.*/.Ss OPTIONS\
&/
# mdoc does not want empty lines.
/^$/d
