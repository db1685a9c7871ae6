import Design
import Kernel
import Store
import Web

enum PanelForm {
  static let name = Field("name", "What is the panel called?", .text(max: 100), required: "Enter what it is called")
  static let about = Field(
    "about", "Who is in it, and what are they asked?", .prose(max: 600), required: "Enter who is in it")
  static let all = [name, about]

  static let memberName = Field("member_name", "Name", .text(max: 100), required: "Enter the name")
  static let email = Field("email", "E-mail address", .email, required: "Enter the e-mail address")
  static let standsFor = Field("stands_for", "Who they speak for", .text(max: 150))
  static let agreedOn = Field("agreed_on", "When did they agree to be asked?", .day, required: "Enter when they agreed")
  static let agreedHow = Field(
    "agreed_how", "How did they agree?", .text(max: 200), hint: "For example, on a form, or in an e-mail",
    required: "Enter how they agreed")
  static let member = [memberName, email, standsFor, agreedOn, agreedHow]

  static func check(_ entry: Entry, id: ID<PanelMember>) -> Checked<PanelMember> {
    var form = FormReading(entry)
    let (name, email, standsFor) = (form.text(memberName), form.email(email), form.text(standsFor))
    let (day, how) = (form.day(agreedOn), form.text(agreedHow))
    return form.result {
      PanelMember(id: id, name: name!, email: email!, standsFor: standsFor, agreedOn: day!, agreedHow: how!)
    }
  }
}

struct PanelsPage: Page, Codable {
  struct Line: Codable, Sendable {
    let panel: StandingPanel
    let members: Int
  }
  let panels: [Line]
  let entry: Entry
  var title: String { "Panels" }
  var menuPath: String? { "/surveys" }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      deskNavigation(current: "/panels")
      lead("Parents, carers and young people who have agreed to be asked.")
      table(
        Table(
          title, [.init("Panel"), .init("About"), .init("People", numeric: true)],
          panels.map {
            .init(["\($0.panel.name)", "\($0.panel.about)", "\($0.members)"], link: "/panels/\($0.panel.id)")
          },
          empty: "There is no panel yet."))
      card("Begin a panel", id: "new") {
        formPart(view, to: "/panels", PanelForm.all, entry, submit: "Begin it", style: .secondary)
      }
    }
  }
}

struct PanelPage: Page, Codable {
  let panel: StandingPanel
  let members: [PanelMember]
  let entry: Entry
  var title: String { panel.name }
  var trail: [Link] { [Link("Panels", "/panels")] }
  var menuPath: String? { "/surveys" }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Panel")
      paragraph(panel.about)
      table(
        Table(
          "People in this panel", [.init("Name"), .init("Speaks for"), .init("Agreed"), .init("Change")],
          members.map { member in
            .init([
              "\(member.name)", "\(member.standsFor ?? "Themselves")",
              "\(day(member.agreedOn)), \(member.agreedHow.lowercasedFirst)",
              view.postButton(
                "Leaves", to: "/panels/\(panel.id)/members/\(member.id)/leaving", style: .link, hiddenText: member.name),
            ])
          }, empty: "Nobody is in it yet."))
      card("Somebody has agreed to be asked", id: "new") {
        formPart(
          view, to: "/panels/\(panel.id)/members", PanelForm.member, entry, submit: "Add them", style: .secondary)
      }
    }
  }
}

let panelRoutes: [Route] = [
  .page("/panels", "Panels", may: .keepVoice, panelsPage),
  .form("/panels", "Begin a panel", may: .keepVoice, fields: PanelForm.all, again: panelsPage) { request, tx in
    var form = FormReading(request.entry)
    let (name, about) = (form.text(PanelForm.name), form.text(PanelForm.about))
    try Invalid.check(form.errors)
    try beginPanel(request.formID.of(), name: name!, about: about!, by: request.caller, at: request.now, in: tx)
    return .see("/panels/\(request.formID)", "Panel begun")
  },
  .page("/panels/{panel}", "A panel", may: .keepVoice, panelPage),
  .form(
    "/panels/{panel}/members", "Add somebody to a panel", may: .keepVoice, fields: PanelForm.member, again: panelPage
  ) {
    request, tx in
    let panel = try tx.panel(request.id("panel"))
    let new = try request.checked { PanelForm.check($0, id: request.formID.of()) }
    try joinPanel(new, panel, by: request.caller, at: request.now, in: tx)
    return .see("/panels/\(panel.id)", "Added")
  },
  .form("/panels/{panel}/members/{member}/leaving", "Somebody leaves a panel", may: .keepVoice, fields: []) {
    request, tx in
    let panel = try tx.panel(request.id("panel"))
    try leavePanel(request.id("member"), panel, by: request.caller, at: request.now, in: tx)
    return .see("/panels/\(panel.id)", "They are not asked any more")
  },
]

@Sendable private func panelsPage(_ request: Request, _ tx: Transaction) throws -> PanelsPage {
  PanelsPage(
    panels: try tx.panels().map { .init(panel: $0, members: try tx.members(of: $0.id, on: request.today).count) },
    entry: request.entry)
}

@Sendable private func panelPage(_ request: Request, _ tx: Transaction) throws -> PanelPage {
  let panel = try tx.panel(request.id("panel"))
  return PanelPage(
    panel: panel, members: try tx.members(of: panel.id, on: request.today),
    entry: request.entry.filled(["agreed_on": request.today.description]))
}
