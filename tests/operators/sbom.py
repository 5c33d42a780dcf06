"""The bill of materials keeps to SPDX 2.3, names all that the program is linked with, and says where something is missing.

    sbom.py PROGRAM
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/lib"))
import components  # noqa: E402

LICENCES = {"MIT", "NCSA", "Zlib", "BSD-3-Clause", "Apache-2.0", "LicenseRef-StuTicket"}
DIGITS = {"SHA256": 64, "SHA512": 128}
# https://spdx.github.io/spdx-spec/v2.3: what a package has to say where its files are not listed.
MANDATORY = {"SPDXID", "name", "downloadLocation", "filesAnalyzed", "licenseConcluded", "licenseDeclared", "copyrightText"}


def sbom(*arguments):
    return subprocess.run([ROOT / "tools/sbom", *arguments], capture_output=True, text=True, timeout=60, check=False)


def is_a_licence(expression):
    without = re.sub(r"Apache-2\.0 WITH LLVM-exception", "Apache-2.0", expression).replace("(", "").replace(")", "")
    return expression == "NOASSERTION" or set(re.split(r" (?:AND|OR) ", without)) <= LICENCES


def keeps_to_the_form(document):
    assert (document["spdxVersion"], document["dataLicense"], document["SPDXID"]) == ("SPDX-2.3", "CC0-1.0", "SPDXRef-DOCUMENT")
    assert re.fullmatch(r"https://spdx\.org/spdxdocs/stuticket-[\w.-]+", document["documentNamespace"])
    assert re.fullmatch(r"\d{4}(-\d\d){2}T(\d\d:){2}\d\dZ", document["creationInfo"]["created"])
    assert all(re.fullmatch(r"Tool: \S+-[\d.]+", creator) for creator in document["creationInfo"]["creators"])
    ids = [package["SPDXID"] for package in document["packages"]]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", each) for each in ids), ids
    for package in document["packages"]:
        assert MANDATORY <= package.keys() and package["versionInfo"] and package["filesAnalyzed"] is False, package
        assert is_a_licence(package["licenseDeclared"]), package
        assert re.fullmatch(r"NOASSERTION|(git\+)?https://\S+", package["downloadLocation"]), package
        for checksum in package.get("checksums", []):
            assert re.fullmatch(r"[0-9a-f]{%d}" % DIGITS[checksum["algorithm"]], checksum["checksumValue"]), package
        for reference in package.get("externalRefs", []):
            assert re.fullmatch(r"pkg:(npm|deb/debian)/[\w@/%.+-]+@[\w.%~+-]+(\?arch=source)?", reference["referenceLocator"]), package
    for link in document["relationships"]:
        assert link["relatedSpdxElement"] in ids and link["spdxElementId"] in {*ids, "SPDXRef-DOCUMENT"}, link
    assert {link["relatedSpdxElement"] for link in document["relationships"]} == set(ids)


def names_what_is_there(document, program):
    by_name = {package["name"]: package for package in document["packages"]}
    for name in ("imgui", "cpp-httplib", "jspdf", "pako"):  # pinned by a checksum
        assert by_name[name]["checksums"], by_name[name]
    for _, name, *_ in components.rows(ROOT / "tools/package.d/inside"):
        assert by_name[name]["licenseDeclared"] != "NOASSERTION", by_name[name]
    said = " ".join(package.get("comment", "") for package in document["packages"])
    for library in re.findall(r"Shared library: \[(.+)\]", components.said_by("readelf", "-dW", program)):
        assert re.search(rf"[ ,]{re.escape(library)}[,.]", said), library


def says_what_is_wrong(folder):
    script = folder / "no program"
    script.write_text("#!/bin/sh\n", "utf-8")
    for path, words in ((folder / "nothing", "tools/build makes one"), (script, "asks for shared libraries")):
        done = sbom(path)
        assert done.returncode == 1 and words in done.stderr and not done.stdout, done


def main():
    program = sys.argv[1]
    done = sbom(program)
    assert done.returncode == 0, done.stderr
    assert sbom(program).stdout == done.stdout
    assert '"stuticket-9.8"' in sbom(program, "--version", "9.8").stdout
    document = json.loads(done.stdout)
    keeps_to_the_form(document)
    names_what_is_there(document, program)
    with tempfile.TemporaryDirectory() as folder:
        says_what_is_wrong(Path(folder))


main()
