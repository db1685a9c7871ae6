import Kernel

/// What came of checking a file.
package struct CheckReport: Sendable, Hashable, Codable {
  package var year: Int?
  package var persons = 0
  package var plans = 0
  package var findings: [Finding] = []
  /// How many were found of each rule, also where not all are listed.
  package var counts: [String: Int] = [:]
  /// Why the file could not be read to its end.
  package var stopped: String?
  package init() {}
  package func count(_ severity: Severity) -> Int {
    allRules.filter { $0.severity == severity }.reduce(0) { $0 + (counts[$1.id] ?? 0) }
  }
}

/// No more than so many findings of one rule are listed; all are counted.
let mostOfOneRule = 5000

/// Checks a file, ours or another system's, by every rule of its year. It never throws: what cannot be read is said.
package func checkReturn(_ bytes: @escaping () throws -> [UInt8]?) -> CheckReport {
  var checker = Checker()
  var reader = ReturnReader(bytes)
  do {
    while let person = try reader.next() {
      if !checker.hasBegun, let header = reader.header { checker.begin(header) }
      checker.check(person)
    }
    if !checker.hasBegun, let header = reader.header { checker.begin(header) }
    if let header = reader.header { checker.finish(header) }
  } catch let problem as ReturnProblem {
    checker.report.stopped = problem.description
  } catch {
    checker.report.stopped = "The file could not be read: \(error)"
  }
  return checker.report
}

/// Checks persons that were not read from a file, as they would be written into one: part by part, until `next` has none.
package func checkPersons(_ header: ReturnHeader, next: () throws -> [ReturnNode]?) rethrows -> CheckReport {
  var checker = Checker()
  checker.begin(header)
  while let persons = try next() { for person in persons { checker.check(person) } }
  checker.finish(header)
  return checker.report
}

/// By what a person is called in findings: UPN or ULN, else name and date of birth.
package func recordKey(of person: ReturnNode) -> String {
  if let number = person["UPN"] ?? person["UniqueLearnerNumber"] { return number }
  return [person["Forename"], person["Surname"], person["PersonBirthDate"]].compactMap(\.self).joined(separator: " ")
}

struct Checker {
  var report = CheckReport()
  private var place: ReturnPlace?
  private var rules: [ReturnModule: [ReturnRule]] = [:]
  private var upns: [String: Int] = [:]
  private var people: [String: Int] = [:]
  private var shares = Shares()

  /// How many records of a kind have the codes of which a high share is worth a look.
  struct Shares {
    var settings = 0, vagueSettings = 0
    var ceased = 0, otherReasons = 0
  }

  var hasBegun: Bool { place != nil }

  mutating func begin(_ header: ReturnHeader) {
    let year = header.year.flatMap(ReturnYear.of) ?? ReturnYear.all.last!
    report.year = header.year
    place = ReturnPlace(year: year, surveyDay: Day(year.surveyDay)!, council: header.council)
    rules = Dictionary(grouping: allRules.filter { $0.from <= year.year }, by: \.module)
    run(.header, header.header)
    if let authority = header.authority {
      run(.authority, authority)
      checkFields(authority, .authority)
    }
  }

  mutating func check(_ person: ReturnNode) {
    report.persons += 1
    place?.person = person
    run(.person, person)
    checkFields(person, .person)
    noteDoubles(person)
    for request in person.all("Requests") { check(request: request) }
  }

  private mutating func check(request: ReturnNode) {
    place?.request = request
    // What the request before had is not this one's.
    place?.assessment = ReturnNode("Assessment")
    place?.plan = ReturnNode("NamedPlan")
    place?.active = ReturnNode("ActivePlans")
    run(.request, request)
    checkFields(request, .request)
    for assessment in request.all("Assessment") {
      place?.assessment = assessment
      run(.assessment, assessment)
      checkFields(assessment, .assessment)
      for plan in assessment.all("NamedPlan") { check(plan: plan) }
    }
    for active in request.all("ActivePlans") { check(active: active) }
  }

  private mutating func check(plan: ReturnNode) {
    report.plans += 1
    place?.plan = plan
    run(.namedPlan, plan)
    checkFields(plan, .namedPlan)
    if plan["CeaseDate"] != nil {
      shares.ceased += 1
      if plan["CeaseReason"] == "9" { shares.otherReasons += 1 }
    }
    for detail in plan.all("PlanDetail") {
      run(.planDetail, detail)
      checkFields(detail, .planDetail)
    }
  }

  private mutating func check(active: ReturnNode) {
    place?.active = active
    run(.activePlans, active)
    checkFields(active, .activePlans)
    for placement in active.all("PlacementDetail") {
      run(.placement, placement)
      checkFields(placement, .placement)
      shares.settings += 1
      if ["OTH", "NIEO"].contains(placement["SENSetting"]) { shares.vagueSettings += 1 }
    }
    for need in active.all("SENneed") {
      run(.need, need)
      checkFields(need, .need)
    }
  }

  /// Rules of the whole file, once it is read.
  mutating func finish(_ header: ReturnHeader) {
    // These are about nobody.
    place?.person = ReturnNode("Person")
    if report.persons == 0 { note(rule("W01"), header.header) }
    if shares.settings >= 20, shares.vagueSettings * 10 > shares.settings { note(rule("W02"), header.header) }
    if shares.ceased >= 20, shares.otherReasons * 5 > shares.ceased { note(rule("W03"), header.header) }
  }

  private mutating func noteDoubles(_ person: ReturnNode) {
    if let upn = person["UPN"], upns.updateValue(person.line, forKey: upn) != nil { note(rule("P11"), person) }
    let key = "\(person["Surname"] ?? "")|\(person["Forename"] ?? "")|\(person["PersonBirthDate"] ?? "")".lowercased()
    if people.updateValue(person.line, forKey: key) != nil { note(rule("P17"), person) }
  }

  private mutating func run(_ module: ReturnModule, _ node: ReturnNode) {
    guard let place else { return }
    for rule in rules[module] ?? [] where rule.isBroken(node, place) { note(rule, node) }
  }

  /// The rules that every field of the layout has: known, once, in order, of its kind, there where it must be.
  private mutating func checkFields(_ node: ReturnNode, _ module: ReturnModule) {
    guard let year = place?.year else { return }
    let fields = year.fields(of: module)
    let held = Set(module.holds.compactMap(\.element))
    var (last, seen) = (-1, Set<String>())
    for child in node.children where !held.contains(child.name) {
      guard let index = fields.firstIndex(where: { $0.name == child.name }) else {
        note(rule("F01"), child, [child.name])
        continue
      }
      if !seen.insert(child.name).inserted {
        note(rule("F02"), child, [child.name])
      } else if index < last {
        note(rule("F03"), child, [child.name])
      }
      last = max(last, index)
      if !child.text.isEmpty, let broken = brokenKind(child.text, fields[index].kind) {
        note(rule(broken), child, [child.name])
      }
    }
    for field in fields where field.isRequired && node[field.name] == nil { note(rule("F08"), node, [field.name]) }
  }

  private func rule(_ id: String) -> ReturnRule { allRules.first { $0.id == id }! }

  private mutating func note(_ rule: ReturnRule, _ node: ReturnNode, _ fields: [String]? = nil) {
    let count = (report.counts[rule.id] ?? 0) + 1
    report.counts[rule.id] = count
    guard count <= mostOfOneRule else { return }
    let fields = fields ?? rule.fields
    let about = fields.first.map { "\($0): " } ?? ""
    report.findings.append(
      Finding(
        rule: rule.id, severity: rule.severity, module: rule.module, line: node.line,
        record: place.map { recordKey(of: $0.person) } ?? "",
        fields: fields, message: rule.module == .file ? rule.words : "\(about)\(rule.words)"))
  }
}

/// The rule that a value breaks by its kind; nil where it is right.
func brokenKind(_ value: String, _ kind: FieldKind) -> String? {
  switch kind {
  case .text(let most): value.unicodeScalars.count > most ? "F07" : nil
  case .date: Day(value) == nil ? "F04" : nil
  case .flag: value == "0" || value == "1" ? nil : "F06"
  case .code(let set): set.holds(value) ? nil : "F05"
  case .digits(let count): value.utf8.count == count && value.utf8.allSatisfy { (48...57).contains($0) } ? nil : "F09"
  // These have rules of their own.
  case .upn, .uln, .postcode: nil
  }
}
