#!/usr/bin/env bash
# Runs a real coturn on loopback, lets its own clients relay through it, and leaves its logs:
#
#   coturn.sh OUTPUT_FOLDER
#
#   coturn-seconds.log   with the seconds since its start before each record, verbose, users with passwords
#   coturn-iso.log       with dates and times before each record, users whose names say how long they may (TURN REST)
#
# Where the script may make a network of its own, the clients are addresses reserved for documentation; else all traffic comes from
# 127.0.0.1, and the logs hold users only. Nothing is installed, and nothing outside the two folders is touched.
set -euo pipefail

# shellcheck source=loopback.sh
source "$(dirname "${BASH_SOURCE[0]}")/loopback.sh"

if [[ $# -ne 1 ]]; then fail "usage: coturn.sh OUTPUT_FOLDER"; fi
need turnserver coturn
need turnutils_uclient coturn
own_network "${BASH_SOURCE[0]}" "$@"
prepare "$1"
add_clients 203.0.113.8 198.51.100.24 2001:db8:85a3::8a2e:370:7335
rm -f "$output"/coturn-{seconds,iso}.log

port=

# serve LOG OPTION...: starts a server with that log.
serve() {
    local log=$1 address attempt tries addresses=()
    shift
    for address in 127.0.0.1 ::1; do
        if [[ $address == 127.0.0.1 ]] || has_ipv6; then
            addresses+=("--listening-ip=$address" "--relay-ip=$address")
        fi
    done
    for ((attempt = 0; attempt < 5; attempt++)); do
        free_port port
        rm -f "$output/$log"
        turnserver -n --verbose "${addresses[@]}" --listening-port="$port" --realm=meet.example.org --fingerprint \
            --no-tls --no-dtls --no-cli --allow-loopback-peers --pidfile="$work/turn.pid" --db="$work/turn.db" \
            --log-file="$output/$log" --simple-log "$@" >"$work/console.txt" 2>&1 </dev/null &
        server=$!
        for ((tries = 0; tries < 200; tries++)); do
            if ! kill -0 "$server" 2>/dev/null; then break; fi
            if listens 127.0.0.1 "$port"; then return 0; fi
            sleep 0.05
        done
        stop_server TERM
    done
    fail "coturn does not start"
}

# client ADDRESS OPTION...: relays two messages to itself. A client that is refused is one, too.
client() {
    local address=$1 target=127.0.0.1 from=()
    shift
    if [[ $address == *:* ]]; then
        if [[ -z $has_own_network ]] || ! has_ipv6; then return 0; fi
        target=::1
        set -- -x "$@"
    fi
    if [[ -n $has_own_network ]]; then from=(-L "$address"); fi
    timeout 10 turnutils_uclient "${from[@]}" -p "$port" -n 2 -m 1 -y "$@" "$target" >"$work/client.txt" 2>&1 || true
}

# all_closed LOG: no session is open any more; only then coturn says whose it was.
all_closed() {
    (($(grep -c ': new, realm=' "$output/$1") <= $(grep -c 'closed (2nd stage)' "$output/$1")))
}

serve coturn-seconds.log --lt-cred-mech --user=alice:corr3ct
client 203.0.113.8 -u alice -w corr3ct
client 198.51.100.24 -u mallory -w wr0ng
client 203.0.113.8 -t -u alice -w corr3ct
client 2001:db8:85a3::8a2e:370:7335 -u alice -w corr3ct
# What is no STUN at all.
(printf 'GET /TeamSync HTTP/1.1\r\nHost: 203.0.113.9\r\n\r\n' >"/dev/tcp/127.0.0.1/$port") || true
wait_for "the last session ends" all_closed coturn-seconds.log
stop_server TERM

serve coturn-iso.log --new-log-timestamp --use-auth-secret --static-auth-secret=s3cret-of-the-server
client 198.51.100.24 -u alice -W s3cret-of-the-server
client 203.0.113.8 -t -u alice -W s3cret-of-the-server
client 2001:db8:85a3::8a2e:370:7335 -t -u alice -W s3cret-of-the-server
wait_for "the last session ends" all_closed coturn-iso.log
stop_server TERM
