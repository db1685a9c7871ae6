import Design
import Kernel
import Store
import Web

/// Pages in other words, for everybody.
func wordedRoutes(_ index: OfferIndex) -> [Route] {
  [
    .page("/local-offer/pages/{page}", "A page of the local offer", may: .readOffer) { request, tx in
      let page = try tx.publicWordedPage(request.parameters["page"] ?? "", today: request.today)
      guard page.kind == .written, let text = page.standard else { throw Refusal.notFound }
      return WrittenPage(
        text: text, versions: page.links(), mayEdit: request.caller.has(.directoryEditor), key: page.key,
        said: try tx.said(on: page.path))
    },
    .page("/local-offer/in/{words}/{page}", "A page in easy read or another language", may: .readOffer) {
      request, tx in
      let page = try tx.publicWordedPage(request.parameters["page"] ?? "", today: request.today)
      guard let version = page.others.first(where: { $0.slug == request.parameters["words"] }) else {
        throw Refusal.notFound
      }
      let path = page.path(of: version.slug)
      return OtherVersionPage(
        name: page.name, version: version, standard: Link(page.name, page.path), versions: page.links(shown: version),
        isOld: page.isOld(version),
        more: page.key == FixedPage.home.rawValue
          ? try tx.everything(in: version.slug, index.snapshot(in: tx), today: request.today) : [],
        said: try tx.said(on: path))
    },
  ]
}

/// What editors and providers write on pages.
let wordingRoutes: [Route] = [
  .page("/directory/pages", "Pages and their versions", may: .editListings) { request, tx in
    let newest = Dictionary(grouping: try tx.everyNewestWording(), by: \.page)
    let own = request.caller.has(.directoryEditor) ? FixedPage.allCases.map(\.rawValue) : []
    let written = newest.keys.filter { !own.contains($0) && OrganisationID($0) == nil }.sorted()
    let organisations =
      request.caller.has(.directoryEditor)
      ? newest.keys.filter { OrganisationID($0) != nil }.sorted()
      : try tx.organisations(for: request.caller).map(\.id.description)
    let pages = try (own + written + organisations).map { try tx.wordedPage($0) }
      .filter { mayEdit($0.agency, request.caller) }
    return WordedPagesPage(
      pages: pages.map { page in
        .init(
          key: page.key, name: page.standard?.heading ?? newest[page.key]?.first?.text.heading ?? page.key,
          versions: (newest[page.key] ?? []).map { WordingLine($0, of: page) })
      }, mayAdd: request.caller.holds(.publishListings))
  },
  .page("/directory/pages/new", "Add a page", may: .publishListings, newWrittenPage),
  .form(
    "/directory/pages", "Add a page", may: .publishListings, fields: [WordingForm.key] + WordingForm.writing,
    again: newWrittenPage
  ) { request, tx in
    let key = try request.checked { entry in
      var form = FormReading(entry)
      let key = form.value(WordingForm.key, "Use small letters, numbers and hyphens, like how-to-complain") {
        isPageKey($0) ? $0 : nil
      }
      return form.result { key! }
    }
    guard try tx.wordings(of: key, in: standardWords).isEmpty else {
      throw Invalid(WordingForm.key.name, "There is a page with this name already")
    }
    let new = try request.checked { NewWording.check($0, words: standardWords, language: "English") }
    try saveWording(new, of: writtenPage(key), seen: nil, isSent: false, by: request.caller, at: request.now, in: tx)
    return .see("/directory/pages/\(key)/versions/\(standardWords)", savedWords(new))
  },
  .page("/directory/pages/{page}", "A page and its versions", may: .editListings) { request, tx in
    let page = try tx.wordedPage(request)
    return WordedPagePage(
      page: page, versions: try tx.newestWordings(of: page.key).map { WordingLine($0, of: page) })
  },
  .page(
    "/directory/pages/{page}/versions/new", "Add a version of a page", may: .editListings,
    newWordingPage
  ),
  .form(
    "/directory/pages/{page}/versions", "Add a version of a page", may: .editListings, fields: WordingForm.adding,
    again: newWordingPage
  ) { request, tx in
    let page = try tx.wordedPage(request)
    let new = try request.checked { NewWording.check($0) }
    guard try tx.wordings(of: page.key, in: new.words).isEmpty else {
      throw Invalid(WordingForm.kind.name, "There is such a version already: change that one")
    }
    let isSent = request.entry[WordingForm.then.name] == "send"
    try saveWording(new, of: page, seen: nil, isSent: isSent, by: request.caller, at: request.now, in: tx)
    return .see("/directory/pages/\(page.key)/versions/\(new.words)", savedWords(new))
  },
  .page(
    "/directory/pages/{page}/versions/{words}", "Change a version of a page", may: .editListings,
    asks: [Field("from", "An earlier version to write on from", .number(1...100_000))], keepsDraft: true,
    editWordingPage),
  .form(
    "/directory/pages/{page}/versions/{words}", "Change a version of a page", may: .editListings,
    fields: WordingForm.writing, again: editWordingPage
  ) { request, tx in
    let page = try tx.wordedPage(request)
    let words = request.parameters["words"] ?? ""
    let known = try tx.wordings(of: page.key, in: words).first
    guard known != nil || (words == standardWords && page.kind == .fixed) else { throw Refusal.notFound }
    let new = try request.checked {
      NewWording.check($0, words: words, language: known?.language ?? "English")
    }
    let isSent = request.entry[WordingForm.then.name] == "send"
    try saveWording(
      new, of: page, seen: request.entry[WordingForm.seen.name].flatMap { $0.isEmpty ? nil : $0 }, isSent: isSent,
      by: request.caller, at: request.now, in: tx)
    return .see("/directory/pages/\(page.key)/versions/\(words)", savedWords(new))
  },
  .form(
    "/directory/pages/{page}/versions/{words}/approval", "Approve a version of a page", may: .publishListings,
    fields: [WordingForm.seen]
  ) { request, tx in
    let page = try tx.wordedPage(request)
    try approveWording(
      request.parameters["words"] ?? "", of: page, seen: request.entry[WordingForm.seen.name] ?? "",
      by: request.caller, at: request.now, in: tx)
    return .see("/directory/pages/\(page.key)", "Approved. Families read it now.")
  },
  .form(
    "/directory/pages/{page}/versions/{words}/removal", "Take a version of a page away", may: .publishListings,
    fields: [whyField], again: editWordingPage
  ) { request, tx in
    let page = try tx.wordedPage(request)
    let why = try request.checked { entry in
      var form = FormReading(entry)
      let why = form.text(whyField)
      return form.result { why! }
    }
    try withdrawWording(
      request.parameters["words"] ?? "", of: page, why: why, by: request.caller, at: request.now, in: tx)
    return .see("/directory/pages/\(page.key)", "Taken away")
  },
]

extension Transaction {
  /// The page that a request names, for somebody who may write on it; for everybody else there is none.
  fileprivate func wordedPage(_ request: Request) throws -> WordedPage {
    let page = try wordedPage(request.parameters["page"] ?? "")
    guard mayEdit(page.agency, request.caller) else { throw Refusal.notFound }
    return page
  }

  /// All that anybody may read in the same words, by its name there.
  fileprivate func everything(in words: String, _ snapshot: OfferSnapshot, today: Day) throws -> [Link] {
    let keys: [String] = try rows(
      "SELECT page FROM page_wording WHERE state = 'published' AND words = \(words) ORDER BY page LIMIT 500"
    ) { try $0[0] }
    let pages = keys.compactMap { key in
      key == FixedPage.home.rawValue ? nil : try? publicWordedPage(key, today: today)
    }
    let ofPages = pages.compactMap { page in
      page.others.first { $0.slug == words }.map { Link($0.heading ?? page.name, page.path(of: words)) }
    }
    let ofListings = snapshot.shown(on: today).filter { $0.otherWords.contains(words) }.map {
      Link($0.name, "/local-offer/services/\($0.id)/\(words)")
    }
    return ofPages + ofListings.sorted { $0.label < $1.label }.prefix(300)
  }
}

private func savedWords(_ new: NewWording) -> String {
  guard new.language == "English", let age = ReadingAge(of: new.text.text) else { return "Draft saved" }
  return age.isTooHigh
    ? "Draft saved. Reading age \(age.years): shorter sentences and plainer words would help."
    : "Draft saved. Reading age \(age.years)."
}

@Sendable private func newWrittenPage(_ request: Request, _ tx: Transaction) throws -> NewWrittenPage {
  NewWrittenPage(reading: request.entry[WordingForm.text.name].flatMap { ReadingAge(of: $0) }, entry: request.entry)
}

@Sendable private func newWordingPage(_ request: Request, _ tx: Transaction) throws -> EditWordingPage {
  let page = try tx.wordedPage(request)
  return EditWordingPage(
    page: page, newest: nil, words: nil, earlier: [], reading: nil, mayApprove: false, entry: request.entry)
}

@Sendable private func editWordingPage(_ request: Request, _ tx: Transaction) throws -> EditWordingPage {
  let page = try tx.wordedPage(request)
  let words = request.parameters["words"] ?? ""
  let earlier = try tx.wordings(of: page.key, in: words)
  guard !earlier.isEmpty || (words == standardWords && page.kind == .fixed) else { throw Refusal.notFound }
  var entry = request.entry
  if request.method == .get, entry.keptAt == nil {
    let from = request.query("from").flatMap { Int($0) }
    let text = earlier.first { $0.number == from }?.text ?? earlier.first?.text ?? page.standard
    entry = entry.filled(["heading": text?.heading, "text": text?.text].compactMapValues(\.self))
  }
  entry = entry.filled([WordingForm.seen.name: earlier.first?.seen ?? ""])
  return EditWordingPage(
    page: page, newest: earlier.first, words: words, earlier: earlier,
    reading: entry[WordingForm.text.name].flatMap { ReadingAge(of: $0) },
    mayApprove: request.caller.holds(.publishListings), entry: entry)
}
