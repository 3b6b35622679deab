#!/bin/sh
# logscrub-gzip [OPTION ...]: scrubs standard input and compresses it to standard output. It is what logrotate's
# `compresscmd` can be; `compressoptions` are then options of logscrub.
#
# Its exit status is 0 only if both programs have done all of their work. logrotate keeps the log as it was otherwise, says
# so, and rotates it no further until it works again, if `delaycompress` is set.
set -u

# The logscrub beside this script, also where the PATH of a timer or of cron does not have it.
case $0 in
*/*) PATH="${0%/*}:$PATH" ;;
esac

# A pipeline tells the status of its last program only (there is no `pipefail` in POSIX): each writes its own down.
exec 4>&1
statuses=$(
    {
        {
            logscrub "$@" 3>&- 4>&-
            echo "logscrub $?" >&3
        } | {
            gzip 3>&- >&4 4>&-
            echo "gzip $?" >&3
        }
    } 3>&1
)

case $statuses in
"logscrub 0
gzip 0" | "gzip 0
logscrub 0") exit 0 ;;
esac
echo "logscrub-gzip: failed, the log stays as it was: $(echo "$statuses" | tr '\n' ' ')" >&2
exit 1
