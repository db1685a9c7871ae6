import Design
import Kernel
import Web

/// Every group with what it is called today, and every other name that it has had.
struct GroupsPage: Page, Codable {
  struct Line: Codable, Sendable {
    let group: PartnershipGroup
    let name: String
    let otherNames: [String]
    let members: Int
    let next: Instant?
    let openActions: Int
    /// The reader sits in it.
    let isYours: Bool
  }
  let lines: [Line]
  let mayKeep: Bool
  var title: String { "Groups and boards" }
  var trail: [Link] { [governanceHome] }
  var menuPath: String? { "/governance" }
  var sheet: Sheet? {
    Sheet(
      name: "groups",
      columns: ["name", "other_names", "remit", "founded_on", "members", "next_meeting", "open_actions"],
      rows: lines.map {
        [
          $0.name, $0.otherNames.joined(separator: "; "), $0.group.remit, $0.group.foundedOn.description,
          "\($0.members)",
          $0.next?.description ?? "", "\($0.openActions)",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead(
        "Who meets about help for disabled children and their families, what they are there for, and what they agree.")
      if mayKeep { buttonGroup { linkButton("Found a group", to: "/governance/groups/new") } }
      lines.isEmpty
        ? emptyState("There is no group yet", "A group is founded with its first name and its remit.") : .empty
      lines.map { line in
        card(line.name, id: "group-\(line.group.id)", actions: link("Open", to: line.group.path, hiddenText: line.name))
        {
          if line.isYours { paragraph(markup: tag("You sit in this group", .blue)) }
          paragraph(line.group.easyRemit)
          if !line.otherNames.isEmpty {
            paragraph("Also called: \(line.otherNames.joined(separator: "; ")).")
          }
          paragraph(
            """
            \(line.members) members. \(line.next.map { "It meets next on \($0.long)." } ?? "No meeting is called.") \
            \(line.openActions == 0 ? "Nothing agreed" : "\(line.openActions) agreed \(line.openActions == 1 ? "thing" : "things")") \
            \(line.openActions > 1 ? "are" : "is") still open.
            """)
        }
      }
      if !lines.isEmpty {
        paragraph(markup: link("Download as a spreadsheet", to: "/governance/groups?format=csv"))
      }
    }
  }
}

/// One group: its remit, its names, who sits in it, what it wants to reach, when it meets, what is still to do.
struct GroupPage: Page, Codable {
  struct Objective: Codable, Sendable {
    let objective: GroupObjective
    let proofs: [Link]
  }
  /// A member as the reader may know them.
  struct Member: Codable, Sendable {
    let id: ID<GroupMember>
    /// Nil where the name is not for the reader.
    let name: String?
    let side: GroupSide
    let agency: String
    let part: String
    let from: Day
    let to: Day?
    let sits: Bool
    init(_ member: GroupMember, isShown: Bool, on day: Day) {
      (id, name, side, agency) = (member.id, isShown ? member.name : nil, member.side, member.agency)
      (part, from, to, sits) = (member.part, member.from, member.to, member.sits(on: day))
    }
  }
  struct Action: Codable, Sendable {
    let action: GroupAction
    /// At how many meetings it came back.
    let carried: Int
    init(_ action: GroupAction, carried: Int) { (self.action, self.carried) = (action, carried) }
  }
  let group: PartnershipGroup
  let name: String
  let names: [GroupName]
  let objectives: [Objective]
  let members: [Member]
  let meetings: [GroupMeeting]
  let actions: [Action]
  let on: Day
  let isMember: Bool
  let mayKeep: Bool
  var title: String { name }
  var trail: [Link] { groupTrail }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(name)
      lead(group.easyRemit)
      if isMember { paragraph(markup: tag("You sit in this group", .blue)) }
      buttons
      objectiveCard(view)
      meetingCard
      actionCard
      memberCard
      card("What it is there for, in full", id: "remit") {
        prose(group.remit)
        paragraph("\(group.quorum) members must be there before anything can be agreed.")
      }
      nameCard
    }
  }

  private var buttons: HTML {
    buttonGroup {
      linkButton("Risks", to: "\(group.path)/risks", style: .secondary)
      linkButton("Reports", to: "\(group.path)/reports", style: .secondary)
    }
  }

  /// What whoever keeps the group may do, in the card that it is about.
  private func act(_ label: String, _ place: String) -> HTML {
    mayKeep ? link(label, to: "\(group.path)/\(place)/new") : .empty
  }

  private func objectiveCard(_ view: View) -> HTML {
    card("What it wants to reach", id: "objectives", actions: act("Say what is to be reached", "objectives")) {
      if objectives.isEmpty, mayKeep {
        view.postButton("Take the eight priorities for disabled children", to: "\(group.path)/eight-priorities")
      }
      table(
        Table(
          "What it wants to reach", [.init("Number"), .init("Objective"), .init("What shows how far it is")],
          objectives.map { line in
            .init([
              "\(line.objective.number)",
              "<strong>\(line.objective.title)</strong>\(line.objective.words.map { "<br>\($0)" as HTML })",
              line.proofs.isEmpty
                ? tag("Nothing yet", .yellow) : line.proofs.map { link($0.label, to: $0.path) }.joined(";<br>"),
            ])
          }, empty: "Nobody has said yet what this group wants to reach."))
    }
  }

  private var meetingCard: HTML {
    card("Meetings", id: "meetings", actions: act("Call a meeting", "meetings")) {
      table(
        Table(
          "Meetings", [.init("When"), .init("Where"), .init("Stands"), .init("Minutes")],
          meetings.map {
            .init(
              [
                "\($0.startsAt.long)", "\($0.place)", tag($0.state.title, $0.state == .planned ? .blue : .grey),
                $0.state == .held ? ($0.agreedAt == nil ? "Not agreed yet" : "Agreed") : "",
              ], link: $0.path)
          }, empty: "No meeting is called yet."))
    }
  }

  private var actionCard: HTML {
    card("What was agreed to do", id: "actions", actions: act("Note what was agreed", "actions")) {
      actionTable(actions, group, on: on, mayKeep: mayKeep)
    }
  }

  private var memberCard: HTML {
    card("Who sits in it", id: "members", actions: act("Take somebody in", "members")) {
      table(
        Table(
          "Members",
          [.init("Who"), .init("For"), .init("Sent by"), .init("As"), .init("From"), .init("To")]
            + (mayKeep ? [.init("Change")] : []),
          members.map { member in
            .init(
              [
                "\(member.name ?? "Name not published")", "\(member.side.title)", "\(member.agency)", "\(member.part)",
                day(member.from), member.to.map { day($0) } ?? "",
              ]
                + (mayKeep
                  ? [
                    member.sits
                      ? link("Leaves", to: "\(group.path)/members/\(member.id)/end", hiddenText: member.name) : ""
                  ] : []))
          }, empty: "Nobody sits in this group yet."))
    }
  }

  private var nameCard: HTML {
    card("What it was called", id: "names", actions: act("Give it another name", "names")) {
      paragraph("It is one group, whatever a paper calls it: founded on \(group.foundedOn.long).")
      table(
        Table(
          "Names", [.init("Name"), .init("From"), .init("Stands in")],
          names.map { .init(["\($0.name)", day($0.from), "\($0.source ?? "")"]) }))
    }
  }
}

/// What was agreed, the open ones first, with how often each came back.
func actionTable(_ actions: [GroupPage.Action], _ group: PartnershipGroup, on day: Day, mayKeep: Bool) -> HTML {
  table(
    Table(
      "What was agreed to do",
      [.init("What"), .init("Lead"), .init("By"), .init("Carried", numeric: true), .init("Stands")]
        + (mayKeep ? [.init("Change")] : []),
      actions.map { line in
        let action = line.action
        let stands: HTML =
          action.isOpen
          ? (action.isLate(on: day) ? tag("Late", .red) : tag("Open", .blue))
          : "\(tag("Done", .green)) \(action.done ?? "")"
        return .init(
          [
            "\(action.words)\(action.risk.map { " \(link("for a risk", to: "\(group.path)/risks/\($0)", hiddenText: action.words))" as HTML })",
            "\(action.lead)", Design.day(action.dueOn), carriedWords(line.carried), stands,
          ]
            + (mayKeep
              ? [
                action.isOpen
                  ? link("It was done", to: "\(group.path)/actions/\(action.id)/end", hiddenText: action.words) : ""
              ] : []))
      }, empty: "Nothing is open, and nothing was agreed yet."))
}

/// At how many meetings something came back.
private func carriedWords(_ count: Int) -> HTML {
  switch count {
  case 0: "Not yet"
  case 1: "once"
  default: "\(count) times"
  }
}
