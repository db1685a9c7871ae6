import Foundation
import Kernel
import Store
import Web
import Workforce

/// The county's home-visiting service from its files, three proposals of where posts go, supervision and training, and a
/// change of structure that is under way: through the slice's verbs, each at its own past time.
func tellWorkforce(
  _ county: County, folder: String, _ database: Database, _ progress: @Sendable (String) -> Void
) async throws {
  var files: [WorkforceFile: [UInt8]] = [:]
  for kind in WorkforceFile.allCases {
    files[kind] = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(kind.fileName)")))
  }
  let taken = files
  let posts = try await database.write { tx in
    var telling = WorkforceTelling(county, in: tx)
    try telling.service(taken)
    try telling.proposals()
    try telling.practice()
    try telling.furtherTraining()
    try telling.change()
    try telling.week()
    return try tx.serviceStructure().posts.count
  }
  progress("Workforce: \(posts) posts, 3 proposals, a change of structure.")
}

private struct WorkforceTelling {
  let county: County
  let tx: Transaction
  private var random = SplitMix64(seed: demonstrationSeed, part: "workforce")
  private var time: DemonstrationTime { county.time }
  private var seun: Staff { county.person("seun") }

  init(_ county: County, in tx: Transaction) { (self.county, self.tx) = (county, tx) }

  mutating func service(_ files: [WorkforceFile: [UInt8]]) throws {
    let at = time.ago(120, 10)
    try importWorkforce(files, id: random.id(at: at), by: seun.caller, at: at, in: tx)
  }

  mutating func proposals() throws {
    let (service, referrals) = (try tx.serviceStructure(), try tx.knownReferrals())
    guard let last = referrals.last?.receivedOn else { return }
    let to = Day(last.year, last.month, 1)!.adding(months: 1).adding(days: -1)
    func propose(_ question: AllocationQuestion, _ name: String, _ note: String, daysAgo: Int) throws -> ID<Proposal> {
      let at = time.ago(daysAgo, 11)
      let id: ID<Proposal> = random.id(at: at)
      try proposeAllocation(
        id, allocate(question, service, referrals), name: name, note: note, by: seun.caller, at: at, in: tx)
      return id
    }
    let first = try propose(
      AllocationQuestion(to: to, halves: service.visiting / 50), "By last year’s referrals",
      "The county’s usual way: half posts by the referrals of twelve months, a senior everywhere.", daysAgo: 21)
    try approveAllocation(
      tx.allocationProposal(first), version: 1, by: county.person("helen").caller, at: time.ago(14, 15), in: tx)
    // Rooms are full where most families live: half a post moves, once whoever holds it has been heard.
    let capped = try propose(
      AllocationQuestion(to: to, halves: service.visiting / 50, cap: 12), "No location above six posts",
      "Aldersham’s rooms hold six visitors. The half post goes to the next location by referrals.", daysAgo: 9)
    try approveAllocation(
      tx.allocationProposal(capped), version: 1, by: county.person("helen").caller, at: time.ago(4, 15), in: tx)
    let stream = service.streams.first { $0.code == "FHG" }!
    _ = try propose(
      AllocationQuestion(
        basis: .forecast, to: to, halves: (service.visiting - without(stream, service).visiting) / 50,
        without: stream.code), "Without the family hubs grant",
      "What would be left for each location if the grant ended in April.", daysAgo: 6)
  }

  /// Courses and supervision of those who have an account here, and of their managers. One has still to repeat a course.
  mutating func practice() throws {
    let courses = try tx.courses()
    let managers = [
      ("tom", "ruth"), ("nadia", "ruth"), ("yewande", "ruth"), ("siobhan", "carys"), ("malik", "carys"),
      ("ruth", "seun"), ("carys", "seun"),
    ]
    for (index, (key, manager)) in managers.enumerated() {
      let (person, manager) = (county.person(key), county.person(manager))
      for course in courses where course.neededFor != nil || index % 2 == 0 {
        // A course that holds for a year is repeated after ten or eleven months. In the west, whose weeks are suggested, none
        // runs out within them; in the east two run out soon.
        let early = max(index < 3 ? 3 : 0, (index + course.code.utf8.count) % 5)
        let months = course.monthsValid.map { $0 - 1 - early } ?? 20
        let on = time.dayAgo(months * 30)
        try recordTraining(
          random.id(at: time.ago(60, 9)),
          Training(
            practitioner: person.id, course: course, heldOn: on, minutes: course.isCheck ? nil : 360,
            evidence: course.isCheck ? nil : "Certificate \(4400 + index * 10 + course.code.utf8.count)"),
          by: manager.caller, at: time.ago(60, 9), in: tx)
      }
      for back in stride(from: 126, through: 42 - index * 3, by: -42) {
        let at = time.ago(back, 14)
        try holdSupervision(
          random.id(at: at), of: person.id,
          HeldSupervision(
            on: at.day, minutes: 60 + index * 5, agreed: supervisionWords[(index + back / 42) % supervisionWords.count],
            nextDue: at.day.adding(days: 42)), next: random.id(at: at), by: manager.caller, at: at, in: tx)
      }
    }
  }

  /// A morning of further training, some weeks ago.
  mutating func furtherTraining() throws {
    guard let course = try tx.courses().first(where: { $0.neededFor == nil && $0.isJoint }) else { return }
    for (key, manager) in [("tom", "ruth"), ("yewande", "ruth"), ("siobhan", "carys")] {
      try recordTraining(
        random.id(at: time.ago(33, 9)),
        Training(
          practitioner: county.person(key).id, course: course, heldOn: time.dayAgo(34), minutes: 210,
          evidence: "List of those who came"), by: county.person(manager).caller, at: time.ago(33, 9), in: tx)
    }
  }

  mutating func change() throws {
    let began = time.ago(80, 10)
    let id: ID<StructureChange> = random.id(at: began)
    try prepareChange(
      id,
      NewChange(
        name: "One county home-visiting service", consultationFrom: time.dayAgo(70), consultationTo: time.dayAgo(28),
        startsOn: time.dayAhead(60)), by: seun.caller, at: began, in: tx)
    let change = try tx.structureChanges().first { $0.id == id }!
    let siobhan = try add(
      "siobhan", .slotIn, "Thorneshire Education", "Senior Portage home visitor", "Eastholt", to: "SPHV-CAS", change)
    let malik = try add(
      "malik", .tupe, "Thorne Valley Community Health NHS Trust", "Portage home visitor", "Castlewick clinic",
      to: "PHV-12", change)
    let vacant = try add(
      nil, .tupe, "Acute hospitals trust", "Portage home visitor", "Brackenfold hospital", to: "PHV-10", change)
    let consultation: [(TransferStepKind, Int, String?)] = [
      (.consultationBegan, 66, nil), (.informed, 60, "Letter with measures, dates and whom to ask."),
      (.meeting, 45, "Talked through the new base and the way there."),
    ]
    for transfer in [siobhan, malik, vacant] { try take(consultation, transfer) }
    try take([(.measuresAgreed, 20, "Same grade and hours; the base changes."), (.transferred, 10, nil)], siobhan)
    try take([(.measuresAgreed, 18, "Continuous service kept; the base changes.")], malik)
  }

  /// The first whole week of work of which something is still to be placed.
  mutating func week() throws {
    let ruth = county.person("ruth").caller
    let monday = time.today.adding(days: -time.today.weekday.rawValue)
    for weeks in 3...10 {
      let first = monday.adding(days: weeks * 7)
      guard (0..<5).allSatisfy({ time.calendar.isWorkingDay(first.adding(days: $0)) }) else { continue }
      let at = time.ago(1, 15)
      if try suggestRota(random.id(at: at), of: first, .visits, calendar: time.calendar, by: ruth, at: at, in: tx) {
        return
      }
    }
  }

  private mutating func add(
    _ key: String?, _ kind: TransferKind, _ employer: String, _ post: String, _ base: String, to proposed: String,
    _ change: StructureChange
  ) throws -> StaffTransfer {
    let at = time.ago(78, 11)
    let id: ID<StaffTransfer> = random.id(at: at)
    let person = key.map { county.person($0) }
    try addTransfer(
      id,
      NewTransfer(
        person: person?.name ?? "Audrey Fielding", practitioner: person?.id, kind: kind, employer: employer, post: post,
        grade: kind == .tupe ? "Band 5" : "KR9", base: base, proposedPost: proposed,
        proposedBase: "Castlewick Assessment Centre", newEmployer: "Thorneshire Council"), to: change, by: seun.caller,
      at: at, in: tx)
    return try tx.transfers(of: change.id).first { $0.id == id }!
  }

  private mutating func take(_ steps: [(TransferStepKind, Int, String?)], _ transfer: StaffTransfer) throws {
    for (kind, daysAgo, words) in steps {
      let at = time.ago(daysAgo, 14)
      let now = try tx.transfers(of: transfer.change).first { $0.id == transfer.id }!
      try takeTransferStep(
        random.id(at: at), TransferStep(kind: kind, on: at.day, words: words), tx.file(of: now), version: now.version,
        by: seun.caller, at: at, in: tx)
    }
  }
}

private let supervisionWords = [
  "Two families wait for a place at nursery: ring the area SENCO together. Half a day a month for reading.",
  "Go along with the physiotherapist once before the next joint visit. Swap Thursday so that notes are written the same day.",
  "Talked about an ending that came too soon. Write to the family in the new year.",
  "Ready to show a new colleague how a small step is chosen. Less driving: two families move to a nearer visitor.",
]
