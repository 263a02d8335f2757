# shellcheck shell=bash disable=SC2034,SC2154
# aiosmtpd from Debian's package: another author's PLAIN and LOGIN, no PIPELINING, replies often without enhanced codes.

packages=(python3-aiosmtpd:/usr/lib/python3/dist-packages/aiosmtpd openssl:/usr/bin/openssl)
mechanisms='plain login'

server_pids() { echo "$home/aiosmtpd.pid"; }
server_logs() { echo "$home/aiosmtpd.log"; }
server_answers() { answers_on_three_ports; }

server_start() {
    submission=$(free_port 13587)
    smtps=$(free_port 13465)
    plain=$(free_port 13025)
    make_certificate "$home/tls"
    make_mailboxes
    # Debian's own Python, as another one on the path would not find its packages.
    export home domain submission smtps plain mail_uid mail_gid user password other_user other_password
    cd "$home" || return
    PYTHONUTF8=1 setsid /usr/bin/python3 "$servers_dir/aiosmtpd/server.py" >"$home/aiosmtpd.log" 2>&1 &
    echo $! >"$home/aiosmtpd.pid"
    describe LOG="$home/aiosmtpd.log"
}
