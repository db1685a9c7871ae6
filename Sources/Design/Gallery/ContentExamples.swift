import Kernel

let contentExamples: [Example] = [
  Example(
    "Headings and text", "The outline of a page; size and level are apart.", in: "Heading.swift",
    markup {
      heading("What happens next", .h3)
      lead("Priya will call you within 2 working days.")
      paragraph("She will ask how things are going at home and at school, and what would help most.")
      bulletList(["what is going well", "what is hard", "who you would like to be there"])
      prose("Please ring after 4pm.\nText first, as I may be on the bus.")
    }),
  Example(
    "Card", "A part of a page. One card of a page may lead; a card may speak with the child's voice.", in: "Card.swift",
    columns {
      card("What needs doing", id: "card-lead", style: .lead, level: .h3, actions: link("Add a task", to: "#")) {
        paragraph("Confirm who will collect Amara on Thursday.")
      }
      card("Notes", id: "card-plain", level: .h3) { paragraph("Amara showed her reading chart.") }
    } side: {
      card("The plan", id: "card-narrow", style: .narrow, level: .h3) {
        summaryList([
          SummaryRow("Next review", "Wednesday 2 December, 3.30pm, at school", change: "#", hidden: "review date"),
          SummaryRow("Best time to call", text: "After 4pm, text first", change: "#"),
        ])
      }
      card("If you are worried", id: "card-safety", style: .safety, level: .h3) {
        paragraph("If Amara is in immediate danger, call 999.")
      }
    }),
  Example(
    "Card grid", "Cards of one kind, as many beside each other as fit.", in: "Card.swift",
    cardGrid {
      card("Amara Bello", id: "grid-1", level: .h3) { paragraph("8 years old. Next visit on Thursday.") }
      card("Leo Hart", id: "grid-2", level: .h3) { paragraph("14 months old. Next visit on 3 December.") }
      card("Nadia Rahman", id: "grid-3", level: .h3) { paragraph("5 years old. No visit is planned.") }
    }),
  Example(
    "Voice and goals", "What the child says comes first, in the child's words.", in: "Voice.swift",
    markup {
      card("In Ama’s words", id: "voice-card", style: .voice, level: .h3) {
        quote(
          "I like breakfast club because Mum isn’t rushing. I want to read to Grandad.", who: "Amara, at home",
          when: day(Day(2026, 11, 20)!))
      }
      card("Goals", id: "goals-card", level: .h3) {
        goals([
          GoalLine("Calm mornings, at school by 8.50", steps: 4, words: "Up from 2 in October.", link: "#"),
          GoalLine("Read a whole book to Grandad", steps: 2, words: "Up from 1 in October."),
          GoalLine("Dana has one evening a week to herself", steps: 0, words: "Not begun."),
        ])
      }
    }),
  Example(
    "Key figures", "How much, and what to make of it. The note says in words what the colour says.", in: "Tiles.swift",
    tiles([
      Tile(
        "Families with a plan", "1,248",
        note: "Up 36 since October \(sparkline([3, 4, 4, 6, 7, 9], words: "Rising since June"))", link: "#"),
      Tile("First contact in time", "96%", note: "On target (95%)", tone: .good),
      Tile("Waiting over 18 weeks", "41", note: "Near the limit of 45", tone: .warning),
      Tile("Plans overdue", "7", note: "3 more than last month", link: "#", tone: .bad),
    ])),
  Example(
    "Other languages", "The same page in other words, each in its own language and direction.", in: "Languages.swift",
    markup {
      languageLinks([
        LanguageLink("Easy read", "#", code: "en"), LanguageLink("Polski", "#", code: "pl"),
        LanguageLink("اردو", "#", code: "ur"),
      ])
      inLanguage("ur") { paragraph("یہاں آپ کو مدد مل سکتی ہے۔") }
    }),
  Example(
    "You said, we did", "What families said, what was answered and what came of it.", in: "SaidAndDid.swift",
    saidAndDid(
      "The form is too long.", answer: "You are right: half of it we knew already.",
      action: "It has four questions now.", on: Day(2026, 10, 21)!)),
  Example(
    "Dates and times", "In London time, for people and for machines.", in: "Moments.swift",
    markup {
      paragraph(markup: "Visited \(time(exampleNow)), at \(clockTime(exampleNow)).")
      paragraph(markup: "Review on \(dayWithWeekday(Day(2026, 12, 2)!)). Agreed on \(day(Day(2026, 10, 21)!)).")
    }),
]

let exampleNow = LondonTime(day: Day(2026, 11, 20)!, minuteOfDay: 16 * 60).instant
