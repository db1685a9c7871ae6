import Kernel
import Testing

@testable import FrontDoor

@Suite struct ClassificationTests {
  @Test func usualRequestHasOneClock() {
    let found = classify(.usual)
    #expect(found.urgency == .routine)
    #expect(found.reasons.isEmpty)
    #expect(found.rules == [.decide])
  }

  @Test func dangerNowComesFirst() {
    var new = NewHelpRequest.usual
    new.danger = .now
    new.signs = [.hurt]
    let found = classify(new)
    #expect(found.urgency == .immediate)
    #expect(found.rules == [.decide, .danger])
    #expect(found.reasons.count == 2)
    #expect(found.reasons[0].contains("in danger right now"))
  }

  @Test func worrySignAndProfessionalRaise() {
    var worried = NewHelpRequest.usual
    worried.danger = .worried
    var sign = NewHelpRequest.usual
    sign.signs = [.selfHarm]
    var professional = NewHelpRequest(asker: .professional, givenName: "Sami", askerName: "Jo Webb")
    professional.soon = .urgent
    professional.soonWhy = "Mother is leaving tonight"
    for new in [worried, sign, professional] {
      #expect(classify(new).urgency == .urgent)
      #expect(classify(new).rules == [.decide, .urgent])
    }
    #expect(classify(sign).reasons == ["Mental health sign: hurting themselves, or saying they do not want to live."])
    #expect(classify(professional).reasons[0].contains("Mother is leaving tonight"))
  }

  @Test func wordsRaiseButOnlyAsWords() {
    var new = NewHelpRequest.usual
    new.hard = "She says she wants to die. We found her self-harming."
    #expect(classify(new).urgency == .urgent)
    #expect(classify(new).reasons == ["Their words mention: self-harm, wanting to die."])
    new.hard = "He has great skill with Lego. We need to kill time on the bus? No: his skills grow."
    #expect(wordsOfConcern(in: [new.hard]) == ["killing"])
    new.hard = "He has great skill with Lego."
    #expect(wordsOfConcern(in: [new.hard]).isEmpty)
  }

  @Test func levelAndRefusalAreSaidWithoutRaising() {
    var new = NewHelpRequest(asker: .professional, givenName: "Sami", askerName: "Jo Webb")
    (new.levelClaimed, new.agreement, new.noAgreementWhy) = (.statutory, .refused, .childInNeed)
    let found = classify(new)
    #expect(found.urgency == .routine)
    #expect(found.reasons.count == 2)
  }
}
