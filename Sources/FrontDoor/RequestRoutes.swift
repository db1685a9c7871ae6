import Clocks
import Design
import Kernel
import People
import Store
import Web

/// - seen: which kinds of key information whoever decides about a request may see of other agencies’ records.
func requestRoutes(
  _ earlyHelp: EarlyHelp, _ offered: OfferedServices, _ seen: @escaping SeenKinds
) -> [Route] {
  let page: @Sendable (Request, Transaction) throws -> RequestPage = { request, tx in
    try requestPage(request, earlyHelp, offered, seen, tx)
  }
  return [
    .page(
      "/requests/{request}", "A request for help", may: .openRequest, noteRead: writeOpening,
      page),
    .form("/requests/{request}/taking", "Take a request", may: .screenRequest, fields: []) { request, tx in
      let asked = try workOn(request, tx)
      try takeRequest(asked, by: request.caller, at: request.now, in: tx)
      return .see("/requests/\(asked.id)", "You have it now")
    },
    .form(
      "/requests/{request}/handover", "Hand a request to somebody", may: .screenRequest,
      fields: [ScreeningForm.practitioner], again: page, handOverRequest),
    .form("/requests/{request}/return", "Put a request back", may: .screenRequest, fields: []) { request, tx in
      let asked = try workOn(request, tx)
      try putBack(asked, by: request.caller, at: request.now, in: tx)
      return .see("/requests/\(asked.id)", "It is back in the queue")
    },
    .form(
      "/requests/{request}/notes", "Write in the log of a request", may: .screenRequest,
      fields: [ScreeningForm.logKind, ScreeningForm.logWords], again: page, noteInLog),
    .form(
      "/requests/{request}/messages", "Write to whoever asked", may: .screenRequest, fields: [ScreeningForm.message],
      again: page, writeMessage),
    .form(
      "/requests/{request}/child", "Join a request to a child’s record", may: .screenRequest,
      fields: [ScreeningForm.child, ScreeningForm.version], again: page
    ) { try joinRecord($0, offered, $1) },
    .page(
      "/requests/{request}/record", "Start a child’s record from a request", may: .screenRequest
    ) { try recordPage($0, seen, $1) },
    .form(
      "/requests/{request}/record", "Start a child’s record from a request", may: .screenRequest,
      fields: RecordForm.all, again: { try recordPage($0, seen, $1) }
    ) { try beginRecord($0, offered, $1) },
  ]
}

@Sendable private func handOverRequest(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let asked = try workOn(request, tx)
  var form = FormReading(request.entry)
  let who = form.id(ScreeningForm.practitioner, as: PractitionerKey.self)
  try Invalid.check(form.errors)
  guard let who, try colleagues(of: request.caller, tx).contains(where: { $0.id == who }) else {
    throw Invalid("practitioner", "Choose one from the list")
  }
  try handOver(asked, to: who, by: request.caller, at: request.now, in: tx)
  return .see("/requests/\(asked.id)", "Handed over to \(try tx.practitioner(who).name)")
}

@Sendable private func noteInLog(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let asked = try workOn(request, tx)
  var form = FormReading(request.entry)
  let kind: LogEntry.Kind? = form.choice(ScreeningForm.logKind)
  let words = form.text(ScreeningForm.logWords)
  guard let kind, let words else { throw Invalid(form.errors) }
  try noteOnRequest(kind, words, about: asked, by: request.caller, at: request.now, in: tx)
  return .see("/requests/\(asked.id)", "Note saved")
}

@Sendable private func writeMessage(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let asked = try workOn(request, tx)
  var form = FormReading(request.entry)
  guard let words = form.text(ScreeningForm.message) else { throw Invalid(form.errors) }
  try writeToAsker(
    words, about: asked, by: request.caller, at: request.now, settings: request.site.settings, in: tx)
  return .see("/requests/\(asked.id)", "Message sent")
}

private func joinRecord(_ request: Request, _ offered: OfferedServices, _ tx: Transaction) throws -> Outcome {
  let asked = try workOn(request, tx)
  var form = FormReading(request.entry)
  let child = form.id(ScreeningForm.child, as: ChildKey.self)
  let version = form.number(ScreeningForm.version)
  guard let child, let version else { throw Invalid(form.errors) }
  try sameVersion(asked, version)
  try linkChild(child, to: asked, by: request.caller, at: request.now, in: tx)
  try offered.join(asked.id, child, tx)
  return .see("/requests/\(asked.id)", "The request is joined to the record")
}

private func beginRecord(_ request: Request, _ offered: OfferedServices, _ tx: Transaction) throws -> Outcome {
  let asked = try workOn(request, tx)
  guard asked.isOpen, asked.child == nil else { throw Refusal.notNow("This request has a record, or is answered.") }
  let new = try request.checked(NewRecord.check)
  try Invalid.check(problems(with: new, for: asked.asked, today: request.today))
  if let number = new.nhsNumber, try tx.exists("SELECT 1 FROM child WHERE nhs_number = \(number)") {
    throw Invalid("nhs_number", "A record with this NHS number exists. Look at it before you start another")
  }
  if let place = new.locality, try !tx.localities().contains(where: { $0.id == place }) {
    throw Invalid("locality", "Choose one from the list")
  }
  try startRecord(new, for: asked, id: request.formID.of(), by: request.caller, at: request.now, in: tx)
  try offered.join(asked.id, request.formID.of(), tx)
  return .see("/requests/\(asked.id)", "Record started")
}

/// The request of the address, for somebody who works on it.
func workOn(_ request: Request, _ tx: Transaction) throws -> HelpRequest {
  try tx.requestToWorkOn(try request.id("request"), by: request.caller)
}
func sameVersion(_ asked: HelpRequest, _ version: Int) throws {
  if asked.version != version { throw Refusal.changedByAnother("The request has changed since you opened it.") }
}

/// Who a request can be handed to: the caller's team, or where they have none, their agency.
private func colleagues(of caller: Caller, _ tx: Transaction) throws -> [RequestPage.Colleague] {
  guard !caller.agencies.isEmpty else { return [] }
  let all =
    caller.teams.isEmpty
    ? try tx.practitioners(agency: caller.agencies.first) : try tx.practitioners(teams: caller.teams)
  return all.filter { $0.id != caller.practitioner }.prefix(100).map { RequestPage.Colleague(id: $0.id, name: $0.name) }
}

func requestPage(
  _ request: Request, _ earlyHelp: EarlyHelp, _ offered: OfferedServices, _ seen: SeenKinds, _ tx: Transaction
) throws -> RequestPage {
  let (asked, sight) = try tx.openRequest(try request.id("request"), by: request.caller)
  guard sight == .whole else {
    return RequestPage(
      reference: asked.reference.text, request: nil, state: asked.state, limits: [], childName: nil, place: nil,
      matches: [], unseenMatches: 0,
      similar: [], criteriaClaimed: [], checks: [], log: [], decisions: [], suggested: [], colleagues: [],
      mayScreen: false,
      isMine: false, entry: Entry(), today: request.today)
  }
  let maySearch = request.caller.has(.screener) && asked.isOpen && asked.child == nil
  let alike = maySearch ? try matches(asked, request, seen, tx) : SeenMatches(shown: [], unseen: 0)
  return RequestPage(
    reference: asked.reference.text, request: asked, state: asked.state,
    limits: try limits(of: asked, at: request.now, tx),
    childName: try asked.child.map { try tx.child($0).name }, place: try tx.placeName(of: asked),
    matches: alike.shown, unseenMatches: alike.unseen,
    similar: try maySearch ? similar(asked, request, tx) : [],
    criteriaClaimed: try tx.thresholds(asked.asked.criteriaClaimed), checks: try tx.checks(of: asked.id),
    log: try tx.log(of: asked.id),
    decisions: try tx.decisions(asked.id).map { try decided($0, on: asked, earlyHelp, request, tx) },
    suggested: try offered.suggested(asked.id, tx),
    colleagues: request.caller.holds(.screenRequest) ? try colleagues(of: request.caller, tx) : [],
    mayScreen: request.caller.holds(.screenRequest),
    isMine: asked.screener != nil && asked.screener == request.caller.practitioner, entry: request.entry,
    today: request.today)
}

/// A decision with what became of it. Whoever decided may take it back until somebody has begun to work.
private func decided(
  _ decision: HelpDecision, on asked: HelpRequest, _ earlyHelp: EarlyHelp, _ request: Request, _ tx: Transaction
) throws -> RequestPage.Decided {
  let help = decision.stands ? try earlyHelp.open(for: decision.outcome, on: asked, tx) : nil
  let isUnderWay = help.map { $0.hasBegun && $0.id == decision.id.of() } ?? false
  return RequestPage.Decided(
    decision: decision, criteria: try tx.criteria(of: decision.id), help: help,
    mayUndo: !isUnderWay && decision.mayUndo(request.caller, at: request.now))
}

/// Reading a request about a known child is looking at that child's record: it is written down like any other look.
@Sendable private func writeOpening(_ page: RequestPage, _ request: Request, _ tx: Transaction) throws {
  guard let child = page.request?.child, let role = request.caller.roles.first?.role else { return }
  let access = Access(reach: .partnership, role: role, purpose: .frontDoor)
  try request.site.gate.opened(request, .openRequest, child, access, tx)
}

private func matches(
  _ asked: HelpRequest, _ request: Request, _ seen: SeenKinds, _ tx: Transaction
) throws -> SeenMatches {
  let all = try tx.possibleMatches(
    givenName: asked.asked.givenName, familyName: asked.asked.familyName ?? "", bornOn: asked.asked.bornOn,
    postcode: asked.asked.postcode, limit: 6, as: request.caller, on: request.today)
  return try tx.seenMatches(all, by: request.caller, seeing: try seen(request, tx), on: request.today)
}

private func similar(_ asked: HelpRequest, _ request: Request, _ tx: Transaction) throws -> [RequestPage.Similar] {
  try tx.similarRequests(asked).filter { try !tx.isHidden($0.child, from: request.caller) }.map {
    RequestPage.Similar(
      id: $0.id, reference: $0.reference.text, state: $0.state, receivedAt: $0.receivedAt, from: $0.asked.askerTitle)
  }
}

private func limits(of asked: HelpRequest, at now: Instant, _ tx: Transaction) throws -> [RequestPage.Limit] {
  try tx.clocks(about: asked.id).map {
    RequestPage.Limit(
      title: limitTitle($0), stands: $0.words(at: now), explanation: explanation(of: $0),
      isLate: $0.isLate(at: now) || $0.status == .missed,
      isOpen: $0.isOpen)
  }
}
/// What a limit means here; the register's own title where it is another.
private func limitTitle(_ clock: Clock) -> String {
  switch clock.ruleID {
  case .decide: "Decide"
  case .urgent: "Urgent: answer within 24 hours or by the next working day"
  case .danger: "Danger: look at once"
  default: clock.title
  }
}

/// The form that starts a record, filled with what the asker said.
struct RecordPage: Page, Codable {
  let id: HelpRequestID
  let reference: String
  let name: String
  let isFamily: Bool
  let matches: [PossibleMatch]
  let places: [QueuePage.Place]
  /// The postcode that the locality was worked out from.
  let placedBy: Postcode?
  let entry: Entry
  var title: String { "Start a record for \(name)" }
  var trail: [Link] { [Link("Requests for help", "/requests"), Link("\(name), \(reference)", "/requests/\(id)")] }
  var menuPath: String? { "/requests" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: reference)
      matches.isEmpty
        ? .empty
        : notificationBanner("Look first") {
          paragraph(
            "\(matches.count == 1 ? "One record looks" : "\(matches.count) records look") like this child: \(matches.map { "\($0.name), \($0.born)" }.joined(separator: "; ")). Start a new one only if it is another child."
          )
        }
      view.form(to: "/requests/\(id)/record", entry) {
        RecordForm.all.dropLast(3).map { field in
          field.name == RecordForm.locality.name ? whereTheyLive : control(field, entry)
        }
        if isFamily {
          fieldset("The asker in the child’s record") { controls(Array(RecordForm.all.suffix(3)), entry) }
        }
        button("Start the record")
      }
    }
  }

  private var whereTheyLive: HTML {
    guard !places.isEmpty else { return .empty }
    let hint =
      placedBy.map { "Worked out from the postcode \($0). Change it if it is not right." }
      ?? "We could not work it out from the postcode. Choose it if you know it."
    let options = places.map { Field.Option($0.id.description, $0.name) } + [Field.Option("", "Not known")]
    return control(Field(RecordForm.locality.name, RecordForm.locality.label, .choice(options), hint: hint), entry)
  }
}

private func recordPage(_ request: Request, _ seen: SeenKinds, _ tx: Transaction) throws -> RecordPage {
  let asked = try workOn(request, tx)
  guard asked.child == nil, asked.isOpen else { throw Refusal.notNow("This request has a record, or is answered.") }
  let said = asked.asked
  var known = ["given_name": said.givenName]
  known["family_name"] = said.familyName
  known["postcode"] = said.postcode?.text
  known["school"] = said.school
  // A date that is being typed stands in three boxes, which must not be filled from elsewhere.
  if request.entry["born_on-day"] == nil { known["born_on"] = said.bornOn?.description }
  if request.entry["expected_on-day"] == nil { known["expected_on"] = said.expectedOn?.description }
  let place = try tx.locality(around: said.postcode) ?? asked.locality
  known["locality"] = place?.description
  return RecordPage(
    id: asked.id, reference: asked.reference.text, name: said.childName, isFamily: said.asker != .professional,
    matches: try matches(asked, request, seen, tx).shown,
    places: try tx.localities().map { QueuePage.Place(id: $0.id, name: $0.name) },
    placedBy: place == nil ? nil : said.postcode, entry: request.entry.filled(known))
}
