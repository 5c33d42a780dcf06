"""Students who file tickets as fast as they can, and what must be true of the data afterwards, whatever happened to the server."""

import hashlib
import http.client
import json
import os
import random
import threading

CLIENTS, WITH_PDFS, BROWSERS = 16, 4, 8
EMAIL, PASSWORD = "amina@students.example.edu", "Blue-kettle-94-Moss"
HEADERS = {"X-StuTicket": "1", "Content-Type": "application/json"}


class Client:
    """One connection; any failure of it is an OSError or an HTTPException."""

    def __init__(self, port, cookie=None, person="nobody"):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.host = f"localhost:{port}"
        self.cookie, self.person = cookie, person

    def send(self, name, body, content_type="application/json"):
        headers = {**HEADERS, "Host": self.host, "Content-Type": content_type, "X-StuTicket-Person": self.person}
        if self.cookie:
            headers["Cookie"] = self.cookie
        self.connection.request("POST", "/api/" + name, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        return answer, json.loads(text)

    def call(self, name, message):
        answer, result = self.send(name, json.dumps(message))
        assert answer.status == 200, f"{name}: {answer.status} {result}"
        return answer, result


def pdf(rng):
    """A valid PDF with one page and a stream of random bytes."""
    noise = rng.randbytes(rng.choice([200, 5_000, 60_000, 300_000]))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 144] >>",
               b"<< /Length %d >>\nstream\n%b\nendstream" % (len(noise), noise)]
    content, offsets = b"%PDF-1.4\n", b""
    for number, body in enumerate(objects, 1):
        offsets += b"%010d 00000 n \n" % len(content)
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    return content + b"xref\n0 5\n0000000000 65535 f \n%btrailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        offsets, len(content))


def sign_in_everywhere(server):
    """A new account: the cookies of its browsers, and who it is."""
    visitor, cookies = Client(server.port), []
    visitor.call("account.register", {"name": "Amina", "email": EMAIL, "registration_number": "BIT-2024-0417", "password": PASSWORD})
    server.confirm_addresses()
    for _ in range(BROWSERS):
        answer, session = visitor.call("session.sign_in", {"email": EMAIL, "password": PASSWORD})
        cookies.append("; ".join(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie")))
    return cookies, session["user"]["id"]


def ticket_with(files):
    return {"request_id": os.urandom(16).hex(), "service": "student-portal", "name": "Amina", "registration_number": "BIT-2024-0417",
            "subject": f"{len(files)} files", "message": "Hello", "attachments": files}


class Writer(threading.Thread):
    """Files tickets until it is done or the server is gone, and remembers what it was told. `on_answer(number,
    request, sha256)` hears of each that was answered."""

    def __init__(self, client, seed, tickets, with_pdfs, on_answer):
        super().__init__()
        self.client, self.rng, self.tickets, self.with_pdfs, self.on_answer = client, random.Random(seed), tickets, with_pdfs, on_answer
        self.acknowledged, self.unanswered = {}, None
        self.ended_by, self.error = None, None

    def run(self):
        try:
            for _ in range(self.tickets):
                self.file_one()
        except (OSError, http.client.HTTPException) as end:
            self.ended_by = end  # the server was stopped, which is the point
        except Exception as error:  # pylint: disable=broad-except
            self.error = error

    def file_one(self):
        files, sha256 = [], None
        if self.with_pdfs:
            content = pdf(self.rng)
            answer, attachment = self.client.send("attachments.put?name=proof.pdf", content, "application/pdf")
            assert answer.status == 200, f"a PDF was refused: {answer.status} {attachment}"
            files = [attachment["id"]]
            sha256 = hashlib.sha256(content).hexdigest()
        request = ticket_with(files)
        self.unanswered = (request, sha256)
        _, view = self.client.call("tickets.create", request)
        self.unanswered = None
        self.acknowledged[view["ticket"]["number"]] = sha256
        self.on_answer(view["ticket"]["number"], request, sha256)


def file_together(server, cookies, person, rng, tickets, on_answer):
    """Several clients in several browsers, so that some share a commit; `tickets` by all of them. Returns when they are done
    or the server is gone."""
    writers = [Writer(Client(server.port, cookies[i % BROWSERS], person), rng.random(), tickets // CLIENTS, i < WITH_PDFS, on_answer)
               for i in range(CLIENTS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        if writer.error:
            raise writer.error
    return writers


def times_found(db, words, on_postgres):
    if on_postgres:
        found = db.execute("SELECT COUNT(*) FROM ticket_words WHERE words LIKE ?", (f"% {words} %",))
    else:
        found = db.execute("SELECT COUNT(*) FROM ticket_words WHERE ticket_words MATCH ?", (f'"{words}"',))
    return found.fetchone()[0]


def check(server, acknowledged):
    """Everything that must be true of the data after a crash."""
    db = server.database()
    if not server.database_url:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
    found = {}
    for ticket_id, number, subject in db.execute("SELECT id, number, subject FROM ticket").fetchall():
        files = db.execute("SELECT a.sha256, c.content, a.bytes FROM attachment a JOIN attachment_content c "
                           "ON c.attachment_id = a.id WHERE a.ticket_id = ?", (ticket_id,)).fetchall()
        assert subject == f"{len(files)} files", f"{number} has {len(files)} files instead of {subject}"
        for sha256, content, size in files:
            assert hashlib.sha256(content).hexdigest() == sha256 and len(content) == size, f"{number}: damaged file"
        events = db.execute("SELECT kind FROM ticket_event WHERE ticket_id = ?", (ticket_id,)).fetchall()
        assert events == [("opened",)], f"{number}: {events}"
        mails = db.execute("SELECT COUNT(*) FROM outbox WHERE ticket_id = ?", (ticket_id,)).fetchone()[0]
        assert mails == 1, f"{number}: {mails} mails"
        words = times_found(db, number.lower().replace("-", " "), server.database_url)
        assert words == 1, f"{number} is found {words} times"
        found[number] = files[0][0] if files else None
    for number, sha256 in acknowledged.items():
        assert number in found and found[number] == sha256, f"acknowledged ticket {number} is lost or has another file"
    counted = db.execute("SELECT COALESCE(SUM(tickets), 0) FROM ticket_count").fetchone()[0]
    assert counted == len(found), f"counters say {counted}, there are {len(found)}"
    db.close()
    return len(found)


def ask_again(client, unanswered):
    """Repeats requests that were not answered, each with the SHA-256 of its PDF, twice: either it had happened, or it happens
    now, and once. Returns the numbers."""
    answered = {}
    for request, sha256 in unanswered:
        first = client.call("tickets.create", request)[1]["ticket"]["number"]
        again = client.call("tickets.create", request)[1]["ticket"]["number"]
        assert first == again, "a retry filed a second ticket"
        answered[first] = sha256
    return answered
