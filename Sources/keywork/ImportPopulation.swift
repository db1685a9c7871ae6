import App
import ArgumentParser
import HomeVisiting
import Kernel
import Store
import Web

/// `keywork import population`: how many young children live where, so that those who are not reached can be seen.
struct ImportPopulation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "population", abstract: "Take how many children under five live in each locality.",
    discussion: """
      The columns are described in Examples/population/README.md. The file is taken as a whole or not at all; the figures \
      before go.
      """)
  @OptionGroup var database: DatabaseOption
  @Option(help: "Who published it; it stands beside the figures, with the year.")
  var source: String
  @Argument(help: "The CSV file.")
  var file: String

  func run() async throws {
    let database = try database.openExisting(makeLogger())
    let (path, source, now) = (file, source, systemClock())
    let count = try await database.write { tx in
      var reader = try CSVReader(file: path)
      return try loadPopulation(source: source, from: &reader, at: now, in: tx)
    }
    await database.close()
    say("\(count) localities taken in.")
  }
}
