"""Compares what people were told with what is kept and shown."""

import time
from collections import Counter


class Findings:
    """What must not be, as sets of words about it; and how many writes were tried on a node that should take none on."""

    def __init__(self):
        self.lost = set()  # answered 200, and not there
        self.twice = set()
        self.undone = set()  # refused, and there
        self.mails_lost = set()
        self.mails_twice = set()
        self.split_brain = set()  # taken on by a node, and not kept
        self.tried_directly = 0

    def all(self):
        return sorted(f"{name}: {words}" for name, found in vars(self).items() if isinstance(found, set) for words in found)


def compare(changes, there, findings):
    """`there` says how often the words of each change were found."""
    for change in changes:
        times, outcome = there[change.words], change.outcome
        what = f"{change.words} ({outcome}; {'; '.join(f'{answer.status} {answer.says}' for answer in change.answers[-3:])})"
        if times > 1:
            findings.twice.add(what)
        elif outcome == "ok" and times == 0:
            findings.lost.add(what)
        elif outcome == "refused" and times == 1:
            findings.undone.add(what)


def in_database(cluster):
    return Counter({words: int(times) for words, times in cluster.rows(
        "SELECT subject, count(*) FROM ticket GROUP BY 1 UNION ALL "
        "SELECT text, count(*) FROM ticket_event WHERE kind = 'answered' GROUP BY 1")})


def shown(load):
    """What everybody is shown of their tickets, page by page."""
    there, browser = Counter(), load.browser()
    for person in range(len(load.tokens)):
        older = ""
        browser.sign_in(load.tokens[person])
        while True:
            _, page = browser.call("check", "tickets.list", {"older_than": older, "newer_than": ""})
            for row in page["rows"]:
                _, view = browser.call("check", "tickets.get", {"number": row["number"]})
                there[view["ticket"]["subject"]] += 1
                there.update(event["text"] for event in view["events"] if event["kind"] == "answered")
            if not (older := page["older"]):
                break
    browser.close()
    return there


def check_changes(cluster, load, findings):
    """Only while nothing is under way."""
    compare(load.history.answered(), in_database(cluster), findings)


def check_mail(cluster, inbox, findings, patience=0):
    """Of each ticket one mail, which has arrived once. How many still wait after that time: what is being sent by somebody who has died is
    sent again after two minutes."""
    until = time.monotonic() + patience
    while (waiting := int(cluster.sql("SELECT count(*) FROM outbox WHERE state = 'waiting'"))) and time.monotonic() < until:
        time.sleep(1)
    arrived = Counter(inbox.ids)
    mails = cluster.rows("SELECT t.subject, coalesce(o.id, ''), coalesce(o.state, 'not in the outbox') "
                         "FROM ticket t LEFT JOIN outbox o ON o.ticket_id = t.id")
    findings.mails_lost.update(f"{subject} ({state})" for subject, mail, state in mails if not arrived[mail] and state != "waiting")
    findings.mails_twice.update(f"{subject}: {arrived[mail]} times" for subject, mail, _ in mails if arrived[mail] > 1)
    for subject, times in Counter(subject for subject, _, _ in mails).items():
        if times > 1:
            findings.mails_twice.add(f"{subject} has {times} mails in the outbox")
    return waiting
