"""Records of several agencies: a screener compares two at the keyboard, takes two apart that were put together, says whose
something is; a lead looks at the matrix; a parent reads what others see.

Nobody has a mouse. Once with JavaScript and once without.
"""
from collections.abc import Callable

import pytest

from person import Person, beginning

PHONE, DESK = 390, 1280
SCREENER, LEAD, PARENT = "Joanne Pickering", "Margaret Oyelaran", "Grace Adeyemi"
ANSWER = {True: "They are two children", False: "I am not sure"}
SEARCH_BOX = "Name, date of birth, NHS number, UPN, phone or address"


def merges_of(person: Person, name: str) -> Person:
    """What was done with the record of a child who is found by name."""
    person.opens("/search").types(SEARCH_BOX, name).presses("Search").presses(name)
    return person.presses("Put together or take apart").sees_heading("Records put together")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_screener_compares_two_records(newcomer: Callable[..., Person], javascript: bool) -> None:
    screener = newcomer(DESK, SCREENER, javascript=javascript).opens("/links").sees_heading("Records to compare")
    first = screener.page.locator("main table a").first.get_attribute("href")
    screener.opens(first).sees_heading("Are these one child?").sees("Agreement")
    screener.presses("See why").sees_heading("Why they are alike").sees("Sum")
    screener.opens(first).presses("Save and go to the next").sees("There is a problem").sees("Choose an answer")
    screener.chooses("Are they one child?", ANSWER[javascript]).types("Why do you think so?", "The school has both of them.")
    screener.presses("Save and go to the next").sees("Saved.")
    screener.opens("/links/quality").sees_heading("How good the links are").sees("Pairs that wait")


def test_what_was_said_of_two_records_is_taken_back(newcomer: Callable[..., Person]) -> None:
    screener = newcomer(DESK, SCREENER).opens("/links").presses("two children")
    decided = screener.page.locator("main table a").first.get_attribute("href")
    screener.opens(decided).sees("Two children").unfolds("It turns out that they may be one child after all")
    screener.types("What has come to light?", "The school had mixed up two files.").presses("Take it back")
    screener.sees("Taken back. The pair waits again.").sees("Save and go to the next")


def test_two_records_are_taken_apart_and_both_are_found(newcomer: Callable[..., Person]) -> None:
    screener = merges_of(newcomer(PHONE, SCREENER), "Toby Ellerman")
    screener.presses("Take apart").sees_heading("Take two records apart")
    screener.types("Why are they two children?", "Two cousins: the grandmother has both.").presses("Take apart")
    screener.sees("The records are apart")
    merges_of(screener, "Tobias Ellerman").sees("This record was put into Toby Ellerman").sees("Taken apart")


def test_somebody_says_whose_it_is_what_could_not_be_placed(newcomer: Callable[..., Person]) -> None:
    screener = merges_of(newcomer(DESK, SCREENER, javascript=False), "Ibrahim Yusufi").sees("1 to place")
    screener.presses("Say whose they are").sees_heading("Whose is this?")
    button = screener.page.get_by_role("button", name=beginning("It is Ebrahim Yusufi")).first
    screener.presses(" ".join(button.inner_text().split())).sees("Everything has its place")


def test_the_matrix_takes_two_people_and_a_parent_sees_what_others_see(newcomer: Callable[..., Person]) -> None:
    lead = newcomer(DESK, LEAD).opens("/sharing-matrix").sees_heading("Sharing matrix")
    lead.sees("Somebody else must agree to it.")
    parent = newcomer(PHONE, PARENT, javascript=False).opens("/family")
    parent.page.locator("main a[href^='/family/']").first.press("Enter")
    parent.sees_heading("What other services can see")


def test_keys_answer_once_somebody_has_turned_them_on(newcomer: Callable[..., Person]) -> None:
    """WCAG 2.1.4: off until they are wanted, never while somebody types, and off again as easily."""
    page = newcomer(DESK, SCREENER).opens("/links").page
    # Not the first: what is typed here is kept as a draft, and others answer that one.
    page.goto(page.locator("main table a").nth(3).evaluate("link => link.href"))
    answer, switch = page.locator("input[name=answer][value=different]"), page.locator("#shortcuts")
    page.keyboard.press("2")
    assert not answer.is_checked()
    switch.check()
    assert answer.get_attribute("aria-keyshortcuts") == "2"
    page.keyboard.press("2")
    assert answer.is_checked() and answer.evaluate("answer => answer === document.activeElement")
    page.keyboard.press("r")
    page.keyboard.type("1 house, no relation")
    assert page.locator("textarea[name=why]").input_value() == "1 house, no relation" and answer.is_checked()
    before = page.url
    switch.focus()
    page.keyboard.press("n")
    page.wait_for_url(lambda address: address != before)
    assert page.locator("h1").inner_text().endswith("Are these one child?") and switch.is_checked()
    switch.uncheck()
    page.keyboard.press("1")
    assert not page.locator("input[name=answer][value=same]").is_checked()
