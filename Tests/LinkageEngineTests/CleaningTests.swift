import Testing

@testable import LinkageEngine

/// What a record comes to before it is compared.
struct CleaningTests {
  private func clean(_ change: (inout RawRecord) -> Void) -> (CleanRecord, Cleaner) {
    var (raw, cleaner) = (RawRecord(), Cleaner())
    change(&raw)
    return (cleaner.clean(raw), cleaner)
  }
  private func names(forename: String, middle: String = "") -> [String] {
    let (record, cleaner) = clean {
      $0.forename = forename
      $0.middle = middle
    }
    return [record.first, record.second, record.third].filter { $0 != 0 }.map(cleaner.strings.text)
  }
  private func surname(_ text: String) -> [String] {
    let (record, cleaner) = clean { $0.surname = text }
    return [record.surname, record.surnameHead, record.surnameTail].filter { $0 != 0 }.map(cleaner.strings.text)
  }

  @Test func caseAccentsAndApostrophesFallAway() {
    #expect(names(forename: "ÁGNES") == ["agnes"])
    #expect(names(forename: "Łukasz") == ["lukasz"])
    #expect(names(forename: "Akgüneş") == ["akgunes"])
    #expect(surname("O'Sullivan") == ["osullivan"])
    #expect(surname("O’SULLIVAN") == surname("O Sullivan"))
    #expect(surname("Ioniţă") == surname("Ioniță"))
    #expect(surname("Nguyễn") == ["nguyen"])
  }
  @Test func namesInOneFieldBecomeSeveral() {
    #expect(names(forename: "Noah Leo") == ["noah", "leo"])
    #expect(names(forename: "Mary-Jane", middle: "Ann") == ["mary", "jane", "ann"])
    #expect(names(forename: "Ayat", middle: "AYAT") == ["ayat"])
  }
  @Test(arguments: [
    "Baby", "BABY GIRL", "Male Infant", "Unborn", "unknown", "Not Known", "Twin 1", "twin two", "Baby 2",
  ])
  func placeholdersAreNoNames(_ text: String) { #expect(names(forename: text).isEmpty) }
  @Test func aNameBesideAPlaceholderStays() { #expect(names(forename: "Baby Leo") == ["leo"]) }
  @Test func twinWithoutANameIsNoted() {
    #expect(clean { $0.forename = "Twin 2" }.0.isOneOfSeveral)
    #expect(!clean { $0.forename = "Baby" }.0.isOneOfSeveral)
    #expect(!clean { $0.forename = "Twin Leo" }.0.isOneOfSeveral)
  }
  @Test func surnamesOfTwoPartsKeepBoth() {
    #expect(surname("Harper-Redham") == ["harperredham", "harper", "redham"])
    #expect(surname("Ford Cranland") == ["fordcranland", "ford", "cranland"])
    #expect(surname("DayEastcliffe") == ["dayeastcliffe", "day", "eastcliffe"])
    #expect(surname("McEvoy") == ["mcevoy"])
    #expect(surname("MacDonald") == ["macdonald"])
    #expect(surname("Inaya Inaya") == ["inaya"])
  }
  @Test func particlesGoUnlessTheyAreAll() {
    #expect(surname("Al Hassan") == ["hassan"])
    #expect(surname("van der Berg") == ["berg"])
    #expect(surname("De") == ["de"])
  }

  private func birth(_ text: String) -> String { clean { $0.birthDate = text }.0.birth.text }
  @Test func birthDatesAreReadInThreeForms() {
    #expect(birth("2019-04-17") == "2019-04-17")
    #expect(birth("20190417") == "2019-04-17")
    #expect(birth("17/04/2019") == "2019-04-17")
    #expect(birth("2019-04-17T00:00:00") == "2019-04-17")
  }
  @Test(arguments: ["", "2019-02-30", "1900-01-01", "2019-13-01", "soon", "0000-00-00", "2019-04"])
  func whatIsNoBirthDateIsUnknown(_ text: String) { #expect(birth(text) == "") }

  private func place(_ address: String, _ postcode: String = "") -> [String] {
    let (r, cleaner) = clean {
      $0.address = address
      $0.postcode = postcode
    }
    return [r.house, r.street, r.postcode, r.district].map(cleaner.strings.text)
  }
  @Test func addressesAreHouseAndStreet() {
    #expect(place("12 Mill St.", "ls1 4ap") == ["12", "millstreet", "ls14ap", "ls1"])
    #expect(place("Flat 3, 12 MILL STREET", "LS14AP") == place("12 Mill Street", "LS1 4AP"))
    #expect(place("86eBroadwell Terrace")[0] == "86")
    #expect(place("86aMill Road") == ["86", "amillroad", "", ""])
  }
  @Test func halfAPostcodeIsADistrict() {
    #expect(place("", "HD24") == ["", "", "", "hd24"])
    #expect(place("", "ZZ99 3VZ") == ["", "", "", ""])
    #expect(place("", "2119") == ["", "", "2119", ""])
  }

  private func identifier(_ text: String) -> IdentifierNumber { clean { $0.nhsNumber = text }.0.nhs }
  @Test func numbersAreReadWithSpacesAndCase() {
    #expect(identifier("943 476 5919") == identifier("943-476-5919"))
    #expect(identifier("w886200012345").text == "w886200012345")
    #expect(identifier("P900016713").text == "p900016713")
    #expect(identifier("9434765919").text == "9434765919")
    #expect(identifier("0000012345").text == "0000012345")
  }
  @Test func onlyARightCheckDigitIsGood() {
    #expect(clean { $0.nhsNumber = "943 476 5919" }.0.hasGoodNHS)
    #expect(!clean { $0.nhsNumber = "943 476 5918" }.0.hasGoodNHS)
    #expect(!clean { $0.nhsNumber = "94347659" }.0.hasGoodNHS)
  }
  @Test(arguments: ["", "0000000000", "9999999999", "n/a", "-"])
  func fillersAreUnknown(_ text: String) { #expect(!identifier(text).isKnown) }
  @Test func longNumbersTellSameFromDifferent() {
    let (a, b) = (identifier("ABCDEFGHIJKLMNOP1"), identifier("ABCDEFGHIJKLMNOP2"))
    #expect(a != b && a == identifier("abcdefghijklmnop1") && !a.isOneSlip(from: b))
  }
}
