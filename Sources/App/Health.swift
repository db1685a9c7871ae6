import Kernel
import Store
package import Web

/// `GET /healthz`: 200 when the schema is current and the database answers, 503 with the reason otherwise.
package func healthRoute(_ partnership: Partnership) -> Route {
  .bytes("/healthz", "Whether this node can serve", may: .anyone("health.read")) { request in
    let site = request.site
    do {
      switch try await site.database.schemaState(partnership.migrations) {
      case .current:
        return health(200, "ok", ["database": "\(site.database.dialect)"])
      case .behind(let names):
        return health(503, "schema behind", ["missing": names.joined(separator: ", "), "mend": "keywork migrate"])
      case .ahead:
        return health(503, "schema ahead", ["reason": "the database was migrated by a newer version of Keywork"])
      }
    } catch {
      return health(503, "database", ["reason": "\(type(of: error))"])
    }
  }
}

private func health(_ status: Int, _ word: String, _ more: [String: String]) -> Response {
  let fields = [("status", word)] + more.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  let text = fields.map { "\"\($0.0)\":\"\($0.1.filter { $0 != "\"" && $0 != "\\" })\"" }.joined(separator: ",")
  return Response(
    status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")], Array("{\(text)}".utf8))
}

/// The least that the server can answer: what the speed of pages is measured against.
let helloRoute: Route = .bytes("/hello", "Hello", may: .anyone("hello.read")) { _ in
  Response(200, type: "text/plain", Array("hello".utf8))
}
