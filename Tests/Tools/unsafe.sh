#!/usr/bin/env bash
# Unsafe code stands only in the files that unsafe.txt lists with a reason, and every file in the list has some.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
list=Tests/Tools/unsafe.txt

listed=$(sed -E 's/#.*//; /^[[:space:]]*$/d' "$list")
wrong=0

# The keyword, the attributes, and the ways around the checks. Comments do not count.
marks='(^|[^A-Za-z0-9_.])(unsafe|@safe|@unsafe|nonisolated\(unsafe\)|@unchecked|unsafeBitCast|@preconcurrency)($|[^A-Za-z0-9_:])|\.unsafeFlags\('
uses_unsafe() {
    sed -E 's|^[[:space:]]*//.*||; s|[[:space:]]//[[:space:]].*||' "$1" | grep -nE -- "$marks"
}

while read -r file reason; do
    if [[ -z $file ]]; then continue; fi
    if [[ -z $reason ]]; then
        echo "$list: $file has no reason"
        wrong=1
    fi
    if [[ ! -f $file ]]; then
        echo "$list: $file does not exist"
        wrong=1
    elif ! uses_unsafe "$file" >/dev/null; then
        echo "$list: $file has no unsafe code any more; take it off the list"
        wrong=1
    fi
done <<<"$listed"

while IFS= read -r file; do
    # The first word of a line is the file.
    if cut -d ' ' -f 1 <<<"$listed" | grep -qxF -- "$file"; then continue; fi
    if hits=$(uses_unsafe "$file"); then
        while IFS= read -r hit; do echo "$file:${hit%%:*}: unsafe code in a file that $list does not list"; done <<<"$hits"
        wrong=1
    fi
done < <(find Package.swift Sources Tests -name '*.swift' | LC_ALL=C sort)
exit "$wrong"
