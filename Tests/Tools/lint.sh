#!/usr/bin/env bash
# Every check that needs no build. Says all that is wrong, not only the first thing.
# shellcheck disable=SC2317 # the checks are called by their names
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

status=0

# check TITLE COMMAND...
check() {
    local title=$1
    shift
    if "$@"; then
        printf 'ok    %s\n' "$title"
    else
        printf 'FAIL  %s\n' "$title"
        status=1
    fi
}

# The project's own files: what Git has or would take; without Git, all but what was built.
project_files() {
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git ls-files --cached --others --exclude-standard | while IFS= read -r file; do
            if [[ -f $file ]]; then printf '%s\n' "$file"; fi
        done
    else
        find . \( -name .build -o -name .git -o -name .swiftpm \) -prune -o -type f -print | sed 's|^\./||'
    fi | LC_ALL=C sort
}

scripts() {
    project_files | grep -E '\.sh$|^\.ci/run$'
}

style() {
    swift format lint --strict --recursive Sources Tests Package.swift
}

shell_scripts() {
    local files
    mapfile -t files < <(scripts)
    shellcheck --external-sources --source-path=SCRIPTDIR "${files[@]}"
}

# A program that lost its mode in an archive or a copy does not start from the Makefile.
executables() {
    local file wrong=0
    while IFS= read -r file; do
        # A script that is only read with `source` has no first line of its own.
        if head -n 1 "$file" | grep -q '^#!' && [[ ! -x $file ]]; then
            echo "$file: is a program, but not executable"
            wrong=1
        fi
    done < <(scripts)
    return "$wrong"
}

# Paths that exist on one machine only. (Log lines have paths of their own.)
machine_paths() {
    local files
    mapfile -t files < <(project_files | grep -vE '^(Fixtures/.*\.log|Tests/Attacks/.*|LICENSE)$')
    # Samples have the home of somebody who does not exist.
    ! grep -nE '(^|[^A-Za-z0-9_.$}])/(home|root|Users|work|workspace|builds|mnt)/[A-Za-z]' "${files[@]}" /dev/null |
        grep -vE '/home/ana\b'
}

# What the standard library of macOS 15 lacks; on Linux it compiles.
available() {
    ! grep -rnE '\bInlineArray\b' Sources
}

# The program says the version that the change log has below "Unreleased".
version() {
    local program log
    program=$(sed -nE 's/.*static let number = "([^"]+)".*/\1/p' Sources/LogScrubCommand/Version.swift)
    log=$(sed -nE 's/^## \[([0-9][^]]*)\].*/\1/p' CHANGELOG.md | head -n 1)
    if [[ -z $program || $program != "$log" ]]; then
        echo "Sources/LogScrubCommand/Version.swift has ${program:-no version}, CHANGELOG.md has ${log:-none}"
        return 1
    fi
}

check "style (swift format, .swift-format)" style
check "floors (Tests/Tools/floors.sh)" Tests/Tools/floors.sh
check "unsafe code only where it is listed (Tests/Tools/unsafe.txt)" Tests/Tools/unsafe.sh
check "no paths of one machine" machine_paths
check "nothing that macOS 15 does not have" available
check "one version" version
check "programs are executable" executables
if Tests/Tools/packages.sh lint; then
    check "shell scripts (shellcheck)" shell_scripts
else
    printf 'skip  %s\n' "shell scripts: shellcheck is not installed"
fi
exit "$status"
