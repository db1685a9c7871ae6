import Kernel

let recordExamples: [Example] = [
  Example(
    "Identity bar", "Stands first on every page about a child, so that nobody writes in the wrong record.",
    in: "IdentityBar.swift",
    identityBar(
      IdentityBar(
        "Amara Bello",
        facts: [
          .init("Likes to be called", "Ama"), .init("Born", "\(day(Day(2018, 5, 3)!)) (8 years old)"),
          .init("School", "Elm Road Primary, year 4"), .init("Key worker", "Priya Nair"),
        ],
        flags: [
          .init("Allergy: nuts", .red), .init("Collection: named adults only"),
          .init("Consent to share to 14 April 2027", .green),
        ],
        actions: linkButton("Record a visit", to: "#") + printButton()))),
  Example(
    "Summary list", "Facts that are known, each with the way to change it.", in: "SummaryList.swift",
    summaryList([
      SummaryRow("Name", text: "Dana Bello", change: "#", hidden: "name"),
      SummaryRow("Phone", phoneLink("07700 900 118"), change: "#"),
      SummaryRow("Language at home", text: "English and Yoruba (Yorùbá)", change: "#"),
      SummaryRow("NHS number", text: nil),
    ])),
  Example(
    "Check answers", "All answers before they are sent.", in: "SummaryList.swift",
    checkAnswers([
      AnswerGroup(
        "The visit",
        [
          SummaryRow("Date", text: "20 November 2026", change: "#"),
          SummaryRow("What happened", text: "Amara showed her reading chart.\nMornings are calmer.", change: "#"),
        ])
    ])),
  Example(
    "Timeline", "What has happened, the newest first; key events are filled.", in: "Timeline.swift",
    timeline(
      [
        TimelineEntry(
          "Home visit", when: time(exampleNow), who: "Priya Nair", agency: "Thorneshire Council",
          body: "Amara showed her reading chart. Dana says mornings are calmer since the breakfast club started.",
          isKey: true, link: "#"),
        TimelineEntry(
          "School attendance back above target", when: day(Day(2026, 11, 17)!),
          who: "Recorded from the school register",
          body: "96% for the week, up from 70% in early October."),
        TimelineEntry("Consent to share renewed", when: day(Day(2026, 10, 14)!), who: "Dana Bello"),
      ], more: link("See the full timeline (34 entries)", to: "#"))),
  Example(
    "Messages", "A conversation between a family and those who help.", in: "MessageThread.swift",
    messageThread([
      ThreadMessage(
        "Hello Dana, shall we meet at school on Wednesday at 3.30pm? Mrs Okoro can join us.", from: "Priya Nair",
        agency: "Thorneshire Council", sentAt: exampleNow),
      ThreadMessage(
        "Yes please.\nCan Dad come too? He would like to hear about the reading.", from: "Dana Bello",
        sentAt: exampleNow.adding(minutes: 25), isOwn: true, receipt: "Read by Priya Nair, 4.40pm"),
      ThreadMessage(
        "Of course. See you all then.", from: "Priya Nair", agency: "Thorneshire Council",
        sentAt: exampleNow.adding(hours: 17)),
    ])),
]
