#!/usr/bin/env bash
# Runs the benchmark with Anonip from PyPI in an environment of its own:
#
#   bench.sh LOGSCRUB [OPTION OF bench.py...]
set -euo pipefail
logscrub=$(realpath "$1")
shift
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# The version that the figures in README.md are from.
anonip=.build/anonip
if [[ ! -x $anonip/bin/anonip ]]; then
    if ! { python3 -m venv "$anonip" && "$anonip/bin/pip" install --quiet --disable-pip-version-check anonip==1.1.0; }; then
        echo "Anonip cannot be installed from PyPI; measuring without it" >&2
        rm -rf "$anonip"
    fi
fi
PATH="$PWD/$anonip/bin:$PATH" exec python3 Tests/Performance/bench.py --logscrub "$logscrub" "$@"
