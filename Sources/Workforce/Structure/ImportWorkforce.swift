package import Kernel
import People
package import Store
import Web

/// The files of a service, by name; one that is not there is left alone. What is in them is in the guide.
package enum WorkforceFile: String, CaseIterable, Sendable {
  // In the order in which they name each other.
  case locations, streams, costs, posts, links, courses, patterns, leave, referrals
  package var fileName: String { "\(rawValue).csv" }
}

/// What became of every row of one file.
package struct FileAccount: Sendable, Codable, Hashable {
  package let file: String
  package var added = 0
  package var changed = 0
  package var same = 0
  package var rows: Int { added + changed + same }
  package var line: String { "\(file): \(rows) rows: \(added) added, \(changed) changed, \(same) as they were." }

  /// What happens to a row, given what is there already.
  mutating func take<Value: Equatable>(_ new: Value, over old: Value?, _ keep: (Value) throws -> Void) rethrows {
    if old == new {
      same += 1
      return
    }
    if old == nil { added += 1 } else { changed += 1 }
    try keep(new)
  }
}

/// Rows that cannot be taken: every one of them, so that a file is put right once.
package struct WorkforceProblems: Error, Sendable, Hashable, CustomStringConvertible {
  package let lines: [String]
  package var description: String { (["Nothing was taken."] + lines).joined(separator: "\n") }
}

/// Takes the files of a service in one transaction, all or nothing: every row is accounted for, and the same files again
/// change nothing. Throws `WorkforceProblems` with everything that is wrong, `CSVError` for a file of other columns.
@discardableResult
package func importWorkforce(
  _ files: [WorkforceFile: [UInt8]], id: AnyID, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> [FileAccount] {
  var taking = WorkforceTaking(files: files, known: try tx.serviceStructure(), now: now, tx: tx)
  try taking.takeAll()
  let after = try tx.serviceStructure()
  let wrong = taking.problems + namingProblems(after) + treeProblems(after.posts)
  guard wrong.isEmpty else { throw WorkforceProblems(lines: wrong) }
  if taking.accounts.contains(where: { $0.added + $0.changed > 0 }) {
    try tx.append(
      .workforceTaken, about: id, by: caller, at: now,
      changed: Dictionary(uniqueKeysWithValues: taking.accounts.map { ($0.file, "\($0.added + $0.changed)") }))
  }
  return taking.accounts
}

extension EventKind {
  static let workforceTaken = EventKind("workforce.taken", "took in the posts and the money of a service")
}

/// Reads file after file. What is wrong in a row is kept, and the next row is read: nothing is written of a file with
/// something wrong in it.
private struct WorkforceTaking {
  let files: [WorkforceFile: [UInt8]]
  let known: ServiceStructure
  let now: Instant
  let tx: Transaction
  var accounts: [FileAccount] = []
  var problems: [String] = []
  var random = SystemRandomNumberGenerator()

  init(files: [WorkforceFile: [UInt8]], known: ServiceStructure, now: Instant, tx: Transaction) {
    (self.files, self.known, self.now, self.tx) = (files, known, now, tx)
  }

  mutating func takeAll() throws {
    try take(.locations, ["code", "name", "area"], known.locations, \.code, tx.keep) { row in
      WorkLocation(
        code: try row.required("code"), name: try row.required("name"), area: try row.required("area"),
        locality: row.given("locality"), postcode: try row.value("postcode", "a postcode"))
    }
    try take(.streams, ["code", "name", "pounds"], known.streams, \.code, tx.keep) { row in
      FundingStream(
        code: try row.required("code"), name: try row.required("name"), pence: try row.money("pounds")!,
        recurrence: try row.choice("recurrence") ?? .yearly, state: try row.choice("state") ?? .confirmed,
        restrictedTo: row.given("restricted_to"))
    }
    try take(.costs, ["code", "name", "quantity", "pounds"], known.costs, \.code, tx.keep) { row in
      CostLine(
        code: try row.required("code"), name: try row.required("name"), quantity: row.text("quantity"),
        pence: try row.money("pounds")!)
    }
    try takePosts()
    try take(.links, ["post", "to", "about"], known.links, { "\($0.post) \($0.to)" }, tx.keep) { row in
      MatrixLink(post: try row.required("post"), to: try row.required("to"), about: row.text("about"))
    }
    try take(.courses, ["code", "name"], tx.courses(), \.code, tx.keep) { row in
      Course(
        code: try row.required("code"), name: try row.required("name"), isCheck: row.text("kind") == "check",
        monthsValid: try row.value("months_valid", "a whole number of months"), neededFor: try row.choice("needed_for"),
        givenBy: row.given("given_by"), isJoint: row.text("joint") == "yes")
    }
    try takeHours()
    try takeReferrals()
  }

  private mutating func takeHours() throws {
    let tx = tx
    func person(_ row: CSVRow) throws -> PractitionerID {
      let email = try row.required("email")
      guard let found = try tx.practitioner(at: email) else {
        throw row.error("nobody at work has the address \(email)")
      }
      return found
    }
    func minute(_ row: CSVRow, _ column: String) throws -> Int {
      guard let minute = minuteOfDay(try row.required(column)) else {
        throw row.error("\(column) is not a time like 09:00")
      }
      return minute
    }
    try take(.patterns, ["email", "weekday", "from", "to"], tx.workPatterns(), \.key, tx.keep) { row in
      let name = try row.required("weekday").lowercased()
      guard let weekday = Day.Weekday.allCases.first(where: { $0.name.lowercased() == name }) else {
        throw row.error("weekday ‘\(name)’ is not a day of the week")
      }
      let (from, to) = (try minute(row, "from"), try minute(row, "to"))
      guard from < to else { throw row.error("to must be after from") }
      return WorkPattern(
        practitioner: try person(row), weekday: weekday.rawValue, from: from, to: to,
        isTermTimeOnly: row.text("term_time_only") == "yes")
    }
    try take(.leave, ["email", "from_on", "to_on"], tx.leave(of: .leave), { "\($0.practitioner) \($0.from)" }, tx.keep)
    {
      row in
      guard let from: Day = try row.value("from_on", "a day like 2026-11-22"),
        let to: Day = try row.value("to_on", "a day like 2026-11-22"), from <= to
      else { throw row.error("from_on and to_on are days in this order") }
      return Leave(practitioner: try person(row), from: from, to: to)
    }
  }

  private mutating func takeReferrals() throws {
    guard files[.referrals] != nil else { return }
    let places = Set(try tx.serviceStructure().locations.map(\.code))
    try take(.referrals, ["reference", "received_on", "location"], tx.knownReferrals(), \.reference, tx.keep) { row in
      guard let day: Day = try row.value("received_on", "a day like 2026-11-22") else {
        throw row.error("received_on is empty")
      }
      return KnownReferral(
        reference: try row.required("reference"), receivedOn: day, location: try row.code("location", of: places),
        outcome: row.given("outcome"))
    }
  }

  private mutating func takePosts() throws {
    let service = try tx.serviceStructure()
    let (places, lines) = (Set(service.locations.map(\.code)), Set(service.costs.map(\.code)))
    let streams = Set(service.streams.map(\.code))
    let ids = Dictionary(known.posts.map { ($0.code, ($0.id, $0.version)) }, uniquingKeysWith: { first, _ in first })
    var (random, now, tx) = (random, now, tx)
    try take(.posts, ["code", "title", "kind", "fte"], known.posts, \.code, tx.keep) { row in
      let code = try row.required("code")
      guard let kind: PostKind = try row.choice("kind") else { throw row.error("kind is empty") }
      guard let fte = hundredths(row.text("fte")) else {
        throw row.error("fte ‘\(row.text("fte"))’ is not a part of a post")
      }
      let (id, version) = ids[code] ?? (ID(at: now, random: &random), 1)
      let practitioner: PractitionerID? = try row.given("email").map { email in
        guard let found = try tx.practitioner(at: email) else {
          throw row.error("nobody at work has the address \(email)")
        }
        return found
      }
      return Post(
        id: id, code: code, title: try row.required("title"), kind: kind, grade: row.given("grade"), fte: fte,
        employer: row.text("employer"), base: row.text("base"),
        location: try row.given("location").map { _ in try row.code("location", of: places) },
        reportsTo: row.given("reports_to"),
        costLine: try row.given("cost_line").map { _ in try row.code("cost_line", of: lines) },
        costPence: try row.money("pounds", isNeeded: false),
        fundedBy: try row.given("funded_by").map { _ in try row.code("funded_by", of: streams) },
        holder: row.given("holder"), practitioner: practitioner, version: version)
    }
  }

  /// One file: its rows read, compared by their key with what is there, and kept where they are new or changed.
  private mutating func take<Value: Equatable>(
    _ kind: WorkforceFile, _ columns: [String], _ old: [Value], _ key: (Value) -> String,
    _ keep: (Value) throws -> Void,
    _ read: (CSVRow) throws -> Value
  ) throws {
    guard let bytes = files[kind] else { return }
    let before = Dictionary(old.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    var account = FileAccount(file: kind.fileName)
    var (values, seen, wrong) = ([Value](), Set<String>(), [String]())
    var reader = CSVReader(named: kind.fileName, bytes: bytes)
    try reader.readHeading(required: columns)
    while let row = try reader.next() {
      do {
        let value = try read(row)
        guard seen.insert(key(value)).inserted else { throw row.error("\(key(value)) comes twice") }
        values.append(value)
      } catch let error as CSVError {
        wrong.append(error.description)
      }
    }
    problems += wrong
    guard problems.isEmpty else { return }
    for value in values { try account.take(value, over: before[key(value)], keep) }
    accounts.append(account)
  }
}

extension CSVRow {
  /// The field, or nil where it is empty.
  func given(_ column: String) -> String? { text(column).isEmpty ? nil : text(column) }

  func choice<C: Choice>(_ column: String) throws -> C? {
    guard let text = given(column) else { return nil }
    guard let choice = C(rawValue: text) else {
      throw error("\(column) ‘\(text)’ is not one of \(C.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }
  func money(_ column: String, isNeeded: Bool = true) throws -> Int? {
    guard let text = given(column) else {
      if isNeeded { throw error("\(column) is empty") }
      return nil
    }
    guard let pence = pence(text) else { throw error("\(column) ‘\(text)’ is not a sum of money") }
    return pence
  }
  func code(_ column: String, of codes: Set<String>) throws -> String {
    let code = try required(column)
    guard codes.contains(code) else { throw error("\(column) ‘\(code)’ is not known") }
    return code
  }
}

/// Hundredths of a post from `1`, `0.5` or `0.68`; nil where it is more than one, or none.
func hundredths(_ text: String) -> Int? {
  guard let match = text.wholeMatch(of: /([01])(?:\.(\d{1,2}))?/) else { return nil }
  let rest = match.2.map { Int($0.count == 1 ? $0 + "0" : $0)! } ?? 0
  let found = Int(match.1)! * 100 + rest
  return (1...100).contains(found) ? found : nil
}
