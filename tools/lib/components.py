"""What a built server consists of that others made: what is inside it (tools/package.d/inside), and the libraries that it is
linked with. Used by tools/sbom and tools/vulnerabilities."""
import base64
import json
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Missing(Exception):
    """Something that has to be there is not; says what, and what to do."""


@dataclass
class Component:
    name: str
    version: str
    source: str  # the source package, or the name again
    source_version: str
    origin: str  # source, debian or npm
    licence: str = ""  # of what is inside, as SPDX writes it
    place: str = ""  # of what is inside: server, app or both
    checksum: tuple = ()  # algorithm and digits, where a version is pinned by one
    direct: bool = True  # of libraries: the program itself asks for it
    files: list = field(default_factory=list)  # of libraries


def said_by(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, **options).stdout


def rows(path):
    return [line.split() for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


def debian_packages(names, origin="debian"):
    """Name -> what dpkg knows of it, of packages that are installed."""
    form = "${Package}\t${Version}\t${source:Package}\t${source:Version}\n"
    try:
        said = said_by("dpkg-query", "-W", "-f", form, *names)
    except subprocess.CalledProcessError as error:
        raise Missing(f"Not installed: {error.stderr.strip()}. Run tools/setup first.") from None
    return {line.split("\t")[0]: Component(*line.split("\t"), origin) for line in said.splitlines()}


def source_package(name):
    """One of tools/setup.d/pinned-sources, in the version that was fetched."""
    pinned = {package: (version, sha) for package, version, _, sha in rows(ROOT / "tools/setup.d/pinned-sources")}
    fetched = ROOT / ".dependencies" / name / ".debian-version"
    if not fetched.exists():
        raise Missing(f"{name} is not there. Run tools/setup first.")
    got = fetched.read_text("utf-8").strip()
    version, sha = pinned[name]
    return Component(name, got, name, got, "source", checksum=("SHA256", sha) if got == version else ())


def npm_packages(name):
    """The package and all that it brings along, without what it calls optional and what is only for TypeScript."""
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    found, waiting = {}, [name]
    while waiting:
        each = waiting.pop()
        if each in found or each.startswith("@types/"):
            continue
        of = locked["node_modules/" + each]
        algorithm, _, digest = of["integrity"].partition("-")
        found[each] = Component(each, of["version"], each, of["version"], "npm", of["license"].strip("()"),
                                checksum=(algorithm.upper(), base64.b64decode(digest).hex()))
        waiting += of.get("dependencies", {})
    return sorted(found.values(), key=lambda component: component.name)


def inside():
    """What is compiled into the server, or served by it."""
    found = []
    listed = rows(ROOT / "tools/package.d/inside")
    installed = debian_packages([name for origin, name, *_ in listed if origin == "debian"])
    for origin, name, place, *licence in listed:
        if origin == "npm":
            components = npm_packages(name)
        else:
            components = [installed[name] if origin == "debian" else source_package(name)]
            components[0].licence = " ".join(licence)
        for component in components:
            component.place = place
        found += components
    return found


def owners(paths):
    """Path -> the installed package that it belongs to, without those of none. dpkg knows each by one of two names, since
    /lib leads to /usr/lib."""
    names = {}
    for path in paths:
        real = str(Path(path).resolve())
        for name in (real, real.removeprefix("/usr")):
            names[name] = path
    said = subprocess.run(["dpkg-query", "-S", *names], capture_output=True, text=True, check=False, timeout=120).stdout
    found = re.findall(r"(?m)^([^:,\s]+)(?::\w+)?(?:, .*)?: (/.*)$", said)
    return {names[name]: package for package, name in found if name in names}


def libraries(program):
    """The packages of the shared libraries that the program is loaded with on this machine."""
    try:
        loaded = re.findall(r"(?m)^\s*(?:(\S+) => )?(/\S+) \(0x", said_by("ldd", program))
        asked_for = set(re.findall(r"\(NEEDED\)\s+Shared library: \[(.+)\]", said_by("readelf", "-dW", program)))
    except subprocess.CalledProcessError:
        raise Missing(f"{program} is no program that asks for shared libraries. tools/build makes one.") from None
    package_of = owners([path for _, path in loaded])
    strangers = [path for _, path in loaded if path not in package_of]
    if strangers:
        raise Missing(f"No Debian package has {', '.join(strangers)}, so nothing is known of it.")
    found = debian_packages(sorted(set(package_of.values())))
    for component in found.values():
        component.files = sorted(soname or Path(path).name for soname, path in loaded if package_of[path] == component.name)
        component.direct = bool(asked_for & set(component.files))
    return [found[name] for name in sorted(found)]
