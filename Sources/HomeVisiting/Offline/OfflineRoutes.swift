import Design
import Kernel
import People
import Store
import Web

// Visits without signal: the page, the week that goes onto the phone, what comes back, and two accounts put together.

let offlineRoutes: [Route] = [
  .bytes("/visits/offline", "Visits without signal", may: .anyone("visit.offline")) { request in
    var page = Response(200, type: "text/html; charset=utf-8", offlineDocument(request.site).bytes)
    page.headers.append(("Cache-Control", "no-cache"))
    return page
  },
  .page(
    "/visits/offline/week", "A visitor’s own week, for their phone", may: .seeDiary, noteRead: noteWeek, phoneWeek),
  .form(
    "/children/{child}/visit-writings", "Send in what was written of a visit without signal", may: .recordVisit,
    fields: WritingForm.all, sendIn),
  .page(
    "/children/{child}/visits/{visit}/writings/{writing}", "What a phone sent of a visit", may: .openRecord
  ) { request, tx in
    try writingPage(request, tx)
  },
  .page(
    "/children/{child}/visits/{visit}/writings/{writing}/arrival", "What became of a writing that a phone sent",
    may: .recordVisit
  ) { request, tx in
    let writing = try tx.writing(request.id("writing"), visit: request.id("visit"), child: request.child)
    let visitPath = "\(visitsPath(writing.child))/\(writing.visit)"
    return TakenPage(
      writing: writing.id, childName: writing.childName, state: writing.state,
      path: writing.state == .taken ? visitPath : "\(visitPath)/writings/\(writing.id)")
  },
  .form(
    "/children/{child}/visits/{visit}/writings/{writing}", "Put two accounts of a visit together", may: .recordVisit,
    fields: SettleForm.all, again: { try writingPage($0, $1) }, settleBoth),
]

/// Names an account on a phone without saying whose it is.
private func owner(_ request: Request) -> String {
  String(request.site.secret(for: "whose phone: \(request.caller.account?.description ?? "")").prefix(22))
}

@Sendable private func phoneWeek(_ request: Request, _ tx: Transaction) throws -> PhoneWeekPage {
  guard let account = request.caller.account, let cookie = request.cookieToken else { throw Refusal.signInNeeded }
  let visitor = request.caller.practitioner
  let week = try visitor.map { try tx.phoneVisits(of: $0, at: request.now, for: request.caller) }
  return PhoneWeekPage(
    owner: owner(request), key: request.site.secret(for: "sealed visits: \(account)"),
    csrf: request.site.csrfToken(for: cookie), today: request.today, visits: week?.visits ?? [],
    inside: try visitor.map { try tx.phoneInside(of: $0, besides: week?.visits ?? [], for: request.caller) } ?? [],
    children: try visitor.map { try tx.phoneChildren(of: $0, for: request.caller) } ?? [], leftOut: week?.leftOut ?? 0)
}

/// What went onto the phone is written down: once a day for each child.
@Sendable private func noteWeek(_ page: PhoneWeekPage, _ request: Request, _ tx: Transaction) throws {
  guard let account = request.caller.account, request.format == .json else { return }
  for child in Set(page.visits.map(\.child)).sorted()
  where try !tx.isOnPhoneToday(child, account, today: request.today) {
    try tx.append(.weekOnPhone, about: child.of(), child: child, by: request.caller, at: request.now)
  }
}

@Sendable private func sendIn(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let child = try tx.child(request.child)
  guard request.entry["owner"] == owner(request) else {
    throw Refusal.forbidden("This was written by somebody else on this phone. Only they can send it.")
  }
  guard let visitor = request.caller.practitioner else {
    throw Refusal.forbidden("Only a practitioner can record a visit.")
  }
  let new = try request.checked(NewWriting.check)
  if try tx.arrived(new.id, child: child.id) == nil {
    try refuseWhileAway(request, tx)
    try Invalid.check(problems(withWriting: new.words, bornOn: child.bornOn, now: request.now))
  }
  let writing = try takeIn(
    new, child: child.id, visitor: visitor, next: request.newID(), by: request.caller, at: request.now, in: tx)
  return .see("\(visitsPath(child.id))/\(writing.visit)/writings/\(writing.id)/arrival")
}

private func writingPage(_ request: Request, _ tx: Transaction) throws -> WritingPage {
  let child = try tx.child(request.child)
  let visit = try tx.visit(request.id("visit"), child: child.id)
  let writing = try tx.writing(request.id("writing"), visit: visit.id, child: child.id)
  let parts = try unlikeParts(writing, visit, at: request.now, in: tx)
  var known = ["version": String(visit.version)]
  for part in parts where part.mayHoldBoth && visit.words?.said(part) != nil && writing.words?.said(part) != nil {
    known["use_\(part.rawValue)"] = WhichWords.both.rawValue
  }
  return WritingPage(
    visit: visit, writing: writing, parts: parts, mayRecord: request.may(.recordVisit, on: child),
    entry: request.method == .get ? request.entry.filled(known) : request.entry)
}

/// On what the two do not agree: and the next visit, where it was agreed at the door and is not in the diary.
private func unlikeParts(_ writing: Writing, _ visit: Visit, at now: Instant, in tx: Transaction) throws -> [VisitPart]
{
  guard let phone = writing.words, let record = writing.state == .settled ? writing.replaced : visit.words else {
    return []
  }
  var parts = record.differences(from: phone)
  if phone.timesADay != nil, phone.tryNext != nil,
    try !tx.activities(visit.child).contains(where: { $0.visit == visit.id })
  {
    parts.append(.chart)
  }
  if let next = phone.nextAt, next > now, try !tx.hasPlanned(visit.child, on: next.day) { parts.append(.next) }
  return parts
}

@Sendable private func settleBoth(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let visit = try tx.visit(request.id("visit"), child: request.child)
  let writing = try tx.writing(request.id("writing"), visit: visit.id, child: visit.child)
  let parts = try unlikeParts(writing, visit, at: request.now, in: tx)
  let settlement = try request.checked { Settlement.check($0, writing, visit, parts: parts) }
  let version = try request.checked(VisitForm.checkVersion)
  try settle(
    writing, visit, settlement, version: version, next: request.newID(), by: request.caller, at: request.now, in: tx)
  return .see(visit.path, settlement == .keep ? "The record stays as it is" : "The two are put together")
}
