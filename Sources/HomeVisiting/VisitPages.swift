import Design
import Kernel
import Web

/// All visits of one child: what comes, what was.
struct VisitsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let coming: [Visit]
  let past: [Visit]
  let page: Int
  let hasMore: Bool
  let mayRecord: Bool
  var title: String { "Visits" }
  var trail: [Link] { [Link(childName, "/children/\(child)")] }
  var sheet: Sheet? {
    Sheet(
      name: "visits", columns: ["day", "time", "kind", "state", "visitor", "minutes", "cancelled_by", "reason"],
      rows: (coming + past).map { visit in
        [
          visit.startsAt.day.description, visit.startsAt.london.clock, visit.kind.title, visit.state.title,
          visit.visitorName, visit.minutes.map(String.init) ?? "", visit.cancelledBy?.title ?? "",
          visit.cancelledWhy ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if mayRecord {
        buttonGroup {
          linkButton("Record a visit", to: "/children/\(child)/visits/new")
          linkButton("Plan a visit", to: "/children/\(child)/visits/plan", style: .secondary)
        }
      }
      card("Coming up") {
        coming.isEmpty
          ? emptyState("No visit is planned", "Agree the next one with the family, then plan it here.")
          : timeline(coming.map { entry($0, view) })
      }
      card("What has been") {
        timeline(past.map { entry($0, view) }, empty: "No visit has been held yet.")
        pagination(
          Pages(
            previous: page > 1 ? "/children/\(child)/visits?page=\(page - 1)" : nil,
            next: hasMore ? "/children/\(child)/visits?page=\(page + 1)" : nil))
        if !past.isEmpty { paragraph(markup: link("Download as a table", to: "/children/\(child)/visits?format=csv")) }
      }
    }
  }

  private func entry(_ visit: Visit, _ view: View) -> TimelineEntry {
    TimelineEntry(
      visit.kind.title, when: time(visit.startsAt), who: visit.visitorName,
      body: markup {
        switch visit.state {
        case .planned:
          paragraph(markup: visit.startsAt < view.now ? tag("To be written up", .yellow) : tag("Planned", .blue))
        case .held: visit.seen.map { prose($0) } ?? .empty
        case .cancelled:
          paragraph(markup: "\(tag("Called off", .grey)) \(visit.cancelledBy?.title): \(visit.cancelledWhy)")
        }
      }, isKey: visit.state == .held, link: "/children/\(child)/visits/\(visit.id)")
  }
}

/// One visit: what was seen, what the family will try.
struct VisitPage: Page, Codable {
  let visit: Visit
  let childName: String
  let mayRecord: Bool
  var title: String { "\(visit.kind.title), \(visit.startsAt.day.long)" }
  var trail: [Link] {
    [Link(childName, "/children/\(visit.child)"), Link("Visits", "/children/\(visit.child)/visits")]
  }
  func body(_ view: View) -> HTML {
    let path = "/children/\(visit.child)/visits/\(visit.id)"
    return markup {
      pageHeading(title, caption: childName)
      if mayRecord {
        buttonGroup {
          if visit.state == .planned {
            linkButton("Write it up", to: "\(path)/record")
            linkButton("Call it off", to: "\(path)/cancellation", style: .secondary)
          }
          if visit.state == .held { linkButton("Put something right", to: "\(path)/record", style: .secondary) }
          printButton()
        }
      }
      visitBody(visit, isFamily: false)
    }
  }
}

/// What there is to say of a visit, to a colleague or to the family.
func visitBody(_ visit: Visit, isFamily: Bool) -> HTML {
  markup {
    card("The visit", id: "visit") {
      summaryList([
        SummaryRow("When", "\(time(visit.startsAt))\(visit.minutes.map { ", \($0) minutes" })"),
        SummaryRow(
          "Who came", text: [visit.visitorName, visit.jointWith].compactMap(\.self).joined(separator: ", with ")),
        SummaryRow("Where", text: visit.place ?? "At home"),
        SummaryRow("Who was there", text: visit.wasThere),
      ])
      if visit.state == .cancelled {
        paragraph(
          markup: "\(tag("Called off", .grey)) by \(visit.cancelledBy?.title.lowercased()): \(visit.cancelledWhy)")
      }
    }
    if visit.state == .held {
      visit.tried.map { tried in card("How it went at home") { prose(tried) } } ?? .empty
      card(isFamily ? "What we saw and did" : "What was seen and done") { prose(visit.seen ?? "") }
      card(isFamily ? "What to try until next time" : "What the family will try", style: .voice) {
        visit.tryNext.map { prose($0) } ?? paragraph("Nothing was agreed this time.")
      }
      if visit.version > 1 {
        paragraph("Last changed by \(visit.writtenBy ?? "") on \(visit.writtenAt?.long ?? "").")
      }
    }
  }
}

/// The form of a visit that was held: a new one, a planned one, or one that is put right.
struct RecordVisitPage: Page, Codable {
  let child: ChildID
  let childName: String
  /// The planned or written visit that the form is about; nil for one that nobody had planned.
  let visit: Visit?
  /// What the family was going to try, from the visit before.
  let lastTry: String?
  let entry: Entry
  var title: String {
    switch visit?.state {
    case .held?: "Put right what was written"
    case .planned?: "Write up the visit"
    default: "Record a visit"
    }
  }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("Visits", "/children/\(child)/visits")] }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      lastTry.map { words in insetText { paragraph("Last time the family was going to try: \(words)") } } ?? .empty
      view.form(to: visit.map { "/children/\(child)/visits/\($0.id)/record" } ?? "/children/\(child)/visits", entry) {
        controls([VisitForm.heldOn, VisitForm.heldAt, VisitForm.minutes, VisitForm.kind, VisitForm.jointWith], entry)
        controls([VisitForm.wasThere, VisitForm.tried, VisitForm.seen, VisitForm.tryNext], entry)
        if visit?.state != .held {
          fieldset("The next visit") { controls([VisitForm.nextOn, VisitForm.nextAt], entry) }
        }
        control(VisitForm.version, entry)
        button("Save the visit")
      }
    }
  }
}

struct PlanVisitPage: Page, Codable {
  let child: ChildID
  let childName: String
  let entry: Entry
  var title: String { "Plan a visit" }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("Visits", "/children/\(child)/visits")] }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      view.form(to: "/children/\(child)/planned-visits", entry) {
        controls(PlanForm.all, entry)
        button("Put it in the diary")
      }
    }
  }
}

struct CancelVisitPage: Page, Codable {
  let visit: Visit
  let childName: String
  let isFamily: Bool
  let entry: Entry
  var title: String { isFamily ? "Tell us that you can’t make it" : "Call off the visit" }
  var trail: [Link] {
    isFamily
      ? [Link("Home", "/family"), Link(childName, "/family/\(visit.child)")]
      : [Link(childName, "/children/\(visit.child)"), Link("Visits", "/children/\(visit.child)/visits")]
  }
  var menuPath: String? { isFamily ? "/family" : nil }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph(markup: "\(visit.kind.title), \(time(visit.startsAt)), with \(visit.visitorName).")
      view.form(to: "/\(isFamily ? "family" : "children")/\(visit.child)/visits/\(visit.id)/cancellation", entry) {
        isFamily ? control(CancelForm.familyWhy, entry) : controls(CancelForm.all, entry)
        if isFamily { paragraph("We will call you to find another day. Nothing else changes.") }
        button(isFamily ? "Tell \(visit.visitorName)" : "Call it off", style: isFamily ? .primary : .warning)
      }
    }
  }
}

/// A visitor's week; for a manager, the week of everybody in the team.
struct DiaryPage: Page, Codable {
  let monday: Day
  let lines: [DiaryLine]
  let unwritten: [DiaryLine]
  let isTeam: Bool
  let today: Day
  var title: String { isTeam ? "The team’s visits" : "My visits" }
  var isWide: Bool { isTeam }
  var sheet: Sheet? {
    Sheet(
      name: "visits-\(monday)", columns: ["day", "time", "child", "kind", "state", "visitor", "postcode"],
      rows: lines.map {
        [
          $0.startsAt.day.description, $0.startsAt.london.clock, $0.childName, $0.kind.title, $0.state.title,
          $0.visitorName, $0.postcode?.text ?? "",
        ]
      })
  }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "\(monday.long) to \(monday.adding(days: 6).long)")
      subNavigation(
        [
          NavItem("Week before", "/visits?week=\(monday.adding(days: -7))"),
          NavItem("This week", "/visits", isCurrent: (monday...monday.adding(days: 6)).contains(today)),
          NavItem("Week after", "/visits?week=\(monday.adding(days: 7))"),
        ], label: "Weeks")
      if !unwritten.isEmpty {
        card("To be written up", style: .lead) {
          taskList(
            unwritten.map {
              TaskItem(
                "Write up \($0.childName)", link: "/children/\($0.child)/visits/\($0.visit)/record",
                hint: "\($0.startsAt.long)\(isTeam ? ", \($0.visitorName)" : "")",
                status: dueTag(due: $0.startsAt.day.adding(days: 1), today: today))
            }, id: "unwritten")
        }
      }
      (0..<7).map { monday.adding(days: $0) }.map { dayCard($0) }
      paragraph(markup: link("Download this week", to: "/visits?week=\(monday)&format=csv"))
    }
  }
  private func dayCard(_ day: Day) -> HTML {
    let visits = lines.filter { $0.startsAt.day == day }
    if visits.isEmpty && day.weekday.isWeekend { return .empty }
    return card(day.longWithWeekday, id: "day-\(day)") {
      table(
        Table(
          "Visits on \(day.long)",
          [.init("Time"), .init("Child"), .init("Where"), .init("What")] + (isTeam ? [.init("Visitor")] : []),
          visits.map { visit in
            .init(
              [
                clockTime(visit.startsAt), link(visit.childName, to: "/children/\(visit.child)"),
                "\(visit.place ?? visit.postcode?.text ?? "At home")", "\(visit.kind.title) \(stateTag(visit))",
              ] + (isTeam ? ["\(visit.visitorName)" as HTML] : []))
          }, empty: "No visits."))
    }
  }
  private func stateTag(_ line: DiaryLine) -> HTML {
    switch line.state {
    case .planned: tag("Planned", .blue)
    case .held: tag("Held", .green)
    case .cancelled: tag("Called off", .grey)
    }
  }
}

/// The family's own list of visits.
struct FamilyVisitsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let coming: [Visit]
  let past: [Visit]
  var title: String { "Your visits" }
  var trail: [Link] { [Link("Home", "/family"), Link(childName, "/family/\(child)")] }
  var menuPath: String? { "/family" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      card("Next visit") {
        coming.isEmpty
          ? paragraph("No visit is planned yet. Your key worker will agree a day with you.")
          : coming.map { visit in
            markup {
              paragraph(
                markup:
                  "<strong>\(visit.startsAt.day.longWithWeekday), \(visit.startsAt.london.clock)</strong><br>with \(visit.visitorName)"
              )
              paragraph(
                markup: link(
                  "We can’t make it", to: "/family/\(child)/visits/\(visit.id)/cancellation",
                  hiddenText: "to the visit on \(visit.startsAt.day.long)"))
            }
          }.joined()
      }
      past.map { visit in
        card("\(visit.kind.title), \(visit.startsAt.day.long)", id: "visit-\(visit.id)") {
          if visit.state == .cancelled {
            paragraph("This visit did not take place. \(visit.cancelledWhy ?? "")")
          } else {
            paragraph("\(visit.visitorName) wrote:")
            prose(visit.seen ?? "")
            visit.tryNext.map { words in
              markup {
                heading("What to try", .h3, size: .s)
                prose(words)
              }
            } ?? .empty
          }
        }
      }
      buttonGroup { printButton() }
    }
  }
}
