"""Records of several agencies: a screener compares two at the keyboard, a lead checks the matrix, a parent reads what others see.

Nobody has a mouse. Once with JavaScript and once without.
"""
from collections.abc import Callable

import pytest

from person import Person

PHONE, DESK = 390, 1280
SCREENER, LEAD, PARENT = "Joanne Pickering", "Margaret Oyelaran", "Grace Adeyemi"
ANSWER = {True: "They are two children", False: "I am not sure"}


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


def test_the_matrix_takes_two_people_and_a_parent_sees_what_others_see(newcomer: Callable[..., Person]) -> None:
    lead = newcomer(DESK, LEAD).opens("/sharing-matrix").sees_heading("Sharing matrix")
    lead.sees("Somebody else must agree to it.")
    parent = newcomer(PHONE, PARENT, javascript=False).opens("/family")
    parent.page.get_by_role("link", name="page").first.press("Enter")
    parent.sees_heading("What other services can see")
