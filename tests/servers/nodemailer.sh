# shellcheck shell=bash disable=SC2034,SC2154
# nodemailer's smtp-server from npm: XOAUTH2, with the challenge that comes before its refusal.

packages=(openssl:/usr/bin/openssl)
mechanisms='plain login cram-md5 xoauth2'
access_token=ya29.Open-Sesame_4711~token

server_pids() { echo "$home/nodemailer.pid"; }
server_logs() { echo "$home/nodemailer.log"; }
server_answers() { answers_on_three_ports; }

server_start() {
    command -v npm || { echo "needs Node 20 or newer with npm"; return 1; }
    submission=$(free_port 15587)
    smtps=$(free_port 15465)
    plain=$(free_port 15025)
    make_certificate "$home/tls"
    make_mailboxes
    cp "$servers_dir/nodemailer/"* "$home"
    npm install --prefix "$home" --no-audit --no-fund --no-package-lock
    export home domain submission smtps plain mail_uid mail_gid user password other_user other_password access_token mechanisms
    cd "$home" || return
    setsid node server.mjs >"$home/nodemailer.log" 2>&1 &
    echo $! >"$home/nodemailer.pid"
    describe LOG="$home/nodemailer.log" ACCESS_TOKEN="$access_token"
}
