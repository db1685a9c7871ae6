"""The interface as /openapi.json describes it, walked by schemathesis: whatever comes in, no answer of 500 or above,
and no status that the document does not name. As a visitor, a practitioner and a team manager.

The seed and the number of examples are fixed, so a run repeats. Longer: KEYWORK_API_EXAMPLES=200 pytest test_api.py
"""
import os
import subprocess
import sys
from pathlib import Path

import pytest

from client import Client
from database import ROOT
from server import Server

EXAMPLES = os.environ.get("KEYWORK_API_EXAMPLES", "6")
# These end the session that the walk runs in. `test_leaving_never_fails` sends them rubbish by itself.
ENDS_THE_SESSION = r"^/(demonstration$|sign-out|sign-in|account/(sessions|sign-out))"


@pytest.mark.parametrize("role", [None, "practitioner", "team_manager"], ids=["visitor", "practitioner", "team manager"])
def test_whatever_comes_in_nothing_breaks(own_server: Server, role: str | None, folder: Path) -> None:
    command = [
        Path(sys.executable).with_name("schemathesis"), "run", f"{own_server.address}/openapi.json",
        "--checks", "not_a_server_error,status_code_conformance", "--max-examples", EXAMPLES, "--seed", "20261122",
        "--phases", "examples,coverage,fuzzing", "--generation-database", "none", "--continue-on-failure",
        "--workers", "2", "--request-timeout", "20", "--exclude-path-regex", ENDS_THE_SESSION,
        "--suppress-health-check", "all", "--no-color", *headers_of(own_server, role),
    ]
    log = folder / f"schemathesis-{role or 'visitor'}.log"
    with log.open("w") as output:
        code = subprocess.run(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, timeout=600).returncode
    said = log.read_text()
    assert code == 0, f"schemathesis ended with {code}; all of it is in {log.relative_to(ROOT)}\n{said[-6000:]}"
    if role:
        still_in = Client(own_server)
        assert own_server.process.poll() is None and still_in.page("/healthz").status == 200


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
