import Testing

@testable import Design

@Suite struct ChartTests {
  static let words = ChartWords(
    id: "c", finding: "It rose", measure: "How much", description: "It rose.", unit: "%", rowTitle: "Week",
    valueTitle: "Share")
  static let figures = [
    Figure("One", 12), Figure("Two", 7.25), Figure("Three", nil), Figure("Four", 1234), Figure("Five", 0),
  ]

  /// The rows of the table: each heading with the cell after it.
  static func rows(_ html: HTML) throws -> [[String]] {
    let page = try Scanned(html.text)
    return zip(
      page.texts(in: "th") { $0.attributes["scope"] == "row" }.map { $0.trimmingPrefix(" ") },
      page.texts(in: "td") { !($0.has("app-bars__bar")) }.filter { !$0.isEmpty }
    ).map { [String($0), $1] }
  }
  static let expected = [
    ["One", "12%"], ["Two", "7.3%"], ["Three", "Not shown"], ["Four", "1,234%"], ["Five", "0%"],
  ]

  @Test func theTableOfALineChartHoldsItsFigures() throws {
    #expect(try Self.rows(lineChart(LineChart(Self.words, Self.figures))) == Self.expected)
  }
  @Test func theTableOfABarChartHoldsItsFigures() throws {
    #expect(try Self.rows(barChart(Self.words, Self.figures)) == Self.expected)
  }
  @Test func theKeyOfAStackedBarHoldsItsFiguresAndSharesOfTheWhole() throws {
    let page = try Scanned(stackedBar(Self.words, [Figure("A", 30), Figure("B", 10)]).text)
    #expect(page.texts(in: "td") == ["30%", "75%", "10%", "25%"])
    let bars = page.elements("rect").filter { $0.has("app-chart__part") }
    #expect(bars.map { $0.attributes["x"] } == ["0%", "75%"])
    #expect(bars.map { $0.attributes["width"] } == ["75%", "25%"])
  }

  @Test func theLineIsBrokenWhereThereIsNoFigure() throws {
    let page = try Scanned(lineChart(LineChart(Self.words, Self.figures)).text)
    #expect(page.elements("polyline").map { $0.attributes["points"]?.split(separator: " ").count } == [2, 2])
    #expect(page.elements("circle").count == 4)
  }

  @Test func thePictureSaysWhatItShowsAndKeepsItsText() throws {
    let page = try Scanned(lineChart(LineChart(Self.words, Self.figures, from: 5)).text)
    let picture = try #require(page.elements("svg").first)
    #expect(picture.attributes["viewBox"] == nil)
    #expect(picture.attributes["role"] == "img")
    for id in (picture.attributes["aria-labelledby"] ?? "").split(separator: " ") {
      #expect(page.ids.contains(String(id)))
    }
    #expect(page.texts(in: "h3") == ["It rose"])
    for shape in page.elements where ["polyline", "line", "circle"].contains(shape.name) {
      #expect(shape.attributes["stroke"] != nil || shape.attributes["fill"] != nil)
    }
  }

  @Test func aScaleThatDoesNotBeginAtNothingSaysSo() throws {
    let high = [Figure("One", 70), Figure("Two", 96)]
    #expect(lineChart(LineChart(Self.words, high, from: 60)).text.contains("The scale starts at 60%."))
    #expect(!lineChart(LineChart(Self.words, high)).text.contains("The scale starts"))
  }

  @Test func tooFewFiguresAreNoChart() throws {
    #expect(lineChart(LineChart(Self.words, [Figure("One", 3)])).text.contains("not enough figures"))
    #expect(sparkline([3], words: "x").isEmpty)
    // All the same, all nothing: still drawn, without dividing by nothing.
    for value in [0.0, 5] {
      let html = lineChart(LineChart(Self.words, [Figure("One", value), Figure("Two", value)])).text
      #expect(!html.contains("nan") && !html.contains("inf"))
      _ = barChart(Self.words, [Figure("One", value)])
      _ = stackedBar(Self.words, [Figure("One", value)])
    }
  }

  @Test func aScaleHasRoundSteps() {
    #expect(Scale(from: 60, through: 96).ticks == [60, 70, 80, 90, 100])
    #expect(Scale(from: 0, through: 7).ticks == [0, 2, 4, 6, 8])
    #expect(Scale(from: 0, through: 1240).ticks == [0, 500, 1000, 1500])
    #expect(Scale(from: 0, through: 0).ticks.count == 2)
  }

  @Test func numbersAreWrittenForPeople() {
    #expect(plain(1234.5) == "1,234.5")
    #expect(plain(-0.4) == "−0.4")
    #expect(plain(-12) == "−12")
    #expect(coordinate(-0.5) == "-0.50")
    #expect(coordinate(33.333) == "33.33")
    #expect(coordinate(4.05) == "4.05")
  }
}
