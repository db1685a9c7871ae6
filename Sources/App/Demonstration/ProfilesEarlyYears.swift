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
        needs: "More ideas would help, so that play is not always the same.", says: "{He} is the best thing in our day."
      ),
      Domain(
        "parent_wellbeing", 6, strengths: "Both parents talk openly about how the diagnosis felt.",
        needs: "One parent is back at work and the other is tired. There has been no evening out since the birth.",
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
      "Waved, and said the word ‘bye’ for the first time.",
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
      {child} uses fourteen signs now and puts two together: ‘more milk’, ‘Daddy gone’. {He} pulls {him}self up \
      at the sofa. Mealtimes are calmer, and the grandparents sign too.
      """,
      """
      A very good six weeks. {child} walks along the sofa with one hand on it and said ‘ball’ clearly. At \
      home {he} does by {him}self what {he} can do, and everybody waits for {him}.
      """,
      """
      {He} let go of the sofa and took two steps to Daddy. A new sign almost every week. The spoon arrives with \
      yoghurt on it more often than not.
      """,
      """
      Four steps between two chairs, every day now. {child} signs for the bath song and waits for it. At {his} \
      cousin’s birthday {he} ate with everybody else.
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
      """
      {child} went in at the gate without crying on four days of five. Three words that everybody understands: \
      ‘go’, ‘more’ and ‘no’. Home and nursery write in one book.
      """,
    ],
    same: [
      """
      Much as it was. The cards work at home and not yet at nursery, where the key person has changed. The \
      family keeps going and wants to wait before adding anything.
      """,
      """
      No new cards, and none lost. The new key person at nursery has been shown the board and begins with snack \
      time.
      """,
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
}
