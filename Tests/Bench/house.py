"""What the benchmarks share: databases filled once, the lines printed, the bars missed, pages seen before they are measured."""
import os
import re
import sys
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Journeys"))

from client import Client  # noqa: E402
from conftest import demonstration_pages  # noqa: E402
from database import Database, Place, keywork  # noqa: E402
from server import Server  # noqa: E402

ENGINES = ("sqlite", "postgres")
SMALL, LARGE = 1_000, 100_000
CLIENTS, SECONDS, ROUNDS = 8, 6, 3


class NotBuilt(Exception):
    """The program lacks what the benchmark measures."""


class Bench:
    """What the benchmarks share: databases filled once, the lines printed, the bars missed."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.filled: dict[tuple[str, int], Database] = {}
        self.places = {engine: Place(engine, folder, os.environ["KEYWORK_TEST_POSTGRES"]) for engine in ENGINES}
        self.missed: list[str] = []

    def line(self, what: str, value: str, is_met: bool | None = None, bar: str = "") -> None:
        verdict = "" if is_met is None else f"   bar: {bar} — {'met' if is_met else 'MISSED'}"
        print(f"  {what:<58} {value:>16}{verdict}", flush=True)
        if is_met is False:
            self.missed.append(what)

    def database(self, engine: str, children: int) -> Database:
        """The demonstration with so many children, filled the first time it is asked for."""
        if (engine, children) not in self.filled:
            if "--children" not in keywork("demo", "--help").stdout:
                raise NotBuilt("keywork demo --children N")
            database = self.places[engine].new(f"bench_{children}")
            began = time.perf_counter()
            outcome = keywork(
                "demo", "--database", database.url, "--no-serve", "--children", str(children), timeout=7200
            )
            if outcome.returncode != 0:
                raise NotBuilt(f"keywork demo --children {children} ended with:\n{outcome.stdout[-2000:]}")
            rows = database.rows()
            if rows.get("child", 0) < children:
                raise NotBuilt(f"{children} children by keywork demo --children (it made {rows.get('child', 0)})")
            self.line(
                f"filled {engine} with {rows.get('child', 0):,} children, {rows.get('family', 0):,} families, "
                f"{rows.get('event', 0):,} events", f"{time.perf_counter() - began:.0f} s")
            self.filled[engine, children] = database
        return self.filled[engine, children]

    @contextmanager
    def serving(self, engine: str, children: int):
        with Server(self.database(engine, children), self.folder / f"{engine}-{children}.log") as server:
            yield server


def children_of(practitioner: Client) -> list[str]:
    """The children that the practitioner's own pages lead to."""
    found = set(re.findall(r"/children/([0-9a-f-]{36})", practitioner.page("/today").text))
    for page in demonstration_pages(practitioner.server):
        if page.get("role") == "practitioner" and (match := re.fullmatch(r"/children/([0-9a-f-]{36})", page["path"])):
            found.add(match.group(1))
    seen = sorted(child for child in found if practitioner.page(f"/children/{child}").status == 200)
    if not seen:
        raise NotBuilt("a page /children/{child} that the practitioner may see")
    return seen


def must_answer(client: Client, paths: list[str]) -> int:
    """Sees that each path answers 200; returns the bytes of the first one's page."""
    sizes = []
    for path in paths:
        answer = client.page(path)
        if answer.status != 200:
            raise NotBuilt(f"{path} (it answers {answer.status})")
        sizes.append(len(answer.body))
    return sizes[0]
