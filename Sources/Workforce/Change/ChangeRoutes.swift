import Design
package import Kernel
import People
import Store
import Web

extension Permission {
  /// Changes of structure, employee by employee: whoever runs them. Employees read their own (`seeOwnWork`).
  package static let runChange = Permission.work("workforce.change", for: .administration, .commissioner)
}

enum ChangeForm {
  static let name = Field("name", "What changes?", .text(max: 160), required: "Enter what changes")
  static let decision = Field(
    "decision", "Which decision is it carried out by?", .text(max: 40),
    hint: "Its reference. Leave empty where it needs none.")
  static let from = Field(
    "consultation_from", "When does the consultation begin?", .day, required: "Enter when the consultation begins")
  static let to = Field(
    "consultation_to", "When does it end?", .day, required: "Enter when the consultation ends")
  static let startsOn = Field(
    "starts_on", "When does the change begin?", .day, required: "Enter when the change begins")
  static let all = [name, decision, from, to, startsOn]

  static func check(_ entry: Entry) -> Checked<NewChange> {
    var form = FormReading(entry)
    let (name, decision) = (form.text(name), form.text(decision))
    let (from, to, starts) = (form.day(from), form.day(to), form.day(startsOn))
    return form.result {
      NewChange(name: name!, decision: decision, consultationFrom: from!, consultationTo: to!, startsOn: starts!)
    }
  }
}

enum TransferForm {
  static let person = Field("person", "Who is it?", .text(max: 120), required: "Enter their name")
  static let email = Field("email", "Their address at work", .email, hint: "So that they can read how far it is.")
  static let kind = Field(
    "kind", "How do they come in?", .choice(Field.options(TransferKind.self)), required: "Choose how they come in")
  static let employer = Field("employer", "Employer now", .text(max: 120), required: "Enter the employer now")
  static let post = Field("post", "Post now", .text(max: 120), required: "Enter the post now")
  static let grade = Field("grade", "Grade now", .text(max: 40))
  static let fte = Field(
    "fte", "Part of a full-time post now", .text(max: 5), hint: "Like 1 or 0.68.", required: "Enter the part of a post")
  static let base = Field("base", "Base now", .text(max: 120), required: "Enter the base now")
  static let proposedPost = Field(
    "proposed_post", "Proposed post", .text(max: 40), hint: "Its code, like PHV-03.",
    required: "Enter the proposed post")
  static let proposedBase = Field(
    "proposed_base", "Proposed base", .text(max: 120), required: "Enter the proposed base")
  static let newEmployer = Field(
    "new_employer", "Employer then", .text(max: 120), required: "Enter the employer then")
  static let all = [
    person, email, kind, employer, post, grade, fte, base, proposedPost, proposedBase, newEmployer,
  ]

  /// `known` is whoever has the address; `posts` are the codes that there are.
  static func check(_ entry: Entry, at known: PractitionerID?, posts: Set<String>) -> Checked<NewTransfer> {
    var form = FormReading(entry)
    let (person, address) = (form.text(person), form.email(email))
    let kind: TransferKind? = form.choice(kind)
    let (employer, post, grade) = (form.text(employer), form.text(post), form.text(grade))
    let fte = form.value(fte, "The part must be like 1 or 0.68", hundredths)
    let (base, code) = (form.text(base), form.text(proposedPost))
    let (newBase, newEmployer) = (form.text(proposedBase), form.text(newEmployer))
    if let code, !posts.contains(code) { form.fail(proposedPost, "There is no post \(code)") }
    if address != nil, known == nil { form.fail(email, "Nobody at work has this address") }
    return form.result {
      NewTransfer(
        person: person!, practitioner: address == nil ? nil : known, kind: kind!, employer: employer!, post: post!,
        grade: grade,
        fte: fte!, base: base!, proposedPost: code!, proposedBase: newBase!, newEmployer: newEmployer!)
    }
  }
}

enum StepForm {
  static let kind = Field(
    "kind", "What has happened?", .choice(Field.options(TransferStepKind.self)), required: "Choose what has happened")
  static let on = Field("on", "When?", .day, required: "Enter when it happened")
  static let words = Field("words", "What was said", .prose(max: 2_000), hint: "The employee can read this.")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the transfer again")
  static let all = [kind, on, words, version]
}

func changeRoutes(_ decision: @escaping DecisionGate) -> [Route] {
  [
    .page("/workforce/changes", "Changes of structure", may: .runChange) { _, tx in
      ChangesPage(
        changes: try tx.structureChanges().map { change in
          let transfers = try tx.transfers(of: change.id)
          return .init(change: change, done: transfers.count { $0.state.isOver }, of: transfers.count)
        })
    },
    .page("/workforce/changes/new", "Prepare a change of structure", may: .runChange) { request, _ in
      ChangeFormPage(entry: request.entry)
    },
    .form(
      "/workforce/changes", "Prepare a change of structure", may: .runChange, fields: ChangeForm.all,
      again: { request, _ in ChangeFormPage(entry: request.entry) }
    ) { request, tx in
      let new = try request.checked(ChangeForm.check)
      try Invalid.check(problems(with: new))
      let id: ID<StructureChange> = request.formID.of()
      try prepareChange(id, new, by: request.caller, at: request.now, in: tx)
      return .see("/workforce/changes/\(id)", "The change is prepared")
    },
    .page("/workforce/changes/{change}", "A change of structure", may: .runChange) { request, tx in
      let change = try tx.structureChange(request.id("change"))
      let transfers = try tx.transfers(of: change.id)
      let why = try change.decision.flatMap { try decision($0, tx) }
      return ChangePage(
        change: change, transfers: transfers,
        gates: change.startedAt == nil ? gates(change, transfers, decision: why, today: request.today) : [])
    },
    .form("/workforce/changes/{change}/start", "Begin a change of structure", may: .runChange, fields: []) {
      request, tx in
      let change = try tx.structureChange(request.id("change"))
      try startChange(change, decision: decision, by: request.caller, at: request.now, in: tx)
      return .see(change.path, "The change has begun")
    },
    .page("/workforce/changes/{change}/transfers/new", "Add an employee", may: .runChange, transferFormPage),
    .form(
      "/workforce/changes/{change}/transfers", "Add an employee", may: .runChange, fields: TransferForm.all,
      again: { try transferFormPage($0, $1) }
    ) { request, tx in
      let change = try tx.structureChange(request.id("change"))
      let known = try tx.practitioner(at: request.entry["email"]?.trimmed)
      let codes = Set(try tx.serviceStructure().posts.map(\.code))
      let new = try request.checked { TransferForm.check($0, at: known, posts: codes) }
      let id: ID<StaffTransfer> = request.formID.of()
      try addTransfer(id, new, to: change, by: request.caller, at: request.now, in: tx)
      return .see("\(change.path)/transfers/\(id)", "The employee is added")
    },
    .page("/workforce/changes/{change}/transfers/{transfer}", "One employee’s transfer", may: .runChange, transferPage),
    .form(
      "/workforce/changes/{change}/transfers/{transfer}/steps", "Write down a step of a transfer", may: .runChange,
      fields: StepForm.all, again: { try transferPage($0, $1) }
    ) { request, tx in
      let transfer = try tx.transfer(request.id("transfer"), of: request.id("change"))
      var form = FormReading(request.entry)
      let kind: TransferStepKind? = form.choice(StepForm.kind)
      let (on, words) = (form.day(StepForm.on), form.text(StepForm.words))
      let version = form.value(StepForm.version, "Open the transfer again") { Int($0) }
      if !form.errors.isEmpty { throw Invalid(form.errors) }
      try takeTransferStep(
        request.formID, TransferStep(kind: kind!, on: on!, words: words), tx.file(of: transfer), version: version!,
        by: request.caller, at: request.now, in: tx)
      return .see("/workforce/changes/\(transfer.change)/transfers/\(transfer.id)", "The step is written down")
    },
  ]
}

@Sendable private func transferFormPage(_ request: Request, _ tx: Transaction) throws -> TransferFormPage {
  TransferFormPage(
    change: try tx.structureChange(request.id("change")),
    posts: try tx.serviceStructure().posts.map { .init($0.code, "\($0.code), \($0.title)") }, entry: request.entry)
}

@Sendable private func transferPage(_ request: Request, _ tx: Transaction) throws -> TransferPage {
  let transfer = try tx.transfer(request.id("transfer"), of: request.id("change"))
  return TransferPage(
    file: try tx.file(of: transfer),
    entry: request.method == .get ? request.entry.filled(["on": request.today.description]) : request.entry)
}
