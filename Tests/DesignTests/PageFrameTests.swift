import Testing

@testable import Design

@Suite struct PageFrameTests {
  static func frame() -> Frame {
    var frame = Frame(title: "Visits", path: "/visits", assetVersion: "v1", body: "<h1>Visits</h1>")
    frame.partnership = "Thorneshire Children’s Partnership"
    frame.nav = [NavItem("Today", "/today", isCurrent: true), NavItem("Messages", "/messages", count: 3)]
    frame.user = "Priya <Nair>"
    frame.csrf = "token"
    return frame
  }

  @Test func aPageIsADocumentThatNeedsNoScript() throws {
    let page = try Scanned(pageFrame(Self.frame()).text)
    #expect(page.elements("html").first?.attributes["lang"] == "en-GB")
    #expect(page.texts(in: "title") == ["Visits – Keywork"])
    #expect(page.elements("main").map(\.id) == ["main"])
    #expect(page.elements("a").first?.attributes["href"] == "#main")
    #expect(
      page.elements("a").filter { $0.attributes["aria-current"] != nil }.map { $0.attributes["href"] } == ["/today"])
    #expect(Set(page.ids).count == page.ids.count)
  }

  @Test func nothingIsLoadedFromElsewhereOrInline() throws {
    let page = try Scanned(pageFrame(Self.frame()).text)
    for script in page.elements("script") { #expect(script.attributes["src"]?.hasPrefix("/assets/v1/") == true) }
    #expect(page.texts(in: "script").filter { !$0.isEmpty } == [])
    for sheet in page.elements("link") { #expect(sheet.attributes["href"]?.hasPrefix("/") == true) }
    #expect(page.elements("style").isEmpty)
    #expect(!page.elements.contains { $0.attributes["style"] != nil })
    #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
  }

  @Test func signingOutIsAFormWithItsToken() throws {
    let page = try Scanned(pageFrame(Self.frame()).text)
    let form = try #require(page.elements("form").first)
    #expect(form.attributes["method"] == "post" && form.attributes["action"] == "/sign-out")
    #expect(page.elements("input").first?.attributes["value"] == "token")
    #expect(page.text.contains("Priya <Nair>"))
  }

  @Test func aVisitorIsOfferedTheWayIn() throws {
    var frame = Self.frame()
    frame.user = nil
    let page = try Scanned(pageFrame(frame).text)
    #expect(page.elements("form").isEmpty)
    #expect(page.elements("a").contains { $0.attributes["href"] == "/sign-in" })
    frame.signInPath = nil
    #expect(try !Scanned(pageFrame(frame).text).elements("a").contains { $0.attributes["href"] == "/sign-in" })
  }

  @Test func errorsAndFlashesAreSaid() throws {
    var frame = Self.frame()
    frame.hasErrors = true
    frame.flash = .init("The visit is recorded.")
    frame.isDemonstration = true
    frame.hasQuickExit = true
    frame.breadcrumbs = [.init("Families", "/families")]
    frame.contact = .init("the duty desk", phone: "01632 960 100", hours: "day and night")
    let page = try Scanned(pageFrame(frame).text)
    #expect(page.texts(in: "title") == ["Error: Visits – Keywork"])
    #expect(page.elements.contains { $0.attributes["role"] == "alert" && $0.has("govuk-notification-banner--success") })
    for words in [
      "The visit is recorded.", "Everybody here is invented", "Exit this page", "Families", "01632 960 100",
    ] {
      #expect(page.text.contains(words))
    }
  }

  @Test func aLongMenuFoldsAwayWhatDoesNotFitAndStillShowsWhereOneIs() throws {
    var frame = Self.frame()
    frame.nav = (1...12).map { NavItem("Room \($0)", "/room/\($0)", isCurrent: $0 == 11) }
    let page = try Scanned(pageFrame(frame).text)
    let paths = page.elements("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("/room/") }
    #expect(paths == [1, 2, 3, 4, 5, 6, 7, 8, 11, 9, 10, 12].map { "/room/\($0)" })
    #expect(page.elements("summary").count == 1)
    frame.nav.removeLast(3)
    #expect(try Scanned(pageFrame(frame).text).elements("summary").isEmpty)
  }
}
