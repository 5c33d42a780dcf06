"""Servers of two versions beside each other, and servers that are restarted one after another, while people use them.

    rolling_upgrade.py PROGRAM NEXT [RESTARTS]

NEXT is the same program with one more expand and one more contract (next_schema). Nobody is refused anything: whoever finds a
server gone, which refuses the connection or closes it before it has said a word, goes to the other with the same request. Whoever is put
off (503), as all visitors share one session and two of its requests may keep the others waiting on a machine with much to do, sends it
again when the server says, as the app does.
"""

import sys
import threading
import time

from client import Client, signed_in
from desk import AMINA, draft
from postgres import Postgres
from program import Program

VISITORS, RESTARTS = 4, 6


class Visitor(threading.Thread):
    """Files tickets and reads them, at one server until that is gone, then at the next."""

    def __init__(self, session, *programs):
        super().__init__()
        self.servers = [Client(each) for each in programs]
        for each in self.servers:
            each.adopt(session)
        self.filed, self.moves, self.put_off, self.failures, self.enough = [], 0, 0, [], threading.Event()

    def call(self, name, message):
        for _ in range(5):
            status, said = self.call_one_of_them(name, message)
            if status != 503:
                break
            self.put_off += 1
            self.enough.wait(said["retry_after_s"])
        return status, said

    def call_one_of_them(self, name, message):
        for _ in range(4):  # the other's connection may be one of before its own restart
            try:
                return self.servers[0].call(name, message)
            except ConnectionError:  # refused, or closed without a word: an answer that breaks off is none of it
                self.servers[0].connection.close()
                self.servers.append(self.servers.pop(0))
                self.moves += 1
        raise ConnectionError("no server answers")

    def run(self):
        try:
            while not self.enough.is_set():
                status, view = self.call("tickets.create", draft("Under load"))
                if status != 200:
                    self.failures.append(("tickets.create", status, view))
                    continue
                self.filed.append(view["ticket"]["number"])
                status, view = self.call("tickets.get", {"number": self.filed[-1]})
                if status != 200 or view["ticket"]["subject"] != "Under load":
                    self.failures.append(("tickets.get", status, view))
        except Exception as error:  # in another thread, so it is told at the end
            self.failures.append(error)


class Visitors:
    """Use the servers from here to the end of the block, and must not fail."""

    def __init__(self, session, *programs):
        self.all = [Visitor(session, *programs[i % len(programs):], *programs[:i % len(programs)]) for i in range(VISITORS)]

    def __enter__(self):
        for each in self.all:
            each.start()
        return self

    def __exit__(self, *_):
        for each in self.all:
            each.enough.set()
        for each in self.all:
            each.join()
        failures = [failure for each in self.all for failure in each.failures]
        assert not failures, failures

    def filed(self):
        return [number for each in self.all for number in each.filed]

    def go_on(self, tickets=40):
        """Until everybody together has filed so many more."""
        before, end = len(self.filed()), time.monotonic() + 30
        while len(self.filed()) < before + tickets:
            assert time.monotonic() < end and all(each.is_alive() for each in self.all), [each.failures for each in self.all]
            time.sleep(0.02)


def file_one(client):
    status, view = client.call("tickets.create", draft("In turn"))
    assert status == 200, view
    return view["ticket"]["number"]


def said_by(program, *arguments):
    code, said = program.command(*arguments)
    assert code == 0, (arguments, said)
    return said


def refuses_to_start(program):
    said = program.refusal()
    assert "was changed by a newer version of StuTicket so that this one cannot use it. Start that version" in said, said
    code, said = program.command("migrate")
    assert code == 1 and "(9002_contract_owner_status)" in said, (code, said)


def versions_beside_each_other(older, newer, session):
    with Visitors(session, older) as visitors:
        visitors.go_on()
        newer.start()  # applies its expand, at the older one's back
        visitors.go_on()
    adopted = Client(newer)
    adopted.adopt(session)
    number = file_one(adopted)
    assert session.call("tickets.get", {"number": number})[0] == 200
    with Visitors(session, older, newer) as visitors:
        visitors.go_on()
    assert not any(each.moves for each in visitors.all)
    older.stop()
    older.start()  # on what the newer one has expanded
    session.connection.close()
    with Visitors(session, older, newer) as visitors:
        visitors.go_on()
    assert "up to date" in said_by(older, "migrate") and "Nothing is to be done" in said_by(older, "contract")
    assert session.get("/readyz")[0] == 200

    # Too early, but no harm is done: who is left of the older ones says so to its load balancer.
    assert "Applied: 9002_contract_owner_status" in said_by(newer, "contract")
    assert session.get("/readyz")[0] == 503
    older.stop()
    refuses_to_start(older)
    assert "Nothing is to be done" in said_by(newer, "contract")
    newer.stop()
    newer.start()
    adopted.connection.close()
    file_one(adopted)
    assert "as it was written" in said_by(newer, "verify")


def restarted_one_after_another(first, second, session, tickets, restarts):
    before = tickets()
    with Visitors(session, first, second) as visitors:
        for i in range(restarts):
            visitors.go_on()
            each = (first, second)[i % 2]
            each.stop()
            visitors.go_on(20)
            each.start()
    filed = visitors.filed()
    assert len(set(filed)) == len(filed) == tickets() - before, "each ticket is there once"
    moves = sum(each.moves for each in visitors.all)
    assert moves >= restarts, moves
    put_off = sum(each.put_off for each in visitors.all)
    print(f"{restarts} restarts: {len(filed)} tickets filed and read, {moves} requests sent to the other server, {put_off} put off, 0 failed")


def versions_in_turn(older, newer):
    """On a file, which one server has at a time."""
    said_by(older, "seed-demo", "--tickets", "0")
    numbers = []
    for each in (older, newer, older, newer):
        each.start()
        numbers.append(file_one(signed_in(each, AMINA)))
        each.stop()
    assert "Applied: 9002_contract_owner_status" in said_by(newer, "contract")
    refuses_to_start(older)
    newer.start()
    client = signed_in(newer, AMINA)
    for number in numbers:
        assert client.call("tickets.get", {"number": number})[0] == 200, number
    newer.stop()


def pair(binary, next_binary, data=None, **settings):
    older, newer = Program(binary, data, **settings), Program(binary, data, **settings)
    newer.binary = next_binary
    return older, newer


def main():
    binary, next_binary, *more = sys.argv[1:]
    with Postgres() as server:
        older, newer = pair(binary, next_binary, STUTICKET_DATABASE=server.create("desk"))
        said_by(older, "seed-demo", "--tickets", "0")
        older.start()
        session = signed_in(older, AMINA)
        versions_beside_each_other(older, newer, session)
        assert server.ask("desk", "SELECT COUNT(*) FROM ticket WHERE mood <> 'normal'") == 0
        older.binary = next_binary
        older.start()
        restarted_one_after_another(older, newer, session, lambda: server.ask("desk", "SELECT COUNT(*) FROM ticket"),
                                    int(more[0]) if more else RESTARTS)
        older.stop()
        newer.stop()
    older, newer = pair(binary, next_binary)
    newer.environment["STUTICKET_DATA"] = newer.data = older.data
    versions_in_turn(older, newer)


main()
