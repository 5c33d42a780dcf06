"""Bytes changed on disk: never shown as good, named by the log and by `stuticket verify`.

    damage.py PROGRAM
"""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "operators"))
from client import signed_in  # noqa: E402
from pdfs import pdf_of  # noqa: E402
from program import Program  # noqa: E402

STUDENT = {"email": "amina.wanjiru@students.example.edu", "password": "Quiet-Lantern-42"}
STAFF = {"email": "david.otieno@staff.example.edu", "password": "Marble-Orchard-55"}
DAMAGED = b"\xf3\x00 HATCHED"  # as long as the digits behind the words


def file(client, word, attachments=()):
    status, view = client.call("tickets.create", {
        "request_id": os.urandom(16).hex(), "service": "eduroam-and-network-services", "name": "Amina Wanjiru",
        "registration_number": "BIT-2024-0417", "subject": f"Subject{word} 0123456789", "message": f"Message{word} 0123456789",
        "attachments": list(attachments)})
    assert status == 200, view
    return view["ticket"]["number"]


def overwrite(program, words, behind=0, everywhere=False):
    """Changes bytes that far behind these words in the database's file: the first that are there, or all, where other rows and
    what was deleted may hold them, too."""
    with open(program.path("stuticket.db"), "r+b") as database:
        found = [match.end() for match in re.finditer(re.escape(words), database.read())]
        assert found, words
        for end in found if everywhere else found[:1]:
            database.seek(end + behind)
            database.write(DAMAGED)


def main():
    program = Program(sys.argv[1])
    program.command("seed-demo")
    program.start()
    amina, david = signed_in(program, STUDENT), signed_in(program, STAFF)
    subject, message, event, whole = (file(amina, word) for word in ("Alpha", "Bravo", "Charlie", "Delta"))
    status, said = david.call("tickets.set_status", {"number": event, "version": 1, "to": "rejected",
                                                     "remark": "RemarkCharlie 0123456789"})
    assert status == 200, said
    amina.connection.request("POST", "/api/attachments.put?name=a.pdf", pdf_of(20_000), {
        **amina.headers, "Content-Type": "application/pdf", "Accept": "application/json"})
    pdf = amina.connection.getresponse().read().decode().split('"id": "')[1].split('"')[0]
    file(amina, "Echo", [pdf])
    program.stop()
    assert program.command("verify") == (0, "Every ticket, event and PDF is as it was written.\n")

    overwrite(program, b"example.eduSubjectAlpha ")  # in the ticket's row; the mail about it may still wait
    overwrite(program, b"MessageBravo ")
    overwrite(program, b"RemarkCharlie ", everywhere=True)
    overwrite(program, b"x" * 100, behind=500)
    code, said = program.command("verify")
    assert code == 1 and f"ticket {subject} " in said and f"ticket {message} " in said and f"attachment {pdf}" in said, said
    assert "event 2 of ticket" in said and whole not in said, said

    program.start()
    amina, david = signed_in(program, STUDENT), signed_in(program, STAFF)
    for client in (amina, david):
        for number in (subject, message, event):
            status, said = client.call("tickets.get", {"number": number})
            assert status == 500 and "damaged" in said["message"] and "HATCHED" not in str(said), said
        assert client.call("tickets.get", {"number": whole})[0] == 200
    for client, call, request in ((amina, "tickets.list", {}), (amina, "tickets.home", {}), (david, "queue.list", {"department": "it"})):
        status, said = client.call(call, request)
        assert status == 200 and "HATCHED" not in str(said), said
    assert amina.get(f"/api/attachments.view?id={pdf}")[0] == 500
    program.wait_for_log(f"ticket {subject} .* is damaged")
    program.wait_for_log(f"attachment {pdf} is damaged")
    program.stop()

    overwrite(program, whole.encode(), behind=-len(whole), everywhere=True)
    code, said = program.command("verify")
    assert code == 1 and r"ticket \u00f3\u0000 HATCHE (" in said, said  # nothing of it controls a terminal
    print("changed bytes are never shown, and each row is named")


main()
