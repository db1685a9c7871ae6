import Store
import TestKit
import Testing

@testable import LocalOffer

/// Twenty questions that parents ask, with the right answer written down before the search was built
/// (`Examples/local-offer/questions.csv`): in the first three results, with and without slips of spelling.
@Suite struct TwentyQuestionsTests {
  @Test(arguments: Engine.available) func atLeastEighteenAreAnsweredInTheFirstThree(engine: Engine) async throws {
    var reader = try CSVReader(file: "\(examplesFolder)/questions.csv")
    try reader.readHeading(required: ["question", "with_slips", "answer"])
    var questions: [CSVRow] = []
    while let row = try reader.next() { questions.append(row) }
    #expect(questions.count == 20)
    let asked = questions
    try await withOfferWorld(engine) { world in
      for column in ["question", "with_slips"] {
        var missed: [String] = []
        for row in asked {
          let right = row.text("answer").split(separator: "|").map(String.init)
          let first = try await world.names(row.text(column)).prefix(3)
          if !first.contains(where: { name in right.contains { name.hasPrefix($0) } }) {
            missed.append("\(row.text(column)) → \(first.joined(separator: " / "))")
          }
        }
        #expect(missed.count <= 2, "\(column), missed \(missed.count):\n\(missed.joined(separator: "\n"))")
      }
    }
  }
}
