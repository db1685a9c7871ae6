import People
import FrontDoor
import Plans

// Families of young disabled children: what a Portage service meets.

extension Profile {
  static let downSyndrome = Profile(
    services: [.homeVisiting, .therapy], helpers: [.healthVisitor, .hospital],
    goingWell: "{child} is a happy, sociable little one who loves music and being in the bath. {He} has started to copy us.",
    hard: "We were told about Down’s syndrome the day {he} was born and then we seemed to be on our own. {He} is not walking yet and says only a few sounds. We do not know what we should be doing with {him} at home.",
    wouldHelp: "Somebody who comes to the house and shows us what to do, a bit at a time. And to meet other parents.",
    referral: "{child} has Down’s syndrome and is delayed in gross motor skills, communication and self-help. The parents are keen and would make good use of regular home visiting.",
    whatMatters: "Songs with actions, {his} big cousin, splashing in water, and being told what comes next.",
    communication: "Makaton signs with single words; give {him} time to answer",
    alerts: "Heart: seen yearly by cardiology\nCoughs on thin drinks: thicken as the therapist has shown",
    domains: [
      Domain("communication", 4, strengths: "Turns to {his} name, copies sounds, and uses six Makaton signs at home: more, drink, finished, Mummy, dog and ball.", needs: "Understands more than {he} can say and gets cross when not understood. Hearing goes up and down with glue ear.", says: "When we sign as well as speak, {he} looks at us and waits. It has changed mealtimes."),
      Domain("self_care", 4, strengths: "Holds a spoon and brings it to {his} mouth with help.", needs: "Needs help with dressing, and with drinking from an open cup.", says: "We do it for {him} because it is quicker. We would like to stop doing that."),
      Domain("health", 6, strengths: "Growing well, vaccinations up to date, heart check in spring was good.", needs: "Glue ear; a hearing test is due. Sleep is broken by colds.", says: "We keep a folder of all the letters. There are a lot of them."),
      Domain("warmth", 9, strengths: "A warm, playful home. Both parents get down on the floor and follow {his} lead.", needs: "They would like ideas, so that play is not always the same.", says: "{He} is the best thing in our day."),
      Domain("parent_wellbeing", 6, strengths: "They talk openly about how the diagnosis felt.", needs: "One parent is back at work and the other is tired. They have had no evening out since the birth.", says: "We are fine most days. Some days we are not."),
      Domain("wider_family", 7, strengths: "Grandparents live near and look after {him} one afternoon a week.", needs: "Grandparents are unsure about signing.", says: "Grandma learned ‘biscuit’ first, of course."),
    ],
    summary: "{child} is a sociable child who learns by watching and doing. {He} understands much more than {he} can say. Signing at home has begun to close that gap. The family wants to do things with {him}, not for {him}, and needs somebody to show the next small step.",
    voice: .watched,
    childSays: [
      "Signed ‘more’ for the bubbles four times, and pushed the puzzle away.", "Signed ‘finished’ when we talked too long.",
      "Chose the ball, not the bricks, and signed ‘Mummy’ to have her join in.", "Laughed, and signed ‘again’.",
      "Said ‘bye’ and waved for the first time with words.",
    ],
    goals: [
      ToldGoal("{child} tells us what {he} wants with a sign or a word, without crying", why: "So that mealtimes and bedtimes are calm.", "communication", from: 1, [
        Step("Show the family three new signs at each visit and leave the picture sheet", .worker), Step("Sign ‘more’ and ‘finished’ at every meal", .parent),
        Step("Send the date of the next hearing test", .other)]),
      ToldGoal("{child} walks from the sofa to the table", why: "{He} wants to reach {his} toys without being carried.", "self_care", from: 1, [
        Step("Push the weighted trolley up and down the hall twice a day", .parent), Step("Ask the physiotherapist about supportive boots", .worker)]),
      ToldGoal("{child} eats a yoghurt by {him}self with a spoon", why: "Because {he} is proud when {he} does it alone.", "self_care", from: 2, [
        Step("Let {him} fill the spoon and help only for the last bit", .parent)]),
    ],
    better: [
      "{child} uses fourteen signs now and puts two together: ‘more milk’, ‘Daddy gone’. {He} takes four steps between two chairs. Mealtimes are calmer, and the grandparents sign too.",
      "A very good six weeks. {child} walks along the sofa without holding on and said ‘ball’ clearly. The family has stopped doing for {him} what {he} can do.",
    ],
    same: [
      "{child} had two chest infections and lost some weeks. What {he} could do before {he} still can. We keep the goals and make the steps smaller.",
    ],
    worse: [
      "{child} was in hospital for five days and has gone back to crying instead of signing. {He} is tired and will not stand. We begin again gently, with songs.",
    ],
    meeting: "We shared what each of us is working on, so that the same signs are used at home, at nursery and in therapy. The family asked for one calendar with all appointments on it.",
    told: "A home visitor from Portage will phone you within a week. They will come to your home every one or two weeks, play with {child}, and show you one small thing to try between visits. You choose what to work on first.",
    reason: "Delay in more than two areas with a confirmed diagnosis; the family wants to take part. Home visiting fits and there is no other service doing it.")

  static let autismPathway = Profile(
    services: [.homeVisiting, .learning, .therapy], helpers: [.healthVisitor, .school],
    goingWell: "{child} can do jigsaws that are meant for five-year-olds. {He} knows every car by its badge and loves being outside.",
    hard: "{He} had about ten words and then lost them. {He} screams if we go a different way to the shop. {He} does not play with other children at nursery and only eats four things. We were told the wait to be seen is very long.",
    wouldHelp: "To know what to do while we wait. How to help {him} talk to us and how to get through a day without a meltdown.",
    referral: "{child} was seen at the two-year check: loss of words, little pointing or shared attention, very distressed by change, restricted diet. On the neurodevelopmental pathway. The mother is exhausted and asks for practical help now.",
    whatMatters: "Knowing what will happen. Cars in a line that nobody touches. Crunchy food. Being squeezed, not stroked.",
    communication: "Photos of what comes next; few words; no eye contact needed",
    alerts: "Runs off near roads\nEats only dry food: bring nothing wet",
    domains: [
      Domain("communication", 3, strengths: "Takes an adult by the hand to what {he} wants. Hums the tune of every advert.", needs: "No words at present. Does not point, so nobody knows what {he} is looking at.", says: "I know what every cry means. Nobody else does."),
      Domain("feelings", 3, strengths: "Calms quickly when wrapped in {his} blanket with the light low.", needs: "Changes and noise frighten {him}. Meltdowns last up to forty minutes, several a day.", says: "I plan the whole day around not setting it off."),
      Domain("learning", 6, strengths: "Excellent at matching and puzzles; remembers where everything is.", needs: "Plays alone at nursery and leaves the room at story time.", says: "Nursery are kind but they have not got the staff."),
      Domain("guidance", 6, strengths: "There is a clear bedtime routine which works.", needs: "Both parents do things differently when {he} is upset, and would like to agree.", says: "We argue about it, and then neither of us is right."),
      Domain("parent_wellbeing", 4, strengths: "Knows when she needs a break and asks for it.", needs: "Has not slept through for two years and has given up her evening course.", says: "I love {him} more than anything, and I am so tired."),
      Domain("community", 5, strengths: "The library has a quiet hour which they like.", needs: "They no longer use the bus.", says: "People stare."),
    ],
    summary: "{child} is a bright, determined child for whom the world is too loud and too sudden. {He} shows us what {he} wants with {his} whole body. Pictures and a steady order of the day are likely to help more than words for now. The wait for the pathway should not be a wait for help.",
    voice: .pictures,
    childSays: [
      "Gave us the photo of the garden, twice.", "Turned the photo of nursery face down.", "Chose ‘car’ and ‘squeeze’ from six pictures.",
      "Handed over the picture for ‘stop’ when the room got noisy.", "Said ‘go’ when the car was let down the ramp.",
    ],
    goals: [
      ToldGoal("{child} shows us a picture instead of screaming", why: "Then we can say yes, or say when.", "communication", from: 0, [
        Step("Make the first six photo cards with the family", .worker), Step("Offer two cards before every snack", .parent), Step("Put the same cards up at nursery", .other)]),
      ToldGoal("Going out of the house takes ten minutes and not an hour", why: "So that we can visit Nan again.", "feelings", from: 1, [
        Step("Show the ‘first shoes, then car’ board each time", .parent), Step("Write a one-page plan of what to do in a meltdown, the same for both parents", .worker)]),
      ToldGoal("{child} tries one new food a month", why: "The doctor is worried about iron.", "health", from: 1, [
        Step("Put one new crunchy thing on the side plate, with no comment", .parent), Step("Ask the dietitian for a list", .worker)]),
    ],
    better: [
      "{child} now brings the picture for ‘outside’ and for ‘cheese crackers’ by {him}self. Meltdowns are down from five a day to about one. Nursery uses the same cards, and {he} stayed for half of story time.",
      "The first word has come back: ‘go’. The ‘first, then’ board gets {him} out of the house most mornings. Both parents now do the same thing when {he} is upset.",
    ],
    same: [
      "Much as it was. The cards work at home and not yet at nursery, where the key person has changed. The family keeps going and wants to wait before adding anything.",
    ],
    worse: [
      "The move of nursery room upset everything. {child} bites {his} hand, sleeps four hours, and has dropped two of {his} foods. The mother asked whether this is too much for early help alone.",
    ],
    meeting: "Nursery, Portage and speech therapy agreed one set of pictures and one ‘first, then’ board. Nursery applies for extra funding. The pathway confirmed the date of the first appointment.",
    told: "You do not have to wait for a diagnosis to get help. A home visitor from Portage will phone you this week and come to your home. They will start with pictures that show {child} what comes next. We have asked the nursery to join in, as you agreed.",
    reason: "Clear delay in communication and social play, considerable strain on the family, wait for the pathway over a year. Portage and nursery support now; level 3 because several agencies are needed.")

  static let cerebralPalsy = Profile(
    services: [.homeVisiting, .therapy, .shortBreaks], helpers: [.hospital, .therapist],
    goingWell: "{child} has a wicked sense of humour and laughs at everything {his} brother does. {He} looks at exactly the thing {he} wants.",
    hard: "{He} was born at 27 weeks and has cerebral palsy. There are so many appointments that we have no time for anything else. {He} cannot sit without help and mealtimes take over an hour.",
    wouldHelp: "One person who knows all of it. Toys {he} can use with {his} hands. Help to feed {him} without it taking the whole morning.",
    referral: "{child} has bilateral cerebral palsy and cannot yet sit or finger-feed. Eight professionals are involved and the parents ask for one plan. Portage would help with play and with joining up therapy at home.",
    whatMatters: "{His} brother. Being up at the table with everybody else. Music that {he} can start {him}self.",
    communication: "Looks at what {he} wants: hold up two things and wait; switch for ‘yes’",
    alerts: "Choking risk: mash and thicken, sit upright for half an hour after meals\nEpilepsy: rescue medicine in the red bag",
    domains: [
      Domain("health", 4, strengths: "Seizures are under control since the spring.", needs: "Weight gain is slow; hips are watched; many appointments at three hospitals.", says: "We had eleven appointments last month. We counted."),
      Domain("communication", 5, strengths: "Chooses between two objects by looking, reliably. Laughs at jokes.", needs: "Ready for a switch or a book of pictures.", says: "{He} knows what {he} wants. It is up to us to ask properly."),
      Domain("self_care", 3, strengths: "Opens {his} mouth for the spoon and swallows mashed food safely.", needs: "Needs a special seat and a shallow spoon; meals take an hour.", says: "Everybody else eats and we are still feeding."),
      Domain("warmth", 9, strengths: "Included in everything: the brother reads to {him} each night.", needs: "The brother misses time of his own.", says: "They are thick as thieves."),
      Domain("home", 5, strengths: "Downstairs is level and light.", needs: "The bathroom is upstairs, and {he} is getting heavy.", says: "My back will not do this for ever."),
      Domain("money", 5, strengths: "Disability living allowance is in place.", needs: "Fuel for hospital trips eats the budget.", says: "Nobody told us we could claim the travel."),
    ],
    summary: "{child} knows what {he} wants and tells those who wait for it. {His} body makes everything slow. The family does a great deal of therapy in a day and needs one plan that says what matters most now, and what can wait.",
    voice: .watched,
    childSays: [
      "Looked at the drum, three times out of four, and laughed when it was {his} turn.", "Closed {his} eyes when there was too much talk.",
      "Looked at {his} brother when asked who should come.", "Pressed the switch for ‘more’ without help.", "Looked at the swing, not the ball.",
    ],
    goals: [
      ToldGoal("{child} sits at the table with us for a whole meal", why: "Because meals are when we are all together.", "self_care", from: 1, [
        Step("Chase the supportive chair with the occupational therapist", .other), Step("Use the shallow spoon and count to five between mouthfuls", .parent),
        Step("Film one meal, to look at with the speech therapist", .worker)]),
      ToldGoal("{child} starts a toy or a song by {him}self", why: "So that {he} can make something happen.", "communication", from: 1, [
        Step("Lend two switch toys and change them each month", .worker), Step("Put the switch where {his} left hand rests", .parent)]),
      ToldGoal("One calendar with every appointment, and two on the same day where that is possible", why: "To have one week in the month without a hospital.", "health", from: 0, [
        Step("Collect all dates from the three hospitals", .worker), Step("Ask the community nurse to join clinics up", .other)]),
    ],
    better: [
      "The chair has come and meals take thirty-five minutes. {child} starts the music by {him}self with the switch and waits for {his} brother’s turn. Two clinics are now on one day.",
      "{child} sat at the table for the whole of Sunday lunch. Weight is up. The family had a week without appointments, and went to the sea.",
    ],
    same: ["Waiting for the chair has held everything up. {child} still enjoys the switch toys. We wrote to the equipment service together."],
    worse: ["More seizures since the summer, and {child} is sleepy on the new medicine. Meals are slower again. Play is on hold while the hospital finds the right dose."],
    meeting: "Nine people around one table for the first time. We agreed what matters most until spring: sitting at table, and making something happen with a switch. Everything else waits.",
    told: "We would like to give you one person who keeps the whole picture. A Portage home visitor will phone you this week. They will bring toys that {child} can use, and sit down with you to make one calendar out of all the appointments.",
    reason: "Complex needs with eight agencies and no key worker. Portage as key worker, level 3.")

  static let hearing = Profile(
    services: [.homeVisiting, .learning, .therapy], helpers: [.hospital, .healthVisitor],
    goingWell: "{child} watches everything. {He} is cuddly and funny, and loves the dog.",
    hard: "{He} was found to be deaf at the newborn test and has hearing aids, but pulls them out all the time. We are the first deaf family anybody here seems to have met. Nobody has told us whether to sign or not.",
    wouldHelp: "Someone to visit who knows about deaf children and can help with the hearing aids. To learn to sign as a family.",
    referral: "{child} has moderate to severe hearing loss in both ears and wears aids for about an hour a day. Parents want to sign. Please consider Portage together with the teacher of deaf children.",
    whatMatters: "Seeing your face when you talk. The dog. Lights that mean something is going to happen.",
    communication: "Hearing aids, British Sign Language and speech together; face {him} in good light",
    alerts: "Cannot hear a shout or a car",
    domains: [
      Domain("communication", 5, strengths: "Follows faces closely, uses nine signs, babbles when the aids are in.", needs: "Aids are in for one hour a day; should be all waking hours.", says: "The minute they go in they come out again."),
      Domain("identity", 7, strengths: "Proud of the bright moulds that {he} chose.", needs: "Has not met another deaf child.", says: "We want {him} to be proud of it, not to hide it."),
      Domain("learning", 6, strengths: "Good at posting, stacking and looking at books.", needs: "Nursery place from January needs planning.", says: "Will they keep the aids in? That is what I lie awake about."),
      Domain("warmth", 9, strengths: "The whole family is learning to sign and uses it at table.", needs: "The older sister sometimes feels left out.", says: "We make more of an effort to look at each other now. It is nice."),
      Domain("community", 5, strengths: "A family sign class has begun at the library.", needs: "It is in the evening and they have no sitter.", says: "We went once. It was brilliant."),
    ],
    summary: "{child} is an observant child with two languages on the way. What stands between {him} and hearing is keeping the aids in. The family signs already and wants to meet other deaf children and adults.",
    voice: .signed,
    childSays: [
      "Signed ‘dog’ and pointed to the door.", "Signed ‘light’, and ‘again’.", "Signed ‘no’ to the left aid and ‘yes’ to the right.",
      "Signed ‘friend’ about the girl at the group.", "Said and signed ‘Daddy, look’.",
    ],
    goals: [
      ToldGoal("{child} wears both hearing aids from breakfast to bedtime", why: "So that {he} hears us all day.", "communication", from: 1, [
        Step("Aids in before the first game, every time", .parent), Step("Bring the headband and the toy with aids of its own", .worker), Step("Check the moulds for size", .other)]),
      ToldGoal("All of us can sign a bedtime story", why: "It is our best time of day.", "communication", from: 1, [
        Step("Find a sitter for the evening class", .worker), Step("Learn five signs from the story each week", .parent)]),
    ],
    better: [
      "The aids stay in for six hours, and longest with the dog. {child} turned to {his} name from across the room. The family signs the whole of the bear book.",
      "{child} went to the deaf children’s group and did not want to leave. Nursery staff have started to sign. Aids are in all day but for naps.",
    ],
    same: ["An ear infection meant three weeks without aids. They are back in, for about as long as before. Signs have kept growing."],
    worse: ["Aids come out within minutes since the new moulds, which rub. {child} cries at the sight of the box. The moulds will be made again before we try further."],
    meeting: "Audiology, the teacher of deaf children and Portage agreed who checks the aids, and when. Nursery sends two staff on the sign course.",
    told: "A Portage home visitor and the teacher of deaf children will come to see you together, so that you tell your story once. They will help with the hearing aids and with signing. You do not have to choose between speaking and signing.",
    reason: "Sensory impairment with delay in communication; joint work of Portage and teacher of deaf children.")

  static let slowStart = Profile(
    services: [.homeVisiting], helpers: [.healthVisitor],
    goingWell: "{child} smiles all the time and sleeps well. {He} likes being sung to.",
    hard: "{He} is behind with everything, not only talking. The doctor says to wait and see, and we have waited a year. We feel we are missing time.",
    wouldHelp: "Some ideas for playing, and for somebody to tell us honestly how {he} is doing.",
    referral: "Global delay at the two-year check, about eight to ten months in all areas. Investigations are under way. The parents are young, willing, and have little family near.",
    whatMatters: "Being near people. Singing. Having the same cup.",
    communication: nil, alerts: nil,
    domains: [
      Domain("learning", 4, strengths: "Explores toys with {his} hands and mouth, and looks for a hidden toy.", needs: "About ten months behind in play.", says: "{He} does things in {his} own time."),
      Domain("communication", 4, strengths: "Babbles, waves, lifts {his} arms to be picked up.", needs: "No clear words yet.", says: "I think {he} said ‘Nana’. Nobody believes me."),
      Domain("basic_care", 8, strengths: "A clean, warm home; regular meals and sleep.", needs: "None seen.", says: "We do our best."),
      Domain("parent_wellbeing", 6, strengths: "They support each other well.", needs: "They feel judged for being young.", says: "People talk to us as if we were children."),
      Domain("wider_family", 4, strengths: "An aunt rings every day.", needs: "Nobody near by to help.", says: "It is just the three of us."),
      Domain("money", 5, strengths: "Both work when they can.", needs: "Hours change weekly, so money does too.", says: "Some weeks are tight."),
    ],
    summary: "{child} is a contented child who is learning slowly and surely. {His} parents notice a great deal and need somebody to build on it with them. What {he} can do grows with every month of play.",
    voice: .watched,
    childSays: [
      "Reached for the singing bear each time.", "Turned away from the noisy toys.", "Clapped when asked whether to sing again.",
      "Brought the book to {his} mother’s lap.", "Said ‘mo’ for ‘more’.",
    ],
    goals: [
      ToldGoal("{child} says a word that everybody understands", why: "To hear it from {him}.", "communication", from: 0, [
        Step("Name what {he} looks at, in one word", .parent), Step("Leave the sound bag for two weeks", .worker)]),
      ToldGoal("{child} plays with another child for five minutes", why: "So that nursery will be fun.", "relationships", from: 1, [
        Step("Go to the Tuesday stay and play together the first time", .worker), Step("Roll the ball to and fro each day", .parent)]),
    ],
    better: [
      "{child} said ‘ball’ and ‘bye’. {He} rolled the ball to a boy at stay and play and waited for it to come back. The parents have made two friends there.",
      "A leap forward: {child} walks, points, and brings books. The parents say that they now know what to do next without being told.",
    ],
    same: ["Steady. {child} has kept all that {he} learned and has not added to it. Results of the blood tests are still to come."],
    worse: ["The family had to move to a friend’s flat for three weeks and {child} stopped babbling. They are home again now, and we begin with {his} favourite songs."],
    meeting: "The health visitor brought the results so far. We looked at the Portage checklist together: the family could see how much has changed since spring.",
    told: "A Portage home visitor will phone you and then come every two weeks. You choose what {child} should learn first, and they show you how to make small steps of it. They will tell you honestly how {he} is doing.",
    reason: "Delay in at least two areas; parents want to take an active part.")
}
