"""What tools/vulnerabilities makes of recorded data of Debian's security tracker, and of none.

    vulnerabilities.py PROGRAM
"""

import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent


def asked(program, source):
    command = [HERE.parents[1] / "tools/vulnerabilities", program, "--source", Path(source).as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def record(folder, text):
    """As the tracker hands it out."""
    release = re.search(r"VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text("utf-8"))[1]
    (Path(folder) / release).write_bytes(zlib.compress(text.encode()))


def main():
    program, data = sys.argv[1], (HERE / "debsecan.txt").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        nothing = asked(program, folder)
        assert nothing.returncode == 2 and "debsecan could not read" in nothing.stderr and not nothing.stdout, nothing

        record(folder, data)
        found = asked(program, folder)
        assert found.returncode == 1, found
        with_update, without = found.stdout.split("Debian has no update yet:")
        assert re.search(r"CVE-2099-0001  libssl3 \S+  \(remotely exploitable, high urgency\)", with_update), found.stdout
        assert re.search(r"CVE-2099-0005  cpp-httplib \S+  \(low urgency, tools/setup\.d/pinned-sources\)", with_update), found.stdout
        assert re.search(r"CVE-2099-0002  libsqlite3-0 \S+\n", without), found.stdout
        assert not re.search(r"CVE-2099-000[34]|apache", found.stdout), found.stdout
        assert re.search(r"3 known vulnerabilities, 2 of them with an update", without), without
        assert re.search(r"looked up by a person: .*imgui \d.*jspdf \d", without), without

        record(folder, re.sub(r"(?m)^\w+,\d,....,999.*\n|^cpp.*\n", "", data))
        found = asked(program, folder)
        assert found.returncode == 0 and "1 known vulnerabilities, 0 of them" in found.stdout, found
        found = asked(folder, folder)
        assert found.returncode == 2 and "tools/build makes one" in found.stderr, found


main()
