/// Counts by row and column with their totals, seen as a circulation: every total splits into its cells, so that every
/// count is an arc, and at each node what comes in goes out. What a reader can find out about a hidden count is then a
/// question of how much more, or less, could flow through its arc.
struct CountTable: Sendable {
  struct Arc: Sendable {
    let from: Int
    let to: Int
    let count: Int
  }
  let rows: Int
  let columns: Int
  /// The cells row by row, then the row totals, the column totals, and the total of all.
  let arcs: [Arc]
  let nodes: Int
  /// By node: arcs that leave it and arcs that come to it.
  private let leaving: [[Int]]
  private let coming: [[Int]]

  init(_ counts: [[Int]]) {
    let (r, c) = (counts.count, counts.first?.count ?? 0)
    (rows, columns) = (r, c)
    let (rowSource, columnSink) = (r + c, r + c + 1)
    nodes = r + c + 2
    var arcs: [Arc] = []
    for row in 0..<r { for column in 0..<c { arcs.append(Arc(from: row, to: r + column, count: counts[row][column])) } }
    for row in 0..<r { arcs.append(Arc(from: rowSource, to: row, count: counts[row].reduce(0, +))) }
    for column in 0..<c {
      arcs.append(Arc(from: r + column, to: columnSink, count: counts.map { $0[column] }.reduce(0, +)))
    }
    arcs.append(Arc(from: columnSink, to: rowSource, count: counts.joined().reduce(0, +)))
    self.arcs = arcs
    leaving = (0..<nodes).map { node in arcs.indices.filter { arcs[$0].from == node } }
    coming = (0..<nodes).map { node in arcs.indices.filter { arcs[$0].to == node } }
  }

  func isCell(_ arc: Int) -> Bool { arc < rows * columns }
  var isTotal: Int { arcs.count - 1 }

  /// How much each count may lie above and below the truth, for all that the reader knows.
  struct Doubt {
    var up: [Int]
    var down: [Int]
  }
  /// More than any table holds.
  static let endless = 1 << 40

  /// The shortest way from one node to another through arcs with room, at a price for each arc; nil if there is none.
  /// Steps are the arcs with their direction: up is along, down is against.
  func path(
    from start: Int, to end: Int, without left: Int, room: Doubt, price: (Int) -> Int
  ) -> [(arc: Int, isUp: Bool)]? {
    var best = [Int](repeating: .max, count: nodes)
    var step = [(arc: Int, isUp: Bool)?](repeating: nil, count: nodes)
    var isDone = [Bool](repeating: false, count: nodes)
    best[start] = 0
    while true {
      var node = -1
      for other in 0..<nodes where !isDone[other] && best[other] < .max && (node < 0 || best[other] < best[node]) {
        node = other
      }
      if node < 0 { return nil }
      if node == end { break }
      isDone[node] = true
      for arc in leaving[node] where arc != left && room.up[arc] > 0 {
        let cost = best[node] + price(arc)
        if cost < best[arcs[arc].to] { (best[arcs[arc].to], step[arcs[arc].to]) = (cost, (arc, true)) }
      }
      for arc in coming[node] where arc != left && room.down[arc] > 0 {
        let cost = best[node] + price(arc)
        if cost < best[arcs[arc].from] { (best[arcs[arc].from], step[arcs[arc].from]) = (cost, (arc, false)) }
      }
    }
    var steps: [(arc: Int, isUp: Bool)] = []
    var node = end
    while node != start, let taken = step[node] {
      steps.append(taken)
      node = taken.isUp ? arcs[taken.arc].from : arcs[taken.arc].to
    }
    return steps
  }

  /// How far a count could be moved up or down, the others giving way: at most `limit`. `used` is told of every arc
  /// that gives way.
  func reach(
    _ arc: Int, isUp: Bool, limit: Int, doubt: Doubt, price: (Int) -> Int, used: (Int) -> Void = { _ in }
  ) -> Int {
    var room = doubt
    // A count that rises sends more to its end, which must come back to its start.
    let (start, end) = isUp ? (arcs[arc].to, arcs[arc].from) : (arcs[arc].from, arcs[arc].to)
    let own = isUp ? doubt.up[arc] : doubt.down[arc]
    var moved = 0
    while moved < min(limit, own), let path = path(from: start, to: end, without: arc, room: room, price: price) {
      let narrow = path.map { $0.isUp ? room.up[$0.arc] : room.down[$0.arc] }.min() ?? 0
      let amount = min(narrow, min(limit, own) - moved)
      for step in path {
        used(step.arc)
        room.up[step.arc] += step.isUp ? -amount : amount
        room.down[step.arc] += step.isUp ? amount : -amount
      }
      moved += amount
    }
    return moved
  }
}
