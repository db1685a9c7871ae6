import EHC
import Kernel
import People
import Plans
import Store
import Web

/// Ids of the told families by which pages can be looked at.
struct KnownIDs {
  let tx: Transaction
  let now: Instant

  init(in tx: Transaction, now: Instant) throws { (self.tx, self.now) = (tx, now) }

  /// The address with its holes filled for somebody of that role; nil where nothing of the county fits.
  func address(of pattern: PathPattern, for role: Role?) -> String? {
    guard !pattern.holes.isEmpty else { return pattern.description }
    guard let values = try? values(of: pattern, for: role) else { return nil }
    guard pattern.holes.allSatisfy({ values[$0] != nil }) else { return nil }
    return pattern.filled { values[$0] ?? "" }
  }

  /// The same for each kind of what the page shows, where it shows more than one.
  func addresses(of pattern: PathPattern, for role: Role?) -> [(path: String, kind: String?)] {
    guard pattern.description == "/planning/scenarios/{scenario}", role != .returnsOfficer else {
      return address(of: pattern, for: role).map { [($0, nil)] } ?? []
    }
    return ((try? scenarios(for: role)) ?? []).map { id, kind in (pattern.filled { _ in id }, kind) }
  }

  private func values(of pattern: PathPattern, for role: Role?) throws -> [String: String] {
    let path = pattern.description
    var values: [String: String] = [:]
    if pattern.holes.contains("child") {
      guard let child = try child(for: role, path) else { return [:] }
      values = try parts(of: child, pattern)
      values["child"] = child.description
    } else if path.hasPrefix("/accounts/{account}") {
      values["account"] = try text("SELECT id FROM account WHERE email = \(emailAddress(of: "Yewande Cole"))")
    } else if path.hasPrefix("/visits/visitors/") {
      values["practitioner"] = try text("SELECT id FROM practitioner WHERE name = 'Nadia Rahman'")
    } else if path.hasPrefix("/agencies/{agency}") {
      values["agency"] = try text("SELECT id FROM agency WHERE code = 'early-help'")
      values["team"] = try text("SELECT id FROM team WHERE name = 'Portage West'")
      values["practitioner"] = try text("SELECT id FROM practitioner WHERE name = 'Yewande Cole'")
    } else if path.hasPrefix("/areas/{locality}") {
      values["locality"] = try text("SELECT id FROM locality ORDER BY name LIMIT 1")
    } else if path.hasPrefix("/ehc/return/files/{file}") {
      values["file"] = try text("SELECT id FROM ehc_return_file ORDER BY prepared_at DESC, id LIMIT 1")
    } else if path.hasPrefix("/ehc/requests/{request}") {
      values["request"] = try text("SELECT id FROM ehc_request WHERE answered_at IS NULL ORDER BY asked_at, id LIMIT 1")
    } else if path.hasPrefix("/requests/follow/") {
      values["reference"] = try words("SELECT reference FROM help_request WHERE family_name = 'Brierley'")
    } else if path.hasPrefix("/requests/{request}") {
      values = try request(for: role, path)
    } else if path.hasPrefix("/checks/{check}") {
      values["check"] = try check(for: role)
    } else if path.hasPrefix("/local-offer") || path.hasPrefix("/directory") {
      values = try offer(for: role, path)
    } else if path.hasPrefix("/links/{pair}") {
      values["pair"] = try text(
        """
        SELECT p.id FROM link_pair p JOIN child a ON a.id = p.a_child JOIN child b ON b.id = p.b_child
        WHERE p.state = 'open' AND NOT a.is_restricted AND NOT b.is_restricted ORDER BY p.probability DESC, p.id LIMIT 1
        """)
    } else if path.hasPrefix("/planning/") {
      values["scenario"] = try text("SELECT id FROM planning_scenario WHERE name = \(scenario(for: role, path))")
    } else if ["/voice/", "/surveys/", "/consultations/", "/panels/", "/findings/", "/complaints/"]
      .contains(where: { path.hasPrefix($0) })
    {
      values = try voice(for: role, path)
    } else if path.hasPrefix("/workforce/") {
      values = try workforce(path)
    } else if path.hasPrefix("/governance/") {
      values = try governance(path)
    } else if path.hasSuffix("{token}") {
      values["token"] =
        path.hasPrefix("/advice/")
        ? shownAdviceLink : path.hasPrefix("/invitations") ? shownInvitation : shownSignInLink
    }
    return values
  }

  /// One scenario of each question, a pathway, one that was stopped and one that is removed; of those that are shared for the board.
  private func scenarios(for role: Role?) throws -> [(id: String, kind: String)] {
    let isBoard = role == .boardViewer
    let lines = try tx.rows(
      """
      SELECT id, CASE WHEN name = \(toldScenarios.pathway) THEN 'pathway' ELSE question END, state, removed_at, shared_at
      FROM planning_scenario ORDER BY changed_at, id
      """
    ) { (try $0[0] as AnyID, try $0[1] as String, try $0[2] as String, try $0[3] as Instant?, try $0[4] as Instant?) }
    var seen = Set<String>()
    return lines.compactMap { id, question, state, removedAt, sharedAt in
      guard !isBoard || sharedAt != nil && removedAt == nil else { return nil }
      let kind =
        isBoard ? "\(question), for the board" : removedAt != nil ? "removed" : state == "stopped" ? state : question
      return seen.insert(kind).inserted ? (id.description, kind) : nil
    }
  }

  /// The scenario that is worth a look for this role.
  private func scenario(for role: Role?, _ path: String) -> String {
    switch role {
    case .boardViewer: toldScenarios.appraisal
    case .returnsOfficer: path.hasSuffix("/change") ? toldScenarios.pathway : toldScenarios.need
    default: path.hasSuffix("/change") ? toldScenarios.hubs : toldScenarios.list
    }
  }

  private func text(_ query: SQL) throws -> String? { try tx.value(query, as: AnyID.self)?.description }
  private func words(_ query: SQL) throws -> String? { try tx.value(query, as: String.self) }

  // MARK: Children

  /// The child whose record shows this page to this role.
  private func child(for role: Role?, _ path: String) throws -> ChildID? {
    func named(_ given: String, _ family: String) throws -> ChildID? {
      try tx.value("SELECT id FROM child WHERE given_name = \(given) AND family_name = \(family) ORDER BY id LIMIT 1")
    }
    let tobi = try named("Oluwatobi", "Adeyemi")
    if path.hasPrefix("/children/{child}/merges/{merge}") {
      let isUndone: SQL = path.hasSuffix("/undoing") ? "undone_at IS NULL" : "undone_at IS NOT NULL"
      return try tx.value("SELECT kept_id FROM child_merge WHERE \(isUndone) ORDER BY id LIMIT 1")
    }
    switch role {
    case .familyMember, .practitioner, .informationGovernance: break
    case .youngPerson: return try named("Jamie", "Whitlock")
    // Callie’s advice is still out.
    case .ehcCoordinator where path.hasSuffix("/advice/{advice}/receipt"): return try named("Callie", "Brook")
    case .ehcCoordinator where path.hasSuffix("/{case}/panel") || path.hasSuffix("/{case}/received"):
      return try named("Kai", "Greenwood")
    case .panelMember: return try named("Callie", "Brook")
    case .ehcCoordinator where path.hasPrefix("/children/{child}/ehc/{case}/ending"):
      return try tx.value(
        "SELECT c.child_id FROM ehc_case c JOIN ehc_ending e ON e.case_id = c.id ORDER BY e.id LIMIT 1")
    case .ehcCoordinator where path.hasPrefix("/children/{child}/ehc/{case}/reassessment"):
      return try tx.value(
        "SELECT c.child_id FROM ehc_case c JOIN ehc_reassessment a ON a.case_id = c.id ORDER BY a.id LIMIT 1")
    case .ehcCoordinator: return try named("Jamie", "Whitlock")
    case .screener where path.hasSuffix("/supports/{support}/reopening"): return try named("Archie", "Mason")
    case .teamManager:
      if path.hasSuffix("/closing/answer") { return try named("Ruby", "Hartley") }
      if path.hasSuffix("/step-up/answer") { return try named("Nusrat", "Begum") }
      if path == "/children/{child}/death/mistake" { return try named("Elsie", "Ashdown") }
      if path == "/children/{child}/reopening" { return try named("Felix", "Brandt") }
      if path.hasSuffix("/supports/{support}/reopening") || path.hasSuffix("/restriction/ending") { return nil }
    default: break
    }
    if role == .practitioner || role == .teamManager || role == .screener {
      // Where an assessment is being written.
      if path.hasSuffix("/assessment/completion") || path.hasSuffix("/assessment/{domain}") {
        return try named("Osian", "Pryce")
      }
    }
    if role == .practitioner, path.hasSuffix("/supports/{support}/reopening") || path.hasSuffix("/death/mistake") {
      return nil
    }
    if path.hasSuffix("/restriction/ending") { return try named("Freya", "Ashby") }
    return tobi
  }

  /// What stands in the other holes, of this child.
  private func parts(of child: ChildID, _ pattern: PathPattern) throws -> [String: String] {
    var values: [String: String] = [:]
    let path = pattern.description
    let support = try tx.currentSupport(of: child)
    for hole in pattern.holes {
      switch hole {
      case "support": values[hole] = support?.id.description
      case "goal":
        values[hole] = try support.flatMap { try tx.goals(of: $0.id).first { $0.state == .open } }?.id.description
      case "action":
        values[hole] = try support.flatMap { try tx.actions(of: $0.id).last { $0.state == .open } }?.id.description
      case "review" where path.contains("/ehc/"): values[hole] = try ehcPart(hole, of: child, path)
      case "plan": values[hole] = try tx.typedPlans(of: child).first?.id.description
      case "section": values[hole] = "help"
      case "review": values[hole] = try support.flatMap { try tx.reviews(of: $0.id).first }?.id.description
      case "meeting": values[hole] = try support.flatMap { try tx.meetings(of: $0.id).first }?.id.description
      case "assessment": values[hole] = try support.flatMap { try tx.assessments(of: $0.id).first }?.id.description
      case "domain": values[hole] = try tx.helpDomains().first { $0.code == "communication" }?.code
      case "involvement":
        values[hole] = try tx.involvements(child).last { $0.practitioner != nil && !$0.isLead }?.id.description
      case "relation": values[hole] = try tx.relations(child).last?.id.description
      case "merge":
        let isUndone: SQL = path.hasSuffix("/undoing") ? "undone_at IS NULL" : "undone_at IS NOT NULL"
        values[hole] = try text(
          "SELECT id FROM child_merge WHERE (kept_id = \(child) OR lost_id = \(child)) AND \(isUndone) ORDER BY id LIMIT 1"
        )
      case "visit" where path.contains("{writing}"):
        values[hole] = try text("SELECT visit_id FROM visit_writing WHERE child_id = \(child) ORDER BY id LIMIT 1")
      case "report":
        values[hole] = try text("SELECT id FROM visiting_report WHERE child_id = \(child) ORDER BY on_day DESC LIMIT 1")
      case "area": values[hole] = "language"
      case "activity":
        values[hole] = try text(
          "SELECT id FROM activity_chart WHERE child_id = \(child) ORDER BY ended_at IS NOT NULL, begins_on DESC LIMIT 1"
        )
      case "writing":
        values[hole] = try text("SELECT id FROM visit_writing WHERE child_id = \(child) ORDER BY id LIMIT 1")
      case "visit":
        values[hole] = try visit(of: child, isToCome: path.hasSuffix("/cancellation") || path.hasSuffix("/check"))
      case "message": values[hole] = try text("SELECT id FROM message WHERE child_id = \(child) ORDER BY id LIMIT 1")
      default: values[hole] = try ehcPart(hole, of: child, path)
      }
    }
    return values
  }

  /// What stands in the holes of pages about education, health and care.
  private func ehcPart(_ hole: String, of child: ChildID, _ path: String) throws -> String? {
    guard let ehcCase = try tx.ehcCases(child).first else { return nil }
    switch hole {
    case "case": return ehcCase.id.description
    case "step": return StepKind.cease.rawValue
    case "question": return try tx.openPanelQuestion(of: ehcCase.id)?.id.description
    case "number": return "1"
    case "review": return try tx.reviews(of: ehcCase.id).first?.id.description
    case "letter":
      if path.contains("/ending/") { return LetterKind.endingNotice.rawValue }
      return (path.contains("/reassessment/") ? LetterKind.reassess : .reviewAmend).rawValue
    case "decision": return try tx.steps(of: ehcCase.id).last { $0.step == .finish }?.id.description
    case "comment": return try tx.draftComments(of: ehcCase.id).first?.id.description
    case "advice":
      let wanted: AdviceState = path.hasSuffix("/receipt") ? .asked : .received
      return try tx.advice(of: ehcCase.id).first { $0.state == wanted }?.id.description
    case "line":
      return try tx.planDocuments(of: ehcCase.id).first.flatMap { try tx.planLines(of: $0.id).first }?.id.description
    default: return nil
    }
  }
  private func visit(of child: ChildID, isToCome: Bool) throws -> String? {
    isToCome
      ? try text(
        """
        SELECT id FROM visit WHERE child_id = \(child) AND state = 'planned' AND starts_at > \(now) ORDER BY \
        starts_at LIMIT 1
        """
      )
      : try text("SELECT id FROM visit WHERE child_id = \(child) AND state = 'held' ORDER BY starts_at DESC LIMIT 1")
  }

  // MARK: The local offer

  private func offer(for role: Role?, _ path: String) throws -> [String: String] {
    // A provider looks after the listings of their own agency alone.
    let name = role == .provider ? "Bramble House: overnight short breaks" : "SENDIASS%"
    return [
      "listing": try text("SELECT id FROM listing WHERE name LIKE \(name) ORDER BY id LIMIT 1"), "words": "easy-read",
      "organisation": try text("SELECT id FROM organisation WHERE name = 'Bramble House'"), "number": "1",
      "comment": try text("SELECT id FROM offer_comment WHERE answered_at IS NULL ORDER BY id LIMIT 1"),
      "token": shownList, "duty": "10",
      "page": role == .provider
        ? try text("SELECT id FROM organisation WHERE name = 'Bramble House'")
        : path.hasPrefix("/local-offer/pages") ? "how-to-complain" : "home",
    ].compactMapValues(\.self)
  }

  // MARK: The workforce

  private func workforce(_ path: String) throws -> [String: String] {
    let change = try text("SELECT id FROM structure_change ORDER BY starts_on DESC LIMIT 1")
    return [
      "post": try text("SELECT id FROM post WHERE code = 'SPHV-ALD'"),
      "allocation": path.contains("{move}")
        ? try text("SELECT proposal_id FROM post_move ORDER BY id LIMIT 1")
        : try text("SELECT id FROM allocation_proposal WHERE state = 'proposed' ORDER BY created_at LIMIT 1"),
      "move": try text("SELECT id FROM post_move ORDER BY id LIMIT 1"),
      "practitioner": try text("SELECT id FROM practitioner WHERE name = 'Nadia Rahman'"), "change": change,
      "transfer": try text(
        """
        SELECT t.id FROM staff_transfer t JOIN structure_change c ON c.id = t.change_id
        WHERE t.state = 'consulting' ORDER BY c.starts_on DESC, t.proposed_post LIMIT 1
        """),
      "rota": try text("SELECT id FROM rota ORDER BY made_at LIMIT 1"),
      "stop": try text("SELECT id FROM child WHERE given_name = 'Oluwatobi' AND family_name = 'Adeyemi' ORDER BY id"),
    ].compactMapValues(\.self)
  }

  // MARK: Plans and decisions

  private func governance(_ path: String) throws -> [String: String] {
    let measure: SQL =
      path.contains("/values/") ? "IS NULL" : path.hasSuffix("/slices") ? "= 'own_words'" : "= 'plan_delivery'"
    return [
      "indicator": try text("SELECT id FROM indicator WHERE measure \(measure) ORDER BY id LIMIT 1"),
      "month": Day(now.day.year, now.day.month, 1)?.adding(days: -1).description,
      "plan": try text("SELECT id FROM implementation_plan ORDER BY taken_at LIMIT 1"),
      "item": try text(
        """
        SELECT i.id FROM plan_item i JOIN implementation_plan p ON p.id = i.plan_id WHERE i.ref = '17'
        ORDER BY p.taken_at LIMIT 1
        """),
      "decision": try text("SELECT id FROM decision_record WHERE state = 'notice' ORDER BY reference LIMIT 1"),
      "addition": "money", "dataset": "scorecard",
    ].compactMapValues(\.self).merging(try groups(path)) { $1 }
  }

  /// The board that the parents sit in, and what it has.
  private func groups(_ path: String) throws -> [String: String] {
    let board: SQL = "SELECT group_id FROM group_member ORDER BY began_on, id LIMIT 1"
    // Papers go out before a meeting; who was there and what was said is written after it.
    let wanted: SQL =
      path.hasSuffix("/minutes") ? "state = 'held' AND agreed_at IS NULL" : "state = 'planned'"
    let meeting: SQL =
      "SELECT id FROM group_meeting WHERE group_id = (\(board)) AND \(wanted) ORDER BY starts_at LIMIT 1"
    let isChanging = path.hasSuffix("/words") || path.contains("/lines/")
    let report: SQL = isChanging ? "approved_at IS NULL" : "approved_at IS NOT NULL"
    let reports: SQL = "SELECT id FROM group_report WHERE \(report) ORDER BY id LIMIT 1"
    return [
      "group": path.contains("/reports/{report}")
        ? try text("SELECT group_id FROM group_report WHERE id = (\(reports))") : try text(board),
      "member": try text(
        "SELECT id FROM group_member WHERE group_id = (\(board)) AND ended_on IS NULL ORDER BY id LIMIT 1"),
      "action": try text("SELECT id FROM group_action WHERE done_at IS NULL ORDER BY due_on, id LIMIT 1"),
      "number": "1", "meeting": try text(meeting),
      "point": try text("SELECT id FROM agenda_point WHERE meeting_id = (\(meeting)) ORDER BY number LIMIT 1"),
      "paper": try text(
        """
        SELECT p.id FROM meeting_paper p JOIN agenda_point a ON a.id = p.point_id WHERE a.meeting_id = (\(meeting))
        ORDER BY a.number DESC LIMIT 1
        """),
      "risk": try text("SELECT id FROM risk WHERE group_id = (\(board)) ORDER BY raised_at DESC, id LIMIT 1"),
      "report": try text(reports),
      "line": try text("SELECT id FROM group_report_line WHERE report_id = (\(reports)) ORDER BY id LIMIT 1"),
      // One that somebody has still to sign.
      "agreement": try text(
        path.hasSuffix("/signatures/new")
          ? "SELECT id FROM partnership_agreement WHERE kind = 'families' ORDER BY id LIMIT 1"
          : "SELECT id FROM partnership_agreement ORDER BY begun_at DESC, id LIMIT 1"),
    ].compactMapValues(\.self)
  }

  // MARK: Having a say

  private func voice(for role: Role?, _ path: String) throws -> [String: String] {
    let survey: SQL =
      path.hasSuffix("/results") || path.hasSuffix("/words")
      ? "state = 'closed'"
      : path.contains("/questions/") || path.hasSuffix("/change")
        ? "state = 'draft'"
        : path.contains("/invitations/") ? "access = 'invited'" : "state = 'open' AND access = 'anyone'"
    let surveyID = try text("SELECT id FROM survey WHERE \(survey) ORDER BY id LIMIT 1")
    // A manager sees what they were asked to look at.
    let mine: SQL =
      role == .informationGovernance || role == .complaintsOfficer
      ? "state <> 'closed'"
      : role == .teamManager
        ? "handler_id IN (SELECT id FROM practitioner WHERE name = 'Ruth Ellison')" : "FALSE"
    return [
      "survey": surveyID, "language": "ur", "reference": "C-4F7KQM",
      "question": try surveyID.flatMap { AnyID($0) }.flatMap {
        try text("SELECT id FROM survey_question WHERE survey_id = \($0) ORDER BY position LIMIT 1")
      },
      "panel": try text("SELECT id FROM panel ORDER BY id LIMIT 1"),
      "finding": try text("SELECT id FROM finding WHERE plan_id IS NULL ORDER BY id LIMIT 1"),
      "consultation": try text("SELECT id FROM consultation WHERE outcome_at IS NOT NULL ORDER BY id LIMIT 1"),
      "complaint": try text("SELECT id FROM complaint WHERE \(mine) ORDER BY received_at LIMIT 1"),
    ].compactMapValues(\.self)
  }

  // MARK: The front door

  private func request(for role: Role?, _ path: String) throws -> [String: String] {
    var values: [String: String] = [:]
    if role == .teamManager {
      // Managers see what was given to their team.
      values["request"] = try text(
        "SELECT id FROM help_request WHERE given_name = 'Oluwatobi' AND family_name = 'Adeyemi'")
    } else {
      // Barnaby’s waits for checks and has no record yet.
      values["request"] = try text("SELECT id FROM help_request WHERE given_name = 'Barnaby' AND family_name = 'Teale'")
    }
    if path.contains("{check}") {
      values["check"] = try text(
        """
        SELECT k.id FROM help_check k JOIN help_request r ON r.id = k.request_id
        WHERE r.given_name = 'Barnaby' AND r.family_name = 'Teale' AND k.answered_at IS NULL ORDER BY k.id LIMIT 1
        """)
    }
    return values
  }
  /// An open question to the agency of whoever has that role.
  private func check(for role: Role?) throws -> String? {
    let agency = role == .ehcCoordinator ? "education" : "early-help"
    return try text(
      """
      SELECT k.id FROM help_check k JOIN agency a ON a.id = k.agency_id
      WHERE a.code = \(agency) AND k.cancelled_at IS NULL ORDER BY k.id LIMIT 1
      """)
  }
}
