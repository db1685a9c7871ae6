// What must hold of posts and money. Sources: the agreed model of a county's service (one senior in each location; what comes
// in is what it costs); that a post reports to one other, and nobody to themselves, is what makes it a tree.

/// What is wrong with the lines of reporting: a post that is not there, or a ring.
package func treeProblems(_ posts: [Post]) -> [String] {
  let bosses = Dictionary(posts.map { ($0.code, $0.reportsTo) }, uniquingKeysWith: { first, _ in first })
  var found: [String] = []
  var inRing: Set<String> = []
  for post in posts {
    guard let boss = post.reportsTo else { continue }
    if bosses[boss] == nil {
      found.append("\(post.code) reports to \(boss), which is not a post")
      continue
    }
    var (seen, next) = ([post.code], Optional(boss))
    while let here = next, !seen.contains(here) {
      seen.append(here)
      next = bosses[here] ?? nil
    }
    if next == post.code, !inRing.contains(post.code) {
      inRing.formUnion(seen)
      found.append("\((seen + [post.code]).joined(separator: " reports to ")): a ring")
    }
  }
  return found
}

/// What does not add up: streams against lines, and each line against its posts, to the penny. A line without posts
/// (travel, training) stands by itself.
package func moneyProblems(_ service: ServiceStructure) -> [String] {
  var found: [String] = []
  if service.income != service.spending {
    let gap = service.income - service.spending
    found.append(
      "\(pounds(service.income)) comes in and \(pounds(service.spending)) is spent: \(pounds(abs(gap))) \(gap < 0 ? "is missing" : "is left over")"
    )
  }
  for line in service.costs {
    let posts = service.posts.filter { $0.costLine == line.code }
    guard !posts.isEmpty else { continue }
    let unknown = posts.filter { $0.costPence == nil }
    if !unknown.isEmpty {
      found.append("\(line.name): what \(unknown.map(\.code).joined(separator: ", ")) costs is not said")
      continue
    }
    let sum = posts.reduce(0) { $0 + ($1.costPence ?? 0) }
    if sum != line.pence {
      found.append("\(line.name): the posts cost \(pounds(sum)), the line says \(pounds(line.pence))")
    }
  }
  return found
}

/// Locations without exactly one senior home visitor.
package func seniorProblems(_ service: ServiceStructure) -> [String] {
  service.locations.compactMap { location in
    let count = service.posts.count { $0.kind == .seniorVisitor && $0.location == location.code }
    return count == 1 ? nil : "\(location.name) has \(count == 0 ? "no senior home visitor" : "\(count) seniors")"
  }
}

/// What a post names that is not there.
package func namingProblems(_ service: ServiceStructure) -> [String] {
  let (places, lines) = (Set(service.locations.map(\.code)), Set(service.costs.map(\.code)))
  let (streams, codes) = (Set(service.streams.map(\.code)), Set(service.posts.map(\.code)))
  return service.posts.flatMap { post in
    [
      post.location.flatMap { places.contains($0) ? nil : "\(post.code): there is no location \($0)" },
      post.costLine.flatMap { lines.contains($0) ? nil : "\(post.code): there is no cost line \($0)" },
      post.fundedBy.flatMap { streams.contains($0) ? nil : "\(post.code): there is no stream \($0)" },
      post.kind.visits && post.location == nil ? "\(post.code): a post that visits has a location" : nil,
    ].compactMap(\.self)
  } + service.links.filter { !codes.contains($0.post) }.map { "there is no post \($0.post) to link to \($0.to)" }
}

/// What goes if a stream of money goes: posts that it alone pays for, and what is still missing then, as half posts of home
/// visitors at their average cost, rounded up. Vacant posts could stay empty first.
package struct StreamGone: Sendable, Codable, Hashable {
  package let stream: FundingStream
  /// Posts that nobody pays for any more.
  package let posts: [Post]
  /// What is missing beside those.
  package let missingPence: Int
  /// Hundredths of home visitors' posts that this is worth, in halves.
  package let visiting: Int
  /// Vacant posts that visit, and what they cost.
  package let vacant: [Post]
}

package func without(_ stream: FundingStream, _ service: ServiceStructure) -> StreamGone {
  let own = service.posts.filter { $0.fundedBy == stream.code }
  let missing = max(0, stream.pence - own.reduce(0) { $0 + ($1.costPence ?? 0) })
  let visitors = service.posts.filter { $0.kind.visits && $0.fundedBy != stream.code && $0.costPence != nil }
  let (cost, share) = visitors.reduce((0, 0)) { ($0.0 + ($1.costPence ?? 0), $0.1 + $1.fte) }
  // missing / (cost / share) hundredths, rounded up to the next half.
  let halves = cost == 0 ? 0 : (missing * share + cost * 50 - 1) / (cost * 50)
  return StreamGone(
    stream: stream, posts: own, missingPence: missing,
    visiting: min(halves * 50, visitors.reduce(0) { $0 + $1.fte }), vacant: visitors.filter(\.isVacant))
}

/// The posts beneath one, however far.
package func beneath(_ code: String, _ posts: [Post]) -> [Post] {
  var (found, next) = ([Post](), [code])
  var seen: Set<String> = [code]
  while let boss = next.popLast() {
    for post in posts where post.reportsTo == boss && seen.insert(post.code).inserted {
      found.append(post)
      next.append(post.code)
    }
  }
  return found.sorted { $0.code < $1.code }
}
