"""SIGTERM under load: each request that was begun is answered, the others are not done, and the program ends in good order.

    drain.py PROGRAM [ROUNDS] [--strict]

Each round lets 16 clients file tickets as fast as they can, four of them with a PDF each, and stops the server at a random
moment, while the second half of an upload is still to come. Each client is answered, or its connection is refused or closed before a word
of an answer; what was answered is there, what was not is not, and the upload ends well. The program
exits with 0. How soon is printed; --strict (tools/torture) also judges it, which a loaded machine would not bear.
"""

import hashlib
import http.client
import json
import os
import random
import statistics
import sys
import threading
import time

from filing import CLIENTS, Client, ask_again, check, file_together, pdf, sign_in_everywhere, ticket_with
from program import Program

TICKETS_PER_ROUND, ROUNDS, ROUNDS_OF_A_DESK, LONGEST_S = 240, 3, 10, 20


class Stopper:
    """Tells the server to stop right after a random number of acknowledged tickets."""

    def __init__(self, server, after):
        self.server, self.left, self.lock, self.stopped = server, after, threading.Lock(), threading.Event()

    def count(self, *_):
        with self.lock:
            self.left -= 1
            if self.left == 0:
                self.server.process.terminate()
                self.began = time.monotonic()
                self.stopped.set()


class SlowUpload(threading.Thread):
    """Half of a PDF before the server is told to stop, and half after."""

    def __init__(self, client, content, stopped):
        super().__init__()
        self.client, self.content, self.stopped, self.status, self.file = client, content, stopped, None, None
        connection, half = client.connection, len(content) // 2
        connection.putrequest("POST", "/api/attachments.put?name=slow.pdf", skip_host=True)
        for name, value in {"Host": client.host, "X-StuTicket": "1", "X-StuTicket-Person": client.person, "Cookie": client.cookie,
                            "Content-Type": "application/pdf", "Content-Length": len(content)}.items():
            connection.putheader(name, value)
        connection.endheaders(content[:half])

    def run(self):
        self.stopped.wait(60)
        try:
            self.client.connection.send(self.content[len(self.content) // 2:])
            answer = self.client.connection.getresponse()
            self.file = json.loads(answer.read()).get("id")
            self.status = answer.status
        except (OSError, http.client.HTTPException) as error:
            self.status = repr(error)


def not_done(server, request):
    database = server.database()
    found = database.execute("SELECT COUNT(*) FROM ticket WHERE request_id = ?", (request["request_id"],)).fetchone()[0]
    database.close()
    assert found == 0, f"a request was done and not answered: {request}"


def stopped_again_and_again(binary, rounds, rng):
    """How many tickets were answered and how many requests refused, and how long each stop took."""
    server, acknowledged, refused, stops = Program(binary).start(), {}, 0, []
    cookies, person = sign_in_everywhere(server)
    for _ in range(rounds):
        stopper = Stopper(server, rng.randrange(1, TICKETS_PER_ROUND - CLIENTS))
        upload = SlowUpload(Client(server.port, cookies[-1], person), pdf(rng), stopper.stopped)
        upload.start()
        writers = file_together(server, cookies, person, rng, TICKETS_PER_ROUND, stopper.count)
        upload.join()
        assert server.process.wait(60) == 0, "SIGTERM must end with exit code 0"
        stops.append(time.monotonic() - stopper.began)
        assert upload.status == 200, upload.status
        unanswered = [writer.unanswered for writer in writers if writer.unanswered]
        for writer in writers:
            acknowledged.update(writer.acknowledged)
            assert writer.ended_by is None or isinstance(writer.ended_by, ConnectionError), repr(writer.ended_by)
            refused += writer.ended_by is not None
        for request, _ in unanswered:
            not_done(server, request)
        check(server, acknowledged)
        server.start()
        unanswered.append((ticket_with([upload.file]), hashlib.sha256(upload.content).hexdigest()))
        acknowledged.update(ask_again(Client(server.port, cookies[0], person), unanswered))
    server.stop()
    return len(acknowledged), refused, stops


def main():
    rounds, seed = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS, int(os.environ.get("DRAIN_SEED", random.randrange(1 << 30)))
    print(f"seed {seed}")
    rng, desks = random.Random(seed), []
    for begun in range(0, rounds, ROUNDS_OF_A_DESK):
        desks.append(stopped_again_and_again(sys.argv[1], min(ROUNDS_OF_A_DESK, rounds - begun), rng))
        print(f"{min(rounds, begun + ROUNDS_OF_A_DESK)} stops", flush=True)
    answered, refused, stops = sum(each[0] for each in desks), sum(each[1] for each in desks), sum((each[2] for each in desks), [])
    print(f"{rounds} stops under load: {answered} tickets filed, {refused} requests refused before a word of an answer, 0 failed; "
          f"ended within {max(stops):.2f} s, half of them within {statistics.median(stops):.2f} s")
    assert "--strict" not in sys.argv or max(stops) <= LONGEST_S, max(stops)


main()
