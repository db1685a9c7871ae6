import Kernel

private let answers = Entry(
  [
    "first_name": ["Amara"], "notes": ["She read two pages to me.\n\nMum “isn’t rushing”."], "held_on": ["2026-11-20"],
    "minutes": ["45"], "where": ["home"], "present": ["child", "parent"], "town": ["thorne"], "agreed": ["yes"],
    "email": ["dana.bello@example.org"], "postcode": ["TH4 2QX"], "began": ["14:30"],
  ], keptAt: exampleNow)
private let wrong = Entry(
  ["visit_on-day": ["31"], "visit_on-month": ["2"], "visit_on-year": ["2026"], "seen_name": [""]],
  errors: [
    FieldError("seen_name", "Enter the child’s first name"),
    FieldError("visit_on", "The date of the visit must be a real date, like 27 3 2019"),
    FieldError("place", "Choose where you met"),
  ])
private let places = [
  Field.Option("home", "At home"), Field.Option("school", "At school", hint: "Nursery or breakfast club as well"),
  Field.Option("phone", "By phone or video"),
]

let formExamples: [Example] = [
  Example(
    "Shortcut keys", "For a page where the same is done many times; off until somebody turns them on.",
    in: "Shortcuts.swift",
    shortcutKeys([
      ShortcutKey("1", "They are one child", on: "input[name=pair][value=same]"),
      ShortcutKey("n", "The next pair", on: "a[rel=next]"),
    ])),
  Example(
    "Five faces", "How something was, for children and for whoever reads little. The words say what the face says.",
    in: "FaceScale.swift",
    faceScale(
      Field(
        "club", "How is the club?",
        .choice(["Very good", "Good", "OK", "Not good", "Very bad"].enumerated().map { .init("\($0)", $1) })),
      Entry(["club": ["1"]]))),
  Example(
    "Form", "Carries its token, its id and the page it stands on; what is typed is kept as a draft.", in: "Form.swift",
    form(to: "#", csrf: "token", id: "0199a6c4-7f00-7000-8000-000000000001", page: "/visits/new", keepsDraft: false) {
      keptDraftNotice(answers)
      fieldset("The visit", hint: "Only what you saw and heard.") {
        control(
          Field(
            "held_on", "When was the visit?", .day, hint: "For example, 20 11 2026",
            required: "Enter the date of the visit"), answers)
        control(Field("notes", "What happened?", .prose(max: 2000), required: "Say what happened"), answers)
      }
      button("Save the visit")
    }),
  Example(
    "Errors", "All of them first on the page, each leading to its control; then beside it.", in: "ErrorSummary.swift",
    markup {
      errorSummary(wrong)
      control(Field("seen_name", "First name", .text(max: 40), required: "Enter the child’s first name"), wrong)
      control(Field("visit_on", "When was the visit?", .day, required: "Enter the date of the visit"), wrong)
      control(Field("place", "Where did you meet?", .choice(places), required: "Choose where you met"), wrong)
    }),
  Example(
    "One question", "A page of a single question: its label is the heading.", in: "Control.swift",
    control(
      Field(
        "one_postcode", "What is your postcode?", .postcode, hint: "We use it to find help near you",
        required: "Enter your postcode", autocomplete: "postal-code"),
      Entry(), isPageHeading: true)),
  Example(
    "Text", "One line or several, with the keyboard and the width that fit the answer.", in: "TextControls.swift",
    controls(
      [
        Field("first_name", "First name", .text(max: 40), required: "Enter the first name", autocomplete: "given-name"),
        Field("email", "E-mail address", .email, required: "Enter an e-mail address", autocomplete: "email"),
        Field("phone", "Phone", .phone, hint: "We will text before we call", autocomplete: "tel"),
        Field("postcode", "Postcode", .postcode, required: "Enter a postcode", autocomplete: "postal-code"),
        Field("nhs", "NHS number", .nhsNumber, hint: "10 digits, like 943 476 5919"),
        Field("minutes", "How many minutes?", .number(1...600), required: "Enter the minutes"),
        Field("began", "When did it begin?", .time, hint: "For example, 2.30pm"),
        Field("password", "Password", .password, required: "Enter your password"),
        Field("code", "Code from your phone", .oneTimeCode, required: "Enter the code"),
      ], answers)),
  Example(
    "Date", "Three boxes, so that nobody fights with a calendar.", in: "DateInput.swift",
    control(
      Field(
        "birth", "Date of birth", .day, hint: "For example, 3 5 2018", required: "Enter the date of birth",
        autocomplete: "bday"),
      Entry(["birth": ["2018-05-03"]]))),
  Example(
    "Choices", "One of a few, any of several, one of many, yes or not.", in: "ChoiceControls.swift",
    controls(
      [
        Field("where", "Where did you meet?", .choice(places), required: "Choose where you met"),
        Field(
          "again", "Would you like another visit?", .choice([.init("yes", "Yes"), .init("no", "No")]),
          required: "Say yes or no"),
        Field(
          "present", "Who was there?",
          .choices([.init("child", "The child"), .init("parent", "A parent or carer"), .init("other", "Somebody else")])
        ),
        Field("town", "Nearest town", .choice(exampleTowns), required: "Choose a town"),
        Field("agreed", "The family has agreed to this", .flag, hint: "Ask again if a year has passed"),
      ], answers)),
  Example(
    "Buttons", "One first act on a page; links that look like buttons go somewhere, buttons change something.",
    in: "Button.swift",
    buttonGroup {
      linkButton("Start now", to: "#", style: .start)
      button("Save")
      button("Save and add another", style: .secondary, name: "then", value: "another")
      postButton("End the plan", to: "#", csrf: "token", style: .warning, hidden: ["plan": "41"])
      postButton("Withdraw", to: "#", csrf: "token", style: .link, hiddenText: "the request for Leo Hart")
      printButton()
    }),
]
