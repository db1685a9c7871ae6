import Kernel
import Store
package import Web

/// Children, families and those who work with them, as every slice above knows them: the slice's front door.
package let people: Slice = peopleSlice()

/// - alsoVisible: who is visible to a caller beyond what their work reaches (emergency access), as a condition on `child`.
/// - keyLines: what other slices add to the key information: that assessments and agreements exist.
/// - seenKinds: which kinds of key information a caller of another agency may see.
/// - openWork: what other slices count of a team that is to be closed.
/// - onDeath: what other slices stop when a child has died.
/// - inviteFamily: makes an account for somebody of a family and sends them the link.
package func peopleSlice(
  alsoVisible: @escaping AlsoVisible = { _, _ in nil }, keyLines: @escaping KeyLines = { _, _, _ in [] },
  seenKinds: @escaping SeenKinds = { _, _ in Set(KeyKind.allCases) },
  openWork: @escaping OpenWorkOf = { _, _ in [] }, onDeath: @escaping OnDeath = { _, _, _, _, _ in },
  inviteFamily: @escaping InviteFamily = { _, _, _ in false }
) -> Slice {
  var slice = Slice("People")
  slice.childRows = [
    ChildRows("agency_record", "record of an agency"),
    ChildRows("involvement", "work with the child", worker: "practitioner_id"),
    ChildRows("relationship", "member of the family"), ChildRows("own_words", "something that was said"),
    ChildRows("child_circumstance", "fact of the child’s life"),
  ]
  slice.migrations = peopleMigrations
  slice.routes =
    searchRoutes(alsoVisible, seenKinds) + keyInformationRoutes(keyLines, seenKinds) + detailsRoutes
    + familyRoutes(inviteFamily)
    + aroundRoutes
    + standingRoutes + circumstanceRoutes + hidingRoutes + deathRoutes(onDeath) + wordsRoutes
    + agencyRoutes { team, tx in try tx.peopleOf(team) + openWork(team, tx) }
  slice.childPanels = [
    voicePanel, aroundPanel, familyPanel, agenciesPanel, keyPanel(keyLines, seenKinds, forFamily: false),
  ]
  slice.familyPanels = [keyPanel(keyLines, seenKinds, forFamily: true)]
  slice.happenings = happenings
  slice.tasks = leadTasks
  slice.caseload = keyWorkFigures
  return slice
}

/// The beginnings, ends and turns of a child's story that People knows of.
@Sendable private func happenings(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> [Happening] {
  let told: [EventKind: (headline: String, isKey: Bool)] = [
    .childRegistered: ("Record started", true), .recordClosed: ("Record closed", true),
    .recordReopened: ("Record reopened", true), .recordRestricted: ("Who may see the record was changed", false),
    .leadNamed: ("Lead or key worker named", false), .deathRecorded: ("Date of death recorded", true),
    .deathRemoved: ("Date of death taken back", true),
  ]
  let kinds = told.map(\.key.name)
  let events = try tx.rows(
    """
    SELECT kind, at, actor_name, why FROM event
    WHERE \(try tx.isInStory(of: child)) AND \(SQL.isNoOpening) AND kind IN \(list: kinds)
    ORDER BY at DESC, id DESC LIMIT 100
    """
  ) { (kind: try $0[0] as String, at: try $0[1] as Instant, who: try $0[2] as String, why: try $0[3] as String?) }
  var story = events.compactMap { event -> Happening? in
    guard let (kind, words) = told.first(where: { $0.key.name == event.kind }) else { return nil }
    // Why a record was restricted may itself be what must not be read.
    return Happening(
      at: event.at, words.headline, by: event.who, text: kind == .recordRestricted ? nil : event.why, isKey: words.isKey
    )
  }
  for link in try tx.involvements(child, ended: true) {
    // A team that passed it on, or was taken back, on the day it was given it has not helped yet.
    if link.practitioner == nil, link.endedOn == link.beganOn { continue }
    let began = LondonTime(day: link.beganOn, minuteOfDay: 540).instant
    story.append(Happening(at: began, "\(link.who) began to help", by: link.agencyName, text: link.part))
    if let ended = link.endedOn {
      story.append(
        Happening(
          at: LondonTime(day: ended, minuteOfDay: 1020).instant, "\(link.who) stopped helping", by: link.agencyName))
    }
  }
  for said in try tx.ownWords(child, limit: 50) {
    story.append(
      Happening(
        at: said.heardAt, "Something that was said", by: said.writtenBy, text: "“\(said.words)” (\(said.speaker))"))
  }
  return story.sorted { $0.at > $1.at }
}

/// Somebody should be named to lead: for key workers, and for managers of the team.
@Sendable private func leadTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  guard let practitioner = request.caller.practitioner else { return [] }
  let only: SQL = child.map { "AND child.id = \($0)" } ?? ""
  return try tx.rows(
    """
    SELECT child.id, child.given_name, child.family_name FROM involvement mine JOIN child ON child.id = mine.child_id
    WHERE mine.practitioner_id = \(practitioner) AND mine.ended_on IS NULL AND mine.is_key_worker
      AND child.closed_on IS NULL \(only)
      AND NOT EXISTS (SELECT 1 FROM involvement l WHERE l.child_id = child.id AND l.ended_on IS NULL AND l.is_lead)
      AND EXISTS (SELECT 1 FROM involvement o WHERE o.child_id = child.id AND o.ended_on IS NULL
        AND o.agency_id <> mine.agency_id)
    ORDER BY child.family_name, child.given_name, child.id LIMIT 50
    """
  ) { row in
    let id: ChildID = try row[0]
    return ToDo(
      "Name who leads",
      hint: "\(try row[1] as String) \(try row[2] as String): two agencies or more work together, and nobody leads",
      path: "/children/\(id)/people", due: nil, child: id)
  }
}

/// For how many children each practitioner of these teams is key worker.
@Sendable private func keyWorkFigures(_ teams: [TeamID], _ request: Request, _ tx: Transaction) throws
  -> [CaseloadFigure]
{
  try tx.rows(
    """
    SELECT p.id, p.name, count(child.id) FROM practitioner p
      LEFT JOIN involvement i ON i.practitioner_id = p.id AND i.ended_on IS NULL AND i.is_key_worker
      LEFT JOIN child ON child.id = i.child_id AND child.closed_on IS NULL AND child.not_included_because IS NULL
    WHERE p.team_id IN \(list: teams) AND p.left_on IS NULL GROUP BY p.id, p.name ORDER BY p.name, p.id
    """
  ) { CaseloadFigure(try $0[0], try $0[1], "Key worker for", try $0[2]) }
}
