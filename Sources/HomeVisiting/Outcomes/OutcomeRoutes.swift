import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// The family says what it thinks of home visiting.
  static let sayOpinion = Permission.child(
    "visiting.opinion", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
}

func outcomeRoutes(_ sources: VisitingSources) -> [Route] {
  [
    .page("/visits/outcomes", "What home visiting achieves", may: .seeCaseload) { request, tx in
      let (teams, from, to) = (request.caller.teams, request.today.adding(days: -181), request.today)
      var figures = try tx.visitingFigures(
        teams: teams, from: from.start, to: to.adding(days: 1).start, for: request.caller)
      let lines = try tx.visitingLines(teams: teams, from: from, now: request.now, for: request.caller)
      figures.referrals = lines.count { $0.receivedOn >= from }
      figures.throughEarlySupport = lines.count { $0.receivedOn >= from && $0.route == .earlySupport }
      let places = try sources.places(tx)
      figures.byLocation = equity(lines, today: request.today) {
        places.isEmpty ? $0.area ?? notKnownGroup : places.location(of: $0.area)
      }
      let people = try tx.practitioners(teams: teams).map(\.id)
      figures.practice = try sources.practice(people, from, to, tx)
      let patterns = try tx.patterns(of: people)
      figures.places = patterns.values.reduce(0) { $0 + $1.places }
      figures.load = patterns.keys.reduce(0) { $0 + load(lines, of: $1) }
      return OutcomesPage(from: from, to: to, figures: figures, principles: principles(figures))
    },
    .page(
      "/family/{child}/home-visiting/opinion", "Say how the home visits are", may: .sayOpinion,
      opinionPage),
    .form(
      "/family/{child}/home-visiting/opinions", "Say how the home visits are", may: .sayOpinion,
      fields: OpinionForm.all,
      again: opinionPage
    ) { request, tx in
      try sayOpinion(
        request.formID, try request.checked(NewOpinion.check), child: request.child, by: request.caller,
        at: request.now,
        in: tx)
      return .see("/family/\(try request.child)", "Thank you. We read every answer.")
    },
  ]
}

@Sendable private func opinionPage(_ request: Request, _ tx: Transaction) throws -> OpinionPage {
  let child = try tx.child(request.child)
  return OpinionPage(child: child.id, childName: child.calledName, entry: request.entry)
}
