import Design
import Kernel
import People
import Store
import Web

// The secret address of a visitor’s own calendar: made, shown, and ended by them.

extension Transaction {
  /// The number of the link that holds now; nil where there is none.
  func calendarSerial(_ visitor: PractitionerID) throws -> Int? {
    try value(
      """
      SELECT k.serial FROM calendar_link k JOIN practitioner p ON p.id = k.visitor_id
      WHERE k.visitor_id = \(visitor) AND k.is_on AND p.left_on IS NULL
      """, as: Int.self)
  }
  /// A new link in place of the one before.
  func renewCalendar(_ visitor: PractitionerID, at now: Instant) throws {
    try run(
      """
      INSERT INTO calendar_link (visitor_id, serial, is_on, made_at) VALUES (\(visitor), 1, TRUE, \(now))
      ON CONFLICT (visitor_id) DO UPDATE SET serial = calendar_link.serial + 1, is_on = TRUE, made_at = excluded.made_at
      """)
  }
  func endCalendar(_ visitor: PractitionerID) throws {
    try run("UPDATE calendar_link SET is_on = FALSE, serial = serial + 1 WHERE visitor_id = \(visitor)")
  }

  /// Planned visits of this visitor, to children whom they still work with and whose record is neither closed nor
  /// restricted.
  func calendarEntries(_ visitor: PractitionerID, from: Instant, to: Instant, address: String) throws -> [CalendarEntry]
  {
    try rows(
      """
      SELECT visit.id, visit.starts_at, visit.kind, child.postcode, visit.child_id, visit.version
      FROM visit JOIN child ON child.id = visit.child_id
      WHERE (visit.visitor_id = \(visitor) OR visit.joint_id = \(visitor)) AND visit.state = 'planned' AND visit.starts_at >= \(from)
        AND visit.starts_at < \(to) AND child.closed_on IS NULL AND NOT child.is_restricted
        AND NOT child.is_address_hidden
        AND EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = child.id AND i.practitioner_id = \(visitor)
          AND i.ended_on IS NULL)
      ORDER BY visit.starts_at, visit.id LIMIT 500
      """
    ) { row in
      let (kind, postcode): (VisitKind, Postcode?) = (try row[2], try row[3])
      let (id, child): (ID<Visit>, ChildID) = (try row[0], try row[4])
      return CalendarEntry(
        id: id, startsAt: try row[1], minutes: 60, summary: kind.title,
        district: postcode.map { String($0.text.prefix { $0 != " " }) },
        address: "\(address)\(visitsPath(child))/\(id)",
        version: try row[5])
    }
  }
}

/// The address as a calendar program takes it. The key is made from the site’s secret: nothing that opens it is stored.
private func calendarPath(_ visitor: PractitionerID, serial: Int, _ site: Site) -> String {
  "/calendars/\(visitor)/\(site.secret(for: "calendar \(visitor) \(serial)")).ics"
}

/// A visitor’s page about their calendar.
struct CalendarPage: Page, Codable {
  /// Whole, with the secret in it; nil where there is none.
  let address: String?
  var title: String { "Your visits in another calendar" }
  var trail: [Link] { [Link("Visits", "/visits")] }
  var menuPath: String? { "/visits" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph(
        """
        A calendar program can show when you visit: the time, the kind of visit and the postal district, and the name of \
        nobody. Visits to children whose record is restricted or whose address is hidden are left out.
        """)
      if let address {
        card("Your secret address", id: "address", style: .lead) {
          prose(address)
          paragraph("Whoever has it sees when you are where. Give it to nobody; end it when a phone is lost.")
          buttonGroup {
            view.postButton("Make another", to: "/visits/calendar-links")
            view.postButton("End it", to: "/visits/calendar-links/ending", style: .warning)
          }
        }
      } else {
        view.postButton("Make a secret address", to: "/visits/calendar-links", style: .primary)
      }
    }
  }
}

func calendarRoutes(_ sources: VisitingSources) -> [Route] {
  [
    .page("/visits/calendar", "One’s visits in another calendar", may: .seeDiary) { request, tx in
      let visitor = request.caller.practitioner
      let serial = try visitor.flatMap { try tx.calendarSerial($0) }
      return CalendarPage(
        address: serial.flatMap { serial in
          visitor.map { request.site.settings.publicAddress + calendarPath($0, serial: serial, request.site) }
        })
    },
    .form("/visits/calendar-links", "Make a secret address for one’s calendar", may: .seeDiary, fields: []) {
      request, tx in
      try tx.renewCalendar(try ownVisitor(request), at: request.now)
      try tx.append(
        .calendarMade, about: try ownVisitor(request).of(), by: request.caller, for: .administration, at: request.now)
      return .see("/visits/calendar", "Made. The address before, if there was one, works no more.")
    },
    .form("/visits/calendar-links/ending", "End the secret address of one’s calendar", may: .seeDiary, fields: []) {
      request, tx in
      try tx.endCalendar(try ownVisitor(request))
      try tx.append(
        .calendarEnded, about: try ownVisitor(request).of(), by: request.caller, for: .administration, at: request.now)
      return .see("/visits/calendar", "The address works no more")
    },
    .bytes(
      "/calendars/{practitioner}/{key}", "A visitor’s visits for a calendar program", may: .anyone("visit.calendar")
    ) {
      request in
      let visitor: PractitionerID = try request.id("practitioner")
      let site = request.site
      let entries = try await site.database.read { tx in
        // Whoever has left, or whose account has ended, has no calendar any more, whoever still has its address.
        guard let serial = try tx.calendarSerial(visitor), try sources.hasAccount(visitor, tx),
          calendarPath(visitor, serial: serial, site).hasSuffix("/\(request.parameters["key"] ?? "")")
        else { throw Refusal.notFound }
        return try tx.calendarEntries(
          visitor, from: request.now.adding(days: -14), to: request.now.adding(days: 90),
          address: site.settings.publicAddress)
      }
      var answer = Response(
        200, type: "text/calendar; charset=utf-8", calendar(named: "Home visits", entries, at: request.now))
      answer.headers += [("Cache-Control", "no-store"), ("Content-Disposition", "attachment; filename=\"visits.ics\"")]
      return answer
    },
  ]
}

private func ownVisitor(_ request: Request) throws -> PractitionerID {
  guard let visitor = request.caller.practitioner else {
    throw Refusal.forbidden("Only visitors have visits of their own.")
  }
  return visitor
}

extension EventKind {
  static let calendarMade = EventKind("calendar.made", "made a secret address for their calendar")
  static let calendarEnded = EventKind("calendar.ended", "ended the secret address of their calendar")
}
