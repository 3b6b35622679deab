#!/bin/sh
# logscrub-gzip [OPTION ...]: scrubs standard input and compresses it to standard output. It is what logrotate's
# `compresscmd` can be; `compressoptions` are then options of logscrub, of the packing program, or of both: `-9 --site meet.example.org`.
#
# The packing program is the one that the name of the output asks for (`compressext .xz`, `.zst`, `.bz2`), else gzip.
#
# Its exit status is 0 only if both programs have done all of their work. logrotate keeps the log as it was otherwise, says
# so, and rotates it no further until it works again, if `delaycompress` is set.
set -uf

# The logscrub beside this script, also where the PATH of a timer or of cron does not have it.
case $0 in
*/*) PATH="${0%/*}:$PATH" ;;
esac

fail() {
    echo "logscrub-gzip: failed, the log stays as it was: $1" >&2
    exit 1
}

exec 4>&1
# logrotate tells the name of the log only, not that of the output. A pipe has none.
output=$(readlink /proc/self/fd/4 2>/dev/null)
case $output in
*.xz) packer=xz ;;
*.zst) packer=zstd ;;
*.bz2) packer=bzip2 ;;
# Something else than the name says would be found out when somebody needs the log.
*.lz4 | *.lzma | *.lz | *.lzo | *.br | *.Z | *.zip | *.7z) fail "it packs .gz, .xz, .zst and .bz2, not .${output##*.}" ;;
*) packer=gzip ;;
esac

# /etc/logrotate.conf may say `compressoptions -9` for all logs. No option of logscrub for a stream has one hyphen only, and no value of one
# begins with a hyphen: the packing program gets what begins so, and the names that only packing programs have.
packing=''
taker='' # whose option came last: what begins with no hyphen is its value
for argument; do
    shift
    case $argument in
    # These write something else than the log, and succeed: logrotate would delete the log.
    --decompress | --uncompress | --list | --test | --train* | --help | --long-help | --version | --license | --in-place | --dry-run | \
        --output | --output=*)
        fail "it only compresses, and $argument is for something else" ;;
    -[TSMC]) packing="$packing $argument" taker=packer ;;
    -[TSMC]*) packing="$packing $argument" taker='' ;;
    -[!-]*[DFHLVbdhilort]* | -[DFHLVbdhilort]*) fail "it only compresses, and $argument is for something else" ;;
    -[!-]* | --fast=* | --long=* | --adapt=* | --threads=* | --suffix=* | --memlimit*=* | --check=* | --block-size=* | --lzma2=* | \
        --best | --fast | --rsyncable | --name | --no-name | --quiet | --verbose | --keep | --stdout | --compress | --small | \
        --extreme | --ultra | --long | --adapt | --no-check | --no-progress | --synchronous)
        packing="$packing $argument" taker='' ;;
    --threads | --suffix | --memlimit | --check | --block-size) packing="$packing $argument" taker=packer ;;
    --?*=*) taker='' && set -- "$@" "$argument" ;;
    --?*) taker=logscrub && set -- "$@" "$argument" ;;
    *)
        case $taker in
        packer) packing="$packing $argument" ;;
        logscrub) set -- "$@" "$argument" ;;
        # logscrub would read a file of that name instead of the log.
        *) fail "$argument is no option" ;;
        esac
        taker=''
        ;;
    esac
done

# A pipeline tells the status of its last program only (there is no `pipefail` in POSIX): each writes its own down.
statuses=$(
    {
        {
            logscrub "$@" 3>&- 4>&-
            echo "logscrub $?" >&3
        } | {
            # logrotate has split the options at spaces: there are none in them.
            # shellcheck disable=SC2086
            $packer -c $packing 3>&- >&4 4>&-
            echo "$packer $?" >&3
        }
    } 3>&1
)

case $statuses in
"logscrub 0
$packer 0" | "$packer 0
logscrub 0") exit 0 ;;
esac
fail "$(echo "$statuses" | tr '\n' ' ')"
