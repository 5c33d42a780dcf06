"""A disk that can be full, and one that Linux makes read-only."""

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


class FailingDisk:
    """An ext4 of its own in a file, which Linux makes read-only after an error. `mount -o remount,ro` would not do: it is refused while
    files are open for writing."""

    def __init__(self, folder, mebibytes):
        self.image, self.folder = os.path.join(folder, "image"), os.path.join(folder, "disk")
        os.mkdir(self.folder)
        with open(self.image, "wb") as image:
            image.truncate(mebibytes * MEBIBYTE)
        _done("mkfs.ext4", "-q", self.image)
        self.mount()

    def mount(self):
        _done("mount", "-o", "loop,errors=remount-ro", self.image, self.folder)

    def unmount(self):
        _done("umount", self.folder)

    def fail(self):
        """As if the device had failed to write, some time after the last change. Files that are open stay so."""
        _done("sync", "-f", self.folder)
        device = os.path.basename(_done("findmnt", "-no", "SOURCE", self.folder).strip())
        assert device.startswith("loop"), device  # never one of the machine's own
        with open(f"/sys/fs/ext4/{device}/trigger_fs_error", "w", encoding="ascii") as trigger:
            trigger.write("a test")

    def repair(self):
        """Linux writes to it again only after it was checked, for which nobody may use it."""
        self.unmount()
        _done("e2fsck", "-fy", self.image, worked=(0, 1))
        self.mount()


def _done(*command, worked=(0,)):
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    if done.returncode not in worked:
        raise OSError(f"{command[0]}: {done.stderr or done.stdout}")
    return done.stdout


@contextmanager
def failing_disk(mebibytes):
    """Nothing when this machine lets us mount none."""
    with tempfile.TemporaryDirectory(prefix="stuticket-disk-") as folder:
        try:
            disk = FailingDisk(folder, mebibytes)
        except OSError:
            yield None
            return
        try:
            yield disk
        finally:
            subprocess.run(["umount", "-l", disk.folder], check=True, timeout=10)


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
