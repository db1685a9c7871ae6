"""`kill -9` while 200 people write at once, visits or answers to a survey: what was acknowledged is there, what is there
is whole. And while extracts of agencies are taken in: taken in again, they give the same children.

KEYWORK_KILL_ROUNDS says how often (3; bin/bench does 20). PostgreSQL runs durable for this, on a server of its own.
"""
import csv
import os
import random
import re
import secrets
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from client import Answer, Client, new_id
from conftest import demonstration_pages, start_postgres, stop_postgres
from database import BINARY, ROOT as HOUSE, Database, Place, keywork
from examples import example_fields
from server import Server

ROUNDS = int(os.environ.get("KEYWORK_KILL_ROUNDS", "3"))
WRITERS = 200
VISITS = "/children/{child}/visits"


@pytest.fixture(scope="module")
def durable_place(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Where databases lose nothing even with the power: SQLite's never do."""
    url, server = (None, None) if engine == "sqlite" else start_postgres("durable")
    yield Place(engine, tmp_path_factory.mktemp("durable"), url)
    if server:
        stop_postgres(server)


@pytest.fixture(scope="module")
def durable_copy(durable_place: Place, demonstration: Database) -> Callable[[str], Database]:
    """Such copies of the demonstration."""
    return lambda name: durable_place.copy(demonstration, name)


class Writers:
    """200 threads, one visit each at a time; notes the words of every acknowledged visit, and where it is to be found."""

    def __init__(self, server: Server, session: Client, children: list[str]):
        self.server, self.session, self.children = server, session, children
        self.fields = self._fields()
        self.acknowledged: dict[str, str] = {}
        self.refused: list[str] = []
        self._lock = threading.Lock()
        self._enough = threading.Event()

    def run_until_killed(self, after: int) -> None:
        """Lets them write until `after` visits are acknowledged, then kills the server in the midst of the others."""
        threads = [threading.Thread(target=self._write, args=(i,), daemon=True) for i in range(WRITERS)]
        for thread in threads:
            thread.start()
        arrived = self._enough_after(after)
        self.server.kill()
        for thread in threads:
            thread.join(30)
        assert arrived, f"{after} were not acknowledged within a minute; refused: {self.refused[:3]}"

    def _fields(self) -> dict:
        return example_fields(self.session, VISITS)

    def _send(self, number: int, words: str) -> Answer:
        fields = {k: words if v == "A visit for a test" else v for k, v in self.fields.items()} | {"form_id": new_id()}
        path = VISITS.replace("{child}", self.children[number % len(self.children)])
        writer = Client(self.server)
        writer.cookies, writer.token = dict(self.session.cookies), self.session.token
        return writer.post_json(path, fields)

    def _enough_after(self, count: int) -> bool:
        self.wanted = count
        return self._enough.wait(60)

    wanted = 1 << 30

    def _write(self, number: int) -> None:
        while not self._enough.is_set():
            words = f"kill test {secrets.token_hex(8)}"
            try:
                answer = self._send(number, words)
            except Exception:  # The server is gone, mid-answer or before: nothing was acknowledged.
                return
            with self._lock:
                if answer.status == 303:
                    self.acknowledged[words] = answer.location
                elif answer.status != 503:
                    self.refused.append(str(answer))
                if len(self.acknowledged) >= self.wanted:
                    self._enough.set()


class Answerers(Writers):
    """The same, of visitors who answer a survey: their own words are what is looked for."""

    def _fields(self) -> dict:
        (self.survey,) = self.server.database.ask(
            "SELECT id FROM survey WHERE state = 'open' AND access = 'anyone'")[0]
        return {"q1": "1", "q3": "0"}

    def _send(self, number: int, words: str) -> Answer:
        return Client(self.server).post_json(
            f"/voice/surveys/{self.survey}/answers", self.fields | {"q4": words, "form_id": new_id()})


def test_kill_loses_no_answer_to_a_survey(
    durable_copy: Callable[[str], Database], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All two hundred sit at this machine.
    monkeypatch.setenv("KEYWORK_SURVEY_ANSWERS_PER_ADDRESS", "1000000")
    database = durable_copy("kill_voice")
    log = folder / "kill-voice.log"
    said: set[str] = set()
    for round in range(1, max(1, ROUNDS // 3) + 1):
        server = Server(database, log)
        try:
            answerers = Answerers(server, Client(server), [])
            answerers.run_until_killed(after=random.randint(50, 400))
        finally:
            if server.process.poll() is None:
                server.kill()
        assert not answerers.refused, f"round {round}: {len(answerers.refused)} refused: {answerers.refused[0]}"
        said |= set(answerers.acknowledged)
        with Server(database, log):
            pass
        kept = {words for (words,) in database.ask("SELECT words FROM survey_text WHERE words LIKE 'kill test %'")}
        assert said <= kept, f"round {round}: {len(said - kept)} acknowledged answers are gone"
        (whole,) = database.ask("SELECT count(*) FROM survey_answers WHERE choices = '1:1;3:0'")[0]
        assert int(whole) >= len(said), f"round {round}: words without their choices"
        database.verify()
        print(f"round {round}: {len(answerers.acknowledged)} acknowledged, all there")


def test_kill_loses_nothing_that_was_acknowledged(durable_copy: Callable[[str], Database], folder: Path) -> None:
    database = durable_copy("kill")
    log = folder / "kill.log"
    kept: dict[str, str] = {}
    for round in range(1, ROUNDS + 1):
        server = Server(database, log)
        try:
            children = [
                match.group(1) for page in demonstration_pages(server) if page.get("role") == "practitioner"
                if (match := re.fullmatch(r"/children/([0-9a-f-]{36})", page["path"]))
            ]
            assert children, "/demonstration/pages has no child's page for the practitioner"
            writers = Writers(server, Client(server).sign_in("practitioner"), children)
            writers.run_until_killed(after=random.randint(50, 400))
        finally:
            if server.process.poll() is None:
                server.kill()
        kept |= writers.acknowledged
        assert not writers.refused, f"round {round}: {len(writers.refused)} refused, the first: {writers.refused[0]}"
        with Server(database, log) as server:
            reader = Client(server).sign_in("practitioner")
            for words, path in writers.acknowledged.items():
                answer = reader.page(path)
                assert answer.status == 200 and words in answer.text, f"round {round}: {path} was acknowledged: {answer}"
        database.verify()
        print(f"round {round}: {len(writers.acknowledged)} acknowledged, all there")
    with Server(database, log) as server:
        reader = Client(server).sign_in("practitioner")
        for path in kept.values():
            assert reader.page(path).status == 200, f"{path} is gone at the end"


EXTRACTS = HOUSE / "Examples" / "agency-extracts"
AGENCIES = ("education", "health", "camhs", "social", "voluntary")


@pytest.fixture
def extracts(tmp_path: Path) -> dict[str, Path]:
    """The records of some children whom several agencies know, and of as many whom one knows, as extracts of their own."""
    known_by = defaultdict(set)
    with open(HOUSE / "Tests/truth-of-the-extracts.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            known_by[row["child_id"]].add((row["agency"], row["record_id"]))
    several = [child for child, records in known_by.items() if len(records) > 2]
    alone = [child for child, records in known_by.items() if len(records) == 1]
    chosen = random.sample(several, 60) + random.sample(alone, 60)
    wanted = {record for child in chosen for record in known_by[child]}
    files = {}
    for agency in AGENCIES:
        with open(EXTRACTS / f"{agency}.csv", encoding="utf-8") as file:
            rows = csv.DictReader(file)
            kept = [row for row in rows if (agency, row["record_id"]) in wanted]
        files[agency] = tmp_path / f"{agency}.csv"
        with open(files[agency], "w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, rows.fieldnames)
            out.writeheader()
            out.writerows(kept)
    return files


def people(database: Database) -> set[frozenset[str]]:
    """The children, each as the records that are theirs."""
    found = defaultdict(set)
    for child, agency, record in database.ask(
            "SELECT r.child_id, a.code, r.record_id FROM agency_record r JOIN agency a ON a.id = r.agency_id"):
        found[child].add(f"{agency} {record}")
    return {frozenset(records) for records in found.values()}


def test_an_import_killed_midway_and_begun_again_ends_in_the_same_people(
    durable_place: Place, extracts: dict[str, Path], tmp_path: Path
) -> None:
    def arguments(database: Database, agency: str) -> list[str]:
        return ["import", "people", "--database", database.url, "--agency", agency,
                "--rejects", str(tmp_path / f"{agency}-rejects.csv"), str(extracts[agency])]
    at_once, in_pieces = durable_place.new("at_once"), durable_place.new("in_pieces")
    took = 0.0
    for database in (at_once, in_pieces):
        assert keywork("migrate", "--database", database.url).returncode == 0
    for agency in AGENCIES:
        begun = time.monotonic()
        outcome = keywork(*arguments(at_once, agency))
        assert outcome.returncode == 0, outcome.stdout
        took = max(took, time.monotonic() - begun)
    killed = 0
    for agency in AGENCIES:
        for _ in range(max(1, ROUNDS // 3)):
            process = subprocess.Popen(
                [BINARY, *arguments(in_pieces, agency)], cwd=HOUSE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0.05, took))
            killed += process.poll() is None
            process.kill()
            process.wait()
        outcome = keywork(*arguments(in_pieces, agency))
        assert outcome.returncode == 0, outcome.stdout
    assert killed > 0, "every import had ended before it was killed"
    assert people(in_pieces) == people(at_once) != set()
    (children, known), = in_pieces.ask(
        "SELECT (SELECT count(*) FROM child), (SELECT count(DISTINCT child_id) FROM agency_record)")
    assert int(children) == int(known), "a child without a record was left behind"
    in_pieces.verify()
    print(f"{killed} imports killed; {len(people(at_once))} children either way")
