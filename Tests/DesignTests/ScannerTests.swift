import Testing

/// The reader of markup that the other tests lean on must see the faults they look for.
@Suite struct ScannerTests {
  @Test(arguments: [
    #"<p title="a"b">x</p>"#, "<p title=a>x</p>", "<p>a > b</p>", "<p>a & b</p>", "<p>x", "<p>x</b></p>",
    #"<p title="a<b">x</p>"#, #"<p title="it's">x</p>"#, #"<p id="a" id="b">x</p>"#, #"<p title="a>x</p>"#, "</p>",
  ])
  func aFaultIsSeen(_ markup: String) {
    #expect(throws: Scanned.Fault.self) { try Scanned(markup) }
  }

  @Test func soundMarkupIsRead() throws {
    let page = try Scanned(#"<p class="a b" hidden>1 &lt; 2<br> &amp; <b id="x">3</b></p>"#)
    #expect(page.text == "1 < 2 & 3")
    #expect(page.elements.map(\.name) == ["p", "br", "b"])
    #expect(page.elements[0].has("b") && page.elements[0].attributes["hidden"] == "")
    #expect(page.ids == ["x"])
  }
}
