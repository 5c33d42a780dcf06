"""What `serve` tells systemd: that it is ready, alive and about to end; and that it is silent when it can do nothing any more.

    supervisor.py PROGRAM STUCK_DISK
"""

import os
import sys
import threading
import time
from contextlib import closing, contextmanager

from client import Client, signed_in
from desk import AMINA, draft
from program import Program
from supervising import Supervisor

SILENCE = 2.0  # seconds, in which one who is alive says so ten times
ALIVE = "WATCHDOG=1"


def is_told_from_the_start_to_the_end(binary):
    program = Program(binary)
    with closing(Supervisor("@stuticket-" + os.path.basename(program.folder.name))) as supervisor:
        program.environment.update(supervisor.environment())
        program.start()
        supervisor.wait_for("READY=1")
        assert supervisor.said[0] == "STATUS=Opening the database", supervisor.said
        assert f"STATUS=Serving http://localhost:{program.port}" in supervisor.said[-1].splitlines(), supervisor.said
        assert Client(program).get("/readyz")[0] == 200
        supervisor.wait_for(ALIVE, times=3)
        program.stop()
        supervisor.wait_for("STOPPING=1")


def nobody_else_is_spoken_for(binary):
    """Of what is meant for another process, or for nobody, nothing is told."""
    program = Program(binary)
    with closing(Supervisor(os.path.join(program.folder.name, "notify"))) as supervisor:
        for settings in ({"WATCHDOG_PID": "1"}, {"WATCHDOG_USEC": "0"}, {"WATCHDOG_USEC": "soon"}):
            program.environment.update({**supervisor.environment(), **settings})
            program.start()
            supervisor.wait_for("READY=1")
            assert Client(program).get("/readyz")[0] == 200
            program.stop()
            supervisor.wait_for("STOPPING=1")
            assert ALIVE not in supervisor.said, (settings, supervisor.said)
            program.environment.pop("WATCHDOG_PID", None)
    for address in ("", "nowhere", "/nowhere/at/all", "@" + "x" * 200):
        program.environment["NOTIFY_SOCKET"] = address
        program.start().stop()


@contextmanager
def supervised(binary, stuck_disk):
    program = Program(binary)
    code, said = program.command("seed-demo")
    assert code == 0, said
    with closing(Supervisor(os.path.join(program.folder.name, "notify"))) as supervisor:
        program.environment.update(supervisor.environment(
            LD_PRELOAD=stuck_disk, HANGING_WRITES=program.path("hanging-writes"), HANGING_READS=program.path("hanging-reads")))
        program.start()
        supervisor.wait_for(ALIVE)
        yield program, supervisor
        program.stop()


@contextmanager
def hanging(program, what):
    file = program.environment[what]
    with open(file, "w", encoding="utf-8"):
        pass
    yield
    os.remove(file)


def files_meanwhile(program):
    """Somebody who files a ticket and waits for the answer, whenever it comes."""
    student = signed_in(program, AMINA)
    answers = []
    thread = threading.Thread(target=lambda: answers.append(student.call("tickets.create", draft("Who is there?"))[0]))
    return student, thread, answers


def falls_silent(supervisor):
    until = time.monotonic() + 60
    while supervisor.hear(SILENCE):
        assert time.monotonic() < until, "it says that it is alive, though it answers nobody"


def a_disk_that_hangs_is_not_called_alive(program, supervisor):
    _, thread, answers = files_meanwhile(program)
    with hanging(program, "HANGING_WRITES"):
        thread.start()
        program.wait_for_log("a change does not come to an end")
        supervisor.forget()
        heard = supervisor.hear(SILENCE)
        assert heard is None, heard
        assert not answers
    thread.join(30)
    assert answers == [200], answers
    supervisor.wait_for(ALIVE, times=2)

    _, thread, answers = files_meanwhile(program)
    with hanging(program, "HANGING_READS"):
        thread.start()
        falls_silent(supervisor)
    thread.join(30)
    supervisor.wait_for(ALIVE, times=2)


def who_waits_for_others_is_alive(program, supervisor):
    """Another process writes for a long time: changes are refused in words, and a restart would mend nothing."""
    student, _, _ = files_meanwhile(program)
    with closing(program.database()) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(2):
            supervisor.forget()
            assert student.call("tickets.create", draft("Not now"))[0] == 503
            supervisor.wait_for(ALIVE)
        other.rollback()
    assert student.call("tickets.create", draft("Now"))[0] == 200


def main():
    binary, stuck_disk = sys.argv[1:]
    is_told_from_the_start_to_the_end(binary)
    nobody_else_is_spoken_for(binary)
    with supervised(binary, stuck_disk) as (program, supervisor):
        a_disk_that_hangs_is_not_called_alive(program, supervisor)
        who_waits_for_others_is_alive(program, supervisor)


main()
