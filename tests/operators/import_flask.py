"""Takes over a site of the earlier Flask application: people sign in with the passwords they had, tickets and PDFs are there,
a second run changes nothing, and a database of something else is refused whole.

    import_flask.py PROGRAM
"""

import os
import sqlite3
import sys

from client import Client
from program import Program

PASSWORD = "Blue-kettle-94-Moss"
BCRYPT = "$2b$04$abcdefghijklmnopqrstuughgGovMWypMLgx4q63zZWKiitWbw.aq"
PDF = (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n"
       b"endobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 144] >>\nendobj\nxref\n0 4\n0000000000 65535 f \n"
       b"0000000009 00000 n \n0000000058 00000 n \n0000000115 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n186\n%%EOF\n")


def make_site(folder):
    os.makedirs(os.path.join(folder, "instance"))
    os.makedirs(os.path.join(folder, "uploads"))
    for name, content in (("fees.pdf", PDF), ("virus.pdf", b"MZ\x90" + PDF), ("big.pdf", PDF + b"\n" * 2_097_152)):
        with open(os.path.join(folder, "uploads", name), "wb") as file:
            file.write(content)
    db = sqlite3.connect(os.path.join(folder, "instance", "site.db"))
    db.execute("CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT, email TEXT, password TEXT, department TEXT, is_staff BOOLEAN)")
    db.executemany("INSERT INTO user VALUES (?, ?, ?, ?, ?, ?)", [
        (1, "Amina Wanjiru", "Amina@x.example.edu", BCRYPT, None, 0), (2, "Amina W", "amina@x.example.edu", BCRYPT, None, 0),
        (3, "David Otieno", "david@x.example.edu", BCRYPT, "IT", 1), (4, "Eve", "eve@x.example.edu", BCRYPT, "Espionage", 1), (5, "Zoe", "zoe@x.example.edu", "pbkdf2:sha256:1$a$b", None, 0)])
    db.execute("CREATE TABLE ticket (id INTEGER PRIMARY KEY, ticket_id TEXT, user_id INTEGER, name TEXT, email TEXT, reg_no TEXT, "
               "subject TEXT, message TEXT, service TEXT, department TEXT, status TEXT, remark TEXT, file TEXT, date_posted DATETIME)")
    rows = [("123456789", 1, "Digital Library", "IT", "pending", None, "fees.pdf"),
            ("123456790", 2, "Student Finance and Banking", "Finance", "completed", "Paid back.", None),
            ("123456791", 1, "Eduroam", "Unknown Department", "under_consideration", "", "missing.pdf"),
            ("123456792", 1, "Password Reset", "IT", "<arbitrary>", None, "virus.pdf"),
            ("123456793", 1, "Password Reset", "IT", "in_person_needed", "Room 12", "big.pdf"),
            ("123456794", 99, "Password Reset", "IT", "pending", None, "../../../etc/passwd")]
    for number, user, *rest, remark, file in rows:
        service, department, status = rest
        db.execute("INSERT INTO ticket (ticket_id, user_id, name, email, reg_no, subject, message, service, department, status, "
                   "remark, file, date_posted) VALUES (?, ?, 'Amina Wanjiru', ?, 'BIT-2024-0417', ?, 'Please help.', ?, ?, ?, ?, ?, "
                   "'2024-03-01 09:15:00.000000')",
                   (number, user, "ghost@x.example.edu" if user == 99 else "amina@x.example.edu", "Old " + number,
                    service, department, status, remark, file))
    db.execute("UPDATE ticket SET message = CAST(x'4c61746e31e9' AS TEXT) WHERE ticket_id = '123456790'")  # Latin-1
    db.commit()
    db.close()


def rows_of(program):
    db = sqlite3.connect(program.path("stuticket.db"))
    tables = [name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'session'")]
    found = {table: sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in tables}
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
    for script, sentence in (("CREATE TABLE song (id)", 'no tables "user" and "ticket"'),
                             ("CREATE TABLE user (id); CREATE TABLE ticket (id)", '"user" has no column')):
        db.executescript(script)
        code, said = program.command("import-flask", "--from", program.path("other"))
        assert code == 1 and sentence in said, said
    db.close()
    assert rows_of(program) == before


def everything_comes_over(program, folder):
    code, said = program.command("import-flask", "--from", folder)
    assert code == 0, said
    assert "2 students, 2 staff" in said and "5 tickets, 1 PDFs" in said and "Left out: 1 tickets" in said, said
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
    db = sqlite3.connect(program.path("stuticket.db"))
    hashed, = db.execute("SELECT password_hash FROM app_user WHERE email = 'amina@x.example.edu'").fetchone()
    assert hashed.startswith("$argon2id$"), "rehashed at the first sign-in"
    assert Client(program).call("session.sign_in", {"email": "amina@x.example.edu", "password": PASSWORD})[0] == 200

    tickets = {}
    for number, in db.execute("SELECT number FROM ticket"):
        view = amina.call("tickets.get", {"number": number})[1]
        tickets[view["ticket"]["subject"]] = view
    texts = {subject: view["events"][1]["text"] for subject, view in tickets.items()}
    states = {subject: (view["ticket"]["status"], view["ticket"]["department"]) for subject, view in tickets.items()}
    assert states == {"Old 123456789": ("pending", "it"), "Old 123456790": ("completed", "finance"),
                      "Old 123456791": ("under_consideration", "it"), "Old 123456792": ("pending", "it"),
                      "Old 123456793": ("in_person_needed", "it")}, states
    for subject, text in texts.items():
        assert f"The number was {subject[4:]}." in text, text
    assert texts["Old 123456790"].startswith("Paid back.\n")
    assert "“Eduroam” of “Unknown Department”" in texts["Old 123456791"] and "missing.pdf" in texts["Old 123456791"]
    assert "<arbitrary>" in texts["Old 123456792"] and "not a PDF" in texts["Old 123456792"]
    assert tickets["Old 123456790"]["ticket"]["message"] == "Latn1?"
    assert tickets["Old 123456789"]["ticket"]["created_ms"] == 1709284500000
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
    assert status == 200 and session["user"]["departments"] == ["it"], session


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
    print("people, tickets and PDFs of the earlier application: as it should be")


main()
