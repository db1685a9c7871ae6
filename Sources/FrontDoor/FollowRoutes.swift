import Clocks
import Design
import Kernel
import People
import Store
import Web

func followRoutes(
  _ invite: @escaping @Sendable (NewFamilyInvitation, Transaction) throws -> Void,
  _ offered: OfferedServices
) -> [Route] {
  let followPage: @Sendable (Request, Transaction) throws -> FollowPage = { try followedPage($0, $1, offered) }
  return [
    .page("/requests/follow", "Follow a request: reference and code", may: .followRequest) { request, _ in
      FollowPage(seen: nil, entry: request.entry)
    },
    .task(
      "/requests/follow", "Follow a request: reference and code", may: .followRequest,
      fields: [FollowForm.reference, FollowForm.code],
      again: { request, _ in FollowPage(seen: nil, entry: request.entry) }, openWithCode),
    .page("/requests/follow/{reference}", "How a request is going", may: .followRequest, followPage),
    .form(
      "/requests/follow/{reference}/information", "Add to a request", may: .followRequest, fields: [FollowForm.more],
      again: followPage
    ) { request, tx in
      let followed = try followedRequest(request, tx)
      var form = FormReading(request.entry)
      guard let words = form.text(FollowForm.more) else { throw Invalid(form.errors) }
      try addInformation(words, to: followed, by: request.caller, at: request.now, in: tx)
      return .see("/requests/follow/\(followed.reference)", "Thank you. We have added what you wrote.")
    },
    .form(
      "/requests/follow/{reference}/withdrawal", "Withdraw a request", may: .followRequest, fields: [FollowForm.why],
      again: followPage
    ) { request, tx in
      let followed = try followedRequest(request, tx)
      var form = FormReading(request.entry)
      let why = form.text(FollowForm.why)
      try Invalid.check(form.errors)
      try withdrawRequest(followed, why: why, by: request.caller, at: request.now, in: tx)
      return .see("/requests/follow/\(followed.reference)", "We have stopped. You can ask again at any time.")
    },
    .form("/requests/follow/{reference}/account", "Get an account by e-mail", may: .followRequest, fields: []) {
      request, tx in
      let followed = try followedRequest(request, tx)
      // A mail each time: not as many as somebody likes to press.
      try tx.throttle("help-account:\(followed.id)", limit: 3, seconds: 3600, at: request.now)
      try claimAccount(
        followed, by: request.caller, at: request.now, settings: request.site.settings, invite: invite, in: tx)
      return .see("/requests/follow/\(followed.reference)", "Look in your e-mail for the link.")
    },
  ]
}

/// The request of the address, where this browser holds its code; else the form.
private func followedPage(_ request: Request, _ tx: Transaction, _ offered: OfferedServices) throws -> FollowPage {
  do {
    let seen = try seen(followedRequest(request, tx), at: request.now, offered, tx)
    return FollowPage(seen: seen, entry: request.entry)
  } catch Refusal.notFound {
    // Says nothing of whether there is such a request.
    let typed = request.parameters["reference"].flatMap { HelpReference($0) }
    return FollowPage(seen: nil, entry: request.entry.filled([FollowForm.reference.name: typed?.text ?? ""]))
  }
}

func followedRequest(_ request: Request, _ tx: Transaction) throws -> HelpRequest {
  guard let asked = request.parameters["reference"].flatMap({ HelpReference($0) }),
    let (reference, code) = request.following, reference == asked, let found = try tx.helpRequest(reference, code)
  else { throw Refusal.notFound }
  return found
}

@Sendable private func openWithCode(_ request: Request) async throws -> Outcome {
  var form = FormReading(request.entry)
  let (typed, secret) = (form.text(FollowForm.reference), form.text(FollowForm.code))
  try Invalid.check(form.errors)
  let reference = typed.flatMap { HelpReference($0) }
  try await countTry(request, reference?.text)
  // One answer for a wrong reference, a wrong code and both: nobody learns which there are.
  let wrong = Invalid(FollowForm.code.name, "The reference and the code do not fit together. Check both")
  guard let reference, let code = secret.flatMap({ HelpCode($0) }) else { throw wrong }
  let isRight = try await request.site.database.read { tx in try tx.helpRequest(reference, code) != nil }
  guard isRight else { throw wrong }
  try await request.site.database.write { tx in try tx.forgetThrottle("help-code:reference:\(reference)") }
  return .see("/requests/follow/\(reference)", cookies: [following(reference, code)])
}

/// What the asker sees.
func seen(
  _ request: HelpRequest, at now: Instant, _ offered: OfferedServices, _ tx: Transaction
) throws -> FollowedRequest {
  let decision = try tx.standingDecision(request.id)
  let suggested = try offered.suggested(request.id, tx)
  let clock = try tx.clocks(about: request.id).first { $0.isOpen && $0.due == request.dueAt }
  return FollowedRequest(
    reference: request.reference.text, about: request.asked.givenName, state: request.state,
    receivedAt: request.receivedAt, whoHasIt: whoHasIt(request), answerBy: request.dueAt,
    isLate: request.isLate(at: now), answerByWhy: clock.map { "\(explanation(of: $0))." },
    answer: decision.map {
      FollowedRequest.Answer(
        outcome: $0.outcome.inPlainWords, words: $0.told, alternative: $0.alternative, decidedBy: $0.decidedByName,
        decidedAt: $0.decidedAt, team: $0.teamName)
    },
    messages: try tx.log(of: request.id, sharedOnly: true).map {
      FollowedRequest.Message(words: $0.words, from: $0.byName, at: $0.writtenAt, isOwn: $0.kind == .fromAsker)
    },
    mayClaimAccount: request.asked.asker.isFamily && request.asked.email != nil && request.state != .withdrawn,
    hasAskedForAccount: try tx.hasClaimedAccount(request.id), words: ownAnswers(request.asked),
    suggested: suggested, outcomes: offered.outcomes.map { FollowedRequest.Choice(value: $0.value, label: $0.label) },
    services: try offered.fitting(request, decision?.outcome, besides: suggested, at: now, tx))
}

private func whoHasIt(_ request: HelpRequest) -> String {
  switch request.state {
  case .received: "Nobody has started yet."
  case .screening, .checks: request.screenerName.map { "\($0) is reading it." } ?? "Our team is reading it."
  case .decided: "We have read it."
  case .withdrawn: "Nobody: the work on it has stopped."
  }
}

private func ownAnswers(_ asked: NewHelpRequest) -> [AskCheckPage.Answer] {
  let form = AskForm(asked.asker)
  let all: [(Field, String?)] = [
    (form.goingWell, asked.goingWell), (form.hard, asked.hard), (form.wouldHelp, asked.wouldHelp),
    (form.services, asked.services.map(\.title).joined(separator: "\n")),
    (form.helpers, asked.helpers.map(\.title).joined(separator: "\n")), (form.helpersWords, asked.helpersWords),
    (form.lookedAfter, asked.isLookedAfter?.title), (form.youngCarer, asked.isYoungCarer?.title),
  ]
  return all.compactMap { field, words in
    words.flatMap { $0.isEmpty ? nil : AskCheckPage.Answer(question: field.label, answer: $0) }
  }
}
