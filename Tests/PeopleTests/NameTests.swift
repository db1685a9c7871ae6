import Kernel
import Testing

@testable import People

@Suite struct NameTests {
  @Test(arguments: [
    ("O’Brien", ["obrien"]), ("Mc Donald", ["mcdonald"]), ("al-Hassan", ["hassan"]), ("de la Cruz", ["cruz"]),
    ("Łukasz Wiśniewski", ["lukasz", "wisniewski"]), ("Şükrü IŞIK", ["sukru", "isik"]),
    ("Day-Eastcliffe", ["day", "eastcliffe"]),
    ("Zoë", ["zoe"]), ("  Anne   Marie ", ["anne", "marie"]), ("de", ["de"]), ("", []), ("—", []),
  ])
  func foldsNames(_ name: String, _ words: [String]) { #expect(NameWords(name).words == words) }

  @Test func holdsWhatIsWrittenInPartsAsOneToo() {
    #expect(NameWords("Day Eastcliffe").forms == ["day", "eastcliffe", "dayeastcliffe"])
    #expect(NameWords("al-Hassan").forms == ["hassan", "alhassan"])
    #expect(NameWords("Carter").forms == ["carter"])
  }

  @Test(arguments: [
    ("mohammed", "muhammad"), ("mohamed", "mohammad"), ("catherine", "kathryn"), ("kowalska", "kowalski"),
    ("stephen", "steven"), ("aisha", "ayesha"), ("hussain", "hussein"), ("shaun", "shawn"), ("geoffrey", "jeffrey"),
    ("yousaf", "yusuf"), ("leigh", "lee"), ("wojcik", "vojcik"), ("philip", "filip"), ("isaac", "izaak"),
    ("choudhury", "chowdhury"),
  ])
  func soundsAlike(_ a: String, _ b: String) {
    #expect(soundKey(a) == soundKey(b))
    #expect(soundKey(a) != nil)
  }

  @Test(arguments: [
    ("carter", "barker"), ("amelia", "oliver"), ("khan", "hassan"), ("nowak", "kowal"), ("singh", "khan"),
  ])
  func soundsApart(_ a: String, _ b: String) { #expect(soundKey(a) != soundKey(b)) }

  @Test func countsSlips() {
    #expect(slips("amelia", "amelia", limit: 2) == 0)
    #expect(slips("amelia", "ameila", limit: 2) == 1)
    #expect(slips("amelia", "amela", limit: 2) == 1)
    #expect(slips("deborah", "debroah", limit: 2) == 1)
    #expect(slips("carter", "cartwright", limit: 2) == nil)
    #expect(slips("", "ab", limit: 2) == 2)
  }

  @Test func twoWordsOneSlipApartShareADeletion() {
    for (a, b) in [
      ("amelia", "amela"), ("amelia", "ameila"), ("amelia", "amelua"), ("amelia", "ammelia"), ("jack", "jcak"),
    ] {
      #expect(!deletions(a).isDisjoint(with: deletions(b)), "\(a) \(b)")
    }
  }

  @Test(arguments: [
    ("amelia", "amelia", Likeness.same), ("bill", "william", .nickname), ("mohamed", "muhammad", .sounds),
    ("ame", "amelia", .begins), ("thomson", "thompson", .nearly), ("khan", "carter", .none), ("jo", "al", .none),
  ])
  func tellsHowWordsAgree(_ asked: String, _ known: String, _ likeness: Likeness) {
    #expect(People.likeness(asked, known) == likeness)
  }

  @Test func putsNamesInCase() {
    #expect(nameCase("O'BRIEN-MCKAY") == "O'Brien-McKay")
    #expect(nameCase("12 KENFORD ROAD") == "12 Kenford Road")
    #expect(nameCase("MARIA DE LA CRUZ") == "Maria de la Cruz")
    #expect(nameCase("wiśniewski") == "Wiśniewski")
    #expect(nameCase("DayEastcliffe") == "DayEastcliffe")
    #expect(nameCase("McDonald") == "McDonald")
    #expect(nameCase("ST JOHN'S ROAD") == "St John's Road")
  }

  @Test(arguments: [
    ("Baby", true), ("BABY GIRL", true), ("Female infant", true), ("Twin 1", true), ("Unborn", true),
    ("Not known", true),
    ("Boyd", false), ("Girly", false), ("Ella", false), ("A", false), ("Boy", false),
  ])
  func knowsWhatStandsForAName(_ name: String, _ stands: Bool) { #expect(isPlaceholder(name) == stands) }
}

@Suite struct DateReadingTests {
  @Test(arguments: [
    "3/5/2018", "03/05/2018", "3.5.18", "03-05-2018", "2018-05-03", "2018/5/3", "3 May 2018", "3rd May 2018",
    "3rd of May 2018", "May 3, 2018", "3may2018", "03052018", "20180503", "3 5 2018", "3 MAY 18",
  ])
  func readsADayHoweverItIsWritten(_ text: String) {
    #expect(dayAsWritten(text, today: Day(2026, 11, 22)!) == Day(2018, 5, 3))
  }
  @Test func readsTheOtherOrderWhereNothingElseCanBe() {
    #expect(dayAsWritten("5/13/2018", today: Day(2026, 11, 22)!) == Day(2018, 5, 13))
  }
  @Test(arguments: [
    "", "31/2/2018", "Amelia", "2018", "3 5", "13/13/2018", "943 476 5919", "12 May Street", "99999999",
  ])
  func refusesWhatIsNoDay(_ text: String) { #expect(dayAsWritten(text, today: Day(2026, 11, 22)!) == nil) }
  @Test func takesTwoDigitsForTheLatestYearThatHasCome() {
    #expect(dayAsWritten("1/1/27", today: Day(2026, 11, 22)!) == Day(1927, 1, 1))
    #expect(dayAsWritten("1/1/26", today: Day(2026, 11, 22)!) == Day(2026, 1, 1))
  }
}

@Suite struct ChildQueryTests {
  private func read(_ text: String) -> ChildQuery { .reading(text, today: Day(2026, 11, 22)!) }

  @Test func readsOneBox() {
    let query = read("Amelia O'Brien 3/5/2018 LS1 3EF")
    #expect(query.names == ["amelia", "obrien"])
    #expect(query.bornOn == Day(2018, 5, 3))
    #expect(query.postcode?.text == "LS1 3EF")
    #expect(query.unread == [])
  }
  @Test func readsNumbers() {
    #expect(read("943 476 5919").nhsNumber?.digits == "9434765919")
    #expect(read("9434765919 Khan").names == ["khan"])
    #expect(read("w886200012345").upn?.text == "W886200012345")
    #expect(read("07700 900 982").phone == "07700900982")
    #expect(read("+44 7700 900982").phone == "07700900982")
    #expect(read("01632 960001").phone == "01632960001")
    #expect(read("12 Kenford Road").address == "12 kenford")
    #expect(read("12 Kenford Road, LS16 5GG").postcode?.text == "LS16 5GG")
    #expect(read("Kenford Road").street == "kenford road")
    #expect(read("3 May 2018").bornOn == Day(2018, 5, 3))
  }
  @Test func saysWhatItCannotRead() {
    #expect(read("12345").unread == ["12345"])
    #expect(read("943 476 5918").unread == ["943", "476", "5918"])
    #expect(read("   ").hasKeys == false)
  }
}
