"""Education, health and care, from the draft to the plan, and a professional who writes by link and code."""
import re
from collections.abc import Callable
from datetime import date

from letters import link_in_letter
from person import Person
from server import Server

PHONE, DESK = 390, 1280
OFFICER, MOTHER = "Daniel Fairweather", "Grace Adeyemi"


def case_of(server: Server, given: str, family: str) -> str:
    """The address of a child's newest case."""
    child, case = server.database.ask(
        f"""
        SELECT c.child_id, c.id FROM ehc_case c JOIN child ON child.id = c.child_id
        WHERE child.given_name = '{given}' AND child.family_name = '{family}' ORDER BY c.received_on DESC LIMIT 1
        """
    )[0]
    return f"/children/{child}/ehc/{case}"


def test_a_draft_becomes_a_plan_with_the_family(newcomer: Callable[..., Person], own_server: Server) -> None:
    path = case_of(own_server, "Oluwatobi", "Adeyemi")
    child = path.split("/")[2]
    officer, mother = newcomer(DESK, OFFICER), newcomer(PHONE, MOTHER)

    mother.opens(f"/family/{child}/ehc").sees("Whose turn it is").sees(re.compile(r"\d+ of the 20"))
    mother.presses("The whole plan, and what you said about it").sees("We are looking at it")
    mother.chooses("What would you like to say?", "We agree with the draft").types(
        "In your own words", "Yes, with the sleep put right.").presses("Send it")
    mother.sees("Thank you. We will answer you here.")

    officer.opens(path).sees("20 weeks from").presses("Send the final plan")
    officer.sees("Name the school or setting").presses("Send the final plan").sees("must be answered first")

    officer.opens(f"{path}/plan").within("What the family said").presses("Answer")
    officer.chooses("What do you do about it?", "Accepted").types(
        "Say it to the family, and why", "It stands in section C now.").presses("Send the answer")
    officer.opens(f"{path}/plan/lines/new?section=I").types("School or setting", "Little Oaks Nursery").presses("Save")
    officer.opens(f"{path}/plan/versions/2/changes").sees("Little Oaks Nursery")
    officer.opens(f"{path}/steps/finish").presses("Send the final plan").sees("The final plan was sent")
    officer.sees("First-tier Tribunal").opens(path).sees("Plan in force")

    mother.opens(f"/family/{child}/ehc").sees("New since").sees("The final plan was sent").sees("answered what you said")
    mother.presses("The plan in plain words").sees("Where I learn").sees("Little Oaks Nursery")


def test_a_refusal_goes_with_reasons_and_can_be_undone(newcomer: Callable[..., Person], own_server: Server) -> None:
    path = case_of(own_server, "Kai", "Greenwood")
    officer = newcomer(DESK, OFFICER)
    officer.opens(path).presses("Decide not to assess").presses("Decide not to assess").sees("Enter the reasons")
    officer.types("Reasons", "The school has not used its own help yet.").presses("Decide not to assess")
    officer.sees("First-tier Tribunal").sees("The school has not used its own help yet.").sees("SENDIASS")
    officer.opens(path).sees("No assessment").opens(f"{path}/undo").types(
        "What was the mistake?", "It was another child.").presses("Undo it")
    officer.sees("Request received").sees("It was another child.").sees("20 weeks from")


def test_a_professional_writes_by_link_and_code(newcomer: Callable[..., Person], own_server: Server) -> None:
    path = case_of(own_server, "Callie", "Brook")
    officer, psychologist = newcomer(DESK, OFFICER), newcomer(PHONE)
    officer.opens(f"{path}/advice/new").chooses("Whose advice is it?", "Somebody else").types("Name", "Sam Hill")
    officer.types("E-mail address", "sam.hill@example.org").types_day("When did you ask?", date.today())
    officer.presses("Ask").sees("Asked Sam Hill")

    subject = psychologist.opens("/outbox").page.get_by_role("heading", name=re.compile("We ask for your advice"))
    link = link_in_letter(psychologist, "sam.hill@example.org", subject.first.inner_text())
    psychologist.opens(link).does_not_see("Callie").presses("Send me a code").sees("We have sent you a code")
    psychologist.opens("/outbox")
    code = re.search(r"\d{6}", psychologist.reads(r"Your code is \d{6}")).group(0)
    psychologist.opens(link).types("What is the code that we sent you?", code).presses("Go on")
    psychologist.sees("Your advice about Callie Brook").types("Your advice", "Callie reads with pictures.")
    psychologist.presses("Keep it for later").finds_typed("Your advice", "Callie reads with pictures.")
    psychologist.presses("Send the advice").sees("Your advice was sent")
    psychologist.is_refused(link)
    officer.opens(path).sees("Somebody else, or asked for by the family: Sam Hill")
