"""A desk's database, looked into from outside: SQLite's file, or a database on the PostgreSQL that with_postgres has started.

Connections take `?` for parameters, and commit at the end of `with`, as sqlite3's do.
"""

import itertools
import os
import re
import sqlite3
import subprocess

PSQL = ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
made = itertools.count(1)


def server():
    """postgresql://user@/?host=… without a database; nothing where tests run on SQLite."""
    return os.environ.get("STUTICKET_TEST_POSTGRES", "")


def new_database():
    """The URL of an empty database of that server; nothing on SQLite."""
    if not server():
        return ""
    name = f"test_{os.getpid()}_{next(made)}"
    subprocess.run([*PSQL, "--command", f"CREATE DATABASE {name}", server().replace("/?", "/postgres?")], check=True)
    return server().replace("/?", f"/{name}?")


def connect(file, url):
    return PostgresConnection(url) if url else sqlite3.connect(file, timeout=20)


class PostgresConnection:
    def __init__(self, url):
        import psycopg2  # Debian's own Python has it
        self.connection = psycopg2.connect(url)

    def execute(self, sql, values=()):
        cursor = self.connection.cursor()
        cursor.execute(re.sub(r"\?", "%s", sql.replace("%", "%%")), values)
        return cursor

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.connection.__exit__(*fault)

    def close(self):
        self.connection.close()
