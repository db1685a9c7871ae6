package import Web

/// Planning: the questions of council papers as stored scenarios. `live` reads counts from the live records.
package func planning(_ live: @escaping ReadLive) -> Slice {
  var slice = Slice("Planning")
  slice.migrations = planningMigrations
  slice.routes = scenarioRoutes(live) + scenarioActRoutes(live)
  return slice
}
