"""One family's journey, from the first request to help that ends and begins again, told from every side.

The family sits at a phone's width, those who work with it at a desk's; nobody has a mouse. Once with JavaScript and once
without: what a page needs must be in the page.
"""
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from letters import link_in_letter
from person import Person

PHONE, DESK = 390, 1280
MANAGER, KEY_WORKER, SCREENER, THERAPIST = "Ruth Ellison", "Nadia Rahman", "Joanne Pickering", "Jo Marchbank"
SUGGESTED = "Waiting Well: autism and ADHD support while you wait"
TEAM, AGENCY, OTHER_AGENCY = "Portage West", "Thorneshire Council Early Help", "Thorne Valley Community Health NHS Trust"
CODE, REFERENCE = r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", r"KW-[2-9A-Z]{4}-[2-9A-Z]{2}"
TOLD = (
    "Thank you for telling us about your daughter. We would like to help the whole family. A home visitor from Portage "
    "West will phone you this week to agree a first meeting. You can say no at any time."
)
GOAL = "She can tell us what she wants"


def today() -> date:
    return datetime.now(ZoneInfo("Europe/London")).date()


def in_words(day: date) -> str:
    """Without the year, which pages leave out where it is near."""
    return f"{day:%A} {day.day} {day:%B}"


@dataclass
class Family:
    mother: str
    child: str
    """The first name; the last one is Greenwood, and there is a Kai Greenwood in the county already."""
    email: str
    born: date = field(default_factory=lambda: today() - timedelta(days=1200))

    @property
    def full_name(self) -> str:
        return f"{self.child} Greenwood"


@pytest.mark.parametrize(
    "family, javascript",
    [
        (Family("Lena Greenwood", "Kaya", "lena.greenwood@example.org"), True),
        (Family("Tess Greenwood", "Kaia", "tess.greenwood@example.org"), False),
    ],
    ids=["with JavaScript", "without JavaScript"],
)
def test_from_the_first_request_to_help_that_begins_again(
    newcomer: Callable[..., Person], family: Family, javascript: bool, engine: str
) -> None:
    if engine == "sqlite" and not javascript:
        pytest.skip("without JavaScript on postgres: what a page needs is in the page, whatever keeps its values")

    def sits_down(width: int, name: str | None = None) -> Person:
        return newcomer(width, name, javascript=javascript)

    parent = sits_down(PHONE)
    code = when_a_parent_begins_to_ask_and_stops(parent)
    reference = when_the_parent_comes_back_and_finishes(parent, family, code)
    then_the_parent_can_follow_it(parent, reference)

    screener = sits_down(DESK, SCREENER)
    when_the_screener_takes_it_and_suggests_a_service(screener, family, reference)
    when_the_screener_starts_a_record(screener, family)
    when_the_screener_decides_on_early_help(screener)

    parent = sits_down(PHONE)
    then_the_parent_reads_the_answer(parent, reference, code)
    when_the_parent_claims_an_account(parent, family)
    then_the_parent_can_sign_in_by_link(parent, family)

    manager = sits_down(DESK, MANAGER)
    when_the_manager_gives_it_to_somebody(manager, family)
    worker = sits_down(DESK, KEY_WORKER)
    when_the_family_agrees(worker, family)
    when_the_assessment_is_written(worker, family)
    when_a_goal_is_set_and_the_plan_agreed(worker, family)
    next_visit = when_a_home_visit_is_recorded(worker, family)
    when_a_therapist_joins_the_lead_is_named(worker, family)

    then_the_family_sees_what_comes_next(parent, family, next_visit)
    then_the_family_reads_the_plan(parent, family)
    then_the_family_sees_who_has_looked(parent, family)
    when_the_family_writes_the_key_worker_answers(parent, worker, family)

    when_the_plan_is_reviewed_and_the_help_closed(worker, manager, family)
    then_the_family_reads_that_the_help_has_ended(parent, family)
    when_the_help_begins_again(screener, manager, family)
    then_the_key_worker_finds_the_whole_story(worker, family)


# The request


def when_a_parent_begins_to_ask_and_stops(parent: Person) -> str:
    parent.opens("/ask-for-help").presses("Start now")
    parent.chooses("Is anyone in danger right now?", "No").presses("Save and continue")
    parent.chooses("Who is asking?", "I am a parent or carer").presses("Save and continue")
    code = parent.reads(CODE)
    parent.unfolds("Do other people use this phone or computer?")
    parent.presses("Leave, and keep my answers").sees("Your answers are kept")
    parent.opens("/ask-for-help/child").does_not_see("First name")
    return code


def when_the_parent_comes_back_and_finishes(parent: Person, family: Family, code: str) -> str:
    parent.opens("/ask-for-help").presses("Come back to a request you have not sent yet")
    parent.types("Your code", code.lower()).presses("Carry on").sees("Welcome back")
    parent.types("What is the child’s first name?", family.child).types("Last name", "Greenwood")
    parent.types_day("Date of birth", family.born).types("Postcode where the child lives", "TH1 4QT")
    parent.presses("Save and continue")
    parent.types("What is going well?", "She laughs a lot and loves water.")
    parent.types("What is hard at the moment?", "She does not talk yet, and the nights are short.")
    parent.types("What would help?", "Somebody who shows us how to play with her.").presses("Save and continue")
    parent.presses("Save and continue")
    parent.chooses("What kind of help do you have in mind?", "Portage or another home visitor for a young child")
    parent.presses("Save and continue")
    parent.chooses("Who helps already?", "Health visitor or midwife").presses("Save and continue")
    parent.types("Your name", family.mother).types("Phone number", "01632 960 017")
    parent.types("E-mail address", family.email).presses("Save and continue")
    parent.sees_heading("Check your answers").sees("She laughs a lot and loves water.")
    parent.presses("Send my request").sees("We have your request")
    return parent.reads(REFERENCE)


def then_the_parent_can_follow_it(parent: Person, reference: str) -> None:
    parent.presses("See how it is going").sees_heading("How your request is going").sees(reference)
    parent.sees("Nobody has started yet").sees("Somebody reads it").does_not_see("Our answer")


# The front door


def when_the_screener_takes_it_and_suggests_a_service(screener: Person, family: Family, reference: str) -> None:
    screener.opens("/requests").types("Name or reference", reference).presses("Show results").presses(family.child)
    screener.sees("Somebody who shows us how to play with her.").presses("Take it").sees("You have it now")
    screener.presses("Find and suggest services").types("Look for", "waiting for an autism assessment").presses("Search")
    screener.presses(f"Suggest it {SUGGESTED}").sees("Suggested. They see it where they follow their request.")
    screener.sees("Not known yet").presses(f"{family.child}, {reference}")


def when_the_screener_starts_a_record(screener: Person, family: Family) -> None:
    screener.sees("Kai Greenwood").presses("Start a new record")
    screener.sees_heading(f"Start a record for {family.full_name}").sees("Look first")
    screener.sees("Worked out from the postcode TH1 4QT")
    screener.chooses("Sex", "Girl").chooses("What is the asker to the child?", "Mother")
    screener.ticks("They have parental responsibility").ticks("They may see the family’s own view")
    screener.presses("Start the record").sees("Record started")


def when_the_screener_decides_on_early_help(screener: Person) -> None:
    screener.presses("Decide")
    screener.chooses("What is right for this child and family?", "Early help").presses("Continue")
    screener.chooses("Level of need", "Level 2: early help").unfolds("Signs of level 2: early help")
    screener.chooses("Signs of level 2", "Disability or additional need that makes daily life harder")
    screener.types("Why this is the right outcome", "A young child with delay; the parents ask how to play with her.")
    screener.chooses("Which team takes it on?", TEAM)
    screener.types("What they will be told", "We have decided.").presses("Decide and tell them")
    screener.sees_heading("There is a problem").types("What they will be told", TOLD).presses("Decide and tell them")
    screener.sees("Decided. You can take it back within an hour").sees("Level 2: early help")
    screener.sees("It waits for a worker")


def then_the_parent_reads_the_answer(parent: Person, reference: str, code: str) -> None:
    parent.opens("/requests/follow").types("Your reference", reference).types("Your code", code)
    parent.presses("See my request").sees_heading("Our answer").sees(TOLD).sees(TEAM).sees(SCREENER)
    parent.sees_heading("What we suggest").unfolds("Tell us how it went")
    parent.chooses(f"How did it go with {SUGGESTED}?", "We use it").presses(f"Tell us {SUGGESTED}")
    parent.sees("Thank you for telling us").sees("We use it")


def when_the_parent_claims_an_account(parent: Person, family: Family) -> None:
    parent.presses("Send me a link by e-mail").sees("Look in your e-mail for the link.")
    parent.opens(link_in_letter(parent, family.email, "You are invited to Keywork"))
    parent.sees_heading("Open your account").presses("Open my account")
    parent.sees_heading(f"Hello {family.mother.split()[0]}").sees_heading(family.child)


def then_the_parent_can_sign_in_by_link(parent: Person, family: Family) -> None:
    parent.presses("Sign out").opens("/sign-in")
    parent.types("Your e-mail address", family.email).presses("Send me a link").sees_heading("Check your e-mail")
    parent.opens(link_in_letter(parent, family.email, "Your link to sign in")).presses("Sign in")
    parent.sees_heading(f"Hello {family.mother.split()[0]}")


# The help


def when_the_manager_gives_it_to_somebody(manager: Person, family: Family) -> None:
    """The decision has started the help by itself: it waits for a worker, with the words of whoever asked."""
    manager.opens("/team").does_not_see(f"Name a worker: {family.full_name}")
    manager.opens("/today").presses(f"Give to a practitioner: {family.full_name}")
    manager.chooses("Who will work with the family?", KEY_WORKER).presses("Give it to them")
    manager.sees(f"The early help has been given to {KEY_WORKER}").sees("The front door decided")
    manager.sees("Somebody who shows us how to play with her.")


def when_the_family_agrees(worker: Person, family: Family) -> None:
    worker.opens("/today").presses(f"Ask whether the family agrees: {family.full_name}")
    worker.chooses("Does the family agree to work with us?", "Yes, they agree to work with us")
    worker.types_day("When did they say so?", today()).chooses("Who agreed?", "A parent or carer")
    worker.types("Name of the person who agreed", family.mother)
    worker.chooses("Which agencies may take part?", AGENCY).chooses("Which agencies may take part?", OTHER_AGENCY)
    worker.presses("Save what they said").sees("It is written down that the family agreed")


def when_the_assessment_is_written(worker: Person, family: Family) -> None:
    worker.presses("Begin the assessment").sees("The assessment has begun")
    for subject, strength, need in [
        ("Communication", "She points and pulls at your sleeve.", "She has three words. Pictures may help."),
        ("The parent’s own health and wellbeing", "They share the nights.", "They have had no evening off this year."),
        ("Home", "A warm flat with a garden nearby.", "The stairs are steep for the buggy."),
    ]:
        worker.presses(f"Write about {subject}").types("What goes well?", strength)
        worker.types("What is hard, and what is needed?", need).presses("Save").sees(strength)
    worker.presses("Finish the assessment")
    worker.chooses("How did you find out what the child thinks?", "Through play or drawing")
    worker.types("What does the child say, in their own words?", "More bubbles!")
    worker.types("What does it all mean?", "She is ready to learn words through play.")
    worker.presses("Finish the assessment").sees("The assessment is finished").sees("More bubbles!")


def when_a_goal_is_set_and_the_plan_agreed(worker: Person, family: Family) -> None:
    worker.presses(family.full_name).presses("Open early help").presses("Set the first goal")
    worker.types("What do you want to be different?", GOAL)
    worker.chooses("Which part of the assessment is it about?", "Communication")
    worker.chooses("Who looks after this goal?", KEY_WORKER)
    worker.types_day("When should it be reached?", today() + timedelta(days=80))
    worker.types("How near are you today, from 0 to 5?", "1").presses("Save the goal").sees("The goal is set")
    worker.unfolds("Add something to do").types("What will be done?", "Name what she points at, three times a day")
    worker.chooses("Who will do it?", family.mother).types_day("By when?", today() + timedelta(days=14))
    worker.presses("Add").sees("Name what she points at")
    worker.presses(family.full_name).presses("Open early help").presses("Agree the plan")
    worker.types_day("When did the family agree the plan?", today())
    worker.types("What does the child think of the plan?", "She clapped when she saw the pictures.")
    worker.presses("The plan is agreed").sees("The plan is agreed").sees(GOAL)


def when_a_home_visit_is_recorded(worker: Person, family: Family) -> date:
    next_visit = today() + timedelta(days=9)
    worker.presses(family.full_name).presses("Record a visit")
    worker.types_day("When was the visit?", today() - timedelta(days=1)).types("What time did it begin?", "2.30pm")
    worker.types("How many minutes did it take?", "55").chooses("What kind of visit was it?", "Home visit")
    worker.types("What did you see and do?", "We blew bubbles. She looked at me and said “more”.")
    worker.types("What will the family try until next time?", "Wait for a word or a look before you blow.")
    worker.types_day("When is the next visit?", next_visit).types("What time is the next visit?", "10am")
    worker.presses("Save the visit").sees("Visit recorded").sees("She looked at me")
    return next_visit


def when_a_therapist_joins_the_lead_is_named(worker: Person, family: Family) -> None:
    worker.presses(family.full_name).does_not_see("nobody leads")
    worker.presses("Open early help").presses("The team").presses("Add somebody")
    worker.chooses("Who joins the team?", THERAPIST).types("What is their part?", "Speech and language therapy")
    worker.presses("Add to the team").sees("nobody leads")
    worker.presses(f"Make {KEY_WORKER} the lead").sees("The lead professional has been named")
    worker.does_not_see("nobody leads")


# What the family sees


def goes_home(parent: Person, family: Family) -> Person:
    return parent.opens("/family").presses(f"See {family.child}’s page")


def then_the_family_sees_what_comes_next(parent: Person, family: Family, next_visit: date) -> None:
    goes_home(parent, family).sees_heading("What happens next").sees("We look at the plan together on")
    parent.sees(in_words(next_visit)).sees("10am").sees("Wait for a word or a look before you blow.")
    parent.sees("More bubbles!").sees(THERAPIST).sees("Speech and language therapist")


def then_the_family_reads_the_plan(parent: Person, family: Family) -> None:
    parent.presses("Read your plan").sees_heading(GOAL).sees("1 of 5")
    parent.sees("You: Name what she points at, three times a day").sees("is your key worker")
    parent.unfolds("Say something about this goal")
    parent.types("What do you want to say about this goal?", "She said “duck” today!")
    parent.presses(f"Send what you say about {GOAL}").sees("Your key worker can read it now").sees("“duck”")
    parent.presses("What we found out together").sees("She is ready to learn words through play.")


def then_the_family_sees_who_has_looked(parent: Person, family: Family) -> None:
    goes_home(parent, family).presses("See everybody who has looked, and what was shared")
    parent.sees_heading("Who has looked at the record")
    for name in (MANAGER, KEY_WORKER, SCREENER):
        parent.sees(name)
    parent.sees_heading("What you have agreed to").sees(f"{family.mother} said yes on")


def when_the_family_writes_the_key_worker_answers(parent: Person, worker: Person, family: Family) -> None:
    goes_home(parent, family).presses("Write to us")
    parent.types("Your message", "Can you come in the morning? She sleeps after lunch.").presses("Send")
    parent.sees("Message sent. Nadia usually answers")
    worker.opens("/today").presses(f"Answer the family of {family.child}")
    worker.sees("She sleeps after lunch.").types("Your message", "Yes, at ten. See you then.").presses("Send")
    worker.sees("Message sent.").opens("/today").does_not_see(f"Answer the family of {family.child}")
    goes_home(parent, family).sees("Yes, at ten. See you then.")
    parent.presses("All messages").sees(f"Read by {KEY_WORKER}")


# Review, end, and again


def when_the_plan_is_reviewed_and_the_help_closed(worker: Person, manager: Person, family: Family) -> None:
    worker.opens("/search").types("Name, date of birth, NHS number, UPN, phone or address", family.full_name)
    worker.presses("Search").presses(family.full_name).presses("Open early help").presses("Record a review")
    worker.types(GOAL, "4").types("What has changed since last time?", "She has twelve words and uses pictures.")
    worker.chooses("How did you find out what the child thinks?", "With pictures, symbols or Makaton")
    worker.types("What does the child say, in their own words?", "Me do it!")
    worker.chooses("Who came?", KEY_WORKER).chooses("Who came?", family.mother)
    worker.chooses("What did you decide together?", "Close the help")
    worker.types("Why?", "Nursery and home carry on by themselves.").presses("Save the review")
    worker.sees("The review has been saved").sees("1 of 1 goal has moved forward.")
    worker.chooses("Why does the help end?", "The needs are met")
    worker.types("What is in place for the family now?", "Nursery uses the same pictures.")
    worker.types("Who can they call if they need help again?", "The family hub, 01632 960 555")
    worker.presses("Ask to close").sees("A manager has been asked to close the help")
    manager.opens("/today").presses(f"Decide whether to close: {family.full_name}")
    manager.sees("Nursery uses the same pictures.").chooses("Do you agree to close?", "Yes, close the help")
    manager.presses("Save the decision").sees("has been closed")


def then_the_family_reads_that_the_help_has_ended(parent: Person, family: Family) -> None:
    goes_home(parent, family).presses("Read your plan").sees("Things are going well.")
    parent.sees("The family hub, 01632 960 555").sees("4 of 5").sees("She has twelve words and uses pictures.")


def when_the_help_begins_again(screener: Person, manager: Person, family: Family) -> None:
    screener.opens("/search").types("Name, date of birth, NHS number, UPN, phone or address", family.full_name)
    screener.presses("Search").presses(family.full_name).presses("Open early help").presses("Start it again")
    screener.types("Why does the help start again?", "She has lost words since the new baby came.")
    screener.presses("Start it again").sees("The help has been started again")
    manager.opens("/today").presses(f"Give to a practitioner: {family.full_name}")
    manager.chooses("Who will work with the family?", KEY_WORKER).presses("Give it to them")


def then_the_key_worker_finds_the_whole_story(worker: Person, family: Family) -> None:
    worker.opens("/today").presses(family.full_name).presses("Open early help")
    worker.sees("She has lost words since the new baby came.").sees(GOAL)
    worker.presses(family.full_name).presses("See the full timeline")
    for headline in ("Early help started again", "Early help closed", "Plan reviewed"):
        worker.sees(headline)
