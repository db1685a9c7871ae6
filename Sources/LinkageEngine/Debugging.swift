extension Linkage {
  package func blockingRecall(_ isTrue: (Int, Int) -> Bool) -> Int { 
    candidates(table, cap: settings.blockCap, window: settings.blockWindow, threads: settings.threads).pairs.count { isTrue($0.low, $0.high) }
  }
  package func weightOf(_ a: Int, _ b: Int) -> (Double, String) {
    let c = Comparer()
    let p = c.pattern(a, b, table)
    let r = scoring!.rarity(p, table.records[a])
    let l = model!.likelihoods(p)
    let w = Comparison.allCases.filter { p[$0] > 0 }.map { "\($0)=\($0.levels[p[$0]])" }.joined(separator: " ")
    return (scoring!.weight(p, table.records[a], table.records[b]), w + " fields \(Int(log2of(l.sameChild / l.strangers))) rarity \(r) hh \(Int(log2of((l.siblings + l.twins) / l.strangers)))")
  }
}
