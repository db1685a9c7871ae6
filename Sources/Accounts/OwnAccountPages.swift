import Design
import Kernel
import Store
import Web

/// A role in words: "Practitioner, Early Help, Fenwick District Council".
struct RoleLine: Codable, Sendable, Hashable {
  let id: String
  let role: Role
  let agency: String?
  let team: String?
  let from: Day
  let to: Day?
  let isEnded: Bool

  init(_ held: HeldRole, agencies: [Directory.Agency], teams: [Directory.Team], today: Day) {
    id = held.id.description
    role = held.role
    agency = agencies.first { $0.id == held.agency }?.name
    team = teams.first { $0.id == held.team }?.name
    from = held.from
    to = held.to
    isEnded = held.endedAt != nil || (held.to.map { $0 < today } ?? false)
  }
  var words: String { [role.title, team, agency].compactMap(\.self).joined(separator: ", ") }
  var when: String {
    if isEnded { return "Ended" }
    return "From \(from.long)" + (to.map { " to \($0.long)" } ?? "")
  }
}

func roleLines(of id: AccountID, _ directory: Directory, today: Day, in tx: Transaction) throws -> [RoleLine] {
  let agencies = try directory.agencies(tx)
  let teams = try directory.teams(tx)
  return try roles(of: id, in: tx).map { RoleLine($0, agencies: agencies, teams: teams, today: today) }
}

/// One's own account: who one is here, and everywhere one is signed in.
struct AccountPage: Page, Codable {
  struct SessionLine: Codable, Sendable {
    let session: OpenSession
    let isThisOne: Bool
  }
  var title = "Your account"
  /// For programs that send forms in this session, as a header `X-CSRF-Token`.
  let csrf: String?
  let id: AccountID
  let name: String
  let email: String
  let roles: [RoleLine]
  let sessions: [SessionLine]
  let usesPassword: Bool
  let recoveryCodesLeft: Int
  /// Whether their roles open any page besides this one.
  let hasPages: Bool

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      if !hasPages {
        insetText {
          paragraph("Your role opens no other page yet. Children’s records and lists of families are not part of it.")
        }
      }
      summaryList(
        [
          SummaryRow("Name", text: name), SummaryRow("E-mail address", text: email),
          SummaryRow(
            roles.count == 1 ? "Role" : "Roles",
            roles.count > 1 ? bulletList(roles.map { "\($0.words)" }) : "\(roles.first?.words ?? "None")"),
        ] + passwordRows)
      heading("Where you are signed in")
      table(
        Table(
          "Where you are signed in",
          [.init("Device"), .init("Signed in"), .init("Last used")] + (usesPassword ? [.init("Address")] : [])
            + (sessions.count > 1 ? [.init("Sign out")] : []), sessions.map { row($0, view) }))
      sessions.count > 1
        ? view.postButton("Sign out everywhere else", to: "/account/sessions/ending", style: .warning) : .empty
    }
  }

  private var passwordRows: [SummaryRow] {
    guard usesPassword else {
      return [SummaryRow("How you sign in", text: "With a link that we send to your e-mail address")]
    }
    return [
      SummaryRow("Password", text: "Set", change: "/account/password", hidden: "your password"),
      SummaryRow("One-time code", text: "From the app on your phone", change: "/account/phone", hidden: "your phone"),
      SummaryRow(
        "Recovery codes", text: recoveryCodesLeft == 0 ? "None yet" : "\(recoveryCodesLeft) left",
        change: "/account/recovery-codes", hidden: "recovery codes"
      ),
    ]
  }
  private func row(_ line: SessionLine, _ view: View) -> Table.Row {
    let ending: HTML =
      line.isThisOne
      ? .empty
      : view.postButton(
        "Sign out", to: "/account/sessions/\(line.session.id)/ending", style: .link,
        hiddenText: "on \(line.session.device), signed in \(line.session.createdAt.long)")
    return Table.Row(
      [
        "\(line.session.device) \(tag("This one", .green), if: line.isThisOne)", time(line.session.createdAt),
        time(line.session.usedAt),
      ] + (usesPassword ? ["\(line.session.origin)" as HTML] : []) + (sessions.count > 1 ? [ending] : []))
  }
}

/// A new password for somebody who is signed in.
struct PasswordPage: Page, Codable {
  var title = "Change your password"
  var entry = Entry()
  var trail: [Link] { [Link("Your account", "/account")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      view.form(to: "/account/password", keepsDraft: false) {
        control(SignInForm.password, entry)
        control(SignInForm.newPassword, entry)
        paragraph("You stay signed in here, and are signed out everywhere else.")
        button("Save new password")
      }
    }
  }
}

/// Recovery codes: the new ones, once; after that only how many are left.
struct RecoveryCodesPage: Page, Codable {
  var title = "Recovery codes"
  /// Shown for ten minutes to the browser that made them.
  let codes: [String]
  let left: Int
  var entry = Entry()
  var trail: [Link] { [Link("Your account", "/account")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(codes.isEmpty ? title : "Keep these recovery codes")
      codes.isEmpty ? makeNew(view) : shown(view)
    }
  }

  private func shown(_ view: View) -> HTML {
    markup {
      paragraph("If you lose your phone, each of these lets you sign in once in place of the one-time code.")
      paragraph("Print them or write them down, and keep them apart from your computer. We cannot show them again.")
      bulletList(codes.map { "<code>\($0)</code>" })
      printButton("Print these codes")
      view.postButton("I have kept my codes", to: "/account/recovery-codes/kept", style: .primary)
    }
  }
  private func makeNew(_ view: View) -> HTML {
    markup {
      paragraph(
        left == 0
          ? "You have no recovery codes. With one you can sign in when your phone is lost."
          : "You have \(left) recovery \(left == 1 ? "code" : "codes") left. New codes take the place of the old ones.")
      view.form(to: "/account/recovery-codes", keepsDraft: false) {
        control(SignInForm.neededCode, entry)
        button("Make new codes")
      }
    }
  }
}
