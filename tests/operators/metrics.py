"""What Prometheus reads: on a place of its own, in a form that promtool accepts, and true. The alerts that are made of it.

    metrics.py PROGRAM ALERTS
"""

import http.client
import json
import os
import re
import socket
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress

from client import Client, signed_in
from desk import AMINA, draft
from documents import block
from program import Program, free_port


def promtool(*arguments, text=None):
    done = subprocess.run(["promtool", *arguments], input=text, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def read(port, path="/metrics"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def samples(text):
    """Name and labels, as they are written -> value."""
    return {name: float(value) for name, value in re.findall(r"(?m)^([a-z_]+(?:\{.*\})?) (\S+)$", text)}


def what_happens_is_counted(program, port):
    status, text = read(port)
    assert status == 200 and "text/plain" not in text
    before = samples(text)
    student = signed_in(program, AMINA)
    assert student.call("tickets.create", draft("Counted"))[0] == 200
    assert student.call("tickets.get", {"number": "0000-0000"})[0] == 404
    assert student.get("/nothing-here-" + os.urandom(4).hex())[0] in (200, 404)
    status, text = read(port)
    after = samples(text)
    promtool("check", "metrics", text=text)

    def rise(name):
        return after[name] - before.get(name, 0)

    assert rise('stuticket_tickets{department="it",status="pending"}') == 1, text
    assert rise('stuticket_http_request_duration_seconds_count{endpoint="tickets.create"}') == 1
    assert rise('stuticket_http_request_duration_seconds_bucket{endpoint="tickets.create",le="+Inf"}') == 1
    assert rise('stuticket_http_responses_total{code="404"}') >= 1
    assert rise("stuticket_commit_changes_count") >= 1
    assert after["stuticket_ready"] == after["stuticket_database_up"] == 1
    assert 10e6 < after["process_resident_memory_bytes"] < 1e9 and after["stuticket_disk_free_bytes"] > 0
    assert after["stuticket_connections"] >= 1 and after["stuticket_database_bytes"] > 100_000
    assert after['stuticket_requests_waiting{lane="writers"}'] == 0
    assert "nothing-here" not in text, "who asks for what is not there adds no name"


def listeners_are_counted(program, port):
    student = signed_in(program, AMINA)
    page = http.client.HTTPConnection("127.0.0.1", program.port, timeout=20)
    page.request("GET", "/api/changes.listen", headers={name: student.headers[name] for name in ("Host", "Cookie")})
    stream = page.getresponse()
    stream.readline()  # the greeting: it listens
    assert samples(read(port)[1])["stuticket_live_listeners"] == 1


def the_age_of_backups_is_told(program, port):
    """A setting of its own names their folder; where none is in it, the alert has to be heard."""
    age = "stuticket_backup_age_seconds"
    assert read(port)[1].count(age) == 3 and samples(read(port)[1])[age] == float("inf")
    backup = os.path.join(program.environment["STUTICKET_BACKUPS"], "stuticket-20261128T020000Z.backup")
    with open(backup, "w", encoding="utf-8"):
        pass
    os.utime(backup, (0, os.stat(backup).st_mtime - 3600))
    assert 3600 <= samples(read(port)[1])[age] < 3700


def the_dashboard_asks_for_what_there_is(dashboard, port):
    """Grafana itself is not in Debian: its questions are read by promtool, and each name in them has to be told."""
    with open(dashboard, encoding="utf-8") as file:
        questions = [target["expr"] for panel in json.load(file)["panels"] for target in panel["targets"]]
    told = read(port)[1]
    for question in questions:
        for name in re.findall(r"(?:stuticket|process)_[a-z_]+", question):
            assert re.search(rf"(?m)^{name}[ {{]", told), (name, question)
    asked = [{"record": f"asked_{i}", "expr": question.replace("$instance", ".*").replace("$__rate_interval", "5m")} for i, question in enumerate(questions)]
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as rules:
        json.dump({"groups": [{"name": "dashboard", "rules": asked}]}, rules)  # JSON is YAML
        rules.flush()
        promtool("check", "rules", rules.name)


def nobody_else_reads_it(program, port):
    assert "stuticket_ready" not in Client(program).get("/metrics")[1].decode("utf-8", "replace")
    assert read(port, "/")[0] == read(port, "/api/session.current")[0] == 404
    for nonsense in (b"", b"\r\n\r\n", b"\0" * 20_000, b"POST /metrics HTTP/1.1\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            with suppress(ConnectionError):  # what is too long is not read to its end
                connection.sendall(nonsense)
                with suppress(OSError):  # ENOTCONN, where it has been hung up on
                    connection.shutdown(socket.SHUT_WR)
                connection.recv(1)
    assert read(port)[0] == 200


def a_unix_socket_serves_as_well(binary):
    program = Program(binary)
    path = program.path("metrics")
    for _ in range(2):  # the second time one is there that a crash has left behind
        program.environment["STUTICKET_METRICS"] = path
        program.start()
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o660
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(20)
            connection.connect(path)
            connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: desk\r\n\r\n")
            assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK\r\n")
        program.kill()
    with open(program.path("a file"), "w", encoding="utf-8"):
        pass
    for place, said in ((program.path("a file"), "cannot listen on"), ("9100", "STUTICKET_METRICS must be"), ("desk:9100", "STUTICKET_METRICS must be"),
                        ("127.0.0.1:0", "STUTICKET_METRICS must be"), ("::1:9100", "STUTICKET_METRICS must be"), ("/" + "x" * 200, "STUTICKET_METRICS must be")):
        refusal = program.refusal(STUTICKET_METRICS=place)
        assert said in refusal, (place, refusal)
    assert os.path.exists(program.path("a file"))


def main():
    binary, alerts = sys.argv[1:]
    promtool("check", "rules", os.path.join(alerts, "alerts.yml"))
    promtool("test", "rules", os.path.join(alerts, "alerts_test.yml"))
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as configuration:
        configuration.write(block("operating.md", "yaml").replace("/usr/share/doc/stuticket/examples/prometheus", alerts))
        configuration.flush()
        promtool("check", "config", configuration.name)
    port = free_port()
    program = Program(binary, STUTICKET_METRICS=f"127.0.0.1:{port}")
    program.environment["STUTICKET_BACKUPS"] = program.path("backups")
    os.mkdir(program.path("backups"))
    code, said = program.command("seed-demo")
    assert code == 0, said
    program.start()
    what_happens_is_counted(program, port)
    listeners_are_counted(program, port)
    nobody_else_reads_it(program, port)
    the_age_of_backups_is_told(program, port)
    the_dashboard_asks_for_what_there_is(os.path.join(alerts, "../grafana/stuticket.json"), port)
    program.stop()
    a_unix_socket_serves_as_well(binary)


main()
