import Design
import Kernel
import Store
import Web

extension AccountState {
  var mark: HTML {
    switch self {
    case .invited: tag(title, .yellow)
    case .active: tag(title, .green)
    case .ended: tag(title, .grey)
    }
  }
}

/// The questions above the list of accounts.
enum AccountFilterForm {
  static let words = Field("q", "Name or e-mail address", .text(max: 100))
  static let state = Field("state", "State", .choice(Field.options(AccountState.self)))
  /// The state stands as links above the filters, and goes along with them.
  static let keptState = Field("state", "State", .hidden(max: 20))
  static let role = Field("role", "Role", .choice(Field.options(Role.self)))
  static let all = [words, state, role, .page]
  static let perPage = 25

  /// A word that is no choice filters nothing.
  static func filter(_ request: Request) -> AccountFilter {
    AccountFilter(
      words: request.query("q").map { String($0.prefix(100)) },
      state: request.query("state").flatMap(AccountState.init(rawValue:)),
      role: request.query("role").flatMap(Role.init(rawValue:)))
  }
}

/// All accounts, for whoever looks after them.
struct AccountsPage: Page, Codable {
  var title = "Accounts"
  let accounts: [AccountLine]
  let total: Int
  let page: Int
  var entry = Entry()
  var menuPath: String? { "/accounts" }
  var isWide: Bool { true }

  var sheet: Sheet? {
    Sheet(
      name: "accounts", columns: ["name", "email", "state", "roles", "last used"],
      rows: accounts.map {
        [
          $0.name, $0.email, $0.state.title, $0.roles.map(\.title).joined(separator: "; "),
          $0.lastUsedAt?.description ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      buttonGroup {
        linkButton("Invite somebody", to: "/accounts/invitation")
        linkButton("Download as a spreadsheet", to: address(format: "csv"), style: .secondary)
      }
      subNavigation(states, label: "Accounts by state")
      filterForm(
        to: "/accounts", fields: [AccountFilterForm.words, AccountFilterForm.role, AccountFilterForm.keptState], entry)
      accounts.isEmpty
        ? emptyState("No accounts found", "Change the filters, or invite somebody.")
        : table(Table("Accounts", columns, accounts.map(row), empty: ""))
      accounts.isEmpty ? .empty : pagination(pages)
    }
  }

  private var states: [NavItem] {
    [NavItem("All", address(state: ""), isCurrent: AccountState(rawValue: entry["state"] ?? "") == nil)]
      + AccountState.allCases.map {
        NavItem($0.title, address(state: $0.rawValue), isCurrent: entry["state"] == $0.rawValue)
      }
  }
  private var columns: [Table.Column] {
    [.init("Name"), .init("E-mail address"), .init("State"), .init("Roles"), .init("Last used")]
  }
  private func row(_ line: AccountLine) -> Table.Row {
    Table.Row(
      [
        "\(line.name)", "\(line.email)", line.state.mark, "\(line.roles.map(\.title).joined(separator: ", "))",
        line.lastUsedAt.map(time) ?? (line.state == .invited ? "Not yet" : "Never"),
      ], link: "/accounts/\(line.id)")
  }
  private var pages: Pages {
    Pages(page: page, size: AccountFilterForm.perPage, count: accounts.count, total: total) { address(page: $0) }
  }
  /// The same list, filtered the same way but for what is given.
  private func address(page: Int? = nil, state: String? = nil, format: String? = nil) -> String {
    withQuery(
      "/accounts",
      [
        ("q", entry["q"]), ("state", state ?? entry["state"]), ("role", entry["role"]),
        ("page", page.map(String.init)), ("format", format),
      ])
  }
}

/// The form that invites somebody who works for the partnership.
struct InviteAccountPage: Page, Codable {
  var title = "Invite somebody"
  let agencies: [Directory.Agency]
  let teams: [Directory.Team]
  var entry = Entry()
  var trail: [Link] { [Link("Accounts", "/accounts")] }
  var menuPath: String? { "/accounts" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph("They get an e-mail with a link to choose a password and set up a one-time code.")
      paragraph("Families are invited from their child’s record.")
      view.form(to: "/accounts", entry) {
        controls([AccountForm.email, AccountForm.name, AccountForm.roles], entry)
        placeControls(agencies, teams, entry)
        control(AccountForm.to, entry)
        button("Send the invitation")
      }
    }
  }
}

/// Agency and team, where the partnership has any.
private func placeControls(_ agencies: [Directory.Agency], _ teams: [Directory.Team], _ entry: Entry) -> HTML {
  markup {
    agencies.isEmpty ? .empty : control(AccountForm.agency(agencies), entry)
    teams.isEmpty ? .empty : control(AccountForm.team(teams, agencies), entry)
  }
}

/// One account with its roles and what has happened to it. Nothing about any case.
struct OneAccountPage: Page, Codable {
  struct EventLine: Codable, Sendable {
    let at: Instant
    let by: String
    let words: String
    let detail: String
    let why: String?
  }
  let title: String
  let id: AccountID
  let email: String
  let state: AccountState
  let isFamily: Bool
  let isOwn: Bool
  let createdAt: Instant
  let joinedAt: Instant?
  let endedAt: Instant?
  let roles: [RoleLine]
  let events: [EventLine]
  let agencies: [Directory.Agency]
  let teams: [Directory.Team]
  var entry = Entry()
  var trail: [Link] { [Link("Accounts", "/accounts")] }
  var menuPath: String? { "/accounts" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      summaryList(
        [
          SummaryRow("State", state.mark), SummaryRow("E-mail address", text: email),
          SummaryRow("Signs in", text: isFamily ? "With a link by e-mail" : "With a password and a one-time code"),
          SummaryRow("Invited", time(createdAt)), SummaryRow("Joined", joinedAt.map(time) ?? "Not yet"),
        ] + (endedAt.map { [SummaryRow("Ended", time($0))] } ?? []))
      isOwn ? insetText { paragraph("This is your own account. Another administrator must change it.") } : acts(view)
      heading("Roles")
      table(
        Table(
          "Roles", [.init("Role"), .init("When"), .init("Change")],
          roles.map { Table.Row(["\($0.words)", "\($0.when)", roleButton($0, view)]) }, empty: "No roles yet."))
      canChange && !isFamily ? roleForm(view) : .empty
      heading("What has happened to this account")
      table(
        Table(
          "Events", [.init("When"), .init("Who"), .init("What"), .init("Why")],
          events.map {
            Table.Row([
              time($0.at), "\($0.by)", "\($0.words.prefix(1).uppercased() + $0.words.dropFirst())\($0.detail)",
              "\($0.why ?? "")",
            ])
          },
          empty: "Nothing yet."))
    }
  }

  private var canChange: Bool { !isOwn && state != .ended }

  private func acts(_ view: View) -> HTML {
    guard state != .ended else {
      return paragraph("This account has ended. Invite the same e-mail address to open it again.")
    }
    return buttonGroup {
      state == .invited ? view.postButton("Send the invitation again", to: "/accounts/\(id)/invitation") : .empty
      state == .active && !isFamily
        ? linkButton("Reset password and one-time code", to: "/accounts/\(id)/reset", style: .secondary) : .empty
      linkButton("End this account", to: "/accounts/\(id)/ending", style: .warning)
    }
  }
  private func roleButton(_ role: RoleLine, _ view: View) -> HTML {
    guard canChange, !role.isEnded else { return .empty }
    return view.postButton(
      "Take away", to: "/accounts/\(id)/roles/\(role.id)/ending", style: .link, hiddenText: role.words)
  }
  private func roleForm(_ view: View) -> HTML {
    details("Give another role", isOpen: !entry.errors.isEmpty) {
      view.form(to: "/accounts/\(id)/roles", entry) {
        control(RoleForm.role, entry)
        placeControls(agencies, teams, entry)
        controls([RoleForm.from, RoleForm.to, RoleForm.why], entry)
        button("Give this role")
      }
    }
  }
}

/// Ending an account, or resetting how its owner signs in: why, before it is done.
struct AccountStepPage: Page, Codable {
  enum Step: String, Codable, CaseIterable { case ending, reset }
  let title: String
  let step: Step
  let id: AccountID
  let name: String
  var entry = Entry()
  var trail: [Link] { [Link("Accounts", "/accounts"), Link(name, "/accounts/\(id)")] }
  var menuPath: String? { "/accounts" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      switch step {
      case .ending:
        warningText("They are signed out at once and cannot sign in again. What they recorded stays.")
      case .reset:
        warningText("They are signed out at once. They get an e-mail to choose a new password and set up a new code.")
      }
      view.form(to: "/accounts/\(id)/\(step.rawValue)", entry) {
        control(EndingForm.why, entry)
        step == .reset ? control(EndingForm.isChecked, entry) : .empty
        button(step == .ending ? "End this account" : "Reset", style: .warning)
        paragraph(markup: link("Go back", to: "/accounts/\(id)"))
      }
    }
  }
}
