import Testing

@testable import SEN2

/// What comes from outside: cut short, hostile, in another encoding, very large.
@Suite struct ReaderTests {
  private func stopped(_ text: String) -> String { check(Array(text.utf8)).stopped ?? "read to the end" }

  @Test func aFileCutShortAnywhereSaysSo() {
    let whole = file(goodHeader(), [goodPerson(), goodPerson(1)])
    for end in stride(from: 0, to: whole.count - 1, by: 7) {
      let report = check(Array(whole.prefix(end)))
      #expect(report.stopped != nil, "\(end)")
    }
    #expect(check(Array(whole.prefix(900))).stopped!.contains("cut short"))
  }

  @Test(arguments: [
    ("<!DOCTYPE a [<!ENTITY x \"xxxx\"><!ENTITY y \"&x;&x;&x;\">]><Message>&y;</Message>", "document type"),
    ("<Message><Header>&bomb;</Header></Message>", "may not use"),
    ("<Message><![CDATA[x]]></Message>", "document type or raw text"),
    ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Message/>", "iso-8859-1"),
    ("", "empty"), ("hello", "outside of the root"), ("<Root/>", "does not begin with <Message>"),
    ("<Message><Header></Message>", "must"), ("<Message/>", "no persons"),
    ("<Message><Header/><Persons></Persons></Message><Message/>", "more than one root"),
    ("<Message><Persons/></Message>", "before the header"), ("<Message><Other/></Message>", "not a part"),
    ("<Message><Header/><Persons><Dog/></Persons></Message>", "must"),
    ("<Message><a b=\"c></Message>", "cut short"), ("<Message>\u{1}</Message>", "control character"),
    ("<Message>&#0;</Message>", "may not use"), ("PK\u{3}\u{4}", "spreadsheet"), ("< Message/>", "name of a tag"),
  ])
  func whatIsNoReturnIsRefusedWithTheReason(text: String, reason: String) {
    #expect(stopped(text).contains(reason), "\(stopped(text))")
  }

  @Test func otherEncodingsAreNamed() {
    #expect(check([0xFF, 0xFE, 0x3C, 0]).stopped!.contains("UTF-16"))
    #expect(check([0x1F, 0x8B, 8]).stopped!.contains("compressed"))
    #expect(
      check(Array("<Message><Header>".utf8) + [0xE9] + Array("</Header></Message>".utf8)).stopped!.contains("UTF-8"))
    let marked = [0xEF, 0xBB, 0xBF] + file(goodHeader(), [goodPerson()])
    #expect(check(marked).findings.isEmpty && check(marked).stopped == nil)
  }

  @Test func nothingGrowsWithoutEnd() {
    let deep = "<Message><Header>" + String(repeating: "<a>", count: 1000)
    #expect(stopped(deep).contains("nested deeper"))
    #expect(stopped("<Message><Header>" + String(repeating: "x", count: 10_000)).contains("longer than any"))
    #expect(stopped("<" + String(repeating: "x", count: 10_000)).contains("longer than any"))
    let many = "<Message><Header/><Persons><Person>" + String(repeating: "<a/>", count: 20_000)
    #expect(stopped(many).contains("more elements than any"))
    #expect(stopped("<Message " + String(repeating: "a='b' ", count: 1000) + "/>").contains("does not end"))
  }

  @Test func blankSpaceWithoutEndIsReadAndNotKept() {
    var left = 400
    let report = checkReturn {
      left -= 1
      return left == 399 ? Array("<Message>".utf8) : left > 0 ? [UInt8](repeating: 32, count: 65_536) : nil
    }
    #expect(report.stopped!.contains("cut short"))
  }

  @Test func fivePlainEntitiesAndNumbersAreRead() throws {
    var person = goodPerson()
    person.set("Surname", "O'Brien & <Sons> \"é\"")
    let bytes = file(goodHeader(), [person])
    let read = try all(bytes).persons
    #expect(read[0]["Surname"] == "O'Brien & <Sons> \"é\"")
    let numbered = "<Message><Header><Year>&#50;&#x30;27</Year></Header><Persons></Persons></Message>"
    #expect(try all(Array(numbered.utf8)).header["Year"] == "2027")
  }

  private func all(_ bytes: [UInt8]) throws -> (header: ReturnHeader, persons: [ReturnNode]) {
    var reader = ReturnReader(XMLReader(bytes))
    var persons: [ReturnNode] = []
    while let person = try reader.next() { persons.append(person) }
    return (reader.header!, persons)
  }

  @Test func whatIsReadIsWrittenByteForByte() throws {
    let year = ReturnYear.of(2027)!
    func write(_ header: ReturnHeader, _ persons: [ReturnNode]) throws -> [UInt8] {
      var bytes: [UInt8] = []
      let writer = ReturnWriter(year) { bytes += $0 }
      try writer.begin(header)
      for person in persons { try writer.add(person) }
      try writer.end()
      return bytes
    }
    let persons = Seed.all.filter { !["F01", "F02", "F03"].contains($0.rule) }.map { seed -> ReturnNode in
      var (header, person) = (goodHeader(), goodPerson())
      seed.sown(into: &header, &person)
      return person
    }
    let first = try write(goodHeader(), persons)
    let (header, read) = try all(first)
    #expect(read.count == persons.count)
    #expect(try write(header, read) == first)
  }
}
