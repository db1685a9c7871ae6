import Accounts
import App
import ArgumentParser
import Foundation
import Kernel
import People
import Store
import Web

struct AccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Look after accounts: list, invite, end, reset.",
    subcommands: [List.self, Invite.self, End.self, Reset.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List accounts, with their roles.")
    @OptionGroup var database: DatabaseOption
    func run() async throws {
      let database = try database.openExisting(makeLogger())
      let now = systemClock()
      let lines = try await database.read { tx in try accounts(on: now.day, limit: 10_000, in: tx) }
      await database.close()
      for line in lines {
        say("\(line.email)  \(line.name)  \(line.state.rawValue)  \(line.roles.map(\.rawValue).joined(separator: ","))")
      }
      say("\(lines.count) accounts.")
    }
  }

  struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Invite somebody by e-mail; the link is printed too.",
      discussion: "The first administrator of a partnership is invited in this way.")
    @OptionGroup var database: DatabaseOption
    @Option(help: "The name.") var name: String
    @Option(help: "A role; may be given several times.") var role: [String]
    @Option(help: "The code of their agency.") var agency: String?
    @Option(help: "The name of their team within the agency; made where it is not there yet.") var team: String?
    @Argument(help: "The e-mail address.") var email: String
    func validate() throws {
      for word in role where Role(rawValue: word) == nil {
        throw ValidationError(
          "There is no role \(word). Roles: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      if team != nil && agency == nil { throw ValidationError("A team belongs to an agency: give --agency as well.") }
    }
    func run() async throws {
      let database = try database.openExisting(makeLogger())
      let (settings, now, roles) = (makeSettings(), systemClock(), role.compactMap { Role(rawValue: $0) })
      let (email, name, code, teamName) = (email, name, agency, team)
      let invitation = try await database.write { tx in
        var random = SystemRandomNumberGenerator()
        let agency = try code.map { try tx.agencyToImport($0, at: now).id }
        let team = try agency.flatMap { agency in try teamName.map { try namedTeam($0, of: agency, at: now, in: tx) } }
        return try inviteAccount(
          NewAccount(email: email, name: name, roles: roles, agency: agency, team: team),
          id: AccountID(at: now, random: &random), directory: .people, site: settings.publicAddress, by: .system,
          at: now, in: tx)
      }
      await database.close()
      say("Invited \(email). The link works until \(invitation.expiresAt.long):\n\(invitation.link)")
    }
  }

  struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "End an account and its sessions at once.")
    @OptionGroup var database: DatabaseOption
    @Option(help: "Why; kept in the record of events.") var why: String
    @Argument(help: "The e-mail address.") var email: String
    func run() async throws {
      let (email, why, now) = (email, why, systemClock())
      let database = try database.openExisting(makeLogger())
      try await database.write { tx in
        guard let account = try account(email: email.lowercased(), in: tx) else { throw NoAccount(email: email) }
        try endAccount(account.id, why: why, by: .system, at: now, in: tx)
      }
      await database.close()
      say("Ended \(email).")
    }
  }

  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take away password and one-time code of somebody who lost them, and invite them again.",
      discussion: "Somebody whose invitation was lost or has run out gets a new one.")
    @OptionGroup var database: DatabaseOption
    @Option(help: "Why; kept in the record of events.") var why: String
    @Argument(help: "The e-mail address.") var email: String
    func run() async throws {
      let (email, why, now, settings) = (email, why, systemClock(), makeSettings())
      let database = try database.openExisting(makeLogger())
      let invitation = try await database.write { tx in
        guard let account = try account(email: email.lowercased(), in: tx) else { throw NoAccount(email: email) }
        if account.state == .invited {
          return try inviteAgain(account.id, site: settings.publicAddress, by: .system, at: now, in: tx)
        }
        return try resetSignIn(account.id, why: why, site: settings.publicAddress, by: .system, at: now, in: tx)
      }
      await database.close()
      say("Invited again. The link works until \(invitation.expiresAt.long):\n\(invitation.link)")
    }
  }
}

/// The team of that name, made where it is not there yet.
private func namedTeam(_ name: String, of agency: AgencyID, at now: Instant, in tx: Transaction) throws -> TeamID {
  if let known = try tx.teams(of: agency, closed: true).first(where: { $0.name == name }) { return known.id }
  var random = SystemRandomNumberGenerator()
  let team = Team(id: TeamID(at: now, random: &random), agency: agency, name: name)
  try addTeam(team, by: .system, at: now, in: tx)
  return team.id
}

struct NoAccount: Error, CustomStringConvertible {
  let email: String
  var description: String { "There is no account with the address \(email)." }
}
