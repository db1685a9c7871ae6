import Design
package import Kernel
import People
import Store
import Web

extension Permission {
  /// Supervision and training of those beneath one's own post; the team's week.
  package static let supervise = Permission.work("workforce.supervise", for: .supervision, .teamManager)
  /// One's own post, supervision, training and transfer.
  package static let seeOwnWork = Permission.work("workforce.own", for: .supervision, .practitioner, .teamManager)
}

extension Transaction {
  /// Whose supervisor the caller is: those who hold posts beneath theirs; and where they hold none, those of their teams
  /// who hold a post.
  func supervised(by caller: Caller) throws -> [(post: Post, practitioner: PractitionerID)] {
    let posts = try serviceStructure().posts
    let own = caller.practitioner.flatMap { id in posts.first { $0.practitioner == id } }
    let under = own.map { beneath($0.code, posts) }
    let team = under == nil ? Set(try practitioners(teams: caller.teams).map(\.id)) : []
    return (under ?? posts).compactMap { post in
      post.practitioner.flatMap { id in
        id != caller.practitioner && (under != nil || team.contains(id)) ? (post, id) : nil
      }
    }
  }
  /// Throws `notFound` for anybody whom the caller does not supervise: they may not know.
  func supervisedPerson(_ id: PractitionerID, by caller: Caller) throws -> Post {
    guard let found = try supervised(by: caller).first(where: { $0.practitioner == id }) else { throw Refusal.notFound }
    return found.post
  }
}

enum PracticeForm {
  static let heldOn = Field("held_on", "When was it?", .day, required: "Enter the day of the supervision")
  static let minutes = Field(
    "minutes", "How many minutes did it take?", .number(5...480), required: "Enter how many minutes it took")
  static let agreed = Field(
    "agreed", "What was agreed?", .prose(max: 4_000), hint: "Only you and they read this.",
    required: "Enter what was agreed")
  static let nextDue = Field("next_due", "When is the next due?", .day, required: "Enter when the next is due")
  static let supervision = [heldOn, minutes, agreed, nextDue]

  static func check(_ entry: Entry) -> Checked<HeldSupervision> {
    var form = FormReading(entry)
    let (on, minutes) = (form.day(heldOn), form.number(minutes))
    let (agreed, next) = (form.text(agreed), form.day(nextDue))
    return form.result { HeldSupervision(on: on!, minutes: minutes!, agreed: agreed!, nextDue: next!) }
  }

  static let course = Field("course", "Which course or check?", .text(max: 40), required: "Choose a course")
  static let doneOn = Field("done_on", "When was it done?", .day, required: "Enter the day on which it was done")
  static let hours = Field("course_minutes", "How many minutes was it?", .number(1...20_000))
  static let evidence = Field("evidence", "What shows it?", .text(max: 200), hint: "For example: certificate 4471")
  static let training = [course, doneOn, hours, evidence]
}

let practiceRoutes: [Route] = [
  .page("/workforce/practice", "Supervision and training", may: .supervise, practicePage),
  .page("/workforce/practice/{practitioner}", "One person’s supervision and training", may: .supervise, personPage),
  .form(
    "/workforce/practice/{practitioner}/supervisions", "Write down supervision", may: .supervise,
    fields: PracticeForm.supervision, again: { try personPage($0, $1) }
  ) { request, tx in
    let id: PractitionerID = try request.id("practitioner")
    _ = try tx.supervisedPerson(id, by: request.caller)
    let held = try request.checked(PracticeForm.check)
    try Invalid.check(problems(with: held, today: request.today))
    try holdSupervision(
      request.formID.of(), of: id, held, next: request.newID(), by: request.caller, at: request.now, in: tx)
    return .see("/workforce/practice/\(id)", "Supervision is written down")
  },
  .form(
    "/workforce/practice/{practitioner}/trainings", "Write down training", may: .supervise,
    fields: PracticeForm.training, again: { try personPage($0, $1) }
  ) { request, tx in
    let id: PractitionerID = try request.id("practitioner")
    _ = try tx.supervisedPerson(id, by: request.caller)
    let courses = try tx.courses()
    let training = try request.checked { entry in
      var form = FormReading(entry)
      let course = form.value(PracticeForm.course, "Choose a course from the list") { code in
        courses.first { $0.code == code }
      }
      let (on, minutes) = (form.day(PracticeForm.doneOn), form.number(PracticeForm.hours))
      let evidence = form.text(PracticeForm.evidence)
      if let on, on > request.today { form.fail(PracticeForm.doneOn, "The day must be today or in the past") }
      return form.result {
        Training(practitioner: id, course: course!, heldOn: on!, minutes: minutes, evidence: evidence)
      }
    }
    try recordTraining(request.formID, training, by: request.caller, at: request.now, in: tx)
    return .see("/workforce/practice/\(id)", "Training is written down")
  },
  .page("/workforce/mine", "Your post, supervision and training", may: .seeOwnWork) { request, tx in
    guard let id = request.caller.practitioner else { throw Refusal.notFound }
    let post = try tx.post(of: id)
    let boss = try post?.reportsTo.flatMap { code in try tx.serviceStructure().posts.first { $0.code == code } }
    return OwnWorkPage(
      name: request.caller.name, post: post, boss: boss?.holder,
      practice: try practice(of: id, request.today, tx), transfers: try tx.transfers(of: id).map { try tx.file(of: $0) }
    )
  },
]

/// Somebody's courses and supervision as of a day.
func practice(of id: PractitionerID, _ today: Day, _ tx: Transaction) throws -> Practice {
  let (courses, trainings) = (try tx.courses(), try tx.trainings(of: [id]))
  let year = today.adding(months: -12)
  let held = try tx.supervisions(of: [id])
  return Practice(
    courses: courses.map { course in
      Practice.Line(
        course: course, state: TrainingState(course, trainings, on: today),
        last: trainings.first { $0.course == course.code })
    },
    lackingAlone: lacking(.loneVisit, courses, trainings, on: today).map(\.name), supervisions: held,
    supervisionMinutes: held.filter { ($0.heldOn ?? year) > year }.reduce(0) { $0 + ($1.minutes ?? 0) },
    trainingMinutes: trainings.filter { $0.heldOn > year }.reduce(0) { $0 + ($1.minutes ?? 0) })
}

@Sendable private func practicePage(_ request: Request, _ tx: Transaction) throws -> PracticePage {
  let people = try tx.supervised(by: request.caller)
  let ids = people.map(\.practitioner)
  let (courses, trainings) = (try tx.courses(), try tx.trainings(of: ids))
  let supervisions = try tx.supervisions(of: ids)
  return PracticePage(
    courses: courses,
    people: people.map { post, id in
      let own = trainings.filter { $0.practitioner == id }
      let times = supervisions.filter { $0.practitioner == id }
      return PracticePage.Person(
        id: id, name: post.holder ?? "", post: post.title, due: times.first { $0.heldOn == nil }?.dueOn,
        last: times.compactMap(\.heldOn).max(),
        missing: post.kind.visits ? lacking(.loneVisit, courses, own, on: request.today).map(\.name) : [],
        states: courses.map { TrainingState($0, own, on: request.today) })
    }, today: request.today)
}

@Sendable private func personPage(_ request: Request, _ tx: Transaction) throws -> PersonPracticePage {
  let id: PractitionerID = try request.id("practitioner")
  let post = try tx.supervisedPerson(id, by: request.caller)
  let usual = [
    "held_on": request.today.description, "minutes": "60", "next_due": request.today.adding(days: 42).description,
    "done_on": request.today.description,
  ]
  return PersonPracticePage(
    person: id, name: post.holder ?? "", post: post.title, practice: try practice(of: id, request.today, tx),
    entry: request.method == .get ? request.entry.filled(usual) : request.entry)
}
