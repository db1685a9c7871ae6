/// A query as it stands in an address, without `?`: `state=open&page=2`. What is nil or empty is left out.
package func queryText(_ pairs: [(name: String, value: String?)]) -> String {
  pairs.compactMap { name, value in
    value.flatMap { $0.isEmpty ? nil : "\(percentEncoded(name))=\(percentEncoded($0))" }
  }.joined(separator: "&")
}

/// An address on this site that asks for something: `/accounts?state=open&page=2`.
package func withQuery(_ path: String, _ pairs: [(name: String, value: String?)]) -> String {
  let query = queryText(pairs)
  return query.isEmpty ? path : "\(path)?\(query)"
}
