"""Sixteen bytes of the database's file overwritten at random, again and again, each time on a sound copy.

    random_damage.py PROGRAM [TIMES]

Half of the places are in pages that hold tickets and events, half are anywhere: mostly in PDFs. Whatever was hit, no answer shows of a
ticket, event or PDF anything that is not as it was filed; `verify` finds all that readers would miss or see changed, and what it does not
find is in no answer. Where the server does not start it says why in a sentence.
"""

import os
import random
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import signed_in  # noqa: E402
from desk import AMINA, DAVID, draft  # noqa: E402
from filing import pdf  # noqa: E402
from program import Program  # noqa: E402

TIMES, TICKETS, FILES, BYTES, PAGE = 8, 60, 12, 16, 4096
# What no checksum is kept of: who works on a ticket and how, and whose turn it is.
UNSEALED = ("waiting_ms", "answered", "merged_into")


class Desk:
    def __init__(self, binary, rng):
        self.program = Program(binary)
        self.program.command("seed-demo")
        self.program.start()
        self.amina, self.david = signed_in(self.program, AMINA), signed_in(self.program, DAVID)
        self.words, self.numbers, self.files = [], [], []
        for i in range(TICKETS):
            self.file_one(rng, i)
        self.cookies = [dict(client.headers) for client in (self.amina, self.david)]
        self.before = self.answers()
        self.rows = [plain_row(row) for row in self.amina.call("tickets.list", {})[1]["rows"]]
        assert all(status == 200 for status, _ in self.before.values())
        self.leave()
        self.program.stop()
        self.file = self.program.path("stuticket.db")
        self.sound = self.file + ".sound"
        shutil.copy(self.file, self.sound)
        with open(self.sound, "rb") as file:
            content = file.read()
        self.size = len(content)
        self.pages = sorted({content.find(word) // PAGE for word in self.words if word in content})

    def file_one(self, rng, i):
        message, remark = (" ".join(rng.randbytes(4).hex() for _ in range(40)) for _ in range(2))
        attachments = []
        if i < FILES:
            self.amina.connection.request("POST", "/api/attachments.put?name=proof.pdf", pdf(rng), {
                **self.amina.headers, "Content-Type": "application/pdf", "Accept": "application/json"})
            attachments = [self.amina.connection.getresponse().read().decode().split('"id": "')[1].split('"')[0]]
        status, view = self.amina.call("tickets.create", {**draft(f"Subject {i}"), "message": message, "attachments": attachments})
        assert status == 200, view
        number = view["ticket"]["number"]
        status, said = self.david.call("tickets.set_status", {"number": number, "version": 1, "to": "rejected", "remark": remark})
        assert status == 200, said
        self.numbers.append(number)
        self.files += attachments
        self.words += [message.encode(), remark.encode()]

    def answers(self):
        """By what was asked: status, and what was shown."""
        found = {}
        for number in self.numbers:
            status, said = self.amina.call("tickets.get", {"number": number})
            found[number] = status, plain_view(said) if status == 200 else said["message"]
        for file in self.files:
            found[file] = self.amina.get(f"/api/attachments.view?id={file}")
        return found

    def damage(self, rng, in_tickets):
        shutil.copy(self.sound, self.file)
        place = rng.choice(self.pages) * PAGE + rng.randrange(PAGE - BYTES) if in_tickets else rng.randrange(self.size - BYTES)
        with open(self.file, "r+b") as file:
            file.seek(place)
            file.write(rng.randbytes(BYTES))
        return place

    def starts(self):
        try:
            self.program.start()
            return True
        except AssertionError as said:
            assert str(said).startswith("stuticket: ") and str(said).rstrip().endswith("."), said
            self.program.process.wait(20)
            return False

    def leave(self):
        """Closes the connections, and keeps the cookies; so that nobody waits for us at the end."""
        for client, headers in zip((self.amina, self.david), self.cookies):
            client.connection.close()
            client.headers = dict(headers)

    def asked(self):
        """What differs from before; nothing of it may be shown as if it were sound."""
        changed = []
        for what, (status, shown) in self.answers().items():
            if (status, shown) == self.before[what]:
                continue
            assert status != 200, f"{what} is shown as {shown} instead of {self.before[what][1]}"
            changed.append(what)
        status, said = self.amina.call("tickets.list", {})
        for row in said["rows"] if status == 200 else ():
            assert not row["number"] or plain_row(row) in self.rows, row
        return changed


def plain_view(view):
    return {name: value for name, value in view["ticket"].items() if name not in UNSEALED}, view["events"]


def plain_row(row):
    return {name: value for name, value in row.items() if name not in ("work", *UNSEALED)}


def main():
    times, seed = int(sys.argv[2]) if len(sys.argv) > 2 else TIMES, int(os.environ.get("DAMAGE_SEED", random.randrange(1 << 30)))
    print(f"seed {seed}")
    rng = random.Random(seed)
    desk, found, refused, shown, harmless = Desk(sys.argv[1], rng), 0, 0, 0, 0
    for i in range(times):
        place = desk.damage(rng, i % 2 == 0)
        try:
            code, said = desk.program.command("verify")
            assert code in (0, 1) and said.strip().endswith("."), (code, said)
            found += code
            changed = []
            if desk.starts():
                changed = desk.asked()
                desk.leave()
                desk.program.stop()
            else:
                refused += 1
                assert code == 1, "does not start on what verify calls sound"
            assert code == 1 or not changed, f"verify has not found what is wrong with {changed}"
            shown += bool(changed)
            harmless += code == 0
        except BaseException:
            print(f"{BYTES} bytes at {place}", flush=True)
            raise
    print(f"{times} times {BYTES} bytes overwritten: verify found {found}, of which {refused} were refused at the start and {shown} kept from "
          f"readers; {harmless} changed nothing of a ticket, event or PDF; shown as if sound: 0")


main()
