import Crypto
import Design
import Foundation
import Kernel

/// The files that pages link to: ours from `public/`, the design system's from `build/assets/`. Read once at the start,
/// kept compressed, sent with an entity tag; the address holds a version, so browsers keep them for a year.
package struct Assets: Sendable {
  struct File: Sendable {
    let type: String
    let bytes: [UInt8]
    let compressed: [UInt8]?
    let tag: String
  }
  private let files: [String: File]
  /// A hash over all of them: the version in the address.
  package let version: String

  /// Reads every file of both folders. Throws where the design system's stylesheet is missing, and says what to run.
  package init(publicFolder: String, assetsFolder: String) throws {
    var files: [String: File] = [:]
    for folder in [assetsFolder, publicFolder] {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? [] {
        guard let type = Assets.types[String(name.split(separator: ".").last ?? "")],
          let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
        else { continue }
        let bytes = Array(data)
        let tag = base64URL(Array(SHA256.hash(data: data).prefix(12)))
        files[name] = File(
          type: type, bytes: bytes, compressed: type.hasPrefix("font/") ? nil : gzipped(bytes, level: 9), tag: tag)
      }
    }
    guard files["govuk-frontend.min.css"] != nil else {
      throw AssetsMissing(folder: assetsFolder)
    }
    self.files = files
    let all = files.keys.sorted().map { files[$0]!.tag }.joined()
    version = String(tokenHash(all).prefix(10))
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    "woff2": "font/woff2", "png": "image/png", "ico": "image/x-icon",
  ]

  func response(_ name: String, to request: Request) throws -> Response {
    guard let file = files[name] else { throw Refusal.notFound }
    let cache = [(name: "Cache-Control", value: "public, max-age=31536000, immutable"), ("ETag", "\"\(file.tag)\"")]
    if request.headers["if-none-match"]?.contains(file.tag) == true { return Response(304, cache) }
    var response = Response(200, cache + [("Content-Type", file.type), ("Vary", "Accept-Encoding")], file.bytes)
    if let small = file.compressed, request.headers["accept-encoding"]?.contains("gzip") == true {
      response.body = small
      response.headers.append(("Content-Encoding", "gzip"))
    }
    return response
  }

  package var route: Route {
    .bytes("/assets/{version}/{file}", "A stylesheet, script or font", may: .anyone("asset.read")) { request in
      try response(request.parameters["file"] ?? "", to: request)
    }
  }
  /// The script that answers for pages without signal. Its address says which pages those are, and never changes: a
  /// browser asks for it again and notices a new one by its bytes, or by the version that the page names.
  package var workerRoute: Route {
    .bytes(
      "/visits/offline-worker.js", "The script that keeps a page there without signal", may: .anyone("asset.read"),
      asks: [Field("v", "The version of the page’s files", .text(max: 40))]
    ) { request in
      var answer = try response("offline-worker.js", to: request)
      answer.headers.removeAll { $0.name == "Cache-Control" }
      answer.headers.append(("Cache-Control", "no-cache"))
      return answer
    }
  }
}

package struct AssetsMissing: Error, CustomStringConvertible {
  package let folder: String
  package var description: String {
    "The design system’s files are not in \(folder). Run bin/setup, or set KEYWORK_ASSETS to the folder that has them."
  }
}
