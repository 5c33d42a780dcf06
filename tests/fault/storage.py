"""What holds up or fills the database: somebody else's long change, a full disk, files that cannot be written.

    storage.py PROGRAM

Reading goes on, changes are refused in words, signing out always works, and all heals by itself.
"""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import Client, signed_in  # noqa: E402
from program import Program  # noqa: E402
from small_disk import MEBIBYTE, empty, fill, small_disk, within  # noqa: E402

STUDENT = {"email": "amina.wanjiru@students.example.edu", "password": "Quiet-Lantern-42", "remember": True}


def draft(digit):
    return {"request_id": digit * 32, "service": "eduroam-and-network-services", "name": "Amina Wanjiru",
            "registration_number": "BIT-2024-0417", "subject": "No Wi-Fi", "message": "Since Monday."}


def timed(call):
    started = time.monotonic()
    result = call()
    return time.monotonic() - started, result


def refused_in_words(answer, *statuses):
    status, said = answer
    assert status in statuses and said["message"].endswith(".") and "Something went wrong" not in said["message"], answer
    return said


def is_signed_in(client):
    status, said = client.call("session.current", {})
    assert status == 200, said
    return said["user"]["email"] != ""


def somebody_writes_for_long(binary):
    program = Program(binary)
    program.command("seed-demo")
    program.start()
    writers = [signed_in(program, STUDENT) for _ in range(20)]
    reader, leaver = signed_in(program, STUDENT), signed_in(program, STUDENT)  # last: on a busy machine the first would have idled too long
    with closing(program.database()) as database:
        database.isolation_level = None
        database.execute("UPDATE session SET last_used_ms = 0")  # each request has a use to note
        database.execute("BEGIN IMMEDIATE")
        answers = []

        def file(client, digit):
            answers.append(timed(lambda: client.call("tickets.create", draft(digit))))

        threads = [threading.Thread(target=file, args=(client, "0123456789abcdef"[i % 16])) for i, client in enumerate(writers)]
        for thread in threads:
            thread.start()
        slowest = 0.0
        until = time.monotonic() + 1.5
        while time.monotonic() < until:
            for ask in (lambda: reader.get("/"), lambda: reader.get("/healthz"), lambda: reader.get("/readyz"),
                        lambda: reader.call("session.current", {}), lambda: reader.call("tickets.home", {}),
                        lambda: reader.call("tickets.list", {})):
                seconds, answer = timed(ask)
                slowest = max(slowest, seconds)
                assert answer[0] == 200, answer
        assert reader.call("tickets.get", {"number": "0000-0000"})[0] in (404, 422)
        seconds, (status, said) = timed(lambda: leaver.call("session.sign_out", {}))
        assert status == 200 and seconds < 6, (seconds, said)
        for thread in threads:
            thread.join()
        for seconds, answer in answers:
            said = refused_in_words(answer, 503)
            assert said["retry_after_s"] > 0 and seconds < 10, (seconds, said)
        database.execute("ROLLBACK")
    assert slowest < 1, slowest
    assert not is_signed_in(leaver) and is_signed_in(reader)
    assert writers[0].call("tickets.create", draft("a"))[0] == 200
    program.stop()
    print(f"beside a change of seconds reads take at most {slowest * 1000:.0f} ms")


def upload(client, program):
    client.connection.request("POST", "/api/attachments.put?name=a.pdf", b"%PDF-1.4 not really", {
        **client.headers, "Content-Type": "application/pdf", "Accept": "application/json"})
    answer = client.connection.getresponse()
    return answer.status, json.loads(answer.read())


def space_runs_out(binary):
    with small_disk(96) as disk:
        if disk is None:
            print("full disk: not tried, because nothing can be mounted here")
            return
        program = Program(binary, data=os.path.join(disk, "data"), STUTICKET_SPACE_FOR_FILES="40",
                          STUTICKET_SPACE_FOR_CHANGES="20")
        program.command("seed-demo")
        program.start()
        client, leaver = signed_in(program, STUDENT), signed_in(program, STUDENT)
        assert upload(client, program)[0] == 415  # looked at, and no PDF
        fill(disk, 30 * MEBIBYTE)
        refused_in_words(upload(client, program), 507)
        assert client.call("tickets.create", draft("a"))[0] == 200
        assert client.get("/readyz")[0] == 200
        fill(disk, 10 * MEBIBYTE)
        refused_in_words(client.call("tickets.create", draft("b")), 503, 507)
        assert client.get("/readyz")[0] == 503 and client.get("/healthz")[0] == 200 and client.get("/")[0] == 200
        assert client.call("tickets.list", {})[0] == 200
        assert leaver.call("session.sign_out", {})[0] == 200 and not is_signed_in(leaver)
        empty(disk)
        within(10, lambda: client.get("/readyz")[0] == 200)
        assert client.call("tickets.create", draft("b"))[0] == 200
        program.stop()
    print("little space: files are refused first, then changes; all comes back by itself")


def the_disk_is_full(binary):
    with small_disk(128) as disk:
        if disk is None:
            return
        program = Program(binary, data=os.path.join(disk, "data"), STUTICKET_SPACE_FOR_FILES="0",
                          STUTICKET_SPACE_FOR_CHANGES="0")
        program.command("seed-demo")
        program.start()
        client, leaver = signed_in(program, STUDENT), signed_in(program, STUDENT)
        fill(disk, 0)
        long = {**draft("a"), "message": "Since Monday. " * 600}
        digits = iter("0123456789abcdef")
        while client.call("tickets.create", {**long, "request_id": next(digits) * 32})[0] == 200:
            continue  # what the log had room for already
        refused_in_words(client.call("tickets.create", {**long, "request_id": "f" * 32}), 507)
        assert client.get("/readyz")[0] == 503 and client.call("tickets.list", {})[0] == 200
        cookie = leaver.headers["Cookie"]
        assert leaver.call("session.sign_out", {})[0] == 200
        leaver.headers["Cookie"] = cookie
        assert not is_signed_in(leaver)
        empty(disk)
        within(10, lambda: client.get("/readyz")[0] == 200)
        assert client.call("tickets.create", {**long, "request_id": "f" * 32})[0] == 200
        assert not is_signed_in(leaver) and is_signed_in(client)
        program.stop()
        with closing(sqlite3.connect(os.path.join(program.data, "stuticket.db"))) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("SELECT COUNT(*) FROM session").fetchone() == (1,)
    print("full disk: changes are refused in words, signing out works, all comes back by itself")


def files_that_do_not_fit(binary):
    program = Program(binary)
    database = program.path("stuticket.db")
    for mode, words in ((0o666, "open to other users"), (0o660, "open to other users"), (0o644, "open to other users"),
                        (0o400, "can only be read")):
        os.chmod(database, mode)
        said = program.refusal()
        assert words in said and database in said, (oct(mode), said)
    os.chmod(database, 0o640)
    program.start().stop()
    print("files open to others or closed to us: refused in a sentence")


def nobody_reads_the_log(binary):
    program = Program(binary)
    server = subprocess.Popen([binary, "serve"], cwd=program.data, env=program.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    assert "is ready" in server.stdout.readline()
    client, started = Client(program), time.monotonic()
    for _ in range(2_000):  # some 400 kB of log; a pipe holds 64
        assert client.get("/healthz")[0] == 200
    assert time.monotonic() - started < 20
    server.terminate()
    assert server.wait(10) == 0
    server.stdout.close()
    server.stderr.close()
    print("a log that nobody reads holds up nobody")


def main():
    for scenario in (nobody_reads_the_log, files_that_do_not_fit, somebody_writes_for_long, space_runs_out, the_disk_is_full):
        scenario(sys.argv[1])


main()
