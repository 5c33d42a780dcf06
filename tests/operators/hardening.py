"""What compiler and linker were asked for to make attacks harder has reached the program that is shipped.

    hardening.py PROGRAM STATIC_LIBRARY…

Its symbols lie beside it, as the build leaves them; STATIC_LIBRARY is what others compiled and is linked in. Debian's
hardening-check asks for less of our own code (it cannot tell a unit without a flag from one with it) and for more than
Debian 12 can give: a mark for Intel CET that its own start files do not have.
"""

import re
import subprocess
import sys
from pathlib import Path

FLAGS = ("-O2", "-fPIE", "-fstack-protector-strong", "-fstack-clash-protection")
ON_INTEL = ("-fcf-protection=full",)


def said_by(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def is_mapped_safely(program):
    headers, dynamic = said_by("readelf", "-hlW", program), said_by("readelf", "-dW", program)
    assert re.search(r"Type: +DYN \(Position-Independent Executable", headers), headers
    segments = dict(re.findall(r"(?m)^  ([A-Z_]+) +(?:0x[0-9a-f]+ +){5}([RWE ]{3})", headers))
    assert segments["GNU_STACK"].strip() == "RW" and "GNU_RELRO" in segments, headers
    assert not re.search(r"(?m)^  LOAD .* RWE ", headers), headers
    assert re.search(r"\(FLAGS\) +BIND_NOW", dynamic) and re.search(r"\(FLAGS_1\) .*NOW .*PIE", dynamic), dynamic
    # Code that the loader would have to write to, and folders where it would look for libraries.
    assert not re.search(r"\((TEXTREL|RPATH|RUNPATH)\)", dynamic), dynamic


def asks_libraries_to_check(program):
    needed = said_by("readelf", "--dyn-syms", "-W", program)
    for name in ("__stack_chk_fail", r"__\w+_chk", r"\w*__glibcxx_assert_fail\w*"):
        assert re.search(rf" UND {name}[@ ]", needed), name


def each_unit_has_the_flags(program, on_intel):
    """GCC writes into the symbols of each unit how it was called; alike ones are kept once."""
    calls = re.findall(rb"GNU (?:C|AS)[^\0]+", Path(program + ".debug").read_bytes())
    assert calls, f"{program}.debug does not say how it was compiled"
    for call in calls:
        missing = set(FLAGS + (ON_INTEL if on_intel else ())) - set(call.decode().split())
        assert not missing, f"{missing} in {call}"


def has_cet(file):
    """Whether all in it is marked as made for indirect branch tracking and shadow stacks."""
    parts = said_by("readelf", "-hnW", file)
    return parts.count("ELF Header:") == len(re.findall(r"x86 feature: IBT, SHSTK", parts)) > 0


def is_made_for_cet(program, libraries):
    """All of ours is; the linker marks the program once what it adds is, too."""
    for ours in Path(program).parent.glob("**/libstu_*.a"):
        assert has_cet(ours), ours
    starting = [said_by("g++", "-print-file-name=" + name).strip() for name in ("Scrt1.o", "crti.o", "crtn.o")]
    unmarked = [file for file in starting + libraries if not has_cet(file)]
    if unmarked:
        print("not marked for CET, because these are not:", *unmarked)
    assert has_cet(program) == (not unmarked)


def main():
    program, *libraries = sys.argv[1:]
    on_intel = "X86-64" in said_by("readelf", "-h", program)
    is_mapped_safely(program)
    asks_libraries_to_check(program)
    each_unit_has_the_flags(program, on_intel)
    if on_intel:
        is_made_for_cet(program, libraries)


main()
