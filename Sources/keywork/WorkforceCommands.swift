import App
import ArgumentParser
import Foundation
import Kernel
import Store
import Web
import Workforce

extension Import {
  struct ImportWorkforce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "workforce", abstract: "Take the posts, the money and the referrals of a service from files.",
      discussion: """
        A folder with any of \(WorkforceFile.allCases.map(\.fileName).joined(separator: ", ")), or one such file. All of it \
        is taken or nothing; every row is accounted for, and the same files again change nothing. Examples/workforce is a \
        county's service.
        """)
    @OptionGroup var database: DatabaseOption
    @Argument(help: "The folder, or one of its files.")
    var path: String

    func run() async throws {
      let files = try workforceFiles(at: path)
      let now = systemClock()
      var random = SystemRandomNumberGenerator()
      let id = AnyID(at: now, random: &random)
      let database = try database.openExisting(makeLogger())
      let outcome: Result<[FileAccount], any Error>
      do {
        outcome = .success(
          try await database.write { tx in try importWorkforce(files, id: id, by: .system, at: now, in: tx) })
      } catch { outcome = .failure(error) }
      let service = try await database.read { tx in try tx.serviceStructure() }
      await database.close()
      switch outcome {
      case .success(let accounts):
        for account in accounts { say(account.line) }
        say(summary(service))
        for problem in moneyProblems(service) + seniorProblems(service) { say("To be put right: \(problem).") }
      case .failure(let error) where error is WorkforceProblems || error is CSVError:
        say("\(error)")
        throw ExitCode.failure
      case .failure(let error): throw error
      }
    }

    private func summary(_ service: ServiceStructure) -> String {
      """
      \(service.posts.count) posts, of them \(shareWords(service.visiting)) home visitors in \(service.locations.count) \
      locations; \(pounds(service.income)) comes in, \(pounds(service.spending)) is spent.
      """
    }
  }
}

/// The files of a folder, or one file, by what their names say they hold.
private func workforceFiles(at path: String) throws -> [WorkforceFile: [UInt8]] {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    throw ValidationError("There is no file or folder \(path).")
  }
  let names = isFolder.boolValue ? WorkforceFile.allCases.map { "\(path)/\($0.fileName)" } : [path]
  var found: [WorkforceFile: [UInt8]] = [:]
  for name in names where FileManager.default.fileExists(atPath: name) {
    guard let kind = WorkforceFile.allCases.first(where: { name.hasSuffix($0.fileName) }) else {
      throw ValidationError(
        "The name of the file says what it holds: \(WorkforceFile.allCases.map(\.fileName).joined(separator: ", ")).")
    }
    found[kind] = [UInt8](try Data(contentsOf: URL(filePath: name)))
  }
  guard !found.isEmpty else { throw ValidationError("The folder \(path) has none of the files.") }
  return found
}
