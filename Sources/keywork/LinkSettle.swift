import App
import ArgumentParser
import Foundation
import Kernel
import Linkage
import Store
import Web

/// `keywork link settle`: looks at all records of a database at once.
struct Settle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at all records of the database at once, and put right what the order of their coming has left.",
    discussion: """
      Records that are one child come together, pairs for a person are opened. Decisions of people always hold; children with \
      whom people work, and restricted records, are never put together without a person. It can be broken off and run again.
      """)
  @OptionGroup var database: DatabaseOption
  @Flag(help: "First learn anew from the records how far names, dates and addresses may differ.") var learn = false

  func run() async throws {
    let database = try database.openExisting(makeLogger())
    if learn {
      let count = try await learnModel(database, at: systemClock())
      say("Learnt from \(count) records.")
    }
    let settled = try await settlePeople(
      database, rows: Partnership().slices.flatMap(\.childRows), at: systemClock())
    await database.close()
    say(
      "\(settled.joined) joined, \(settled.moved) moved, \(settled.asked) new pairs for a person, \(settled.past) settled themselves."
    )
  }
}
