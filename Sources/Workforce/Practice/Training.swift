package import Kernel
package import Store

/// What somebody may do at work, and what it depends on.
package enum Duty: String, Choice {
  case visit, loneVisit = "lone_visit"
  package var title: String { self == .visit ? "Any home visit" : "A home visit alone" }
}

/// A course or a check: what it is called, how long it holds, and what it is needed for.
package struct Course: Sendable, Record, Codable, Hashable {
  package let code: String
  package let name: String
  /// True for a check of the person, false for something that is learned.
  package let isCheck: Bool
  /// Nil where it never runs out.
  package let monthsValid: Int?
  package let neededFor: Duty?
  package let givenBy: String?
  /// Held together with other agencies or professions.
  package let isJoint: Bool
  static let columns: SQL = "code, name, is_check, months_valid, needed_for, given_by, is_joint"
  package init(
    code: String, name: String, isCheck: Bool = false, monthsValid: Int? = nil, neededFor: Duty? = nil,
    givenBy: String? = nil, isJoint: Bool = false
  ) {
    (self.code, self.name, self.isCheck, self.monthsValid) = (code, name, isCheck, monthsValid)
    (self.neededFor, self.givenBy, self.isJoint) = (neededFor, givenBy, isJoint)
  }
  package init(row: Row) throws {
    self.init(
      code: try row[0], name: try row[1], isCheck: try row[2], monthsValid: try row[3], neededFor: try row[4],
      givenBy: try row[5], isJoint: try row[6])
  }
}

/// That somebody has done a course, or passed a check.
package struct Training: Sendable, Record, Codable, Hashable {
  package let practitioner: PractitionerID
  package let course: String
  package let heldOn: Day
  /// The first day on which it holds no more; nil where it never runs out.
  package let expiresOn: Day?
  package let minutes: Int?
  package let evidence: String?
  static let columns: SQL = "practitioner_id, course, held_on, expires_on, minutes, evidence"
  package init(
    practitioner: PractitionerID, course: Course, heldOn: Day, minutes: Int? = nil, evidence: String? = nil
  ) {
    (self.practitioner, self.course, self.heldOn) = (practitioner, course.code, heldOn)
    expiresOn = course.monthsValid.map { heldOn.adding(months: $0) }
    (self.minutes, self.evidence) = (minutes, evidence)
  }
  package init(row: Row) throws {
    practitioner = try row[0]
    course = try row[1]
    heldOn = try row[2]
    expiresOn = try row[3]
    minutes = try row[4]
    evidence = try row[5]
  }
  package func holds(on day: Day) -> Bool { heldOn <= day && (expiresOn.map { day < $0 } ?? true) }
}

/// What somebody lacks for a duty on a day: the courses that it needs and that they do not have, or no more. A visit alone
/// needs what any visit needs as well.
package func lacking(_ duty: Duty, _ courses: [Course], _ trainings: [Training], on day: Day) -> [Course] {
  courses.filter { course in
    guard let needed = course.neededFor, needed == duty || duty == .loneVisit else { return false }
    return !trainings.contains { $0.course == course.code && $0.holds(on: day) }
  }
}

/// How one course stands with one person.
package enum TrainingState: String, Choice {
  case missing, expired, runningOut = "running_out", holds
  package var title: String {
    switch self {
    case .missing: "Not done"
    case .expired: "Has run out"
    case .runningOut: "Runs out soon"
    case .holds: "Holds"
    }
  }
  /// Soon is within two months (local practice): time to find a place on the next course.
  package init(_ course: Course, _ trainings: [Training], on day: Day) {
    let own = trainings.filter { $0.course == course.code && $0.heldOn <= day }
    guard let last = own.max(by: { ($0.expiresOn ?? $0.heldOn) < ($1.expiresOn ?? $1.heldOn) }) else {
      self = .missing
      return
    }
    self =
      !own.contains { $0.holds(on: day) }
      ? .expired : last.expiresOn.map { $0 <= day.adding(months: 2) } ?? false ? .runningOut : .holds
  }
}

/// Why somebody may not do this on a day, as a sentence; nil where they may. Asked of those who hold a post that visits: of
/// others their own agency knows.
package func whyNot(_ duty: Duty, _ practitioner: PractitionerID, on day: Day, in tx: Transaction) throws -> String? {
  guard let post = try tx.post(of: practitioner), post.kind.visits else { return nil }
  let missing = lacking(duty, try tx.courses(), try tx.trainings(of: [practitioner]), on: day)
  guard !missing.isEmpty else { return nil }
  let names = missing.map(\.name).joined(separator: ", ")
  let what = duty == .visit ? "Any visit" : "A visit alone"
  return "\(what) needs something that is missing or has run out on \(day.long): \(names)"
}
