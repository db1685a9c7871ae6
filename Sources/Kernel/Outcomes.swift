/// Something wrong with one field that the person who typed it can put right. Said in the form of GOV.UK:
/// "Enter the child's date of birth".
package struct FieldError: Error, Hashable, Sendable, Codable {
  /// The name of the field; empty where the whole form is meant.
  package let field: String
  package let message: String
  package init(_ field: String, _ message: String) {
    self.field = field
    self.message = message
  }
}

/// What came of reading a form: a value, or all that is wrong with it.
package enum Checked<Value: Sendable>: Sendable {
  case good(Value)
  case bad([FieldError])
}

/// A refusal that is nobody's mistake in a field. Thrown from anywhere, turned into a page or problem+json once, in `Web`.
package enum Refusal: Error, Hashable, Sendable {
  /// There is no such thing, or the caller may not know that there is.
  case notFound
  /// The caller may know the thing but not do this with it; the reason is shown.
  case forbidden(String)
  /// The record that is asked for was put together with another, which the caller may know of: look there.
  case moved(from: ChildID, to: ChildID)
  /// The caller must sign in first.
  case signInNeeded
  /// Somebody else changed it since the caller read it.
  case changedByAnother(String)
  /// The state of the thing does not allow this step; the reason is shown.
  case notNow(String)
  /// Too many tries; seconds until the next is looked at.
  case tooMany(seconds: Int)
  /// More work is waiting than can be taken.
  case busy
  /// The request cannot be read at all: its shape, not a field.
  case malformed(String)
  /// More bytes than are taken.
  case tooLarge
}

/// For the command line and the log; pages say it in their own words.
extension Refusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notFound: "There is no such thing."
    case .moved(_, let to): "This record was put together with another: \(to)."
    case .forbidden(let why), .changedByAnother(let why), .notNow(let why), .malformed(let why): why
    case .signInNeeded: "Somebody must be signed in for this."
    case .tooMany(let seconds): "Too many tries. Try again in \(seconds) seconds."
    case .busy: "Too much is waiting. Try again in a moment."
    case .tooLarge: "That is more than is taken."
    }
  }
}

/// A closed set of words that is stored and sent as its raw text, and read by people as `title`.
package protocol Choice: RawRepresentable<String>, CaseIterable, Codable, Sendable, Hashable where AllCases == [Self] {
  var title: String { get }
}
extension Role: Choice {}
