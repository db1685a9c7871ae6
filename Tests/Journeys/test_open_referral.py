"""The open data against the published schemas of Open Referral UK 3.0: every page of every endpoint, item and envelope.

The schemas are those that the standard publishes (HSDS-UK, BSD 3-clause), kept in Tests/Fixtures/hsds-uk-3.0. With
KEYWORK_OPEN_SERVICES=10000 the directory is first filled with so many services by `keywork import open-referral`.
"""
import json
import os
import uuid
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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


class Feed(BaseHTTPRequestHandler):
    """Another directory on this machine: a list, the services of it, one that does not answer by itself, one without id."""

    form = {"/3.0": "contents", "/1.0": "content"}
    asked: dict[str, int] = {}

    def do_GET(self) -> None:
        form, _, rest = self.path.partition("/services")
        one = rest.removeprefix("/")
        services = [self.whole(form, number) for number in (1, 2, 3)] + [{"name": "Nobody gave it an id", "status": "active"}]
        if rest.startswith("?"):
            return self.say({"total_pages": 1, "totalPages": 1, self.form[form]: [self.bare(one) for one in services]})
        self.asked[self.path] = self.asked.get(self.path, 0) + 1
        if one.endswith("1") and self.asked[self.path] == 1:
            return self.say({}, 429, {"Retry-After": "1"})
        found = [service for service in services if service.get("id") == one and not one.endswith("2")]
        return self.say(found[0]) if found else self.say({}, 500)

    def whole(self, form: str, number: int) -> dict:
        cost = {"id": f"cost {form} {number}", "option": "Each time", "amount": 2.5}
        ages = {"eligibilitys": [{"minimum_age": 4}]} if form == "/1.0" else {"minimum_age": 4}
        return {"id": f"service {form[1:]} {number}".replace(" ", "-"), "name": f"Feed {form[1:]} number {number}", "status": "active",
                "cost_options": [cost], **ages}

    def bare(self, service: dict) -> dict:
        return {name: value for name, value in service.items() if name != "cost_options"}

    def say(self, value: dict, status: int = 200, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


@pytest.mark.parametrize("form", ["3.0", "1.0"])
def test_a_feed_is_taken_from_its_address(filled, form: str) -> None:
    """Both forms, whole, told line by line; what does not answer is taken as the list has it; nothing goes unsaid."""
    other = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{other.server_port}/{form}"
        command = ("import", "open-referral", "--database", filled.database.url, "--source", f"Moor {form}", address)
        first = keywork(*command)
        assert "4 services: 3 new, 0 changed, 0 as they were, 1 not taken" in first.stdout, first.stdout
        assert first.returncode != 0, "something was not taken"
        assert f"line 2, service-{form}-2: taken as the list has it" in first.stdout, first.stdout
        assert "line 4, Nobody gave it an id: it has no id, so it was not taken" in first.stdout, first.stdout
        again = keywork(*command)
        assert "0 new, 0 changed, 3 as they were, 1 not taken" in again.stdout, again.stdout
    finally:
        other.shutdown()
    found = get(filled, f"/services?search=Feed+{form}+number&full=true")["contents"]
    taken = {one["name"]: one for one in found if one["name"].startswith(f"Feed {form}")}
    assert len(taken) == 3
    assert taken[f"Feed {form} number 1"]["cost_options"][0]["amount"] == 2.5, "whole, from its own address"
    assert taken[f"Feed {form} number 1"]["minimum_age"] == 4
    assert "cost_options" not in taken[f"Feed {form} number 2"]
    elsewhere = keywork("import", "open-referral", "--database", filled.database.url, "http://feeds.example/3.0")
    assert elsewhere.returncode != 0 and "must be on this machine" in elsewhere.stdout


def test_any_website_may_read(filled) -> None:
    asked = Request(f"{filled.address}/open-referral-uk/services", method="OPTIONS", headers={
        "Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "x-something",
    })
    with urlopen(asked) as answer:
        assert answer.status == 204 and answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "GET" in answer.headers["Access-Control-Allow-Methods"]
        assert answer.headers["Access-Control-Allow-Headers"] == "*"
