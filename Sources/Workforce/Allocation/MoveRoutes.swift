import Design
import Kernel
import Store
import Web

enum MoveForm {
  static let heardOn = Field(
    "heard_on", "When was whoever holds it consulted, alone?", .day, hint: "Leave empty for a vacant post.")
  static let words = Field(
    "words", "What was agreed?", .prose(max: 2_000), hint: "From when, the way there, what changes for them.")
  static let base = Field("base", "Where does the day begin from now on?", .text(max: 120))
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the move again")
  static let why = Field("why", "Why is it not made?", .text(max: 300), required: "Enter why it is not made")
  static let all = [heardOn, words, base, version]

  /// A vacant post moves without anybody being consulted.
  static func asked(isHeld: Bool) -> [Field] {
    guard isHeld else { return [base, version] }
    return [
      Field(heardOn.name, heardOn.label, .day, required: "Enter when whoever holds it was consulted"),
      Field(words.name, words.label, .prose(max: 2_000), hint: words.hint, required: "Enter what was agreed"), base,
      version,
    ]
  }
}

/// One move: what it is about, the gate, and the way out.
struct MovePage: Page, Codable {
  let move: PostMove
  let proposalName: String
  let post: WorkforcePage.Line?
  let from: String
  let to: String
  /// Why it cannot be carried out; nil where nothing but a consultation may be in the way.
  let gate: String?
  let entry: Entry
  var title: String { "Move \(move.post) to \(to)" }
  var trail: [Link] { [allocationsLink, Link(proposalName, "/workforce/allocations/\(move.proposal)")] }
  var menuPath: String? { "/workforce" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: proposalName)
      summaryList([
        SummaryRow("Post", post.map { link("\($0.title), \($0.code)", to: $0.path) } ?? "\(move.post)"),
        SummaryRow("Held by", text: post.map { $0.holder ?? "Nobody: it is vacant" } ?? "It is closed"),
        SummaryRow("From", text: from), SummaryRow("To", text: to),
        SummaryRow("Where it stands", text: move.state.title),
      ])
      if move.state == .open {
        gate.map { warningText($0) } ?? .empty
        if gate == nil {
          card("Carry it out", id: "carry-out") {
            if post?.holder != nil {
              paragraph("Somebody holds this post: it moves only after an individual consultation.")
            }
            formPart(
              view, to: move.path, MoveForm.asked(isHeld: post?.holder != nil), entry, submit: "Move the post")
          }
        }
        card("Or drop it", id: "drop") {
          let entry = entry.of("\(move.path)/dropping")
          view.form(to: "\(move.path)/dropping", entry) {
            hidden("version", "\(move.version)")
            control(MoveForm.why, entry)
            button("Drop this move", style: .warning)
          }
        }
      } else {
        paragraph(
          "\(move.state.title), by \(move.decidedBy ?? "").\(move.heardOn.map { " Consulted on \($0.long)." } ?? "")")
        move.words.map { prose($0) } ?? .empty
      }
    }
  }
}

let moveRoutes: [Route] = [
  .page("/workforce/allocations/{allocation}/moves/{move}", "A move of a post", may: .keepWorkforce) { request, tx in
    try movePage(request, tx)
  },
  .form(
    "/workforce/allocations/{allocation}/moves/{move}", "Carry a move of a post out", may: .keepWorkforce,
    fields: MoveForm.all, again: { try movePage($0, $1) }
  ) { request, tx in
    let move = try tx.move(request.id("move"), of: request.id("allocation"))
    var form = FormReading(request.entry)
    let (heardOn, words, base) = (form.day(MoveForm.heardOn), form.text(MoveForm.words), form.text(MoveForm.base))
    let version = form.value(MoveForm.version, "Open the move again") { Int($0) }
    if let heardOn, heardOn > request.today { form.fail(MoveForm.heardOn, "The day must be today or in the past") }
    let isHeld = try tx.serviceStructure().posts.first { $0.code == move.post }?.isVacant == false
    if move.state == .open, isHeld, heardOn == nil {
      form.fail(MoveForm.heardOn, "Enter when whoever holds it was consulted")
    }
    if heardOn != nil, words == nil { form.fail(MoveForm.words, "Enter what was agreed") }
    try Invalid.check(form.errors)
    try carryOut(
      move, base: base, heardOn: heardOn, words: words, version: version!, by: request.caller, at: request.now, in: tx)
    return .see("/workforce/allocations/\(move.proposal)", "The post is moved")
  },
  .form(
    "/workforce/allocations/{allocation}/moves/{move}/dropping", "Drop a move of a post", may: .keepWorkforce,
    fields: [MoveForm.version, MoveForm.why], again: { try movePage($0, $1) }
  ) { request, tx in
    let move = try tx.move(request.id("move"), of: request.id("allocation"))
    var form = FormReading(request.entry)
    let why = form.text(MoveForm.why)
    let version = form.value(MoveForm.version, "Open the move again") { Int($0) }
    try Invalid.check(form.errors)
    try drop(move, why: why!, version: version!, by: request.caller, at: request.now, in: tx)
    return .see("/workforce/allocations/\(move.proposal)", "The move is dropped")
  },
]

private func movePage(_ request: Request, _ tx: Transaction) throws -> MovePage {
  let move = try tx.move(request.id("move"), of: request.id("allocation"))
  let proposal = try tx.allocationProposal(move.proposal)
  let service = try tx.serviceStructure()
  let post = service.posts.first { $0.code == move.post }
  let names = Dictionary(service.locations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
  // Where others of that location begin their day.
  let base = service.posts.first { $0.location == move.to && !$0.base.isEmpty }?.base ?? post?.base ?? ""
  return MovePage(
    move: move, proposalName: proposal.name, post: post.map(WorkforcePage.Line.init),
    from: names[move.from] ?? move.from,
    to: names[move.to] ?? move.to,
    // Whether somebody was consulted is asked in the form.
    gate: refusal(
      of: move, post, isApproved: proposal.state == .approved, changeGate: try tx.changeGate(post: move.post),
      heardOn: request.today, today: request.today),
    entry: request.entry.filled(["version": "\(move.version)", "base": base]))
}

/// The moves of a proposal on its own page, and what is missing beside them.
struct MoveLines: Codable, Sendable {
  struct Line: Codable, Sendable {
    let move: PostMove
    let from: String
    let to: String
    /// Hundredths of a post; nil where it is closed.
    let fte: Int?
    let isVacant: Bool
  }
  struct Gap: Codable, Sendable {
    let name: String
    /// Below 0 where there are too many.
    let halves: Int
  }
  let lines: [Line]
  /// What is missing or too much when the open moves are done.
  let gaps: [Gap]
  let mayKeep: Bool

  init(_ proposal: Proposal, mayKeep: Bool, in tx: Transaction) throws {
    var service = try tx.serviceStructure()
    let found = try tx.moves(of: proposal.id)
    let names = Dictionary(service.locations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    lines = found.map { move in
      let post = service.posts.first { $0.code == move.post }
      return Line(
        move: move, from: names[move.from] ?? move.from, to: names[move.to] ?? move.to, fte: post?.fte,
        isVacant: post?.isVacant ?? true)
    }
    for move in found where move.state == .open {
      if let index = service.posts.firstIndex(where: { $0.code == move.post }) {
        service.posts[index].location = move.to
      }
    }
    gaps = openHalves(proposal.allocation, service).sorted { $0.key < $1.key }.map {
      Gap(name: names[$0.key] ?? $0.key, halves: $0.value)
    }
    self.mayKeep = mayKeep
  }

  var card: HTML {
    Design.card("What approving asks for", id: "moves") {
      table(
        Table(
          "Moves of posts",
          [.init("Post"), .init("Part", numeric: true), .init("From"), .init("To"), .init("Where it stands")],
          lines.map { line in
            .init(
              [
                "\(line.move.post)\(line.isVacant ? ", vacant" : "")", "\(line.fte.map(shareWords) ?? "")",
                "\(line.from)",
                "\(line.to)",
                tag(
                  line.move.state.title, line.move.state == .open ? .blue : line.move.state == .done ? .green : .grey),
              ], link: mayKeep ? line.move.path : nil)
          }, empty: "No post need move: every location has what it was given, or only the posts below are missing."))
      if !gaps.isEmpty {
        paragraph("When these are done:")
        bulletList(
          gaps.map { gap in
            gap.halves > 0
              ? "\(gap.name): \(posts(gap.halves)) still to be made"
              : "\(gap.name): \(posts(-gap.halves)) too many, to be closed when vacant"
          })
      }
    }
  }
}
