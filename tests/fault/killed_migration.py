"""kill -9 of `stuticket migrate` at random moments on a desk of the first version: each step is done whole or not at all, and whoever
comes next, `migrate` or `serve`, ends what was begun.

    killed_migration.py PROGRAM [TIMES]

After each kill the schema is that of as many steps as are recorded, SQLite finds nothing wrong, and all tickets are there. Then every
other time a server is started, else `migrate` runs again: the database is then the same, row by row, as one that was brought up to date
undisturbed, also its checksums and its search, and the server serves it.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import Client  # noqa: E402
from program import Program  # noqa: E402

SCHEMA = Path(__file__).resolve().parents[2] / "backend/store/schema"
TIMES, TICKETS, DAY_MS, FIRST_MS = 4, 1_500, 86_400_000, 1_700_000_000_000
BY_THE_CLOCK = {"schema_migration", "promise_progress"}  # when a step was applied; how far a running server has come


def script_for_sqlite(file):
    """As script_for of backend/store/schema/migrations.cpp reads it."""
    lines, meant = [], True
    for line in file.read_text("utf-8").splitlines(True):
        if line.startswith("--- "):
            meant = not line.startswith("--- postgres")
        elif meant:
            lines.append(line)
    return "".join(lines)


def steps():
    return sorted(SCHEMA.glob("*.sql"))


def note(database, file):
    database.execute("INSERT INTO schema_migration VALUES (?, ?, 0)", (int(file.name[:4]), file.stem))


def schema_of(database):
    return [sql for (sql,) in database.execute("SELECT sql FROM sqlite_schema WHERE name <> 'schema_migration' AND sql IS NOT NULL "
                                               "ORDER BY name")]


def schemas():
    """After each number of steps."""
    with closing(sqlite3.connect(":memory:")) as database:
        found = [schema_of(database)]
        for file in steps():
            database.executescript(script_for_sqlite(file))
            found.append(schema_of(database))
        return found


def desk_of_the_first_version(file):
    """Tickets with an answer of staff each, as the first two steps had them."""
    rng = random.Random(0)
    with closing(sqlite3.connect(file)) as database, database:
        database.executescript("PRAGMA journal_mode = WAL; CREATE TABLE schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
                               "applied_ms BIGINT NOT NULL)")
        for step in steps()[:2]:
            database.executescript(script_for_sqlite(step))
            note(database, step)
        for person, role in (("amina", "student"), ("david", "staff")):
            database.execute("INSERT INTO app_user VALUES (?, ?, ?, 'BIT-1', ?, '', ?)",
                             (person, f"{person}@example.edu", person.title(), role, FIRST_MS))
        for i in range(TICKETS):
            ticket, at = f"ticket-{i:06d}", FIRST_MS + i * DAY_MS // 10
            number, status = f"{i:04d}-ABCD", rng.choice(("pending", "completed"))
            words = " ".join(rng.choice(("wifi", "password", "balance", "library", "kusoma")) for _ in range(40))
            database.execute("INSERT INTO ticket VALUES (?, ?, 2, ?, 'amina', 'it', 'student-portal', 'Amina', 'BIT-1', "
                             "'amina@example.edu', ?, ?, NULL, ?, ?, ?)",
                             (ticket, number, status, f"Subject {i}", words, ticket, at, at + DAY_MS))
            database.executemany("INSERT INTO ticket_event VALUES (?, ?, ?, 'pending', ?, ?, NULL, ?, ?, ?, NULL, ?)", (
                (ticket, 1, "opened", "pending", "", "amina", "Amina", "student", at),
                (ticket, 2, "status_changed", status, words, "david", "David", "staff", at + DAY_MS)))
        database.execute("INSERT INTO ticket_count SELECT department, service, status, COUNT(*) FROM ticket GROUP BY 1, 2, 3")
    os.chmod(file, 0o600)


def content_of(file):
    """All rows of all tables, but those of the search's own, and what it finds."""
    with closing(sqlite3.connect(file)) as database:
        tables = [name for name, sql in database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                  if "VIRTUAL" not in (sql or "") and "_words_" not in name and name not in BY_THE_CLOCK]
        found = {table: sorted(database.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}
        found["searched"] = database.execute("SELECT rowid FROM ticket_words WHERE ticket_words MATCH 'kusoma' ORDER BY rowid").fetchall()
        return found


def check_killed(file, known_schemas):
    """How many steps it has had."""
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        names = [name for (name,) in database.execute("SELECT name FROM schema_migration WHERE number > 0 ORDER BY number")]
        assert names == [step.stem for step in steps()[:len(names)]], names
        assert schema_of(database) == known_schemas[len(names)], f"after {len(names)} steps the schema is that of no number of steps"
        assert database.execute("SELECT COUNT(*) FROM ticket").fetchone()[0] == TICKETS
        assert database.execute("SELECT COUNT(*) FROM ticket_event").fetchone()[0] == 2 * TICKETS
        return len(names)


def fresh(program, old):
    for name in os.listdir(program.data):
        if name.startswith("stuticket.db"):
            os.remove(program.path(name))
    shutil.copy(old, program.path("stuticket.db"))


def migrate(program, kill_after=None):
    """Seconds it took; killed after so many."""
    began = time.monotonic()
    process = subprocess.Popen([program.binary, "migrate"], cwd=program.data, env=program.environment, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    try:
        said = process.communicate(timeout=kill_after or 60)
        assert process.returncode == 0, said
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return time.monotonic() - began


def main():
    times, seed = int(sys.argv[2]) if len(sys.argv) > 2 else TIMES, int(os.environ.get("MIGRATION_SEED", random.randrange(1 << 30)))
    print(f"seed {seed}")
    rng, known_schemas, killed_at = random.Random(seed), schemas(), []
    program = Program(sys.argv[1])
    old, file = os.path.join(program.folder.name, "first-version.db"), program.path("stuticket.db")
    desk_of_the_first_version(old)
    fresh(program, old)
    took = migrate(program)
    undisturbed = content_of(file)
    assert len(undisturbed["searched"]) > TICKETS / 2
    for i in range(times):
        fresh(program, old)
        migrate(program, kill_after=rng.uniform(0.01, took))
        killed_at.append(check_killed(file, known_schemas))
        if i % 2:
            migrate(program)
        else:
            program.start()
            assert Client(program).get("/readyz")[0] == 200
            program.stop()
        content = content_of(file)
        wrong = [table for table in undisturbed if content[table] != undisturbed[table]]
        assert not wrong, f"killed after {killed_at[-1]} steps, then {'migrate' if i % 2 else 'serve'}: other rows than undisturbed in {wrong}"
        assert program.command("verify")[0] == 0
    ends = sum(steps_done == len(steps()) for steps_done in killed_at)
    print(f"{times} kills within {took:.2f} s of {len(steps()) - 2} steps: after {len(set(killed_at))} different numbers of steps, "
          f"{ends} of them after the last one; ended afterwards as if undisturbed")


main()
