package import Kernel
package import People
package import Store
package import Web

/// Asking for help and answering: one door for every service. What lies in other slices is handed in:
///
/// - `inviteFamily` makes an account for a parent or a young person who claims one, and sends them the link.
/// - `earlyHelp`: a decision for early help starts it.
/// - `offered`: services from the directory for whoever waits or was told no, and what was suggested to them.
/// - `seenKinds`: what of other agencies’ records may be seen where it is decided what help is right.
/// - `addressesOf`: whom to tell at an agency that is asked a question; none where nobody there has an account.
package func frontDoor(
  inviteFamily: @escaping @Sendable (NewFamilyInvitation, Transaction) throws -> Void, earlyHelp: EarlyHelp,
  addressesOf: @escaping @Sendable (AgencyID, Day, Transaction) throws -> [String],
  offered: OfferedServices = .none, seenKinds: @escaping SeenKinds = { _, _ in Set(KeyKind.allCases) }
) -> Slice {
  var slice = Slice("FrontDoor")
  slice.childRows = [
    ChildRows("help_request", "request for help"),
    ChildRows("help_decision", "decision on a request", within: ("help_request", "request_id")),
  ]
  slice.migrations = frontDoorMigrations
  slice.routes =
    askRoutes + followRoutes(inviteFamily, offered) + queueRoutes + requestRoutes(earlyHelp, offered, seenKinds)
    + checkRoutes(addressesOf)
    + decisionRoutes(earlyHelp, offered, seenKinds) + serviceRoutes(offered)
  slice.childPanels = [howTheyCamePanel]
  slice.familyPanels = [ownRequestPanel]
  slice.happenings = frontDoorHappenings
  slice.tasks = frontDoorTasks
  slice.shared = sharedByQuestions
  slice.matter = requestMatter
  slice.onDeath = stopRequests
  return slice
}
