import Design
import Kernel
import People
import Store
import Web

/// The checklist of what the law asks for.
struct CoveragePage: Page, Codable {
  let duties: [Line]
  let score: Int
  struct Line: Codable, Sendable, Hashable {
    let duty: Duty
    let listings: Int
  }
  var title: String { "Coverage of the local offer" }
  var trail: [Link] { [Link("Directory", "/directory")] }
  var menuPath: String? { "/directory" }
  var sheet: Sheet? {
    Sheet(
      name: "coverage", columns: ["code", "duty", "state", "owner", "evidence", "review_on", "listings", "source"],
      rows: duties.map { line in
        let duty = line.duty
        return [
          duty.code, duty.title, duty.state?.title ?? "Not looked at", duty.owner ?? "", duty.evidence ?? "",
          duty.reviewOn?.description ?? "", String(line.listings), duty.source,
        ]
      })
  }

  func body(_ view: View) -> HTML {
    func count(_ state: DutyState?) -> String { String(duties.count { $0.duty.state == state }) }
    let late = duties.count { $0.duty.reviewOn.map { $0 < view.today } ?? false }
    return markup {
      pageHeading(title)
      lead("What the law asks a local offer to hold, who looks after each part, and when it is looked at again.")
      tiles([
        Tile("Score, of 100", String(score), tone: score >= 80 ? .good : .warning), Tile("Met", count(.met)),
        Tile("Partly met", count(.partly)), Tile("Missing", count(.missing)), Tile("Not looked at", count(nil)),
        Tile("Review is late", String(late), tone: late > 0 ? .bad : .plain),
      ])
      paragraph("What is met counts whole and what is partly met half; half of that where its review is late.")
      table(
        Table(
          "Duties",
          [.init("Duty"), .init("State"), .init("Listings", numeric: true), .init("Owner"), .init("Next review")],
          duties.map { line in
            let duty = line.duty
            return .init(
              [
                "\(duty.code). \(duty.title)", dutyTag(duty.state), line.duty.kinds.isEmpty ? "–" : "\(line.listings)",
                "\(duty.owner ?? "–")",
                duty.reviewOn.map { "\(day($0)) \(tag("Late", .red), if: $0 < view.today)" } ?? "–",
              ], link: "/directory/coverage/\(duty.code)")
          }))
      paragraph(markup: link("Download as a table", to: "/directory/coverage?format=csv"))
    }
  }
}

/// The checklist as everybody reads it: what there is of each, where to look, and what is missing.
struct PublicCoveragePage: Page, Codable {
  let words: WordedPage
  let lines: [Line]
  let said: SaidHere
  struct Line: Codable, Sendable, Hashable {
    let title: String
    let source: String
    let state: DutyState?
    let services: Int
    /// The search that finds them; nil where the duty is not about services.
    let path: String?
  }
  var title: String { words.name }
  var trail: [Link] { [Link("Local offer", "/local-offer")] }
  var menuPath: String? { "/local-offer" }
  var sheet: Sheet? {
    Sheet(
      name: "what-the-local-offer-holds", columns: ["what", "state", "services", "source"],
      rows: lines.map { [$0.title, $0.state?.title ?? "Not looked at", String($0.services), $0.source] })
  }
  func body(_ view: View) -> HTML {
    markup {
      pageOpening(words)
      table(
        Table(
          "What the law asks for", [.init("What"), .init("How it stands"), .init("Services", numeric: true)],
          lines.map { line in
            .init([
              line.path.map { link(line.title, to: $0) } ?? "\(line.title)", dutyTag(line.state),
              line.path == nil ? "–" : "\(line.services)",
            ])
          }, empty: "Nothing has been written down yet."))
      paragraph(markup: link("Download as a table", to: "/local-offer/coverage?format=csv"))
      said.html
    }
  }
}

private func dutyTag(_ state: DutyState?) -> HTML {
  switch state {
  case .met?: tag("Met", .green)
  case .partly?: tag("Partly met", .yellow)
  case .missing?: tag("Missing", .red)
  case nil: tag("Not looked at", .grey)
  }
}

/// The questions about one duty, and about the core offer.
enum CoverageForm {
  static let state = Field(
    "state", "How does it stand?", .choice(Field.options(DutyState.self)), required: "Choose how it stands")
  static let owner = Field("owner", "Who looks after it?", .text(max: 120), required: "Enter who looks after it")
  static let evidence = Field("evidence", "What shows it?", .prose(max: 2000), hint: "Pages, papers, meetings.")
  static let reviewOn = Field(
    "review_on", "When is it looked at again?", .day, required: "Enter when it is looked at again")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the duty again")
  static let duty = [state, owner, evidence, reviewOn, version]

  static let locality = Field("locality", "Where?", .choice([]), required: "Choose where")
  static let part = Field(
    "part", "What?", .choice(Field.options(CoreOfferPart.self)), required: "Choose the part of the core offer")
  static let offerState = Field(
    "offer_state", "How does it stand?", .choice(Field.options(CoreOfferState.self)), required: "Choose how it stands")
  static let note = Field("note", "Note", .text(max: 300))
  static let agency = Field("agency", "Which agency?", .choice([]), required: "Choose the agency")
  static let head = Field(
    "head", "Which promise?", .choice(Field.options(CoreOfferHead.self)), required: "Choose the promise")
  static let score = Field(
    "score", "How far is it kept?",
    .choice([
      .init("0", "0: not begun"), .init("1", "1: planned"), .init("2", "2: in places"),
      .init("3", "3: nearly everywhere"),
      .init("4", "4: everywhere, and looked at each year"),
    ]), required: "Choose how far it is kept")
  static let matrix = [locality, part, offerState, note]
  static let scoring = [agency, head, score, note]
}

/// One duty, to be written down.
struct DutyPage: Page, Codable {
  let duty: Duty
  let listings: Int
  let entry: Entry
  var title: String { duty.title }
  var trail: [Link] { [Link("Directory", "/directory"), Link("Coverage", "/directory/coverage")] }
  var menuPath: String? { "/directory" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(duty.title, caption: "Duty \(duty.code)")
      paragraph("Source: \(duty.source).")
      if !duty.kinds.isEmpty {
        paragraph(
          "\(listings) published listing\(listings == 1 ? "" : "s") of these kinds: \(duty.kinds.map(\.title).joined(separator: ", "))."
        )
      }
      formPart(view, to: "/directory/coverage/\(duty.code)", CoverageForm.duty, entry, submit: "Save")
    }
  }
}

/// The core offer: the matrix of localities, and the five promises of each agency.
struct CoreOfferPage: Page, Codable {
  let localities: [Option]
  let cells: [CoreOfferCell]
  let agencies: [Option]
  let scores: [CoreOfferScore]
  let entry: Entry
  var title: String { "Core offer" }
  var trail: [Link] { [Link("Directory", "/directory")] }
  var menuPath: String? { "/directory" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "core-offer", columns: ["part", "locality", "state", "listings", "said_or_counted", "note"],
      rows: cells.map { cell in
        [
          cell.part.title, localities.first { $0.value == cell.locality.description }?.label ?? "", cell.state.title,
          String(cell.listings), cell.isSaid ? "said" : "counted", cell.note ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    let gaps = cells.count { $0.state == .gap }
    return markup {
      pageHeading(title)
      lead(
        gaps == 0
          ? "Every part of the county has every part of the core offer."
          : "\(gaps) gap\(gaps == 1 ? "" : "s") in the core offer.")
      card("Each part of the county", id: "matrix") {
        paragraph("The number is how many listings there are for it.")
        table(
          Table(
            "Core offer by locality", [.init("Part")] + localities.map { .init($0.label) },
            CoreOfferPart.allCases.map { part in
              .init(["\(part.title)"] + localities.map { cell(part, $0) })
            }, empty: "There are no localities yet."))
        paragraph(markup: link("Download as a table", to: "/directory/core-offer?format=csv"))
        details("Say how a part stands somewhere", isOpen: entry.isTyped(into: "/directory/core-offer")) {
          let entry = entry.of("/directory/core-offer")
          view.form(to: "/directory/core-offer", entry) {
            control(chosen(CoverageForm.locality, localities), entry)
            controls([CoverageForm.part, CoverageForm.offerState, CoverageForm.note], entry)
            button("Save")
          }
        }
      }
      card("Five promises, agency by agency", id: "promises") {
        table(
          Table(
            "Promises by agency, 0 to 4",
            [.init("Agency")] + CoreOfferHead.allCases.map { .init($0.title, numeric: true) },
            agencies.map { agency in
              .init(["\(agency.label)"] + CoreOfferHead.allCases.map { score($0, agency) })
            }, empty: "There are no agencies yet."))
        details("Score a promise", isOpen: entry.isTyped(into: "/directory/core-offer/scores")) {
          let entry = entry.of("/directory/core-offer/scores")
          view.form(to: "/directory/core-offer/scores", entry) {
            control(chosen(CoverageForm.agency, agencies), entry, idPrefix: "s-")
            control(CoverageForm.head, entry, idPrefix: "s-")
            control(CoverageForm.score, entry, idPrefix: "s-")
            control(CoverageForm.note, entry, idPrefix: "s-")
            button("Save")
          }
        }
      }
    }
  }

  private func chosen(_ field: Field, _ options: [Option]) -> Field {
    Field(field.name, field.label, .choice(options.map { .init($0.value, $0.label) }), required: field.required)
  }
  private func cell(_ part: CoreOfferPart, _ locality: Option) -> HTML {
    guard let cell = cells.first(where: { $0.part == part && $0.locality.description == locality.value }) else {
      return "–"
    }
    let colour: TagColour = cell.state == .there ? .green : cell.state == .partly ? .yellow : .red
    return "\(tag(cell.state.title, colour)) <span class=\"app-hint\">\(cell.listings)</span>"
  }
  private func score(_ head: CoreOfferHead, _ agency: Option) -> HTML {
    scores.first { $0.head == head && $0.agency.description == agency.value }.map { "\($0.score)" } ?? "–"
  }
}

func coverageRoutes(_ index: OfferIndex) -> [Route] {
  [
    .page("/local-offer/coverage", "What the local offer holds", may: .readOffer) { request, tx in
      let shown = try index.snapshot(in: tx).shown(on: request.today)
      return PublicCoveragePage(
        words: try tx.wordedPage(.coverage),
        lines: try tx.duties().map { duty in
          var question = OfferQuestion()
          question.kinds = duty.kinds
          return .init(
            title: duty.title, source: duty.source, state: duty.state, services: listings(of: duty, shown),
            path: duty.kinds.isEmpty ? nil : question.path())
        }, said: try tx.said(on: "/local-offer/coverage"))
    },
    .page("/directory/coverage", "What the law asks of the local offer", may: .publishListings) { request, tx in
      let shown = try index.snapshot(in: tx).shown(on: request.today)
      let duties = try tx.duties()
      return CoveragePage(
        duties: duties.map { .init(duty: $0, listings: listings(of: $0, shown)) },
        score: coverageScore(duties, today: request.today))
    },
    .page("/directory/coverage/{duty}", "One duty of the local offer", may: .publishListings) {
      try dutyPage($0, $1, index)
    },
    .form(
      "/directory/coverage/{duty}", "Write down how a duty stands", may: .publishListings, fields: CoverageForm.duty,
      again: { try dutyPage($0, $1, index) }
    ) { request, tx in
      let duty = try tx.duty(request.parameters["duty"] ?? "")
      let (answer, version) = try request.checked(DutyAnswer.check)
      try Invalid.check(problems(with: answer, today: request.today))
      try setDuty(duty, answer, version: version, by: request.caller, at: request.now, in: tx)
      return .see("/directory/coverage", "Saved")
    },
    .page("/directory/core-offer", "The core offer by locality and agency", may: .publishListings) {
      try coreOfferPage($0, $1, index)
    },
    .form(
      "/directory/core-offer", "Say how the core offer stands", may: .publishListings, fields: CoverageForm.matrix,
      again: { try coreOfferPage($0, $1, index) }
    ) { request, tx in
      let localities = try tx.localities()
      let (locality, part, state, note) = try request.checked { entry in
        var form = FormReading(entry)
        let locality: LocalityID? = form.id(CoverageForm.locality)
        let part: CoreOfferPart? = form.choice(CoverageForm.part)
        let state: CoreOfferState? = form.choice(CoverageForm.offerState)
        let note = form.text(CoverageForm.note)
        return form.result { (locality!, part!, state!, note) }
      }
      guard localities.contains(where: { $0.id == locality }) else { throw Invalid("locality", "Choose where") }
      try setCoreOffer(part, in: locality, to: state, note: note, by: request.caller, at: request.now, in: tx)
      return .see("/directory/core-offer", "Saved")
    },
    .form(
      "/directory/core-offer/scores", "Score a promise of an agency", may: .publishListings,
      fields: CoverageForm.scoring,
      again: { try coreOfferPage($0, $1, index) }
    ) { request, tx in
      let (agency, head, score, note) = try request.checked { entry in
        var form = FormReading(entry)
        let agency: AgencyID? = form.id(CoverageForm.agency)
        let head: CoreOfferHead? = form.choice(CoverageForm.head)
        let score = form.option(CoverageForm.score).flatMap { Int($0) }
        let note = form.text(CoverageForm.note)
        return form.result { (agency!, head!, score!, note) }
      }
      guard try tx.agencies().contains(where: { $0.id == agency }) else { throw Invalid("agency", "Choose the agency") }
      try scoreCoreOffer(head, of: agency, score: score, note: note, by: request.caller, at: request.now, in: tx)
      return .see("/directory/core-offer", "Saved")
    },
  ]
}

extension DutyAnswer {
  static func check(_ entry: Entry) -> Checked<(DutyAnswer, Int)> {
    var form = FormReading(entry)
    let state: DutyState? = form.choice(CoverageForm.state)
    let owner = form.text(CoverageForm.owner)
    let (evidence, reviewOn) = (form.text(CoverageForm.evidence), form.day(CoverageForm.reviewOn))
    let version = form.value(CoverageForm.version, "Open the duty again") { Int($0) }
    return form.result {
      (DutyAnswer(state: state!, owner: owner!, evidence: evidence, reviewOn: reviewOn!), version!)
    }
  }
}

private func listings(of duty: Duty, _ shown: [IndexedListing]) -> Int {
  let wanted = bits(duty.kinds)
  return shown.count { $0.kinds & wanted != 0 }
}

private func dutyPage(_ request: Request, _ tx: Transaction, _ index: OfferIndex) throws -> DutyPage {
  let duty = try tx.duty(request.parameters["duty"] ?? "")
  var entry = request.entry
  if request.method == .get, entry.keptAt == nil {
    entry = entry.filled(
      [
        "state": duty.state?.rawValue, "owner": duty.owner, "evidence": duty.evidence,
        "review_on": duty.reviewOn?.description,
      ].compactMapValues(\.self))
  }
  return DutyPage(
    duty: duty, listings: listings(of: duty, try index.snapshot(in: tx).shown(on: request.today)),
    entry: entry.filled(["version": String(duty.version)]))
}

private func coreOfferPage(_ request: Request, _ tx: Transaction, _ index: OfferIndex) throws -> CoreOfferPage {
  let localities = try tx.localities()
  let shown = try index.snapshot(in: tx).shown(on: request.today)
  return CoreOfferPage(
    localities: localities.map { Option(value: $0.id.description, label: $0.name) },
    cells: try coreOfferMatrix(localities, shown, today: request.today, in: tx),
    agencies: try tx.agencies().map { Option(value: $0.id.description, label: $0.name) },
    scores: try tx.all("SELECT agency_id, head, score, note FROM core_offer_score"), entry: request.entry)
}
