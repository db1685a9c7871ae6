import Accounts
import Clocks
package import Crypto
package import Kernel
package import Logging
import Sharing
package import Store
package import Web

/// Builds the running site on an open database: one function for the executable and for the tests.
package func buildSite(
  _ partnership: Partnership, on database: Database, settings: Settings, secret: SymmetricKey, logger: Logger,
  now: @escaping @Sendable () -> Instant = systemClock
) async throws -> (site: Site, responder: Responder) {
  let calendar = try await database.read { tx in try workingCalendar(in: tx) }
  let limits = SessionLimits(settings)
  let gate = Gate(
    session: { token, from, now, tx in try session(token: token, from: from, now: now, limits: limits, in: tx) },
    markUsed: { id, now, tx in try markUsed(session: id, at: now, in: tx) }, decide: decideAccess, opened: writeOpening)
  let assets = try Assets(publicFolder: settings.publicFolder, assetsFolder: settings.assetsFolder)
  var versioned = settings
  versioned.assetVersion = assets.version
  let site = Site(
    database: database, settings: versioned, gate: gate, secret: secret, calendar: calendar, logger: logger, now: now,
    menu: menu)
  let routes = partnership.routes + [assets.route, assets.workerRoute, healthRoute(partnership), helloRoute]
  return (site, Responder(site: site, routes: routes))
}
