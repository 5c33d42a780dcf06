"""A disk of its own for one machine, so that it can be full: a file with a file system in it where this is root, else a folder."""

import os
import subprocess

from machine import IS_ROOT

SIZE = "2G"  # on paper: the file has holes


class Disk:
    def __init__(self, folder, mount_point):
        self.mount_point, self.image = mount_point, folder / f"{mount_point.parent.name}.disk"
        self.ballast = mount_point / "ballast"
        self.mount_point.mkdir()
        self.is_own = IS_ROOT and self._made()

    def _made(self):
        try:
            subprocess.run(["truncate", "--size", SIZE, self.image], check=True)
            subprocess.run(["/usr/sbin/mkfs.ext4", "-q", "-m", "0", self.image], check=True, capture_output=True)
            subprocess.run(["mount", "-o", "loop", self.image, self.mount_point], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):  # not allowed in every container
            self.image.unlink(missing_ok=True)
            return False
        return True

    def fill(self):
        """To the last byte."""
        space = os.statvfs(self.mount_point)
        subprocess.run(["fallocate", "--length", str(space.f_bavail * space.f_frsize * 99 // 100), self.ballast], check=True)
        with open(self.ballast, "ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while file.write(b"\0" * size):
                        pass
                except OSError:
                    continue

    def clear(self):
        self.ballast.unlink(missing_ok=True)

    def remove(self):
        if self.is_own:
            subprocess.run(["umount", "--lazy", self.mount_point], check=True)
