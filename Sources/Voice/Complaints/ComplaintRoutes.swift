import Clocks
import Design
package import Kernel
import Store
import Web

extension Permission {
  /// Every complaint: naming who looks at it, and seeing that it is answered.
  package static let keepComplaints = Permission.work(
    "complaint.keep", for: .governance, .complaintsOfficer, .informationGovernance)
  /// The complaints that one was asked to look at.
  package static let handleComplaints = Permission.work(
    "complaint.handle", for: .governance, .complaintsOfficer, .informationGovernance, .teamManager, .ehcCoordinator,
    .commissioner,
    .contractManager)
}

let complaintRoutes: [Route] = [
  .page(
    "/voice/complaints/new", "Complain, or say that something was good", may: .readVoice, newPage),
  .form(
    "/voice/complaints", "Complain, or say that something was good", may: .readVoice, fields: ComplaintForm.all,
    again: newPage
  ) { request, tx in
    let new = try request.checked(ComplaintForm.check)
    var random = SystemRandomNumberGenerator()
    let reference = "C-\(speakableLetters(6, &random))"
    let code = VoiceCode(random: &random)
    try complain(
      request.formID.of(), new, reference: reference, code: code, by: request.caller, at: request.now, in: tx)
    return .see("/voice/complaints/follow/\(reference)?new=yes", cookies: [followed(reference, code)])
  },
  .page("/voice/complaints/follow", "Follow a complaint", may: .readVoice) { request, tx in
    FollowComplaintPage(
      own: try request.caller.account.map { try tx.complaints(of: $0).map(FollowComplaintPage.Own.init) } ?? [],
      seen: nil, entry: request.entry)
  },
  .form(
    "/voice/complaints/follow", "Follow a complaint: reference and code", may: .readVoice,
    fields: [ComplaintForm.reference, ComplaintForm.code],
    again: { request, _ in FollowComplaintPage(own: [], seen: nil, entry: request.entry) }
  ) { request, tx in
    try tx.throttle("complaint:\(request.caller.from)", limit: 30, seconds: 600, at: request.now)
    let typed = plainLetters(request.entry["reference"] ?? "")
    let letters = typed.count == 7 && typed.hasPrefix("C") ? String(typed.dropFirst()) : typed
    let reference = "C-\(letters)"
    guard let code = request.entry["code"].flatMap({ VoiceCode($0) }), try tx.complaint(reference, code: code) != nil
    else { throw Invalid("reference", "We do not know this reference with this code. Check both.") }
    return .see("/voice/complaints/follow/\(reference)", cookies: [followed(reference, code)])
  },
  .page(
    "/voice/complaints/follow/{reference}", "How a complaint is going", may: .readVoice, followPage),
  .form(
    "/voice/complaints/follow/{reference}/steps", "Say more about a complaint", may: .readVoice,
    fields: [ComplaintForm.familyWords], again: followPage
  ) { request, tx in
    let complaint = try followedComplaint(request, tx)
    guard let kind = request.entry["kind"].flatMap(ComplaintStepKind.init) else { throw Refusal.notFound }
    var form = FormReading(request.entry)
    let words = form.text(ComplaintForm.familyWords)
    try Invalid.check(form.errors)
    try followUp(
      complaint, kind, words: words, id: request.formID, by: request.caller, at: request.now, in: tx)
    return .see("/voice/complaints/follow/\(complaint.reference)", "Thank you. We have it.")
  },
  .page("/complaints", "Complaints", may: .handleComplaints, asks: [.page]) { request, tx in
    let part = request.part(of: 25)
    let isOver = request.query("over") == "yes"
    let (shown, hasMore) = part.cut(
      try tx.complaints(for: request.caller, isOver: isOver, limit: part.limit, offset: part.offset))
    let clocks = try tx.clocks(aboutEach: shown.map(\.id))
    return ComplaintsPage(
      lines: shown.map { one in
        let next = clocks[one.id]?.first { $0.isOpen && $0.ruleID != "CMP-C3Q" }
        return .init(
          complaint: one, dueOn: next?.due.day, dueWords: next?.words(at: request.now),
          isLate: next?.isLate(at: request.now) ?? false)
      }, isOver: isOver, keepsAll: request.caller.holds(.keepComplaints), page: part.page, hasMore: hasMore)
  },
  .page("/complaints/{complaint}", "A complaint", may: .handleComplaints, deskPage),
  .form(
    "/complaints/{complaint}/steps", "Work on a complaint", may: .handleComplaints, fields: ComplaintForm.steps,
    again: deskPage
  ) { request, tx in
    let complaint = try tx.complaint(request.id("complaint"), for: request.caller)
    let step = try ComplaintForm.step(request.entry, tx)
    if step.kind == .handler || step.kind == .acknowledge, !request.caller.holds(.keepComplaints) {
      throw Refusal.forbidden("Who looks at a complaint, and by which rules, is for whoever keeps them all.")
    }
    try answerComplaint(
      complaint, step, id: request.formID, address: request.site.settings.publicAddress, by: request.caller,
      at: request.now, in: tx)
    return .see(complaint.path, step.kind.past)
  },
]

/// The browser that complained, or that typed the code, reads it for an hour: a computer may be shared.
private func followed(_ reference: String, _ code: VoiceCode) -> Cookie {
  Cookie("complaint", "\(reference).\(code)", maxAge: 3600)
}

/// The complaint of the address: where this browser holds its code, or this account made it.
private func followedComplaint(_ request: Request, _ tx: Transaction) throws -> Complaint {
  let reference = request.parameters["reference"] ?? ""
  if let account = request.caller.account, let own = try tx.complaint(reference, of: account) { return own }
  let parts = (request.cookie("complaint") ?? "").split(separator: ".").map(String.init)
  guard parts.count == 2, parts[0] == reference, let code = VoiceCode(parts[1]),
    let found = try tx.complaint(reference, code: code)
  else { throw Refusal.notFound }
  return found
}

@Sendable private func newPage(_ request: Request, _ tx: Transaction) throws -> NewComplaintPage {
  NewComplaintPage(
    entry: request.entry.filled(
      request.caller.isSignedIn ? ["name": request.caller.name, "kind": "complaint"] : ["kind": "complaint"]))
}

@Sendable private func followPage(_ request: Request, _ tx: Transaction) throws -> FollowComplaintPage {
  do {
    return FollowComplaintPage(own: [], seen: try followed(request, tx), entry: request.entry)
  } catch Refusal.notFound {
    return FollowComplaintPage(
      own: [], seen: nil, entry: request.entry.filled(["reference": request.parameters["reference"] ?? ""]))
  }
}

private func followed(_ request: Request, _ tx: Transaction) throws -> FollowedComplaint {
  let complaint = try followedComplaint(request, tx)
  let parts = (request.cookie("complaint") ?? "").split(separator: ".").map(String.init)
  let clocks = try tx.clocks(about: complaint.id).filter(\.isOpen)
  let answer = clocks.first { $0.ruleID != "CMP-C3Q" }
  return FollowedComplaint(
    complaint: .init(complaint), steps: try tx.steps(of: complaint.id).filter(\.isOpenToFamily).map(FamilyStep.init),
    may: familySteps(complaint), answerBy: answer?.due.day, isLate: answer?.isLate(at: request.now) ?? false,
    askBy: clocks.first { $0.ruleID == "CMP-C3Q" }?.due.day,
    code: request.query("new") != nil && parts.count == 2 ? parts[1] : nil)
}

@Sendable private func deskPage(_ request: Request, _ tx: Transaction) throws -> ComplaintPage {
  let complaint = try tx.complaint(request.id("complaint"), for: request.caller)
  let steps = try tx.steps(of: complaint.id)
  let keeps = request.caller.holds(.keepComplaints)
  let allowed = allowedSteps(complaint, steps).filter { keeps || ($0 != .handler && $0 != .acknowledge) }
  return ComplaintPage(
    complaint: complaint, steps: steps, allowed: allowed,
    clocks: try tx.clocks(about: complaint.id).filter { $0.status != .cancelled }.map {
      .init(
        title: $0.title, sentence: explanation(of: $0), words: $0.words(at: request.now),
        isLate: $0.isLate(at: request.now))
    }, entry: request.entry.filled(["version": "\(complaint.version)"]))
}
