"""Programs of Debian's that only a command of one's own needs, such as tools/bench or tools/torture: installed when it is run."""

import os
import shutil
import subprocess
import sys


def provide(program, *packages):
    """Installs Debian's `packages` where there is no such program."""
    if not shutil.which(program):
        install(*packages)


def provide_file(file, *packages):
    if not os.path.exists(file):
        install(*packages)


def install(*packages):
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*sudo, "apt-get", "-q", "update"], check=True, stdout=sys.stderr)
    subprocess.run([*sudo, "apt-get", "-q", "install", "-y", "--no-install-recommends", *packages], check=True, stdout=sys.stderr)
