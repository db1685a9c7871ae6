import Kernel
import Synchronization

extension Responder {
  /// Routes that belong to no slice.
  static func webRoutes(_ all: [Route]) -> [Route] {
    let document = Made<[UInt8]>()
    return draftRoutes + [
      .bytes("/openapi.json", "This interface, described", may: .anyone("interface.read")) { request in
        Response(
          200, type: "application/json",
          try document.value { try openAPI(all + draftRoutes, partnership: request.site.settings.partnership) })
      }
    ]
  }
}

/// What is made when somebody first asks for it, and stays: the routes do not change while the program runs, and to
/// describe some hundreds of them takes as long as hundreds of pages.
private final class Made<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)

  func value(_ make: () throws -> Value) rethrows -> Value {
    try kept.withLock { kept in
      if let kept { return kept }
      let made = try make()
      kept = made
      return made
    }
  }
}
