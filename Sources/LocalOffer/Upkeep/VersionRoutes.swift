import Design
import Kernel
import Store
import Web

/// The versions and the steps of whatever is kept in versions, below its own address, like
/// `/directory/listings/{listing}`. `find` gives it to those alone who may edit it; `page` is its page, which every step
/// leads back to.
struct VersionRoutes<Of: Versioned>: Sendable {
  let base: String
  let name: @Sendable (Of) -> String
  let find: @Sendable (Request, Transaction) throws -> Of
  let page: Route.MakePage

  /// The address of one of them.
  func path(_ one: Of) -> String { PathPattern(stringLiteral: base).filled { _ in one.id.description } }

  var all: [Route] {
    [versionPage, restoration] + editorSteps + [
      step("sending", "Send \(an) to be checked", .editListings) { one, request, tx in
        try sendToBeChecked(one, by: request.caller, at: request.now, in: tx)
        return "Sent. The editors check it next."
      },
      step("removal", "Take \(an) away", .editListings, [whyField]) { one, request, tx in
        try takeAway(one, why: try why(request), by: request.caller, at: request.now, in: tx)
        return "Taken away. It can be brought back for \(daysUntilDeleted) days."
      },
      step("return-to-directory", "Bring \(an) back", .editListings) { one, request, tx in
        try bringBack(one, by: request.caller, at: request.now, in: tx)
        return "Brought back"
      },
    ]
  }

  private var an: String { ("aeiou".contains(Of.word.prefix(1)) ? "an " : "a ") + Of.word }

  private var versionPage: Route {
    .page(PathPattern(stringLiteral: "\(base)/versions/{number}"), "A version of \(an)", may: .editListings) {
      request, tx in
      let one = try find(request, tx)
      return try VersionPage(try number(request), of: one, name: name(one), at: path(one), tx)
    }
  }

  private var restoration: Route {
    step("versions/{number}/restoration", "Bring back an earlier version of \(an)", .editListings) { one, request, tx in
      let number = try number(request)
      try restoreVersion(number, of: one, by: request.caller, at: request.now, in: tx)
      return "Version \(number) is the newest draft now"
    }
  }

  private var editorSteps: [Route] {
    [
      step("check", "Say that \(an) is checked", .publishListings) { one, request, tx in
        try checkVersion(one, by: request.caller, at: request.now, in: tx)
        return "Checked. You can publish it."
      },
      step("return", "Send \(an) back", .publishListings, [whyField]) { one, request, tx in
        try sendBack(one, why: try why(request), by: request.caller, at: request.now, in: tx)
        return "Sent back"
      },
      step("publication", "Publish \(an)", .publishListings) { one, request, tx in
        try publishVersion(one, by: request.caller, at: request.now, in: tx)
        return "Published"
      },
    ]
  }

  /// One step, from the page and back to it. The buttons say which version was seen: a step is about that one, not about
  /// what somebody else wrote meanwhile.
  func step(
    _ part: String, _ summary: String, _ permission: Permission, _ fields: [Field] = [],
    _ perform: @escaping @Sendable (Of, Request, Transaction) throws -> String
  ) -> Route {
    .form(
      PathPattern(stringLiteral: "\(base)/\(part)"), summary, may: permission, fields: fields + [ListingForm.version],
      again: page
    ) { request, tx in
      let one = try find(request, tx)
      if let seen = request.entry[ListingForm.version.name].flatMap({ Int($0) }), seen != one.version {
        throw changedMeanwhile(Of.word)
      }
      let said = try perform(one, request, tx)
      return .see(path(one), said)
    }
  }
}

let whyField = Field("why", "Why?", .text(max: 300), required: "Enter why")

private func why(_ request: Request) throws -> String {
  try request.checked { entry in
    var form = FormReading(entry)
    let why = form.text(whyField)
    return form.result { why! }
  }
}

private func number(_ request: Request) throws -> Int {
  guard let number = request.parameters["number"].flatMap({ Int($0) }) else { throw Refusal.notFound }
  return number
}
