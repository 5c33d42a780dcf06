"""The real program on PostgreSQL: what it says when that is not as it should be, two servers on one database, and a database
that goes away and comes back.

    on_postgres.py PROGRAM
"""

import http.client
import os
import sys
import time

from client import Client
from desk import AMINA, DAVID, draft
from postgres import Postgres
from program import Program
from supervising import Supervisor


def what_is_wrong_is_said(binary, server):
    program = Program(binary)
    for url, said in (("postgres.example.edu", "look like postgresql://"),
                      ("postgresql://desk:secret@localhost/desk", "hold no password"),
                      ("postgresql://desk@localhost/desk?password=secret", "hold no password"),
                      (server.url("nowhere"), 'database "nowhere" does not exist'),
                      ("postgresql://127.0.0.1:1/desk", "Connection refused"),
                      (server.create("empty"), "has not been brought up to date. Run: stuticket migrate --database")):
        refusal = program.refusal(STUTICKET_DATABASE=url)
        assert said in refusal and "secret" not in refusal, (url, refusal)


class Stream:
    """What a page is told while it is open."""

    def __init__(self, client):
        self.connection = http.client.HTTPConnection("127.0.0.1", client.connection.port, timeout=20)
        self.connection.request("GET", "/api/changes.listen", headers={name: client.headers[name] for name in ("Host", "Cookie")})
        self.lines = self.connection.getresponse()
        self.next()  # the greeting

    def next(self):
        """The next event that says anything: its name and what it says."""
        name = data = ""
        while line := self.lines.readline().decode().strip():
            key, _, value = line.partition(": ")
            name, data = (value, data) if key == "event" else (name, value) if key == "data" else (name, data)
        return (name, data) if name else self.next()


def two_servers_are_one_desk(first, second):
    on_first, on_second = Client(first), Client(second)
    assert on_first.call("session.sign_in", AMINA)[0] == 200
    on_second.adopt(on_first)
    status, view = on_second.call("tickets.create", draft("Filed on the other server"))
    assert status == 200, view
    number, version = view["ticket"]["number"], view["ticket"]["version"]
    assert on_first.call("tickets.get", {"number": number})[1]["ticket"]["subject"] == "Filed on the other server"

    page = Stream(on_second)
    staff = [Client(first), Client(second)]
    for each in staff:
        assert each.call("session.sign_in", DAVID)[0] == 200
    change = {"number": number, "version": version, "to": "under_consideration", "remark": "", "duplicate_of": ""}
    answers = [each.call("tickets.set_status", {**change, "request_id": os.urandom(16).hex()})[0] for each in staff]
    assert answers == [200, 409], answers
    began = time.monotonic()
    name, told = page.next()
    assert name == "changes" and number in told and time.monotonic() - began < 5, (name, told)
    question = {"department": "it", "statuses": [], "service": "", "older_than": "", "newer_than": "", "opened_from_ms": 0,
                "opened_before_ms": 0, "order": "newest_first", "text": "other serv"}
    found = staff[0].call("queue.list", question)[1]["page"]["rows"]
    assert [row["number"] for row in found] == [number], found

    assert on_first.call("session.sign_out", {})[0] == 200
    assert on_second.call("tickets.get", {"number": number})[0] == 401


def nothing_is_missed_when_who_listens_is_cut_off(first, second, server):
    """What was announced meanwhile is lost, so the page is told to load anew."""
    on_first, on_second = Client(first), Client(second)
    assert on_first.call("session.sign_in", AMINA)[0] == 200
    on_second.adopt(on_first)
    page = Stream(on_second)
    for number in range(15):
        if number % 5 == 4:
            server.ask("postgres", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
        status, view = on_first.call("tickets.create", draft("Somebody is cut off"))
        assert status == 200, view
        name, told = page.next()
        while not (name == "refresh" or view["ticket"]["number"] in told):  # a stream that hears nothing ends the test
            name, told = page.next()


def a_database_that_goes_away_is_said_and_comes_back(program, server, supervisor):
    student = Client(program)
    assert student.call("session.sign_in", AMINA)[0] == 200
    page = Stream(student)
    server.stop()
    status, error = student.call("tickets.create", draft("Nobody is there"))
    assert status == 503 and "try again" in error["message"], (status, error)
    assert student.get("/readyz")[0] == 503 and student.get("/healthz")[0] == 200 and student.get("/")[0] == 200
    supervisor.forget()
    supervisor.wait_for("WATCHDOG=1", times=3)  # to be started again would bring nothing back
    server.start()
    again = draft("It is back")
    until = time.monotonic() + 10  # while it was away it was asked once a second
    while (answer := student.call("tickets.create", again))[0] == 503 and time.monotonic() < until:
        time.sleep(0.1)
    assert answer[0] == 200, answer
    assert student.get("/readyz")[0] == 200
    told = page.next()[0]
    while told == "changes":  # what it did itself
        told = page.next()[0]
    assert told == "refresh", told  # others may have changed anything meanwhile


def a_standby_is_called_one(program, server):
    server.stop()
    server.write("data/standby.signal", "")  # its own, of nobody: it waits for changes that never come
    server.start()
    for command in (["verify"], ["staff-code", "list"], ["user", "unlock", AMINA["email"]], ["migrate"]):
        code, said = program.command(*command)
        assert code == 1 and "is a standby" in said and "name the primary" in said and said.count("\n") == 1, (command, code, said)
    assert "is a standby" in program.refusal()


def main():
    with Postgres() as server:
        what_is_wrong_is_said(sys.argv[1], server)
        url = server.create("desk")
        first, second = (Program(sys.argv[1], STUTICKET_DATABASE=url) for _ in range(2))
        code, said = first.command("seed-demo")
        assert code == 0, said
        supervisor = Supervisor(os.path.join(first.folder.name, "notify"))
        first.environment.update(supervisor.environment())
        first.start()
        second.start()
        two_servers_are_one_desk(first, second)
        nothing_is_missed_when_who_listens_is_cut_off(first, second, server)
        second.stop()
        a_database_that_goes_away_is_said_and_comes_back(first, server, supervisor)
        code, said = first.command("verify")
        assert code == 0, said
        first.stop()
        a_standby_is_called_one(first, server)


main()
