"""A plan in force that changes with the young person, and a return that two people make."""
from collections.abc import Callable
from datetime import date

from person import Person
from server import Server
from test_ehc_journey import DESK, OFFICER, PHONE, case_of

YOUNG, RETURNS, COMMISSIONER = "Jamie Whitlock", "Imran Siddiqui", "Oluwaseun Balogun"

# What another system might send: the request is decided before it came.
OTHER_RETURN = """<?xml version="1.0" encoding="utf-8"?>
<Message><Header><CollectionDetails><Collection>SEN2</Collection><Year>2027</Year>
<ReferenceDate>2027-01-21</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>886</LEA>
<SoftwareCode>Other</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo><DateTime>2027-02-01T09:00:00</DateTime>
</Source></Header><Persons><Person><Surname>Example</Surname><Forename>Ada</Forename>
<PersonBirthDate>2018-05-03</PersonBirthDate><UPN>U886200012345</UPN><Requests><ReceivedDate>2026-03-02</ReceivedDate>
<RequestOutcomeDate>2026-02-02</RequestOutcomeDate><RequestOutcome>Y</RequestOutcome></Requests></Person></Persons></Message>
"""


def test_a_plan_changes_with_the_young_person(newcomer: Callable[..., Person], own_server: Server) -> None:
    path = case_of(own_server, "Jamie", "Whitlock")
    child = path.split("/")[2]
    officer, young = newcomer(DESK, OFFICER), newcomer(PHONE, YOUNG)

    # The changes are with Jamie, word by word, with what they rest on; the plan goes on meanwhile.
    young.opens(f"/family/{child}/ehc").sees("We would like to change the plan")
    young.presses("Read it and tell us what you think").sees("The plan goes on as it is until you get the changed one")
    young.sees("The report of the meeting")

    # What he said is answered; he agrees, the school writes, and the changed plan goes out.
    officer.opens(f"{path}/plan").within("What the family said").presses("Answer")
    officer.chooses("What do you do about it?", "Accepted").types("Say it to the family, and why", "Wednesday it is.")
    officer.presses("Send the answer")
    young.opens(f"/family/{child}/ehc/draft").sees("Wednesday it is.")
    young.chooses("What would you like to say?", "We agree with the draft").types("In your own words", "Yes.").presses("Send it")
    officer.opens(f"{path}/consultations").types_day("When did it answer?", date.today())
    officer.chooses("What did it answer?", "It can meet the needs").presses("Record the answer")
    officer.opens(f"{path}/reviews").types_day("When does the changed plan go out?", date.today())
    officer.presses("Send the changed plan").sees("The changed plan was sent")
    young.opens(f"/family/{child}/ehc").sees("We sent you the changed plan")


def test_a_plan_does_not_end_at_a_stroke(newcomer: Callable[..., Person], own_server: Server) -> None:
    child, case = own_server.database.ask(
        "SELECT c.child_id, c.id FROM ehc_case c JOIN ehc_ending e ON e.case_id = c.id")[0]
    path = f"/children/{child}/ehc/{case}"
    officer = newcomer(DESK, OFFICER)
    officer.opens(f"{path}/steps/cease").sees("A plan cannot end at once").presses("The way to the end of a plan")
    officer.sees("The family and the setting are asked").presses("Letter: We are thinking of ending the plan")
    officer.sees("We also ask the head of")


def test_two_people_make_a_return(newcomer: Callable[..., Person], own_server: Server) -> None:
    returns, commissioner = newcomer(DESK, RETURNS), newcomer(DESK, COMMISSIONER)
    file = own_server.database.ask("SELECT id FROM ehc_return_file")[0][0]
    address = f"/ehc/return/files/{file}"
    returns.opens(address).sees("You prepared it: somebody else approves it").is_refused(f"{address}/xml", 409)
    commissioner.opens("/ehc/return/files").opens(address).presses("Approve the return").sees("It can be taken away and sent")
    commissioner.is_refused(f"{address}/xml", 403)
    with returns.page.expect_download() as taken:
        returns.opens(address).page.get_by_role("button", name="Take the file away").click()
    with open(taken.value.path(), encoding="utf-8") as written:
        assert "<Collection>SEN2</Collection>" in written.read(500)
    returns.opens(address).sees("Who took the file")


def test_a_file_of_another_system_is_checked(newcomer: Callable[..., Person], own_server: Server) -> None:
    returns = newcomer(DESK, RETURNS)
    # Fifteen megabytes, more than any other form may have: what is sent goes to the disk, not into memory.
    filler = "<!-- " + "x" * 1000 + " -->\n"
    large = OTHER_RETURN.replace("<Persons>", filler * 15_000 + "<Persons>").encode()
    returns.opens("/ehc/return/check").page.set_input_files(
        "#file", {"name": "other.xml", "mimeType": "text/xml", "buffer": large})
    returns.presses("Check it").sees("other.xml").sees("By rule").sees("U886200012345")
    returns.page.set_input_files("#file", {"name": "empty.xml", "mimeType": "text/xml", "buffer": b""})
    returns.presses("Check another").sees("The file is empty")
