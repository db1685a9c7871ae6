import Design
import Kernel
import Store
import Web

let detailsRoutes: [Route] = [
  .page("/children/{child}/details", "All that the record says about a child, with sources", may: .openRecord) {
    request, tx in
    let child = try tx.child(request.child)
    let sources = try tx.factSources(of: child, on: request.today)
    let places = Dictionary(uniqueKeysWithValues: try tx.localities().map { ($0.id, $0.name) })
    return DetailsPage(
      child: child.id, childName: child.name, calledName: child.calledName,
      facts: factWords(child, localities: places).map {
        .init(
          field: $0.field.name, label: $0.field.label, words: $0.words, source: sources[$0.field.name] ?? FactSource())
      },
      circumstances: CircumstanceLine.lines(latest(try tx.circumstances(of: child.id), on: request.today)),
      family: try tx.relations(child.id), agencies: try tx.agenciesThatKnow(child.id), isClosed: child.isClosed,
      isRestricted: child.isRestricted, restrictedWhy: child.restrictedWhy,
      mayChange: request.may(.changeDetails, on: child),
      mayClose: request.may(.closeRecord, on: child),
      mayRestrict: request.may(child.isRestricted ? .liftRestriction : .restrictRecord, on: child),
      mayWriteWords: request.may(.writeWords, on: child), diedOn: child.diedOn,
      mayRecordDeath: request.may(.recordDeath, on: child))
  },
  .page(
    "/children/{child}/details/change", "Change a child’s details", may: .changeDetails,
    changeDetailsPage),
  .form(
    "/children/{child}/details", "Save a child’s details", may: .changeDetails, fields: DetailsForm.all,
    again: { try changeDetailsPage($0, $1) }
  ) { request, tx in
    let child = try tx.child(request.child)
    let localities = Set(try tx.localities().map(\.id))
    let new = try request.checked { NewDetails.check($0, over: child, localities: localities, today: request.today) }
    guard new.version == child.version else { throw Invalid("", conflictMessage) }
    try Invalid.check(try tx.heldNumbers(new.child))
    let changed = changedFields(child, new.child)
    if changed.isEmpty { return .see("/children/\(child.id)/details", "Nothing was changed") }
    try changeDetails(of: new.child, changed: changed, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(child.id)/details", "Details saved")
  },
]

private let conflictMessage = "Somebody changed these details while you were typing. Nothing is saved yet"

@Sendable private func changeDetailsPage(_ request: Request, _ tx: Transaction) throws -> ChangeDetailsPage {
  let child = try tx.child(request.child)
  let localities = try tx.localities()
  var entry = request.entry
  if entry.values.isEmpty { entry = entry.filled(child.formValues) }
  var conflicts: [ChangeDetailsPage.Conflict] = []
  if entry["version"] != String(child.version) {
    let places = Dictionary(uniqueKeysWithValues: localities.map { ($0.id, $0.name) })
    let read = NewDetails.check(entry, over: child, localities: Set(places.keys), today: request.today)
    if case .good(let typed) = read { conflicts = differences(typed.child, child, places) }
  }
  return ChangeDetailsPage(
    child: child.id, childName: child.name, version: child.version,
    localities: localities.map { .init(id: $0.id, name: $0.name) }, conflicts: conflicts, entry: entry)
}

private func differences(_ typed: Child, _ now: Child, _ places: [LocalityID: String]) -> [ChangeDetailsPage.Conflict] {
  zip(factWords(typed, localities: places), factWords(now, localities: places)).filter { $0.words != $1.words }
    .map { .init(label: $0.field.label, typed: $0.words, now: $1.words) }
}

extension Transaction {
  /// Numbers that another child's record holds. It is not said whose: that may be a record one may not know of.
  func heldNumbers(_ child: Child) throws -> [FieldError] {
    var errors: [FieldError] = []
    if let number = child.nhsNumber,
      try exists("SELECT 1 FROM child WHERE nhs_number = \(number) AND id <> \(child.id)")
    {
      errors.append(FieldError("nhs_number", "This NHS number is on another record. Check it, or ask the front door"))
    }
    if let upn = child.upn, try exists("SELECT 1 FROM child WHERE upn = \(upn) AND id <> \(child.id)") {
      errors.append(FieldError("upn", "This UPN is on another record. Check it, or ask the front door"))
    }
    return errors
  }
}
