import Design
import Kernel
import Web

/// The questions about a report.
enum ReportForm {
  static let meeting = Field(
    "meeting", "To which meeting does it go?", .text(max: 36), required: "Choose the meeting it goes to")
  static let on = Field(
    "figures_on", "With the figures of which day?", .day, required: "Enter the day of the figures")
  static let purpose = Field(
    "purpose", "What is asked of those who meet?", .choice(Field.options(MeetingPurpose.self)),
    required: "Choose what is asked")
  static let aims = Field(
    "aims", "What is the group aiming at?", .prose(max: 3000), required: "Enter what the group is aiming at")
  static let beginning = [meeting, on, purpose, aims]
  static func beginning(_ meetings: [(GroupMeeting, String)]) -> [Field] {
    [
      Field(
        meeting.name, meeting.label,
        .choice(meetings.map { .init($0.0.id.description, "\($0.1), \($0.0.day.long)") }), required: meeting.required),
      on, purpose, aims,
    ]
  }

  static let easyWords = Field(
    "easy_words", "The whole report in easier words", .prose(max: 6000),
    hint: "Sentences of 25 words at most. Nobody can approve the report without them.")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the report again")
  static let editing = [purpose, aims, easyWords, version]

  static let kind = Field(
    "kind", "What is it?", .choice(Field.options(ReportLineKind.self)), required: "Choose what it is")
  static let objective = Field("objective", "Which objective is it about?", .text(max: 4))
  static let words = Field("words", "What is to be said?", .prose(max: 2000), required: "Enter what is to be said")
  static let line = [kind, objective, words]
  static func line(_ objectives: [GroupObjective]) -> [Field] {
    [
      kind,
      Field(
        objective.name, objective.label,
        .choice(
          [.init("none", "None: it is about the whole")]
            + objectives.map { .init("\($0.number)", "\($0.number). \($0.title)") })),
      words,
    ]
  }
  static func checkLine(_ entry: Entry, id: ID<ReportLine>) -> Checked<ReportLine> {
    var form = FormReading(entry)
    let kind: ReportLineKind? = form.choice(kind)
    let (objective, words) = (form.text(objective), form.text(words))
    return form.result { ReportLine(id: id, kind: kind!, objective: objective.flatMap { Int($0) }, words: words!) }
  }
}
