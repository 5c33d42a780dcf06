"""What an answer tells by its bytes, or by when it comes, of what it must not tell: whether an address has an account, whether
there is a ticket of that number.

    timing.py PROGRAM [SAMPLES] [--strict]

Each flow is asked SAMPLES times about what there is and as often about what there is not, in pairs whose order is left to chance,
each time from an address of its own, for somebody who was not asked for before. The answers must be the same, byte by byte. --strict
(tools/torture) also judges the times, which a few samples would not bear: within a pair half of the times one comes less than
NEAR_MS before the other, and there is no difference that Mann and Whitney's test finds (p > 0.01).
"""

import http.client
import json
import random
import re
import sqlite3
import sys
import time
from contextlib import closing
from math import erfc, sqrt
from statistics import median

from program import Program

NEAR_MS, CHANCE = 2, 0.01
PASSWORD = "Quiet-Lantern-42"  # amina's, of the demo data
NUMBERS_OF_ONE = 5  # of each kind: ten wrong numbers a minute are the limit of a person
PAUSE_S = 0.02  # in which the mail that the answer before has caused is sent


def address(name):
    return f"{name}@students.example.edu"


def accounts(desk, names, confirmed=True):
    """Copies of amina's, with her password."""
    with closing(desk.database()) as database, database:
        registration, role, password_hash, created, verified = database.execute(
            "SELECT registration_number, role, password_hash, created_ms, verified_ms FROM app_user WHERE email = ?",
            (address("amina.wanjiru"),)).fetchone()
        for name in names:
            database.execute("INSERT INTO app_user (id, email, name, registration_number, role, password_hash, created_ms, verified_ms) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                             (random.randbytes(16).hex(), address(name), "Amina Wanjiru", registration, role, password_hash, created,
                              verified if confirmed else None))


def ticket_numbers(file):
    with closing(sqlite3.connect(file)) as database:
        return [number for number, in database.execute(
            "SELECT number FROM ticket WHERE owner_id NOT IN (SELECT id FROM app_user WHERE email = ?)", (address("amina.wanjiru"),))]


class Asker:
    """Each question comes from an address that none came from before."""

    def __init__(self, desk):
        self.desk, self.turn = desk, 0

    def ask(self, endpoint, message, **headers):
        """(milliseconds until the whole answer was there, status, headers, body)"""
        self.turn += 1
        source = f"127.{self.turn // 62_500 + 1}.{self.turn // 250 % 250}.{self.turn % 250 + 1}"
        connection = http.client.HTTPConnection("127.0.0.1", self.desk.port, timeout=30, source_address=(source, 0))
        connection.connect()
        body = json.dumps(message)
        headers = {"Host": f"localhost:{self.desk.port}", "X-StuTicket": "1", "Content-Type": "application/json", **headers}
        started = time.perf_counter()
        connection.request("POST", "/api/" + endpoint, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        took = (time.perf_counter() - started) * 1000
        connection.close()
        return took, answer.status, answer.getheaders(), content.decode()


def flow_of(endpoint, message):
    """A flow that names an address: what there is, what there is not, and how one of them is asked about."""
    return lambda asker, name: asker.ask(endpoint, {**message, "email": address(name)})


FLOWS = {
    "signing in": flow_of("session.sign_in", {"password": "Wrong-Horse-77"}),
    "registering": flow_of("account.register", {"name": "Amina Wanjiru", "registration_number": "BIT-1", "password": "Blue-kettle-94-Moss"}),
    "forgotten password": flow_of("account.request_reset", {}),
    "confirmation once more": flow_of("account.send_confirmation", {}),
}


def same_words(headers, body, named):
    """An answer without what differs from one to the next: the date, the request's id, and what was asked about."""
    kept = sorted((name.lower(), value) for name, value in headers if name.lower() not in ("date", "x-request-id"))
    return kept, re.sub(r'"request_id": *"[^"]*"', "", body).replace(named, "")


def sampled(ask, there, missing):
    """Milliseconds about those that are there, and about those that are not."""
    asked = [each for pair in zip(there, missing) for each in random.sample([(pair[0], True), (pair[1], False)], 2)]
    times, words = {True: [], False: []}, {True: set(), False: set()}
    for name, is_there in asked:
        took, status, headers, body = ask(name)
        times[is_there].append(took)
        words[is_there].add(repr((status, *same_words(headers, body, name))))
        assert status not in (429, 503), (status, body)
        time.sleep(PAUSE_S)
    assert words[True] == words[False] and len(words[True]) == 1, f"the answers differ:\n{words[True]}\n{words[False]}"
    return times[True], times[False]


def chance_of(ours, theirs):
    """Mann and Whitney's test, two-sided: how likely chance alone makes samples that differ so much (normal approximation)."""
    ranked = sorted([(value, True) for value in ours] + [(value, False) for value in theirs])
    rank_sum = sum(rank for rank, (_, is_ours) in enumerate(ranked, 1) if is_ours)
    n, m = len(ours), len(theirs)
    u = rank_sum - n * (n + 1) / 2
    return erfc(abs(u - n * m / 2) / sqrt(n * m * (n + m + 1) / 12) / sqrt(2))


def judged(flow, there, missing, strict):
    apart = abs(median(ours - theirs for ours, theirs in zip(there, missing)))  # what slows the machine slows both of a pair
    p = chance_of(there, missing)
    held = apart < NEAR_MS and p > CHANCE
    print(f"{flow}: {len(there)} and {len(missing)} samples, medians {median(there):.2f} and {median(missing):.2f} ms, {apart:.2f} ms apart in a pair, p = {p:.3g}"
          + ("" if held or not strict else ": MISSED"), flush=True)
    return held


def numbers_of_tickets(desk, asker, samples, people):
    """Foreign tickets and numbers that are none, asked about by people who have signed in."""
    foreign = ticket_numbers(desk.path("stuticket.db"))
    elsewhere = Program(desk.binary)
    assert elsewhere.command("seed-demo")[0] == 0
    nobodys = ticket_numbers(elsewhere.path("stuticket.db"))
    there, missing = [], []
    for nth in range(-(-samples // NUMBERS_OF_ONE)):
        _, status, headers, body = asker.ask("session.sign_in", {"email": address(people[nth]), "password": PASSWORD})
        assert status == 200, body
        person = {"Cookie": "; ".join(value.split(";")[0] for name, value in headers if name.lower() == "set-cookie"),
                  "X-StuTicket-Person": json.loads(body)["user"]["id"]}
        ours, theirs = sampled(lambda number, person=person: asker.ask("tickets.get", {"number": number}, **person),
                               random.sample(foreign, NUMBERS_OF_ONE), random.sample(nobodys, NUMBERS_OF_ONE))
        there += ours
        missing += theirs
    return there[:samples], missing[:samples]


def main():
    arguments = [each for each in sys.argv[1:] if each != "--strict"]
    strict, samples = "--strict" in sys.argv, int(arguments[1]) if len(arguments) > 1 else 5
    desk = Program(arguments[0])
    assert desk.command("seed-demo")[0] == 0
    names = [f"student{nth:06}" for nth in random.sample(range(1_000_000), len(FLOWS) * 2 * samples)]
    shares = {flow: names[nth * 2 * samples:(nth + 1) * 2 * samples] for nth, flow in enumerate(FLOWS)}
    for flow, share in shares.items():
        accounts(desk, share[:samples], confirmed=flow != "confirmation once more")
    desk.start()
    asker, held = Asker(desk), []
    for flow, ask in FLOWS.items():
        share = shares[flow]
        held.append(judged(flow, *sampled(lambda name, ask=ask: ask(asker, name), share[:samples], share[samples:]), strict))
    people = shares["signing in"]
    held.append(judged("a ticket of somebody else", *numbers_of_tickets(desk, asker, samples, people), strict))
    desk.stop()
    if strict and not all(held):
        sys.exit(f"{held.count(False)} of {len(held)} flows tell more than they should")
    print("answers are the same" + (", and so are their times" if strict else "; their times were not judged"))


main()
