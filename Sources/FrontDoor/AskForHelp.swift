import Clocks
package import Kernel
import People
package import Store
package import Web

extension EventKind {
  package static let helpAsked = EventKind("request.asked", "asked for help")
}

/// Takes a request for help: says how urgent it is, starts its clocks, and writes to whoever asked.
package func askForHelp(
  _ new: NewHelpRequest, id: HelpRequestID, code: HelpCode, by caller: Caller, at now: Instant, settings: Settings,
  in tx: Transaction
) throws -> HelpRequest {
  let found = classify(new)
  let reference = try tx.freeReference()
  var due = now.adding(days: 365)
  for rule in found.rules { due = min(due, try tx.startClock(rule, about: id, child: nil, at: now, now: now).due) }
  try tx.insertRequest(id, reference, code, new, found, dueAt: due, at: now)
  try tx.append(
    .helpAsked, about: id.of(), by: caller, for: .frontDoor, at: now,
    changed: ["reference": reference.text, "asker": new.asker.rawValue, "urgency": found.urgency.rawValue])
  if let email = new.email {
    try tx.send(receivedMail(new, reference, due: due, to: email, settings), at: now, key: "help-received:\(id)")
  }
  return try tx.helpRequest(id)
}

private func receivedMail(
  _ new: NewHelpRequest, _ reference: HelpReference, due: Instant, to email: String, _ settings: Settings
) -> Mail {
  let whose = new.asker == .youngPerson ? "your request" : "your request about \(new.givenName)"
  return Mail(
    to: email, subject: "We have your request for help: \(reference)",
    body: """
      Hello,

      We have \(whose). Its reference is \(reference).

      We will answer by \(dueInWords(due)).

      You can see how it is going at any time, with the code you were given:
      \(settings.publicAddress)/requests/follow/\(reference)

      If anyone is in danger, call 999. If you are worried about a child and cannot wait, call \(settings.dutyPhone).

      \(settings.partnership)
      """)
}

/// `Tuesday 24 November 2026`, or with the time of day where it ends by the minute.
func dueInWords(_ due: Instant) -> String {
  due.london.minuteOfDay >= 1439 ? due.day.longWithWeekday : "\(due.london.clock) on \(due.day.longWithWeekday)"
}

extension Transaction {
  fileprivate func freeReference() throws -> HelpReference {
    var random = SystemRandomNumberGenerator()
    while true {
      let reference = HelpReference(random: &random)
      if try !exists("SELECT 1 FROM help_request WHERE reference = \(reference.text)") { return reference }
    }
  }

  fileprivate func insertRequest(
    _ id: HelpRequestID, _ reference: HelpReference, _ code: HelpCode, _ new: NewHelpRequest,
    _ found: Classification, dueAt: Instant, at now: Instant
  ) throws {
    let services = new.services.map(\.rawValue).joined(separator: " ")
    try run(
      """
      INSERT INTO help_request (id, reference, code_hash, state, urgency, urgency_rank, reasons, asker, given_name,
        family_name, birth_on, postcode, services, asker_name, search_text, asked, locality_id, received_at, due_at,
        version)
      VALUES (\(id), \(reference.text), \(code.hash), \(RequestState.received), \(found.urgency),
        \(found.urgency.rank), \(found.reasons.map(oneLine).joined(separator: "\n")), \(new.asker), \(new.givenName),
        \(new.familyName), \(new.bornOn), \(new.postcode), \(services), \(new.askerName),
        \(searchText(reference, new)), \(try toJSON(new)), \(try locality(at: new.postcode)), \(now), \(dueAt), 1)
      """)
  }
}

private func searchText(_ reference: HelpReference, _ new: NewHelpRequest) -> String {
  [
    reference.text, reference.text.filter { $0 != "-" }, new.givenName, new.familyName, new.askerName, new.agency,
    new.postcode?.text, new.school,
  ].compactMap(\.self).joined(separator: " ").lowercased()
}

private func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }
