"""The interface as /openapi.json describes it, walked by schemathesis: whatever comes in, no answer of 500 or above.
As a visitor, a practitioner and a team manager.

A walk takes minutes, and both engines run side by side. So the practitioner walks on SQLite and the manager, who has the
same forms and more lists, on PostgreSQL; the visitor walks what is open to anyone, on SQLite: everything else refuses them
before anything is read, as the access matrix shows of every route. For the same reason each walks only the paths that
answer them, with the ids of their own pages, anything but a no. KEYWORK_API_ROLES=all walks everything as everybody on both.

The seed and the number of examples are fixed, so a run repeats. Longer: KEYWORK_API_EXAMPLES=200 pytest test_api.py
"""
import json
import os
import re
import subprocess
import sys
import uuid
from collections import defaultdict
from pathlib import Path

import pytest

from client import Client
from conftest import demonstration_pages
from database import ROOT
from server import Server

WALKS_ON = {None: "sqlite", "practitioner": "sqlite", "team_manager": "postgres"}
WALKS_ALL = os.environ.get("KEYWORK_API_ROLES") == "all"
EXAMPLES = os.environ.get("KEYWORK_API_EXAMPLES", "4")
# These end the session that the walk runs in. `test_leaving_never_fails` sends them rubbish by itself.
ENDS_THE_SESSION = r"^/(demonstration$|sign-out|sign-in|account/(sessions|sign-out))"


@pytest.mark.parametrize("role", [None, "practitioner", "team_manager"], ids=["visitor", "practitioner", "team manager"])
def test_whatever_comes_in_nothing_breaks(own_server: Server, role: str | None, folder: Path, engine: str) -> None:
    if WALKS_ON[role] != engine and not WALKS_ALL:
        pytest.skip(f"walked on {WALKS_ON[role]}: see above")
    # One worker: the parser of Python 3.11 breaks now and then where two threads use it ("recursion depth mismatch").
    config = folder / f"schemathesis-{role or 'visitor'}.toml"
    known = holes(own_server, role)
    config.write_text(dictionaries(known))
    command = [
        Path(sys.executable).with_name("schemathesis"), "--config-file", config, "run",
        f"{own_server.address}/openapi.json", "--checks", "not_a_server_error,status_code_conformance",
        "--max-examples", EXAMPLES, "--seed", "20261122", "--phases", "examples,coverage,fuzzing",
        "--generation-database", "none", "--continue-on-failure", "--workers", "1", "--request-timeout", "20",
        "--max-redirects", "0", "--exclude-path-regex", ENDS_THE_SESSION, "--suppress-health-check", "all",
        "--no-color", *headers_of(own_server, role),
    ]
    if not WALKS_ALL:
        paths = open_to_anyone(own_server) if role is None else answering(own_server, role, known)
        command += ["--include-path-regex", f"^({'|'.join(map(re.escape, paths))})$"]
    log = config.with_suffix(".log")
    with log.open("w") as output:
        code = subprocess.run(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, timeout=1200).returncode
    said = log.read_text()
    assert code == 0, f"schemathesis ended with {code}; all of it is in {log.relative_to(ROOT)}\n{said[-6000:]}"
    assert own_server.process.poll() is None, "the server is gone"


def open_to_anyone(server: Server) -> list[str]:
    """The paths at which something can be done or read without signing in."""
    table = Client(server).value("/openapi.json")["paths"]
    paths = [path for path, operations in table.items() if any("security" not in each for each in operations.values())]
    assert len(paths) > 30, f"only {paths} are open to anyone"
    return paths


def answering(server: Server, role: str, known: dict[str, list[str]]) -> list[str]:
    """The paths that answer this role anything but "you may not" and "not found": asked, or sent nothing, once each."""
    client = Client(server).sign_in(role)
    table = Client(server).value("/openapi.json")["paths"]

    def answers(path: str, method: str) -> bool:
        target = re.sub(r"\{(\w+)\}", lambda hole: (known.get(hole[1]) or [str(uuid.uuid4())])[0], path)
        answer = client.page(target) if method == "get" else client.post_json(target, {})
        return answer.status not in (401, 403, 404)
    paths = [
        path for path, operations in table.items()
        if not re.search(ENDS_THE_SESSION, path) and any(answers(path, method) for method in operations)]
    assert len(paths) > 150, f"only {paths} answer {role}"
    return paths


def holes(server: Server, role: str | None) -> dict[str, list[str]]:
    """What stands in the holes of the routes' paths in the role's own pages: ids that exist, by the hole's name."""
    routes = Client(server).value("/openapi.json")["paths"]
    found = defaultdict(set)
    for page in demonstration_pages(server):
        for route in routes if page.get("role") in (role, None) else []:
            pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(route))
            if match := re.fullmatch(pattern, page["path"].split("?")[0]):
                for name, value in match.groupdict().items():
                    found[name].add(value)
    return {name: sorted(values) for name, values in found.items()}


def dictionaries(values: dict[str, list[str]]) -> str:
    """Nine times in ten schemathesis puts such an id into a path, so that it gets past "not found"."""
    lines = [f"[dictionaries.{name}]\nvalues = {json.dumps(ids)}\n" for name, ids in values.items()]
    bound = [f'"path.{name}" = {{ dictionary = "{name}", probability = 0.9 }}\n' for name in values]
    return "".join([*lines, "[parameters]\n", *bound])


def headers_of(server: Server, role: str | None) -> list[str]:
    """The session and the token that a signed-in caller sends."""
    headers = {"Accept": "application/json"}
    if role:
        client = Client(server).sign_in(role)
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        headers["X-CSRF-Token"] = client.token
    return [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"account": 7}', b'{"account": "nobody"}', b"\xff\xfe"])
def test_leaving_never_fails(own_server: Server, body: bytes) -> None:
    """The routes left out above, each with a fresh session: rubbish in, no 5xx out."""
    table = Client(own_server).value("/openapi.json")["paths"]
    for path in sorted(table):
        if "post" in table[path] and path.startswith(("/demonstration", "/sign-", "/account/")) and "{" not in path:
            answer = Client(own_server).sign_in("practitioner").post_bytes(path, body, "application/json")
            assert answer.status < 500, f"POST {path} {body!r}: {answer}"
