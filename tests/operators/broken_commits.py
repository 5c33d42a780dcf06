"""The real program on a PostgreSQL that is lost at the worst moment: what was answered is kept, and once; what cannot be known
is said, and found out when the same request comes again.

    broken_commits.py PROGRAM
"""

import socket
import sys
import tempfile
import threading
import time
from contextlib import suppress

from client import Client
from desk import AMINA, draft
from postgres import Postgres
from program import Program

COMMIT = b"Q\0\0\0\x0bCOMMIT\0"


class Wire:
    """Between the program and the database, on a socket of its own. `at_commit` says what happens to the next COMMIT of a
    transaction that holds `words`: the program's own work may commit meanwhile."""

    def __init__(self, server):
        self.database = f"{server.folder}/.s.PGSQL.5432"
        self.folder = tempfile.TemporaryDirectory(prefix="stuticket-wire-")
        self.at_commit, self.words = None, b""
        self.open = True
        self.lost = 0
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(f"{self.folder.name}/.s.PGSQL.5432")
        self.listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, database):
        return f"postgresql://postgres@/{database}?host={self.folder.name}"

    def lose(self, fate, request):
        self.words, self.at_commit = request["subject"].encode(), fate

    def answer_is_lost(self, client, server, data):
        self._end(client)
        server.sendall(data)
        return False

    def never_sent(self, client, server, data):
        return False

    def no_way_back(self, client, server, data):
        self.open = False
        return self.answer_is_lost(client, server, data)

    def hangs(self, client, server, data):
        while client.recv(65536):
            pass
        return False

    def _accept(self):
        while True:
            client, _ = self.listener.accept()
            if not self.open:
                client.close()
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.database)
            threading.Thread(target=self._forward, args=(client, server), daemon=True).start()
            threading.Thread(target=self._return, args=(server, client), daemon=True).start()

    def _forward(self, client, server):
        said = b""  # since the last COMMIT
        with suppress(OSError):
            while data := client.recv(65536):
                said += data
                if data.endswith(COMMIT):
                    if self.at_commit and self.words in said:
                        fate, self.at_commit = self.at_commit, None
                        self.lost += 1
                        if not fate(client, server, data):
                            break
                    said = b""
                server.sendall(data)
        self._end(client, server)

    def _return(self, server, client):
        with suppress(OSError):
            while data := server.recv(65536):
                client.sendall(data)
        self._end(client, server)

    @staticmethod
    def _end(*ends):
        for each in ends:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def times_filed(server, subject):
    return server.ask("desk", f"SELECT count(*) FROM ticket WHERE subject = '{subject}'")


def let_mail_leave(server):
    """So that the next to commit is who is asked."""
    while server.ask("desk", "SELECT count(*) FROM outbox WHERE state = 'waiting'"):
        time.sleep(0.05)


def file(student, request):
    """Status and sentence, in time."""
    began = time.monotonic()
    status, answer = student.call("tickets.create", request)
    assert time.monotonic() - began < 6, "nobody waits for a database that does not answer"
    return status, answer.get("message", "")


def what_can_be_known_is_answered(student, wire, server):
    for fate in (wire.answer_is_lost, wire.never_sent):
        let_mail_leave(server)
        lost, request = wire.lost, draft(f"At a commit: {fate.__name__}")
        wire.lose(fate, request)
        answer = file(student, request)
        assert answer == (200, ""), (fate.__name__, answer)
        assert wire.lost == lost + 1 and times_filed(server, request["subject"]) == 1


def what_cannot_be_known_is_said(student, wire, server):
    let_mail_leave(server)
    request = draft("Nobody knows")
    wire.lose(wire.no_way_back, request)
    status, said = file(student, request)
    assert status == 503 and "do not know whether" in said, (status, said)
    status, said = file(student, request)
    assert status == 503 and "do not know whether" not in said, (status, said)
    wire.open = True
    wait_until_answered(student, request)
    assert times_filed(server, request["subject"]) == 1


def wait_until_answered(student, request):
    """Again and again, as the page does it."""
    until = time.monotonic() + 30
    while (status := student.call("tickets.create", request)[0]) != 200:
        assert status == 503 and time.monotonic() < until, status


def a_database_that_hangs_is_given_up(student, wire, server):
    let_mail_leave(server)
    request = draft("It hangs")
    wire.lose(wire.hangs, request)
    assert file(student, request)[0] == 503
    wait_until_answered(student, request)
    assert times_filed(server, request["subject"]) == 1


def a_commit_without_its_standby_is_no_commit(student, server):
    """A wait for a standby that is cancelled is answered with success by PostgreSQL, and a warning."""
    let_mail_leave(server)
    server.ask("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    server.ask("postgres", "SELECT pg_reload_conf()::int")
    while not server.ask("postgres", "SELECT (current_setting('synchronous_standby_names') = 'nobody')::int"):  # not at once
        time.sleep(0.05)
    request, answers = draft("Here alone"), []
    filing = threading.Thread(target=lambda: answers.append(file(student, request)))
    filing.start()
    while filing.is_alive() and not server.ask("postgres", "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity "
                                                           "WHERE wait_event = 'SyncRep'"):
        time.sleep(0.05)
    filing.join()
    assert answers[0][0] == 503 and "do not know whether" in answers[0][1], answers
    server.ask("postgres", "ALTER SYSTEM RESET synchronous_standby_names")
    server.ask("postgres", "SELECT pg_reload_conf()::int")
    wait_until_answered(student, request)
    assert times_filed(server, request["subject"]) == 1


def main():
    with Postgres() as server:
        server.create("desk")
        wire = Wire(server)
        program = Program(sys.argv[1], STUTICKET_DATABASE=wire.url("desk"))
        code, said = program.command("seed-demo")
        assert code == 0, said
        program.start()
        student = Client(program)
        assert student.call("session.sign_in", AMINA)[0] == 200
        what_can_be_known_is_answered(student, wire, server)
        what_cannot_be_known_is_said(student, wire, server)
        a_database_that_hangs_is_given_up(student, wire, server)
        a_commit_without_its_standby_is_no_commit(student, server)
        program.stop()


main()
