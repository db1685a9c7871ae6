package import Kernel
package import Store

/// A child who may be the one that somebody is asking about: shown to a screener beside a new request, who decides.
package struct PossibleMatch: Sendable, Codable, Hashable {
  package let child: ChildID
  package let name: String
  /// `3 May 2018 (8 years old)`, as the child's own page says it.
  package let born: String
  /// Why the child is offered, strongest first: "Same NHS number", "Name sounds alike".
  package let reasons: [String]
  /// How alike, 0 to 100; from 90 the two are the same child unless something says otherwise.
  package let score: Int

  package init(child: ChildID, name: String, born: String, reasons: [String], score: Int) {
    self.child = child
    self.name = name
    self.born = born
    self.reasons = reasons
    self.score = score
  }
}

/// Possible matches as far as somebody may see them.
package struct SeenMatches: Sendable, Hashable {
  package let shown: [PossibleMatch]
  /// Records that are alike and may not be shown to this caller.
  package let unseen: Int
  package init(shown: [PossibleMatch], unseen: Int) { (self.shown, self.unseen) = (shown, unseen) }
}

extension Transaction {
  /// What of possible matches a caller sees who decides what help is right. A record that the partnership has written itself,
  /// or that the caller’s own agency has sent, is theirs to compare. Of one that other agencies alone hold they learn what
  /// the sharing matrix says: without `agencies` not whose it is, without `identifiers` the age in place of the date of
  /// birth, and not that a number agrees.
  package func seenMatches(
    _ matches: [PossibleMatch], by caller: Caller, seeing kinds: Set<KeyKind>, on today: Day
  ) throws -> SeenMatches {
    guard !matches.isEmpty, !kinds.isSuperset(of: [.agencies, .identifiers]) else {
      return SeenMatches(shown: matches, unseen: 0)
    }
    let others = Set(
      try rows(
        """
        SELECT child.id FROM child WHERE child.id IN \(list: matches.map(\.child)) AND NOT child.is_written_here
          AND NOT EXISTS (SELECT 1 FROM agency_record r WHERE r.child_id = child.id
            AND r.agency_id IN \(list: Array(caller.agencies)))
        """
      ) { try $0[0] as ChildID })
    guard kinds.contains(.agencies) else {
      let own = matches.filter { !others.contains($0.child) }
      return SeenMatches(shown: own, unseen: matches.count - own.count)
    }
    let born = Dictionary(try children(Array(others)).map { ($0.id, $0.bornOn) }) { first, _ in first }
    return SeenMatches(
      shown: matches.map { match in
        guard others.contains(match.child) else { return match }
        let age = (born[match.child] ?? nil).map { $0.age(on: today) }
        return PossibleMatch(
          child: match.child, name: match.name, born: age ?? "Age not known",
          reasons: match.reasons.filter { $0 != "NHS number" && $0 != "UPN" }, score: match.score)
      }, unseen: 0)
  }
}
