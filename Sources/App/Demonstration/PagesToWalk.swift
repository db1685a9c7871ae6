package import Kernel
package import Store
import Web

// Which pages of the demonstration there are to look at, and as whom: from the route table, its holes filled with
// ids of the told families that exist for the role.

/// At least one address for every page that the demonstration can reach, for each role that sees it; nil is a visitor.
/// Each answers 200.
/// A page that looks different by what it shows has an address for each kind.
package func demonstrationPages(
  in tx: Transaction, now: Instant
) throws -> [(path: String, role: Role?, kind: String?)] {
  guard try isDemonstration(in: tx) else { return [] }
  let known = try KnownIDs(in: tx, now: now)
  var pages: [(path: String, role: Role?, kind: String?)] = []
  for route in Partnership().routes {
    guard case .page = route.work else { continue }
    for role in roles(that: route) {
      pages += known.addresses(of: route.path, for: role).map { ($0.path, role, $0.kind) }
    }
  }
  return pages
}

/// Who is to look at the page of a route: a visitor, or those whose role may.
private func roles(that route: Route) -> [Role?] {
  switch route.permission.subject {
  case .anyone: [nil]
  case .signedIn:
    // Families have no password, and so no pages about it.
    route.path.description == "/account" ? Role.allCases : Role.allCases.filter { !$0.isFamily }
  case .work, .child: Role.allCases.filter { route.permission.grants[$0] != nil }
  }
}
