package import Kernel
package import Store
import Web

/// One reminder of a request for advice.
package struct Chaser: Sendable, Record, Codable, Hashable {
  package let id: ID<Chaser>
  package let on: Day
  package let words: String
  package let by: String
  package init(row: Row) throws { (id, on, words, by) = (try row[0], try row[1], try row[2], try row[3]) }
}

// All SQL about advice.

extension Transaction {
  /// Throws `notFound` where this child has no such advice.
  package func advice(_ id: ID<Advice>, child: ChildID) throws -> Advice {
    try one("\(Advice.query) WHERE a.id = \(id) AND a.child_id = \(child)")
  }
  package func advice(of ehcCase: ID<EHCCase>) throws -> [Advice] {
    try all("\(Advice.query) WHERE a.case_id = \(ehcCase) ORDER BY a.asked_on, a.id")
  }
  func chasers(of advice: ID<Advice>) throws -> [Chaser] {
    try all("SELECT id, sent_on, words, sent_by FROM ehc_chaser WHERE advice_id = \(advice) ORDER BY sent_on, id")
  }

  func insert(_ id: ID<Advice>, _ new: NewAdvice, of ehcCase: EHCCase) throws {
    try run(
      """
      INSERT INTO ehc_advice (id, case_id, child_id, kind, asked_of, organisation, email, asked_on, state, version,
        code_tries)
      VALUES (\(id), \(ehcCase.id), \(ehcCase.child), \(new.kind), \(new.askedOf), \(new.organisation), \(new.email),
        \(new.askedOn), 'asked', 1, 0)
      """)
  }
  func insert(_ id: ID<Chaser>, of advice: ID<Advice>, words: String, on day: Day, by name: String) throws {
    try run(
      """
      INSERT INTO ehc_chaser (id, advice_id, sent_on, words, sent_by)
      VALUES (\(id), \(advice), \(day), \(words), \(name))
      """)
  }
  func keepReceived(_ advice: Advice, _ new: ReceivedAdvice) throws {
    let changed = try run(
      """
      UPDATE ehc_advice SET state = 'received', words = \(new.words), received_on = \(new.on),
        received_from = \(new.from), hidden_why = \(new.hiddenWhy), draft = NULL, link_hash = NULL, code_hash = NULL,
        key_hash = NULL, version = version + 1
      WHERE id = \(advice.id) AND version = \(advice.version)
      """)
    if changed == 0 { throw Refusal.changedByAnother("This advice has changed since you opened it. Open it again.") }
  }
  func keepHidden(_ id: ID<Advice>, why: String?) throws {
    try run("UPDATE ehc_advice SET hidden_why = \(why), version = version + 1 WHERE id = \(id)")
  }
  func callOff(_ id: ID<Advice>) throws {
    try run(
      """
      UPDATE ehc_advice SET state = 'called_off', link_hash = NULL, code_hash = NULL, key_hash = NULL,
        version = version + 1 WHERE id = \(id)
      """)
  }

  /// What was called off is wanted after all; a link goes out with the next reminder.
  func askAgain(_ id: ID<Advice>) throws {
    try run("UPDATE ehc_advice SET state = 'asked', version = version + 1 WHERE id = \(id) AND state = 'called_off'")
  }

  // MARK: The portal

  package func keepLink(of id: ID<Advice>, hash: String, until: Day) throws {
    try run(
      """
      UPDATE ehc_advice SET link_hash = \(hash), link_until = \(until), code_hash = NULL, key_hash = NULL
      WHERE id = \(id)
      """)
  }
  /// The advice of a link that is still good; nil where there is none.
  func advice(linkHash: String, on today: Day) throws -> Advice? {
    try first("\(Advice.query) WHERE a.link_hash = \(linkHash) AND a.link_until >= \(today) AND a.state = 'asked'")
  }
  func keepCode(of id: ID<Advice>, hash: String, until: Instant) throws {
    try run(
      "UPDATE ehc_advice SET code_hash = \(hash), code_until = \(until), code_tries = 0 WHERE id = \(id)")
  }
  /// Whether this is the code that was sent last: within its ten minutes, and within five tries. Counts the try.
  func isCode(_ hash: String, of id: ID<Advice>, at now: Instant) throws -> Bool {
    try run("UPDATE ehc_advice SET code_tries = code_tries + 1 WHERE id = \(id)")
    return try exists(
      """
      SELECT 1 FROM ehc_advice WHERE id = \(id) AND code_hash = \(hash) AND code_until >= \(now) AND code_tries <= 5
      """)
  }
  /// The code is used up; the browser that holds the key may write for two hours.
  func keepKey(of id: ID<Advice>, hash: String, until: Instant) throws {
    try run(
      "UPDATE ehc_advice SET code_hash = NULL, key_hash = \(hash), key_until = \(until) WHERE id = \(id)")
  }
  func isKey(_ hash: String, of id: ID<Advice>, at now: Instant) throws -> Bool {
    try exists("SELECT 1 FROM ehc_advice WHERE id = \(id) AND key_hash = \(hash) AND key_until >= \(now)")
  }
  func keepDraft(of id: ID<Advice>, _ words: String) throws {
    try run("UPDATE ehc_advice SET draft = \(words) WHERE id = \(id) AND state = 'asked'")
  }
}
