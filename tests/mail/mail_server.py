"""A real mail server (aiosmtpd) in a thread, with certificates of an authority made for the test."""

import asyncio
import logging
import re
import socket
import ssl
import subprocess
import threading
import warnings
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP, AuthResult

USERNAME, PASSWORD = "stuticket", "Teal-anchor-58-Fern"
NAME = "localhost"

# aiosmtpd tells of each failed handshake, which here are wanted, and of what it will drop one day.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module="aiosmtpd")


class Authority:
    """Signs certificates; its own is in `file`."""

    def __init__(self, folder, name="authority"):
        self.folder, self.name = folder, name
        self.file, self.key = f"{folder}/{name}.pem", f"{folder}/{name}.key"
        self._openssl("req", "-x509", *self._new_key(self.key), "-subj", f"/CN={name}", "-days", "1", "-out", self.file)

    def server_context(self, host=NAME):
        """What a TLS server named `host` needs."""
        stem = f"{self.folder}/{self.name}-{host}"
        self._openssl("req", *self._new_key(stem + ".key"), "-subj", f"/CN={host}", "-out", stem + ".csr")
        with open(stem + ".ext", "w", encoding="ascii") as names:
            names.write(f"subjectAltName=DNS:{host}\n")
        self._openssl("x509", "-req", "-in", stem + ".csr", "-CA", self.file, "-CAkey", self.key, "-set_serial", "2",
                      "-days", "1", "-extfile", stem + ".ext", "-out", stem + ".pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(stem + ".pem", stem + ".key")
        return context

    @staticmethod
    def _new_key(file):
        return "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", file

    @staticmethod
    def _openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)


class Inbox:
    """What the server has taken on. Answers as a server that has nothing to complain about; hostile ones override."""

    def __init__(self):
        self.mails, self.changed = [], threading.Condition()  # of (recipients, content)
        self.ids = []  # the local part of each one's Message-ID

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.keep(envelope)
        return "250 Taken"

    def keep(self, envelope):
        with self.changed:
            self.mails.append((list(envelope.rcpt_tos), envelope.content))
            self.ids.append(re.search(rb"^Message-ID: <([^@]+)@", envelope.content, re.M)[1].decode())
            self.changed.notify_all()

    def wait_for(self, count, seconds=30):
        with self.changed:
            there = self.changed.wait_for(lambda: len(self.mails) >= count, seconds)
            assert there, f"{len(self.mails)} of {count} mails arrived in {seconds} s"

    def messages(self):
        return [message_from_bytes(content, policy=policy.default) for _, content in self.mails]


class MailServer:
    """Has a port from the start, where nobody listens before `start()`. `tls` is starttls, tls or none."""

    def __init__(self, inbox, context=None, tls="starttls", password=PASSWORD):
        self.inbox, self.context, self.tls, self.password = inbox, context, tls, password
        self.sign_ins = 0
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.loop, self.thread = asyncio.new_event_loop(), None

    def start(self):
        with_starttls = self.tls == "starttls"

        def session():
            return SMTP(self.inbox, hostname=NAME, loop=self.loop, tls_context=self.context if with_starttls else None,
                        require_starttls=with_starttls, authenticator=self._authenticate, auth_required=self.tls != "none",
                        auth_require_tls=with_starttls)

        async def listen():
            await self.loop.create_server(session, sock=self.socket, ssl=self.context if self.tls == "tls" else None)

        self.loop.run_until_complete(listen())
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        return self

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.socket.close()

    def _authenticate(self, server, session, envelope, mechanism, data):
        self.sign_ins += 1
        right = data.login == USERNAME.encode() and data.password == self.password.encode()
        # A careless server: what it says about a sign-in repeats the secret.
        return AuthResult(success=right, handled=right, message=None if right else f"535 not {data.password.decode()}")
