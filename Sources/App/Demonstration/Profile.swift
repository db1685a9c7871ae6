import FrontDoor
import People
import Plans

/// What a family's life is like, in the words of a parent and of the professionals around the child. A family is told
/// from one of these; in the words `{child}` is what the child is called, and `{he}`, `{him}`, `{his}` follow its sex.
struct Profile: Sendable {
  struct Domain: Sendable {
    let code: String
    let strengths: String
    let needs: String
    let score: Int
    let familySays: String
    init(_ code: String, _ score: Int, strengths: String, needs: String, says: String) {
      (self.code, self.score, self.strengths, self.needs, familySays) = (code, score, strengths, needs, says)
    }
  }
  /// Somebody who does something: the worker, the parent, another of the team.
  enum Doer: Sendable { case worker, parent, other }
  struct Step: Sendable {
    let what: String
    let by: Doer
    init(_ what: String, _ by: Doer) { (self.what, self.by) = (what, by) }
  }
  struct ToldGoal: Sendable {
    let words: String
    let why: String
    let domain: String
    let baseline: Int
    let steps: [Step]
    init(_ words: String, why: String, _ domain: String, from baseline: Int, _ steps: [Step]) {
      (self.words, self.why, self.domain, self.baseline, self.steps) = (words, why, domain, baseline, steps)
    }
  }

  var services: [HelpService]
  var helpers: [HelperKind]
  var goingWell: String
  var hard: String
  var wouldHelp: String
  /// What a professional writes who asks for the family.
  var referral: String
  var whatMatters: String
  var communication: String?
  var alerts: String?
  var domains: [Domain]
  var summary: String
  var voice: VoiceMethod
  /// What the child says, from the first time they are asked to the last.
  var childSays: [String]
  var goals: [ToldGoal]
  /// What a review says where things get better, stay, or get worse.
  var better: [String]
  var same: [String]
  var worse: [String]
  var meeting: String
  /// What the asker is told, after the thanks.
  var told: String
  /// Why it was decided so, for those who work here.
  var reason: String
}

/// The words with the child's own in them.
func spoken(_ words: String, _ child: ToldChild) -> String {
  let (he, him, his) =
    switch child.sex {
    case .female: ("she", "her", "her")
    case .male: ("he", "him", "his")
    case .unknown: ("they", "them", "their")
    }
  func capital(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
  return words.replacing("{child}", with: child.preferredName ?? child.givenName)
    .replacing("{he}", with: he).replacing("{him}", with: him).replacing("{his}", with: his)
    .replacing("{He}", with: capital(he)).replacing("{His}", with: capital(his))
}
