import Design
import Kernel
import People
import Store
import Web

/// The visit to come, and the one before, with what the family is trying now.
private struct VisitSummary: Codable, Sendable {
  let next: Visit?
  let last: Visit?
}

private func summary(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> VisitSummary {
  VisitSummary(
    next: try tx.nextVisit(child, after: request.now), last: try tx.visits(child, state: .held, limit: 1).first)
}

/// For the record: the next visit, the last, and what the family is trying.
@Sendable func visitPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let value = try summary(child, request, tx)
  let mayRecord = request.may(.recordVisit, on: try tx.child(child))
  if value.next == nil && value.last == nil && !mayRecord { return nil }
  return Panel(
    "visits", .main, value,
    card("Home visits", id: "visits", actions: link("All visits", to: visitsPath(child))) {
      summaryList([
        SummaryRow(
          "Next visit",
          value.next.map {
            "\(link($0.startsAt.spoken(near: request.today), to: $0.path)), \($0.visitorName)"
          }
            ?? "None planned. \(link("Plan one", to: "\(visitsPath(child))/plan"), if: mayRecord)"),
        SummaryRow(
          "Last visit",
          value.last.map {
            "\(link($0.startsAt.day.spoken(near: request.today), to: $0.path)), \($0.visitorName)"
          }
            ?? "None yet"),
        SummaryRow("The family is trying", text: value.last?.tryNext),
      ])
      bulletList([
        link("Development", to: developmentPath(child)), link("Activities", to: activitiesPath(child)),
        link("Goals, reviews and the next setting", to: "/children/\(child)/visiting-reviews"),
        link("Joint assessments and parts for reviews", to: reportsPath(child)),
        link("Referral and rules", to: visitingPath(child)),
      ])
    })
}

/// For the family, above all else: when the next visit is.
@Sendable func familyNextVisitPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard let next = try tx.nextVisit(child, after: request.now) else { return nil }
  return Panel(
    "next-visit", .lead, on: next.startsAt.day, next,
    card("Your next visit", id: "next-visit", style: .lead) {
      paragraph(
        markup:
          "<strong>\(day(next.startsAt.day, near: request.today)), \(next.startsAt.london.clock)</strong>, with \(whoComes(next))."
      )
      if request.caller.holds(.declineVisit) {
        paragraph(markup: link("We can’t make it", to: "/family/\(child)/visits/\(next.id)/cancellation"))
      }
    })
}

/// For the family, until a visitor comes: where it stands with what it asked for, and what else there is.
@Sendable func familyReferralPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard let referral = try tx.visitingReferrals(child).first, try tx.child(child).diedOn == nil else { return nil }
  let words: [String]
  switch referral.state {
  case .received: words = ["You asked for home visits on \(referral.receivedOn.long). We will tell you soon."]
  case .waiting:
    words = [
      "You will have home visits. You have been on the list since \(referral.decidedOn?.long ?? ""). We will call you."
    ]
  case .declined where (referral.decidedOn ?? request.today) > request.today.adding(days: -90):
    words = [referral.reason, referral.otherOffer].compactMap(\.self)
  case .declined, .allocated, .ended: return nil
  }
  return Panel(
    "home-visiting", .main, referral,
    card("Home visits", id: "home-visiting") {
      words.map { paragraph($0) }.joined()
      if referral.state == .waiting, request.caller.holds(.sayWish) {
        paragraph(markup: link("Tell us when visits suit you", to: "/family/\(child)/home-visiting/wishes"))
      }
    })
}

/// For the family: what to try, and the way to all visits.
@Sendable func familyVisitPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let value = try summary(child, request, tx)
  let hasGoals = try tx.hasGoalsOrReviews(child)
  if value.next == nil && value.last == nil && !hasGoals { return nil }
  // After a death nothing is planned, and nothing is left to try.
  let (isOver, called) = (try tx.child(child).diedOn != nil, try tx.child(child).calledName)
  let sawDevelopment = try tx.hasObservations(child)
  return Panel(
    "visits", .main, value,
    card("Home visits", id: "visits") {
      if value.next == nil, !isOver {
        paragraph("No visit is planned yet. Your key worker will agree a day with you.")
      }
      (isOver ? nil : value.last?.tryNext).map { words in
        markup {
          heading(value.next == nil ? "What to try" : "What to try until the next visit", .h3, size: .s)
          prose(words)
        }
      } ?? .empty
      paragraph(markup: link("All your visits", to: "/family/\(child)/visits"))
      if !isOver, request.caller.holds(.sayWish) {
        paragraph(markup: link("Tell us when visits suit you", to: "/family/\(child)/home-visiting/wishes"))
      }
      if !isOver, value.last != nil {
        paragraph(markup: link("Tell us how the visits are", to: "/family/\(child)/home-visiting/opinion"))
      }
      if hasGoals {
        paragraph(markup: link("Your goals and what comes next", to: "/family/\(child)/home-visiting/goals"))
      }
      if sawDevelopment {
        paragraph(markup: link("What \(called) can do now", to: "/family/\(child)/development"))
      }
    })
}
