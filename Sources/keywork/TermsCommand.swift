import App
import ArgumentParser
import Clocks
import Foundation
import Kernel
import Store

/// `keywork import terms`: a council's own school terms, in place of the usual pattern.
struct ImportTerms: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms", abstract: "Take in a council’s own school terms, by school year.",
    discussion:
      "The file has the columns of registers/school-terms.csv. Each school year in it stands in place of what is known."
  )
  @OptionGroup var database: DatabaseOption
  @Argument(help: "The CSV file.")
  var file: String

  func run() async throws {
    let database = try database.openExisting(makeLogger())
    let path = file
    let count = try await database.write { tx in
      var reader = try CSVReader(file: path)
      return try importTerms(from: &reader, in: tx)
    }
    await database.close()
    say("\(count) terms taken in.")
  }
}
