"""kill -9 under load: nothing that was acknowledged is lost, nothing is there by halves.

usage: kill9.py STUTICKET [ROUNDS]

Each round starts the real program, lets 16 clients in eight browsers file tickets as fast as they can (400 in all; four
of the clients with a PDF each), so that several share a commit; kills it at a random moment, starts it again and compares its
database with what the clients were told:
every acknowledged ticket is there once with its PDF (hash), its opening event and its outbox row; every ticket that
is there is whole; the counters agree; SQLite's integrity check passes. Under with_postgres it is the server that dies, and PostgreSQL stays. A request whose answer never came may have
happened or not; repeated with the same request_id it is answered with one ticket.
"""

import hashlib
import http.client
import json
import os
import random
import sys
import threading

from program import Program

CLIENTS, WITH_PDFS, BROWSERS, TICKETS_PER_ROUND, ROUNDS = 16, 4, 8, 400, 5
PASSWORD = "Blue-kettle-94-Moss"
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


class Writer(threading.Thread):
    """Files tickets until it is done or the server is gone, and remembers what it was told."""

    def __init__(self, port, cookie, person, seed, killer, with_pdfs):
        super().__init__()
        self.with_pdfs = with_pdfs
        self.client, self.rng, self.killer = Client(port, cookie, person), random.Random(seed), killer
        self.acknowledged, self.unanswered = {}, None
        self.error = None

    def run(self):
        try:
            for _ in range(TICKETS_PER_ROUND // CLIENTS):
                files, sha256 = [], None
                if self.with_pdfs:
                    content = pdf(self.rng)
                    files = [self.client.send("attachments.put?name=proof.pdf", content, "application/pdf")[1]["id"]]
                    sha256 = hashlib.sha256(content).hexdigest()
                request = {"request_id": self.rng.randbytes(16).hex(), "service": "student-portal", "name": "Amina",
                           "registration_number": "BIT-2024-0417", "subject": f"{len(files)} files", "message": "Hello",
                           "attachments": files}
                self.unanswered = (request, sha256)
                _, view = self.client.call("tickets.create", request)
                self.unanswered = None
                self.acknowledged[view["ticket"]["number"]] = sha256
                self.killer.count()
        except (OSError, http.client.HTTPException):
            pass  # the server was killed, which is the point
        except Exception as error:  # pylint: disable=broad-except
            self.error = error


class Killer:
    """Kills the server right after a random number of acknowledged tickets, while others are under way."""

    def __init__(self, server, after):
        self.server, self.left, self.lock = server, after, threading.Lock()

    def count(self):
        with self.lock:
            self.left -= 1
            if self.left == 0:
                self.server.kill()


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


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    seed = int(os.environ.get("KILL9_SEED", random.randrange(1 << 30)))
    print(f"seed {seed}")
    rng = random.Random(seed)
    server, cookies, acknowledged = Program(sys.argv[1]).start(), [], {}
    for number in range(rounds):
        if not cookies:
            visitor = Client(server.port)
            visitor.call("account.register", {"name": "Amina", "email": "amina@students.example.edu",
                                              "registration_number": "BIT-2024-0417", "password": PASSWORD})
            server.confirm_addresses()
            for _ in range(BROWSERS):
                answer, session = visitor.call("session.sign_in", {"email": "amina@students.example.edu",
                                                                   "password": PASSWORD})
                cookies.append("; ".join(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie")))
            person = session["user"]["id"]
        killer = Killer(server, rng.randrange(5, TICKETS_PER_ROUND - CLIENTS))
        writers = [Writer(server.port, cookies[i % BROWSERS], person, rng.random(), killer, i < WITH_PDFS)
                   for i in range(CLIENTS)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
            if writer.error:
                raise writer.error
            acknowledged.update(writer.acknowledged)
        if server.process.poll() is None:
            server.kill()
        there = check(server, acknowledged)
        server.start()
        client = Client(server.port, cookies[0], person)
        for writer in writers:
            if writer.unanswered is None:
                continue
            request, sha256 = writer.unanswered
            first = client.call("tickets.create", request)[1]["ticket"]["number"]
            again = client.call("tickets.create", request)[1]["ticket"]["number"]
            assert first == again, "a retry filed a second ticket"
            acknowledged[first] = sha256
        print(f"round {number + 1}: {len(acknowledged)} acknowledged so far, {there} there after the kill")
    server.stop()
    check(server, acknowledged)


if __name__ == "__main__":
    main()
