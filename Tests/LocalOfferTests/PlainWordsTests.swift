import Testing

@testable import LocalOffer

@Suite struct PlainWordsTests {
  @Test func oneFormForOneAndForMany() {
    #expect(words(of: "Swimming clubs for the twins").map(\.stem) == ["swim", "club", "twin"])
    #expect(words(of: "won’t", meaningful: false).map(\.stem) == ["wont"])
    #expect(words(of: "Café Zoë").map(\.stem) == ["cafe", "zoe"])
  }
}
