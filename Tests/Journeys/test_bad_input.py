"""Bad input: a clear 4xx, and nothing written. Rows of every table are counted before and after."""
import json
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from client import FORM, JSON, Answer, Client, new_id
from conftest import demonstration_pages
from examples import example_fields, text_fields
from server import Server

# What may change while a request is refused: tries are counted, and seals are set on events of before.
NOT_A_RECORD = {"throttle", "event_seal"}
UNKNOWN = "01990000-0000-7000-8000-000000000000"
VISITS = "/children/{child}/visits"


@pytest.fixture(scope="module")
def practitioner(own_server: Server) -> Client:
    return Client(own_server).sign_in("practitioner")


@pytest.fixture(scope="module")
def child(own_server: Server) -> str:
    """A child that the practitioner works with."""
    found = [
        match.group(1) for page in demonstration_pages(own_server) if page.get("role") == "practitioner"
        if (match := re.fullmatch(r"/children/([0-9a-f-]{36})", page["path"]))
    ]
    assert found, "/demonstration/pages has no child's page for the practitioner"
    return found[0]


@pytest.fixture
def visits(child: str) -> str:
    return VISITS.replace("{child}", child)


@pytest.fixture(scope="module")
def visit(own_server: Server) -> Callable[..., dict]:
    """The fields of a visit that would be taken, from what /openapi.json says of them."""
    return lambda **other: example_fields(Client(own_server), VISITS) | other


@contextmanager
def nothing_written(server: Server) -> Iterator[None]:
    before = server.database.rows()
    yield
    after = server.database.rows()
    changed = {
        table: f"{before.get(table)} → {after.get(table)}" for table in before | after
        if before.get(table) != after.get(table) and table not in NOT_A_RECORD
    }
    assert not changed, f"rows were written: {changed}"


def assert_clear_no(answer: Answer, *statuses: int) -> None:
    """A refusal of 4xx (one of these, if any are named) that says what is wrong and nothing of the inside."""
    assert 400 <= answer.status < 500, str(answer)
    assert not statuses or answer.status in statuses, f"not one of {statuses}: {answer}"
    if answer.status != 405:
        assert answer.headers.get("content-type", "").startswith("application/problem+json"), str(answer)
        problem = answer.json
        assert problem["status"] == answer.status and problem["title"], str(answer)
    for inside in ("Swift.", "SELECT ", "sqlite", "PGRES", "/Sources/", "root:"):
        assert inside not in answer.text, f"the refusal tells of the inside: {answer}"


def test_a_good_visit_is_taken(practitioner: Client, visits: str, visit) -> None:
    """The yardstick: without it every refusal below could be for a wrong reason."""
    answer = practitioner.post_json(visits, visit())
    assert answer.status == 303 and answer.location.startswith("/"), str(answer)


WRONG_BODIES = {
    "not JSON": b"{visit",
    "a list": b"[]",
    "a text": b'"visit"',
    "null": b"null",
    "nothing": b"",
    "an empty object": b"{}",
    "half an object": b'{"held_on": ',
    "wrong types": b'{"held_on": {"a": 1}, "form_id": {"b": []}}',
    "deeply nested": b'{"held_on":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "bad UTF-8": b'{"held_on": "2026-11-\xff\xfe"}',
    "half a surrogate": b'{"form_id": "\\ud800"}',
    "NUL": b'{"form_id": "a\\u0000b"}',
    "an id that is none": b'{"form_id": "seven"}',
    "10 MB": b'{"x": "' + b"x" * 10_000_000 + b'"}',
}


@pytest.mark.parametrize("name", WRONG_BODIES)
def test_wrong_json(own_server: Server, practitioner: Client, visits: str, name: str) -> None:
    with nothing_written(own_server):
        answer = practitioner.post_bytes(visits, WRONG_BODIES[name], JSON)
        assert_clear_no(answer, *([413] if name == "10 MB" else [400, 422]))


WRONG_FORMS = {
    "no field at all": b"",
    "broken escapes": b"held_on=%zz&note=%",
    "bad UTF-8": b"held_on=%ff%fe%c0%af",
    "raw bad UTF-8": b"held_on=\xff\xfe",
    "NUL": b"held_on=2026%00-11-22",
    "thousands of fields": b"&".join(b"f%d=1" % i for i in range(5000)),
    "10 MB": b"note=" + b"x" * 10_000_000,
}


@pytest.mark.parametrize("name", WRONG_FORMS)
def test_wrong_forms(own_server: Server, practitioner: Client, visits: str, name: str) -> None:
    with nothing_written(own_server):
        answer = practitioner.post_bytes(visits, WRONG_FORMS[name], FORM, X_CSRF_Token=practitioner.token)
        assert_clear_no(answer, *([413] if name == "10 MB" else [400, 422]))


def test_each_missing_field_is_named(own_server: Server, practitioner: Client, visits: str, visit) -> None:
    whole = visit()
    table = practitioner.value("/openapi.json")["paths"][VISITS]["post"]
    required = table["requestBody"]["content"][JSON]["schema"]["required"]
    assert required, "a visit has no required field"
    with nothing_written(own_server):
        for name in required:
            answer = practitioner.post_json(visits, {key: value for key, value in whole.items() if key != name})
            assert_clear_no(answer, 422)
            assert name in [error["field"].split("-")[0] for error in answer.json["errors"]], f"{name}: {answer}"


def test_each_field_has_a_limit(own_server: Server, practitioner: Client, visits: str, visit) -> None:
    fields = text_fields(practitioner, VISITS)
    assert fields, "a visit has no field of text"
    with nothing_written(own_server):
        for name, limit in fields.items():
            assert limit, f"/openapi.json says no maxLength for {name}"
            assert_clear_no(practitioner.post_json(visits, visit(**{name: "x" * (limit + 1)})), 422)


@pytest.mark.parametrize("value", ["tomorrow", "2026-02-30", "99999-01-01", "0000-00-00", "1e9", "-1", True, 7, {"a": 1}])
def test_wrong_days(own_server: Server, practitioner: Client, visits: str, visit, value) -> None:
    schema = practitioner.value("/openapi.json")["paths"][VISITS]["post"]["requestBody"]["content"][JSON]["schema"]
    days = [name for name, field in schema["properties"].items() if field.get("format") == "date"]
    assert days, "a visit has no day"
    with nothing_written(own_server):
        for name in days:
            assert_clear_no(practitioner.post_json(visits, visit(**{name: value})), 400, 422)


@pytest.mark.parametrize("kind", ["text/plain", "text/xml", "multipart/form-data; boundary=x", "application/jsonx", ""])
def test_other_kinds_of_content(own_server: Server, practitioner: Client, visits: str, visit, kind: str) -> None:
    with nothing_written(own_server):
        body = json.dumps(visit()).encode()
        assert_clear_no(practitioner.post_bytes(visits, body, kind, X_CSRF_Token=practitioner.token), 415)


PATH_TRICKS = [
    "/assets/../../../../etc/passwd", "/assets/..%2f..%2f..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd",
    "/assets/dev/..\\..\\..\\etc\\passwd", "/assets/%252e%252e/etc/passwd", "/assets/%c0%ae%c0%ae/etc/passwd",
    "/assets//etc/passwd", "//etc/passwd", "/./today/..", "/today/", "/today%00.html", "/children/%00", "/children/..",
    "/%", "/%zz", "/%ff", "/children/" + "a" * 7000, "/children/1", "/children/1'%20OR%201=1",
    f"/children/{UNKNOWN}", f"/children/{UNKNOWN}/visits/new", f"/checks/{UNKNOWN}", f"/children/{UNKNOWN.upper()}",
    f"/children/{{{UNKNOWN}}}", "/children/" + UNKNOWN.replace("-", ""), "/children/" + "٣" * 36,
]


@pytest.mark.parametrize("path", PATH_TRICKS)
def test_path_tricks_and_unknown_ids(own_server: Server, practitioner: Client, path: str) -> None:
    with nothing_written(own_server):
        target = "".join(letter if letter.isascii() else quote(letter) for letter in path)
        assert_clear_no(practitioner.send("GET", target, headers={"Accept": JSON}), 400, 404, 414)


def test_unknown_and_hidden_look_the_same(own_server: Server, practitioner: Client) -> None:
    """A child that the caller may not know of answers as one that does not exist, byte for byte."""
    unknown = practitioner.send("GET", f"/children/{UNKNOWN}", headers={"Accept": JSON})
    assert_clear_no(unknown, 404)
    hidden = 0
    for (child,) in own_server.database.ask("SELECT id FROM child ORDER BY id LIMIT 300"):
        answer = practitioner.send("GET", f"/children/{child}", headers={"Accept": JSON})
        assert answer.status in (200, 403, 404), child  # 403: known to the caller's agency, and said to be
        if answer.status == 404:
            hidden += 1
            assert answer.body == unknown.body, child
            assert answer.headers.keys() == unknown.headers.keys(), child
    assert hidden, "the demonstration has no child that is hidden from the practitioner"


def test_posts_to_unknown_ids(own_server: Server, practitioner: Client, visit) -> None:
    table = practitioner.value("/openapi.json")["paths"]
    with nothing_written(own_server):
        for path in (path for path in table if "post" in table[path] and "{child}" in path):
            target = re.sub(r"\{[^}]*\}", UNKNOWN, path)
            assert_clear_no(practitioner.post_json(target, visit(form_id=new_id())), 404)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods(own_server: Server, practitioner: Client, visits: str, method: str) -> None:
    with nothing_written(own_server):
        answer = practitioner.send(method, visits, b"", {"Accept": JSON})
        assert_clear_no(answer, 404, 405)


def test_no_method_of_http(own_server: Server, practitioner: Client, visits: str) -> None:
    """The parser of the protocol refuses it before there is a request: 400 without a body, and the line is closed."""
    with nothing_written(own_server):
        answer = practitioner.send("BREW", visits, b"", {"Accept": JSON})
        assert answer.status == 400, str(answer)


def test_stale_csrf(own_server: Server, practitioner: Client, visits: str, visit) -> None:
    """No token, a wrong one, and one that was right for another session: refused, as a form and as JSON."""
    stale = Client(own_server).sign_in("practitioner").token
    with nothing_written(own_server):
        for token in ("", "x", "A" * 43, stale):
            assert_clear_no(practitioner.post_json(visits, visit(), X_CSRF_Token=token), 403)
            form = {name: str(value) for name, value in visit(csrf=token).items()}
            assert_clear_no(practitioner.post_form(visits, form), 403)


def test_a_replayed_form_writes_once(own_server: Server, practitioner: Client, visits: str, visit) -> None:
    form = visit(form_id=new_id())
    first = practitioner.post_json(visits, form)
    assert first.status == 303, str(first)
    with nothing_written(own_server):
        assert_clear_no(practitioner.post_json(visits, form), 409)


@pytest.mark.parametrize("cookie", ["session=", "session=x", "session=" + "a" * 4000, "session=%00", "=;;=", "session"])
def test_a_session_that_is_none(own_server: Server, visits: str, visit, cookie: str) -> None:
    with nothing_written(own_server):
        visitor = Client(own_server)
        assert_clear_no(visitor.send("GET", "/today", headers={"Accept": JSON, "Cookie": cookie}), 401)
        assert_clear_no(visitor.post_json(visits, visit(), Cookie=cookie), 401, 403)


def test_pages_say_no_in_words_too(own_server: Server) -> None:
    """A browser gets the same status as a page with a heading, in the frame of the site."""
    answer = Client(own_server).page(f"/children/{uuid.uuid4()}/nonsense")
    assert answer.status == 404 and "<h1" in answer.text and "</html>" in answer.text, str(answer)
