"""What must hold on any day at work: who sees what, what is said of it, and that nothing typed is lost."""
from collections.abc import Callable

import pytest

from client import Client
from letters import link_in_letter
from person import Person
from server import Server

PHONE, DESK = 390, 1280
PRACTITIONER, MANAGER, SCREENER, GOVERNANCE = "Nadia Rahman", "Ruth Ellison", "Joanne Pickering", "Margaret Oyelaran"
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
    assert person.page.get_by_role("link", name=name, exact=True).count() == 0, f"the search finds {name}"
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
    manager.opens(f"/children/{child}").presses("Details").presses("Restrict who may see the record")
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


REASON = "The hospital rings: he has come in alone and cannot say where he lives."


def when_the_practitioner_breaks_the_glass(worker: Person, given: str, last: str, born: str) -> None:
    year, month, day = (int(part) for part in str(born).split("-"))
    looks_for(worker, f"{given} {last}").presses("Emergency access")
    worker.sees("You see the record for 4 hours.").sees("The family sees that you looked")
    worker.types("Child’s first name", given).types("Child’s last name", last)
    worker.types_day("Child’s date of birth", Day(year, month, day)).presses("Open the record")
    worker.sees_heading("There is a problem").sees("Enter why you need to see the record now")
    worker.types("Why do you need to see the record now?", REASON).presses("Open the record")


def then_the_record_is_open_and_says_why(worker: Person, child: str, name: str) -> None:
    worker.sees_heading(name).sees("You can see this record for 4 hours.").sees("You see this record by emergency access")
    worker.is_refused(f"/children/{child}/visits/new", 403).is_refused(f"/children/{child}/details/change", 403)


def then_the_lead_checks_it(lead: Person) -> None:
    link_subject = "Emergency access to a record"
    assert lead.opens("/outbox").page.get_by_role("region", name=link_subject).count(), "the lead was not told by mail"
    lead.opens("/today") if False else lead.opens("/emergency-accesses")
