import FrontDoor
import Plans

// Families with a move ahead, and children who carry too much.

extension Profile {
  static let learningDisability = Profile(
    services: [.shortBreaks, .learning, .earlyHelp], helpers: [.school, .hospital, .charity],
    goingWell:
      "{child} loves swimming and knows everybody at the pool by name. {He} is proud of helping in the kitchen.",
    hard:
      """
      {child} moves to secondary school next year and nobody can tell us where. {He} has epilepsy and a \
      learning disability, and we have not had a weekend to ourselves since {he} was three.
      """,
    wouldHelp:
      "A break we can rely on. Somebody who has done the move to a new school before and can tell us what to ask.",
    referral:
      """
      Moderate learning disability and epilepsy, transition to secondary next year. Single parent with two \
      other children. Carer strain is high and there is no short break.
      """,
    whatMatters: "Swimming on Saturdays. Knowing names. Having a job to do. Not being hurried.",
    communication: "Easy words and pictures; say it once and wait",
    alerts: "Epilepsy: never alone in water\nNuts: allergy, pen in the school office",
    domains: [
      Domain(
        "learning", 6, strengths: "Reads signs and short sentences, counts money to a pound.",
        needs: "The move to secondary is not planned.", says: "The open evening was for everybody else’s children."),
      Domain(
        "health", 6, strengths: "Two seizures this year; takes {his} tablets {him}self.",
        needs: "Plan for school trips is out of date.", says: "School keep {him} at home from trips, to be safe."),
      Domain(
        "self_care", 6, strengths: "Dresses, showers and makes toast.", needs: "Roads and strangers.",
        says: "{He} would go off with anybody who was nice."),
      Domain(
        "relationships", 5, strengths: "Loved at the pool.", needs: "No friend of {his} own to ring.",
        says: "{He} has helpers. {He} has not got mates."),
      Domain(
        "parent_wellbeing", 4, strengths: "Knows her rights and keeps every letter.",
        needs: "Has had no night off for eight years.", says: "I am running on fumes."),
      Domain(
        "wider_family", 5, strengths: "An uncle takes {him} swimming.",
        needs: "The younger girls get little of their mother’s time.", says: "The girls say I only have ears for {him}."
      ),
    ],
    summary:
      """
      {child} is a sociable young person who can do more than {he} is asked to. {His} mother holds everything \
      together alone. A reliable break and a planned move to secondary would change life for all four of them.
      """,
    voice: .pictures,
    childSays: [
      "I want to go on the bus with my friends.", "I am a good helper. I did the register.",
      "New school. Big. I want to see the pool.",
      "I went to Bramble House. I had pizza. I slept.", "I can do the kettle now.",
    ],
    goals: [
      ToldGoal(
        "{child} has a Saturday a month at Bramble House", why: "{He} has fun there and Mum has a day with the girls.",
        "wider_family", from: 0,
        [
          Step("Fill in the short breaks form together", .worker), Step("Visit for tea first", .parent),
        ]),
      ToldGoal(
        "We know which school by the end of term", why: "Not knowing is the worst.", "learning", from: 1,
        [
          Step("Ask for the phase transfer meeting in writing", .worker),
          Step("Visit three schools and write down three questions", .parent),
        ]),
      ToldGoal(
        "{child} has a friend round once a fortnight", why: "{He} asks every day.", "relationships", from: 1,
        [
          Step("Swap numbers with two families from the pool", .parent),
          Step("Ask the youth club about a buddy", .other),
        ]),
    ],
    better: [
      """
      Two Saturdays at Bramble House and both went well. Three schools visited; {child} knows which one {he} \
      wants: the one with the pool. A friend comes on Sundays.
      """,
      "The school is named in the plan. {child} made tea for all of us at the meeting, with the new kettle.",
    ],
    same: ["The form for short breaks is with the panel. Two schools visited, neither right. {child} keeps swimming."],
    worse: [
      """
      Three seizures in a month and school asks to send {him} home whenever {he} is tired. The mother fell ill \
      and an aunt stepped in. We asked for an early decision on the break.
      """
    ],
    meeting:
      """
      School, epilepsy nurse and the key worker wrote a plan for trips, so that {child} can go on the next one. \
      The EHC coordinator confirmed the dates of the transfer.
      """,
    told:
      """
      A key worker will phone you. They have been through the move to secondary with other families and can \
      tell you what to ask. We have also passed your request for a short break to the panel, so that you do not \
      have to ask again.
      """,
    reason: "Carer strain with a disabled child and transition ahead; level 3, with education and short breaks.")

  static let youngCarer = Profile(
    services: [.earlyHelp], helpers: [.school, .family],
    goingWell: "{child} is grown up for {his} age, cooks a good stew, and never misses a match.",
    hard:
      """
      I have multiple sclerosis and {child} does far too much. {He} gets {his} sister ready, helps me wash, and \
      falls asleep in lessons. {He} will not tell anybody because {he} thinks we would be split up.
      """,
    wouldHelp:
      """
      Somebody to help me in the mornings so that {he} does not have to. And for {him} to meet others who know \
      what it is like.
      """,
    referral:
      """
      {child} cares for {his} mother and younger sister before and after school. Tired, late, and quietly \
      proud. The mother agrees and is worried herself.
      """,
    whatMatters: "Football. {His} sister. Nobody finding out who does not need to.",
    communication: nil, alerts: nil,
    domains: [
      Domain(
        "learning", 5, strengths: "Able and liked by teachers.",
        needs: "Late three days in five; homework after eleven at night.",
        says: "{He} does it at the kitchen table when I am in bed."),
      Domain(
        "feelings", 5, strengths: "Talks to the coach.", needs: "Watches {his} mother for signs of a bad day.",
        says: "{He} can tell from how I come down the stairs."),
      Domain(
        "basic_care", 6, strengths: "Everybody is fed and clean.", needs: "It is {child} who sees to it.",
        says: "I should be doing that. I cannot."),
      Domain(
        "parent_wellbeing", 4, strengths: "Open about her illness.", needs: "No care package; relapse in the summer.",
        says: "I was assessed three years ago. Things have changed."),
      Domain(
        "community", 6, strengths: "The club, and a neighbour with a key.", needs: "No young carers’ group joined.",
        says: "{He} thinks it is for other people."),
      Domain(
        "money", 5, strengths: "Benefits checked last year.", needs: "Taxi fares to hospital.",
        says: "We manage until the twentieth."),
    ],
    summary:
      """
      {child} holds a family together with love and too little sleep. Nobody has been neglectful; help for the \
      mother has not kept up with her illness. With morning care for her, {he} can be a pupil and a goalkeeper \
      again.
      """,
    voice: .talked,
    childSays: [
      "I do not mind doing it. I mind people knowing.", "If I do not do it, who does?",
      "The trip was good. Nobody asked me anything. They just knew.",
      "I was on time all week.", "Mum laughed at breakfast. I was eating, not cooking.",
    ],
    goals: [
      ToldGoal(
        "{child} leaves the house at eight with nothing to do but go to school",
        why: "{He} is a child, not a nurse, says Mum.", "learning", from: 1,
        [
          Step("Ask adult social care for a new assessment for the mother", .worker),
          Step("Lay the clothes out the evening before", .parent),
        ]),
      ToldGoal(
        "{child} meets other young carers", why: "So that {he} is not the only one.", "community", from: 0,
        [
          Step("Go along to the first evening", .other), Step("Say yes to the minibus", .parent),
        ]),
    ],
    better: [
      """
      A carer comes for an hour each morning. {child} was late once in six weeks. {He} went on the young \
      carers’ trip and is going again.
      """,
      """
      {child} is in the first team and does {his} homework before tea. {His} sister walks to school with a \
      neighbour. The mother says the house is quieter, in a good way.
      """,
    ],
    same: [
      """
      Adult care has assessed and we wait for the hours. {child} still does the mornings. The school has \
      stopped marking {him} late.
      """
    ],
    worse: [
      """
      The mother was in hospital for nine days and {child} was alone with {his} sister for two nights before \
      anyone knew. A plan for emergencies is now on the fridge, with four numbers.
      """
    ],
    meeting:
      """
      Adult social care came for the first time. The hours for the mother were counted from what {child} does \
      now, minute by minute. It was a long list.
      """,
    told:
      """
      You and {child} are doing a great deal, and nobody wants to split you up. A key worker will phone you and \
      come when {child} is at school. They will ask adult services for help for you in the mornings, and \
      {child} can meet other young carers if {he} likes.
      """,
    reason: "Young carer with an impact on school; adult care to be assessed again. Level 2, key worker.")
}
