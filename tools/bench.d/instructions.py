"""Instructions that the server runs for one request, by valgrind's callgrind: they hardly depend on how busy the machine is."""
import http.client
import json
import re
import secrets
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from desk import ROOT, SERVER, Server, provide, seeded, works

KEPT = ROOT / "docs/instructions.json"
TICKETS, WARM, COUNTED, BOUND = 2_000, 10, 60, 1.05
REQUESTS = ("list 50, all statuses", "queue, mine", "one ticket, anew", "search, rare words", "analytics, everything", "create")


def asked(server, path, environment, turns):
    """Sends the request once for each of `turns`, filled in as load.lua does it."""
    cookies, numbers = environment["BENCH_COOKIE"].split("\n"), environment["BENCH_NUMBERS"].split()
    with closing(http.client.HTTPConnection(server.host, timeout=120)) as connection:
        for turn in turns:
            body = environment["BENCH_BODY"].replace("@ID@", secrets.token_hex(16)).replace("@SPACES@", " " * (turn % 100))
            body = re.sub(r'"@(\d+)\+@"', lambda found: str(int(found[1]) + turn), body)
            if numbers:
                body = body.replace("@NUMBER@", numbers[turn % len(numbers)])
            connection.request("POST", path, body, {"Content-Type": "application/json", "Accept": "application/x-stuticket",
                                                    "X-StuTicket": "1", "Cookie": cookies[turn % len(cookies)]})
            reply = connection.getresponse()
            said = reply.read()
            if reply.status != 200:
                raise SystemExit(f"{path}: {reply.status} {said}")


def callgrind_control(server, *options):
    subprocess.run(["callgrind_control", *options, str(server.process.pid)], check=True, stdout=subprocess.DEVNULL)


def counted(server, folder, path, environment):
    asked(server, path, environment, range(WARM))
    callgrind_control(server, "--zero")
    asked(server, path, environment, range(WARM, WARM + COUNTED))
    callgrind_control(server, "--dump")
    newest = max(folder.glob("callgrind.*"), key=lambda file: file.stat().st_mtime_ns)
    totals = re.findall(r"^(?:totals|summary): (\d+)", newest.read_text(), re.MULTILINE)
    for file in folder.glob("callgrind.*"):
        file.unlink()
    return round(int(totals[-1]) / COUNTED)


def instructions():
    provide("valgrind", "valgrind")
    with seeded(TICKETS, None) as (place, *_), tempfile.TemporaryDirectory(prefix="stuticket-callgrind-") as folder:
        with Server(place) as server:
            work = works(server)
        preloaded = f"{folder}/self_exe.so"
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", preloaded, ROOT / "tools/bench.d/self_exe.c"], check=True)
        callgrind = ["env", f"SELF_EXE={SERVER}", f"LD_PRELOAD={preloaded}",
                     "valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind.out"]
        with Server(place, under=callgrind) as server:
            return {name: counted(server, Path(folder), *work[name][:2]) for name in REQUESTS}


def compare(keep):
    """Prints each beside what is kept; with `keep` keeps it. False when one has become dearer by more than a twentieth."""
    before = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    now = instructions()
    for name, count in now.items():
        ratio = count / before[name] if name in before else 1
        print(f"{name:<27}{count:>14,}{ratio:>8.2f}{'  dearer' if ratio > BOUND else ''}")
    if keep:
        KEPT.write_text(json.dumps(now, indent=1) + "\n")
    return keep or all(count <= before.get(name, count) * BOUND for name, count in now.items())
