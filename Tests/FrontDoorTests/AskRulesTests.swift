import Design
import Kernel
import TestKit
import Testing

@testable import FrontDoor

@Suite struct AskRulesTests {
  let today = Day(2026, 11, 18)!
  let now = LondonTime(day: Day(2026, 11, 18)!, minuteOfDay: 600).instant

  func entry(_ values: [String: String]) -> Entry { Entry(values.mapValues { [$0] }) }
  let least = [
    "danger": "no", "asker": "parent", "given_name": "Sami", "would_help": "A break", "asker_name": "Ada",
    "phone": "01632 960 001",
  ]

  @Test func parentNeedsSixAnswersAtMost() {
    #expect(AskForm.requiredCount(.parent) <= 6)
    #expect(AskForm.requiredCount(.youngPerson) <= 6)
    guard case .good(let new) = NewHelpRequest.check(entry(least), now: now) else {
      Issue.record("six answers must do")
      return
    }
    #expect(new.askerName == "Ada")
    #expect(least.count == AskForm.requiredCount(.parent))
  }

  @Test func eachOfTheSixIsNeeded() {
    for name in least.keys {
      var fields = least
      fields[name] = nil
      guard case .bad(let errors) = NewHelpRequest.check(entry(fields), now: now) else {
        Issue.record("\(name) may not be missing")
        continue
      }
      #expect(!errors.isEmpty)
    }
  }

  @Test func youngPersonIsTheChild() {
    let fields = [
      "danger": "no", "asker": "young_person", "given_name": "Leo", "hard": "School", "email": "leo@example.org",
    ]
    guard case .good(let new) = NewHelpRequest.check(entry(fields), now: now) else {
      Issue.record("a young person gives no second name")
      return
    }
    #expect(new.askerName == "Leo")
  }

  @Test func datesMustBePossible() {
    var new = NewHelpRequest.usual
    new.bornOn = today.adding(days: 1)
    #expect(problems(with: new, today: today).map(\.field) == ["born_on"])
    new.bornOn = Day(1995, 1, 1)
    #expect(problems(with: new, today: today)[0].message.contains("up to 25"))
    new.bornOn = today
    new.expectedOn = today
    #expect(problems(with: new, today: today).map(\.field) == ["expected_on"])
    new.bornOn = nil
    new.expectedOn = today.adding(months: 12)
    #expect(problems(with: new, today: today).map(\.field) == ["expected_on"])
  }

  @Test func refusalNeedsALawfulReason() {
    var new = NewHelpRequest(asker: .professional, givenName: "Sami", askerName: "Jo Webb")
    (new.hard, new.phone) = ("Home is not safe", "01632 960 001")
    new.agreement = .refused
    #expect(problems(with: new, today: today).map(\.field) == ["no_agreement_why"])
    new.noAgreementWhy = NoAgreementReason.none
    #expect(problems(with: new, today: today)[0].message.contains("only with the family’s agreement"))
    new.noAgreementWhy = .harm
    #expect(problems(with: new, today: today).map(\.field) == ["agreement_note"])
    new.agreementNote = "Injuries seen"
    #expect(problems(with: new, today: today).isEmpty)
    new.agreement = .agreed
    new.noAgreementWhy = nil
    #expect(problems(with: new, today: today).isEmpty)
  }

  @Test func urgentNeedsWhy() {
    var new = NewHelpRequest(asker: .professional, givenName: "Sami", askerName: "Jo Webb")
    (new.hard, new.phone, new.agreement, new.soon) = ("Home", "01632 960 001", .agreed, .urgent)
    #expect(problems(with: new, today: today).map(\.field) == ["soon_why"])
  }

  @Test func everyStepIsReached() {
    for asker in AskerKind.allCases {
      var step: AskStep? = .safety
      var seen: [AskStep] = []
      while let here = step {
        seen.append(here)
        step = here.after(for: asker)
      }
      #expect(seen == AskStep.steps(for: asker))
      #expect(Set(seen.flatMap { $0.fields(asker).map(\.name) }).count == seen.flatMap { $0.fields(asker) }.count)
    }
  }
}

@Suite struct HelpCodeTests {
  @Test func referencesAreSpeakable() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let reference = HelpReference(random: &random)
      #expect(reference.text.utf8.count == 10)
      #expect(!reference.text.dropFirst(2).contains { "01BILOSUVZ5AE".contains($0) })
      #expect(HelpReference(reference.text.lowercased()) == reference)
      #expect(HelpReference(reference.text.replacing("-", with: " ")) == reference)
      #expect(HelpReference(String(reference.text.dropFirst(3))) == reference)
    }
    #expect(HelpReference("KW-0000-00") == nil)
    #expect(HelpReference("") == nil)
    #expect(HelpReference("KW-4F7K-9") == nil)
  }

  @Test func codesAreReadForgivinglyAndStoredHashed() {
    var random = SystemRandomNumberGenerator()
    let code = HelpCode(random: &random)
    #expect(HelpCode(" \(code.text.lowercased().replacing("-", with: " ")) ") == code)
    #expect(HelpCode("short") == nil)
    #expect(!code.hash.contains(code.text.prefix(4)))
    #expect(HelpCode(random: &random).hash != code.hash)
  }
}

@Suite struct DecisionRulesTests {
  let known = [ThresholdCriterion]()

  @Test func statesFollowEachOther() {
    #expect(RequestState.received.next == [.screening, .checks, .withdrawn])
    #expect(!RequestState.received.next.contains(.decided))
    #expect(RequestState.withdrawn.next.isEmpty)
    #expect(RequestState.decided.next.contains(.screening))
    for state in RequestState.allCases where state.isOpen { #expect(state.next.contains(.withdrawn)) }
  }

  @Test func everyOutcomeHasARuleAndWords() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await door.ask()
      for outcome in HelpOutcome.allCases {
        #expect(!SharingRule.of(outcome).basis.isEmpty)
        #expect(wordsToBegin(outcome, request).contains("["))
      }
    }
  }
}
