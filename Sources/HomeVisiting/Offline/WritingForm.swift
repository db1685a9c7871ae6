import Design
import Kernel
import Store
import Web

/// What comes from a phone besides the questions about a visit.
enum WritingForm {
  static let id = Field("writing", "The id that the phone gave it", .id, required: "Send the id of what was written")
  static let visit = Field("visit", "The planned visit that it is about", .id)
  static let owner = Field(
    "owner", "Whose phone it was written on", .hidden(max: 60), required: "Say whose phone it is")
  static let writtenAt = Field(
    "written_at", "When it was written, in seconds since 1970", .hidden(max: 12), required: "Say when it was written")
  static let all = [id, visit, owner, writtenAt] + VisitForm.all
}

extension NewWriting {
  /// The next visit may lie in the past by now: it was agreed all the same, and then waits to be written up.
  static func check(_ entry: Entry) -> Checked<NewWriting> {
    var form = FormReading(entry)
    let id: ID<Writing>? = form.id(WritingForm.id)
    let visit: ID<Visit>? = form.id(WritingForm.visit)
    let writtenAt = form.value(WritingForm.writtenAt, "When it was written must be a number of seconds") { Int($0) }
    let words: NewVisit?
    switch NewVisit.check(entry) {
    case .good(let value): words = value
    case .bad(let errors):
      form.add(errors)
      words = nil
    }
    return form.result {
      NewWriting(id: id!, visit: visit, writtenAt: Instant(seconds: writtenAt!), words: words!)
    }
  }
}

/// The questions when a person puts two accounts together.
enum SettleForm {
  enum Answer: String, Choice {
    case combine, keep, another
    var title: String {
      switch self {
      case .combine: "Put the two together, as I choose below"
      case .keep: "Leave the record as it is"
      case .another: "There were two visits that day: add this one"
      }
    }
  }

  /// What can be answered depends on how the two came apart.
  static func answer(_ writing: Writing, _ visit: Visit) -> Field {
    var options = Field.options(Answer.self, only: writing.wasPlanned ? [.combine, .keep] : Answer.allCases)
    if visit.state == .cancelled {
      options = [
        .init(Answer.combine.rawValue, "The visit took place, as it was written on the phone"),
        .init(Answer.keep.rawValue, "The visit did not take place: leave it called off"),
      ]
    }
    return Field("answer", "What is right?", .choice(options), required: "Choose what is right")
  }

  static func which(_ part: VisitPart) -> Field {
    let answers: [WhichWords] = part.mayHoldBoth ? WhichWords.allCases : [.record, .phone]
    return Field("use_\(part.rawValue)", part.title, .choice(Field.options(WhichWords.self, only: answers)))
  }

  /// As the interface describes it: every question that there may be.
  static let all =
    [Field("answer", "What is right?", .choice(Field.options(Answer.self)), required: "Choose what is right")]
    + VisitPart.allCases.map(which) + [VisitForm.version]
}

extension Settlement {
  /// `parts` are those on which the two do not agree.
  static func check(_ entry: Entry, _ writing: Writing, _ visit: Visit, parts: [VisitPart]) -> Checked<Settlement> {
    var form = FormReading(entry)
    let answer: SettleForm.Answer? = form.choice(SettleForm.answer(writing, visit))
    var chosen: [VisitPart: WhichWords] = [:]
    if answer == .combine, visit.state == .held {
      for part in parts {
        let field = SettleForm.which(part)
        chosen[part] = form.choice(field)
        if chosen[part] == nil { form.fail(field, "Choose what to use for “\(part.title.lowercasedFirst)”") }
      }
    }
    return form.result {
      switch answer! {
      case .keep: .keep
      case .another: .another
      case .combine: .write(visit.words.map { $0.joined(with: writing.words!, chosen) } ?? writing.words!)
      }
    }
  }
}
