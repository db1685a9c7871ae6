import Design
import Kernel
import PlanningEngine
import Web

enum ForecastField {
  static let months = Field(
    "months", "Months behind", .prose(max: 20_000),
    hint: "One a line: month, like 2025-01; how many came. At least 13 whole months, without a gap.",
    required: "Enter at least 13 months")
  static let ahead = Field("ahead", "Months ahead", .number(1...36), required: "Enter how many months ahead, like 12")
}

let forecastForm = QuestionForm(
  question: .forecast, fields: [ForecastField.months, ForecastField.ahead], usual: ["ahead": "12"],
  build: { form, context in
    let ahead = form.number(ForecastField.ahead)
    let lines = form.lines(ForecastField.months, 13...600)
    var (values, inputs): ([JSONValue], [Input]) = ([], [])
    var last: Int?
    for line in lines {
      guard let month = line.cell(0).flatMap(monthNumber) else {
        form.fail(ForecastField.months, "Line \(line.number) must begin with a month, like 2025-01")
        break
      }
      if let last, month != last + 1 {
        form.fail(ForecastField.months, "Line \(line.number): \(monthWords(last + 1)) should come here")
        break
      }
      last = month
      let count = form.number(ForecastField.months, line, 1, "how many came", whole: true)
      values.append(.number(count ?? 0))
      let words = monthWords(month)
      inputs.append(context.input("Came in \(words)", "\(Int(count ?? 0))", key: "requests \(words)"))
    }
    guard form.errors.isEmpty, let last else { return nil }
    // Where the months are from the live records, a new one is news as well.
    if inputs.contains(where: { $0.key != nil }) {
      inputs.append(context.input("Last whole month", monthWords(last), key: "months"))
    }
    return Built(
      model: ["ahead": .number(Double(ahead!)), "season": 12, "series": ["referrals": .list(values)]], inputs: inputs)
  },
  fill: { entry, live in
    live.months.isEmpty
      ? entry
      : entry.setting("months", live.months.map { "\($0.words); \($0.count)" }.joined(separator: "\n"))
  },
  fieldOf: ["": "months", "ahead": "ahead"])

/// Months since the year 0, from `2025-01`.
func monthNumber(_ text: String) -> Int? {
  let parts = text.split(separator: "-").map { Int($0) }
  guard parts.count == 2, let year = parts[0], let month = parts[1], (1900...2200).contains(year),
    (1...12).contains(month)
  else { return nil }
  return year * 12 + month - 1
}
func monthWords(_ number: Int) -> String { "\(number / 12)-\(number % 12 < 9 ? "0" : "")\(number % 12 + 1)" }
