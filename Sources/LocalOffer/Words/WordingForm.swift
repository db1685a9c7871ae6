import Design
import Kernel
import Web

/// The questions about the words of a page.
enum WordingForm {
  static let kind = Field(
    "kind", "Which version is it?",
    .choice([.init("easy_read", "Easy read"), .init("translation", "A translation")]),
    required: "Choose which version it is")
  static let language = Field(
    "language", "The language of a translation, as it calls itself", .text(max: 60), hint: "For example, Polski")
  static let code = Field("code", "The code of the language", .text(max: 12), hint: "For example, pl")
  static let heading = Field("heading", "Heading", .text(max: 200), required: "Enter the heading")
  static let text = Field(
    "text", "The page", .prose(max: 20_000), hint: "Each paragraph on a line of its own. In easy read, each sentence.",
    required: "Enter what the page says")
  static let seen = Field("seen", "Version", .hidden(max: 24))
  static let then = Field("then", "What happens next", .hidden(max: 10))
  static let writing = [heading, text, seen, then]
  static let adding = [kind, language, code] + writing
  /// The address of a page that editors add.
  static let key = Field(
    "key", "Short name for its address", .text(max: 60), hint: "Small letters and hyphens, like how-to-complain",
    required: "Enter a short name for its address")
}

extension NewWording {
  /// Words of a kind that is known already.
  static func check(_ entry: Entry, words: String, language: String) -> Checked<NewWording> {
    var form = FormReading(entry)
    let (heading, text) = (form.text(WordingForm.heading), form.text(WordingForm.text))
    return form.result {
      NewWording(words: words, language: language, text: PageText(heading: heading!, text: text!))
    }
  }

  /// Words of a kind that the form asks for: easy read, or a translation with its language.
  static func check(_ entry: Entry) -> Checked<NewWording> {
    var form = FormReading(entry)
    let kind = form.option(WordingForm.kind)
    let (heading, text) = (form.text(WordingForm.heading), form.text(WordingForm.text))
    let (language, code) = (form.text(WordingForm.language), form.text(WordingForm.code))
    if kind == OtherVersion.Kind.translation.rawValue {
      if language == nil { form.fail(WordingForm.language, "Enter the language, as it calls itself") }
      if !(code.map(isLanguageCode) ?? false) || code == "en" {
        form.fail(WordingForm.code, "Enter the code of the language, like pl")
      }
    }
    let isEasyRead = kind == OtherVersion.Kind.easyRead.rawValue
    return form.result {
      NewWording(
        words: isEasyRead ? easyReadSlug : code!, language: isEasyRead ? "English" : language!,
        text: PageText(heading: heading!, text: text!))
    }
  }
}

/// `how-to-complain`, and nothing that is an address already.
func isPageKey(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  return FixedPage(rawValue: text) == nil && OrganisationID(text) == nil && text != "new"
    && parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }
}
