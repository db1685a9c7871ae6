"""The open data against the published schemas of Open Referral UK 3.0: every page of every endpoint, item and envelope.

The schemas are those that the standard publishes (HSDS-UK, BSD 3-clause), kept in Tests/Fixtures/hsds-uk-3.0. With
KEYWORK_OPEN_SERVICES=10000 the directory is first filled with so many services by `keywork import open-referral`.
"""
import json
import os
import uuid
from pathlib import Path
from urllib.request import Request, urlopen

import jsonschema_rs
import pytest

from database import keywork

SCHEMAS = Path(__file__).resolve().parents[1] / "Fixtures" / "hsds-uk-3.0"
HOME = "https://schemas.example/"


def schema(address: str) -> dict:
    """A schema of the standard by its file; those that it names are found beside it."""
    return json.loads((SCHEMAS / address.removeprefix(HOME)).read_text())


def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(
        schema(f"{name}.json"), validate_formats=True, retriever=schema, base_uri=HOME
    )


def get(server, path: str) -> dict:
    with urlopen(Request(f"{server.address}/open-referral-uk{path}")) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Content-Type"] == "application/json"
        return json.load(answer)


def pages(server, path: str, per_page: int):
    """Every item of a list, page by page; the envelope must add up on each."""
    number, seen, total = 1, set(), None
    while True:
        page = get(server, f"{path}?page={number}&per_page={per_page}")
        total = page["total_items"] if total is None else total
        last = max(1, -(-total // per_page))
        assert page["total_items"] == total and page["total_pages"] == last and page["page_number"] == number
        assert page["size"] == len(page["contents"]) and page["empty"] == (not page["contents"])
        assert page["first_page"] == (number == 1) and page["last_page"] == (number == last)
        for item in page["contents"]:
            assert item["id"] not in seen
            seen.add(item["id"])
            yield item
        if number == last:
            break
        number += 1
    assert len(seen) == total


def problems(check: jsonschema_rs.Draft202012Validator, item: dict) -> list[str]:
    return [
        f"{item.get('id')} {'/'.join(map(str, error.instance_path))}: {error.message[:200]}"
        for error in check.iter_errors(item)
    ]


@pytest.fixture(scope="module")
def filled(own_server):
    """The demonstration; with KEYWORK_OPEN_SERVICES as many more from a feed, some of them as hostile as they come."""
    count = int(os.environ.get("KEYWORK_OPEN_SERVICES", "60"))
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"feed-{uuid.uuid4()}.json"
    folder.write_text(json.dumps({"contents": [service(number) for number in range(count)]}))
    try:
        outcome = keywork(
            "import", "open-referral", "--database", own_server.database.url, "--source", "Hostile Moor", str(folder),
            timeout=600,
        )
        assert f"{count} services: {count} new" in outcome.stdout, outcome.stdout[-2000:]
        print(outcome.stdout[-200:])
    finally:
        folder.unlink()
    return own_server


NASTY = ["<script>alert(1)</script>", "🙂🏴‍☠️", "\u202eעברית", "\u0000", "Robert'); DROP TABLE listing;--", "x" * 20_000]


def service(number: int) -> dict:
    name = f"Service {number} {NASTY[number % len(NASTY)][:200]}"
    return {
        "id": str(uuid.UUID(int=0x7000_8000_0000_0000_0000 + number)), "name": name, "status": "active",
        "description": NASTY[number % len(NASTY)], "url": NASTY[number % len(NASTY)][:50], "email": NASTY[0],
        "minimum_age": number % 18, "maximum_age": 18 + number % 5, "last_modified": "2026-01-01T00:00:00Z",
        "organization": {"id": str(uuid.UUID(int=0x7000_8000_0000_0000_0001 << 8 | number % 50)), "name": NASTY[number % 3], "description": NASTY[3]},
        "cost_options": [{"id": str(uuid.uuid4()), "amount": 4.5, "option": NASTY[0]}],
        "contacts": [{"id": str(uuid.uuid4()), "name": NASTY[2], "phones": [{"id": str(uuid.uuid4()), "number": "01632 960 001"}]}],
    }


@pytest.mark.parametrize(
    "path, schema", [
        ("/services", "service"), ("/service_at_locations", "service_at_location"), ("/taxonomies", "taxonomy"),
        ("/taxonomy_terms", "taxonomy_term"),
    ],
)
def test_every_page_of_every_list_is_as_the_standard_says(filled, path: str, schema: str) -> None:
    check = validator(schema)
    wrong = [problem for item in pages(filled, path, per_page=250) for problem in problems(check, item)]
    assert not wrong, f"{len(wrong)} things are wrong, the first: {wrong[:5]}"


def test_every_service_whole_is_as_the_standard_says(filled) -> None:
    check = validator("service")
    with urlopen(f"{filled.address}/open-referral-uk/services?format=ndjson") as answer:
        services = [json.loads(line) for line in answer]
    assert len(services) > 400
    wrong = [problem for service in services for problem in problems(check, service)]
    assert not wrong, f"{len(wrong)} things are wrong, the first: {wrong[:5]}"
    for one in services[:3]:
        assert get(filled, f"/services/{one['id']}") == one


def test_the_root_says_what_it_is(filled) -> None:
    root = get(filled, "/")
    shape = {"format": "uri", "type": "string"}
    assert root["version"] == "HSDS-UK-3.0"
    for name in ("profile", "openapi_url"):
        jsonschema_rs.Draft202012Validator(shape, validate_formats=True).validate(root[name])


def test_the_checker_finds_what_is_wrong() -> None:
    """A check that cannot fail is none: the traps of the standard's own bad examples are found."""
    check = validator("service")
    good = {"id": str(uuid.uuid4()), "name": "A", "status": "active"}
    assert not problems(check, good)
    for bad in ({"url": "example/counselling"}, {"email": "email-example_com"}, {"status": "open"}, {"id": "7"}):
        assert problems(check, good | bad), bad
    assert problems(check, {"id": good["id"], "status": "active"})
