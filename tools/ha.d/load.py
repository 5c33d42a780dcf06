"""Honest people at work through HAProxy: they file tickets, answer and read, and note what they were told.

What is noted of a change is `ok` (answered 200), `refused` (answered in words that it was not done) or `unknown` (no answer, one that
does not come from StuTicket, or one that says so). Half of them ask again with the same request id until they are answered
200, as the app does; the others take the first answer.
"""

import hashlib
import http.client
import itertools
import json
import os
import random
import secrets
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field

WORKERS, WRITES_A_SECOND = 24, 20
PEOPLE = 480  # each may answer sixty times an hour
PATIENCE = 30  # s that a browser waits for an answer
PERSISTENCE = 120  # s after which also those who ask again give up
DAY_MS = 86_400_000
UNKNOWN = "we do not know whether it was made"  # backend/app/faults.cpp, of a commit that broke off


@dataclass
class Answer:
    began: float
    ended: float
    what: str  # change, read, page or health
    outcome: str
    status: int = 0
    in_words: bool = True  # StuTicket's own words, if it is no 200
    says: str = ""

    @property
    def seconds(self):
        return self.ended - self.began


@dataclass
class Change:
    """What somebody wanted to have done once. Its words are found again in the database."""
    words: str
    kind: str  # ticket or answer
    person: int
    answers: list = field(default_factory=list)
    number: str = ""

    @property
    def outcome(self):
        outcomes = {answer.outcome for answer in self.answers}
        return next(outcome for outcome in ("ok", "unknown", "refused") if outcome in outcomes)


class History:
    def __init__(self):
        self.lock, self.changes, self.answers = threading.Lock(), [], []

    def add(self, answer):
        with self.lock:
            self.answers.append(answer)

    def begin(self, kind, person):
        with self.lock:
            self.changes.append(Change(f"{kind} {len(self.changes):06d} of {person}", kind, person))
            return self.changes[-1]

    def answered(self):
        """The changes so far that were answered in some way."""
        with self.lock:
            return [change for change in self.changes if change.answers]

    def between(self, began, ended, *kinds):
        """Answers that came in that time, in the order in which they were asked for."""
        with self.lock:
            found = [answer for answer in self.answers if answer.what in kinds and answer.ended >= began and answer.began <= ended]
        return sorted(found, key=lambda answer: answer.began)


class Browser:
    """One connection to the proxy, opened again when it is lost."""

    def __init__(self, cluster, source="127.0.0.1"):
        self.address, self.host, self.source = (cluster.values["proxy"], int(cluster.values["port"])), cluster.host, source
        self.name, self.context = cluster.values["name"], ssl.create_default_context(cafile=cluster.certificate)
        self.headers = {"Host": self.host, "X-StuTicket": "1", "Accept": "application/json"}
        self.connection = None

    def sign_in(self, token):
        """Is somebody else from now on."""
        self.headers["Cookie"] = f"__Host-stuticket_session={token}"
        return self

    def ask(self, what, method, path, body=None):
        """An Answer, and what was answered."""
        began = time.monotonic()
        try:
            if self.connection is None:
                self.connection = self._connected()
        except OSError as error:  # nothing was asked
            return Answer(began, time.monotonic(), what, "refused", in_words=False, says=f"no connection: {error}"), None
        try:
            self.connection.request(method, path, body, self.headers | ({"Content-Type": "application/json"} if body else {}))
            reply = self.connection.getresponse()
            content = reply.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            return Answer(began, time.monotonic(), what, "unknown", in_words=False, says=f"no answer: {error!r}"), None
        return self._understood(began, what, reply.status, content)

    def _understood(self, began, what, status, content):
        ended = time.monotonic()
        if status == 200:
            return Answer(began, ended, what, "ok", status), content
        try:
            said = json.loads(content)
            outcome = "unknown" if UNKNOWN in said["message"] else "refused"
            return Answer(began, ended, what, outcome, status, says=f"{said['code']}: {said['message']}"), None
        except (ValueError, KeyError, TypeError):  # the proxy's own
            return Answer(began, ended, what, "unknown", status, False, content[:60].decode("utf-8", "replace")), None

    def call(self, what, endpoint, message):
        answer, content = self.ask(what, "POST", f"/api/{endpoint}", json.dumps(message))
        return answer, json.loads(content) if content else None

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def _connected(self):
        plain = socket.create_connection(self.address, PATIENCE, (self.source, 0))
        connection = http.client.HTTPConnection(self.name, timeout=PATIENCE)
        connection.sock = self.context.wrap_socket(plain, server_hostname=self.name)
        connection.auto_open = False
        return connection


class Load:
    def __init__(self, cluster):
        self.cluster, self.history, self.over, self.going = cluster, History(), threading.Event(), threading.Event()
        self.tokens = [secrets.token_hex(32) for _ in range(PEOPLE)]
        self.idle, self.threads = threading.Semaphore(0), []
        self._open_accounts()

    def start(self):
        self.going.set()
        workers = [(self._work, worker) for worker in range(WORKERS)] + [(self._look, what) for what in ("page", "health", "read")]
        for work, about in workers:
            self.threads.append(threading.Thread(target=work, args=(about,), daemon=True))
            self.threads[-1].start()
        return self

    def rest(self):
        """No change is under way any more, until `go_on`."""
        self.going.clear()
        for _ in range(WORKERS):
            self.idle.acquire()

    def go_on(self):
        self.going.set()

    def stop(self):
        self.over.set()
        self.going.set()
        for thread in self.threads:
            thread.join()

    def browser(self, person=0, worker=0):
        return Browser(self.cluster, f"127.0.1.{1 + worker}").sign_in(self.tokens[person])

    def _open_accounts(self):
        """Without a password hash for each."""
        now = int(time.time() * 1000)
        lines = []
        for person, token in enumerate(self.tokens):
            name, hashed = f"person-{person}", hashlib.sha256(token.encode()).hexdigest()
            lines.append("INSERT INTO app_user (id, email, name, registration_number, role, password_hash, created_ms, verified_ms) "
                         f"VALUES ('{name}', '{name}@students.example.edu', 'Somebody', 'BIT-1', 'student', '', {now}, {now});"
                         "INSERT INTO session (token_hash, user_id, created_ms, expires_ms, last_used_ms) "
                         f"VALUES ('{hashed}', '{name}', {now}, {now + DAY_MS}, {now});")
        self.cluster.sql("\n".join(lines))

    def _work(self, worker):
        """One person after the other, at one browser."""
        browser, rng, every = self.browser(worker=worker), random.Random(worker), WORKERS / WRITES_A_SECOND
        due, filed = time.monotonic() + rng.random() * every, {}
        for person in itertools.cycle(range(worker, PEOPLE, WORKERS)):
            if not self.going.is_set():
                self.idle.release()
                self.going.wait()
                due = time.monotonic() + rng.random() * every
            if self.over.wait(max(0.0, due - time.monotonic())):
                return
            due = max(due + every, time.monotonic())
            browser.sign_in(self.tokens[person])
            if person in filed and rng.random() < 0.3:
                self._change(browser, "answer", person, filed[person], persists=worker % 2)
            else:
                filed[person] = self._change(browser, "ticket", person, "", persists=worker % 2) or filed.get(person)
            if filed[person]:
                self.history.add(browser.call("read", "tickets.get", {"number": filed[person]})[0])
            else:
                del filed[person]

    def _change(self, browser, kind, person, number, persists):
        """The ticket's number, once it was answered."""
        change = self.history.begin(kind, person)
        message = {"request_id": os.urandom(16).hex(), "message": change.words, "attachments": []}
        if kind == "answer":
            endpoint, message = "tickets.answer", message | {"number": number}
        else:
            endpoint, message = "tickets.create", message | {"service": "student-portal", "name": "Somebody",
                                                             "registration_number": "BIT-1", "subject": change.words}
        until = time.monotonic() + (PERSISTENCE if persists else 0)
        while True:
            answer, view = browser.call("change", endpoint, message)
            change.answers.append(answer)
            self.history.add(answer)
            if view:
                change.number = view["ticket"]["number"]
            if view or time.monotonic() > until or (answer.in_words and answer.status not in (503, 507)) or self.over.wait(0.5):
                return change.number

    def _look(self, what):
        """Four times a second, whatever happens."""
        browser, number = self.browser(), ""
        while not self.over.wait(0.25):
            if what == "read" and not number:
                number = next((change.number for change in self.history.answered() if change.person == 0 and change.number), "")
            elif what == "read":
                self.history.add(browser.call(what, "tickets.get", {"number": number})[0])
            else:
                self.history.add(browser.ask(what, "GET", "/" if what == "page" else "/healthz")[0])
