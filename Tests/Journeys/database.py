"""Databases to run Keywork on, one engine at a time: made, copied, counted and thrown away."""
import os
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("KEYWORK_BINARY", ROOT / ".build/debug/keywork"))


def keywork(*arguments: str, timeout: float = 600) -> subprocess.CompletedProcess:
    """Runs one command of `keywork` to its end; both outputs come back as text."""
    return subprocess.run(
        [BINARY, *arguments], cwd=ROOT, text=True, timeout=timeout, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


@dataclass(frozen=True)
class Database:
    """One database, by the address that `keywork --database` takes."""

    url: str

    @property
    def path(self) -> Path:
        return Path(self.url.removeprefix("sqlite:"))

    def ask(self, sql: str) -> list[tuple]:
        """The rows that a query finds, past the application: tests look for themselves."""
        if self.url.startswith("sqlite:"):
            connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30)
            try:
                return connection.execute(sql).fetchall()
            finally:
                connection.close()
        lines = psql(self.url, sql).splitlines()
        return [tuple(line.split("\x1f")) for line in lines]

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        tables = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            if self.url.startswith("sqlite:")
            else "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        names = sorted(name for (name,) in self.ask(tables))
        counts = self.ask(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names))
        return {name: int(count) for name, count in counts}

    def verify(self) -> None:
        """`keywork verify` must find every event whole."""
        outcome = keywork("verify", "--database", self.url)
        assert outcome.returncode == 0, f"keywork verify {self.url} says:\n{outcome.stdout}"


def psql(url: str, sql: str) -> str:
    command = ["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]
    outcome = subprocess.run(command, text=True, capture_output=True, timeout=300)
    assert outcome.returncode == 0, f"psql: {outcome.stderr}\n{sql}"
    return outcome.stdout


def copy_to_other_server(of: str, to: str) -> None:
    """All that is in a database of PostgreSQL into an empty one."""
    with subprocess.Popen(["pg_dump", "-d", of], stdout=subprocess.PIPE) as dump:
        command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", to]
        taken = subprocess.run(command, stdin=dump.stdout, text=True, capture_output=True, timeout=300)
    assert dump.returncode == 0 and taken.returncode == 0, f"{of} cannot be copied: {taken.stderr}"


class Place:
    """Where the databases of one run of tests are: a folder for SQLite, a server for PostgreSQL."""

    def __init__(self, engine: str, folder: Path, postgres: str | None):
        self.engine, self.folder, self.postgres = engine, folder, postgres
        self.made: list[Database] = []

    def _named(self, name: str) -> Database:
        if self.engine == "sqlite":
            database = Database(f"sqlite:{self.folder / name}.db")
        else:
            parts = urlsplit(self.postgres)
            database = Database(urlunsplit(parts._replace(path=f"/journeys_{os.getpid()}_{name}")))
        self.made.append(database)
        return database

    def new(self, name: str) -> Database:
        """An empty database."""
        database = self._named(name)
        if self.engine == "postgres":
            psql(self.postgres, f'CREATE DATABASE "{urlsplit(database.url).path[1:]}"')
        return database

    def copy(self, of: Database, name: str) -> Database:
        """The same rows in a database of its own. Nobody may be writing to the first one, which may be on another server."""
        if self.engine == "postgres" and urlsplit(of.url).netloc != urlsplit(self.postgres).netloc:
            database = self.new(name)
            copy_to_other_server(of.url, database.url)
            return database
        database = self._named(name)
        if self.engine == "postgres":
            names = [urlsplit(d.url).path[1:] for d in (database, of)]
            psql(self.postgres, 'CREATE DATABASE "{}" TEMPLATE "{}"'.format(*names))
        else:
            source, target = sqlite3.connect(of.path), sqlite3.connect(database.path)
            source.backup(target)
            source.close(), target.close()
        return database

    def throw_away(self) -> None:
        for database in self.made:
            if self.engine == "postgres":
                psql(self.postgres, f'DROP DATABASE IF EXISTS "{urlsplit(database.url).path[1:]}" WITH (FORCE)')
