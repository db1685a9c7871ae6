import Design
package import Kernel
package import Store
import Web

extension Permission {
  /// Groups, their meetings, papers and minutes, their risks and reports.
  static let keepGroups = Permission.work("group.keep", for: .governance, .commissioner, .contractManager)
  /// Declaring an interest: members for themselves, those who keep groups for any member.
  static let declareInterest = Permission.signedIn("group.declare_interest", for: .governance)
}

let groupTrail = [governanceHome, Link("Groups and boards", "/governance/groups")]

let groupRoutes: [Route] =
  [
    .page("/governance/groups", "Groups and boards", may: .readGovernance, groupsPage),
    .page("/governance/groups/new", "Found a group", may: .keepGroups, foundPage),
    .form("/governance/groups", "Found a group", may: .keepGroups, fields: GroupForm.all, again: foundPage) {
      request, tx in
      let (group, name) = try request.checked { GroupForm.check($0, id: request.formID.of()) }
      try foundGroup(group, named: name, by: request.caller, at: request.now, in: tx)
      return .see(group.path, "Founded")
    },
    .page("/governance/groups/{group}", "A group: who sits in it, and what it does", may: .readGovernance, groupPage),
    .page("/governance/groups/{group}/names/new", "Give a group another name", may: .keepGroups, renamePage),
    .form(
      "/governance/groups/{group}/names", "Give a group another name", may: .keepGroups, fields: GroupForm.renaming,
      again: renamePage
    ) { request, tx in
      let group = try tx.group(request.id("group"))
      try renameGroup(
        group.id, try request.checked(GroupForm.checkName), by: request.caller, at: request.now, in: tx)
      return .see(group.path, "The group has this name too")
    },
    .page(
      "/governance/groups/{group}/objectives/new", "Say what a group wants to reach", may: .keepGroups, objectivePage),
    .form(
      "/governance/groups/{group}/objectives", "Say what a group wants to reach", may: .keepGroups,
      fields: ObjectiveForm.all, again: objectivePage
    ) { request, tx in
      let group = try tx.group(request.id("group"))
      let known = try tx.whatCanShow()
      let (objective, proofs) = try request.checked { ObjectiveForm.check($0, known) }
      try setObjective(objective, proofs: proofs, of: group.id, by: request.caller, at: request.now, in: tx)
      return .see(group.path, "Saved")
    },
    .page(
      "/governance/groups/{group}/objectives/{number}/proofs", "Say what shows an objective", may: .keepGroups,
      proofPage),
    .form(
      "/governance/groups/{group}/objectives/{number}/proofs", "Say what shows an objective", may: .keepGroups,
      fields: [ObjectiveForm.all[3]], again: proofPage
    ) { request, tx in
      let (group, objective) = (try tx.group(request.id("group")), try objectiveOf(request, tx))
      let known = try tx.whatCanShow()
      var form = FormReading(request.entry)
      let chosen = form.options(ObjectiveForm.asked(known)[3])
      if !form.errors.isEmpty { throw Invalid(form.errors) }
      try addProofs(
        known.filter { chosen.contains("\($0.0.rawValue):\($0.1)") }.map { ($0.0, $0.1) }, to: objective.number,
        of: group.id, by: request.caller, at: request.now, in: tx)
      return .see(group.path, "Saved")
    },
    .form(
      "/governance/groups/{group}/eight-priorities", "Take the eight priorities", may: .keepGroups, fields: []
    ) { request, tx in
      let group = try tx.group(request.id("group"))
      try takeEightPriorities(for: group.id, by: request.caller, at: request.now, in: tx)
      return .see(group.path, "Taken. Say of each what shows how far it is.")
    },
  ] + memberRoutes + actionRoutes

private let memberRoutes: [Route] = [
  .page("/governance/groups/{group}/members/new", "Take somebody into a group", may: .keepGroups, memberPage),
  .form(
    "/governance/groups/{group}/members", "Take somebody into a group", may: .keepGroups, fields: MemberForm.all,
    again: memberPage
  ) { request, tx in
    let group = try tx.group(request.id("group"))
    try appointMember(
      request.formID.of(), try request.checked(MemberForm.check), to: group.id, by: request.caller, at: request.now,
      in: tx)
    return .see(group.path, "They sit in the group")
  },
  .page("/governance/groups/{group}/members/{member}/end", "Somebody leaves a group", may: .keepGroups, leavingPage),
  .form(
    "/governance/groups/{group}/members/{member}/end", "Somebody leaves a group", may: .keepGroups,
    fields: [MemberForm.endedOn], again: leavingPage
  ) { request, tx in
    let group = try tx.group(request.id("group"))
    let day = try request.day(MemberForm.endedOn)
    try endMembership(
      request.id("member"), of: group.id, on: day, by: request.caller, at: request.now, in: tx)
    return .see(group.path, "Saved")
  },
]

private let actionRoutes: [Route] = [
  .page("/governance/groups/{group}/actions/new", "Note what a group has agreed to do", may: .keepGroups, actionPage),
  .form(
    "/governance/groups/{group}/actions", "Note what a group has agreed to do", may: .keepGroups,
    fields: GroupActionForm.all, again: actionPage
  ) { request, tx in
    let group = try tx.group(request.id("group"))
    let action = try request.checked { GroupActionForm.check($0, id: request.formID.of(), at: request.now) }
    try agreeAction(action, of: group.id, by: request.caller, at: request.now, in: tx)
    return .see("\(group.path)#actions", "Noted. It comes back at every meeting until it is done.")
  },
  .page("/governance/groups/{group}/actions/{action}/end", "Something agreed was done", may: .keepGroups, endPage),
  .form(
    "/governance/groups/{group}/actions/{action}/end", "Something agreed was done", may: .keepGroups,
    fields: [GroupActionForm.done], again: endPage
  ) { request, tx in
    let group = try tx.group(request.id("group"))
    let done = try request.text(GroupActionForm.done)
    try endAction(request.id("action"), of: group.id, done, by: request.caller, at: request.now, in: tx)
    return .see("\(group.path)#actions", "Done")
  },
]

extension Transaction {
  /// What can show how far an objective is: every open plan, every indicator.
  package func whatCanShow() throws -> [(ProofKind, AnyID, String)] {
    try plans(unpublishedToo: false).filter { $0.endedOn == nil }.map { (.plan, $0.id.of(), $0.title) }
      + indicators().map { (.indicator, $0.id.of(), $0.title) }
  }
}

/// Where a page beneath a group stands.
func trail(of group: PartnershipGroup, _ name: String) -> [Link] { groupTrail + [Link(name, group.path)] }

extension FormPage {
  /// A form of a group: its name above, its trail, its place in the menu. `beneath` are pages between the group and the form.
  init(
    _ title: String, of group: PartnershipGroup, named name: String, beneath: [Link] = [], to path: String,
    _ fields: [Field], _ entry: Entry, submit: String, warning: String? = nil, notes: [String] = [],
    facts: [Fact] = []
  ) {
    self.init(
      title, caption: name, trail: Governance.trail(of: group, name) + beneath, menu: "/governance", to: path, fields,
      entry,
      submit: submit, warning: warning, notes: notes, facts: facts)
  }
}

/// The group of the address, with what it is called today.
func groupOf(_ request: Request, _ tx: Transaction) throws -> (PartnershipGroup, String) {
  let group = try tx.group(request.id("group"))
  return (group, name(on: request.today, try tx.names(of: group.id)))
}

@Sendable private func groupsPage(_ request: Request, _ tx: Transaction) throws -> GroupsPage {
  let lines = try tx.groups().map { group in
    let (names, members) = (try tx.names(of: group.id), try tx.members(of: group.id))
    let current = name(on: request.today, names)
    return GroupsPage.Line(
      group: group, name: current, otherNames: Array(Set(names.map(\.name)).subtracting([current])).sorted(),
      members: members.count { $0.sits(on: request.today) },
      next: try tx.meetings(of: group.id).filter { $0.state == .planned }.map(\.startsAt).min(),
      openActions: try tx.actions(of: group.id).count(where: \.isOpen),
      isYours: members.contains { $0.isCaller(request.caller) && $0.sits(on: request.today) })
  }
  return GroupsPage(lines: lines, mayKeep: request.caller.holds(.keepGroups))
}

@Sendable private func groupPage(_ request: Request, _ tx: Transaction) throws -> GroupPage {
  let (group, current) = try groupOf(request, tx)
  let keeps = request.caller.holds(.keepGroups)
  let members = try tx.members(of: group.id)
  let isMember = members.contains { $0.isCaller(request.caller) && $0.sits(on: request.today) }
  let meetings = try tx.meetings(of: group.id)
  let titles = Dictionary(
    try tx.whatCanShow().map { ($0.1, $0.2) }, uniquingKeysWith: { first, _ in first })
  let proofs = try tx.proofs(of: group.id)
  return GroupPage(
    group: group, name: current, names: try tx.names(of: group.id),
    objectives: try tx.objectives(of: group.id).map { objective in
      GroupPage.Objective(
        objective: objective,
        proofs: proofs.filter { $0.number == objective.number }.compactMap { proof in
          titles[proof.about].map { title in
            Link(
              title, proof.kind == .plan ? "/governance/plans/\(proof.about)" : "/governance/scorecard/\(proof.about)")
          }
        })
    },
    members: members.map { GroupPage.Member($0, isShown: keeps || isMember || $0.isNamed, on: request.today) },
    meetings: meetings,
    actions: try tx.actions(of: group.id).map { GroupPage.Action($0, carried: timesCarried($0, meetings)) },
    on: request.today, isMember: isMember, mayKeep: keeps)
}

@Sendable private func foundPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  FormPage(
    "Found a group", trail: groupTrail, menu: "/governance", to: "/governance/groups", GroupForm.all, request.entry,
    submit: "Found it")
}

@Sendable private func renamePage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  return FormPage(
    "Give the group another name", of: group, named: current, to: "\(group.path)/names", GroupForm.renaming,
    request.entry, submit: "Save",
    notes: ["It stays the same group. Its earlier names stay beside its history."])
}

@Sendable private func objectivePage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  return FormPage(
    "What is to be reached", of: group, named: current, to: "\(group.path)/objectives",
    ObjectiveForm.asked(try tx.whatCanShow()), request.entry, submit: "Save")
}

private func objectiveOf(_ request: Request, _ tx: Transaction) throws -> GroupObjective {
  let number = request.parameters["number"].flatMap { Int($0) }
  guard let found = try tx.objectives(of: request.id("group")).first(where: { $0.number == number }) else {
    throw Refusal.notFound
  }
  return found
}

@Sendable private func proofPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  let objective = try objectiveOf(request, tx)
  let shown = try tx.proofs(of: group.id).filter { $0.number == objective.number }.map(\.about)
  let known = try tx.whatCanShow().filter { !shown.contains($0.1) }
  return FormPage(
    "What shows it?", of: group, named: current, to: "\(group.path)/objectives/\(objective.number)/proofs",
    [ObjectiveForm.asked(known)[3]], request.entry,
    submit: "Save", warning: known.isEmpty ? "Every plan and indicator that there is shows it already." : nil,
    facts: [.init("Objective \(objective.number)", objective.title)])
}

@Sendable private func memberPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  return FormPage(
    "Take somebody in", of: group, named: current, to: "\(group.path)/members", MemberForm.all, request.entry,
    submit: "Take them in")
}

@Sendable private func leavingPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  let id: ID<GroupMember> = try request.id("member")
  guard let member = try tx.members(of: group.id).first(where: { $0.id == id }) else { throw Refusal.notFound }
  return FormPage(
    "Somebody leaves", of: group, named: current, to: "\(group.path)/members/\(member.id)/end", [MemberForm.endedOn],
    request.entry, submit: "Save",
    facts: [.init("Who", "\(member.name), \(member.agency)"), .init("Since", member.from.long)])
}

@Sendable private func actionPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  return FormPage(
    "What was agreed", of: group, named: current, to: "\(group.path)/actions", GroupActionForm.all, request.entry,
    submit: "Note it")
}

@Sendable private func endPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  let action = try tx.action(request.id("action"), of: group.id)
  return FormPage(
    "It was done", of: group, named: current, to: "\(group.path)/actions/\(action.id)/end", [GroupActionForm.done],
    request.entry, submit: "Save",
    facts: [.init("What was agreed", action.words), .init("Lead", action.lead), .init("By", action.dueOn.long)])
}
