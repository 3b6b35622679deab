#!/usr/bin/env bash
# Prints a code block of README.md, so that what is installed and tested is what people copy:
#
#   readme-block.sh NAME    the block that follows the line `<!-- NAME -->`
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

awk -v mark="<!-- $1 -->" '
    $0 == mark { marked = 1; next }
    marked && /^```/ { if (inside) { done = 1; exit } inside = 1; next }
    inside { print }
    END { exit !done }
' README.md || {
    echo "README.md: no code block is marked with <!-- $1 -->" >&2
    exit 1
}
