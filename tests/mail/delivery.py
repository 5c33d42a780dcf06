"""200 notifications through a mail server with STARTTLS and a sign-in, over an outage and three times kill -9.

usage: delivery.py STUTICKET

Nothing may be lost. A kill can hit the moment between the server's "250" and the mark in the outbox, so each may repeat
one mail, and that one with the same Message-ID and the same bytes.
"""

import re
import sys
import tempfile
from collections import Counter

from desk import Desk
from mail_server import Authority, Inbox, MailServer

TICKETS, WELCOME = 199, 1
NOTIFICATIONS = TICKETS + WELCOME
KILLS_AT = (40, 90, 150)


def check_one(message, source):
    """A notification about a ticket is readable as text and as HTML, and nothing in it is loaded or runs."""
    assert message["From"] == "StuTicket <helpdesk@example.edu>", message["From"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    text, page = [part.get_content() for part in message.iter_parts()]
    assert "Hello Amina" in text and "<script>alert(1)</script>" in text
    assert '<html lang="en">' in page and "<h1" in page and "&lt;script&gt;" in page
    link = re.search(r'<a href="(http://localhost:\d+/tickets/[^"]+)">', page)
    assert link and link[1] in text
    assert not re.search(r"<script|<img|<link|url\(|src=", page), page
    assert all(len(line) <= 998 for line in source.split(b"\r\n"))  # RFC 5322 §2.1.1


def outage_and_kills(program, authority):
    inbox = Inbox()
    server = MailServer(inbox, authority.server_context())
    desk = Desk(program, server.port, authority)

    desk.start()  # the outage: nobody listens
    assert desk.greeting == f"Mail goes to localhost:{server.port} as helpdesk@example.edu.", desk.greeting
    desk.student().file_tickets(TICKETS)
    desk.wait_for_log("was not sent")
    desk.stop()
    waiting = desk.outbox()
    assert len(waiting) == NOTIFICATIONS and {state for state, _ in waiting.values()} == {"waiting"}

    server.start()
    for kill_at in KILLS_AT:
        desk.let_waiting_pass()
        desk.start()
        inbox.wait_for(kill_at)
        desk.kill()
    desk.let_waiting_pass()
    desk.start()
    # A mail that a kill repeated makes one more, so how many there will be is only known from the outbox.
    ids = set(waiting)
    with inbox.changed:
        assert inbox.changed.wait_for(lambda: ids <= set(inbox.ids), 40)
    desk.stop()  # the mail in hand is finished and marked
    server.stop()

    assert {state for state, _ in desk.outbox().values()} == {"sent"}, Counter(s for s, _ in desk.outbox().values())
    copies = Counter(inbox.ids)
    lost, repeated = ids - set(copies), sum(copies.values()) - len(copies)
    assert not lost and set(copies) == ids and repeated <= len(KILLS_AT), f"lost {lost}, repeated {repeated}"
    assert len({content for _, content in inbox.mails}) == NOTIFICATIONS, "a repeat differs from its first"
    assert all(len(recipients) == 1 for recipients, _ in inbox.mails)
    for (_, source), message in zip(inbox.mails, inbox.messages()):
        if "Received" in message["Subject"]:
            check_one(message, source)
    print(f"{NOTIFICATIONS} notifications, {len(KILLS_AT)} kills: lost 0, repeated {repeated}, sign-ins {server.sign_ins}")


def implicit_tls(program, authority):
    inbox = Inbox()
    server = MailServer(inbox, authority.server_context(), tls="tls").start()
    desk = Desk(program, server.port, authority, MAIL_TLS="tls")
    desk.queue("one")
    desk.start()
    inbox.wait_for(1)
    desk.stop()
    server.stop()
    assert desk.outbox()["one"][0] == "sent" and server.sign_ins == 1
    print("TLS from the first byte: sent")


def what_people_type(program, authority):
    inbox = Inbox()
    server = MailServer(inbox, authority.server_context()).start()
    desk = Desk(program, server.port, authority)
    desk.queue("one", subject="hello\r\nBcc: all@example.edu", name="A\r\nX-Evil: 1",
               body=".\r\n.\r\nRCPT TO:<all@example.edu>\r\n\n.\n<img src=x>")
    desk.queue("two", recipient="a@example.edu>\r\nRCPT TO:<all@example.edu")
    desk.start()
    inbox.wait_for(1)
    desk.wait_for_log("mail two was not sent")
    desk.stop()
    server.stop()
    assert len(inbox.mails) == 1 and inbox.mails[0][0] == ["amina@students.example.edu"]
    message = inbox.messages()[0]
    assert message["Bcc"] is None and message["X-Evil"] is None
    assert "RCPT TO" in message.get_body(("plain",)).get_content()
    assert "&lt;img src=x&gt;" in message.get_body(("html",)).get_content()
    print("what people type: one recipient, no header")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="stuticket-ca-") as folder:
        authority = Authority(folder)
        outage_and_kills(program, authority)
        implicit_tls(program, authority)
        what_people_type(program, authority)


if __name__ == "__main__":
    main()
