"""What the two rules for passwords (common/password.hpp, backend/security/guessability.hpp) make of many.

    common_passwords.py PROGRAM ACCEPTED_PASSWORDS

The 20,000 most common ones, as Debian's Django has them, and what people make of these to obey the rules that stand beside the
field: all are to be refused. A thousand that chance has made: at most ten may be.
"""

import gzip
import random
import re
import secrets
import string
import subprocess
import sys
from pathlib import Path

from provide import provide_file

COMMON = Path("/usr/lib/python3/dist-packages/django/contrib/auth/common-passwords.txt.gz")
LEET = str.maketrans("aeios", "@310$")
ENDS = ("1!", "12!", "123!", "@123", "#1", "2024!", "@2024", "!1")
RANDOM, MOST_REFUSED = 1_000, 0.01


def lawful(word):
    """`word` as people write it who have to use four kinds of characters."""
    capital = word.capitalize()
    yield from (capital + end for end in ENDS)
    yield capital.translate(LEET) + "1!"


def by_chance():
    """Characters, and words that have nothing to do with each other."""
    kinds = (string.ascii_uppercase, string.ascii_lowercase, string.digits, "!#$%&*+-.:;=?@_")
    while True:
        password = "".join(secrets.choice("".join(kinds)) for _ in range(12))
        if all(set(kind) & set(password) for kind in kinds):
            yield password


def of_words(words):
    while True:
        yield "-".join(random.sample(words, 3)).capitalize() + str(secrets.randbelow(10))


def accepted(program, passwords):
    done = subprocess.run([program], input="".join(each + "\n" for each in passwords), capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def refused_all(program, what, passwords):
    let_in = accepted(program, passwords)
    print(f"{what}: {len(passwords) - len(let_in):,} of {len(passwords):,} refused", *random.sample(let_in, min(9, len(let_in))), sep="\n  ")
    return not let_in


def let_in_almost_all(program, what, passwords):
    refused = len(passwords) - len(accepted(program, passwords))
    print(f"{what}: {refused:,} of {len(passwords):,} refused")
    return refused <= MOST_REFUSED * len(passwords)


def main():
    program = sys.argv[2]
    provide_file(COMMON, "python3-django")
    common = gzip.decompress(COMMON.read_bytes()).decode().split()
    words = sorted({word for word in common if re.fullmatch("[a-z]{4,}", word)})
    made = sorted({password for word in words for password in lawful(word) if len(password) >= 8})
    strange, phrases = by_chance(), of_words([word for word in words if len(word) > 4])
    held = [refused_all(program, "the most common", common),
            refused_all(program, "the same, made lawful", made),
            let_in_almost_all(program, "characters by chance", [next(strange) for _ in range(RANDOM)]),
            let_in_almost_all(program, "three words by chance", [next(phrases) for _ in range(RANDOM)])]
    sys.exit(0 if all(held) else "not all is as it should be")


main()
