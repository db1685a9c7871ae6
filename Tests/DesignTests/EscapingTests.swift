import Testing

@testable import Design

@Suite struct EscapingTests {
  /// What has broken out of templates elsewhere: marks that join the character before them, and all of ASCII.
  static let pieces: [String] =
    (0..<128).map { String(UnicodeScalar(UInt8($0))) }
    + [
      "\u{301}", "\u{20E3}", "\u{FE0F}", "\u{200D}", "\u{200B}", "\u{2028}", "\u{FEFF}", "\u{202E}", "\u{0}", "👩‍👧", "é",
      "ẹ́", "\"\u{301}", "<\u{338}", ">\u{338}", "'\u{301}", "&\u{301}", "\r\n", "\"\u{200D}\"", "\u{10FFFF}", "</p>",
      "<script>", "&amp;", "&#39;", "-->", "]]>", "\" onx=\"", "${", "{{",
    ]

  static func random(_ generator: inout some RandomNumberGenerator) -> String {
    (0..<Int.random(in: 0...24, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }.joined()
  }

  @Test func whatStandsInAHoleNeverBecomesMarkup() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<3000 {
      let (a, b, c) = (Self.random(&generator), Self.random(&generator), Self.random(&generator))
      let html: HTML = "<p title=\"\(a)\"\(attribute: "data-x", b)>\(c)</p>"
      let page = try Scanned(html.text)
      #expect(page.elements.count == 1, "\(a.debugDescription) \(b.debugDescription) \(c.debugDescription)")
      #expect(page.elements.first.map { Set($0.attributes.keys) } == ["title", "data-x"])
      // Compared by scalars: "e" + accent equals "é" as a String, and must still not be changed.
      #expect(page.elements.first?.attributes["title"].map { Array($0.utf8) } == Array(a.utf8))
      #expect(page.elements.first?.attributes["data-x"].map { Array($0.utf8) } == Array(b.utf8))
      #expect(Array(page.text.utf8) == Array(c.utf8))
    }
  }

  @Test(
    arguments: [
      ("", "", true), ("", "a", false), ("a", "a", true), ("a", "ab", false), ("<p>aab</p>", "ab", true),
      ("<p>aab</p>", "</p>", true), ("<p>aab</p>", "</p> ", false), ("nname=", "name=", true),
    ] as [(StaticString, StaticString, Bool)])
  func markupSaysWhetherItHoldsSomething(_ markup: StaticString, _ part: StaticString, _ isHeld: Bool) {
    #expect(HTML(markup: markup).holds(part) == isHeld)
  }

  @Test func anOptionalAnIDAndANumberAreEscapedToo() {
    struct Loud: CustomStringConvertible, Sendable { let description = "<b>\"'" }
    let none: String? = nil
    let some: String? = "<i>"
    let html: HTML = "\(none)\(some)\(Loud())\(-3)"
    #expect(html.text == "&lt;i&gt;&lt;b&gt;&quot;&#39;-3")
  }

  @Test func everyComponentEscapesWhatItIsGiven() throws {
    let bad = "\"\u{301}><script>alert('x')</script>&"
    let entry = Entry(
      ["a": [bad], "b-day": [bad], "c": [bad]], errors: [FieldErrors.of("a", bad), FieldErrors.of("b", bad)])
    let html = markup {
      errorSummary(entry)
      control(Field("a", bad, .text(max: 40), hint: bad, autocomplete: bad), entry)
      control(Field("b", bad, .day, hint: bad), entry)
      control(Field("c", bad, .choice([.init(bad, bad, hint: bad)]), hint: bad), entry)
      control(Field("d", bad, .choice((0..<8).map { .init("\($0)\(bad)", bad) })), entry)
      control(Field("e", bad, .prose(max: 400)), Entry(["e": [bad]]))
      control(Field("f", bad, .flag, hint: bad), entry)
      card(bad, id: bad, actions: link(bad, to: bad, hiddenText: bad)) { paragraph(bad) }
      summaryList([SummaryRow(bad, text: bad, change: bad, hidden: bad)])
      table(Table(bad, [.init(bad)], [.init(["\(bad)"], link: bad)]))
      postButton(bad, to: bad, csrf: bad, hidden: [bad: bad])
      timeline([TimelineEntry(bad, when: "\(bad)", who: bad, agency: bad, body: "\(bad)", link: bad)])
      taskList([TaskItem(bad, link: bad, hint: bad, status: tag(bad))])
      identityBar(IdentityBar(bad, facts: [.init(bad, "\(bad)")], flags: [.init(bad)]))
      tiles([Tile(bad, bad, note: "\(bad)", link: bad)])
      emptyState(bad, bad)
      filterForm(to: bad, fields: [], entry, chips: [FilterChip(bad, removePath: bad)])
      subNavigation([NavItem(bad, bad, isCurrent: true, count: 2)], label: bad)
      pagination(Pages(previous: bad, next: bad))
      barChart(
        ChartWords(id: bad, finding: bad, measure: bad, description: bad, unit: bad, rowTitle: bad, valueTitle: bad),
        [Figure(bad, 2)])
      sparkline([1, 2], words: bad)
    }
    let page = try Scanned(html.text)
    #expect(page.elements("script").isEmpty)
  }
}
