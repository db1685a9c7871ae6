// What is made of the records behind a figure. Sources: domain register B15.4 (medians, ninetieth percentiles, means, shares,
// so many for every thousand); the ninetieth percentile by the nearest rank, as waiting times are published.

import Kernel
package import Store

/// What a measure makes of its records.
package enum Tally: String, Sendable, Codable, Hashable {
  /// How many count, of all; in per cent.
  case share
  /// The middle of the amounts: half of the records have less.
  case median
  /// The amount that nine of ten records do not go beyond.
  case ninetieth
  /// The mean of the amounts.
  case mean
  /// All amounts together.
  case total
  /// How many count.
  case number
  /// How many count, in per cent of a whole that is an estimate.
  case partOfEstimate = "part_of_estimate"
  /// How many count, for every thousand of a whole that is an estimate.
  case perThousand = "per_thousand"

  /// The whole is no record: it is entered with the indicator, and whose figure it is.
  package var needsEstimate: Bool { self == .partOfEstimate || self == .perThousand }

  /// Nil where there is nothing to make a figure of. `whole` is the estimate.
  func figure(_ records: [BehindFigure], of whole: Double?) -> Double? {
    let count = Double(records.count { $0.counts })
    let amounts = records.map(\.amount).sorted()
    if self == .number { return count }
    guard !records.isEmpty else { return nil }
    return switch self {
    case .share, .number: count * 100 / Double(records.count)
    case .median: (amounts[(amounts.count - 1) / 2] + amounts[amounts.count / 2]) / 2
    case .ninetieth: amounts[(amounts.count * 9 + 9) / 10 - 1]
    case .mean: amounts.reduce(0, +) / Double(amounts.count)
    case .total: amounts.reduce(0, +)
    case .partOfEstimate: whole.map { count * 100 / $0 }
    case .perThousand: whole.map { count * 1000 / $0 }
    }
  }
}

/// A figure with how many records it is made of.
package struct CountedFigure: Sendable, Codable, Hashable {
  package let value: Double?
  /// So many records that count, of all.
  package let share: CountedShare
}

/// Some of the records behind a figure: those of one length of waiting, of one place, or those that stand beside it.
package struct FigurePart: Sendable, Codable, Hashable {
  package let name: String
  package let share: CountedShare
}

extension ComputedMeasure {
  /// Its figure, made of these records.
  func figure(_ records: [BehindFigure], outOf whole: Double?) -> CountedFigure {
    let counted = records.filter { !$0.isBeside }
    return CountedFigure(
      value: tally.figure(counted, of: whole), share: CountedShare(counted.count { $0.counts }, of: counted.count))
  }

  /// How many records lie in each part: those that the measure names in its order, with 0 where there are none, then others by
  /// name. None where it has no parts.
  func parts(_ records: [BehindFigure]) -> [FigurePart] {
    let found = Dictionary(grouping: records.filter { $0.part != nil }) { $0.part! }
    let names = parts + found.keys.filter { !parts.contains($0) }.sorted()
    return names.map { name in
      let own = found[name] ?? []
      return FigurePart(name: name, share: CountedShare(own.count { $0.counts }, of: own.count))
    }
  }
}

extension [FigurePart] {
  /// Whether anybody may see them: nothing in them is small. Where one is, none is shown, since the figure itself would tell it.
  var isOpen: Bool {
    allSatisfy { part in
      [part.share.count, part.share.total - part.share.count].allSatisfy { $0 == 0 || $0 >= leastInPart }
    }
  }
}

/// Fewer records in a part are shown to nobody but those at work.
private let leastInPart = 6

extension Transaction {
  /// The figure that a period had, as it is known now.
  package func figure(
    of measure: ComputedMeasure, rule: String? = nil, outOf whole: Double? = nil, over period: FigurePeriod
  ) throws -> CountedFigure {
    measure.figure(try measure.records(period, rule, self), outOf: whole)
  }

  /// The parts that a period's records lie in, as they are known now; what is small in them is for those at work alone.
  package func parts(
    of measure: ComputedMeasure, rule: String? = nil, over period: FigurePeriod
  ) throws -> [FigurePart] {
    measure.parts(try measure.records(period, rule, self))
  }
}
