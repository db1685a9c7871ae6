"""A person at the keyboard. Journeys are told through one, so a journey that passes was done without a mouse."""
from playwright.sync_api import Locator, Page, expect

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

    def __init__(self, page: Page):
        self.page = page

    def opens(self, path: str) -> "Person":
        answer = self.page.goto(path)
        assert answer and answer.ok, f"{path} answers {answer and answer.status}"
        return self

    def sees(self, text: str) -> "Person":
        expect(self.page.get_by_text(text).first).to_be_visible()
        return self

    def sees_heading(self, text: str) -> "Person":
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()
        return self

    def does_not_see(self, text: str) -> "Person":
        expect(self.page.get_by_text(text)).to_have_count(0)
        return self

    def types(self, label: str, value: str) -> "Person":
        """Into the field with this label, in place of what stood there."""
        self._goes_to(self.page.get_by_label(label, exact=True), f"the field “{label}”")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(value)
        return self

    def types_day(self, question: str, day: int, month: int, year: int) -> "Person":
        """Into the three boxes of a day."""
        boxes = self.page.get_by_role("group", name=question)
        for name, number in (("Day", day), ("Month", month), ("Year", year)):
            self._goes_to(boxes.get_by_label(name, exact=True), f"the {name.lower()} of “{question}”")
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(str(number))
        return self

    def chooses(self, question: str, answer: str) -> "Person":
        """A radio button, a checkbox or an option of a list."""
        group = self.page.get_by_role("group", name=question)
        if group.count() == 0:
            box = self.page.get_by_label(question, exact=True)
            self._goes_to(box, f"the list “{question}”")
            self.page.keyboard.type(answer)
            expect(box.locator("option:checked")).to_have_text(answer)
            return self
        choice = group.get_by_label(answer, exact=True)
        if choice.get_attribute("type") == "radio":
            self._goes_to_radio(group, choice, answer)
        else:
            self._goes_to(choice, f"the box “{answer}”")
            self.page.keyboard.press("Space")
        expect(choice).to_be_checked()
        return self

    def presses(self, name: str) -> "Person":
        """A button or a link with this name; waits for the page that it leads to."""
        target = self.page.get_by_role("button", name=name, exact=True).or_(
            self.page.get_by_role("link", name=name, exact=True)
        )
        self._goes_to(target.first, f"the button or link “{name}”")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def _goes_to(self, target: Locator, what: str) -> None:
        """Tabs until the target has the focus."""
        expect(target, f"There is no {what.removeprefix('the ')} on {self.page.url}").to_have_count(1)
        for _ in range(self.MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                assert target.evaluate(SHOWS_FOCUS), f"{what} does not show that it has the focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} on {self.page.url} cannot be reached with the Tab key")

    def _goes_to_radio(self, group: Locator, choice: Locator, answer: str) -> None:
        """Tab enters a group of radio buttons at one of them; arrows move within it."""
        radios = group.get_by_role("radio")
        inside = "group => group.contains(document.activeElement) && document.activeElement.type === 'radio'"
        for _ in range(self.MOST_TABS):
            if group.evaluate(inside):
                break
            self.page.keyboard.press("Tab")
        for _ in range(radios.count() + 1):
            if choice.evaluate("element => element === document.activeElement"):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the answer “{answer}” on {self.page.url} cannot be reached with the keyboard")
