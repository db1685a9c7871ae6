import Kernel
package import Store

extension EventKind {
  package static let agencyRecordTaken = EventKind(
    "agency_record.taken", "added what their agency holds about the child")
}

/// Takes rows of one agency into the partnership's records, within one transaction.
///
/// A row is the child of an earlier record where the NHS number, or else the UPN, and the date of birth are exactly the
/// same and the first names do not contradict (twins are given each other's numbers); beyond that, where `linking` says so.
/// What a child's record lacks is filled in; what it holds is never written over, unless it came from this very record.
/// Source: domain register B1, matching rule.
struct RecordTaking {
  let tx: Transaction
  let agency: Agency
  let caller: Caller
  let now: Instant
  let localityOf: @Sendable (Postcode) -> LocalityID?
  private let linking: RecordLinking.InTransaction?

  private var records: [String: AgencyRecord] = [:]
  private var children: [ChildID: Child] = [:]
  private var byNHS: [NHSNumber: ChildID] = [:]
  private var byUPN: [UPN: ChildID] = [:]
  private var words = Set<String>()
  private var random = SystemRandomNumberGenerator()

  init(
    _ rows: [AgencyRow], of agency: Agency, by caller: Caller, at now: Instant,
    localityOf: @escaping @Sendable (Postcode) -> LocalityID?, linking: RecordLinking?, in tx: Transaction
  ) throws {
    self.linking = try linking?.begin(tx, now)
    self.tx = tx
    self.agency = agency
    self.caller = caller
    self.now = now
    self.localityOf = localityOf
    for record in try tx.agencyRecords(of: agency.id, rows.map(\.recordID)) { records[record.recordID] = record }
    let numbers = rows.compactMap { NHSNumber($0["nhs_number"]) }
    for child in try tx.children(nhsNumbers: numbers, upns: rows.compactMap { UPN($0["upn"]) }) { remember(child) }
  }

  enum Taken { case new, matched, unchanged, updated }

  /// Throws `Unfit` where the row cannot be taken; then nothing of it is written.
  mutating func take(_ row: AgencyRow) throws -> (taken: Taken, notes: [CleanRecord.Note]) {
    let existing = records[row.recordID]
    if let existing, existing.content == row.content { return (.unchanged, []) }
    var record = try clean(row, on: now.day)
    if let existing {
      try update(existing, with: &record, row)
      try linking?.stored(IncomingRecord(agency: agency, row), existing.child)
      return (.updated, record.notes)
    }
    if let (child, by) = try match(record) ?? linked(row) {
      try join(&record, row, to: child, by: by)
      try linking?.stored(IncomingRecord(agency: agency, row), child.id)
      return (.matched, record.notes)
    }
    let child = try start(&record, row)
    try linking?.stored(IncomingRecord(agency: agency, row), child)
    return (.new, record.notes)
  }

  /// The child whom the records as a whole speak for.
  private func linked(_ row: AgencyRow) throws -> (Child, String)? {
    guard let found = try linking?.place(IncomingRecord(agency: agency, row)) else { return nil }
    return (try children[found] ?? tx.child(found), "all that the records say")
  }

  /// To be called after the last row: new words of names can be searched from then on.
  mutating func finish() throws {
    try tx.learnNameWords(Array(words))
    words = []
  }

  // MARK: New

  private mutating func start(_ record: inout CleanRecord, _ row: AgencyRow) throws -> ChildID {
    leaveOutHeldNumbers(&record, for: nil)
    var child = Child(
      id: ID(at: now, random: &random), givenName: record.givenName, familyName: record.familyName, sex: record.sex,
      bornOn: record.bornOn, at: now)
    child.middleNames = record.middleNames
    child.expectedOn = record.expectedOn
    child.nhsNumber = record.nhsNumber
    child.nhsStatus = record.nhsNumber == nil ? .missing : .unverified
    child.upn = record.upn
    child.address = record.address
    child.postcode = record.postcode
    child.locality = record.postcode.flatMap(localityOf)
    try tx.insert(child)
    try tx.insertSearchKeys(child.searchKeys(phones: []), of: child.id)
    words.formUnion(child.words.all)
    try keep(row, for: child.id)
    try tx.append(
      .childRegistered, about: child.id.of(), child: child.id, by: caller, at: now, changed: ["agency": agency.code],
      why: "From a record of \(agency.name)")
    remember(child)
    return child.id
  }

  // MARK: The same child

  private func match(_ record: CleanRecord) -> (Child, String)? {
    guard let bornOn = record.bornOn else { return nil }
    func same(_ id: ChildID?) -> Child? {
      guard let child = id.flatMap({ children[$0] }), child.bornOn == bornOn, namesAgree(record, child) else {
        return nil
      }
      return child
    }
    if let child = same(record.nhsNumber.flatMap { byNHS[$0] }) { return (child, "NHS number and date of birth") }
    if let child = same(record.upn.flatMap { byUPN[$0] }) { return (child, "UPN and date of birth") }
    return nil
  }

  private func namesAgree(_ record: CleanRecord, _ child: Child) -> Bool {
    if record.isPlaceholder || isPlaceholder(child.givenName) { return true }
    let asked = ChildWords(
      given: record.givenName, middle: record.middleNames, preferred: nil, family: record.familyName)
    return asked.given.contains { word in child.words.all.contains { likeness(word, $0) != .none } }
  }

  private mutating func join(_ record: inout CleanRecord, _ row: AgencyRow, to known: Child, by what: String) throws {
    leaveOutHeldNumbers(&record, for: known.id)
    try keep(row, for: known.id)
    var child = known
    let changed = child.settle(record, before: nil)
    if child.locality == nil { child.locality = child.postcode.flatMap(localityOf) }
    try write(child, instead: known)
    var said = Dictionary(changed.map { ($0, "filled in") }) { a, _ in a }
    said["agency"] = agency.code
    said["by"] = what
    try tx.append(.agencyRecordTaken, about: known.id.of(), child: known.id, by: caller, at: now, changed: said)
  }

  // MARK: A record that its agency has changed

  private mutating func update(_ existing: AgencyRecord, with record: inout CleanRecord, _ row: AgencyRow) throws {
    leaveOutHeldNumbers(&record, for: existing.child)
    try tx.updateAgencyRecord(existing.id, content: row.content, at: now)
    let known = try children[existing.child] ?? tx.child(existing.child)
    var child = known
    let before = try? clean(AgencyRow(content: existing.content), on: now.day)
    let changed = child.settle(record, before: before)
    try write(child, instead: known)
    try tx.append(
      changed.isEmpty ? .agencyRecordTaken : .detailsChanged, about: known.id.of(), child: known.id, by: caller,
      at: now,
      changed: Dictionary(changed.map { ($0, "changed") }) { a, _ in a }, why: "\(agency.name) changed its record")
  }

  private mutating func write(_ changed: Child, instead known: Child) throws {
    guard changed != known else { return remember(known) }
    var child = changed
    child.updatedAt = now
    try tx.update(child)
    child.version += 1
    try tx.writeSearchKeys(of: child)
    remember(child)
  }

  // MARK: Bookkeeping

  /// A number that another child's record holds already is not written a second time: somebody has to look.
  private func leaveOutHeldNumbers(_ record: inout CleanRecord, for child: ChildID?) {
    if let holder = record.nhsNumber.flatMap({ byNHS[$0] }), holder != child {
      record.nhsNumber = nil
      record.note("nhs_number", "is on another child’s record already and was left out: may be the same child")
    }
    if let holder = record.upn.flatMap({ byUPN[$0] }), holder != child {
      record.upn = nil
      record.note("upn", "is on another child’s record already and was left out: may be the same child")
    }
  }

  private mutating func keep(_ row: AgencyRow, for child: ChildID) throws {
    try tx.insertAgencyRecord(
      ID(at: now, random: &random), agency: agency.id, recordID: row.recordID, child: child, content: row.content,
      at: now)
  }

  private mutating func remember(_ child: Child) {
    children[child.id] = child
    if let number = child.nhsNumber { byNHS[number] = child.id }
    if let upn = child.upn { byUPN[upn] = child.id }
  }
}

extension Child {
  /// Takes over what an agency's record says where this record has nothing, or still has what the agency said `before`.
  /// Returns the names of the fields that changed.
  mutating func settle(_ record: CleanRecord, before: CleanRecord?) -> [String] {
    var changed: [String] = []
    func settled<V: Equatable>(_ here: V?, _ new: V?, _ before: V?, _ field: String) -> V? {
      guard let new, new != here, here == nil || here == before else { return here }
      changed.append(field)
      return new
    }
    let standsIn = isPlaceholder(givenName) && !record.isPlaceholder
    if let given = settled(standsIn ? nil : givenName, record.givenName, before?.givenName, "given_name") {
      givenName = given
    }
    let isNameless = familyName == unknownName
    if let family = settled(isNameless ? nil : familyName, record.familyName, before?.familyName, "family_name") {
      familyName = family
    }
    middleNames = settled(middleNames, record.middleNames, before?.middleNames, "middle_names")
    sex =
      settled(sex == .unknown ? nil : sex, record.sex == .unknown ? nil : record.sex, before?.sex, "sex") ?? .unknown
    bornOn = settled(bornOn, record.bornOn, before?.bornOn, "birth_on")
    expectedOn = bornOn == nil ? settled(expectedOn, record.expectedOn, before?.expectedOn, "expected_on") : nil
    nhsNumber = settled(nhsNumber, record.nhsNumber, before?.nhsNumber, "nhs_number")
    if nhsNumber != nil, nhsStatus == .missing { nhsStatus = .unverified }
    upn = settled(upn, record.upn, before?.upn, "upn")
    if !isAddressHidden {
      address = settled(address, record.address, before?.address, "address")
      postcode = settled(postcode, record.postcode, before?.postcode, "postcode")
    }
    return changed
  }
}
