"""Every change that people make about tickets, tried while the disk is full: refused in words and nothing of it kept, or done
whole. With room again the same request is done, and once more changes nothing.

    full_disk.py PROGRAM
"""

import os
import re
import sqlite3
import sys
from contextlib import closing

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import signed_in  # noqa: E402
from desk import AMINA, DAVID, draft  # noqa: E402
from program import Program  # noqa: E402
from small_disk import empty, fill, small_disk, within  # noqa: E402

RUTH = {"email": "ruth.kamau@staff.example.edu", "password": "Golden-Teapot-94"}
WEB_PAGE = "0" * 32
# What changes by itself: when a session was used, how often somebody called, how often the mail worker tried; and the index.
BY_ITSELF = re.compile(r"(session|rate|outbox|.*_words_.*)$")


class Desk:
    """Amina's tickets, and two who work on them."""

    def __init__(self, program):
        self.program = program
        self.amina, self.david, self.ruth = (signed_in(program, who) for who in (AMINA, DAVID, RUTH))
        self.page = self.amina.get("/api")[1].decode()

    def ok(self, who, name, message):
        status, said = who.call(name, message)
        assert status == 200, (name, status, said)
        return said

    def filed(self, subject="Slow network"):
        return self.ok(self.amina, "tickets.create", draft(subject))["ticket"]

    def kept(self):
        """All that is in the database and does not change by itself."""
        with closing(sqlite3.connect(f"file:{self.program.path('stuticket.db')}?mode=ro", uri=True)) as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
            kept = {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in tables if not BY_ITSELF.match(table)}
            return kept | {"outbox": database.execute("SELECT id FROM outbox ORDER BY id").fetchall()}

    def endpoints(self):
        """Those of tickets, replies and views that change data, by the page of the API."""
        sections = re.findall(r"<h2><code>POST /api/([\w.]+)</code></h2>(.*?)</section>", self.page, re.S)
        return {name for name, about in sections if "Changes data." in about and name.split(".")[0] not in ("account", "session")}


def request(**fields):
    return {"request_id": os.urandom(16).hex(), **fields}


def changes(desk):
    """Who asks for what; each about tickets of its own."""
    david, amina, ticket = desk.david, desk.amina, desk.filed
    me = david.headers["X-StuTicket-Person"]
    number = lambda: ticket()["number"]  # noqa: E731
    named = lambda: {"number": number()}  # noqa: E731
    versioned = lambda: {"number": number(), "version": 1}  # noqa: E731

    reply = desk.ok(david, "replies.save", {"id": "", "department": "it", "title": "Old", "text": "Hello", "seen": 0})["replies"][-1]
    view = desk.ok(david, "views.save", {"name": "Old", "shared": False, "filter": {"department": "it"}})["views"][-1]
    sent = request(**versioned(), to="under_consideration", remark="We look.")
    desk.ok(david, "tickets.respond", sent)
    merged = {"number": number(), "into": number()}
    desk.ok(david, "tickets.merge", merged)
    chosen = lambda count: [{"number": each["number"], "updated_ms": each["updated_ms"], "assignee": ""}  # noqa: E731
                            for each in (ticket() for _ in range(count))]
    given = request(tickets=chosen(3), deed="assign", assignee=me)
    desk.ok(david, "tickets.change_many", given)
    withdrawn = versioned()
    desk.ok(amina, "tickets.withdraw", request(**withdrawn))

    return [
        (david, "tickets.note", request(**named(), text="Looks like the proxy. @Ruth")),
        (david, "tickets.assign", {**named(), "to": me, "seen": ""}),
        (david, "tickets.set_priority", {**named(), "to": "urgent"}),
        (david, "tickets.set_tags", {**named(), "add": ["proxy"], "remove": []}),
        (david, "tickets.watch", {**named(), "watching": True}),
        (david, "tickets.mark_seen", versioned()),
        (david, "tickets.present", {**named(), "page": WEB_PAGE, "doing": "reading"}),
        (david, "tickets.set_status", request(**versioned(), to="completed", remark="Done.")),
        (david, "tickets.respond", request(**versioned(), to="completed", remark="Done.")),
        (david, "tickets.undo", {"number": sent["number"], "request_id": sent["request_id"]}),
        (david, "tickets.transfer", request(**versioned(), service="student-portal", reason="Theirs.")),
        (david, "tickets.link", {**named(), "other": number(), "linked": True}),
        (david, "tickets.merge", {**named(), "into": number()}),
        (david, "tickets.unmerge", {"number": merged["number"]}),
        (david, "tickets.file_for_student", request(service="student-portal", email=AMINA["email"], name="Amina Wanjiru",
                                                    channel="phone", subject="Locked out", message="On the phone.")),
        (david, "students.find", {"wanted": AMINA["email"]}),
        (david, "tickets.change_many", request(tickets=chosen(20), deed="respond", status=["completed"], remark="The network is back.")),
        (david, "tickets.undo_many", {"request_id": given["request_id"], "numbers": [each["number"] for each in given["tickets"]]}),
        (david, "replies.save", {"id": "", "department": "it", "title": "New", "text": "Hello", "seen": 0}),
        (david, "replies.remove", {"id": reply["id"], "seen": reply["revision"]}),
        (david, "views.save", {"name": "New", "shared": True, "filter": {"department": "it"}}),
        (david, "views.remove", {"department": "it", "id": view["id"]}),
        (amina, "tickets.create", draft("No Wi-Fi")),
        (amina, "tickets.answer", request(**named(), message="Still slow.")),
        (amina, "tickets.edit", request(**versioned(), subject="Slower network", message="All day.")),
        (amina, "tickets.withdraw", request(**versioned())),
        (amina, "tickets.reopen", request(number=withdrawn["number"], version=2, message="It is back.")),
    ]


def use_up_the_log(desk):
    """The log has room for a few more changes."""
    long = {**draft("Long"), "message": "Since Monday. " * 600}
    while desk.amina.call("tickets.create", {**long, "request_id": os.urandom(16).hex()})[0] == 200:
        continue


def whole_or_nothing(desk, asked):
    """Which of them were refused."""
    refused = []
    for who, name, message in asked:
        before = desk.kept()
        status, said = who.call(name, message)
        if status == 200:
            continue
        assert status in (503, 507) and said["message"].endswith(".") and "went wrong" not in said["message"], (name, status, said)
        after = desk.kept()
        assert after == before, (name, [table for table in before if before[table] != after[table]])
        refused.append((who, name, message))
    return refused


def done_once(desk, asked):
    for who, name, message in asked:
        desk.ok(who, name, message)
        before = desk.kept()
        status, said = who.call(name, message)
        assert status in (200, 404, 409, 422), (name, status, said)
        after = desk.kept()
        assert after == before, (name, [table for table in before if before[table] != after[table]])


def main():
    with small_disk(160) as disk:
        if disk is None:
            print("full disk: not tried, because nothing can be mounted here")
            return
        program = Program(sys.argv[1], data=os.path.join(disk, "data"), STUTICKET_SPACE_FOR_FILES="0", STUTICKET_SPACE_FOR_CHANGES="0",
                          STUTICKET_UNDO_SECONDS="600")
        program.command("seed-demo")
        program.start()
        desk = Desk(program)
        asked = changes(desk)
        untried = desk.endpoints() - {name for _, name, _ in asked}
        assert not untried, untried
        fill(disk, 0)
        use_up_the_log(desk)
        refused = whole_or_nothing(desk, asked)
        for name, message in (("queue.list", {"department": "it"}), ("staff.work", {"list": "my_turn"}), ("replies.list", {})):
            desk.ok(desk.david, name, message)
        empty(disk)
        within(10, lambda: desk.david.get("/readyz")[0] == 200)
        done_once(desk, refused)
        program.stop()
        with closing(sqlite3.connect(program.path("stuticket.db"))) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        print(f"full disk: {len(refused)} of {len(asked)} changes refused in words, nothing of them kept, done once with room again")


main()
