import Foundation
import PlanningEngine

/// Checks a rota against its model from the two documents alone, with nothing of the engine that made it: every hard
/// rule, said again from the beginning.
struct RotaChecker {
  private let model: [String: Any]
  private let answer: [String: Any]
  private var found: [String] = []

  /// Everything that is wrong; empty where the rota keeps every rule.
  static func problems(model: Data, answer: JSONValue) throws -> [String] {
    func object(_ data: Data) throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
    var checker = RotaChecker(model: try object(model), answer: try object(answer.data()))
    checker.check()
    return checker.found
  }

  private init(model: [String: Any], answer: [String: Any]) { (self.model, self.answer) = (model, answer) }

  private func list(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }
  private func names(_ value: Any?) -> Set<String> { Set(value as? [String] ?? []) }
  private func minutes(_ value: Any?) -> Int {
    let parts = (value as? String ?? "").split(separator: ":").compactMap { Int($0) }
    return parts.count == 2 ? parts[0] * 60 + parts[1] : -1
  }
  private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

  private mutating func check() {
    let visitors = Dictionary(uniqueKeysWithValues: list(model["visitors"]).map { ($0["id"] as! String, $0) })
    let visits = Dictionary(uniqueKeysWithValues: list(model["visits"]).map { ($0["id"] as! String, $0) })
    let placed = list(answer["placed"])
    everyVisitIsThereOnce(visits, placed)
    var families: [String: Set<String>] = [:]
    var lines: [String: [(from: Int, to: Int, place: String)]] = [:]
    for line in placed {
      let (id, day) = (line["visit"] as! String, line["day"] as! String)
      guard let visit = visits[id] else { continue }
      let (start, end) = (minutes(line["start"]), minutes(line["end"]))
      if end - start != Int(number(visit["minutes"])) { found.append("\(id): lasts \(end - start)") }
      let windows = list(visit["windows"])
      if !windows.contains(where: {
        $0["day"] as? String == day && minutes($0["from"]) <= start && end <= minutes($0["to"])
      }) {
        found.append("\(id): not when the family can")
      }
      if let family = visit["family"] as? String, !families[family, default: []].insert(day).inserted {
        found.append("\(id): a second visit to \(family) on \(day)")
      }
      let people = line["visitors"] as? [String] ?? []
      checkPeople(id, visit, people, visitors)
      for person in people { lines["\(person) \(day)", default: []].append((start, end, visit["place"] as! String)) }
      checkPin(id, visit, people, day, start)
    }
    for (key, visited) in lines {
      let parts = key.split(separator: " ").map(String.init)
      checkDay(visitors[parts[0]]!, parts[1], visited.sorted { $0.from < $1.from })
    }
  }

  private mutating func everyVisitIsThereOnce(_ visits: [String: [String: Any]], _ placed: [[String: Any]]) {
    let unplaced = list(answer["unplaced"])
    let all = (placed + unplaced).map { $0["visit"] as! String }
    if all.count != Set(all).count || Set(all) != Set(visits.keys) { found.append("not every visit is there once") }
    for line in unplaced where (line["words"] as? String ?? "").isEmpty {
      found.append("\(line["visit"] as! String): left out without a reason")
    }
  }

  private mutating func checkPeople(
    _ id: String, _ visit: [String: Any], _ people: [String], _ visitors: [String: [String: Any]]
  ) {
    let needed = visit["people"].map { Int(number($0)) } ?? 1
    if Set(people).count != needed { found.append("\(id): \(people.count) people, not \(needed)") }
    for person in people {
      guard let visitor = visitors[person] else {
        found.append("\(id): nobody is \(person)")
        continue
      }
      let has = names(visitor["skills"]).union(names(visitor["checks"]))
      let needs = names(visit["needs"]).union(needed == 1 ? names(model["lone_visit_needs"]) : [])
      if !needs.isSubset(of: has) { found.append("\(id): \(person) lacks \(needs.subtracting(has).sorted())") }
      if let language = visit["language"] as? String, !names(visitor["languages"]).contains(language) {
        found.append("\(id): \(person) does not speak \(language)")
      }
      if names(visit["not_with"]).contains(person) { found.append("\(id): not with \(person)") }
    }
  }

  private mutating func checkPin(_ id: String, _ visit: [String: Any], _ people: [String], _ day: String, _ start: Int)
  {
    guard let pin = visit["pin"] as? [String: Any] else { return }
    if let visitor = pin["visitor"] as? String, !people.contains(visitor) { found.append("\(id): not with \(visitor)") }
    if let set = pin["day"] as? String, set != day { found.append("\(id): not on \(set)") }
    if pin["start"] != nil, minutes(pin["start"]) != start { found.append("\(id): not at the time that was set") }
  }

  /// One visitor's day: at work all the time, on the way long enough, no more visits than the day holds.
  private mutating func checkDay(
    _ visitor: [String: Any], _ day: String, _ visited: [(from: Int, to: Int, place: String)]
  ) {
    let id = visitor["id"] as! String
    let most = visitor["most_visits"].map { Int(number($0)) } ?? 4
    if visited.count > most { found.append("\(id), \(day): \(visited.count) visits") }
    if visitor["term_time_only"] as? Bool == true, names(model["school_holidays"]).contains(day) {
      found.append("\(id), \(day): works in term time only")
    }
    let leave = list(visitor["leave"]).filter { $0["day"] as? String == day }
    let works = list(visitor["works"]).filter { $0["day"] as? String == day }
    let base = visitor["base"] as! String
    for stretch in works {
      let (from, to) = (minutes(stretch["from"]), minutes(stretch["to"]))
      let own = visited.filter { from <= $0.from && $0.to <= to }
      var (time, at) = (from, base)
      for visit in own {
        // Leave within a stretch cuts it: the way back to base and out again lies outside of it.
        for gone in leave {
          let a = gone["from"].map(minutes) ?? 0
          let b = gone["to"].map(minutes) ?? 1440
          if visit.from < b, a < visit.to { found.append("\(id), \(day): on leave") }
          if time <= a, b <= visit.from { (time, at) = (b, base) }
        }
        if Double(time) + way(at, visit.place) > Double(visit.from) {
          found.append("\(id), \(day): late at \(visit.place)")
        }
        (time, at) = (visit.to, visit.place)
      }
      if !own.isEmpty, Double(time) + way(at, base) > Double(to) { found.append("\(id), \(day): home late") }
    }
    let covered = visited.filter { visit in
      works.contains { minutes($0["from"]) <= visit.from && visit.to <= minutes($0["to"]) }
    }
    if covered.count != visited.count { found.append("\(id), \(day): a visit outside of working hours") }
  }

  /// Minutes from place to place, as the guide says: never less than this.
  private func way(_ a: String, _ b: String) -> Double {
    let travel = model["travel"] as! [String: Any]
    let places = list(model["places"])
    if let table = travel["minutes"] as? [[NSNumber]] {
      let (i, j) = (places.firstIndex { $0["id"] as? String == a }!, places.firstIndex { $0["id"] as? String == b }!)
      return table[i][j].doubleValue
    }
    if a == b { return 0 }
    let (p, q) = (places.first { $0["id"] as? String == a }!, places.first { $0["id"] as? String == b }!)
    let (dx, dy) = (number(p["x"]) - number(q["x"]), number(p["y"]) - number(q["y"]))
    let detour = travel["detour"].map(number) ?? 1.3
    let kilometres = (dx * dx + dy * dy).squareRoot() * detour
    return max(travel["at_least"].map(number) ?? 0, kilometres / number(travel["kilometres_per_hour"]) * 60)
  }
}
