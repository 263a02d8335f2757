# shellcheck shell=bash disable=SC2034,SC2154
# Postfix with Dovecot's SASL, both from Debian's packages and with nothing of /etc/postfix or /etc/dovecot.

packages=(postfix:/usr/sbin/postfix dovecot-core:/usr/sbin/dovecot openssl:/usr/bin/openssl)
domain=test.example
mechanisms='plain login digest-md5 cram-md5 scram-sha-1 scram-sha-256'
user=bob
password=open-sesame-4711
# What a quoting mistake anywhere would break.
other_user=alice
other_password='Pä:ß "q" $x\%{€}=ü#'"'"'&;'

server_pids() { echo "$home/queue/pid/master.pid" "$home/dovecot/master.pid"; }
server_logs() { echo "$home/postfix.log" "$home/dovecot.log"; }

server_answers() {
    [ -f "$home/server.env" ] || return 1
    [[ $(ehlo "$(env_value SMTPLOG_POSTFIX_PLAIN_PORT)") == *AUTH*PLAIN* ]] &&
        [[ $(ehlo "$(env_value SMTPLOG_POSTFIX_SUBMISSION_PORT)") == *STARTTLS* ]] &&
        [[ $(tls_quit "$(env_value SMTPLOG_POSTFIX_SMTPS_PORT)") == *221* ]]
}

server_start() {
    submission=$(free_port 12587)
    smtps=$(free_port 12465)
    plain=$(free_port 12025)
    make_certificate "$home/tls"
    make_mailboxes
    start_dovecot
    start_postfix
    cat >"$home/server.env" <<END
SMTPLOG_POSTFIX_HOST=127.0.0.1
SMTPLOG_POSTFIX_SUBMISSION_PORT=$submission
SMTPLOG_POSTFIX_SMTPS_PORT=$smtps
SMTPLOG_POSTFIX_PLAIN_PORT=$plain
SMTPLOG_POSTFIX_DOMAIN=$domain
SMTPLOG_POSTFIX_MECHANISMS=${mechanisms^^}
SMTPLOG_POSTFIX_USER=$user
SMTPLOG_POSTFIX_PASSWORD=$password
SMTPLOG_POSTFIX_OTHER_USER=$other_user
SMTPLOG_POSTFIX_OTHER_PASSWORD=$other_password
SMTPLOG_POSTFIX_THUMBPRINT=$(thumbprint "$home/tls/cert.pem")
SMTPLOG_POSTFIX_CA=$home/tls/ca.pem
SMTPLOG_POSTFIX_MAILDIR_ALICE=$home/mail/alice
SMTPLOG_POSTFIX_MAILDIR_BOB=$home/mail/bob
SMTPLOG_POSTFIX_LOG=$home/postfix.log
END
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
