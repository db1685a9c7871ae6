import FrontDoor

// Requests that were answered in each of the ways there are, or taken back.

let endedRequests: [ToldRequest] = [
  ToldRequest(
    "merrick", .workingDays(2, 12), "brackenfold", months: 41,
    parentAsks(
      "Alice", "Merrick", by: "Tom Merrick", hard: "Alice will only eat pasta and we fight every evening.",
      help: "Is this normal? What should we do?", well: "Everything else. She is a delight.", [.unsure]),
    .decided(
      by: "joanne",
      .init(
        .advice, .universal,
        reason: "Typical for the age, growing well, warm home. Advice is enough and the father agrees.",
        told:
          """
          Thank you for telling us about Alice. Many children of three go through a time of eating very few \
          things, and Alice is growing well. Put one new thing beside the pasta and say nothing about it. Stop \
          after twenty minutes. If she loses weight or drops the pasta too, ask us again.
          """,
        alternative:
          """
          The ‘fussy eating’ hour at Brackenfold family hub, Wednesdays at ten, and your health visitor on \
          01632 960 233.
          """
      ))),
  ToldRequest(
    "ibbotson", .workingDays(8, 10), "castlewick", months: 133,
    professionalAsks(
      "Toby", "Ibbotson", by: "Sheila Ward", "Head of year", "Castlewick Junior School",
      hard: "Toby told a friend that his mother’s boyfriend locks him in the shed. He has lost weight.",
      help: "Please assess.", family: "Debra Ibbotson", [.socialCare], level: .statutory,
      school: "Castlewick Junior School"
    ) {
      ($0.agreement, $0.noAgreementWhy) = (.notAsked, .harm)
      $0.agreementNote = "Asking could put Toby at risk this evening."
      $0.signs = [.hurt]
    },
    .decided(
      by: "joanne",
      .init(
        .strategy, .statutory,
        reason:
          """
          A child has said that he is locked in; weight loss seen by school. Reasonable cause to suspect \
          significant harm.
          """,
        told:
          """
          Thank you for acting quickly. We are worried about Toby’s safety, and a social worker is talking with \
          the police and health today. They will ring you before school ends. Please do not speak with the \
          family about it before then.
          """,
        team: "assessment"))),
  ToldRequest(
    "kaur", .workingDays(5, 9.5), "eastholt", months: 96,
    professionalAsks(
      "Jasleen", "Kaur", by: "Anita Desouza", "Health visitor", "Thorne Valley Community Health NHS Trust",
      hard:
        """
        Jasleen has muscular dystrophy and can no longer manage the stairs. Her mother lifts her many times a \
        day and has hurt her back.
        """,
      help: "A social care assessment, equipment, and a break.", family: "Balwinder Kaur", [.shortBreaks, .socialCare],
      level: .statutory),
    .decided(
      by: "kwame",
      .init(
        .assessment, .statutory,
        reason: "A disabled child in need under section 17; carer’s health at risk; adaptations needed.",
        told:
          """
          Thank you for telling us about Jasleen. We think that she and her mother need more than early help \
          can give. A social worker from the Disabled Children’s Team will contact Ms Kaur by Friday and come \
          to the house, together with an occupational therapist, so that she need not explain it twice.
          """,
        team: "disabled-children"))),
  ToldRequest(
    "westbury", .workingDays(1, 9), "fennacre", months: 58,
    parentAsks(
      "Otis", "Westbury", by: "Carla Westbury",
      hard: "Otis’s words are not clear and he starts school in the autumn. Only I understand him.",
      help: "Speech therapy.", [.therapy], helpers: [.school], school: "Fennacre Pre-school"),
    .decided(
      by: "kwame",
      .init(
        .otherService, .early, reason: "Speech only; known pathway; mother agrees to the request being passed on.",
        told:
          """
          Thank you for telling us about Otis. Speech and language therapy is the right place, and with your \
          agreement we have passed on what you wrote, so that you do not have to say it again. They will send \
          you two dates to choose from within three weeks.
          """
      ))),
  ToldRequest(
    "rosewarne", .workingDays(9, 13), "dunmarsh", months: 112,
    parentAsks(
      "Kit", "Rosewarne", by: "Hazel Rosewarne",
      hard: "We moved last month and Kit’s support at school has not come with us.", help: "To have it back.",
      [.learning]),
    .decided(
      by: "joanne",
      .init(
        .otherCouncil, .early, reason: "Lives across the county boundary; that council must answer.",
        told:
          """
          Thank you for writing. Your new home is in the area of the neighbouring council, so that council has \
          to put Kit’s support in place. We have told its SEND team today, as you agreed, and sent the plan. \
          They know that you wait, and will ring you by Thursday.
          """
      ))),
  ToldRequest(
    "draper", .workingDays(7, 11), "aldersham", months: 205,
    parentAsks(
      "Finlay", "Draper", by: "Sue Draper", hard: "Finlay needs a laptop for college and we cannot afford one.",
      help: "Money for a laptop.", [.unsure]),
    .decided(
      by: "kwame",
      .init(
        .notThisService, .universal,
        reason: "No unmet need beyond the equipment; not something early help can pay for.",
        told:
          """
          Thank you for asking. We cannot give money for a laptop, because early help has no such fund. \
          Finlay’s college has one, and students whose parents get Universal Credit are usually given a laptop \
          within two weeks. If you think that we have got this wrong, answer this message and somebody else \
          will look at it.
          """,
        alternative:
          """
          Student services at Aldersham College, 01632 960 410: ask for the bursary fund. We can fill in the \
          form with you by phone.
          """
      ))),
  ToldRequest(
    "amory", .workingDays(10, 10), "millbrace", months: 19,
    parentAsks(
      "Wilf", "Amory", by: "Jess Amory", hard: "Wilf was slow to sit and I was worried.",
      help: "To know if he needs Portage.", [.homeVisiting]),
    .withdrawn(
      why: "He started crawling on Sunday and the health visitor is happy. Thank you, I will ask again if I need to.")),
  ToldRequest(
    "sheldrake", .workingDays(3, 9.5), "castlewick", months: 37,
    parentAsks(
      "Nell", "Sheldrake", by: "Bryony Sheldrake",
      hard:
        """
        Nell has fits and was in hospital again. Nursery will not have her back until somebody trains them. I \
        have lost my job over it.
        """,
      help: "For nursery to be trained. For somebody to be on our side.", [.learning, .homeVisiting],
      helpers: [.hospital], school: "Little Oaks Nursery"),
    .takenBack(
      by: "joanne",
      .init(
        .advice, .early, reason: "Nursery to be trained by the epilepsy nurse.",
        told:
          """
          Thank you for telling us about Nell. The epilepsy nurse can train the nursery, and we have given you \
          the number. We think that this will solve it.
          """,
        alternative: "The epilepsy nurse at the Child Development Centre, 01632 960 236."),
      why:
        """
        Read too quickly: the mother has lost her job over it and asks for somebody to be on her side. Needs a \
        worker, not a number.
        """
    )),
  ToldRequest(
    "lomax", .workingDays(12, 14), "brackenfold", months: 79,
    parentAsks(
      "Reggie", "Lomax", by: "Tina Lomax",
      hard: "Reggie climbs out of windows and does not know about danger. I sleep on the landing.",
      help: """
        Locks. A break. Somebody to believe me.
        """, [.earlyHelp, .shortBreaks], school: "Brackenfold Primary School"),
    .again(
      by: "kwame",
      .init(
        .otherService, .early, reason: "Occupational therapy for safety at home.",
        told:
          """
          Thank you for telling us about Reggie. Occupational therapy can look at windows and doors with you. \
          With your agreement we have passed on what you wrote; they will ring you within ten days.
          """
      ),
      .init(
        .earlyHelp, .targeted,
        reason:
          """
          The mother rang: a fall from the porch roof on Saturday, no harm done. School and health both \
          worried. Needs a worker and a plan, with therapy as part of it.
          """,
        told:
          """
          We have looked again at what you told us, and changed our answer. A worker from Family Support \
          Brackenfold will ring you tomorrow and come this week. Locks for two windows are being fitted on \
          Thursday. We are sorry that our first answer was too small.
          """,
        team: "family-brackenfold"))),
]

/// Requests that somebody began, kept under a code, and has not sent: what they have answered so far.
let unsentRequests: [(code: String, daysAgo: Int, answers: [String: [String]])] = [
  (
    "2346-789C-DFGH", 1,
    [
      "danger": ["no"], "asker": ["parent"], "given_name": ["Ella"], "family_name": ["Hargrave"],
      "postcode": ["TH2 4RD"],
      "hard": ["Ella has not been to school since half-term. I am writing this in the car."],
    ]
  ),
  (
    "7F4K-9XWQ-2MHT", 6,
    [
      "danger": ["no"], "asker": ["young_person"], "given_name": ["Sam"], "hard": ["i dont know how to start this"],
    ]
  ),
  (
    "HJKM-NPQR-TWXY", 17,
    [
      "danger": ["worried"], "asker": ["professional"], "agency": ["Eastholt Surgery"], "role": ["Practice nurse"],
      "given_name": ["Mia"], "family_name": ["Corrigan"],
    ]
  ),
]
