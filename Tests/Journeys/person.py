"""A person at the keyboard. Journeys are told through one, so a journey that passes was done without a mouse."""
import re
from datetime import date

from playwright.sync_api import ElementHandle, Locator, Page, expect

# Whether the element, its labels or what is drawn beside them looks other with the focus than without.
SHOWS_FOCUS = """element => {
  const look = () => [element, ...(element.labels || [])].flatMap(e => [null, '::before', '::after'].map(part => {
    const s = getComputedStyle(e, part);
    return [s.outline, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecoration].join();
  })).join('|');
  const focused = look();
  element.blur();
  const plain = look();
  element.focus();
  return focused !== plain;
}"""


class Person:
    """Opens pages, reads, tabs to what it names, types and presses; each stop must show where it is."""

    MOST_TABS = 300

    def __init__(self, page: Page, place: Locator | None = None):
        self.page = page
        self.place = place or page

    def within(self, card: str) -> "Person":
        """The same person, who minds only the part of the page under this heading."""
        return Person(self.page, self.page.get_by_role("region", name=card))

    # What they look at

    def opens(self, path: str) -> "Person":
        answer = self.page.goto(path, wait_until="domcontentloaded")
        assert answer and answer.ok, f"{path} answers {answer and answer.status}"
        return self

    def is_refused(self, path: str, status: int = 404) -> "Person":
        answer = self.page.goto(path, wait_until="domcontentloaded")
        assert answer and answer.status == status, f"{path} answers {answer and answer.status}, not {status}"
        return self

    def sees(self, text: str | re.Pattern) -> "Person":
        expect(self.place.get_by_text(text).locator("visible=true").first).to_be_visible()
        return self

    def sees_heading(self, text: str) -> "Person":
        expect(self.place.get_by_role("heading", name=text).first).to_be_visible()
        return self

    def does_not_see(self, text: str | re.Pattern) -> "Person":
        expect(self.place.get_by_text(text).locator("visible=true")).to_have_count(0)
        return self

    def reads(self, pattern: str) -> str:
        """The first words of the page that look like this."""
        text = self.page.locator("main").inner_text()
        found = re.search(pattern, text)
        assert found, f"Nothing on {self.page.url} looks like {pattern}:\n{text}"
        return found.group(0)

    def finds_typed(self, label: str, value: str) -> "Person":
        """The field with this label holds what was typed."""
        expect(self.place.get_by_label(named(label))).to_have_value(value)
        return self

    # What they do

    def types(self, label: str, value: str) -> "Person":
        """Into the field with this label, in place of what stood there."""
        self._goes_to(self.place.get_by_label(named(label)), f"the field “{label}”")
        self.page.keyboard.press("Control+A")
        self._writes(value)
        return self

    def types_day(self, question: str, day: date) -> "Person":
        """Into the three boxes of a day."""
        boxes = self.place.get_by_role("group", name=named(question))
        for name, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._goes_to(boxes.get_by_label(name, exact=True), f"the {name.lower()} of “{question}”")
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(str(number))
        return self

    def chooses(self, question: str, answer: str) -> "Person":
        """A radio button, a checkbox or an option of a list; the first words of a longer answer are enough."""
        group = self.place.get_by_role("group", name=named(question))
        if group.count() == 0:
            box = self.place.get_by_label(named(question))
            self._goes_to(box, f"the list “{question}”")
            self.page.keyboard.type(answer)
            expect(box.locator("option:checked")).to_have_text(beginning(answer))
            return self
        choice = group.get_by_label(answer, exact=True)
        if choice.count() == 0:
            choice = group.get_by_label(beginning(answer))
        expect(choice, f"“{question}” does not offer “{answer}” once").to_have_count(1)
        if choice.get_attribute("type") == "radio":
            self._goes_to_radio(group, choice, answer)
        else:
            self._goes_to(choice, f"the box “{answer}”")
            self.page.keyboard.press("Space")
        expect(choice).to_be_checked()
        return self

    def ticks(self, label: str) -> "Person":
        """A box that stands by itself."""
        box = self.place.get_by_role("checkbox", name=label, exact=True)
        self._goes_to(box, f"the box “{label}”")
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()
        return self

    def unfolds(self, summary: str) -> "Person":
        """What is folded away under these words."""
        fold = self.place.locator("summary").filter(has_text=summary)
        self._goes_to(fold, f"the fold “{summary}”")
        self.page.keyboard.press("Enter")
        expect(fold.locator("xpath=..")).to_have_attribute("open", "")
        return self

    def presses(self, name: str) -> "Person":
        """A button with this name, or else a link, or one that begins so, button or link; waits for the page it leads to."""
        button, link = (self.place.get_by_role(role, name=name, exact=True) for role in ("button", "link"))
        longer = (self.place.get_by_role(role, name=beginning(name)) for role in ("button", "link"))
        there = [target for target in (button, link, *longer) if target.count()]
        self._goes_to((there[0] if there else button).first, f"the button or link “{name}”")
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")
        return self

    def _goes_to(self, target: Locator, what: str) -> None:
        """Tabs until the target has the focus."""
        expect(target, f"There is no {what.removeprefix('the ')} on {self.page.url}").to_have_count(1)
        # The element itself: to look for it anew after each stop takes longer than the stop.
        element = target.element_handle()
        self._skips_to_main_content(element)
        for _ in range(self.MOST_TABS):
            if element.evaluate("element => element === document.activeElement"):
                assert element.evaluate(SHOWS_FOCUS), f"{what} does not show that it has the focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} on {self.page.url} cannot be reached with the Tab key")

    def _goes_to_radio(self, group: Locator, choice: Locator, answer: str) -> None:
        """Tab enters a group of radio buttons at one of them; arrows move within it."""
        element, around = choice.element_handle(), group.element_handle()
        self._skips_to_main_content(element)
        inside = "group => group.contains(document.activeElement) && document.activeElement.type === 'radio'"
        for _ in range(self.MOST_TABS):
            if around.evaluate(inside):
                break
            self.page.keyboard.press("Tab")
        for _ in range(group.get_by_role("radio").count() + 1):
            if element.evaluate("element => element === document.activeElement"):
                assert element.evaluate(SHOWS_FOCUS), f"the answer “{answer}” does not show that it has the focus"
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the answer “{answer}” on {self.page.url} cannot be reached with the keyboard")

    def _skips_to_main_content(self, element: ElementHandle) -> None:
        """By the first link of a page that has just been opened, as everybody does who uses the keyboard all day."""
        # A page that was opened at one of its parts begins there.
        if "#" in self.page.url:
            return
        if element.evaluate("element => document.activeElement === document.body && !!element.closest('main')"):
            self.page.keyboard.press("Tab")
            expect(self.page.get_by_text("Skip to main content")).to_be_focused()
            self.page.keyboard.press("Enter")
            self.page.wait_for_url("**#main", wait_until="commit")

    def _writes(self, words: str) -> None:
        """Key by key; the middle of a long text at once, as dictation gives it."""
        begin, middle, end = (words, "", "") if len(words) < 40 else (words[:10], words[10:-10], words[-10:])
        self.page.keyboard.type(begin)
        if middle:
            self.page.keyboard.insert_text(middle)
            self.page.keyboard.type(end)


def named(label: str) -> re.Pattern:
    """A question by its words, whether or not it may be left out."""
    return re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$")


def beginning(words: str) -> re.Pattern:
    return re.compile(rf"^\s*{re.escape(words)}")
