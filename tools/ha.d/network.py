"""The network between the machines, which are all on the loopback device: packets are told apart by the group that the program
belongs to that began their connection (machine.py). nftables, in a table of its own; only as root."""

import subprocess

from machine import IS_ROOT

TABLE = "stuticket_ha"


def _nft(text):
    subprocess.run(["nft", "-f", "-"], input=text, text=True, check=True, capture_output=True)


class Network:
    """From here on each connection is marked with who began it, so that a cut also meets those that there are."""

    def __init__(self, machines):
        self.machines = machines
        marks = "\n".join(f"meta skgid {machine.group} ct state new ct mark set {machine.group}" for machine in machines.values())
        self.is_there = IS_ROOT
        if IS_ROOT:
            try:
                _nft(f"table ip {TABLE} {{\n"
                     f"chain begun {{ type filter hook output priority mangle; policy accept;\n{marks}\n}}\n"
                     f"chain parted {{ type filter hook output priority filter; policy accept;\n}}\n}}\n")
            except (OSError, subprocess.CalledProcessError):  # not allowed in every container
                self.is_there = False

    def cut(self, one, others):
        """Nothing passes between machine `one` and each of the others, in neither direction."""
        one = self.machines[one]
        for other in (self.machines[name] for name in others):
            _nft(f"add rule ip {TABLE} parted ct mark {one.group} ct original ip daddr {other.address} drop\n"
                 f"add rule ip {TABLE} parted ct mark {other.group} ct original ip daddr {one.address} drop\n")

    def mend(self):
        _nft(f"flush chain ip {TABLE} parted\n")

    def remove(self):
        if self.is_there:
            _nft(f"delete table ip {TABLE}\n")
