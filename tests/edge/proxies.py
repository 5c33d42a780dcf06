"""Behind a proxy: whose address counts, and what /readyz and /healthz say.

    proxies.py PROGRAM
"""

import re
import socket
import sqlite3
import sys

from program import Program


def ask(program, path="/healthz", *lines):
    with socket.create_connection(("127.0.0.1", program.port), timeout=20) as connection:
        request = "".join(line + "\r\n" for line in (f"GET {path} HTTP/1.1", f"Host: localhost:{program.port}", *lines, ""))
        connection.sendall(request.encode())
        return connection.recv(65536).decode()


def logged_address(program, path, *lines):
    ask(program, path, *lines)
    program.wait_for_log(re.escape(path))
    return re.search(re.escape(path) + '".*"address":"([^"]*)"', program.log)[1]


def without_trust_nobody_is_believed(binary):
    program = Program(binary).start()
    for number, claim in enumerate(("8.8.8.8", "127.0.0.1, 8.8.8.8", "::1")):
        assert logged_address(program, f"/untrusted{number}", "X-Forwarded-For: " + claim, "X-Real-IP: 9.9.9.9") == "127.0.0.1"
    program.stop()


def the_proxy_says_who_asks(binary):
    program = Program(binary, STUTICKET_TRUSTED_PROXIES="127.0.0.1, 10.9.0.0/16").start()
    for number, (lines, address) in enumerate((
            (["X-Forwarded-For: 203.0.113.9"], "203.0.113.9"),
            (["X-Forwarded-For: 127.0.0.1, 203.0.113.9, 10.9.8.7"], "203.0.113.9"),
            (["X-Forwarded-For: 1.1.1.1", "X-Forwarded-For: 203.0.113.9"], "203.0.113.9"),
            (["X-Forwarded-For: 2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::"),
            (["X-Forwarded-For: unknown"], "127.0.0.1"),
            (["Forwarded: for=8.8.8.8", "X-Real-IP: 8.8.8.8"], "127.0.0.1"),
            ([], "127.0.0.1"))):
        assert logged_address(program, f"/trusted{number}", *lines) == address, lines
    many = [socket.create_connection(("127.0.0.1", program.port), timeout=20) for _ in range(300)]
    for connection in many:  # over the share of one address
        connection.sendall(f"GET /healthz HTTP/1.1\r\nHost: localhost:{program.port}\r\n\r\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 200"
    for connection in many:
        connection.close()
    program.stop()


def a_probe_learns_the_truth(binary):
    program = Program(binary).start()
    for path in ("/healthz", "/readyz"):
        answer = ask(program, path)
        assert answer.startswith("HTTP/1.1 200 ") and answer.endswith("\r\nok\n"), answer
        assert re.search(r"\r\nDate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n", answer), answer
    database = sqlite3.connect(program.path("stuticket.db"))
    database.execute("INSERT INTO schema_migration (number, name, applied_ms) VALUES (99999, 'later', 0)")
    database.commit()
    newer = ask(program, "/readyz")
    assert newer.startswith("HTTP/1.1 503 ") and "Retry-After" in newer, newer
    assert ask(program).startswith("HTTP/1.1 200 ")
    program.stop()


def everybody_is_not_a_proxy(binary):
    program = Program(binary)
    for trusted, sentence in (("0.0.0.0/0", "must not trust everybody"), ("10.0.0.1, ::/0", "must not trust everybody"),
                              ("proxy.example.edu", "is no address"), ("10.0.0.0/33", "is no address")):
        said = program.refusal(STUTICKET_TRUSTED_PROXIES=trusted)
        assert sentence in said, said


def main():
    binary = sys.argv[1]
    everybody_is_not_a_proxy(binary)
    without_trust_nobody_is_believed(binary)
    the_proxy_says_who_asks(binary)
    a_probe_learns_the_truth(binary)
    print("forged and forwarded addresses, probes: as they should be")


main()
