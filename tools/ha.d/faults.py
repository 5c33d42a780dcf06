"""What breaks: each fault begins, lasts, ends, and says which machines it was about."""

import itertools
import os
import subprocess
import threading
import time
from contextlib import contextmanager

from cluster import ADDRESSES, DATABASES, DESKS, POSTGRESQL

FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


class CannotBeTried(Exception):
    """Says why."""


class Stray:
    """Somebody who writes to one node whatever it is, and notes what it takes on."""

    def __init__(self, cluster, node):
        self.cluster, self.node, self.over = cluster, node, threading.Event()
        self.tried, self.taken = [], []
        self.threads = [threading.Thread(target=self._write, args=(f"{node}-{time.time_ns()}-{i}",), daemon=True) for i in range(4)]

    @staticmethod
    def prepare(cluster):
        cluster.sql("CREATE TABLE stray (word text)", database="postgres")

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def report(self, findings):
        """Once the node has found its place."""
        self.cluster.wait_for(self.cluster.is_replicated, 180)
        kept = set(self.cluster.sql("SELECT word FROM stray", database="postgres").splitlines())
        findings.tried_directly += len(self.tried)
        findings.split_brain.update(word for word in self.taken if word not in kept)

    def _write(self, name):
        url = f"postgresql://postgres@{ADDRESSES[self.node]}/postgres?connect_timeout=2"
        environment = {**os.environ, "PGPASSWORD": self.cluster.values["superuser_password"]}
        for i in itertools.count():
            if self.over.wait(0.2):
                return
            word = f"{name}-{i}"
            self.tried.append(word)
            command = [POSTGRESQL / "psql", url, "-XAtq", "-c", f"INSERT INTO stray VALUES ('{word}')"]
            try:
                done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=20)
            except subprocess.TimeoutExpired:  # nobody was told that it is done
                continue
            if done.returncode == 0 and "WARNING" not in done.stderr:
                self.taken.append(word)


@contextmanager
def database_killed(cluster, role):
    machine = cluster.machines[cluster.named(role)]
    machine.die()
    yield machine.name
    machine.is_on = True


def primary_killed(cluster, _):
    return database_killed(cluster, "leader")


def standby_killed(cluster, _):
    return database_killed(cluster, "sync_standby")


def restart(cluster, desk):
    """In good order, until it is ready again."""
    desk.stop()
    desk.is_on = True
    cluster.wait_for(cluster.is_whole, 60)


@contextmanager
def desks_restarted(cluster, _):
    """The second one when the first is ready again."""
    for name in DESKS:
        restart(cluster, cluster.machines[name])
    yield " ".join(DESKS)


@contextmanager
def desks_upgraded(cluster, _):
    """To a version that expands the schema, and back: its servers run beside this one's, in either order. Then forth for good: what only
    this version used is taken out by the contract."""
    for binary in (cluster.next_binary, cluster.binary, cluster.next_binary):
        for name in DESKS:
            desk = cluster.machines[name]
            desk.programs[0].command = [binary, "serve"]
            restart(cluster, desk)
    cluster.binary = cluster.next_binary
    cluster.desk_command("contract")
    yield " ".join(DESKS)


@contextmanager
def desk_killed(cluster, _):
    cluster.machines["desk1"].die(comes_back=True)
    yield "desk1"


@contextmanager
def proxy_killed(cluster, _):
    cluster.machines["proxy"].die(comes_back=True)
    yield "proxy"


@contextmanager
def network_cut(cluster, others, findings):
    if not cluster.network.is_there:
        raise CannotBeTried("packets cannot be dropped here: nftables needs root")
    primary, standby = cluster.named("leader"), cluster.named("sync_standby")
    others = [standby] if others == "standby" else [name for name in DATABASES if name != primary]
    cluster.network.cut(primary, others)
    try:
        with Stray(cluster, primary) as stray:
            yield f"{primary} | {' '.join(others)}"
    finally:
        cluster.network.mend()
    stray.report(findings)


def primary_from_standby(cluster, findings):
    return network_cut(cluster, "standby", findings)


def primary_from_all_databases(cluster, findings):
    return network_cut(cluster, "all", findings)


@contextmanager
def disk_full(cluster, _):
    primary = cluster.named("leader")
    disk = cluster.disks[primary]
    if not disk.is_own:
        raise CannotBeTried("no file system can be mounted here")
    disk.fill()
    try:
        yield primary
    finally:
        disk.clear()


@contextmanager
def primary_paused(cluster, findings):
    """All of it, for 30 s, as a virtual machine that is held. What it takes on afterwards must be kept, or not be taken on."""
    primary = cluster.machines[cluster.named("leader")]
    try:
        primary.pause()
        time.sleep(28)
        with Stray(cluster, primary.name) as stray:
            time.sleep(2)  # asked before it goes on
            primary.resume()
            yield primary.name
    finally:
        primary.resume()
    stray.report(findings)


@contextmanager
def clock_jumps(cluster, _):
    """An hour forth and two back, of one StuTicket server, which is started anew with a clock that can be set, and without one at the
    end."""
    if not os.path.exists(FAKETIME):
        raise CannotBeTried("libfaketime is not there")
    desk = cluster.machines["desk2"]
    program, clock = desk.programs[0], desk.folder / "clock"
    clock.write_text("+0", "ascii")
    before = program.command
    program.command = ["env", f"LD_PRELOAD={FAKETIME}", f"FAKETIME_TIMESTAMP_FILE={clock}", "FAKETIME_CACHE_DURATION=1",
                       "FAKETIME_DONT_FAKE_MONOTONIC=1", *before]
    try:
        restart(cluster, desk)
        for offset in ("+3600", "-3600"):
            clock.write_text(offset, "ascii")
            time.sleep(15)
        yield desk.name
    finally:
        program.command = before
        desk.stop()
        desk.is_on = True


RESTARTED, UPGRADED = "StuTicket servers restarted in turn", "StuTicket servers upgraded in turn"
PLANNED = (RESTARTED, UPGRADED)  # what operators do: nobody is refused anything meanwhile

# What it is called, what happens, and for how many seconds at least.
FAULTS = [
    ("standby killed", standby_killed, 15),
    (RESTARTED, desks_restarted, 10),
    ("StuTicket server killed", desk_killed, 10),
    ("HAProxy killed", proxy_killed, 10),
    ("primary paused for 30 s", primary_paused, 55),
    ("network cut: primary | standby", primary_from_standby, 40),
    ("network cut: primary | both others", primary_from_all_databases, 40),
    ("disk of the primary full", disk_full, 45),
    ("clock of a StuTicket server jumps", clock_jumps, 0),
    (UPGRADED, desks_upgraded, 10),
]
