import Design
import Kernel
import LinkageEngine
import People
import Store
import Web

/// - rows: what hangs on a child, of all slices.
func reviewRoutes(_ hub: LinkHub, _ rows: @escaping @Sendable () -> [ChildRows]) -> [Route] {
  [
    .page("/links", "Pairs of records to compare", may: .reviewLinks, asks: [stateField, .page], reviewsPage),
    .page("/links/{pair}", "Two records side by side", may: .reviewLinks) { request, tx in
      try reviewPage(request, tx, hub)
    },
    .page("/links/{pair}/explanation", "Why two records are alike", may: .reviewLinks) { request, tx in
      let pair = try tx.pair(request.id("pair"), for: request.caller)
      let sides = try tx.reviewSides(pair)
      return ExplanationPage(
        pair: pair.id.of(), names: "\(sides.a.childName) and \(sides.b.childName)",
        explanation: try hub.with(tx) { $0.explain(pair.a, pair.b) })
    },
    .form(
      "/links/{pair}/answer", "Say whether two records are one child", may: .reviewLinks, fields: ReviewAnswerForm.all,
      again: { try reviewPage($0, $1, hub) }
    ) { request, tx in
      let pair = try tx.pair(request.id("pair"), for: request.caller)
      let (answer, why, version) = try request.checked(readAnswer)
      guard version == pair.version else { throw Refusal.changedByAnother("Somebody answered while you were looking.") }
      try decidePair(pair, answer, why: why, rows: rows(), by: request.caller, at: request.now, in: tx)
      // On from where they are; at the end of the list, from its beginning.
      let after = try tx.neighbours(of: pair, for: request.caller).after
      let next = try after ?? tx.pairs(PairFilter(states: [.open]), for: request.caller, limit: 1).first?.id
      return .see(
        next.map { "/links/\($0)" } ?? "/links",
        "Saved. \(next == nil ? "Nothing more waits." : "This is the next.")")
    },
    .form(
      "/links/{pair}/reopening", "Take back that two records are two children", may: .reviewLinks,
      fields: [ReviewAnswerForm.whyBack], again: { try reviewPage($0, $1, hub) }
    ) { request, tx in
      let pair = try tx.pair(request.id("pair"), for: request.caller)
      let why = try request.checked { entry in
        var form = FormReading(entry)
        let why = form.text(ReviewAnswerForm.whyBack)
        return form.result { why! }
      }
      try reopenPair(pair, why: why, by: request.caller, at: request.now, in: tx)
      return .see("/links/\(pair.id)", "Taken back. The pair waits again.")
    },
  ]
}

private let stateField = Field("state", "State", .choice(Field.options(PairState.self)))

@Sendable private func reviewsPage(_ request: Request, _ tx: Transaction) throws -> ReviewsPage {
  let state = request.query("state").flatMap { PairState(rawValue: $0) }
  var filter = PairFilter()
  if let state { filter.states = [state] }
  let part = request.part(of: 25)
  let (shown, hasMore) = part.cut(try tx.pairs(filter, for: request.caller, limit: part.limit, offset: part.offset))
  let children = Dictionary(
    try tx.children(shown.flatMap { [$0.aChild, $0.bChild] }).map { ($0.id, $0) }
  ) { first, _ in first }
  let agencies = Dictionary(try tx.agencies().map { ($0.code, $0.name) }) { first, _ in first }
  return ReviewsPage(
    lines: shown.map { pair in
      let (a, b) = (children[pair.aChild], children[pair.bChild])
      let from = [pair.a.source, pair.b.source].map { sourceWords($0, agencies) }.joined(separator: " and ")
      return .init(
        pair: pair.id.of(), names: "\(a?.name ?? "") and \(b?.name ?? "")",
        from: from.prefix(1).uppercased() + from.dropFirst(),
        reason: pair.words, percent: percent(pair.probability), state: pair.state,
        isRestricted: a?.isRestricted == true || b?.isRestricted == true)
    }, state: state, open: try tx.countPairs(PairFilter(), for: request.caller),
    unsure: try tx.countPairs(PairFilter(states: [.unsure]), for: request.caller), page: part.page, hasMore: hasMore)
}

func sourceWords(_ source: String, _ agencies: [String: String]) -> String {
  source == ownSource ? "the partnership’s own record" : agencies[source] ?? source
}

private func reviewPage(_ request: Request, _ tx: Transaction, _ hub: LinkHub) throws -> ReviewPage {
  let pair = try tx.pair(request.id("pair"), for: request.caller)
  let sides = try tx.reviewSides(pair)
  let records = try tx.linkedRecords(of: [pair.aChild, pair.bChild])
  let raw = { (name: RecordName) in records.first { $0.name == name }?.raw ?? RawRecord() }
  let levels = try hub.with(tx) { $0.explain(pair.a, pair.b) }
  let needsTwo = try tx.children([pair.aChild, pair.bChild]).contains(where: \.isRestricted)
  let beside = try tx.neighbours(of: pair, for: request.caller)
  return ReviewPage(
    pair: pair.id.of(), version: pair.version, reason: pair.words, percent: percent(pair.probability),
    weight: pair.weight, a: sides.a, b: sides.b, lines: compare(raw(pair.a), raw(pair.b), levels), state: pair.state,
    needsTwo: needsTwo, first: nil,
    isWaitingForOther: pair.state == .second && pair.firstAccount == request.caller.account,
    decided: pair.decidedAt.map { "\(pair.state.title): \(pair.decidedBy ?? ""), \($0.day.long). \(pair.why ?? "")" },
    before: beside.before?.of(), after: beside.after?.of(), entry: request.entry)
}

@Sendable private func readAnswer(_ entry: Entry) -> Checked<(PairAnswer, String, Int)> {
  var form = FormReading(entry)
  let answer: PairAnswer? = form.choice(ReviewAnswerForm.answer)
  let why = form.text(ReviewAnswerForm.why)
  let version = form.value(ReviewAnswerForm.version, "Open the pair again") { Int($0) }
  return form.result { (answer!, why!, version!) }
}

/// The fields of two records side by side, with how far the engine says that they agree.
private func compare(_ a: RawRecord, _ b: RawRecord, _ explanation: Explanation?) -> [ReviewPage.Line] {
  let names = [
    "First name", "Middle name", "Last name", "Sex", "Date of birth", "Address", "Postcode", "NHS number", "UPN",
    "Council’s number",
  ]
  let columns = ["forename", "middle", "surname", "sex", "dob", "address", "postcode", "nhs_number", "upn", "la_id"]
  return zip(zip(names, columns), zip(a.fields, b.fields)).compactMap { head, values in
    let (x, y) = values
    if x.isEmpty && y.isEmpty { return nil }
    let level = explanation?.bars.first { $0.field == head.1 }?.level
    let agreement: ReviewPage.Agreement =
      x.isEmpty || y.isEmpty
      ? .oneSide
      : plainText(x) == plainText(y) || level == "same"
        ? .same : level == "different" || level == nil ? .different : .alike
    return .init(field: head.0, a: shown(x, head.1), b: shown(y, head.1), agreement: agreement)
  }
}

/// The value of a column as people say it: a day and a sex in words, the rest as it was received.
private func shown(_ text: String, _ column: String) -> String {
  switch column {
  case "dob": Day(text)?.long ?? text
  case "sex": Sex(rawValue: text)?.title ?? text
  default: text
  }
}

private func plainText(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

extension Transaction {
  /// What stands over each of the two records.
  func reviewSides(_ pair: LinkPair) throws -> (a: ReviewPage.Side, b: ReviewPage.Side) {
    let agencies = Dictionary(try agencies().map { ($0.code, $0.name) }) { first, _ in first }
    func side(_ name: RecordName, _ child: ChildID) throws -> ReviewPage.Side {
      let child = try self.child(child)
      let words = sourceWords(name.source, agencies)
      return .init(
        heading: words.prefix(1).uppercased() + words.dropFirst() + (name.source == ownSource ? "" : ", \(name.id)"),
        child: child.id, childName: child.name, since: "Known here since \(child.createdAt.day.long).")
    }
    return (try side(pair.a, pair.aChild), try side(pair.b, pair.bChild))
  }
}
