import Accounts
package import Kernel
import People
package import Store
import Web

// Whom one can be: one account for each role, each with something to look at.

/// An account of the list at `/demonstration`.
struct ShownAccount: Sendable {
  let role: Role
  let email: String
  let about: String
}

let shownAccounts: [ShownAccount] = [
  ShownAccount(
    role: .familyMember, email: emailAddress(of: "Grace Adeyemi"),
    about: "Mother of Tobi, who is three and has Down’s syndrome: their plan, the visits, messages, and who has looked."
  ),
  ShownAccount(
    role: .youngPerson, email: emailAddress(of: "Jamie Whitlock"),
    about: "Sixteen, and finding school hard: his own plan in his own words, and the people around him."),
  ShownAccount(
    role: .practitioner, email: emailAddress(of: "Nadia Rahman"),
    about:
      """
      A Portage home visitor with a full week: visits to make and to write up, plans to review, families who \
      have written.
      """
  ),
  ShownAccount(
    role: .teamManager, email: emailAddress(of: "Ruth Ellison"),
    about:
      """
      Manages Portage West and covers the Disabled Children’s Team: caseloads, what is late, what nobody has, a \
      step up to answer.
      """
  ),
  ShownAccount(
    role: .screener, email: emailAddress(of: "Joanne Pickering"),
    about:
      """
      Works the front door: the queue of requests by clock, checks with other agencies, decisions and what \
      families are told.
      """
  ),
  ShownAccount(
    role: .ehcCoordinator, email: emailAddress(of: "Daniel Fairweather"),
    about: "Coordinates education, health and care plans: what is due, what may run late, advice, drafts and reviews."),
  ShownAccount(
    role: .panelMember, email: emailAddress(of: "Alison Draycott"),
    about: "Educational psychologist on the panels: sees no child’s record until a panel asks."),
  ShownAccount(
    role: .financeOfficer, email: emailAddress(of: "Colin Mayhew"),
    about: "Pays and reconciles: sees no child’s record, and so has no menu of children."),
  ShownAccount(
    role: .directPaymentOfficer, email: emailAddress(of: "Svetlana Ivanova"),
    about: "Looks after direct payments: sees no child’s record without a reason."),
  ShownAccount(
    role: .commissioner, email: emailAddress(of: "Oluwaseun Balogun"),
    about:
      """
      Plans and buys services for the whole county: need, hubs, posts, lists and options, with figures, never with \
      names.
      """),
  ShownAccount(
    role: .contractManager, email: emailAddress(of: "Helen Thwaite"),
    about: "Looks after contracts with providers: no child’s record opens for her."),
  ShownAccount(
    role: .provider, email: emailAddress(of: "Marcus Lindqvist"),
    about: "Runs short breaks at Bramble House: keeps what the local offer says of it true, and sees no child."),
  ShownAccount(
    role: .directoryEditor, email: emailAddress(of: "Beth Carrow"),
    about: "Edits the local offer: what there is, for whom and how to get it."),
  ShownAccount(
    role: .returnsOfficer, email: emailAddress(of: "Imran Siddiqui"),
    about: "Makes the statutory returns: figures about plans, and of each child what is to be put right, no story."),
  ShownAccount(
    role: .informationGovernance, email: emailAddress(of: "Margaret Oyelaran"),
    about: "Checks how records are used: an emergency access that waits for her, and the audit of everything."),
  ShownAccount(
    role: .boardViewer, email: emailAddress(of: "Peter Hallam"),
    about: "Sits on the partnership board: the scenarios that planners share, sums and shares only, never a child."),
  ShownAccount(
    role: .complaintsOfficer, email: emailAddress(of: "Winifred Stokes"),
    about:
      "Looks after complaints: one that has just come, one at the second stage, and last year’s; no child’s record."),
  ShownAccount(
    role: .administrator, email: emailAddress(of: "Wei Zhang"),
    about: "Looks after accounts: invites, gives and takes roles, ends accounts, and sees no case at all."),
]

/// Whom one can be in the demonstration, one for each role; empty elsewhere.
package func demonstrationAccounts(in tx: Transaction) throws -> [(
  role: Role, account: AccountID, name: String, about: String
)] {
  guard try isDemonstration(in: tx) else { return [] }
  return try shownAccounts.compactMap { shown in
    guard let account = try account(email: shown.email, in: tx), account.state == .active else { return nil }
    return (role: shown.role, account: account.id, name: account.name, about: shown.about)
  }
}

/// The words under which the demonstration's open invitation and sign-in link can be looked at.
let shownInvitation = "an-invitation-to-look-at"
let shownSignInLink = "a-link-to-look-at"
/// The same of a request for advice.
let shownAdviceLink = "an-advice-to-look-at"

/// The agencies as accounts know them; nobody is found or made by address, for the county has made them all.
private let directory = Directory(
  agencies: { tx in try tx.agencies().map { Directory.Agency($0.id, $0.name) } },
  teams: { tx in try tx.teams().map { Directory.Team($0.id, agency: $0.agency, $0.name) } },
  practitioner: { new, _, tx in
    try tx.value("SELECT id FROM practitioner WHERE lower(email) = \(new.email)", as: PractitionerID.self)
  })

extension County {
  /// Invites everybody who works here and lets them join: all but one, whose invitation is still open. One has left
  /// since.
  func writeAccounts(in tx: Transaction) throws {
    let administrator = person("wei")
    for line in countyStaff {
      let person = person(line.key)
      let isLate = line.key == "tariq"
      let at = isLate ? time.workingDaysAgo(1, 10) : line.key == "wei" ? began : began.adding(hours: 2)
      try inviteAccount(
        NewAccount(email: person.email, name: person.name, roles: line.roles, agency: person.agency, team: person.team),
        id: person.account, directory: directory, site: settings.publicAddress,
        by: line.key == "wei" ? .system : administrator.caller, at: at, in: tx)
      guard !isLate else { continue }
      try joinDirectly(person.account, settings: settings, at: at.adding(hours: 3), in: tx)
      try keepUnknownPassword(of: person.account, settings: settings, at: at.adding(hours: 3), in: tx)
    }
    let years = time.now.adding(days: 3650)
    try openInvitation(
      of: person("tariq").account, under: shownInvitation, until: years, settings: settings, in: tx)
    try giveRole(
      NewRole(.teamManager, agency: agencies["social"], team: team("disabled-children"), from: time.dayAgo(60)),
      to: person("ruth").account, directory: directory,
      why: "Covers the Disabled Children’s Team with Ewan Paterson while he works part-time",
      by: administrator.caller, at: time.ago(60, 14), in: tx)
    try endAccount(
      person("gareth").account, why: "Has moved to another council", by: administrator.caller, at: time.ago(20, 16),
      in: tx)
  }

  /// Gives somebody of a family their account, as if they had opened the letter.
  func letIn(
    _ person: PersonID, _ name: String, role: Role = .familyMember, id: AccountID, at: Instant, in tx: Transaction
  ) throws {
    try inviteFamily(
      person: person, email: emailAddress(of: name), name: name, role: role, id: id, site: settings.publicAddress,
      by: self.person("joanne").caller, at: at, in: tx)
    try joinDirectly(id, settings: settings, at: at.adding(hours: 26), in: tx)
  }
}
