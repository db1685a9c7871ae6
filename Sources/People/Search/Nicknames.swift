/// Forms of one name that neither a slip nor the sound would bring together. Each line is one name.
private let families: [[String]] = [
  "abigail abi abbie gail", "alexander alex alec sandy xander sasha aleksander", "alexandra alex lexi sandra sasha",
  "alfred alfie fred freddie", "andrew andy drew andrzej", "anthony tony antoni", "amelia millie amy",
  "annabelle bella annie",
  "archibald archie", "arthur artie art", "barbara basia babs", "benjamin ben benji", "bartholomew bart bartosz bartek",
  "catherine katherine kate katie cathy kitty kasia katarzyna", "charles charlie chas",
  "charlotte charlie lottie lotte",
  "christopher chris kit krzysztof", "christina chris tina krystyna", "daniel dan danny", "david dave dawid",
  "dorothy dot dolly",
  "edward ed eddie ted teddy ned", "eleanor ellie nell nora",
  "elizabeth liz lizzie beth betty eliza ella elsie bess elspeth",
  "emily em emmy millie", "evelyn evie eve", "florence flo florrie", "frances fran frankie", "francis frank frankie",
  "frederick fred freddie", "gabriel gabe", "george georgie jerzy", "georgina georgie gina", "grace gracie",
  "gregory greg grzegorz",
  "harold harry hal", "henry harry hal", "isabella isabelle bella izzy isla ella", "jacob jake jack jakub kuba",
  "james jim jimmy jamie",
  "jennifer jen jenny", "jessica jess jessie", "john jack johnny jan ian sean johnathan", "jonathan jon jonny",
  "joseph joe joey jozef yusuf",
  "josephine josie jo", "joshua josh", "katherine kathy kay", "laurence larry laurie", "leonard leo len",
  "lewis louis lou",
  "louise lou", "louisa lou lulu", "madeleine maddie", "margaret maggie meg peggy greta daisy malgorzata gosia",
  "martha marty",
  "mary molly polly maria maryam mariam may", "matthew matt mateusz", "maximilian max",
  "michael mike mick mickey michal",
  "mohammed mo mohd md", "nathaniel nathan nate nat", "nicholas nick nicky mikolaj", "nicola nicky nikki",
  "olivia liv livvy ollie",
  "oliver ollie olly", "patricia pat trish tricia", "patrick pat paddy", "paul pawel", "peter pete piotr",
  "penelope penny", "philip phil pip",
  "rebecca becky becca", "richard rick dick richie ryszard", "robert rob bob bobby robbie bert", "ronald ron ronnie",
  "rosemary rose rosie",
  "samantha sam sammy", "samuel sam sammy", "sarah sally sadie", "siobhan shivaun chevonne", "sean shaun shane",
  "simon szymon si",
  "sophia sophie zofia zosia", "stanley stan", "stephen steve stevie szczepan", "susan sue susie",
  "theodore theo ted teddy", "theresa terry tess teresa",
  "thomas tom tommy tomek", "timothy tim timmy", "victoria vicky tori", "vincent vince",
  "william will bill billy liam willie",
  "yusuf joseph yousef", "zachary zac zach zack", "abdul abdullah", "aisha ash", "fatima fatemah fatoumata",
  "niamh neve", "caoimhe keeva", "aoife eefa",
].map { $0.split(separator: " ").map(String.init) }

/// Which lines of the table each form stands on.
private let lines: [String: Set<Int>] = {
  var lines: [String: Set<Int>] = [:]
  for (line, names) in families.enumerated() { for name in names { lines[name, default: []].insert(line) } }
  return lines
}()

func areNicknames(_ a: String, _ b: String) -> Bool {
  guard let first = lines[a], let second = lines[b] else { return false }
  return !first.isDisjoint(with: second)
}

/// Other forms of the name; itself is not among them.
func nicknames(of name: String) -> [String] {
  guard let found = lines[name] else { return [] }
  return Set(found.flatMap { families[$0] }).subtracting([name]).sorted()
}
