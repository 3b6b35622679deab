#!/usr/bin/env bash
# Runs a real Prosody on loopback, talks XMPP to it over BOSH and a plain connection, and leaves its logs:
#
#   prosody.sh OUTPUT_FOLDER
#
#   prosody-info.log      a log file at level info, with Debian's timestamps
#   prosody-debug.log     a log file at level debug
#   prosody-console.log   what it writes to the console at level debug, with the timestamps of the Docker image
#
# The clients are addresses reserved for documentation. Prosody takes them from X-Forwarded-For, as behind nginx.
# Nothing is installed, and nothing outside the two folders is touched. As root or as any other user.
set -euo pipefail

# shellcheck source=loopback.sh
source "$(dirname "${BASH_SOURCE[0]}")/loopback.sh"

if [[ $# -ne 1 ]]; then fail "usage: prosody.sh OUTPUT_FOLDER"; fi
need prosody prosody
need curl curl
own_network "${BASH_SOURCE[0]}" "$@"
prepare "$1"
add_clients 203.0.113.8 198.51.100.24 2001:db8:85a3::8a2e:370:7335
rm -f "$output"/prosody-{info,debug,console}.log

# ---------------------------------------------------------------------------------------------------------------------
# Configuration

http_port=
client_port=

write_configuration() {
    local loopback='"127.0.0.1"'
    if has_ipv6; then loopback='"127.0.0.1", "::1"'; fi
    mkdir -p "$work/data" "$work/plugins"
    # A handler that fails leaves a record with a traceback, that is with continuation lines, and the client in it.
    cat >"$work/plugins/mod_broken.lua" <<'PLUGIN'
module:depends("http")
module:provides("http", {
    route = {
        GET = function (event)
            module:log("warn", "Join rate exceeded for %s", event.request.ip)
            error("no room for " .. event.request.ip .. "\nnor for ::ffff:203.0.113.9")
        end
    }
})
PLUGIN
    cat >"$work/prosody.cfg.lua" <<CONFIGURATION
-- Prosody refuses to run as root unless it is told to, and this is a server for one minute on loopback.
run_as_root = true
pidfile = "$work/prosody.pid"
data_path = "$work/data"
certificates = "$work"
plugin_paths = { "$work/plugins" }
interfaces = { $loopback }
local_interfaces = { $loopback }
c2s_ports = { $client_port }
http_ports = { $http_port }
http_interfaces = { $loopback }
https_ports = { }
c2s_direct_tls_ports = { }
legacy_ssl_ports = { }
modules_enabled = { "bosh"; "disco"; "saslauth"; "ping"; "posix"; "broken" }
modules_disabled = { "s2s"; "tls" }
trusted_proxies = { "127.0.0.1", "::1" }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
consider_bosh_secure = true
log = {
    { levels = { min = "info" }, to = "file", filename = "$output/prosody-info.log" };
    { levels = { min = "debug" }, to = "file", filename = "$output/prosody-debug.log" };
    { levels = { min = "debug" }, to = "console", timestamps = "%Y-%m-%d %X" };
}
VirtualHost "meet.example.org"
    authentication = "anonymous"
Component "conference.meet.example.org" "muc"
CONFIGURATION
}

start() {
    local attempt tries
    for ((attempt = 0; attempt < 5; attempt++)); do
        free_port http_port
        free_port client_port
        write_configuration
        # --no-daemonize (-F): in the foreground, so that it ends with this script. Standard output is the console.
        prosody --config "$work/prosody.cfg.lua" -F >"$output/prosody-console.log" 2>"$work/console.txt" </dev/null &
        server=$!
        for ((tries = 0; tries < 400; tries++)); do
            if ! kill -0 "$server" 2>/dev/null; then break; fi
            if listens 127.0.0.1 "$http_port" && listens 127.0.0.1 "$client_port"; then return 0; fi
            sleep 0.05
        done
        # A port that was taken in between is no reason for Prosody to end: it goes on without the service.
        if ! grep -qs 'Failed to open server port' "$output/prosody-info.log"; then break; fi
        stop_server TERM
        rm -f "$output"/prosody-{info,debug,console}.log
    done
    cat "$output/prosody-console.log" >>"$work/console.txt"
    fail "Prosody does not start"
}

# ---------------------------------------------------------------------------------------------------------------------
# Traffic

rid=1000
answer=

# bosh CLIENT BODY: one BOSH request (XEP-0124) on behalf of a client behind a proxy; `answer` is what comes back.
bosh() {
    answer=$(curl --silent --max-time 10 --header "X-Forwarded-For: $1" --header 'Host: meet.example.org' \
        --header 'Content-Type: text/xml; charset=utf-8' --data "$2" "http://127.0.0.1:$http_port/http-bind")
}

# session CLIENT STANZA...: opens a session, signs in anonymously, sends the stanzas and closes the session.
session() {
    local client=$1 sid stanza
    local namespace="xmlns='http://jabber.org/protocol/httpbind'"
    local host="to='meet.example.org' xml:lang='en' xmlns:xmpp='urn:xmpp:xbosh'"
    local auth="<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"
    local bind="<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"
    shift
    rid=$((rid + 100))
    bosh "$client" "<body rid='$rid' $host ver='1.6' xmpp:version='1.0' hold='1' wait='1' $namespace/>"
    sid=$(grep -o "sid='[^']*'" <<<"$answer" | head -n 1) || fail "Prosody opened no BOSH session"
    rid=$((rid + 1))
    bosh "$client" "<body rid='$rid' $sid $namespace>$auth</body>"
    rid=$((rid + 1))
    bosh "$client" "<body rid='$rid' $sid $host xmpp:restart='true' $namespace/>"
    for stanza in "$bind" "$@"; do
        rid=$((rid + 1))
        bosh "$client" "<body rid='$rid' $sid $namespace>$stanza</body>"
    done
    rid=$((rid + 1))
    bosh "$client" "<body rid='$rid' $sid type='terminate' $namespace/>"
}

# plain [CURL OPTION...]: a client connection without TLS and without a proxy. The pauses leave Prosody time to answer.
plain() {
    local opening="<stream:stream xmlns='jabber:client' to='meet.example.org' version='1.0' \
xmlns:stream='http://etherx.jabber.org/streams'>"
    {
        printf '%s' "<?xml version='1.0'?>$opening"
        sleep 0.3
        printf '%s' "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>"
        sleep 0.3
        printf '%s' "<?xml version='1.0'?>$opening</stream:stream>"
        sleep 0.2
    } | curl --silent --output /dev/null --max-time 10 "$@" "telnet://127.0.0.1:$client_port" || true
}

# stanza NAME TYPE TO CONTENT: one XMPP stanza.
stanza() {
    printf "<%s to='%s' type='%s' id='s1'>%s</%s>" "$1" "$3" "$2" "$4" "$1"
}

traffic() {
    local room='teamsync@conference.meet.example.org' ping="<ping xmlns='urn:xmpp:ping'/>" connection url
    local join message candidate
    join="<presence to='$room/6b17a0f5'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
    message=$(stanza message groupchat "$room" '<body>I am at 203.0.113.7:61514 today</body>')
    candidate=$(stanza message groupchat "$room" "<candidate xmlns='urn:xmpp:jingle:transports:ice-udp:1' \
type='srflx' ip='203.0.113.7' port='61777' rel-addr='198.51.100.23' rel-port='61778'/>")

    session 203.0.113.7 "$join" "$message"
    session 2001:db8:85a3::8a2e:370:7334 "$join" "$candidate"
    session '203.0.113.7, 198.51.100.23' "$(stanza iq get meet.example.org "$ping")"
    session ::ffff:203.0.113.9 "$(stanza iq get nobody@nowhere.example.com "$ping")"

    # A session nobody knows, no XML at all, a host that is not served, a handler that fails.
    bosh 203.0.113.7 "<body rid='1' sid='00000000-dead-4bee-8000-000000000000' \
xmlns='http://jabber.org/protocol/httpbind'/>"
    bosh 198.51.100.23 'no XML, 198.51.100.9'
    bosh 198.51.100.23 "<body rid='1' to='elsewhere.example.net' wait='1' hold='1' \
xmlns='http://jabber.org/protocol/httpbind'/>"
    for client in 203.0.113.77 2001:db8:feed:1::c0de; do
        curl --silent --output /dev/null --max-time 10 --header 'Host: meet.example.org' \
            --header "X-Forwarded-For: $client" "http://127.0.0.1:$http_port/broken"
    done

    # Plain connections: one that speaks XMPP, one that speaks something else.
    plain
    exec {connection}<>"/dev/tcp/127.0.0.1/$client_port"
    printf 'GET / HTTP/1.0\r\nX-Forwarded-For: 203.0.113.7\r\n\r\n' >&"$connection"
    timeout 5 cat <&"$connection" >/dev/null || true
    exec {connection}>&-

    # Clients without a proxy in between: their address and port stand in the tuples `FD 9 (203.0.113.8, 61606, …)`.
    if [[ -n $has_own_network ]]; then
        plain --interface 203.0.113.8 --local-port 61606
        plain --interface 198.51.100.24 --local-port 61607
        url="http://127.0.0.1:$http_port/http-bind"
        curl --silent --output /dev/null --interface 198.51.100.24 --local-port 61608 "$url"
        if has_ipv6; then
            url="http://[::1]:$http_port/broken"
            curl --silent --output /dev/null --globoff --header 'Host: meet.example.org' \
                --interface 2001:db8:85a3::8a2e:370:7335 --local-port 61609 "$url"
        fi
    fi
}

# ---------------------------------------------------------------------------------------------------------------------

start
traffic
stop_server TERM
# Prosody writes its log files line by line; the console is complete when the process has ended.
for log in info debug console; do
    wait_for "prosody-$log.log tells of the end" grep -q 'Shutdown complete' "$output/prosody-$log.log"
done
