"""Takes over a site of the earlier Flask application: people sign in with the passwords they had, tickets and PDFs are there,
a second run changes nothing, a database of something else is refused whole, and where answers are promised tickets are due as if they
had been filed here, without a mail about what has been late for years.

    import_flask.py PROGRAM
"""

import os
import sqlite3
import sys
import time
from datetime import datetime, timedelta, timezone

from client import Client
from program import Program

PASSWORD = "Blue-kettle-94-Moss"
BCRYPT = "$2b$04$abcdefghijklmnopqrstuughgGovMWypMLgx4q63zZWKiitWbw.aq"
PDF = (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n"
       b"endobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 144] >>\nendobj\nxref\n0 4\n0000000000 65535 f \n"
       b"0000000009 00000 n \n0000000058 00000 n \n0000000115 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n186\n%%EOF\n")


# As the earlier application writes them: a name only on tickets, the status under its key, the service by its label.
PEOPLE = [(1, "Amina@x.example.edu", BCRYPT, "student", ""), (2, "amina@x.example.edu", BCRYPT, "student", ""),
          (3, "david@x.example.edu", BCRYPT, "staff", "it"), (4, "eve@x.example.edu", BCRYPT, "staff", "Espionage"),
          (5, "zoe@x.example.edu", "pbkdf2:sha256:1$a$b", "student", "")]
CREATED, CHANGED = "2024-03-01 09:15:00.250000", "2024-03-04 10:00:00.000000"
TICKETS = [  # number, owner, department, service, status, remark, file
    ("123456789", 1, "it", "Learning Management System(LMS)", "pending", None, "fees.pdf"),
    ("123456790", 2, "finance", "Student Finance and Banking", "completed", "Paid back.", None),
    ("123456791", 1, "Unknown Department", "Unknown Service", "under_consideration", "", "missing.pdf"),
    ("123456792", 1, "it", "Password Reset", "<arbitrary>", None, "virus.pdf"),
    ("123456793", 1, "it", "Password Reset", "in_person_needed", "Room 12", "big.pdf"),
    ("123456794", 99, "it", "Password Reset", "pending", None, "../../../etc/passwd"),
    ("123456795", 1, "it", "Digital Library", None, None, None)]


def make_site(folder, tickets=TICKETS):
    os.makedirs(os.path.join(folder, "instance"))
    os.makedirs(os.path.join(folder, "uploads"))
    for name, content in (("fees.pdf", PDF), ("virus.pdf", b"MZ\x90" + PDF), ("big.pdf", PDF + b"\n" * 2_097_152)):
        with open(os.path.join(folder, "uploads", name), "wb") as file:
            file.write(content)
    db = sqlite3.connect(os.path.join(folder, "instance", "site.db"))
    db.execute("CREATE TABLE user (id INTEGER NOT NULL PRIMARY KEY, email TEXT NOT NULL UNIQUE, password TEXT NOT NULL, "
               "role VARCHAR(20) NOT NULL, department VARCHAR(50) NOT NULL)")
    db.executemany("INSERT INTO user VALUES (?, ?, ?, ?, ?)", PEOPLE)
    db.execute("CREATE TABLE ticket (id INTEGER NOT NULL PRIMARY KEY, ticket_id VARCHAR(9) NOT NULL UNIQUE, department VARCHAR(50) "
               "NOT NULL, service VARCHAR(50) NOT NULL, full_name VARCHAR(100) NOT NULL, email VARCHAR(120), reg_no VARCHAR(50) NOT "
               "NULL, subject VARCHAR(100) NOT NULL, message TEXT NOT NULL, file_input TEXT, ticket_status VARCHAR(50), remarks TEXT, "
               "created_at DATETIME NOT NULL, last_modified_date DATETIME NOT NULL, user_id INTEGER NOT NULL)")
    for number, owner, department, service, status, remark, file, *dates in tickets:
        email = "ghost@x.example.edu" if owner == 99 else None if number == "123456795" else "amina@x.example.edu"
        db.execute("INSERT INTO ticket (ticket_id, department, service, full_name, email, reg_no, subject, message, file_input, "
                   "ticket_status, remarks, created_at, last_modified_date, user_id) VALUES (?, ?, ?, 'Amina Wanjiru', ?, "
                   "'BIT-2024-0417', ?, ?, ?, ?, ?, ?, ?, ?)",
                   (number, department, service, email, "Old " + number, "Please help.\r\nRoom 214.", file, status, remark,
                    *(dates or (CREATED, CHANGED)), owner))
    db.execute("UPDATE ticket SET message = CAST(x'4c61746e31e9' AS TEXT) WHERE ticket_id = '123456790'")  # Latin-1
    db.commit()
    db.close()


def rows_of(program):
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    if program.database_url:
        tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    db = program.database()
    found = {table: sorted(repr([bytes(value) if isinstance(value, memoryview) else value for value in row])
                           for row in db.execute(f"SELECT * FROM {table}").fetchall())
             for table, in db.execute(tables).fetchall() if table not in ("session", "commit_mark")}
    db.close()
    return found


def a_foreign_database_changes_nothing(program):
    before = rows_of(program)
    for name, content in (("nothing", None), ("text", b"hello"), ("cut", b"SQLite format 3\0" + b"x" * 5000)):
        folder = program.path(name)
        os.makedirs(folder)
        if content is not None:
            with open(os.path.join(folder, "site.db"), "wb") as file:
                file.write(content)
        code, said = program.command("import-flask", "--from", folder)
        assert code == 1 and "Nothing was imported" in said and said.count("\n") == 1, said
    os.makedirs(program.path("other"))
    db = sqlite3.connect(program.path("other/site.db"))
    for script, sentence in (("CREATE TABLE song (id)", "no such table: user"),
                             ("CREATE TABLE user (id); CREATE TABLE ticket (id)", "no such column")):
        db.executescript(script)
        code, said = program.command("import-flask", "--from", program.path("other"))
        assert code == 1 and sentence in said, said
    db.close()
    assert rows_of(program) == before


def everything_comes_over(program, folder):
    code, said = program.command("import-flask", "--from", folder)
    assert code == 0, said
    assert "2 students, 2 staff" in said and "6 tickets, 1 PDFs" in said and "Left out: 1 tickets" in said, said
    for sentence in ("zoe@x.example.edu has no bcrypt password", "differs in case only", "“missing.pdf” was not there", "“virus.pdf” is not a PDF", "“big.pdf” is too large",
                     "Espionage", "Ticket 123456794 was left out"):
        assert sentence in said, (sentence, said)
    first = rows_of(program)
    code, said = program.command("import-flask", "--from", folder)
    assert code == 0 and "0 students, 0 staff" in said and "0 tickets, 0 PDFs" in said, said
    assert rows_of(program) == first, "a second run changes nothing"


def people_go_on_where_they_were(program):
    amina = Client(program)
    assert amina.call("session.sign_in", {"email": "amina@x.example.edu", "password": "Blue-kettle-94-Mos"})[0] == 401
    assert amina.call("session.sign_in", {"email": "AMINA@x.example.edu", "password": PASSWORD})[0] == 200
    for password in ("", "x", "pbkdf2:sha256:1$a$b"):
        assert Client(program).call("session.sign_in", {"email": "zoe@x.example.edu", "password": password})[0] in (401, 422)
    db = program.database()
    hashed, = db.execute("SELECT password_hash FROM app_user WHERE email = 'amina@x.example.edu'").fetchone()
    assert hashed.startswith("$argon2id$"), "rehashed at the first sign-in"
    assert Client(program).call("session.sign_in", {"email": "amina@x.example.edu", "password": PASSWORD})[0] == 200

    tickets = {}
    for number, in db.execute("SELECT number FROM ticket").fetchall():
        view = amina.call("tickets.get", {"number": number})[1]
        tickets[view["ticket"]["subject"]] = view
    events = {subject: view["events"][1] for subject, view in tickets.items()}
    states = {subject: (view["ticket"]["status"], view["ticket"]["department"]) for subject, view in tickets.items()}
    assert states == {"Old 123456789": ("pending", "it"), "Old 123456790": ("completed", "finance"),
                      "Old 123456791": ("under_consideration", "it"), "Old 123456792": ("pending", "it"),
                      "Old 123456793": ("in_person_needed", "it"), "Old 123456795": ("pending", "it")}, states
    for subject, event in events.items():
        assert f"The number was {subject[4:]}." in event["text"], event
        assert event["author_name"] == "Earlier application" and event["author_id"] == "", "staff's words are not the student's"
        assert event["at_ms"] == 1709546400000
    assert events["Old 123456790"]["text"].startswith("Paid back.\n")
    assert "“Unknown Service” of “Unknown Department”" in events["Old 123456791"]["text"]
    assert "missing.pdf" in events["Old 123456791"]["text"]
    assert "<arbitrary>" in events["Old 123456792"]["text"] and "not a PDF" in events["Old 123456792"]["text"]
    assert "status was" not in events["Old 123456795"]["text"], "no status is a pending ticket"
    assert tickets["Old 123456790"]["ticket"]["message"] == "Latn1?"
    assert "\r" not in tickets["Old 123456789"]["ticket"]["message"]
    assert tickets["Old 123456789"]["ticket"]["service"] == "learning-management-system"
    assert tickets["Old 123456789"]["ticket"]["created_ms"] == 1709284500250
    session = amina.call("session.current", {})[1]["user"]
    assert (session["name"], session["registration_number"]) == ("Amina Wanjiru", "BIT-2024-0417"), session
    known = {subject: (view["ticket"]["first_response_ms"], view["ticket"]["closed_ms"]) for subject, view in tickets.items()}
    assert known["Old 123456789"] == (0, 0) and known["Old 123456790"] == (1709546400000, 1709546400000), known
    assert known["Old 123456793"] == (1709546400000, 0), known
    assert amina.call("tickets.get", {"number": " 123456789 "})[1]["ticket"]["subject"] == "Old 123456789", "by its old number"
    file, = tickets["Old 123456789"]["attachments"]
    assert amina.get("/api/attachments.download?id=" + file["file"]["id"]) == (200, PDF)
    assert amina.call("tickets.answer", {"request_id": "a" * 32, "number": tickets["Old 123456789"]["ticket"]["number"],
                                         "message": "Still so.", "attachments": []})[0] == 200
    assert db.execute("SELECT COUNT(*) FROM outbox").fetchone() == (0,), "nobody gets mail for what is old"
    db.close()


def staff_wait_for_an_operator(program):
    david = {"email": "david@x.example.edu", "password": PASSWORD}
    assert Client(program).call("session.sign_in", david)[0] == 401
    assert program.command("user", "activate", david["email"])[0] == 0
    status, session = Client(program).call("session.sign_in", david)
    assert status == 200 and session["user"]["departments"] == ["it"] and session["user"]["name"] == "david", session
    desk = Client(program)
    desk.call("session.sign_in", david)
    rows = desk.call("queue.list", {"department": "it", "statuses": [], "text": "123456793"})[1]["page"]["rows"]
    assert [row["subject"] for row in rows] == ["Old 123456793"], rows


def what_was_promised_holds_for_them(program):
    """The department of most of them answers within 8 hours of its week and solves within 40, finance within 4 and 100 at any time."""
    HOUR = 3_600_000
    for arguments in (("hours", "set", "it", "--zone", "Africa/Nairobi", "--week", "mon-fri 08:00-17:00"),
                      ("target", "set", "it", "--answer", "8h", "--solve", "40h"),
                      ("hours", "set", "finance", "--zone", "UTC", "--week", "mon-sun 00:00-24:00"),
                      ("target", "set", "finance", "--answer", "4h", "--solve", "100h")):
        code, said = program.command(*arguments)
        assert code == 0, said
    an_hour_ago = (datetime.now(timezone.utc) - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S.000000")
    folder = program.path("flask")
    make_site(folder, [*TICKETS, ("123456796", 1, "finance", "Student Finance and Banking", "pending", None, None, an_hour_ago, an_hour_ago)])
    code, said = program.command("import-flask", "--from", folder)
    assert code == 0 and "7 tickets" in said, said
    assert program.command("user", "activate", "david@x.example.edu")[0] == 0

    db = program.database()
    with db:  # before anybody is told anything, most of it is David's
        db.execute("UPDATE ticket SET assignee_id = (SELECT id FROM app_user WHERE email = 'david@x.example.edu') "
                   "WHERE department = 'it'")
    columns = "earlier_number, created_ms, answer_due_ms, solve_due_ms, due_ms, soon_ms"
    due = {number: tuple(rest) for number, *rest in db.execute(f"SELECT {columns} FROM ticket").fetchall()}
    # Filed on a Friday at 12:15 in Nairobi: 4¾ hours of that day, the others from Monday at 8:00.
    answer, solution, soon = 1709540100250, 1709817300250, 1709532900250
    assert due["123456789"] == (1709284500250, answer, solution, answer, soon), due["123456789"]
    assert due["123456795"] == due["123456789"], "no status is a pending ticket"
    assert due["123456791"][1:4] == (answer, solution, solution), "it was answered, after that was due"
    assert due["123456793"][1:] == (answer, 0, 0, 0), "the clock stands while it is the student's turn"
    assert due["123456790"][1:3] == (1709284500250 + 4 * HOUR, 1709284500250 + 100 * HOUR) and due["123456790"][3:] == (0, 0), due
    created = due["123456796"][0]
    assert due["123456796"][1:] == (created + 4 * HOUR, created + 100 * HOUR, created + 4 * HOUR, created + 3 * HOUR), due["123456796"]

    program.start()
    give_up = time.monotonic() + 30
    while db.execute("SELECT COUNT(*) FROM ticket WHERE soon_ms > 0 AND notice_ms = 0").fetchone() != (0,):
        assert time.monotonic() < give_up, "nobody has decided who is told of what"
        time.sleep(0.05)
    told = dict(db.execute("SELECT earlier_number, notice_ms FROM ticket WHERE soon_ms > 0").fetchall())
    assert told.pop("123456796") == created + 3 * HOUR, "what is due soon is told when that comes"
    assert len(told) == 4 and set(told.values()) == {-1}, told
    for nothing in ("outbox", "promise_notice"):
        assert db.execute(f"SELECT COUNT(*) FROM {nothing}").fetchone() == (0,), "what was late when it came is mailed to nobody"

    desk = Client(program)
    assert desk.call("session.sign_in", {"email": "david@x.example.edu", "password": PASSWORD})[0] == 200
    late = desk.call("staff.work", {"list": "my_turn", "kind": "late", "older_than": "", "newer_than": ""})[1]["page"]["rows"]
    assert {row["subject"][4:] for row in late} == set(told), late
    assert all(row["work"]["due"]["at_ms"] in (answer, solution) for row in late), late
    columns += ", notice_ms"
    before = sorted(map(tuple, db.execute(f"SELECT {columns} FROM ticket WHERE soon_ms = 0 OR notice_ms = -1").fetchall()))
    code, said = program.command("import-flask", "--from", folder)
    assert code == 0 and "0 tickets" in said, said
    assert before == sorted(map(tuple, db.execute(f"SELECT {columns} FROM ticket WHERE soon_ms = 0 OR notice_ms = -1").fetchall()))
    db.close()
    program.stop()


def main():
    program = Program(sys.argv[1])
    folder = program.path("flask")
    make_site(folder)
    a_foreign_database_changes_nothing(program)
    program.start()
    everything_comes_over(program, folder)
    people_go_on_where_they_were(program)
    staff_wait_for_an_operator(program)
    program.stop()
    what_was_promised_holds_for_them(Program(sys.argv[1]))
    print("people, tickets and PDFs of the earlier application: as it should be")


main()
