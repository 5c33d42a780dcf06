"""TLS by the binary itself: what it speaks, what it refuses, and that nobody can hold it up.

    tls.py PROGRAM
"""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import warnings

from program import Program


def make_certificate(program, name, common_name="localhost"):
    certificate, key = program.path(name + ".pem"), program.path(name + ".key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
                    "-subj", f"/CN={common_name}", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True, timeout=30)
    os.chmod(key, 0o600)
    return certificate, key


def trusting(certificate):
    return ssl.create_default_context(cafile=certificate)


def connect(program, context):
    raw = socket.create_connection(("127.0.0.1", program.port), timeout=20)
    return context.wrap_socket(raw, server_hostname="localhost")


def ask(connection, program, path="/healthz", more=""):
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{program.port}\r\n{more}\r\n".encode())
    answer = b""
    while b"\r\n\r\n" not in answer:
        part = connection.recv(65536)
        assert part, answer
        answer += part
    head, body = answer.split(b"\r\n\r\n", 1)
    length = int(next(line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")))
    while len(body) < length:
        body += connection.recv(65536)
    return head.decode(), body


def speaks_both_versions(program, context):
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        context.minimum_version = context.maximum_version = version
        with connect(program, context) as connection:
            for _ in range(3):  # one connection, several requests
                head, body = ask(connection, program)
                assert head.startswith("HTTP/1.1 200") and body == b"ok\n", head
            assert "Strict-Transport-Security" in head
            assert "GCM" in connection.cipher()[0] or "CHACHA20" in connection.cipher()[0]
            assert not connection.session or not connection.session.has_ticket
            _, page = ask(connection, program, "/api")
            assert len(page) > 16_384, "longer than one TLS record"
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.MAXIMUM_SUPPORTED


def refuses_old_ways(program, certificate):
    for version, ciphers in ((ssl.TLSVersion.TLSv1_1, "ALL:@SECLEVEL=0"), (ssl.TLSVersion.TLSv1_2, "AES128-GCM-SHA256"),
                             (ssl.TLSVersion.TLSv1_2, "ECDHE-ECDSA-AES128-SHA256")):
        context = ssl.create_default_context(cafile=certificate)
        context.set_ciphers(ciphers)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that these are old is the point
            context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, version
        try:
            connect(program, context)
        except (ssl.SSLError, OSError):
            continue
        raise AssertionError("an old or weak kind of TLS was accepted")


def answers_plain_http_with_a_sentence(program):
    with socket.create_connection(("127.0.0.1", program.port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = b""
        while part := connection.recv(65536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 400 ") and b"use https://" in answer, answer
    for nonsense in (b"\x00" * 100, b"SSH-2.0-x\r\n", b"\x16\x03\x01\xff\xff" + b"x" * 1000):
        with socket.create_connection(("127.0.0.1", program.port), timeout=20) as connection:
            connection.sendall(nonsense)
            try:
                while connection.recv(65536):
                    pass
            except ConnectionResetError:
                pass


def slow_handshakes_hold_up_nobody(program, context):
    started = time.monotonic()
    slow = [socket.create_connection(("127.0.0.1", program.port), timeout=20) for _ in range(100)]
    for connection in slow[50:]:
        connection.sendall(b"\x16\x03\x01")
    slowest = 0.0
    for _ in range(20):
        begin = time.monotonic()
        with connect(program, context) as connection:
            ask(connection, program)
        slowest = max(slowest, time.monotonic() - begin)
    assert slowest < 2, f"an honest client waited {slowest:.1f} s"
    for connection in slow:  # each is closed at its deadline
        assert connection.recv(1) == b""
        connection.close()
    assert 4 < time.monotonic() - started < 15


def a_large_upload_arrives_whole(program, context):
    body = b"x" * 2_000_000
    with connect(program, context) as connection:
        connection.sendall(f"POST /api/attachments.put?name=a.pdf HTTP/1.1\r\nHost: localhost:{program.port}\r\nX-StuTicket: 1\r\nX-StuTicket-Person: nobody\r\n"
                           f"Content-Type: application/pdf\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 401"  # asked before the body is read


def a_renewed_certificate_is_used_at_once(program, certificate, key):
    old = trusting(certificate)
    with connect(program, old) as lasting:
        ask(lasting, program)
        new_certificate, new_key = make_certificate(program, "new")
        os.replace(new_key, key)
        program.process.send_signal(signal.SIGHUP)  # half renewed: does not belong together
        program.wait_for_log("was not read again: STUTICKET_TLS_KEY")
        with connect(program, old) as connection:
            ask(connection, program)
        os.replace(new_certificate, certificate)
        program.process.send_signal(signal.SIGHUP)
        program.wait_for_log("certificate was read again")
        with connect(program, trusting(certificate)) as connection:
            ask(connection, program)
        try:
            connect(program, old)
            raise AssertionError("the old certificate is still used")
        except ssl.SSLCertVerificationError:
            pass
        ask(lasting, program)  # connections that were there go on


def does_not_start_with(program, certificate, key):
    def refused(sentence, **settings):
        said = program.refusal(**settings)
        assert sentence in said and said.count("\n") == 1, said

    _, foreign_key = make_certificate(program, "foreign")
    open_key = program.path("open.key")
    with open(key, encoding="utf-8") as source, open(open_key, "w", encoding="utf-8") as target:
        target.write(source.read())
    os.chmod(open_key, 0o644)
    refused("without STUTICKET_TLS_KEY", STUTICKET_TLS_KEY="")
    refused("without STUTICKET_TLS_CERTIFICATE", STUTICKET_TLS_CERTIFICATE="")
    refused("cannot be read as certificates", STUTICKET_TLS_CERTIFICATE="/nonexistent")
    refused("cannot be read as certificates", STUTICKET_TLS_CERTIFICATE=key)
    refused("cannot be read as a file", STUTICKET_TLS_KEY="/nonexistent")
    refused("cannot be read as a key", STUTICKET_TLS_KEY=program.path("stuticket.db"))
    refused("does not belong to the certificate", STUTICKET_TLS_KEY=foreign_key)
    refused("chmod 600", STUTICKET_TLS_KEY=open_key)
    refused("begins with https://", STUTICKET_BASE_URL="http://localhost")
    refused("begins with https://", STUTICKET_BASE_URL="")


def main():
    program = Program(sys.argv[1])
    certificate, key = make_certificate(program, "desk")
    program.environment.update(STUTICKET_TLS_CERTIFICATE=certificate, STUTICKET_TLS_KEY=key,
                               STUTICKET_BASE_URL=f"https://localhost:{program.port}")
    os.chmod(program.path("stuticket.db"), 0o600)
    does_not_start_with(program, certificate, key)
    program.start()
    context = trusting(certificate)
    speaks_both_versions(program, context)
    refuses_old_ways(program, certificate)
    answers_plain_http_with_a_sentence(program)
    a_large_upload_arrives_whole(program, context)
    slow_handshakes_hold_up_nobody(program, context)
    a_renewed_certificate_is_used_at_once(program, certificate, key)
    program.stop()
    print("TLS 1.2 and 1.3, renewal, slow and foreign clients: as it should be")


main()
