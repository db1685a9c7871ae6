package import Kernel
package import Store

// All SQL about posts, places and money.

extension Transaction {
  package func serviceStructure() throws -> ServiceStructure {
    var service = ServiceStructure()
    service.locations = try all("SELECT \(WorkLocation.columns) FROM work_location ORDER BY name")
    service.streams = try all("SELECT \(FundingStream.columns) FROM funding_stream ORDER BY pence DESC, code")
    service.costs = try all("SELECT \(CostLine.columns) FROM cost_line ORDER BY pence DESC, code")
    service.posts = try all("SELECT \(Post.columns) FROM post WHERE closed_on IS NULL ORDER BY code")
    service.links = try all("SELECT \(MatrixLink.columns) FROM post_link ORDER BY post_code, to_whom")
    return service
  }

  func post(_ id: ID<Post>) throws -> Post { try one("SELECT \(Post.columns) FROM post WHERE id = \(id)") }

  /// Somebody at work by their address; nil where nobody has it.
  func practitioner(at email: String?) throws -> PractitionerID? {
    try email.flatMap { email in
      try value(
        "SELECT id FROM practitioner WHERE lower(email) = \(email.lowercased()) AND left_on IS NULL ORDER BY id LIMIT 1"
      )
    }
  }

  /// The post of somebody at work; nil where they hold none.
  package func post(of practitioner: PractitionerID) throws -> Post? {
    try first(
      "SELECT \(Post.columns) FROM post WHERE practitioner_id = \(practitioner) AND closed_on IS NULL ORDER BY code LIMIT 1"
    )
  }

  func keep(_ location: WorkLocation) throws {
    try run(
      """
      INSERT INTO work_location (code, name, area, locality, postcode)
      VALUES (\(location.code), \(location.name), \(location.area), \(location.locality), \(location.postcode))
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, area = excluded.area, locality = excluded.locality,
        postcode = excluded.postcode
      """)
  }
  func keep(_ stream: FundingStream) throws {
    try run(
      """
      INSERT INTO funding_stream (code, name, pence, recurrence, state, restricted_to)
      VALUES (\(stream.code), \(stream.name), \(stream.pence), \(stream.recurrence), \(stream.state),
        \(stream.restrictedTo))
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, pence = excluded.pence, recurrence = excluded.recurrence,
        state = excluded.state, restricted_to = excluded.restricted_to
      """)
  }
  func keep(_ line: CostLine) throws {
    try run(
      """
      INSERT INTO cost_line (code, name, quantity, pence)
      VALUES (\(line.code), \(line.name), \(line.quantity), \(line.pence))
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, quantity = excluded.quantity, pence = excluded.pence
      """)
  }
  func keep(_ link: MatrixLink) throws {
    try run(
      """
      INSERT INTO post_link (post_code, to_whom, about) VALUES (\(link.post), \(link.to), \(link.about))
      ON CONFLICT (post_code, to_whom) DO UPDATE SET about = excluded.about
      """)
  }
  /// Posts that were closed, the newest first.
  func closedPosts() throws -> [Post] {
    try all("SELECT \(Post.columns) FROM post WHERE closed_on IS NOT NULL ORDER BY closed_on DESC, code LIMIT 200")
  }
  /// Writes a post, or writes it over: its version grows, and one that was closed is open again.
  func keep(_ post: Post) throws {
    try run(
      """
      INSERT INTO post (\(Post.columns))
      VALUES (\(post.id), \(post.code), \(post.title), \(post.kind), \(post.grade), \(post.fte), \(post.employer),
        \(post.base), \(post.location), \(post.reportsTo), \(post.costLine), \(post.costPence), \(post.fundedBy),
        \(post.holder), \(post.practitioner), 1, NULL)
      ON CONFLICT (code) DO UPDATE SET title = excluded.title, kind = excluded.kind, grade = excluded.grade,
        fte = excluded.fte, employer = excluded.employer, base = excluded.base, location = excluded.location,
        reports_to = excluded.reports_to, cost_line = excluded.cost_line, cost_pence = excluded.cost_pence,
        funded_by = excluded.funded_by, holder = excluded.holder, practitioner_id = excluded.practitioner_id,
        version = post.version + 1, closed_on = NULL
      """)
  }
  /// False where the version has moved on.
  func setHolder(_ name: String?, _ practitioner: PractitionerID?, of post: ID<Post>, version: Int) throws -> Bool {
    try run(
      """
      UPDATE post SET holder = \(name), practitioner_id = \(practitioner), version = version + 1
      WHERE id = \(post) AND version = \(version)
      """) == 1
  }

  package func knownReferrals() throws -> [KnownReferral] {
    try all("SELECT \(KnownReferral.columns) FROM known_referral ORDER BY received_on, reference")
  }
  func keep(_ referral: KnownReferral) throws {
    try run(
      """
      INSERT INTO known_referral (reference, received_on, location, outcome)
      VALUES (\(referral.reference), \(referral.receivedOn), \(referral.location), \(referral.outcome))
      ON CONFLICT (reference) DO UPDATE SET received_on = excluded.received_on, location = excluded.location,
        outcome = excluded.outcome
      """)
  }
}
