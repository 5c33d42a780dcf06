"""All machines of deploy/ha on this one, in a temporary folder: three of PostgreSQL, two of StuTicket, one of HAProxy."""

import importlib.machinery
import importlib.util
import json
import os
import shutil
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from disk import Disk
from machine import Machine, Program, give

ROOT = Path(__file__).resolve().parents[2]
POSTGRESQL = Path("/usr/lib/postgresql/15/bin")
DATABASES, DESKS = ("db1", "db2", "db3"), ("desk1", "desk2")
ADDRESSES = {"db1": "127.0.0.11", "db2": "127.0.0.12", "db3": "127.0.0.13", "desk1": "127.0.0.21", "desk2": "127.0.0.22",
             "proxy": "127.0.0.31"}
FIRST_GROUP = 60_011  # a number that no group of Debian's has
PORT = 8443


def configured(folder, **changed):
    """What deploy/ha/configure does on the command line."""
    source = str(ROOT / "deploy/ha/configure")
    loader = importlib.machinery.SourceFileLoader("configure", source)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("configure", loader))
    loader.exec_module(module)
    return module.configure(folder, **changed), module.settings


def patroni():
    """The members as Patroni knows them, by name; asks whichever answers."""
    for name in DATABASES:
        try:
            with urllib.request.urlopen(f"http://{ADDRESSES[name]}:8008/cluster", timeout=3) as answer:
                return {member["name"]: member for member in json.load(answer)["members"]}
        except (OSError, ValueError):
            continue
    return {}


def is_ready(desk, host):
    request = urllib.request.Request(f"http://{ADDRESSES[desk]}:8080/readyz", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=3) as answer:
            return answer.status == 200
    except OSError:
        return False


class Cluster:
    def __init__(self, binary, next_binary=None, **desk_environment):
        self.folder, self.desk_environment = Path(tempfile.mkdtemp(prefix="stuticket-ha-")), desk_environment
        self.binary = shutil.copy(binary, self.folder / "stuticket")  # the repository may be closed to the programs' user
        self.next_binary = next_binary and shutil.copy(next_binary, self.folder / "stuticket_next")
        each = f"{self.folder}/${{machine}}"
        self.values, self._settings = configured(
            self.folder / "configuration", **ADDRESSES, network="127.0.0.0/8", port=str(PORT), name_port=f":{PORT}",
            postgresql_data=f"{each}/disk/postgresql", postgresql_sockets=each, etcd_data=f"{each}/disk/etcd",
            stuticket_data=f"{each}/data", certificate=f"{self.folder}/proxy/tickets.pem")
        self.machines = {name: Machine(name, address, self.folder / name, FIRST_GROUP + i)
                         for i, (name, address) in enumerate(ADDRESSES.items())}
        self.host = f"{self.values['name']}:{PORT}"
        self.disks, self.over, self.keeper = {}, threading.Event(), threading.Thread(target=self._keep_running, daemon=True)

    # What is on which machine

    def up(self):
        for name, machine in self.machines.items():
            machine.folder.mkdir(mode=0o700)
            if name in DATABASES:
                self.disks[name] = Disk(self.folder, machine.folder / "disk")
            elif name in DESKS:
                (machine.folder / "data").mkdir(mode=0o700)
        self._make_certificate()
        give(self.folder)
        for name, machine in self.machines.items():
            machine.programs = self._programs(name)
        self.keeper.start()
        self._turn_on(*DATABASES)
        self.wait_for(self.is_replicated, 120)
        self.sql((self.folder / "configuration/db1/database.sql").read_text("utf-8"), database="postgres")
        self.wait_for(self.is_database_everywhere, 60)  # who asks a node that has none of that name asks no other
        self.desk_command("migrate")
        self._turn_on("desk1")  # makes the installation's secret
        self.wait_for(self.is_first_desk_ready, 60)
        secret = self.machines["desk1"].folder / "data/secret.key"
        subprocess.run(["cp", "--preserve", secret, self.machines["desk2"].folder / "data"], check=True)
        self._turn_on("desk2", "proxy")
        self.wait_for(self.is_whole, 60)
        return self

    def down(self, delete=True):
        """Logs stay where they are to be read: `delete` says that they are not."""
        for name in ("proxy", *DESKS):
            self.machines[name].stop()
        for name in DATABASES:
            self.machines[name].is_on = False
            self.machines[name].die()
        self.over.set()
        for disk in self.disks.values():
            disk.remove()
        if delete:
            subprocess.run(["rm", "-rf", "--one-file-system", self.folder], check=True)

    def _programs(self, name):
        files, machine = self.folder / "configuration" / name, self.machines[name]
        if name in DATABASES:
            return [Program("etcd", ["etcd"], self._environment(files / "etcd")),
                    Program("patroni", ["patroni", str(files / "patroni.yml")])]
        if name in DESKS:
            return [Program("stuticket", [self.binary, "serve"], self._environment(files / "stuticket.env") | self.desk_environment)]
        return [Program("haproxy", ["haproxy", "-db", "-f", str(files / "haproxy.cfg")])]

    def _environment(self, file):
        return self._settings(file.read_text("utf-8"))

    def _turn_on(self, *names):
        for name in names:
            self.machines[name].is_on = True

    def _keep_running(self):
        while not self.over.wait(0.1):
            for machine in self.machines.values():
                machine.keep_running(time.monotonic())

    def _make_certificate(self):
        self.certificate = self.folder / "tickets.crt"
        key, both = self.folder / "tickets.key", self.folder / "proxy/tickets.pem"
        name = self.values["name"]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                        "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", key, "-out", self.certificate],
                       check=True, capture_output=True)
        both.write_text(self.certificate.read_text("ascii") + key.read_text("ascii"), "ascii")

    def desk_command(self, *arguments, desk="desk1"):
        """What `stuticket ARGUMENTS` says on a desk's machine."""
        machine = self.machines[desk]
        command = Program("command", [self.binary, *arguments], machine.programs[0].environment)
        log = machine.folder / "command.log"
        log.unlink(missing_ok=True)
        command.start(machine)
        status, said = command.process.wait(300), log.read_text("utf-8")
        if status != 0:
            raise RuntimeError(f"stuticket {' '.join(arguments)}: {said}")
        return said

    # How it is

    def named(self, role):
        """The member with that role, or None."""
        return next((name for name, member in patroni().items() if member["role"] == role), None)

    def is_replicated(self):
        members = patroni().values()
        return (sorted(member["role"] for member in members) == ["leader", "replica", "sync_standby"]
                and all(member["state"] in ("running", "streaming") for member in members)
                and len({member.get("timeline") for member in members}) == 1
                and self.sql_or_none("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'", "postgres") == "2")

    def is_database_everywhere(self):
        return all(self.sql_or_none("SELECT 1", node=name) == "1" for name in DATABASES)

    def is_first_desk_ready(self):
        return is_ready("desk1", self.host)

    def is_proxied(self):
        context = ssl.create_default_context(cafile=self.certificate)
        context.check_hostname = False  # asked by its address
        request = urllib.request.Request(f"https://{ADDRESSES['proxy']}:{PORT}/readyz", headers={"Host": self.host})
        try:
            with urllib.request.urlopen(request, timeout=3, context=context) as answer:
                return answer.status == 200
        except OSError:
            return False

    def is_whole(self):
        return self.is_replicated() and all(is_ready(desk, self.host) for desk in DESKS) and self.is_proxied()

    def wait_for(self, condition, seconds):
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                raise TimeoutError(f"{condition.__name__} did not become true in {seconds} s; the logs are in {self.folder}")
            time.sleep(0.3)

    # What is in it

    def sql(self, text, database="stuticket", node=None, patience=None):
        """What psql prints, as the superuser: on the primary, or on one node."""
        hosts, wanted = (ADDRESSES[node], "any") if node else (",".join(ADDRESSES[name] for name in DATABASES), "read-write")
        url = f"postgresql://postgres@{hosts}/{database}?target_session_attrs={wanted}&connect_timeout=2"
        done = subprocess.run([POSTGRESQL / "psql", url, "-XAtq", "-v", "ON_ERROR_STOP=1", "-F", "\t"], input=text, text=True,
                              capture_output=True, timeout=patience, check=False,
                              env={**os.environ, "PGPASSWORD": self.values["superuser_password"]})
        if done.returncode != 0 or "WARNING" in done.stderr:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def sql_or_none(self, text, database="stuticket", node=None):
        try:
            return self.sql(text, database, node, patience=10)
        except (RuntimeError, subprocess.TimeoutExpired):
            return None

    def rows(self, text, **where):
        return [line.split("\t") for line in self.sql(text, **where).splitlines()]
