"""`stuticket doctor` against real servers: mail that it may hand on, names in dnsmasq, certificates; and what it says of each that
is not as it should be. In a network of its own, with a resolver of its own.

    doctor.py PROGRAM
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager

from mail_server import PASSWORD, USERNAME, Authority, Inbox, MailServer
from program import Program
from small_disk import small_disk

HOST = "desk.example.edu"


@contextmanager
def name_server(folder, *records):
    """dnsmasq, asked by this process and its children alone."""
    resolver = os.path.join(folder, "resolv.conf")
    with open(resolver, "w", encoding="ascii") as file:
        file.write("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", resolver, "/etc/resolv.conf"], check=True)
    process = subprocess.Popen(["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--port=53",
                                "--listen-address=127.0.0.1", "--bind-interfaces", "--local=/edu/", "--pid-file=", "--user=root", "--log-facility=-",
                                *records], stderr=subprocess.PIPE, text=True)
    assert "started" in process.stderr.readline()
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)
        subprocess.run(["umount", "/etc/resolv.conf"], check=True)


def examined(program, *arguments, **settings):
    """The worst that is said about what: {"mail": ("WRONG", "…")}. No secret is ever among it."""
    done = subprocess.run([program.binary, "doctor", *arguments], cwd=program.data, env={**program.environment, **settings},
                          capture_output=True, text=True, check=False, timeout=60)
    said, all_findings = done.stdout + done.stderr, []
    assert PASSWORD not in said and "wrong-password" not in said, said
    for line in done.stdout.splitlines()[:-1]:
        if line.startswith(" "):
            all_findings[-1][2] += " " + line.strip()
        else:
            all_findings.append([line[:5].strip(), line[7:19].strip(), line[21:]])
    findings = {}
    for verdict, about, what in sorted(all_findings, key=lambda each: ["fine", "look", "WRONG"].index(each[0])):
        findings[about] = (verdict, what)
    wrong = [about for about, (verdict, _) in findings.items() if verdict == "WRONG"]
    assert done.returncode == (1 if wrong else 0), said
    return findings


def without_the_clock(findings):
    return {about: verdict for about, (verdict, _) in findings.items() if about != "clock"}


def a_desk_that_is_in_order(program, settings, folder):
    os.chmod(program.data, 0o700)
    with name_server(folder, f"--host-record={HOST},127.0.0.1", "--txt-record=example.edu,v=spf1 mx -all",
                     "--txt-record=_dmarc.example.edu,v=DMARC1; p=none",
                     "--txt-record=s1._domainkey.example.edu,v=DKIM1; p=" + "A" * 200 + "," + "B" * 200):
        findings = examined(program, "--dkim-selector", "s1", **settings)
        assert set(without_the_clock(findings).values()) == {"fine"}, findings
        assert f"as {USERNAME}" in findings["mail"][1], findings
        findings = examined(program, "--dkim-selector", "old", **settings)
        assert findings["DKIM"][0] == "WRONG" and "old._domainkey.example.edu" in findings["DKIM"][1]
        assert examined(program, **settings)["DKIM"][0] == "look"
        findings = examined(program, **{**settings, "STUTICKET_BASE_URL": "https://disk.example.edu"})
        assert "disk.example.edu" in findings["address"][1] and findings["address"][0] == "WRONG", findings
        findings = examined(program, **{**settings, "STUTICKET_BASE_URL": f"http://{HOST}"})
        assert findings["encryption"][0] == "WRONG" and f"https://{HOST}" in findings["encryption"][1], findings
        for local in ("http://[::1]:8443", "http://127.0.0.1"):
            findings = examined(program, **{**settings, "STUTICKET_BASE_URL": local})
            assert findings["address"] == ("fine", f"Browsers come to {local}.") and "encryption" not in findings, findings
    with name_server(folder):
        findings = examined(program, **settings)
        assert findings["SPF"][0] == findings["DMARC"][0] == "look" and "v=spf1" in findings["SPF"][1], findings
    findings = examined(program, **settings)  # nobody answers: it says so, and says so in time
    assert findings["address"][0] == "WRONG" and "No name server" in findings["SPF"][1], findings


def a_mail_server_that_refuses(program, settings, server):
    findings = examined(program, **{**settings, "MAIL_PASSWORD": "wrong-password"})
    assert findings["mail"][0] == "WRONG" and "does not take us on" in findings["mail"][1], findings
    taken = examined(program, **{**settings, "MAIL_CA_FILE": ""})  # signed by nobody whom Debian knows
    assert taken["mail"][0] == "WRONG", taken
    assert not server.inbox.mails, "no mail is sent"


def certificates(program, settings, authority):
    def with_certificate(*more):
        stem = program.path("other")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=x",
                        "-keyout", stem + ".key", "-out", stem + ".pem", *more], check=True, capture_output=True, timeout=30)
        os.chmod(stem + ".key", 0o600)
        return examined(program, **{**settings, "STUTICKET_TLS_CERTIFICATE": stem + ".pem", "STUTICKET_TLS_KEY": stem + ".key"})

    named = ("-addext", f"subjectAltName=DNS:{HOST}")
    assert with_certificate("-days", "60", *named)["certificate"][0] == "fine"
    soon = with_certificate("-days", "5", *named)["certificate"]
    assert soon[0] == "look" and "4 more days" in soon[1] and "SIGHUP" in soon[1], soon
    assert "not for " + HOST in with_certificate("-days", "60", "-addext", "subjectAltName=DNS:disk.example.edu")["certificate"][1]
    assert "cannot be read" in examined(program, **{**settings, "STUTICKET_TLS_CERTIFICATE": authority.file + ".gone",
                                                    "STUTICKET_TLS_KEY": authority.key})["certificate"][1]


def backups(program, settings):
    with tempfile.TemporaryDirectory(prefix="stuticket-backups-") as folder:
        assert "There is none" in examined(program, "--backups", folder, **settings)["backups"][1]
        code, said = program.command("backup", "--to", folder)
        assert code == 0, said
        assert examined(program, "--backups", folder, **settings)["backups"][0] == "fine"
        os.utime(os.path.join(folder, os.listdir(folder)[0]), (time.time() - 27 * 3600,) * 2)
        late = examined(program, "--backups", folder, **settings)["backups"]
        assert late[0] == "WRONG" and "27 h old" in late[1], late


def what_lies_in_the_data_folder(program, settings):
    with closing(program.database()) as db, db:
        for mail in ("failed", "waiting"):
            db.execute("INSERT INTO outbox (id, recipient, recipient_name, subject, body, state, attempts, created_ms, next_attempt_ms, "
                       f"tried_since_ms) VALUES ('{mail}', 'a@example.edu', 'A', 'S', 'B', '{mail}', 1, 1, 1, 1)")
        db.execute("DELETE FROM staff_membership WHERE department = 'finance'")
        db.execute("UPDATE ticket SET serial = serial + 4096 * 7200000 WHERE serial = (SELECT MAX(serial) FROM ticket)")
    findings = examined(program, **settings)
    assert findings["outbox"][0] == "WRONG" and "over an hour" in findings["outbox"][1], findings
    with closing(program.database()) as db, db:
        db.execute("DELETE FROM outbox WHERE id = 'waiting'")
    failed = examined(program, **settings)["outbox"]
    assert failed[0] == "look" and "outbox retry" in failed[1], failed
    assert findings["staff"][0] == "look" and "--department finance" in findings["staff"][1], findings
    assert findings["clock"][0] == "WRONG" and "set back" in findings["clock"][1], findings
    os.chmod(program.data, 0o755)
    assert findings["data folder"][0] == "fine" and examined(program, **settings)["data folder"][0] == "look"
    os.chmod(program.path("secret.key"), 0o644)
    assert "chmod 600" in examined(program, **settings)["data folder"][1]
    with small_disk(32) as disk:
        shutil.copy(program.path("stuticket.db"), disk)
        full = examined(program, **{**settings, "STUTICKET_DATA": disk})
        assert full["disk"][0] == "WRONG" and "nothing can be filed" in full["disk"][1], full
        less = examined(program, **{**settings, "STUTICKET_DATA": disk, "STUTICKET_SPACE_FOR_CHANGES": "1"})
        assert less["disk"][0] == "look", less
    nowhere = examined(program, **{**settings, "STUTICKET_DATA": program.path("nowhere")})
    assert "stuticket migrate" in nowhere["database"][1] and not os.path.exists(program.path("nowhere")), nowhere
    with closing(program.database()) as db, db:
        db.execute("DELETE FROM schema_migration WHERE number = (SELECT MAX(number) FROM schema_migration)")
    assert "stuticket migrate" in examined(program, **settings)["database"][1]


def main():
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with tempfile.TemporaryDirectory(prefix="stuticket-doctor-") as folder:
        authority = Authority(folder)
        server = MailServer(Inbox(), authority.server_context()).start()
        program = Program(sys.argv[1])
        assert program.command("seed-demo")[0] == 0
        program.start().stop()  # makes the secret
        settings = {"MAIL_SERVER": "localhost", "MAIL_PORT": str(server.port), "MAIL_USERNAME": USERNAME, "MAIL_PASSWORD": PASSWORD,
                    "MAIL_FROM": "desk@example.edu", "MAIL_CA_FILE": authority.file, "STUTICKET_BASE_URL": f"https://{HOST}"}
        a_desk_that_is_in_order(program, settings, folder)
        a_mail_server_that_refuses(program, settings, server)
        certificates(program, settings, authority)
        backups(program, settings)
        what_lies_in_the_data_folder(program, settings)
        server.stop()


if __name__ == "__main__":
    apart = ["unshare", "--mount", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]  # mounts and addresses of its own
    if "--inside" in sys.argv:
        main()
    elif subprocess.run([*apart, "true"], check=False).returncode == 0:
        os.execvp("unshare", [*apart, sys.executable, *sys.argv, "--inside"])
    else:
        print("not tried, because this machine lets us have no network of our own")
