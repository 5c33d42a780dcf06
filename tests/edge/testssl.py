"""What Debian's testssl.sh finds at each of three fronts: the binary's own TLS, and nginx and HAProxy as docs/operating.md sets them up.

    testssl.py PROGRAM

Nothing of severity MEDIUM or worse may be found, at TLS or in the headers of the page. The certificate is signed by an authority
made for the run, which testssl.sh is told to trust; what it cannot know of such a one is KNOWN: printed, and not judged. Two
minutes for each front.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from program import Program, free_port
from provide import provide
from real_proxies import NAME, haproxy, nginx

NOT_JUDGED = ("OK", "INFO", "LOW")
KNOWN = {"cert_revocation": "an authority of one run publishes no list of what it has taken back",
         "BREACH": "the page and its files are compressed, which are the same for everybody; what the API answers never is",
         "engine_problem": "this testssl.sh itself has no GOST ciphers to offer"}


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=30)


def make_chain(folder):
    """An authority, and what it has signed for NAME, in the files that the three fronts read. The authority's file."""
    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl(folder, "req", "-x509", *new_key, "-days", "365", "-subj", "/CN=An authority of one run", "-keyout", "ca.key", "-out", "ca.pem")
    openssl(folder, "req", *new_key, "-subj", f"/CN={NAME}", "-keyout", "privkey.pem", "-out", "request.pem")
    Path(folder, "extensions").write_text(f"subjectAltName=DNS:{NAME}\nbasicConstraints=CA:FALSE\nkeyUsage=digitalSignature\n"
                                          "extendedKeyUsage=serverAuth\n", "ascii")
    openssl(folder, "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "90",
            "-extfile", "extensions", "-out", "fullchain.pem")
    os.chmod(os.path.join(folder, "privkey.pem"), 0o600)
    both = "".join(Path(folder, name).read_text("ascii") for name in ("fullchain.pem", "privkey.pem"))
    Path(folder, "tickets.pem").write_text(both, "ascii")
    return os.path.join(folder, "ca.pem")


def findings(port, authority):
    """All that testssl.sh says of what listens there: (id, severity, words)."""
    with tempfile.TemporaryDirectory(prefix="stuticket-testssl-") as folder:
        file = os.path.join(folder, "found.json")
        done = subprocess.run(["testssl", "--warnings", "off", "--color", "0", "--nodns", "none", "--ip", "127.0.0.1", "--add-ca",
                               authority, "--jsonfile", file, f"{NAME}:{port}"],
                              capture_output=True, text=True, timeout=1200, check=False, stdin=subprocess.DEVNULL)
        found = [(each["id"], each["severity"], each["finding"]) for each in json.loads(Path(file).read_text("utf-8"))]
    assert {"TLS1_2", "TLS1_3", "HSTS_time", "RC4"} <= {name for name, *_ in found}, done.stdout + done.stderr  # it has looked
    return found


def judged(front, port, authority):
    found = findings(port, authority)
    print(f"{front}: {len(found)} things looked at", flush=True)
    bad = 0
    for name, severity, words in found:
        if severity in NOT_JUDGED:
            continue
        bad += name not in KNOWN
        print(f"  {severity} {name}: {words}" + (f" ({KNOWN[name]})" if name in KNOWN else ""))
    return bad


def ready(port):
    return subprocess.run(["curl", "-skf", "-o", os.devnull, "--resolve", f"{NAME}:{port}:127.0.0.1", "-H", f"Host: {NAME}",
                           f"https://{NAME}:{port}/readyz"], check=False).returncode == 0


def behind(proxy, binary, folder, authority):
    program, port = Program(binary, STUTICKET_BASE_URL=f"https://{NAME}", STUTICKET_TRUSTED_PROXIES="127.0.0.1").start(), free_port()
    words = proxy(folder, port, program.port)
    words[0] = shutil.which(words[0], path=os.environ["PATH"] + ":/usr/sbin")
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            until = time.monotonic() + 20
            while not ready(port):
                assert time.monotonic() < until and running.poll() is None, f"{words[0]} does not answer"
                time.sleep(0.1)
            return judged(os.path.basename(words[0]), port, authority)
        finally:
            running.terminate()
            running.wait(20)
            program.stop()


def by_itself(binary, folder, authority):
    program = Program(binary, STUTICKET_BASE_URL=f"https://{NAME}", STUTICKET_TLS_CERTIFICATE=os.path.join(folder, "fullchain.pem"),
                      STUTICKET_TLS_KEY=os.path.join(folder, "privkey.pem")).start()
    try:
        return judged("stuticket", program.port, authority)
    finally:
        program.stop()


def main():
    provide("testssl", "testssl.sh")
    with tempfile.TemporaryDirectory(prefix="stuticket-") as folder:
        authority = make_chain(folder)
        bad = by_itself(sys.argv[1], folder, authority) + behind(nginx, sys.argv[1], folder, authority) + behind(haproxy, sys.argv[1], folder, authority)
    if bad:
        sys.exit(f"testssl.sh found {bad} things of severity MEDIUM or worse")
    print("three fronts: nothing of severity MEDIUM or worse")


if __name__ == "__main__":
    main()
