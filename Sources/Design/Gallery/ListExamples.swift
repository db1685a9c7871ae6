import Kernel

private let today = Day(2026, 11, 20)!

let listExamples: [Example] = [
  Example(
    "Tags", "A state in a word or two. The colour repeats what the words say.", in: "Tag.swift",
    markup {
      buttonGroup {
        for (colour, text) in zip(
          TagColour.allCases, ["Closed", "In progress", "Agreed", "Waiting", "Overdue", "Named adults only", "New"])
        {
          tag(text, colour)
        }
      }
      buttonGroup { for days in [-12, -1, 0, 1, 5, 30] { dueTag(due: today.adding(days: days), today: today) } }
    }),
  Example(
    "Task list", "What needs doing, and how each stands.", in: "TaskList.swift",
    taskList([
      TaskItem(
        "Confirm who will collect Amara on Thursday", link: "#", status: dueTag(due: today, today: today)),
      TaskItem(
        "Ask school for the speech and language note", link: "#", hint: "Mrs Okoro was asked on 18 November",
        status: tag("Waiting", .yellow)),
      TaskItem("Share the plan with Amara in pictures", hint: "Done on 20 November by you", status: "Done"),
    ])),
  Example(
    "Table", "Rows to compare. On a phone every row becomes a block with the names of its columns.", in: "Table.swift",
    table(
      Table(
        "Requests waiting for a decision",
        [
          .init("Child"), .init("Asked by"), .init("Received"), .init("Days", numeric: true), .init("Due"),
        ],
        [
          .init(
            [
              "Leo Hart", "Health visitor", day(Day(2026, 11, 2)!), "13",
              dueTag(due: today.adding(days: -2), today: today),
            ], link: "#"),
          .init(
            ["Nadia Rahman", "Parent", day(Day(2026, 11, 13)!), "5", dueTag(due: today.adding(days: 1), today: today)],
            link: "#"),
          .init(
            [
              "Tomos ap Rhys", "Elm Road Primary", day(Day(2026, 11, 19)!), "1",
              dueTag(due: today.adding(days: 6), today: today),
            ], link: "#"),
        ]))),
  Example(
    "Table without rows", "Says what is not there.", in: "Table.swift",
    table(Table("Visits this week", [.init("Day"), .init("Family")], [], empty: "No visits are planned this week."))),
  Example(
    "People", "Who is around a child, how to reach them, and what can be done.", in: "PeopleList.swift",
    peopleList([
      PersonLine(
        link: "#", "Priya Nair", facts: ["Family key worker, since 3 May 2026", "Early Help"], phone: "01632 960 001",
        tags: markup {
          tag("Key worker", .teal)
          tag("Lead professional", .blue)
        }),
      PersonLine(
        "Mrs Okoro", facts: ["Class teacher", "Elm Road Primary"], phone: "01632 960 002",
        actions: markup {
          linkButton("Name as lead", to: "#", style: .secondary)
          link("End their work", to: "#", hiddenText: "(Mrs Okoro)")
        }),
    ])),
  Example(
    "Pages of a list", "Forward and back, and which rows these are.", in: "Pagination.swift",
    pagination(Pages(previous: "?before=1", next: "?after=2", shown: 26...50, total: 1240))),
  Example(
    "Section menu and steps", "Pages of one section as links; where somebody is in a long form.",
    in: "SubNavigation.swift",
    markup {
      subNavigation(
        [
          NavItem("Overview", "#", isCurrent: true), NavItem("Plan", "#"), NavItem("Timeline", "#"),
          NavItem("Messages", "#", count: 3), NavItem("Who has looked", "#"),
        ], label: "Amara’s record")
      progress(step: 2, of: 5)
    }),
  Example(
    "Filter", "Narrows a list; what is on stands above as chips.", in: "FilterForm.swift",
    filterForm(
      to: "#",
      fields: [
        Field("filter_name", "Name contains", .text(max: 30)),
        Field("filter_place", "Place", .choice(exampleTowns)),
        Field("filter_late", "Only those that are late", .flag),
      ], Entry(["filter_place": ["rowan"], "filter_late": ["yes"]]),
      chips: [FilterChip("Rowan Park", removePath: "#"), FilterChip("Late", removePath: "#")])),
]

let exampleTowns = ["Ashcombe", "Brackley Mill", "Elmsford", "Harrow Down", "Rowan Park", "Thorne", "Weirside"].map {
  Field.Option($0 == "Rowan Park" ? "rowan" : slug($0), $0)
}
