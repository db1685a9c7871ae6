"""Plans close only with evidence and another's check; a decision cannot be recorded before its day."""
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from database import ROOT, keywork
from person import Person
from server import Server

PHONE, DESK = 390, 1280
COMMISSIONER, CONTRACTS, GOVERNANCE = "Oluwaseun Balogun", "Helen Thwaite", "Margaret Oyelaran"


def address(server: Server, query: str) -> tuple[str, ...]:
    """The first row of a query, as texts."""
    return tuple(str(part) for part in server.database.ask(query)[0])


def test_evidence_is_checked_by_somebody_else(newcomer: Callable[..., Person], own_server: Server) -> None:
    plan, item = address(
        own_server,
        "SELECT i.plan_id, i.id FROM plan_item i JOIN plan_step s ON s.item_id = i.id WHERE s.document LIKE 'Contract%'")
    row = f"/governance/plans/{plan}/rows/{item}"
    parent, officer, other = newcomer(PHONE), newcomer(DESK, COMMISSIONER), newcomer(DESK, CONTRACTS)

    parent.opens("/governance").presses("Plans").sees("Disabled children in Thorneshire")
    parent.opens(row).sees("Evidence to be checked").sees("Contract variation, Saturday club").does_not_see("Move it on")
    officer.opens(row).presses("Move it on").chooses("What has happened?", "I have checked the evidence, and it shows")
    officer.presses("Save").sees("Somebody else must check it")
    other.opens(row).presses("Move it on").chooses("What has happened?", "I have checked the evidence, and it shows")
    other.presses("Save").sees("Checked and closed").sees("Done and checked")
    parent.opens(row).sees("Done and checked").sees("Helen Thwaite")


def test_what_is_wrong_with_a_published_plan_is_on_one_page(newcomer: Callable[..., Person], own_server: Server) -> None:
    (plan,) = address(own_server, "SELECT id FROM implementation_plan WHERE title LIKE 'A plan of 2011%'")
    reader = newcomer(PHONE).opens(f"/governance/plans/{plan}").types_day(
        "As it stood at the end of", datetime(2011, 12, 31).date()).presses("Show this day")
    reader.sees("How it stands on 31 December 2011").presses("What is wrong")
    reader.sees("Placeholders: 4").sees("“Ditto” for a date: 3").sees("leads 7 actions").sees("leads 6 actions")
    reader.presses("Timeline").sees("The same as a table").sees("29 February 2012")


def test_a_plan_goes_in_and_comes_out_the_same(own_server: Server, tmp_path: Path) -> None:
    """The plan of 2011 by the command line, beside a server: what is wrong is said, and not a byte is lost."""
    published, out = ROOT / "Examples/governance/medway-plan-2011.csv", tmp_path / "out.csv"
    named = ("--title", "The plan of 2011 once more", "--database", own_server.database.url)
    taken = keywork("import", "plan", *named, "--ended", "2012-12-31", str(published))
    assert taken.returncode == 0, taken.stdout
    assert "23 actions, 30 sub-actions, 1 empty rows taken." in taken.stdout, taken.stdout
    assert "Placeholders: 4 (16, 16, 19, 19)" in taken.stdout, taken.stdout
    again = keywork("import", "plan", *named, str(published))
    assert again.returncode != 0, "a plan was written over"
    assert keywork("export", "plan", *named, "--output", str(out)).returncode == 0
    assert out.read_bytes() == published.read_bytes()


def test_a_decision_cannot_be_recorded_before_its_day(newcomer: Callable[..., Person], own_server: Server) -> None:
    (decision,) = address(own_server, "SELECT id FROM decision_record WHERE state = 'notice'")
    path = f"/governance/decisions/{decision}"
    parent, officer = newcomer(PHONE), newcomer(DESK, GOVERNANCE)

    parent.opens("/governance/decisions").sees("A new house for overnight short breaks")
    parent.opens(path).sees("Not before").sees("28 clear days").presses("Read the notice").sees("Who decides")
    officer.opens(path).presses("Record the decision").sees("It cannot be recorded as taken now")
    now = datetime.now()
    officer.types_day("On what day was it taken?", now.date()).types("At what time?", "00:01")
    officer.chooses("What was decided?", "Approved as recommended").types("For which reasons?", "It is needed.")
    officer.types("What else was thought of, and why was it not chosen?", "To wait.")
    officer.types("Which interests were declared?", "None").presses("Record it").sees("It may not be taken before")
    officer.opens(path).within("Tried, and refused").sees("Margaret Oyelaran")
    parent.opens(path).within("Tried, and refused").sees("An officer").does_not_see("Margaret Oyelaran")
    taken = own_server.database.ask(f"SELECT count(*) FROM decision_taken WHERE decision_id = '{decision}'")
    assert int(taken[0][0]) == 0


def test_a_parent_reads_the_papers_of_her_board(newcomer: Callable[..., Person], own_server: Server) -> None:
    mother, stranger = newcomer(PHONE, "Grace Adeyemi"), newcomer(PHONE)
    (held,) = address(
        own_server, "SELECT id FROM group_meeting WHERE state = 'held' AND agreed_at IS NULL ORDER BY starts_at DESC")
    (group,) = address(own_server, f"SELECT group_id FROM group_meeting WHERE id = '{held}'")

    mother.opens("/governance").sees("You sit in: Board for Vulnerable Children").presses("What the group is there for")
    mother.sees("You sit in this group").sees("Grace Adeyemi").sees("What it was called")
    stranger.opens(f"/governance/groups/{group}").sees("Name not published").does_not_see("Grace Adeyemi")
    meeting = f"/governance/groups/{group}/meetings/{held}"
    mother.opens(meeting).presses("The three bids").sees("In easier words").sees("£471,500")
    stranger.opens(meeting).sees("The three bids").sees("Members only")
    stranger.opens(f"{meeting}/pack").sees("For members of the group only").does_not_see("£471,500")


def test_a_report_is_approved_by_somebody_else_and_stays(newcomer: Callable[..., Person], own_server: Server) -> None:
    group, report = address(own_server, "SELECT group_id, id FROM group_report WHERE approved_at IS NULL")
    path = f"/governance/groups/{group}/reports/{report}"
    writer, other = newcomer(DESK, CONTRACTS), newcomer(DESK, COMMISSIONER)
    writer.opens(path).does_not_see("Approve it").presses("Change aims and easier words")
    writer.types("The whole report in easier words", "More children get help. We ask who reads the bids.").presses("Save")
    other.opens(path).sees("More children get help.").presses("Approve it").sees("Approved. Its figures stay as they are.")
    writer.opens(path).sees("Approved").does_not_see("Add a line")
    newcomer(PHONE).opens(path).sees("In easier words").sees("More children get help.")
