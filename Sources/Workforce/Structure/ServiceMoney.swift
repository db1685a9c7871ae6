import Kernel
package import Store

package enum StreamState: String, Choice {
  case bid, confirmed
  package var title: String { self == .bid ? "Bid for" : "Confirmed" }
}

package enum Recurrence: String, Choice {
  case yearly, once
  package var title: String { self == .yearly ? "Every year" : "Once" }
}

/// Money that comes in for the service.
package struct FundingStream: Sendable, Record, Codable, Hashable {
  package let code: String
  package let name: String
  package let pence: Int
  package let recurrence: Recurrence
  package let state: StreamState
  /// The area or the purpose that it may be spent on alone.
  package let restrictedTo: String?
  static let columns: SQL = "code, name, pence, recurrence, state, restricted_to"
  package init(
    code: String, name: String, pence: Int, recurrence: Recurrence = .yearly, state: StreamState = .confirmed,
    restrictedTo: String? = nil
  ) {
    (self.code, self.name, self.pence) = (code, name, pence)
    (self.recurrence, self.state, self.restrictedTo) = (recurrence, state, restrictedTo)
  }
  package init(row: Row) throws {
    self.init(
      code: try row[0], name: try row[1], pence: try row[2], recurrence: try row[3], state: try row[4],
      restrictedTo: try row[5])
  }
}

/// What the service costs, by line of its budget.
package struct CostLine: Sendable, Record, Codable, Hashable {
  package let code: String
  package let name: String
  /// As the budget says it: `20.5 posts`.
  package let quantity: String
  package let pence: Int
  static let columns: SQL = "code, name, quantity, pence"
  package init(code: String, name: String, quantity: String, pence: Int) {
    (self.code, self.name, self.quantity, self.pence) = (code, name, quantity, pence)
  }
  package init(row: Row) throws {
    self.init(code: try row[0], name: try row[1], quantity: try row[2], pence: try row[3])
  }
}

/// Everything that is known of a service: posts, places, money.
package struct ServiceStructure: Sendable, Codable {
  package var locations: [WorkLocation] = []
  package var streams: [FundingStream] = []
  package var costs: [CostLine] = []
  package var posts: [Post] = []
  package var links: [MatrixLink] = []
  package init() {}

  /// Hundredths of posts that visit, filled or not.
  package var visiting: Int { posts.filter(\.kind.visits).reduce(0) { $0 + $1.fte } }
  /// Those of one location.
  package func visiting(in location: String) -> Int {
    posts.filter { $0.kind.visits && $0.location == location }.reduce(0) { $0 + $1.fte }
  }
  package var income: Int { streams.reduce(0) { $0 + $1.pence } }
  package var spending: Int { costs.reduce(0) { $0 + $1.pence } }
}

/// Pence from `1,000.01` or `£500000`; nil where it is no sum of money.
func pence(_ text: String) -> Int? {
  let plain = text.replacing("£", with: "").replacing(",", with: "")
  guard let match = plain.wholeMatch(of: /(\d{1,12})(?:\.(\d{2}))?/) else { return nil }
  return Int(match.1)! * 100 + (match.2.flatMap { Int($0) } ?? 0)
}

/// `£12,736.85`; without pence where there are none.
package func pounds(_ pence: Int) -> String {
  let digits = Array(String(abs(pence) / 100))
  let grouped = digits.enumerated().map { index, digit in
    index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
  }.joined()
  let rest = abs(pence) % 100
  return "\(pence < 0 ? "−" : "")£\(grouped)\(rest == 0 ? "" : ".\(rest < 10 ? "0" : "")\(rest)")"
}
