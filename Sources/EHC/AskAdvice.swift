import Clocks
package import Kernel
import People
package import Store
import Web

/// Asks one body for advice, due in six weeks. Where an address is known, it gets a letter with a link of its own, which
/// names nobody. `site` is where Keywork is.
package func askAdvice(
  _ id: ID<Advice>, _ new: NewAdvice, of ehcCase: EHCCase, site: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard try ehcCase.state == .assessing || tx.isReassessing(ehcCase) else {
    throw Refusal.notNow("Advice is asked for once the council has decided to assess.")
  }
  let first =
    try tx.reassessments(of: ehcCase.id).first(where: \.isGathering)?.decidedOn
    ?? tx.steps(of: ehcCase.id).last { $0.step == .assess || $0.step == .decideAgain }?.on
  try Invalid.check(problems(with: new, askedAfter: first ?? ehcCase.receivedOn, today: now.day))
  try noteLate(
    "Advice was asked for: \(new.kind.title.lowercasedFirst)", on: new.askedOn, why: new.lateWhy, of: ehcCase.id,
    by: caller, at: now, in: tx)
  try tx.insert(id, new, of: ehcCase)
  try tx.startClock(
    .advice, about: id, child: ehcCase.child, at: moment(of: new.askedOn, now: now), owner: ehcCase.officer,
    team: ehcCase.team, now: now)
  try tx.append(
    .adviceAsked, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["kind": new.kind.rawValue, "asked_on": new.askedOn.description], why: new.lateWhy)
  try sendLink(of: id, child: ehcCase.child, isChaser: false, site: site, at: now, in: tx)
}

/// Reminds whoever was asked, and keeps that it was done.
package func chaseAdvice(
  _ id: ID<Chaser>, _ advice: Advice, words: String, site: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try refuseUnlessAsked(advice)
  try tx.insert(id, of: advice.id, words: words, on: now.day, by: caller.name)
  try sendLink(of: advice.id, child: advice.child, isChaser: true, site: site, at: now, in: tx)
  try tx.append(.adviceChased, about: advice.ehcCase.of(), child: advice.child, by: caller, at: now)
}

/// A new link takes the place of the one before. It opens nothing by itself: a code is sent to the same address.
private func sendLink(
  of id: ID<Advice>, child: ChildID, isChaser: Bool, site: String, at now: Instant, in tx: Transaction
) throws {
  let advice = try tx.advice(id, child: child)
  guard let email = advice.email, isEmail(email) else { return }
  let token = randomToken()
  try tx.keepLink(of: id, hash: tokenHash(token), until: now.day.adding(months: 6))
  let due = advice.dueAt.map { " by \($0.day.long)" } ?? ""
  try tx.send(
    Mail(
      to: email, subject: isChaser ? "We still need your advice\(due)" : "We ask for your advice\(due)",
      body: """
        Hello \(firstName(advice.askedOf)),

        A child’s needs are being assessed, and the law gives you six weeks to advise\(due).
        Open this link and ask for a code. The code comes to this address and lives ten minutes.

        \(site)/advice/\(token)

        Choose “Keep it for later” to come back to what you have written. The family reads your advice.

        """), at: now, key: "advice \(id) \(now.microseconds)")
}

/// Writes down advice that came on paper, by e-mail or through the portal; its limit is met by the day on which it came.
package func receiveAdvice(
  _ advice: Advice, _ new: ReceivedAdvice, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try refuseUnlessAsked(advice)
  try Invalid.check(problems(with: new, advice, today: now.day))
  try noteLate(
    "Advice came: \(advice.kind.title.lowercasedFirst)", on: new.on, why: new.lateWhy, of: advice.ehcCase, by: caller,
    at: now, in: tx)
  try tx.keepReceived(advice, new)
  try tx.meetClock(.advice, about: advice.id, at: moment(of: new.on, now: now))
  try tx.append(
    .adviceReceived, about: advice.ehcCase.of(), child: advice.child, by: caller, at: now,
    changed: ["kind": advice.kind.rawValue, "received_on": new.on.description], why: new.hiddenWhy)
}

/// Keeps advice from the family for a lawful reason, or (nil) shows it to them.
package func hideAdvice(_ advice: Advice, why: String?, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try tx.keepHidden(advice.id, why: why)
  try tx.append(
    why == nil ? .adviceShown : .adviceHidden, about: advice.ehcCase.of(), child: advice.child, by: caller, at: now,
    changed: ["kind": advice.kind.rawValue], why: why)
}

/// What is still out is no longer needed.
func callOffAdvice(of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  for advice in try tx.advice(of: ehcCase.id) where advice.state == .asked {
    try tx.callOff(advice.id)
    try tx.cancelClocks(about: advice.id, why: "The assessment has ended", by: caller, at: now)
  }
}

func refuseUnlessAsked(_ advice: Advice) throws {
  switch advice.state {
  case .asked: return
  case .received: throw Refusal.notNow("This advice has come already.")
  case .calledOff: throw Refusal.notNow("This advice is no longer needed.")
  }
}

extension Transaction {
  /// Bodies of which advice is required and has not come.
  func missingAdvice(of ehcCase: EHCCase, on today: Day) throws -> [String] {
    let child = try child(ehcCase.child)
    let advice = try advice(of: ehcCase.id)
    let come = Set(advice.filter { $0.state == .received }.map(\.kind))
    let wanted = requiredAdvice(bornOn: child.bornOn, today: today)
    let open = advice.filter { $0.state == .asked && !wanted.contains($0.kind) }.map { $0.kind.title }
    return wanted.filter { !come.contains($0) }.map(\.title) + open
  }
}

extension EventKind {
  static let adviceAsked = EventKind("ehc.advice_asked", "asked for advice for an assessment")
  static let adviceChased = EventKind("ehc.advice_chased", "reminded somebody of advice")
  static let adviceReceived = EventKind("ehc.advice_received", "received advice for an assessment")
  static let adviceHidden = EventKind("ehc.advice_hidden", "kept advice from the family for a lawful reason")
  static let adviceShown = EventKind("ehc.advice_shown", "showed advice to the family")
}
