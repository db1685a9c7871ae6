import Foundation
package import Kernel
import People

/// What somebody asks for, in their words: the answers of the form, read and checked.
package struct NewHelpRequest: Sendable, Codable, Hashable {
  package var danger: Danger
  package var asker: AskerKind
  package var givenName: String
  package var familyName: String?
  package var bornOn: Day?
  package var expectedOn: Day?
  package var postcode: Postcode?
  package var school: String?
  package var goingWell: String?
  package var hard: String?
  package var wouldHelp: String?
  package var signs: [UrgentSign]
  package var services: [HelpService]
  package var helpers: [HelperKind]
  package var helpersWords: String?
  /// Nil where they did not say.
  package var isLookedAfter: YesOrNo?
  package var isYoungCarer: YesOrNo?
  /// Who asks; for a young person, their own name.
  package var askerName: String
  package var phone: String?
  package var email: String?
  package var bestTime: String?
  /// The language of the interpreter that is needed.
  package var interpreter: String?
  package var formats: [ContactFormat]
  // What only professionals and others say.
  package var agency: String?
  package var role: String?
  package var familyContact: String?
  package var familyPhone: String?
  package var agreement: AgreementAnswer?
  package var noAgreementWhy: NoAgreementReason?
  package var agreementNote: String?
  package var levelClaimed: NeedLevel?
  package var criteriaClaimed: [String]
  package var soon: Soon?
  package var soonWhy: String?

  package var childName: String { familyName.map { "\(givenName) \($0)" } ?? givenName }

  package init(
    asker: AskerKind, danger: Danger = .no, givenName: String, familyName: String? = nil, askerName: String? = nil
  ) {
    (self.asker, self.danger, self.givenName, self.familyName) = (asker, danger, givenName, familyName)
    self.askerName = askerName ?? (familyName.map { "\(givenName) \($0)" } ?? givenName)
    (signs, services, helpers, formats, criteriaClaimed) = ([], [], [], [], [])
  }

  /// What they said of the child's life, and nothing where they did not.
  var circumstances: [CircumstanceKind: String] {
    [.lookedAfter: isLookedAfter, .youngCarer: isYoungCarer].compactMapValues { $0?.rawValue }
  }

  package var askerTitle: String { inShort.askerTitle }
  package var inOneLine: String { inShort.inOneLine }
  private var inShort: AskedInShort {
    AskedInShort(
      asker: asker, role: role, agency: agency, givenName: givenName, bornOn: bornOn, services: services,
      wouldHelp: wouldHelp, hard: hard)
  }
}

/// What a list shows of a request: read from the same JSON, in a third of the time.
struct AskedInShort: Decodable {
  let asker: AskerKind
  let role: String?
  let agency: String?
  let givenName: String
  let bornOn: Day?
  let services: [HelpService]
  let wouldHelp: String?
  let hard: String?

  /// `Parent or carer`, `Health visitor, Meadow Clinic`.
  var askerTitle: String {
    guard asker == .professional else { return asker.short }
    return [role, agency].compactMap(\.self).joined(separator: ", ")
  }
  /// One line that says what is asked.
  var inOneLine: String {
    let words = wouldHelp ?? hard ?? ""
    let line = words.drop(while: \.isNewline).prefix { !$0.isNewline }
    return String(line).beginning(110)
  }
}

package enum YesOrNo: String, Choice {
  case yes, no
  package var title: String { self == .yes ? "Yes" : "No" }
}

package enum Danger: String, Choice {
  case no, worried, now
  package var title: String {
    switch self {
    case .no: "No"
    case .worried: "Not right now, but I am worried about somebody’s safety"
    case .now: "Yes, right now"
    }
  }
}

package enum AskerKind: String, Choice {
  case parent
  case youngPerson = "young_person"
  case professional, other
  package var title: String {
    switch self {
    case .parent: "I am a parent or carer"
    case .youngPerson: "I am a young person asking for myself"
    case .professional: "I work with the child or family"
    case .other: "Somebody else, such as a grandparent or neighbour"
    }
  }
  package var short: String {
    switch self {
    case .parent: "Parent or carer"
    case .youngPerson: "Young person"
    case .professional: "Professional"
    case .other: "Somebody else"
    }
  }
}

/// Signs that cannot wait. Source: NHS urgent signs for children's mental health, in plain words.
package enum UrgentSign: String, Choice {
  case selfHarm = "self_harm"
  case notEating = "not_eating"
  case crisis
  case hurt
  case alone
  case noHome = "no_home"
  package var title: String {
    switch self {
    case .selfHarm: "Hurting themselves, or saying they do not want to live"
    case .notEating: "Hardly eating or drinking, or losing weight fast"
    case .crisis: "Seeing or hearing things that others do not, or not being themselves at all"
    case .hurt: "Being hurt, or afraid of somebody at home"
    case .alone: "Nobody is there to look after them"
    case .noHome: "Nowhere safe to stay in the next few days"
    }
  }
  /// The same, for a young person who asks for themselves.
  package var own: String {
    switch self {
    case .selfHarm: "I am hurting myself, or I do not want to live"
    case .notEating: "I hardly eat or drink, or I am losing weight fast"
    case .crisis: "I see or hear things that others do not, or I do not feel like myself at all"
    case .hurt: "Somebody is hurting me, or I am afraid of somebody at home"
    case .alone: "Nobody is there to look after me"
    case .noHome: "I have nowhere safe to stay in the next few days"
    }
  }
  package var isMentalHealth: Bool { self == .selfHarm || self == .notEating || self == .crisis }
}

package enum HelpService: String, Choice {
  case earlyHelp = "early_help"
  case homeVisiting = "home_visiting"
  case mentalHealth = "mental_health"
  case learning
  case shortBreaks = "short_breaks"
  case therapy
  case socialCare = "social_care"
  case unsure
  package var title: String {
    switch self {
    case .earlyHelp: "Support for the whole family"
    case .homeVisiting: "Portage or another home visitor for a young child"
    case .mentalHealth: "Feelings, worries or behaviour"
    case .learning: "Learning, school or nursery"
    case .shortBreaks: "A short break"
    case .therapy: "Talking, moving, eating or hearing"
    case .socialCare: "A social worker"
    case .unsure: "I am not sure"
    }
  }
}

package enum HelperKind: String, Choice {
  case school, healthVisitor = "health_visitor", gp, hospital, therapist, mentalHealth = "mental_health"
  case socialWorker = "social_worker", charity, family
  package var title: String {
    switch self {
    case .school: "School, nursery or college"
    case .healthVisitor: "Health visitor or midwife"
    case .gp: "Doctor (GP)"
    case .hospital: "Hospital or paediatrician"
    case .therapist: "Speech, occupational or physio therapist"
    case .mentalHealth: "Mental health service"
    case .socialWorker: "Social worker"
    case .charity: "Charity or support group"
    case .family: "Family and friends"
    }
  }
}

package enum ContactFormat: String, Choice {
  case largePrint = "large_print", easyRead = "easy_read", signLanguage = "sign_language", textOnly = "text_only"
  package var title: String {
    switch self {
    case .largePrint: "Large print"
    case .easyRead: "Easy words and pictures"
    case .signLanguage: "British Sign Language"
    case .textOnly: "Text or e-mail, not phone calls"
    }
  }
}

/// What the family has said to a professional who asks for them.
package enum AgreementAnswer: String, Choice {
  case agreed
  case notAsked = "not_asked"
  case refused
  package var title: String {
    switch self {
    case .agreed: "They know and agree"
    case .notAsked: "I have not asked them yet"
    case .refused: "They have said no"
    }
  }
}

/// Why a request may be made without agreement. Source: sharing decision table, domain register B10.2.
package enum NoAgreementReason: String, Choice {
  case harm
  case childInNeed = "child_in_need"
  case none
  package var title: String {
    switch self {
    case .harm: "A child may come to serious harm, or asking could put somebody at risk"
    case .childInNeed: "The child may need a social care assessment"
    case .none: "None of these"
    }
  }
}

package enum Soon: String, Choice {
  case usual, urgent
  package var title: String {
    self == .usual ? "In the usual time" : "Urgently: within 24 hours or the next working day"
  }
}

/// Levels of need, as the partnership's threshold document names them. Source: domain register B4.1.
package enum NeedLevel: String, Choice, Comparable {
  case universal = "1"
  case early = "2"
  case targeted = "3"
  case statutory = "4"
  package var title: String {
    switch self {
    case .universal: "Level 1: universal"
    case .early: "Level 2: early help"
    case .targeted: "Level 3: targeted, several agencies"
    case .statutory: "Level 4: statutory or specialist"
    }
  }
  package var number: Int { Int(rawValue)! }
  package static func < (a: NeedLevel, b: NeedLevel) -> Bool { a.rawValue < b.rawValue }
}

func fromJSON<T: Decodable>(_ text: String) throws -> T {
  try JSONDecoder().decode(T.self, from: Data(text.utf8))
}
func toJSON(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
