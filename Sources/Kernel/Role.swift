/// What a person may be in the partnership. Source: the register of roles, `docs/guides/roles.md`.
///
/// A role says what kind of work somebody does; it opens no child's record by itself. That takes a relationship
/// (`Reach`) and a purpose as well: see `Permission`.
package enum Role: String, CaseIterable, Codable, Sendable, Hashable {
  case familyMember = "family_member"
  case youngPerson = "young_person"
  case practitioner
  case teamManager = "team_manager"
  case screener
  case ehcCoordinator = "ehc_coordinator"
  case panelMember = "panel_member"
  case financeOfficer = "finance_officer"
  case directPaymentOfficer = "direct_payment_officer"
  case commissioner
  case contractManager = "contract_manager"
  case provider
  case directoryEditor = "directory_editor"
  case returnsOfficer = "returns_officer"
  case informationGovernance = "information_governance"
  case boardViewer = "board_viewer"
  case complaintsOfficer = "complaints_officer"
  case administrator

  package var title: String {
    switch self {
    case .familyMember: "Parent or carer"
    case .youngPerson: "Young person"
    case .practitioner: "Practitioner"
    case .teamManager: "Team manager"
    case .screener: "Front door screener"
    case .ehcCoordinator: "EHC coordinator"
    case .panelMember: "Panel member"
    case .financeOfficer: "Finance officer"
    case .directPaymentOfficer: "Direct payments officer"
    case .commissioner: "Commissioner"
    case .contractManager: "Contract manager"
    case .provider: "Provider"
    case .directoryEditor: "Local offer editor"
    case .returnsOfficer: "Data and returns officer"
    case .informationGovernance: "Information governance lead"
    case .boardViewer: "Board member"
    case .complaintsOfficer: "Complaints officer"
    case .administrator: "System administrator"
    }
  }

  /// Families sign in with a link sent by e-mail; everybody else with a password and a one-time code.
  package var isFamily: Bool { self == .familyMember || self == .youngPerson }
}

/// How near a caller stands to a child, from the nearest.
///
/// `own`: a named link that is open (key worker, practitioner, parent with a portal, the young person).
/// `team`: somebody of a team of theirs has such a link. `agency`: somebody of their agency. `partnership`: anyone.
package enum Reach: Int, Codable, Sendable, Comparable, CaseIterable {
  case own, team, agency, partnership
  package static func < (a: Reach, b: Reach) -> Bool { a.rawValue < b.rawValue }
}

/// Why a record is opened. Goes into the event, and is shown to the family in these words.
package enum Purpose: String, Choice {
  case directCare = "direct_care"
  case frontDoor = "front_door"
  case supervision
  case ownRecord = "own_record"
  case governance
  case emergency
  case administration

  package var title: String { inWords }
  package var inWords: String {
    switch self {
    case .directCare: "to help your child"
    case .frontDoor: "to decide what help is right"
    case .supervision: "to check that the help is good and on time"
    case .ownRecord: "to see their own record"
    case .governance: "to check that records are used properly"
    case .emergency: "because of an emergency"
    case .administration: "to look after the system"
    }
  }
}
