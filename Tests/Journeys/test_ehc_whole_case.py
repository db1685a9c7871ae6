"""A whole case: a parent asks, the panel recommends, the officer gathers advice, a psychologist and a school write by link,
the plan is made, reviewed for the first time and made ready for the move to the next school."""
import re
from collections.abc import Callable
from datetime import date, timedelta

from letters import link_in_letter
from person import Person
from server import Server
from test_ehc_journey import case_of

PHONE, DESK = 390, 1280
OFFICER, MOTHER, PANEL = "Daniel Fairweather", "Grace Adeyemi", "Alison Draycott"


def days(count: int) -> date:
    return date.today() + timedelta(days=count)


def test_from_the_request_to_the_move_to_the_next_school(newcomer: Callable[..., Person], own_server: Server) -> None:
    officer, mother, panel = newcomer(DESK, OFFICER), newcomer(PHONE, MOTHER), newcomer(DESK, PANEL)
    psychologist, school = newcomer(PHONE), newcomer(DESK)

    # Tobi’s case of the demonstration ends, and Grace asks anew in her own page.
    old = case_of(own_server, "Oluwatobi", "Adeyemi")
    child = old.split("/")[2]
    officer.opens(f"{old}/steps/withdraw").types(
        "Reasons", "The family would like to begin again after the summer.").presses("Record that the request was withdrawn")
    mother.opens(f"/family/{child}/ehc").presses("Ask for a new assessment").types(
        "What is hard for the child, and what would help?", "Tobi cannot say what he needs.").presses("Send it")
    mother.sees("We have your request").sees("Whose turn it is")

    # It stands in the officer’s queue; he takes it and decides.
    officer.opens("/ehc?officer=nobody").presses("Oluwatobi Adeyemi").sees("Nobody yet")
    path = re.sub(r"^https?://[^/]+", "", officer.page.url)
    officer.opens(f"{path}/officer").chooses("Who takes it?", "Daniel Fairweather").presses("Give the case")
    officer.sees("has the case now")

    # The panel reads the papers while it is asked, recommends, and sees nothing else.
    officer.opens(f"{path}/panel").types("What should the panel look at?", "Is the nursery’s help used up?")
    officer.presses("Ask the panel").sees("The panel has it")
    panel.is_refused(path)
    panel.opens("/ehc/panel").presses("Oluwatobi Adeyemi").sees("Tobi cannot say what he needs.")
    panel.chooses("What does the panel recommend?", "Yes").types("Why?", "Nursery has tried all that it has.")
    panel.presses("Send the recommendation").sees("The officer has your recommendation")
    panel.is_refused("/ehc", 403)
    officer.opens(f"{path}/steps/assess").sees("Nursery has tried all that it has.")
    officer.presses("Decide to assess").sees("Whom we ask").sees("SENDIASS")

    # The psychologist and the school write by a link and a code; the others by post.
    write_advice(officer, psychologist, path, "Educational psychologist", "Sam Hill", "Tobi learns by looking.")
    write_advice(
        officer, school, path, "School, college or early years setting", "Anna Reed", "Nursery needs a second pair of hands.")
    for kind in ["Parent or young person", "Health care professional", "Social care"]:
        officer.opens(f"{path}/advice/new").chooses("Whose advice is it?", kind).types("Name", "Somebody")
        officer.types_day("When did you ask?", date.today()).presses("Ask").sees("Asked Somebody")
        advice = own_server.database.ask(
            """
            SELECT a.id FROM ehc_advice a JOIN child c ON c.id = a.child_id
            WHERE c.given_name = 'Oluwatobi' AND c.family_name = 'Adeyemi' AND a.state = 'asked'
            """)[0][0]
        officer.opens(f"{path}/advice/{advice}/receipt").types("What does it say?", "He needs short steps.")
        officer.presses("Record it").sees("The family can read it")
    mother.opens(f"/family/{child}/ehc").sees("New since")
    officer.opens(f"{path}/steps/issue").presses("Decide to make a plan").sees("Writing the draft plan")

    # The draft, the family’s answer, the plan, and the letter that goes with each.
    need = "Tobi understands more than he can say."
    write(officer, path, "B").types("Special educational needs", need).presses("Save")
    write(officer, path, "A").types("What did they say? In their own words", "I like water.").presses("Save")
    write(officer, path, "E").types("Outcomes", "Tobi asks for a drink with a sign.").types(
        "How will you know that it is reached?", "Four times out of five").types_day("By when?", days(300)).presses("Save")
    write(officer, path, "F").types("Special educational provision", "Signs in every session.").chooses(
        "Which need does it answer?", need).types("Who gives it, with what training?", "A trained assistant").types(
        "How often, and for how long?", "3 times a week, 20 minutes, one to one").presses("Save")
    officer.opens(f"{path}/steps/send_draft").presses("Send the draft plan").sees("You have at least 15 days")
    mother.opens(f"/family/{child}/ehc").presses("Ask for more time to read the draft")
    mother.chooses("What would you like to say?", "We need more time").types(
        "In your own words", "My sister reads it with me next week.").presses("Send it").sees("Thank you")
    officer.opens(f"{path}/plan").within("What the family said").presses("Answer")
    officer.chooses("What do you do about it?", "Accepted").types("Say it to the family, and why", "Take the time you need.")
    officer.types_day("If they get more time, until when?", days(28)).presses("Send the answer")
    mother.opens(f"/family/{child}/ehc/draft").chooses("What would you like to say?", "We agree with the draft").types(
        "In your own words", "We read it together. Yes.").presses("Send it")
    officer.opens(f"{path}/plan/lines/new?section=I").types("School or setting", "Little Oaks Nursery").presses("Save")
    officer.opens(f"{path}/steps/finish").presses("Send the final plan").sees("First-tier Tribunal")
    mother.opens(f"/family/{child}/ehc").sees("If you do not agree").presses("The plan in plain words").sees("Where I learn")

    # The first review: called two weeks before, held, decided; then the move to the next school.
    officer.opens(f"{path}/reviews").types_day("When is the meeting?", days(20)).types("Where?", "Little Oaks Nursery")
    officer.types("Who is asked to come?", "Grace, the nursery, Daniel").presses("Call the meeting")
    officer.sees("leads the meeting")
    mother.opens(f"/family/{child}/ehc").sees("We meet at Little Oaks Nursery")
    officer.opens(f"{path}/reviews").types_day("When was the meeting?", date.today()).types(
        "What did the child or young person say? In their own words", "He showed the sign for more.")
    officer.presses("Record the review").sees("The limits of report and decision run")
    officer.types_day("When did the report go out?", date.today()).presses("Record the report")
    officer.chooses("What is decided?", "The plan stays as it is").types_day("When was the family told?", date.today())
    officer.presses("Record the decision").presses("Letter: The plan stays as it is").sees("SENDIASS")
    officer.opens(f"{path}/return").chooses("What is the primary need?", "Speech").types(
        "School: its six digit number (URN)", "118900")
    officer.chooses("Is a move to the next phase near?", "To the first or another school")
    officer.types_day("When is the move?", date(date.today().year + 1, 9, 1)).presses("Keep it")
    officer.opens(path).sees("Name the next school in the plan")


def write_advice(officer: Person, author: Person, path: str, kind: str, name: str, words: str) -> None:
    """Asked by e-mail, written by a link and a code that comes to the same address."""
    address = f"{name.lower().replace(' ', '.')}@example.org"
    officer.opens(f"{path}/advice/new").chooses("Whose advice is it?", kind).types("Name", name)
    officer.types("E-mail address", address).types_day("When did you ask?", date.today())
    officer.presses("Ask").sees(f"Asked {name}")
    subject = author.opens("/outbox").page.get_by_role("heading", name=re.compile("We ask for your advice"))
    link = link_in_letter(author, address, subject.first.inner_text())
    author.opens(link).presses("Send me a code").opens("/outbox")
    code = re.search(r"\d{6}", author.reads(r"Your code is \d{6}")).group(0)
    author.opens(link).types("What is the code that we sent you?", code).presses("Go on")
    author.types("Your advice", words).presses("Send the advice").sees("Your advice was sent")


def write(officer: Person, path: str, section: str) -> Person:
    """At the form of a new statement in that section."""
    return officer.opens(f"{path}/plan/lines/new?section={section}")
