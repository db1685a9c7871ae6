import Kernel
import Sharing

// What the family has agreed to and what was decided about sharing.

extension FamilyTelling {
  /// The agreements that go with the work: in force, running out, refused, taken back.
  mutating func tellAgreements() throws {
    guard let worker = family.visits?.visitor ?? family.support.map(\.worker), !worker.isEmpty else { return }
    let caller = county.person(worker).caller
    let day = max(1, firstDay - 5)
    let at = time.ago(day, 11.5)
    let speaker = family.adults[0].name
    let lasts = at.day.adding(months: 6)
    if family.support == nil { try tellTakingPart(by: caller, at: at, lasts) }
    guard number % 3 != 2, family.support?.stage != .declined else { return }
    let share: ID<Agreement> = newID(at)
    try recordAgreement(
      share,
      NewAgreement(
        about: .share, isGiven: true, givenBy: speaker, relation: .parent,
        agencies: "Nursery or school, GP, health visitor, therapists",
        evidence: "Form signed at the home visit", on: at.day,
        expiresOn: number % 4 == 0 ? time.today.adding(days: 9) : lasts),
      child: child, by: caller, at: at.adding(minutes: 5), in: tx)
    if number % 4 == 1 {
      try recordAgreement(
        newID(at),
        NewAgreement(
          about: .recordMedia, isGiven: false, givenBy: speaker, relation: .parent, agencies: "Portage",
          evidence: "Said so at the first visit", on: at.day, expiresOn: nil), child: child, by: caller,
        at: at.adding(minutes: 8), in: tx)
    }
    if number % 7 == 3, day > 40 {
      let ended = time.ago(20, 10)
      try endAgreement(
        share, child: child, why: "Would rather tell the school themselves.", by: caller, at: ended, in: tx)
    }
    try tellSharing(by: caller)
  }

  /// Working with us, where there is no early help, which keeps its own agreement.
  private mutating func tellTakingPart(by caller: Caller, at: Instant, _ lasts: Day) throws {
    let isYoung = family.child.months >= 192
    func yes(_ evidence: String, on day: Day) -> NewAgreement {
      NewAgreement(
        about: .takePart, isGiven: true, givenBy: isYoung ? family.child.name : family.adults[0].name,
        relation: isYoung ? .youngPerson : .parent, agencies: "Portage, and the agencies that the family names",
        evidence: evidence, on: day, expiresOn: day.adding(months: 6))
    }
    try recordAgreement(newID(at), yes("In person, at home", on: at.day), child: child, by: caller, at: at, in: tx)
    // After six months they are asked again; of one family in six nobody has yet.
    guard lasts <= time.today, number % 6 != 4, !family.isRecordClosed else { return }
    let again = time.moment(time.calendar.onOrAfter(lasts.adding(days: -4)), 11)
    guard again < time.now else { return }
    try recordAgreement(
      newID(again), yes("At the review", on: again.day), child: child, by: caller, at: again, in: tx)
  }

  private mutating func tellSharing(by caller: Caller) throws {
    let at = time.ago(max(1, firstDay / 3), 15.5)
    switch number % 4 {
    case 0:
      try decideSharing(
        newID(at),
        NewSharingDecision(
          what: "The signs and pictures that are used at home, and what helps when things get too much",
          withWhom: family.child.school ?? "The health visitor",
          why: "So that everybody does the same and the family need not explain it again", situation: .earlyHelp,
          wasAsked: .agreed,
          isShared: true, isFamilyTold: true), child: child, by: caller, at: at, in: tx)
    case 1:
      try decideSharing(
        newID(at),
        NewSharingDecision(
          what: "The name of the key worker and the date of the next review", withWhom: "Thorneshire Families Together",
          why: "They had asked, to fit their own support around it", situation: .earlyHelp, wasAsked: .refused,
          isShared: false,
          isFamilyTold: true), child: child, by: caller, at: at, in: tx)
    case 2 where family.support?.stage == .stepUpAccepted:
      try decideSharing(
        newID(at),
        NewSharingDecision(
          what: "What was seen on the last two visits", withWhom: "Thorneshire Children’s Social Care",
          why: "Worry about safety at night; the parent has been told that social care will call",
          situation: .childInNeed, wasAsked: .told, isShared: true, isFamilyTold: true), child: child, by: caller,
        at: at, in: tx)
    default: break
    }
  }
}
