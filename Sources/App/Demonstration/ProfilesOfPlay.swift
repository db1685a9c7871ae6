import FrontDoor
import Plans

// More families of young disabled children: hearing, and learning slowly.

extension Profile {
  static let hearing = Profile(
    services: [.homeVisiting, .learning, .therapy], helpers: [.hospital, .healthVisitor],
    goingWell: "{child} watches everything. {He} is cuddly and funny, and loves the dog.",
    hard:
      """
      {He} was found to be deaf at the newborn test and has hearing aids, but pulls them out all the time. We \
      are the first deaf family anybody here seems to have met. Nobody has told us whether to sign or not.
      """,
    wouldHelp:
      """
      Someone to visit who knows about deaf children and can help with the hearing aids. To learn to sign as a \
      family.
      """,
    referral:
      """
      {child} has moderate to severe hearing loss in both ears and wears aids for about an hour a day. Parents \
      want to sign. Please consider Portage together with the teacher of deaf children.
      """,
    whatMatters: "Seeing your face when you talk. The dog. Lights that mean something is going to happen.",
    communication: "Hearing aids, British Sign Language and speech together; face {him} in good light",
    alerts: "Cannot hear a shout or a car",
    domains: [
      Domain(
        "communication", 5, strengths: "Follows faces closely, uses nine signs, babbles when the aids are in.",
        needs: "Aids are in for one hour a day; should be all waking hours.",
        says: "The minute they go in they come out again."),
      Domain(
        "identity", 7, strengths: "Proud of the bright moulds that {he} chose.",
        needs: "Has not met another deaf child.", says: "We want {him} to be proud of it, not to hide it."),
      Domain(
        "learning", 6, strengths: "Good at posting, stacking and looking at books.",
        needs: "Nursery place from January needs planning.",
        says: "Will they keep the aids in? That is what I lie awake about."),
      Domain(
        "warmth", 9, strengths: "The whole family is learning to sign and uses it at table.",
        needs: "The older sister sometimes feels left out.",
        says: "We make more of an effort to look at each other now. It is nice."),
      Domain(
        "community", 5, strengths: "A family sign class has begun at the library.",
        needs: "It is in the evening and they have no sitter.", says: "We went once. It was brilliant."),
    ],
    summary:
      """
      {child} is an observant child with two languages on the way. What stands between {him} and hearing is \
      keeping the aids in. The family signs already and wants to meet other deaf children and adults.
      """,
    voice: .signed,
    childSays: [
      "Signed ‘dog’ and pointed to the door.", "Signed ‘light’, and ‘again’.",
      "Signed ‘no’ to the left aid and ‘yes’ to the right.",
      "Signed ‘friend’ about the girl at the group.", "Said and signed ‘Daddy, look’.",
    ],
    goals: [
      ToldGoal(
        "{child} wears both hearing aids from breakfast to bedtime", why: "So that {he} hears us all day.",
        "communication", from: 1,
        [
          Step("Aids in before the first game, every time", .parent),
          Step("Bring the headband and the toy with aids of its own", .worker),
          Step("Check the moulds for size", .other),
        ]),
      ToldGoal(
        "All of us can sign a bedtime story", why: "It is our best time of day.", "communication", from: 1,
        [
          Step("Find a sitter for the evening class", .worker),
          Step("Learn five signs from the story each week", .parent),
        ]),
    ],
    better: [
      """
      The aids stay in for six hours, and longest with the dog. {child} turned to {his} name from across the \
      room. The family signs the whole of the bear book.
      """,
      """
      {child} went to the deaf children’s group and did not want to leave. Nursery staff have started to sign. \
      Aids are in all day but for naps.
      """,
    ],
    same: [
      """
      An ear infection meant three weeks without aids. They are back in, for about as long as before. Signs \
      have kept growing.
      """
    ],
    worse: [
      """
      Aids come out within minutes since the new moulds, which rub. {child} cries at the sight of the box. The \
      moulds will be made again before we try further.
      """
    ],
    meeting:
      """
      Audiology, the teacher of deaf children and Portage agreed who checks the aids, and when. Nursery sends \
      two staff on the sign course.
      """,
    told:
      """
      A Portage home visitor and the teacher of deaf children will come to see you together, so that you tell \
      your story once. They will help with the hearing aids and with signing. You do not have to choose between \
      speaking and signing.
      """,
    reason: "Sensory impairment with delay in communication; joint work of Portage and teacher of deaf children.")

  static let slowStart = Profile(
    services: [.homeVisiting], helpers: [.healthVisitor],
    goingWell: "{child} smiles all the time and sleeps well. {He} likes being sung to.",
    hard:
      """
      {He} is behind with everything, not only talking. The doctor says to wait and see, and we have waited a \
      year. We feel we are missing time.
      """,
    wouldHelp: "Some ideas for playing, and for somebody to tell us honestly how {he} is doing.",
    referral:
      """
      Global delay at the two-year check, about eight to ten months in all areas. Investigations are under way. \
      The parents are young, willing, and have little family near.
      """,
    whatMatters: "Being near people. Singing. Having the same cup.",
    communication: nil, alerts: nil,
    domains: [
      Domain(
        "learning", 4, strengths: "Explores toys with {his} hands and mouth, and looks for a hidden toy.",
        needs: "About ten months behind in play.", says: "{He} does things in {his} own time."),
      Domain(
        "communication", 4, strengths: "Babbles, waves, lifts {his} arms to be picked up.",
        needs: "No clear words yet.", says: "I think {he} said ‘Nana’. Nobody believes me."),
      Domain(
        "basic_care", 8, strengths: "A clean, warm home; regular meals and sleep.", needs: "None seen.",
        says: "We do our best."),
      Domain(
        "parent_wellbeing", 6, strengths: "They support each other well.", needs: "They feel judged for being young.",
        says: "People talk to us as if we were children."),
      Domain(
        "wider_family", 4, strengths: "An aunt rings every day.", needs: "Nobody near by to help.",
        says: "It is just the three of us."),
      Domain(
        "money", 5, strengths: "Both work when they can.", needs: "Hours change weekly, so money does too.",
        says: "Some weeks are tight."),
    ],
    summary:
      """
      {child} is a contented child who is learning slowly and surely. {His} parents notice a great deal and \
      need somebody to build on it with them. What {he} can do grows with every month of play.
      """,
    voice: .watched,
    childSays: [
      "Reached for the singing bear each time.", "Turned away from the noisy toys.",
      "Clapped when asked whether to sing again.",
      "Brought the book to {his} mother’s lap.", "Said ‘mo’ for ‘more’.",
    ],
    goals: [
      ToldGoal(
        "{child} says a word that everybody understands", why: "To hear it from {him}.", "communication", from: 0,
        [
          Step("Name what {he} looks at, in one word", .parent), Step("Leave the sound bag for two weeks", .worker),
        ]),
      ToldGoal(
        "{child} plays with another child for five minutes", why: "So that nursery will be fun.", "relationships",
        from: 1,
        [
          Step("Go to the Tuesday stay and play together the first time", .worker),
          Step("Roll the ball to and fro each day", .parent),
        ]),
    ],
    better: [
      """
      {child} said ‘ball’ and ‘bye’. {He} rolled the ball to a boy at stay and play and waited for it to come \
      back. The parents have made two friends there.
      """,
      """
      A leap forward: {child} walks, points, and brings books. The parents say that they now know what to do \
      next without being told.
      """,
    ],
    same: [
      """
      Steady. {child} has kept all that {he} learned and has not added to it. Results of the blood tests are \
      still to come.
      """
    ],
    worse: [
      """
      The family had to move to a friend’s flat for three weeks and {child} stopped babbling. They are home \
      again now, and we begin with {his} favourite songs.
      """
    ],
    meeting:
      """
      The health visitor brought the results so far. We looked at the Portage checklist together: the family \
      could see how much has changed since spring.
      """,
    told:
      """
      A Portage home visitor will phone you and then come every two weeks. You choose what {child} should learn \
      first, and they show you how to make small steps of it. They will tell you honestly how {he} is doing.
      """,
    reason: "Delay in at least two areas; parents want to take an active part.")
}
