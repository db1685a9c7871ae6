// What is seen, tried and agreed on home visits: activities of a Portage visitor, each in small steps that follow one
// another, so that a child's visits read as one story.

/// One activity over several visits.
struct Activity: Sendable {
  /// For babies: a child of two or more has left it behind.
  let isForBabies: Bool
  struct Step: Sendable {
    /// How the last suggestion went at home.
    let tried: String
    let seen: String
    let next: String
    init(tried: String, seen: String, next: String) { (self.tried, self.seen, self.next) = (tried, seen, next) }
  }
  let steps: [Step]
  init(forBabies: Bool = false, steps: [Step]) { (isForBabies, self.steps) = (forBabies, steps) }
}

let activities: [Activity] = [
  Activity(steps: [
    .init(
      tried: "We talked about what {child} likes. The family had put the noisy toys away, as agreed on the phone.",
      seen:
        """
        {child} sat on the rug and put one brick on another when I held the lower one. {He} looked up at each \
        of us to be clapped. With a third brick {he} swept the tower over and laughed.
        """,
      next:
        """
        Twice a day, before a meal: build two bricks together, then wait. If {he} reaches, give the next one. \
        Clap for two. You will know it works when {he} builds two without your hand on the lower one.
        """
    ),
    .init(
      tried:
        """
        They built at breakfast and before bath. On Thursday {he} did two alone; on Friday {he} threw them, and \
        they put them away without a fuss.
        """,
      seen:
        """
        {child} built two bricks alone, four times out of five. {He} steadies the tower with {his} left hand \
        now, which is new. Three bricks with a little help.
        """,
      next: "Three bricks, with your hand near and not touching. Stop while it is still fun."),
    .init(
      tried: "Three bricks every morning; four on Sunday with Grandad.",
      seen:
        """
        A tower of four, and {he} turned to show it. We began a train instead of a tower: {child} pushed it and \
        made the sound.
        """,
      next: "Make trains as well as towers. Say ‘ready, steady…’ and wait for {him} to push."),
  ]),
  Activity(steps: [
    .init(
      tried: "A good two weeks. {He} had a cold at the start and they took it slowly.",
      seen:
        """
        We posted wooden coins into the tin. {child} let go over the slot when I tapped it, and listened for \
        the sound. {He} wants to get them out again more than to put them in.
        """,
      next:
        "Post five spoons into the pan after lunch. Tap where they should go. Let {him} empty it: that is the reward."),
    .init(
      tried: "Spoons into the pan went very well. {He} does it without tapping, and has begun to post toast.",
      seen: "The smaller slot today: two out of five by {him}self, turning the wrist. Good looking from hand to slot.",
      next: "Cut a slot in a margarine tub and post jar lids. Turn the tub, not the hand."),
    .init(
      tried: "The tub goes everywhere. Lids, and the remote control once.",
      seen:
        """
        {child} posted three different shapes into three holes, with one try each for the circle. The square \
        needs a turn and {he} looked to me for help instead of giving up.
        """,
      next:
        "Circle and square only, on the kitchen floor. When {he} looks at you for help, sign ‘help’ and then give it."),
  ]),
  Activity(steps: [
    .init(
      tried: "They have rolled the ball most evenings, all three on the floor.",
      seen:
        """
        We rolled the ball between the three of us. {child} let go at ‘go’ six times and kept it four times to \
        lick it. {He} waited longest when {his} sister was across from {him}.
        """,
      next:
        """
        Roll the ball five times each evening. Say the name of whoever is next. Wait for {him} to look before \
        you roll.
        """
    ),
    .init(
      tried: "{He} brings the ball now. The waiting is the hard part.",
      seen:
        """
        Turn-taking with the drum: {child} hit it, then pushed the stick over to me without being asked. Four \
        turns each. {He} laughed in the gaps.
        """,
      next: "Take turns with the wooden spoon and the pan at tea time. Keep your turn short so that {his} comes soon."),
    .init(
      tried: "Spoon and pan worked so well that they had to buy earplugs.",
      seen:
        """
        Three people took turns, and {child} pointed at {his} father when it was his. {He} waited for two turns \
        of others.
        """,
      next: "Take turns at one thing with another child: {his} cousin on Saturday. Two turns are enough."),
  ]),
  Activity(steps: [
    .init(
      tried: "They practised ‘more’ at each meal and used both hands to show it.",
      seen:
        """
        Bubbles, with the Makaton sign for ‘more’. {child} moved {his} fists together after the third pot, \
        twice clearly. {He} looks at hands now and not only at faces.
        """,
      next: "Stop the bubbles, sing ‘more, more, more’, sign it, wait and count to five. Any try counts."),
    .init(
      tried: "‘More’ at every meal now, and once for a story.",
      seen:
        """
        ‘More’ came nine times without my signing it first. We began ‘finished’ with hands flat: {he} watched \
        and smiled, and pushed the bowl.
        """,
      next: "Sign ‘finished’ when you take the plate away. Say it too. Do not wait for {him} to copy it yet."),
    .init(
      tried: "‘Finished’ came on Tuesday, about the hair brush.",
      seen:
        """
        ‘More’ and ‘finished’ are both used to ask. We added ‘ball’ and ‘book’ with the real things in hand. \
        {child} chose the book by signing.
        """,
      next: "Hold up ball and book. Wait for the sign or a look. Give what {he} chose at once."),
    .init(
      tried: "{He} asks for the book all day long.",
      seen:
        """
        Two signs together for the first time: ‘more book’. The whole family saw it, and it was done again for \
        the grandparents on the phone.
        """,
      next: "When {he} signs one word, sign it back with one more: ‘ball’ – ‘red ball’."),
  ]),
  Activity(steps: [
    .init(
      tried: "{He} had the spoon at breakfast. The floor had a good deal of it.",
      seen:
        """
        Yoghurt with the short thick spoon. {child} scooped with my hand on {his} elbow and found {his} mouth \
        four times. {He} pushed my hand away after that, which we took as a good sign.
        """,
      next: "Thick yoghurt at tea. Load the spoon together, then take your hand off for the way to the mouth."),
    .init(
      tried: "The way to the mouth is no trouble any more. Loading is hard.",
      seen:
        """
        {child} loaded the spoon twice by {him}self from the bowl with the high side. Half the pot went in by \
        {his} own hand.
        """,
      next: "Use the bowl with the high side, on the non-slip mat. Let {him} do the last five spoonfuls alone."),
    .init(
      tried: "Five alone became nearly all of it on most days.",
      seen:
        """
        A whole pot with the spoon and very little help. We tried soft pasta with the fork, for fun. {He} fed \
        some to {his} mother.
        """,
      next: "Spoon at breakfast without help. Offer the fork only at the weekend, when there is time."),
  ]),
  Activity(steps: [
    .init(
      tried: "They put the photos on the fridge at {his} height.",
      seen:
        """
        We matched photos to things: cup to cup, shoe to shoe. {child} put three of four in place and handed me \
        the fourth to sort out.
        """,
      next: "Before going out, let {him} fetch the photo of the shoes and put it on the shoes."),
    .init(
      tried: "Shoes and coat by photo every morning. It takes longer, and nobody shouts.",
      seen:
        """
        ‘First, then’ with two photos: first coat, then garden. {child} looked from one to the other and went \
        to the door. Not one tear.
        """,
      next: "‘First, then’ for leaving the house, and for bath. The same board, the same words."),
    .init(
      tried: "The board came with them to the shop. People asked what it was.",
      seen:
        "{child} brought the board to me and pointed at ‘then’. {He} waits for what was promised, as long as it comes.",
      next: "Add ‘wait’ with the egg timer: half a minute to begin with."),
  ]),
  Activity(
    steps: [
      .init(
        tried: "They put a spare set of cups at {his} height, and {he} found it before breakfast.",
        seen:
          """
          Tea for the bear: {child} held the cup to the bear’s mouth and looked at me to see whether it was right. \
          {He} stirred with a brick when the spoon was gone, which is pretending.
          """,
        next: "Lay a place for the bear at tea. One thing for {him} to give it: the cup, the spoon or the flannel."),
      .init(
        tried: "The bear has been fed, washed and put to bed, mostly in that order.",
        seen:
          """
          Two things after one another: {child} fed the bear and wiped its face. {He} put the doll beside it and began \
          again, without being asked.
          """,
        next: "Wait before you help. Let {him} choose what the bear does next, and say in two words what you see."),
      .init(
        tried: "{He} covers the bear before {he} lies down {him}self. Bedtime is shorter.",
        seen:
          "{child} made up a picnic for three and gave each of us a brick to eat. Mine was taken back for being late.",
        next: "Invite {his} cousin to the picnic on Saturday. Stay near, and join in only when they ask."),
    ]),
  Activity(
    forBabies: true,
    steps: [
      .init(
        tried: "A slow week: {he} was teething.",
        seen:
          """
          On {his} tummy over the rolled towel, {child} lifted {his} head to the mirror and kept it there for the \
          length of a verse. Arms are stronger.
          """,
        next: "Tummy time over the towel after each nap, one verse long. Mirror in front."),
      .init(
        tried: "Two verses by the end of the week.",
        seen:
          """
          {child} pushed up on straight arms and reached for the bell with the left hand. {He} rolled back, \
          surprised, and wanted to do it again.
          """,
        next: "Put the bell a little further out and to the left. Cheer the reach, not only the ring."),
      .init(
        tried: "The bell is the favourite. They found {him} a yard from where they left {him}.",
        seen:
          "Sat with hands forward for a count of ten. We read the flap book between {his} knees to keep {his} eyes down.",
        next: "Sit between your legs to look at one book, morning and evening."),
    ]),
  Activity(steps: [
    .init(
      tried: "They have kept to one word at a time, which is harder than it sounds.",
      seen:
        """
        Sound bag: dog, car, phone. {child} said ‘buh’ for bus, three times, and pointed to the window. {He} \
        copies the last sound that {he} hears.
        """,
      next: "Say one word for what {he} looks at, then wait. Bus, bird, ball. No questions for one week."),
    .init(
      tried: "‘Buh’ is for bus, bird and ball, and they can tell which.",
      seen:
        """
        ‘Ball’ with an l. And ‘no’, which was used well. {child} named four things in the book with a sound of \
        {his} own for each.
        """,
      next: "Write down every word on the sheet, however it sounds. Say it back rightly, do not correct."),
    .init(
      tried: "Eleven words on the sheet, of which two are names of dogs.",
      seen: "{child} said ‘more ball’ in the tunnel game. We counted fifteen words in the hour.",
      next: "Add one word to what {he} says. {He} says ‘ball’; you say ‘big ball’."),
  ]),
  Activity(steps: [
    .init(
      tried: "Socks off is going well. Socks on is nobody’s favourite.",
      seen:
        """
        {child} pulled the sock from the heel by {him}self and found it very funny. Hat on and off by the \
        mirror: off alone, on with help.
        """,
      next: "At bedtime, you pull the sock to the toes and {he} finishes. Every night, the same song."),
    .init(
      tried: "Both socks and one shoe.",
      seen:
        """
        Arms into the coat from the floor, with the hood at {his} feet. {child} did it on the third try and \
        would not take it off again.
        """,
      next: "Coat on the floor, hood at the toes. ‘One arm, two arms, over!’ Leave five minutes more."),
  ]),
]

/// What families write beside a day of practice.
let practiceNotes = [
  "{He} laughed every time.", "Tired after nursery, so we stopped early.", "Grandad had a go as well.",
  "{He} asked for it!", "We did it in the bath.",
]

/// Why a visit is called off, by whom.
let cancellations: [(by: String, why: String)] = [
  ("family", "{child} was up all night with a cough, and everybody needed the sleep."),
  ("family", "Hospital appointment moved to this morning."), ("visitor", "The visitor was ill."),
  ("service", "Training day for the whole team; the family was told two weeks before."),
  ("other", "The car would not start."), ("family", "Away with the grandparents for a few days."),
  ("visitor", "Called to an urgent meeting about another child. The visitor phoned to say sorry."),
]
