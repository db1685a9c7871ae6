import ArgumentParser

/// `keywork`: serves the website and the interfaces, and is the command line of a partnership.
@main
struct Keywork: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keywork",
    abstract: "One open system for a children's partnership and the families it works with.",
    discussion: "Every setting can be given as a flag or as an environment variable; docs/settings.md lists them all.",
    version: "0.1.0",
    subcommands: [
      Serve.self, Demo.self, Migrate.self, Import.self, Export.self, Check.self, Link.self, PlanCommand.self,
      Report.self, Backup.self, Verify.self, AccountCommand.self,
    ])
}
