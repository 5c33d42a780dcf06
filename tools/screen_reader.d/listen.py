"""The ears, listen.py FD: a screen, accessibility switched on, the person of file_ticket.mjs; what is heard goes to FD."""
import os
import subprocess
import sys
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

HERE = Path(__file__).resolve().parent
QUIET_MS = 700  # nothing said for so long: the person goes on
STATES = {Atspi.StateType.REQUIRED: "required", Atspi.StateType.INVALID_ENTRY: "invalid entry",
          Atspi.StateType.CHECKED: "checked", Atspi.StateType.EXPANDED: "expanded", Atspi.StateType.MODAL: "modal"}


def switch_accessibility_on():
    """What the desktop's setting does: Chromium asks for it on the session bus."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
                      GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True))), None, Gio.DBusCallFlags.NONE, 10_000)


def text_of(node):
    length = Atspi.Text.get_character_count(node)
    return Atspi.Text.get_text(node, 0, length).replace("\ufffc", " ").strip()


def words(node):
    states = node.get_state_set()
    level = node.get_attributes().get("level")
    said = [node.get_name(), node.get_localized_role_name() + (f" level {level}" if level else "")]
    said += [word for state, word in STATES.items() if states.contains(state)]
    if states.contains(Atspi.StateType.EDITABLE) and node.get_role() != Atspi.Role.PASSWORD_TEXT and (value := text_of(node)):
        said.append(f'"{value}"')
    said.append(node.get_description())
    return ", ".join(part for part in said if part)


class Ears:
    def __init__(self, person, transcript):
        self.person, self.transcript = person, transcript
        self.timer = 0
        self.begun = self.waiting = False
        self.last = None

    def say(self, line):
        print(line, file=self.transcript, flush=True)
        self.rest()

    def rest(self):
        """Each word begins the silence anew; at its end the person, if it waits, may do the next thing."""
        if self.timer:
            GLib.source_remove(self.timer)
        self.timer = GLib.timeout_add(QUIET_MS, self.silence)

    def silence(self):
        self.timer = 0
        if self.waiting:
            self.waiting = False
            self.person.stdin.write(b"\n")
            self.person.stdin.flush()
        return False

    def on_focus(self, event):
        try:
            if self.begun and event.detail1 and (said := words(event.source)) != self.last:
                self.last = said
                self.say(f"  {said}")
        except GLib.Error:
            pass  # it is gone already

    def on_new(self, event):
        try:
            added = event.any_data
            live = added and added.get_attributes().get("container-live", "off")
            if live in ("polite", "assertive") and (text := added.get_name() or text_of(added)):
                self.say(f"  live: {text} ({live})")
        except GLib.Error:
            pass

    def on_line(self, channel, condition, loop):
        line = self.person.stdout.readline().decode()
        if not line:
            loop.quit()
            return False
        self.last = None
        self.begun = self.waiting = True
        self.say(f"> {line.rstrip()}")
        return True


def main():
    reading, writing = os.pipe()
    screen = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
                              pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    display = os.fdopen(reading).readline().strip()
    switch_accessibility_on()
    person = subprocess.Popen(["node", HERE / "file_ticket.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              env={**os.environ, "DISPLAY": f":{display}", "ACCESSIBILITY_ENABLED": "1"})
    ears, loop = Ears(person, os.fdopen(int(sys.argv[1]), "w")), GLib.MainLoop()
    listeners = []
    for callback, event in ((ears.on_focus, "object:state-changed:focused"), (ears.on_new, "object:children-changed:add")):
        listener = Atspi.EventListener.new(callback)
        listener.register(event)
        listeners.append(listener)
    GLib.io_add_watch(person.stdout.fileno(), GLib.IO_IN | GLib.IO_HUP, ears.on_line, loop)
    try:
        loop.run()
    finally:
        screen.terminate()
        screen.wait()
    sys.exit(person.wait())


main()
