"""Directories to measure with: a feed of any size, the same rows for datasette, and the questions asked of both.

datasette (Apache-2.0) is the peer: the usual way to put a table with full-text search on the web. It is installed from
PyPI into a place of its own, never beside Keywork.
"""
import csv
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote_plus

from database import ROOT
from server import free_port

VERSION = "0.65.1"
EXAMPLES = ROOT / "Examples/local-offer"
NEEDS = [
    "autism", "adhd", "learning_disability", "down_syndrome", "physical", "hearing", "sight", "speech", "anxiety",
    "behaviour", "sleep", "feeding", "sensory", "trauma",
]
ASKED = [
    ("swimming lessons", "autism", 9), ("speech therapy", "speech", 3), ("holiday club", "adhd", 7),
    ("help with sleep", "sleep", 5), ("drama and dance", "down_syndrome", 12), ("parents group", "anxiety", 14),
    ("nursery place", "hearing", 2), ("counselling", "trauma", 15), ("after school club", "learning_disability", 8),
    ("physiotherapy", "physical", 6),
]


def term_id(need: str) -> str:
    """The fixed id of a need in the open data."""
    low = 0xCBF29CE484222325
    for byte in need.encode():
        low = ((low ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return str(uuid.UUID(int=0x6B6477706E657000 << 64 | 0x8000000000000000 | low & 0x0000FFFFFFFF0000))


def rows_of(count: int) -> Iterator[dict]:
    """Services made from the demonstration's material: the same each time."""
    chance = random.Random(2026)
    with (EXAMPLES / "services.csv").open() as file:
        material = list(csv.DictReader(file))
    with (EXAMPLES / "postcodes.csv").open() as file:
        postcodes = list(csv.DictReader(file))
    for number in range(count):
        one, other, at = chance.choice(material), chance.choice(material), chance.choice(postcodes)
        place, least = at["place"], chance.randrange(0, 12)
        yield {
            "id": str(uuid.UUID(int=0x0199000000007000 << 64 | 0x8000000000000000 | number)),
            "name": f"{one['name'].replace('{place}', place)} {number}", "summary": other["summary"],
            "description": f"{one['description']} {other['description']}", "organisation": f"Organisation {number % 900}",
            "needs": chance.sample(NEEDS, chance.randrange(0, 4)), "minimum_age": least,
            "maximum_age": least + chance.randrange(2, 14), "postcode": at["postcode"], "town": place,
            "latitude": float(at["latitude"]), "longitude": float(at["longitude"]),
        }


def feed_of(count: int, folder: Path) -> Path:
    """The rows as a feed of Open Referral UK 3.0, one service a line."""
    path = folder / f"feed-{count}.ndjson"
    if not path.exists():
        with path.open("w") as file:
            for row in rows_of(count):
                file.write(json.dumps(document(row)) + "\n")
    return path


def document(row: dict) -> dict:
    def made(kind: str) -> str:
        return str(uuid.uuid5(uuid.UUID(row["id"]), kind))

    return {
        "id": row["id"], "name": row["name"], "description": f"{row['summary']}\n\n{row['description']}",
        "status": "active", "minimum_age": row["minimum_age"], "maximum_age": row["maximum_age"],
        "assured_date": time.strftime("%Y-%m-%d"),
        "organization": {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, row["organisation"])), "name": row["organisation"],
            "description": row["organisation"],
        },
        "attributes": [
            {"id": made(need), "taxonomy_term": {"id": term_id(need), "name": need, "description": need}}
            for need in row["needs"]
        ],
        "contacts": [
            {"id": made("contact"), "name": "Amina Abara", "phones": [{"id": made("phone"), "number": "01632 960 001"}]}
        ],
        "cost_options": [{"id": made("cost"), "option": "Each session", "amount": 3.5}],
        "schedules": [
            {"id": made("time"), "freq": "WEEKLY", "byday": "SA", "opens_at": "09:00", "closes_at": "11:00"}
        ],
        "service_at_locations": [{
            "id": made("at"), "location": {
                "id": made("place"), "location_type": "physical", "name": "The hall", "latitude": row["latitude"],
                "longitude": row["longitude"], "addresses": [{
                    "id": made("address"), "address_1": "1 Tannery Lane", "city": row["town"],
                    "state_province": "Thorneshire", "postal_code": row["postcode"], "country": "GB",
                    "address_type": "physical",
                }],
            },
        }],
    }


def questions(peer: str) -> list[str]:
    """Words, place, age and need: as addresses of Keywork, or of datasette."""
    if peer == "datasette":
        return [
            f"/bench/service?_search={quote_plus(words)}&town=Castlewick&minimum_age__lte={age}&maximum_age__gte={age}"
            f"&needs__contains={need}&_size=10"
            for words, need, age in ASKED
        ]
    return [
        f"/local-offer/search?words={quote_plus(words)}&near=TH3+1BD&age={age}&need={need}" for words, need, age in ASKED
    ]


class Datasette:
    """The peer with the same rows and its full-text search; a context manager that `wrk` can ask like a client."""

    def __init__(self, rows: Iterator[dict], folder: Path):
        self.database, self.cookies, self.token = folder / "bench.db", {}, ""
        connection = sqlite3.connect(self.database)
        columns = "id, name, summary, description, organisation, needs, minimum_age, maximum_age, postcode, town, latitude, longitude"
        connection.execute("DROP TABLE IF EXISTS service_fts")
        connection.execute("DROP TABLE IF EXISTS service")
        connection.execute(f"CREATE TABLE service ({columns.replace('id,', 'id TEXT PRIMARY KEY,', 1)})")
        connection.executemany(
            f"INSERT INTO service ({columns}) VALUES (:{columns.replace(', ', ', :')})",
            (row | {"needs": " ".join(row["needs"])} for row in rows))
        connection.execute("CREATE INDEX service_by_town ON service (town)")
        connection.execute(
            "CREATE VIRTUAL TABLE service_fts USING fts5 (name, summary, description, organisation, "
            "content=\"service\", tokenize='porter')")
        connection.execute("INSERT INTO service_fts (service_fts) VALUES ('rebuild')")
        connection.commit()
        connection.close()
        self.server = SimpleNamespace(address="")

    def __enter__(self) -> "Datasette":
        port = free_port()
        self.server.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [datasette(), "serve", "--immutable", self.database, "--port", str(port), "--setting", "suggest_facets", "off"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                with urllib.request.urlopen(self.server.address + questions("datasette")[0]) as answer:
                    assert answer.status == 200 and b"search matches" in answer.read(), "it does not search"
                    return self
            except OSError:
                time.sleep(0.1)
        self.process.kill()
        raise AssertionError("datasette does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)


def datasette() -> str:
    """The program, installed the first time it is asked for; KEYWORK_DATASETTE names another one."""
    if given := os.environ.get("KEYWORK_DATASETTE"):
        return given
    place = ROOT / "build/bench-datasette"
    program = place / "bin/datasette"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([place / "bin/pip", "install", "-q", f"datasette=={VERSION}"], check=True)
    return str(program)
