"""Fossil, Debian's, with the same tickets: the same work, asked of its own pages, in the same run."""
import contextlib
import hashlib
import http.client
import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse
from contextlib import closing
from pathlib import Path

from desk import DRAFT, cpu_seconds, free_port

STATUSES = {"completed": "Closed", "rejected": "Closed", "duplicate": "Closed"}
FORM = "application/x-www-form-urlencoded"
# Each is a page of Fossil's own kind: a report is a question in SQL that its owner has written.
REPORTS = {
    "list 50, all statuses": "SELECT tkt_uuid AS '#', datetime(tkt_mtime), type, status, title FROM ticket "
                             "WHERE subsystem = 'it' ORDER BY tkt_mtime DESC LIMIT 50",
    "analytics, everything": "SELECT type, status, count(*), avg(tkt_mtime - tkt_ctime) FROM ticket "
                             "WHERE subsystem = 'it' GROUP BY type, status",
}
SEARCHES = {"search, rare words": "eduroam lib*", "search, common word": "the"}


def artifact(ticket, index):
    """A ticket as Fossil keeps it: cards in order, and their sum (fossil-scm.org, "Fossil File Formats")."""
    def quoted(text):
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace(" ", "\\s")
    when = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(ticket["created_ms"] / 1000))
    values = {"subsystem": ticket["department"], "type": ticket["service"], "status": STATUSES.get(ticket["status"], "Open"),
              "title": ticket["subject"], "comment": ticket["message"]}
    cards = [f"D {when}", *(f"J {name} {quoted(values[name])}" for name in sorted(values)),
             f"K {hashlib.sha1(str(index).encode()).hexdigest()}", "U admin"]
    text = "".join(card + "\n" for card in cards)
    return text + f"Z {hashlib.md5(text.encode()).hexdigest()}\n"


def fill(folder, database):
    """A repository with the tickets of `database`, a file of ours."""
    repository, artifacts = folder / "desk.fossil", folder / "artifacts"
    artifacts.mkdir()
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as desk:
        desk.row_factory = sqlite3.Row
        rows = desk.execute("SELECT department, service, status, subject, message, created_ms FROM ticket")
        for index, ticket in enumerate(rows):
            (artifacts / f"{index:07}").write_text(artifact(ticket, index))
    environment = {**os.environ, "HOME": str(folder), "USER": "admin"}

    def run(*command):
        subprocess.run(["fossil", *command], check=True, env=environment, cwd=folder, capture_output=True)
    run("reconstruct", repository, artifacts)
    run("user", "new", "student", "", "secret", "-R", repository)
    run("user", "capabilities", "student", "ghjnorz", "-R", repository)
    with closing(sqlite3.connect(repository)) as settings, settings:
        for number, query in enumerate(REPORTS.values(), 1):
            settings.execute("INSERT OR REPLACE INTO reportfmt (rn, owner, title, cols, sqlcode) VALUES (?, 'admin', ?, '', ?)",
                             (number, f"Report {number}", query))
    run("fts-config", "-R", repository, "enable", "t")
    run("fts-config", "-R", repository, "index", "on")
    return repository


class Fossil:
    """`fossil server` on a free port, until the `with` block ends; looks like desk.Server to desk.load."""

    def __init__(self, repository):
        self.repository = repository

    def __enter__(self):
        port = free_port()
        self.process = subprocess.Popen(["fossil", "server", "--localhost", "--port", str(port), self.repository],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                                        env={**os.environ, "HOME": str(self.repository.parent), "USER": "admin"})
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}"
        until = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError):
                self.ask("GET", "/reportlist")
                return self
            if time.monotonic() > until:
                raise SystemExit("fossil server does not answer")
            time.sleep(0.05)

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)

    def ask(self, method, path, fields=None, cookie=""):
        with closing(http.client.HTTPConnection(self.host, timeout=30)) as connection:
            connection.request(method, path, urllib.parse.urlencode(fields or {}), {"Content-Type": FORM, "Cookie": cookie})
            reply = connection.getresponse()
            return reply.read().decode(), (reply.headers["Set-Cookie"] or "").split(";")[0]

    def cpu_seconds(self):
        """Each request is a child."""
        return cpu_seconds(self.process.pid, with_children=True)

    def database_seconds(self):
        return 0


def works(server):
    """Name -> (path, environment of load.lua), by somebody who has signed in."""
    cookie = server.ask("POST", "/login", {"u": "student", "p": "secret", "in": "Login"})[1]
    paths = {name: f"/rptview?rn={number}" for number, name in enumerate(REPORTS, 1)}
    number = re.search(r"[0-9a-f]{40}", server.ask("GET", "/rptview?rn=1", cookie=cookie)[0].split("<tbody>")[1])[0]
    paths["one ticket, anew"] = f"/tktview/{number}"
    for name, words in SEARCHES.items():
        paths[name] = "/search?" + urllib.parse.urlencode({"s": words, "y": "t"})
    work = {name: (path, {"BENCH_HEADERS": f"Cookie: {cookie}"}) for name, path in paths.items()}
    form = server.ask("GET", "/tktnew", cookie=cookie)[0]
    draft = {"csrf": re.search(r'name="csrf" value="([^"]*)"', form)[1], "title": DRAFT["subject"], "type": DRAFT["service"],
             "subsystem": "it", "icomment": DRAFT["message"], "mutype": "Plain Text", "submit": "Submit"}
    work["create"] = ("/tktnew", {"BENCH_BODY": urllib.parse.urlencode(draft),
                                  "BENCH_HEADERS": f"Cookie: {cookie}\nReferer: {server.url}/tktnew\nContent-Type: {FORM}"})
    return work
