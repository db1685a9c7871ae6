import Design
import Kernel
import PlanningEngine
import Web

extension Shown {
  /// Figures that the model asks for, those of one year together, the first year first.
  private var outputNames: [String] {
    (model["outputs"]?.fields ?? []).map { name, asks in
      (name: name, until: asks["at"]?.number ?? asks["to"]?.number ?? .infinity)
    }.sorted { ($0.until, $0.name) < ($1.until, $1.name) }.map(\.name)
  }

  /// Each figure by formula, and simulated with its range. Waits are in days.
  var listTable: ResultTable {
    ResultTable(
      name: "list",
      columns: [
        ("Figure", false), ("By formula", true), ("Simulated", true), ("Eight in ten, from", true), ("to", true),
        ("Mean may be off by", true),
      ],
      rows: outputNames.compactMap { name in
        let output = simulated?["outputs"]?[name]
        // Neither worked out nor simulated: not asked yet, or not for this reader.
        guard output != nil || atOnce["fluid"]?[name] != nil else { return nil }
        func value(_ field: String) -> String { output?[field]?.number.map(plain) ?? "" }
        return [
          outputWords(name), atOnce["fluid"]?[name]?.number.map(plain) ?? "–", value("mean"),
          value("low"), value("high"), value("mean_error"),
        ]
      })
  }

  /// The same, each in a few words: simulated with the range of eight in ten stories, or by formula.
  var listFigures: [KeyFigure] {
    outputNames.compactMap { name in
      let (output, byFormula) = (simulated?["outputs"]?[name], atOnce["fluid"]?[name]?.number)
      guard let number = output?["mean"]?.number ?? byFormula else { return nil }
      let value =
        output.map {
          "\(plain(number)) (\($0["low"]?.number.map(plain) ?? "–") to \($0["high"]?.number.map(plain) ?? "–"))"
        } ?? "\(plain(number)) by formula"
      return KeyFigure(name: outputWords(name), value: value, number: number, output: output == nil ? nil : name)
    }
  }

  /// The name of a figure as people read it, with the unit where it is a wait.
  private func outputWords(_ name: String) -> String {
    let asks = model["outputs"]?[name]
    let plain = name.replacing("_", with: " ")
    let isWait = asks?["wait"] != nil || asks?["joining"] != nil
    return plain.prefix(1).uppercased() + plain.dropFirst() + (isWait ? ", days" : "")
  }

  func listResult(_ page: ScenarioPage, _ view: View) -> HTML {
    markup {
      waits
      courseCards
      theoryCard
      card("All figures", id: "figures") {
        if simulated == nil {
          paragraph("By formula, as if people were a liquid: good where more comes than can be done.")
        }
        details("Every figure, by formula and simulated") { draw(listTable) }
      }
    }
  }

  // MARK: The wait of somebody who joins beside the wait of those seen now

  private struct Hidden {
    /// When, at which stage, which group: as much as tells it from the others.
    let title: String
    let isNow: Bool
    let who: String
    let order: Int
    let at: Double
    let seen: Double?
    let joining: Double?
  }

  /// From the simulation where there is one; else by formula, wherever the model asks for both.
  private var hiddenWaits: [Hidden] {
    let outputs = model["outputs"]?.fields ?? []
    let joining = outputs.map(\.value).filter { $0["joining"] != nil }
    // Said only where there is more than one.
    let told = ["joining", "group"].filter { name in Set(joining.compactMap { $0[name]?.text }).count > 1 }
    return outputs.compactMap { name, asks -> Hidden? in
      guard let stage = asks["joining"]?.text, let at = asks["at"]?.number else { return nil }
      let seen = outputs.first { other in
        other.value["wait"]?.text == stage && other.value["group"] == asks["group"] && other.value["to"]?.number == at
          && other.value["give"]?.text == "mean"
      }
      let year = (at / 365 * 10).rounded() / 10
      let when = at <= 31 ? "Now" : "After \(words(year, decimals: 1)) \(year == 1 ? "year" : "years")"
      return Hidden(
        title: ([when] + told.compactMap { asks[$0]?.text }).joined(separator: ", "), isNow: at <= 31,
        who: told.compactMap { asks[$0]?.text }.joined(separator: ", "), order: stageOrder(stage), at: at,
        seen: seen.flatMap { figure($0.name) }, joining: figure(name))
    }.sorted { ($0.at, $0.order, $0.title) < ($1.at, $1.order, $1.title) }
  }
  private func figure(_ name: String) -> Double? {
    simulated == nil ? atOnce["fluid"]?[name]?.number : simulated?["outputs"]?[name]?["mean"]?.number
  }

  private var waits: HTML {
    let found = hiddenWaits
    return card("The wait that is hidden", id: "hidden", style: .lead) {
      if let first = widest(found) {
        if !first.who.isEmpty { paragraph("Where the two differ most: \(first.who).") }
        tiles([
          Tile(
            "Those being seen \(first.isNow ? "now" : first.title.lowercased()) have waited", weeks(first.seen),
            note: "What reports usually show."),
          Tile(
            "Somebody joining \(first.isNow ? "today" : first.title.lowercased()) can expect to wait",
            weeks(first.joining),
            note: simulated == nil ? "By formula." : "Simulated, followed to the end of the wait.",
            tone: (first.joining ?? 0) > (first.seen ?? 0) * 1.1 ? .warning : .plain),
        ])
        let long = found.filter { max($0.seen ?? .infinity, $0.joining ?? .infinity) >= 7 }
        if long.count > 1 {
          if long.count < found.count {
            paragraph("Where both are below a week it is left out here; all figures stand below.")
          }
          table(
            Table(
              "Waits",
              [
                .init("When"), .init("Seen then, have waited", numeric: true),
                .init("Joining then, will wait", numeric: true),
              ],
              long.map { .init(["\($0.title)", "\(weeks($0.seen))", "\(weeks($0.joining))"]) }))
        }
      } else {
        paragraph("This model does not ask for the wait of somebody who joins (“joining”).")
      }
    }
  }
  /// The first in time that says both; of those of now, the one at which they are farthest apart.
  private func widest(_ found: [Hidden]) -> Hidden? {
    let now = found.filter(\.isNow)
    return now.max { ($0.joining ?? 0) - ($0.seen ?? 0) < ($1.joining ?? 0) - ($1.seen ?? 0) } ?? found.first
  }
  private func stageOrder(_ name: String) -> Int {
    model["stages"]?.list.firstIndex { $0["name"]?.text == name } ?? 0
  }
  func weeks(_ days: Double?) -> String {
    days.map { "\(words($0 / 7, decimals: $0 < 70 ? 1 : 0)) weeks" } ?? "No formula: simulated"
  }

  // MARK: How the list goes

  /// One card for each stage of which it is asked how many wait.
  private var courseCards: HTML {
    let stages = (model["stages"]?.list ?? []).compactMap { $0["name"]?.text }
    return stages.enumerated().map { courseCard($1, stages.count > 1 ? " for \($1)" : "", $0) }.joined()
  }

  private func courseCard(_ stage: String, _ forStage: String, _ index: Int) -> HTML {
    let waiting = outputNames.filter { name in
      let asks = model["outputs"]?[name]
      return asks?["waiting"]?.text == stage && asks?["longer_than"] == nil && asks?["group"] == nil
    }.sorted { (model["outputs"]?[$0]?["at"]?.number ?? 0) < (model["outputs"]?[$1]?["at"]?.number ?? 0) }
    let figures = waiting.compactMap { name -> RangeFigure? in
      guard let value = figure(name) else { return nil }
      let output = simulated?["outputs"]?[name]
      return RangeFigure(
        moment(name), value.rounded(), low: (output?["low"]?.number ?? value).rounded(),
        high: (output?["high"]?.number ?? value).rounded())
    }
    // A stage at which nobody waits needs no picture.
    guard figures.contains(where: { $0.high >= 1 }) else { return .empty }
    let id = index == 0 ? "course" : "course-\(index + 1)"
    return card("How many wait\(forStage)", id: id) {
      rangeBars(
        ChartWords(
          id: id, finding: nil,
          measure: simulated == nil
            ? "People on the list, by formula."
            : "People on the list, simulated; the band holds eight in ten stories. Who is seen at once does not wait.",
          description: figures.map { "\($0.label): \(words($0.value, decimals: 0))" }.joined(separator: "; ") + ".",
          rowTitle: "When", valueTitle: "People (range)"), figures)
    }
  }

  /// "Now", "End of year 2"; else the name of the figure.
  private func moment(_ name: String) -> String {
    let year = (model["outputs"]?[name]?["at"]?.number ?? -1) / (model["year_length"]?.number ?? 365)
    return year == 0 ? "Now" : year > 0 && year == year.rounded() ? "End of year \(words(year))" : outputWords(name)
  }
}
