import Foundation
import Kernel
import Store
import Testing

struct SQLTests {
  @Test func interpolationBinds() {
    let name = "Robert'); DROP TABLE child;--"
    let query: SQL = "SELECT * FROM child WHERE name = \(name) AND born_on > \(Day(2020, 1, 31)!) LIMIT \(5)"
    #expect(query.text == "SELECT * FROM child WHERE name = $1 AND born_on > $2 LIMIT $3")
    #expect(query.values == [.text(name), .text("2020-01-31"), .int(5)])
  }

  @Test func aSplicedPartIsNumberedAnew() {
    let either: SQL = "(a = \(1) OR b = \("x"))"
    let query: SQL = "c = \(true) AND \(either) AND \(either) LIMIT \(9)"
    #expect(query.text == "c = $1 AND (a = $2 OR b = $3) AND (a = $4 OR b = $5) LIMIT $6")
    #expect(query.values == [.int(1), .int(1), .text("x"), .int(1), .text("x"), .int(9)])
  }

  @Test func numbersOfTwoDigitsAreSplicedWhole() {
    let many: SQL = "IN \(list: Array(1...12)) é \(13)"
    let query: SQL = "\(0) \(many) \(14)"
    #expect(query.text == "$1 IN (\((2...13).map { "$\($0)" }.joined(separator: ", "))) é $14 $15")
    #expect(query.values == (0...14).map { SQLValue.int($0) })
  }

  @Test func aListIsReadyForIn() {
    #expect(("\(list: ["a", "b"])" as SQL).text == "($1, $2)")
    #expect(("\(list: [Role.screener])" as SQL).values == [.text("screener")])
    #expect(("\(list: [String]())" as SQL).text == "(NULL)")
  }

  @Test func joinedPutsTheSeparatorBetween() {
    let query = SQL.joined(["a = \(1)", "b = \(2)", "c"], " AND ")
    #expect(query.text == "a = $1 AND b = $2 AND c")
    #expect(SQL.joined([], ", ").text == "")
  }

  @Test func absentValuesAreNull() {
    let day: Day? = nil
    let role: Role? = nil
    #expect(("\(day) \(role)" as SQL).values == [.null, .null])
  }

  /// The compiler's way in takes a String; the code must not use it as a way around.
  @Test func noSourceMakesSQLFromAString() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var read = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      read += 1
      #expect(!text.contains("SQL(" + "stringLiteral"), "\(file.lastPathComponent)")
      #expect(!text.contains("SQL.init(" + "stringLiteral"), "\(file.lastPathComponent)")
    }
    #expect(read > 20)
  }
}
