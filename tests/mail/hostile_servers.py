"""Mail servers that refuse, lie, hang and drop: what becomes of a mail, and that no secret and no shutdown suffers.

usage: hostile_servers.py STUTICKET
"""

import asyncio
import base64
import socket
import sys
import tempfile

from desk import Desk
from mail_server import PASSWORD, Authority, Inbox, MailServer


class Answers(Inbox):
    """Answers the recipient or the message with a fixed line."""

    def __init__(self, recipient=None, message=None):
        super().__init__()
        self.recipient, self.message = recipient, message

    async def handle_RCPT(self, server, session, envelope, address, options):
        return self.recipient or await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server, session, envelope):
        self.keep(envelope)
        return self.message or "250 Taken"


class DropsOnce(Inbox):
    """Takes the first message and is gone before it says so."""

    async def handle_DATA(self, server, session, envelope):
        first = not self.mails
        self.keep(envelope)
        if first:
            server.transport.abort()
        return "250 Taken"


class HangsAfterData(Inbox):
    async def handle_DATA(self, server, session, envelope):
        self.keep(envelope)
        await asyncio.Event().wait()


def no_secret_in(text):
    blob = base64.b64encode(f"\0stuticket\0{PASSWORD}".encode()).decode()
    for secret in (PASSWORD, base64.b64encode(PASSWORD.encode()).decode(), blob):
        assert secret not in text, f"a secret was written:\n{text}"


def attempt(program, authority, port, expected_state, expected_reason, **settings):
    """One mail, one attempt; returns the desk, stopped."""
    desk = Desk(program, port, authority, **settings)
    desk.queue("one")
    desk.start()
    desk.wait_for_log("mail one was not sent")
    desk.stop()
    state, reason = desk.outbox()["one"]
    assert state == expected_state and expected_reason in reason, f"{state}: {reason}"
    no_secret_in(desk.log + reason)
    return desk


def answers(program, authority):
    context = authority.server_context()
    for inbox, state, reason in (
            (Answers(recipient="550 5.1.1 No such user"), "failed", "550 5.1.1 No such user"),
            (Answers(recipient="451 4.7.1 Greylisted, come back later"), "waiting", "451 4.7.1 Greylisted"),
            (Answers(message="554 5.7.1 Looks like spam"), "waiting", "554 5.7.1 Looks like spam"),
            (Answers(message="452 4.3.1 Disk is full"), "waiting", "452 4.3.1 Disk is full")):
        server = MailServer(inbox, context).start()
        desk = attempt(program, authority, server.port, state, reason)
        server.stop()
        if state == "failed":
            _, listed = desk.command("outbox", "list")
            assert "one" in listed and "failed" in listed and "No such user" in listed, listed
        print(f"{reason}: {state}")


def failed_mail_sent_again(program, authority):
    inbox = Answers(recipient="550 5.1.1 No such user")
    server = MailServer(inbox, authority.server_context()).start()
    desk = attempt(program, authority, server.port, "failed", "550")
    inbox.recipient = None
    assert desk.command("outbox", "retry", "one")[0] == 0
    assert "waiting" in desk.command("outbox", "list")[1]
    desk.start()
    inbox.wait_for(1)
    desk.stop()
    server.stop()
    assert desk.outbox()["one"][0] == "sent" and "one" not in desk.command("outbox", "list")[1]
    print("outbox retry: sent")


def drops_after_data(program, authority):
    inbox = DropsOnce()
    server = MailServer(inbox, authority.server_context()).start()
    desk = attempt(program, authority, server.port, "waiting", "")
    desk.let_waiting_pass()
    desk.start()
    inbox.wait_for(2)
    desk.stop()
    server.stop()
    assert inbox.mails[0] == inbox.mails[1], "a repeat must be recognisable"
    print("drops after DATA: sent again, the same")


def certificates(program, authority, folder):
    stranger = Authority(folder, "stranger")
    for what, context in (("of an unknown authority", stranger.server_context()),
                          ("of another host", authority.server_context("mail.example.org"))):
        inbox = Inbox()
        server = MailServer(inbox, context).start()
        attempt(program, authority, server.port, "waiting", "SSL")
        server.stop()
        assert not inbox.mails and server.sign_ins == 0
        print(f"certificate {what}: refused")


def without_starttls(program, authority):
    inbox = Inbox()
    server = MailServer(inbox, tls="none").start()
    attempt(program, authority, server.port, "waiting", "")
    assert not inbox.mails and server.sign_ins == 0
    server.stop()
    print("no STARTTLS on offer: nothing is sent")


def wrong_password(program, authority):
    inbox = Inbox()
    server = MailServer(inbox, authority.server_context(), password="another").start()
    attempt(program, authority, server.port, "waiting", "")
    assert not inbox.mails and server.sign_ins > 0
    server.stop()
    print("wrong password: waiting, and what the server said about it is written nowhere")


def never_greets(program, authority):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        attempt(program, authority, silent.getsockname()[1], "waiting", "")
    print("never says a word: given up after 10 s")


def hangs_while_we_stop(program, authority):
    inbox = HangsAfterData()
    server = MailServer(inbox, authority.server_context()).start()
    desk = Desk(program, server.port, authority)
    desk.queue("one")
    desk.start()
    inbox.wait_for(1)
    desk.student().file_tickets(3)  # the database is free while a mail hangs
    seconds = desk.stop()
    assert seconds < 8, f"stopping took {seconds:.1f} s"
    server.stop()
    assert desk.outbox()["one"][0] == "waiting"
    print(f"hangs after DATA: stopped in {seconds:.1f} s")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="stuticket-ca-") as folder:
        authority = Authority(folder)
        answers(program, authority)
        failed_mail_sent_again(program, authority)
        drops_after_data(program, authority)
        certificates(program, authority, folder)
        without_starttls(program, authority)
        wrong_password(program, authority)
        hangs_while_we_stop(program, authority)
        never_greets(program, authority)


if __name__ == "__main__":
    main()
