import Accounts
import EHC
import FrontDoor
import Governance
import Kernel
import Linkage
import LocalOffer
import Logging
import Planning
package import Store
package import Web

/// What runs beside the server on every node: sealing events, telling of time limits that run out, delivering mail,
/// simulating what planners have asked, sweeping what has expired. Each piece of work is safe on several nodes at once.
package struct Background: Sendable {
  let partnership: Partnership
  let site: Site
  /// What mail is handed to; nil where none is to be sent.
  let mail: MailProgram?

  package init(_ partnership: Partnership, site: Site, mail: MailProgram?) {
    self.partnership = partnership
    self.site = site
    self.mail = mail
  }

  /// Until cancelled. A piece that fails is logged and tried again; the others go on.
  package func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      // A large directory takes seconds to read: nobody's first search should wait for that.
      group.addTask { _ = try? await site.database.read { tx in try partnership.offer.snapshot(in: tx) } }
      group.addTask {
        await repeated(every: 60, "seal events") { _ = try await site.database.sealEvents(at: site.now()) }
      }
      group.addTask {
        await repeated(every: 60, "tell escalations") {
          _ = try await partnership.tellEscalations(
            site.database, address: site.settings.publicAddress, at: site.now())
        }
      }
      group.addTask {
        await repeated(every: 60, "tell of visitors who have not come out") {
          _ = try await site.database.write { tx in
            try tellVisitorsNotOut(address: site.settings.publicAddress, at: site.now(), in: tx)
          }
        }
      }
      let node = nodeName
      group.addTask {
        await repeated(every: 2, "run scenarios") {
          try await runScenarios(
            in: site.database, node: node, now: site.now, threads: site.settings.planningThreads)
        }
      }
      group.addTask {
        await repeated(every: 3600, "answer scenarios anew") {
          try await followLiveRecords(in: site.database, live: liveFigures, at: site.now())
        }
      }
      group.addTask {
        await repeated(every: 60, "compare records") {
          try await partnership.hub.compareOwn(site.database, at: site.now())
        }
      }
      group.addTask {
        // The demonstration stays as it was told.
        if site.settings.isDemonstration { return }
        let rows = partnership.slices.flatMap(\.childRows)
        await repeated(every: 600, "settle records") {
          _ = try await settleAtNight(site.database, rows: rows, at: site.now())
        }
      }
      group.addTask { await repeated(every: 3600, "sweep") { try await sweep() } }
      if let mail {
        group.addTask {
          try? await deliverMail(
            database: site.database, program: mail, node: nodeName, every: 10, now: site.now)
        }
      }
    }
  }

  private var nodeName: String { "node-\(randomToken().prefix(8))" }

  private func sweep() async throws {
    let now = site.now()
    let monthAgo = now.adding(days: -30)
    // What has expired goes whatever becomes of the figures, which take their time.
    _ = try await site.database.write { tx in
      try tx.noteLinkFigures(on: now.day)
      try startReturnLimits(at: now, in: tx)
      try chaseOwners(at: now, address: site.settings.publicAddress, in: tx)
      _ = try remindToConfirm(at: now, address: site.settings.publicAddress, in: tx)
      return try tx.sweepDrafts(before: monthAgo) + sweepAccounts(before: monthAgo, in: tx)
        + tx.sweepHelpDrafts(at: now)
        + tx.sweepMail(before: monthAgo) + tx.sweepListings(at: now) + tx.sweepSavedLists(at: now)
    }
    try await keepScorecard(.live(partnership.offer), at: now, in: site.database)
  }

  private func repeated(every seconds: Int, _ name: String, _ work: () async throws -> Void) async {
    while !Task.isCancelled {
      do {
        try await work()
      } catch is CancellationError {
        return  // The server ends.
      } catch {
        site.logger.error("background", metadata: ["work": "\(name)", "kind": "\(type(of: error))"])
      }
      do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
    }
  }
}
