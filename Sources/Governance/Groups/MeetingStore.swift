import Clocks
package import Kernel
package import Store

// All SQL about meetings, papers, interests and actions.

extension Transaction {
  /// The newest first.
  func meetings(of group: ID<PartnershipGroup>) throws -> [GroupMeeting] {
    try all(
      "SELECT \(GroupMeeting.columns) FROM group_meeting WHERE group_id = \(group) ORDER BY starts_at DESC, id DESC")
  }
  /// By the newest clock of its agenda.
  func agendaTime(of meeting: GroupMeeting) throws -> AgendaTime? {
    try rows(
      """
      SELECT due_at, reckoning, met_at FROM clock WHERE about_id = \(meeting.id) AND rule_id = \(ClockRuleID.agenda.rawValue)
      ORDER BY entered_at DESC, id DESC LIMIT 1
      """
    ) { AgendaTime(due: try $0[0], reckoning: try $0[1], outAt: try $0[2]) }.first
  }

  /// Meetings at which enough were there to agree anything.
  func agreeingMeetings(of group: PartnershipGroup) throws -> [GroupMeeting] {
    try meetings(of: group.id).filter { try $0.state == .held && isQuorate(group, present: present(at: $0.id).count) }
  }
  package func meeting(_ id: ID<GroupMeeting>, of group: ID<PartnershipGroup>) throws -> GroupMeeting {
    try one("SELECT \(GroupMeeting.columns) FROM group_meeting WHERE id = \(id) AND group_id = \(group)")
  }
  package func points(of meeting: ID<GroupMeeting>) throws -> [AgendaPoint] {
    try all("SELECT \(AgendaPoint.columns) FROM agenda_point WHERE meeting_id = \(meeting) ORDER BY number")
  }
  func point(_ id: ID<AgendaPoint>, of meeting: ID<GroupMeeting>) throws -> AgendaPoint {
    try one("SELECT \(AgendaPoint.columns) FROM agenda_point WHERE id = \(id) AND meeting_id = \(meeting)")
  }
  /// In the order in which they came out.
  func papers(of meeting: ID<GroupMeeting>) throws -> [MeetingPaper] {
    try all(
      """
      SELECT \(MeetingPaper.columns) FROM meeting_paper
      WHERE point_id IN (SELECT p.id FROM agenda_point p WHERE p.meeting_id = \(meeting)) ORDER BY out_at, id
      """)
  }
  func present(at meeting: ID<GroupMeeting>) throws -> [ID<GroupMember>] {
    try rows("SELECT member_id FROM meeting_presence WHERE meeting_id = \(meeting) ORDER BY member_id") { try $0[0] }
  }
  func interests(at meeting: ID<GroupMeeting>) throws -> [DeclaredInterest] {
    try all(
      "SELECT \(DeclaredInterest.columns) FROM declared_interest WHERE meeting_id = \(meeting) ORDER BY at, id")
  }
  func actions(of group: ID<PartnershipGroup>) throws -> [GroupAction] {
    try all(
      """
      SELECT \(GroupAction.columns) FROM group_action WHERE group_id = \(group)
      ORDER BY done_at IS NOT NULL, due_on, id
      """)
  }
  func action(_ id: ID<GroupAction>, of group: ID<PartnershipGroup>) throws -> GroupAction {
    try one("SELECT \(GroupAction.columns) FROM group_action WHERE id = \(id) AND group_id = \(group)")
  }

  func insertMeeting(
    _ id: ID<GroupMeeting>, of group: ID<PartnershipGroup>, startsAt: Instant, place: String
  ) throws {
    try run(
      """
      INSERT INTO group_meeting (id, group_id, starts_at, place, state, version)
      VALUES (\(id), \(group), \(startsAt), \(place), \(MeetingState.planned), 1)
      """)
  }
  func insert(_ point: AgendaPoint, of meeting: ID<GroupMeeting>) throws {
    try run(
      """
      INSERT INTO agenda_point (id, meeting_id, number, title, purpose, lead, carried_from)
      VALUES (\(point.id), \(meeting), \(point.number), \(point.title), \(point.purpose), \(point.lead),
        \(point.carriedFrom))
      """)
  }
  func insert(_ paper: MeetingPaper) throws {
    try run(
      """
      INSERT INTO meeting_paper (\(MeetingPaper.columns)) VALUES (
        \(paper.id), \(paper.point), \(paper.title), \(paper.text), \(paper.easyText), \(paper.exemptWhy),
        \(paper.outAt), \(paper.writtenBy))
      """)
  }
  func setMinutes(_ minutes: PointMinutes, of point: ID<AgendaPoint>) throws {
    try run(
      """
      UPDATE agenda_point SET minutes = \(minutes.words), easy_minutes = \(minutes.easy), outcome = \(minutes.outcome)
      WHERE id = \(point)
      """)
  }
  /// Points of a group that were carried and stand on no later agenda yet, the oldest first.
  func waitingPoints(of group: ID<PartnershipGroup>) throws -> [(point: AgendaPoint, from: ID<GroupMeeting>)] {
    try rows(
      """
      SELECT p.id, p.number, p.title, p.purpose, p.lead, p.minutes, p.easy_minutes, p.outcome, p.carried_from, m.id
      FROM agenda_point p JOIN group_meeting m ON m.id = p.meeting_id
      WHERE m.group_id = \(group) AND p.outcome = 'carried' AND NOT EXISTS (
        SELECT 1 FROM agenda_point n JOIN group_meeting o ON o.id = n.meeting_id
        WHERE n.carried_from = m.id AND n.title = p.title AND o.state <> 'cancelled')
      ORDER BY m.starts_at, p.number
      """
    ) { (try AgendaPoint(row: $0), try $0[9]) }
  }
  /// False where it is not to come any more.
  func moveMeeting(_ id: ID<GroupMeeting>, to state: MeetingState, apologies: String?) throws -> Bool {
    try run(
      """
      UPDATE group_meeting SET state = \(state), apologies = \(apologies), version = version + 1
      WHERE id = \(id) AND state = 'planned'
      """) == 1
  }
  func insertPresence(_ member: ID<GroupMember>, at meeting: ID<GroupMeeting>) throws {
    try run("INSERT INTO meeting_presence (meeting_id, member_id) VALUES (\(meeting), \(member))")
  }
  func agreeMinutes(of meeting: ID<GroupMeeting>, at now: Instant) throws -> Bool {
    try run(
      "UPDATE group_meeting SET agreed_at = \(now), version = version + 1 WHERE id = \(meeting) AND agreed_at IS NULL")
      == 1
  }
  func insertInterest(
    _ id: ID<DeclaredInterest>, of member: ID<GroupMember>, _ words: String, done: String, at meeting: ID<GroupMeeting>,
    by caller: Caller, now: Instant
  ) throws {
    try run(
      """
      INSERT INTO declared_interest (id, meeting_id, \(DeclaredInterest.columns))
      VALUES (\(id), \(meeting), \(member), \(words), \(done), \(now), \(caller.name))
      """)
  }
  func insert(_ action: GroupAction, of group: ID<PartnershipGroup>) throws {
    try run(
      """
      INSERT INTO group_action (group_id, \(GroupAction.columns)) VALUES (
        \(group), \(action.id), \(action.words), \(action.lead), \(action.dueOn), \(action.agreedAt), \(action.risk),
        \(action.doneAt), \(action.done), \(action.doneName))
      """)
  }
  /// False where it was done meanwhile.
  func endAction(_ id: ID<GroupAction>, _ words: String, by caller: Caller, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE group_action SET done_at = \(now), done_words = \(words), done_name = \(caller.name)
      WHERE id = \(id) AND done_at IS NULL
      """) == 1
  }
}
