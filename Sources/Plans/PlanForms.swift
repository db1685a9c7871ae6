import Design
import Kernel
import Web

enum DomainForm {
  static let strengths = Field("strengths", "What goes well?", .prose(max: 3000))
  static let needs = Field("needs", "What is hard, and what is needed?", .prose(max: 3000))
  static let familySays = Field(
    "family_says", "What does the family say?", .prose(max: 2000), hint: "In their own words.")
  static let score = Field(
    "score", "Where is this today, from 0 to 10?", .number(0...10), hint: "0 is very hard. 10 is going well.")
  static let version = Field("version", "Version", .hidden(max: 10))
  static let all = [strengths, needs, familySays, score, version]
}

extension NewDomainEntry {
  static func check(_ entry: Entry) -> Checked<NewDomainEntry> {
    var reading = FormReading(entry)
    let strengths = reading.text(DomainForm.strengths)
    let needs = reading.text(DomainForm.needs)
    let says = reading.text(DomainForm.familySays)
    let score = reading.number(DomainForm.score)
    let version = reading.value(DomainForm.version, "Open the page again") { Int($0) }
    if strengths == nil, needs == nil, says == nil {
      reading.fail(DomainForm.strengths, "Enter what goes well, or what is hard")
    }
    return reading.result {
      NewDomainEntry(strengths: strengths, needs: needs, score: score, familySays: says, version: version ?? 0)
    }
  }
}

enum CompletionForm {
  static let contributors = Field(
    "contributors", "Who took part?", .prose(max: 2000), hint: "One person on each line, with who they are.",
    required: "Enter who took part")
  static let voice = Field(
    "voice", "How did you find out what the child thinks?", .choice(Field.options(VoiceMethod.self)),
    required: "Choose how you found out what the child thinks")
  static let voiceNote = Field(
    "voice_note", "More about how", .text(max: 300), hint: "If you did not find out, say why.")
  static let childSays = Field("child_says", "What does the child say, in their own words?", .prose(max: 2000))
  static let summary = Field(
    "summary", "What does it all mean?", .prose(max: 3000),
    hint: "A few plain sentences. The family reads this.", required: "Enter what it all means")
  static let all = [contributors, voice, voiceNote, childSays, summary]
}

extension NewCompletion {
  static func check(_ entry: Entry) -> Checked<NewCompletion> {
    var reading = FormReading(entry)
    let contributors = reading.text(CompletionForm.contributors)
    let voice = reading.choice(CompletionForm.voice, as: VoiceMethod.self)
    let note = reading.text(CompletionForm.voiceNote)
    let says = reading.text(CompletionForm.childSays)
    let summary = reading.text(CompletionForm.summary)
    return reading.result {
      NewCompletion(contributors: contributors!, summary: summary!, childSays: says, voice: voice!, voiceNote: note)
    }
  }
}

enum GoalForm {
  static let words = Field(
    "words", "What do you want to be different?", .text(max: 300),
    hint: "In the family’s own words: “We all get a good night’s sleep.”", required: "Enter what should be different")
  static let why = Field("why_it_matters", "Why does it matter to the family?", .prose(max: 1000))
  static let domain = Field("domain", "Which part of the assessment is it about?", .text(max: 40))
  static let owner = Field(
    "owner", "Who looks after this goal?", .text(max: 60), required: "Choose who looks after this goal")
  static let due = Field(
    "due_on", "When should it be reached?", .day, required: "Enter the day by which it should be reached")
  static let baseline = Field(
    "baseline", "How near are you today, from 0 to 5?", .number(0...Goal.steps), hint: "0 is not at all. 5 is there.",
    required: "Enter how near you are today")
  static let version = Field("version", "Version", .hidden(max: 10))
  static let all = [words, why, domain, owner, due, baseline, version]
}

extension NewGoal {
  static func check(_ entry: Entry, _ circle: Circle, domains: [HelpDomain]) -> Checked<NewGoal> {
    var reading = FormReading(entry)
    let words = reading.text(GoalForm.words)
    let why = reading.text(GoalForm.why)
    let domain = reading.value(GoalForm.domain, "Choose one of the answers") { code in
      domains.first { $0.code == code }?.code
    }
    let owner = reading.value(GoalForm.owner, "Choose one of the answers") { circle.owner($0) }
    let due = reading.day(GoalForm.due)
    let baseline = reading.number(GoalForm.baseline)
    let version = reading.value(GoalForm.version, "Open the page again") { Int($0) }
    return reading.result {
      NewGoal(
        words: words!, whyItMatters: why, domain: domain, owner: owner!, dueOn: due!, baseline: baseline!,
        version: version ?? 0)
    }
  }
}

enum ActionForm {
  static let what = Field("what", "What will be done?", .text(max: 300), required: "Enter what will be done")
  static let owner = Field("owner", "Who will do it?", .text(max: 60), required: "Choose who will do it")
  static let due = Field("due_on", "By when?", .day, required: "Enter the day by which it will be done")
  static let all = [what, owner, due]
}

extension NewAction {
  static func check(_ entry: Entry, _ circle: Circle) -> Checked<NewAction> {
    var reading = FormReading(entry)
    let what = reading.text(ActionForm.what)
    let owner = reading.value(ActionForm.owner, "Choose one of the answers") { circle.owner($0) }
    let due = reading.day(ActionForm.due)
    return reading.result { NewAction(what: what!, owner: owner!, dueOn: due!) }
  }
}

/// Putting right what was marked as done, or taking out what should not be there.
enum ActionCorrectionForm {
  static let what = Field(
    "correction", "What should happen?",
    .choice([
      Field.Option("not_done", "It is not done yet: put it back"), Field.Option("remove", "Take it out of the plan"),
    ]), required: "Choose what should happen")
  static let why = Field("why", "Why?", .text(max: 300), required: "Enter why")
  static let all = [what, why]
}

enum AgreePlanForm {
  static let on = Field(
    "agreed_on", "When did the family agree the plan?", .day, required: "Enter the day on which the family agreed")
  static let by = Field("agreed_by", "Who agreed?", .text(max: 200), required: "Enter who agreed")
  static let childView = Field("child_view", "What does the child think of the plan?", .prose(max: 1000))
  static let next = Field(
    "next_review_on", "When will you look at it together again?", .day, required: "Enter the day of the next review")
  static let all = [on, by, childView, next]
}

extension NewAgreedPlan {
  static func check(_ entry: Entry) -> Checked<NewAgreedPlan> {
    var reading = FormReading(entry)
    let on = reading.day(AgreePlanForm.on)
    let by = reading.text(AgreePlanForm.by)
    let view = reading.text(AgreePlanForm.childView)
    let next = reading.day(AgreePlanForm.next)
    return reading.result { NewAgreedPlan(agreedOn: on!, agreedBy: by!, childView: view, nextReviewOn: next!) }
  }
}

enum ReviewForm {
  static let heldOn = Field("held_on", "When was the review?", .day, required: "Enter the day of the review")
  static let changed = Field(
    "what_changed", "What has changed since last time?", .prose(max: 3000), hint: "The family reads this.",
    required: "Enter what has changed")
  static let voice = CompletionForm.voice
  static let childSays = CompletionForm.childSays
  static let came = Field("came", "Who came?", .text(max: 100), required: "Choose who came")
  static let alsoCame = Field("also_came", "Who else came?", .text(max: 300), hint: "Names with commas between.")
  static let apologies = Field("apologies", "Who could not come?", .text(max: 300))
  static let decision = Field(
    "decision", "What did you decide together?", .choice(Field.options(ReviewDecision.self)),
    required: "Choose what you decided")
  static let why = Field("why", "Why?", .prose(max: 1000), hint: "Not needed if you carry on with the plan.")
  static let next = Field("next_review_on", "When is the next review?", .day)
  /// One question for each goal; the names of all begin alike. `lastTime` reads "3 of 5".
  static func score(_ goal: Goal, lastTime: String? = nil) -> Field {
    Field(
      "score_\(goal.id)", goal.words, .number(0...Goal.steps), hint: lastTime.map { "Last time: \($0)" },
      required: "Enter how near you are to “\(goal.words)”")
  }
  static let anyScore = Field(
    "score_{goal}", "How near each goal is, 0 to 5; one field for each open goal, named by its id", .text(max: 2))
  static let all = [heldOn, anyScore, changed, voice, childSays, came, alsoCame, apologies, decision, why, next]
}

extension NewReview {
  static func check(_ entry: Entry, goals: [Goal]) -> Checked<NewReview> {
    var reading = FormReading(entry)
    let heldOn = reading.day(ReviewForm.heldOn)
    var scores: [ID<Goal>: Int] = [:]
    for goal in goals where goal.state == .open { scores[goal.id] = reading.number(ReviewForm.score(goal)) }
    let changed = reading.text(ReviewForm.changed)
    let voice = reading.choice(ReviewForm.voice, as: VoiceMethod.self)
    let says = reading.text(ReviewForm.childSays)
    let came = reading.names(ReviewForm.came, also: ReviewForm.alsoCame)
    let apologies = reading.text(ReviewForm.apologies)
    let decision = reading.choice(ReviewForm.decision, as: ReviewDecision.self)
    let why = reading.text(ReviewForm.why)
    let next = reading.day(ReviewForm.next)
    return reading.result {
      NewReview(
        heldOn: heldOn!, scores: scores, whatChanged: changed!, voice: voice!, childSays: says, came: came,
        apologies: apologies, decision: decision!, why: why, nextReviewOn: next)
    }
  }
}

extension FormReading {
  /// Names that were ticked and names that were typed. At least one is needed.
  mutating func names(_ ticked: Field, also: Field) -> [String] {
    let chosen = (entry.values[ticked.name] ?? []).map(\.trimmed).filter { !$0.isEmpty }
    let typed = (text(also) ?? "").split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    var seen = Set<String>()
    let names = (chosen + typed).filter { seen.insert($0).inserted }
    if names.isEmpty, let message = ticked.required { fail(ticked, message) }
    if names.count > 40 || names.contains(where: { $0.unicodeScalars.count > 120 }) {
      fail(ticked, "Choose up to 40 people with names of 120 characters or fewer")
    }
    return names
  }
}

enum ScoreForm {
  static let goal = Field("goal", "Which goal?", .text(max: 60), required: "Choose the goal")
  static let score = Field(
    "score", "What should the score be, from 0 to 5?", .number(0...Goal.steps),
    required: "Enter what the score should be")
  static let why = Field("why", "Why was it wrong?", .text(max: 300), required: "Enter why it was wrong")
  static let all = [goal, score, why]
}

enum MeetingForm {
  static let heldOn = Field("held_on", "When was the meeting?", .day, required: "Enter the day of the meeting")
  static let place = Field("place", "Where?", .text(max: 200), required: "Enter where the meeting was")
  static let came = ReviewForm.came
  static let alsoCame = ReviewForm.alsoCame
  static let apologies = ReviewForm.apologies
  static let notes = Field("notes", "What was talked about?", .prose(max: 4000))
  /// Three rows of what was agreed; a meeting that agrees more adds it to the plan.
  static func what(_ row: Int) -> Field { Field("what_\(row)", "What will be done? (\(row))", .text(max: 300)) }
  static func owner(_ row: Int) -> Field { Field("owner_\(row)", "Who will do it? (\(row))", .text(max: 60)) }
  static func due(_ row: Int) -> Field { Field("due_on_\(row)", "By when? (\(row))", .day) }
  static let rows = 1...3
  static let all = [heldOn, place, came, alsoCame, apologies, notes] + rows.flatMap { [what($0), owner($0), due($0)] }
}

extension NewMeeting {
  static func check(_ entry: Entry, _ circle: Circle) -> Checked<NewMeeting> {
    var reading = FormReading(entry)
    let heldOn = reading.day(MeetingForm.heldOn)
    let place = reading.text(MeetingForm.place)
    let came = reading.names(MeetingForm.came, also: MeetingForm.alsoCame)
    let apologies = reading.text(MeetingForm.apologies)
    let notes = reading.text(MeetingForm.notes)
    var actions: [NewAction] = []
    for row in MeetingForm.rows {
      let what = reading.text(MeetingForm.what(row))
      let owner = reading.value(MeetingForm.owner(row), "Choose one of the answers") { circle.owner($0) }
      let due = reading.day(MeetingForm.due(row))
      guard what != nil || owner != nil || due != nil else { continue }
      if what == nil { reading.fail(MeetingForm.what(row), "Enter what will be done") }
      if owner == nil { reading.fail(MeetingForm.owner(row), "Choose who will do it") }
      if due == nil { reading.fail(MeetingForm.due(row), "Enter the day by which it will be done") }
      if let what, let owner, let due { actions.append(NewAction(what: what, owner: owner, dueOn: due)) }
    }
    return reading.result {
      NewMeeting(heldOn: heldOn!, place: place!, came: came, apologies: apologies, notes: notes, actions: actions)
    }
  }
}

enum PersonForm {
  static let practitioner = Field(
    "practitioner", "Who joins the team?", .text(max: 60), required: "Choose who joins the team")
  static let part = Field(
    "part", "What is their part?", .text(max: 120), hint: "For example: speech and language therapy.",
    required: "Enter their part")
  static let isLead = Field("is_lead", "They are the lead professional", .flag)
  static let all = [practitioner, part, isLead]
}

enum EndingForm {
  static let why = Field(
    "why", "Why do they leave the team?", .text(max: 300), required: "Enter why they leave the team")
  static let all = [why]
}

enum CommentForm {
  static let words = Field(
    "comment", "What do you want to say about this goal?", .prose(max: 1000), required: "Enter what you want to say")
  static let all = [words]
}

enum DropGoalForm {
  static let why = Field("why", "Why is it taken out?", .text(max: 300), required: "Enter why it is taken out")
  static let all = [why]
}
