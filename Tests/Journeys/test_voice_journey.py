"""A child answers with faces, an editor closes and publishes, a parent complains and sees where it is."""
from collections.abc import Callable

from person import Person
from server import Server

PHONE, DESK = 390, 1280
EDITOR, KEEPER, MANAGER = "Beth Carrow", "Margaret Oyelaran", "Ruth Ellison"


def test_a_child_answers_and_everybody_reads_what_came_of_it(
    newcomer: Callable[..., Person], own_server: Server
) -> None:
    child, editor, parent = newcomer(PHONE), newcomer(DESK, EDITOR), newcomer(PHONE)
    child.opens("/voice").presses("Playgrounds for everybody").sees("You are not asked for your name")
    child.presses("Send my answers").sees("Answer this question: How is the playground near you?")
    child.chooses("How is the playground near you?", "Not good").ticks("Swings for wheelchairs")
    child.types("What else would you like to tell us?", "The slide is broken.").presses("Send my answers")
    child.sees("Thank you")

    editor.opens("/surveys").presses("Playgrounds for everybody").presses("Close it for good").sees("The results are ready")
    editor.presses("Read own words").sees("The slide is broken.").presses("Release text 1").sees("Released")
    editor.opens("/surveys").presses("Playgrounds for everybody").presses("Publish the results").sees("Published")
    parent.opens("/voice").within("What people said").presses("Playgrounds for everybody")
    parent.sees("15 people answered").sees("The slide is broken.")


def test_the_answer_page_needs_no_script(newcomer: Callable[..., Person], own_server: Server) -> None:
    (survey,) = own_server.database.ask("SELECT id FROM survey WHERE title = 'Your plan: did it help?'")[0]
    someone = newcomer(PHONE, javascript=False)
    someone.opens(f"/voice/surveys/{survey}").sees("Your code").presses("Send my answers")
    someone.sees("Enter the code from our letter")


def test_a_parent_complains_and_sees_where_it_is(newcomer: Callable[..., Person], own_server: Server) -> None:
    parent, keeper, manager = newcomer(PHONE), newcomer(DESK, KEEPER), newcomer(DESK, MANAGER)
    parent.opens("/voice").presses("Tell us").chooses("What do you want to tell us?", "Something was not right")
    parent.types("Which service is it about?", "Portage West").types("What happened?", "Nobody came on Tuesday.")
    parent.types("Your name", "Dana Bello").types("How can we reach you?", "dana.bello@example.org").presses("Send it")
    parent.sees("Write both down").sees("Received")
    reference = parent.reads(r"C-[0-9A-Z]{6}")

    manager.opens("/complaints").does_not_see(reference)
    keeper.opens("/complaints").presses(reference).sees("Nobody came on Tuesday.")
    keeper.chooses("What is done?", "Say that it has come").chooses(
        "By which rules is it answered?", "Anything else that the council does").presses("Save").sees("We have it")
    keeper.chooses("What is done?", "Name who looks at it").types(
        "Who looks at it? Their e-mail address at work", "ruth.ellison@example.org").presses("Save")
    keeper.within("How it stands").sees("Ruth Ellison")
    manager.opens("/complaints").presses(reference).chooses("What is done?", "Answer it").chooses(
        "Is the complaint upheld?", "Upheld: it should not have been so").types(
        "In your words", "Dear Ms Bello, you are right, and I am sorry.").presses("Save").sees("Answered")
    parent.opens(f"/voice/complaints/follow/{reference}").sees("You are right.").sees("I am sorry")
    parent.sees("Ask for it to be looked at again")
