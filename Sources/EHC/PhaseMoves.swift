import Clocks
import Design
import Kernel
import People
import Store
import Web

// Moves to the next phase of education that lie ahead by age: nobody has to remember them. Source: SEND Regulations 2014
// reg. 18: the plan names the next place before 15 February or 31 March of the year of the move.

/// A move that a young person of that age makes next September.
struct PhaseMove: Codable, Sendable, Hashable {
  /// The school year that is left: 6, 11, or -1 before school.
  let year: Int
  let on: Day

  static let years = [-1, 6, 11]
  /// "moves to secondary school"
  var words: String {
    switch year {
    case -1: "begins school"
    case 6: "moves to secondary school"
    default: "moves from school to what comes at 16"
    }
  }
  /// The last safe day to name the next place.
  var nameBy: Day { year == 11 ? Day(on.year, 3, 30)! : Day(on.year, 2, 14)! }
}

/// The move of the school year that runs; nil where none lies ahead. Moves within the primary years depend on the school:
/// they are written down by hand.
func moveAhead(bornOn: Day, today: Day) -> PhaseMove? {
  let year = schoolYear(bornOn: bornOn, today: today)
  guard PhaseMove.years.contains(year) else { return nil }
  return PhaseMove(year: year, on: nextSeptember(after: today))
}

private func nextSeptember(after today: Day) -> Day { Day(today.month >= 9 ? today.year + 1 : today.year, 9, 1)! }

/// A condition on `ehc_case` and `child`: the plan is in force, a move lies ahead by age, and it is not written down.
func movesUnwritten(on today: Day) -> SQL {
  let next = nextSeptember(after: today)
  let ages = PhaseMove.years.map { year -> SQL in
    // Whoever is so old on 31 August before the school year began.
    let (first, last) = (Day(next.year - year - 6, 9, 1)!, Day(next.year - year - 5, 8, 31)!)
    return "child.birth_on BETWEEN \(first) AND \(last)"
  }
  return """
    ehc_case.state = 'maintained' AND (\(SQL.joined(ages, " OR ")))
    AND NOT EXISTS (SELECT 1 FROM clock WHERE clock.about_id = ehc_case.id AND clock.status <> 'cancelled'
      AND clock.rule_id IN \(list: phaseRules.map(\.rawValue)) AND clock.started_at >= \(today.start))
    """
}

extension Transaction {
  /// The move that lies ahead of a plan in force and is not written down; nil where there is none.
  func moveUnwritten(_ ehcCase: EHCCase, bornOn: Day?, on today: Day) throws -> PhaseMove? {
    guard ehcCase.state == .maintained, let move = bornOn.flatMap({ moveAhead(bornOn: $0, today: today) }) else {
      return nil
    }
    let isWritten = try clocks(about: ehcCase.id).contains {
      phaseRules.contains($0.ruleID) && $0.status != .cancelled && $0.startedAt >= today.start
    }
    return isWritten ? nil : move
  }

  /// How many of an officer's plans have a move ahead that is not written down, as the caller may count them.
  func countMovesUnwritten(of officer: PractitionerID, for caller: Caller, on today: Day) throws -> Int {
    try value(
      """
      SELECT count(*) FROM ehc_case JOIN child ON child.id = ehc_case.child_id
      WHERE ehc_case.officer_id = \(officer) AND child.closed_on IS NULL AND child.died_on IS NULL
        AND \(movesUnwritten(on: today)) AND \(isIncluded("child.id", for: caller))
      """) ?? 0
  }
}

/// An officer's moves that nobody has written down, as one thing to do.
func moveTasks(_ officer: PractitionerID, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  let count = try tx.countMovesUnwritten(of: officer, for: request.caller, on: request.today)
  guard count > 0 else { return [] }
  let next = nextSeptember(after: request.today)
  return [
    ToDo(
      "Write down the move to the next phase: \(count) plan\(count == 1 ? "" : "s")",
      hint:
        "By age they move in September \(next.year). The plan names the next place before 15 February, at 16 before 31 March.",
      path: "/ehc?outlook=moving&officer=me", due: nil)
  ]
}
