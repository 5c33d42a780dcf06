"""The command tools/ha: what each of its words does."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time

from cluster import ADDRESSES, DATABASES, DESKS, PORT, ROOT, Cluster, is_ready, patroni
from faults import FAULTS
from trial import run

STATE = ROOT / "build/ha.json"  # what `up` started: its process and its folder
LOG = ROOT / "build/ha.log"
BINARY = os.environ.get("STUTICKET", ROOT / "build/native/stuticket")
NEXT_BINARY = ROOT / "build/native/tests/operators/stuticket_next"


def state():
    """Of the one that runs, or None."""
    try:
        kept = json.loads(STATE.read_text("utf-8"))
        os.kill(kept["process"], 0)
        return kept
    except (OSError, ValueError):
        return None


def up():
    if state():
        sys.exit("It is up already: tools/ha status says how it is, tools/ha down ends it.")
    with open(LOG, "w", encoding="utf-8") as log:
        keeper = subprocess.Popen([sys.executable, __file__, "keep"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                  start_new_session=True)
    while keeper.poll() is None and not (state() or {}).get("is_ready"):
        time.sleep(0.2)
    print(LOG.read_text("utf-8"), end="")
    sys.exit(keeper.poll())


def keep():
    """What `up` leaves running, until SIGTERM."""
    cluster = Cluster(BINARY)
    kept = {"process": os.getpid(), "host": cluster.host}
    try:
        STATE.write_text(json.dumps(kept), "utf-8")
        cluster.up()
        print(f"{cluster.desk_command('seed-demo')}\nStuTicket is at https://{cluster.host}, where that name leads to {ADDRESSES['proxy']}:\n"
              f"  curl --cacert {cluster.certificate} --resolve {cluster.host}:{ADDRESSES['proxy']} https://{cluster.host}/readyz\n"
              f"Data and logs are in {cluster.folder}, until tools/ha down.", flush=True)
        STATE.write_text(json.dumps(kept | {"is_ready": True}), "utf-8")
        while True:
            signal.pause()
    finally:
        cluster.down()
        STATE.unlink(missing_ok=True)


def down():
    kept = state()
    if not kept:
        print("Nothing is up.")
        return
    os.kill(kept["process"], signal.SIGTERM)
    subprocess.run(["tail", f"--pid={kept['process']}", "-f", os.devnull], check=True, timeout=120)
    print("All is down.")


def status():
    kept = state()
    if not kept:
        sys.exit("Nothing is up: tools/ha up starts it.")
    members = patroni()
    for name in DATABASES:
        member = members.get(name, {"role": "not heard of", "state": ""})
        print(f"{name:<8}{ADDRESSES[name]:<14}{member['role']:<16}{member['state']:<12}timeline {member.get('timeline', 'unknown')}")
    for desk in DESKS:
        print(f"{desk:<8}{ADDRESSES[desk]:<14}{'ready' if is_ready(desk, kept['host']) else 'not ready'}")
    print(f"{'proxy':<8}{ADDRESSES['proxy']:<14}port {PORT}")


def main():
    parser = argparse.ArgumentParser(prog="tools/ha", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("up", "down", "status", "keep"):
        commands.add_parser(name)
    test = commands.add_parser("test")
    test.add_argument("--failovers", type=int, default=3)
    test.add_argument("--only", nargs="*", choices=[fault.__name__ for _, fault, _ in FAULTS], default=None)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and all is taken down
    if options.command == "test":
        if state():
            sys.exit("tools/ha down first: both need the same addresses.")
        faults = [fault for fault in FAULTS if options.only is None or fault[1].__name__ in options.only]
        sys.exit(0 if run(BINARY, NEXT_BINARY, options.failovers, faults) else 1)
    {"up": up, "keep": keep, "down": down, "status": status}[options.command]()


main()
