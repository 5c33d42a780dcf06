"""Behind Debian's nginx and HAProxy, with the configurations of docs/operating.md: ports and folders are replaced,
nothing else.

    real_proxies.py PROGRAM
"""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import unittest
import warnings
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import Client  # noqa: E402
from documents import block, replaced  # noqa: E402
from pdfs import pdf_of  # noqa: E402
from program import Program, free_port  # noqa: E402

NAME = "tickets.example.edu"
STUDENT = {"email": "amina.wanjiru@students.example.edu", "password": "Quiet-Lantern-42"}
SIZES = (300_000, 1_500_000, 2_097_152)
TOO_LARGE = 2_600_000
TIMES = 3


def make_certificate(folder):
    certificate, key = os.path.join(folder, "fullchain.pem"), os.path.join(folder, "privkey.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
                    "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True, timeout=30)
    with open(os.path.join(folder, "tickets.pem"), "w", encoding="ascii") as both:
        for part in (certificate, key):
            both.write(Path(part).read_text("ascii"))
    return certificate


def nginx(folder, port, upstream):
    server = replaced(block("operating.md", "nginx"), **{
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;", "/etc/ssl/tickets/": folder + "/", "127.0.0.1:8080": f"127.0.0.1:{upstream}"})
    path = os.path.join(folder, "nginx.conf")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"daemon off;\nuser {'root' if os.geteuid() == 0 else 'nobody'};\npid {folder}/nginx.pid;\n"
                   f"error_log {folder}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{server}}}\n")
    return ["nginx", "-p", folder, "-c", path]


def haproxy(folder, port, upstream):
    configuration = replaced(block("operating.md", "haproxy"), **{
        "bind :443": f"bind 127.0.0.1:{port}", "/etc/haproxy/": folder + "/", "127.0.0.1:8080": f"127.0.0.1:{upstream}",
        f"hdr Host {NAME}": f"hdr Host {NAME}:{port}"})
    path = os.path.join(folder, "haproxy.cfg")
    with open(path, "w", encoding="utf-8") as file:
        file.write("global\n    maxconn 500\n" + configuration)
    return ["haproxy", "-db", "-f", path]


class Secure(http.client.HTTPSConnection):
    """To the proxy on this machine, under its real name, from an address of its own."""

    def __init__(self, port, certificate, source="127.0.0.1"):
        super().__init__(NAME, port, timeout=30, context=ssl.create_default_context(cafile=certificate), source_address=(source, 0))

    def connect(self):
        self.host, name = "127.0.0.1", self.host
        http.client.HTTPConnection.connect(self)
        self.host = name
        self.sock = self._context.wrap_socket(self.sock, server_hostname=name)


class BehindProxy:
    """What holds behind each of them."""

    command, binary = None, None

    @classmethod
    def setUpClass(cls):
        cls.port = free_port()
        cls.program = Program(cls.binary, STUTICKET_BASE_URL=f"https://{NAME}:{cls.port}", STUTICKET_TRUSTED_PROXIES="127.0.0.1",
                              STUTICKET_FILES_PER_DAY="0", STUTICKET_MEGABYTES_PER_DAY="0")
        code, said = cls.program.command("seed-demo")
        assert code == 0, said
        cls.program.start()
        cls.certificate = make_certificate(cls.program.data)
        words = cls.command(cls.program.data, cls.port, cls.program.port)
        words[0] = shutil.which(words[0], path=os.environ["PATH"] + ":/usr/sbin")
        cls.proxy = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        until = time.monotonic() + 20
        while cls.status_of("/readyz") != 200:
            assert time.monotonic() < until and cls.proxy.poll() is None, cls.proxy.stderr.read1()
            time.sleep(0.1)
        signed_in = cls.ask("POST", "/api/session.sign_in", json.dumps(STUDENT), "application/json")
        assert signed_in[0] == 200, signed_in
        cls.person = json.loads(signed_in[2])["user"]["id"]
        cls.cookie = "; ".join(each.split(";")[0] for each in signed_in[1].get_all("Set-Cookie"))

    @classmethod
    def tearDownClass(cls):
        cls.proxy.terminate()
        cls.proxy.wait(20)
        cls.proxy.stderr.close()
        cls.program.stop()

    @classmethod
    def ask(cls, method, path, body=None, content_type=None, cookie=None, source="127.0.0.1"):
        connection = Secure(cls.port, cls.certificate, source)
        headers = {"Host": f"{NAME}:{cls.port}", "X-StuTicket": "1", "Origin": f"https://{NAME}:{cls.port}", "Accept": "application/json"}
        if content_type:
            headers["Content-Type"] = content_type
        if cookie:
            headers |= {"Cookie": cookie, "X-StuTicket-Person": cls.person}
        elif method == "POST":
            headers["X-StuTicket-Person"] = "nobody"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    @classmethod
    def status_of(cls, path):
        try:
            return cls.ask("GET", path)[0]
        except OSError:
            return 0

    def upload(self, size, cookie):
        status, _, body = self.ask("POST", "/api/attachments.put?name=scan.pdf", pdf_of(size), "application/pdf", cookie)
        try:
            return status, json.loads(body)
        except ValueError:
            return status, body

    def test_1_page_and_readiness(self):
        for path in ("/", "/readyz", "/healthz", "/tickets", "/api"):
            status, headers, _ = self.ask("GET", path)
            self.assertEqual(status, 200, path)
            self.assertIn("Strict-Transport-Security", headers)

    def test_2_the_clients_address_counts(self):
        self.ask("GET", "/from-elsewhere", source="127.0.0.7")
        self.program.wait_for_log("/from-elsewhere")
        self.assertEqual(re.search('/from-elsewhere".*"address":"([^"]*)"', self.program.log)[1], "127.0.0.7")

    def test_3_uploads_that_are_taken(self):
        for size in SIZES:
            for _ in range(TIMES):
                status, answer = self.upload(size, self.cookie)
                self.assertEqual(status, 200, (size, answer))

    def test_4_uploads_that_are_refused_before_they_are_read(self):
        for size in SIZES:
            for _ in range(TIMES):
                status, answer = self.upload(size, None)
                self.assertEqual((status, answer["code"]), (401, "unauthenticated"), size)
        for cookie in (None, self.cookie):
            for _ in range(TIMES):
                status, answer = self.upload(TOO_LARGE, cookie)
                self.assertEqual((status, answer["code"]), (413, "too_large"))

    def test_5_uploads_that_are_too_many(self):
        for _ in range(20):
            if self.upload(1_000, self.cookie)[0] == 429:
                break
        for size in SIZES:
            for _ in range(TIMES):
                status, answer = self.upload(size, self.cookie)
                self.assertEqual((status, answer["code"]), (429, "too_many"), size)

    def test_6_a_stream_is_passed_on_as_it_comes(self):
        connection = Secure(self.port, self.certificate, "127.0.0.1")
        connection.request("GET", f"/api/changes.listen?person={self.person}", headers={
            "Host": f"{NAME}:{self.port}", "Sec-Fetch-Site": "same-origin", "Cookie": self.cookie})
        stream = connection.getresponse()
        self.assertEqual((stream.status, stream.headers["Content-Type"]), (200, "text/event-stream"))
        self.wait_for_event(stream, b"alive")
        ticket = {"request_id": "e" * 32, "service": "student-portal", "name": "Amina Wanjiru", "registration_number": "BIT-1",
                  "subject": "A change", "message": "To be heard of."}
        self.assertEqual(self.ask("POST", "/api/tickets.create", json.dumps(ticket), "application/json", self.cookie)[0], 200)
        self.wait_for_event(stream, b"changes")
        connection.close()

    def wait_for_event(self, stream, name):
        """Each line is waited for as long as the connection's patience; a proxy that keeps them back uses it up."""
        while True:
            line = stream.readline()
            self.assertTrue(line, "the stream is over")
            if line == b"event: " + name + b"\n":
                return


class Nginx(BehindProxy, unittest.TestCase):
    command = staticmethod(nginx)


class Haproxy(BehindProxy, unittest.TestCase):
    command = staticmethod(haproxy)


class AloneForTheProbe(unittest.TestCase):
    """Load balancers ask in HTTP/1.0 and need not know our name; nothing else is answered so."""

    def test_probes(self):
        program = Program(BehindProxy.binary).start()
        self.addCleanup(program.stop)
        for path in ("/healthz", "/readyz"):
            for host in ("", f"Host: localhost:{program.port}\r\n", "Host: 10.0.0.5\r\n"):
                for method, body in (("GET", "ok\n"), ("HEAD", "")):
                    answer = self.say(program, f"{method} {path} HTTP/1.0\r\n{host}\r\n")
                    self.assertTrue(answer.startswith("HTTP/1.1 200 ") and answer.endswith("\r\n\r\n" + body), answer)
        for words, status in (("GET / HTTP/1.0\r\n\r\n", 505), ("POST /readyz HTTP/1.0\r\nContent-Length: 0\r\n\r\n", 505),
                              ("GET /readyz?a HTTP/1.0\r\n\r\n", 505), ("GET /readyz HTTP/1.1\r\n\r\n", 400),
                              ("GET /readyz HTTP/1.1\r\nHost: elsewhere\r\n\r\n", 421), ("GET /readyz HTTP/0.9\r\n\r\n", 505)):
            self.assertTrue(self.say(program, words).startswith(f"HTTP/1.1 {status} "), words)

    @staticmethod
    def say(program, words):
        with socket.create_connection(("127.0.0.1", program.port), timeout=20) as connection:
            connection.sendall(words.encode())
            answer = b""
            while part := connection.recv(65536):
                answer += part
            return answer.decode()


if __name__ == "__main__":
    warnings.simplefilter("ignore", ResourceWarning)
    BehindProxy.binary = sys.argv.pop(1)
    unittest.main(verbosity=2)
