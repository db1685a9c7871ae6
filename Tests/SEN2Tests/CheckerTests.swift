import Testing

@testable import SEN2

/// Every rule passes a good return and finds its fault; nothing else is found.
@Suite struct CheckerTests {
  @Test func aGoodReturnHasNoFindings() {
    let report = check(file(goodHeader(), (0..<50).map { goodPerson($0) }))
    #expect(report.findings.isEmpty && report.stopped == nil, "\(report.summary)")
    #expect(report.persons == 50 && report.plans == 50 && report.year == 2027 && report.isGood)
  }

  @Test(arguments: Seed.all) func theFaultIsFoundAndNothingElse(seed: Seed) {
    var (header, person) = (goodHeader(), goodPerson())
    seed.sown(into: &header, &person)
    #expect(person != goodPerson() || header != goodHeader(), "the seed changes nothing")
    let report = check(file(header, [person]))
    #expect(report.stopped == nil)
    #expect(Set(report.findings.map(\.rule)) == seed.others.union([seed.rule]), "\(seed.testDescription)")
  }

  @Test func thereAreAHundredAndFiftySeedsAndOneForEveryRuleOfARecord() {
    #expect(Seed.all.count >= 150, "\(Seed.all.count)")
    let sown = Set(Seed.all.map(\.rule))
    let ofManyRecords: Set = ["W01", "W02", "W03", "P11", "P17"]
    for rule in allRules where !ofManyRecords.contains(rule.id) { #expect(sown.contains(rule.id), "\(rule.id)") }
  }

  @Test func rulesOfManyRecords() {
    #expect(check(file(goodHeader(), [])).findings.map(\.rule) == ["W01"])
    var double = goodPerson(1)
    double.set("UPN", upn(0))
    #expect(check(file(goodHeader(), [goodPerson(), double])).findings.map(\.rule) == ["P11"])
    var same = goodPerson(0)
    same.set("UPN", upn(7))
    #expect(check(file(goodHeader(), [goodPerson(), same])).findings.map(\.rule) == ["P17"])
    #expect(shares(vague: 3, of: 20) == ["W02"] && shares(vague: 2, of: 20) == [])
    #expect(shares(vague: 0, of: 20, ceased: 20, other: 5) == ["W03"])
    #expect(shares(vague: 0, of: 20, ceased: 20, other: 4) == [])
  }

  @Test func eachRequestStandsForItself() {
    var person = goodPerson()
    var (ended, other) = (person.first("Requests")!, person.first("Requests")!)
    let isPlan = { (node: ReturnNode) in node.name == "ActivePlans" }
    ended.children.removeAll(where: isPlan)
    let assessment = ended.children.firstIndex { $0.name == "Assessment" }!
    let plan = ended.children[assessment].children.firstIndex { $0.name == "NamedPlan" }!
    ended.children[assessment].children[plan].set("CeaseDate", "2026-12-10")
    other.children.removeAll { $0.name == "Assessment" }
    person.children.removeAll { $0.name == "Requests" }
    person.children += [ended, other]
    let found = check(file(goodHeader(), [person])).findings.map(\.rule)
    #expect(!found.contains("C01"), "the plan that ended is that of the request before: \(found)")
  }

  @Test func whatIsSaidOfTheWholeFileIsAboutNobody() {
    let persons = (0..<20).map { number -> ReturnNode in
      var (header, person) = (goodHeader(), goodPerson(number))
      let place = "Requests/ActivePlans/PlacementDetail"
      Seed("X -\(place)/URN \(place)/SENSetting=OTH \(place)/SENSettingOther=Boat").sown(into: &header, &person)
      return person
    }
    let found = check(file(goodHeader(), persons)).findings
    #expect(found.map(\.rule) == ["W02"] && found.map(\.record) == [""])
  }

  private func shares(vague: Int, of count: Int, ceased: Int = 0, other: Int = 0) -> [String] {
    let persons = (0..<count).map { number -> ReturnNode in
      var (header, person) = (goodHeader(), goodPerson(number))
      var acts = ["X"]
      if number < vague {
        acts += [
          "-Requests/ActivePlans/PlacementDetail/URN", "Requests/ActivePlans/PlacementDetail/SENSetting=OTH",
          "Requests/ActivePlans/PlacementDetail/SENSettingOther=Boat",
        ]
      }
      if number < ceased {
        let plan = "Requests/Assessment/NamedPlan"
        acts += ["\(plan)/CeaseDate=2027-01-21", "\(plan)/CeaseReason=\(number < other ? 9 : 2)"]
      }
      Seed(acts.joined(separator: " ")).sown(into: &header, &person)
      return person
    }
    return check(file(goodHeader(), persons)).findings.map(\.rule)
  }

  @Test func theLayoutIsThatOfTheYear() {
    var old = goodHeader(year: 2025)
    old.authority?.set("DSCO", "1")
    let report = check(file(old, [goodPerson()]))
    #expect(report.counts["F01"] == 2, "request source and DSCO came with 2026: \(report.summary)")
    var later = goodHeader(year: 2026)
    later.authority?.set("DSCO", "1")
    #expect(check(file(later, [])).findings.map(\.rule) == ["W01"])
    #expect(ReturnYear.all.map(\.deadline) == ["2025-03-14", "2026-03-12", "2027-03-11"])
  }

  @Test func namesAreTakenInAnyCaseAndTheKnownMisspellingToo() {
    var person = goodPerson()
    var header = goodHeader()
    Seed("X Requests/ActivePlans/PlacementDetail/WBP=S").sown(into: &header, &person)
    let text = String(decoding: file(goodHeader(), [person]), as: UTF8.self)
      .replacing("SENneed", with: "senNeed").replacing("<WBP>", with: "<WPB>").replacing("</WBP>", with: "</WPB>")
      .replacing("Person>", with: "person>").replacing("<Requests", with: "<requests").replacing(
        "</Requests", with: "</requests")
    let report = check(Array(text.utf8))
    #expect(report.findings.isEmpty && report.stopped == nil, "\(report.summary)")
  }
  @Test func everyRuleHasItsOwnIDAndWords() {
    #expect(Set(allRules.map(\.id)).count == allRules.count)
    #expect(Set(allRules.map(\.words)).count == allRules.count)
    #expect(allRules.allSatisfy { $0.words.hasSuffix(".") })
    #expect(
      Set(returnCodes.filter { !$0.isVerified }.map(\.set)).isSuperset(of: [
        .workBased, .directPayment, .reviewOutcome, .upnUnknown, .exported,
      ]))
  }

  @Test func theResultIsATableWithoutFormulas() {
    var person = goodPerson()
    person.set("UPN", "=cmd()")
    let csv = check(file(goodHeader(), [person])).csv
    #expect(csv.contains("'=cmd()") && csv.contains("P10,error,person"))
  }
}
