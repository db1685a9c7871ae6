import Design
import Kernel
import People
import Store
package import Web

/// One child, one story, across every agency's system: the slice's front door.
///
/// - hub: the records in memory, which imports ask as well.
/// - rows: what hangs on a child, of all slices: what goes along when two records are one child.
package func linkage(_ hub: LinkHub, rows: @escaping @Sendable () -> [ChildRows]) -> Slice {
  var slice = Slice("Linkage")
  slice.migrations = linkageMigrations
  slice.routes = reviewRoutes(hub, rows) + mergeRoutes(hub, rows) + matrixRoutes + qualityRoutes
  slice.childPanels = [mergesPanel]
  slice.happenings = { child, request, tx in
    let isFamily = request.caller.isFamily
    return try tx.merges(of: child).flatMap { merge -> [Happening] in
      let path = isFamily ? nil : request.caller.holds(.mergeRecords) ? "/children/\(child)/merges" : nil
      var told = [
        Happening(
          at: merge.mergedAt, "Two records were put together", by: merge.mergedBy, text: merge.why, path: path)
      ]
      if let at = merge.undoneAt {
        told.append(
          Happening(
            at: at, "Two records were taken apart", by: merge.undoneBy ?? "", text: merge.undoneWhy, path: path))
      }
      return told
    }
  }
  slice.tasks = { child, request, tx in
    guard child == nil, request.caller.holds(.reviewLinks) else { return [] }
    let count = try tx.countPairs(PairFilter(), for: request.caller)
    guard count > 0 else { return [] }
    return [
      ToDo(
        "Compare records", hint: "\(count) pair\(count == 1 ? "" : "s") may be one child", path: "/links", due: nil)
    ]
  }
  return slice
}

/// For those who put records together: what was done with this one.
@Sendable private func mergesPanel(_ id: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let child = try tx.child(id)
  guard request.may(.mergeRecords, on: child) else { return nil }
  let standing = try tx.merges(of: id).filter { $0.kept == id && $0.undoneAt == nil }.count
  let words =
    standing == 0 ? "This record has not been put together with another." : "Put together from \(standing + 1) records."
  return Panel(
    "merges", .side, standing,
    card("One child, one record", id: "merges", style: .narrow) {
      paragraph(words)
      paragraph(markup: link("Put together or take apart", to: "/children/\(id)/merges"))
    })
}
