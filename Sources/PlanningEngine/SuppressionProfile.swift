/// How small counts are kept from being published: chosen for a publication, and named on it.
package struct SuppressionProfile: Equatable, Sendable {
  package let name: String
  /// Counts from 1 to below this are hidden.
  package let smallest: Int
  /// Shown counts are rounded to the nearest multiple; 1 is not rounded.
  package let rounding: Int
  /// Whether a true 0 is shown as 0. If not, it is hidden like a small count.
  package let showsZero: Bool
  /// What can be found out about any hidden count must leave at least so much doubt: highest minus lowest possible.
  package let width: Int
  /// A percentage of fewer than this is not shown.
  package let smallestBase: Int

  package init(
    name: String, smallest: Int, rounding: Int = 1, showsZero: Bool = true, width: Int = 5, smallestBase: Int = 10
  ) {
    (self.name, self.smallest, self.rounding) = (name, smallest, rounding)
    (self.showsZero, self.width, self.smallestBase) = (showsZero, width, smallestBase)
  }

  /// 1 to 4 hidden, nothing rounded.
  package static let under5 = Self(name: "under_5", smallest: 5)
  /// 1 to 5 hidden, as older hospital statistics did.
  package static let under6 = Self(name: "under_6", smallest: 6)
  /// 1 to 7 hidden, the rest rounded to 5: hospital statistics since 2018.
  package static let roundedTo5 = Self(name: "rounded_to_5", smallest: 8, rounding: 5)
  /// Rare needs in small areas: 1 to 9 hidden.
  package static let rareNeed = Self(name: "rare_need", smallest: 10, width: 10)
  /// The same, rounded: 1 to 12 hidden, so that no shown 15 can stand for a small count.
  package static let rareNeedRounded = Self(name: "rare_need_rounded", smallest: 13, rounding: 5, width: 10)
  package static let all = [under5, under6, roundedTo5, rareNeed, rareNeedRounded]

  /// What hides as much and rounds the rest: for counts that are published more than once, so that one person more or less
  /// cannot be read off two answers.
  package var rounded: Self { rounding > 1 ? self : smallest > Self.under6.smallest ? .rareNeedRounded : .roundedTo5 }

  package func isSmall(_ count: Int) -> Bool { count < smallest && (count > 0 || !showsZero) }
  /// The lowest that a hidden count can be, for all that the reader knows.
  var leastHidden: Int { showsZero ? 1 : 0 }
  package func shown(_ count: Int) -> Int {
    rounding <= 1 ? count : (count + rounding / 2) / rounding * rounding
  }
  /// What true counts a shown one can stand for.
  func meant(by count: Int) -> ClosedRange<Int> {
    guard rounding > 1, count > 0 else { return count...count }
    let shown = shown(count)
    return max(leastHidden, shown - rounding / 2)...(shown + (rounding - 1) / 2)
  }

  /// A percentage with one decimal place, from the true counts; nil where the base is too small or a count is hidden.
  package func percentage(_ count: Int, of base: Int) -> Double? {
    guard base >= smallestBase, !isSmall(count), !isSmall(base), !isSmall(base - count) else { return nil }
    return (1000 * Double(count) / Double(base)).rounded() / 10
  }
}
