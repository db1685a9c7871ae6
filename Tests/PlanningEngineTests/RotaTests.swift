import Foundation
import Testing

@testable import PlanningEngine

@Suite struct RotaTests {
  /// Two visitors, one family each; what is changed of it is said in each test.
  static func week(_ visitors: String, _ visits: String, _ more: String = "") -> String {
    """
    {"days":["mon","tue"],"places":[{"id":"base","x":0,"y":0},{"id":"near","x":3,"y":0},{"id":"far","x":30,"y":0}],
     "travel":{"kilometres_per_hour":60,"detour":1},"rounds":300,"visitors":[\(visitors)],"visits":[\(visits)]\(more)}
    """
  }
  static let ann = """
    {"id":"ann","base":"base","checks":["lone"],"languages":["English"],
     "works":[{"day":"mon","from":"09:00","to":"12:00"},{"day":"tue","from":"09:00","to":"12:00"}]}
    """
  static func visit(_ id: String, _ more: String = "", place: String = "near") -> String {
    """
    {"id":"\(id)","place":"\(place)","minutes":60,"windows":[{"day":"mon","from":"09:00","to":"12:00"}]\(more)}
    """
  }
  static func solve(_ text: String) throws -> RotaAnswer {
    let answer = try RotaAnswer(RotaModel(model(text)))
    #expect(try RotaChecker.problems(model: Data(text.utf8), answer: answer.json) == [])
    return answer
  }

  @Test func theWayThereAndBackIsPartOfTheDay() throws {
    // Two visits of an hour and 3 minutes of way each fit into three hours; a third does not.
    let two = try Self.solve(Self.week(Self.ann, Self.visit("a") + "," + Self.visit("b")))
    #expect(two.placed.map(\.start) == [543, 603])
    #expect(two.way == 6)
    let three = try Self.solve(
      Self.week(Self.ann, ["a", "b", "c"].map { Self.visit($0) }.joined(separator: ",")))
    #expect(three.placed.count == 2)
    #expect(three.unplaced.map(\.reasons) == [[.noGap]])
  }

  @Test func visitsBeginAtTimesThatOneTellsAFamily() throws {
    let two = Self.week(Self.ann, Self.visit("a") + "," + Self.visit("b"))
    let answer = try Self.solve(two.replacing(#""detour":1"#, with: #""detour":1,"step":5"#))
    #expect(answer.placed.map(\.start) == [545, 605])
  }

  @Test func nobodyGoesAloneWithoutTheCheckThatItNeeds() throws {
    let needs = #","lone_visit_needs":["lone","fire"]"#
    let answer = try Self.solve(Self.week(Self.ann, Self.visit("a"), needs))
    #expect(answer.placed.isEmpty)
    #expect(answer.unplaced.map(\.reasons) == [[.lacks]])
    #expect(answer.unplaced.map(\.words) == ["None of 1 visitors can. 1: does not have what the visit needs (fire)."])
    let ben = Self.ann.replacing("ann", with: "ben")
    let both = try Self.solve(Self.week(Self.ann + "," + ben, Self.visit("a", #","people":2"#), needs))
    #expect(both.placed.map(\.visitors.count) == [2])
  }

  @Test func eachObstacleIsNamed() throws {
    func reasons(_ visit: String, _ visitor: String = RotaTests.ann, _ more: String = "") throws -> [RotaReason] {
      try Self.solve(Self.week(visitor, visit, more)).unplaced.flatMap(\.reasons)
    }
    #expect(try reasons(Self.visit("a", #","not_with":["ann"]"#)) == [.askedForAnother])
    #expect(try reasons(Self.visit("a", #","language":"Polish""#)) == [.language])
    #expect(try reasons(Self.visit("a", place: "far").replacing("12:00", with: "10:00")) == [.noGap])
    let onLeave = Self.ann.replacing(#""works""#, with: #""leave":[{"day":"mon"}],"works""#)
    #expect(try reasons(Self.visit("a"), onLeave) == [.onLeave])
    let inTerm = Self.ann.replacing(#""works""#, with: #""term_time_only":true,"works""#)
    #expect(try reasons(Self.visit("a"), inTerm, #","school_holidays":["mon"]"#) == [.termTimeOnly])
    #expect(
      try reasons(Self.visit("a").replacing("09:00", with: "14:00").replacing("12:00", with: "16:00")) == [.notAtWork])
    #expect(try reasons(Self.visit("a", #","people":2"#)) == [.noSecond])
    let full = Self.ann.replacing(#""works""#, with: #""most_visits":1,"works""#)
    #expect(try reasons(Self.visit("a") + "," + Self.visit("b"), full) == [.dayIsFull])
    let twice = ["a", "b"].map { Self.visit($0, #","family":"f""#) }.joined(separator: ",")
    #expect(try reasons(twice) == [.familyHasDay])
  }

  @Test func theUsualVisitorComesThoughAnotherIsNearer() throws {
    let ben = Self.ann.replacing("ann", with: "ben").replacing(#""base":"base""#, with: #""base":"far""#)
    let answer = try Self.solve(Self.week(Self.ann + "," + ben, Self.visit("a", #","usual":"ben""#)))
    #expect(answer.placed.map(\.visitors) == [[1]])
    #expect(answer.continuity == 1)
  }

  @Test func whatIsSetByHandStays() throws {
    let ben = Self.ann.replacing("ann", with: "ben")
    let pinned = Self.visit("a", #","usual":"ann","pin":{"visitor":"ben","day":"mon","start":"10:20"}"#)
    let answer = try Self.solve(Self.week(Self.ann + "," + ben, pinned + "," + Self.visit("b")))
    let set = try #require(answer.placed.first { $0.visit == 0 })
    #expect(set.visitors == [1])
    #expect(set.start == 620)
  }

  @Test func theWholeExampleKeepsEveryRule() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appending(path: "Examples/planning/rota.json"))
    let typed = try JSONValue(parsing: data).setting("rounds", to: 400)
    let answer = try RotaAnswer(RotaModel(ModelValue(typed)))
    #expect(try RotaChecker.problems(model: data, answer: answer.json) == [])
    #expect(answer.placed.count >= 150)
    #expect(answer.continuity ?? 0 >= 0.9)
    // What cannot be is told as such.
    let told = answer.unplaced.map { answer.model.visits[$0.visit].id }
    #expect(Set(told).isSuperset(of: ["visit-006", "visit-041", "visit-078"]))
    let again = try RotaAnswer(RotaModel(ModelValue(typed)))
    #expect(again.json == answer.json)
  }

  @Test func whatCannotBeReadNamesItsField() throws {
    func wrong(_ text: String) -> String? { complaint { _ = try RotaModel(model(text)) } }
    #expect(
      wrong(Self.week(Self.ann, Self.visit("a", #","usual":"eve""#))) == "visits[0].usual: is not one of the visitors")
    #expect(wrong(Self.week(Self.ann, Self.visit("a") + "," + Self.visit("a"))) == "visits: has a twice")
    #expect(
      wrong(Self.week(Self.ann, Self.visit("a").replacing("09:00", with: "9 am")))
        == "visits[0].windows[0].from: must be a time like 09:30")
    #expect(
      wrong(Self.week(Self.ann, Self.visit("a").replacing(#""from":"09:00""#, with: #""from":"12:00""#)))
        == "visits[0].windows[0]: must end after it begins")
  }
}
