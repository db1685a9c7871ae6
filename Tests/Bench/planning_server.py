"""A page while a long simulation goes on behind it: how quick it is, that it says how far the simulation is, that this can be
stopped and goes on, that it survives `kill -9`, and that the answer is then the one of `keywork plan simulate`.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Journeys"))

from client import Client, new_id  # noqa: E402
from database import BINARY, ROOT, Database, Place, keywork  # noqa: E402
from server import Server  # noqa: E402

Line = Callable[..., None]
MODEL = ROOT / "Examples/planning/nd-full.json"
PAGES = ("/planning", "/planning/new/list", "/planning/comparison")


class Planner:
    """The commissioner of the demonstration, with one long simulation."""

    def __init__(self, server: Server, replications: int):
        self.client = Client(server).sign_in("commissioner")
        fields = {
            "question": "list", "name": f"The county for {replications} times", "model": MODEL.read_text(),
            "replications": str(replications), "seed": "1", "form_id": new_id()}
        answer = self.client.post_form("/planning/scenarios", fields)
        assert answer.status == 303, answer
        self.path = answer.location

    def scenario(self) -> dict:
        return self.client.value(self.path)

    def act(self, name: str) -> None:
        answer = self.client.post_form(f"{self.path}/{name}", {"form_id": new_id()})
        assert answer.status == 303, answer

    def wait_until(self, reached: Callable[[dict], bool], seconds: float = 300) -> dict:
        until = time.monotonic() + seconds
        while not reached(scenario := self.scenario()):
            assert time.monotonic() < until, f"after {seconds} s it is still {scenario['state']} at {scenario['done']}"
            time.sleep(0.1)
        return scenario


def slowest_page(planner: Planner, other: Client, record: str, seconds: float) -> tuple[float, int]:
    """The longest that anybody waited for a page, and how many were asked for, one after another."""
    slowest, count, until = 0.0, 0, time.monotonic() + seconds
    while time.monotonic() < until:
        for client, path in [(planner.client, path) for path in (planner.path, *PAGES)] + [(other, record)]:
            began = time.monotonic()
            answer = client.page(path)
            slowest, count = max(slowest, time.monotonic() - began), count + 1
            assert answer.status == 200, f"{path}: {answer}"
    return slowest, count


def is_quiet(client: Client) -> bool:
    return all(line["state"] not in ("waiting", "running") for line in client.value("/planning")["scenarios"])


def measure(line: Line, replications: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Place("sqlite", Path(folder), None).new("planning")
        filled = keywork("demo", "--database", database.url, "--no-serve", "--children", "10")
        assert filled.returncode == 0, filled.stdout
        for threads in (1, os.cpu_count() or 1):
            os.environ["KEYWORK_PLANNING_THREADS"] = str(threads)
            pages(line, database, Path(folder), threads, replications)
        survives(line, database, Path(folder), replications)


def pages(line: Line, database: Database, folder: Path, threads: int, replications: int) -> None:
    name = f"{threads} thread{'s' if threads > 1 else ''}"
    with Server(database, folder / "pages.log") as server:
        other = Client(server).sign_in("practitioner")
        listed = other.value("/demonstration/pages")["pages"]
        record = next(
            page["path"] for page in listed
            if page.get("role") == "practitioner" and page["path"].startswith("/children/") and page["path"].count("/") == 2)
        quiet = Client(server).sign_in("commissioner")
        while not is_quiet(quiet):
            time.sleep(0.5)
        began = time.monotonic()
        planner = Planner(server, replications)
        first = planner.wait_until(lambda scenario: scenario["done"] > 0)
        slowest, count = slowest_page(planner, other, record, 5)
        second = planner.scenario()
        is_met = second["state"] == "running" and slowest < 2
        line(f"{name}: slowest of {count} pages while it simulates", f"{1000 * slowest:.0f} ms", is_met, "under 2 s")
        line(
            f"{name}: it says how far it is", f"{first['done']} … {second['done']} of {second['total']}",
            second["done"] > first["done"], "more each time")
        planner.act("stopping")
        stopped = planner.scenario()
        time.sleep(1.5)
        still = planner.scenario()
        line(
            f"{name}: stopped, it stays where it is", f"{stopped['done']}, {still['done']}",
            still["state"] == "stopped" and still["done"] == stopped["done"], "the same")
        planner.act("continuation")
        planner.wait_until(lambda scenario: scenario["state"] == "answered")
        line(f"{name}: nd-full × {replications}, with the pages and the pause", f"{time.monotonic() - began:.1f} s")


def survives(line: Line, database: Database, folder: Path, replications: int) -> None:
    server = Server(database, folder / "killed.log")
    planner = Planner(server, replications)
    killed = planner.wait_until(lambda scenario: scenario["done"] > replications // 5)
    server.kill()
    with Server(database, folder / "again.log") as server:
        again = Planner.__new__(Planner)
        again.client, again.path = Client(server).sign_in("commissioner"), planner.path
        kept = again.scenario()["done"]
        ended = again.wait_until(lambda scenario: scenario["state"] == "answered")
    line(
        "killed with SIGKILL and started again: what was done is kept", f"{killed['done']}, then {kept}",
        kept >= killed["done"], "no fewer")
    command = [str(BINARY), "plan", "simulate", str(MODEL), "--replications", str(replications), "--seed", "1"]
    expected = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["outputs"]
    line(
        "its answer, and that of keywork plan simulate", f"{len(expected)} figures",
        ended["shown"]["simulated"]["outputs"] == expected, "equal to the last digit")
