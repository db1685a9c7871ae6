import Kernel
import Testing

@testable import LocalOffer

@Suite struct PlainWordsTests {
  @Test func oneFormForOneAndForMany() {
    #expect(words(of: "Swimming clubs for the twins").map(\.stem) == ["swim", "club", "twin"])
    #expect(words(of: "won’t", meaningful: false).map(\.stem) == ["wont"])
    #expect(words(of: "Café Zoë, Cafe\u{301}").map(\.stem) == ["cafe", "zoe", "cafe"])
    #expect(words(of: "families").map(\.stem) == words(of: "family").map(\.stem))
  }

  @Test func aSentenceSaysAgePlaceDayAndPrice() {
    let understood = understand(
      "free football for my 7 year old near Castlewick on Saturdays", places: ["castlewick"])
    #expect(understood.age == 7 && understood.near == "Castlewick" && understood.days == [.saturday])
    #expect(understood.isFree && understood.rest == "football for my on")
    #expect(understand("group in TH3 1BD, aged 12", places: []).near == "TH3 1BD")
    #expect(understand("free school meals", places: []).isFree == false)
    #expect(understand("my 11yo and a 15-year-old", places: []).age == 15)
  }

  @Test func slipsAreCounted() {
    #expect(slips("speech", "speach", limit: 2) == 1)
    #expect(slips("autism", "autsim", limit: 2) == 1, "two letters swapped are one slip")
    #expect(slips("sleep", "football", limit: 2) == 3)
  }

  @Test func theNearestKnownWordIsMeant() {
    let spelling = Spelling(["speech": 10, "speed": 3, "wheelchair": 2, "portage": 5])
    #expect(spelling.nearest(to: "speach").first == "speech")
    #expect(spelling.nearest(to: "wheelchiar") == ["wheelchair"])
    #expect(spelling.nearest(to: "weelchare") == ["wheelchair"] || spelling.nearest(to: "weelchare").isEmpty)
    #expect(spelling.nearest(to: "xyz").isEmpty, "what is too short is not guessed at")
  }

  @Test func linesOfTimesAndCostsAreRead() {
    let id = AnyID(high: 0x7000, low: 0x8000_0000_0000_0000)
    let time = openingTime("Monday and Wednesday 9.30am to 11am, term time only", id: id)
    #expect(time.byDay == "MO,WE" && time.opens == 570 && time.closes == 660 && time.words == "term time only")
    #expect(openingTime("Weekdays 9am to 5pm", id: id).byDay == "MO,TU,WE,TH,FR")
    #expect(openingTime("Monday to Thursday 8am to 5.30pm", id: id).byDay == "MO,TU,WE,TH")
    #expect(openingTime("When the moon is full", id: id).words == "When the moon is full")
    #expect(openingTime("Saturday 10am to midday, once a month", id: id).frequency == .monthly)
    #expect(cost("Each session: £4.50", id: id).pence == 450 && cost("Free", id: id).pence == 0)
    #expect(cost("Ask us", id: id).pence == nil && cost("Ask us", id: id).words == "Ask us")
    for line in ["Each session: £4.50", "£12", "Free", "Ask us", "Each day: £8, lunch included"] {
      #expect(cost(line, id: id).line == line, "typed again as it was")
    }
  }

  @Test func aTextIsMeasured() throws {
    let easy = try #require(ReadingAge(of: "We come to your home. We play with your child. You can ring us any day."))
    let hard = try #require(
      ReadingAge(
        of:
          "Multidisciplinary neurodevelopmental assessment is undertaken by appropriately qualified practitioners following consideration of eligibility criteria and prioritisation in accordance with commissioning arrangements."
      ))
    #expect(easy.years <= 9 && !easy.isTooHigh && hard.years > 16 && hard.isTooHigh)
    #expect(hard.longSentence == nil && hard.hardWords.contains("eligibility"))
    #expect(ReadingAge(of: "Too short") == nil)
  }
}
