/// The range in which a share lies, as far as so many that were looked at can say: 95 times in 100. Source: Wilson,
/// "Probable inference, the law of succession, and statistical inference" (1927), which holds for few and for shares near 1.
struct ShareRange: Sendable, Codable, Hashable {
  let low: Double
  let high: Double

  init(_ count: Int, of total: Int) {
    let (z, n) = (1.959964, Double(max(total, 1)))
    let share = Double(count) / n
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // At the ends the sum is 0 or 1 but for rounding.
    (low, high) = (count == 0 ? 0 : max(0, middle - half), count == total ? 1 : min(1, middle + half))
  }
  init(low: Double, high: Double) { (self.low, self.high) = (low, high) }
}
