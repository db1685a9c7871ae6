import Design
import Kernel
import Store
import Web

/// Adding somebody to the family, or changing what is known of them.
struct FamilyMemberPage: Page, Codable {
  let child: ChildID
  let childName: String
  /// Nil for somebody new.
  let relation: ID<Relation>?
  let name: String?
  /// They may see the own view, and so can be sent the link to it again.
  let hasPortal: Bool
  let entry: Entry
  var title: String { name.map { "Change \($0)" } ?? "Add somebody to the family" }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("Details", "/children/\(child)/details")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      view.form(to: "/children/\(child)/family\(relation.map { "/\($0)" } ?? "")", entry) {
        controls(FamilyForm.all, entry)
        buttonGroup {
          button("Save")
          linkButton("Cancel", to: "/children/\(child)/details", style: .secondary)
        }
      }
      if let relation, hasPortal {
        details("\(name ?? "They") cannot find the link to the family’s own view") {
          paragraph("We send it once more, to the e-mail address above as it is saved.")
          view.postButton("Send the link again", to: "/children/\(child)/family/\(relation)/invitation")
        }
      }
      if let relation {
        details("Take \(name ?? "this person") out of the family") {
          paragraph("They stay in what was written before. If they see the family’s own view, that ends now.")
          formPart(
            view, to: "/children/\(child)/family/\(relation)/ending", [FamilyForm.why], Entry(errors: entry.errors),
            submit: "Take out", style: .warning, keepsDraft: false)
        }
      }
    }
  }
}

/// The adults of the family. `mayChange` gives each a link.
func familyTable(_ family: [Relation], child: ChildID, childName: String, mayChange: Bool) -> HTML {
  table(
    Table(
      "Family of \(childName)", [.init("Name"), .init("Who they are"), .init("Phone"), .init("Good to know")],
      family.map { person in
        Table.Row(
          [
            "\(person.name)",
            "\(person.kind.title)\(person.hasResponsibility ? ", has parental responsibility" : "")\(person.livesWith ? ", lives with \(childName)" : "")",
            person.mayNotContact
              ? tag("Do not contact", .red)
              : person.phone.map { phoneLink($0) } ?? "<span class=\"app-hint\">None</span>",
            "\([person.bestTime, person.language.map { "prefers \($0)" }, person.hasPortal ? "sees the family’s own view" : nil].compactMap(\.self).joined(separator: "; "))",
          ], link: mayChange ? "/children/\(child)/family/\(person.id)/change" : nil)
      }, empty: "Nobody of the family is recorded yet."))
}

func familyRoutes(_ invite: @escaping InviteFamily) -> [Route] {
  [
    .page(
      "/children/{child}/family/new", "Add somebody to the family", may: .changeDetails,
      familyMemberPage),
    .form(
      "/children/{child}/family", "Save somebody new in the family", may: .changeDetails, fields: FamilyForm.all,
      again: { try familyMemberPage($0, $1) }
    ) { request, tx in
      let new = try checkedMember(request, tx)
      let id: ID<Relation> = request.formID.of()
      try addFamilyMember(new, of: try request.child, id: id, by: request.caller, at: request.now, in: tx)
      if new.hasPortal { try send(id, invite, request, tx) }
      return .see("/children/\(try request.child)/details", "\(new.person.name) added")
    },
    .page(
      "/children/{child}/family/{relation}/change", "Change somebody in the family", may: .changeDetails,
      familyMemberPage),
    .form(
      "/children/{child}/family/{relation}", "Save changes to somebody in the family", may: .changeDetails,
      fields: FamilyForm.all, again: { try familyMemberPage($0, $1) }
    ) { request, tx in
      let new = try checkedMember(request, tx)
      let before = try tx.relation(try request.id("relation"), child: try request.child)
      try changeFamilyMember(
        before.id, to: new, child: try request.child, by: request.caller, at: request.now, in: tx)
      if new.hasPortal, !before.hasPortal { try send(before.id, invite, request, tx) }
      return .see("/children/\(try request.child)/details", "\(new.person.name) saved")
    },
    .form(
      "/children/{child}/family/{relation}/ending", "Take somebody out of the family", may: .changeDetails,
      fields: [FamilyForm.why], again: { try familyMemberPage($0, $1) }
    ) { request, tx in
      let why = try request.checked(reason(FamilyForm.why))
      try endRelation(
        try request.id("relation"), child: try request.child, why: why, by: request.caller, at: request.now, in: tx)
      return .see("/children/\(try request.child)/details", "Taken out of the family")
    },
    .form(
      "/children/{child}/family/{relation}/invitation", "Send somebody the link to the family’s own view",
      may: .changeDetails, fields: []
    ) { request, tx in
      let isSent = try send(try request.id("relation"), invite, request, tx)
      return .see(
        "/children/\(try request.child)/details",
        isSent ? "The link has been sent" : "They sign in already: nothing was sent")
    },
  ]
}

/// What was typed, as it may stand in this child's family.
private func checkedMember(_ request: Request, _ tx: Transaction) throws -> NewFamilyMember {
  let new = try request.checked(NewFamilyMember.check)
  let child = try tx.child(request.child)
  let changed = request.parameters["relation"].flatMap { ID<Relation>($0) }
  let others = try tx.relations(child.id).filter { $0.id != changed }.map(\.kind)
  try Invalid.check(
    problems(
      with: new.kind, hasPortal: new.hasPortal, hasResponsibility: new.hasResponsibility, name: child.calledName,
      bornOn: child.bornOn, others: others, today: request.today))
  return new
}

@discardableResult
private func send(_ id: ID<Relation>, _ invite: InviteFamily, _ request: Request, _ tx: Transaction) throws -> Bool {
  try inviteToOwnView(
    id, child: try request.child, invite: invite, address: request.site.settings.publicAddress, by: request.caller,
    at: request.now, in: tx)
}

@Sendable private func familyMemberPage(_ request: Request, _ tx: Transaction) throws -> FamilyMemberPage {
  let child = try tx.child(request.child)
  let relation = try request.parameters["relation"].map { _ in
    try tx.relation(try request.id("relation"), child: child.id)
  }
  var entry = request.entry
  let isTyped = entry.values.keys.contains(FamilyForm.name.name)
  if let relation, !isTyped { entry = entry.filled(relation.formValues) }
  return FamilyMemberPage(
    child: child.id, childName: child.name, relation: relation?.id, name: relation?.name,
    hasPortal: relation?.hasPortal ?? false, entry: entry)
}

/// Reads one field that says why.
func reason(_ field: Field) -> (Entry) -> Checked<String> {
  { entry in
    var form = FormReading(entry)
    let why = form.text(field)
    return form.result { why! }
  }
}
