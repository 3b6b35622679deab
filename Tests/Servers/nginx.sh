#!/usr/bin/env bash
# Runs a real nginx on loopback, talks to it, and leaves what it wrote in the output folder:
#
#   nginx.sh OUTPUT_FOLDER
#
#   nginx-combined.log   the built-in format          nginx-jitsi.log     Jitsi's own, with tokens cut by two maps
#   nginx-json.log       escape=json                  nginx-none.log      the shape of combined with escape=none
#   nginx-extended.log   combined, origin, forwarded  nginx-error.log     the error log at level info
#   nginx-stream.log     the error log of the stream module (only where that module is installed)
#
# The clients are addresses reserved for documentation. nginx takes them from X-Forwarded-For, as behind a proxy.
# Nothing is installed, and nothing outside the two folders is touched. As root or as any other user.
set -euo pipefail

# shellcheck source=loopback.sh
source "$(dirname "${BASH_SOURCE[0]}")/loopback.sh"

if [[ $# -ne 1 ]]; then fail "usage: nginx.sh OUTPUT_FOLDER"; fi
need nginx nginx
need curl curl
own_network "${BASH_SOURCE[0]}" "$@"
prepare "$1"
add_clients 203.0.113.8 198.51.100.24 2001:db8:85a3::8a2e:370:7335
rm -f "$output"/nginx-{combined,jitsi,json,none,extended,error,stream}.log

# ---------------------------------------------------------------------------------------------------------------------
# Configuration

# Root's nginx lets its workers run as somebody without rights; anybody else's nginx must not name a user at all.
user=
if [[ $EUID -eq 0 ]]; then user='user nobody nogroup;'; fi

# The stream module is a package of its own on Debian (libnginx-mod-stream).
stream_module=${LOGSCRUB_NGINX_STREAM_MODULE:-/usr/lib/nginx/modules/ngx_stream_module.so}
if [[ ! -f $stream_module ]]; then stream_module=; fi

http_port=
mapped_port=
stream_port=

write_configuration() {
    local listen_v6='' load='' stream=''
    # The second address is the IPv4 loopback seen through an IPv6 socket: nginx then writes ::ffff:127.0.0.1.
    if has_ipv6; then
        listen_v6="listen [::1]:$http_port; listen [::ffff:127.0.0.1]:$mapped_port ipv6only=off;"
    fi
    if [[ -n $stream_module ]]; then
        load="load_module $stream_module;"
        # The PROXY protocol is how the stream module learns of clients behind a proxy. Port 1 refuses.
        stream="stream {
            error_log $output/nginx-stream.log info;
            server {
                listen 127.0.0.1:$stream_port proxy_protocol;
                set_real_ip_from 127.0.0.1;
                proxy_pass 127.0.0.1:1;
            }
        }"
    fi
    cat >"$work/nginx.conf" <<CONFIGURATION
$user
$load
daemon off;
worker_processes 1;
pid $work/nginx.pid;
error_log $output/nginx-error.log info;
events { worker_connections 64; }
http {
    client_body_temp_path $work/body;
    proxy_temp_path $work/proxy;
    fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi;
    scgi_temp_path $work/scgi;
    large_client_header_buffers 4 16k;

    set_real_ip_from 127.0.0.1;
    set_real_ip_from ::1;
    real_ip_header X-Forwarded-For;

    # Jitsi Meet ships these two maps and this format.
    map \$request_uri \$loggable_uri {
        ~^(?P<path>[^?]*)\\?.*(?:jwt|token)= "\${path}?[params_redacted]";
        default \$request_uri;
    }
    map \$http_referer \$loggable_referer {
        ~^(?P<path>[^?]*)\\?.*(?:jwt|token)= "\${path}?[params_redacted]";
        default \$http_referer;
    }
    log_format jitsi_log '\$remote_addr - \$remote_user [\$time_local] '
        '"\$request_method \$loggable_uri \$server_protocol" '
        '\$status \$body_bytes_sent "\$loggable_referer" "\$http_user_agent"';
    log_format json_log escape=json '{"time":"\$time_iso8601",'
        '"remote_addr":"\$remote_addr","remote_port":"\$remote_port",'
        '"http_x_forwarded_for":"\$http_x_forwarded_for","request":"\$request","status":\$status,'
        '"body_bytes_sent":\$body_bytes_sent,"http_referer":"\$http_referer","http_origin":"\$http_origin",'
        '"http_user_agent":"\$http_user_agent","request_time":\$request_time,"upstream_addr":"\$upstream_addr"}';
    log_format none_log escape=none '\$remote_addr - \$remote_user [\$time_local] "\$request" '
        '\$status \$body_bytes_sent "\$http_referer" "\$http_user_agent"';
    log_format extended_log '\$remote_addr - \$remote_user [\$time_local] "\$request" '
        '\$status \$body_bytes_sent "\$http_referer" "\$http_user_agent" "\$http_origin" "\$http_x_forwarded_for" '
        '\$remote_addr:\$remote_port rt=\$request_time ua="\$upstream_addr"';

    access_log $output/nginx-combined.log combined;
    access_log $output/nginx-jitsi.log jitsi_log;
    access_log $output/nginx-json.log json_log;
    access_log $output/nginx-none.log none_log;
    access_log $output/nginx-extended.log extended_log;

    server {
        listen 127.0.0.1:$http_port;
        $listen_v6
        server_name meet.example.org;
        root $work/www;
        location / { }
        # Nothing listens on port 1, so these end in 502 and in an error record with \`upstream:\`.
        location /http-bind { proxy_pass http://127.0.0.1:1/http-bind?prefix=\$arg_prefix&\$args; }
        location /colibri-ws/ { proxy_pass http://127.0.0.1:1; }
        location /_api/ { deny all; }
    }
}
$stream
CONFIGURATION
}

# A port can be taken between the moment it was found free and the moment nginx binds it: then others are tried.
start() {
    local attempt tries
    mkdir -p "$work/www"
    printf 'Hello\n' >"$work/www/index.html"
    for ((attempt = 0; attempt < 5; attempt++)); do
        free_port http_port
        free_port mapped_port
        free_port stream_port
        write_configuration
        # Until it has read its configuration nginx reports to standard error (-e), not to /var/log/nginx.
        nginx -e stderr -p "$work" -c "$work/nginx.conf" >"$work/console.txt" 2>&1 &
        server=$!
        # nginx tries an address in use for 2.5 seconds before it gives up.
        for ((tries = 0; tries < 100; tries++)); do
            if ! kill -0 "$server" 2>/dev/null; then break; fi
            if [[ -s $work/nginx.pid ]] && listens 127.0.0.1 "$http_port"; then return 0; fi
            sleep 0.05
        done
        stop_server TERM
        if ! grep -q 'Address already in use' "$work/console.txt"; then break; fi
        rm -f "$output"/nginx-*.log
    done
    fail "nginx does not start"
}

# ---------------------------------------------------------------------------------------------------------------------
# Traffic

# request CLIENT PATH [CURL OPTION...]: one request on behalf of a client that is behind a proxy. What nginx answers
# (200, 404, 502, 403) is part of the log and not a failure of this script.
request() {
    local client=$1 path=$2
    shift 2
    curl --silent --output /dev/null --max-time 10 --globoff --path-as-is \
        --header "X-Forwarded-For: $client" "$@" "http://127.0.0.1:$http_port$path"
}

# direct ADDRESS URL [CURL OPTION...]: one request without a proxy, from an address of the own network. The ports that
# stand for a client's are above those that Linux gives to outgoing connections, so that no other connection has them.
direct() {
    local address=$1 url=$2
    shift 2
    curl --silent --output /dev/null --max-time 10 --globoff --interface "$address" "$@" "$url"
}

# raw PORT FORMAT: sends bytes as they are and reads the answer, as far as there is one.
raw() {
    local connection
    exec {connection}<>"/dev/tcp/127.0.0.1/$1"
    # shellcheck disable=SC2059 # the escapes of the format are the point
    printf "$2" >&"$connection"
    timeout 5 cat <&"$connection" >/dev/null 2>&1 || true
    exec {connection}>&-
}

traffic() {
    local token='eyJhbGciOiJIUzI1NiJ9.eyJyb29tIjoiKiJ9.c2lnbmF0dXJl'
    local own='https://meet.example.org/TeamSync'
    local agent='Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'
    local quoted='Referer: https://search.example.net/\xc3\xbc"'
    local long

    # Each kind of client: IPv4, with a port, IPv6, IPv6 with a port, mapped in both notations, a list of two.
    request 203.0.113.7 / --user-agent "$agent"
    request 203.0.113.77:61514 "/TeamSync?jwt=$token&x=1" --referer 'https://portal.example.com/x?token=abc'
    request 2001:db8:85a3::8a2e:370:7334 "/http-bind?room=teamsync&token=$token" --referer "$own" --user alice:not-real
    request '[2001:db8:feed:1::c0de]:61048' /static/none.js --referer "$own?jwt=$token#config.x=1"
    request ::ffff:203.0.113.9 /static/none.css
    request ::ffff:c633:6463 /static/none.png
    request '203.0.113.7, 198.51.100.23' '/Caf%C3%A9%20Runde'

    # Loopback and the unspecified address are nobody's and have to stay.
    request 127.0.0.1 /loopback-four
    request ::1 /loopback-six

    # What the server asks itself, without saying which program asks: nobody can be told by that.
    request 127.0.0.1 / --user-agent ''
    request 127.0.0.1 /about/health --user-agent ''
    request 127.0.0.1 '/libs/lib.js?v=8700' --user-agent ''
    request ::1 /robots.txt --user-agent ''

    # Addresses in the path and in the query, plain and percent-encoded; a version that only looks like one.
    request 203.0.113.7 '/lookup?ip=203.0.113.7&peer=203%2E0%2E113%2E9'
    request 203.0.113.7 '/lookup?ip=%5B2001%3Adb8%3A85a3%3A%3A8a2e%3A370%3A7334%5D:61048'
    request 198.51.100.23 /libs/app-1.2.3.min.js --user-agent 'Jitsi/2.0.9646 (198.51.100.23)'

    # Referrers: another site's, one that only begins like the own site, one that names the own site in its query, an
    # address as the host, one with a quote in it, and one so long that nginx cuts the error record in the middle.
    request 203.0.113.7 /missing-a --referer 'https://search.example.net/find?q=secret'
    request 203.0.113.7 /missing-b --referer 'https://meet.example.org.evil.example.net/TeamSync'
    request 203.0.113.7 /missing-c --referer 'https://portal.example.com/?back=https://meet.example.org/TeamSync'
    request 203.0.113.7 /missing-d --referer 'http://198.51.100.77:61777/intranet'
    request 203.0.113.7 /missing-e --referer "https://tricky.example.com/a\", referrer: \"$own"
    printf -v long '%3000s' ''
    request 203.0.113.7 /missing-f --referer "https://long.example.com/${long// /path/}"
    request 203.0.113.7 /http-bind?room=long --referer "https://long.example.com/${long// /z}"
    request 203.0.113.7 /missing-g --header 'Origin: https://origin.example.com' --referer 'https://origin.example.com/'

    # Upstreams that refuse, a forbidden place, a large body.
    request 198.51.100.23 '/colibri-ws/default-id/282f7e91722abba0/6b17a0f5?pwd=not-real' --referer "$own"
    request 198.51.100.23 /_api/room-info?room=teamsync --referer 'https://search.example.net/api'
    head -c 100000 /dev/zero | request 198.51.100.23 /http-bind?room=body --request POST --data-binary @-

    # Bad requests: a TLS greeting, an injected clause, an address among control bytes, invalid UTF-8, no host, and a
    # referrer with a quote as its last byte.
    raw "$http_port" '\x16\x03\x01\x02\x00\x01\x00\xff\r\n\r\n'
    raw "$http_port" 'GET /a", client: 198.51.100.9, server: x, request: "y HTTP/1.1\r\n\r\n'
    raw "$http_port" '\x01203.0.113.7\x02 198.51.100.9\r\n\r\n'
    raw "$http_port" 'GET /\xff\xfe/203.0.113.7 HTTP/1.0\r\nX-Forwarded-For: 203.0.113.7\r\n\r\n'
    raw "$http_port" 'GET /no-host HTTP/1.1\r\nX-Forwarded-For: 203.0.113.7\r\n\r\n'
    raw "$http_port" "GET /hop HTTP/1.0\r\nX-Forwarded-For: 2001:db8:feed:1::c0de\r\n$quoted\r\n\r\n"

    if has_ipv6; then
        curl --silent --output /dev/null --globoff "http://[::1]:$http_port/over-six"
        curl --silent --output /dev/null "http://127.0.0.1:$mapped_port/over-mapped"
    fi

    # Clients without a proxy in between. Here the error log also has records without a request:
    # `client 203.0.113.8 closed keepalive connection`.
    if [[ -n $has_own_network ]]; then
        direct 203.0.113.8 "http://127.0.0.1:$http_port/direct" --local-port 61601 \
            --referer 'https://search.example.net/'
        direct 198.51.100.24 "http://127.0.0.1:$http_port/http-bind" --local-port 61602
        if has_ipv6; then
            direct 203.0.113.8 "http://127.0.0.1:$mapped_port/direct-mapped" --local-port 61603
            direct 2001:db8:85a3::8a2e:370:7335 "http://[::1]:$http_port/direct-six" --local-port 61604
        fi
    fi

    if [[ -n $stream_module ]]; then
        if [[ -n $has_own_network ]]; then
            # nginx has nobody to pass the request on to and closes the connection, which curl calls an error.
            direct 203.0.113.8 "http://127.0.0.1:$stream_port/" --local-port 61605 --haproxy-protocol || true
        fi
        raw "$stream_port" 'PROXY TCP4 203.0.113.7 127.0.0.1 61514 443\r\nhello\r\n'
        raw "$stream_port" 'PROXY TCP6 2001:db8:feed:1::c0de ::1 61048 443\r\nhello\r\n'
    fi
}

# ---------------------------------------------------------------------------------------------------------------------

start
traffic
# nginx answers before it logs. The last request is in every access log when everything before it is, too.
request 203.0.113.7 /last-request
for log in combined jitsi json none extended; do
    wait_for "nginx-$log.log holds the last request" grep -q /last-request "$output/nginx-$log.log"
done
stop_server QUIT
