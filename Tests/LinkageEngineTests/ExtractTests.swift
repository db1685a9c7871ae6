import Testing

@testable import LinkageEngine

/// Extracts as agencies send them.
struct ExtractTests {
  private let heading = "record_id,forename,middle,surname,sex,dob,address,postcode,nhs_number,upn,la_id\n"
  private func linkage(_ text: String, threads: Int = 1) throws -> Linkage {
    var settings = LinkageSettings()
    settings.threads = threads
    return try Linkage(extracts: [Extract(source: "health", text: text)], settings: settings)
  }

  @Test func quotesLineEndsAndAMissingLastLineEnd() throws {
    let text =
      heading
      + "1,Ann,,\"Smith \"\"Jones\"\"\",F,2019-04-17,\"Flat 1,\r\n12 Mill St\",LS1 4AP,,,\r\n\r\n2,Leo,,Ash,M,2019-04-18,,,,,"
    let found = try linkage(text)
    #expect(found.recordCount == 2 && found.name(0).id == "1" && found.name(1).id == "2")
    #expect(found.cleaned(0)[9] == "smithjones" && found.cleaned(0)[14] == "12" && found.cleaned(1)[12] == "20190418")
  }
  @Test func columnsMayStandInAnyOrderAndSomeMayBeMissing() throws {
    let found = try linkage("\u{FEFF}dob,surname,extra,record_id,forename\n2019-04-17,Ash,x,7,Leo\n")
    #expect(found.cleaned(0)[2] == "leo" && found.cleaned(0)[9] == "ash" && found.name(0).id == "7")
  }
  @Test(arguments: [
    ("1,Ann\n", "line 2: 2 values where the heading has 11 columns"),
    ("1,A\"nn,,,,,,,,,\n", "line 2: a quotation mark inside a value"),
    ("1,Ann,,,,,,,,,\n2,\"Ann,,,,,,,,,\n", "line 3: a quotation mark is opened and never closed"),
    (",Ann,,,,,,,,,\n", "line 2: record_id is empty"),
    ("1,Ann,,,,,,,,,\n1,Leo,,,,,,,,,\n", "health:1 comes twice"),
  ])
  func errorsSayWhere(_ rows: String, _ reason: String) throws {
    let error = #expect(throws: LinkageError.self) { try linkage(heading + rows, threads: 2) }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }
  @Test func sourcesWithoutRecordsAreNoError() throws {
    for text in [heading, String(heading.dropLast()), heading + "\r\n\n"] {
      var found = try linkage(text, threads: 2)
      found.run()
      #expect(found.recordCount == 0 && found.clusterHeads.isEmpty && found.candidateCount == 0)
      #expect(found.model?.isWhole == true)
    }
    var one = try linkage(heading + "1,,,,,,,,,,\n")
    one.run()
    #expect(one.recordCount == 1 && one.clusterHeads == [0])
  }
  @Test func recordsOfNothingButNothingAreJoinedWithNobody() throws {
    var found = try linkage(heading + (0..<300).map { "\($0),,,,,,,,,,\n" }.joined())
    found.run()
    #expect(found.candidateCount == 0 && Set(found.clusterHeads).count == 300)
    #expect(found.model?.isWhole == true)
  }
  @Test func aHugeValueIsReadAndAHugerOneRefusedWithItsPlace() throws {
    let long = String(repeating: "x", count: 900_000)
    var found = try linkage(heading + "1,\(long),,Ash,F,2019-04-17,,,,,\n2,\(long),,Ash,F,2019-04-17,,,,,\n")
    found.run()
    #expect(found.recordCount == 2)
    let error = #expect(throws: LinkageError.self) {
      try linkage(heading + "1,Ann,,,,,,,,,\n2,\"\(long)\(long)\",,,,,,,,,\n")
    }
    #expect(error?.description.contains("line 3") == true, "\(error?.description ?? "")")
  }
  @Test func bytesThatAreNoTextAreCarriedThrough() throws {
    let bytes = Array((heading + "7,An").utf8) + [0xFF, 0x00, 0xC3] + Array(",,Ash,F,2019-04-17,,,,,\n".utf8)
    let extract = Extract(source: "x", size: bytes.count) { offset, into in
      let count = max(0, min(into.count, bytes.count - offset))
      for place in 0..<count { into[place] = bytes[offset + place] }
      return count
    }
    var found = try Linkage(extracts: [extract], settings: LinkageSettings())
    found.run()
    #expect(found.recordCount == 1 && found.name(0).id == "7")
  }
  @Test func aHeadingThatNamesAColumnTwiceIsRefused() {
    let error = #expect(throws: LinkageError.self) {
      try linkage("record_id,forename,surname,dob,Forename\n1,a,b,,c\n")
    }
    #expect(error?.description == "health, line 1: the heading has the column forename twice")
  }
  @Test func aHeadingWithoutBirthDateIsRefused() {
    #expect(throws: LinkageError.self) { try linkage("record_id,forename,surname\n1,Ann,Ash\n") }
    #expect(throws: LinkageError.self) { try linkage("") }
  }
  @Test(arguments: [1, 2, 3, 7]) func everyRecordIsReadOnceByAnyNumberOfThreads(_ threads: Int) throws {
    let rows = (0..<500).map { "\($0),Ann\($0),,\($0 % 7 == 0 ? "\"Ash,\nBy\"" : "Ash"),F,2019-04-17,,,,,\n" }
    let found = try linkage(heading + rows.joined(), threads: threads)
    #expect(Set((0..<found.recordCount).map { found.name($0).id }) == Set((0..<500).map(String.init)))
  }
}
