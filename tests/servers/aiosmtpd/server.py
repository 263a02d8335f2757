"""An aiosmtpd on loopback, told by aiosmtpd.sh through its environment what to listen on and whom to know."""

import asyncio
import logging
import os
import ssl
from mailbox import Maildir

from aiosmtpd.smtp import SMTP, AuthResult

home, domain = os.environ["home"], os.environ["domain"]
users = {os.environ[who].encode(): os.environ[word].encode()
         for who, word in (("user", "password"), ("other_user", "other_password"))}
boxes = {f"{name}@{domain}": os.path.join(home, "mail", name) for name in ("alice", "bob")}


def authenticate(server, session, envelope, mechanism, data):
    """One refusal of a login is the server's own 535."""
    return AuthResult(success=users.get(data.login) == data.password, handled=False)


class Handler:
    """Delivers to Maildirs what is for the domain, throws away what is relayed after a login."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.rpartition("@")[2] != domain:
            if not session.authenticated:
                return "554 5.7.1 Relay access denied"
        elif address not in boxes:
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        message = b"Return-Path: <%s>\r\n" % envelope.mail_from.encode() + envelope.original_content
        for address in envelope.rcpt_tos:
            if address in boxes:
                Maildir(boxes[address]).add(message.replace(b"\r\n", b"\n"))
        return "250 2.0.0 Delivered"


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(os.path.join(home, "tls", "chain.pem"))
    # The key has been read: on as who owns the mail.
    os.setgroups([])
    os.setgid(int(os.environ["mail_gid"]))
    os.setuid(int(os.environ["mail_uid"]))

    def protocol(**options):
        return lambda: SMTP(Handler(), hostname=f"mail.{domain}", enable_SMTPUTF8=True, authenticator=authenticate,
                            loop=asyncio.get_running_loop(), **options)

    listen = asyncio.get_running_loop().create_server
    servers = [
        await listen(protocol(tls_context=context, require_starttls=True), "127.0.0.1", int(os.environ["submission"])),
        # On this port aiosmtpd does not see the TLS below it, and would hide AUTH.
        await listen(protocol(auth_require_tls=False), "127.0.0.1", int(os.environ["smtps"]), ssl=context),
        await listen(protocol(auth_require_tls=False), "127.0.0.1", int(os.environ["plain"])),
    ]
    await asyncio.gather(*(server.serve_forever() for server in servers))


logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
asyncio.run(main())
