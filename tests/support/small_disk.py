"""A disk that can be full."""

import os
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress

MEBIBYTE = 1 << 20


@contextmanager
def small_disk(mebibytes):
    """A disk of its own. Nothing when this machine lets us mount none."""
    folder = tempfile.mkdtemp(prefix="stuticket-disk-")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=0700", "none", folder], check=False,
                             capture_output=True, timeout=10).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", folder], check=True, timeout=10)
        os.rmdir(folder)


def empty(folder):
    """Undoes `fill`."""
    with suppress(FileNotFoundError):
        os.remove(os.path.join(folder, "filler"))


def fill(folder, leave):
    """Uses up the disk until `leave` bytes are free."""
    empty(folder)
    disk = os.statvfs(folder)
    filler = os.open(os.path.join(folder, "filler"), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        for _ in range((disk.f_bavail * disk.f_frsize - leave) // 65536):
            os.write(filler, b"\0" * 65536)
        while leave == 0:
            os.write(filler, b"\0" * 4096)
    except OSError:
        pass
    os.close(filler)
    time.sleep(1.2)  # the server looks at the disk once a second


def within(seconds, condition):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "does not heal"
        time.sleep(0.2)
