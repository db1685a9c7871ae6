/// What the asker would rather have: a page, its value as JSON, or its rows as CSV.
package enum Format: Sendable {
  case html, json, csv

  /// From the `Accept` header, and `?format=csv`, which a link can carry.
  static func wanted(accept: String?, query: String?) -> Format {
    if query == "csv" { return .csv }
    if query == "json" { return .json }
    var best: (Format, Double) = (.html, 0)
    for part in (accept ?? "").split(separator: ",") {
      let pieces = part.split(separator: ";").map { String($0).trimmed.lowercased() }
      let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      let format: Format? =
        switch pieces.first ?? "" {
        case "text/html", "application/xhtml+xml": .html
        case "application/json", "application/problem+json": .json
        case "text/csv": .csv
        default: nil
        }
      if let format, quality > best.1 { best = (format, quality) }
    }
    return best.0
  }
}
