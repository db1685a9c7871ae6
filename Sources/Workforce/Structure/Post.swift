package import Kernel
package import Store

/// What somebody in a post does for a home-visiting service.
package enum PostKind: String, Choice {
  case head, lead, seniorVisitor = "senior_visitor", visitor, supportOfficer = "support_officer", other
  package var title: String {
    switch self {
    case .head: "Head of service"
    case .lead: "Lead"
    case .seniorVisitor: "Senior home visitor"
    case .visitor: "Home visitor"
    case .supportOfficer: "Support officer"
    case .other: "Other"
    }
  }
  /// Whether the post visits families, and so is shared out over locations.
  package var visits: Bool { self == .seniorVisitor || self == .visitor }
}

/// A post: what there is to do, where and for how much of a week, whoever does it. Without a holder it is vacant.
package struct Post: Sendable, Record, Codable, Hashable {
  package let id: ID<Post>
  /// As the service calls it: `PHV-03`.
  package var code: String
  package var title: String
  package var kind: PostKind
  package var grade: String?
  /// Hundredths of a full-time post: 50 is half a post.
  package var fte: Int
  package var employer: String
  /// Where somebody begins and ends the day.
  package var base: String
  /// The code of the location whose families it visits.
  package var location: String?
  /// The code of the post that it reports to; nil at the top.
  package var reportsTo: String?
  package var costLine: String?
  /// For a year.
  package var costPence: Int?
  /// The code of the stream that pays for it alone; nil where all streams do.
  package var fundedBy: String?
  package var holder: String?
  package var practitioner: PractitionerID?
  package var version: Int
  /// Since when there is no such post any more; nil while there is.
  package var closedOn: Day?

  static let columns: SQL = """
    id, code, title, kind, grade, fte, employer, base, location, reports_to, cost_line, cost_pence, funded_by, holder,
    practitioner_id, version, closed_on
    """

  package init(
    id: ID<Post>, code: String, title: String, kind: PostKind, grade: String? = nil, fte: Int = 100,
    employer: String = "", base: String = "", location: String? = nil, reportsTo: String? = nil,
    costLine: String? = nil, costPence: Int? = nil, fundedBy: String? = nil, holder: String? = nil,
    practitioner: PractitionerID? = nil, version: Int = 1
  ) {
    (self.id, self.code, self.title, self.kind, self.grade, self.fte) = (id, code, title, kind, grade, fte)
    (self.employer, self.base, self.location, self.reportsTo) = (employer, base, location, reportsTo)
    (self.costLine, self.costPence, self.fundedBy) = (costLine, costPence, fundedBy)
    (self.holder, self.practitioner, self.version) = (holder, practitioner, version)
  }

  package init(row: Row) throws {
    id = try row[0]
    code = try row[1]
    title = try row[2]
    kind = try row[3]
    grade = try row[4]
    fte = try row[5]
    employer = try row[6]
    base = try row[7]
    location = try row[8]
    reportsTo = try row[9]
    costLine = try row[10]
    costPence = try row[11]
    fundedBy = try row[12]
    holder = try row[13]
    practitioner = try row[14]
    version = try row[15]
    closedOn = try row[16]
  }

  package var isVacant: Bool { holder == nil }
}

/// Where visitors work from, and the families of which part of the area they visit.
package struct WorkLocation: Sendable, Record, Codable, Hashable {
  package let code: String
  package let name: String
  /// `West`
  package let area: String
  /// The name of the locality whose families it serves.
  package let locality: String?
  /// Where it is, so that the way to a family can be reckoned.
  package let postcode: Postcode?
  static let columns: SQL = "code, name, area, locality, postcode"
  package init(code: String, name: String, area: String, locality: String? = nil, postcode: Postcode? = nil) {
    (self.code, self.name, self.area, self.locality, self.postcode) = (code, name, area, locality, postcode)
  }
  package init(row: Row) throws {
    self.init(code: try row[0], name: try row[1], area: try row[2], locality: try row[3], postcode: try row[4])
  }
}

/// That a post also answers to somebody outside of the tree: a partnership, a protocol.
package struct MatrixLink: Sendable, Record, Codable, Hashable {
  package let post: String
  package let to: String
  package let about: String
  static let columns: SQL = "post_code, to_whom, about"
  package init(post: String, to: String, about: String) { (self.post, self.to, self.about) = (post, to, about) }
  package init(row: Row) throws { self.init(post: try row[0], to: try row[1], about: try row[2]) }
}

/// `1`, `0.5` or `0.68` of a full-time post.
package func shareWords(_ hundredths: Int) -> String {
  let rest = hundredths % 100
  let decimals = rest % 10 == 0 ? "\(rest / 10)" : "\(rest < 10 ? "0" : "")\(rest)"
  return rest == 0 ? "\(hundredths / 100)" : "\(hundredths / 100).\(decimals)"
}
