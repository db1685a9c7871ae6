import Design
package import Kernel
package import Store
import Web

extension Permission {
  /// Sharing posts out over locations, and approving it. Counts and references of referrals; no child, no name.
  package static let planPosts = Permission.work("workforce.plan", for: .supervision, .commissioner, .contractManager)
}

/// A referral that the live records know, before it is known which location serves it.
package struct LiveReferral: Sendable, Hashable {
  package let reference: String
  package let receivedOn: Day
  /// The name of the locality where the family lives.
  package let locality: String
  package let outcome: String?
  package init(reference: String, receivedOn: Day, locality: String, outcome: String?) {
    (self.reference, self.receivedOn, self.locality, self.outcome) = (reference, receivedOn, locality, outcome)
  }
}
/// Referrals to home visiting in the live records, received after a day. Handed in by `App`, which knows who keeps them.
package typealias ReadReferrals = @Sendable (_ after: Day?, Transaction) throws -> [LiveReferral]

/// Those that were taken from files, and after the last of them those of the live records.
func allReferrals(_ service: ServiceStructure, _ live: ReadReferrals, _ tx: Transaction) throws -> [KnownReferral] {
  let taken = try tx.knownReferrals()
  let places = Dictionary(
    service.locations.compactMap { location in location.locality.map { ($0, location.code) } },
    uniquingKeysWith: { first, _ in first })
  return taken
    + (try live(taken.last?.receivedOn, tx).compactMap { referral in
      places[referral.locality].map {
        KnownReferral(
          reference: referral.reference, receivedOn: referral.receivedOn, location: $0, outcome: referral.outcome)
      }
    })
}

enum AllocationForm {
  static let name = Field("name", "What is it called?", .text(max: 120), required: "Enter a name")
  static let basis = Field(
    "basis", "What are posts shared out by?", .choice(Field.options(AllocationBasis.self)), required: "Choose a basis")
  static let to = Field(
    "to", "Last day of the 12 months", .day, hint: "The last day of a month.",
    required: "Enter the last day of the 12 months")
  static let posts = Field("posts", "Posts to share out", .text(max: 6), required: "Enter how many posts, like 20.5")
  static let floor = Field("floor", "No location has less than", .text(max: 6), hint: "1 keeps a senior everywhere.")
  static let cap = Field("cap", "No location has more than", .text(max: 6))
  static let weeks = Field(
    "weeks", "For how many weeks is a child visited?", .number(1...200), hint: "On average.",
    required: "Enter how many weeks")
  static let limit = Field(
    "limit", "How many children can one full-time post hold?", .number(1...200), required: "Enter how many children")
  static let without = Field("without", "Stream that is taken away", .hidden(max: 40))
  static let note = Field("note", "Why, or what to know", .prose(max: 2_000))
  static let shown = [name, basis, to, posts, floor, cap, weeks, limit, note]
  static let all = shown + [without]
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the proposal again")
  static let why = Field("why", "Why is it withdrawn?", .text(max: 300), required: "Enter why it is withdrawn")

  struct Asked: Sendable {
    let name: String
    let note: String?
    let question: AllocationQuestion
  }
  static func check(_ entry: Entry) -> Checked<Asked> {
    var form = FormReading(entry)
    let name = form.text(name)
    let basis: AllocationBasis? = form.choice(basis)
    let to = form.day(to)
    let halves = form.value(posts, "Posts must be whole or half, like 20.5", halves(of:))
    let floor = form.value(floor, "The least must be whole or half, like 1", halves(of:))
    let cap = form.value(cap, "The most must be whole or half, like 8", halves(of:))
    let (weeks, limit) = (form.number(weeks), form.number(limit))
    let (without, note) = (form.text(without), form.text(note))
    if let to, to.adding(days: 1).parts.day != 1 { form.fail(Self.to, "The day must be the last of a month") }
    return form.result {
      Asked(
        name: name!, note: note,
        question: AllocationQuestion(
          basis: basis!, to: to!, halves: halves!, floor: floor ?? 0, cap: cap, weeks: weeks!, limit: limit!,
          without: without))
    }
  }

  /// 41 from `20.5`; nil where it is neither whole nor half.
  static func halves(of text: String) -> Int? {
    guard let value = Double(text), (0...10_000).contains(value) else { return nil }
    return Int(exactly: value * 2)
  }
}

func allocationRoutes(_ live: @escaping ReadReferrals) -> [Route] {
  let newPage: Route.MakePage = { request, tx in try newAllocationPage(request, live, tx) }
  return [
    .page("/workforce/allocations", "Posts shared out over locations", may: .planPosts) { _, tx in
      AllocationsPage(proposals: try tx.proposals().map(AllocationsPage.Line.init))
    },
    .page(
      "/workforce/allocations/new", "Share posts out", may: .planPosts, asks: [AllocationForm.without],
      keepsDraft: true,
      { request, tx in try newAllocationPage(request, live, tx) }),
    .form("/workforce/allocations", "Share posts out", may: .planPosts, fields: AllocationForm.all, again: newPage) {
      request, tx in
      let asked = try request.checked(AllocationForm.check)
      let service = try tx.serviceStructure()
      let referrals = try allReferrals(service, live, tx)
      try Invalid.check(problems(with: asked.question, service, referrals))
      let id: ID<Proposal> = request.formID.of()
      try proposeAllocation(
        id, allocate(asked.question, service, referrals), name: asked.name, note: asked.note, by: request.caller,
        at: request.now, in: tx)
      return .see("/workforce/allocations/\(id)", "The proposal is kept")
    },
    .page("/workforce/allocations/comparison", "Proposals side by side", may: .planPosts, asks: comparedFields) {
      request, tx in
      let chosen = try ["a", "b"].compactMap { request.query($0).flatMap { ID<Proposal>($0) } }.map {
        try tx.allocationProposal($0)
      }
      return AllocationComparisonPage(
        chosen: chosen, all: try tx.proposals().map { Link($0.name, "\($0.id)") }, entry: Entry(request.query))
    },
    .page("/workforce/allocations/{allocation}", "A proposal", may: .planPosts) { request, tx in
      let proposal = try tx.allocationProposal(request.id("allocation"))
      return AllocationPage(
        proposal: proposal, mayApprove: proposal.state == .proposed && proposal.byAccount != request.caller.account,
        streamName: try proposal.allocation.question.without.flatMap { code in
          try tx.serviceStructure().streams.first { $0.code == code }?.name
        },
        moves: proposal.state == .approved || proposal.state == .replaced
          ? try MoveLines(proposal, mayKeep: request.caller.holds(.keepWorkforce), in: tx) : nil, entry: request.entry)
    },
    .form(
      "/workforce/allocations/{allocation}/approval", "Approve a proposal", may: .planPosts,
      fields: [AllocationForm.version]
    ) { request, tx in
      let proposal = try tx.allocationProposal(request.id("allocation"))
      try approveAllocation(proposal, version: try version(request), by: request.caller, at: request.now, in: tx)
      return .see(proposal.path, "The proposal is approved: see what it asks for")
    },
    .form(
      "/workforce/allocations/{allocation}/withdrawal", "Withdraw a proposal", may: .planPosts,
      fields: [AllocationForm.version, AllocationForm.why]
    ) { request, tx in
      let proposal = try tx.allocationProposal(request.id("allocation"))
      var form = FormReading(request.entry)
      let why = form.text(AllocationForm.why)
      if !form.errors.isEmpty { throw Invalid(form.errors) }
      try withdrawAllocation(
        proposal, version: try version(request), why: why!, by: request.caller, at: request.now, in: tx)
      return .see(proposal.path, "The proposal is withdrawn")
    },
    .page(
      "/workforce/referrals", "The referrals behind a number", may: .planPosts,
      asks: [
        .page, Field("location", "Location", .text(max: 40)), Field("from", "From", .day), Field("to", "To", .day),
      ]
    ) { request, tx in try referralsPage(request, live, tx) },
  ]
}

private let comparedFields = ["a", "b"].map { Field($0, "Proposal \($0)", .id) }

private func version(_ request: Request) throws -> Int {
  var form = FormReading(request.entry)
  let version = form.value(AllocationForm.version, "Open the proposal again") { Int($0) }
  if !form.errors.isEmpty { throw Invalid(form.errors) }
  return version!
}

private func newAllocationPage(_ request: Request, _ live: ReadReferrals, _ tx: Transaction) throws
  -> NewAllocationPage
{
  let service = try tx.serviceStructure()
  let referrals = try allReferrals(service, live, tx)
  let stream = service.streams.first { $0.code == request.entry["without"] ?? request.query("without") }
  let gone = stream.map { without($0, service) }
  let own = gone.map { $0.posts.filter(\.kind.visits).reduce(0) { $0 + $1.fte } } ?? 0
  let left = max(0, service.visiting - (gone?.visiting ?? 0) - own)
  let usual = [
    "basis": AllocationBasis.past.rawValue, "posts": posts(left / 50), "floor": "1", "weeks": "16", "limit": "25",
    "to": lastWholeMonth(referrals, today: request.today).description, "without": stream?.code ?? "",
    "name": stream.map { "Without \($0.name)" } ?? "",
  ]
  return NewAllocationPage(
    stream: stream?.name, known: referrals.count, locations: service.locations.count,
    entry: request.entry.filled(usual))
}

/// The end of the last month that is over and of which referrals are known.
func lastWholeMonth(_ referrals: [KnownReferral], today: Day) -> Day {
  let last = min(today, referrals.last?.receivedOn.adding(days: 1) ?? today)
  let over = Day(today.year, today.month, 1)!.adding(days: -1)
  guard let known = referrals.last?.receivedOn else { return over }
  // A month of which the last days have no referral is over all the same.
  let end = Day(known.year, known.month, 1)!.adding(months: 1).adding(days: -1)
  return last > over ? over : min(over, end)
}

private func referralsPage(_ request: Request, _ live: ReadReferrals, _ tx: Transaction) throws -> ReferralsPage {
  let service = try tx.serviceStructure()
  let location = service.locations.first { $0.code == request.query("location") }
  let (from, to) = (request.query("from").flatMap { Day($0) }, request.query("to").flatMap { Day($0) })
  let chosen = try allReferrals(service, live, tx).filter { referral in
    (location == nil || referral.location == location?.code) && referral.receivedOn >= from ?? referral.receivedOn
      && referral.receivedOn <= to ?? referral.receivedOn
  }
  let part = request.part(of: 50)
  let (shown, hasMore) = part.cut(Array(chosen.dropFirst(part.offset).prefix(part.limit)))
  let names = Dictionary(service.locations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
  return ReferralsPage(
    location: location, from: from, to: to, count: chosen.count,
    referrals: shown.map {
      .init(
        reference: $0.reference, on: $0.receivedOn, location: names[$0.location] ?? $0.location, outcome: $0.outcome)
    }, page: part.page, hasMore: hasMore)
}
