import App
import ArgumentParser
import HomeVisiting
import Kernel
import Store
import Web

/// `keywork import checklist`: a checklist of development. The words of those in use are licensed, so none comes with Keywork.
struct ImportChecklist: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist", abstract: "Take in a checklist of children’s development.",
    discussion: """
      The columns are described in Examples/checklists/README.md. Taken in again under the same code, the file puts words \
      and ages right; what was written of children stays.
      """)
  @OptionGroup var database: DatabaseOption
  @Option(help: "A short name that stays the same from edition to edition: portage.")
  var code: String
  @Option(help: "What people call it.")
  var name: String
  @Option(help: "Where it is from, and by which licence it is used.")
  var source: String
  @Flag(help: "It is invented: every page that shows it says so.")
  var sample = false
  @Argument(help: "The CSV file.")
  var file: String

  func run() async throws {
    let database = try database.openExisting(makeLogger())
    let checklist = Checklist(code: code, name: name, source: source, isSample: sample)
    let (path, now) = (file, systemClock())
    let count = try await database.write { tx in
      var reader = try CSVReader(file: path)
      return try loadChecklist(checklist, from: &reader, at: now, in: tx)
    }
    await database.close()
    say("\(count) items taken in.")
  }
}
