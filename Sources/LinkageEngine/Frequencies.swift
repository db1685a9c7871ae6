/// How common each forename and each surname is, so that agreement on a rare name says more than on a common one.
struct Frequencies: Sendable {
  private var forenames: [UInt32]
  private var surnames: [UInt32]
  private var forenameCount = 0
  private var surnameCount = 0
  /// Forename and surname together: how many birth dates are known with them, of those that have several.
  private var namesakes = NamesakeTable([])
  private var children = 0

  init(_ table: RecordTable) {
    forenames = Array(repeating: 0, count: table.strings.count)
    surnames = forenames
    for record in table.records { add(record, 1) }
    countNamesakes(table)
  }

  /// Names are not independent: where one forename is common among those with one surname, the two together are commoner
  /// than the product says. How many different children have them is told by their different birth dates.
  private mutating func countNamesakes(_ table: RecordTable) {
    var births = table.records.filter { $0.first != 0 && $0.surname != 0 && $0.birth.number != 0 }.map {
      ($0.bothNames & ~0xffff) | spread(UInt64($0.birth.number)) & 0xffff
    }
    radixSort(&births, from: 0, to: 64)
    var several: [(UInt64, UInt32)] = []
    var start = 0
    while start < births.count {
      var end = start + 1
      var different = 1
      while end < births.count && births[end] & ~0xffff == births[start] & ~0xffff {
        if births[end] != births[end - 1] { different += 1 }
        end += 1
      }
      children += different
      if different > 2 { several.append((births[start] & ~0xffff, UInt32(different))) }
      start = end
    }
    namesakes = NamesakeTable(several)
  }

  /// How likely it is that a stranger has both names: by their product, or by the other children known to have both (the one
  /// in question and one slip of a date left out), whichever is more.
  func bothNames(_ record: CleanRecord) -> Double {
    let product = forename(record.first) * surname(record.surname)
    let different = namesakes[record.bothNames & ~0xffff]
    if different == 0 { return product }
    return max(product, Double(different - 2) / Double(max(children, 1)))
  }

  mutating func add(_ record: CleanRecord, _ change: Int) {
    let needed = Int(max(record.first, record.surname)) + 1
    if forenames.count < needed {
      forenames += Array(repeating: 0, count: needed - forenames.count)
      surnames += Array(repeating: 0, count: needed - surnames.count)
    }
    if record.first != 0 {
      forenames[Int(record.first)] = UInt32(Int(forenames[Int(record.first)]) + change)
      forenameCount += change
    }
    if record.surname != 0 {
      surnames[Int(record.surname)] = UInt32(Int(surnames[Int(record.surname)]) + change)
      surnameCount += change
    }
  }

  /// Of all records with a forename, the share that has this one.
  func forename(_ number: UInt32) -> Double { share(forenames, number, of: forenameCount) }
  func surname(_ number: UInt32) -> Double { share(surnames, number, of: surnameCount) }
  private func share(_ counts: [UInt32], _ number: UInt32, of all: Int) -> Double {
    let count = Int(number) < counts.count ? counts[Int(number)] : 0
    return Double(max(count, 1)) / Double(max(all, 1))
  }
}

extension CleanRecord {
  fileprivate var bothNames: UInt64 { spread(UInt64(first) << 32 | UInt64(surname)) }
}

/// Numbers by key, for a question asked of every pair. Keys are spread already; none is zero.
private struct NamesakeTable: Sendable {
  private var keys: [UInt64]
  private var counts: [UInt32]

  init(_ entries: [(UInt64, UInt32)]) {
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    counts = Array(repeating: 0, count: size)
    for (key, count) in entries {
      let slot = slot(of: key)
      keys[slot] = key
      counts[slot] = count
    }
  }
  /// Zero where there is none.
  subscript(_ key: UInt64) -> UInt32 { counts[slot(of: key)] }

  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key >> 20) & (keys.count - 1)
    while keys[slot] != 0 && keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }
}
