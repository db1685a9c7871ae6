import FrontDoor

// Requests in the queue: new, late, urgent, being read, waiting for checks.

let openRequests: [ToldRequest] = [
  ToldRequest(
    "brierley", .hoursAgo(1), "castlewick", months: 29,
    parentAsks(
      "Theo", "Brierley", by: "Lucy Brierley",
      hard:
        """
        Theo is two and a half and only says four words. The health visitor says to wait for speech therapy but \
        it is nine months. He pulls me everywhere and then cries when I do not know what he wants.
        """,
      help: "Somebody to show us how to help him talk while we wait.", well: "He sleeps well and he loves diggers.",
      [.homeVisiting, .therapy], helpers: [.healthVisitor]), .waiting),
  ToldRequest(
    "yilmaz", .hoursAgo(3), "millbrace", months: 74,
    professionalAsks(
      "Deniz", "Yılmaz", by: "Carol Stenhouse", "Deputy head", "Millbrace Primary School",
      hard:
        """
        Deniz arrives hungry most mornings and has missed eleven days this half-term. Mum has told me that she \
        has lost her job and that the cooker is broken. A caring parent who is embarrassed to ask.
        """,
      help: "A key worker for the family, help with money and breakfast.", family: "Elif Yılmaz", [.earlyHelp],
      school: "Millbrace Primary School"
    ) { $0.interpreter = "Turkish" }, .waiting),
  ToldRequest(
    "rudd", .workingDays(3, 11), "eastholt", months: 52,
    parentAsks(
      "Harvey", "Rudd", by: "Kelly Rudd",
      hard:
        """
        Nursery say Harvey hits. At home he is lovely until it is time to stop something and then he goes for \
        me or the baby. My mum says he needs a smack and I do not want that.
        """,
      help: "Ideas that work. I have tried the sticker chart.", well: "Gentle with the cat. Good at puzzles.",
      [.earlyHelp, .mentalHealth], helpers: [.school], school: "Eastholt Under Fives"), .waiting),
  ToldRequest(
    "lacey", .hoursAgo(2), "aldersham", months: 183,
    { () -> NewHelpRequest in
      var new = NewHelpRequest(asker: .youngPerson, givenName: "Erin", familyName: "Lacey")
      new.hard =
        """
        I cut my arms sometimes and it is getting more. I have not told my dad because he has enough going on. \
        I do not want to be sent anywhere. I just want it to stop.
        """
      new.wouldHelp = "Someone to talk to who is not at school."
      new.signs = [.selfHarm]
      new.services = [.mentalHealth]
      new.formats = [.textOnly]
      new.phone = "07700 900812"
      new.bestTime = "After 4"
      return new
    }(), .waiting),
  ToldRequest(
    "garrity", .hoursAgo(5), "dunmarsh", months: 31,
    professionalAsks(
      "Lacey-Mae", "Garrity", by: "Paula Finnegan", "Community midwife", "Thorne Valley Community Health NHS Trust",
      hard:
        """
        At this morning’s visit to the new baby the older child had a bruise on the cheek and flinched when \
        mother’s partner came in. Mother asked me not to say anything. I am worried about tonight.
        """,
      help: "Please look at this today.", family: "Shannon Garrity", [.socialCare], level: .statutory
    ) {
      $0.danger = .worried
      $0.signs = [.hurt]
      ($0.agreement, $0.noAgreementWhy) = (.notAsked, .harm)
      $0.agreementNote = "Asking in front of the partner could put mother and child at risk."
      ($0.soon, $0.soonWhy) = (.urgent, "The partner is at home from five.")
    },
    .read(
      by: "joanne",
      notes: [
        (
          .phoned,
          """
          Rang the midwife: bruise on the left cheek, about 3 cm, no explanation given. The partner is called \
          Dean. She will ring the ward about the baby’s checks.
          """
        ),
        (.note, "Social care’s duty manager told by phone. Strategy discussion to be fixed for this afternoon."),
      ])),
  ToldRequest(
    "baby-castle", .workingDays(1, 14), "fennacre", months: -3,
    professionalAsks(
      "Baby", "Okonjo", by: "Rachel Amis", "Specialist midwife", "Thorne Valley Community Health NHS Trust",
      hard:
        """
        Efua is 19, expecting in three months, and lives in one room with a friend. The scan showed a heart \
        problem that will need an operation soon after birth. She has learning difficulties and cannot read the \
        letters.
        """,
      help: "A worker now, before the birth, who goes with her to the heart clinic and helps to find a home.",
      family: "Efua Okonjo", [.earlyHelp, .homeVisiting], level: .targeted),
    .read(
      by: "joanne",
      notes: [
        (.tried, "Rang Efua at 10.15: no answer. Sent a short text, as the midwife suggests."),
        (
          .phoned,
          """
          Efua rang back. She would like somebody to come with her. Mornings are good. She asked that letters \
          be read to her.
          """
        ),
      ])),
  ToldRequest(
    "sandiford", .workingDays(1, 10), "brackenfold", months: 161,
    parentAsks(
      "Marlon", "Sandiford", by: "Yvonne Sandiford",
      hard:
        """
        Marlon has ADHD and autism and the tablets make him sick so he stopped. Now he is up all night and has \
        been followed home by older lads twice. I work nights on the ward.
        """,
      help: "Somebody he respects. Help to get the medicine looked at again.", well: "He is a brilliant drummer.",
      [.earlyHelp, .mentalHealth], helpers: [.mentalHealth, .school], school: "Brackenfold High School"),
    .read(
      by: "kwame",
      notes: [
        (
          .phoned,
          """
          Spoke with Ms Sandiford before her shift. The lads: no names, a black e-bike. She agrees to a talk \
          with the youth worker and the police schools officer.
          """
        )
      ])),
  ToldRequest(
    "teale", .workingDays(1, 15), "castlewick", months: 68,
    professionalAsks(
      "Barnaby", "Teale", by: "Olwen Hughes", "SENCO", "Castlewick Infant School",
      hard:
        """
        Barnaby has hit his head against the wall on four days this week. He has no words and wears a helmet. \
        We are a mainstream school with one adult for him until lunch.
        """,
      help: "A meeting of everybody, soon. The parents ask for a break at weekends.", family: "Ruth and Simon Teale",
      [.learning, .shortBreaks, .earlyHelp], level: .targeted, school: "Castlewick Infant School"),
    .checks(
      by: "joanne",
      [
        .init(
          "education", "Is Barnaby known to specialist teaching, and is a request for an EHC assessment under way?",
          .known,
          """
          Yes. Assessed by the early years teacher last spring. The school’s request for an EHC needs \
          assessment came in three weeks ago; the decision is due in three.
          """,
          by: "femi"),
        .init("camhs", "Is he open to the neurodevelopmental pathway or the learning disability team?"),
        .init("early-help", "Has Portage worked with Barnaby, and what helped then?"),
      ])),
  ToldRequest(
    "nkemelu", .workingDays(4, 9.5), "dunmarsh", months: 118,
    professionalAsks(
      "Chiamaka", "Nkemelu", by: "Jo Birtles", "Family liaison", "Dunmarsh Primary School",
      hard:
        """
        Chiamaka has been collected by four different adults and does not always know who is coming. Mum is in \
        hospital. Chiamaka is quiet and will not eat lunch.
        """,
      help: "To know who looks after her, and support for whoever that is.", family: "Aunt: Adaeze Nkemelu",
      [.earlyHelp], level: .targeted, school: "Dunmarsh Primary School"),
    .checks(
      by: "kwame",
      [
        .init("health", "Is the mother’s admission known to the health visitor or GP, and who is named as carer?"),
        .init(
          "social", "Has there been any contact about private fostering?", .notKnown, "No record of the family.",
          by: "martin"),
      ])),
  ToldRequest(
    "pargeter", .workingDays(2, 10), "aldersham", months: 25,
    parentAsks(
      "Bonnie", "Pargeter", by: "Steph Pargeter",
      hard:
        """
        Bonnie was in special care for eleven weeks and everyone said she would catch up. She is two and is not \
        walking. I do not think she sees well on the left.
        """,
      help: "Portage. A friend has it and says it changed their life.", [.homeVisiting],
      helpers: [.hospital, .healthVisitor]),
    .checks(
      by: "joanne",
      [
        .init(
          "health", "Which services is Bonnie open to, and has her sight been tested?", .known,
          """
          Open to community paediatrics and physiotherapy. An eye appointment was missed in the summer because \
          the letter went to an old address; rebooked.
          """,
          by: "claire"),
        .init(
          "education", "Is she known to the visual impairment team?", .notKnown,
          "Not referred yet; happy to see her with Portage.", by: "femi"),
      ])),
  ToldRequest(
    "holloway-mother", .workingDays(1, 19), "millbrace", months: 86,
    parentAsks(
      "Freddie", "Holloway", by: "Nicola Holloway",
      hard:
        """
        Freddie wets himself at school since his dad left and the other boys call him names. He says he wishes \
        he was a baby again.
        """,
      help: """
        Somebody for him to talk to or play with.
        """, [.mentalHealth], school: "Millbrace Primary School"), .waiting),
  ToldRequest(
    "holloway-school", .hoursAgo(4), "millbrace", months: 86,
    professionalAsks(
      "Freddie", "Holloway", by: "Carol Stenhouse", "Deputy head", "Millbrace Primary School",
      hard:
        """
        Freddie has become withdrawn since his parents separated. Daily accidents and some bullying, which we \
        have dealt with. Mum says that she has asked you as well.
        """,
      help: "Emotional support. We can offer a room.", family: "Nicola Holloway", [.mentalHealth, .earlyHelp],
      school: "Millbrace Primary School"), .waiting),
]
