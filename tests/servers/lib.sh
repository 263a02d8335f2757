# shellcheck shell=bash disable=SC2034,SC2154
# Shared by up.sh, down.sh and the script of each server. Progress goes to stderr: stdout is up.sh's answer.
#
# The script of a server, NAME.sh, sets the array `packages` (package:file that it installs) and has
#   server_start    writes its files into $home, starts its processes, describes itself in $home/server.env
#   server_answers  succeeds once clients are served
#   server_pids     names the pid files of its processes, in the order in which to stop them
#   server_logs     names its log files

set -euo pipefail
umask 022
export LC_ALL=C
unset CDPATH
servers_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

# What every server knows; the second password is what a quoting mistake anywhere would break.
domain=test.example
user=bob
password=open-sesame-4711
other_user=alice
other_password='Pä:ß "q" $x\%{€}=ü#'"'"'&;'

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
die() { say "$@"; exit 1; }

# Sets `state` and `names` from arguments in any order: what has a slash is the folder, the rest are servers.
read_arguments() {
    # Not below the checkout: that may lie where the servers' own users cannot go.
    state=/tmp/smtplog-servers.$(printf %s "$servers_dir" | cksum | cut -d' ' -f1)
    names=()
    local argument
    for argument; do
        case $argument in
            */*) state=$(realpath -ms -- "$argument") ;;
            lib | up | down | '') die "there is no server '$argument'" ;;
            *) [ -f "$servers_dir/$argument.sh" ] || die "there is no server '$argument'"
               names+=("$argument") ;;
        esac
    done
}

require_root() {
    [ "$(id -u)" = 0 ] || die "needs root, as the servers change to users of their own: sudo $0"
}

# Makes the folder ready and locks it; one that holds anything else is refused, since servers' folders get emptied.
open_state() {
    [[ $state =~ ^/[A-Za-z0-9._/+-]{1,60}$ ]] ||
        die "the folder '$state' must be at most 61 letters, digits and ._+-/ (sockets in it have long names)"
    if [ ! -e "$state" ] && [ ! -L "$state" ]; then
        mkdir -p -- "$state"
    fi
    [ -d "$state" ] && [ ! -L "$state" ] && [ -O "$state" ] || die "'$state' is not a folder of $(id -un)"
    [ -e "$state/.smtplog-servers" ] || [ -z "$(ls -A "$state")" ] || die "'$state' holds something else"
    chmod 755 "$state"
    : >"$state/.smtplog-servers"
    exec 9>"$state/.lock"
    flock -w 120 9 || die "another run holds '$state'"
    setpriv --reuid=nobody --regid=nogroup --clear-groups test -x "$state" ||
        die "'$state' cannot be entered by the servers' users; name another folder"
}

ensure_packages() {
    local entry missing=()
    for entry; do
        [ -e "${entry#*:}" ] || missing+=("${entry%%:*}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || die "needs ${missing[*]} and knows only apt-get to install them"
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    # Postfix's package asks what to configure: nothing, everything here has its own configuration.
    if command -v debconf-set-selections >/dev/null; then
        echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
    fi
    { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } </dev/null >&2 9>&- ||
        die "could not install ${missing[*]}"
}

# Unpacks a Debian package to $home/package without installing it.
unpack() (
    install -d "$home/package"
    cd "$home/package" || exit
    apt-get download -o APT::Sandbox::User=root "$1" || { apt-get update && apt-get download -o APT::Sandbox::User=root "$1"; }
    dpkg-deb -x "$1"_*.deb .
)

# Waits up to so many seconds for a command to succeed.
await() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.1
    done
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The wanted port, or a free one with the same last two digits: so two of one server never meet.
free_port() {
    local port=$1
    while port_taken "$port"; do
        port=$(($1 + 100 * (1 + RANDOM % 150)))
    done
    echo "$port"
}

# The reply to EHLO on a port.
ehlo() (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    IFS= read -r -t 5 line <&3 && [[ $line == 220* ]] || exit 1
    printf 'EHLO localhost\r\n' >&3
    while IFS= read -r -t 5 line <&3; do
        printf '%s\n' "${line%$'\r'}"
        [[ $line != 250\ * ]] || break
    done
    printf 'QUIT\r\n' >&3
) 2>/dev/null

# What a server with implicit TLS says to QUIT. It gets it after its greeting: who talks before is hung up on by some.
tls_quit() (
    coproc client { timeout 5 openssl s_client -quiet -connect "127.0.0.1:$1"; }
    IFS= read -r -t 5 line <&"${client[0]}" || exit 1
    printf 'QUIT\r\n' >&"${client[1]}"
    cat <&"${client[0]}"
) 2>/dev/null 9>&-

# A CA of its own and a certificate for localhost, 127.0.0.1 in folder $1: ca.pem, cert.pem, chain.pem (with the key).
make_certificate() (
    umask 077
    install -d -m 755 "$1"
    new=(openssl req -x509 -config "$servers_dir/certificate.cnf" -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 825)
    "${new[@]}" -extensions ca -subj '/CN=SmtpLog test CA' -keyout "$1/ca.key" -out "$1/ca.pem"
    "${new[@]}" -extensions server -subj '/CN=localhost' -CA "$1/ca.pem" -CAkey "$1/ca.key" \
        -keyout "$1/key.pem" -out "$1/cert.pem"
    cat "$1/key.pem" "$1/cert.pem" "$1/ca.pem" >"$1/chain.pem"
    chmod 644 "$1/ca.pem" "$1/cert.pem"
)

# The SHA-256 thumbprint as .NET writes it.
thumbprint() { openssl x509 -in "$1" -noout -fingerprint -sha256 | sed 's/.*=//; s/://g'; }

# A file of this folder with each @name@ replaced by the variable of that name.
fill() {
    local text name
    text=$(<"$servers_dir/$1")
    shift
    for name; do
        text=${text//"@$name@"/"${!name}"}
    done
    printf '%s\n' "$text"
}

# Under sudo the mail belongs to who called it, so that his tests can read it.
make_mailboxes() {
    mail_uid=$(id -u nobody)
    mail_gid=$(id -g nobody)
    if [ "${SUDO_UID:-0}" -ge 100 ]; then
        mail_uid=$SUDO_UID
        mail_gid=$SUDO_GID
    fi
    local box
    for box in alice bob; do
        install -d -o "$mail_uid" -g "$mail_gid" -m 700 "$home/mail/$box"/{,new,cur,tmp}
    done
}

# Writes server.env: what all servers have, from the variables of these scripts, and the KEY=VALUE given.
describe() {
    local facts=(
        HOST=127.0.0.1 SUBMISSION_PORT="$submission" SMTPS_PORT="$smtps" PLAIN_PORT="$plain"
        DOMAIN="$domain" MECHANISMS="${mechanisms^^}"
        USER="$user" PASSWORD="$password" OTHER_USER="$other_user" OTHER_PASSWORD="$other_password"
        THUMBPRINT="$(thumbprint "$home/tls/cert.pem")" CA="$home/tls/ca.pem"
        MAILDIR_ALICE="$home/mail/alice" MAILDIR_BOB="$home/mail/bob" "$@"
    )
    printf "SMTPLOG_${name^^}_%s\n" "${facts[@]}" >"$home/server.env"
}

env_value() { sed -n "s/^SMTPLOG_${name^^}_$1=//p" "$home/server.env"; }

answers_on_three_ports() {
    [ -f "$home/server.env" ] &&
        [[ $(ehlo "$(env_value PLAIN_PORT)") == *250* ]] &&
        [[ $(ehlo "$(env_value SUBMISSION_PORT)") == *STARTTLS* ]] &&
        [[ $(tls_quit "$(env_value SMTPS_PORT)") == *221* ]]
}

# A pid may since have been given to somebody else: ours are those that work in $home.
is_ours() {
    local cwd
    cwd=$(readlink "/proc/$1/cwd") && [[ $cwd/ == "$home"/* ]]
}

is_gone() { ! is_ours "$1"; }

recorded_pid() { tr -cd 0-9 2>/dev/null <"$1"; }

server_runs() {
    local file pid
    for file in $(server_pids); do
        [ -s "$file" ] && pid=$(recorded_pid "$file") && is_ours "$pid" || return 1
    done
    server_answers
}

stop_server() {
    local file pid
    for file in $(server_pids); do
        [ -s "$file" ] && pid=$(recorded_pid "$file") && is_ours "$pid" || continue
        kill -TERM "$pid"
        if ! await 10 is_gone "$pid"; then
            say "$name: process $pid does not end, killing it and its children"
            kill -KILL -- "-$pid" || kill -KILL "$pid"
            await 10 is_gone "$pid" || die "$name: process $pid cannot be stopped"
        fi
    done
}
