import Testing

@testable import PlanningEngine

@Suite struct NeedTests {
  /// Town A of the shipped case: 6,200 children, 15 % and 5 %, believed like 400 local children.
  @Test func rangesCarryTheDoubtAboutTheRate() {
    let targeted = NeedRate(name: "targeted", rate: 0.15).expected(of: 6200)
    #expect(targeted.mean == 930 && isClose(targeted.sd, 114.065, within: 1e-5))
    #expect(isClose(targeted.low, 706.4, within: 1e-3) && isClose(targeted.high, 1153.6, within: 1e-3))
    #expect(isClose(targeted.binomialSD, 28.116, within: 1e-4))
    let certain = NeedRate(name: "targeted", rate: 0.15, strength: 1e12).expected(of: 6200)
    #expect(isClose(certain.sd, certain.binomialSD, within: 1e-6))
  }

  @Test func aRangeStaysWithinThePossible() {
    let few = NeedRate(name: "rare", rate: 0.01, strength: 10).expected(of: 40)
    #expect(few.low == 0 && few.high < 40)
    #expect(NeedRate(name: "all", rate: 0.9).expected(of: 10, weight: 2).mean == 10)
  }

  /// Thurrock: 39,000 children, 20 %, 2.6 a family, is 3,000 families.
  @Test func thurrock() throws {
    let need = try NeedModel(
      model(
        #"{"rates":{"targeted":0.15,"specialist":0.05},"children_per_family":2.6,"localities":[{"name":"Thurrock","children":39000,"known_families":1230}]}"#
      )
    ).answer
    #expect(isClose(need["families"]["mean"].double, 3000))
    #expect(
      need["localities"][0]["known"]["words"]
        == "We see 41% of the families we would expect in Thurrock.")
  }

  @Test func complaintsNameTheField() throws {
    let bad = try model(#"{"rates":{"targeted":1.5},"localities":[]}"#)
    #expect(complaint { _ = try NeedModel(bad) } == "rates.targeted: must be from 0 to 1")
  }
}
