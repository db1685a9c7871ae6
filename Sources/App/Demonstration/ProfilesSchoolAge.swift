import FrontDoor
import Plans

// Families of children at school.

extension Profile {
  static let restless = Profile(
    services: [.earlyHelp, .learning], helpers: [.school, .gp],
    goingWell:
      """
      {child} is funny, fast on {his} feet and very kind to little ones. {He} can take a bicycle apart and put \
      it together.
      """,
    hard:
      """
      Every day the school rings. {He} cannot sit still, shouts out, and has been sent home three times this \
      term. {He} goes to sleep after eleven and so do we. The other children are getting fed up.
      """,
    wouldHelp: "Help at home with evenings and sleep, and for the school and us to pull the same way.",
    referral:
      """
      {child} has had three suspensions. Impulsive, restless and bright. Waiting for an assessment of \
      attention. Home is loving and worn out. The family would welcome a key worker.
      """,
    whatMatters: "Fixing things. Being trusted with a job. Being outside before lessons.",
    communication: "Short instructions, one at a time; moves while {he} listens", alerts: nil,
    domains: [
      Domain(
        "learning", 4, strengths: "Good at maths and anything with {his} hands.",
        needs: "Three suspensions; writes little; out of class for a third of the day.",
        says: "{He} is not naughty. {He} is stuck."),
      Domain(
        "feelings", 5, strengths: "Says sorry and means it. Calms when given a job.",
        needs: "Thinks that {he} is the worst in the class.", says: "{He} said, I am the one they all tell off."),
      Domain(
        "guidance", 5, strengths: "Clear house rules about respect.",
        needs: "Evenings have no order; screens until late.", says: "By six we have no fight left in us."),
      Domain(
        "health", 5, strengths: "Fit and active.", needs: "Six and a half hours of sleep at most.",
        says: "If {he} slept, everything would be easier."),
      Domain(
        "parent_wellbeing", 5, strengths: "Talk to each other and share the load.",
        needs: "One parent has missed shifts because of calls from school.", says: "I dread the phone."),
      Domain(
        "home", 7, strengths: "A yard where {he} can tinker.", needs: "Shares a room with a brother who wakes early.",
        says: "A door between them would be worth gold."),
    ],
    summary:
      """
      {child} learns with {his} hands and needs to move. School and home see the same child and ask different \
      things of {him}. Sleep first, then one plan for the school day that both keep to, is where this family \
      wants to begin.
      """,
    voice: .talked,
    childSays: [
      "I can do it if I can stand up. They only say sit down.", "My brain is like a shop with all the tellies on.",
      "Mr Dale lets me do the chairs. That is my best bit.",
      "I only got one call home this week and it was a good one.", "I fell asleep before you came up, Mum.",
    ],
    goals: [
      ToldGoal(
        "{child} is asleep by half past nine on school nights", why: "Then mornings are not a battle.", "health",
        from: 1,
        [
          Step("Screens into the kitchen drawer at eight", .parent),
          Step("Go through the sleep plan at home on two evenings", .worker),
        ]),
      ToldGoal(
        "{child} stays in class all morning", why: "{He} wants to be with {his} friends.", "learning", from: 1,
        [
          Step("A job before register every day", .other),
          Step("Sit in on the meeting about support in class", .worker),
        ]),
      ToldGoal(
        "We do one thing as a family each week that nobody shouts in", why: "We used to laugh.", "wider_family",
        from: 2,
        [
          Step("Saturday breakfast at the allotment", .parent)
        ]),
    ],
    better: [
      """
      {child} is asleep by ten on most nights and by half past nine on some. One call from school in six weeks. \
      {He} runs the bicycle club’s tool box and has not missed a day.
      """,
      """
      A whole half-term without being sent home. The teacher says {he} helps others. The family went camping \
      and came back still talking.
      """,
    ],
    same: [
      """
      Sleep is better in the week and lost again at weekends. School has a new teacher in that class and the \
      morning job was forgotten; it starts again on Monday.
      """
    ],
    worse: [
      """
      Suspended for two days after a fight at lunch. {child} says there is no point. The mother has gone on \
      sick leave. We meet school this week and not in six weeks’ time.
      """
    ],
    meeting:
      """
      School, the key worker and both parents agreed on one page: what helps, what does not, and who to ring \
      first. {child} added two lines of {his} own.
      """,
    told:
      """
      We would like to help {child} and all of you at home. A key worker will phone you this week. They start \
      with sleep, as you asked, and go with you to the school to agree one plan that both sides keep to.
      """,
    reason:
      """
      Needs across home and school with risk of exclusion; more than one agency. Level 2 with a key worker; \
      school’s own support is already in place.
      """
  )

  static let anxious = Profile(
    services: [.mentalHealth, .earlyHelp, .learning], helpers: [.school, .gp, .mentalHealth],
    goingWell:
      "{child} draws beautifully and is good company one to one. {He} looks after two guinea pigs all by {him}self.",
    hard:
      """
      It began with stomach aches. Since then {child} has been in school for nine days. {He} stays up all night \
      and sleeps all day. If we push, {he} shakes and cannot breathe. We get letters about fines.
      """,
    wouldHelp: "Somebody {he} would talk to. A way back that is not all or nothing. And for the letters to stop.",
    referral:
      """
      Attendance 11 % this year. Panic attacks at the gate. No self-harm known. The family is doing all that it \
      can and is frightened of prosecution. Team around the child needed.
      """,
    whatMatters: "Drawing. The guinea pigs. Knowing that nobody is cross with {him}. Evenings, not mornings.",
    communication: "Messages rather than calls; needs time before answering", alerts: "Do not turn up unannounced",
    domains: [
      Domain(
        "learning", 2, strengths: "Reads far above {his} age and finishes what interests {him}.",
        needs: "In school for nine days this term; no work sent home for weeks.",
        says: "They say they want {him} in. They do not say how."),
      Domain(
        "feelings", 3, strengths: "Can say where in the body the worry sits.",
        needs: "Panic at the gate, awake until four.", says: "I hear {him} walking about at night."),
      Domain(
        "relationships", 4, strengths: "One friend who writes every day.",
        needs: "Has seen nobody of {his} age for months.", says: "{He} used to be out until the lights came on."),
      Domain(
        "warmth", 8, strengths: "{His} parents listen and do not blame.", needs: "They walk on eggshells.",
        says: "We have stopped asking, in case it starts."),
      Domain(
        "guidance", 6, strengths: "House rules are fair.", needs: "Day and night have changed places.",
        says: "I cannot drag a teenager out of bed."),
      Domain(
        "money", 5, strengths: "One parent earns.",
        needs: "The other gave up work to be at home; a fine is threatened.",
        says: "They fine you for having an ill child."),
    ],
    summary:
      """
      {child} wants a life with other young people in it and is frightened of the place where they are. Fear, \
      not will, keeps {him} at home. Small steps which {he} sets, with one adult at school who knows, are more \
      likely to work than another letter.
      """,
    voice: .talked,
    childSays: [
      "I want to go. I get to the gate and my legs stop.", "Everybody talks about me like I am a bus that is late.",
      "The art room is all right. Nobody looks up.",
      "I did two hours. I did not die. I was sick after, but still.",
      "I drew the corridor. It is less scary when I draw it.",
    ],
    goals: [
      ToldGoal(
        "I go to the art room two mornings a week", why: "It is the only room I like.", "learning", from: 0,
        [
          Step("Agree the side door and the time with Mrs Penrose", .worker),
          Step("Walk to the gate together on Sundays, when it is empty", .parent),
        ]),
      ToldGoal(
        "I am asleep before one", why: "I feel like a ghost.", "health", from: 1,
        [
          Step("Guinea pigs fed at eight in the morning, by me", .parent),
          Step("Sleep leaflet for teenagers, gone through together", .other),
        ]),
      ToldGoal(
        "I see Ash once a week, not on a screen", why: "We used to be normal.", "relationships", from: 1,
        [
          Step("Ash comes for pizza on Fridays", .parent)
        ]),
    ],
    better: [
      """
      Nine mornings in the art room out of twelve. Asleep by half past one. Ash comes on Fridays. {child} chose \
      the next step: one lesson of English, by the door.
      """,
      """
      {child} stayed for lunch. Two lessons and art, three days a week. Panic twice in six weeks, and {he} knew \
      what to do. The fine has been withdrawn.
      """,
      """
      Three whole days in school, two weeks running. {child} went to the shop alone for milk, and stayed the \
      night at Ash’s.
      """,
    ],
    same: [
      """
      The art room was closed for three weeks, and with it the way in. {child} drew at home and sent the \
      pictures to the teacher. We keep the goal.
      """
    ],
    worse: [
      """
      No school for four weeks and hardly out of {his} room. {child} told {his} father that nothing will get \
      better. CAMHS will see {him} this week; we have agreed who {he} can ring at night.
      """
    ],
    meeting:
      """
      {child} joined by message and said what {he} wanted us to stop saying. School named one adult and a side \
      door. No letters go out without a call first.
      """,
    told:
      """
      Nobody thinks that you are not trying. A key worker will get in touch with {child} in the way {he} \
      chooses, and with you. With the school they will work out small steps that {child} sets {him}self. We \
      have asked for the letters about fines to wait.
      """,
    reason:
      """
      Emotionally based school avoidance, several agencies, nobody leading. Level 3 with a lead professional; \
      CAMHS Getting Help alongside.
      """
  )
}
