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
    for trusted, sentence in (("0.0.0.0/0", "the widest"), ("10.0.0.1, ::/0", "the widest"), ("::ffff:0:0/96", "the widest"),
                              ("0.0.0.0/1,128.0.0.0/1", "the widest"),
                              ("proxy.example.edu", "is no address"), ("10.0.0.0/33", "is no address")):
        said = program.refusal(STUTICKET_TRUSTED_PROXIES=trusted)
        assert sentence in said, said


def wrong_sign_ins(program, count):
    answers = []
    for number in range(count):
        with socket.create_connection(("127.0.0.1", program.port), timeout=20) as connection:
            body = '{"email": "nobody%d@example.edu", "password": "Wrong-Horse-77"}' % number
            connection.sendall((f"POST /api/session.sign_in HTTP/1.1\r\nHost: localhost:{program.port}\r\nX-StuTicket: 1\r\n"
                                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode())
            answers.append(int(connection.recv(65536)[9:12]))
    return answers


def a_campus_is_not_locked_out_by_its_forgetful(binary):
    for campus, last in (("", 429), ("127.0.0.0/8", 401)):
        program = Program(binary, STUTICKET_CAMPUS_NETWORKS=campus).start()
        answers = wrong_sign_ins(program, 33)
        assert answers[:30] == [401] * 30 and answers[-1] == last, (campus, answers)
        program.stop()


def slips_of_the_pen_do_not_start(binary):
    program = Program(binary)
    for settings, sentence in (({"STUTICKET_TRUSTED_PROXY": "127.0.0.1"}, "STUTICKET_TRUSTED_PROXY, which is not a setting"),
                               ({"STUTICKET_CAMPUS_NETWORKS": "10.0.0.0/7"}, "STUTICKET_CAMPUS_NETWORKS"),
                               ({"STUTICKET_BASE_URL": "https://desk.example.edu:99999"}, "from 1 to 65535"),
                               ({"STUTICKET_BASE_URL": "https://desk.example.edu:0"}, "from 1 to 65535"),
                               ({"STUTICKET_BASE_URL": "http://[::1]:65536"}, "from 1 to 65535"),
                               ({"STUTICKET_FILES_PER_DAY": "many"}, "STUTICKET_FILES_PER_DAY"),
                               ({"STUTICKET_SPACE_FOR_CHANGES": "-1"}, "STUTICKET_SPACE_FOR_CHANGES")):
        said = program.refusal(**settings)
        assert sentence in said, (settings, said)


def main():
    binary = sys.argv[1]
    slips_of_the_pen_do_not_start(binary)
    everybody_is_not_a_proxy(binary)
    a_campus_is_not_locked_out_by_its_forgetful(binary)
    without_trust_nobody_is_believed(binary)
    the_proxy_says_who_asks(binary)
    a_probe_learns_the_truth(binary)
    print("forged and forwarded addresses, probes: as they should be")


main()
