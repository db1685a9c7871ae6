package import Kernel
package import Store

/// The three sides of a whole-family assessment.
package enum DomainPart: String, Choice {
  case child, parenting, family
  package var title: String {
    switch self {
    case .child: "The child’s development"
    case .parenting: "Parenting capacity"
    case .family: "Family and environment"
    }
  }
  /// For a family; to a young person who reads about themselves.
  package func plain(isAboutReader: Bool) -> String {
    switch self {
    case .child: isAboutReader ? "How you are" : "How your child is"
    case .parenting: isAboutReader ? "How you are looked after" : "Looking after your child"
    case .family: "Home, family and around you"
    }
  }
}

/// One subject of the assessment, from the register `registers/early-help-domains.csv`.
package struct HelpDomain: Sendable, Record, Codable, Hashable {
  package let code: String
  package let part: DomainPart
  package let title: String
  /// For a family: "Being well".
  package let familyTitle: String
  /// The questions to talk about.
  package let asks: String
  package init(row: Row) throws {
    (code, part, title, familyTitle, asks) = (try row[0], try row[1], try row[2], try row[3], try row[4])
  }
}

/// One version of the whole-family assessment of an episode of support.
package struct Assessment: Sendable, Record, Codable, Hashable {
  package let id: ID<Assessment>
  package let support: SupportID
  package let child: ChildID
  /// 1 for the first.
  package let number: Int
  package let startedAt: Instant
  package let startedBy: String
  package internal(set) var completedAt: Instant?
  package internal(set) var completedBy: String?
  /// Who was asked and what they are, one per line.
  package internal(set) var contributors: String?
  /// What it all means, in a few sentences that the family can read.
  package internal(set) var summary: String?
  /// How the child's own view was found out; or why it was not.
  package internal(set) var childVoice: String?
  package internal(set) var version: Int

  package var isComplete: Bool { completedAt != nil }

  static let columns: SQL = """
    id, support_id, child_id, number, started_at, started_by, completed_at, completed_by, contributors, summary,
    child_voice, version
    """
  package init(row: Row) throws {
    (id, support, child, number) = (try row[0], try row[1], try row[2], try row[3])
    (startedAt, startedBy, completedAt, completedBy) = (try row[4], try row[5], try row[6], try row[7])
    (contributors, summary, childVoice, version) = (try row[8], try row[9], try row[10], try row[11])
  }
}

/// What is written about one domain in one version of the assessment.
package struct DomainEntry: Sendable, Record, Codable, Hashable {
  package let assessment: ID<Assessment>
  package let domain: String
  package let strengths: String?
  package let needs: String?
  /// 0 very hard, 10 going well, today; nil where it was not scored.
  package let score: Int?
  package let familySays: String?
  package let writtenBy: String
  package let writtenAt: Instant
  package let version: Int

  static let columns: SQL =
    "assessment_id, domain, strengths, needs, score, family_says, written_by, written_at, version"
  package init(row: Row) throws {
    (assessment, domain, strengths, needs) = (try row[0], try row[1], try row[2], try row[3])
    (score, familySays, writtenBy, writtenAt, version) = (try row[4], try row[5], try row[6], try row[7], try row[8])
  }
}

/// What somebody asks to write about a domain.
package struct NewDomainEntry: Sendable, Hashable {
  package var strengths: String?
  package var needs: String?
  package var score: Int?
  package var familySays: String?
  /// The version that was read; 0 where nothing was written yet.
  package var version: Int
  package init(strengths: String?, needs: String?, score: Int?, familySays: String?, version: Int = 0) {
    (self.strengths, self.needs, self.score, self.familySays, self.version) = (
      strengths, needs, score, familySays, version
    )
  }
}

/// What finishes an assessment.
package struct NewCompletion: Sendable, Hashable {
  package var contributors: String
  package var summary: String
  /// The child's words, as they said them; nil where they could not be heard.
  package var childSays: String?
  package var voice: VoiceMethod
  package var voiceNote: String?
  package init(
    contributors: String, summary: String, childSays: String?, voice: VoiceMethod, voiceNote: String? = nil
  ) {
    (self.contributors, self.summary, self.childSays) = (contributors, summary, childSays)
    (self.voice, self.voiceNote) = (voice, voiceNote)
  }
}

/// How the child's own view was found out.
package enum VoiceMethod: String, Choice {
  case talked, played, pictures, signed, watched, parentSaid = "parent_said", notHeard = "not_heard"
  package var title: String {
    switch self {
    case .talked: "We talked together"
    case .played: "Through play or drawing"
    case .pictures: "With pictures, symbols or Makaton"
    case .signed: "With sign language or a device"
    case .watched: "By watching what they like and do not like"
    case .parentSaid: "Somebody who knows them well spoke for them"
    case .notHeard: "We did not find out"
    }
  }
  /// How what a child says is dated: what was seen or told by others does not pass for the child's own speech.
  func occasion(_ event: String) -> String {
    switch self {
    case .watched: "as we saw it, at \(event)"
    case .parentSaid: "as somebody close said it, at \(event)"
    default: "at \(event)"
    }
  }
}
