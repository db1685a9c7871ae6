/// Forenames that one person may go by, a group a line: short forms and spellings. Names within a group count as alike
/// whatever their letters. Common knowledge of English and of names common in England; yours can be added to it.
private let groups = """
  abigail abby abbie abi abbey gail
  adam ad
  ahmed ahmad ahmet achmed
  aiden aidan ayden aydan
  aisha ayesha aysha aishah ayisha
  albert bert bertie alby albie
  alexander alex alec xander alexandra sandy sasha alexa lex lexi lexie alexis sandra alessandro alejandro aleksander
  alfred alf alfie fred
  alice ali alison allie alicia aly
  amelia amy mia millie milly emelia amalia
  amina aminah ameena
  amanda mandy
  andrew andy drew andrea
  angela angie angelina angel
  anna ann anne annie hannah ana anya anastasia
  anthony tony antony ant antonio toni antonia
  archibald archie
  arthur art artie arty
  augustus gus august
  barbara barb babs barbie
  barnaby barney
  beatrice bea trixie beatrix bee
  benjamin ben benji benny bennie
  bernadette bernie
  bethany beth bethan elizabeth liz lizzie lizzy betty betsy eliza libby elsie elisabeth lisa bess bessie ellie
  bradley brad
  brian bryan
  bridget bridie
  caitlin kaitlin katelyn kaitlyn cait
  callum calum
  cameron cam
  carol caroline carrie carolyn caz
  catherine katherine kate katie kathryn cathy kathy cath kat kitty katy catharine katharine kathleen
  cecilia cecily celia cissy
  charles charlie chas chuck charley
  charlotte lottie charley lotte lotty charli
  christine christina chrissie tina chris christopher kit topher kris kristina kristine kristopher christian
  clara claire clare
  connor conor
  constance connie
  cordelia delia
  cynthia cindy
  daniel dan danny daniela danielle dani daniella
  darren daz
  david dave davey davy dai
  deborah debbie deb debra
  dominic dom dominique nic
  donald don donny donnie
  dorothy dot dolly dottie dorothea
  douglas doug dougie
  edward ed eddie ted teddy ned edmund theo theodore edwin eddy
  eleanor ellie nell ella nellie elena elinor nora
  emily em emmie emilie
  emma em emmy
  ethan eth
  evelyn eve evie eva
  fatima fatimah fatema fatma
  felicity flick fliss
  florence flo flora florrie flossie
  frances francesca fran frankie francis frank franklin franny
  frederick freddie fred freddy freda frederica rick
  gabriel gabe gabriella gabi gabby gabrielle
  geoffrey geoff jeff jeffrey
  george georgie geordie georgina georgia gina
  gerald gerry gerard jerry jeremy
  gillian gill jill
  grace gracie
  gregory greg gregg
  gwendolyn gwen gwendoline
  harold harry hal henry hank harrison
  harriet hattie harri
  helen nell ellen elaine lena
  hugh hugo huw hughie
  hussain hussein husain hussayn hossain
  ian iain
  ibrahim ebrahim abraham abe
  imogen immy immie
  imran emran
  isaac ike zac
  isabella isabel bella izzy izzie isobel isabelle issy belle
  ishaq ishak
  jack john johnny jon jackie johnathan jonathan jonny jonathon jackson
  jacob jake jakub
  jacqueline jackie jacqui
  james jim jimmy jamie jem
  jane janet janie jan
  jasmine jas jaz jazz yasmin yasmine jasmin
  jayden jaden jaydon
  jennifer jen jenny jennie jenna
  jessica jess jessie jessy
  joanna jo joanne joan joey josephine josie joseph joe jody
  jordan jord
  joshua josh
  judith judy jude
  julia julie jules julian juliet
  karen kaz
  kenneth ken kenny
  kevin kev
  kimberley kim kimberly
  khadija khadijah kadija
  laura laurie lauren lori loren lawrence larry
  leonard len lenny leo leon leonardo lennie
  leah lea lia
  lewis louis lou louie lewie
  lillian lily lil lilly lilian lillie
  louise lou louisa
  lucy lucille luce lucinda lucie lucia
  luke lucas luca lukas
  lydia liddy
  madeleine maddie maddy madison madeline mads
  magdalena magda lena
  margaret maggie meg peggy marge margie margot greta daisy rita
  maria mary marie molly polly may mariam maryam miriam marian mae mimi
  martha marty mattie
  martin marty
  martina tina
  matilda tilly mattie tillie
  matthew matt matty mathew
  maximilian max maxwell maxine maxim
  megan meg meghan
  melanie mel melissa melody
  michael mike mick mickey micky mikey michal
  michelle shell chelle
  miles myles
  mohammed muhammad mohammad mohamed muhammed mohamad mohd mo md muhamed mohamud
  mustafa mustapha
  natalie nat natasha tasha nathalie natalia
  nathan nate nathaniel nat
  nicholas nick nicky nicolas nico
  nicola nicole nikki nicky nic
  oliver ollie olly oli
  olivia liv livvy livvie livi liva olive
  omar umar umer
  oscar ozzie
  pamela pam
  patricia pat trish tricia patsy patrick paddy patty
  paul pauline paula
  penelope penny pen
  peter pete
  philip phil pip phillip philippa pippa
  phoebe pheebs
  priscilla cilla
  rachel rach rachael
  raymond ray
  rebecca becky becca bex becki
  reginald reg reggie
  rhys reece reese rhyse
  richard rick dick rich ricky richie dickie
  robert bob rob bobby robbie bert robin bobbie
  roberta bobbie
  roderick rod rory
  ronald ron ronnie
  rosemary rose rosie romy rosalind rosa
  roxanne roxy
  ruby rubes
  russell russ
  ruth ruthie
  samuel sam sammy samantha sammie
  sarah sara sally sadie zara
  saul sol solomon
  scarlett scarlet
  sean shaun shawn
  sebastian seb bas bastian
  shannon shan
  sharon shaz
  shirley shirl
  simon si
  sophia sophie sofia soph sofie
  stanley stan
  stephen steve stevie steven stefan
  stephanie steph stephie stefanie
  stuart stu stewart
  susan sue susie suzanne suzie susannah susanna suki zuzanna
  sylvia silvia sylvie
  tabitha tabby
  tamara tammy tam
  teresa terry tess tessa theresa tracy
  terence terry
  thomas tom tommy thom
  timothy tim timmy
  tobias toby tobie
  tristan tris
  ursula uschi
  valerie val
  vanessa nessa
  victor vic
  victoria vicky tori vicki vikki
  vincent vince vinny vinnie
  violet vi lettie
  virginia ginny ginger
  vivian viv vivienne
  walter wally walt
  wendy wend
  wilfred wilf wilfrid
  william will bill billy liam willie willy wills
  winifred winnie freda
  yousef yusuf yousuf joseph yosef yusef youssef
  yvonne eve
  zachary zach zack zac zak zachariah zakariya
  zainab zaynab zeinab
  zoe zoey
  """

/// The groups, each as its names.
let nicknameGroups: [[String]] = groups.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }

/// Which groups each name of the string table belongs to: at most two, which is enough for every name above. Made with a new
/// table, so that the names in groups have the lowest numbers.
struct Nicknames: Sendable {
  /// By a name's number: its first and second group, counted from one; zero for none.
  private var first: [UInt16] = [0]
  private var second: [UInt16] = [0]
  /// By group: the number of its first name.
  private var heads: [UInt32] = [0]

  init(_ table: inout StringTable) {
    for (group, names) in nicknameGroups.enumerated() {
      heads.append(table.intern(names[0]))
      for name in names {
        let number = Int(table.intern(name))
        if number == first.count {
          first.append(UInt16(group + 1))
          second.append(0)
        } else {
          second[number] = UInt16(group + 1)
        }
      }
    }
  }

  /// Whether two names stand in one group.
  func areAlike(_ a: UInt32, _ b: UInt32) -> Bool {
    guard a < first.count, b < first.count else { return false }
    let (a1, a2, b1, b2) = (first[Int(a)], second[Int(a)], first[Int(b)], second[Int(b)])
    return a1 != 0 && (a1 == b1 || a1 == b2 || a2 != 0 && (a2 == b1 || a2 == b2))
  }
  /// One name for all of its first group, so that equal keys find them; the name itself where it has none.
  func canonical(_ name: UInt32) -> UInt32 { name < first.count && name != 0 ? heads[Int(first[Int(name)])] : name }
  /// The numbers of a name's groups, at most two.
  func groups(of name: UInt32) -> [UInt16] {
    name < first.count ? [first[Int(name)], second[Int(name)]].filter { $0 != 0 } : []
  }
}
