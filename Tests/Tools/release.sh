#!/usr/bin/env bash
# Builds the program as users get it, a fifth faster than the compiler alone would make it:
#
#   release.sh PROGRAM
#
# It is compiled twice. The first program counts which way its code goes on the fixtures and on lines of the benchmark's
# kinds; the second has the ways that are gone most laid out straight (profile-guided optimization,
# https://llvm.org/docs/HowToBuildWithPGO.html). What it writes is the same. Where the tool chain lacks what that needs, the
# program is compiled once, as by `swift build`. PROGRAM is written last and at once: it is never the one that counts.
set -euo pipefail
program=$1
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=$PWD/.build/profile
profile=$folder/logscrub.profdata
unset LOGSCRUB_PROFILE

build() {
    swift build -c release --static-swift-stdlib --product logscrub
}

# Beside the compiler; on macOS, where xcrun finds it. Debian's own would not understand what this compiler's programs write.
profdata() {
    local resources
    resources=$(swiftc -print-target-info | sed -nE 's/.*"runtimeResourcePath": "(.*)".*/\1/p')
    local beside=$resources/../../bin/llvm-profdata
    if [[ -x $beside ]]; then "$beside" "$@"; else xcrun llvm-profdata "$@"; fi
}

# Lines of every source, some times over: one could be chance.
lines() {
    local file _
    for file in Fixtures/*/*.log; do
        case $file in *.none.log | *.minimal.log | *.analytics.log) continue ;; esac # what should come out
        for _ in {1..4}; do cat "$file"; done
    done
}

# Makes the profile, or fails. The recorder lies between any two programs: so each of them is compiled anew.
record() {
    local recorder=$folder/recorder key=$folder/key file level
    rm -rf "$folder" && mkdir -p "$folder/lines" "$folder/counts" || return
    LOGSCRUB_PROFILE=record build && cp .build/release/logscrub "$recorder" || return
    lines >"$folder/lines/fixtures.log" || return
    if command -v python3 >/dev/null; then
        python3 Tests/Performance/corpora.py "$folder/lines" 4 'logscrub profile' || return
    fi

    local -x LLVM_PROFILE_FILE=$folder/counts/%p.profraw
    "$recorder" key new "$key" || return
    for file in "$folder"/lines/*.log; do "$recorder" "$file" >/dev/null || return; done
    for level in minimal analytics pseudonymous none; do
        "$recorder" --level "$level" --key-file "$key" "$folder/lines/fixtures.log" >/dev/null || return
    done
    profdata merge --output "$profile" "$folder"/counts/*.profraw || return
    rm -r "$folder/lines" "$folder/counts" "$recorder" "$key"
}

echo "Compiling once to see which way the code goes, and once more for that; this takes some minutes."
if record; then
    LOGSCRUB_PROFILE=$profile build
else
    echo "No profile can be made here: compiling without one. The program is the same, but a little slower." >&2
    rm -rf "$folder"
    build
fi
mkdir -p "$(dirname "$program")"
cp .build/release/logscrub "$program.new"
# Three fifths of it are names for debuggers, which stay in .build/release/logscrub: what the program says when it ends by a mistake
# does not come from them.
strip "$program.new"
mv "$program.new" "$program"
