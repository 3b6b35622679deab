#!/usr/bin/env bash
# Scrubs the fixtures and shows, for every source, some lines before and after:
#
#   demo.sh LOGSCRUB
set -euo pipefail
logscrub=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../../Fixtures"

bold='' red='' green='' plain=''
if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
    bold=$'\e[1m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'
fi

# show TITLE FILE COUNT [OPTION...]: the first lines of the file that come out changed.
show() {
    local title=$1 file=$2 count=$3 before after
    shift 3
    printf '\n%s%s%s  logscrub %s%s\n' "$bold" "$title" "$plain" "${*:+$* }" "Fixtures/$file"
    while IFS= read -r -u 3 before && IFS= read -r -u 4 after; do
        if [[ $before == "$after" ]]; then continue; fi
        printf '%s-%s %s\n%s+%s %s\n' "$red" "$plain" "$before" "$green" "$plain" "$after"
        count=$((count - 1))
        if [[ $count -eq 0 ]]; then break; fi
    done 3<"$file" 4< <("$logscrub" "$@" <"$file")
}

show 'nginx, access log' nginx/combined.log 2 --site meet.example.org
show 'nginx, error log' nginx/error.log 2
show 'Apache, access log' apache/access.log 1
show 'Apache, error log' apache/error.log 1
show 'Prosody' prosody/file.log 2
show 'Jitsi Videobridge' jvb/unredacted.log 2
show 'Jicofo' jicofo/current.log 1
show 'Jigasi' jigasi/plain.log 1
show 'Jibri' jibri/log.log 1
show 'Addresses in disguise' addresses/disguises.log 4
show 'For visitor statistics' nginx/combined.log 1 --level analytics
show 'No address at all' nginx/combined.log 1 --level none

mapfile -t inputs < <(find . -name '*.log' ! -name '*.minimal.log' ! -name '*.analytics.log' ! -name '*.none.log')
printf '\n%sAll %d fixtures%s  logscrub --stats Fixtures/*/*.log >/dev/null\n' "$bold" "${#inputs[@]}" "$plain"
{ "$logscrub" --stats "${inputs[@]}" >/dev/null; } 2>&1
