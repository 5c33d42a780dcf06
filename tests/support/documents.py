"""The configurations and commands that stand in docs/*.md, so that tests can run what people copy."""

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks(page, language):
    """The fenced blocks of a page in that language, in order."""
    text = (DOCS / page).read_text("utf-8")
    return [content for name, content in FENCE.findall(text) if name == language]


def block(page, language, containing=""):
    """The only one that contains these words."""
    found = [each for each in blocks(page, language) if containing in each]
    assert len(found) == 1, f"{page} has {len(found)} blocks of {language} with {containing!r}"
    return found[0]


def replaced(text, **words):
    """With other words in place of those given, each of which has to be there: what a page says must not change unseen."""
    for old, new in words.items():
        assert old in text, f"{old!r} is not in:\n{text}"
        text = text.replace(old, new)
    return text
