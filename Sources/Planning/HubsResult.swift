import Design
import Kernel
import PlanningEngine
import Web

extension Shown {
  /// One row for each number of hubs.
  var hubsTable: ResultTable {
    ResultTable(
      name: "hubs",
      columns: [
        ("Hubs", true), ("Km on average", true), ("Farthest, km", true), ("Near", true), ("Could be better by", true),
        ("Places", false),
      ],
      rows: (atOnce["solutions"]?.list ?? []).map { solution in
        [
          words(solution["open"]?.number ?? 0), kilometres(solution["mean_distance"]), kilometres(solution["farthest"]),
          solution["share_near"]?.number.map { "\(words($0 * 100, decimals: 0))%" } ?? "–",
          solution["proven"]?.truth == true
            ? "nothing: proven"
            : solution["gap"]?.number.map { "\(words($0 * 100, decimals: 2))% at most" } ?? "–",
          (solution["places"]?.list ?? []).compactMap(\.text).joined(separator: ", "),
        ]
      })
  }

  private func kilometres(_ value: JSONValue?) -> String { value?.number.map { words($0, decimals: 1) } ?? "–" }

  func hubsResult(_ page: ScenarioPage, _ view: View) -> HTML {
    let solutions = atOnce["solutions"]?.list ?? []
    let chosen = solutions.first { $0["open"]?.number == page.hubs.map(Double.init) } ?? solutions.first
    let now = atOnce["now"]
    return markup {
      if solutions.count > 1 {
        subNavigation(
          solutions.map {
            let count = Int($0["open"]?.number ?? 0)
            return NavItem(
              "\(count) hubs", "/planning/scenarios/\(page.id)?open=\(count)",
              isCurrent: chosen?["open"] == $0["open"])
          }, label: "Number of hubs")
      }
      if let chosen, chosen["places"] != nil {
        card("\(words(chosen["open"]?.number ?? 0)) hubs", id: "hubs", style: .lead) {
          paragraph(
            """
            \(chosen["words"]?.text ?? "") On average people then travel \(kilometres(chosen["mean_distance"])) km\
            \(now.map { " instead of \(kilometres($0["mean_distance"]))" } ?? ""); the farthest \
            \(kilometres(chosen["farthest"])) km.
            """)
          cardGrid {
            if let now { map("Today", "before", now) }
            map("With \(words(chosen["open"]?.number ?? 0)) hubs", "after", chosen)
          }
          hubTable(chosen, now)
          outreach(chosen)
        }
        leftFarAway(chosen, now)
      } else {
        warningText(chosen?["words"]?.text ?? "There is no answer.")
      }
      card("Each number of hubs", id: "figures") { draw(hubsTable) }
      ruledCard
    }
  }

  private func map(_ title: String, _ id: String, _ solution: JSONValue) -> HTML {
    let areas = model["areas"]?.list ?? []
    let places = model["places"]?.list ?? []
    let far = Set((solution["left_far_away"]?.list ?? []).compactMap { $0["area"]?.text })
    let open = (solution["places"]?.list ?? []).compactMap(\.text)
    func at(_ value: JSONValue) -> (x: Double, y: Double) { (value["x"]?.number ?? 0, value["y"]?.number ?? 0) }
    return placeMap(
      PlaceMap(
        ChartWords(
          id: id, finding: title,
          measure: "Discs: areas, as large as their need; hollow where no hub is near. Numbers: hubs.",
          description:
            "\(open.count) hubs: \(open.joined(separator: ", ")). Left far away: \(far.isEmpty ? "nobody" : "\(far.count) of \(areas.count) areas"). The tables say the same.",
          rowTitle: "Area", valueTitle: "Need"),
        areas: areas.map {
          let name = $0["name"]?.text ?? ""
          return .init(name, x: at($0).x, y: at($0).y, weight: $0["weight"]?.number ?? 0, isFar: far.contains(name))
        },
        hubs: open.map { name in
          let place = places.first { $0["name"]?.text == name } ?? .null
          return .init(name, x: at(place).x, y: at(place).y)
        }, corners: (areas + places).map(at)))
  }

  private func hubTable(_ chosen: JSONValue, _ now: JSONValue?) -> HTML {
    let before = (now?["places"]?.list ?? []).compactMap(\.text)
    let after = (chosen["places"]?.list ?? []).compactMap(\.text)
    let fixed = Set((model["places"]?.list ?? []).filter { $0["fixed"]?.truth == true }.compactMap { $0["name"]?.text })
    let nearest = (chosen["nearest_place"]?.list ?? []).map(\.text)
    let need = (model["areas"]?.list ?? []).map { $0["weight"]?.number ?? 0 }
    func served(_ name: String) -> Double { zip(nearest, need).filter { $0.0 == name }.map(\.1).reduce(0, +) }
    // With an area that is hidden, the sum would be of the others alone.
    let areas = (model["areas"]?.list ?? []).map { $0["name"]?.text ?? "" }
    func isWhole(_ name: String) -> Bool { !zip(nearest, areas).contains { $0.0 == name && hidden.contains($0.1) } }
    let rows = after.enumerated().map { index, name -> Table.Row in
      .init([
        "\(index + 1)", "\(name)",
        before.contains(name) ? "\(fixed.contains(name) ? "Stays: fixed" : "Stays")" : tag("New", .green),
        "\(isWhole(name) ? count(served(name)) : "Hidden")",
      ])
    }
    let closed = before.enumerated().filter { !after.contains($0.element) }.map { index, name -> Table.Row in
      .init(["–", "\(name)", tag("Closes (\(index + 1) on the map of today)", .red), "–"])
    }
    return table(
      Table(
        "Hubs",
        [.init("On the map"), .init("Place"), .init("Change"), .init("Need that is nearest to it", numeric: true)],
        rows + closed))
  }

  private func outreach(_ chosen: JSONValue) -> HTML {
    let days = chosen["outreach"]?.list ?? []
    guard !days.isEmpty else { return .empty }
    return markup {
      heading("Outreach days", .h3, size: .s)
      table(
        Table(
          "Outreach days",
          [.init("Place"), .init("Days a week", numeric: true), .init("Need it brings near", numeric: true)],
          days.map {
            .init([
              "\($0["place"]?.text ?? "")", "\(words($0["days"]?.number ?? 0))",
              "\(count($0["weight_reached"]?.number))",
            ])
          }))
    }
  }

  private func leftFarAway(_ chosen: JSONValue, _ now: JSONValue?) -> HTML {
    let before = now?["left_far_away"]?.list ?? []
    let after = chosen["left_far_away"]?.list ?? []
    let names = Set(before.compactMap { $0["area"]?.text })
    let changed = chosen["changed"]
    return card("Who is left far away", id: "far") {
      if !hidden.isEmpty {
        paragraph(
          "The need of \(hidden.count) areas is hidden: it is small, or would give a small one away. Means, shares and sums are of the other areas."
        )
      }
      if !isForPlanner { paragraph("The need of each area is rounded to \(profile.rounding).") }
      paragraph(
        """
        Farther than \(words(model["near"]?.number ?? 0)) km from a hub: \(after.count) areas\
        \(now == nil ? "" : ", \(before.count) today").\
        \(changed == nil ? "" : " Nearer than today: need of \(count(changed?["weight_nearer"]?.number ?? 0)); farther: \(count(changed?["weight_farther"]?.number ?? 0)).")
        """)
      table(
        Table(
          "Left far away",
          [.init("Area"), .init("Km to a hub", numeric: true), .init("Need", numeric: true), .init("Today")],
          after.prefix(50).map {
            let name = $0["area"]?.text ?? ""
            return .init([
              "\(name)", "\(kilometres($0["distance"]))", "\(count($0["weight"]?.number))",
              "\(now == nil ? "–" : names.contains(name) ? "Far as well" : "Near")",
            ])
          }, empty: "Nobody: a hub is near every area."))
      if after.count > 50 { paragraph("The farthest 50 of \(after.count). All are in the JSON of this page.") }
      if let fair = chosen["mean_distance_by_deprivation"] {
        paragraph(
          """
          The most deprived fifth travels \(kilometres(fair["most_deprived_fifth"])) km on average, the least deprived \
          \(kilometres(fair["least_deprived_fifth"])) km.
          """)
      }
    }
  }

  /// What was decided before anything was computed.
  private var ruledCard: HTML {
    let places = model["places"]?.list ?? []
    func names(_ word: String) -> String {
      let found = places.filter { $0[word]?.truth == true }.compactMap { $0["name"]?.text }
      return found.isEmpty ? "None" : found.joined(separator: ", ")
    }
    let holds = places.compactMap { place in
      place["capacity"]?.number.map { "\(place["name"]?.text ?? ""): \(words($0))" }
    }
    return card("Decided beforehand", id: "ruled") {
      summaryList([
        SummaryRow("Must stay", text: names("fixed")), SummaryRow("Excluded", text: names("excluded")),
        SummaryRow("Most that places can take", text: holds.isEmpty ? "No limits" : holds.joined(separator: "; ")),
        SummaryRow(
          "Aim",
          text: model["aim"]?.text == "centre"
            ? "Nobody very far away"
            : model["aim"]?.text == "cover" ? "As many as possible near a hub" : "The shortest journeys for most"),
      ])
    }
  }
}
