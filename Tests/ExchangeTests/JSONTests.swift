import Testing

@testable import Exchange

@Suite struct JSONTests {
  @Test func whatIsWrittenIsReadAgain() throws {
    let text = "{\"a\":[1,2.50,-3e2,true,null],\"b\":\"quote \\\" back \\\\ line \\n emoji 🙂 עברית\",\"c\":{}}"
    let value = try JSONReader.read(Array(text.utf8))
    #expect(try JSONReader.read(value.bytes) == value)
    #expect(value["a"]?.items[1] == .number("2.50"), "no digit is lost")
    #expect(value["b"]?.string?.contains("🙂 עברית") == true)
  }

  @Test func surrogatesMakeOneCharacter() throws {
    #expect(try JSONReader.read(Array("\"\\ud83d\\ude42\"".utf8)) == .text("🙂"))
    #expect(try JSONReader.read(Array("\"\\ud83d\"".utf8)) == .text("\u{FFFD}"))
  }

  @Test func whatIsWrongIsToldWithItsLine() {
    for (text, line) in [("{\n\"a\": 1,\n}", 3), ("[1, 2", 1), ("[\n\n\"\u{01}\"]", 3), ("{} x", 1), ("nul", 1)] {
      let failure = #expect(throws: JSONReader.Failure.self) { try JSONReader.read(Array(text.utf8)) }
      #expect(failure?.line == line, "\(text)")
    }
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(throws: JSONReader.Failure.self) { try JSONReader.read(Array(deep.utf8)) }
  }

  @Test func objectsKnowTheirLine() throws {
    let values = try JSONReader.readLines(Array("{\"id\":\"1\"}\n{\"id\":\"2\"}\n\n{\"id\":\"3\"}\n".utf8))
    #expect(values.map(\.line) == [1, 2, 4])
  }
}
