"""A layer over this system: what is installed or written there is gone afterwards."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))


def run(*command, **options):
    """What it says; its failure is ours."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False, **options)
    assert done.returncode == 0, f"{shlex.join(map(str, command))}: {done.stdout}"
    return done.stdout


def apart(script, package, *namespaces):
    """Calls `script` again in namespaces of its own, with `--inside`: its exit code. As root, so maybe through sudo."""
    unshare = [*(["sudo"] if os.getuid() != 0 else []), "unshare", "--mount", *namespaces]
    if subprocess.run([*unshare, "true"], check=False).returncode != 0:
        print("not tried to install it, because this machine lets us have no namespaces of our own")
        return 0
    return subprocess.run([*unshare, sys.executable, script, "--inside", package], check=False).returncode


def mounted():
    """This system's root with a layer above it that is in memory; None when nothing can be mounted."""
    layer = Path(tempfile.mkdtemp(prefix="stuticket-package-"))
    try:
        run("mount", "-t", "tmpfs", "none", layer)
        for name in ("upper", "work", "root"):
            (layer / name).mkdir()
        run("mount", "-t", "overlay", "-o", f"lowerdir=/,upperdir={layer}/upper,workdir={layer}/work", "none", layer / "root")
    except AssertionError as error:
        print("not tried to install it, because nothing can be mounted here:", error)
        return None
    return layer / "root"


def newer(package, folder):
    """The same package as the next version, in `folder`."""
    run("dpkg-deb", "-R", package, folder / "next")
    control = folder / "next/DEBIAN/control"
    lines = control.read_text("utf-8").splitlines(keepends=True)
    control.write_text("".join(line.rstrip("\n") + "+next\n" if line.startswith("Version: ") else line for line in lines), "utf-8")
    run("dpkg-deb", "-Zgzip", "-z1", "--build", folder / "next", folder / "next.deb")
    return folder / "next.deb"
