"""The machine's clock is put back by an hour, on by a day, and back by ten years, while the server runs.

    clock_jumps.py PROGRAM

Nothing ends or hangs; tickets are filed, answered and found; what happened to a ticket stays in the order in which it happened; mail leaves
at once; and a session that had ended by then does not come back. Needs Debian's faketime.
"""

import os
import sys
import tempfile
import time
from email.utils import parsedate_to_datetime

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import Client, signed_in  # noqa: E402
from desk import AMINA, DAVID, draft  # noqa: E402
from program import Program  # noqa: E402

FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
HOUR, DAY, YEAR = 3_600, 86_400, 31_536_000
MAIL_S = 60


class Clock:
    """The one that the program sees. It looks at it again each second."""

    def __init__(self, folder):
        self.file = os.path.join(folder, "clock")
        self.put(0)

    def put(self, seconds):
        """Away from the real one by so much."""
        with open(self.file + ".new", "w", encoding="ascii") as file:
            file.write(f"{seconds:+d}")
        os.replace(self.file + ".new", self.file)

    def settings(self):
        return {"LD_PRELOAD": FAKETIME, "FAKETIME_TIMESTAMP_FILE": self.file, "FAKETIME_CACHE_DURATION": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def jump(self, client, seconds):
        """Until the server tells the new time."""
        self.put(seconds)
        until = time.monotonic() + 30
        while abs(told_by(client) - time.time() - seconds) > 60:
            assert time.monotonic() < until, "the server's clock has not changed"
            time.sleep(0.1)


def told_by(client):
    """Seconds since 1970, by the server's clock."""
    client.connection.request("GET", "/healthz", headers=client.headers)
    answer = client.connection.getresponse()
    answer.read()
    return parsedate_to_datetime(answer.headers["Date"]).timestamp()


def ok(client, name, message):
    status, said = client.call(name, message)
    assert status == 200, (name, status, said)
    return said


def is_signed_in(headers, program):
    client = Client(program)
    client.headers = dict(headers)
    return ok(client, "session.current", {})["user"]["email"] != ""


def wait_for_mail(program, before):
    until = time.monotonic() + MAIL_S
    while len(mails(program)) <= before:
        assert time.monotonic() < until, f"no mail within {MAIL_S} s"
        time.sleep(0.1)


def mails(program):
    return [name for name in os.listdir(program.path("mail")) if name.endswith(".eml")]


def works(program, number, texts):
    """Somebody files a ticket, and both go on with the first one."""
    amina, david = signed_in(program, AMINA), signed_in(program, DAVID)
    before = len(mails(program))
    filed = ok(amina, "tickets.create", draft(f"After {len(texts)}"))["ticket"]["number"]
    wait_for_mail(program, before)
    texts.append(f"Answer {len(texts)}")
    ok(amina, "tickets.answer", {"request_id": os.urandom(16).hex(), "number": number, "message": texts[-1], "attachments": []})
    events = ok(david, "tickets.get", {"number": number})["events"]
    assert [event["text"] for event in events if event["kind"] == "answered"] == texts, events
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1)), events
    assert any(row["number"] == filed for row in ok(amina, "tickets.list", {})["rows"])
    assert filed in str(ok(david, "staff.find", {"text": filed}))
    assert amina.get("/readyz")[0] == 200


def main():
    if not os.path.exists(FAKETIME):
        print("clock jumps: not tried, because Debian's faketime is not there")
        return
    with tempfile.TemporaryDirectory(prefix="stuticket-clock-") as folder:
        clock = Clock(folder)
        program = Program(sys.argv[1], **clock.settings())
        assert program.command("seed-demo")[0] == 0
        program.start()
        amina, texts = signed_in(program, AMINA), []
        number = ok(amina, "tickets.create", draft("Before all"))["ticket"]["number"]
        works(program, number, texts)
        for seconds in (-HOUR, DAY, 0, 13 * HOUR):
            clock.jump(amina, seconds)
            works(program, number, texts)
        ended = amina.headers
        assert not is_signed_in(ended, program), "12 hours without use end a student's session"
        clock.jump(amina, -10 * YEAR)
        assert not is_signed_in(ended, program), "a session that had ended is back"
        works(program, number, texts)
        clock.jump(amina, 0)
        works(program, number, texts)
        program.stop()
        assert not program.complaints(), program.complaints()
        assert program.command("verify")[0] == 0
    print("the clock put back by an hour, on by a day, back by ten years: all went on, in its order; mail left at once, no session came back")


main()
