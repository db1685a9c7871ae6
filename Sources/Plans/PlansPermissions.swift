package import Kernel

// What practitioners may do stands on a named link to the child; managers act for the children of their teams. Reading
// an assessment, a plan or a review is `Permission.openRecord`; who is around the child is `Permission.arrangeTeam`.
extension Permission {
  /// Starting early help, and writing down whether the family agrees.
  package static let startSupport = Permission.child(
    "support.start", [.practitioner: .own, .teamManager: .team, .screener: .partnership])
  /// Giving it to a practitioner.
  package static let allocateSupport = Permission.child(
    "support.allocate", for: .supervision, [.teamManager: .team, .screener: .partnership])
  package static let assess = Permission.child("support.assess", [.practitioner: .own, .teamManager: .team])
  /// Goals, actions, agreeing the plan, meetings.
  package static let editPlan = Permission.child("plan.edit", [.practitioner: .own, .teamManager: .team])
  package static let reviewPlan = Permission.child("support.review", [.practitioner: .own, .teamManager: .team])
  /// Changing the level of help: up, down, between 2 and 3.
  package static let stepSupport = Permission.child("support.step", [.practitioner: .own, .teamManager: .team])
  /// Answering a step up: for a manager of the team that was asked.
  package static let answerStep = Permission.child("support.answer_step", for: .supervision, [.teamManager: .team])
  package static let closeSupport = Permission.child("support.close", [.practitioner: .own, .teamManager: .team])
  /// The manager's agreement without which nothing is closed.
  package static let agreeClosing = Permission.child(
    "support.agree_closing", for: .supervision, [.teamManager: .team])
  package static let reopenSupport = Permission.child(
    "support.reopen", [.practitioner: .own, .teamManager: .team, .screener: .partnership])
  /// The list of early help: whoever asks sees only the children whom they may know.
  package static let listSupports = Permission.work("support.list", for: .supervision, .practitioner, .teamManager)
  /// A family's words about one of its goals.
  package static let commentGoal = Permission.child(
    "plan.comment", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
}
