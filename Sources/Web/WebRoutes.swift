import Kernel

extension Responder {
  /// Routes that belong to no slice.
  static func webRoutes(_ all: [Route]) -> [Route] {
    draftRoutes + [
      .bytes("/openapi.json", "This interface, described", may: .anyone("interface.read")) { request in
        Response(
          200, type: "application/json",
          try openAPI(all + draftRoutes, partnership: request.site.settings.partnership))
      }
    ]
  }
}
