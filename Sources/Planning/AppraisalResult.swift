import Design
import Kernel
import PlanningEngine
import Web

extension Shown {
  private var options: [JSONValue] { answer["options"]?.list ?? [] }
  private func pounds(_ value: Double) -> String {
    value < 0 ? "−£\(words(-value, decimals: 0))" : "£\(words(value, decimals: 0))"
  }

  var appraisalTable: ResultTable {
    let criteria = model["criteria"]?.list ?? []
    return ResultTable(
      name: "appraisal",
      columns: [
        ("Option", false), ("Points of 100", true), ("Cost today, with risks, £", true), ("Comes first in", true),
      ]
        + criteria.map { ("\($0["name"]?.text ?? "") (weight \(words($0["weight"]?.number ?? 0)))", true) },
      rows: options.map { option in
        let name = option["name"]?.text ?? ""
        let cost = (option["cost_today"]?.number ?? 0) + (option["risk"]?.number ?? 0)
        return [
          name, words(option["total"]?.number ?? 0, decimals: 0), words(cost, decimals: 0),
          simulated?["share_of_replications_won"]?[name]?.number.map { "\(words($0 * 100, decimals: 0))%" }
            ?? "–",
        ]
          + (option["criteria"]?.list ?? []).map {
            "\(words($0["score"]?.number ?? 0, decimals: 0)) points (\(words($0["value"]?.number ?? 0, decimals: 0)))"
          }
      })
  }

  /// For somebody who decides, and has five minutes.
  func appraisalResult(_ page: ScenarioPage, _ view: View) -> HTML {
    let ranked = options.sorted { ($0["total"]?.number ?? 0) > ($1["total"]?.number ?? 0) }
    guard let best = ranked.first else {
      return card("Not answered yet", id: "best") {
        paragraph("Some figures have no formula. The answer comes from the simulation.")
      }
    }
    return markup {
      card("What the figures say", id: "best", style: .lead) {
        paragraph(leading(best, ranked.dropFirst().first))
        barChart(
          ChartWords(
            id: "points", finding: nil, measure: "Points of 100, by the weights below.",
            description: ranked.map { "\($0["name"]?.text ?? ""): \(words($0["total"]?.number ?? 0, decimals: 0))" }
              .joined(separator: "; ") + ".", rowTitle: "Option", valueTitle: "Points"),
          ranked.map { Figure($0["name"]?.text ?? "", $0["total"]?.number.map { $0.rounded() }) }, top: 100)
        table(
          Table(
            "Options",
            [
              .init("Option"), .init("Costs", numeric: true), .init("At today’s worth", numeric: true),
              .init("Risks, expected", numeric: true),
            ] + (hasFunds ? [.init("Beyond the money there is", numeric: true)] : []),
            ranked.map {
              .init(
                [
                  "\($0["name"]?.text ?? "")", "\(pounds($0["cost"]?.number ?? 0))",
                  "\(pounds($0["cost_today"]?.number ?? 0))", "\(pounds($0["risk"]?.number ?? 0))",
                ] + (hasFunds ? ["\(short($0))"] : []))
            }))
        if hasFunds { paragraph("The money there is: \(funds).") }
      }
      differences
      sensitivity
      reasons(ranked)
      card("All figures", id: "figures") { draw(appraisalTable) }
    }
  }

  // MARK: The money there is

  private var hasFunds: Bool { model["funds"] != nil }
  private var funds: String {
    (model["funds"]?.list ?? []).map { fund in
      "\(fund["name"]?.text ?? ""), \((fund["by_year"]?.list ?? []).map { pounds($0.number ?? 0) }.joined(separator: ", "))"
    }.joined(separator: "; ") + " by year"
  }
  private func short(_ option: JSONValue) -> String {
    let years = (option["short_by_year"]?.list ?? []).map { $0.number ?? 0 }
    guard years.contains(where: { $0 > 0 }) else { return "Nothing" }
    return years.enumerated().filter { $0.element > 0 }.map { "Year \($0.offset + 1): \(pounds($0.element))" }
      .joined(separator: "; ")
  }

  private func leading(_ best: JSONValue, _ second: JSONValue?) -> String {
    let name = best["name"]?.text ?? ""
    let points = words(best["total"]?.number ?? 0, decimals: 0)
    let next = second.map {
      "; next is “\($0["name"]?.text ?? "")” with \(words($0["total"]?.number ?? 0, decimals: 0))"
    }
    let won = simulated?["share_of_replications_won"]?[name]?.number.map {
      " It comes first in \(words($0 * simulatedCount, decimals: 0)) of \(words(simulatedCount)) simulations."
    }
    let first = (best["total"]?.number ?? 0) - (second?["total"]?.number ?? 0)
    let lead = simulated?["lead"]
    let doubt = lead?["mean_error"]?.number.map { error in
      " Met by the same people with the same luck, it is \(words(lead?["mean"]?.number ?? 0, decimals: 1)) ± \(words(error, decimals: 1)) points ahead."
    }
    return
      "“\(name)” leads with \(points) points of 100\(next ?? "").\(doubt ?? "")\(first < 5 ? " That is close: look at what would flip it." : "")\(won ?? "")"
  }
  /// How often each option's story was told.
  private var simulatedCount: Double { entry["replications"].flatMap(typedNumber) ?? 0 }

  /// What each option changes against the first, story by story with the same people and the same luck.
  private var differences: HTML {
    let names = (options.first?["criteria"]?.list ?? []).compactMap { $0["name"]?.text }
    func change(_ option: JSONValue, _ name: String) -> JSONValue? {
      option["criteria"]?.list.first { $0["name"]?.text == name }?["difference_from_first"]
    }
    let told = names.filter { name in options.contains { change($0, name) != nil } }
    guard simulated != nil, !told.isEmpty, let first = options.first?["name"]?.text else { return .empty }
    return card("Against “\(first)”", id: "differences") {
      paragraph(
        "All options met the same people with the same luck, so each difference is that of the options. After ± stands how far it may be off (95%)."
      )
      table(
        Table(
          "Differences from \(first)", [.init("Option")] + told.map { .init($0, numeric: true) },
          options.dropFirst().map { option in
            .init(["\(option["name"]?.text ?? "")"] + told.map { "\(differenceWords(change(option, $0)))" as HTML })
          }))
    }
  }
  private func differenceWords(_ change: JSONValue?) -> String {
    guard let change, let mean = change["mean"]?.number, let error = change["mean_error"]?.number else { return "–" }
    return Difference(mean: mean, error: error).words
  }

  private var sensitivity: HTML {
    let weights = answer["flips_by_weight"]?.list ?? []
    let values = answer["flips_by_value"]?.list ?? []
    let assumptions = answer["flips_by_assumption"]?.list ?? []
    func text(_ flip: JSONValue, _ name: String) -> String { flip[name]?.text ?? "" }
    func percent(_ flip: JSONValue, _ name: String) -> String {
      "\(words((flip[name]?.number ?? 0) * 100, decimals: 1))%"
    }
    func value(_ flip: JSONValue, _ name: String) -> String { plain(flip[name]?.number ?? 0) }
    return card("What would flip the answer", id: "flips") {
      if weights.isEmpty && values.isEmpty && assumptions.isEmpty {
        paragraph(
          "Nothing that could be changed alone: no single weight, value or assumption makes another option lead.")
      } else {
        table(
          Table(
            "What would flip the answer",
            [
              .init("If this changed alone"), .init("Now", numeric: true), .init("Flips at", numeric: true),
              .init("Then leads"),
            ],
            weights.map {
              .init([
                "Weight of “\(text($0, "criterion"))”", "\(percent($0, "now"))", "\(percent($0, "flips_at"))",
                "\(text($0, "to"))",
              ])
            }
              + values.map {
                .init([
                  "“\(text($0, "criterion"))” of the leading option", "\(value($0, "now"))", "\(value($0, "flips_at"))",
                  "\(text($0, "to"))",
                ])
              }
              + assumptions.map {
                let name = text($0, "assumption")
                let isShare = name.hasPrefix("Share") || name.hasPrefix("Chance")
                return .init([
                  "\(name)", "\(isShare ? percent($0, "now") : value($0, "now"))",
                  "\(isShare ? percent($0, "flips_at") : value($0, "flips_at"))", "\(text($0, "to"))",
                ])
              }))
      }
      assumptionsTried
    }
  }

  /// Says what else was tried, so that nobody takes silence for safety.
  private var assumptionsTried: HTML {
    guard let tried = answer["assumptions_tried"]?.list.compactMap(\.text) else {
      return paragraph("The assumptions behind the list are tried when the simulation has ended.")
    }
    guard !tried.isEmpty else { return .empty }
    return details("What was tried") {
      paragraph(
        "Each weight alone, each value of the leading option alone, and these assumptions, each alone for all options, from half to double, with the list told by formula:"
      )
      bulletList(tried.map { "\($0)" })
    }
  }

  /// Where each figure is from.
  private func reasons(_ ranked: [JSONValue]) -> HTML {
    card("Where the points come from", id: "reasons") {
      ranked.map { option in
        details(option["name"]?.text ?? "") {
          table(
            Table(
              "Points of \(option["name"]?.text ?? "")",
              [.init("Criterion"), .init("Value", numeric: true), .init("Points", numeric: true), .init("From")],
              (option["criteria"]?.list ?? []).map {
                .init([
                  "\($0["name"]?.text ?? "")", "\(plain($0["value"]?.number ?? 0))",
                  "\(words($0["score"]?.number ?? 0, decimals: 0))",
                  "\(simulated == nil ? ($0["why"]?.text ?? "").replacing("simulated, the mean of all replications", with: "by formula; the simulation follows") : $0["why"]?.text ?? "")",
                ])
              }))
        }
      }.joined()
    }
  }
}
