package import Web

/// Plans that show their evidence, decisions that cannot be taken early. The slice's front door.
package let governance: Slice = {
  var slice = Slice("Governance")
  slice.migrations = governanceMigrations
  slice.routes = planRoutes
  return slice
}()
