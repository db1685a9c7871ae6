import Kernel
import Store

// What the council and some organisations say in standard words, in easy read and in other languages: what is written by
// hand in Examples/local-offer/pages.csv, in the order in which it was written.

/// Writes the pages through the verbs. A line of a text is set apart by `|`. Throws `CSVError`.
func tellPages(
  folder: String, _ organisations: [String: OrganisationID], by editor: Caller, at now: Instant, in tx: Transaction
) throws {
  var reader = try CSVReader(file: "\(folder)/pages.csv")
  let columns = ["page", "words", "language", "heading", "text", "state", "days_ago"]
  try reader.readHeading(required: columns, known: columns)
  while let row = try reader.next() {
    guard let key = key(try row.required("page"), organisations) else {
      throw row.error("there is no such organisation")
    }
    guard let state = WordingState(rawValue: row.text("state")), state != .past else {
      throw row.error("no such state")
    }
    guard let days = Int(row.text("days_ago")) else { throw row.error("days_ago is no number") }
    let at = LondonTime(day: now.day.adding(days: -days), minuteOfDay: 615).instant
    let words = try row.required("words")
    let new = NewWording(
      words: words, language: try row.required("language"),
      text: PageText(
        heading: try row.required("heading"), text: row.text("text").replacing("|", with: "\n")))
    let page = try known(key, in: tx)
    let before = try tx.wordings(of: key, in: words).first
    try saveWording(new, of: page, seen: before?.seen, isSent: state == .sent, by: editor, at: at, in: tx)
    guard state == .published, let saved = try tx.wordings(of: key, in: words).first else { continue }
    try approveWording(words, of: page, seen: saved.seen, by: editor, at: at.adding(minutes: 40), in: tx)
  }
}

private func key(_ name: String, _ organisations: [String: OrganisationID]) -> String? {
  guard name.hasPrefix("organisation:") else { return name }
  return organisations[String(name.dropFirst("organisation:".utf8.count))]?.description
}

/// A page that is being written for the first time is known by its key alone.
private func known(_ key: String, in tx: Transaction) throws -> WordedPage {
  let isNew =
    try FixedPage(rawValue: key) == nil && OrganisationID(key) == nil && tx.wordings(of: key, in: standardWords).isEmpty
  return isNew ? writtenPage(key) : try tx.wordedPage(key)
}
