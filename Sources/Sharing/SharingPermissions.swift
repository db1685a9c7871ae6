package import Kernel

extension Permission {
  /// Agreements and sharing decisions: reading goes with the record, writing with the work.
  package static let recordAgreement = Permission.child(
    "agreement.record", [.practitioner: .own, .teamManager: .team, .screener: .partnership])
  package static let decideSharing = Permission.child(
    "sharing.decide", [.practitioner: .own, .teamManager: .team, .screener: .partnership])
  /// Who has opened the record.
  package static let seeOpenings = Permission.child(
    "openings.see", for: .governance,
    [.practitioner: .own, .teamManager: .team, .informationGovernance: .partnership], onClosed: true)
  package static let breakGlass = Permission.work(
    "emergency_access.begin", for: .emergency, .practitioner, .teamManager, .screener, .ehcCoordinator)
  package static let checkEmergencies = Permission.work(
    "emergency_access.check", for: .governance, .informationGovernance)
  package static let audit = Permission.work("audit", for: .governance, .informationGovernance)
}
