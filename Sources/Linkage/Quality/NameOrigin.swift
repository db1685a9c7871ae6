// Where a last name comes from, to see whether links fail some families more than others: a rough guess over many
// children, never of one, and never kept. By names and endings that are common in one part of the world and rare in
// others. Source: the lists of common surnames of each country's statistics office, as far as they are undisputed.

/// A part of the world in which a last name is common.
enum NameOrigin: String, CaseIterable {
  case southAsia = "South Asia"
  case arabicAndSomali = "Arabic, Somali and Turkish"
  case africa = "West and southern Africa"
  case easternEurope = "Eastern Europe"
  case spanishAndPortuguese = "Spain, Portugal and Latin America"
  case eastAsia = "East Asia"
  case britain = "Britain, Ireland and all others"

  init(lastName: String) {
    let words = lastName.lowercased().split { !$0.isLetter && $0 != "’" && $0 != "'" }.map(String.init)
    self = words.lazy.compactMap(NameOrigin.init(word:)).first ?? .britain
  }

  private init?(word: String) {
    if let known = Self.names[word] {
      self = known
      return
    }
    guard let found = Self.endings.first(where: { word.count > $0.0.count + 2 && word.hasSuffix($0.0) }) else {
      return nil
    }
    self = found.1
  }

  private static let names = Dictionary(
    lists.flatMap { origin, names in names.split(separator: " ").map { (String($0), origin) } }
  ) { first, _ in first }

  private static let lists: [(NameOrigin, String)] = [
    (
      .southAsia,
      """
      khan ahmed hussain patel begum bibi khatun shah kausar mahmood akhtar miah singh acharya malik iqbal rashid rahman \
      chowdhury choudhury choudhry sharma mistry kaur haque khare mirza gill raja uddin butt latif anand agrawal aggarwal \
      chaudhry chaudhary sheikh desai apte riaz arora qureshi badal owais younis anwar sultana javed kumar bains panchal \
      aslam jain islam das gupta verma reddy rao nair iyer mukherjee banerjee parveen ashraf bhatti dhillon sandhu sidhu \
      grewal rani devi perera fernando silva-perera akter alam sarkar ullah nawaz saleem siddiqui rehman ghosh
      """
    ),
    (
      .arabicAndSomali,
      """
      ali hussein hassan mohammed mohamed muhammad abdi warsame farah omar idris ibrahim karim osman yusuf nur jama ismail \
      saleh nasser mustafa abdullah abdullahi aden barre haji duale said salah aziz hamid khalil mansour yilmaz yildirim \
      kaya demir celik sahin ozturk aydin
      """
    ),
    (
      .africa,
      """
      opoku adu bonsu adelakun adegbite chukwu adekunle aderogba adebisi adeyemo agyapong fadipe olujimi adomah adusei \
      okafor okeke okoro adeyemi mensah boateng owusu osei asante appiah nkemelu eze nwosu balogun ogunleye bello sesay \
      kamara conteh moyo ndlovu dube sibanda ncube diallo traore
      """
    ),
    (
      .easternEurope,
      """
      nowak novak mazur wojcik krawczyk kowalczyk walczak pietrzak ababei aanei ardelean dumitrescu marin dinu eftimie \
      diaconu florea gheorghiu albu barbu cristea stancu popa popescu ionescu radu stan dobre horvath nagy toth balogh \
      kaminska lewandowska
      """
    ),
    (
      .spanishAndPortuguese,
      """
      franco gonzalez ponce cuevas herrera munoz duarte murillo velez rodriguez garcia martinez lopez hernandez perez \
      sanchez ramirez torres flores rivera gomez diaz reyes cruz morales silva santos oliveira souza pereira ferreira \
      costa rodrigues almeida
      """
    ),
    (
      .eastAsia,
      "chen wang zhang huang zhao zhou chan wong cheung leung nguyen tran pham hoang kim park tanaka suzuki yamamoto"
    ),
  ]

  private static let endings: [(String, NameOrigin)] = [
    ("ski", .easternEurope), ("ska", .easternEurope), ("cki", .easternEurope), ("cka", .easternEurope),
    ("wicz", .easternEurope), ("czyk", .easternEurope), ("escu", .easternEurope), ("enko", .easternEurope),
    ("chuk", .easternEurope), ("ova", .easternEurope), ("aite", .easternEurope), ("iene", .easternEurope),
    ("aitis", .easternEurope), ("oglu", .arabicAndSomali), ("jit", .southAsia), ("preet", .southAsia),
  ]
}
