import Design
import Kernel
import People
package import Store
package import Web

/// Asking for help and answering: one door for every service. `inviteFamily` makes an account for a parent or a young
/// person who claims one, and sends them the link.
package func frontDoor(
  inviteFamily: @escaping @Sendable (NewFamilyInvitation, Transaction) throws -> Void
) -> Slice {
  var slice = Slice("FrontDoor")
  slice.migrations = frontDoorMigrations
  slice.routes =
    askRoutes + followRoutes(inviteFamily) + queueRoutes + requestRoutes + checkRoutes + decisionRoutes
  slice.childPanels = [howTheyCamePanel]
  slice.familyPanels = [ownRequestPanel]
  slice.happenings = frontDoorHappenings
  slice.tasks = frontDoorTasks
  return slice
}
