"""A desk moves to PostgreSQL and back: killed at random moments it goes on, what is written meanwhile is noticed, and nothing is
moved over what is there.

    move.py PROGRAM
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

from client import signed_in
from desk import AMINA, DAVID, draft
from pdfs import pdf_of
from postgres import Postgres
from program import Program

MADE_ANEW = ("schema_migration", "ticket_words", "number_parts", "note_words", "search_word")  # and what FTS5 keeps of it


def file_ticket(desk, subject, attachments=()):
    status, view = desk.call("tickets.create", {**draft(subject), "attachments": list(attachments)})
    assert status == 200, view
    return view["ticket"]["number"]


def rows_of(data):
    """All that a file holds, table by table."""
    with closing(sqlite3.connect(os.path.join(data, "stuticket.db"))) as db:
        tables = [name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'") if not name.startswith(MADE_ANEW)]
        return {name: sorted(db.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables}


def moved(program, to, code=0, **settings):
    done = subprocess.run([program.binary, "move", "--to", to], cwd=program.data, env={**program.environment, **settings},
                          capture_output=True, text=True, check=False, timeout=60)
    said = done.stdout + done.stderr
    assert done.returncode == code, (to, done.returncode, said)
    assert " rows, " not in said or code, said  # each table is the same
    return said


def kill_at_random_moments(program, to, within, **settings):
    """Until so many were killed, or one was faster."""
    for _ in range(5):
        process = subprocess.Popen([program.binary, "move", "--to", to], cwd=program.data, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, text=True, env={**program.environment, **settings})
        try:
            said = process.communicate(timeout=random.uniform(0.02, within))[0]
            # The one before may have been killed after its last commit; then all is there, which is looked at.
            assert process.returncode == 0 or "is not empty" in said, said
            return False
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return True


def what_is_wrong_is_said(program, server):
    for to, said in (("mysql://localhost/desk", "--to must look like postgresql://host/name"),
                     ("postgresql://desk:secret@localhost/desk", "--to must hold no password"),
                     ("postgresql://127.0.0.1:1/desk", "Connection refused"),
                     (server.url("nowhere"), 'database "nowhere" does not exist'),
                     (program.data, "--to names the database that is to be moved")):
        refusal = moved(program, to, code=1)
        assert said in refusal and "secret" not in refusal, (to, refusal)
    nowhere = program.path("nowhere")
    assert "There is no database in" in moved(program, server.url("postgres"), code=1, STUTICKET_DATA=nowhere)
    assert not os.path.exists(nowhere)


def what_is_there_is_not_moved_over(program, server):
    taken = Program(program.binary)
    before = rows_of(taken.data)
    assert "is not empty" in moved(program, taken.data, code=1)
    assert rows_of(taken.data) == before
    used = Program(program.binary, STUTICKET_DATABASE=server.create("used"))
    code, said = used.command("seed-demo", "--tickets", "0")
    assert code == 0, said
    tickets = server.ask("used", "SELECT COUNT(*) FROM ticket")
    assert "is not empty" in moved(program, server.url("used"), code=1)
    assert server.ask("used", "SELECT COUNT(*) FROM ticket") == tickets > 0


def there_and_back(program, server):
    before = rows_of(program.data)
    url = server.create("moved")
    def has(table):
        return server.ask("moved", f"SELECT COUNT(*) FROM pg_tables WHERE tablename = '{table}'") == 1

    kill_at_random_moments(program, url, 1.5)
    if not has("ticket"):
        moved(program, url)
    elif has("unfinished_move"):
        assert "where a move has not ended" in program.refusal(STUTICKET_DATABASE=url)
        done = subprocess.run([program.binary, "migrate", "--database", url], env=program.environment, capture_output=True, text=True,
                              check=False, timeout=30)
        assert done.returncode == 1 and "where a move has not ended" in done.stderr, done
        other = Program(program.binary)
        assert "a move from another database has not ended" in moved(other, url, code=1)
        assert "was begun and goes on" in moved(program, url)
    assert rows_of(program.data) == before, "the source is untouched"

    back = program.path("back")
    kill_at_random_moments(program, back, 0.8, STUTICKET_DATABASE=url)
    if not os.path.exists(os.path.join(back, "stuticket.db")) or "unfinished_move" in rows_of(back):
        moved(program, back, STUTICKET_DATABASE=url)
    after = rows_of(back)
    assert after.keys() == before.keys()
    for table, rows in before.items():
        assert after[table] == rows, table
    return url


def people_go_on(program, url, number):
    there = Program(program.binary, STUTICKET_DATABASE=url)
    code, said = there.command("verify")
    assert code == 0, said
    there.start()
    assert signed_in(there, AMINA).call("tickets.get", {"number": number})[1]["ticket"]["subject"] == "Größe with a scan"
    question = {"department": "it", "statuses": [], "service": "", "older_than": "", "newer_than": "", "opened_from_ms": 0,
                "opened_before_ms": 0, "order": "newest_first", "text": "grosse scan"}
    found = signed_in(there, DAVID).call("queue.list", question)[1]["page"]["rows"]
    assert [row["number"] for row in found] == [number], found
    file_ticket(signed_in(there, AMINA), "Filed after the move")
    there.stop()


def a_write_meanwhile_is_noticed(program, server):
    url, ended = server.create("disturbed"), threading.Event()
    desk = signed_in(program, AMINA)

    def write():
        while not ended.is_set():
            file_ticket(desk, "Meanwhile")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        said = moved(program, url, code=1)
    finally:
        ended.set()
        writer.join()
    assert "The source has changed while it was being moved (" in said and "ticket" in said, said
    assert "where a move has not ended" in program.refusal(STUTICKET_DATABASE=url)


def main():
    program = Program(sys.argv[1])
    code, said = program.command("seed-demo", "--tickets", "2000")
    assert code == 0, said
    program.start()
    desk = signed_in(program, AMINA)
    desk.connection.request("POST", "/api/attachments.put?name=scan.pdf", pdf_of(900_000),
                            {**desk.headers, "Content-Type": "application/pdf"})
    answer = desk.connection.getresponse()
    scan = json.loads(answer.read())
    assert answer.status == 200, scan
    number = file_ticket(desk, "Größe with a scan", [scan["id"]])
    program.stop()
    with Postgres() as server:
        what_is_wrong_is_said(program, server)
        what_is_there_is_not_moved_over(program, server)
        url = there_and_back(program, server)
        people_go_on(program, url, number)
        program.start()
        a_write_meanwhile_is_noticed(program, server)
        program.stop()


main()
