package import Kernel
package import Store

/// A service from the directory that may help whoever asked, while they wait or instead.
package struct MatchingService: Sendable, Codable, Hashable {
  package let name: String
  package let path: String
  package let summary: String
  /// What to do next, in one sentence.
  package let nextStep: String
  package init(name: String, path: String, summary: String, nextStep: String) {
    (self.name, self.path, self.summary, self.nextStep) = (name, path, summary, nextStep)
  }
}

/// Finds services that fit what was asked. The directory lies in a slice that this one does not know.
package typealias MatchingServices = @Sendable (NewHelpRequest, Instant, Transaction) throws -> [MatchingService]

/// Whether services are offered beside a request: while it waits, and when the answer is to look elsewhere.
func offersServices(_ request: HelpRequest, _ outcome: HelpOutcome?) -> Bool {
  if request.asked.danger == .now { return false }
  if request.isOpen { return true }
  return [.advice, .otherService, .notThisService].contains(outcome)
}
