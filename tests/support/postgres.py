"""A PostgreSQL of its own: in a temporary folder, on a socket there and on no port.

As the user `postgres` where this is root, which PostgreSQL refuses to run as. Nothing is synchronised to the disk unless it is
asked to be durable.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

BIN = Path("/usr/lib/postgresql/15/bin")
OPTIONS = "-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=200"
NOT_DURABLE = " -c fsync=off -c full_page_writes=off"


class Postgres:
    def __init__(self, durable=False, options=""):
        self.options = OPTIONS + ("" if durable else NOT_DURABLE) + options

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="stuticket-postgres-")
        try:
            if os.geteuid() == 0:
                shutil.chown(self.folder, "postgres")
            self._run("initdb", "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync")
            self.start()
        except BaseException:
            shutil.rmtree(self.folder)
            raise
        return self

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder)

    def url(self, database=""):
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, database):
        subprocess.run([BIN / "createdb", "--host", self.folder, "--username", "postgres", database], check=True)
        return self.url(database)

    def pid(self):
        return int(open(f"{self.folder}/data/postmaster.pid", encoding="ascii").readline())

    def ask(self, database, question):
        """The number that it answers; nothing when it is a command."""
        asked = [BIN / "psql", "--host", self.folder, "--username", "postgres", "--dbname", database, "--no-psqlrc", "--quiet",
                 "--tuples-only", "--command", question]
        answer = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
        return int(answer) if answer else None

    def start(self):
        self._run("pg_ctl", "start", "--wait", "--log", f"{self.folder}/log", "--options", self.options.format(folder=self.folder))

    def stop(self):
        """As when the machine dies."""
        self._run("pg_ctl", "stop", "--mode", "immediate")

    def owner(self):
        """What a command begins with that its user has to give."""
        return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def write(self, name, text):
        """A file beside its data that its user alone may read."""
        path = Path(self.folder, name)
        path.write_text(text, "utf-8")
        path.chmod(0o600)
        if os.geteuid() == 0:
            shutil.chown(path, "postgres")
        return path

    def _run(self, program, *arguments):
        subprocess.run([*self.owner(), BIN / program, *arguments, "--pgdata", f"{self.folder}/data"], check=True, stdout=subprocess.DEVNULL,
                       cwd="/")
