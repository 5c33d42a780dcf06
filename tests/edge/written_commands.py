"""Runs what stands in docs/*.md for people to copy: folders, ports and names of hosts are replaced, nothing else.

    written_commands.py PROGRAM

nginx and HAProxy have a test of their own (real_proxies.py), the package and the journal, too (tools/package.d), the container (tools/container),
and what Prometheus reads (tests/operators/metrics.py). What contributing.md says is what tools/test does.
"""

import os
import re
import ssl
import subprocess
import sys
import time
import unittest
import warnings
from pathlib import Path

from aiosmtpd.controller import Controller
from documents import DOCS, FENCE, block, replaced
from pdfs import pdf_of
from postgres import Postgres
from program import Program, free_port

DATA = "/var/lib/stuticket"


class Written(unittest.TestCase):
    binary = None

    def setUp(self):
        self.program = Program(self.binary)
        self.folder = self.program.data
        os.symlink(self.binary, os.path.join(self.folder, "stuticket"))

    def shell(self, script, check=True, timeout=60, **settings):
        """What the script says, run as people would, with the program in the PATH."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("STUTICKET_")}
        environment["PATH"] = self.folder + ":" + environment["PATH"]
        environment.update(settings)
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=self.folder, env=environment, text=True,
                              capture_output=True, timeout=timeout, check=False)
        if check:
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def served(self, script, path="/readyz", host=None, **settings):
        """Runs a script whose last command serves, until it has answered a probe."""
        port = re.search(r"--port (\d+)|STUTICKET_PORT=(\d+)", script)
        port = next(filter(None, port.groups())) if port else settings["STUTICKET_PORT"]
        scheme = "https" if "TLS_CERTIFICATE" in script else "http"
        probe = (f"for i in $(seq 100); do curl -skf -o answer -H 'Host: {host or 'localhost:' + port}' {scheme}://127.0.0.1:{port}{path} "
                 "&& break; sleep 0.1; done; kill $!; wait $! || true; cat answer")
        return self.shell(script.rstrip() + " &\n" + probe, **settings)

    def test_every_block_is_known_here(self):
        known = {"architecture.md": [], "contributing.md": ["sh", "sh"], "design.md": [],
                 "operating.md": ["sh"] * 10 + ["ini"] + ["sh"] * 4 + ["ini"] + ["nginx"] + ["haproxy"] + ["sh"] * 6 + ["yaml"] + ["sh"] * 2,
                 "protocol.md": ["json", "sh"],
                 "high_availability.md": ["sh"]}
        for page in DOCS.glob("*.md"):
            languages = [language for language, _ in FENCE.findall(page.read_text("utf-8"))]
            self.assertEqual(languages, known.get(page.name, []), f"{page.name}: a new block needs a test that runs it")

    def test_first_commands(self):
        port = str(free_port())
        script = replaced(block("operating.md", "sh", "stuticket migrate    --data"), **{DATA: self.folder, "--port 8080": "--port " + port})
        said = self.served(script, host="tickets.example.edu")
        self.assertIn("The database is up to date.", said)
        self.assertRegex(said, r"(?m)^([0-9A-Z]+-)+[0-9A-Z]+$")  # the access code
        self.assertIn("ready at https://tickets.example.edu", said)
        self.assertIn("\nok\n", said)

    def test_settings_in_a_file(self):
        self.write_settings(block("operating.md", "sh", "taken as it is"))
        port = str(free_port())
        said = self.served(f"stuticket serve --data {self.folder} --port {port}", host="tickets.example.edu")
        self.assertIn("ready at https://tickets.example.edu", said)

    def test_postgresql(self):
        port = str(free_port())
        with Postgres() as server:
            said = self.served(replaced(block("operating.md", "sh", "template0 stuticket"), **{DATA: self.folder}), STUTICKET_PORT=port,
                               PGHOST=server.folder, PGUSER="postgres")
        self.assertIn("The database was brought up to date", said)
        self.assertIn("\nok\n", said)

    def test_moving(self):
        self.shell(f"stuticket seed-demo --data {self.folder}")
        back = os.path.join(self.folder, "back")
        with Postgres() as server:
            server.create("stuticket")
            said = self.shell(replaced(block("operating.md", "sh", "stuticket move"), **{DATA: self.folder, "/srv/stuticket": back}),
                              PGHOST=server.folder, PGUSER="postgres")
        self.assertIn("Everything is in postgresql:///stuticket", said)
        self.assertIn(f"Everything is in {back}/stuticket.db", said)

    def backup_block(self, first, **words):
        """With folders of this test in place of those of the system."""
        places = {"/var/backups/stuticket": os.path.join(self.folder, "backups"), "/etc/stuticket": self.folder, DATA: self.folder}
        text = block("operating.md", "sh", first)
        return replaced(text, **{old: new for old, new in places.items() if old in text}, **words)

    def test_backups(self):
        self.shell(f"stuticket seed-demo --data {self.folder}")
        said = self.shell(self.backup_block("stuticket backup-key"))
        self.assertRegex(said, r"backups/stuticket-\d{8}T\d{6}Z\.backup: \d+ tickets, .*, encrypted")
        there = os.path.join(self.folder, "there")
        said = self.shell(self.backup_block("stuticket verify-backup", **{"/srv/stuticket": there}))
        self.assertIn("PDFs are as they were", said)
        self.assertRegex(said, r"\d+ tickets as of .* are in ")
        password = Path(self.folder, "restic.password")
        password.write_text("a password of restic's own")
        elsewhere, back = os.path.join(self.folder, "elsewhere"), os.path.join(self.folder, "from-restic")
        self.shell(self.backup_block("restic init", **{"sftp:backup@other.example.edu:/srv/restic": elsewhere, "/srv/from-restic": back}),
                   RESTIC_CACHE_DIR=os.path.join(self.folder, "restic-cache"))
        ours = {file.name: file.read_bytes() for file in Path(self.folder, "backups").iterdir()}
        self.assertEqual(ours, {file.name: file.read_bytes() for file in Path(back).rglob("*.backup")})

    def test_backups_of_postgresql(self):
        data = os.path.join(self.folder, "data")
        with Postgres() as server:
            server.create("stuticket")
            settings = {"PGHOST": server.folder, "PGUSER": "postgres"}
            self.shell(f"stuticket migrate --data {data} --database postgresql:///stuticket && "
                       f"stuticket seed-demo --data {data} --database postgresql:///stuticket", **settings)
            Path(data, "secret.key").write_text("5" * 64)
            said = self.shell(replaced(block("operating.md", "sh", "pg_dump"), **{DATA: data}), **settings)
            self.assertEqual(server.ask("restored", "SELECT COUNT(*) FROM ticket"), server.ask("stuticket", "SELECT COUNT(*) FROM ticket"))
            self.assertEqual(server.ask("restored", "SELECT COUNT(*) FROM outbox WHERE state = 'waiting'"), 0)
        self.assertIn("is as it was written", said)
        self.assertIn("mails are held until they are retried", said)

    def test_pgbackrest(self):
        """Everything is as it was when the log was last archived, though the cluster's files are gone."""
        with Postgres() as server:
            data, settings = self.folder, {"PGHOST": server.folder, "PGUSER": "postgres"}
            desk = f"--data {data} --database postgresql:///desk"
            server.create("desk")
            written = replaced(block("operating.md", "ini", "pgbackrest"), **{"/var/lib/pgbackrest": f"{server.folder}/backups",
                                                                             "/var/lib/postgresql/15/main": f"{server.folder}/data"})
            configuration = server.write("pgbackrest.conf", f"{written}pg1-socket-path={server.folder}\nlog-path={server.folder}\nlock-path={server.folder}\n")

            def as_postgres(script):
                commands = re.sub(r"^pg_ctlcluster.*$", "", script, flags=re.M).replace("pgbackrest --stanza", f"pgbackrest --config={configuration} --stanza")
                return self.shell(" ".join(server.owner()) + " bash -euo pipefail <<'END'\ncd /\n" + commands + "\nEND\n", **settings)

            archiving, *making = block("operating.md", "sh", "stanza-create").split("pg_ctlcluster 15 main restart\n")
            as_postgres(archiving)
            server.stop()
            server.start()
            self.shell(f"stuticket migrate {desk} && stuticket seed-demo {desk}", **settings)
            as_postgres("".join(making))
            self.shell(f"stuticket department add library Library {desk}", **settings)
            as_postgres("pgbackrest --stanza=desk check")
            server.stop()
            as_postgres(f"rm -r {server.folder}/data/base\n" + block("operating.md", "sh", "--delta restore"))
            server.start()
            while server.ask("desk", "SELECT pg_is_in_recovery()::int"):
                time.sleep(0.1)  # until the log is at its end; the test has a limit of its own
            self.assertIn("Library", self.shell(f"stuticket department list {desk}", **settings))
            self.assertIn("is as it was written", self.shell(f"stuticket verify {desk}", **settings))

    def test_a_new_version(self):
        said = self.shell(block("operating.md", "sh", "stuticket contract"), STUTICKET_DATA=self.folder)
        self.assertIn("The database is up to date.\nNothing is to be done", said)

    def test_high_availability(self):
        os.symlink(DOCS.parent / "deploy", os.path.join(self.folder, "deploy"))
        script, made = block("high_availability.md", "sh"), Path(self.folder, "configuration")
        self.shell(script)
        first = {file: file.read_text("utf-8") for file in made.rglob("*") if file.is_file()}
        self.assertEqual({file.parent.name for file in first}, {"configuration", "db1", "db2", "db3", "desk1", "desk2", "proxy"})
        for file, text in first.items():
            self.assertNotIn("$", text, file)
            self.assertEqual(file.stat().st_mode & 0o777, 0o600, file)
        self.shell(script)
        self.assertEqual(first, {file: file.read_text("utf-8") for file in first}, "the passwords are kept")

    def test_tls(self):
        certificate, key = os.path.join(self.folder, "fullchain.pem"), os.path.join(self.folder, "privkey.pem")
        self.shell(f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=tickets.example.edu "
                   f"-keyout {key} -out {certificate} && chmod 600 {key}")
        port = str(free_port())
        settings = replaced(block("operating.md", "sh", "STUTICKET_TLS_KEY"), **{
            "/etc/stuticket": self.folder, "STUTICKET_PORT=443": "STUTICKET_PORT=" + port})
        self.write_settings(settings.replace("STUTICKET_ADDRESS=0.0.0.0", "STUTICKET_ADDRESS=127.0.0.1"))
        script = f"# STUTICKET_PORT={port} TLS_CERTIFICATE\nstuticket serve --data {self.folder}"
        self.assertIn("\nok\n", self.served(script, host="tickets.example.edu"))

    def test_recaptcha(self):
        lines = replaced(block("operating.md", "sh", "RECAPTCHA_PUBLIC_KEY"), **{DATA: self.folder}).splitlines(keepends=True)
        self.write_settings("".join(line for line in lines if not line.startswith("chmod")), mode=0o644)
        self.assertIn("chmod 600", self.shell(f"stuticket serve --data {self.folder} --port 0", check=False))
        self.shell("".join(line for line in lines if line.startswith("chmod")))
        port = str(free_port())
        said = self.served(f"stuticket serve --data {self.folder} --port {port}")
        self.assertIn("Forms ask for reCAPTCHA", said)

    def test_catalogue(self):
        for first in ("stuticket department add", "stuticket department name"):
            self.shell(block("operating.md", "sh", first), STUTICKET_DATA=self.folder)
        listed = self.shell("stuticket department list; stuticket service list", STUTICKET_DATA=self.folder)
        self.assertIn("library", listed)
        self.assertIn("fr: Réserver une salle", listed)
        self.assertNotIn("Maktaba", listed)

    def test_promises(self):
        said = self.shell(block("operating.md", "sh", "stuticket hours set"), STUTICKET_DATA=self.folder)
        self.assertIn("urgent", said)  # in the list, before it is removed
        left = self.shell("stuticket target list; stuticket hours list", STUTICKET_DATA=self.folder)
        self.assertIn("password-reset", left)
        self.assertNotIn("urgent", left)
        self.assertIn("Africa/Nairobi", left)
        self.assertIn("2026-12-25", left)

    def test_mail_from_nothing(self):
        port, mail_port = str(free_port()), str(free_port())
        written = block("operating.md", "sh", "cat > /var/lib/stuticket/.env")
        script = replaced(written, **{DATA: self.folder, "smtp.example.edu:587": "127.0.0.1:" + mail_port})
        with MailServer(self.folder, int(mail_port)):
            said = self.served(script.rstrip().split("\n# StuTicket is ready")[0] + f" --port {port}", host="tickets.example.edu",
                               SSL_CERT_FILE=os.path.join(self.folder, "mail.pem"))
        for line in re.findall(r"^# (.*)$", written, re.M):
            self.assertIn(line, said)

    def test_doctor(self):
        said = self.shell(block("operating.md", "sh", "stuticket doctor"), STUTICKET_DATA=self.folder)
        self.assertIn("up to date", said)
        self.assertIn("0 wrong", said)

    def test_outbox(self):
        script = block("operating.md", "sh", "stuticket outbox retry --all").replace("retry ID", "retry 0 || true")
        self.assertIn("0 mails", self.shell(script, STUTICKET_DATA=self.folder))

    def test_curl(self):
        self.shell(f"stuticket seed-demo --data {self.folder}")
        self.program.start()
        self.addCleanup(self.program.stop)
        Path(self.folder, "scan.pdf").write_bytes(pdf_of(2_000))
        script = replaced(block("protocol.md", "sh"), **{"http://localhost:8080": f"http://localhost:{self.program.port}"})
        begin, file_and_rest = script.split("\ncurl -s -b cookies.txt -H 'X-StuTicket: 1' -H \"X-StuTicket-Person", 1)
        upload, rest = ("curl -s -b cookies.txt -H 'X-StuTicket: 1' -H \"X-StuTicket-Person" + file_and_rest).split("\napi tickets.create", 1)
        create, binary = ("api tickets.create" + rest).split("\n# the same list in binary", 1)
        said = self.shell(f"{begin}\nanswer=$({upload})\nid=$(echo \"$answer\" | sed -n 's/.*\"id\": \"\\(.*\\)\",/\\1/p' | head -1)\n"
                          + create.replace("<the id of the PDF>", "'\"$id\"'") + "\n#" + binary)
        self.assertIn('"email": "amina.wanjiru@students.example.edu"', said)
        self.assertIn('"subject": "No Wi-Fi in hostel B"', said)
        self.assertIn("scan.pdf", said)
        self.assertRegex(said, r"00000000: 01")

    def write_settings(self, text, mode=0o600):
        file = os.path.join(self.folder, ".env")
        with open(file, "w", encoding="utf-8") as out:
            out.write(text)
        os.chmod(file, mode)


class MailServer:
    """Speaks STARTTLS, with a certificate that is its own authority."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port

    def __enter__(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
                        "-subj", "/CN=smtp.example.edu", "-keyout", "mail.key", "-out", "mail.pem"], cwd=self.folder, check=True,
                       capture_output=True, timeout=30)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(self.folder, "mail.pem"), os.path.join(self.folder, "mail.key"))
        self.controller = Controller(object(), hostname="127.0.0.1", port=self.port, tls_context=context)
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    Written.binary = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
