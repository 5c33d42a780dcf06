"""Calls endpoints in JSON, as one person."""

import http.client
import json


class Client:
    def __init__(self, program):
        self.connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=30)
        self.headers = {"X-StuTicket": "1", "Content-Type": "application/json", "Host": f"localhost:{program.port}"}

    def call(self, name, message):
        self.connection.request("POST", "/api/" + name, json.dumps(message), self.headers)
        answer = self.connection.getresponse()
        result = json.loads(answer.read())
        if answer.status == 200 and "user" in result:  # whose page it is from now on
            self.headers["X-StuTicket-Person"] = result["user"]["id"] or "nobody"
        if cookies := answer.headers.get_all("Set-Cookie"):
            self.headers["Cookie"] = "; ".join(each.split(";")[0] for each in cookies)
        return answer.status, result

    def adopt(self, other):
        """Is the same person in the same browser, at another server."""
        for name in ("Cookie", "X-StuTicket-Person"):
            self.headers[name] = other.headers[name]

    def get(self, path):
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


def signed_in(program, who):
    client = Client(program)
    status, said = client.call("session.sign_in", who)
    assert status == 200, said
    return client
