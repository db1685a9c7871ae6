import FrontDoor
import Plans

// Families in which the adults, the home or the past need help as much as the child.

extension Profile {
  static let newBaby = Profile(
    services: [.earlyHelp], helpers: [.healthVisitor, .gp],
    goingWell:
      "{child} is feeding and putting on weight. When it is quiet and we are all in the big bed, it is lovely.",
    hard:
      """
      I cry most of the day and then feel bad for crying. My partner works away. I am frightened of being alone \
      with {child} and I have not told anybody at the clinic.
      """,
    wouldHelp: "Someone to sit with us. To know that I am not a bad mother.",
    referral:
      """
      Low mood since the birth, score high at the six-week visit, no thoughts of harm. Partner away four nights \
      a week. Would accept help at home.
      """,
    whatMatters: "Being held. {His} mother’s voice. The light in the kitchen window.",
    communication: nil, alerts: nil,
    domains: [
      Domain(
        "health", 8, strengths: "{child} is growing along {his} line and is up to date with vaccinations.",
        needs: "Reflux, and short naps.", says: "{He} is fine. It is me."),
      Domain(
        "warmth", 6, strengths: "Holds and talks to {him} even on bad days.",
        needs: "Says that she feels nothing at times.", says: "I do all the right things and wait for the feeling."),
      Domain(
        "parent_wellbeing", 3, strengths: "Asked for help herself.", needs: "Low mood most days; awake between feeds.",
        says: "I used to be the one who made people laugh."),
      Domain(
        "wider_family", 4, strengths: "A sister rings every evening.", needs: "Partner away Monday to Friday.",
        says: "I count down to Friday."),
      Domain(
        "community", 4, strengths: "The family hub is a short walk.", needs: "Has not been out for three weeks.",
        says: "Everybody there looks so together."),
    ],
    summary:
      """
      {child} is well cared for by a mother who feels that she is failing. Her mood needs treatment and company \
      more than advice. With both, the pleasure that shows on good days can grow.
      """,
    voice: .watched,
    childSays: [
      "Turned to {his} mother’s voice and stopped crying.", "Watched her face for a long time after the feed.",
      "Smiled at her first, then at us.", "Reached for her hair and laughed.",
    ],
    goals: [
      ToldGoal(
        "I go out with {child} every day, if only to the corner", why: "The walls come in otherwise.",
        "parent_wellbeing", from: 1,
        [
          Step("Walk to the hub together on Wednesdays", .worker), Step("Put the pram by the door each night", .parent),
        ]),
      ToldGoal(
        "I tell the doctor how it really is", why: "So that it gets better.", "parent_wellbeing", from: 1,
        [
          Step("Book a double appointment and go along", .worker), Step("Ring about the talking therapy", .other),
        ]),
    ],
    better: [
      """
      Out every day but two. She has begun talking therapy and sleeps four hours in one piece. {child} chats to \
      her and she chats back.
      """,
      "She laughed on the phone. The baby group has become a fixed point, and her partner has changed his shifts.",
    ],
    same: ["The tablets take time. Good days and bad days, about half and half. The Wednesday walk has held."],
    worse: [
      """
      Two very bad weeks; she could not get up. Her sister has moved in for now. The perinatal team will see \
      her on Thursday.
      """
    ],
    meeting:
      """
      Health visitor, key worker and both parents met on a Friday, so that he could be there. He heard for the \
      first time how bad the weeks are.
      """,
    told:
      """
      You are not a bad mother, and you did the right thing by telling us. A key worker will phone you tomorrow \
      and come to your home. They will go with you to the doctor if you wish.
      """,
    reason:
      """
      Parental mood affecting a baby; protective factors present; no risk of harm disclosed. Level 2 with \
      health visiting.
      """
  )

  static let crowdedHome = Profile(
    services: [.earlyHelp, .unsure], helpers: [.school],
    goingWell: "The children look out for each other. {child} reads to the little ones every night.",
    hard:
      """
      Six of us live in two rooms, and the damp comes back whatever we do. {child} has been at the hospital \
      twice with {his} chest. We owe the electric and are frightened of the post.
      """,
    wouldHelp: "A dry house. Somebody who can make sense of the letters.",
    referral:
      """
      Overcrowding and mould, repeated asthma attacks, arrears. The children are clean, polite and often tired. \
      School gives breakfast.
      """,
    whatMatters: "Books. {His} own corner. Football cards.",
    communication: nil, alerts: "Asthma: blue inhaler goes everywhere",
    domains: [
      Domain(
        "health", 4, strengths: "Uses {his} inhaler well.",
        needs: "Two hospital visits for asthma this year; mould on the bedroom wall.",
        says: "I can hear {him} breathing through the wall."),
      Domain(
        "learning", 6, strengths: "A keen reader.", needs: "Off sick one day a week.",
        says: "{He} cries if {he} misses library day."),
      Domain(
        "home", 2, strengths: "Kept clean against the odds.", needs: "Two rooms for six, damp, no heating upstairs.",
        says: "We paint it and it comes through in a week."),
      Domain(
        "money", 3, strengths: "Works nights at the packing plant.", needs: "Arrears of electricity and rent.",
        says: "I put the letters behind the clock."),
      Domain(
        "warmth", 8, strengths: "Close and affectionate.", needs: "No time for one child at a time.",
        says: "We are always together. That is the trouble, and it is the good part."),
    ],
    summary:
      """
      A close family in a home that makes {child} ill. The debts are smaller than the fear of them. A letter \
      from the chest clinic and somebody at the table with the post would move things.
      """,
    voice: .talked,
    childSays: [
      "I want a door that shuts.", "When it is cold I can hear my chest whistle.",
      "The school room is warm. I go early.", "We have got a radiator now. I put my feet on it.",
    ],
    goals: [
      ToldGoal(
        "The bedroom is dry", why: "So that {child} can breathe.", "home", from: 0,
        [
          Step("Send the clinic’s letter to the landlord and environmental health", .worker),
          Step("Photograph the wall each Sunday", .parent),
        ]),
      ToldGoal(
        "We know what we owe and pay a bit each week", why: "To open the post again.", "money", from: 1,
        [
          Step("Sit down with the letters and a list", .worker),
          Step("Ring the energy company’s hardship line", .other),
        ]),
    ],
    better: [
      """
      The landlord has put in a fan and treated the wall. No hospital this month. A plan for the arrears is \
      agreed, at eleven pounds a week.
      """,
      "An offer of a three-bedroom house in {his} school’s area. {child} has measured where {his} books will go.",
      "The move went well and the boxes are gone. {child} has a door to close, and sleeps through the night.",
      "No inhaler needed at school for a month. The arrears are half of what they were.",
      "{child} has joined the library club. The parents say that they can see the end of it now.",
    ],
    same: ["The inspector came and has written. Nothing has been done to the wall yet. Payments are being kept to."],
    worse: [
      """
      A notice to leave came on Friday. {child} was in hospital for two nights. The housing officer will see \
      the family on Monday, with the key worker.
      """
    ],
    meeting:
      """
      Housing, school, the asthma nurse and the key worker: one list of who rings whom. School keeps the \
      library open at eight.
      """,
    told:
      """
      A key worker will phone you this week and come with time to go through the letters. They will write to \
      the landlord together with the chest clinic. If {child}’s breathing gets worse, call 999; do not wait for \
      us.
      """,
    reason: "Housing and debt with an impact on a child’s health; level 2, key worker, housing and health alongside.")

  static let newCountry = Profile(
    services: [.earlyHelp, .learning], helpers: [.school, .charity],
    goingWell: "{child} is brave and learns English very fast. {He} helps me at the shop.",
    hard:
      """
      We came here eight months ago to be safe. {child} does not sleep in the dark and does not want to leave \
      me. I do not understand how the school works, and I am alone with the children.
      """,
    wouldHelp:
      "A person who speaks my language or comes with somebody who does. Help with forms. Friends for my children.",
    referral:
      """
      Left another area after domestic abuse. Address must not be passed on. {child} is anxious at parting and \
      often sleeps in class. The mother is careful and would value support with an interpreter.
      """,
    whatMatters: "Knowing where Mum is. A light at night. Drawing with the other girls and boys.",
    communication: nil, alerts: "Do not leave voice messages\nDo not write to the home",
    domains: [
      Domain(
        "feelings", 4, strengths: "Draws and speaks about the old house.", needs: "Nightmares; clings at the gate.",
        says: "{He} asks if the door is locked. I say yes, every hour."),
      Domain(
        "learning", 6, strengths: "From no English to chatting, in eight months.", needs: "Sleeps in lessons.",
        says: "{He} reads the letters to me. It should be the other way."),
      Domain(
        "relationships", 5, strengths: "One good friend at school.", needs: "Has never had her home.",
        says: "I am afraid to say where we live."),
      Domain(
        "guidance", 7, strengths: "Calm routine at bedtime.", needs: "All sleep in one room by choice.",
        says: "We sleep when we are together."),
      Domain(
        "community", 3, strengths: "A women’s group on Mondays.", needs: "Cannot read the letters; no one to ask.",
        says: "Everybody is kind, and I understand half."),
      Domain(
        "money", 4, strengths: "Careful with little.", needs: "Benefit stopped for a form that was not understood.",
        says: "It was eleven pages."),
    ],
    summary:
      """
      A mother and her children who have got themselves to safety and are beginning again. {child} is \
      recovering and needs to know that home stays secret and stays. With an interpreter at every meeting, this \
      mother will do the rest.
      """,
    voice: .played,
    childSays: [
      "Drew the new door with three locks, and a cat.", "My mum is strong. She lifted the bed.",
      "I can say it in English now. I am not scared in the day.", "Sofia came to my house.",
    ],
    goals: [
      ToldGoal(
        "{child} sleeps through with the small light on", why: "We are all so tired.", "feelings", from: 1,
        [
          Step("The same story and song each night", .parent),
          Step("Ask the children’s domestic abuse service for sessions", .worker),
        ]),
      ToldGoal(
        "I can deal with the letters myself", why: "I was a teacher. I want to stand on my own feet.", "community",
        from: 1,
        [
          Step("Book the same interpreter for each visit", .worker),
          Step("English class on Tuesdays and Thursdays", .parent),
        ]),
    ],
    better: [
      """
      {child} slept through on five nights of seven. The mother filled in a form with a dictionary and it was \
      right. A friend has been to tea.
      """,
      "The mother has begun to help at the school’s reading hour. {child} walks in at the gate without looking back.",
    ],
    same: [
      """
      Sleep is a little better. The interpreter changed twice, and much had to be said again. We have asked for \
      the first one back.
      """
    ],
    worse: [
      """
      A letter went to the old address and the family was afraid for days. The nightmares are back. We have \
      told the agency what its mistake did.
      """
    ],
    meeting:
      """
      Held at the school with the interpreter. Everyone signed that the address is not on any list, and the \
      office changed the contact sheet while we sat there.
      """,
    told:
      """
      Thank you for trusting us. A worker will meet you at the school with an interpreter, at the time you \
      said. We do not write to your home and we do not give your address to anybody.
      """,
    reason: "Recovering from domestic abuse, safe at present, isolated. Level 2 with interpreter; address withheld.")
}
