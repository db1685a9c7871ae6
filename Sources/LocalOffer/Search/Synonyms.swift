package import Store

/// What a phrase means here: a need, a kind, or other words for the same.
enum Meaning: Sendable, Hashable {
  case need(OfferNeed)
  case kind(OfferKind)
  case words([String])

  /// `need:autism`, `kind:short_break`, or words.
  init?(_ text: String) {
    if text.hasPrefix("need:") {
      guard let need = OfferNeed(rawValue: String(text.dropFirst(5))) else { return nil }
      self = .need(need)
    } else if text.hasPrefix("kind:") {
      guard let kind = OfferKind(rawValue: String(text.dropFirst(5))) else { return nil }
      self = .kind(kind)
    } else {
      let stems = LocalOffer.words(of: text).map(\.stem)
      guard !stems.isEmpty else { return nil }
      self = .words(stems)
    }
  }
}

/// What families call things, and what the directory calls them: `registers/offer-words.csv`, phrase by phrase.
struct Synonyms: Sendable {
  private var meanings: [[String]: [Meaning]] = [:]
  private(set) var longest = 1
  /// Every single word that a phrase is made of, for spelling.
  private(set) var vocabulary: Set<String> = []

  /// Lines that mean nothing here are passed over: the register was checked when it was loaded.
  init(_ lines: [(phrase: String, means: String)]) {
    let own = OfferNeed.allCases.map { ($0.title, "need:\($0.rawValue)") }
    let kinds = OfferKind.allCases.map { ($0.title, "kind:\($0.rawValue)") }
    for (phrase, means) in lines.map({ ($0.phrase, $0.means) }) + own + kinds {
      guard let meaning = Meaning(means) else { continue }
      let key = words(of: phrase, meaningful: false).map(\.stem)
      guard !key.isEmpty else { continue }
      meanings[key, default: []].append(meaning)
      longest = max(longest, key.count)
      vocabulary.formUnion(key)
    }
  }

  func meaning(of stems: [String]) -> [Meaning] { meanings[stems] ?? [] }
}

/// Reads `registers/offer-words.csv` into its table: what it no longer holds goes. Throws `CSVError` before anything is
/// written.
package func loadOfferWords(folder: String, in tx: Transaction) throws {
  var reader = try CSVReader(file: "\(folder)/offer-words.csv")
  try reader.readHeading(required: ["phrase", "means"], known: ["phrase", "means"])
  var lines: Set<[String]> = []
  while let row = try reader.next() {
    let (phrase, means) = (try row.required("phrase"), try row.required("means"))
    guard Meaning(means) != nil else { throw row.error("means ‘\(means)’ is no need, no kind and no words") }
    guard lines.insert([phrase, means]).inserted else { throw row.error("\(phrase) means \(means) twice") }
  }
  let known = Set(try tx.rows("SELECT phrase, means FROM offer_word") { [try $0[0] as String, try $0[1] as String] })
  guard known != lines else { return }
  try tx.run("DELETE FROM offer_word")
  for line in lines.sorted(by: { $0.joined() < $1.joined() }) {
    try tx.run("INSERT INTO offer_word (phrase, means) VALUES (\(line[0]), \(line[1]))")
  }
  // What is found by these words is found differently now.
  try tx.countWordsOn()
}
