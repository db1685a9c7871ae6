import Design
import Kernel
import People
import Store
import Web

let planRoutes: [Route] = [
  .page("/children/{child}/ehc/{case}/plan", "The plan as it is written", may: .openRecord, planPage),
  .page(
    "/children/{child}/ehc/{case}/plan/lines/new", "Add to the plan", may: .manageEHC, asks: [LineForm.sectionField],
    keepsDraft: true, linePage),
  .form(
    "/children/{child}/ehc/{case}/plan/lines", "Add to the plan", may: .manageEHC, fields: lineFields, again: linePage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    let form = try lineForm(ehcCase, request.entry["section"], tx)
    let line = try request.checked { form.check(request.formID.of(), $0) }
    try writeLine(line, document: request.newID(), of: ehcCase, by: request.caller, at: request.now, in: tx)
    return .see("\(ehcCase.path)/plan#section-\(form.section.rawValue)", "Written")
  },
  .page(
    "/children/{child}/ehc/{case}/plan/lines/{line}", "Change a part of the plan", may: .manageEHC,
    linePage),
  .form(
    "/children/{child}/ehc/{case}/plan/lines/{line}", "Change a part of the plan", may: .manageEHC, fields: lineFields,
    again: linePage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    let was = try request.planLine(ehcCase, tx)
    let form = try lineForm(ehcCase, was.section.rawValue, tx)
    let line = try request.checked { form.check(was.id, $0) }
    try writeLine(line, document: request.newID(), of: ehcCase, by: request.caller, at: request.now, in: tx)
    return .see("\(ehcCase.path)/plan#section-\(form.section.rawValue)", "Written")
  },
  .form(
    "/children/{child}/ehc/{case}/plan/lines/{line}/removal", "Take a part out of the plan", may: .manageEHC, fields: []
  ) {
    request, tx in
    let ehcCase = try request.ehcCase(tx)
    try removeLine(request.id("line"), of: ehcCase, by: request.caller, at: request.now, in: tx)
    return .see("\(ehcCase.path)/plan", "Taken out")
  },
  .page("/children/{child}/ehc/{case}/plan/versions/{number}", "A version of the plan", may: .openRecord, versionPage),
  .page(
    "/children/{child}/ehc/{case}/plan/versions/{number}/changes", "What changed in a version", may: .openRecord,
    changesPage),
  .page("/children/{child}/ehc/{case}/plan/plain", "The plan in plain words", may: .openRecord) { request, tx in
    let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
    guard let document = try tx.planInForce(of: ehcCase.id) ?? tx.planDocuments(of: ehcCase.id).first else {
      throw Refusal.notFound
    }
    return PlainPlanPage(
      path: ehcCase.path, name: child.calledName, document: document, lines: try tx.planLines(of: document.id),
      isFamily: false)
  },
  .page(
    "/children/{child}/ehc/{case}/comments/{comment}", "Answer a comment on the draft", may: .manageEHC, answerPage),
  .form(
    "/children/{child}/ehc/{case}/comments/{comment}", "Answer a comment on the draft", may: .manageEHC,
    fields: CommentForm.answering, again: answerPage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    var form = FormReading(request.entry)
    let answer: CommentAnswer? = form.choice(CommentForm.answer)
    let words = form.text(CommentForm.answerWords)
    let until = form.day(CommentForm.until)
    try Invalid.check(form.errors)
    try answerComment(
      request.id("comment"), answer!, words: words!, until: until, of: ehcCase, by: request.caller, at: request.now,
      in: tx)
    return .see("\(ehcCase.path)/plan#comments", "Answered. The family can read it.")
  },
]

private let lineFields = [
  LineForm.sectionField, LineForm(section: .a, needs: []).words, LineForm.provider, LineForm.howOften,
  LineForm.adulthood, LineForm.measure, LineForm.byOn, LineForm.plain,
]

extension Request {
  /// The statement of the address, in the version that is written now, or that was sent last.
  fileprivate func planLine(_ ehcCase: EHCCase, _ tx: Transaction) throws -> PlanLine {
    guard let document = try tx.planAtWork(of: ehcCase) else { throw Refusal.notFound }
    return try tx.planLine(id("line"), of: document.id)
  }
}

private func lineForm(_ ehcCase: EHCCase, _ section: String?, _ tx: Transaction) throws -> LineForm {
  guard let section = section.flatMap(PlanSection.init), section != .k else { throw Refusal.notFound }
  let lines = try tx.planAtWork(of: ehcCase).map { try tx.planLines(of: $0.id) } ?? []
  return LineForm(section: section, needs: lines.filter { section.needsFrom.contains($0.section) })
}

@Sendable private func linePage(_ request: Request, _ tx: Transaction) throws -> LinePage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  guard [.drafting, .drafted, .maintained].contains(ehcCase.state) else {
    throw Refusal.notNow("A plan is written once the council has decided to make one.")
  }
  let line = request.parameters["line"] == nil ? nil : try request.planLine(ehcCase, tx)
  let form = try lineForm(
    ehcCase, line?.section.rawValue ?? request.entry["section"] ?? request.query("section") ?? "A", tx)
  var known = ["section": form.section.rawValue]
  if let line {
    known["words"] = line.words
    known["plain"] = line.plain
    known["need"] = line.need?.description
    known["provider"] = line.provider
    known["how_often"] = line.howOften
    known["measure"] = line.measure
    known["by_on"] = line.byOn?.description
    known["for_adulthood"] = line.isForAdulthood ? "yes" : nil
  }
  return LinePage(
    path: ehcCase.path, childName: child.name, form: form, line: line?.id,
    entry: request.method == .get ? request.entry.filled(known) : request.entry)
}

@Sendable private func planPage(_ request: Request, _ tx: Transaction) throws -> PlanPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let documents = try tx.planDocuments(of: ehcCase.id)
  let newest = try tx.planAtWork(of: ehcCase)
  let mayWrite = request.may(.manageEHC, on: child) && [.drafting, .drafted, .maintained].contains(ehcCase.state)
  return PlanPage(
    path: ehcCase.path, childName: child.name, document: newest, documents: documents,
    lines: try newest.map { try tx.planLines(of: $0.id) } ?? [],
    faults: try newest.map {
      $0.sentOn == nil || ehcCase.state == .drafted
        ? try tx.planFaults(of: $0, isFinal: ehcCase.state != .drafting, on: request.today) : []
    }
      ?? [],
    advice: try tx.advice(of: ehcCase.id).filter { $0.state == .received },
    comments: try tx.draftComments(of: ehcCase.id), mayWrite: mayWrite)
}

private func number(_ request: Request) throws -> Int {
  guard let number = request.parameters["number"].flatMap({ Int($0) }) else { throw Refusal.notFound }
  return number
}

@Sendable private func versionPage(_ request: Request, _ tx: Transaction) throws -> VersionPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let document = try tx.planDocument(number(request), of: ehcCase.id)
  return VersionPage(
    path: ehcCase.path, childName: child.name, document: document, lines: try tx.planLines(of: document.id),
    advice: try tx.advice(of: ehcCase.id).filter { $0.state == .received })
}

@Sendable private func changesPage(_ request: Request, _ tx: Transaction) throws -> ChangesPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let document = try tx.planDocument(number(request), of: ehcCase.id)
  let before = try tx.planDocuments(of: ehcCase.id).first { $0.number < document.number }
  return ChangesPage(
    path: ehcCase.path, childName: child.name, document: document, before: before,
    changes: try before.map {
      differences(from: try tx.planLines(of: $0.id), to: try tx.planLines(of: document.id))
    } ?? [])
}

@Sendable private func answerPage(_ request: Request, _ tx: Transaction) throws -> AnswerPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  return AnswerPage(
    path: ehcCase.path, childName: child.name, comment: try tx.draftComment(request.id("comment"), of: ehcCase.id),
    entry: request.entry)
}
