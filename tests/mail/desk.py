"""The real program with a data folder of its own."""

import atexit
import http.client
import json
import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time

from mail_server import PASSWORD, USERNAME

HEADERS = {"X-StuTicket": "1", "Content-Type": "application/json"}
STUDENT_PASSWORD = "Blue-kettle-94-Moss"


class Desk:
    def __init__(self, program, port, authority, **settings):
        self.program = program
        self.folder = tempfile.TemporaryDirectory(prefix="stuticket-mail-")
        self.data = self.folder.name
        with open(os.path.join(self.data, ".env"), "w", encoding="utf-8") as file:
            os.chmod(file.name, 0o600)
            file.write(f"# the mail server\nMAIL_SERVER=localhost\nMAIL_PORT={port}\nMAIL_USERNAME={USERNAME}\n"
                       f"MAIL_PASSWORD='{PASSWORD}'\nMAIL_FROM=helpdesk@example.edu\nMAIL_CA_FILE={authority.file}\n"
                       "STUTICKET_CAPTCHA=off\nSTUTICKET_TICKETS_PER_HOUR=0\n")
        self.environment = {**os.environ, **settings}
        self.log, self.logged = "", threading.Condition()
        self.process, self.port, self.greeting = None, None, ""
        self.command("migrate")

    def command(self, *arguments):
        done = subprocess.run([self.program, *arguments, "--data", self.data], env=self.environment, cwd=self.data,
                              capture_output=True, text=True, check=False, timeout=30)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        self.process = subprocess.Popen([self.program, "serve", "--port", "0", "--data", self.data], cwd=self.data,
                                        env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)  # so that a test that fails leaves nothing behind
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])
        self.greeting = self.process.stdout.readline().strip()
        threading.Thread(target=self._read_log, args=(self.process.stderr,), daemon=True).start()
        return self

    def _read_log(self, stream):
        for line in stream:
            with self.logged:
                self.log += line
                self.logged.notify_all()

    def wait_for_log(self, pattern, seconds=30):
        with self.logged:
            assert self.logged.wait_for(lambda: re.search(pattern, self.log), seconds), f"no {pattern!r} in:\n{self.log}"

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, within=25):
        """Ends the program in good order; returns how long it took."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=within) == 0, "SIGTERM must end with exit code 0"
        return time.monotonic() - started

    def database(self):
        return sqlite3.connect(os.path.join(self.data, "stuticket.db"))

    def queue(self, mail_id, recipient="amina@students.example.edu", name="Amina", subject="Hello", body="Hello\n"):
        with self.database() as db:
            db.execute("INSERT INTO outbox (id, recipient, recipient_name, subject, body, state, attempts, created_ms, "
                       "next_attempt_ms) VALUES (?, ?, ?, ?, ?, 'waiting', 0, ?, 0)",
                       (mail_id, recipient, name, subject, body, int(time.time() * 1000)))

    def outbox(self):
        """{id: (state, last error)}"""
        rows = self.database().execute("SELECT id, state, last_error FROM outbox").fetchall()
        return {mail_id: (state, error) for mail_id, state, error in rows}

    def let_waiting_pass(self):
        """As if the back-off, and the lease of a program that was killed, were over. Only while nothing runs."""
        with self.database() as db:
            db.execute("UPDATE outbox SET next_attempt_ms = 0 WHERE state = 'waiting'")

    def confirm_addresses(self):
        """As if everybody had opened the link in their mail."""
        with self.database() as db:
            db.execute("UPDATE app_user SET verified_ms = created_ms")

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
