import Clocks
import Design
package import Kernel
import People
package import Store
import Web

// Schools, colleges and settings are consulted before one is named. Source: Children and Families Act 2014 s. 39; SEND code
// of practice 2015, 9.83: they answer within fifteen days.

package enum ConsultationAnswer: String, Choice {
  case can, cannot
  package var title: String { self == .can ? "It can meet the needs" : "It says that it cannot" }
}

/// One school or setting that was consulted, and its answer.
package struct Consultation: Sendable, Record, Codable, Hashable {
  package let id: ID<Consultation>
  package let setting: String
  package let askedOn: Day
  package let repliedOn: Day?
  package let answer: ConsultationAnswer?
  package let words: String?
  package init(row: Row) throws {
    (id, setting, askedOn) = (try row[0], try row[1], try row[2])
    (repliedOn, answer, words) = (try row[3], try row[4], try row[5])
  }
}

/// Consults a school or setting: it has fifteen days.
package func consult(
  _ id: ID<Consultation>, _ setting: String, on day: Day, lateWhy: String? = nil, of ehcCase: EHCCase,
  by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  guard [.drafting, .drafted, .maintained].contains(ehcCase.state) else {
    throw Refusal.notNow("Schools and settings are consulted once there is a draft.")
  }
  if day > now.day { throw Invalid("asked_on", "The day must be today or in the past") }
  if day < ehcCase.receivedOn { throw Invalid("asked_on", "The day must be after the case began") }
  try noteLate("\(setting) was consulted", on: day, why: lateWhy, of: ehcCase.id, by: caller, at: now, in: tx)
  try tx.run(
    """
    INSERT INTO ehc_consultation (id, case_id, child_id, setting, asked_on)
    VALUES (\(id), \(ehcCase.id), \(ehcCase.child), \(setting), \(day))
    """)
  try tx.startClock(
    .consultation, about: id, child: ehcCase.child, at: moment(of: day, now: now), owner: ehcCase.officer,
    team: ehcCase.team, now: now)
  try tx.append(
    .settingConsulted, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["setting": setting, "asked_on": day.description])
}

/// Writes down what a school or setting answered; that it cannot needs its reason.
package func noteAnswer(
  _ answer: ConsultationAnswer, words: String?, on day: Day, lateWhy: String? = nil, to consultation: Consultation,
  of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard consultation.answer == nil else { throw Refusal.notNow("This answer was written down already.") }
  if day > now.day || day < consultation.askedOn {
    throw Invalid("replied_on", "The day must lie between \(consultation.askedOn.long) and today")
  }
  if answer == .cannot, words == nil { throw Invalid("words", "Enter why it says that it cannot") }
  try noteLate(
    "\(consultation.setting) answered", on: day, why: lateWhy, of: ehcCase.id, by: caller, at: now, in: tx)
  try tx.run(
    """
    UPDATE ehc_consultation SET replied_on = \(day), answer = \(answer), words = \(words)
    WHERE id = \(consultation.id)
    """)
  try tx.meetClock(.consultation, about: consultation.id, at: moment(of: day, now: now))
  try tx.append(
    .settingAnswered, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["setting": consultation.setting, "answer": answer.rawValue], why: words)
}

extension Transaction {
  package func consultations(of ehcCase: ID<EHCCase>) throws -> [Consultation] {
    try all(
      """
      SELECT id, setting, asked_on, replied_on, answer, words FROM ehc_consultation WHERE case_id = \(ehcCase)
      ORDER BY asked_on, id
      """)
  }
}

extension EventKind {
  static let settingConsulted = EventKind("ehc.setting_consulted", "consulted a school or setting about an EHC plan")
  static let settingAnswered = EventKind("ehc.setting_answered", "wrote down what a school or setting answered")
}

enum ConsultationForm {
  static let setting = Field(
    "setting", "Which school or setting?", .text(max: 200), required: "Enter the school or setting")
  static let askedOn = Field("asked_on", "When was it consulted?", .day, required: "Enter the day it was consulted")
  static let asking = [setting, askedOn, StepForm.lateWhy]
  static let repliedOn = Field("replied_on", "When did it answer?", .day, required: "Enter the day it answered")
  static let answer = Field(
    "answer", "What did it answer?", .choice(Field.options(ConsultationAnswer.self)),
    required: "Choose what it answered")
  static let words = Field("words", "In its own words", .prose(max: 4000))
  static let replying = [repliedOn, StepForm.lateWhy, answer, words]
}

let consultationRoutes: [Route] = [
  .page(
    "/children/{child}/ehc/{case}/consultations", "Schools and settings that were consulted", may: .openRecord,
    consultationPage),
  .onCase(
    "consultations", "Consult a school or setting", fields: ConsultationForm.asking, again: consultationPage
  ) { ehcCase, request, tx in
    var form = FormReading(request.entry)
    let (setting, on) = (form.text(ConsultationForm.setting), form.day(ConsultationForm.askedOn))
    let lateWhy = form.text(StepForm.lateWhy)
    try Invalid.check(form.errors)
    try consult(
      request.formID.of(), setting!, on: on!, lateWhy: lateWhy, of: ehcCase, by: request.caller, at: request.now, in: tx
    )
    return "\(setting!) has 15 days to answer"
  },
  .onCase(
    "consultations/{consultation}", "Record the answer of a school or setting", fields: ConsultationForm.replying,
    again: consultationPage
  ) { ehcCase, request, tx in
    let id: ID<Consultation> = try request.id("consultation")
    guard let one = try tx.consultations(of: ehcCase.id).first(where: { $0.id == id }) else { throw Refusal.notFound }
    var form = FormReading(request.entry)
    let on = form.day(ConsultationForm.repliedOn)
    let answer: ConsultationAnswer? = form.choice(ConsultationForm.answer)
    let (words, lateWhy) = (form.text(ConsultationForm.words), form.text(StepForm.lateWhy))
    try Invalid.check(form.errors)
    try noteAnswer(
      answer!, words: words, on: on!, lateWhy: lateWhy, to: one, of: ehcCase, by: request.caller, at: request.now,
      in: tx)
    return "Recorded"
  },
]

@Sendable private func consultationPage(_ request: Request, _ tx: Transaction) throws -> ConsultationPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  return ConsultationPage(
    path: ehcCase.path, childName: child.name,
    blocks: try tx.consultations(of: ehcCase.id).map { one in
      .init(one: one, limit: try tx.clocks(about: one.id).first.map { try ClockLine($0, tx, at: request.now) })
    },
    mayManage: request.may(.manageEHC, on: child) && [.drafting, .drafted, .maintained].contains(ehcCase.state),
    entry: request.entry)
}

/// The schools and settings that were consulted, their limits and answers, and the form that asks another.
struct ConsultationPage: Page, Codable {
  struct Block: Codable, Sendable {
    let one: Consultation
    let limit: ClockLine?
  }
  let path: String
  let childName: String
  let blocks: [Block]
  let mayManage: Bool
  let entry: Entry
  var title: String { "Schools and settings that were consulted" }
  var trail: [Link] { caseTrail(path, childName) }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      if blocks.isEmpty { paragraph("None has been consulted yet.") }
      blocks.map { block($0, view) }
      if mayManage {
        card("Consult another", id: "new") {
          formPart(view, to: "\(path)/consultations", ConsultationForm.asking, entry, submit: "Consult it")
        }
      }
    }
  }

  private func block(_ block: Block, _ view: View) -> HTML {
    card(block.one.setting, id: "setting-\(block.one.id)") {
      summaryList(
        [
          SummaryRow("Consulted", day(block.one.askedOn)),
          block.limit.map { SummaryRow("Limit", "\($0.sentence). \($0.tagged)") },
          block.one.answer.map { SummaryRow("Answer", text: "\($0.title), \(block.one.repliedOn?.long ?? "")") },
          block.one.words.map { SummaryRow("In its own words", text: $0) },
        ].compactMap(\.self))
      if mayManage, block.one.answer == nil {
        formPart(
          view, to: "\(path)/consultations/\(block.one.id)", ConsultationForm.replying, entry,
          submit: "Record the answer", style: .secondary, hiddenText: "of \(block.one.setting)",
          idPrefix: "reply-\(block.one.id)-")
      }
    }
  }
}
