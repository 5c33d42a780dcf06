"""The power is cut under load: what was answered is there, whatever the disk has made of what it was not yet told to keep.

    power_cut.py PROGRAM RECORDER [CUTS]

RECORDER (power_cut_recorder.cpp) writes down in order what the real program does to its files: at the very first start in an empty
folder, and while students file tickets, through a clean stop and a second start. At random moments of that, half of them right
behind an answer, a folder is made of what a disk may hold then (unsynced_disk.py), and a server is started on it. Every ticket
that had been answered by then is there once with its PDF (hash), opening event and outbox row, `verify` finds nothing, the secret is
the one that links were signed with, each mail that counts as sent is in the folder mail, and what had not been answered is
filed once when it is asked for again.
"""

import os
import random
import sys
import tempfile
import threading
from contextlib import closing

from filing import Client, ask_again, check, file_together, sign_in_everywhere
from program import Program
from unsynced_disk import Disk, cut_at, nothing

TICKETS, CUTS, CUTS_OF_A_RECORDING = 160, 6, 20


class Recording:
    """What the program does to a folder, which is empty, or a desk's that does not run."""

    def __init__(self, binary, recorder, data):
        self.folder = tempfile.TemporaryDirectory(prefix="stuticket-trace-")
        self.trace = os.path.join(self.folder.name, "trace")
        self.disk, self.lying_disk = Disk(data), Disk(data, lies=True)
        self.program = Program(binary, data=data, LD_PRELOAD=recorder, RECORDED_FOLDER=data, RECORDED_TRACE=self.trace)
        self.lock, self.answers = threading.Lock(), []  # place in the trace, number, request, SHA-256 of its PDF
        self.secret, self.ready_at = None, 0

    def place(self):
        return os.path.getsize(self.trace)

    def note(self, number, request, sha256):
        with self.lock:
            self.answers.append((self.place(), number, request, sha256))

    def serve(self):
        self.program.start()
        if not self.secret:
            self.secret, self.ready_at = read(self.program.path("secret.key")), self.place()
        return self.program

    def moments(self, count, rng):
        """Places in the trace."""
        behind_answers = [place for place, *_ in self.answers] or [self.ready_at]
        return [rng.choice(behind_answers) if i % 2 else rng.randrange(self.place() + 1) for i in range(count)]


def read(path):
    with open(path, "rb") as file:
        return file.read()


def first_start(binary, recorder, data):
    recording = Recording(binary, recorder, data)
    recording.serve().stop()
    return recording


def load(binary, recorder, data, rng):
    program = Program(binary, data=data).start()
    cookies, person = sign_in_everywhere(program)
    program.stop()
    recording = Recording(binary, recorder, data)
    for end in (recording.program.stop, recording.program.kill):  # a stop copies the log into the database, and removes it
        file_together(recording.serve(), cookies, person, rng, TICKETS // 2, recording.note)
        end()
    assert len(recording.answers) == TICKETS
    recording.browser = cookies[0], person
    return recording


def mails_are_there(program):
    with closing(program.database()) as database:
        for (mail,) in database.execute("SELECT id FROM outbox WHERE state = 'sent'").fetchall():
            content = read(program.path(f"mail/{mail}.eml"))
            assert b"\nMessage-ID: <" + mail.encode() in content, f"mail {mail} counts as sent, and is {content[:200]}"


def goes_on(binary, recording, left, at):
    """A server on what the disk had left when the power was cut there."""
    program = Program(binary, data=left)  # and `migrate`
    code, said = program.command("verify")
    assert code == 0, said
    check(program, {number: sha256 for place, number, _, sha256 in recording.answers if place <= at})
    mails_are_there(program)
    program.start()
    assert at < recording.ready_at or read(program.path("secret.key")) == recording.secret, "another secret"
    open_requests = [(request, None) for place, _, request, sha256 in recording.answers if place > at and not sha256]
    if open_requests:
        ask_again(Client(program.port, *recording.browser), open_requests[:5])
    program.stop()


def cut(binary, recording, count, rng):
    for at in cut_at(recording.disk, recording.trace, recording.moments(count, rng)):
        with tempfile.TemporaryDirectory(prefix="stuticket-cut-") as folder:
            left = os.path.join(folder, "data")
            recording.disk.lose_power(left, rng)
            try:
                goes_on(binary, recording, left, at)
            except BaseException:
                print(f"cut at {at} of {recording.place()}; left: {os.listdir(left)}", flush=True)
                raise


def a_disk_that_lies_is_found_out(binary, recording):
    """That this test can fail: what was synced is lost, too."""
    with tempfile.TemporaryDirectory(prefix="stuticket-cut-") as folder:
        left = os.path.join(folder, "data")
        for _ in cut_at(recording.lying_disk, recording.trace, [recording.place()]):
            recording.lying_disk.lose_power(left, random.Random(0), [nothing], [nothing])
        try:
            goes_on(binary, recording, left, recording.place())
        except AssertionError as error:
            assert "is lost" in str(error), error
            return
    raise AssertionError("a disk that keeps nothing was not noticed")


def main():
    binary, recorder, *more = sys.argv[1:]
    cuts, seed = int(more[0]) if more else CUTS, int(os.environ.get("POWER_CUT_SEED", random.randrange(1 << 30)))
    print(f"seed {seed}")
    rng, answered = random.Random(seed), 0
    for begun in range(0, cuts, CUTS_OF_A_RECORDING):
        count = min(CUTS_OF_A_RECORDING, cuts - begun)
        with tempfile.TemporaryDirectory(prefix="stuticket-") as new, tempfile.TemporaryDirectory(prefix="stuticket-") as used:
            cut(binary, first_start(binary, recorder, new), count // 5, rng)
            recording = load(binary, recorder, used, rng)
            cut(binary, recording, count - count // 5, rng)
            answered += len(recording.answers)
            if not begun:
                a_disk_that_lies_is_found_out(binary, recording)
        print(f"{begun + count} cuts", flush=True)
    print(f"{cuts} power cuts while {answered} tickets were filed: nothing that was answered is lost")


main()
