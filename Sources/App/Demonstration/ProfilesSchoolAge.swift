import People
import FrontDoor
import Plans

// Families of children at school.

extension Profile {
  static let restless = Profile(
    services: [.earlyHelp, .learning], helpers: [.school, .gp],
    goingWell: "{child} is funny, fast on {his} feet and very kind to little ones. {He} can take a bicycle apart and put it together.",
    hard: "Every day the school rings. {He} cannot sit still, shouts out, and has been sent home three times this term. {He} goes to sleep after eleven and so do we. The other children are getting fed up.",
    wouldHelp: "Help at home with evenings and sleep, and for the school and us to pull the same way.",
    referral: "{child} has had three suspensions. Impulsive, restless and bright. Waiting for an assessment of attention. Home is loving and worn out. The family would welcome a key worker.",
    whatMatters: "Fixing things. Being trusted with a job. Being outside before lessons.",
    communication: "Short instructions, one at a time; moves while {he} listens", alerts: nil,
    domains: [
      Domain("learning", 4, strengths: "Good at maths and anything with {his} hands.", needs: "Three suspensions; writes little; out of class for a third of the day.", says: "{He} is not naughty. {He} is stuck."),
      Domain("feelings", 5, strengths: "Says sorry and means it. Calms when given a job.", needs: "Thinks that {he} is the worst in the class.", says: "{He} said, I am the one they all tell off."),
      Domain("guidance", 5, strengths: "Clear house rules about respect.", needs: "Evenings have no order; screens until late.", says: "By six we have no fight left in us."),
      Domain("health", 5, strengths: "Fit and active.", needs: "Six and a half hours of sleep at most.", says: "If {he} slept, everything would be easier."),
      Domain("parent_wellbeing", 5, strengths: "Talk to each other and share the load.", needs: "One parent has missed shifts because of calls from school.", says: "I dread the phone."),
      Domain("home", 7, strengths: "A yard where {he} can tinker.", needs: "Shares a room with a brother who wakes early.", says: "A door between them would be worth gold."),
    ],
    summary: "{child} learns with {his} hands and needs to move. School and home see the same child and ask different things of {him}. Sleep first, then one plan for the school day that both keep to, is where this family wants to begin.",
    voice: .talked,
    childSays: [
      "I can do it if I can stand up. They only say sit down.", "My brain is like a shop with all the tellies on.", "Mr Dale lets me do the chairs. That is my best bit.",
      "I only got one call home this week and it was a good one.", "I fell asleep before you came up, Mum.",
    ],
    goals: [
      ToldGoal("{child} is asleep by half past nine on school nights", why: "Then mornings are not a battle.", "health", from: 1, [
        Step("Screens into the kitchen drawer at eight", .parent), Step("Go through the sleep plan at home on two evenings", .worker)]),
      ToldGoal("{child} stays in class all morning", why: "{He} wants to be with {his} friends.", "learning", from: 1, [
        Step("A job before register every day", .other), Step("Sit in on the meeting about support in class", .worker)]),
      ToldGoal("We do one thing as a family each week that nobody shouts in", why: "We used to laugh.", "wider_family", from: 2, [
        Step("Saturday breakfast at the allotment", .parent)]),
    ],
    better: [
      "{child} is asleep by ten on most nights and by half past nine on some. One call from school in six weeks. {He} runs the bicycle club’s tool box and has not missed a day.",
      "A whole half-term without being sent home. The teacher says {he} helps others. The family went camping and came back still talking.",
    ],
    same: ["Sleep is better in the week and lost again at weekends. School has a new teacher in that class and the morning job was forgotten; it starts again on Monday."],
    worse: ["Suspended for two days after a fight at lunch. {child} says there is no point. The mother has gone on sick leave. We meet school this week and not in six weeks’ time."],
    meeting: "School, the key worker and both parents agreed on one page: what helps, what does not, and who to ring first. {child} added two lines of {his} own.",
    told: "We would like to help {child} and all of you at home. A key worker will phone you this week. They start with sleep, as you asked, and go with you to the school to agree one plan that both sides keep to.",
    reason: "Needs across home and school with risk of exclusion; more than one agency. Level 2 with a key worker; school’s own support is already in place.")

  static let anxious = Profile(
    services: [.mentalHealth, .earlyHelp, .learning], helpers: [.school, .gp, .mentalHealth],
    goingWell: "{child} draws beautifully and is good company one to one. {He} looks after two guinea pigs all by {him}self.",
    hard: "It began with stomach aches. Since then {child} has been in school for nine days. {He} stays up all night and sleeps all day. If we push, {he} shakes and cannot breathe. We get letters about fines.",
    wouldHelp: "Somebody {he} would talk to. A way back that is not all or nothing. And for the letters to stop.",
    referral: "Attendance 11 % this year. Panic attacks at the gate. No self-harm known. The family is doing all that it can and is frightened of prosecution. Team around the child needed.",
    whatMatters: "Drawing. The guinea pigs. Knowing that nobody is cross with {him}. Evenings, not mornings.",
    communication: "Messages rather than calls; needs time before answering", alerts: "Do not turn up unannounced",
    domains: [
      Domain("learning", 2, strengths: "Reads far above {his} age and finishes what interests {him}.", needs: "In school for nine days this term; no work sent home for weeks.", says: "They say they want {him} in. They do not say how."),
      Domain("feelings", 3, strengths: "Can say where in the body the worry sits.", needs: "Panic at the gate, awake until four.", says: "I hear {him} walking about at night."),
      Domain("relationships", 4, strengths: "One friend who writes every day.", needs: "Has seen nobody of {his} age for months.", says: "{He} used to be out until the lights came on."),
      Domain("warmth", 8, strengths: "{His} parents listen and do not blame.", needs: "They walk on eggshells.", says: "We have stopped asking, in case it starts."),
      Domain("guidance", 6, strengths: "House rules are fair.", needs: "Day and night have changed places.", says: "I cannot drag a teenager out of bed."),
      Domain("money", 5, strengths: "One parent earns.", needs: "The other gave up work to be at home; a fine is threatened.", says: "They fine you for having an ill child."),
    ],
    summary: "{child} wants a life with other young people in it and is frightened of the place where they are. Fear, not will, keeps {him} at home. Small steps which {he} sets, with one adult at school who knows, are more likely to work than another letter.",
    voice: .talked,
    childSays: [
      "I want to go. I get to the gate and my legs stop.", "Everybody talks about me like I am a bus that is late.", "The art room is all right. Nobody looks up.",
      "I did two hours. I did not die. I was sick after, but still.", "I drew the corridor. It is less scary when I draw it.",
    ],
    goals: [
      ToldGoal("I go to the art room two mornings a week", why: "It is the only room I like.", "learning", from: 0, [
        Step("Agree the side door and the time with Mrs Penrose", .worker), Step("Walk to the gate together on Sundays, when it is empty", .parent)]),
      ToldGoal("I am asleep before one", why: "I feel like a ghost.", "health", from: 1, [
        Step("Guinea pigs fed at eight in the morning, by me", .parent), Step("Sleep leaflet for teenagers, gone through together", .other)]),
      ToldGoal("I see Ash once a week, not on a screen", why: "We used to be normal.", "relationships", from: 1, [
        Step("Ash comes for pizza on Fridays", .parent)]),
    ],
    better: [
      "Nine mornings in the art room out of twelve. Asleep by half past one. Ash comes on Fridays. {child} chose the next step: one lesson of English, by the door.",
      "{child} stayed for lunch. Two lessons and art, three days a week. Panic twice in six weeks, and {he} knew what to do. The fine has been withdrawn.",
    ],
    same: ["The art room was closed for three weeks, and with it the way in. {child} drew at home and sent the pictures to the teacher. We keep the goal."],
    worse: ["No school for four weeks and hardly out of {his} room. {child} told {his} father that nothing will get better. CAMHS will see {him} this week; we have agreed who {he} can ring at night."],
    meeting: "{child} joined by message and said what {he} wanted us to stop saying. School named one adult and a side door. No letters go out without a call first.",
    told: "Nobody thinks that you are not trying. A key worker will get in touch with {child} in the way {he} chooses, and with you. With the school they will work out small steps that {child} sets {him}self. We have asked for the letters about fines to wait.",
    reason: "Emotionally based school avoidance, several agencies, nobody leading. Level 3 with a lead professional; CAMHS Getting Help alongside.")

  static let learningDisability = Profile(
    services: [.shortBreaks, .learning, .earlyHelp], helpers: [.school, .hospital, .charity],
    goingWell: "{child} loves swimming and knows everybody at the pool by name. {He} is proud of helping in the kitchen.",
    hard: "{child} moves to secondary school next year and nobody can tell us where. {He} has epilepsy and a learning disability, and we have not had a weekend to ourselves since {he} was three.",
    wouldHelp: "A break we can rely on. Somebody who has done the move to a new school before and can tell us what to ask.",
    referral: "Moderate learning disability and epilepsy, transition to secondary next year. Single parent with two other children. Carer strain is high and there is no short break.",
    whatMatters: "Swimming on Saturdays. Knowing names. Having a job to do. Not being hurried.",
    communication: "Easy words and pictures; say it once and wait", alerts: "Epilepsy: never alone in water\nNuts: allergy, pen in the school office",
    domains: [
      Domain("learning", 6, strengths: "Reads signs and short sentences, counts money to a pound.", needs: "The move to secondary is not planned.", says: "The open evening was for everybody else’s children."),
      Domain("health", 6, strengths: "Two seizures this year; takes {his} tablets {him}self.", needs: "Plan for school trips is out of date.", says: "School keep {him} at home from trips, to be safe."),
      Domain("self_care", 6, strengths: "Dresses, showers and makes toast.", needs: "Roads and strangers.", says: "{He} would go off with anybody who was nice."),
      Domain("relationships", 5, strengths: "Loved at the pool.", needs: "No friend of {his} own to ring.", says: "{He} has helpers. {He} has not got mates."),
      Domain("parent_wellbeing", 4, strengths: "Knows her rights and keeps every letter.", needs: "Has had no night off for eight years.", says: "I am running on fumes."),
      Domain("wider_family", 5, strengths: "An uncle takes {him} swimming.", needs: "The younger girls get little of their mother’s time.", says: "The girls say I only have ears for {him}."),
    ],
    summary: "{child} is a sociable young person who can do more than {he} is asked to. {His} mother holds everything together alone. A reliable break and a planned move to secondary would change life for all four of them.",
    voice: .pictures,
    childSays: [
      "I want to go on the bus with my friends.", "I am a good helper. I did the register.", "New school. Big. I want to see the pool.",
      "I went to Bramble House. I had pizza. I slept.", "I can do the kettle now.",
    ],
    goals: [
      ToldGoal("{child} has a Saturday a month at Bramble House", why: "{He} has fun there and Mum has a day with the girls.", "wider_family", from: 0, [
        Step("Fill in the short breaks form together", .worker), Step("Visit for tea first", .parent)]),
      ToldGoal("We know which school by the end of term", why: "Not knowing is the worst.", "learning", from: 1, [
        Step("Ask for the phase transfer meeting in writing", .worker), Step("Visit three schools and write down three questions", .parent)]),
      ToldGoal("{child} has a friend round once a fortnight", why: "{He} asks every day.", "relationships", from: 1, [
        Step("Swap numbers with two families from the pool", .parent), Step("Ask the youth club about a buddy", .other)]),
    ],
    better: [
      "Two Saturdays at Bramble House and both went well. Three schools visited; {child} knows which one {he} wants: the one with the pool. A friend comes on Sundays.",
      "The school is named in the plan. {child} made tea for all of us at the meeting, with the new kettle.",
    ],
    same: ["The form for short breaks is with the panel. Two schools visited, neither right. {child} keeps swimming."],
    worse: ["Three seizures in a month and school asks to send {him} home whenever {he} is tired. The mother fell ill and an aunt stepped in. We asked for an early decision on the break."],
    meeting: "School, epilepsy nurse and the key worker wrote a plan for trips, so that {child} can go on the next one. The EHC coordinator confirmed the dates of the transfer.",
    told: "A key worker will phone you. They have been through the move to secondary with other families and can tell you what to ask. We have also passed your request for a short break to the panel, so that you do not have to ask again.",
    reason: "Carer strain with a disabled child and transition ahead; level 3, with education and short breaks.")

  static let youngCarer = Profile(
    services: [.earlyHelp], helpers: [.school, .family],
    goingWell: "{child} is grown up for {his} age, cooks a good stew, and never misses a match.",
    hard: "I have multiple sclerosis and {child} does far too much. {He} gets {his} sister ready, helps me wash, and falls asleep in lessons. {He} will not tell anybody because {he} thinks we would be split up.",
    wouldHelp: "Somebody to help me in the mornings so that {he} does not have to. And for {him} to meet others who know what it is like.",
    referral: "{child} cares for {his} mother and younger sister before and after school. Tired, late, and quietly proud. The mother agrees and is worried herself.",
    whatMatters: "Football. {His} sister. Nobody finding out who does not need to.",
    communication: nil, alerts: nil,
    domains: [
      Domain("learning", 5, strengths: "Able and liked by teachers.", needs: "Late three days in five; homework after eleven at night.", says: "{He} does it at the kitchen table when I am in bed."),
      Domain("feelings", 5, strengths: "Talks to the coach.", needs: "Watches {his} mother for signs of a bad day.", says: "{He} can tell from how I come down the stairs."),
      Domain("basic_care", 6, strengths: "Everybody is fed and clean.", needs: "It is {child} who sees to it.", says: "I should be doing that. I cannot."),
      Domain("parent_wellbeing", 4, strengths: "Open about her illness.", needs: "No care package; relapse in the summer.", says: "I was assessed three years ago. Things have changed."),
      Domain("community", 6, strengths: "The club, and a neighbour with a key.", needs: "No young carers’ group joined.", says: "{He} thinks it is for other people."),
      Domain("money", 5, strengths: "Benefits checked last year.", needs: "Taxi fares to hospital.", says: "We manage until the twentieth."),
    ],
    summary: "{child} holds a family together with love and too little sleep. Nobody has been neglectful; help for the mother has not kept up with her illness. With morning care for her, {he} can be a pupil and a goalkeeper again.",
    voice: .talked,
    childSays: [
      "I do not mind doing it. I mind people knowing.", "If I do not do it, who does?", "The trip was good. Nobody asked me anything. They just knew.",
      "I was on time all week.", "Mum laughed at breakfast. I was eating, not cooking.",
    ],
    goals: [
      ToldGoal("{child} leaves the house at eight with nothing to do but go to school", why: "{He} is a child, not a nurse, says Mum.", "learning", from: 1, [
        Step("Ask adult social care for a new assessment for the mother", .worker), Step("Lay the clothes out the evening before", .parent)]),
      ToldGoal("{child} meets other young carers", why: "So that {he} is not the only one.", "community", from: 0, [
        Step("Go along to the first evening", .other), Step("Say yes to the minibus", .parent)]),
    ],
    better: [
      "A carer comes for an hour each morning. {child} was late once in six weeks. {He} went on the young carers’ trip and is going again.",
      "{child} is in the first team and does {his} homework before tea. {His} sister walks to school with a neighbour. The mother says the house is quieter, in a good way.",
    ],
    same: ["Adult care has assessed and we wait for the hours. {child} still does the mornings. The school has stopped marking {him} late."],
    worse: ["The mother was in hospital for nine days and {child} was alone with {his} sister for two nights before anyone knew. A plan for emergencies is now on the fridge, with four numbers."],
    meeting: "Adult social care came for the first time. The hours for the mother were counted from what {child} does now, minute by minute. It was a long list.",
    told: "You and {child} are doing a great deal, and nobody wants to split you up. A key worker will phone you and come when {child} is at school. They will ask adult services for help for you in the mornings, and {child} can meet other young carers if {he} likes.",
    reason: "Young carer with an impact on school; adult care to be assessed again. Level 2, key worker.")
}
