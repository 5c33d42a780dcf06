"""People use the server for as long as one likes: nothing fails, nothing grows.

    soak.py PROGRAM [SECONDS]

Students file tickets, a third of them with a PDF, answer and read; staff answers, looks for words and looks at the queue; visitors look at
pages; two browsers listen to what changes, and some connections are left lying. REQUESTS_A_SECOND in all, of which seven of ten read.
No answer is a fault (5xx but 503), the program logs no error and ends with 0, and `verify` finds nothing: what a
sanitizer has found ends the program with another code, and is printed. Prints how memory and file descriptors went, tenth by tenth of the time, and
their slope from a third of the time on, which is judged from LONG_S on.
"""

import http.client
import os
import random
import socket
import sys
import threading
import time
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import signed_in  # noqa: E402
from desk import AMINA, DAVID, draft  # noqa: E402
from filing import pdf  # noqa: E402
from program import Program  # noqa: E402

SECONDS, REQUESTS_A_SECOND, PEOPLE = 4, 30, 8
REFUSALS = (409, 429, 503)  # somebody else was first, too many; the third where a crowded machine lets nobody write for two seconds
BUSY = "others are writing"  # the words in the log for that
LONG_S, MEMORY_MIB_AN_HOUR, FILES_AN_HOUR = 3600, 100, 10  # from so long on growth tells something: 1 kB for each request
STAFF_IDLE_S = 30 * 60  # backend/app/sessions.cpp


class Person(threading.Thread):
    """A student, or somebody of staff, one request after the other."""

    def __init__(self, desk, who, seed):
        super().__init__()
        self.desk, self.is_staff, self.rng, self.who = desk, who is DAVID, random.Random(seed), who
        self.client, self.asked, self.refused = signed_in(desk.program, who), 0, Counter()

    def run(self):
        while not self.desk.over.wait(self.rng.expovariate(REQUESTS_A_SECOND / PEOPLE)):
            try:
                self.one(self.rng.random())
            except Exception as error:  # in another thread, so it is told at the end
                self.desk.faults.append(repr(error))
                self.client.connection.close()

    def one(self, what):
        ticket = self.desk.any_ticket(self.rng)
        if what < 0.25 and not self.is_staff:
            self.file()
        elif what < 0.3 and ticket:
            self.change(ticket)
        elif what < 0.4 and self.is_staff:
            self.call("staff.find", {"text": self.rng.choice(("network", "help", "ticket", ticket or "x"))})
        elif what < 0.6 and ticket:
            self.call("tickets.get", {"number": ticket})
        elif what < 0.8:
            self.call(*(("queue.list", {"department": "it"}) if self.is_staff else ("tickets.list", {})))
        else:
            self.noted(self.client.get(self.rng.choice(("/", "/healthz", "/readyz", "/api")))[0], "a page")

    def call(self, name, message):
        status, said = self.client.call(name, message)
        self.noted(status, name)
        return said if status == 200 else None

    def noted(self, status, what):
        self.asked += 1
        if status in REFUSALS:
            self.refused[status] += 1
        elif status != 200:
            self.desk.faults.append((what, status))

    def file(self):
        files = []
        if self.rng.random() < 0.3:
            self.client.connection.request("POST", "/api/attachments.put?name=a.pdf", pdf(self.rng), {
                **self.client.headers, "Content-Type": "application/pdf", "Accept": "application/json"})
            answer = self.client.connection.getresponse()
            said = answer.read().decode()
            self.noted(answer.status, "attachments.put")
            if answer.status == 200:
                files = [said.split('"id": "')[1].split('"')[0]]
        view = self.call("tickets.create", {**draft("A slow network"), "attachments": files})
        if view:
            self.desk.tickets.append(view["ticket"]["number"])

    def change(self, number):
        view = self.call("tickets.get", {"number": number})
        request = {"request_id": os.urandom(16).hex(), "number": number}
        if view and self.is_staff:
            self.call("tickets.respond", {**request, "version": view["ticket"]["version"], "to": "under_consideration", "remark": "We look.",
                                          "duplicate_of": "", "attachments": []})
        elif view:
            self.call("tickets.answer", {**request, "message": "Still slow.", "attachments": []})


class Desk:
    def __init__(self, program):
        self.program, self.over, self.faults, self.tickets, self.left_lying = program, threading.Event(), [], [], []
        self.people = [Person(self, DAVID if i % 4 == 3 else AMINA, i) for i in range(PEOPLE)]

    def any_ticket(self, rng):
        return rng.choice(self.tickets[-200:]) if self.tickets else None

    def listen(self, who):
        """To what changes, over one stream after the other."""
        since, client = time.monotonic(), signed_in(self.program, who)
        while not self.over.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self.program.port, timeout=5)
            try:
                connection.request("GET", "/api/changes.listen", headers=client.headers)
                answer = connection.getresponse()
                if answer.status == 401 and who is DAVID and time.monotonic() - since > STAFF_IDLE_S:
                    since, client = time.monotonic(), signed_in(self.program, who)  # who only listens does not use the session
                    continue
                if answer.status != 200:
                    self.faults.append(("changes.listen", answer.status, answer.read(500)))
                    return
                while not self.over.is_set() and answer.readline():
                    continue
            except OSError:
                pass  # silence for five seconds
            finally:
                connection.close()

    def leave_lying(self):
        """A few connections a second, which say half a word."""
        while not self.over.wait(0.5):
            each = socket.create_connection(("127.0.0.1", self.program.port), timeout=5)
            each.sendall(b"GET / HT")
            self.left_lying.append(each)
            for old in self.left_lying[:-40]:
                old.close()
            del self.left_lying[:-40]


def memory_mib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024


def tenths(samples):
    """What was measured at each tenth of the time."""
    return " ".join(f"{samples[i * (len(samples) - 1) // 10][1]:.0f}" for i in range(11))


def slope_an_hour(samples):
    """Least squares over (seconds, value), from a third of the time on."""
    samples = samples[len(samples) // 3:]
    mean_x, mean_y = (sum(each[i] for each in samples) / len(samples) for i in (0, 1))
    spread = sum((x - mean_x) ** 2 for x, _ in samples)
    return 3600 * sum((x - mean_x) * (y - mean_y) for x, y in samples) / spread if spread else 0.0


def main():
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    # What was freed and is kept from being used again would hide what grows.
    program = Program(sys.argv[1], STUTICKET_UNDO_SECONDS="1", ASAN_OPTIONS="quarantine_size_mb=16")
    assert program.command("seed-demo")[0] == 0
    program.start()
    desk, memory, files, began = Desk(program), [], [], time.monotonic()
    others = [threading.Thread(target=desk.listen, args=(who,), daemon=True) for who in (AMINA, DAVID)]
    others.append(threading.Thread(target=desk.leave_lying, daemon=True))
    for each in desk.people + others:
        each.start()
    while (passed := time.monotonic() - began) < seconds and program.process.poll() is None:
        memory.append((passed, memory_mib(program.process.pid)))
        files.append((passed, len(os.listdir(f"/proc/{program.process.pid}/fd"))))
        time.sleep(min(1.0, seconds / 20))
    desk.over.set()
    for each in desk.people + others:
        each.join(60)
    program.process.terminate()
    code = program.process.wait(60)
    asked, refused = sum(each.asked for each in desk.people), sum((each.refused for each in desk.people), Counter())
    print(f"{seconds} s: {asked} requests, refused of them: {', '.join(f'{n} with {status}' for status, n in sorted(refused.items())) or 0}; "
          f"{len(desk.tickets)} tickets filed; "
          f"memory by tenths of the time {tenths(memory)} MiB, {slope_an_hour(memory):+.1f} MiB an hour; "
          f"files {tenths(files)}, {slope_an_hour(files):+.1f} an hour; {len(desk.faults)} faults")
    found = [line for line in program.complaints() if BUSY not in line]
    assert code == 0 and not found, f"exit code {code}\n" + "".join(found[:200])
    assert not desk.faults, desk.faults[:5]
    assert seconds < LONG_S or slope_an_hour(memory) < MEMORY_MIB_AN_HOUR and slope_an_hour(files) < FILES_AN_HOUR, "it grows"
    code, said = program.command("verify", within=60 + seconds)  # a sanitizer makes it slow
    assert code == 0, said


main()
