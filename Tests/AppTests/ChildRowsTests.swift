import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import App

/// What hangs on a child goes along when two records are one child: no table may be forgotten.
@Suite struct ChildRowsTests {
  /// Events are sealed where they were written; the others are kept by the records themselves.
  private let apart: Set<String> = ["event", "child_change", "search_key", "clock", "child_merge", "link_pair"]

  @Test func everyTableWithAChildIsNamedByItsSlice() throws {
    let schema = try String(contentsOfFile: "schema/sqlite.sql", encoding: .utf8)
    var tables = Set<String>()
    for statement in schema.components(separatedBy: "CREATE TABLE ").dropFirst() {
      guard let end = statement.range(of: ";\n") else { continue }
      if statement[..<end.lowerBound].contains("child_id ") {
        tables.insert(String(statement.prefix { $0.isLetter || $0 == "_" }))
      }
    }
    let named = Set(Partnership().slices.flatMap(\.childRows).map { $0.table.description })
    #expect(tables.count > 20)
    #expect(tables.subtracting(apart) == named)
  }
}
