package import Kernel
package import Store
package import Web

/// Agreements that another slice keeps, because its work rests on them. They are shown among the others and can be taken
/// back there, but are written down once: nobody says the same yes twice. Handed in by `App`.
package struct OtherAgreements: Sendable {
  package let of: @Sendable (ChildID, Transaction) throws -> [Agreement]
  /// Writes down that it is taken back.
  let end: @Sendable (Agreement, String, Caller, Instant, Transaction) throws -> Void

  package init(
    of: @escaping @Sendable (ChildID, Transaction) throws -> [Agreement],
    end: @escaping @Sendable (Agreement, String, Caller, Instant, Transaction) throws -> Void
  ) {
    (self.of, self.end) = (of, end)
  }
  /// For a partnership without such a slice.
  package static let none = OtherAgreements(of: { _, _ in [] }, end: { _, _, _, _, _ in throw Refusal.notFound })

  /// Those kept here and elsewhere, the newest first.
  func all(of child: ChildID, _ tx: Transaction) throws -> [Agreement] {
    try (tx.agreements(child) + of(child, tx)).sorted { $0.on > $1.on }
  }

  /// What is wrong with writing down a new agreement: one that is kept elsewhere, and in force, is not written twice.
  func problems(with new: NewAgreement, child: ChildID, today: Day, _ tx: Transaction) throws -> [FieldError] {
    let kept = try of(child, tx).first { $0.about == new.about && $0.state(on: today) == .inForce }
    guard let kept, let home = kept.home else { return [] }
    return [
      FieldError(
        "about",
        "\(kept.givenBy) agreed to this on \(kept.on.long). It is kept in \(home.label.lowercased()): renew or end it there"
      )
    ]
  }
}

/// What other slices shared of a child's record because their work asked for it. Handed in by `App`.
package typealias SharedElsewhere = @Sendable (ChildID, Transaction) throws -> [SharedInWork]
