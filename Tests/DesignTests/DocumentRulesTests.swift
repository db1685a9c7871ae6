import Foundation
import Testing

@testable import Design

/// What the documents say of the code is held against the code: settings, commands, the drawn graph, libraries, links.
@Suite struct DocumentRulesTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: HouseRulesTests.root.appending(path: path), encoding: .utf8)
  }
  private static func files(_ folder: String, _ endings: Set<String>) throws -> [URL] {
    let found = FileManager.default.enumerator(
      at: HouseRulesTests.root.appending(path: folder), includingPropertiesForKeys: nil)
    return try #require(found).compactMap { $0 as? URL }.filter { endings.contains($0.pathExtension) }
  }

  @Test func everySettingStandsInTheTableAndIsRead() throws {
    let document = try Self.text("docs/settings.md")
    let own = try #require(document.components(separatedBy: "## Of the commands").first)
    let stated = Set(own.matches(of: /`(KEYWORK_[A-Z_]+)`/).map { String($0.1) })
    var read = Set<String>()
    for file in try HouseRulesTests.swiftFiles(in: "Sources/keywork") {
      for key in try String(contentsOf: file, encoding: .utf8).matches(of: /forKey: "(keywork[a-z.]+)"/) {
        read.insert(key.1.uppercased().replacing(".", with: "_"))
      }
    }
    #expect(read.count > 15)
    #expect(stated == read, "only in the table or only in the code: \(stated.symmetricDifference(read).sorted())")
  }

  @Test func everyVariableOfTestsAndScriptsStandsThereToo() throws {
    let document = try Self.text("docs/settings.md")
    for file in try Self.files("Tests", ["swift", "py"]) + Self.files("bin", ["", "sh"]) {
      let source = try String(contentsOf: file, encoding: .utf8)
      // Read from the surroundings of the process, not set for another.
      let reads = source.matches(of: /(?:environment\[|environ\[|environ\.get\(|getenv\()"(KEYWORK_[A-Z_]+)"/)
      for variable in reads {
        #expect(document.contains("`\(variable.1)`"), "\(file.lastPathComponent) reads \(variable.1)")
      }
    }
  }

  @Test func everyFlagOfTheCommandsStandsThereToo() throws {
    let document = try Self.text("docs/settings.md")
    var found = 0
    for file in try HouseRulesTests.swiftFiles(in: "Sources/keywork") {
      let source = try String(contentsOf: file, encoding: .utf8)
      for flag in source.matches(of: /@(?:Option|Flag)(?:\((?:[^()"]|"[^"]*")*\))?\s+var (\w+)/) {
        let name = flag.1.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
        let isThere = document.contains("--\(name)") || document.contains("--no-\(name)")
        #expect(isThere, "\(file.lastPathComponent) takes --\(name)")
        found += 1
      }
      for command in source.matches(of: /commandName: "([a-z0-9-]+)"/) where command.1 != "keywork" {
        #expect(document.contains(command.1), "\(file.lastPathComponent) is \(command.1)")
      }
    }
    #expect(found > 40)
  }

  // MARK: The drawn graph

  /// What each target uses, from the table `graph` of the package; our own targets only.
  private static func graph() throws -> [String: Set<String>] {
    let package = try text("Package.swift")
    let begin = try #require(package.range(of: "let graph")), end = try #require(package.range(of: "\n]\n"))
    let table = package[begin.upperBound..<end.lowerBound]
    var uses: [String: Set<String>] = [:]
    for line in table.matches(of: /\(\s*"(\w+)",\s*\[([^\]]*)\]/) {
      uses[String(line.1)] = Set(line.2.matches(of: /"(\w+)"/).map { String($0.1) })
    }
    let own = Set(uses.keys)
    return uses.mapValues { $0.intersection(own) }
  }
  /// All that each reaches, over others too.
  private static func reach(_ uses: [String: Set<String>]) -> [String: Set<String>] {
    var reach = uses
    while true {
      let before = reach
      for (name, used) in reach { reach[name] = used.union(used.flatMap { reach[$0] ?? [] }) }
      if reach == before { return reach }
    }
  }

  @Test func theDrawnGraphIsThatOfThePackage() throws {
    let document = try Self.text("docs/architecture.md")
    let drawing = try #require(document.components(separatedBy: "```mermaid").dropFirst().first)
    let lines = try #require(drawing.components(separatedBy: "```").first)
    var drawn: [String: Set<String>] = [:]
    for arrow in lines.matches(of: /(\w+) --> ([\w &]+)/) {
      drawn[String(arrow.1), default: []].formUnion(arrow.2.split(separator: " & ").map(String.init))
    }
    let keywork = drawn.removeValue(forKey: "keywork")
    #expect(keywork?.contains("App") == true)
    let (said, true_) = (Self.reach(drawn), Self.reach(try Self.graph()))
    #expect(true_.count > 20)
    for (name, reached) in true_.sorted(by: { $0.key < $1.key }) {
      let missing = reached.subtracting(said[name] ?? []).sorted(), tooMuch = (said[name] ?? []).subtracting(reached)
      #expect(missing.isEmpty, "not drawn: \(name) reaches \(missing)")
      #expect(tooMuch.isEmpty, "drawn, but not so: \(name) reaches \(tooMuch.sorted())")
    }
  }

  @Test func theTableOfTargetsIsThatOfThePackage() throws {
    let document = try Self.text("docs/architecture.md")
    let graph = try Self.graph()
    var named = Set<String>()
    for row in document.matches(of: /\n\| ([A-Z][\w, ]*?)(?: \([^|]*\))? \|([^|\n]*)\|/) {
      for name in row.1.split(separator: ", ").map(String.init) where graph[name] != nil {
        named.insert(name)
        if row.2.contains("every slice") { continue }
        let words = row.2.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let said = Set(words.filter { !$0.isEmpty })
        #expect(said == graph[name], "\(name) uses \(graph[name]!.sorted()), the table says \(said.sorted())")
      }
    }
    #expect(named == Set(graph.keys), "not in the table: \(Set(graph.keys).subtracting(named).sorted())")
  }

  // MARK: Libraries and links

  /// Those that the house begins with; each one more is a decision.
  private static let firstLibraries: Set<String> = [
    "hummingbird", "swift-crypto", "swift-argument-parser", "swift-configuration", "swift-service-lifecycle",
    "swift-log", "CSQLite", "CPostgres",
  ]

  @Test func eachLibraryBeyondTheFirstHasItsDecision() throws {
    let package = try Self.text("Package.swift")
    let decisions = try Self.files("docs/decisions", ["md"]).map {
      (try String(contentsOf: $0, encoding: .utf8)).lowercased()
    }
    let libraries =
      package.matches(of: /\.package\(url: "[^"]*\/([\w.-]+)"/).map { String($0.1) }
      + package.matches(of: /\.systemLibrary\(name: "(\w+)"/).map { String($0.1) }
    #expect(Set(libraries).isSuperset(of: Self.firstLibraries))
    for library in libraries where !Self.firstLibraries.contains(library) {
      let word = (library.hasPrefix("C") ? String(library.dropFirst()) : library).lowercased()
      #expect(decisions.contains { $0.contains(word) }, "no decision about \(library)")
    }
    let setUp = try Self.text("bin/setup")
    for program in ["weasyprint", "chromium"] where setUp.contains(program) {
      #expect(decisions.contains { $0.contains(program) }, "no decision about \(program)")
    }
  }

  @Test func everyDecisionStandsInTheList() throws {
    let list = try Self.text("docs/decisions/README.md")
    for file in try Self.files("docs/decisions", ["md"]) where file.lastPathComponent != "README.md" {
      #expect(list.contains("(\(file.lastPathComponent))"), "\(file.lastPathComponent)")
    }
  }

  @Test func everyLinkOfTheDocumentsLeadsSomewhere() throws {
    let readme = HouseRulesTests.root.appending(path: "README.md")
    for file in try [readme] + Self.files("docs", ["md"]) + Self.files("Sources", ["md"]) {
      let source = try String(contentsOf: file, encoding: .utf8)
      for link in source.matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/) where !link.1.contains(":") {
        let target = file.deletingLastPathComponent().appending(path: String(link.1))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(file.lastPathComponent) leads to \(link.1)")
      }
    }
  }

  @Test func noFileOutgrowsFourHundredLines() throws {
    for file in try HouseRulesTests.swiftFiles(in: "Sources") + HouseRulesTests.swiftFiles(in: "Tests") {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(file.lastPathComponent) has \(lines.count - 1) lines")
    }
  }
}
