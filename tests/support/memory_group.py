"""A group of processes that may use so much memory and no more (cgroups(7)), the system's cache of their files included."""

import os
import random
import time
from contextlib import contextmanager

V1, V2 = "/sys/fs/cgroup/memory", "/sys/fs/cgroup"


class MemoryGroup:
    def __init__(self, folder, limit, peak, kills):
        """`limit`, `peak`, `kills`: its files for that."""
        self.folder, self.limit_file, self.peak_file, self.kills_file = folder, limit, peak, kills

    def path(self, name):
        return os.path.join(self.folder, name)

    def limit(self, limit_bytes):
        with open(self.path(self.limit_file), "w", encoding="ascii") as file:
            file.write(str(limit_bytes))

    def peak(self):
        """The most bytes that it used at any time."""
        with open(self.path(self.peak_file), encoding="ascii") as file:
            return int(file.read())

    def kills(self):
        """How many processes the system has ended because there was no memory left."""
        with open(self.path(self.kills_file), encoding="ascii") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith("oom_kill "))

    def remove(self):
        for _ in range(100):
            try:
                os.rmdir(self.folder)
                return
            except OSError:  # its last process is about to end
                time.sleep(0.1)
        raise AssertionError(f"{self.folder} has processes still")


def _group_of_this_process():
    """In version 1, where a group may have processes and groups in it."""
    with open("/proc/self/cgroup", encoding="ascii") as file:
        return next((line.strip().split(":", 2)[2] for line in file if ":memory:" in line), None)


@contextmanager
def memory_group(limit_bytes):
    """Nothing where this machine, or whoever runs this, may not make one."""
    name, own = f"stuticket-{random.randrange(1 << 40):x}", _group_of_this_process()
    if own is not None:
        group = MemoryGroup(f"{V1}{own.rstrip('/')}/{name}", "memory.limit_in_bytes", "memory.max_usage_in_bytes", "memory.oom_control")
    else:
        group = MemoryGroup(f"{V2}/{name}", "memory.max", "memory.peak", "memory.events")
    made = False
    try:
        os.mkdir(group.folder)
        made = True
        group.limit(limit_bytes)
        group.peak()
    except OSError:
        if made:
            os.rmdir(group.folder)
        yield None
        return
    try:
        yield group
    finally:
        group.remove()
