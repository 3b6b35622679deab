#!/usr/bin/env bash
# The folders of Sources/LogScrub are floors. A file uses its own floor and those below it; the two folders on one floor
# never use each other. This script collects the types that each folder declares and names every file that mentions a
# type of a higher floor, or of the neighbor.
#
# It knows types at the top level of a file that are not private. What lies inside a type is reached through its name.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../Sources/LogScrub"

floors='Bytes 0
Addresses 1
Records 1
Kinds 2
Detection 3
Layers 4
Formats 5
Find 6
Treatments 7
Decide 8
Rewrite 9
Session 10
Streams 11'

# A new folder has to say which floor it is; a Swift file has to be in one.
wrong=0
for entry in *; do
    case $entry in
    *.docc) ;;
    *)
        if ! grep -q "^$entry [0-9]" <<<"$floors"; then
            echo "Sources/LogScrub/$entry: is on no floor (see Tests/Tools/floors.sh)"
            wrong=1
        fi
        ;;
    esac
done

# The files twice: to learn the types, and to look for them.
mapfile -t files < <(find . -name '*.swift' | sed 's|^\./||' | LC_ALL=C sort)
awk -v floors="$floors" '
    # A line without its comment and without the text of its strings; the code in \( ) inside a string is left in.
    function code(line,    at, character, text, out, depth) {
        out = ""; text = 0; depth = 0
        for (at = 1; at <= length(line); at++) {
            character = substr(line, at, 1)
            if (text && depth == 0) {
                if (character == "\\") {
                    at++
                    if (substr(line, at, 1) == "(") { depth = 1; out = out " " }
                } else if (character == "\"") {
                    text = 0
                }
                continue
            }
            if (depth > 0) {
                if (character == "(") depth++
                if (character == ")" && --depth == 0) { out = out " "; continue }
            } else if (character == "\"") {
                text = 1
                out = out " "
                continue
            } else if (substr(line, at, 2) == "//") {
                break
            }
            out = out character
        }
        return out
    }
    BEGIN {
        count = split(floors, lines, "\n")
        for (i = 1; i <= count; i++) {
            split(lines[i], words, " ")
            floor[words[1]] = words[2]
        }
    }
    FNR == 1 {
        folder = FILENAME
        sub(/\/.*/, "", folder)
    }
    FNR == 1 { passes[FILENAME]++ }
    passes[FILENAME] == 1 {
        line = code($0)
        if (match(line, /(^| )(struct|enum|class|actor|protocol|typealias) [A-Z][A-Za-z0-9]*/)) {
            name = substr(line, RSTART, RLENGTH)
            sub(/.* /, "", name)
            # A declaration at the top level stands at the beginning of its line. All others hide, in this file, a type
            # of the same name elsewhere.
            if (line ~ /^[a-z@]/ && line !~ /^(fileprivate|private) /) {
                home[name] = folder
            } else {
                hidden[FILENAME, name] = 1
            }
        }
        next
    }
    {
        line = code($0)
        while (match(line, /[A-Za-z_][A-Za-z0-9_]*/)) {
            name = substr(line, RSTART, RLENGTH)
            line = substr(line, RSTART + RLENGTH)
            if (!(name in home) || home[name] == folder || (FILENAME, name) in hidden) continue
            if (floor[home[name]] < floor[folder]) continue
            reason = floor[home[name]] > floor[folder] ? "a higher floor" : "its neighbor"
            printf "Sources/LogScrub/%s:%d: %s uses %s of %s, %s\n", FILENAME, FNR, folder, name, home[name], reason
            found = 1
        }
    }
    END { exit found }
' "${files[@]}" "${files[@]}" || wrong=1
exit "$wrong"
