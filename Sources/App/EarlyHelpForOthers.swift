package import FrontDoor
import Kernel
import People
import Plans
package import Sharing
import Store
import Web

// What the front door and the agreements need of early help, each in its own words: the slices do not know one another.

extension EarlyHelp {
  /// A decision starts a support whose id is its own.
  package static let plans = EarlyHelp(
    open: { child, tx in
      try tx.openSupport(of: child).map { support in
        Open(
          id: support.id.of(), team: support.team,
          teamName: try support.team.flatMap {
            try tx.value("SELECT name FROM team WHERE id = \($0)", as: String.self)
          },
          worker: support.practitioner, workerName: try support.practitioner.map { try tx.practitioner($0).name },
          hasBegun: !support.isUntouched)
      }
    },
    start: { new, caller, now, tx in
      let level: HelpLevel = new.level == .targeted ? .targeted : .early
      try startSupport(
        NewSupport(level: level, route: .frontDoor, wanted: new.wanted, team: new.team, request: new.request),
        id: new.decision.of(), child: new.child, by: caller, at: now, in: tx)
    },
    takeBack: { decision, child, why, caller, now, tx in
      guard let support = try tx.supports(of: child).first(where: { $0.id == decision.of() }) else { return true }
      guard support.isUntouched else { return false }
      try withdrawSupport(support.id, child: child, why: why, by: caller, at: now, in: tx)
      return true
    })
}

extension OtherAgreements {
  /// The agreement to work with us that early help rests on, as one of the agreements of the child.
  package static let earlyHelp = OtherAgreements(
    of: { child, tx in try tx.supports(of: child).compactMap { try agreement(of: $0, tx) } },
    end: { agreement, why, caller, now, tx in
      try takeBackAgreement(support: agreement.id.of(), child: agreement.child, why: why, by: caller, at: now, in: tx)
    })
}

/// Nil where the family has not been asked, or need not be. An agreement ends with the help.
private func agreement(of support: Support, _ tx: Transaction) throws -> Agreement? {
  guard let answer = support.answer, answer != .notNeeded, let on = support.answeredOn else { return nil }
  let relation: AgreementRelation =
    switch support.giver {
    case .parent: .parent
    case .youngPerson: .youngPerson
    case .both: .both
    case nil: .other
    }
  let scope = support.scope.map { $0.split(separator: "\n").joined(separator: ", ") }
  let closedOn = support.state == .closed ? support.closedAt?.day : nil
  return Agreement(
    id: support.id.of(), child: support.child,
    NewAgreement(
      about: .takePart, isGiven: answer == .yes, givenBy: support.agreedBy ?? "The family", relation: relation,
      competence: support.competence, agencies: scope ?? "Early help", on: on,
      expiresOn: answer == .yes ? closedOn ?? support.agreedUntil : nil),
    endedOn: support.agreementEndedOn, endedWhy: support.agreementEndedWhy, recordedBy: try tx.whoWroteDown(support.id),
    home: Link("Early help", "/children/\(support.child)/supports/\(support.id)"))
}

extension Transaction {
  /// Who wrote down what the family said last.
  fileprivate func whoWroteDown(_ support: SupportID) throws -> String {
    let kinds = [EventKind.supportAgreed, .agreementRenewed, .supportDeclined].map(\.name)
    return try value(
      """
      SELECT actor_name FROM event WHERE about_id = \(support) AND kind IN \(list: kinds) ORDER BY at DESC LIMIT 1
      """, as: String.self) ?? "Early help"
  }
}

/// Whom to tell at an agency that is asked something: those who manage there; where nobody does, everybody who may answer.
@Sendable func addressesOf(_ agency: AgencyID, _ today: Day, _ tx: Transaction) throws -> [String] {
  func addresses(_ roles: [Role]) throws -> [String] {
    try tx.rows(
      """
      SELECT DISTINCT account.email FROM account JOIN held_role ON held_role.account_id = account.id
      WHERE held_role.agency_id = \(agency) AND held_role.role IN \(list: roles) AND account.state = 'active'
        AND held_role.ended_at IS NULL AND held_role.from_on <= \(today)
        AND (held_role.to_on IS NULL OR held_role.to_on >= \(today)) ORDER BY account.email
      """
    ) { try $0[0] }
  }
  let managers = try addresses([.teamManager])
  return managers.isEmpty ? try addresses(Role.allCases.filter { Permission.answerCheck.grants[$0] != nil }) : managers
}
