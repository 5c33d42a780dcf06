"""Listeners of a live desk: who hears of a change, how soon, and what that costs.

    listeners.py PROGRAM [--listeners N] [--seconds S] [--reconnects R]

N people listen (2000: 85 % students to their own tickets, the others staff of three departments) from eight addresses,
while 50 answers a second are written and a visitor asks for pages; then the same while R of them a second (500) go away and
come back. Reports, and fails when anybody was not told of a change, was told of one twice, or was told to start anew.
"""
import argparse
import gc
import hashlib
import http.client
import json
import multiprocessing
import random
import re
import selectors
import socket
import statistics
import struct
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from program import Program

CHANGES_A_SECOND, ADDRESSES, DAY_MS = 50, 8, 86_400_000
DEPARTMENTS = 3
ROOM = bytearray(65_536)
IP_BIND_ADDRESS_NO_PORT = 24  # ip(7): or the system looks for a free port before it knows to whom


class Person:
    def __init__(self, number, department):
        self.id, self.department = f"bench-{number}", department
        self.cookie = f"stuticket_session={number:064x}"
        self.address = f"127.0.1.{1 + number % ADDRESSES}"
        self.ticket = None


def open_accounts(program, people):
    """Accounts and sessions by the thousand, without a password hash for each."""
    now = int(time.time() * 1000)
    with closing(program.database()) as db, db:
        for person in people:
            staff = person.department is not None
            db.execute("INSERT INTO app_user (id, email, name, registration_number, role, password_hash, created_ms, verified_ms) "
                       "VALUES (?, ?, 'Somebody', ?, ?, '', ?, ?)",
                       (person.id, f"{person.id}@example.edu", "" if staff else "BIT-1", "staff" if staff else "student", now, now))
            if staff:
                db.execute("INSERT INTO staff_membership (user_id, department) VALUES (?, ?)", (person.id, person.department))
            token = person.cookie.split("=")[1]
            db.execute("INSERT INTO session (token_hash, user_id, created_ms, expires_ms, last_used_ms) VALUES (?, ?, ?, ?, ?)",
                       (hashlib.sha256(token.encode()).hexdigest(), person.id, now, now + DAY_MS, now))


class Client:
    """Calls endpoints over one connection that stays open."""

    def __init__(self, program):
        self.connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=30)
        self.host = f"localhost:{program.port}"

    def call(self, endpoint, message, cookie=""):
        for attempt in range(2):  # the server may have closed it while nothing was asked
            try:
                self.connection.request("POST", f"/api/{endpoint}", json.dumps(message),
                                        {"Host": self.host, "Content-Type": "application/json", "X-StuTicket": "1", "Cookie": cookie})
                reply = self.connection.getresponse()
                answer = json.loads(reply.read())
                if reply.status != 200:
                    raise SystemExit(f"{endpoint}: {answer}")
                return answer
            except (http.client.HTTPException, OSError):
                self.connection.close()
                if attempt:
                    raise


class Listener:
    """One stream, which may break and go on. What comes is kept as it is and understood later: the server is measured, not
    Python."""

    def __init__(self, person):
        self.person, self.last, self.socket = person, "", None
        self.received = []  # (when, bytes) since the stream was opened, except what was understood
        self.heard, self.faults = {}, []

    def connect(self, crowd):
        self.close(crowd)
        self.socket = socket.socket()
        self.socket.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a break says no goodbye
        self.socket.bind((self.person.address, 0))
        self.socket.connect(("127.0.0.1", crowd.port))
        resume = f"Last-Event-ID: {self.last}\r\n" if self.last else ""
        self.socket.sendall(f"GET /api/changes.listen HTTP/1.1\r\nHost: localhost:{crowd.port}\r\nCookie: {self.person.cookie}\r\n"
                            f"{resume}\r\n".encode())
        self.socket.setblocking(False)
        crowd.selector.register(self.socket, selectors.EVENT_READ, self)

    def close(self, crowd):
        self.understand()
        if self.socket:
            crowd.selector.unregister(self.socket)
            self.socket.close()
        self.received = []

    def read(self, now):
        count = self.socket.recv_into(ROOM)  # recv() would take, and move, all of the room each time
        if count == 0:
            self.faults.append("closed")
            return False
        self.received.append((now, ROOM[:count]))
        return True

    def understand(self):
        """Takes every whole event; one that has only begun is left."""
        rest = b""
        for now, received in self.received:
            *events, rest = (rest + bytes(received)).split(b"\n\n")
            for event in events:
                self.take(event, now)
        self.received = [(0, rest)]

    def greeted(self):
        return any(b"id: " in received for _, received in self.received)

    def take(self, event, now):
        found = re.search(rb"event: (\w+)", event)
        if not found:
            return
        name = found[1]
        # What names no event that was seen would be told again: the id is kept only once its event is.
        if name == b"changes":
            news = json.loads(re.search(rb"data: (.+)", event)[1])
            for ticket in news["tickets"]:
                key = (ticket["number"], ticket["version"])
                if key in self.heard:
                    self.faults.append(f"told twice of {key}")
                self.heard[key] = now
        elif name != b"alive":
            self.faults.append(name.decode())
        self.last = re.search(rb"id: (\S+)", event)[1].decode()


class Crowd:
    """All who listen, in one thread."""

    def __init__(self, port, people):
        self.port, self.selector = port, selectors.DefaultSelector()
        self.listeners = [Listener(person) for person in people]
        self.reconnects = 0

    def read(self, seconds):
        for key, _ in self.selector.select(seconds):
            if key.fileobj.fileno() >= 0 and not key.data.read(time.monotonic()):
                key.data.connect(self)

    def arrive(self):
        for listener in self.listeners:
            listener.connect(self)
            self.read(0)
        self.read_until(lambda: all(listener.greeted() for listener in self.listeners), 60)

    def read_until(self, done, seconds):
        until = time.monotonic() + seconds
        while not done() and time.monotonic() < until:
            self.read(0.05)

    def live(self, seconds, reconnects):
        """Reads for so long, while so many a second go away and come back."""
        began = time.monotonic()
        while (passed := time.monotonic() - began) < seconds:
            due = min(int(reconnects * passed) - self.reconnects, 10)  # and what has come is read in between
            for _ in range(due):
                random.choice(self.listeners).connect(self)
            self.reconnects += max(due, 0)
            self.read(0.002 if reconnects else 0.02)


def write(program, students, seconds, written):
    """An answer of another student each time, spread over the time; notes when each was begun."""
    client, began = Client(program), time.monotonic()
    for i in range(int(seconds * CHANGES_A_SECOND)):
        time.sleep(max(0, began + i / CHANGES_A_SECOND - time.monotonic()))
        student = students[i % len(students)]
        started = time.monotonic()
        view = client.call("tickets.answer", {"request_id": random.randbytes(16).hex(), "number": student.ticket["number"],
                                              "message": "More.", "attachments": []}, student.cookie)
        written[(view["ticket"]["number"], view["ticket"]["version"])] = (started, student.id, view["ticket"]["department"])


def visit(program, student, stop, times):
    """What the app asks for when it has heard of a change, as one who comes now and then."""
    client = Client(program)
    while not stop.wait(0.02):
        started = time.monotonic()
        client.call("tickets.get", {"number": student.ticket["number"]}, student.cookie)
        times.append(time.monotonic() - started)


def others(program, students, pipe):
    """Those who write and the visitor, for so many seconds whenever they are told to, in a process of their own: they must not
    hold up those who listen. It is begun first, so that it holds none of their sockets open."""
    while seconds := pipe.recv():
        written, times, stop = {}, [], threading.Event()
        visitor = threading.Thread(target=visit, args=(program, students[0], stop, times))
        visitor.start()
        write(program, students, seconds, written)
        stop.set()
        visitor.join()
        pipe.send((written, times))


def cpu_seconds(program):
    fields = Path(f"/proc/{program.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def status(program, name):
    return int(re.search(rf"{name}:\s+(\d+)", Path(f"/proc/{program.process.pid}/status").read_text())[1])


def percentile(values, part):
    return sorted(values)[int(len(values) * part)] * 1000 if values else float("nan")


def phase(name, program, crowd, pipe, seconds, reconnects):
    for listener in crowd.listeners:
        listener.understand()
        listener.heard, listener.faults = {}, []
    crowd.reconnects = 0
    cpu, began = cpu_seconds(program), time.monotonic()
    pipe.send(seconds)
    crowd.live(seconds, reconnects)
    crowd.read_until(pipe.poll, 30)
    written, times = pipe.recv()
    cpu, took = cpu_seconds(program) - cpu, time.monotonic() - began

    by_person = {}
    for key, (_, student, department) in written.items():
        for whose in (student, department):
            by_person.setdefault(whose, set()).add(key)

    def meant(listener):
        return by_person.get(listener.person.department or listener.person.id, set())

    def all_told():
        for listener in crowd.listeners:
            listener.understand()
        return all(meant(listener) <= listener.heard.keys() for listener in crowd.listeners)
    crowd.read_until(all_told, 10)
    lost = sum(len(meant(listener) - listener.heard.keys()) for listener in crowd.listeners)
    faults = [fault for listener in crowd.listeners for fault in listener.faults]
    strangers = sum(len(listener.heard.keys() - meant(listener)) for listener in crowd.listeners)
    waits = [at - written[key][0] for listener in crowd.listeners for key, at in listener.heard.items() if key in written]
    print(f"{name}\n"
          f"  listeners              {len(crowd.listeners)} from {ADDRESSES} addresses, {crowd.reconnects / seconds:.0f} reconnects/s\n"
          f"  changes                {len(written) / took:.0f}/s, told {len(waits) / took:,.0f} times/s\n"
          f"  write to notice        p50 {percentile(waits, 0.5):.0f} ms, p95 {percentile(waits, 0.95):.0f} ms, p99 {percentile(waits, 0.99):.0f} ms\n"
          f"  a visitor meanwhile    p50 {statistics.median(times) * 1000:.1f} ms, p99 {percentile(times, 0.99):.1f} ms ({len(times)} requests)\n"
          f"  server                 {cpu / took:.2f} cores, {status(program, 'VmRSS') / 1024:.0f} MiB (peak {status(program, 'VmHWM') / 1024:.0f}), "
          f"{status(program, 'Threads')} threads\n"
          f"  lost {lost}, told to strangers {strangers}, faults {len(faults)} {sorted(set(faults))[:5]}", flush=True)
    return lost + strangers + len(faults)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--listeners", type=int, default=2_000)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--reconnects", type=int, default=500)
    options = parser.parse_args()
    gc.disable()  # it would look through all that was heard again and again

    program = Program(options.program).start()
    departments = Client(program).call("session.current", {})["catalogue"]["departments"][:DEPARTMENTS]
    services = {department["id"]: department["groups"][0]["services"][0]["id"] for department in departments}
    staff_count = options.listeners * 15 // 100
    people = [Person(i, departments[i % len(departments)]["id"] if i < staff_count else None) for i in range(options.listeners)]
    open_accounts(program, people)
    students, client = people[staff_count:], Client(program)
    for i, student in enumerate(students):
        service = services[departments[i % len(departments)]["id"]]
        student.ticket = client.call("tickets.create", {
            "request_id": random.randbytes(16).hex(), "service": service, "name": "Somebody", "registration_number": "BIT-1",
            "subject": "No Wi-Fi", "message": "It does not connect.", "attachments": []}, student.cookie)["ticket"]
    pipe, theirs = multiprocessing.Pipe()
    multiprocessing.get_context("fork").Process(target=others, args=(program, students, theirs), daemon=True).start()
    before = status(program, "VmRSS") / 1024
    crowd = Crowd(program.port, people)
    crowd.arrive()
    print(f"memory before {before:.0f} MiB, with all listening {status(program, 'VmRSS') / 1024:.0f} MiB")
    problems = phase("quiet listeners", program, crowd, pipe, options.seconds, 0)
    problems += phase("coming and going", program, crowd, pipe, options.seconds, options.reconnects)
    pipe.send(0)
    program.stop()
    sys.exit(1 if problems else 0)


main()
