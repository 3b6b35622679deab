#!/usr/bin/env bash
# Runs a script on a system of its own, with Debian's packages as they come:
#
#   stock.sh SCRIPT
#
# `/etc` is a copy, so that the packages' files may be changed as the examples say, and nothing else has to be: they stand where they
# stand on a server, and ports, users and clients' addresses are the real ones. `/run`, `/var/log` and what the servers keep are empty, LogScrub
# is in `/usr/local`, from the variable LOGSCRUB, and its examples are where `make install` puts them (`$examples`). Whatever the script
# starts ends with it. Needs root, and a system that lets root have namespaces. The functions are below.
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

if [[ -z ${LOGSCRUB_STOCK_SYSTEM:-} ]]; then
    LOGSCRUB_STOCK_SYSTEM=yes exec unshare --pid --fork --kill-child --mount --mount-proc --net --ipc -- bash "${BASH_SOURCE[0]}" "$@"
fi
# A second look, as everything below replaces folders: here the parent is another system's.
[[ $$ -eq 1 ]] || exec echo "stock.sh: not in a system of its own" >&2

# shellcheck source-path=SCRIPTDIR source=loopback.sh
source "$project/Tests/Servers/loopback.sh"
umask 022
examples=/usr/local/share/doc/logscrub/examples
script=$(realpath "$1")

system=$PWD/system
chmod 755 .
mkdir -p "$system"/{etc,run/lock,log,lib,dev}
cp -a /etc/. "$system/etc"
# The folders of the logs, with owners and modes, and without logs.
(cd /var/log && find . -xdev -type d -print0 | tar -c --null --no-recursion -T -) | tar -xp -C "$system/log"
for folder in prosody turn nginx logrotate; do
    if [[ -d /var/lib/$folder ]]; then
        cp -a "/var/lib/$folder" "$system/lib/"
        mount --bind "$system/lib/$folder" "/var/lib/$folder"
    fi
done
rm -f "$system"/lib/logrotate/*
mount --bind "$system/etc" /etc
mount --bind "$system/run" /run
mount --bind "$system/log" /var/log
# rsyslog puts its socket there.
for device in null zero full random urandom; do
    : >"$system/dev/$device"
    mount --bind "/dev/$device" "$system/dev/$device"
done
ln -s /proc/self/fd "$system/dev/fd"
ln -s /proc/self/fd/0 "$system/dev/stdin"
ln -s /proc/self/fd/1 "$system/dev/stdout"
ln -s /proc/self/fd/2 "$system/dev/stderr"
mount --rbind "$system/dev" /dev
mount -t tmpfs -o mode=755 tmpfs /usr/local
mkdir -p /usr/local/{bin,sbin} $examples
mount --bind "$project/Sources/LogScrubCommand/Examples" $examples
cp "$LOGSCRUB" /usr/local/bin/logscrub
cp "$project/Sources/LogScrubCommand/logscrub-gzip.sh" /usr/local/bin/logscrub-gzip
# What systemd and the policy of a container would say is another matter: the packages' own scripts do the work.
cat >/usr/local/sbin/invoke-rc.d <<'SCRIPT'
#!/bin/sh
script=/etc/init.d/$1
shift
exec "$script" "$@"
SCRIPT
cp /usr/local/sbin/invoke-rc.d /usr/local/sbin/service
chmod 755 /usr/local/sbin/*
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ip link set lo up
for number in $(seq 1 40); do ip addr add "203.0.113.$number/32" dev lo; done

# steps EXAMPLE: does what the head of an example says, command by command: the lines with three spaces behind the sign of a comment.
steps() {
    local line
    while read -r line; do eval "$line"; done < <(sed -nE 's/^#   ([a-z].*)/\1/p' "$examples/$1" | grep -vE '^(systemctl|nginx) ')
}

# unit FILE KEY [INSTANCE]: the values of a key in an example of a unit.
unit() { sed -nE "s/^$2=[+]?//p" "$examples/systemd/$1" | sed "s/%i/${3:-}/g"; }

# start_unit FILE [INSTANCE]: starts what the unit starts, with the folders that systemd would make, and as a root who may do no more than
# the files allow, as in the unit.
start_unit() {
    local line
    install -d -m 0755 /run/logscrub /var/log/scrubbed
    while read -r line; do eval "$line"; done < <(unit "$1" ExecStartPre "${2:-}")
    grep -q '^CapabilityBoundingSet=$' "$examples/systemd/$1"
    (umask "$(unit "$1" UMask)" && eval "exec setpriv --bounding-set=-all --inh-caps=-all $(unit "$1" ExecStart "${2:-}")") &
}

# as USER COMMAND...: the groups are those of the user.
as() {
    local user=$1
    shift
    setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups "$@"
}

# rotate NAME: what logrotate does with a log that LogScrub writes.
rotate() {
    mv "/var/log/scrubbed/$1" "/var/log/scrubbed/$1.1"
    pkill -HUP -f '[l]ogscrub .*--output /var/log/scrubbed/'
    wait_for "a new file" test -e "/var/log/scrubbed/$1"
}

# has FILE COUNT: as many lines are in a log and the rotated one.
has() { [ "$(cat "$1" "$1.1" 2>/dev/null | wc -l)" -ge "$2" ]; }

# serve USER COMMAND...: starts a server that speaks to `console.txt`.
serve() {
    local user=$1
    shift
    setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups "$@" >"$system/../console.txt" 2>&1 </dev/null &
    # shellcheck disable=SC2034 # for stop_server
    server=$!
}

# no_raw [WORD...]: neither a client's address nor one of the words is in a file, whatever its name.
no_raw() {
    local word words=(-e '203\.0\.113')
    for word; do words+=(-e "$word"); done
    if grep -r --devices=skip "${words[@]}" /var/log /run /var/lib/prosody >&2; then return 1; fi
}

# shellcheck source=/dev/null
source "$script"
