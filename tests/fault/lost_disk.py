"""The disk takes nothing more, for long, and is well again: reading goes on, changes are refused in words, nothing that was answered
is lost, and nobody has to restart anything.

    lost_disk.py PROGRAM STUCK_DISK [SECONDS] [--strict]

Once because it is full: a disk of its own, which needs root. Once because it can only be read for a while: STUCK_DISK
(tests/operators/stuck_disk.cpp) answers then. Once, which needs root too, because Linux has made its file system read-only after an error:
only then the server is stopped, the disk checked, and the server started again. Tickets are filed meanwhile, before and after. How long
a refusal took is printed; --strict (tools/torture) also judges it, which a loaded machine would not bear.
"""

import os
import sys
import time
from contextlib import closing, contextmanager

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import signed_in  # noqa: E402
from desk import AMINA, draft  # noqa: E402
from program import Program  # noqa: E402
from small_disk import empty, failing_disk, fill, small_disk  # noqa: E402

SECONDS, REFUSED_MS, HEALED_S = 2, 1_000, 10
LONG = "Since Monday. " * 600


class Desk:
    def __init__(self, program):
        self.program = program
        code, said = program.command("seed-demo")
        assert code == 0, said
        program.start()
        self.amina, self.filed, self.refusals_ms, self.reads = signed_in(program, AMINA), [], [], 0
        self.before = self.count()

    def count(self):
        with closing(self.program.database()) as database:
            return database.execute("SELECT COUNT(*) FROM ticket").fetchone()[0]

    def file(self):
        """Whether a ticket was filed; otherwise it was refused in words."""
        began = time.monotonic()
        status, said = self.amina.call("tickets.create", {**draft("Under pressure"), "message": LONG})
        if status == 200:
            self.filed.append(said["ticket"]["number"])
            return True
        assert status in (503, 507) and said["message"].endswith(".") and "went wrong" not in said["message"], (status, said)
        self.refusals_ms.append((time.monotonic() - began) * 1000)
        return False

    def read(self):
        for answer in (self.amina.get("/"), self.amina.get("/healthz"), self.amina.call("tickets.list", {}),
                       self.amina.call("session.current", {}), self.amina.call("tickets.get", {"number": self.filed[-1]})):
            assert answer[0] == 200, answer
            self.reads += 1

    def file_until_refused(self):
        while self.file():
            continue  # what the log has room for already

    def hold_out(self, seconds, takes_nothing):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert not self.file()
            status = self.amina.get("/readyz")[0]
            assert status == 503 or not takes_nothing, status
            self.read()
            time.sleep(0.1)

    def heals(self):
        """Seconds until a change was taken again."""
        began = time.monotonic()
        while not self.file():
            assert time.monotonic() < began + 60, "does not heal"
            time.sleep(0.1)
        healed = time.monotonic() - began
        while self.amina.get("/readyz")[0] != 200:
            assert time.monotonic() < began + 60, "is not ready"
            time.sleep(0.1)
        self.read()
        return healed

    def check(self):
        self.program.stop()
        with closing(self.program.database()) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            numbers = {number for (number,) in database.execute("SELECT number FROM ticket")}
        assert len(set(self.filed)) == len(self.filed) == len(numbers) - self.before and numbers.issuperset(self.filed)
        assert self.program.command("verify")[0] == 0


def lost_for(seconds, desk, lost, what, strict, takes_nothing=True):
    for _ in range(20):
        assert desk.file()
    with lost:
        desk.file_until_refused()
        desk.hold_out(seconds, takes_nothing)
    healed = desk.heals()
    desk.check()
    print(f"{what} for {seconds} s: {desk.reads} reads answered, {len(desk.refusals_ms)} changes refused, each within "
          f"{max(desk.refusals_ms):.0f} ms; taken again after {healed:.1f} s; {len(desk.filed)} tickets filed, all there", flush=True)
    assert not strict or max(desk.refusals_ms) < REFUSED_MS and healed <= HEALED_S


@contextmanager
def full(disk):
    fill(disk, 0)
    yield
    empty(disk)


@contextmanager
def read_only(file):
    with open(file, "w", encoding="utf-8"):
        pass
    yield
    os.remove(file)


@contextmanager
def failed(disk, desk):
    with closing(desk.program.database()) as database:
        database.execute("PRAGMA wal_checkpoint")  # so that the next change begins the log anew, whose index is mapped into memory
    disk.fail()
    yield
    desk.program.stop()
    assert "can only be read" in desk.program.refusal()
    disk.repair()
    desk.amina.connection.close()
    desk.program.start()


def main():
    binary, stuck_disk, *more = sys.argv[1:]
    seconds, strict = next((int(each) for each in more if each.isdigit()), SECONDS), "--strict" in more
    with small_disk(128) as disk:
        if disk is None:
            print("full disk: not tried, because nothing can be mounted here")
        else:
            desk = Desk(Program(binary, data=os.path.join(disk, "data"), STUTICKET_SPACE_FOR_FILES="0", STUTICKET_SPACE_FOR_CHANGES="0"))
            # Something shorter than a ticket may find room now and then, and the server calls itself ready until the next one does not.
            lost_for(seconds, desk, full(disk), "disk full", strict, takes_nothing=False)
    program = Program(binary, LD_PRELOAD=stuck_disk)
    program.environment["REFUSED_WRITES"] = program.path("refused")
    lost_for(seconds, Desk(program), read_only(program.path("refused")), "disk read-only", strict)
    with failing_disk(128) as disk:
        if disk is None:
            print("failed disk: not tried, because nothing can be mounted here")
        else:
            desk = Desk(Program(binary, data=os.path.join(disk.folder, "data")))
            lost_for(seconds, desk, failed(disk, desk), "disk read-only by Linux", strict)


main()
