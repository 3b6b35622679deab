#!/usr/bin/env bash
# Installs what is missing, and nothing else:
#
#   packages.sh build test lint bench
#
# Each group is a purpose. What is there already is never touched; Debian's package is installed only where the program
# or library itself is missing, so that own builds and other systems are fine too. Where it cannot install, it names the
# missing packages and the command, and its exit status is 1.
set -euo pipefail

# Debian keeps servers in the sbin folders and in systemd's own, which are not in the PATH of everybody.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/lib/systemd:/lib/systemd"

missing=()
services=()

# program PACKAGE NAME...: each of the programs is needed, and the package has them.
program() {
    local package=$1 name
    shift
    for name; do
        if ! command -v "$name" >/dev/null; then
            missing+=("$package")
            return 0
        fi
    done
}

# server PACKAGE NAME: as `program`, for one that Debian would start and enable as a service.
server() {
    if ! command -v "$2" >/dev/null; then
        missing+=("$1")
        services+=("$1")
    fi
}

want_build() {
    if ! command -v swift >/dev/null; then
        echo "Swift 6.2 or newer is missing. It is no Debian package: see https://www.swift.org/install/linux/" >&2
        exit 1
    fi
    program git git # SwiftPM fetches the dependencies with it
    program pkg-config pkg-config
    program binutils strip
    program python3 python3 # makes the manual page
    if ! pkg-config --exists libpcre2-8 2>/dev/null; then missing+=(libpcre2-dev); fi
    if ! pkg-config --exists tomlplusplus 2>/dev/null; then missing+=(libtomlplusplus-dev); fi
}

want_test() {
    server nginx nginx
    server prosody prosody
    server coturn turnserver
    program systemd journalctl
    server systemd-journal-remote systemd-journal-remote
    program logrotate logrotate
    program apache2-bin apache2
    server rsyslog rsyslogd
    server fail2ban fail2ban-server
    program procps pkill
    program perl perl
    program curl curl
    program jq jq
    program goaccess goaccess
    program lnav lnav
    program iproute2 ip
    program util-linux setpriv unshare
    program acl setfacl
    program zsh zsh
    program fish fish
    program man-db man
    program mandoc mandoc
    # No program, and read only.
    if [[ ! -e /usr/share/bash-completion/bash_completion ]]; then missing+=(bash-completion); fi
    program bsdutils script
    program strace strace # makes system calls fail
    program procps pgrep
    program xz-utils xz
    program zstd zstd
    program bzip2 bzip2
}

want_lint() {
    program shellcheck shellcheck
}

want_bench() {
    program perl perl
    program ripgrep rg
    program python3 python3
    # The module is there without the package, but has nothing to install pip from.
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then missing+=(python3-venv); fi
}

for group; do
    case $group in
    build | test | lint | bench) "want_$group" ;;
    *)
        echo "packages.sh: no such group: $group" >&2
        exit 64
        ;;
    esac
done

if [[ ${#missing[@]} -eq 0 ]]; then exit 0; fi

# ---------------------------------------------------------------------------------------------------------------------
# Something is missing.

refuse() {
    {
        echo "Missing: ${missing[*]} ($1). To install, as root:"
        echo "    apt-get install ${missing[*]}"
    } >&2
    exit 1
}

as_root=()
if [[ $EUID -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then refuse "you are not root, and there is no sudo"; fi
    as_root=(sudo)
    # Without a terminal nobody can type a password.
    if [[ ! -t 0 ]]; then as_root=(sudo --non-interactive); fi
fi
if ! command -v apt-get >/dev/null; then refuse "there is no apt-get on this system"; fi
if ! "${as_root[@]}" true; then refuse "sudo does not allow it"; fi

echo "Missing, being installed from Debian's packages: ${missing[*]}"

# Tests start servers of their own. Those of the packages stay off: exit status 101 of this file is Debian's way to say
# "do not start it" (https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt), and afterwards they are
# disabled, so that they do not start with the machine either.
policy=/usr/sbin/policy-rc.d
made_policy=
remove_policy() {
    if [[ -n $made_policy ]]; then "${as_root[@]}" rm -f "$policy"; fi
}
if [[ ${#services[@]} -gt 0 && ! -e $policy ]]; then
    trap remove_policy EXIT
    made_policy=yes
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null || refuse "$policy cannot be written"
    "${as_root[@]}" chmod 755 "$policy"
fi

apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@"
}
# Where the lists cannot be fetched, those that are there may still do.
apt update || echo "apt-get update failed; going on with the package lists there are" >&2
apt install --yes --no-install-recommends "${missing[@]}" >/dev/null || refuse "apt-get install failed, see above"

for service in "${services[@]}"; do
    "${as_root[@]}" update-rc.d "$service" disable >/dev/null 2>&1 || true
    echo "The service $service is neither started nor enabled: tests run their own."
done
