import Kernel
import People
import Plans
import Store

// Reviews every six weeks, and where they lead: on, up, down, to the end, or to a new start.

extension SupportTelling {
  mutating func review() throws {
    switch told.stage {
    case .reviewing(let course, let count):
      for turn in 1..<(count + 1) { try hold(turn, course, isLast: turn == count) }
      try renew(by: told.daysAgo)
    case .changing:
      try hold(1, .better, isLast: false)
      try hold(
        2, .mixed, isLast: true, .change, why: "Two of the goals no longer fit; the family wants to choose anew.")
    case .stepUpPending, .stepUpAccepted, .stepUpDeclined, .steppedDown: try stepUp()
    case .closing:
      for turn in 1...3 {
        try hold(
          turn, .better, isLast: false, turn == 3 ? .close : .carryOn,
          why: turn == 3
            ? said("{child} has a place at school with support, and the family says that it can carry on.") : nil)
      }
      try askClose(.needsMet, on: 168)
    case .closed(let reason): try close(reason)
    case .reopened: try closeAndReopen()
    default: break
    }
  }

  /// The `turn`th review, six weeks after the one before.
  mutating func hold(
    _ turn: Int, _ course: Course, isLast: Bool, _ decision: ReviewDecision = .carryOn, why: String? = nil
  ) throws {
    let at = on(35 + 42 * turn, 14)
    let day = at.day
    try finishActions(before: day, at: at)
    let goesOn = decision == .carryOn || decision == .change
    let words = whatChanged(turn, course, isEnd: isLast || !goesOn)
    try recordReview(
      NewReview(
        heldOn: day, scores: scores(turn, course), whatChanged: said(words), voice: profile.voice,
        childSays: said(profile.childSays[turn % profile.childSays.count]),
        came: [worker.name] + family.others.prefix(3).map { county.person($0.who).name }
          + family.adults.filter(\.livesWith).map(\.name),
        apologies: turn.isMultiple(of: 3) ? "The health visitor, who sent a note" : nil, decision: decision, why: why,
        nextReviewOn: goesOn ? county.time.calendar.onOrAfter(day.adding(days: 42)) : nil),
      id: newID(at), support: support, child: child, by: worker.caller, at: at.adding(minutes: 95), in: tx)
    guard goesOn else { return }
    let step = nextSteps[(turn + number) % nextSteps.count]
    // Where things go badly, what was agreed last is late as well.
    let last = course == .worse ? county.time.dayAgo(4) : county.time.dayAhead(2 + number % 9)
    let due = isLast ? max(day.adding(days: 7), last) : day.adding(days: 21)
    try add(step, to: goals.first?.id, at: at.adding(minutes: 110), due: due)
  }

  /// The text goes with the scores: what goes badly in the end began well.
  private func whatChanged(_ turn: Int, _ course: Course, isEnd: Bool) -> String {
    switch course {
    case .better: profile.better[(turn - 1) % profile.better.count]
    case .same: profile.same[(turn - 1) % profile.same.count]
    case .mixed: turn.isMultiple(of: 2) ? profile.better[0] : profile.same[0]
    case .worse: isEnd ? profile.worse[0] : turn == 1 ? profile.better[0] : profile.same[0]
    }
  }

  /// Steps of each goal: up, as they were, or back, from where they began.
  private func scores(_ turn: Int, _ course: Course) -> [ID<Goal>: Int] {
    var scores: [ID<Goal>: Int] = [:]
    for (index, goal) in goals.enumerated() {
      let start = goal.told.baseline
      let up = min(Goal.steps, start + (index == 0 ? turn : (turn + 1) / 2))
      let down = turn == 1 ? start + 1 : max(0, start + 2 - turn)
      switch course {
      case .better: scores[goal.id] = up
      case .same: scores[goal.id] = start + (index == 0 ? 1 : 0)
      case .worse: scores[goal.id] = down
      case .mixed: scores[goal.id] = index == 0 ? up : index == 1 ? start : max(0, start - 1)
      }
    }
    return scores
  }

  /// What was agreed is done by its day.
  private func finishActions(before day: Day, at: Instant) throws {
    let open = try tx.actions(of: support).filter { $0.state == .open && $0.dueOn < day }
    for action in open {
      try doAction(
        action.id, support: support, child: child, by: worker.caller,
        at: min(county.time.moment(county.time.calendar.onOrAfter(action.dueOn), 12), at), in: tx)
    }
  }

  // MARK: Up and down

  private mutating func stepUp() throws {
    try hold(
      1, .worse, isLast: false, .stepUp,
      why: "More is needed than early help can give: nights without sleep, a parent alone, and worry about safety.")
    let asked = on(80, 11)
    let step: ID<LevelStep> = newID(asked)
    try askStepUp(
      NewStepUp(
        reason: said(
          """
          {child}’s needs have grown and {his} mother is alone with them day and night. We ask for an \
          assessment of what the Disabled Children’s Team can offer, with nights first.
          """
        ),
        team: county.team("disabled-children"), handoverOn: county.time.calendar.onOrAfter(asked.day.adding(days: 12))),
      id: step, support: support, child: child, by: worker.caller, at: asked, in: tx)
    try answerStepUp(by: county.person("ewan").caller)
  }

  /// What the Disabled Children’s Team says; nothing yet where it is still asked.
  private mutating func answerStepUp(by manager: Caller) throws {
    switch told.stage {
    case .stepUpDeclined:
      try declineStepUp(
        support: support, child: child,
        why:
          """
          We met the mother. With the short break that starts next month and a night sitter from health, level \
          3 fits. Please ask again if nights do not improve.
          """,
        by: manager, at: on(86, 10), in: tx)
    case .stepUpAccepted, .steppedDown, .closed:
      try acceptStepUp(
        support: support, child: child, leader: county.person("kirsty").id, by: manager, at: on(86, 10), in: tx)
      if told.stage == .steppedDown { try stepDownAgain() }
    default: break
    }
  }

  private mutating func stepDownAgain() throws {
    try hold(2, .better, isLast: false, .stepDown, why: "Nights are safe and a regular break is in place.")
    let at = on(126, 11)
    try stepDown(
      id: newID(at), support: support, child: child,
      reason:
        "The child in need plan has done what it was for. The family goes on with early help and the short break.",
      handoverOn: county.time.calendar.onOrAfter(at.day.adding(days: 7)), by: county.person("kirsty").caller, at: at,
      in: tx)
    let met = on(133, 13)
    try holdMeeting(
      NewMeeting(
        heldOn: met.day, place: "The family’s home", came: [worker.name, "Kirsty Dunlop", parents],
        notes:
          """
          Kirsty handed over. The parents said what they want kept: the same carer on Saturdays, and one number \
          to ring.
          """
      ),
      id: newID(met), support: support, child: child, by: worker.caller, at: met.adding(minutes: 120), in: tx)
    try nameLead(at: met.adding(minutes: 130))
    try takeStepDown(support: support, child: child, by: worker.caller, at: on(136, 10), in: tx)
  }

  private func nameLead(at: Instant) throws {
    for link in try tx.involvements(child) where link.part == "Statutory help" {
      try tx.endInvolvement(link.id, child: child, why: "Stepped down", by: county.person("kirsty").caller, at: at)
    }
    guard let own = try tx.involvements(child).first(where: { $0.practitioner == worker.id }) else { return }
    try tx.nameLead(own.id, child: child, keyWorker: false, by: worker.caller, at: at)
  }

  // MARK: The end, and again

  private func askClose(_ reason: CloseReason, on day: Int) throws {
    let inPlace =
      switch reason {
      case .needsMet:
        "A place with support at nursery or school, the parents’ group, and a plan on the fridge that works."
      case .universal: "The school’s pastoral lead has a weekly time; the family hub is open to them."
      case .stepUp: "The social worker leads, with a child in need plan."
      case .disengaged: "The school keeps watch over attendance. The door is open, and they know it."
      case .moved: "The new council has the plan, sent with the parents’ agreement."
      case .died: "Somebody whom the family knows calls them."
      }
    try askToClose(
      NewClosing(
        reason: reason, inPlace: inPlace,
        whoToCall: "\(worker.name) on \(worker.phone) for three months; after that the front door on 01632 960 100."),
      support: support, child: child, by: worker.caller, at: self.on(day, 15), in: tx)
  }

  private mutating func close(_ reason: CloseReason) throws {
    if reason == .stepUp {
      try stepUp()
      try askClose(.stepUp, on: 112)
    } else {
      let isHard = reason == .disengaged
      try hold(1, isHard ? .same : .better, isLast: false)
      try hold(2, isHard ? .worse : .better, isLast: false, .close, why: closingWhy(reason))
      try askClose(reason, on: 122)
    }
    try agreeToClose(
      support: support, child: child, by: manager.caller, at: on(reason == .stepUp ? 115 : 126, 11), in: tx)
  }

  private func closingWhy(_ reason: CloseReason) -> String {
    switch reason {
    case .moved: "The family has moved and the new council takes over."
    case .disengaged: "The parents have not answered for four weeks and say by text that they want to stop."
    case .universal: "What is there for everybody is enough now, and the family agrees."
    default: "The family says that it can carry on by itself now."
    }
  }

  private mutating func closeAndReopen() throws {
    try close(.needsMet)
    let at = county.time.ago(24, 10)
    try reopenSupport(
      support, child: child,
      why: "The mother has had a relapse and the morning care has ended. Zara is doing it all again.",
      by: county.person("joanne").caller, at: at, in: tx)
    try allocateSupport(
      support, child: child, to: worker.id, isLead: true, by: manager.caller, at: county.time.ago(22, 15), in: tx)
  }

  private var nextSteps: [Profile.Step] {
    [
      .init("Phone after the appointment and write down what was said", .worker),
      .init("Send the notes of the review to everybody", .worker),
      .init("Ask \(family.child.months < 54 ? "the nursery" : "the school") to try the same", .worker),
      .init("Keep the sheet on the fridge and tick what worked", .parent),
      .init("Ask the GP for a copy of the letter", .worker),
      .init("Bring photos of what went well to the next review", .parent),
    ]
  }
}
