import ArgumentParser
import Foundation
import PlanningEngine

struct PlanSimulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "What happens to a list: by formula at once, then by simulation.",
    discussion: "The same model, replications and seed give the same answer, whatever the threads.")
  @OptionGroup var input: ModelArgument
  @Option(help: "How many times the story is told.")
  var replications = 30
  @Option(help: "Where the random numbers begin.")
  var seed: UInt64 = 1
  @Option(help: "How many threads; default one for each processor.")
  var threads: Int?
  @Flag(help: "Also print every replication's figures.")
  var each = false

  func validate() throws {
    guard (1...100_000).contains(replications) else {
      throw ValidationError("Replications: a number from 1 to 100000.")
    }
    if let threads, !(1...256).contains(threads) { throw ValidationError("Threads: a number from 1 to 256.") }
  }

  func run() async throws {
    let model = try input.read(PathwayModel.init)
    tell("\(model.title): \(model.outputs.count) figures, \(replications) replications, seed \(seed)")
    let simulation = Simulation(model, seed: seed, replications: replications)
    var done = 0
    let result = try await simulation.run(threads: threads ?? ProcessInfo.processInfo.activeProcessorCount) { _, _ in
      done += 1
      if done * 10 / replications > (done - 1) * 10 / replications { tell("\(done) of \(replications)") }
    }
    say(PathwayAnswer(model, result, seed: seed, isDetailed: each).json)
  }
}
