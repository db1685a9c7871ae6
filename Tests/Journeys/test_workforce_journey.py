"""The people who deliver a service: a commissioner shares posts out, another approves, a manager makes the team's week, and
an employee reads what is about them. Nobody has a mouse.
"""
from collections.abc import Callable

from person import Person

PHONE, DESK = 390, 1280
COMMISSIONER, CONTRACTS, MANAGER, VISITOR = "Oluwaseun Balogun", "Helen Thwaite", "Ruth Ellison", "Nadia Rahman"


def test_what_was_approved_asks_for_moves_and_each_has_its_gate(newcomer: Callable[..., Person]) -> None:
    planner = newcomer(DESK, COMMISSIONER).opens("/workforce/allocations").presses("No location above six posts")
    planner.sees_heading("What approving asks for").presses("PHV-06").sees_heading("Move PHV-06 to")
    planner.sees("it moves only after an individual consultation").types("What was agreed?", "From January")
    planner.presses("Move the post").sees("Enter when whoever holds it was consulted")


def test_posts_are_shared_out_and_somebody_else_approves(newcomer: Callable[..., Person]) -> None:
    planner = newcomer(DESK, COMMISSIONER).opens("/workforce").sees("20.5").presses("Allocation")
    planner.presses("Share posts out").types("What is it called?", "For next year").presses("Keep it and see the answer")
    planner.sees_heading("For next year").sees("26 posts are needed and there are 20.5: 5.5 are short.")
    planner.sees("Somebody else than who made a proposal approves it.")
    other = newcomer(DESK, CONTRACTS).opens("/workforce/allocations").presses("For next year")
    other.presses("Approve this proposal").sees("The proposal is approved")


def test_a_manager_makes_the_week_and_changes_it(newcomer: Callable[..., Person]) -> None:
    manager = newcomer(DESK, MANAGER).opens("/workforce").presses("The team’s week")
    for _ in range(8):
        if manager.page.get_by_role("button", name="Suggest").count() and not manager.page.get_by_text("0", exact=True).count():
            break
        manager.presses("Week after")
    manager.page.get_by_role("button", name="Suggest").first.press("Enter")
    manager.sees_heading("A suggested week").sees("Nothing of this is in the diary yet")
    manager.presses("Put this week into the diary").sees("visits are in the diary")


def test_a_visitor_reads_what_is_about_them(newcomer: Callable[..., Person]) -> None:
    visitor = newcomer(PHONE, VISITOR).opens("/workforce/mine").sees_heading("Your work")
    visitor.sees("Tom Garside").sees("Working alone in homes").does_not_see("Malik Hussain")
