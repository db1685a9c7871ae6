package import Design
package import Kernel
package import Store
import Web

/// A service from the directory that may help whoever asked, while they wait or instead.
package struct MatchingService: Sendable, Codable, Hashable {
  package let id: AnyID
  package let name: String
  package let path: String
  package let summary: String
  /// What to do next, in one sentence.
  package let nextStep: String
  package init(id: AnyID, name: String, path: String, summary: String, nextStep: String) {
    (self.id, self.name, self.path, self.summary, self.nextStep) = (id, name, path, summary, nextStep)
  }
}

/// A service that the front door suggested to whoever asked, with what came of it.
package struct SuggestedService: Sendable, Codable, Hashable {
  package let id: AnyID
  package let service: AnyID
  package let name: String
  package let path: String
  package let why: String?
  package let by: String
  package let on: Day
  /// In the words of the record, and in those of the family; nil while nobody has said.
  package let outcome: String?
  package let outcomeForFamily: String?
  package init(
    id: AnyID, service: AnyID, name: String, path: String, why: String?, by: String, on: Day, outcome: String?,
    outcomeForFamily: String?
  ) {
    (self.id, self.service, self.name, self.path, self.why) = (id, service, name, path, why)
    (self.by, self.on, self.outcome, self.outcomeForFamily) = (by, on, outcome, outcomeForFamily)
  }
}

/// The directory as the front door needs it. It lies in a slice that this one does not know, so `App` hands it in.
package struct OfferedServices: Sendable {
  /// A service that is to be suggested.
  package struct New: Sendable, Hashable {
    package let id: AnyID
    package let service: AnyID
    package let request: HelpRequestID
    /// Nil while the record is not found.
    package let child: ChildID?
    /// For the family to read.
    package let why: String?
  }
  package typealias Find = @Sendable (String?, NewHelpRequest, Instant, Transaction) throws -> [MatchingService]

  /// Services for what was asked, the best first: by the screener's words, or where there are none by the asker's.
  package let find: Find
  package let suggested: @Sendable (HelpRequestID, Transaction) throws -> [SuggestedService]
  /// Suggests a service; throws `Refusal` where it is not there any more, was suggested already, or must not be.
  package let suggest: @Sendable (New, Caller, Instant, Transaction) throws -> Void
  /// What a family can say of a service.
  package let outcomes: [Field.Option]
  /// The suggestion, its outcome, and the request that it must belong to.
  package let answer: @Sendable (AnyID, String, HelpRequestID, Caller, Instant, Transaction) throws -> Void
  /// The record has been found: what was suggested stands there from now on.
  package let join: @Sendable (HelpRequestID, ChildID, Transaction) throws -> Void

  package init(
    find: @escaping Find, suggested: @escaping @Sendable (HelpRequestID, Transaction) throws -> [SuggestedService],
    suggest: @escaping @Sendable (New, Caller, Instant, Transaction) throws -> Void, outcomes: [Field.Option],
    answer: @escaping @Sendable (AnyID, String, HelpRequestID, Caller, Instant, Transaction) throws -> Void,
    join: @escaping @Sendable (HelpRequestID, ChildID, Transaction) throws -> Void
  ) {
    (self.find, self.suggested, self.suggest, self.outcomes) = (find, suggested, suggest, outcomes)
    (self.answer, self.join) = (answer, join)
  }

  /// Where there is no directory.
  package static let none = OfferedServices(
    find: { _, _, _, _ in [] }, suggested: { _, _ in [] }, suggest: { _, _, _, _ in throw Refusal.notFound },
    outcomes: [], answer: { _, _, _, _, _, _ in throw Refusal.notFound }, join: { _, _, _ in })
}

extension OfferedServices {
  /// What fits by itself, beside what was suggested: while a request waits, and after a decision to look elsewhere where
  /// nobody chose.
  func fitting(
    _ request: HelpRequest, _ outcome: HelpOutcome?, besides suggested: [SuggestedService], at now: Instant,
    _ tx: Transaction
  ) throws -> [MatchingService] {
    guard request.asked.danger != .now else { return [] }
    guard request.isOpen || (outcome.map(\.pointsElsewhere) ?? false && suggested.isEmpty) else { return [] }
    let known = Set(suggested.map(\.service))
    return try find(nil, request.asked, now, tx).filter { !known.contains($0.id) }
  }
}

extension HelpOutcome {
  /// The answer is that help is elsewhere: services from the directory go with it.
  var pointsElsewhere: Bool { [.advice, .otherService, .notThisService].contains(self) }
}
