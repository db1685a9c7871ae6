import ArgumentParser
import Foundation
import PlanningEngine

struct PlanAppraise: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appraise",
    abstract: "Options side by side: weighted criteria, whole-life costs, and what would flip the answer.",
    discussion: "Where the options change a pathway, each is simulated with the same people and the same luck.")
  @OptionGroup var input: ModelArgument
  @Option(help: "How many times each option's story is told.")
  var replications = 30
  @Option(help: "Where the random numbers begin.")
  var seed: UInt64 = 1

  func validate() throws {
    guard (1...100_000).contains(replications) else {
      throw ValidationError("Replications: a number from 1 to 100000.")
    }
  }

  func run() async throws {
    let model = try input.read(AppraisalModel.init)
    var results: [SimulationResult?] = []
    for (name, pathway) in zip(model.options, model.pathways) {
      guard let pathway else {
        results.append(nil)
        continue
      }
      tell("Simulating: \(name)")
      let simulation = Simulation(pathway, seed: seed, replications: replications)
      results.append(try await simulation.run(threads: ProcessInfo.processInfo.activeProcessorCount))
    }
    say(model.answer(results))
  }
}
