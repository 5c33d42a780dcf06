"""All attacks that the tests know, on a server that has 512 MB of memory, the system's cache of its files included.

    small_memory.py PROGRAM TESTS

TESTS is a folder in which ctest knows them. Where an attack comes from a script, only the server is limited; where it
comes from the same process, that process is. The attacks must be borne as ever, and the system may end no process for want of memory. Needs
root and memory cgroups.
"""

import json
import os
import stat
import subprocess
import sys
import tempfile

from memory_group import memory_group

LIMIT = 512_000_000
MORE = {"attack_hostile_crowd": ("5000", "60")}  # than ctest asks for


def attacks(folder):
    known = subprocess.run(["ctest", "--test-dir", folder, "--show-only=json-v1", "-R", "^attack_"], check=True, capture_output=True, text=True)
    for test in json.loads(known.stdout)["tests"]:
        settings = next((each["value"] for each in test["properties"] if each["name"] == "ENVIRONMENT"), [])
        yield test["name"], [*test["command"], *MORE.get(test["name"], ())], dict(each.split("=", 1) for each in settings)


def limited(program, group, folder):
    """A command that is `program` in that group."""
    command = os.path.join(folder, os.path.basename(program))
    with open(command, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\necho $$ >'{group.path('cgroup.procs')}' && exec '{program}' \"$@\"\n")
    os.chmod(command, stat.S_IRWXU)
    return command


def tried(program, name, command, environment):
    """The most bytes that were used; nothing where no memory can be limited."""
    with tempfile.TemporaryDirectory(prefix="stuticket-") as folder, memory_group(LIMIT) as group:
        if group is None:
            return None
        whose = program if program in command else command[0]
        there = [limited(whose, group, folder) if each == whose else each for each in command]
        done = subprocess.run(there, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                              timeout=900)
        print(done.stdout, flush=True)
        assert done.returncode == 0, f"{name} failed with {done.returncode}"
        assert group.kills() == 0, f"{name}: the system has ended {group.kills()} processes"
        return group.peak()


def main():
    program, tests = sys.argv[1:]
    peaks = {attack[0]: tried(program, *attack) for attack in attacks(tests)}
    assert peaks, f"ctest knows no attacks in {tests}"
    if None in peaks.values():
        print("not tried, because the memory of a process cannot be limited here: that takes root and memory cgroups")
    else:
        print(f"all borne with {LIMIT / 1e6:.0f} MB of memory; used at most: "
              + ", ".join(f"{name} {peak / 1e6:.0f} MB" for name, peak in peaks.items()))


main()
