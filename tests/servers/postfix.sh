# shellcheck shell=bash disable=SC2034,SC2154
# Postfix with Dovecot's SASL, both from Debian's packages and with nothing of /etc/postfix or /etc/dovecot.

packages=(postfix:/usr/sbin/postfix dovecot-core:/usr/sbin/dovecot openssl:/usr/bin/openssl)
mechanisms='plain login digest-md5 cram-md5 scram-sha-1 scram-sha-256'

server_pids() { echo "$home/queue/pid/master.pid" "$home/dovecot/master.pid"; }
server_logs() { echo "$home/postfix.log" "$home/dovecot.log"; }

server_answers() {
    answers_on_three_ports && [[ $(ehlo "$(env_value PLAIN_PORT)") == *AUTH*PLAIN* ]]
}

server_start() {
    submission=$(free_port 12587)
    smtps=$(free_port 12465)
    plain=$(free_port 12025)
    make_certificate "$home/tls"
    make_mailboxes
    start_dovecot
    start_postfix
    describe LOG="$home/postfix.log"
}

# Dovecot's passwd-file separates with colons; base64 lets a password have them.
passwd_line() { printf '%s:{PLAIN.b64}%s\n' "$1" "$(printf %s "$2" | base64 -w0)"; }

start_dovecot() {
    install -d "$home/dovecot" "$home/queue"
    install -d -o postfix -m 700 "$home/queue/private"
    { passwd_line "$user" "$password"; passwd_line "$other_user" "$other_password"; } >"$home/passwd"
    fill postfix/dovecot.conf home mechanisms >"$home/dovecot.conf"
    dovecot -c "$home/dovecot.conf"
    # Before Postfix: its smtpd ends at once where it finds no SASL.
    await 10 test -S "$home/queue/private/auth"
}

start_postfix() {
    install -d "$home/conf"
    install -d -o postfix -m 700 "$home/data"
    printf '%s\n' "alice@$domain alice/" "bob@$domain bob/" >"$home/conf/mailboxes"
    fill postfix/main.cf home domain mail_uid mail_gid >"$home/conf/main.cf"
    fill postfix/master.cf submission smtps plain >"$home/conf/master.cf"
    postfix -c "$home/conf" start
}
