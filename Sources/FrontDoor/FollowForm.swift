import Design
import Kernel
import Store
import Web

enum FollowForm {
  static let reference = Field(
    "reference", "Your reference", .text(max: 20), hint: "For example, KW-4F7K-92", required: "Enter your reference")
  static let code = Field(
    "code", "Your code", .text(max: 30), hint: "12 letters and digits, like 7F4K‑9XWQ‑2MHT. Capitals do not matter.",
    required: "Enter your code")
  static let more = Field(
    "more", "Tell us more, or answer us", .prose(max: 3000), required: "Write what you want to tell us")
  static let outcome = Field("outcome", "How did it go?", .choice([]), required: "Choose how it went")
  static let why = Field("why", "Would you like to say why?", .prose(max: 500))
}

/// Counts a try to open a request with a code: by address, and by the reference that was typed, whether there is such a
/// request or not. In a transaction of its own, so that it counts when the try fails.
func countTry(_ request: Request, _ reference: String?) async throws {
  let (address, now) = (request.caller.from, request.now)
  try await request.site.database.write { tx in
    try tx.throttle("help-code:address:\(address)", limit: 20, seconds: 900, at: now)
    if let reference { try tx.throttle("help-code:reference:\(reference)", limit: 10, seconds: 900, at: now) }
  }
}
