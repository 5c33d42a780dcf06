"""Thousands of hostile connections at once, from many addresses, and honest people beside them.

    hostile_crowd.py PROGRAM [CONNECTIONS SECONDS] [--strict]

A fifth of the connections each is idle, sends a head slowly, or a body, reads slowly, or closes and comes again. Whoever the
server shows out comes again at once. Nobody honest may fail, the server's memory keeps its bound, and it holds no idle or slow
connection longer than it has to: SHOWN_OUT_S behind the deadline of its kind. How long honest people wait is printed; --strict
(tools/torture) also judges it, which a loaded machine would not bear.
"""

import multiprocessing
import os
import socket
import sys
import threading
import time

from neighbours import FAST_MS, MEMORY_MIB, NEIGHBOUR, Person, head, largest_file, memory_mib, p99_ms
from program import Program

OF_AN_ADDRESS, SHOWN_OUT_S, SLOWEST_BYTES = 250, 15, 32 << 10  # per second, backend/http/gate/limits.hpp
BODY = 60_000


class Connection:
    """Of the crowd, opened again whenever it is closed."""

    def __init__(self, target, address):
        self.target, self.address, self.socket, self.opened, self.longest, self.times = target, address, None, 0.0, 0.0, 0

    def deadline_s(self):
        return 15

    def words(self):
        return b""

    def go_on(self):
        pass

    def turn(self):
        """Once a second."""
        try:
            if self.socket is None:
                self.open()
            else:
                self.look()
                self.go_on()
        except BlockingIOError:
            pass
        except OSError:
            self.close()

    def open(self):
        self.socket, self.opened, self.times = socket.socket(), time.monotonic(), self.times + 1
        self.prepare()
        self.socket.settimeout(1)
        self.socket.bind((self.address, 0))
        self.socket.connect(("127.0.0.1", self.target.port))
        self.socket.setblocking(False)
        self.socket.sendall(self.words())

    def prepare(self):
        pass

    def look(self):
        self.longest = max(self.longest, time.monotonic() - self.opened)
        while True:
            if not self.socket.recv(4096):
                raise ConnectionError

    def close(self):
        self.socket.close()
        self.socket = None


class Idle(Connection):
    pass


class SlowHead(Connection):
    def deadline_s(self):
        return 10

    def words(self):
        return b"GET / HTTP/1.1\r\nX-"

    def turn(self):
        super().turn()
        self.say()

    def say(self):
        try:
            if self.socket:
                self.socket.send(b"a")
        except OSError:
            self.close()


class SlowBody(SlowHead):
    def deadline_s(self):
        return 10 + BODY / SLOWEST_BYTES

    def words(self):
        return head(self.target, "POST /api/session.current HTTP/1.1", "X-StuTicket: 1", "Content-Type: application/json",
                    f"Content-Length: {BODY}")


class SlowReader(Connection):
    def deadline_s(self):
        return 30 + self.target.largest_bytes / SLOWEST_BYTES

    def prepare(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)

    def words(self):
        return head(self.target, f"GET {self.target.largest} HTTP/1.1")

    def look(self):
        """One that the server has closed has much to read still, and hears of it at the end: so it goes by the clock."""
        if not self.socket.recv(1) or time.monotonic() - self.opened > self.deadline_s():
            raise ConnectionError


class ComesAgain(Connection):
    def words(self):
        return head(self.target, "GET /healthz HTTP/1.1")

    def go_on(self):
        raise ConnectionError

    def look(self):
        pass


KINDS = (Idle, SlowHead, SlowBody, SlowReader, ComesAgain)


def seen_of(kind, connections):
    """Its name, how often one was opened, and how long one was kept beyond its deadline."""
    those = [each for each in connections if type(each) is kind]
    return kind.__name__, sum(each.times for each in those), max(0.0, *(each.longest - each.deadline_s() for each in those))


def attack(target, count, begun, over, report):
    connections = [KINDS[i % len(KINDS)](target, f"127.1.0.{1 + i // OF_AN_ADDRESS}") for i in range(count)]
    for round_of_all in range(1 << 30):
        started = time.monotonic()
        for i, connection in enumerate(connections):
            connection.turn()
            if i % 100 == 0 and over.wait(max(0.0, started + i / count - time.monotonic())):  # spread over the second
                report.put([seen_of(kind, connections) for kind in KINDS])
                return
        if round_of_all == 1:
            begun.set()


class Target:
    """What the crowd knows of the server."""

    def __init__(self, program, visitor):
        self.port, self.largest = program.port, largest_file(visitor)
        self.largest_bytes = len(visitor.request("GET", self.largest)[2])


def main():
    count, seconds = (int(each) for each in sys.argv[2:4]) if len(sys.argv) > 3 else (400, 4)
    strict = "--strict" in sys.argv
    multiprocessing.set_start_method("fork")
    program = Program(sys.argv[1])
    assert program.command("seed-demo")[0] == 0
    program.start()
    people = [Person(program, "127.0.0.2").sign_in(NEIGHBOUR), Person(program, "127.0.0.3")]
    people[1].cookie, people[1].person = people[0].cookie, people[0].person
    target = Target(program, people[0])
    begun, over, report = multiprocessing.Event(), multiprocessing.Event(), multiprocessing.Queue()
    crowd = multiprocessing.Process(target=attack, args=(target, count, begun, over, report), daemon=True)
    crowd.start()
    assert begun.wait(60)
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=person.live, args=(until, 0.1)) for person in people]
    for thread in threads:
        thread.start()
    memory, sockets = [], []
    while any(thread.is_alive() for thread in threads):
        memory.append(memory_mib(program))
        sockets.append(len(os.listdir(f"/proc/{program.process.pid}/fd")))
        time.sleep(0.25)
    over.set()
    seen = report.get(timeout=60)
    crowd.join(60)
    times = [each for person in people for each in person.times]
    failures = [each for person in people for each in person.failures]
    for kind, opened, late in seen:
        print(f"{kind:12} {opened:8} connections, each closed at most {late:.1f} s behind its deadline")
    print(f"{count} hostile connections for {seconds} s, up to {max(sockets)} of them open: {len(times)} honest requests, {len(failures)} failed, "
          f"p99 {p99_ms(times):.1f} ms, at most {max(times) * 1000:.0f} ms; server at most {max(memory):.1f} MiB")
    program.stop()
    assert not failures, failures[:5]
    assert max(memory) <= MEMORY_MIB, max(memory)
    if strict:
        assert p99_ms(times) <= FAST_MS and max(sockets) > count / 2
        assert all(late <= SHOWN_OUT_S for *_, late in seen), seen


main()
