"""An installation that tools/bench measures: the program that ships with tickets in it, what is asked of it, and what is
asked of the database alone and of a bare handler beside it."""
import contextlib
import http.client
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from postgres import Postgres
from program import free_port
from provide import provide

SERVER = Path(os.environ.get("STUTICKET", ROOT / "build/native/stuticket"))
STORE_BENCH = Path(os.environ.get("STUTICKET_STORE_BENCH", ROOT / "build/native/tests/bench/store_bench"))
HASH_BENCH = Path(os.environ.get("STUTICKET_HASH_BENCH", ROOT / "build/native/tests/bench/hash_bench"))
BARE_SERVER = Path(os.environ.get("STUTICKET_BARE_SERVER", ROOT / "build/native/tests/bench/bare_server"))
# The server refuses a setting that it does not know.
INHERITED = {name: value for name, value in os.environ.items() if not name.startswith("STUTICKET_")}
STUDENT = {"email": "amina.wanjiru@students.example.edu", "password": "Quiet-Lantern-42"}
STAFF = {"email": "david.otieno@staff.example.edu", "password": "Marble-Orchard-55"}


def cpu_seconds(pid, with_children=False):
    """Of a process; `with_children`: and of those that it has begun."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    ticks = sum(int(field) for field in fields[11:15 if with_children else 13])  # 13 and 14: of children that have ended
    if with_children:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return ticks / os.sysconf("SC_CLK_TCK") + sum(cpu_seconds(child) for child in children)
    return ticks / os.sysconf("SC_CLK_TCK")


class Server:
    """The program that ships, on a free port, until the `with` block ends. `place`: the settings that say where its data is.
    `under`: what runs it."""

    def __init__(self, place, postmaster=None, under=()):
        self.place, self.postmaster, self.under = place, postmaster, under

    def __enter__(self):
        started = time.perf_counter()
        self.process = subprocess.Popen([*self.under, SERVER, "serve", *self.place, "--port", "0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                        env={**INHERITED, "STUTICKET_CAPTCHA": "off", "STUTICKET_TICKETS_PER_HOUR": "0",
                                             "STUTICKET_FILES_PER_DAY": "0", "STUTICKET_MEGABYTES_PER_DAY": "0"})
        self.url = re.search(r"https?://\S+", self.process.stdout.readline())[0]
        self.host = self.url.split("://")[1]
        self.get("/healthz")
        self.start_ms = (time.perf_counter() - started) * 1000
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def get(self, path):
        connection = http.client.HTTPConnection(self.host, timeout=20)
        connection.request("GET", path)
        return connection.getresponse().read()

    def call(self, endpoint, message, cookie=""):
        """(answer, the cookies that came with it)"""
        connection = http.client.HTTPConnection(self.host, timeout=20)
        connection.request("POST", f"/api/{endpoint}", json.dumps(message),
                           {"Content-Type": "application/json", "X-StuTicket": "1", "Cookie": cookie})
        reply = connection.getresponse()
        answer = json.loads(reply.read())
        if reply.status != 200:
            raise SystemExit(f"{endpoint}: {answer}")
        return answer, "; ".join(each.split(";")[0] for each in reply.headers.get_all("Set-Cookie", []))

    def cpu_seconds(self):
        return cpu_seconds(self.process.pid)

    def database_seconds(self):
        """CPU of PostgreSQL; a file's is the server's own."""
        return cpu_seconds(self.postmaster, with_children=True) if self.postmaster else 0

    def resident_mib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def said_by_wrk(address, connections, seconds, environment):
    return subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", ROOT / "tools/bench.d/load.lua", address],
                          env={**os.environ, **environment}, capture_output=True, text=True, check=True).stdout


def wrk(address, connections, seconds, environment):
    """One run: requests, failures, seconds, p50 and p99 in ms, bytes of an answer."""
    return map(float, re.search(r"RESULT (.+)", said_by_wrk(address, connections, seconds, environment))[1].split())


def refused_with(server, path, connections, **environment):
    """Status and words of the first refusal of another second of a load."""
    environment |= {"BENCH_ASKS_WHY": "1", "BENCH_HEADERS": "Accept: application/json"}
    return re.search(r"REFUSED (.*)", said_by_wrk(server.url + path, connections, 1, environment))[1]


@contextlib.contextmanager
def each_second(act):
    """Calls `act` in a thread, now and a second after each call."""
    over = threading.Event()

    def repeat():
        act()
        while not over.wait(1):
            act()
    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def load(server, path, connections, seconds, meanwhile=None, **environment):
    """Requests a second that were done, p50, p99 and CPU of the server and of PostgreSQL per request in ms, bytes of an answer, failures:
    requests that were refused. Where there are any, times and CPU are of both kinds."""
    before, database_before = server.cpu_seconds(), server.database_seconds()
    with each_second(meanwhile) if meanwhile else contextlib.nullcontext():
        requests, failures, took, p50, p99, size = wrk(server.url + path, connections, seconds, environment)
    cpu = (server.cpu_seconds() - before) * 1000 / max(requests, 1)
    database = (server.database_seconds() - database_before) * 1000 / max(requests, 1)
    return {"rate": (requests - failures) / took, "p50": p50, "p99": p99, "cpu": cpu, "database": database, "size": int(size), "failures": int(failures)}


def bare_rate(size, connections, seconds, environment):
    """What a cpp-httplib handler that does nothing makes of the same requests, answered with as many bytes."""
    with subprocess.Popen([BARE_SERVER], stdout=subprocess.PIPE, text=True) as bare:
        try:
            requests, _, took, *_ = wrk(f"{bare.stdout.readline().strip()}/{size}", connections, seconds, environment)
        finally:
            bare.kill()
    return requests / took


def hash_alone(seconds):
    """Passwords that are checked a second, on as many threads as the server has for that, while it does nothing else; CPU of one in ms."""
    return map(float, subprocess.run([HASH_BENCH, str(seconds)], capture_output=True, text=True, check=True).stdout.split())


def post(endpoint, message, *cookies, numbers=()):
    return f"/api/{endpoint}", {"BENCH_BODY": json.dumps(message), "BENCH_COOKIE": "\n".join(cookies) or "visitor=1",
                                "BENCH_NUMBERS": " ".join(numbers)}


def weeks(count):
    """Edges of the last weeks, in Unix milliseconds: far from midnight of UTC, at a quarter of an hour like midnight anywhere."""
    week, now = 7 * 86_400_000, int(time.time()) // 86_400 * 86_400_000 + 4 * 3_600_000
    return [now - (count - i) * week for i in range(count + 1)]


def asked_anew(edges):
    """Other edges in each request: an equal question would not be worked on again."""
    return [f"@{edges[0]}+@", *edges[1:]]


DRAFT = {"request_id": "@ID@", "service": "eduroam-and-network-services", "name": "Amina Wanjiru", "registration_number": "BIT-2024-0417",
         "subject": "No Wi-Fi in hostel B", "message": "Since Monday my laptop does not connect to the network in hostel B. " * 4,
         "attachments": []}
OPEN = ["pending", "under_consideration", "awaiting_confirmation", "in_person_needed"]
FILTERS = [{"assignee": "me"}, {"assignee": "nobody"}, {"priorities": ["high", "urgent"]}, {"tag": "wi-fi"}, {"turn": "late"},
           {"turn": "new"}, {"turn": "answered"}, {"service": "digital-library"}, {"order": "longest_unchanged_first"}, {"text": "eduroam"}]


def works(server):
    """Name -> (path, environment of load.lua, the figure of store_bench beside it, or "hash" [, what is done each second meanwhile])."""
    # Of one session few requests are worked on at a time, so a crowd needs many.
    students = [server.call("session.sign_in", STUDENT)[1] for _ in range(32)]
    _, staff = server.call("session.sign_in", STAFF)
    queue = {"department": "it", "statuses": ["completed"]}
    rows = server.call("queue.list", queue, staff)[0]["page"]["rows"]
    numbers = [row["number"] for row in rows]
    # A ticket that much happened to.
    talked_over = server.call("tickets.create", {**DRAFT, "request_id": secrets.token_hex(16)}, students[0])[0]["ticket"]["number"]
    for i in range(200):
        server.call("tickets.note", {"request_id": secrets.token_hex(16), "number": talked_over, "text": f"Called again, {i}."}, staff)

    def anew(**filters):
        """The open tickets, asked for in words that no request before has used."""
        return post("queue.list", {"department": "it", "statuses": OPEN, "opened_from_ms": "@1+@", **filters}, staff)

    for i in range(len(server.call("views.list", {"department": "it"}, staff)[0]["views"]), 20):
        view = {"department": "it", "statuses": OPEN, **FILTERS[i % len(FILTERS)], "days": i}
        server.call("views.save", {"name": f"View {i}", "shared": False, "filter": view}, staff)

    def file_ticket():
        server.call("tickets.create", {**DRAFT, "request_id": secrets.token_hex(16)}, students[0])

    return {
        "list 50, all statuses": (*post("queue.list", {"department": "it"}, staff), "list"),
        "list 50, a change a second": (*post("queue.list", {"department": "it"}, staff), "list", file_ticket),
        "list 50, one status": (*post("queue.list", queue, staff), "list"),
        "queue, mine": (*anew(assignee="me"), "assignee"),
        "queue, urgent": (*anew(priorities=["urgent"]), "priority"),
        "queue, a tag": (*anew(tag="wi-fi"), "tag"),
        "queue, late": (*anew(turn="late"), "late"),
        "queue, longest wait": (*anew(order="longest_wait_first"), "wait"),
        "queue, all together": (*anew(assignee="me", priorities=["urgent"], tag="wi-fi", turn="staff"), "wait_together"),
        "twenty views with counts": (*post("views.list", {"department": "it"}, staff), None),
        "my turn": (*post("staff.work", {}, staff), None),
        "search, rare words": (*post("queue.list", {"department": "it", "text": "eduroam lib@SPACES@"}, staff), "search"),
        "search, common word": (*post("queue.list", {"department": "it", "text": "the@SPACES@"}, staff), "common_word"),
        "analytics, everything": (*post("analytics.get", {"department": "it", "volume_edges_ms": asked_anew(weeks(53))}, staff), "figures"),
        "analytics, a month": (*post("analytics.get", {"department": "it", "opened_from_ms": weeks(5)[0], "volume_edges_ms": asked_anew(weeks(5))}, staff), "month"),
        "one ticket": (*post("tickets.get", {"number": "@NUMBER@"}, staff, numbers=numbers), "ticket"),
        # 49 of them, typed in 100 ways: none is asked again before the answer to it is forgotten.
        "one ticket, anew": (*post("tickets.get", {"number": "@NUMBER@@SPACES@"}, staff, numbers=numbers[:49]), "ticket"),
        "one ticket, 200 events": (*post("tickets.get", {"number": talked_over}, staff), None),
        # Before tickets are filed, whose mail goes out for a while.
        "sign in": (*post("session.sign_in", STUDENT), "hash"),
        "create": (*post("tickets.create", DRAFT, *students), "file"),
    }


def store_figures(database):
    output = subprocess.run([STORE_BENCH, database], capture_output=True, text=True, check=True).stdout
    return {name: list(map(float, figures)) for name, *figures in map(str.split, output.splitlines())}


@contextlib.contextmanager
def postgres():
    """A durable server with a quarter of a gigabyte of buffers."""
    with Postgres(durable=True, options=" -c shared_buffers=256MB -c max_wal_size=4GB") as server:
        yield server


@contextlib.contextmanager
def seeded(tickets, server, filled=None):
    """The settings of an installation with so many tickets, where its database is, and the seconds that it took. `server`: a
    PostgreSQL, or nothing: a file. `filled`: a folder to begin with."""
    provide("wrk", "wrk")
    with tempfile.TemporaryDirectory(prefix="stuticket-bench-") as folder:
        data, started = Path(folder) / "data", time.perf_counter()
        if filled:
            shutil.copytree(filled, data)
        for command in (["migrate"],) if filled else (["migrate"], ["seed-demo", "--tickets", str(tickets)]):
            subprocess.run([SERVER, *command, "--data", data], check=True, stdout=subprocess.DEVNULL, env=INHERITED)
        if not server:
            yield ["--data", data], data / "stuticket.db", time.perf_counter() - started
            return
        database = server.create("desk")
        subprocess.run([SERVER, "move", "--data", data, "--to", database], check=True, stdout=subprocess.DEVNULL, env=INHERITED)
        server.ask("desk", "VACUUM ANALYZE")  # as it does by itself within minutes
        yield ["--data", data, "--database", database], database, time.perf_counter() - started
