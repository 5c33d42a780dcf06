"""The restore drill: what was acknowledged before a backup began is in it, whoever writes meanwhile; a kill leaves nothing that looks
like a backup; a changed byte is found; what is restored answers as before, and sends no old mail.

    backup.py PROGRAM
"""

import json
import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from contextlib import closing, suppress

from client import signed_in
from desk import AMINA, DAVID, draft
from pdfs import pdf_of
from program import Program
from small_disk import fill, small_disk

KEY = os.urandom(32).hex()


def run(program, *arguments, code=0, **settings):
    """What a command said, and that it ended so."""
    done = subprocess.run([program.binary, *arguments], cwd=program.data, env={**program.environment, **settings}, capture_output=True,
                          text=True, check=False, timeout=60)
    said = done.stdout + done.stderr
    assert done.returncode == code, (arguments, done.returncode, said)
    return said


def read_of(file):
    with open(file, "rb") as content:
        return content.read()


def backups_in(folder):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".backup"))


def backed_up(program, folder, *arguments, **settings):
    before = set(backups_in(folder))
    said = run(program, "backup", "--to", folder, *arguments, **settings)
    assert said.count("\n") == 1, said
    made, = set(backups_in(folder)) - before
    assert said.startswith(made + ": "), said
    assert stat.S_IMODE(os.stat(made).st_mode) == 0o600
    return made


def file_ticket(desk, subject, attachments=()):
    status, view = desk.call("tickets.create", {**draft(subject), "attachments": list(attachments)})
    assert status == 200, view
    return view["ticket"]["number"]


def all_tickets(client):
    rows, after = [], ""
    question = {"department": "it", "statuses": [], "service": "", "older_than": "", "newer_than": "", "opened_from_ms": 0,
                "opened_before_ms": 0, "order": "newest_first", "text": ""}
    while True:
        status, answer = client.call("queue.list", {**question, "older_than": after})
        assert status == 200, answer
        rows += answer["page"]["rows"]
        after = answer["page"]["older"]
        if not after:
            return rows


def restored(program, file, **settings):
    """A program that serves what is in the backup."""
    place = tempfile.TemporaryDirectory(prefix="stuticket-restored-")
    data = os.path.join(place.name, "data")
    said = run(program, "restore", file, "--data", data, **settings)
    assert set(os.listdir(data)) == {"stuticket.db", "secret.key"}, os.listdir(data)
    for name in os.listdir(data):
        assert stat.S_IMODE(os.stat(os.path.join(data, name)).st_mode) == 0o600, name
    assert stat.S_IMODE(os.stat(data).st_mode) == 0o700
    there = Program(program.binary, data=data)
    there.place = place  # goes with it
    return there, said


def everything_acknowledged_is_in_it(program, folder):
    """While a server files tickets."""
    acknowledged, ended = [], threading.Event()

    def write():
        desk = signed_in(program, AMINA)
        while not ended.is_set():
            acknowledged.append(file_ticket(desk, f"Meanwhile {len(acknowledged)}"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for key in ("", KEY):
            sure = list(acknowledged)
            made = backed_up(program, folder, STUTICKET_BACKUP_KEY=key)
            there, _ = restored(program, made, STUTICKET_BACKUP_KEY=key)
            with closing(sqlite3.connect(there.path("stuticket.db"))) as db:
                found = {number for number, in db.execute("SELECT number FROM ticket")}
            assert set(sure) <= found, set(sure) - found
            assert "are as they were" in run(program, "verify-backup", made, STUTICKET_BACKUP_KEY=key)
    finally:
        ended.set()
        writer.join()
    assert all(name.endswith(".backup") for name in os.listdir(folder)), os.listdir(folder)


def it_answers_as_before(program, folder):
    before = all_tickets(signed_in(program, DAVID))
    made = backed_up(program, folder)
    there, _ = restored(program, made)
    assert read_of(program.path("secret.key")) == read_of(there.path("secret.key")), "links in mail go on working"
    there.start()
    assert all_tickets(signed_in(there, DAVID)) == before and before
    code, said = there.command("verify")
    assert code == 0, said
    file_ticket(signed_in(there, AMINA), "After the disaster")
    # In use, and not empty.
    assert "is not empty" in run(program, "restore", made, "--data", there.data, code=1)
    there.stop()


def old_mail_is_not_sent_again(program, folder):
    """Mail that waits at the time of the backup is held until the operator lets it go."""
    slow = Program(program.binary, MAIL_SERVER="127.0.0.1", MAIL_PORT="1", MAIL_TLS="none", MAIL_FROM="desk@example.edu")
    assert slow.command("seed-demo", "--tickets", "20")[0] == 0
    slow.start()
    number = file_ticket(signed_in(slow, AMINA), "Waits for the mail server")
    slow.stop()
    assert number in run(slow, "outbox", "list")
    there, said = restored(slow, backed_up(slow, folder))
    assert "mails that waited then are held" in said, said
    listed = run(there, "outbox", "list")
    assert number in listed and "held: it waited when the backup of" in listed and "waiting" not in listed, listed
    sent = os.path.join(there.data, "mail")
    there.start()
    file_ticket(signed_in(there, AMINA), "New")
    there.wait_for_log("tickets.create")
    there.stop()
    for name in os.listdir(sent) if os.path.isdir(sent) else ():
        with open(os.path.join(sent, name), encoding="utf-8") as mail:
            assert number not in mail.read()
    run(there, "outbox", "retry", "--all")
    assert "failed" not in run(there, "outbox", "list")
    assert "mails are held" in run(there, "outbox", "hold")
    assert "waiting" not in run(there, "outbox", "list")


def a_changed_byte_is_found(program, folder):
    for key in ("", KEY):
        made = backed_up(program, folder, STUTICKET_BACKUP_KEY=key)
        good = read_of(made)
        broken = os.path.join(folder, "broken")

        def is_found(content):
            with open(broken, "wb") as out:
                out.write(content)
            said = run(program, "verify-backup", broken, code=1, STUTICKET_BACKUP_KEY=key)
            assert "damaged" in said or "is no backup" in said or "key" in said, said

        for _ in range(25):
            at = random.randrange(len(good))
            is_found(good[:at] + bytes([good[at] ^ random.randrange(1, 256)]) + good[at + 1:])
            is_found(good[:random.randrange(len(good))])
        nowhere = os.path.join(folder, "nowhere")
        run(program, "restore", broken, "--data", nowhere, code=1, STUTICKET_BACKUP_KEY=key)
        if os.path.exists(nowhere):
            os.rmdir(nowhere)  # is empty
        os.remove(broken)
    assert "with another key" in run(program, "verify-backup", made, code=1, STUTICKET_BACKUP_KEY=os.urandom(32).hex())
    assert "is encrypted. Give its key" in run(program, "verify-backup", made, code=1)
    assert not [name for name in os.listdir(folder) if not name.endswith(".backup")]


def what_the_disk_changed_before_is_found(program, folder):
    """The backup itself is whole; what it holds is not."""
    ill = Program(program.binary)
    assert ill.command("seed-demo", "--tickets", "20")[0] == 0
    with closing(sqlite3.connect(ill.path("stuticket.db"))) as db, db:
        db.execute("UPDATE ticket SET message = message || 'x' WHERE id = (SELECT MIN(id) FROM ticket)")
    made = backed_up(ill, folder)
    assert "Damaged: ticket " in run(ill, "verify-backup", made, code=1)
    os.remove(made)


def a_kill_leaves_nothing_that_looks_good(program, folder):
    before = backups_in(folder)
    for _ in range(8):
        process = subprocess.Popen([program.binary, "backup", "--to", folder], cwd=program.data, env=program.environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.uniform(0.005, 0.25))
        process.send_signal(signal.SIGKILL)
        process.wait()
    for made in set(backups_in(folder)) - set(before):
        run(program, "verify-backup", made)
    open(os.path.join(folder, "stuticket-20260101T000000Z.backup.unfinished"), "wb").close()
    os.mkdir(os.path.join(folder, ".stuticket-verify"))
    backed_up(program, folder)
    assert all(name.endswith(".backup") for name in os.listdir(folder)), os.listdir(folder)
    assert not [name for name in os.listdir(program.data) if name.startswith(".snapshot")]


def a_killed_restore_can_be_repeated(program, folder):
    made = backups_in(folder)[-1]
    data = os.path.join(folder, "again")
    for _ in range(6):
        process = subprocess.Popen([program.binary, "restore", made, "--data", data], cwd=program.data, env=program.environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.uniform(0.005, 0.4))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if os.path.exists(os.path.join(data, "stuticket.db")):
            break
    else:
        run(program, "restore", made, "--data", data)
    assert "is not empty" in run(program, "restore", made, "--data", data, code=1)
    assert sorted(os.listdir(data)) == ["secret.key", "stuticket.db"], os.listdir(data)
    run(program, "verify", STUTICKET_DATA=data)


def a_full_disk_is_said(program):
    with small_disk(2) as disk:
        if disk is None:
            return
        fill(disk, 65_536)
        said = run(program, "backup", "--to", disk, code=1)
        assert "No space left on device. Nothing of it is left there." in said, said
        assert os.listdir(disk) == ["filler"]


def old_ones_go(program, folder):
    for name in backups_in(folder):
        os.remove(name)
    made = backed_up(program, folder)
    for day in range(1, 29):
        with open(os.path.join(folder, f"stuticket-202001{day:02}T000000Z.backup"), "wb") as old:
            old.write(read_of(made))
    for other in ("stuticket-20190101T000000Z.backup", "notes.txt"):
        with open(os.path.join(folder, other), "w", encoding="utf-8") as out:
            out.write("something of somebody else's")
    backed_up(program, folder, "--keep-daily", "4", "--keep-weekly", "2")
    left = sorted(os.listdir(folder))
    assert left[:2] == ["notes.txt", "stuticket-20190101T000000Z.backup"], left
    assert {"stuticket-20200128T000000Z.backup", "stuticket-20200127T000000Z.backup"} <= set(left), left
    assert "stuticket-20200125T000000Z.backup" not in left and len(left) <= 6, left


def what_is_wrong_is_said(program, folder):
    assert "pg_dump or pgBackRest" in run(program, "backup", "--to", folder, code=1, STUTICKET_DATABASE="postgresql:///desk")
    assert "Make it, or mount its disk" in run(program, "backup", "--to", os.path.join(folder, "nowhere"), code=1)
    assert "another folder" in run(program, "backup", "--to", program.data, code=1)
    assert "There is no database in" in run(program, "backup", "--to", folder, "--data", folder, code=1)
    assert "holds no key" in run(program, "backup", "--to", folder, code=1, STUTICKET_BACKUP_KEY="secret")
    key = os.path.join(program.data, "backup.key")
    run(program, "backup-key", key)
    assert stat.S_IMODE(os.stat(key).st_mode) == 0o600
    assert "cannot be written" in run(program, "backup-key", key, code=1)
    made = backed_up(program, folder, "--key-file", key)
    assert "are as they were" in run(program, "verify-backup", "--key-file", key, made)
    os.chmod(key, 0o644)
    assert "chmod 600" in run(program, "verify-backup", "--key-file", key, made, code=1)
    assert "cannot be read" in run(program, "verify-backup", made + "x", code=1)


def main():
    program = Program(sys.argv[1])
    assert program.command("seed-demo", "--tickets", "300")[0] == 0
    program.start()
    desk = signed_in(program, AMINA)
    desk.connection.request("POST", "/api/attachments.put?name=scan.pdf", pdf_of(900_000),
                            {**desk.headers, "Content-Type": "application/pdf"})
    scan = json.loads(desk.connection.getresponse().read())
    file_ticket(desk, "With a scan", [scan["id"]])
    with tempfile.TemporaryDirectory(prefix="stuticket-backups-") as folder:
        what_is_wrong_is_said(program, folder)
        everything_acknowledged_is_in_it(program, folder)
        it_answers_as_before(program, folder)
        a_kill_leaves_nothing_that_looks_good(program, folder)
        program.stop()
        a_killed_restore_can_be_repeated(program, folder)
    with tempfile.TemporaryDirectory(prefix="stuticket-backups-") as folder:
        a_changed_byte_is_found(program, folder)
        what_the_disk_changed_before_is_found(program, folder)
        old_mail_is_not_sent_again(program, folder)
        a_full_disk_is_said(program)
        old_ones_go(program, folder)


main()
