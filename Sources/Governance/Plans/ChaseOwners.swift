import Design
package import Kernel
import People
package import Store
import Web

// Placeholders chase their owner: whoever leads a row gets a letter each week, until the plan says what it must.

/// Who a lead of a plan is: a role of the paper, a person at work.
struct PlanOwner: Sendable, Record, Codable, Hashable {
  let lead: String
  let practitioner: PractitionerID
  let name: String
  let email: String?
  init(row: Row) throws { (lead, practitioner, name, email) = (try row[0], try row[1], try row[2], try row[3]) }
}

extension Transaction {
  func owners(of plan: ID<ImplementationPlan>) throws -> [PlanOwner] {
    try all(
      """
      SELECT o.lead, p.id, p.name, p.email FROM plan_owner o JOIN practitioner p ON p.id = o.practitioner_id
      WHERE o.plan_id = \(plan) ORDER BY o.lead \(dialect.byCodePoint)
      """)
  }
}

/// Says who a lead is; said again, it is somebody else from now on.
package func nameOwner(
  of lead: String, email: String, plan: ID<ImplementationPlan>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let person: PractitionerID? = try tx.value(
    "SELECT id FROM practitioner WHERE lower(email) = \(email.lowercased()) ORDER BY id LIMIT 1")
  guard let person else { throw Invalid("email", "Nobody at work here has this e-mail address") }
  guard try tx.lines(of: plan, on: now.day).contains(where: { $0.leads.contains(lead) }) else {
    throw Invalid("lead", "Choose a lead of this plan")
  }
  try tx.run(
    """
    INSERT INTO plan_owner (plan_id, lead, practitioner_id) VALUES (\(plan), \(lead), \(person))
    ON CONFLICT (plan_id, lead) DO UPDATE SET practitioner_id = excluded.practitioner_id
    """)
  try tx.append(.ownerNamed, about: plan.of(), by: caller, at: now, changed: ["lead": lead])
}

/// What a row still lacks, in words; nothing where it lacks nothing.
func lacks(_ line: PlanLine) -> [String] {
  guard line.isMilestone, line.rag != nil, !line.state.isOver else { return [] }
  var words: [String] = []
  if line.due.on == nil { words.append("no day") }
  if line.evidence == nil { words.append("no evidence agreed") }
  if line.rag == .red { words.append("late since \(line.due.on?.long ?? "")") }
  return words
}

/// Writes to every owner whose rows lack something: once a week at most. Returns how many letters were written.
@discardableResult
package func chaseOwners(at now: Instant, address: String, in tx: Transaction) throws -> Int {
  let week = now.day.adding(days: -now.day.weekday.rawValue)
  var letters = 0
  for plan in try tx.plans(unpublishedToo: true) where plan.endedOn == nil {
    let lines = try tx.lines(of: plan.id, on: now.day)
    for owner in try tx.owners(of: plan.id) {
      let open = lines.filter { $0.leads.contains(owner.lead) && !lacks($0).isEmpty }
      guard let email = owner.email, !open.isEmpty else { continue }
      let rows = open.map { "- \($0.ref) \($0.item.action): \(lacks($0).joined(separator: ", "))" }
      try tx.send(
        Mail(
          to: email, subject: "Rows of a plan wait for you",
          body: """
            Dear \(owner.name),

            You lead these rows of “\(plan.title)” as \(owner.lead). Each lacks something:

            \(rows.joined(separator: "\n"))

            Please say what is missing: \(address)\(plan.path)

            We write again in a week.
            """), at: now, key: "plan-owner:\(plan.id):\(owner.lead):\(week)")
      letters += 1
    }
  }
  return letters
}

extension EventKind {
  static let ownerNamed = EventKind("plan.owner_named", "said who leads rows of a plan")
}

/// The questions about who a lead is.
enum OwnerForm {
  static func lead(_ leads: [String]) -> Field {
    Field("lead", "Which lead?", .choice(leads.map { .init($0, $0) }), required: "Choose a lead")
  }
  static let email = Field(
    "email", "What is their e-mail address at work?", .email,
    hint: "Somebody who works here. The public does not see it.",
    required: "Enter their e-mail address")
  static let all = [Field("lead", "Which lead?", .text(max: 300), required: "Choose a lead"), email]
}

let ownerRoutes: [Route] = [
  .page("/governance/plans/{plan}/owners", "Who the leads of a plan are", may: .keepPlan, ownersPage),
  .form(
    "/governance/plans/{plan}/owners", "Say who a lead is", may: .keepPlan, fields: OwnerForm.all, again: ownersPage
  ) { request, tx in
    let plan = try tx.plan(request.id("plan"), unpublishedToo: true)
    var form = FormReading(request.entry)
    let lead = form.text(OwnerForm.all[0])
    let email = form.email(OwnerForm.email)
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try nameOwner(of: lead!, email: email!, plan: plan.id, by: request.caller, at: request.now, in: tx)
    return .see("\(plan.path)/owners", "Saved. They get a letter each week while something is missing.")
  },
]

@Sendable private func ownersPage(_ request: Request, _ tx: Transaction) throws -> PlanOwnersPage {
  let plan = try tx.plan(request.id("plan"), unpublishedToo: true)
  let lines = try tx.lines(of: plan.id, on: plan.endedOn ?? request.today)
  let owners = try tx.owners(of: plan.id)
  return PlanOwnersPage(
    plan: plan,
    leads: Set(lines.flatMap(\.leads)).sorted().map { lead in
      let owner = owners.first { $0.lead == lead }
      return PlanOwnersPage.Line(
        lead: lead, name: owner?.name, email: owner?.email,
        waiting: lines.filter { $0.leads.contains(lead) && !lacks($0).isEmpty }.map(\.ref))
    }, entry: request.entry)
}

/// Who the leads of a plan are, and what waits for each: for those who keep plans.
struct PlanOwnersPage: Page, Codable {
  struct Line: Codable, Sendable {
    let lead: String
    let name: String?
    let email: String?
    /// Refs of rows that lack something.
    let waiting: [String]
  }
  let plan: ImplementationPlan
  let leads: [Line]
  let entry: Entry
  var title: String { "Who the leads are" }
  var trail: [Link] { planTrail + [Link(plan.title, plan.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: plan.title)
      paragraph(
        "Whoever leads a row without a day or evidence, or a late one, gets a letter each week until it is put right.")
      card("Leads", id: "leads") {
        table(
          Table(
            "Leads", [.init("Lead"), .init("Who it is"), .init("Rows that lack something")],
            leads.map {
              .init([
                "\($0.lead)", $0.name.map { "\($0)" } ?? tag("Not said", .yellow),
                "\($0.waiting.joined(separator: ", "))",
              ])
            }, empty: "Nobody leads anything yet."))
      }
      if !leads.isEmpty {
        card("Say who a lead is", id: "owner") {
          view.form(to: "\(plan.path)/owners", entry) {
            controls([OwnerForm.lead(leads.map(\.lead)), OwnerForm.email], entry)
            button("Save")
          }
        }
      }
    }
  }
}
