import Foundation
import HTTPTypes
import Hummingbird
import Kernel
package import Logging
import NIOCore

/// The network's side of `Responder`, and the only file that knows the HTTP library.
package struct Server: Sendable {
  private let responder: Responder
  private let host: String
  private let port: Int
  private let logger: Logger
  private let onRunning: @Sendable (Int) async -> Void

  package init(
    _ responder: Responder, host: String, port: Int, logger: Logger,
    onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.responder = responder
    self.host = host
    self.port = port
    self.logger = logger
    self.onRunning = onRunning
  }

  /// Serves until the task is cancelled or the process is asked to end; then finishes what it is answering. Throws
  /// `AddressTaken` where something listens there already.
  package func run() async throws {
    let application = Application(
      responder: Adapter(responder: responder),
      configuration: .init(address: .hostname(host, port: port), serverName: "Keywork"),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) }, logger: logger)
    do {
      try await application.runService()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw AddressTaken(host: host, port: port)
    }
  }
}

package struct AddressTaken: Error, CustomStringConvertible {
  let host: String
  let port: Int
  package var description: String {
    "Port \(port) of \(host) is taken: another program listens there. Stop it, or choose another with --port."
  }
}

private struct Context: RequestContext {
  var coreContext: CoreRequestContextStorage
  let address: String?
  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress
  }
}

private struct Adapter: HTTPResponder {
  let responder: Responder

  func respond(to request: Hummingbird.Request, context: Context) async throws -> Hummingbird.Response {
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      if name == "cookie", let more = headers[name] {
        headers[name] = "\(more); \(field.value)"
      } else if headers[name] == nil {
        headers[name] = field.value
      }
    }
    var raw = RawRequest(
      request.method.rawValue, request.head.path ?? "/", headers: headers,
      address: address(context.address ?? "unknown", headers))
    if raw.method == "POST", await responder.takesFile(raw) {
      let spool = try BodySpool(limit: responder.site.settings.fileLimit)
      defer { spool.remove() }
      for try await chunk in request.body { try spool.add(chunk.readableBytesView) }
      raw.spooled = try spool.end()
      return hummingbird(await responder.respond(to: raw), isHead: false)
    }
    let limit = responder.site.settings.bodyLimit
    if raw.method == "POST" {
      var body: [UInt8] = []
      for try await chunk in request.body {
        if body.count <= limit { body += chunk.readableBytesView }
      }
      raw.body = body
    }
    return hummingbird(await responder.respond(to: raw), isHead: raw.method == "HEAD")
  }

  /// The caller's own address: from the proxy's header only where the operator trusts that proxy.
  private func address(_ peer: String, _ headers: [String: String]) -> String {
    guard responder.site.settings.trustedProxies.contains(peer), let chain = headers["x-forwarded-for"] else {
      return peer
    }
    return chain.split(separator: ",").last.map { String($0).trimmed } ?? peer
  }

  private func hummingbird(_ response: Response, isHead: Bool) -> Hummingbird.Response {
    var fields = HTTPFields()
    for header in response.headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      fields.append(HTTPField(name: name, value: header.value))
    }
    let status = HTTPResponse.Status(code: response.status)
    if isHead || response.status == 304 {
      fields[.contentLength] = String(response.body.count)
      return Hummingbird.Response(status: status, headers: fields, body: .init())
    }
    return Hummingbird.Response(
      status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: response.body)))
  }
}
