let noticeExamples: [Example] = [
  Example(
    "Details", "More for those who want it.", in: "Notices.swift",
    details("Why do we ask for this?") { paragraph("So that the right people can call you at the right time.") }),
  Example(
    "Inset and warning text", "A remark apart; something with consequences.", in: "Notices.swift",
    markup {
      insetText { paragraph("Nobody at school sees this note unless you agree.") }
      warningText("Once the plan is shared, everybody on the list can read it.")
    }),
  Example(
    "Banner", "Says once, at the top, what has been done or must be known.", in: "Notices.swift",
    markup {
      notificationBanner("Important") { paragraph("Consent to share ends in 14 days.") }
      notificationBanner("Done", style: .success) { paragraph("The visit is recorded.") }
    }),
  Example(
    "Panel", "The end of a journey.", in: "Notices.swift",
    panel("We have your request") { paragraph(markup: "Your reference is <strong>TH-4821</strong>") }),
  Example(
    "Empty list", "Why there is nothing, and what can be done.", in: "Notices.swift",
    emptyState(
      "No visits yet", "When a visit is recorded, it will stand here.", action: linkButton("Record a visit", to: "#"))),
  Example(
    "Urgent help", "On every page where somebody might say that a child is not safe.", in: "Notices.swift",
    careCard(dutyName: "the duty desk", dutyPhone: "01632 960 100", dutyHours: "day and night")),
]
