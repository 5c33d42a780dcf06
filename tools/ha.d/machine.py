"""One machine of deploy/ha: a folder, an address and programs that are restarted as systemd restarts them."""

import os
import pwd
import signal
import subprocess
import time
from pathlib import Path

RESTART_AFTER = 1  # s, as in deploy/ha/restart.conf and deploy/debian/stuticket.service
OWNER = "postgres"  # whom all programs belong to where this is root, which PostgreSQL refuses to run as
IS_ROOT = os.geteuid() == 0


class Program:
    """Belongs to one machine. `environment` is added to what is needed to run at all."""

    def __init__(self, name, command, environment=None):
        self.name, self.command, self.environment = name, command, environment or {}
        self.process, self.ended = None, 0.0

    def start(self, machine):
        # The group tells one machine's packets from another's (network.py).
        owned = ["setpriv", f"--reuid={OWNER}", f"--regid={machine.group}", "--clear-groups", "--"] if IS_ROOT else []
        own = {"PATH": os.environ["PATH"] + ":/usr/sbin:/sbin", "HOME": str(machine.folder), "LANG": "C.UTF-8"}
        with open(machine.folder / f"{self.name}.log", "ab") as log:
            self.process = subprocess.Popen([*owned, *self.command], cwd=machine.folder, env=own | self.environment,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def keep_running(self, machine, now):
        if self.process and self.process.poll() is None:
            self.ended = 0
        elif self.process and not self.ended:
            self.ended = now
        elif not self.process or now - self.ended >= RESTART_AFTER:
            self.ended = 0
            self.start(machine)


class Machine:
    def __init__(self, name, address, folder, group):
        self.name, self.address, self.folder, self.group = name, address, Path(folder), group
        self.programs, self.is_on = [], False

    def keep_running(self, now):
        if self.is_on:
            for program in self.programs:
                program.keep_running(self, now)

    def processes(self):
        """All that have their working folder here: those of PostgreSQL belong to nobody's group or session."""
        found = set()
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                try:
                    where = os.readlink(f"/proc/{entry.name}/cwd")
                except OSError:  # has ended, or is somebody else's
                    continue
                if (where + "/").startswith(f"{self.folder}/"):
                    found.add(int(entry.name))
        return found

    def signal(self, number):
        for process in self.processes():
            try:
                os.kill(process, number)
            except ProcessLookupError:
                pass

    def pause(self):
        """Until nothing new has begun meanwhile."""
        before = None
        while before != (now := self.processes()):
            self.signal(signal.SIGSTOP)
            before = now

    def resume(self):
        self.signal(signal.SIGCONT)

    def die(self, comes_back=False):
        """As when the power goes: nobody finishes anything. The machine stays off, or is restarted program by program."""
        self.is_on = comes_back
        self.pause()
        self.signal(signal.SIGKILL)
        self._wait_for_the_end(5)

    def stop(self):
        """In good order."""
        self.is_on = False
        for program in reversed(self.programs):
            if program.process and program.process.poll() is None:
                program.process.terminate()
                try:
                    program.process.wait(30)
                except subprocess.TimeoutExpired:
                    pass
        self.signal(signal.SIGKILL)
        self._wait_for_the_end(5)

    def _wait_for_the_end(self, seconds):
        until = time.monotonic() + seconds
        while self.processes() and time.monotonic() < until:
            for program in self.programs:
                if program.process:
                    program.process.poll()  # or it stays as a zombie
            time.sleep(0.02)


def give(path):
    """Makes it the programs' own, with all below."""
    if not IS_ROOT:
        return
    owner = pwd.getpwnam(OWNER)
    for folder, _, files in os.walk(path):
        for name in (folder, *(os.path.join(folder, file) for file in files)):
            os.chown(name, owner.pw_uid, owner.pw_gid)
