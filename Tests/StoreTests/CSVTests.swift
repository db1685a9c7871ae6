import Store
import Testing

/// All records of a text, fed in blocks of `size` bytes.
private func records(_ text: String, size: Int = .max, limits: CSVReader.Limits = .init()) throws -> [[String]] {
  var rest = Array(text.utf8)[...]
  var reader = CSVReader(named: "test.csv", limits: limits) {
    guard !rest.isEmpty else { return nil }
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
  var all: [[String]] = []
  while let record = try reader.nextRecord() { all.append(record.fields) }
  return all
}
private func error(_ body: () throws -> Void) -> CSVError? {
  do { try body() } catch { return error as? CSVError }
  return nil
}
private func error(in text: String) -> CSVError? { error { _ = try records(text) } }

@Suite struct CSVReaderTests {
  @Test(arguments: [1, 2, 3, 7, Int.max])
  func readsTheSameInAnyBlocks(_ size: Int) throws {
    let text = "\u{FEFF}a,b\r\n1,\"two, \"\"2\"\"\r\nlines\"\r\n\r\n,\"\"\nŁódź,é"
    #expect(
      try records(text, size: size) == [["a", "b"], ["1", "two, \"2\"\r\nlines"], ["", ""], ["Łódź", "é"]])
  }
  @Test func endsWithOrWithoutALineEnd() throws {
    #expect(try records("a\n") == [["a"]] && records("a") == [["a"]] && records("\"a\"") == [["a"]])
    #expect(try records("") == [] && records("\u{FEFF}") == [] && records("\n\r\n") == [])
    #expect(try records("a,") == [["a", ""]] && records(",\n") == [["", ""]])
  }
  @Test func saysWhatIsWrongAndWhere() {
    #expect(error(in: "a\nb,\"c\nd")?.line == 2)
    #expect(error(in: "a\nb,\"c\nd")?.reason.contains("never closed") == true)
    #expect(error(in: "\"a\nb\"x\n")?.line == 2)
    #expect(
      error(in: "a\nb\nc\"d")?.description
        == "test.csv, line 3: a quotation mark inside a value that does not begin with one")
    #expect(error(in: "a\rb")?.reason.contains("carriage return") == true)
    #expect(error(in: "a\r")?.reason.contains("carriage return") == true)
    #expect(error(in: "a\n\0")?.line == 2)
  }
  @Test func refusesWhatIsNotUTF8() {
    for (bytes, word) in [([0x61, 0x0A, 0xFF] as [UInt8], "UTF-8"), ([0xFF, 0xFE, 0x61, 0x00], "UTF-16")] {
      var reader = CSVReader(named: "x", bytes: bytes)
      let found = error { while try reader.nextRecord() != nil {} }
      #expect(found?.reason.contains(word) == true)
    }
  }
  @Test func hasLimits() {
    var limits = CSVReader.Limits()
    (limits.fieldBytes, limits.fields) = (10, 3)
    #expect(throws: CSVError.self) { try records("\"12345678901\"", limits: limits) }
    #expect(throws: CSVError.self) { try records("1,2,3,4", limits: limits) }
    #expect(throws: Never.self) { try records("1234567890,2,3", limits: limits) }
  }
  @Test func asksByName() throws {
    var reader = CSVReader(named: "f.csv", bytes: Array("day, name \n2026-01-01, x \n".utf8))
    try reader.readHeading(required: ["name", "day"], known: ["day", "name", "other"])
    let row = try #require(try reader.next())
    #expect(row.line == 2 && row.text("name") == "x" && row.text("other") == "")
    #expect(try row.value("other", "a whole number", as: Int.self) == nil)
    let wrong = error { _ = try row.value("name", "a whole number", as: Int.self) }
    #expect(wrong?.description == "f.csv, line 2: name ‘x’ is not a whole number")
    #expect(error { _ = try row.required("other") }?.reason == "other is empty")
    #expect(try reader.next() == nil)
  }
  @Test func checksTheHeading() {
    func heading(_ text: String) -> String? {
      error {
        var reader = CSVReader(named: "f", bytes: Array(text.utf8))
        try reader.readHeading(required: ["a", "b"], known: ["a", "b", "c"])
        while try reader.next() != nil {}
      }?.description
    }
    #expect(heading("") == "f: the file is empty")
    #expect(heading("a,c") == "f, line 1: the file has no column b")
    #expect(heading("a,b,a") == "f, line 1: the column a comes twice")
    #expect(heading("a,b,d") == "f, line 1: there is no column called ‘d’ in this kind of file")
    #expect(heading("a,b,") == "f, line 1: column 3 has no name")
    #expect(heading("a,b\n1,2\n\n1\n") == "f, line 4: 1 values where the heading has 2 columns")
    #expect(heading("b,a\n1,2\n") == nil)
  }
  @Test func namesAFileThatIsNotThere() {
    #expect(
      error { _ = try CSVReader(file: "/nowhere/x.csv") }?.description.hasPrefix("x.csv: cannot be opened") == true)
  }
  @Test func readsAFile() throws {
    var reader = try CSVReader(file: #filePath)
    #expect(try reader.nextRecord()?.fields == ["import Store"])
  }
}

@Suite struct CSVWriterTests {
  @Test func readsBackWhatItWrote() throws {
    let rows = [["a", "b"], ["", " x "], ["1,2", "\"q\""], ["line\r\nline", "é\n"], ["-5", "+44.5"]]
    var writer = CSVWriter(heading: rows[0])
    for row in rows.dropFirst() { writer.append(row) }
    let text = String(decoding: writer.take(), as: UTF8.self)
    #expect(text.hasPrefix("a,b\r\n,\" x \"\r\n"))
    #expect(try records(text) == rows)
    #expect(writer.take().isEmpty)
  }
  @Test func aLoneEmptyValueIsALine() throws {
    var writer = CSVWriter(heading: ["a"])
    writer.append([""])
    #expect(try records(String(decoding: writer.take(), as: UTF8.self)) == [["a"], [""]])
  }
  @Test(arguments: ["=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", " =1", "=", "-", "＝1", "\r=1"])
  func disarmsFormulas(_ value: String) throws {
    var writer = CSVWriter(heading: ["a"])
    writer.append([value])
    #expect(try records(String(decoding: writer.take(), as: UTF8.self)).last == ["'" + value])
    var plain = CSVWriter(heading: ["a"], guardsFormulas: false)
    plain.append([value])
    #expect(try records(String(decoding: plain.take(), as: UTF8.self)).last == [value])
  }
}
