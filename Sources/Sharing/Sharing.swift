import Design
import Kernel
import People
import Store
package import Web

/// Who may see what, and why, and who has looked: the slice's front door. `others` are agreements that another slice keeps,
/// `inWork` is what other slices shared because their work asked for it.
package func sharing(_ others: OtherAgreements = .none, inWork: @escaping SharedElsewhere = { _, _ in [] }) -> Slice {
  var slice = Slice("Sharing")
  slice.migrations = sharingMigrations
  slice.routes = agreementRoutes(others) + openingRoutes(others, inWork) + emergencyRoutes
  slice.childRows = [
    ChildRows("agreement", "agreement"), ChildRows("sharing_decision", "decision about sharing"),
    ChildRows("emergency_access", "emergency access"),
  ]
  slice.childPanels = [{ try agreementPanel($0, others, $1, $2) }, openingsPanel]
  slice.familyPanels = [{ try familyOpeningsPanel($0, inWork, $1, $2) }]
  slice.happenings = { child, _, tx in
    try tx.agreements(child).map {
      Happening(
        at: LondonTime(day: $0.on, minuteOfDay: 720).instant,
        $0.isGiven ? "\($0.about.title): agreed" : "\($0.about.title): said no",
        by: "\($0.givenBy); written down by \($0.recordedBy)",
        text: $0.isGiven ? "Covers \($0.agencies)." : nil, path: "/children/\(child)/agreements", isKey: false)
    }
  }
  slice.tasks = { child, request, tx in
    guard child == nil, request.caller.holds(.checkEmergencies) else { return [] }
    return try tx.emergencyAccesses(reviewed: false).map {
      ToDo(
        "Check an emergency access", hint: "\($0.accountName), \($0.beganAt.long)", path: "/emergency-accesses",
        due: $0.beganAt.day.adding(days: 14))
    }
  }
  return slice
}

private func agreementPanel(
  _ child: ChildID, _ others: OtherAgreements, _ request: Request, _ tx: Transaction
) throws -> Panel? {
  let agreements = try others.all(of: child, tx)
  let isClosed = try tx.child(child).isClosed
  let today = request.today
  let shown = standingAgreements(agreements, on: today).prefix(3)
  return Panel(
    "agreements", .side, Array(shown),
    card(
      "Agreements", style: .narrow,
      actions: link("All", to: "/children/\(child)/agreements", hiddenText: "agreements and sharing decisions")
    ) {
      shown.isEmpty
        ? paragraph(
          markup: isClosed
            ? "None is in force."
            : "\(tag("None in force", .yellow)) \(link("Record an agreement", to: "/children/\(child)/agreements/new"))"
        )
        : summaryList(
          shown.map { agreement in
            SummaryRow(
              agreement.about.title,
              agreement.state(on: today) == .inForce
                ? "\(stateTag(agreement, .inForce))\(agreement.expiresOn.map { " until \($0.long)" })"
                : stateTag(agreement, agreement.state(on: today)))
          })
    })
}

@Sendable private func openingsPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard let access = request.access, Permission.seeOpenings.grants[access.role].map({ access.reach <= $0 }) ?? false
  else {
    return nil
  }
  let openings = Array(try tx.openings(child, forFamily: false, limit: 25).prefix(3))
  return Panel(
    "openings", .side, openings,
    card(
      "Who has looked", style: .narrow,
      actions: link("All", to: "/children/\(child)/openings", hiddenText: "who have looked")
    ) {
      openings.isEmpty
        ? paragraph("Nobody before you.")
        : summaryList(openings.map { SummaryRow($0.name, "\($0.asWhat), \(day($0.day))") })
    })
}

private func familyOpeningsPanel(
  _ child: ChildID, _ inWork: SharedElsewhere, _ request: Request, _ tx: Transaction
) throws -> Panel? {
  // Their own looks stand in the whole list; here they would hide those of others.
  let others = try tx.openings(child, forFamily: true, limit: 100).filter { $0.purpose != .ownRecord }
  let openings = Array(others.prefix(4))
  let decided = try tx.sharingDecisions(child, forFamily: true).filter(\.isShared).map {
    SharedInWork($0.what, with: $0.withWhom, why: $0.why, on: $0.decidedAt.day)
  }
  let shared = Array((decided + (try inWork(child, tx))).sorted { $0.on > $1.on }.prefix(3))
  struct Value: Codable, Sendable {
    let openings: [Opening]
    let shared: [SharedInWork]
  }
  return Panel(
    "openings", .side, Value(openings: openings, shared: shared),
    card("Who has looked", style: .narrow) {
      openings.isEmpty
        ? paragraph("Nobody has opened the record yet.")
        : summaryList(
          openings.map { opening in
            let why = opening.purpose.said(toFamily: true, isAboutReader: request.access?.role == .youngPerson)
            return SummaryRow(
              opening.name,
              "\(day(opening.day, near: request.today)), \(why)<br><span class=\"app-hint\">\(opening.asWhat)</span>")
          })
      shared.first.map {
        paragraph("We last shared something with \($0.withWhom), on \($0.on.spoken(near: request.today)).")
      } ?? .empty
      paragraph(markup: link("See everybody who has looked, and what was shared", to: "/family/\(child)/openings"))
    })
}
