import Design
import Foundation
import Kernel
import Store
import Web

func manageAccountsRoutes(_ directory: Directory) -> [Route] {
  let invitePage: @Sendable (Request, Transaction) throws -> InviteAccountPage = { request, tx in
    InviteAccountPage(agencies: try directory.agencies(tx), teams: try directory.teams(tx), entry: request.entry)
  }
  let onePage: @Sendable (Request, Transaction) throws -> OneAccountPage = { request, tx in
    try oneAccountPage(request, directory, in: tx)
  }
  return [
    .page("/accounts", "Accounts", may: .manageAccounts, asks: AccountFilterForm.all, accountsPage),
    .page("/accounts/invitation", "Invite somebody", may: .manageAccounts, invitePage),
    .form("/accounts", "Send an invitation", may: .manageAccounts, fields: AccountForm.all, again: invitePage) {
      request, tx in
      let invitation = try inviteAccount(
        try request.checked(AccountForm.check), id: request.formID.of(), directory: directory,
        site: request.site.settings.publicAddress, by: request.caller, at: request.now, in: tx)
      return .see("/accounts/\(invitation.account)", "The invitation has been sent.")
    },
    .page("/accounts/{account}", "One account", may: .manageAccounts, onePage),
    .form("/accounts/{account}/invitation", "Send an invitation again", may: .manageAccounts, fields: []) {
      request, tx in
      let id = try request.id("account", as: AccountKey.self)
      _ = try inviteAgain(
        id, site: request.site.settings.publicAddress, by: request.caller, at: request.now, in: tx)
      return .see("/accounts/\(id)", "The invitation has been sent again.")
    },
    .form("/accounts/{account}/roles", "Give a role", may: .manageAccounts, fields: RoleForm.all, again: onePage) {
      request, tx in
      let id = try request.id("account", as: AccountKey.self)
      let (new, why) = try request.checked(RoleForm.check)
      try giveRole(new, to: id, directory: directory, why: why, by: request.caller, at: request.now, in: tx)
      return .see("/accounts/\(id)", "The role has been given.")
    },
    .form("/accounts/{account}/roles/{role}/ending", "Take a role away", may: .manageAccounts, fields: []) {
      request, tx in
      let id = try request.id("account", as: AccountKey.self)
      try takeRole(
        try request.id("role", as: HeldRoleKey.self), of: id, by: request.caller, at: request.now, in: tx)
      return .see("/accounts/\(id)", "The role has been taken away.")
    },
  ] + accountStepRoutes()
}

private func accountStepRoutes() -> [Route] {
  let endingPage: @Sendable (Request, Transaction) throws -> AccountStepPage = { request, tx in
    try stepPage(.ending, "End this account", request, in: tx)
  }
  let resetPage: @Sendable (Request, Transaction) throws -> AccountStepPage = { request, tx in
    try stepPage(.reset, "Reset password and one-time code", request, in: tx)
  }
  return [
    .page("/accounts/{account}/ending", "End an account: why", may: .manageAccounts, endingPage),
    .form(
      "/accounts/{account}/ending", "End an account", may: .manageAccounts, fields: [EndingForm.why], again: endingPage
    ) { request, tx in
      let id = try request.id("account", as: AccountKey.self)
      var form = FormReading(request.entry)
      guard let why = form.text(EndingForm.why) else { throw Invalid(form.errors) }
      try endAccount(id, why: why, by: request.caller, at: request.now, in: tx)
      return .see("/accounts/\(id)", "The account has ended.")
    },
    .page(
      "/accounts/{account}/reset", "Reset a password and code: why", may: .manageAccounts, resetPage),
    .form(
      "/accounts/{account}/reset", "Reset a password and one-time code", may: .manageAccounts,
      fields: [EndingForm.why, EndingForm.isChecked], again: resetPage
    ) { request, tx in
      let id = try request.id("account", as: AccountKey.self)
      var form = FormReading(request.entry)
      let why = form.text(EndingForm.why)
      _ = form.flag(EndingForm.isChecked)
      guard form.errors.isEmpty, let why else { throw Invalid(form.errors) }
      try resetSignIn(
        id, why: why, site: request.site.settings.publicAddress, by: request.caller, at: request.now, in: tx)
      return .see("/accounts/\(id)", "They have been sent an e-mail to set up again.")
    },
  ]
}

@Sendable private func accountsPage(_ request: Request, _ tx: Transaction) throws -> AccountsPage {
  let filter = AccountFilterForm.filter(request)
  let part = request.part(of: AccountFilterForm.perPage)
  return AccountsPage(
    accounts: try accounts(filter, on: request.today, offset: part.offset, limit: part.size, in: tx),
    total: try accountCount(filter, on: request.today, in: tx), page: part.page, entry: Entry(request.query))
}

private func stepPage(
  _ step: AccountStepPage.Step, _ title: String, _ request: Request, in tx: Transaction
) throws -> AccountStepPage {
  let account = try account(try request.id("account", as: AccountKey.self), in: tx)
  return AccountStepPage(title: title, step: step, id: account.id, name: account.name, entry: request.entry)
}

private func oneAccountPage(_ request: Request, _ directory: Directory, in tx: Transaction) throws -> OneAccountPage {
  let account = try account(try request.id("account", as: AccountKey.self), in: tx)
  return OneAccountPage(
    title: account.name, id: account.id, email: account.email, state: account.state,
    isFamily: account.person != nil, isOwn: account.id == request.caller.account, createdAt: account.createdAt,
    joinedAt: account.joinedAt, endedAt: account.endedAt,
    roles: try roleLines(of: account.id, directory, today: request.today, in: tx),
    events: try events(about: account.id, in: tx), agencies: try directory.agencies(tx),
    teams: try directory.teams(tx),
    entry: request.entry.filled(["from": request.today.description]))
}

/// What was done to the account and by it to itself; what it did in cases is not an administrator's to see.
private func events(about id: AccountID, in tx: Transaction) throws -> [OneAccountPage.EventLine] {
  let words = Dictionary(uniqueKeysWithValues: accountEventKinds.map { ($0.name, $0.words) })
  let found: [Event] = try tx.all(
    """
    SELECT \(Event.columns) FROM event
    WHERE about_id = \(id) AND kind IN \(list: accountEventKinds.map(\.name)) ORDER BY at DESC, id DESC LIMIT 50
    """)
  return found.map { event in
    OneAccountPage.EventLine(
      at: event.at, by: event.actorName, words: words[event.kind] ?? event.kind, detail: detail(event.changed),
      why: event.why)
  }
}

/// The changes of an event behind its words: ": Practitioner".
private func detail(_ changed: String) -> String {
  let values = (try? JSONDecoder().decode([String: String].self, from: Data(changed.utf8))) ?? [:]
  let said = values.sorted { $0.key < $1.key }.map {
    $0.value.split(separator: ", ").map { Role(rawValue: String($0))?.title ?? String($0) }.joined(separator: ", ")
  }
  return said.isEmpty ? "" : ": " + said.joined(separator: "; ")
}
