import Design
import Kernel
import Store
import Web

let meetingRoutes: [Route] =
  [
    .page("/governance/groups/{group}/meetings/new", "Call a meeting", may: .keepGroups, callPage),
    .form(
      "/governance/groups/{group}/meetings", "Call a meeting", may: .keepGroups, fields: MeetingForm.all,
      again: callPage
    ) { request, tx in
      let group = try tx.group(request.id("group"))
      var form = FormReading(request.entry)
      let (on, at, place) = (form.day(MeetingForm.on), form.time(MeetingForm.at), form.text(MeetingForm.place))
      if !form.errors.isEmpty { throw Invalid(form.errors) }
      try planMeeting(
        request.formID.of(), of: group.id, at: LondonTime(day: on!, minuteOfDay: at!).instant, place: place!,
        by: request.caller, now: request.now, in: tx)
      return .see("\(group.path)/meetings/\(request.formID)", "The meeting is called")
    },
    .page("/governance/groups/{group}/meetings/{meeting}", "A meeting", may: .readGovernance, meetingPage),
    .page(
      "/governance/groups/{group}/meetings/{meeting}/points/new", "Put a point on the agenda", may: .keepGroups,
      pointPage),
    .form(
      "/governance/groups/{group}/meetings/{meeting}/points", "Put a point on the agenda", may: .keepGroups,
      fields: MeetingForm.point, again: pointPage
    ) { request, tx in
      let meeting = try meetingOf(request, tx)
      var form = FormReading(request.entry)
      let title = form.text(MeetingForm.title)
      let purpose: MeetingPurpose? = form.choice(MeetingForm.purpose)
      let lead = form.text(MeetingForm.lead)
      if !form.errors.isEmpty { throw Invalid(form.errors) }
      try addPoint(
        request.formID.of(), title!, purpose!, lead: lead!, to: meeting, by: request.caller, at: request.now, in: tx)
      return .see(meeting.path, "It is on the agenda")
    },
    .form(
      "/governance/groups/{group}/meetings/{meeting}/agenda", "Publish the agenda", may: .keepGroups, fields: []
    ) { request, tx in
      let meeting = try meetingOf(request, tx)
      try publishAgenda(of: meeting, by: request.caller, at: request.now, in: tx)
      return .see(meeting.path, "The agenda is out")
    },
  ] + paperRoutes + afterwardsRoutes

private let paperRoutes: [Route] = [
  .page(
    "/governance/groups/{group}/meetings/{meeting}/points/{point}/papers/new", "Send a paper out", may: .keepGroups,
    newPaperPage),
  .form(
    "/governance/groups/{group}/meetings/{meeting}/points/{point}/papers", "Send a paper out", may: .keepGroups,
    fields: MeetingForm.paper, again: newPaperPage
  ) { request, tx in
    let meeting = try meetingOf(request, tx)
    var form = FormReading(request.entry)
    let (title, text) = (form.text(MeetingForm.title), form.text(MeetingForm.words))
    let (easy, why) = (form.text(MeetingForm.easyWords), form.text(MeetingForm.exemptWhy))
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    let paper = MeetingPaper(
      id: request.formID.of(), point: try request.id("point"), title: title!, text: text!, easyText: easy,
      exemptWhy: why, by: request.caller, at: request.now)
    try sendPaper(paper, for: meeting, by: request.caller, at: request.now, in: tx)
    return .see("\(meeting.path)/papers/\(paper.id)", "The paper is out")
  },
  .page("/governance/groups/{group}/meetings/{meeting}/papers/{paper}", "A paper", may: .readGovernance) {
    request, tx in
    let meeting = try meetingOf(request, tx)
    let id: ID<MeetingPaper> = try request.id("paper")
    guard let paper = try shownPapers(of: meeting, request, tx).first(where: { $0.id == id }) else {
      throw Refusal.notFound
    }
    return PaperPage(
      group: try groupOf(request, tx).1, meeting: meeting, point: try tx.point(paper.point, of: meeting.id),
      paper: paper)
  },
]

private let afterwardsRoutes: [Route] = [
  .page(
    "/governance/groups/{group}/meetings/{meeting}/attendance", "Record that a meeting was held", may: .keepGroups,
    attendancePage),
  .form(
    "/governance/groups/{group}/meetings/{meeting}/attendance", "Record that a meeting was held", may: .keepGroups,
    fields: MeetingForm.attendance, again: attendancePage
  ) { request, tx in
    let meeting = try meetingOf(request, tx)
    let fields = MeetingForm.attendance(of: try sitting(meeting, tx))
    var form = FormReading(request.entry)
    let present = form.options(fields[0]).compactMap { ID<GroupMember>($0) }
    let apologies = form.text(fields[1])
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try holdMeeting(
      meeting, present: present, apologies: apologies, by: request.caller, at: request.now, in: tx)
    return .see(meeting.path, "The meeting was held")
  },
  .form(
    "/governance/groups/{group}/meetings/{meeting}/cancellation", "Call a meeting off", may: .keepGroups, fields: []
  ) { request, tx in
    let meeting = try meetingOf(request, tx)
    try cancelMeeting(meeting, by: request.caller, at: request.now, in: tx)
    return .see(meeting.path, "The meeting is called off")
  },
  .page(
    "/governance/groups/{group}/meetings/{meeting}/points/{point}/minutes", "Write minutes", may: .keepGroups,
    minutesPage),
  .form(
    "/governance/groups/{group}/meetings/{meeting}/points/{point}/minutes", "Write minutes", may: .keepGroups,
    fields: MeetingForm.record, again: minutesPage
  ) { request, tx in
    let meeting = try meetingOf(request, tx)
    let minutes = try request.checked(MeetingForm.checkMinutes)
    try writeMinutes(
      minutes, of: request.id("point"), at: meeting, by: request.caller, now: request.now, in: tx)
    return .see(meeting.path, "Saved")
  },
  .form(
    "/governance/groups/{group}/meetings/{meeting}/carrying", "Carry the business of a meeting to the next",
    may: .keepGroups, fields: []
  ) { request, tx in
    let meeting = try meetingOf(request, tx)
    try carryBusiness(of: meeting, by: request.caller, at: request.now, in: tx)
    return .see(meeting.path, "It is carried to the next meeting")
  },
  .form(
    "/governance/groups/{group}/meetings/{meeting}/minutes/agreement", "The group has agreed its minutes",
    may: .keepGroups, fields: []
  ) { request, tx in
    let meeting = try meetingOf(request, tx)
    try agreeMinutes(of: meeting, by: request.caller, at: request.now, in: tx)
    return .see(meeting.path, "The minutes are agreed")
  },
  .form(
    "/governance/groups/{group}/meetings/{meeting}/interests", "Declare an interest", may: .declareInterest,
    fields: MeetingForm.declaring, again: meetingPage
  ) { request, tx in
    let meeting = try meetingOf(request, tx)
    var form = FormReading(request.entry)
    let member: ID<GroupMember>? = form.value(MeetingForm.member, "Choose who declares it") { ID($0) }
    let (words, done) = (form.text(MeetingForm.interest), form.text(MeetingForm.done))
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try declareInterest(
      request.formID.of(), of: member!, words!, done: done!, at: meeting, keeps: request.caller.holds(.keepGroups),
      by: request.caller, now: request.now, in: tx)
    return .see("\(meeting.path)#interests", "The interest is on record")
  },
]

func meetingOf(_ request: Request, _ tx: Transaction) throws -> GroupMeeting {
  try tx.meeting(request.id("meeting"), of: request.id("group"))
}

/// Those who sat in the group on the day of the meeting.
private func sitting(_ meeting: GroupMeeting, _ tx: Transaction) throws -> [GroupMember] {
  try tx.members(of: meeting.group).filter { $0.sits(on: meeting.day) }
}

/// The papers as this caller may have them: those for members only keep their title and the reason.
func shownPapers(of meeting: GroupMeeting, _ request: Request, _ tx: Transaction) throws -> [MeetingPaper] {
  let isInside =
    try request.caller.holds(.keepGroups) || tx.sits(request.caller, in: meeting.group, on: meeting.day)
    || tx.sits(request.caller, in: meeting.group, on: request.today)
  return try tx.papers(of: meeting.id).map { $0.exemptWhy == nil || isInside ? $0 : $0.withoutText }
}

@Sendable private func meetingPage(_ request: Request, _ tx: Transaction) throws -> MeetingPage {
  let (group, current) = try groupOf(request, tx)
  let meeting = try meetingOf(request, tx)
  let (members, meetings) = (try sitting(meeting, tx), try tx.meetings(of: group.id))
  let keeps = request.caller.holds(.keepGroups)
  let isMember = members.contains { $0.isCaller(request.caller) }
  let names = Dictionary(
    uniqueKeysWithValues: members.map {
      ($0.id, keeps || isMember || $0.isNamed ? $0.name : "A member for \($0.side.title.lowercased())")
    })
  let present = Set(try tx.present(at: meeting.id))
  let papers = try shownPapers(of: meeting, request, tx)
  let interests = try tx.interests(at: meeting.id)
  let points = try tx.points(of: meeting.id)
  return MeetingPage(
    group: group, name: current, calledThen: name(on: meeting.day, try tx.names(of: group.id)), meeting: meeting,
    points: points.map { point in
      MeetingPage.Point(point: point, papers: papers.filter { $0.point == point.id })
    },
    present: members.filter { present.contains($0.id) }.compactMap { names[$0.id] },
    isQuorate: isQuorate(group, present: present.count),
    interests: interests.map { interest in
      MeetingPage.Interest(
        who: names[interest.member] ?? "A member", words: interest.words, done: interest.done, at: interest.at)
    },
    actions: try tx.actions(of: group.id)
      .filter { $0.agreedAt < meeting.startsAt && ($0.doneAt.map { $0 > meeting.startsAt } ?? true) }
      .map { GroupPage.Action($0, carried: timesCarried($0, meetings.filter { $0.startsAt <= meeting.startsAt })) },
    agenda: try tx.agendaTime(of: meeting), on: request.today, mayKeep: keeps,
    declarers: keeps ? members.map { .init($0) } : members.filter { $0.isCaller(request.caller) }.map { .init($0) },
    mayAgree: try keeps && refusal(ofAgreeing: meeting, points, others: tx.agreeingMeetings(of: group)) == nil,
    entry: request.method == .post ? request.entry : Entry())
}

@Sendable private func callPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  return FormPage(
    "Call a meeting", of: group, named: current, to: "\(group.path)/meetings", MeetingForm.all, request.entry,
    submit: "Call it",
    notes: ["Papers are to be out five clear days before. What goes out later is marked as late."])
}

/// A form beneath a meeting.
private func meetingForm(
  _ title: String, _ request: Request, _ tx: Transaction, to path: String, _ fields: [Field], _ entry: Entry? = nil,
  submit: String, notes: [String] = [], facts: [FormPage.Fact] = []
) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  let meeting = try meetingOf(request, tx)
  return FormPage(
    title, caption: "\(current), \(meeting.day.long)",
    trail: trail(of: group, current) + [Link(meeting.day.long, meeting.path)], menu: "/governance",
    to: "\(meeting.path)/\(path)", fields, entry ?? request.entry, submit: submit, notes: notes, facts: facts)
}

@Sendable private func pointPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  try meetingForm("Put a point on the agenda", request, tx, to: "points", MeetingForm.point, submit: "Put it there")
}

@Sendable private func newPaperPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let meeting = try meetingOf(request, tx)
  let point = try tx.point(request.id("point"), of: meeting.id)
  let last = lastDayForPapers(before: meeting.day)
  return try meetingForm(
    "Send a paper out", request, tx, to: "points/\(point.id)/papers", MeetingForm.paper, submit: "Send it out now",
    notes: [
      request.today > last
        ? "Papers were to be out by \(last.long). This one will be marked as late."
        : "Papers are to be out by \(last.long). This one is out as soon as you send it, and stays as it is."
    ], facts: [.init("For point \(point.number)", point.title)])
}

@Sendable private func attendancePage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  try meetingForm(
    "Who was there", request, tx, to: "attendance",
    MeetingForm.attendance(of: try sitting(try meetingOf(request, tx), tx)), submit: "Save")
}

@Sendable private func minutesPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let meeting = try meetingOf(request, tx)
  let point = try tx.point(request.id("point"), of: meeting.id)
  let known = [
    "minutes": point.minutes, "easy_minutes": point.easyMinutes, "outcome": point.outcome?.rawValue,
  ].compactMapValues(\.self)
  return try meetingForm(
    "Minutes of point \(point.number)", request, tx, to: "points/\(point.id)/minutes", MeetingForm.record,
    request.method == .get ? request.entry.filled(known) : request.entry, submit: "Save",
    facts: [.init("Point \(point.number)", point.title)])
}
