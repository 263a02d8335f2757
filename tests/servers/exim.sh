# shellcheck shell=bash disable=SC2034,SC2154
# Exim from Debian's package, which is unpacked and not installed: a machine has one mail server, and here it is Postfix.

packages=(libgnutls-dane0:/usr/lib/"$(uname -m)"-linux-gnu/libgnutls-dane.so.0 openssl:/usr/bin/openssl)
mechanisms='plain login cram-md5'

server_pids() { echo "$home/exim.pid"; }
server_logs() { echo "$home/log/mainlog" "$home/log/paniclog"; }

server_answers() {
    answers_on_three_ports && [[ $(ehlo "$(env_value PLAIN_PORT)") == *AUTH*PLAIN* ]]
}

server_start() {
    submission=$(free_port 14587)
    smtps=$(free_port 14465)
    plain=$(free_port 14025)
    unpack exim4-daemon-light
    # The user that the package's program is built for.
    id Debian-exim || useradd --system --no-create-home --shell /usr/sbin/nologin Debian-exim
    make_certificate "$home/tls"
    make_mailboxes
    chown -R Debian-exim:Debian-exim "$home/mail"
    chmod -R a+rX "$home/mail"
    install -d -o Debian-exim -g Debian-exim -m 750 "$home/spool" "$home/log"
    install -o Debian-exim -m 400 "$home/tls/key.pem" "$home/tls/exim.key"
    fill exim/exim.conf home domain submission smtps plain >"$home/exim.conf"
    { passwd_line "$user" "$password"; passwd_line "$other_user" "$other_password"; } >"$home/passwd"
    cd "$home" || return
    "$home/package/usr/sbin/exim4" -C "$home/exim.conf" -bd
    describe LOG="$home/log/mainlog"
}

passwd_line() { printf '%s: %s\n' "$1" "$(printf %s "$2" | base64 -w0)"; }
