import ArgumentParser
import Foundation
import PlanningEngine

/// `keywork plan`: the planning engine on the command line. JSON in, JSON out; progress goes to standard error.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Answer planning questions: lists, places, posts, need, forecasts.",
    discussion: """
      Each question is a JSON file, or - for standard input; the answer is JSON on standard output. The formats are in \
      docs/guides/planning-models.md, examples in Examples/planning. A model that cannot be read ends with 1 and a message \
      that names the field.
      """,
    subcommands: [
      PlanSimulate.self, PlanSite.self, PlanApportion.self, PlanQueue.self, PlanForecast.self, PlanNeed.self,
      PlanSuppress.self, PlanAppraise.self, PlanRota.self, PlanRoutes.self,
    ])
}

/// The file that holds the question.
struct ModelArgument: ParsableArguments {
  @Argument(help: "The model, a JSON file; - reads standard input.")
  var model: String

  /// Reads the file and hands it to the reader; what is wrong in it is said with the name of the file and the field.
  func read<Model>(_ make: (ModelValue) throws -> Model) throws -> Model {
    let data: Data
    if model == "-" {
      data = FileHandle.standardInput.readDataToEndOfFile()
    } else {
      guard let found = FileManager.default.contents(atPath: model) else { throw stop("There is no file \(model).") }
      data = found
    }
    do { return try make(ModelValue(JSONValue(parsing: data))) } catch let error as ModelError {
      throw stop("\(model == "-" ? "standard input" : model): \(error)")
    }
  }

  private func stop(_ line: String) -> ExitCode {
    tell(line)
    return .failure
  }
}

/// A line on standard error: progress, or what is wrong.
func tell(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

func say(_ answer: JSONValue) { FileHandle.standardOutput.write(answer.data() + Data("\n".utf8)) }

struct PlanApportion: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apportion", abstract: "How many posts where: Hamilton, Webster, Huntington–Hill or D’Hondt, exactly.")
  @OptionGroup var input: ModelArgument
  func run() throws { say(try input.read { try $0.answers { try ApportionmentModel($0).answer } }) }
}

struct PlanQueue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Queues and waiting lists by formula.")
  @OptionGroup var input: ModelArgument
  func run() throws { say(try input.read { try $0.answers { try QueueModel($0).answer } }) }
}

struct PlanNeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "need", abstract: "How many families need help, by locality, with ranges.")
  @OptionGroup var input: ModelArgument
  func run() throws { say(try input.read(NeedModel.init).answer) }
}

struct PlanForecast: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast", abstract: "Monthly counts ahead, by the method that did best on the series itself.")
  @OptionGroup var input: ModelArgument
  func run() throws { say(try input.read(ForecastModel.init).answer) }
}

struct PlanSite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site", abstract: "Where to put hubs: the best places, and proof of how good they are.")
  @OptionGroup var input: ModelArgument
  func run() throws {
    let model = try input.read(SitingModel.init)
    let clock = ContinuousClock()
    var began = clock.now
    say(
      model.answer { count, choice in
        let took = clock.now - began
        began = clock.now
        tell("\(count): \(choice?.isProven ?? false ? "proven" : "not proven"), \(took)")
      })
  }
}

struct PlanSuppress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suppress",
    abstract: "A table made safe to publish: small counts hidden, and what would give them away.")
  @OptionGroup var input: ModelArgument
  func run() throws { say(try input.read { try $0.answers { try DisclosureModel($0).answer } }) }
}
