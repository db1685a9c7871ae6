import Governance
import Kernel
import Store

// How long families wait: the middle and the ninetieth percentile of the waits that ended in a period, and who was waiting at
// its end, by how long. Source: domain register B15.4 (bands of weeks: 0 to 4, 4 to 12, 12 to 18, 18 to 26, 26 to 52, more).

/// One child's wait, from asking to what was waited for.
private struct Wait {
  let child: ChildID
  let began: Day
  /// The day on which it came; nil where it has not.
  let came: Day?
  /// The day on which nothing was waited for any more: refused, withdrawn, ended without it.
  let left: Day?

  init(row: Row, began: Day, came: Day?, left: Day?) throws {
    (child, self.began, self.came, self.left) = (try row[0], began, came, left)
  }
  func isOpen(on day: Day) -> Bool {
    began <= day && (came.map { $0 > day } ?? true) && (left.map { $0 > day } ?? true)
  }
}

/// How long somebody has waited.
private enum WaitBand: Int, CaseIterable {
  case four = 4, twelve = 12, eighteen = 18, half = 26, year = 52, more = 1000
  var title: String {
    switch self {
    case .four: "Less than 4 weeks"
    case .twelve: "4 to 12 weeks"
    case .eighteen: "12 to 18 weeks"
    case .half: "18 to 26 weeks"
    case .year: "26 to 52 weeks"
    case .more: "52 weeks and more"
    }
  }
  static func of(days: Int) -> WaitBand { allCases.first { days < $0.rawValue * 7 } ?? .more }
}

extension ComputedMeasure {
  /// Three figures of each way to help.
  static let waits =
    waits("help_wait", for: "an early help worker", from: "early help was asked for") { period, tx in
      try tx.rows(
        """
        SELECT child_id, requested_at, allocated_at, closed_at, CASE WHEN state = 'declined' THEN answered_on END
        FROM support WHERE requested_at < \(period.end) ORDER BY requested_at, id
        """
      ) { row in
        let (began, came, closed): (Instant, Instant?, Instant?) = (try row[1], try row[2], try row[3])
        return try Wait(row: row, began: began.day, came: came?.day, left: try row[4] ?? closed?.day)
      }
    }
    + waits("visiting_wait", for: "the first home visit", from: "the referral came") { period, tx in
      try tx.rows(
        """
        SELECT r.child_id, r.received_on, (SELECT min(v.starts_at) FROM visit v
            WHERE v.child_id = r.child_id AND v.state = 'held'), r.ended_on,
          CASE WHEN r.state = 'declined' THEN r.decided_on END
        FROM visiting_referral r WHERE r.received_on <= \(period.last) ORDER BY r.received_on, r.id
        """
      ) { row in
        let (began, first, ended): (Day, Instant?, Day?) = (try row[1], try row[2], try row[3])
        // Whoever was visited already when the referral came did not wait.
        return try Wait(row: row, began: began, came: first.map { max($0.day, began) }, left: try row[4] ?? ended)
      }
    }
    + waits("ehc_wait", for: "a first EHC plan", from: "the assessment was asked for") { period, tx in
      try tx.rows(
        """
        SELECT c.child_id, c.received_on, (SELECT min(p.sent_on) FROM ehc_plan p
            WHERE p.case_id = c.id AND p.kind = 'final' AND p.sent_on IS NOT NULL),
          (SELECT min(s.taken_on) FROM ehc_step s WHERE s.case_id = c.id AND s.undone_at IS NULL
            AND s.state_to IN ('assess_refused', 'issue_refused', 'ceased', 'withdrawn', 'moved_away', 'handed_over',
              'lapsed'))
        FROM ehc_case c WHERE c.received_on <= \(period.last) AND c.transferred_from IS NULL
        ORDER BY c.received_on, c.id
        """
      ) { row in try Wait(row: row, began: try row[1], came: try row[2], left: try row[3]) }
    }

  /// `code` begins the three codes; `thing` is waited for, from when `start`.
  private static func waits(
    _ code: String, for thing: String, from start: String,
    _ waits: @escaping @Sendable (FigurePeriod, Transaction) throws -> [Wait]
  ) -> [ComputedMeasure] {
    let ended: @Sendable (FigurePeriod, String?, Transaction) throws -> [BehindFigure] = { period, _, tx in
      try waits(period, tx).compactMap { wait in
        guard let came = wait.came, period.first <= came, came <= period.last else { return nil }
        return behind(wait, until: came, "Waited")
      }
    }
    let formula = "Waits for \(thing) that ended in the period: days from when \(start), "
    return [
      ComputedMeasure(
        "\(code)_median", "Wait for \(thing): the middle", formula: formula + "of which half are shorter",
        tally: .median, numberOf: "days", records: ended),
      ComputedMeasure(
        "\(code)_ninetieth", "Wait for \(thing): nine of ten", formula: formula + "which nine of ten do not go beyond",
        tally: .ninetieth, numberOf: "days", records: ended),
      ComputedMeasure(
        "\(code)_open", "Waiting for \(thing)",
        formula: "Children who wait for \(thing) at the end of the period, by the weeks since \(start)",
        tally: .number, numberOf: "children", parts: WaitBand.allCases.map(\.title)
      ) { period, _, tx in
        try waits(period, tx).filter { $0.isOpen(on: period.last) }.map { wait in
          behind(wait, until: period.last, "Waiting")
        }
      },
    ]
  }

  private static func behind(_ wait: Wait, until day: Day, _ verb: String) -> BehindFigure {
    let days = wait.began.days(until: day)
    return BehindFigure(
      child: wait.child, words: "\(verb) for \(days) \(days == 1 ? "day" : "days")", counts: true, amount: Double(days),
      part: WaitBand.of(days: days).title)
  }
}
