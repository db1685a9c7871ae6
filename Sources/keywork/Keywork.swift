import ArgumentParser
import Foundation

@main
enum Program {
  /// Whatever a command writes may be read by its owner only: much of it is of children.
  static func main() async {
    umask(0o077)
    await Keywork.main()
  }
}

/// `keywork`: serves the website and the interfaces, and is the command line of a partnership.
struct Keywork: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keywork",
    abstract: "One open system for a children's partnership and the families it works with.",
    discussion: "Settings are environment variables, the usual ones flags as well; docs/settings.md lists them all.",
    version: "0.1.0",
    subcommands: [
      Serve.self, Demo.self, Migrate.self, Import.self, Export.self, Check.self, Link.self, PlanCommand.self,
      Report.self, Backup.self, Verify.self, AccountCommand.self,
    ])
}
