"""Listens where systemd would, for what a program says of itself (sd_notify)."""

import socket
import time

WATCHDOG_US = 400_000


class Supervisor:
    def __init__(self, address):
        """A path, or "@" and a name."""
        self.address, self.said = address, []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address.replace("@", "\0", 1))

    def environment(self, **more):
        return {"NOTIFY_SOCKET": self.address, "WATCHDOG_USEC": str(WATCHDOG_US), **more}

    def hear(self, seconds=30.0):
        """The next words; nothing when the program is silent that long."""
        self.socket.settimeout(seconds)
        try:
            self.said.append(self.socket.recv(4096).decode())
        except (TimeoutError, BlockingIOError):
            return None
        return self.said[-1]

    def wait_for(self, words, times=1):
        until = time.monotonic() + 60
        while times:
            heard = self.hear()
            assert heard and time.monotonic() < until, (words, self.said)
            times -= words in heard.splitlines()

    def forget(self):
        """What was said up to now."""
        self.socket.setblocking(False)
        while self.hear(0.0):
            pass
        self.said.clear()

    def close(self):
        self.socket.close()
