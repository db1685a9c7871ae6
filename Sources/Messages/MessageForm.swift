import Design
import Kernel
import Web

enum MessageForm {
  static let words = Field("words", "Your message", .prose(max: 4000), required: "Enter your message")
  static let all = [words]

  /// The message, as it was written but for white space around it.
  static func check(_ entry: Entry) -> Checked<String> {
    var form = FormReading(entry)
    let words = form.text(words)
    return form.result { words! }
  }
}

/// Whose words a parent or carer writes down.
enum Speaker: String, Choice {
  case child, adult
  var title: String { self == .child ? "My child’s" : "Mine" }
}

enum WordsForm {
  static let speaker = Field(
    "speaker", "Whose words are these?", .choice(Field.options(Speaker.self)), required: "Choose whose words these are")
  static let words = Field(
    "words", "What would you like us to know?", .prose(max: 4000),
    hint: "Use your own words. Spelling does not matter. We keep it just as you write it.",
    required: "Enter what you would like us to know")
  static let all = [speaker, words]
}

/// Something that the family says of itself.
struct NewWords: Sendable, Hashable {
  var speaker: Speaker
  var words: String

  /// A young person who signs in speaks for themselves and is not asked whose words they are.
  static func check(_ entry: Entry, asksSpeaker: Bool) -> Checked<NewWords> {
    var form = FormReading(entry)
    let speaker: Speaker? = asksSpeaker ? form.choice(WordsForm.speaker) : .child
    let words = form.text(WordsForm.words)
    return form.result { NewWords(speaker: speaker!, words: words!) }
  }
}
