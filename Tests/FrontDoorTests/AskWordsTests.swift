import Design
import Testing

@testable import FrontDoor

/// The questions, worded for who is asking.
struct AskWordsTests {
  private func options(_ field: Field) -> [Field.Option] {
    guard case .choices(let options) = field.kind else { return [] }
    return options
  }

  @Test func aYoungPersonIsAskedAboutThemselves() {
    let (own, others) = (options(AskForm(.youngPerson).signs), options(AskForm(.parent).signs))
    #expect(own.map(\.value) == others.map(\.value), "the same answers are stored")
    #expect(own.allSatisfy { !$0.label.contains("themselves") } && own[0].label.hasPrefix("I "))
  }

  @Test func aNeighbourIsNotAskedForALegalReason() {
    #expect(!AskStep.agreement.fields(.other).contains { $0.name == "no_agreement_why" })
    #expect(AskStep.agreement.fields(.professional).contains { $0.name == "no_agreement_why" })
  }

  @Test func aProfessionalAnswersForTheFamily() {
    #expect(AskForm(.professional).interpreter.label == "If they need an interpreter, which language?")
    #expect(AskForm(.parent).interpreter.label == "If you need an interpreter, which language?")
  }

  @Test func noPageOfSeveralQuestionsHasTheNameOfOneOfThem() {
    for asker in AskerKind.allCases {
      for step in AskStep.steps(for: asker) where step.fields(asker).count > 1 {
        #expect(!step.fields(asker).map(\.label).contains(step.title(asker)), "\(step.rawValue)")
      }
    }
  }
}
