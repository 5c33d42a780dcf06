"""What the server asks of others hangs: the mail server, reCAPTCHA, and the name server that would tell where they are.

    silent_neighbours.py PROGRAM [SECONDS] [--strict]

Each takes connections, or questions, and never says a word. Whoever needs none of them is served as ever; who registers is told in words
to come again, and who files a ticket files it, both within ANSWERED_S; the program ends in good order while it still waits for them. How long
people waited is printed; --strict (tools/torture) also judges it, which a loaded machine would not bear. A name server of its own
takes root.
"""

import os
import socket
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import Client, signed_in  # noqa: E402
from desk import AMINA, draft  # noqa: E402
from program import Program  # noqa: E402

SECONDS, ANSWERED_S, FAST_MS = 3, 6, 100
NAME_SERVER = "127.53.53.53"


@contextmanager
def silent():
    """A port on which connections are taken and nothing is said."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as server:
        yield server.getsockname()[1]


@contextmanager
def without_names(binary, folder):
    """The program in a world of its own, whose name server never answers."""
    resolv, wrapper = os.path.join(folder, "resolv.conf"), os.path.join(folder, "stuticket")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind((NAME_SERVER, 53))
        with open(resolv, "w", encoding="ascii") as file:
            file.write(f"nameserver {NAME_SERVER}\n")
        with open(os.open(wrapper, os.O_WRONLY | os.O_CREAT, 0o700), "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\nexec unshare --mount sh -c 'mount --bind {resolv} /etc/resolv.conf && exec {binary} \"$@\"' sh \"$@\"\n")
        yield wrapper


def ask(times, problems, until, calls):
    """Asks one thing after the other until then."""
    while time.monotonic() < until:
        for call, allowed in calls:
            began = time.monotonic()
            status, said = call()
            times.append(time.monotonic() - began)
            if status not in allowed or (status != 200 and not said["message"].endswith(".")):
                problems.append((status, said))


def tried(binary, seconds, strict, mail_server, captcha_server, what):
    program = Program(binary, STUTICKET_CAPTCHA="recaptcha", RECAPTCHA_PUBLIC_KEY="site", RECAPTCHA_PRIVATE_KEY="secret",
                      RECAPTCHA_SERVER=captcha_server, MAIL_SERVER=mail_server[0], MAIL_PORT=str(mail_server[1]), MAIL_TLS=mail_server[2],
                      MAIL_FROM="desk@example.edu")
    assert program.command("seed-demo")[0] == 0
    program.start()
    reader, filer, until = signed_in(program, AMINA), signed_in(program, AMINA), time.monotonic() + seconds
    reads, files, registrations, problems = [], [], [], []
    everybody = [threading.Thread(target=ask, args=(reads, problems, until, [
        (lambda path=path: (reader.get(path)[0], {}), (200,)) for path in ("/", "/healthz", "/readyz")] + [
        (lambda: reader.call("tickets.list", {}), (200,)), (lambda: reader.call("session.current", {}), (200,))]))]
    everybody.append(threading.Thread(target=ask, args=(files, problems, until, [
        (lambda: filer.call("tickets.create", {**draft("Somebody there?"), "captcha": "token"}), (200,))])))
    for number in range(8):
        visitor, count = Client(program), iter(range(1 << 30))
        everybody.append(threading.Thread(target=ask, args=(registrations, problems, until, [
            (lambda visitor=visitor, count=count, number=number: visitor.call("account.register", {
                "name": "Amina", "email": f"a{number}-{next(count)}@students.example.edu", "registration_number": "BIT-1",
                "password": "Blue-kettle-94-Moss", "captcha": "token"}), (503, 429))])))
    for each in everybody:
        each.start()
    for each in everybody:
        each.join()
    took = program.stop()
    reads.sort()
    p99_ms = reads[int(len(reads) * 0.99)] * 1000
    print(f"{what} for {seconds} s: {len(reads)} reads, 99 of 100 within {p99_ms:.0f} ms; {len(files)} tickets filed, each within "
          f"{max(files):.1f} s; {len(registrations)} registrations put off, each within {max(registrations):.1f} s; ended within {took:.1f} s", flush=True)
    assert not problems, problems[:3]
    assert not strict or (p99_ms <= FAST_MS and max(files + registrations) <= ANSWERED_S)


def main():
    seconds, strict = next((int(each) for each in sys.argv[2:] if each.isdigit()), SECONDS), "--strict" in sys.argv
    with ExitStack() as stack:
        mail, captcha = stack.enter_context(silent()), stack.enter_context(silent())
        tried(sys.argv[1], seconds, strict, ("127.0.0.1", mail, "none"), f"http://127.0.0.1:{captcha}", "mail server and reCAPTCHA silent")
        if os.geteuid() != 0:
            print("silent name server: not tried, because it takes root")
            return
        wrapper = stack.enter_context(without_names(sys.argv[1], stack.enter_context(tempfile.TemporaryDirectory(prefix="stuticket-names-"))))
        tried(wrapper, seconds, strict, ("smtp.example.edu", 587, "starttls"), "https://captcha.example.edu", "name server silent")


main()
