"""kill -9 between a response of staff and its time: it is sent after the restart, once, and what was taken back is not.

    held_responses.py PROGRAM

Killed twice: when all wait, and when some have been sent. Under with_postgres a second server shares the database and goes
on with what the first one took; then none is started again.
"""

import os
import sys
import time
from contextlib import closing

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import signed_in  # noqa: E402
from desk import AMINA, DAVID, draft  # noqa: E402
from program import Program  # noqa: E402

TICKETS, UNDO_SECONDS = 24, 10


def filed(amina):
    status, view = amina.call("tickets.create", draft("Slow network"))
    assert status == 200, view
    return view["ticket"]["number"]


def respond(david, number):
    request = {"request_id": os.urandom(16).hex(), "number": number, "version": 1, "to": "awaiting_confirmation",
               "remark": f"Which room, {number}?", "duplicate_of": "", "attachments": []}
    status, view = david.call("tickets.respond", request)
    assert status == 200 and len(view["held"]) == 1 and len(view["events"]) == 1, view
    return request


def waiting(program):
    with closing(program.database()) as database:
        return database.execute("SELECT COUNT(*) FROM held_response").fetchone()[0]


def wait_until(is_so, what, seconds=40):
    ends = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < ends, f"not within {seconds} s: {what}"
        time.sleep(0.02)


def check_histories(program, expected):
    """Which kinds of events each ticket has, and how many mails about its second version."""
    with closing(program.database()) as database:
        for number, wanted in expected.items():
            ticket = database.execute("SELECT id FROM ticket WHERE number = ?", (number,)).fetchone()[0]
            kinds = database.execute("SELECT kind FROM ticket_event WHERE ticket_id = ? ORDER BY sequence", (ticket,)).fetchall()
            mails = database.execute("SELECT COUNT(*) FROM outbox WHERE ticket_id = ? AND event = 2", (ticket,)).fetchone()[0]
            assert ([kind for (kind,) in kinds], mails) == wanted, f"{number}: {kinds}, {mails} mails instead of {wanted}"


def check_sent_once(program, sent, undone):
    check_histories(program, {**dict.fromkeys(sent, (["opened", "status_changed"], 1)), undone: (["undone", "opened"], 0)})


def main():
    first = Program(sys.argv[1])
    code, said = first.command("seed-demo", "--tickets", "0")
    assert code == 0, said
    first.start()
    second = Program(sys.argv[1], STUTICKET_DATABASE=first.database_url).start() if first.database_url else None

    def go_on():
        return second or first.start()

    amina, david = signed_in(first, AMINA), signed_in(first, DAVID)
    numbers, undone = [filed(amina) for _ in range(TICKETS)], filed(amina)
    began = time.monotonic()
    request = respond(david, undone)
    requests = [respond(david, number) for number in numbers]
    status, said = david.call("tickets.undo", {"number": undone, "request_id": request["request_id"]})
    assert status == 200 and said["events"][-1]["kind"] == "undone", said
    first.kill()
    assert time.monotonic() - began < UNDO_SECONDS, "this machine is too slow to say anything"
    assert waiting(first) == TICKETS, "what was acknowledged is there"
    check_histories(first, dict.fromkeys(numbers, (["opened"], 0)))

    server = go_on()
    wait_until(lambda: waiting(server) == 0, "all are sent")
    assert time.monotonic() - began >= UNDO_SECONDS, "none is sent before its time"
    check_sent_once(server, numbers, undone)
    amina, david = signed_in(server, AMINA), signed_in(server, DAVID)
    status, view = david.call("tickets.respond", requests[0])  # an answer that was lost
    assert status == 200 and len(view["events"]) == 2 and not view["held"], view
    check_sent_once(server, numbers, undone)

    if second:
        first.start()
    amina, david = signed_in(first, AMINA), signed_in(first, DAVID)
    numbers = [filed(amina) for _ in range(TICKETS)]
    for number in numbers:
        respond(david, number)
        time.sleep(0.02)  # so that they are due one after the other
    wait_until(lambda: waiting(first) < TICKETS, "the first is sent")
    first.kill()
    left = waiting(first)
    server = go_on()
    wait_until(lambda: waiting(server) == 0, "the others are sent")
    check_sent_once(server, numbers, undone)
    print(f"killed with {TICKETS} of {TICKETS} and with {left} of {TICKETS} waiting: each was sent once")
    server.stop()


if __name__ == "__main__":
    main()
