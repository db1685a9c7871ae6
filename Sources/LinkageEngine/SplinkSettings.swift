/// The model as settings of Splink, level for level, over the cleaned columns that `cleanedColumns` names. What Splink has no
/// form for is left out: the household's weight, the two names together, and the rule for twins without a forename.
package struct SplinkSettings: Sendable {
  package enum Dialect: String, Sendable, CaseIterable { case duckdb, spark }
  let model: Model
  let dialect: Dialect

  package init(_ model: Model, dialect: Dialect) {
    self.model = model
    self.dialect = dialect
  }

  private var startsWith: String { dialect == .duckdb ? "starts_with" : "startswith" }
  private var endsWith: String { dialect == .duckdb ? "ends_with" : "endswith" }
  private var likeness: String { dialect == .duckdb ? "jaro_winkler_similarity" : "jaro_winkler" }
  private func slip(_ column: String) -> String {
    "length(\(column)_l) = length(\(column)_r) AND damerau_levenshtein(\(column)_l, \(column)_r) = 1"
  }
  private func alike(_ column: String, _ least: Double) -> String {
    "\(likeness)(\(column)_l, \(column)_r) >= \(least)"
  }
  private func missing(_ column: String) -> String { "\(column)_l IS NULL OR \(column)_r IS NULL" }
  private func same(_ column: String) -> String { "\(column)_l = \(column)_r" }
  private func begins(_ column: String) -> String {
    "least(length(\(column)_l), length(\(column)_r)) <> 2 AND "
      + "(\(startsWith)(\(column)_l, \(column)_r) OR \(startsWith)(\(column)_r, \(column)_l))"
  }

  /// A level's place among ours, and its condition; in the order in which they are tried, which need not be ours.
  private typealias Condition = (level: Int, sql: String)

  private func conditions(_ comparison: Comparison) -> [Condition] {
    switch comparison {
    case .forename: forename
    case .surname: surname
    case .birth: birth
    case .sex: [(0, missing("sex")), (1, same("sex")), (2, "ELSE")]
    case .address: address
    case .nhs: number("nhs_number")
    case .upn: number("upn")
    case .local: number("la_id")
    case .middle: middle
    case .source: [(1, "source_l <> source_r"), (2, "ELSE")]
    }
  }

  private var swapped: String {
    "(forename_l = surname_r AND forename_r = surname_l) OR "
      + "(forename_l = surname_r AND \(likeness)(forename_r, surname_l) >= 0.88) OR "
      + "(forename_r = surname_l AND \(likeness)(forename_l, surname_r) >= 0.88)"
  }
  private func groups(_ column: String) -> String {
    [("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")].map {
      "coalesce(\(column)_group_\($0)_l = \(column)_group_\($1)_r, false)"
    }
    .joined(separator: " OR ")
  }
  private var forename: [Condition] {
    let other = [("", "_2"), ("", "_3"), ("_2", ""), ("_3", "")].map {
      "coalesce(forename\($0)_l = forename\($1)_r, false)"
    }
    let crossed = ["coalesce(forename_l = surname_r, false)", "coalesce(surname_l = forename_r, false)"]
    return [
      (0, missing("forename")), (1, same("forename")), (6, swapped), (2, groups("forename")),
      (3, alike("forename", 0.92)), (4, (other + crossed).joined(separator: " OR ")),
      (5, "\(alike("forename", 0.84)) OR (\(begins("forename")))"), (7, "ELSE"),
    ]
  }
  /// Where the names are changed over, the forename's comparison counts them both.
  private var surname: [Condition] {
    let notSame = "forename_l <> forename_r"
    let part = [
      ("head", ""), ("tail", ""), ("", "head"), ("", "tail"), ("head", "head"), ("tail", "head"), ("head", "tail"),
    ].map {
      "coalesce(surname\($0.isEmpty ? "" : "_" + $0)_l = surname\($1.isEmpty ? "" : "_" + $1)_r, false)"
    }
    let within =
      "least(length(surname_l), length(surname_r)) >= 3 AND abs(length(surname_l) - length(surname_r)) > 1 AND "
      + "(\(startsWith)(surname_l, surname_r) OR \(startsWith)(surname_r, surname_l) OR \(endsWith)(surname_l, surname_r) "
      + "OR \(endsWith)(surname_r, surname_l))"
    return [
      (0, "\(missing("surname")) OR coalesce(\(notSame) AND (\(swapped)), false)"), (1, same("surname")),
      (2, "\(part.joined(separator: " OR ")) OR (\(within))"), (3, alike("surname", 0.92)), (4, alike("surname", 0.84)),
      (5, "ELSE"),
    ]
  }
  private func part(_ side: String, _ from: Int, _ length: Int) -> String {
    "CAST(substr(dob_\(side), \(from), \(length)) AS INT)"
  }
  private var birth: [Condition] {
    let (y, m, d) = ((1, 4), (5, 2), (7, 2))
    func both(_ p: (Int, Int)) -> String { "\(part("l", p.0, p.1)) = \(part("r", p.0, p.1))" }
    func apart(_ p: (Int, Int)) -> String { "(\(part("l", p.0, p.1)) - \(part("r", p.0, p.1)))" }
    let near =
      "(\(both(y)) AND (substr(dob_l, 5, 4) = '0101' OR substr(dob_r, 5, 4) = '0101')) OR "
      + "abs(\(apart(y)) * 365 + \(apart(m)) * 30 + \(apart(d))) <= 31 OR (\(both(y)) AND \(both(d)))"
    return [
      (0, missing("dob")), (2, "\(same("dob")) AND substr(dob_l, 5, 4) = '0101'"), (1, same("dob")),
      (3, "\(both(y)) AND substr(dob_l, 5, 2) = substr(dob_r, 7, 2) AND substr(dob_l, 7, 2) = substr(dob_r, 5, 2)"),
      (4, slip("dob")), (5, near), (6, "ELSE"),
    ]
  }
  private var address: [Condition] {
    func known(_ condition: String) -> String { "coalesce(\(condition), false)" }
    let postcode = known("postcode_l = postcode_r OR (\(slip("postcode")))")
    let house = known("house_l = house_r")
    let street = known("street_l = street_r OR \(alike("street", 0.92))")
    let far = known(
      "NOT (\(postcode)) AND postcode_l IS NOT NULL AND postcode_r IS NOT NULL AND district_l <> district_r")
    return [
      (0, "(\(missing("street"))) AND (\(missing("postcode"))) AND (\(missing("district")))"),
      (1, "\(house) AND (\(postcode) OR (\(street) AND NOT \(far)))"),
      (2, "(\(postcode) AND \(street)) OR (\(house) AND \(street)) OR (\(postcode) AND (\(missing("street"))))"),
      (3, "\(postcode) OR \(street)"), (4, known("district_l = district_r")), (5, "ELSE"),
    ]
  }
  private func number(_ column: String) -> [Condition] {
    [(0, missing(column)), (1, same(column)), (2, slip(column)), (3, "ELSE")]
  }
  private var middle: [Condition] {
    [
      (0, "\(missing("forename_2")) OR (\(otherNameOnly))"),
      (
        1,
        "forename_2_l = forename_2_r OR coalesce(forename_2_l = forename_3_r, false) OR coalesce(forename_3_l = forename_2_r, false)"
      ),
      (2, "\(groups("forename_2")) OR \(alike("forename_2", 0.88)) OR (\(begins("forename_2")))"), (3, "ELSE"),
    ]
  }
  /// Whether the forename's comparison counts the middle names already.
  private var otherNameOnly: String {
    let before = forename.filter { [1, 6, 2, 3].contains($0.level) }.map { "(\($0.sql))" }.joined(separator: " OR ")
    return "coalesce((\(forename.first { $0.level == 4 }!.sql)) AND NOT (\(before)), false)"
  }

  /// The settings as a value to be written as JSON.
  package var settings: Settings {
    Settings(
      linkType: "dedupe_only", uniqueIdColumnName: "unique_id",
      probabilityTwoRandomRecordsMatch: model.sameChild / (1 + model.sameChild),
      comparisons: Comparison.allCases.map(comparison), blockingRulesToGeneratePredictions: blockingRules)
  }

  private func comparison(_ comparison: Comparison) -> Settings.Comparison {
    let levels = conditions(comparison).map { condition -> Settings.Level in
      var level = Settings.Level(sqlCondition: condition.sql, labelForCharts: comparison.levels[condition.level])
      if condition.level == 0 {
        level.isNullLevel = true
        return level
      }
      let shares = model[comparison, condition.level]
      level.mProbability = shares.m
      level.uProbability = shares.u
      if condition.level == 1 && (comparison == .forename || comparison == .surname) {
        level.tfAdjustmentColumn = comparison.name
        level.tfAdjustmentWeight = 1
      }
      return level
    }
    return Settings.Comparison(outputColumnName: comparison.name, comparisonLevels: levels)
  }

  private var blockingRules: [Settings.Rule] {
    [
      ["nhs_number"], ["upn"], ["la_id"], ["dob", "forename"], ["dob", "surname"], ["dob", "postcode"],
      ["dob", "house", "street"], ["forename", "surname", "substr(dob, 1, 6)"],
      ["forename", "surname", "substr(dob, 5, 4)"],
      ["forename", "postcode"], ["forename", "house", "street"], ["forename", "surname", "district"],
    ].map { columns in
      Settings.Rule(
        blockingRule: columns.map { column in
          guard let bracket = column.firstIndex(of: "(") else { return "l.\(column) = r.\(column)" }
          let name = column[..<bracket]
          let rest = column[column.index(after: bracket)...]
          return "\(name)(l.\(rest) = \(name)(r.\(rest)"
        }.joined(separator: " AND "), sqlDialect: dialect.rawValue)
    }
  }

  /// Splink's own names of things, which are to be written in snake case.
  package struct Settings: Sendable, Encodable {
    package struct Level: Sendable, Encodable {
      let sqlCondition: String
      let labelForCharts: String
      var isNullLevel: Bool?
      var mProbability: Double?
      var uProbability: Double?
      var tfAdjustmentColumn: String?
      var tfAdjustmentWeight: Double?
    }
    package struct Comparison: Sendable, Encodable {
      let outputColumnName: String
      let comparisonLevels: [Level]
    }
    package struct Rule: Sendable, Encodable {
      let blockingRule: String
      let sqlDialect: String
    }
    let linkType: String
    let uniqueIdColumnName: String
    let probabilityTwoRandomRecordsMatch: Double
    let comparisons: [Comparison]
    let blockingRulesToGeneratePredictions: [Rule]
  }
}

extension Linkage {
  /// The columns over which the settings for Splink speak.
  package static let cleanedColumns = [
    "unique_id", "source", "forename", "forename_2", "forename_3", "forename_group_1", "forename_group_2",
    "forename_2_group_1", "forename_2_group_2", "surname", "surname_head", "surname_tail", "dob", "sex", "house",
    "street",
    "postcode", "district", "nhs_number", "upn", "la_id",
  ]
  /// A record's cleaned values in the order of `cleanedColumns`.
  package func cleaned(_ place: Int) -> [String] {
    let r = table.records[place]
    func text(_ number: UInt32) -> String { table.strings.text(number) }
    func group(_ number: UInt32, _ which: Int) -> String {
      let groups = table.nicknames.groups(of: number)
      return which < groups.count ? String(groups[which]) : ""
    }
    let birth = r.birth.number == 0 ? "" : String(r.birth.number)
    let sex = r.sex == .unknown ? "" : r.sex == .female ? "F" : "M"
    return [
      name(place).description, name(place).source, text(r.first), text(r.second), text(r.third), group(r.first, 0),
      group(r.first, 1), group(r.second, 0), group(r.second, 1), text(r.surname), text(r.surnameHead),
      text(r.surnameTail),
      birth, sex, text(r.house), text(r.street), text(r.postcode), text(r.district), r.nhs.text, r.upn.text,
      r.local.text,
    ]
  }
}
