"""A planner's story: a question about a list, the answer by formula at once, the simulation behind it, two scenarios side by
side, and what the board may read. Nobody has a mouse.
"""
import re
import time
from collections.abc import Callable

import pytest

from person import Person

PHONE, DESK = 390, 1280
PLANNER, BOARD = "Oluwaseun Balogun", "Peter Hallam"


def is_simulated(planner: Person) -> Person:
    """Looks again until the simulation is done, as somebody would."""
    for _ in range(120):
        if planner.page.get_by_text("Answered", exact=True).count():
            return planner
        time.sleep(1)
        planner.page.reload()
    raise AssertionError("the simulation has not come to its end in two minutes")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_planner_asks_what_happens_to_a_list(newcomer: Callable[..., Person], javascript: bool) -> None:
    name = f"Speech therapy list {'with' if javascript else 'without'} JavaScript"
    planner = newcomer(DESK, PLANNER, javascript=javascript).opens("/planning").presses("What happens to a list")
    planner.types("People who join in a year", "300").types("People who wait now", "ninety")
    planner.presses("Keep it and see the answer").sees_heading("There is a problem")
    planner.sees("Enter a name for this scenario").sees("People who wait now must be a number")
    planner.finds_typed("People who join in a year", "300")
    planner.types("Name of this scenario", name).types("People who wait now", "90")
    planner.types("Weeks that they have waited so far, on average", "12").types("Posts that see people", "4")
    planner.types("People that one post sees in a year", "60").types("How often the story is told by chance", "10")
    planner.presses("Keep it and see the answer").sees_heading(name).sees_heading("The wait that is hidden")
    planner.sees("Load: what comes over what can be done").sees_heading("Simulation")
    is_simulated(planner).sees("10 stories").sees("Simulated, followed to the end of the wait.")

    address = planner.page.url
    board = newcomer(PHONE, BOARD, javascript=javascript).is_refused(address)
    planner.presses("Share with the board").sees("The board can read this now")
    board.opens(address).sees_heading(name).sees("Somebody joining today can expect to wait").does_not_see("Change it")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_long_simulation_is_watched_and_stopped(newcomer: Callable[..., Person], javascript: bool) -> None:
    """The page comes up to date only as its reader wishes: by a script in its place, or anew as a whole when asked."""
    planner = newcomer(DESK, PLANNER, javascript=javascript).opens("/planning/new/list")
    planner.types("Name of this scenario", "A long story").types("People who join in a year", "20000")
    planner.types("People who wait now", "9000").types("Weeks that they have waited so far, on average", "30")
    planner.types("Posts that see people", "300").types("People that one post sees in a year", "60")
    planner.types("How often the story is told by chance", "900").presses("Keep it and see the answer")
    page = planner.sees_heading("Simulation").page
    before = page.locator("[data-progress]").inner_text()
    if javascript:
        page.wait_for_function("before => document.querySelector('[data-progress]').innerText !== before", arg=before)
        page.get_by_role("button", name="Stop updating").press("Enter")
        planner.sees("Go on updating")
    else:
        planner.presses("Keep this page up to date").sees("This page reloads by itself every five seconds")
        page.wait_for_url("**?follow=1*", timeout=15_000)
        for _ in range(12):
            if page.locator("[data-progress]").inner_text() != before:
                break
            page.wait_for_timeout(5_000)
        assert page.locator("[data-progress]").inner_text() != before
        planner.presses("Stop that").sees("Keep this page up to date")
        assert "follow" not in page.url
    planner.presses("Stop the simulation").sees("stories are told and kept").presses("Remove it")
    planner.sees("This scenario is removed").presses("Bring it back").sees("Let it go on").presses("Remove it")


def test_two_plans_stand_side_by_side(newcomer: Callable[..., Person]) -> None:
    planner = newcomer(DESK, PLANNER).opens("/planning").presses("Neurodevelopmental list, as things are")
    is_simulated(planner).presses("Neurodevelopmental list, four more posts").sees_heading("Scenarios side by side")
    planner.sees("Waiting end of year 3").sees("All meet the same people with the same luck")


def test_the_board_reads_what_is_shared(newcomer: Callable[..., Person]) -> None:
    board = newcomer(PHONE, BOARD).opens("/planning").sees_heading("Shared with the board")
    board.presses("Three hubs for family help").sees_heading("Who is left far away").sees("Stays: fixed")
    board.opens("/planning").presses("Families who need help, by locality").sees(re.compile("of the families we would expect"))
    board.opens("/planning").does_not_see("Home visitors for 2027")
    board.presses("Requests for help at the front door").sees_heading("The months ahead")
