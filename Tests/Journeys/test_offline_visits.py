"""Visits without signal: a visitor's week sealed on a phone, written up at the door, sent when there is signal.

The network is cut by the browser, as a lift does it; a tab is killed by crashing its process, as a phone does it that
runs out of memory. Every tap and every text that is typed counts.
"""
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from client import Client
from conftest import press_account
from database import Database, Place, psql
from server import Server

WORDS = "kettle meadow tuesday"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RUN_AXE = """() => axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}})
  .then(found => found.violations.map(v => `${v.id}: ` + v.nodes.map(n => n.target.join(' ')).join(', ')))"""
SEALED = """() => new Promise(done => {
  const request = indexedDB.open('keywork-visits');
  request.onsuccess = () => {
    const all = request.result.transaction(['vault', 'sealed']).objectStore('sealed').getAll();
    all.onsuccess = () => done(all.result.map(box => [box.name, new TextDecoder('latin1').decode(box.data)]));
  };
})"""


def change(database: Database, sql: str) -> None:
    if not database.url.startswith("sqlite:"):
        psql(database.url, sql)
        return
    with sqlite3.connect(database.path) as connection:
        connection.execute(sql)
    connection.close()


@pytest.fixture
def server(place: Place, demonstration: Database, folder: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A demonstration in which three of Nadia's visits were yesterday and wait to be written up."""
    database = place.copy(demonstration, f"offline_{abs(hash(request.node.name)) % 10**8}")
    coming = database.ask(
        """
        SELECT v.id, v.child_id FROM visit v JOIN practitioner p ON p.id = v.visitor_id JOIN child c ON c.id = v.child_id
        WHERE p.name = 'Nadia Rahman' AND v.state = 'planned' AND NOT c.is_restricted ORDER BY v.starts_at DESC, v.id
        """
    )
    chosen = list({child: visit for visit, child in coming}.values())[:3]
    newest = database.ask("SELECT max(created_at) FROM mail")[0][0]
    for number, visit in enumerate(chosen):
        change(database, f"UPDATE visit SET starts_at = {int(newest)} - {86_400_000_000 + number * 5_400_000_000} WHERE id = '{visit}'")
    with Server(database, folder / f"{request.node.name}.log") as server:
        yield server


# How long a hand takes over it. A tap: to point at something and to press (Card, Moran and Newell, The keystroke-level model,
# Communications of the ACM, 1980: 1.1 s and 0.1 s). Letters: 36 words of five letters a minute, as people type on phones on
# average (Palin and others, How do people type on mobile devices?, MobileHCI 2019).
SECONDS_A_TAP = 1.2
LETTERS_A_SECOND = 36 * 5 / 60


class Phone:
    """A phone in somebody's hand, that counts what the hand does, and how long a hand takes over it."""

    def __init__(self, browser: Browser, server: Server):
        self.context: BrowserContext = browser.new_context(
            base_url=server.address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True,
            locale="en-GB", timezone_id="Europe/London",
        )
        self.context.set_default_timeout(20_000)
        self.acts = self.loads = 0
        # Seconds that a hand would have taken.
        self.hand = 0.0
        self.page: Page = self.new_tab()

    def new_tab(self) -> Page:
        page = self.context.new_page()
        page.on("load", self._loaded)
        return page

    def _loaded(self, _: Page) -> None:
        self.loads += 1

    def is_killed(self) -> None:
        """The tab's process ends at once; nothing of the page runs any more."""
        crashed = self.page
        try:
            crashed.goto("chrome://crash")
        except Error:
            pass
        crashed.close()
        self.page = self.new_tab()

    def opens(self, path: str = "/visits/offline") -> "Phone":
        self.page.goto(path, wait_until="load")
        return self

    def taps(self, name: str | re.Pattern, role: str = "button") -> "Phone":
        self.acts += 1
        self.hand += SECONDS_A_TAP
        self.page.get_by_role(role, name=name).locator("visible=true").first.tap()
        return self

    def types(self, label: str, words: str) -> "Phone":
        """Two acts: a tap into the box, and the words."""
        self.acts += 2
        self.hand += SECONDS_A_TAP + len(words) / LETTERS_A_SECOND
        box = self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}"), exact=False).first
        box.tap()
        box.fill(words)
        return self

    def sees(self, words: str | re.Pattern) -> "Phone":
        expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible()
        return self

    def loses_signal(self) -> "Phone":
        self.context.set_offline(True)
        return self

    def has_signal(self) -> "Phone":
        self.context.set_offline(False)
        return self

    def is_in_order(self) -> "Phone":
        """Axe finds nothing, and nothing scrolls sideways."""
        self.page.evaluate(AXE)
        assert self.page.evaluate(RUN_AXE) == []
        assert self.page.evaluate("document.scrollingElement.scrollWidth") <= 390
        return self

    def sealed(self) -> list[list[str]]:
        """What lies on the phone, as whoever steals it reads it: names of places and texts."""
        return self.page.evaluate(SEALED)


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Phone]:
    phone = Phone(browser, server)
    press_account(phone.page, "practitioner")
    yield phone
    phone.context.close()


def takes_the_week_along(phone: Phone) -> list[str]:
    """Nadia's first time: she chooses words. The names of those whose visits wait to be written up."""
    phone.opens().sees("Your week can come along on this phone").is_in_order()
    phone.types("Choose words to unlock your visits", WORDS).taps("Keep my visits on this phone")
    phone.sees("Your visits are on this phone").is_in_order()
    phone.page.evaluate("navigator.serviceWorker.ready.then(ready => new Promise(done => {"
                        "const look = () => ready.active?.state === 'activated' ? done() : setTimeout(look, 50); look(); }))")
    return names(phone)


def names(phone: Phone) -> list[str]:
    buttons = phone.page.get_by_role("button", name=re.compile("^Write up the visit to "))
    return [button.get_attribute("aria-label").removeprefix("Write up the visit to ") for button in buttons.all()]


def writes_up(phone: Phone, name: str, seen: str) -> int:
    """One visit as it is done at the door; how many acts it took."""
    before = phone.acts
    phone.taps(f"Write up the visit to {name}")
    phone.types("How did last time’s activity go at home?", "Every day but Sunday.")
    phone.types("What did you see and do?", seen)
    phone.types("What will the family try until next time?", "Twice a day, before a meal.")
    phone.taps("In two weeks, at the same time", role="radio")
    phone.taps("Keep this visit").sees("on this phone")
    return phone.acts - before


# What a visitor really writes of a visit: as long as those of the demonstration are.
LONG_WORDS = {
    "How did last time’s activity go at home?": "Every day but Sunday, mostly before the bath. Grandad joined in twice.",
    "What did you see and do?":
        "He found the bell under the cloth by himself three times and laughed. We took turns with the drum, and he waited "
        "for his go with a hand on Mum’s knee. He looked at the picture of the cup when he was thirsty.",
    "What will the family try until next time?":
        "Hold two pictures up before a drink, and wait. Twice a day, at breakfast and after nursery.",
}


def test_a_visit_is_recorded_in_under_three_minutes(phone: Phone) -> None:
    """A scripted person at the speed at which people type on a phone; what the page takes to answer is added as it is."""
    name = takes_the_week_along(phone)[0]
    phone.loses_signal().opens().sees("The visits on this phone are locked")
    phone.acts, phone.hand = 0, 0.0
    began = time.monotonic()
    phone.types("Your words", WORDS).taps("Unlock").sees(name)
    phone.taps(f"Write up the visit to {name}")
    for label, words in LONG_WORDS.items():
        phone.types(label, words)
    phone.taps("In two weeks, at the same time", role="radio").taps("Keep this visit").sees("on this phone")
    page = time.monotonic() - began
    letters = len(WORDS) + sum(map(len, LONG_WORDS.values()))
    seconds = phone.hand + page
    print(
        f"a visit recorded on the phone: {seconds:.0f} s, of these {phone.hand:.0f} s of a hand ({phone.acts} acts, "
        f"{letters} letters at {LETTERS_A_SECOND * 60 / 5:.0f} words a minute) and {page:.1f} s of the page")
    assert seconds < 180
    assert phone.acts <= 12


def child_and_visit(server: Server, name: str) -> tuple[str, str]:
    """The visit of this child that waits to be written up."""
    week = Client(server).sign_in("practitioner").value("/visits/offline/week")
    visit = next(one for one in week["visits"] if one["name"] == name and one["on"] < week["today"])
    return visit["child"], visit["visit"]


def writes_up_at_the_office(server: Server, name: str, child: str, visit: str, seen: str) -> None:
    client = Client(server).sign_in("practitioner")
    page = client.page(f"/children/{child}/visits/{visit}/record").text
    value = dict(re.findall(r'name="(held_on-day|held_on-month|held_on-year|held_at|version)"[^>]*value="([^"]*)"', page))
    fields = value | {"minutes": "55", "kind": "home", "seen": seen}
    answer = client.post_form(f"/children/{child}/visits/{visit}/record", fields)
    assert answer.status == 303, f"writing up the visit to {name}: {answer}"


def count(server: Server, sql: str) -> int:
    return int(server.database.ask(sql)[0][0])


def test_three_visits_without_signal_and_one_of_them_written_up_elsewhere(phone: Phone, server: Server) -> None:
    waiting = takes_the_week_along(phone)
    assert len(waiting) >= 3, f"only {waiting} wait to be written up"
    first, second, third = waiting[:3]
    child, visit = child_and_visit(server, second)

    phone.loses_signal()
    phone.loads, phone.acts = 0, 0
    phone.opens().sees("The visits on this phone are locked").is_in_order()
    phone.types("Your words", WORDS).taps("Unlock").sees(first)
    unlocking = phone.acts
    acts = [writes_up(phone, name, f"{name} rang the bell at the door.") for name in (first, second, third)]
    assert phone.loads == 1, f"{phone.loads} pages were loaded for three visits"
    assert max(acts) + unlocking <= 12, f"{acts} acts for a visit, and {unlocking} to unlock"
    print(f"acts for each visit: {acts}, to unlock: {unlocking}, pages loaded: {phone.loads}")
    phone.sees("3 visits wait on this phone")
    writes_up_at_the_office(server, second, child, visit, "Written at the office.")

    phone.has_signal()
    phone.sees("This visit was changed elsewhere as well").is_in_order()
    expect(phone.page.get_by_text("Sent.", exact=True)).to_have_count(2)

    held = "SELECT count(*) FROM visit WHERE state = 'held' AND seen LIKE '%rang the bell at the door.'"
    assert count(server, held) == 2
    assert count(server, "SELECT count(*) FROM visit WHERE seen = 'Written at the office.'") == 1
    assert count(server, f"SELECT count(*) FROM visit_writing WHERE visit_id = '{visit}' AND state = 'waiting'") == 1

    phone.taps("Look at both, and decide", role="link")
    phone.sees("Written at the office.").sees(f"{second} rang the bell at the door.").sees("Nothing was overwritten")
    phone.taps("Put the two together, as I choose below", role="radio")
    for part in phone.page.locator("fieldset fieldset").all():
        if part.locator("input:checked").count() == 0:
            part.get_by_label("As it is in the record").check()
    phone.taps("Save").sees("The two are put together")
    phone.sees("Written at the office.").sees(f"{second} rang the bell at the door.")
    assert count(server, "SELECT count(*) FROM visit_writing WHERE state = 'settled' AND replaced IS NOT NULL") == 1
    server.database.verify()


def test_a_tab_that_is_killed_loses_nothing(phone: Phone, server: Server) -> None:
    first, second, third = takes_the_week_along(phone)[:3]
    child, visit = child_and_visit(server, second)
    phone.loses_signal()
    writes_up(phone, first, f"{first} climbed the stairs.")
    writes_up(phone, second, f"{second} climbed the stairs.")
    phone.taps(f"Write up the visit to {third}").types("What did you see and do?", "Half of what")
    phone.page.wait_for_timeout(1000)

    phone.is_killed()
    phone.opens().types("Your words", WORDS).taps("Unlock").sees("2 visits wait on this phone")
    phone.taps(f"Write up the visit to {third}")
    expect(phone.page.get_by_label("What did you see and do?")).to_have_value("Half of what")
    phone.types("What did you see and do?", f"{third} climbed the stairs.").taps("Keep this visit")
    phone.sees("3 visits wait on this phone")
    writes_up_at_the_office(server, second, child, visit, "Written at the office.")
    phone.is_killed()

    phone.has_signal().opens()
    phone.sees("This visit was changed elsewhere as well")
    expect(phone.page.get_by_text("Sent.", exact=True)).to_have_count(2)
    assert count(server, "SELECT count(*) FROM visit WHERE state = 'held' AND seen LIKE '%climbed the stairs.'") == 2
    assert count(server, "SELECT count(*) FROM visit_writing WHERE state = 'waiting'") == 2, "one is of the demonstration"


def test_another_user_of_the_phone_sees_nothing(phone: Phone, server: Server) -> None:
    name = takes_the_week_along(phone)[0]
    phone.loses_signal()
    writes_up(phone, name, "Nobody else reads this.")
    given = name.split(" ")[0]
    assert all(given not in text and "Nobody else" not in text for _, text in phone.sealed())
    phone.taps("Lock").sees("The visits on this phone are locked")
    assert given not in phone.page.content()
    phone.types("Your words", "kettle meadow friday").taps("Unlock").sees("These are not the words")

    # Somebody else signs in on the same phone.
    phone.context.clear_cookies()
    phone.has_signal().opens("/")
    press_account(phone.page, "team_manager")
    phone.opens().sees("Your week can come along on this phone")
    assert given not in phone.page.content()
    assert [place for place, _ in phone.sealed() if place == "week"] == [], "the week of who was there before is gone"
    assert [place[:8] for place, _ in phone.sealed()] == ["writing:"], "what was not sent stays, sealed"
    assert count(server, "SELECT count(*) FROM visit WHERE seen = 'Nobody else reads this.'") == 0

    # And the one whose it is, again: it goes out by itself.
    press_account(phone.page, "practitioner")
    phone.opens().sees("Sent.")
    assert count(server, "SELECT count(*) FROM visit WHERE seen = 'Nobody else reads this.'") == 1


def test_going_in_alone_is_said_on_the_phone_and_somebody_watches(phone: Phone, server: Server) -> None:
    name = takes_the_week_along(phone)[0]
    child, visit = child_and_visit(server, name)
    # That visit is today, in an hour.
    now = server.database.ask("SELECT max(at) FROM event")[0][0]
    change(server.database, f"UPDATE visit SET starts_at = {int(now)} + 60000000 WHERE id = '{visit}'")
    phone.opens().taps(f"Going in alone: {name}").sees("your manager gets a letter").is_in_order()
    expect(phone.page.get_by_role("button", name="Out, and safe")).to_have_count(0)
    phone.loses_signal().types("In how many minutes will you be out?", "45").taps("I am going in")
    phone.sees("There is no signal. Nobody was told.")
    assert count(server, f"SELECT count(*) FROM visit_check WHERE visit_id = '{visit}'") == 0
    phone.has_signal()
    phone.taps("I am going in").sees("Somebody watches until you are out")
    assert count(server, f"SELECT count(*) FROM visit_check WHERE visit_id = '{visit}' AND out_at IS NULL") == 1
    phone.taps(f"Out, or longer?: {name}").taps("Out, and safe").sees("Good. You are out.")
    assert count(server, f"SELECT count(*) FROM visit_check WHERE visit_id = '{visit}' AND out_at IS NOT NULL") == 1


def test_who_is_out_says_so_on_the_phone_after_the_visit_is_written_up_and_without_signal(
    phone: Phone, server: Server
) -> None:
    name = takes_the_week_along(phone)[0]
    visit = child_and_visit(server, name)[1]
    now = server.database.ask("SELECT max(at) FROM event")[0][0]
    change(server.database, f"UPDATE visit SET starts_at = {int(now)} - 60000000 WHERE id = '{visit}'")
    still_in = f"SELECT count(*) FROM visit_check WHERE visit_id = '{visit}' AND out_at IS NULL"
    phone.opens().taps(f"Going in alone: {name}").types("In how many minutes will you be out?", "45")
    phone.taps("I am going in").sees("Somebody watches until you are out")
    # Written up at the door and sent: the visit has left the list, and "Out" has not.
    phone.taps(f"Write up the visit to {name}").types("What did you see and do?", "We sang.").taps("Keep this visit")
    phone.sees("Sent.")
    assert count(server, f"SELECT count(*) FROM visit WHERE id = '{visit}' AND state = 'held'") == 1
    phone.opens().sees("You are in. Somebody watches").is_in_order()
    # Without signal: it is kept, sealed, and told by itself when there is signal; the tab may end meanwhile.
    phone.loses_signal().taps(f"Out, or longer?: {name}").taps("Out, and safe").sees("You are out. Nobody has heard it yet")
    assert count(server, still_in) == 1
    assert name not in str(phone.sealed())
    phone.is_killed()
    phone.opens().types("Your words", WORDS).taps("Unlock").sees("You are out. Nobody has heard it yet")
    phone.has_signal().opens().sees("Everything is sent.")
    assert count(server, still_in) == 0
    expect(phone.page.get_by_role("button", name=re.compile("Out, or longer"))).to_have_count(0)


def test_signing_out_throws_the_week_away(phone: Phone) -> None:
    name = takes_the_week_along(phone)[0]
    phone.opens("/today").taps("Sign out").sees("You are signed out.")
    assert phone.sealed() == []
    phone.loses_signal().opens().sees("The visits on this phone are locked")
    phone.types("Your words", WORDS).taps("Unlock").sees("Connect once to get it again")
    assert name not in phone.page.content()


def test_without_scripts_the_diary_does_it_all(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    press_account(page, "practitioner")
    page.goto("/visits/offline")
    expect(page.get_by_text("It needs a browser that runs scripts")).to_be_visible()
    page.get_by_role("link", name="your diary").click()
    expect(page.get_by_role("link", name=re.compile("^Write up the visit to ")).first).to_be_visible()
    context.close()
