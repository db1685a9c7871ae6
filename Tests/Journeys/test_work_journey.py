"""What must hold on any day at work: who sees what, what is said of it, and that nothing typed is lost."""
import re
from collections.abc import Callable
from datetime import date

import pytest

from client import Client
from letters import link_in_letter
from person import Person, beginning
from server import Server

PHONE, DESK = 390, 1280
PRACTITIONER, MANAGER, SCREENER, GOVERNANCE = "Nadia Rahman", "Ruth Ellison", "Joanne Pickering", "Margaret Oyelaran"
MOTHER = "Grace Adeyemi"
SEARCH_BOX = "Name, date of birth, NHS number, UPN, phone or address"


def of_caseload(server: Server, place: int) -> tuple[str, str]:
    """The id and name of a child whom the practitioner works with."""
    children = Client(server).sign_in("practitioner").value("/today")["children"]
    return children[place]["child"], children[place]["name"]


def looks_for(person: Person, name: str) -> Person:
    return person.opens("/search").types(SEARCH_BOX, name).presses("Search")


def does_not_know(person: Person, child: str, name: str) -> None:
    """No list has the child and no address of the record answers, in the words of any page that is not there."""
    looks_for(person, name)
    assert person.page.get_by_role("link", name=beginning(name)).count() == 0, f"the search finds {name}"
    for page in ("", "/details", "/key-information", "/visits", "/support", "/messages", "/timeline", "/openings"):
        person.is_refused(f"/children/{child}{page}").sees_heading("We cannot find that page").does_not_see(name)


# Restricted records


def test_a_restricted_record_is_there_for_nobody_without_a_named_link(
    newcomer: Callable[..., Person], own_server: Server
) -> None:
    child, name = of_caseload(own_server, 0)
    manager, screener = newcomer(DESK, MANAGER), newcomer(DESK, SCREENER)
    worker = newcomer(DESK, PRACTITIONER)
    looks_for(screener, name).presses(name)

    when_the_manager_restricts(manager, child)

    does_not_know(manager, child, name)
    does_not_know(screener, child, name)
    worker.opens("/today").presses(name).sees("Restricted record")


def when_the_manager_restricts(manager: Person, child: str) -> None:
    manager.opens(f"/children/{child}").presses("Details").presses("Restrict who may see it")
    manager.sees("Those who will still see it").sees(PRACTITIONER)
    manager.types("Why?", "Somebody at the office knows the family.").presses("Restrict who may see the record")
    manager.sees("Record restricted")


# Emergency access


def test_an_emergency_access_is_reported_and_checked(newcomer: Callable[..., Person], own_server: Server) -> None:
    child, given, last, born = own_server.database.ask(
        """
        SELECT id, given_name, family_name, birth_on FROM child WHERE is_restricted AND given_name = 'Yusuf'
        AND NOT EXISTS (SELECT 1 FROM involvement i JOIN practitioner p ON p.id = i.practitioner_id
          WHERE i.child_id = child.id AND p.name = 'Nadia Rahman')
        """
    )[0]
    worker, lead = newcomer(DESK, PRACTITIONER), newcomer(DESK, GOVERNANCE)
    name = f"{given} {last}"
    does_not_know(worker, child, name)

    when_the_practitioner_breaks_the_glass(worker, given, last, born)
    then_the_record_is_open_and_says_why(worker, child, name)
    then_the_lead_checks_it(lead)


SAVE_FINDING = f"Save what you found about {PRACTITIONER}"
REASON = "The hospital rings: he has come in alone and cannot say where he lives."


def when_the_practitioner_breaks_the_glass(worker: Person, given: str, last: str, born: str) -> None:
    year, month, day = (int(part) for part in str(born).split("-"))
    looks_for(worker, f"{given} {last}").unfolds("I cannot see a record").presses("Use emergency access")
    worker.sees("You see the record for 4 hours.").sees("The family sees that you looked")
    worker.types("Child’s first name", given).types("Child’s last name", last)
    worker.types_day("Child’s date of birth", date(year, month, day)).presses("Open the record")
    worker.sees_heading("There is a problem").sees("Enter why you need to see the record now")
    worker.types("Why do you need to see the record now?", REASON).presses("Open the record")


def then_the_record_is_open_and_says_why(worker: Person, child: str, name: str) -> None:
    worker.sees_heading(name).sees("You can see this record for 4 hours.").sees("You see this record by emergency access")
    worker.is_refused(f"/children/{child}/visits/new", 403).is_refused(f"/children/{child}/details/change", 403)


def then_the_lead_checks_it(lead: Person) -> None:
    letters = lead.opens("/outbox").page.get_by_role("region", name="Emergency access to a record", exact=True)
    assert letters.filter(has_text=PRACTITIONER).count(), "the lead was told nothing by mail"
    lead.opens("/emergency-accesses")
    waiting = lead.within(PRACTITIONER).sees(REASON)
    waiting.presses(SAVE_FINDING)
    lead.sees("There is a problem").within(PRACTITIONER).chooses("What did you find?", "It was right to look")
    lead.within(PRACTITIONER).types("Note", "Rang the ward. He was there.").presses(SAVE_FINDING)
    lead.sees("Saved what you found").within("Checked").sees(REASON).sees("It was right to look")
    lead.opens("/audit").sees("Rang the ward. He was there.")


# What is typed is kept

SEEN = "We sat on the floor with the treasure basket and he passed me the bell."


def test_half_a_form_is_there_after_a_reload_and_on_another_screen(
    newcomer: Callable[..., Person], own_server: Server
) -> None:
    child, name = of_caseload(own_server, 1)
    worker = newcomer(DESK, PRACTITIONER).opens(f"/children/{child}").presses("Record a visit")

    worker.types("What did you see and do?", SEEN).sees(re.compile(r"Saved \d"))
    worker.page.reload()

    worker.sees("We kept what you typed").finds_typed("What did you see and do?", SEEN)
    elsewhere = newcomer(PHONE, PRACTITIONER).opens(f"/children/{child}/visits/new")
    elsewhere.finds_typed("What did you see and do?", SEEN).presses("Start again")
    elsewhere.sees("What was kept has been thrown away.").finds_typed("What did you see and do?", "")


WORDS = "He slept through the night, twice. We want everybody to know."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_session_that_ends_while_somebody_writes_loses_nothing(
    newcomer: Callable[..., Person], own_server: Server, javascript: bool
) -> None:
    email = Client(own_server).sign_in("family_member").value("/account")["email"]
    mother = newcomer(PHONE, MOTHER, javascript=javascript).presses("See Tobi’s page")
    mother.presses("Tell us in your own words").chooses("Whose words are these?", "Mine")
    mother.types("What would you like us to know?", WORDS)

    mother.page.context.clear_cookies(name="session")
    mother.presses("Add this")

    mother.sees_heading("Sign in").sees("Your session ended. We kept what you typed")
    mother.types("Your e-mail address", email).presses("Send me a link")
    mother.opens(link_in_letter(mother, email, "Your link to sign in")).presses("Sign in")
    mother.sees("We kept what you typed: check it and send it again.")
    mother.finds_typed("What would you like us to know?", WORDS).presses("Add this")
    mother.sees("Thank you. Everyone who works with Tobi can read it now.").sees(WORDS)


# A day at work


def test_a_child_is_found_in_spite_of_slips(newcomer: Callable[..., Person]) -> None:
    worker = newcomer(DESK, PRACTITIONER)
    for typed in ("Tobi Adeyemi", "adeyemi toby", "Tobi Adeyemy"):
        looks_for(worker, typed).sees("Tobi Adeyemi")
    looks_for(worker, "Zzyzx Qqqq").sees("Nobody found")


def test_the_queue_is_filtered_and_the_filters_kept(newcomer: Callable[..., Person]) -> None:
    screener = newcomer(DESK, SCREENER).opens("/requests")
    screener.chooses("How urgent", "Urgent").presses("Show results").unfolds("Save or remove filters")
    screener.types("Name for these filters", "What burns").presses("Save these filters").sees("Filters saved")
    screener.opens("/requests").presses("What burns").sees("Urgent").presses("Clear filters")
