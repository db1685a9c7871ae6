import Design
import Kernel
import Store
import Web

enum DeathForm {
  static let on = Field("died_on", "When did they die?", .day, required: "Enter the date on which they died")
  static let knownBy = Field(
    "known_by", "How do you know?", .text(max: 200), hint: "For example: the hospital rang, their mother told me",
    required: "Say how you know")
  static let isSure = Field(
    "is_sure", "I have checked the name and the date of birth: this is the right record", .flag,
    required: "Check that this is the right record, then tick the box")
  static let version = Field("version", "Version", .hidden(max: 12))
  static let all = [on, knownBy, isSure, version]
  static let why = Field("why", "What happened?", .prose(max: 500), required: "Say what happened")

  static func check(_ entry: Entry) -> Checked<NewDeath> {
    var form = FormReading(entry)
    let on = form.day(on)
    let knownBy = form.text(knownBy)
    _ = form.flag(isSure)
    return form.result { NewDeath(on: on!, knownBy: knownBy!) }
  }
}

/// Recording that a child has died, or putting the date right. Quiet, and clear about what follows.
struct DeathPage: Page, Codable {
  let child: ChildID
  let childName: String
  let calledName: String
  let born: String
  let isRecorded: Bool
  let entry: Entry
  var title: String { isRecorded ? "Correct the date of death" : "Record that \(calledName) has died" }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("Details", "/children/\(child)/details")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      isRecorded ? correction : whatFollows
      view.form(to: "/children/\(child)/death", entry, keepsDraft: false) {
        summaryList([SummaryRow("Name", text: childName), SummaryRow("Born", text: born)])
        controls([DeathForm.on, DeathForm.knownBy, DeathForm.isSure, DeathForm.version], entry)
        buttonGroup {
          button("Save")
          linkButton("Cancel", to: "/children/\(child)/details", style: .secondary)
        }
      }
    }
  }

  private var correction: HTML {
    paragraph(
      markup:
        "If \(calledName) has not died, \(link("take this back", to: "/children/\(child)/death/mistake")) instead.")
  }
  private var whatFollows: HTML {
    markup {
      paragraph("We are sorry. When you save this:")
      bulletList([
        "reminders, time limits and letters about \(calledName) stop at once; the family gets no letter about it",
        "visits to come are called off, and early help ends",
        "the record is closed: it stays as it is, and those who can read it now still can",
        "the people who work with \(calledName) get an e-mail that asks them to read this before they next call",
      ])
      paragraph("You can correct the date later.")
    }
  }
}

/// Taking it back: it was the wrong record.
struct DeathMistakePage: Page, Codable {
  let child: ChildID
  let childName: String
  let calledName: String
  let entry: Entry
  var title: String { "\(calledName) has not died" }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("Details", "/children/\(child)/details")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph("The date of death is taken away, and the record is open again if it was open before.")
      paragraph(
        "Visits and early help that were stopped do not start again by themselves. Plan the visits again, and reopen the "
          + "early help if it should go on. Tell the people who work with \(calledName).")
      view.form(to: "/children/\(child)/death/mistake", entry) {
        control(DeathForm.why, entry)
        buttonGroup {
          button("Take it back", style: .warning)
          linkButton("Cancel", to: "/children/\(child)/details", style: .secondary)
        }
      }
    }
  }
}

func deathRoutes(_ onDeath: @escaping OnDeath) -> [Route] {
  [
    .page("/children/{child}/death", "Record or correct a child’s date of death", may: .recordDeath, deathPage),
    .form(
      "/children/{child}/death", "Record or correct a child’s date of death", may: .recordDeath, fields: DeathForm.all,
      again: deathPage
    ) { request, tx in
      let child = try tx.child(request.child)
      let new = try request.checked(DeathForm.check)
      if child.diedOn == nil {
        try recordDeath(
          new, of: child.id, onDeath: onDeath, address: request.site.settings.publicAddress, by: request.caller,
          at: request.now, in: tx)
      } else {
        let version = request.entry[DeathForm.version.name].flatMap { Int($0) } ?? 0
        try correctDeath(new, of: child.id, version: version, by: request.caller, at: request.now, in: tx)
      }
      return .see("/children/\(child.id)", "Saved")
    },
    .page("/children/{child}/death/mistake", "Take back that a child has died", may: .recordDeath, mistakePage),
    .form(
      "/children/{child}/death/mistake", "Take back that a child has died", may: .recordDeath, fields: [DeathForm.why],
      again: mistakePage
    ) { request, tx in
      let why = try request.checked(reason(DeathForm.why))
      try removeDeath(of: try request.child, why: why, by: request.caller, at: request.now, in: tx)
      return .see("/children/\(try request.child)", "Taken back")
    },
  ]
}

@Sendable private func deathPage(_ request: Request, _ tx: Transaction) throws -> DeathPage {
  let child = try tx.child(request.child)
  var known = ["version": "\(child.version)"]
  if let day = child.diedOn?.parts {
    known["died_on-day"] = "\(day.day)"
    known["died_on-month"] = "\(day.month)"
    known["died_on-year"] = "\(day.year)"
  }
  return DeathPage(
    child: child.id, childName: child.fullName, calledName: child.calledName, born: child.born(on: request.today),
    isRecorded: child.diedOn != nil,
    entry: request.method == .get ? request.entry.filled(known) : request.entry)
}

@Sendable private func mistakePage(_ request: Request, _ tx: Transaction) throws -> DeathMistakePage {
  let child = try tx.child(request.child)
  guard child.diedOn != nil else { throw Refusal.notNow("No date of death is recorded.") }
  return DeathMistakePage(
    child: child.id, childName: child.name, calledName: child.calledName, entry: request.entry)
}
