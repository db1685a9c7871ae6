// What a decision must say. Sources: Working Together to Safeguard Children (the referrer is told the decision and why;
// a level of need by the published thresholds, with professional judgement over them); sharing table (SharingRules);
// a "no" never comes without an alternative.

import Kernel

/// What is wrong with a decision, field by field. `known` are the criteria of the register.
func problems(with new: NewDecision, on request: HelpRequest, known: [ThresholdCriterion]) -> [FieldError] {
  var wrong: [FieldError] = []
  func say(_ field: String, _ message: String) { wrong.append(FieldError(field, message)) }
  if new.outcome.needsChild, request.child == nil {
    say("outcome", "Find or start the child’s record first: a team can only work with a child whose record is known")
  }
  let met = known.filter { new.criteria.contains($0.id) }
  if met.count < new.criteria.count { say("criteria", "Choose criteria from the list") }
  if !met.contains(where: { $0.level == new.level }), new.judgement == nil {
    say("judgement", "Choose at least one sign of level \(new.level.rawValue), or say why it is that level without one")
  }
  if new.outcome.needsAlternative, new.alternative == nil {
    say("alternative", "Say what they can do or where they can go instead")
  }
  if new.outcome.needsTeam, new.team == nil { say("team", "Choose the team that takes it on") }
  if new.outcome == .earlyHelp, new.level == .universal || new.level == .statutory {
    say("level", "Early help is for levels 2 and 3. Choose one of them, or another outcome")
  }
  if SharingRule.of(new.outcome).needsAgreement, new.agreement != .agreed {
    say(
      "agreement",
      "\(new.outcome.title) needs the family’s agreement. Without it, offer what is open to everyone, and look again if "
        + "things get worse")
  }
  if new.outcome == .assessment, new.agreement != .agreed, new.agreementNote == nil {
    say("agreement_note", "Say how need was weighed against the family’s wishes, and by which manager")
  }
  if let problem = problemWithTold(new) { say("told", problem) }
  if request.state == .decided, new.againWhy == nil { say("again_why", "Say why it is decided again") }
  return wrong
}

/// What the asker is told must say something.
private func problemWithTold(_ new: NewDecision) -> String? {
  if new.told.contains("[") || new.told.contains("]") { return "Fill in the parts in [square brackets]" }
  let plain = new.told.lowercased().filter { $0.isLetter || $0.isNumber }
  let title = new.outcome.title.lowercased().filter { $0.isLetter || $0.isNumber }
  if plain == title || new.told.count < 60 {
    return "Tell them what was decided, why, and what happens next, in a few sentences"
  }
  return nil
}

/// Words to begin with, for the screener to finish: what is in square brackets must be filled in.
func wordsToBegin(_ outcome: HelpOutcome, _ request: HelpRequest) -> String {
  let who = request.asked.asker == .youngPerson ? "you" : request.asked.givenName
  let thanks =
    "Thank you for telling us about \(who == "you" ? "yourself" : who). We have read everything you wrote on \(request.receivedAt.day.long)."
  return switch outcome {
  case .advice:
    "\(thanks)\n\nWe think you can get what you need without a worker from us. [Say what to do, and why you think it will help.]\n\nIf it does not work, or things get harder, ask us again. You will not have to tell us everything twice."
  case .earlyHelp:
    "\(thanks)\n\nWe would like to help \(who) and the whole family. A worker from [team] will phone you by [day] to agree a first meeting. They will listen first, and then make a plan with you. You can say no at any time."
  case .homeVisiting:
    "\(thanks)\n\nA home visitor from [team] will phone you by [day]. They will come to your home, play with \(who), and show you things to try between visits."
  case .assessment:
    "\(thanks)\n\nWe think \(who) may need more help than early help can give. A social worker will contact you by [day]. They will meet you and \(who), and work out with you what is needed. [Say why.]"
  case .strategy:
    "\(thanks)\n\nWe are worried about somebody’s safety, so a social worker is talking with the other services today. They will contact you by [day]. [Say what you can safely say.]"
  case .otherService:
    "\(thanks)\n\nWe think [service] is the right place. [With your agreement] we have passed on what you told us, so you do not have to say it again. They will contact you by [day]."
  case .otherCouncil:
    "\(thanks)\n\n\(who == "you" ? "You live" : "\(who) lives") in the area of [council], so that council must answer. We have told them. You can reach them on [phone number]."
  case .notThisService:
    "\(thanks)\n\nWe cannot give the help you asked for, because [say why, plainly]. What you can do instead: [say where to go and what they do].\n\nIf you think we have got this wrong, answer this message and somebody else will look at it."
  }
}
