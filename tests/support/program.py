"""The real program, with a data folder and settings of its own."""

import atexit
import os
import random
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import closing

import any_database


def free_port():
    """Below those that the system gives to clients: one of them may take any other before the program does."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Program:
    def __init__(self, binary, data=None, **settings):
        self.binary = binary
        self.folder = tempfile.TemporaryDirectory(prefix="stuticket-")
        self.data = data or self.folder.name
        self.port = free_port()
        self.database_url = settings.get("STUTICKET_DATABASE") or any_database.new_database()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("STUTICKET_")}
        self.environment = {**inherited, "STUTICKET_DATA": self.data, "STUTICKET_PORT": str(self.port),
                            "STUTICKET_CAPTCHA": "off", "STUTICKET_TICKETS_PER_HOUR": "0", "STUTICKET_FILES_PER_DAY": "0",
                            "STUTICKET_MEGABYTES_PER_DAY": "0", "STUTICKET_DATABASE": self.database_url, **settings}
        self.lines, self.logged = [], threading.Condition()
        self.process, self.reader, self.greeting = None, None, ""
        subprocess.run([binary, "migrate"], env=self.environment, cwd=self.folder.name, check=True, capture_output=True, timeout=30)

    def path(self, name):
        return os.path.join(self.data, name)

    def start(self):
        self.process = subprocess.Popen([self.binary, "serve"], cwd=self.data, env=self.environment,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)  # so that a test that fails leaves nothing behind
        assert "is ready" in self.process.stdout.readline(), self.process.stderr.read()
        self.greeting = self.process.stdout.readline().strip()  # which way mail goes
        self.reader = threading.Thread(target=self._read_log, args=(self.process.stderr,), daemon=True)
        self.reader.start()
        return self

    def command(self, *arguments, within=60):
        """Exit code, and what a subcommand said."""
        done = subprocess.run([self.binary, *arguments], cwd=self.data, env=self.environment, capture_output=True, text=True,
                              check=False, timeout=within)
        return done.returncode, done.stdout + done.stderr

    def refusal(self, **settings):
        """The sentence with which it does not start."""
        done = subprocess.run([self.binary, "serve"], cwd=self.data, env={**self.environment, **settings},
                              capture_output=True, text=True, check=False, timeout=30)
        assert done.returncode == 1 and not done.stdout, (done.returncode, done.stdout, done.stderr)
        return done.stderr

    def _read_log(self, stream):
        for line in stream:
            with self.logged:
                self.lines.append(line)
                self.logged.notify_all()

    @property
    def log(self):
        """What it has said on standard error up to now."""
        return "".join(self.lines)

    def complaints(self):
        """Of one that has ended: what it has logged as an error, and what is no line of its log, such as a sanitizer's finding."""
        self.reader.join(30)
        return [line for line in self.lines if not re.match(r'\{"at_ms":\d+,"level":"(info|warning)"', line)]

    def wait_for_log(self, pattern, seconds=30):
        with self.logged:
            assert self.logged.wait_for(lambda: re.search(pattern, self.log), seconds), f"no {pattern!r} in:\n{self.log}"

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, within=30):
        """Ends the program in good order; returns how long it took."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(within) == 0, "SIGTERM must end with exit code 0"
        return time.monotonic() - started

    def database(self):
        return any_database.connect(self.path("stuticket.db"), self.database_url)

    def confirm_addresses(self):
        """As if everybody had opened the link in their mail."""
        with closing(self.database()) as db, db:
            db.execute("UPDATE app_user SET verified_ms = created_ms")
