package import Kernel
package import Store
import Web

/// A standing group of parents, carers or young people who have agreed to be asked.
package struct StandingPanel: Sendable, Record, Codable, Hashable {
  package let id: ID<StandingPanel>
  package let name: String
  package let about: String
  static let columns: SQL = "id, name, about"
  package init(row: Row) throws { (id, name, about) = (try row[0], try row[1], try row[2]) }
}

/// Somebody who has agreed to be asked, until they leave.
package struct PanelMember: Sendable, Record, Codable, Hashable {
  package let id: ID<PanelMember>
  package let name: String
  package let email: String
  /// "Parents of children under 5"; nil where they speak for themselves.
  package let standsFor: String?
  package let agreedOn: Day
  /// "On the form of 3 March"
  package let agreedHow: String
  package let leftOn: Day?
  static let columns: SQL = "id, name, email, stands_for, agreed_on, agreed_how, left_on"
  package init(row: Row) throws {
    (id, name, email, standsFor) = (try row[0], try row[1], try row[2], try row[3])
    (agreedOn, agreedHow, leftOn) = (try row[4], try row[5], try row[6])
  }
  package init(
    id: ID<PanelMember>, name: String, email: String, standsFor: String? = nil, agreedOn: Day, agreedHow: String
  ) {
    (self.id, self.name, self.email, self.standsFor) = (id, name, email, standsFor)
    (self.agreedOn, self.agreedHow, leftOn) = (agreedOn, agreedHow, nil)
  }
}

/// Begins a panel.
package func beginPanel(
  _ id: ID<StandingPanel>, name: String, about: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  if try tx.exists("SELECT 1 FROM panel WHERE name = \(name)") {
    throw Invalid("name", "There is a panel of this name")
  }
  try tx.run("INSERT INTO panel (id, name, about, created_at) VALUES (\(id), \(name), \(about), \(now))")
  try tx.append(.panelBegun, about: id.of(), by: caller, at: now, changed: ["name": name])
}

/// Somebody has agreed to be asked.
package func joinPanel(
  _ new: PanelMember, _ panel: StandingPanel, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard new.agreedOn <= now.day else { throw Invalid("agreed_on", "The day they agreed must not be in the future") }
  if try tx.members(of: panel.id, on: now.day).contains(where: { $0.email == new.email }) {
    throw Invalid("email", "Somebody with this e-mail address is in the panel")
  }
  try tx.run(
    """
    INSERT INTO panel_member (id, panel_id, name, email, stands_for, agreed_on, agreed_how)
    VALUES (\(new.id), \(panel.id), \(new.name), \(new.email), \(new.standsFor), \(new.agreedOn), \(new.agreedHow))
    """)
  try tx.append(.panelJoined, about: panel.id.of(), by: caller, at: now)
}

/// They do not want to be asked any more: from today nobody asks them.
package func leavePanel(
  _ member: ID<PanelMember>, _ panel: StandingPanel, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let changed = try tx.run(
    """
    UPDATE panel_member SET left_on = \(now.day) WHERE id = \(member) AND panel_id = \(panel.id) AND left_on IS NULL
    """)
  guard changed == 1 else { throw Refusal.notNow("They have left the panel already.") }
  try tx.append(.panelLeft, about: panel.id.of(), by: caller, at: now)
}

extension EventKind {
  static let panelBegun = EventKind("panel.begun", "began a panel")
  static let panelJoined = EventKind("panel.joined", "added somebody to a panel who agreed to be asked")
  static let panelLeft = EventKind("panel.left", "took somebody out of a panel")
}

extension Transaction {
  func panels() throws -> [StandingPanel] {
    try all("SELECT \(StandingPanel.columns) FROM panel ORDER BY name \(dialect.byCodePoint)")
  }
  package func panelNamed(_ name: String) throws -> StandingPanel {
    try one("SELECT \(StandingPanel.columns) FROM panel WHERE name = \(name)")
  }
  func panel(_ id: ID<StandingPanel>) throws -> StandingPanel {
    try one("SELECT \(StandingPanel.columns) FROM panel WHERE id = \(id)")
  }
  /// Who is in it on that day.
  func members(of panel: ID<StandingPanel>, on day: Day) throws -> [PanelMember] {
    try all(
      """
      SELECT \(PanelMember.columns) FROM panel_member WHERE panel_id = \(panel) AND left_on IS NULL
        AND agreed_on <= \(day) ORDER BY name \(dialect.byCodePoint), id
      """)
  }
}
