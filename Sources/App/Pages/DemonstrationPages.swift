import Accounts
import Design
import Kernel
import Store
import Web

// Only in the demonstration: who one can be, what has been mailed, which pages there are to look at.

/// The invented county's partnership.
package let demonstrationName = "Thorneshire Children’s Partnership"

struct DemonstrationPage: Page, Codable {
  let accounts: [Line]
  struct Line: Codable, Sendable, Hashable {
    let account: AccountID
    let name: String
    let role: Role
    let about: String
    /// Whether there is anything to see besides one's own account.
    let hasPages: Bool
    init(_ account: AccountID, _ name: String, _ role: Role, _ about: String) {
      (self.account, self.name, self.role, self.about) = (account, name, role, about)
      hasPages = !menu(Caller(account: account, name: name, roles: [.init(role)], from: "")).isEmpty
    }
  }
  var title: String { "Look around" }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("This is an invented county with invented people. Choose who you want to be; one press signs you in.")
      insetText {
        paragraph(
          markup:
            "You can also \(link("ask for help", to: "/ask-for-help")) as a family would, without an account, read \(link("the mail that was sent", to: "/outbox")), or see \(link("every component", to: "/design"))."
        )
      }
      cardGrid { accounts.filter(\.hasPages).map { choice($0, view) } }
      if !accounts.allSatisfy(\.hasPages) {
        heading("Roles that open no page of their own yet")
        cardGrid { accounts.filter { !$0.hasPages }.map { choice($0, view) } }
      }
    }
  }

  private func choice(_ line: Line, _ view: View) -> HTML {
    card(line.role.title, id: "role-\(line.role.rawValue)-\(line.account)", level: line.hasPages ? .h2 : .h3) {
      paragraph(markup: "<strong>\(line.name)</strong><br>\(line.about)")
      view.postButton("Be \(line.name)", to: "/demonstration", ["account": line.role.rawValue])
    }
  }
}

struct OutboxPage: Page, Codable {
  let mails: [Line]
  struct Line: Codable, Sendable, Hashable {
    let id: MailID
    let to: String
    let subject: String
    let body: String
    let state: QueuedMail.State
    let createdAt: Instant
  }
  var title: String { "Mail that was sent" }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      paragraph("In the demonstration no mail leaves the house. The newest thirty can be read here.")
      mails.isEmpty
        ? emptyState("No mail yet", "Ask for help, invite somebody, or ask for a sign-in link.")
        : mails.map { mail in
          card(mail.subject, id: "mail-\(mail.id)") {
            paragraph(markup: "<span class=\"app-hint\">To \(mail.to), \(time(mail.createdAt))</span>")
            mailBody(mail.body, site: view.site.settings.publicAddress)
          }
        }.joined()
    }
  }
}

/// The text of a mail; an address of ours that stands in a line of its own can be followed.
private func mailBody(_ text: String, site: String) -> HTML {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> HTML in
    guard line.hasPrefix(site + "/"), !line.contains(" ") else { return "\(String(line))" }
    return link(String(line), to: String(line.dropFirst(site.count)))
  }
  return "<p class=\"govuk-body app-prose\">\(lines.joined("\n"))</p>"
}

/// What there is to look at, and as whom: for those who test the demonstration.
struct DemonstrationPagesPage: Page, Codable {
  let pages: [Line]
  struct Line: Codable, Sendable, Hashable {
    let path: String
    let role: Role?
    let name: String
    /// What the page shows here, where it looks different by that.
    let kind: String?
  }
  var title: String { "Pages of the demonstration" }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      bulletList(pages.map { "\(link($0.path, to: $0.path)) as \($0.name)" })
    }
  }
}

private let accountField = Field(
  "account", "Whom you want to be", .choice(Field.options(Role.self)), required: "Choose whom you want to be")

func demonstrationPageRoutes() -> [Route] {
  [
    .page("/demonstration", "Whom one can be in the demonstration", may: .anyone("demonstration.read")) { request, tx in
      try onlyInDemonstration(request)
      return DemonstrationPage(
        accounts: try demonstrationAccounts(in: tx).map {
          DemonstrationPage.Line($0.account, $0.name, $0.role, $0.about)
        })
    },
    .form(
      "/demonstration", "Sign in to the demonstration", may: .anyone("demonstration.sign_in"), fields: [accountField],
      again: { request, tx in
        try onlyInDemonstration(request)
        return DemonstrationPage(
          accounts: try demonstrationAccounts(in: tx).map {
            DemonstrationPage.Line($0.account, $0.name, $0.role, $0.about)
          })
      }
    ) { request, tx in
      try onlyInDemonstration(request)
      var form = FormReading(request.entry)
      guard let role: Role = form.choice(accountField) else { throw Invalid(form.errors) }
      guard let account = try demonstrationAccounts(in: tx).first(where: { $0.role == role }) else {
        throw Refusal.notFound
      }
      let cookie = try signInDirectly(account.account, request, in: tx)
      let caller = Caller(account: account.account, name: account.name, roles: [.init(role)], from: request.caller.from)
      return .see(landingPage(caller), "You are now \(account.name).", cookies: [cookie])
    },
    .page("/demonstration/pages", "The pages of the demonstration", may: .anyone("demonstration.pages")) {
      request, tx in
      try onlyInDemonstration(request)
      return DemonstrationPagesPage(
        pages: try demonstrationPages(in: tx, now: request.now).map {
          .init(path: $0.path, role: $0.role, name: $0.role?.title ?? "a visitor", kind: $0.kind)
        })
    },
    .page("/outbox", "Mail that was sent in the demonstration", may: .anyone("outbox.read")) { request, tx in
      try onlyInDemonstration(request)
      return OutboxPage(
        mails: try tx.newestMail(limit: 30).map {
          .init(
            id: $0.id, to: $0.mail.to, subject: $0.mail.subject, body: $0.mail.body, state: $0.state,
            createdAt: $0.createdAt)
        })
    },
  ]
}

/// Elsewhere these addresses do not exist.
private func onlyInDemonstration(_ request: Request) throws {
  guard request.site.settings.isDemonstration else { throw Refusal.notFound }
}
