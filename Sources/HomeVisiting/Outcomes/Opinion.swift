import Design
package import Kernel
package import Store
import Web

/// What families think of home visiting. Source: Aiming High for Disabled Children, Core Offer (2007): its five heads.
package enum OfferHead: String, Choice {
  case information, transparency, assessment, participation, feedback
  package var title: String {
    switch self {
    case .information: "Information"
    case .transparency: "Transparency"
    case .assessment: "Assessment"
    case .participation: "Participation"
    case .feedback: "Feedback"
    }
  }
  /// What the family is asked.
  var question: String {
    switch self {
    case .information: "We get the information that we need"
    case .transparency: "We know why things are decided as they are"
    case .assessment: "We only have to tell our story once"
    case .participation: "We decide together what to work on"
    case .feedback: "We can say what is not right, and something changes"
    }
  }
}

package enum OpinionMark: String, Choice {
  case always = "4", mostly = "3", sometimes = "2", never = "1"
  package var title: String {
    switch self {
    case .always: "Always"
    case .mostly: "Mostly"
    case .sometimes: "Sometimes"
    case .never: "Never"
    }
  }
}

/// What a family says of it, head by head; a head that it left out is not there.
package struct NewOpinion: Sendable, Hashable {
  package var marks: [OfferHead: Int]
  package var words: String?
  package init(marks: [OfferHead: Int], words: String? = nil) { (self.marks, self.words) = (marks, words) }
}

/// Writes down what a family thinks. Figures only are shown to others than those who work with the child.
package func sayOpinion(
  _ id: AnyID, _ opinion: NewOpinion, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.insert(id, opinion, child: child, at: now)
  try tx.append(
    .opinionSaid, about: child.of(), child: child, by: caller, at: now, changed: ["heads": "\(opinion.marks.count)"])
}

extension EventKind {
  static let opinionSaid = EventKind("visiting.opinion", "said what they think of home visiting")
}

enum OpinionForm {
  static func head(_ head: OfferHead) -> Field {
    Field("head_\(head.rawValue)", head.question, .choice(Field.options(OpinionMark.self)))
  }
  static let words = Field("words", "Anything else?", .prose(max: 1000))
  static let all = OfferHead.allCases.map(head) + [words]
}

extension NewOpinion {
  static func check(_ entry: Entry) -> Checked<NewOpinion> {
    var form = FormReading(entry)
    var marks: [OfferHead: Int] = [:]
    for head in OfferHead.allCases {
      let mark: OpinionMark? = form.choice(OpinionForm.head(head))
      marks[head] = mark.flatMap { Int($0.rawValue) }
    }
    let words = form.text(OpinionForm.words)
    if marks.isEmpty { form.fail(OpinionForm.head(.information), "Answer at least one of these") }
    return form.result { NewOpinion(marks: marks, words: words) }
  }
}

/// The family’s own page for it.
struct OpinionPage: Page, Codable {
  let child: ChildID
  let childName: String
  let entry: Entry
  var title: String { "How are the home visits?" }
  var trail: [Link] { familyTrail(child, childName) }
  var menuPath: String? { "/family" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph("Your answers help to make visits better for all families. Leave out what you like.")
      view.form(to: "/family/\(child)/home-visiting/opinions", entry) {
        OfferHead.allCases.map { control(OpinionForm.head($0), entry, marksOptional: false) }.joined()
        control(OpinionForm.words, entry)
        button("Send")
      }
    }
  }
}
