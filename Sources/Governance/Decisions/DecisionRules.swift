// When a decision is key, what its notice must say, and when it may be taken. Source: Local Authorities (Executive
// Arrangements) (Meetings and Access to Information) (England) Regulations 2012, regulations 8 to 13. The days are counted
// by the clock register: KD-28, KD-GE, KD-CALL.

package import Kernel

/// More than this, over the whole life, is key: £1,000,000 in pence. Each decision keeps the threshold that it was begun
/// with.
package let keyThreshold = 100_000_000

/// Pence over so many years: what is spent or saved once, and every year.
package func wholeLifeValue(_ streams: [MoneyStream], years: Int) -> Int {
  streams.reduce(0) { $0 + abs($1.pence) * ($1.isYearly ? years : 1) }
}

/// Strictly more than the threshold, or a marked effect in two wards.
package func isKey(value: Int, threshold: Int, wards: Int) -> Bool { value > threshold || wards >= 2 }

/// The first year in which the value goes over the threshold; nil where it never does within fifty.
package func firstYearOver(_ threshold: Int, _ streams: [MoneyStream]) -> Int? {
  (1...50).first { wholeLifeValue(streams, years: $0) > threshold }
}

extension DecisionFile {
  package var value: Int { wholeLifeValue(streams, years: record.content.years) }
  package var isKey: Bool {
    Governance.isKey(value: value, threshold: record.threshold, wards: record.content.wards)
  }

  /// The nine things that a notice says.
  package var noticeItems: [NoticeItem] {
    let content = record.content
    let days =
      content.decideFrom == content.decideTo
      ? content.decideFrom.long : "\(content.decideFrom.long) to \(content.decideTo.long)"
    return [
      NoticeItem("That it is a key decision", isKey ? keyWords : "This is not a key decision."),
      NoticeItem("The matter", "\(content.title). \(content.matter)"),
      NoticeItem("Who decides", "\(content.makerName), \(content.makerTitle)"),
      NoticeItem("Members of the body that decides", content.members ?? "One person decides."),
      NoticeItem("When", days), NoticeItem("Documents that go to whoever decides", content.documents),
      NoticeItem("Where copies can be had", content.copiesFrom),
      NoticeItem("Other documents", content.otherDocuments), NoticeItem("How to ask for them", content.howToAsk),
    ]
  }

  private var keyWords: String {
    let wards = record.content.wards
    let money =
      value > record.threshold ? ["\(pounds(value)) over its whole life, more than \(pounds(record.threshold))"] : []
    return "A key decision will be made: "
      + (money + (wards >= 2 ? ["people in \(wards) wards will feel it"] : [])).joined(separator: "; ") + "."
  }

  /// What a notice fixes, as one text.
  package var noticeText: String {
    noticeItems.map { "\($0.name): \($0.text)" }.joined(separator: "\n") + "\nValue in pence: \(value)"
  }
}

package struct NoticeItem: Sendable, Codable, Hashable {
  package let name: String
  package let text: String
  init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
}

/// Why a decision cannot be recorded as taken; nil where it can.
package func refusal(ofTaking new: NewTakenDecision, _ file: DecisionFile, at now: Instant) -> String? {
  guard file.taken == nil, file.record.state.isAhead else { return "This decision was recorded already." }
  if new.takenAt > now { return "It cannot have been taken at \(new.takenAt.long): that is still to come." }
  if let why = refusalByNotice(new.takenAt, file) ?? refusalByPrivateNotice(new.takenAt, file) { return why }
  for kind in ImplicationKind.allCases {
    guard let implication = file.implications.last(where: { $0.kind == kind }) else {
      return "Nothing is written about the \(kind.title.lowercased()) implications."
    }
    guard let verifiedAt = implication.verifiedAt else {
      return "The \(kind.title.lowercased()) implications are not verified."
    }
    if verifiedAt > new.takenAt {
      return "The \(kind.title.lowercased()) implications were verified only at \(verifiedAt.long)."
    }
  }
  if file.record.content.equality == .notDone { return "The equality assessment is not done." }
  return nil
}

private func refusalByNotice(_ takenAt: Instant, _ file: DecisionFile) -> String? {
  guard file.isKey else { return nil }
  guard let notice = file.notice else { return "This is a key decision, and no notice of it stands." }
  guard notice.content == file.noticeText else {
    return "What would be decided is not what the notice says. Publish the notice again."
  }
  switch notice.route {
  case .notice: break
  case .generalException where file.act(.chairTold) == nil:
    return "The chair of scrutiny has not been told (general exception)."
  case .specialUrgency where file.act(.chairAgreed) == nil:
    return "The chair of scrutiny has not agreed (special urgency)."
  case .specialUrgency where file.act(.chairAgreed).map { $0.at > takenAt } ?? true:
    return "The chair of scrutiny agreed only at \(file.act(.chairAgreed)?.at.long ?? "")."
  case .generalException, .specialUrgency: break
  }
  guard takenAt >= notice.earliestAt else {
    return """
      It may not be taken before \(notice.earliestAt.day.long): \(notice.reckoning). The notice was published at \
      \(notice.publishedAt.long).
      """
  }
  return nil
}

/// What is to be decided in private has two notices of that, each with its clear days (regulation 5), or the chair of
/// scrutiny has agreed that it cannot wait for them, and that was published (5(6) and (7)).
private func refusalByPrivateNotice(_ takenAt: Instant, _ file: DecisionFile) -> String? {
  if let urgent = file.urgentPrivate {
    return takenAt < urgent.publishedAt
      ? "That the meeting in private is urgent was published only at \(urgent.publishedAt.long)." : nil
  }
  guard let first = file.privateNotices.first else { return nil }
  guard let second = file.privateNotices.first(where: { $0.number == 2 }) else {
    return "It is to be taken in private, and the second notice of that is not published."
  }
  let earliest = max(first.earliestAt, second.earliestAt)
  return takenAt < earliest ? "It may not be taken in private before \(earliest.day.long)." : nil
}

/// Who may do an act, by role.
func roles(for kind: DecisionActKind) -> Set<Role> {
  switch kind {
  case .chairTold, .chairAgreed, .chairAgreedPrivate: [.informationGovernance]
  case .callIn, .uphold, .signMember: [.boardViewer]
  case .signOfficer, .considered, .section75, .staffTransfer, .award, .start, .close: [.commissioner, .contractManager]
  }
}

/// Why an act cannot be done now; nil where it can.
package func refusal(of kind: DecisionActKind, _ file: DecisionFile, by caller: Caller, at now: Instant) -> String? {
  let (content, state) = (file.record.content, file.record.state)
  if caller.roles.allSatisfy({ !roles(for: kind).contains($0.role) }) { return "Your role may not do this." }
  if file.act(kind) != nil, kind != .considered, kind != .chairTold, kind != .chairAgreed, kind != .chairAgreedPrivate {
    return "This was done already."
  }
  switch kind {
  case .chairTold:
    return file.notice?.route == .generalException ? nil : "No notice under the general exception stands."
  case .chairAgreed: return file.notice?.route == .specialUrgency ? nil : "No notice of special urgency stands."
  case .chairAgreedPrivate:
    return state == .notice || state == .considered ? nil : "Only what has a notice and is not taken yet can be urgent."
  case .considered: return state == .notice ? nil : "Only what has a notice is considered."
  case .callIn:
    guard let taken = file.taken, state == .decided else { return "There is no decision to call in." }
    return now < taken.callInUntil ? nil : "The time to call it in ended at \(taken.callInUntil.long)."
  case .uphold: return state == .calledIn ? nil : "It was not called in."
  case .section75: return refusalOfSection75(file, on: now.day)
  case .staffTransfer: return content.hasStaffTransfer ? nil : "No staff are transferred."
  case .signOfficer, .signMember:
    guard content.delegatedTo != nil else { return "Nothing was delegated." }
    let other = file.act(kind == .signOfficer ? .signMember : .signOfficer)
    if let other, other.account == caller.account { return "The two signatures must be of two people." }
    return refusalOfCarryingOut(file, at: now)
  case .award: return refusalOfCarryingOut(file, at: now) ?? refusalOfAward(file, at: now)
  case .start: return refusalOfCarryingOut(file, at: now) ?? refusalOfStart(file)
  case .close: return state == .started || file.taken?.outcome == .refused ? nil : "It is not under way."
  }
}

/// The agreement is a record of its own, and every party has signed it.
private func refusalOfSection75(_ file: DecisionFile, on day: Day) -> String? {
  guard file.record.content.isJointlyFunded else { return "No part of it is jointly funded." }
  let agreements = file.agreements.filter { $0.agreement.kind == .section75 }
  if agreements.contains(where: { $0.inForce(on: day) != nil }) { return nil }
  guard let missing = agreements.last?.versions.last?.missing, !missing.isEmpty else {
    return "No section 75 agreement for this decision is in force."
  }
  return "The section 75 agreement lacks the signature of \(missing.joined(separator: ", "))."
}

/// It must be decided, in favour, and the time to call it in must be over.
private func refusalOfCarryingOut(_ file: DecisionFile, at now: Instant) -> String? {
  guard let taken = file.taken else { return "It is not decided." }
  if file.record.state == .calledIn { return "It was called in, and is being looked at again." }
  if taken.outcome == .refused { return "It was refused." }
  return now < taken.callInUntil ? "It can still be called in, until \(taken.callInUntil.long)." : nil
}

private func refusalOfAward(_ file: DecisionFile, at now: Instant) -> String? {
  let content = file.record.content
  if content.isJointlyFunded, file.act(.section75) == nil || refusalOfSection75(file, on: now.day) != nil {
    return "A part is jointly funded: the section 75 agreement must be signed before the award."
  }
  guard content.delegatedTo != nil else { return nil }
  if file.act(.signOfficer) == nil { return "\(content.delegatedTo ?? "") has not signed." }
  return file.act(.signMember) == nil ? "\(content.delegatedWith ?? "The member") has not signed." : nil
}

private func refusalOfStart(_ file: DecisionFile) -> String? {
  if file.record.content.delegatedTo != nil, file.act(.award) == nil { return "It is not awarded." }
  return file.record.content.hasStaffTransfer && file.act(.staffTransfer) == nil
    ? "Staff are transferred: work begins when the transfer is complete." : nil
}

/// `£1,000,000.01`; without pence where there are none.
package func pounds(_ pence: Int) -> String {
  let digits = String(abs(pence) / 100)
  var grouped = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
    grouped.append(digit)
  }
  let rest = abs(pence) % 100
  return "\(pence < 0 ? "−" : "")£\(grouped)\(rest == 0 ? "" : ".\(rest < 10 ? "0" : "")\(rest)")"
}

/// Pence from `1,000,000.01` or `£500000`; nil where it is no sum of money.
package func pence(_ text: String) -> Int? {
  let plain = text.replacing("£", with: "").replacing(",", with: "").replacing(" ", with: "")
  guard let match = plain.wholeMatch(of: /(\d{1,12})(?:\.(\d{2}))?/) else { return nil }
  return Int(match.1)! * 100 + (match.2.flatMap { Int($0) } ?? 0)
}
