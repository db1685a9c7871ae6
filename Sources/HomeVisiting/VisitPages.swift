import Design
import Kernel
import Web

/// All visits of one child: what comes, what was.
struct VisitsPage: Page, Codable {
  let child: ChildID
  let childName: String
  /// The next first.
  let coming: [Visit]
  /// The newest first; with them planned ones that wait to be written up.
  let past: [Visit]
  let page: Int
  let hasMore: Bool
  let mayRecord: Bool
  /// What the family wishes, as sentences.
  let wishes: [String]
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
          linkButton("Record a visit", to: "\(visitsPath(child))/new")
          linkButton("Plan a visit", to: "\(visitsPath(child))/plan", style: .secondary)
        }
      }
      if page == 1, mayRecord || !wishes.isEmpty {
        card(
          "What the family wishes", id: "wishes",
          actions: mayRecord
            ? link(
              wishes.isEmpty ? "Write it down" : "Change", to: "/children/\(child)/home-visiting/wishes",
              hiddenText: "what the family wishes") : .empty
        ) {
          wishes.isEmpty ? paragraph("Nobody has asked yet when visits suit them.") : bulletList(wishes.map { "\($0)" })
        }
      }
      if page == 1 {
        card("Coming up") {
          coming.isEmpty
            ? emptyState("No visit is planned", "Agree the next one with the family, then plan it here.")
            : timeline(coming.map { entry($0, view) })
        }
      }
      card("What has been") {
        timeline(past.map { entry($0, view) }, empty: "No visit has been held yet.")
        pagination(Pages(page: page, hasMore: hasMore) { "\(visitsPath(child))?page=\($0)" })
        if !past.isEmpty {
          paragraph(markup: link("Download as a spreadsheet", to: "\(visitsPath(child))?format=csv"))
        }
      }
    }
  }

  private func entry(_ visit: Visit, _ view: View) -> TimelineEntry {
    TimelineEntry(
      visit.kind.title, when: time(visit.startsAt), who: whoComes(visit),
      body: markup {
        switch visit.state {
        case .planned:
          paragraph(markup: visit.startsAt < view.now ? tag("To be written up", .yellow) : tag("Planned", .blue))
        case .held: visit.seen.map { prose($0) } ?? .empty
        case .cancelled:
          let who = visit.cancelledBy.map { " by \($0.title.lowercasedFirst)" } ?? ""
          paragraph(markup: tag("Called off\(who)", .grey))
          visit.cancelledWhy.map { prose($0) } ?? .empty
        }
      }, isKey: visit.state == .held, link: visit.path)
  }
}

/// One visit: what was seen, what the family will try.
struct VisitPage: Page, Codable {
  let visit: Visit
  let childName: String
  /// Other accounts of it, from phones without signal, that a person must look at.
  let waiting: [Writing]
  let mayRecord: Bool
  var title: String { "\(visit.kind.title), \(visit.startsAt.day.long)" }
  var trail: [Link] { visitsTrail(visit.child, childName) }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if mayRecord {
        buttonGroup {
          if visit.state == .planned {
            linkButton("Write it up", to: "\(visit.path)/record")
            if view.caller.practitioner == visit.visitor, visit.startsAt.day == view.today {
              linkButton("Going in alone", to: "\(visit.path)/check", style: .secondary)
            }
            linkButton("Call it off", to: "\(visit.path)/cancellation", style: .secondary)
          }
          if visit.state == .held, let kind = visit.kind.report {
            linkButton(
              "Write the \(kind.title.lowercasedFirst)",
              to: "\(reportsPath(visit.child))/new?kind=\(kind.rawValue)&visit=\(visit.id)")
          }
          if visit.state == .held { linkButton("Put something right", to: "\(visit.path)/record", style: .secondary) }
          printButton()
        }
      }
      waiting.map { writing in
        insetText {
          paragraph(
            markup: """
              \(writing.writtenBy) wrote about this visit on a phone as well. \
              \(link("Look at both, and decide", to: "\(visit.path)/writings/\(writing.id)"))
              """)
        }
      }
      facts
      if visit.state == .held { account }
    }
  }

  private var facts: HTML {
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
          markup: "\(tag("Called off", .grey)) by \(visit.cancelledBy?.title.lowercasedFirst): \(visit.cancelledWhy)")
      }
    }
  }

  @HTMLBuilder private var account: HTML {
    visit.tried.map { tried in card("How it went at home") { prose(tried) } }
    card("What was seen and done") { prose(visit.seen ?? "") }
    visit.modelled.map { shown in card("The new activity") { prose(shown) } }
    card("What the family will try", style: .voice) {
      visit.tryNext.map { prose($0) } ?? paragraph("Nothing was agreed this time.")
    }
    paragraph("Written down by \(visit.writtenBy ?? "") on \(visit.writtenAt?.long ?? "").")
  }
}

/// Whose visit it is, and who comes along: “Nadia Rahman and Jo Marchbank, speech and language therapist”.
func whoComes(_ visit: Visit) -> String {
  [visit.visitorName, visit.jointWith].compactMap(\.self).joined(separator: " and ")
}

/// Where a child’s visits are.
func visitsPath(_ child: ChildID) -> String { "/children/\(child)/visits" }

/// The way back from a page about visits.
func visitsTrail(_ child: ChildID, _ childName: String) -> [Link] {
  [Link(childName, "/children/\(child)"), Link("Visits", visitsPath(child))]
}

/// The way back from a page of the family’s own view.
func familyTrail(_ child: ChildID, _ childName: String) -> [Link] {
  [Link("Home", "/family"), Link(childName, "/family/\(child)")]
}

extension Visit {
  /// Where a colleague reads it.
  var path: String { "\(visitsPath(child))/\(id)" }
}

extension DiaryLine {
  var path: String { "\(visitsPath(child))/\(visit)" }
}
