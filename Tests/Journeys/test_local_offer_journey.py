"""The local offer from both sides: a parent finds help on a phone, a provider keeps the page true, an editor publishes it.

Nobody has a mouse. Once with JavaScript and once without.
"""
import re
from collections.abc import Callable

import pytest

from person import Person

PHONE, DESK = 390, 1280
PROVIDER, EDITOR = "Marcus Lindqvist", "Beth Carrow"
SERVICE = "Bramble House: overnight short breaks"
WAITING = "Waiting Well: autism and ADHD support while you wait"
HARD_WORDS = (
    "Interdisciplinary practitioners facilitate individualised developmental interventions, incorporating "
    "multidisciplinary recommendations alongside systematically evaluated therapeutic opportunities for families."
)
WORDS = {True: "A night away, and everybody sleeps.", False: "A night or two away, and everybody sleeps."}


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_parent_finds_help_in_plain_words(newcomer: Callable[..., Person], javascript: bool) -> None:
    parent = newcomer(PHONE, javascript=javascript).opens("/local-offer")
    parent.types("What are you looking for?", "siwmming for my 9 year old").types("Near a postcode or place", "TH3 1BD")
    parent.presses("Search").sees_heading("Find help near you")
    parent.sees("We looked for").sees("We took this to mean: age 9").sees("Why it is here:").sees("Next:")
    parent.presses("Dolphins: swimming for disabled children").sees_heading("What to do next")
    parent.sees("Changing place with hoist and bench").sees_heading("Who to ask for")
    parent.presses("Keep it in my list").sees_heading("My list").sees("Dolphins: swimming for disabled children")
    parent.sees("Whoever has this link can read the list")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_a_provider_changes_is_shown_once_it_is_checked(newcomer: Callable[..., Person], javascript: bool) -> None:
    words = WORDS[javascript]
    provider = newcomer(DESK, PROVIDER, javascript=javascript).opens("/directory/listings?queue=published&words=overnight")
    provider.presses(SERVICE).presses("Change it").sees_heading("Change a listing")
    provider.types("In short", words).presses("Save the draft").sees("Draft saved. Reading age")
    provider.sees("What is new beside what families see").presses("Send it to be checked").sees("Sent. The editors check it next.")

    parent = newcomer(PHONE, javascript=javascript).opens("/local-offer/search?words=overnight+short+breaks")
    parent.does_not_see(words)

    editor = newcomer(DESK, EDITOR, javascript=javascript).opens("/directory/listings?queue=to_check")
    editor.presses(SERVICE).sees(words)
    editor.presses("It is checked").sees("Checked. You can publish it.").presses("Publish it").sees("Published")

    parent.opens("/local-offer/search?words=overnight+short+breaks").sees(words)


def test_what_is_said_of_an_organisation_is_checked_first(newcomer: Callable[..., Person]) -> None:
    words = "A house where children sleep away, and parents sleep at home."
    provider = newcomer(DESK, PROVIDER, javascript=False).opens("/directory/organisations")
    provider.presses("Bramble House").presses("Change it").sees_heading("Change an organisation")
    provider.types("What it is", words).presses("Save the draft").sees("Families see nothing of it until it is published.")
    provider.sees("What is new beside what families see").presses("Send it to be checked").sees("The editors check it next.")

    parent = newcomer(PHONE, javascript=False).opens("/local-offer/organisations").presses("Bramble House")
    parent.does_not_see(words)

    editor = newcomer(DESK, EDITOR, javascript=False).opens("/directory/organisations")
    editor.sees_heading("Organisations").presses("Bramble House").sees(words).presses("It is checked")
    editor.presses("Publish it").sees("Published")
    parent.opens("/local-offer/organisations").presses("Bramble House").sees(words)


def test_a_parent_asks_for_a_page_in_their_own_language(newcomer: Callable[..., Person]) -> None:
    parent = newcomer(PHONE, javascript=False).opens("/local-offer/search?words=hospice")
    parent.presses("Larkspur Children’s Hospice").presses("Ask for this page in easy read or another language")
    parent.types("What do you want to tell us?", "In Romanian, please.").presses("Send it").sees("Thank you")
    editor = newcomer(DESK, EDITOR, javascript=False).opens("/directory/comments")
    editor.sees("I need this page in easy read or another language")


def test_a_comment_gets_its_answer(newcomer: Callable[..., Person]) -> None:
    parent = newcomer(PHONE, javascript=False).opens("/local-offer/comments/new")
    parent.chooses("What is it about?", "Something is missing")
    parent.types("What do you want to tell us?", "Is there a choir for deaf children?")
    parent.ticks("You may publish this, without my name, with your answer").presses("Send it").sees("Thank you")
    editor = newcomer(DESK, EDITOR, javascript=False).opens("/directory/comments")
    editor.presses("The local offer").types("Our answer", "Not yet. We have asked Family Signing.")
    editor.ticks("Publish comment and answer").presses("Save the answer").sees("Answer saved")
    parent.opens("/local-offer/comments").sees("Is there a choir for deaf children?").sees("We have asked Family Signing")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_editor_sees_how_it_reads(newcomer: Callable[..., Person], javascript: bool) -> None:
    """While writing where scripts run, after the button where they do not; both say the same of the same words."""
    editor = newcomer(DESK, EDITOR, javascript=javascript).opens("/directory/listings?queue=published&words=waiting+well")
    editor.presses(WAITING).presses("Change it").sees_heading("Change a listing").sees("Reading age")
    editor.types("What it offers", HARD_WORDS if javascript else f"{HARD_WORDS} {HARD_WORDS}")
    if not javascript:
        editor.presses("Save and go on writing")
    editor.sees("Families should be able to read it at 11").sees(re.compile("Long words: .*interdisciplinary"))
    if javascript:
        while_writing = editor.reads(r"Reading age\s+\d+").split()
        editor.presses("Save and go on writing").sees("Draft saved. Reading age")
        assert editor.reads(r"Reading age \d+: shorter").split()[2] == f"{while_writing[2]}:"


def test_a_comment_on_a_kind_of_help_stands_there_with_its_answer(newcomer: Callable[..., Person]) -> None:
    parent = newcomer(PHONE, javascript=False).opens("/local-offer").presses("Equipment and home adaptations")
    parent.sees("The toy library lends two from this month.").presses("Say something about this page")
    parent.sees("Equipment and home adaptations").chooses("What is it about?", "Something is good")
    parent.types("What do you want to tell us?", "The loan of a bath seat was quick.").presses("Send it").sees("Thank you")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_home_page_is_read_in_other_words(newcomer: Callable[..., Person], javascript: bool) -> None:
    parent = newcomer(PHONE, javascript=javascript).opens("/local-offer").presses("Polski").sees_heading("Lokalna oferta")
    assert parent.page.locator("main [lang=pl] h1").count() == 1
    parent.presses("اردو").sees("The English page has changed since this translation was made")
    assert parent.page.locator("main [lang=ur][dir=rtl] h1").count() == 1
    parent.presses("Easy read").sees_heading("The local offer").presses("If something is wrong").sees("SENDIASS can help you.")
    parent.presses("English").sees_heading("When you are not happy with something")


def test_a_page_is_approved_before_families_read_it(newcomer: Callable[..., Person]) -> None:
    editor = newcomer(DESK, EDITOR).opens("/directory/pages").presses("You said, we did").presses("Easy read")
    editor.types("The page", "Families told us things.\nWe changed things.").presses("Save and send it to be approved")
    editor.sees("Draft saved").sees("To be approved")
    parent = newcomer(PHONE).opens("/local-offer/in/easy-read/comments").sees("This page says what they told us.")
    editor.presses("Approve what is saved").sees("Approved. Families read it now.")
    parent.opens("/local-offer/in/easy-read/comments").sees("We changed things.")
