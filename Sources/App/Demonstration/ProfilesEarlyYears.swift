// swift-format-ignore-file: LineLength
// Sentences as people write them: breaking them would make them harder to read and to change.
import FrontDoor
import Plans

// Families of young disabled children: what a Portage service meets.

extension Profile {
  static let downSyndrome = Profile(
    services: [.homeVisiting, .therapy], helpers: [.healthVisitor, .hospital],
    goingWell:
      "{child} is a happy, sociable little one who loves music and being in the bath. {He} has started to copy us.",
    hard:
      """
      We were told about Down’s syndrome the day {he} was born and then we seemed to be on our own. {He} is not \
      walking yet and says only a few sounds. We do not know what we should be doing with {him} at home.
      """,
    wouldHelp: "Somebody who comes to the house and shows us what to do, a bit at a time. And to meet other parents.",
    referral:
      """
      {child} has Down’s syndrome and is delayed in gross motor skills, communication and self-help. The \
      parents are keen and would make good use of regular home visiting.
      """,
    whatMatters: "Songs with actions, {his} big cousin, splashing in water, and being told what comes next.",
    communication: "Makaton signs with single words; give {him} time to answer",
    alerts: "Heart: seen yearly by cardiology\nCoughs on thin drinks: thicken as the therapist has shown",
    domains: [
      Domain(
        "communication", 4,
        strengths:
          """
          Turns to {his} name, copies sounds, and uses six Makaton signs at home: more, drink, finished, Mummy, \
          dog and ball.
          """,
        needs:
          """
          Understands more than {he} can say and gets cross when not understood. Hearing goes up and down with \
          glue ear.
          """,
        says: "When we sign as well as speak, {he} looks at us and waits. It has changed mealtimes."),
      Domain(
        "self_care", 4, strengths: "Holds a spoon and brings it to {his} mouth with help.",
        needs: "Needs help with dressing, and with drinking from an open cup.",
        says: "We do it for {him} because it is quicker. We would like to stop doing that."),
      Domain(
        "health", 6, strengths: "Growing well, vaccinations up to date, heart check in spring was good.",
        needs: "Glue ear; a hearing test is due. Sleep is broken by colds.",
        says: "We keep a folder of all the letters. There are a lot of them."),
      Domain(
        "warmth", 9, strengths: "A warm, playful home. Both parents get down on the floor and follow {his} lead.",
        needs: "They would like ideas, so that play is not always the same.", says: "{He} is the best thing in our day."
      ),
      Domain(
        "parent_wellbeing", 6, strengths: "They talk openly about how the diagnosis felt.",
        needs: "One parent is back at work and the other is tired. They have had no evening out since the birth.",
        says: "We are fine most days. Some days we are not."),
      Domain(
        "wider_family", 7, strengths: "Grandparents live near and look after {him} one afternoon a week.",
        needs: "Grandparents are unsure about signing.", says: "Grandma learned ‘biscuit’ first, of course."),
    ],
    summary:
      """
      {child} is a sociable child who learns by watching and doing. {He} understands much more than {he} can \
      say. Signing at home has begun to close that gap. The family wants to do things with {him}, not for \
      {him}, and needs somebody to show the next small step.
      """,
    voice: .watched,
    childSays: [
      "Signed ‘more’ for the bubbles four times, and pushed the puzzle away.",
      "Signed ‘finished’ when we talked too long.",
      "Chose the ball, not the bricks, and signed ‘Mummy’ to have her join in.", "Laughed, and signed ‘again’.",
      "Said ‘bye’ and waved for the first time with words.",
    ],
    goals: [
      ToldGoal(
        "{child} tells us what {he} wants with a sign or a word, without crying",
        why: "So that mealtimes and bedtimes are calm.", "communication", from: 1,
        [
          Step("Show the family three new signs at each visit and leave the picture sheet", .worker),
          Step("Sign ‘more’ and ‘finished’ at every meal", .parent),
          Step("Send the date of the next hearing test", .other),
        ]),
      ToldGoal(
        "{child} walks from the sofa to the table", why: "{He} wants to reach {his} toys without being carried.",
        "self_care", from: 1,
        [
          Step("Push the weighted trolley up and down the hall twice a day", .parent),
          Step("Ask the physiotherapist about supportive boots", .worker),
        ]),
      ToldGoal(
        "{child} eats a yoghurt by {him}self with a spoon", why: "Because {he} is proud when {he} does it alone.",
        "self_care", from: 2,
        [
          Step("Let {him} fill the spoon and help only for the last bit", .parent)
        ]),
    ],
    better: [
      """
      {child} uses fourteen signs now and puts two together: ‘more milk’, ‘Daddy gone’. {He} takes four steps \
      between two chairs. Mealtimes are calmer, and the grandparents sign too.
      """,
      """
      A very good six weeks. {child} walks along the sofa without holding on and said ‘ball’ clearly. The \
      family has stopped doing for {him} what {he} can do.
      """,
    ],
    same: [
      """
      {child} had two chest infections and lost some weeks. What {he} could do before {he} still can. We keep \
      the goals and make the steps smaller.
      """
    ],
    worse: [
      """
      {child} was in hospital for five days and has gone back to crying instead of signing. {He} is tired and \
      will not stand. We begin again gently, with songs.
      """
    ],
    meeting:
      """
      We shared what each of us is working on, so that the same signs are used at home, at nursery and in \
      therapy. The family asked for one calendar with all appointments on it.
      """,
    told:
      """
      A home visitor from Portage will phone you within a week. They will come to your home every one or two \
      weeks, play with {child}, and show you one small thing to try between visits. You choose what to work on \
      first.
      """,
    reason:
      """
      Delay in more than two areas with a confirmed diagnosis; the family wants to take part. Home visiting \
      fits and there is no other service doing it.
      """
  )

  static let autismPathway = Profile(
    services: [.homeVisiting, .learning, .therapy], helpers: [.healthVisitor, .school],
    goingWell:
      """
      {child} can do jigsaws that are meant for five-year-olds. {He} knows every car by its badge and loves \
      being outside.
      """,
    hard:
      """
      {He} had about ten words and then lost them. {He} screams if we go a different way to the shop. {He} does \
      not play with other children at nursery and only eats four things. We were told the wait to be seen is \
      very long.
      """,
    wouldHelp:
      "To know what to do while we wait. How to help {him} talk to us and how to get through a day without a meltdown.",
    referral:
      """
      {child} was seen at the two-year check: loss of words, little pointing or shared attention, very \
      distressed by change, restricted diet. On the neurodevelopmental pathway. The mother is exhausted and \
      asks for practical help now.
      """,
    whatMatters:
      "Knowing what will happen. Cars in a line that nobody touches. Crunchy food. Being squeezed, not stroked.",
    communication: "Photos of what comes next; few words; no eye contact needed",
    alerts: "Runs off near roads\nEats only dry food: bring nothing wet",
    domains: [
      Domain(
        "communication", 3, strengths: "Takes an adult by the hand to what {he} wants. Hums the tune of every advert.",
        needs: "No words at present. Does not point, so nobody knows what {he} is looking at.",
        says: "I know what every cry means. Nobody else does."),
      Domain(
        "feelings", 3, strengths: "Calms quickly when wrapped in {his} blanket with the light low.",
        needs: "Changes and noise frighten {him}. Meltdowns last up to forty minutes, several a day.",
        says: "I plan the whole day around not setting it off."),
      Domain(
        "learning", 6, strengths: "Excellent at matching and puzzles; remembers where everything is.",
        needs: "Plays alone at nursery and leaves the room at story time.",
        says: "Nursery are kind but they have not got the staff."),
      Domain(
        "guidance", 6, strengths: "There is a clear bedtime routine which works.",
        needs: "Both parents do things differently when {he} is upset, and would like to agree.",
        says: "We argue about it, and then neither of us is right."),
      Domain(
        "parent_wellbeing", 4, strengths: "Knows when she needs a break and asks for it.",
        needs: "Has not slept through for two years and has given up her evening course.",
        says: "I love {him} more than anything, and I am so tired."),
      Domain(
        "community", 5, strengths: "The library has a quiet hour which they like.",
        needs: "They no longer use the bus.", says: "People stare."),
    ],
    summary:
      """
      {child} is a bright, determined child for whom the world is too loud and too sudden. {He} shows us what \
      {he} wants with {his} whole body. Pictures and a steady order of the day are likely to help more than \
      words for now. The wait for the pathway should not be a wait for help.
      """,
    voice: .pictures,
    childSays: [
      "Gave us the photo of the garden, twice.", "Turned the photo of nursery face down.",
      "Chose ‘car’ and ‘squeeze’ from six pictures.",
      "Handed over the picture for ‘stop’ when the room got noisy.", "Said ‘go’ when the car was let down the ramp.",
    ],
    goals: [
      ToldGoal(
        "{child} shows us a picture instead of screaming", why: "Then we can say yes, or say when.", "communication",
        from: 0,
        [
          Step("Make the first six photo cards with the family", .worker),
          Step("Offer two cards before every snack", .parent), Step("Put the same cards up at nursery", .other),
        ]),
      ToldGoal(
        "Going out of the house takes ten minutes and not an hour", why: "So that we can visit Nan again.", "feelings",
        from: 1,
        [
          Step("Show the ‘first shoes, then car’ board each time", .parent),
          Step("Write a one-page plan of what to do in a meltdown, the same for both parents", .worker),
        ]),
      ToldGoal(
        "{child} tries one new food a month", why: "The doctor is worried about iron.", "health", from: 1,
        [
          Step("Put one new crunchy thing on the side plate, with no comment", .parent),
          Step("Ask the dietitian for a list", .worker),
        ]),
    ],
    better: [
      """
      {child} now brings the picture for ‘outside’ and for ‘cheese crackers’ by {him}self. Meltdowns are down \
      from five a day to about one. Nursery uses the same cards, and {he} stayed for half of story time.
      """,
      """
      The first word has come back: ‘go’. The ‘first, then’ board gets {him} out of the house most mornings. \
      Both parents now do the same thing when {he} is upset.
      """,
    ],
    same: [
      """
      Much as it was. The cards work at home and not yet at nursery, where the key person has changed. The \
      family keeps going and wants to wait before adding anything.
      """
    ],
    worse: [
      """
      The move of nursery room upset everything. {child} bites {his} hand, sleeps four hours, and has dropped \
      two of {his} foods. The mother asked whether this is too much for early help alone.
      """
    ],
    meeting:
      """
      Nursery, Portage and speech therapy agreed one set of pictures and one ‘first, then’ board. Nursery \
      applies for extra funding. The pathway confirmed the date of the first appointment.
      """,
    told:
      """
      You do not have to wait for a diagnosis to get help. A home visitor from Portage will phone you this week \
      and come to your home. They will start with pictures that show {child} what comes next. We have asked the \
      nursery to join in, as you agreed.
      """,
    reason:
      """
      Clear delay in communication and social play, considerable strain on the family, wait for the pathway \
      over a year. Portage and nursery support now; level 3 because several agencies are needed.
      """
  )

  static let cerebralPalsy = Profile(
    services: [.homeVisiting, .therapy, .shortBreaks], helpers: [.hospital, .therapist],
    goingWell:
      """
      {child} has a wicked sense of humour and laughs at everything {his} brother does. {He} looks at exactly \
      the thing {he} wants.
      """,
    hard:
      """
      {He} was born at 27 weeks and has cerebral palsy. There are so many appointments that we have no time for \
      anything else. {He} cannot sit without help and mealtimes take over an hour.
      """,
    wouldHelp:
      """
      One person who knows all of it. Toys {he} can use with {his} hands. Help to feed {him} without it taking \
      the whole morning.
      """,
    referral:
      """
      {child} has bilateral cerebral palsy and cannot yet sit or finger-feed. Eight professionals are involved \
      and the parents ask for one plan. Portage would help with play and with joining up therapy at home.
      """,
    whatMatters: "{His} brother. Being up at the table with everybody else. Music that {he} can start {him}self.",
    communication: "Looks at what {he} wants: hold up two things and wait; switch for ‘yes’",
    alerts:
      """
      Choking risk: mash and thicken, sit upright for half an hour after meals\nEpilepsy: rescue medicine in \
      the red bag
      """,
    domains: [
      Domain(
        "health", 4, strengths: "Seizures are under control since the spring.",
        needs: "Weight gain is slow; hips are watched; many appointments at three hospitals.",
        says: "We had eleven appointments last month. We counted."),
      Domain(
        "communication", 5, strengths: "Chooses between two objects by looking, reliably. Laughs at jokes.",
        needs: "Ready for a switch or a book of pictures.",
        says: "{He} knows what {he} wants. It is up to us to ask properly."),
      Domain(
        "self_care", 3, strengths: "Opens {his} mouth for the spoon and swallows mashed food safely.",
        needs: "Needs a special seat and a shallow spoon; meals take an hour.",
        says: "Everybody else eats and we are still feeding."),
      Domain(
        "warmth", 9, strengths: "Included in everything: the brother reads to {him} each night.",
        needs: "The brother misses time of his own.", says: "They are thick as thieves."),
      Domain(
        "home", 5, strengths: "Downstairs is level and light.",
        needs: "The bathroom is upstairs, and {he} is getting heavy.", says: "My back will not do this for ever."),
      Domain(
        "money", 5, strengths: "Disability living allowance is in place.",
        needs: "Fuel for hospital trips eats the budget.", says: "Nobody told us we could claim the travel."),
    ],
    summary:
      """
      {child} knows what {he} wants and tells those who wait for it. {His} body makes everything slow. The \
      family does a great deal of therapy in a day and needs one plan that says what matters most now, and what \
      can wait.
      """,
    voice: .watched,
    childSays: [
      "Looked at the drum, three times out of four, and laughed when it was {his} turn.",
      "Closed {his} eyes when there was too much talk.",
      "Looked at {his} brother when asked who should come.", "Pressed the switch for ‘more’ without help.",
      "Looked at the swing, not the ball.",
    ],
    goals: [
      ToldGoal(
        "{child} sits at the table with us for a whole meal", why: "Because meals are when we are all together.",
        "self_care", from: 1,
        [
          Step("Chase the supportive chair with the occupational therapist", .other),
          Step("Use the shallow spoon and count to five between mouthfuls", .parent),
          Step("Film one meal, to look at with the speech therapist", .worker),
        ]),
      ToldGoal(
        "{child} starts a toy or a song by {him}self", why: "So that {he} can make something happen.", "communication",
        from: 1,
        [
          Step("Lend two switch toys and change them each month", .worker),
          Step("Put the switch where {his} left hand rests", .parent),
        ]),
      ToldGoal(
        "One calendar with every appointment, and two on the same day where that is possible",
        why: "To have one week in the month without a hospital.", "health", from: 0,
        [
          Step("Collect all dates from the three hospitals", .worker),
          Step("Ask the community nurse to join clinics up", .other),
        ]),
    ],
    better: [
      """
      The chair has come and meals take thirty-five minutes. {child} starts the music by {him}self with the \
      switch and waits for {his} brother’s turn. Two clinics are now on one day.
      """,
      """
      {child} sat at the table for the whole of Sunday lunch. Weight is up. The family had a week without \
      appointments, and went to the sea.
      """,
    ],
    same: [
      """
      Waiting for the chair has held everything up. {child} still enjoys the switch toys. We wrote to the \
      equipment service together.
      """
    ],
    worse: [
      """
      More seizures since the summer, and {child} is sleepy on the new medicine. Meals are slower again. Play \
      is on hold while the hospital finds the right dose.
      """
    ],
    meeting:
      """
      Nine people around one table for the first time. We agreed what matters most until spring: sitting at \
      table, and making something happen with a switch. Everything else waits.
      """,
    told:
      """
      We would like to give you one person who keeps the whole picture. A Portage home visitor will phone you \
      this week. They will bring toys that {child} can use, and sit down with you to make one calendar out of \
      all the appointments.
      """,
    reason: "Complex needs with eight agencies and no key worker. Portage as key worker, level 3.")
}
