import FrontDoor
import Plans

// Families of young disabled children who move with difficulty.

extension Profile {
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
      """
      {child} chooses between two cups by looking, nine times out of ten. The stretches have become part of bath \
      time, and nobody cries.
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
