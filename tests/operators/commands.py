"""What operators change takes effect at once in a running server; what they mistype changes nothing and is named.

    commands.py PROGRAM
"""

import os
import sys

from client import Client
from program import Program

AMINA = {"email": "amina.wanjiru@students.example.edu", "password": "Quiet-Lantern-42"}


class Student(Client):
    def services(self):
        departments = self.call("session.current", {})[1]["catalogue"]["departments"]
        return {service["id"]: (department["id"], service["name"], service["retired"]) for department in departments
                for group in department["groups"] for service in group["services"]}

    def file(self, service):
        return self.call("tickets.create", {
            "request_id": os.urandom(16).hex(), "service": service, "name": "Amina", "registration_number": "BIT-2024-0417",
            "subject": "Hello", "message": "Please help.", "attachments": []})


def without_id(error):
    return {key: value for key, value in error.items() if key != "request_id"}


def the_catalogue_changes_under_a_running_server(program):
    def done(*arguments):
        code, said = program.command(*arguments)
        assert code == 0, (arguments, said)
        return said

    client = Student(program)
    assert client.call("session.sign_in", AMINA)[0] == 200
    assert "  IT  (11 services)" in done("department", "list")

    done("department", "add", "library", "Library", "--description", "Books and rooms.")
    assert "library: Library, group library" in done("service", "list")
    done("service", "add", "book-a-room", "Book a Room", "--group", "library")
    assert client.services()["book-a-room"] == ("library", "Book a Room", False)
    status, view = client.file("book-a-room")
    assert status == 200 and view["ticket"]["department"] == "library", view
    number = view["ticket"]["number"]

    done("service", "rename", "book-a-room", "Rooms")
    done("department", "rename", "library", "University Library")
    assert client.services()["book-a-room"][1] == "Rooms"
    assert "University Library" in done("department", "list")

    # Two of one name could not be told apart.
    for arguments in (("department", "add", "library-2", "university  LIBRARY"), ("department", "rename", "it", "University Library"),
                      ("service", "add", "rooms-2", "rooms", "--group", "library")):
        code, said = program.command(*arguments)
        assert code != 0 and "has this name already" in said, (arguments, said)
    done("service", "rename", "book-a-room", "ROOMS")
    done("service", "rename", "book-a-room", "Rooms")

    assert "Retired" in done("service", "retire", "book-a-room")
    assert "before" in done("service", "retire", "book-a-room")
    status, refused = client.file("book-a-room")
    assert status == 422 and refused["details"][0]["message"] == (
        "“Rooms” is not offered any more. Please choose another service."), refused
    assert client.call("tickets.get", {"number": number})[1]["ticket"]["service"] == "book-a-room"
    assert client.services()["book-a-room"] == ("library", "Rooms", True), "old tickets keep the name"
    assert "(retired)" in done("service", "list")
    done("service", "restore", "book-a-room")

    done("service", "move", "book-a-room", "--group", "ict")
    assert client.file("book-a-room")[1]["ticket"]["department"] == "it"
    assert client.call("tickets.get", {"number": number})[1]["ticket"]["department"] == "library"
    assert len(done("staff-code", "issue", "--department", "library").strip()) > 10

    assert "sees how much" in done("user", "head", "david.otieno@staff.example.edu", "it")
    assert "not the head" in done("user", "head", "david.otieno@staff.example.edu", "it", "--remove").lower()
    code, said = program.command("user", "head", "david.otieno@staff.example.edu", "library")
    assert code != 0 and "does not work at" in said, said


def names_are_given_by_language(program):
    def done(*arguments):
        code, said = program.command(*arguments)
        assert code == 0, (arguments, said)
        return said

    def names(of):
        return {each["language"]: each["name"] for each in of["translations"]}

    client = Student(program)
    assert client.call("session.sign_in", AMINA)[0] == 200
    done("department", "name", "library", "--language", "fr", "Bibliothèque")
    done("department", "name", "library", "Maktaba", "--language", "sw")
    done("group", "name", "library", " Livres et salles ", "--language", "fr", "--description", "Lire et travailler.")
    done("service", "name", "book-a-room", "Salle", "--language", "fr-CA")
    done("service", "name", "book-a-room", "Réserver une salle", "--language", "fr")
    departments = {each["id"]: each for each in client.call("session.current", {})[1]["catalogue"]["departments"]}
    library = departments["library"]
    assert library["name"] == "University Library" and names(library) == {"fr": "Bibliothèque", "sw": "Maktaba"}
    assert library["groups"][0]["translations"] == [
        {"language": "fr", "name": "Livres et salles", "description": "Lire et travailler."}]
    services = {each["id"]: names(each) for each in departments["it"]["groups"][0]["services"]}
    assert services["book-a-room"] == {"fr": "Réserver une salle"}, services
    assert "\n              fr: Bibliothèque\n              sw: Maktaba\n" in done("department", "list")
    listed = done("service", "list")
    assert "\n    fr: Livres et salles – Lire et travailler.\n" in listed and " fr: Réserver une salle\n" in listed

    # Two of one name could not be told apart, in no language.
    for arguments in (("department", "name", "it", "BIBLIOTHÈQUE", "--language", "fr"),
                      ("service", "name", "technical-support", "réserver une salle", "--language", "fr"),
                      ("service", "name", "technical-support", "Rooms", "--language", "sw")):
        code, said = program.command(*arguments)
        assert code == 1 and "has this name already" in said, (arguments, said)

    assert "Removed" in done("department", "name", "library", "--language", "sw", "--remove")
    assert "no name in this language" in done("department", "name", "library", "--language", "sw", "--remove")
    assert "Maktaba" not in done("department", "list")


def what_is_mistyped_is_named(program):
    before = program.command("service", "list"), program.command("department", "list")
    for sentence, *arguments in (
            ("no service \"nothing\"", "service", "retire", "nothing"), ("no service \"nothing\"", "service", "restore", "nothing"),
            ("no service \"nothing\"", "service", "rename", "nothing", "X"),
            ("no service \"nothing\"", "service", "move", "nothing", "--group", "ict"),
            ("no group \"nothing\"", "service", "move", "student-portal", "--group", "nothing"),
            ("no group \"nothing\"", "service", "add", "new-one", "New", "--group", "nothing"),
            ("in use already", "service", "add", "student-portal", "Portal", "--group", "ict"),
            ("An id consists", "service", "add", "Not A Slug", "X", "--group", "ict"),
            ("An id consists", "service", "add", "a" * 65, "X", "--group", "ict"),
            ("give it a name", "service", "add", "fine", " ", "--group", "ict"),
            ("The name", "service", "rename", "student-portal", "x" * 81),
            ("give it a name", "service", "rename", "student-portal", "\u200b"),
            ("in use already", "department", "add", "it", "IT"), ("in use already", "department", "add", "ict", "A group's"),
            ("An id consists", "department", "add", "x-", "X"), ("no department \"nothing\"", "department", "rename", "nothing", "X"),
            ("no department \"nothing\"", "department", "name", "nothing", "X", "--language", "fr"),
            ("no group \"it\"", "group", "name", "it", "X", "--language", "fr"),
            ("no service \"nothing\"", "service", "name", "nothing", "--language", "fr", "--remove"),
            ("no language \"tlh\". These are there: en, sw, fr", "department", "name", "it", "X", "--language", "tlh"),
            ("no language \"\"", "service", "name", "student-portal", "--remove", "--language", ""),
            ("give it a name", "department", "name", "it", "--language", "fr"), ("give it a name", "group", "name", "ict", " ", "--language", "fr"),
            ("The name", "service", "name", "student-portal", "x" * 81, "--language", "fr"),
            ("no account", "user", "deactivate", "nobody@example.edu"), ("no account", "user", "activate", "nobody@example.edu")):
        code, said = program.command(*arguments)
        assert code == 1 and sentence in said and said.count("\n") == 1, (arguments, code, said)
    assert before == (program.command("service", "list"), program.command("department", "list"))


def an_access_code_is_used_up(program):
    code = program.command("staff-code", "issue", "--department", "it", "--uses", "1")[1].strip()
    answers = []
    for number in (1, 2):
        answers.append(Client(program).call("account.register_staff", {
            "email": f"new{number}@staff.example.edu", "name": "New Colleague", "password": "Blue-kettle-94-Moss",
            "access_code": code})[0])
    assert answers == [200, 403], answers
    assert "used up" in program.command("staff-code", "list")[1]


def a_deactivated_account_is_out_at_once(program):
    amina, stranger = Client(program), Client(program)
    assert amina.call("session.sign_in", AMINA)[0] == 200
    assert amina.call("tickets.list", {})[0] == 200
    wrong = stranger.call("session.sign_in", {**AMINA, "password": "Not-the-one-1"})

    assert program.command("user", "deactivate", "  Amina.Wanjiru@Students.example.edu ")[0] == 0
    assert amina.call("tickets.list", {})[0] == 401
    status, refused = stranger.call("session.sign_in", AMINA)
    assert status == wrong[0] == 401 and without_id(refused) == without_id(wrong[1]), "tells no more than a wrong password"
    assert "before" in program.command("user", "deactivate", AMINA["email"])[1]
    assert "deactivated 20" in program.command("user", "list")[1]

    assert program.command("user", "activate", AMINA["email"])[0] == 0
    assert amina.call("tickets.list", {})[0] == 401, "the old session stays ended"
    assert stranger.call("session.sign_in", AMINA)[0] == 200
    assert "is active" in program.command("user", "activate", AMINA["email"])[1]
    assert "deactivated" not in program.command("user", "list")[1]


def a_locked_account_is_opened_again(program):
    for _ in range(5):
        assert Client(program).call("session.sign_in", {**AMINA, "password": "Not-the-one-1"})[0] == 401
    assert Client(program).call("session.sign_in", AMINA)[0] == 429
    assert "Unlocked" in program.command("user", "unlock", AMINA["email"])[1]
    assert Client(program).call("session.sign_in", AMINA)[0] == 200
    assert "not locked" in program.command("user", "unlock", AMINA["email"])[1]


def promises_are_made_under_a_running_server(program):
    def done(*arguments):
        code, said = program.command(*arguments)
        assert code == 0, (arguments, said)
        return said

    def refused(sentence, *arguments):
        before = done("hours", "list"), done("target", "list")
        code, said = program.command(*arguments)
        assert code != 0 and sentence in said, (arguments, said)
        assert before == (done("hours", "list"), done("target", "list")), arguments

    refused("Nobody has said yet when", "target", "set", "library", "--answer", "4h")
    refused("Nobody has said yet when", "hours", "close", "library", "2026-12-25")
    week = ("--week", "mon-fri 08:00-12:00,13:00-17:00; sat 22:00-02:00")
    refused("no department", "hours", "set", "cellar", "--zone", "Africa/Nairobi", *week)
    refused("no time zone", "hours", "set", "library", "--zone", "Africa/Atlantis", *week)
    refused("is no week", "hours", "set", "library", "--zone", "Africa/Nairobi", "--week", "always")
    done("hours", "set", "library", "--zone", "Africa/Nairobi", *week)
    assert "Closed on 6 days." in done("hours", "close", "library", "2026-12-25", "2026-12-28..2027-01-01")
    # Holidays that overlap are one.
    assert "Closed on 1 days; 2 were closed already." in done("hours", "close", "library", "2026-12-31..2027-01-02")
    refused("These are no days", "hours", "close", "library", "2026-02-30")
    assert "Open again on 1 days; 1 were open already." in done("hours", "open", "library", "2026-12-30", "2026-11-02")
    # Set anew, the holidays stay.
    done("hours", "set", "library", "--zone", "Europe/Berlin", *week)
    listed = done("hours", "list")
    assert "library       Europe/Berlin  mon 08:00-12:00,13:00-17:00; " in listed, listed
    assert "closed: 2026-12-25 2026-12-28..2026-12-29 2026-12-31..2027-01-02" in listed, listed

    refused("within no time", "target", "set", "library", "--answer", "0h")
    refused("is no span of time", "target", "set", "library", "--answer", "soon")
    refused("is no span of time", "target", "set", "library", "--solve", "-4h")
    refused("is too long", "target", "set", "library", "--solve", "10001h")
    refused("due after the solution", "target", "set", "library", "--answer", "5h", "--solve", "4h")
    refused("no priority", "target", "set", "library", "--answer", "4h", "--priority", "top")
    refused("has no service", "target", "set", "library", "--answer", "4h", "--service", "course-access")
    done("target", "set", "library", "--answer", "4h", "--solve", "40h")
    done("service", "add", "borrow-a-laptop", "Borrow a Laptop", "--group", "library")
    done("target", "set", "library", "--priority", "urgent", "--service", "borrow-a-laptop", "--answer", "90m")
    targets = [line.split() for line in done("target", "list").splitlines() if line.startswith("library")]
    assert targets == [["library", "all", "each", "4h", "40h"], ["library", "borrow-a-laptop", "urgent", "90m", "-"]], targets
    assert "Removed" in done("target", "remove", "library")
    assert "no such target" in done("target", "remove", "library")


def the_secret_is_made_once_and_closed(program):
    file = program.path("secret.key")
    with open(file, encoding="ascii") as opened:
        secret = opened.read()
    assert len(secret) == 64 and os.stat(file).st_mode & 0o777 == 0o600
    program.stop()
    os.chmod(file, 0o644)
    assert "chmod 600" in program.refusal()
    os.chmod(file, 0o600)
    program.start()
    with open(file, encoding="ascii") as opened:
        assert opened.read() == secret


def main():
    program = Program(sys.argv[1])
    assert program.command("seed-demo", "--tickets", "0")[0] == 0
    program.start()
    the_catalogue_changes_under_a_running_server(program)
    names_are_given_by_language(program)
    promises_are_made_under_a_running_server(program)
    what_is_mistyped_is_named(program)
    an_access_code_is_used_up(program)
    a_deactivated_account_is_out_at_once(program)
    a_locked_account_is_opened_again(program)
    the_secret_is_made_once_and_closed(program)
    program.stop()
    print("departments, services and accounts: as it should be")


main()
