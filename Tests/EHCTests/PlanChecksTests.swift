import Kernel
import Store
import Testing

@testable import EHC

/// What is said of a plan while it is written: one test a rule.
@Suite struct PlanChecksTests {
  private let today = Day(2026, 11, 18)!
  private func id(_ number: UInt64) -> ID<PlanLine> { ID(high: 1, low: number) }

  private func good(isFinal: Bool = false) -> [PlanLine] {
    let need = PlanLine(id(2), .b, "Understands single words")
    var provision = PlanLine(id(3), .f, "Symbols in every session")
    (provision.need, provision.provider, provision.howOften) = (
      id(2), "Trained assistant", "3 times a week, 20 minutes"
    )
    var outcome = PlanLine(id(4), .e, "Asks for a drink")
    (outcome.measure, outcome.byOn) = ("4 times out of 5", Day(2027, 7, 20))
    return [PlanLine(id(1), .a, "I like water"), need, provision, outcome]
      + (isFinal ? [PlanLine(id(5), .i, "Aldersham Primary School")] : [])
  }
  private func said(
    _ lines: [PlanLine], isFinal: Bool = false, born: Day? = Day(2020, 5, 3), advice: Int = 1, blocking: Bool = true
  ) -> [String] {
    faults(of: lines, PlanFacts(isFinal: isFinal, bornOn: born, today: today, adviceCount: advice))
      .filter { $0.isBlocking == blocking }.map { "\($0.section.rawValue): \($0.message)" }
  }
  private func changed(_ number: Int, _ change: (inout PlanLine) -> Void) -> [PlanLine] {
    var lines = good()
    change(&lines[number])
    return lines
  }

  @Test func aGoodPlanHasNoFaults() {
    #expect(said(good()).isEmpty && said(good(isFinal: true), isFinal: true).isEmpty)
  }
  @Test func theOwnWordsLead() {
    #expect(said(Array(good().dropFirst())).contains { $0.hasPrefix("A:") })
  }
  @Test func everyNeedHasProvision() {
    let lines = good() + [PlanLine(id(9), .b, "Tires quickly")]
    #expect(said(lines) == ["B: This need has no provision in section F. Every need must have some"])
  }
  @Test func provisionNamesItsNeed() {
    #expect(said(changed(2) { $0.need = nil }).contains { $0.hasPrefix("F: Choose the need") })
  }
  @Test func provisionSaysWho() {
    #expect(said(changed(2) { $0.provider = nil }).contains { $0.hasPrefix("F: Say who") })
  }
  @Test func provisionSaysHowOften() {
    #expect(said(changed(2) { $0.howOften = nil }).contains { $0.hasPrefix("F: Say how often") })
  }
  @Test(arguments: ["as needed", "often", "termly input"]) func provisionHasANumber(words: String) {
    #expect(said(changed(2) { $0.howOften = words }).contains { $0.contains("has no number") })
  }
  @Test(arguments: vagueWords) func vagueWordsAreNamed(words: String) {
    #expect(
      said(changed(2) { $0.words = "Support \(words)" }, blocking: false).contains { $0.contains("cannot be counted") })
  }
  @Test func anOutcomeSaysHowOneKnowsAndByWhen() {
    #expect(said(changed(3) { $0.measure = nil }) == ["E: Say how you will know that it is reached"])
    #expect(said(changed(3) { $0.byOn = nil }) == ["E: Say by when it should be reached"])
    #expect(said(Array(good().dropLast())).contains { $0.hasPrefix("E:") })
  }
  @Test func aDraftNamesNoSchoolAndAFinalPlanDoes() {
    #expect(said(good(isFinal: true)).contains { $0.hasPrefix("I: A draft") })
    #expect(said(good(), isFinal: true).contains { $0.hasPrefix("I: Name") })
  }
  @Test func moneyIsExplained() {
    #expect(said(good() + [PlanLine(id(9), .j, "£2,000 a year")]).contains { $0.hasPrefix("J:") })
    #expect(said(good() + [PlanLine(id(9), .j, "No personal budget was asked for")]).isEmpty)
    var line = PlanLine(id(9), .j, "£2,000 a year")
    line.need = id(2)
    #expect(said(good() + [line]).isEmpty)
  }
  @Test func fromYearNineItPreparesForAdultLife() {
    #expect(said(good(), born: Day(2013, 8, 31)).contains { $0.contains("adult life") })
    #expect(said(changed(2) { $0.isForAdulthood = true }, born: Day(2013, 8, 31)).isEmpty)
  }
  @Test func sectionH1IsForThoseUnderEighteen() {
    var line = PlanLine(id(9), .h1, "Short breaks")
    (line.provider, line.howOften, line.isForAdulthood) = ("Bramble House", "2 nights a month", true)
    #expect(said(good() + [line], born: Day(2008, 11, 18)).contains { $0.hasPrefix("H1:") })
    #expect(!said(good() + [line], born: Day(2008, 11, 19)).contains { $0.hasPrefix("H1:") })
  }
  @Test func adviceIsAttached() { #expect(said(good(), advice: 0).contains { $0.hasPrefix("K:") }) }

  @Test func whatChangedIsSaidWordByWord() {
    let old = good()
    var new = Array(old.dropFirst())
    new[1].howOften = "5 times a week, 20 minutes"
    new.append(PlanLine(id(9), .d, "Help at the weekend"))
    let changes = differences(from: old, to: new)
    #expect(changes.map(\.kind) == [.removed, .added, .changed] && changes.map(\.section) == [.a, .d, .f])
    #expect(changes[2].words.filter { $0.kind != .kept }.map(\.text) == ["3", "5"])
    #expect(differences(from: old, to: old).isEmpty)
    let kept = changes[2].words.filter { $0.kind != .removed }.map(\.text).joined(separator: " ")
    #expect(kept == new[1].whole)
  }

  /// The kinds of plan are data: the sections of this one stand in the register as the law names them.
  @Test func theSectionsAreThoseOfTheRegister() throws {
    var reader = try CSVReader(file: "registers/plan-sections.csv")
    let columns = ["type", "code", "title", "plain_title", "asks", "required"]
    try reader.readHeading(required: columns, known: columns)
    var found: [[String]] = []
    while let row = try reader.next() {
      if row.text("type") == "ehc" { found.append([row.text("code"), row.text("title"), row.text("plain_title")]) }
    }
    #expect(found == PlanSection.allCases.map { [$0.rawValue, $0.title, $0.plainTitle] })
  }
}
