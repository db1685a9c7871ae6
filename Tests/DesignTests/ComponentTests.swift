import Kernel
import Testing

@testable import Design

@Suite struct ComponentTests {
  @Test func everyExampleIsSoundMarkup() throws {
    for example in componentGallery {
      do {
        let page = try Scanned(example.html.text)
        try soundness(of: page, name: example.name)
      } catch { Issue.record("\(example.name): \(error)") }
    }
    #expect(Set(componentGallery.map(\.name)).count == componentGallery.count)
  }

  @Test func thePageOfExamplesHasNoIDTwice() throws {
    let page = try Scanned(componentGalleryBody().text)
    #expect(
      Set(page.ids).count == page.ids.count,
      "\(Dictionary(grouping: page.ids, by: \.self).filter { $1.count > 1 }.keys)")
  }

  /// What is named by an id is there.
  private func soundness(of page: Scanned, name: String) throws {
    for element in page.elements {
      for key in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
        for id in (element.attributes[key] ?? "").split(separator: " ") {
          #expect(page.ids.contains(String(id)), "\(name): \(key) names \(id)")
        }
      }
    }
  }

  @Test func aDueDayIsSaidInWords() throws {
    let today = Day(2026, 11, 20)!
    func words(_ days: Int) throws -> String {
      try Scanned(dueTag(due: today.adding(days: days), today: today).text).text
    }
    #expect(try words(-3) == "3 days late")
    #expect(try words(-1) == "1 day late")
    #expect(try words(0) == "Due today")
    #expect(try words(1) == "Due tomorrow")
    #expect(try words(4) == "Due Tuesday")
    #expect(try words(8) == "Due 28 Nov")
    #expect(try words(60) == "Due 19 January 2027")
  }

  @Test func pagesKnowWhatLiesBesideThem() {
    func address(_ page: Int) -> String { "/list?page=\(page)" }
    #expect(Pages(page: 1, hasMore: false, address: address) == Pages())
    #expect(
      Pages(page: 2, hasMore: true, address: address) == Pages(previous: "/list?page=1", next: "/list?page=3"))
    #expect(
      Pages(page: 2, size: 25, count: 10, total: 35, address: address)
        == Pages(previous: "/list?page=1", shown: 26...35, total: 35))
    #expect(Pages(page: 1, size: 25, count: 0, total: 0, address: address) == Pages(total: 0))
  }

  @Test func aTableWithoutRowsSaysSo() {
    #expect(table(Table("t", [.init("Name")], [], empty: "No visits yet.")).text.contains("No visits yet."))
  }

  @Test func everyCellOfATableNamesItsColumn() throws {
    let page = try Scanned(table(Table("t", [.init("Name"), .init("Due")], [.init(["a", "b"], link: "/x")])).text)
    #expect(page.elements("td").map { $0.attributes["data-label"] } == ["Due"])
    #expect(page.elements("th").last?.attributes["scope"] == "row")
  }

  @Test func aDayBeginsOnceInAConversation() throws {
    let nine = LondonTime(day: Day(2026, 11, 20)!, minuteOfDay: 540).instant
    let messages = [0, 30, 60 * 24].map { ThreadMessage("Hello", from: "Priya", sentAt: nine.adding(minutes: $0)) }
    let page = try Scanned(messageThread(messages).text)
    #expect(
      page.texts(in: "li") { $0.has("app-thread__day") } == ["Friday 20 November 2026", "Saturday 21 November 2026"])
  }

  @Test func aPhoneLinkDialsDigitsOnly() throws {
    let page = try Scanned(phoneLink("+44 (0)1632 960 100").text)
    #expect(page.elements("a").first?.attributes["href"] == "tel:+4401632960100")
  }

  @Test func whatIsNotKnownIsSaid() {
    #expect(summaryList([SummaryRow("School", text: nil)]).text.contains("Not recorded"))
    #expect(summaryList([SummaryRow("School", text: "")]).text.contains("Not recorded"))
  }
}
