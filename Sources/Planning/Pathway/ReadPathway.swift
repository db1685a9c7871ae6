import Design
import Foundation
import Kernel
import PlanningEngine
import Web

// Groups and stages of a pathway, read from their numbered fields into the engine's format. What is wrong is said at its field,
// with the group or stage that it is about.

extension FormReading {
  /// A number that must be there.
  mutating func asked(_ field: Field, _ range: ClosedRange<Double>, whole: Bool = false, of who: String = "") -> Double?
  {
    guard entry[field.name]?.trimmed.isEmpty == false else {
      fail(
        field, who.isEmpty ? "Enter: \(field.label.lowercasedFirst)" : "\(who): enter \(field.label.lowercasedFirst)")
      return nil
    }
    let value = decimal(field, range)
    if whole, let value, value != value.rounded() { fail(field, "\(field.label) must be a whole number") }
    return value
  }

  /// Numbers of 0 or more, 1 being as usual; none where the field is empty.
  mutating func factors(_ field: Field, exactly count: Int? = nil) -> [Double] {
    let texts = (text(field) ?? "").split { $0 == "," || $0 == ";" || $0 == " " }
    let numbers = texts.compactMap { typedNumber(String($0)) }
    guard !texts.isEmpty else { return [] }
    let isGood =
      numbers.count == texts.count && numbers.allSatisfy { (0...1000).contains($0) } && numbers.contains { $0 > 0 }
    if let count, numbers.count != count || !isGood {
      fail(field, "\(field.label) must be \(count == 12 ? "twelve" : "\(count)") numbers of 0 or more")
    } else if !isGood {
      fail(field, "\(field.label) must be numbers of 0 or more, like 1, 1.05, 1.1")
    }
    return numbers
  }

  /// Figures are named after groups and stages, so no two may be called alike.
  private mutating func checkName(_ name: String, _ field: Field, _ who: String, _ kind: String, _ before: [Field]) {
    if figureName(name).isEmpty { fail(field, "\(who): the name must have a letter or a number") }
    if let first = before.firstIndex(where: { figureName(entry[$0.name]) == figureName(name) }) {
      fail(field, "\(who) has the same name as \(kind) \(first + 1)")
    }
  }

  mutating func group(_ fields: GroupFields) -> JSONValue? {
    let who = "Group \(fields.number)"
    guard let name = text(fields.name) else {
      fail(fields.name, "\(who): enter who they are")
      return nil
    }
    checkName(name, fields.name, who, "group", (1..<fields.number).map { GroupFields($0).name })
    let share = asked(fields.share, 0...100, of: who)
    let order = asked(fields.order, 1...100, whole: true, of: who)
    var group: [String: JSONValue] = [
      "name": .text(name), "share": .number((share ?? 0) / 100), "priority": .number((order ?? 1) - 1),
    ]
    let leaving = lines(fields.leaving, 0...10).compactMap { line -> JSONValue? in
      guard let cause = line.cell(0), let after = line.cell(1).flatMap(typedLeaving) else {
        fail(fields.leaving, "\(who), line \(line.number): say why, and after how long, like: moves away; 4 years")
        return nil
      }
      return ["cause": .text(cause), "after": after]
    }
    let rises = lines(fields.rises, 0...10).compactMap { line -> JSONValue? in
      guard let after = line.cell(0).flatMap(typedDays), let turn = line.cell(1).flatMap(typedNumber), turn >= 1 else {
        fail(fields.rises, "\(who), line \(line.number): say after how long, and whose turn they then have: 2 years; 1")
        return nil
      }
      return ["after": .number(after), "priority": .number(turn - 1)]
    }
    if !leaving.isEmpty { group["leaving"] = .list(leaving) }
    if !rises.isEmpty { group["rises"] = .list(rises) }
    return .object(group)
  }

  /// `4 years` on average, or `1 year to 14 years`.
  private func typedLeaving(_ text: String) -> JSONValue? {
    let ends = text.components(separatedBy: " to ").map(typedDays)
    switch ends.count {
    case 1: return ends[0].flatMap { $0 > 0 ? ["distribution": "exponential", "mean": .number($0)] : nil }
    case 2:
      guard let from = ends[0], let to = ends[1], to > from else { return nil }
      return ["distribution": "uniform", "from": .number(from), "to": .number(to)]
    default: return nil
    }
  }

  mutating func checkShares(_ groups: [JSONValue]) {
    let sum = groups.reduce(0) { $0 + ($1["share"]?.number ?? 0) } * 100
    guard errors.isEmpty, abs(sum - 100) > 1e-4 else { return }
    fail(GroupFields(1).share, "The per cents of all groups must add up to 100, not \(words(sum))")
  }

  mutating func stage(_ fields: StageFields, isLast: Bool) -> JSONValue? {
    let who = "Stage \(fields.number)"
    guard let name = text(fields.name) else {
      fail(fields.name, "\(who): enter what happens here")
      return nil
    }
    checkName(name, fields.name, who, "stage", (1..<fields.number).map { StageFields($0).name })
    let perPost = asked(fields.perPost, 0.01...100_000, of: who)
    var stage: [String: JSONValue] = ["name": .text(name)]
    stage["places"] = places(fields, who)
    stage["service"] = service(fields, perPost ?? 1)
    if !isLast, let share = decimal(fields.goesOn, 0...100) { stage["goes_on"] = .number(share / 100) }
    if flag(fields.leaves) { stage["leaving"] = true }
    if let share = decimal(fields.longest, 0...100) { stage["share_for_longest"] = .number(share / 100) }
    stage["support"] = support(fields, who)
    return .object(stage)
  }

  private mutating func service(_ fields: StageFields, _ perPost: Double) -> JSONValue {
    let mean = JSONValue.number(365 / perPost)
    switch text(fields.spread).flatMap(Spread.init) ?? .alike {
    case .same: return ["distribution": "fixed", "value": mean]
    case .alike: return ["distribution": "gamma", "shape": 4, "mean": mean]
    case .different: return ["distribution": "exponential", "mean": mean]
    case .long: return ["distribution": "lognormal", "mean": mean, "variation": 1.5]
    }
  }

  /// One number or twelve, with what changes and when it is closed.
  private mutating func places(_ fields: StageFields, _ who: String) -> JSONValue {
    let texts = (text(fields.posts) ?? "").split { $0 == "," || $0 == ";" || $0 == " " }
    let numbers = texts.compactMap { typedNumber(String($0)) }
    guard numbers.count == texts.count, numbers.count == 1 || numbers.count == 12,
      numbers.allSatisfy({ (0...2000).contains($0) && $0 == $0.rounded() })
    else {
      fail(fields.posts, "\(who): posts must be a whole number, or twelve for the months")
      return 0
    }
    let changes = lines(fields.changes, 0...60).compactMap { change($0, fields, who) }
    let closed = lines(fields.closed, 0...20).compactMap { line -> JSONValue? in
      guard let from = line.cell(0).flatMap(typedDays), let to = line.cell(1).flatMap(typedDays), to > from, to <= 365
      else {
        fail(fields.closed, "\(who), line \(line.number): say from and to when in the year, like: 51 weeks; 365 days")
        return nil
      }
      return ["from": .number(from), "to": .number(to)]
    }
    if numbers.count == 1, changes.isEmpty, closed.isEmpty { return .number(numbers[0]) }
    var places: [String: JSONValue] =
      numbers.count == 1 ? ["always": .number(numbers[0])] : ["by_month": .list(numbers.map(JSONValue.number))]
    if !changes.isEmpty { places["changes"] = .list(changes) }
    if !closed.isEmpty { places["closed"] = .list(closed) }
    return .object(places)
  }

  private mutating func change(_ line: TypedLine, _ fields: StageFields, _ who: String) -> JSONValue? {
    let isNew = line.cell(1)?.hasPrefix("=") == true
    let number = line.cell(1).map { isNew ? String($0.dropFirst()) : $0 }.flatMap(typedNumber)
    guard let from = line.cell(0).flatMap(typedDays), let number, number == number.rounded(), abs(number) <= 2000,
      !isNew || number >= 0
    else {
      fail(fields.changes, "\(who), line \(line.number): say after how long and how many more, like: 12 months; 2")
      return nil
    }
    return ["from": .number(from), isNew ? "places" : "add": .number(number)]
  }

  /// Nil where there is none.
  private mutating func support(_ fields: StageFields, _ who: String) -> JSONValue? {
    guard fields.support.contains(where: { entry[$0.name]?.trimmed.isEmpty == false }) else { return nil }
    guard let after = text(fields.supportAfter).flatMap(typedDays) else {
      fail(fields.supportAfter, "\(who): say after how long support begins, like 4 weeks")
      return nil
    }
    let takes = text(fields.supportTakes).map(typedDays) ?? 0
    if takes == nil { fail(fields.supportTakes, "\(who): how long support takes must be like 3 months") }
    let reaches = asked(fields.supportReaches, 0...100, of: who) ?? 0
    let ends = decimal(fields.supportEnds, 0...100, else: 0) ?? 0
    let shortens = decimal(fields.supportShortens, 0...100, else: 0) ?? 0
    return [
      "after": .number(after), "takes": .number(takes ?? 0), "reaches": .number(reaches / 100),
      "ends_need": .number(ends / 100), "shortens": .number(shortens / 100),
    ]
  }

  /// Who waits at a stage already.
  mutating func listed(_ fields: StageFields, at stage: String, groups: [String]) -> [JSONValue] {
    lines(fields.listed, 0...20).compactMap { line in
      guard let group = line.cell(0), groups.contains(group) else {
        fail(
          fields.listed,
          "Stage \(fields.number), line \(line.number) must begin with one of: \(groups.joined(separator: ", "))")
        return nil
      }
      guard let people = line.cell(1).flatMap(typedNumber), people == people.rounded(), (0...100_000).contains(people),
        let days = line.cell(2).flatMap(typedDays)
      else {
        fail(
          fields.listed,
          "Stage \(fields.number), line \(line.number): say group; people; how long: \(group); 40; 30 weeks")
        return nil
      }
      return TypedPathway.listedPeople(people, waited: days, group: group, stage: stage)
    }
  }
}
