// nodemailer's smtp-server on loopback, told by nodemailer.sh through its environment what to listen on and whom to know.
import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setgid, setgroups, setuid } from "node:process";
import { SMTPServer } from "smtp-server";

const { home, domain, user, password, other_user, other_password, access_token, mechanisms } = process.env;
const users = new Map([[user, password], [other_user, other_password]]);
const boxes = new Map(["alice", "bob"].map((name) => [`${name}@${domain}`, join(home, "mail", name)]));
const chain = readFileSync(join(home, "tls", "chain.pem"));

function refusal(responseCode, words) {
    return Object.assign(new Error(words), { responseCode });
}

function isKnown(login) {
    const secret = users.get(login.username);
    return login.method === "XOAUTH2" ? secret !== undefined && login.accessToken === access_token
        : login.method === "CRAM-MD5" ? secret !== undefined && login.validatePassword(secret)
        : secret !== undefined && login.password === secret;
}

const common = {
    name: `mail.${domain}`,
    key: chain,
    cert: chain,
    size: 35882577,
    authMethods: mechanisms.toUpperCase().split(" "),
    authOptional: true,
    disableReverseLookup: true,
    logger: false,

    onAuth(login, session, done) {
        if (isKnown(login)) {
            done(null, { user: login.username });
        } else if (login.method === "XOAUTH2") {
            // The first half of the refusal is a challenge, as Google and Microsoft have it.
            done(null, { data: { status: "401", schemes: "bearer", scope: "https://mail.test.example/" } });
        } else {
            done(refusal(535, "5.7.8 Authentication credentials invalid"));
        }
    },

    onMailFrom(address, session, done) {
        const mustEncrypt = session.localPort === Number(process.env.submission) && !session.secure;
        done(mustEncrypt ? refusal(530, "5.7.0 Must issue a STARTTLS command first") : null);
    },

    onRcptTo({ address }, session, done) {
        if (!address.endsWith(`@${domain}`)) {
            done(session.user ? null : refusal(554, "5.7.1 Relay access denied"));
        } else {
            done(boxes.has(address) ? null : refusal(550, "5.1.1 No such user here"));
        }
    },

    // Delivers to Maildirs what is for the domain, throws away what is relayed after a login.
    onData(stream, session, done) {
        const parts = [];
        stream.on("data", (part) => parts.push(part));
        stream.on("error", done);
        stream.on("end", () => {
            const id = randomUUID();
            const message = Buffer.concat(parts).toString("latin1").replaceAll("\r\n", "\n");
            const head = `Return-Path: <${session.envelope.mailFrom.address}>\n`;
            for (const { address } of session.envelope.rcptTo.filter((recipient) => boxes.has(recipient.address))) {
                writeFileSync(join(boxes.get(address), "tmp", id), Buffer.from(head + message, "latin1"));
                renameSync(join(boxes.get(address), "tmp", id), join(boxes.get(address), "new", id));
            }
            done(null, `2.0.0 Ok: queued as ${id}`);
        });
    },
};

// Before the first client: on as who owns the mail. The key has been read.
setgroups([]);
setgid(Number(process.env.mail_gid));
setuid(Number(process.env.mail_uid));

new SMTPServer(common).listen(Number(process.env.submission), "127.0.0.1");
new SMTPServer({ ...common, secure: true }).listen(Number(process.env.smtps), "127.0.0.1");
new SMTPServer({ ...common, hideSTARTTLS: true, allowInsecureAuth: true }).listen(Number(process.env.plain), "127.0.0.1");
