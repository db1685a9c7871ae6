// How right the forecast was: cases that have ended are looked at as they stood then, forecast from those that had ended
// before them, and what was said is put beside what came. A forecast is calibrated where of the cases of which it said 30 %
// about 30 % were late.

import Kernel

/// What was said of cases within ten points of each other, and what came of them.
package struct CalibrationLine: Sendable, Codable, Hashable {
  /// 0 to 9: from so many tenths up to the next.
  package let tenth: Int
  /// How often a case was looked at.
  package let looks: Int
  /// What was said on average, and how many were late, both from 0 to 1.
  package let said: Double
  package let came: Double
}

/// Fewer looks than these say nothing.
let leastLooks = 20

/// Looks at each of the `tested` cases every four weeks until its plan, as if its end were not known, by the `past` ones.
package func calibration(of tested: [CaseHistory], by past: [CaseHistory], limit: Int = 140) -> [CalibrationLine] {
  let stays = PastStays(past)
  var tenths = Array(repeating: (looks: 0, said: 0.0, late: 0), count: 10)
  for one in tested {
    for today in stride(from: 0, to: min(one.finished, limit), by: 28) {
      guard let stage = one.reached.filter({ $0.value <= today }).max(by: { $0.value < $1.value }),
        let chance = stays.chanceOfLate(in: stage.key, entered: stage.value, today: today, limit: limit)
      else { continue }
      let tenth = min(Int(chance * 10), 9)
      tenths[tenth].looks += 1
      tenths[tenth].said += chance
      tenths[tenth].late += one.finished > limit ? 1 : 0
    }
  }
  return tenths.enumerated().filter { $1.looks >= leastLooks }.map { tenth, found in
    CalibrationLine(
      tenth: tenth, looks: found.looks, said: found.said / Double(found.looks),
      came: Double(found.late) / Double(found.looks))
  }
}

/// Of the newest cases only so many are looked at: enough to say how right it was.
private let mostTested = 500

/// The cases that ended in the last twelve months, by those that had ended before. Empty where there are too few.
func calibration(of histories: [CaseHistory], on today: Day) -> [CalibrationLine] {
  let year = today.adding(months: -12)
  let tested = histories.filter { $0.endedOn.map { $0 > year } ?? false }
  let past = histories.filter { $0.endedOn.map { $0 <= year } ?? false }
  return calibration(of: Array(tested.sorted { $0.endedOn! > $1.endedOn! }.prefix(mostTested)), by: past)
}
