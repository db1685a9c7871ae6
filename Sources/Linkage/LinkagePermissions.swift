package import Kernel

extension Permission {
  /// Saying whether two records are one child: those who find children at the front door, and who look after information.
  package static let reviewLinks = Permission.work("link.review", for: .governance, .screener, .informationGovernance)
  /// Putting records together and taking them apart.
  package static let mergeRecords = Permission.child(
    "child.merge", for: .governance, [.screener: .partnership, .informationGovernance: .partnership], onClosed: true)
  /// How good the links are: figures, never children.
  package static let seeLinkQuality = Permission.work(
    "link.quality", for: .governance, .screener, .informationGovernance, .returnsOfficer, .boardViewer)
  /// Which agency may see what, for which purpose: everybody who signs in may read it.
  package static let seeMatrix = Permission.signedIn("matrix.see", for: .governance)
  /// Changing it, and agreeing to what somebody else wants to change.
  package static let changeMatrix = Permission.work(
    "matrix.change", for: .governance, .informationGovernance, .administrator)
}
