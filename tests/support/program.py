"""The real program, with a data folder and settings of its own."""

import atexit
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    def __init__(self, binary, **settings):
        self.binary = binary
        self.folder = tempfile.TemporaryDirectory(prefix="stuticket-edge-")
        self.data = self.folder.name
        self.port = free_port()
        self.environment = {**os.environ, "STUTICKET_DATA": self.data, "STUTICKET_PORT": str(self.port),
                            "STUTICKET_CAPTCHA": "off", "STUTICKET_TICKETS_PER_HOUR": "0", **settings}
        self.log, self.logged, self.process = "", threading.Condition(), None
        subprocess.run([binary, "migrate"], env=self.environment, cwd=self.data, check=True, capture_output=True, timeout=30)

    def path(self, name):
        return os.path.join(self.data, name)

    def start(self):
        self.process = subprocess.Popen([self.binary, "serve"], cwd=self.data, env=self.environment,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)  # so that a test that fails leaves nothing behind
        assert "is ready" in self.process.stdout.readline(), self.process.stderr.read()
        threading.Thread(target=self._read_log, daemon=True).start()
        return self

    def command(self, *arguments):
        """Exit code, and what a subcommand said."""
        done = subprocess.run([self.binary, *arguments], cwd=self.data, env=self.environment, capture_output=True, text=True,
                              check=False, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def refusal(self, **settings):
        """The sentence with which it does not start."""
        done = subprocess.run([self.binary, "serve"], cwd=self.data, env={**self.environment, **settings},
                              capture_output=True, text=True, check=False, timeout=30)
        assert done.returncode == 1 and not done.stdout, (done.returncode, done.stdout, done.stderr)
        return done.stderr

    def _read_log(self):
        for line in self.process.stderr:
            with self.logged:
                self.log += line
                self.logged.notify_all()

    def wait_for_log(self, pattern, seconds=30):
        with self.logged:
            assert self.logged.wait_for(lambda: re.search(pattern, self.log), seconds), f"no {pattern!r} in:\n{self.log}"

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0
