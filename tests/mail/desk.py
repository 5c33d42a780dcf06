"""The real program, sending its mail to a server of the test's."""

import http.client
import json
import os
import time
from contextlib import closing

from mail_server import PASSWORD, USERNAME
from program import Program

HEADERS = {"X-StuTicket": "1", "Content-Type": "application/json"}
STUDENT_PASSWORD = "Blue-kettle-94-Moss"


class Desk(Program):
    def __init__(self, binary, port, authority, **settings):
        super().__init__(binary, **settings)
        with open(self.path(".env"), "w", encoding="utf-8") as file:
            os.chmod(file.name, 0o600)
            file.write(f"# the mail server\nMAIL_SERVER=localhost\nMAIL_PORT={port}\nMAIL_USERNAME={USERNAME}\n"
                       f"MAIL_PASSWORD='{PASSWORD}'\nMAIL_FROM=helpdesk@example.edu\nMAIL_CA_FILE={authority.file}\n")

    def queue(self, mail_id, recipient="amina@students.example.edu", name="Amina", subject="Hello", body="Hello\n"):
        with closing(self.database()) as db, db:
            db.execute("INSERT INTO outbox (id, recipient, recipient_name, subject, body, state, attempts, created_ms, "
                       "next_attempt_ms) VALUES (?, ?, ?, ?, ?, 'waiting', 0, ?, 0)",
                       (mail_id, recipient, name, subject, body, int(time.time() * 1000)))

    def outbox(self):
        """{id: (state, last error)}"""
        with closing(self.database()) as db:
            rows = db.execute("SELECT id, state, last_error FROM outbox").fetchall()
        return {mail_id: (state, error) for mail_id, state, error in rows}

    def let_waiting_pass(self):
        """As if the back-off, and the lease of a program that was killed, were over. Only while nothing runs."""
        with closing(self.database()) as db, db:
            db.execute("UPDATE outbox SET next_attempt_ms = 0 WHERE state = 'waiting'")

    def student(self):
        return Student(self)


class Student:
    """Opens an account and files tickets, each of which is worth a notification."""

    def __init__(self, desk):
        self.desk = desk
        self.connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=20)
        self.headers = {**HEADERS, "Host": f"localhost:{desk.port}"}
        email = "amina@students.example.edu"
        self._call("account.register", {"name": "Amina <b>Wanjiru</b>", "email": email,
                                                  "registration_number": "BIT-2024-0417", "password": STUDENT_PASSWORD})
        self.desk.confirm_addresses()
        answer = self._call("session.sign_in", {"email": email, "password": STUDENT_PASSWORD})
        self.headers["Cookie"] = "; ".join(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie"))

    def _call(self, name, message):
        self.connection.request("POST", "/api/" + name, json.dumps(message), self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status == 200, f"{name}: {answer.status} {text}"
        return answer

    def file_tickets(self, count):
        for number in range(count):
            self._call("tickets.create", {"request_id": f"{number:032x}", "service": "student-portal", "name": "Amina",
                                          "registration_number": "BIT-2024-0417", "subject": f"Matter {number} <script>alert(1)</script>",
                                          "message": "Hello", "attachments": []})
