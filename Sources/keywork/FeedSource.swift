import ArgumentParser
import Exchange
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A feed as it was read: a service a line, and what was wrong with the reading.
struct ReadFeed {
  var lines: [UInt8] = []
  var remarks: [String] = []

  fileprivate mutating func add(_ document: JSON) {
    lines += document.bytes
    lines.append(UInt8(ascii: "\n"))
  }
}

/// Every service of a feed on this machine, each on a line of its own in the order of the feed: page by page, then each
/// service whole, since lists leave out what is nested. What does not answer by itself is taken as the list has it. Only
/// this machine: nobody makes the server fetch from elsewhere.
func servicesOfFeed(_ address: String) async throws -> ReadFeed {
  guard let url = URL(string: address), let host = url.host(), ["127.0.0.1", "localhost", "::1"].contains(host) else {
    throw ValidationError("The address must be on this machine, like http://127.0.0.1:8080/open-referral-uk")
  }
  var base = address
  while base.hasSuffix("/") { base.removeLast() }
  if base.hasSuffix("/services") { base.removeLast("/services".count) }
  let session = URLSession(configuration: .ephemeral, delegate: NoRedirects(), delegateQueue: nil)
  defer { session.finishTasksAndInvalidate() }
  var feed = ReadFeed()
  var number = 0
  for page in 1...mostPages {
    let envelope = try await value(of: "\(base)/services?page=\(page)&per_page=100", session)
    let items = (envelope["contents"] ?? envelope["content"])?.items ?? []
    for item in items {
      number += 1
      // What has no id is told of when it is read: nothing of a feed goes without a word.
      guard let id = item["id"]?.string,
        let path = id.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
      else {
        feed.add(item)
        continue
      }
      do {
        feed.add(try await value(of: "\(base)/services/\(path)", session))
      } catch {
        feed.add(item)
        feed.remarks.append("line \(number), \(id): taken as the list has it, for its own address failed: \(error)")
      }
    }
    let pages = (envelope["total_pages"] ?? envelope["totalPages"])?.whole ?? 1
    if items.isEmpty || page >= pages { return feed }
  }
  throw ValidationError("The feed does not end after \(mostPages) pages.")
}

/// A million services: a feed that goes on after that never ends.
private let mostPages = 10_000

/// The document at an address. Where it is asked too often it says how long to wait, and is asked again after that.
private func value(of address: String, _ session: URLSession) async throws -> JSON {
  guard let url = URL(string: address) else { throw ValidationError("\(address) is no address.") }
  for _ in 1...10 {
    let (data, response) = try await session.data(from: url)
    let answer = response as? HTTPURLResponse
    switch answer?.statusCode {
    case 200: return try JSONReader.read([UInt8](data))
    case 429:
      let seconds = answer?.value(forHTTPHeaderField: "Retry-After").flatMap { Int($0) } ?? 60
      try await Task.sleep(for: .seconds(min(max(seconds, 1), 300)))
    default: throw ValidationError("\(address) does not answer.")
    }
  }
  throw ValidationError("\(address) is asked too often and does not answer.")
}

/// Follows no redirect: it could lead away from this machine.
private final class NoRedirects: NSObject, URLSessionTaskDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }
}
