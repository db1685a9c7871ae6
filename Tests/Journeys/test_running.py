"""Running it: health, an orderly end, a copy taken while it serves, and the headers that keep pages safe and quick."""
import json
import re
import subprocess
import threading
from pathlib import Path

import pytest

from client import Client
from database import Database, Place, keywork
from server import Server


def test_health(server: Server) -> None:
    answer = Client(server).page("/healthz")
    assert answer.status == 200 and answer.json["status"] == "ok", str(answer)


COMMANDS = ["serve", "demo", "migrate", "import", "export", "check", "link", "plan", "report", "backup", "verify", "account"]


def test_every_command_says_what_it_does() -> None:
    said = keywork("--help")
    assert said.returncode == 0 and "OVERVIEW" in said.stdout, said.stdout
    for command in COMMANDS:
        assert re.search(rf"^  {command}\b", said.stdout, re.MULTILINE), f"{command} is not in the list"
        own = keywork(command, "--help")
        assert own.returncode == 0 and f"keywork {command}" in own.stdout and "OPTIONS" in own.stdout, own.stdout
    assert keywork("servee").returncode != 0


def test_an_orderly_end(place: Place, demonstration: Database, folder: Path) -> None:
    """SIGTERM while pages are being read: every answer that began is whole, and the exit code is 0 (`Server.stop`)."""
    server = Server(place.copy(demonstration, "ending"), folder / "ending.log")
    broken: list[str] = []

    def read() -> None:
        while True:
            try:
                answer = Client(server).page("/")
            except (ConnectionRefusedError, ConnectionResetError):
                return  # No longer taking anybody in.
            except Exception as error:
                broken.append(repr(error))
                return
            if answer.status != 200 or "</html>" not in answer.text:
                broken.append(str(answer))

    readers = [threading.Thread(target=read, daemon=True) for _ in range(8)]
    for reader in readers:
        reader.start()
    threading.Event().wait(0.5)
    server.stop()
    for reader in readers:
        reader.join(10)
    assert not broken, broken[:3]


def test_a_copy_taken_while_it_serves(engine: str, server: Server, tmp_path: Path) -> None:
    """`keywork backup` of a running partnership; the copy passes `verify` and has every table."""
    copy = tmp_path / "backup.db"
    outcome = keywork("backup", str(copy), "--database", server.database.url)
    assert outcome.returncode == 0 and copy.stat().st_size > 0, outcome.stdout
    server.database.verify()
    if engine == "sqlite":
        restored = Database(f"sqlite:{copy}")
        restored.verify()
        assert restored.rows().keys() == server.database.rows().keys()


def test_pages_are_guarded(server: Server) -> None:
    headers = Client(server).page("/").headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy, policy
    assert headers["x-content-type-options"] == "nosniff" and "no-store" in headers["cache-control"], headers


def test_assets_are_kept_and_pages_are_small(server: Server) -> None:
    visitor = Client(server)
    address = re.search(r'href="(/assets/[^"]+\.css)"', visitor.page("/").text).group(1)
    sheet = visitor.send("GET", address, headers={"Accept-Encoding": "gzip"})
    assert sheet.status == 200 and "max-age=" in sheet.headers["cache-control"], str(sheet.headers)
    assert sheet.headers.get("content-encoding") == "gzip", str(sheet.headers)
    again = visitor.send("GET", address, headers={"If-None-Match": sheet.headers["etag"]})
    assert again.status == 304 and not again.body, str(again)


def test_the_interface_describes_itself(server: Server) -> None:
    table = json.loads(Client(server).page("/openapi.json").text)
    assert table["openapi"].startswith("3.") and len(table["paths"]) > 20, list(table["paths"])


def test_every_page_answers(server: Server, pages: list[dict]) -> None:
    """Each page of the list, as each role that sees it, on this engine."""
    clients: dict[str | None, Client] = {None: Client(server)}
    wrong = []
    for page in pages:
        role = page.get("role")
        client = clients.get(role) or clients.setdefault(role, Client(server).sign_in(role))
        answer = client.page(page["path"])
        if answer.status != 200:
            wrong.append(f"{page['path']} as {role}: {answer.status}")
    assert pages and not wrong, "\n".join(wrong)


def test_what_a_command_writes_is_for_its_owner_alone(server: Server, tmp_path: Path) -> None:
    """An export holds every child; nobody else of the machine may read it."""
    copies = [tmp_path / "children.csv", tmp_path / "children.json"]
    for copy, form in zip(copies, ("csv", "json")):
        outcome = keywork("export", "people", "--form", form, "--database", server.database.url, str(copy))
        assert outcome.returncode == 0, outcome.stdout
        assert copy.stat().st_size > 1000 and copy.stat().st_mode & 0o777 == 0o600, oct(copy.stat().st_mode)


def test_a_wrong_setting_is_said_before_anybody_is_served(
    server: Server, place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KEYWORK_SENDMAIL", "/usr/sbin/sendmail -t -i")
    monkeypatch.setenv("KEYWORK_MAIL_FROM", "Keywork <keywork@example.org>")
    outcome = keywork("serve", "--database", server.database.url, "--port", "0", timeout=30)
    assert outcome.returncode != 0 and "KEYWORK_MAIL_FROM" in outcome.stdout, outcome.stdout
    missing = tmp_path / "missing.db"
    outcome = keywork("serve", "--database", f"sqlite:{missing}", timeout=30)
    assert outcome.returncode != 0 and not missing.exists(), outcome.stdout


def test_a_port_that_is_taken_is_said_in_words(server: Server) -> None:
    outcome = keywork("serve", "--database", server.database.url, "--port", str(server.port), timeout=30)
    assert outcome.returncode != 0 and f"Port {server.port} of 127.0.0.1 is taken" in outcome.stdout, outcome.stdout


def test_accounts_from_the_command_line(place: Place) -> None:
    """What is wrong is said in words; an invitation that was lost is sent again."""
    database = place.new("accounts")
    assert keywork("migrate", "--database", database.url).returncode == 0

    def account(*arguments: str) -> subprocess.CompletedProcess:
        return keywork("account", arguments[0], "--database", database.url, *arguments[1:])
    outcome = account("invite", "--name", "Nobody", "--role", "practitioner", "nobody@example.org")
    assert outcome.returncode != 0 and "Choose the agency" in outcome.stdout and "FieldError" not in outcome.stdout
    first = account("invite", "--name", "Ada Example", "--role", "administrator", "ada@example.org")
    again = account("reset", "--why", "The link had run out", "ada@example.org")
    links = [re.search(r"http://\S+/invitations/\S+", outcome.stdout) for outcome in (first, again)]
    assert all(links) and links[0].group() != links[1].group(), f"{first.stdout}\n{again.stdout}"
    assert "invited" in account("list").stdout
