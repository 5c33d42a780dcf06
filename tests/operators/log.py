"""The server's log: JSON or plain, from a level on, with priorities for systemd's journal; and from what a user is told to its line.

    log.py PROGRAM
"""

import json
import os
import re
import subprocess
import sys
from contextlib import closing

from client import Client, signed_in
from desk import DAVID
from program import Program


def fails(program):
    """What somebody is told whose request meets a fault of the server's."""
    with closing(program.database()) as db, db:
        db.execute("ALTER TABLE saved_reply RENAME TO away")
    status, said = signed_in(program, DAVID).call("replies.list", {})
    assert status == 500, (status, said)
    return said["request_id"]


def logged(**settings):
    """A server's log with a request that was fine, one of nobody's and one that failed, and the id of that."""
    program = Program(sys.argv[1], **settings)
    program.command("seed-demo")
    program.start()
    assert Client(program).get("/nothing-here")[0] == 404
    failed = fails(program)
    program.wait_for_log(f"{failed}.*(?:replies.list|message|failed)")
    program.stop()
    return program.log.splitlines(), failed


def is_json_throughout():
    lines, failed = logged()
    entries = [json.loads(line) for line in lines]
    assert all(entry["level"] in ("info", "warning", "error") and entry["at_ms"] > 0 for entry in entries), lines
    why, what = [entry for entry in entries if entry.get("request") == failed]
    assert "saved_reply" in why["message"] and why["level"] == "error", why
    assert (what["path"], what["status"], what["level"]) == ("/api/replies.list", 500, "warning"), what
    assert any(entry.get("status") == 404 and entry["level"] == "info" for entry in entries), lines


def is_for_people_where_it_is_plain():
    lines, failed = logged(STUTICKET_LOG="plain")
    time = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
    assert all(re.match(time + " (info|warning|error) ", line) for line in lines), lines
    why, what = [line for line in lines if failed in line]
    assert re.search(f"error {failed} failed: .*saved_reply", why), why
    assert re.search(f"warning {failed} POST /api/replies.list: 500 in ", what), what


def says_only_what_is_as_bad_as_wanted():
    lines, failed = logged(STUTICKET_LOG_LEVEL="error")
    assert [json.loads(line)["request"] for line in lines] == [failed], lines
    assert "STUTICKET_LOG_LEVEL must be info, warning or error" in Program(sys.argv[1]).refusal(STUTICKET_LOG_LEVEL="loud")
    assert "STUTICKET_LOG must be json or plain" in Program(sys.argv[1]).refusal(STUTICKET_LOG="xml")


def tells_the_journal_how_bad_it_is():
    """systemd says by JOURNAL_STREAM that standard error leads to the journal."""
    program = Program(sys.argv[1], STUTICKET_LOG="plain")
    for journal, begins in ((True, "<6>2"), (False, "2")):
        reader, writer = os.pipe()
        stream = os.fstat(writer)
        environment = {**program.environment, "JOURNAL_STREAM": f"{stream.st_dev}:{stream.st_ino if journal else stream.st_ino + 1}"}
        process = subprocess.Popen([program.binary, "serve"], cwd=program.data, env=environment, stdout=subprocess.PIPE, stderr=writer, text=True)
        os.close(writer)
        assert "is ready" in process.stdout.readline()
        assert Client(program).get("/healthz")[0] == 200
        process.terminate()
        with os.fdopen(reader) as log:
            lines = log.read().splitlines()
        assert process.wait(30) == 0
        assert lines and all(line.startswith(begins) for line in lines), lines


is_json_throughout()
is_for_people_where_it_is_plain()
says_only_what_is_as_bad_as_wanted()
tells_the_journal_how_bad_it_is()
