import Design
import Kernel
import PlanningEngine
import Web

// What formulas say of a list at once: of each stage, and of the whole way.

extension Shown {
  var theoryCard: HTML {
    let stages = atOnce["stages"]?.list ?? []
    let theory = atOnce["theory"]?["stages"]?.list ?? []
    return card("At once, by formula", id: "formulas") {
      table(
        Table(
          "Stages",
          [
            .init("Stage"), .init("Load", numeric: true), .init("Can be done in a year", numeric: true),
            .init("What that means"),
          ],
          stages.map {
            .init([
              "\($0["name"]?.text ?? "")", "\(percent($0["load"]))",
              "\(words($0["capacity_per_year"]?.number ?? 0, decimals: 0))", "\($0["words"]?.text ?? "")",
            ])
          }))
      if theory.count > 1 { wholeWay(theory) }
      if theory.count == 1 {
        summaryList(formulaRows(theory[0]))
      } else {
        theory.map { stage in
          let name = stage["name"]?.text ?? ""
          let isTightest = name == atOnce["theory"]?["whole"]?["bottleneck"]?.text
          return details("Formulas for \(name)", isOpen: isTightest) { summaryList(formulaRows(stage)) }
        }.joined()
      }
    }
  }

  private func percent(_ share: JSONValue?) -> String {
    share?.number.map { "\(words($0 * 100, decimals: 0))%" } ?? "–"
  }

  // MARK: The whole way

  private func wholeWay(_ stages: [JSONValue]) -> HTML {
    let whole = atOnce["theory"]?["whole"] ?? .null
    let years = (whole["waiting"]?.list.count ?? 1) - 1
    let moments = years > 1 ? [0, 1, years] : [0, 1]
    func row(_ name: String, _ value: JSONValue) -> Table.Row {
      let waiting = (value["waiting"]?.list ?? []).map { $0.number ?? 0 }
      return .init(
        ["\(name)"] + moments.map { "\(waiting.indices.contains($0) ? words(waiting[$0], decimals: 0) : "–")" as HTML }
          + ["\(value["joining_now"]?.number.map { weeks($0) } ?? "Longer than is followed")"])
    }
    return markup {
      heading("The whole way", .h3, size: .s)
      paragraph(bottleneck(whole))
      paragraph(
        "As if people were a liquid, \(words(whole["finish_per_year"]?.number ?? 0, decimals: 0)) a year finish the whole way\(way(whole))."
      )
      table(
        Table(
          "Who waits, stage by stage, as if people were a liquid",
          [.init("Stage")]
            + moments.map { .init($0 == 0 ? "Waiting now" : "End of year \($0)", numeric: true) }
            + [.init("Joining now, will wait", numeric: true)],
          stages.map { row($0["name"]?.text ?? "", $0) } + [row("The whole way", whole)]))
    }
  }

  private func bottleneck(_ whole: JSONValue) -> String {
    let (name, load) = (whole["bottleneck"]?.text ?? "", whole["load"]?.number ?? 0)
    let (places, needed) = (whole["places"]?.number ?? 0, whole["places_for_all"]?.number ?? 0)
    guard load > 1 else {
      return
        "The tightest stage is “\(name)”: \(percent(whole["load"])) of what can be done there is needed. No stage gets more than it can do."
    }
    return
      "The bottleneck is “\(name)”: \(percent(whole["load"])) of what can be done there would be needed. To do all that comes it would need \(words(needed, decimals: 1)) posts on average, and has \(words(places, decimals: 1)). More posts at another stage shorten nobody’s whole way."
  }

  /// How long somebody is on the way who joins now.
  private func way(_ whole: JSONValue) -> String {
    guard let days = whole["way"]?.number else { return "" }
    let group = (model["groups"]?.list.count ?? 1) > 1 ? " (\(whole["group"]?.text ?? ""))" : ""
    return "; somebody joining now\(group) is on it for \(weeks(days)), being seen included"
  }

  // MARK: One stage

  private func formulaRows(_ stage: JSONValue) -> [SummaryRow] {
    func number(_ name: String, _ unit: String = "", scale: Double = 1) -> String {
      stage[name]?.number.map { "\(words($0 * scale, decimals: 1))\(unit)" } ?? "Endless: more comes than can be done"
    }
    var rows = [SummaryRow("Load: what comes over what can be done", text: number("load", "%", scale: 100))]
    func add(_ what: String, _ name: String, _ unit: String) {
      if stage[name] != nil { rows.append(SummaryRow(what, text: number(name, unit))) }
    }
    add("List that fits the wait you aim for", "target_list", " people")
    add("Capacity that brings the list there in a year", "relief_capacity", " people a week")
    add("List after a year as things are, if nobody leaves it", "list_after_a_year", " people")
    add("Wait of somebody joining today, if all are seen in turn", "wait_in_turn", " weeks")
    if stage["being_seen"] != nil {
      rows.append(SummaryRow("Wait without a list to begin with (M/M/c)", text: number("settled_wait", " weeks")))
      rows.append(
        SummaryRow("The same with the services as they differ (M/G/c)", text: number("general_wait", " weeks")))
    }
    if let leaving = stage["with_leaving"] {
      rows.append(
        SummaryRow(
          "Where people leave (Erlang-A): how many give up before they are seen",
          text: "\(words((leaving["share_leaving"]?.number ?? 0) * 100, decimals: 1))%"))
      rows.append(
        SummaryRow(
          "Where people leave (Erlang-A): wait when it has settled",
          text: "\(words(leaving["mean_wait"]?.number ?? 0, decimals: 1)) weeks"))
    }
    add("Pressure: above 1 the aim is missed", "pressure", "")
    add("People being seen at one time (Little)", "being_seen", "")
    return rows
  }
}
