"""What a disk may hold after a power cut, by the trace that power_cut_recorder has written.

Sure is only what a file was told to keep (fsync, fdatasync) and, of a folder's names, what the folder was. Of the rest any part
may be there: of a file's changes any of them, in any order, torn between sectors; of a folder's names those up to some moment, since
file systems keep their order.
"""

import os
import struct

SECTOR = 512
HEAD = struct.Struct("=QQqQ")


class File:
    def __init__(self, content=b""):
        self.sure = bytearray(content)
        self.changes = []  # (end of the record, place, bytes; None: this long from now on)

    def keep(self, until):
        """All that was recorded before is on the disk."""
        self.sure = self.with_changes([change for change in self.changes if change[0] <= until])
        self.changes = [change for change in self.changes if change[0] > until]

    def with_changes(self, changes):
        content = bytearray(self.sure)
        for _, place, data in changes:
            size = place if data is None else place + len(data)
            content.extend(bytes(max(0, size - len(content))))
            if data is None:
                del content[size:]
            else:
                content[place:size] = data
        return content

    def after_the_cut(self, rng, fates):
        return self.with_changes(rng.choice(fates)(self.changes, rng))


def nothing(_, __):
    return []


def everything(changes, _):
    return changes


def some(changes, rng):
    share = rng.random()
    return [change for change in changes if rng.random() < share]


def sectors(change):
    end, place, data = change
    if data is None:
        return [change]
    cuts = [place, *range(place - place % SECTOR + SECTOR, place + len(data), SECTOR), place + len(data)]
    return [(end, begin, data[begin - place:to - place]) for begin, to in zip(cuts, cuts[1:])]


def some_sectors(changes, rng):
    return some([sector for change in changes for sector in sectors(change)], rng)


def prefix(changes, rng):
    return changes[:rng.randrange(len(changes) + 1)]


def some_first_sectors(changes, rng):
    return prefix([sector for change in changes for sector in sectors(change)], rng)


FATES = (nothing, everything, some, some_sectors, some_first_sectors)  # of a file's changes
NAME_FATES = (nothing, everything, prefix)


class Disk:
    """A folder, first as it lies there, then further by each record. `lies`: nothing that was synced is sure."""

    def __init__(self, folder, lies=False):
        self.folder, self.lies, self.inodes = folder, lies, {}
        self.names = {folder: None}  # as the program sees them; None: a folder
        for path, folders, files in os.walk(folder):
            self.names |= {os.path.join(path, each): None for each in folders}
            for each in files:
                name = os.path.join(path, each)
                with open(name, "rb") as file:
                    self.names[name] = self.inodes[os.stat(name).st_ino] = File(file.read())
        self.sure_names, self.changes = dict(self.names), []  # (end of the record, names that it gives; GONE: takes)

    def name(self, end, names):
        self.changes.append((end, names))
        change_names(self.names, names)

    def replay(self, end, kind, inode, place, data):
        paths = [] if kind == "w" else data.decode().split("\0")
        if kind == "m":
            self.name(end, {paths[0]: None})
        elif kind == "o":
            if paths[0] not in self.names:
                self.inodes[inode] = File()
                self.name(end, {paths[0]: self.inodes[inode]})
        elif kind == "u":
            self.name(end, {paths[0]: GONE})
        elif kind == "l":
            self.name(end, {paths[1]: self.names[paths[0]]})
        elif kind == "r":
            self.name(end, {paths[1]: self.names[paths[0]], paths[0]: GONE})
        elif kind == "s":
            if not self.lies:
                self.sync(paths[0], inode, place)
        else:
            self.inodes[inode].changes.append((end, place, data if kind == "w" else None))

    def sync(self, path, inode, until):
        if self.names.get(path, GONE) is not None:
            self.inodes[inode].keep(until)
            return
        def is_kept(change):
            return change[0] <= until and all(os.path.dirname(name) == path for name in change[1])
        for _, names in filter(is_kept, self.changes):
            change_names(self.sure_names, names)
        self.changes = [change for change in self.changes if not is_kept(change)]

    def lose_power(self, to, rng, fates=FATES, name_fates=NAME_FATES):
        """Writes what is left into a new folder `to`. The disk is as before and may go on."""
        left = dict(self.sure_names)
        for _, names in rng.choice(name_fates)(self.changes, rng):
            change_names(left, names)
        for path in sorted(left):  # a folder before what is in it
            target = to + path[len(self.folder):]
            if left[path] is None:
                if os.path.isdir(os.path.dirname(target)):
                    os.mkdir(target, 0o700)
            elif os.path.isdir(os.path.dirname(target)):  # else its folder has no name
                with open(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                    file.write(left[path].after_the_cut(rng, fates))


GONE = "nobody has this name"


def change_names(all_names, names):
    for path, what in names.items():
        if what is GONE:
            all_names.pop(path, None)
        else:
            all_names[path] = what


def records(trace):
    """End in the trace, kind, inode, place and bytes of each. The last may be torn, where the program was killed."""
    with open(trace, "rb") as file:
        while len(head := file.read(HEAD.size)) == HEAD.size:
            kind, inode, place, size = HEAD.unpack(head)
            data = file.read(size)
            if len(data) < size:
                return
            yield file.tell(), chr(kind), inode, place, data


def cut_at(disk, trace, places):
    """Replays the trace and stops at each of the places in it, in ascending order, for the power to be lost there."""
    left = sorted(places)
    for end, *record in records(trace):
        while left and end > left[0]:
            yield left.pop(0)
        disk.replay(end, *record)
    yield from left
