import Foundation
import Testing

@testable import Design

/// Rules about the sources themselves: what a reviewer would otherwise have to see.
@Suite struct HouseRulesTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func swiftFiles(in folder: String) throws -> [URL] {
    let found = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
    return try #require(found).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  @Test func everyFileOfComponentsHasAnExample() throws {
    let shown = Set(componentGallery.map(\.file))
    // What stands around a page, and what charts share.
    let without: Set = ["Frame.swift", "PageFrame.swift", "Chart.swift"]
    for folder in ["Frame", "Forms", "Content", "Charts"] {
      let files = try Self.swiftFiles(in: "Sources/Design/\(folder)").map(\.lastPathComponent)
      #expect(!files.isEmpty)
      for file in files where !without.contains(file) { #expect(shown.contains(file), "\(file) has no example") }
    }
  }

  @Test func markupAndQueriesAreLiteralsOnly() throws {
    for file in try Self.swiftFiles(in: "Sources") {
      let path = file.path
      if path.hasSuffix("Design/HTML.swift") || path.contains("/Sources/Store/") { continue }
      let source = try String(contentsOf: file, encoding: .utf8)
      for call in ["HTML(stringLiteral:", "SQL(stringLiteral:", "HTML.init(stringLiteral:", "SQL.init(stringLiteral:"] {
        #expect(!source.contains(call), "\(path) calls \(call)")
      }
    }
  }

  static func inlineKinds(in source: String) -> [String] {
    let kinds: [(String, Regex<Substring>)] = [
      ("a style attribute", /[ "]style=\\?"/), ("an event attribute", /[ "]on[a-z]+=\\?"/),
      ("a script with content", /<script>|<script[^>]*>[^<\s]/), ("a style element", /<style/),
      ("a javascript address", /href=\\?"javascript:/),
    ]
    return kinds.filter { source.firstMatch(of: $0.1) != nil }.map(\.0)
  }

  @Test func noSourceWritesInlineScriptOrStyle() throws {
    for file in try Self.swiftFiles(in: "Sources") {
      // What goes on paper is read by no browser: it carries its style with it.
      let isPaper = file.path.hasSuffix("Paper.swift")
      let found = Self.inlineKinds(in: try String(contentsOf: file, encoding: .utf8))
        .filter { !(isPaper && $0 == "a style element") }
      #expect(found.isEmpty, "\(file.path) writes \(found.joined(separator: ", "))")
    }
  }

  /// Lists that nobody takes away, each with its reason.
  private static let notTakenAway = ["WordsPage": "what people wrote in a survey, before somebody has read it"]

  @Test func everyListThatTurnsPagesCanBeTakenAway() throws {
    var lists = 0
    for file in try Self.swiftFiles(in: "Sources") {
      let source = try String(contentsOf: file, encoding: .utf8)
      for part in source.components(separatedBy: "\nstruct ").dropFirst() {
        let body = part.components(separatedBy: "\n}").first ?? ""
        let name = String(body.prefix { $0.isLetter })
        guard body.hasPrefix("\(name): Page"), body.contains("pagination(") else { continue }
        lists += 1
        #expect(body.contains("var sheet") || Self.notTakenAway[name] != nil, "\(name) has no table to download")
      }
    }
    #expect(lists > 20)
  }

  @Test func theRuleSeesWhatItForbids() {
    #expect(Self.inlineKinds(in: #"<p style="color:red">"#) == ["a style attribute"])
    #expect(Self.inlineKinds(in: #""<p class=\"x\" onclick=\"go()\">""#) == ["an event attribute"])
    #expect(Self.inlineKinds(in: "<script>go()") == ["a script with content"])
    #expect(Self.inlineKinds(in: #"<script type="module" src="/a.js"></script>"#) == [])
    #expect(Self.inlineKinds(in: #"<a href="javascript:go()">"#) == ["a javascript address"])
  }
}
