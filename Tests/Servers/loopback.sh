# What the scripts beside it share: finding programs and ports, waiting, a network of their own, and cleaning up.
# This file is read with `source`; it starts nothing by itself.
# shellcheck shell=bash

# Debian keeps servers in the sbin folders, which are not in the PATH of everybody.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

# The temporary folder, the folder for the logs, and the process of the server.
work=
output=
server=

# Prints why the script cannot go on, then whatever the server said, and ends the script.
fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    if [[ -n $work && -s $work/console.txt ]]; then
        printf '%s\n' "The server wrote:" >&2
        tail -n 20 "$work/console.txt" >&2
    fi
    exit 1
}

# need PROGRAM PACKAGE: these scripts use what is installed and install nothing themselves.
need() {
    command -v "$1" >/dev/null || fail "the program \`$1\` is missing; on Debian: apt-get install $2"
}

# wait_for DESCRIPTION COMMAND...: waits until the command succeeds, up to 20 seconds.
wait_for() {
    local description=$1 tries
    shift
    for ((tries = 0; tries < 400; tries++)); do
        if "$@" 2>/dev/null; then return 0; fi
        if [[ -n $server ]] && ! kill -0 "$server" 2>/dev/null; then
            fail "the server ended before this came true: $description"
        fi
        sleep 0.05
    done
    fail "waited 20 seconds in vain: $description"
}

# listens ADDRESS PORT: somebody accepts connections there.
listens() {
    (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null
}

# free_port NAME: puts a port into the variable NAME that nobody listens on. It is below the range from which Linux
# takes the ports of outgoing connections (32768 and up), so that no connection made in the meantime can have taken it.
declare -A taken=()
free_port() {
    local candidate
    while :; do
        candidate=$((20000 + RANDOM % 12000))
        if [[ -z ${taken[$candidate]:-} ]] && ! listens 127.0.0.1 "$candidate"; then
            taken[$candidate]=yes
            printf -v "$1" '%s' "$candidate"
            return 0
        fi
    done
}

# has_ipv6: the loopback interface carries ::1 (many containers have no IPv6 at all).
has_ipv6() {
    grep -q '^00000000000000000000000000000001 ' /proc/net/if_inet6 2>/dev/null
}

# own_network SCRIPT ARGUMENT...: where the system allows it, runs the script again in a network of its own, in which
# the loopback interface also carries clients' addresses. Then the server sees genuine connections from 203.0.113.8 and
# writes their address and port in places that no X-Forwarded-For reaches. Only root may do that, and not in every
# container; without it the traffic comes from 127.0.0.1 and the clients exist in X-Forwarded-For alone.
has_own_network=
own_network() {
    local here
    if [[ $EUID -ne 0 ]]; then return 0; fi
    here=$(readlink /proc/self/ns/net) || return 0
    # The second run: believed only when the network really is another one, because addresses are added to it.
    if [[ -n ${LOGSCRUB_OUTER_NETWORK:-} ]]; then
        if [[ $LOGSCRUB_OUTER_NETWORK != "$here" ]]; then has_own_network=yes; fi
        return 0
    fi
    if ! command -v unshare >/dev/null || ! command -v ip >/dev/null; then return 0; fi
    if ! unshare --net ip link set lo up 2>/dev/null; then return 0; fi
    LOGSCRUB_OUTER_NETWORK=$here exec unshare --net "$@"
}

# add_clients ADDRESS...: gives the loopback interface of the own network these addresses.
add_clients() {
    local address
    if [[ -z $has_own_network ]]; then return 0; fi
    ip link set lo up
    for address; do
        case $address in
        *:*) if has_ipv6; then ip addr add "$address/128" dev lo nodad; fi ;;
        *) ip addr add "$address/32" dev lo ;;
        esac
    done
}

# stop_server SIGNAL: asks the server to end, waits until it has, and insists after ten seconds.
stop_server() {
    local tries
    if [[ -z $server ]]; then return 0; fi
    kill -s "$1" "$server" 2>/dev/null || true
    for ((tries = 0; tries < 200; tries++)); do
        if ! kill -0 "$server" 2>/dev/null; then break; fi
        sleep 0.05
    done
    kill -s KILL "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
}

# prepare OUTPUT_FOLDER: makes the output folder and the temporary one, and cleans up however the script ends.
prepare() {
    mkdir -p "$1"
    # shellcheck disable=SC2034 # for the script that sources this file
    output=$(cd "$1" && pwd)
    work=$(mktemp -d "${TMPDIR:-/tmp}/logscrub-server.XXXXXX")
    # The server's workers run as somebody else when the script runs as root, and have to get at their files.
    chmod 755 "$work"
    trap 'stop_server TERM; rm -rf "$work"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}
