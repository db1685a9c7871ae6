/// How common each forename and each surname is, so that agreement on a rare name says more than on a common one.
struct Frequencies: Sendable {
  private var forenames: [UInt32]
  private var surnames: [UInt32]
  private var forenameCount = 0
  private var surnameCount = 0

  init(_ table: RecordTable) {
    forenames = Array(repeating: 0, count: table.strings.count)
    surnames = forenames
    for record in table.records { add(record, 1) }
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
