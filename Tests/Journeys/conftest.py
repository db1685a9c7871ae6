"""What the tests here stand on. One run is about one engine: `--engine sqlite` (the usual) or `--engine postgres`.

The demonstration partnership is filled once a run. Every server gets a copy of it, so no test sees what another wrote.
"""
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from client import Client
from database import BINARY, ROOT, Database, Place, keywork
from person import Person
from server import Server

LIBRARY = ROOT / "bin/lib.sh"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=["sqlite", "postgres"], default="sqlite", help="the database to test on")


def pytest_configure(config: pytest.Config) -> None:
    # Told to end, end as after Ctrl-C: fixtures stop the servers that they started.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if not BINARY.exists() and not config.option.collectonly:
        pytest.exit(f"There is no {BINARY}. Build it with: swift build", returncode=2)


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    return request.config.getoption("--engine")


@pytest.fixture(scope="session")
def folder(engine: str) -> Path:
    """Where this run leaves logs and pages to look at: build/journeys/ENGINE."""
    folder = ROOT / "build/journeys" / engine
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def start_postgres(*how: str) -> tuple[str, Path]:
    """A throw-away PostgreSQL, by the function that bin/test uses too."""
    place = Path(tempfile.mkdtemp())
    script = f'. "{LIBRARY}"; postgres_start "$@"'
    started = subprocess.run(["bash", "-c", script, "-", place, *how], text=True, stdout=subprocess.PIPE, check=True)
    return started.stdout, place


def stop_postgres(place: Path) -> None:
    subprocess.run(["bash", "-c", f'. "{LIBRARY}"; postgres_stop "$1"', "-", place], check=True)


@pytest.fixture(scope="session")
def place(engine: str, folder: Path) -> Iterator[Place]:
    """Where databases are made: a server of our own where bin/test has not started one."""
    own = None
    postgres = os.environ.get("KEYWORK_TEST_POSTGRES")
    if engine == "postgres" and not postgres:
        postgres, own = start_postgres()
    with tempfile.TemporaryDirectory() as files:
        place = Place(engine, Path(files), postgres)
        yield place
        place.throw_away()
    if own:
        stop_postgres(own)


@pytest.fixture(scope="session")
def demonstration(place: Place, folder: Path) -> Database:
    """The demonstration partnership, filled, to be copied. It is served only until what it simulates has been
    simulated, and what has expired is swept: so no server of a copy does that beside what is tested."""
    database = place.new("demonstration")
    outcome = keywork("demo", "--database", database.url, "--no-serve")
    assert outcome.returncode == 0, f"keywork demo --no-serve ended with {outcome.returncode}:\n{outcome.stdout}"
    with Server(database, folder / "demonstration.log"):
        until = time.monotonic() + 400
        for open_work in (
            "SELECT 1 FROM planning_scenario WHERE state IN ('waiting', 'running') LIMIT 1",
            f"SELECT 1 FROM invitation WHERE expires_at < {(time.time() - 31 * 86400) * 1_000_000:.0f} LIMIT 1",
        ):
            while database.ask(open_work):
                assert time.monotonic() < until, f"this does not end: {open_work}"
                time.sleep(1)
    return database


@pytest.fixture(scope="session")
def server(place: Place, demonstration: Database, folder: Path) -> Iterator[Server]:
    """The demonstration, for tests that read or do what people do. At the end it must stop with exit code 0."""
    with Server(place.copy(demonstration, "main"), folder / "main.log") as server:
        yield server


@pytest.fixture(scope="module")
def own_server(request: pytest.FixtureRequest, place: Place, demonstration: Database, folder: Path) -> Iterator[Server]:
    """A demonstration for one file of tests alone: for those that write rubbish or count rows."""
    name = Path(request.module.__file__).stem
    with Server(place.copy(demonstration, name), folder / f"{name}.log") as server:
        yield server


def demonstration_pages(server: Server) -> list[dict]:
    """Every page that the demonstration can reach: `{"path", "role", "name"}`; a role of null is a visitor."""
    pages = Client(server).value("/demonstration/pages")
    listed = pages if isinstance(pages, list) else pages["pages"]
    return [{"role": None} | page for page in listed]


@pytest.fixture(scope="session")
def pages(server: Server) -> list[dict]:
    return demonstration_pages(server)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, the one without windows, which takes a third less of the processor; elsewhere the whole one.
    Playwright's own is never downloaded."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def as_role(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """`as_role("practitioner")` is a new page of somebody signed in by one press; `as_role(None)` of a visitor.

    Say `javascript=False` or `width=390` for another browser. Pages of one role and browser share one session.
    """
    contexts = {}

    def open_page(role: str | None, javascript: bool = True, width: int = 1280) -> Page:
        key = (role, javascript)
        if key not in contexts:
            context = contexts[key] = browser.new_context(
                base_url=server.address, java_script_enabled=javascript, locale="en-GB", timezone_id="Europe/London"
            )
            context.set_default_timeout(15_000)
            if role:
                page = context.new_page()
                press_account(page, role)
                page.close()
        page = contexts[key].new_page()
        page.set_viewport_size({"width": width, "height": 900})
        return page

    yield open_page
    for context in contexts.values():
        context.close()


def press_account(page: Page, account: str) -> None:
    """Signs in at /demonstration as a person does: one press."""
    page.goto("/demonstration")
    chosen = page.locator(f'[name="account"][value="{account}"]')
    assert chosen.count() == 1, f"/demonstration has {chosen.count()} buttons for {account!r}, not one"
    is_button = chosen.evaluate("element => element.matches('button, input[type=submit]')")
    (chosen if is_button else chosen.locator("xpath=ancestor::form").locator("button")).click()
    page.wait_for_url(lambda address: not address.endswith("/demonstration"))


@pytest.fixture
def person(as_role: Callable[..., Page]) -> Iterator[Callable[..., Person]]:
    """`person("practitioner")`: somebody who goes about with the keyboard alone. See `Person`."""
    opened = []

    def sit_down(role: str | None, **how) -> Person:
        opened.append(as_role(role, **how))
        return Person(opened[-1])

    yield sit_down
    for page in opened:
        page.close()


@pytest.fixture
def newcomer(browser: Browser, own_server: Server) -> Iterator[Callable[..., Person]]:
    """`newcomer(390)`: somebody in a browser of their own that wide, with the keyboard alone, on this file's server.

    By name they sign in: `newcomer(1280, "Nadia Rahman")` is one of those at /demonstration.
    """
    contexts = []

    def sit_down(width: int, name: str | None = None, javascript: bool = True) -> Person:
        contexts.append(browser.new_context(
            base_url=own_server.address, java_script_enabled=javascript, locale="en-GB",
            timezone_id="Europe/London", viewport={"width": width, "height": 900},
        ))
        contexts[-1].set_default_timeout(15_000)
        person = Person(contexts[-1].new_page())
        return person.opens("/demonstration").presses(f"Be {name}") if name else person

    yield sit_down
    for context in contexts:
        context.close()
