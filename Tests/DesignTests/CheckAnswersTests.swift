import Design
import Foundation
import Testing

/// The list of answers before they are sent.
struct CheckAnswersTests {
  @Test func aStepOfOneQuestionIsNotAskedTwice() {
    let drawn = checkAnswers([
      AnswerGroup("Who is asking?", [SummaryRow("Who is asking?", "A parent", change: "/who")]),
      AnswerGroup("About the child", [SummaryRow("First name", "Leo", change: "/child")]),
      AnswerGroup("Is any of this happening?", [SummaryRow("Is any of this happening?", "No", change: "/signs")]),
    ]).text
    #expect(drawn.components(separatedBy: "Who is asking?").count == 2, "as the question, and not as a heading as well")
    #expect(drawn.components(separatedBy: "<h2").count == 2, "one heading, of the step with questions of its own")
    #expect(drawn.components(separatedBy: "<dl").count == 3)
    #expect(drawn.contains("First name") && drawn.contains("/signs"))
  }
}
