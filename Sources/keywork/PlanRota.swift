import ArgumentParser
import PlanningEngine

/// A team's week: who visits whom when, and why some visits could not be placed.
struct PlanRota: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rota", abstract: "A team's week: who visits whom when, and why a visit could not be placed.")
  @OptionGroup var input: ModelArgument
  func run() throws {
    let model = try input.read(RotaModel.init)
    let clock = ContinuousClock()
    let began = clock.now
    let answer = RotaAnswer(model)
    tell("\(answer.placed.count) of \(model.visits.count) visits placed in \(clock.now - began).")
    say(answer.json)
  }
}
