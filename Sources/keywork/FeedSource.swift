import ArgumentParser
import Exchange
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Every service of a feed on this machine, as one list: page by page, then each service whole, since lists leave out
/// what is nested. Only this machine: nobody makes the server fetch from elsewhere.
func servicesOfFeed(_ address: String) async throws -> [UInt8] {
  guard let url = URL(string: address), let host = url.host(), ["127.0.0.1", "localhost", "::1"].contains(host) else {
    throw ValidationError("The address must be on this machine, like http://127.0.0.1:8080/open-referral-uk")
  }
  var base = address
  while base.hasSuffix("/") { base.removeLast() }
  if base.hasSuffix("/services") { base.removeLast("/services".count) }
  var documents: [JSON] = []
  var page = 1
  while true {
    let envelope = try await value(of: "\(base)/services?page=\(page)&per_page=100")
    let items = (envelope["contents"] ?? envelope["content"])?.items ?? []
    for item in items {
      guard let id = item["id"]?.string,
        let path = id.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
      else { continue }
      documents.append(try await value(of: "\(base)/services/\(path)"))
    }
    let pages = (envelope["total_pages"] ?? envelope["totalPages"])?.whole ?? 1
    if items.isEmpty || page >= pages { break }
    page += 1
  }
  return JSON.list(documents).bytes
}

private func value(of address: String) async throws -> JSON {
  guard let url = URL(string: address) else { throw ValidationError("\(address) is no address.") }
  let (data, response) = try await URLSession.shared.data(from: url)
  guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw ValidationError("\(address) does not answer.") }
  return try JSONReader.read([UInt8](data))
}
