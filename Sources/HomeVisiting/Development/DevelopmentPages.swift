import Design
import Kernel
import Web

/// Where one child stands, area by area, and how it came there.
struct DevelopmentPage: Page, Codable {
  let child: ChildID
  let childName: String
  let checklist: Checklist?
  let others: [Checklist]
  let bornOn: Day?
  /// In months, on the day of the page; nil where the date of birth is not known.
  let age: Double?
  /// Without the weeks that were missing; nil where they are not taken off (any more).
  let corrected: Double?
  let weeks: Int?
  let lines: [AreaLine]
  /// The same areas by every list that says something of this child; empty where there is only one.
  let byList: [ListLine]
  let mayRecord: Bool
  let entry: Entry
  /// What one list says, area by area.
  struct ListLine: Sendable, Codable, Hashable {
    let checklist: Checklist
    let lines: [AreaLine]
  }
  struct AreaLine: Sendable, Codable, Hashable {
    let level: AreaLevel
    /// Measured by the age from birth.
    let delay: Delay?
    /// Measured by the age from the day on which the child was expected.
    let correctedDelay: Delay?
    /// Months of development at the end of each of the last months, the oldest first.
    let course: [Double]
  }
  var title: String { "Development" }
  var trail: [Link] { [Link(childName, "/children/\(child)")] }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "development",
      columns: [
        "area", "alone", "with_help", "of", "months", "behind_months", "behind_share", "behind_months_corrected",
        "step",
      ],
      rows: lines.map {
        [
          $0.level.area.title, "\($0.level.achieved)", "\($0.level.withHelp)", "\($0.level.total)",
          $0.level.months.map(plain) ?? "", $0.delay.map { plain($0.months) } ?? "",
          $0.delay.map { plain(($0.share * 100).rounded() / 100) } ?? "",
          $0.correctedDelay.map { plain($0.months) } ?? "", $0.level.step.map(String.init) ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if let checklist { profile(checklist, view) } else { noChecklist }
    }
  }

  private var noChecklist: HTML {
    emptyState(
      "No checklist has been loaded",
      "Checklists are licensed. Whoever looks after the system loads yours from a file.")
  }

  @HTMLBuilder private func profile(_ checklist: Checklist, _ view: View) -> HTML {
    if checklist.isSample {
      warningText("“\(checklist.name)” is invented, to show how it works. It is no assessment of a child.")
    }
    paragraph(ageWords)
    if let finding = lines.filter({ $0.level.months != nil }).max(by: {
      ($0.delay?.months ?? 0) < ($1.delay?.months ?? 0)
    }) {
      card(findingWords(finding), id: "profile") { profileTable(checklist) }
    } else {
      emptyState("Nothing has been written down yet", "Begin with an area, on a visit or with the family at the table.")
      profileTable(checklist)
    }
    if byList.count > 1 { card("By every list", id: "by-list") { listTable } }
    chart
    paragraph(
      """
      Months of development say at what age children usually can do as many things of the list. They help to plan with a \
      family, and are no test. What works with help counts for half. Source: \(checklist.source).
      """)
    if mayRecord { pregnancyForm(view) }
    if !others.isEmpty {
      paragraph(
        markup:
          "Other checklists: \(others.map { link($0.name, to: "\(developmentPath(child))?list=\($0.code)") }.joined(", "))"
      )
    }
  }

  private var ageWords: String {
    guard let age else { return "The date of birth is not known, so nothing can be said about months." }
    let own = "\(childName) is \(plain((age * 10).rounded() / 10)) months old."
    guard let corrected, let weeks else { return own }
    return """
      \(own) Born after \(weeks) weeks: without the weeks that were missing, \
      \(plain((corrected * 10).rounded() / 10)) months. Both are shown until the second birthday.
      """
  }

  private func findingWords(_ line: AreaLine) -> String {
    guard let delay = line.delay, delay.months >= 1 else { return "In step with age in every area that was looked at" }
    return "\(line.level.area.title) is farthest behind: \(plain(delay.months)) months"
  }

  private func profileTable(_ checklist: Checklist) -> HTML {
    let hasSteps = lines.contains { $0.level.step != nil }
    return table(
      Table(
        "Areas of development",
        [
          .init("Area"), .init("Alone", numeric: true), .init("With help", numeric: true),
          .init("Months of development", numeric: true), .init("Behind", numeric: true),
        ] + (corrected == nil ? [] : [.init("Behind, corrected", numeric: true)])
          + (hasSteps ? [.init("Step entered", numeric: true)] : []) + [.init("The last year")],
        lines.map { line in
          .init(
            [
              "\(line.level.area.title)", "\(line.level.achieved) of \(line.level.total)", "\(line.level.withHelp)",
              "\(line.level.months.map(plain) ?? "Not looked at")", "\(behind(line.delay))",
            ] + (corrected == nil ? [] : ["\(behind(line.correctedDelay))"] as [HTML])
              + (hasSteps ? ["\(stepWords(line.level.step))"] as [HTML] : []) + [
                sparkline(line.course, words: courseWords(line))
              ], link: "\(developmentPath(child))/\(line.level.area.rawValue)?list=\(checklist.code)")
        }))
  }

  /// Months of development by area, a column for each list: where they differ, the lists ask for different things.
  private var listTable: HTML {
    table(
      Table(
        "Months of development by every list",
        [.init("Area")] + byList.map { .init($0.checklist.name, numeric: true) },
        DevelopmentArea.allCases.filter { area in byList.contains { $0.lines.contains { $0.level.area == area } } }.map
        {
          area in
          .init(
            ["\(area.title)"]
              + byList.map { list in
                let line = list.lines.first { $0.level.area == area }
                return
                  "\(line.map { $0.level.months.map(plain) ?? "Not looked at" } ?? "Not in it")\(line?.delay.map { " (\($0.months < 0.5 ? "in step" : "\(plain($0.months)) behind"))" } ?? "")"
              })
        }))
  }

  private func behind(_ delay: Delay?) -> String {
    delay.map { $0.months < 0.5 ? "In step" : "\(plain($0.months)) months (\(Int(($0.share * 100).rounded()))%)" } ?? ""
  }
  private func stepWords(_ step: Int?) -> String {
    step.map { $0 == 0 ? "None yet" : "\($0) of \(journalSteps)" } ?? "Not looked at"
  }
  private func courseWords(_ line: AreaLine) -> String {
    guard let first = line.course.first, let last = line.course.last else { return "" }
    return "\(line.level.area.title) over the last year: from \(plain(first)) to \(plain(last)) months"
  }

  /// The mean over the areas that were looked at, with the child’s age for its end.
  private var chart: HTML {
    let known = lines.filter { $0.course.count > 1 }
    guard let count = known.first?.course.count, known.count > 1 else { return .empty }
    let means = (0..<count).map { place in
      known.reduce(0) { $0 + $1.course[place] } / Double(known.count)
    }
    let figures = means.enumerated().map { place, mean in
      let ago = count - 1 - place
      return Figure(
        ago == 0 ? "Now" : "\(ago) \(ago == 1 ? "month" : "months") ago", (mean * 10).rounded() / 10,
        short: ago == 0 ? "now" : "−\(ago)")
    }
    let gain = (means[count - 1] - means[0]) / Double(count - 1) * 12
    return card("Over time", id: "over-time") {
      lineChart(
        LineChart(
          ChartWords(
            id: "mean", finding: "At this pace, \(Int(gain.rounded())) months of development in a year",
            measure: "Months of development, mean of the areas that were looked at",
            description:
              "From \(plain((means[0] * 10).rounded() / 10)) to \(plain((means[count - 1] * 10).rounded() / 10)) months.",
            rowTitle: "When", valueTitle: "Months of development"),
          figures, target: age.map { LineChart.Target("Age now", ($0 * 10).rounded() / 10) }, marksMissed: false))
    }
  }

  private func pregnancyForm(_ view: View) -> HTML {
    details("Born early?") {
      formPart(
        view, to: "\(developmentPath(child))/pregnancy", [DevelopmentForm.weeks],
        weeks.map { entry.filled(["weeks": "\($0)"]) } ?? entry, submit: "Save", style: .secondary, keepsDraft: false)
    }
  }
}

/// The items of one area, to write down what was seen.
struct AreaPage: Page, Codable {
  let child: ChildID
  let childName: String
  let checklist: Checklist
  let area: DevelopmentArea
  let items: [Line]
  let mayRecord: Bool
  let entry: Entry
  struct Line: Sendable, Codable, Hashable {
    let item: ChecklistItem
    let state: ItemState
    /// Since when, and who saw it; nil where nobody has looked.
    let on: Day?
    let by: String?
  }
  var title: String { area.title }
  var trail: [Link] {
    [Link(childName, "/children/\(child)"), Link("Development", developmentPath(child))]
  }

  func body(_ view: View) -> HTML {
    let done = items.filter { $0.state == .achieved }
    let open = items.filter { $0.state != .achieved }
    return markup {
      pageHeading(title, caption: childName)
      if checklist.isSample { warningText("“\(checklist.name)” is invented, to show how it works.") }
      paragraph("In the early years framework: \(area.eyfs.map(\.title).joined(separator: "; ")).")
      if !done.isEmpty {
        details("Achieved (\(done.count))") {
          bulletList(done.map { "\($0.item.words), \($0.on.map { day($0) }), \($0.by)" })
        }
      }
      if open.isEmpty {
        emptyState("Every item of this area is achieved", "Look at the other areas, or at the next list.")
      } else if mayRecord {
        view.form(to: "\(developmentPath(child))/\(area.rawValue)?list=\(checklist.code)", entry) {
          control(DevelopmentForm.on, entry)
          open.prefix(AreaPage.shown).map { itemControl($0) }.joined()
          button("Save what you saw")
        }
        if open.count > AreaPage.shown {
          paragraph("\(open.count - AreaPage.shown) more come when these are further on.")
        }
      } else {
        bulletList(open.map { "\($0.item.words): \($0.state.title.lowercasedFirst)" })
      }
    }
  }

  /// How many items are asked at once: those that come next.
  static let shown = 12
  private func itemControl(_ line: Line) -> HTML {
    control(DevelopmentForm.item(line.item), entry.filled([DevelopmentForm.item(line.item).name: line.state.rawValue]))
  }
}

/// The family’s own view: what the child can do now, and what comes next.
struct FamilyDevelopmentPage: Page, Codable {
  let child: ChildID
  let childName: String
  let areas: [AreaWords]
  struct AreaWords: Sendable, Codable, Hashable {
    let area: DevelopmentArea
    /// The newest first.
    let alone: [String]
    let withHelp: [String]
  }
  var title: String { "What \(childName) can do now" }
  var trail: [Link] { familyTrail(child, childName) }
  var menuPath: String? { "/family" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      if areas.isEmpty { paragraph("Your visitor writes this down with you. There is nothing here yet.") }
      areas.map { area in
        card(area.area.forFamily, id: "area-\(area.area.rawValue)") {
          if !area.withHelp.isEmpty {
            heading("With a little help", .h3, size: .s)
            bulletList(area.withHelp.map { "\($0)" })
          }
          if !area.alone.isEmpty {
            heading("Alone", .h3, size: .s)
            bulletList(area.alone.prefix(5).map { "\($0)" })
            if area.alone.count > 5 {
              details("\(area.alone.count - 5) more") { bulletList(area.alone.dropFirst(5).map { "\($0)" }) }
            }
          }
        }
      }
      paragraph("Every child learns in their own time. If something worries you, tell your visitor.")
    }
  }
}

/// Where a child’s development is.
func developmentPath(_ child: ChildID) -> String { "/children/\(child)/development" }
