import Design
import Kernel
import Web

enum AgencyForm {
  static let name = Field("name", "Name", .text(max: 100), required: "Enter the name")
  static let code = Field(
    "code", "Short code", .text(max: 30),
    hint: "Small letters, numbers and hyphens, for example early-help. Imports use it, so it cannot be changed later",
    required: "Enter a short code")
  static let kind = Field(
    "kind", "What kind of agency is it?", .choice(Field.options(AgencyKind.self)), required: "Choose what kind it is")
  /// The name that the form was drawn from.
  static let was = Field("was", "Name before", .hidden(max: 100), required: "Open the page again")
  static let all = [name, code, kind]
  static let change = [name, kind, was]

  static func check(_ entry: Entry) -> Checked<NewAgency> {
    var form = FormReading(entry)
    let name = form.text(name)
    let code = form.text(code)
    let kind: AgencyKind? = form.choice(kind)
    if let code, !isCode(code) {
      form.fail(AgencyForm.code, "Enter a code of small letters, numbers and hyphens that begins with a letter")
    }
    return form.result { NewAgency(name: name!, code: code!, kind: kind!) }
  }

  private static func isCode(_ text: String) -> Bool {
    text.utf8.first.map { (97...122).contains($0) } ?? false
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
  }
}

enum TeamForm {
  static let name = AgencyForm.name
  static let locality = Field("locality", "Which area does it work in?", .id)
  static let was = AgencyForm.was
  static let all = [name, locality]
  static let change = [name, locality, was]
}

/// Where somebody works from now on: a team of the agency, none, or no longer there at all.
enum PlaceForm {
  static let place = Field(
    "place", "Where do they work now?", .text(max: 36), required: "Choose where they work now")
  static let noTeam = "none"
  static let left = "left"
  static let all = [place]

  /// The same question with what can be chosen now.
  static func choosing(_ teams: [TeamChoice]) -> Field {
    let options = teams.map { Field.Option($0.id.description, $0.name) }
    return Field(
      place.name, place.label,
      .choice(options + [.init(noTeam, "In no team"), .init(left, "They have left the agency")]),
      required: place.required)
  }
}

/// A team that can be chosen.
struct TeamChoice: Codable, Sendable, Hashable {
  let id: TeamID
  let name: String
}
