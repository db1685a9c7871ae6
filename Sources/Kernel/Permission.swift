/// Leave to do one thing: declared beside the slice that needs it, named in the route table, and decided in one place
/// (`Sharing`). The whole access matrix is the list of permissions × roles × nearness.
package struct Permission: Hashable, Sendable {
  /// What the thing is done to, and so what is asked before it is allowed.
  package enum Subject: Sendable, Hashable {
    /// Anybody, signed in or not.
    case anyone
    /// Anybody signed in; a page about nobody in particular, or only about the caller.
    case signedIn
    /// A role is enough: lists, queues and tables that filter for themselves what the caller may know.
    case work
    /// The child whose id is in the address: role and nearness and the state of the record decide.
    case child
  }

  /// `visit.record`
  package let name: String
  package let subject: Subject
  package let purpose: Purpose
  /// How near each role must stand; a role that is not named may not. Ignored for `anyone` and `signedIn`.
  package let grants: [Role: Reach]
  /// False where a closed record must not be changed any more.
  package let onClosed: Bool

  private init(_ name: String, _ subject: Subject, _ purpose: Purpose, _ grants: [Role: Reach], onClosed: Bool) {
    self.name = name
    self.subject = subject
    self.purpose = purpose
    self.grants = grants
    self.onClosed = onClosed
  }

  package static func anyone(_ name: String) -> Permission {
    Permission(name, .anyone, .directCare, [:], onClosed: true)
  }
  package static func signedIn(_ name: String, for purpose: Purpose = .directCare) -> Permission {
    Permission(name, .signedIn, purpose, [:], onClosed: true)
  }
  package static func work(_ name: String, for purpose: Purpose, _ roles: Role...) -> Permission {
    Permission(
      name, .work, purpose, Dictionary(uniqueKeysWithValues: roles.map { ($0, .partnership) }), onClosed: true)
  }
  package static func child(
    _ name: String, for purpose: Purpose = .directCare, _ grants: [Role: Reach], onClosed: Bool = false
  ) -> Permission {
    Permission(name, .child, purpose, grants, onClosed: onClosed)
  }
}

extension Permission {
  package static func == (a: Permission, b: Permission) -> Bool { a.name == b.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
