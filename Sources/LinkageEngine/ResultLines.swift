/// Results as the lines of CSV files, built from bytes, a part to a thread.
extension Linkage {
  /// `cluster_id,source,record_id` for every record. A cluster's number is that of its first record, counted from one.
  package func writeClusterLines(_ write: ([UInt8]) throws -> Void) rethrows {
    guard let clusters else { return }
    let names = sourceNames.map { quoted(Array($0.utf8)) }
    try inChunks(table.count, write) { range, lines in
      table.withIDs { ids in
        for place in range {
          append(UInt64(clusters.heads[place]) + 1, to: &lines)
          lines.append(44)
          lines += names[Int(table.sources[place])]
          lines.append(44)
          append(ids[table.idRange(place)], to: &lines)
          lines += [13, 10]
        }
      }
    }
  }

  /// `source_l,record_id_l,source_r,record_id_r,weight,probability` for every link.
  package func writeLinkLines(_ write: ([UInt8]) throws -> Void) rethrows -> Int {
    guard let clusters else { return 0 }
    let least = Float(weight(settings.threshold))
    let links = scored.filter { $0.weight >= least && clusters.heads[$0.pair.low] == clusters.heads[$0.pair.high] }
    try writePairLines(links, write) { _ in [] }
    return links.count
  }

  /// The same and `reason` for every pair that is for a person.
  package func writeReviewLines(_ write: ([UInt8]) throws -> Void) rethrows -> Int {
    guard let clusters else { return 0 }
    let least = Float(weight(settings.threshold))
    let apart = scored.filter { clusters.heads[$0.pair.low] != clusters.heads[$0.pair.high] }
    try writePairLines(apart, write) { pair in Array(",\(quotedText(reason(pair, least).rawValue))".utf8) }
    return apart.count
  }

  private func writePairLines(
    _ pairs: [ScoredPair], _ write: ([UInt8]) throws -> Void, _ ending: @escaping @Sendable (ScoredPair) -> [UInt8]
  ) rethrows {
    let names = sourceNames.map { quoted(Array($0.utf8)) }
    try inChunks(pairs.count, write) { range, lines in
      table.withIDs { ids in
        // Where the ids of some pairs stand is fetched together, so that the memory's delays run side by side.
        for start in stride(from: range.lowerBound, to: range.upperBound, by: 32) {
          let some = pairs[start..<min(range.upperBound, start + 32)]
          let sides = some.flatMap { [$0.pair.low, $0.pair.high] }
          let found = sides.map { (names: Int(table.sources[$0]), id: table.idRange($0)) }
          for (place, pair) in some.enumerated() {
            for side in [found[place * 2], found[place * 2 + 1]] {
              lines += names[side.names]
              lines.append(44)
              append(ids[side.id], to: &lines)
              lines.append(44)
            }
            append(Double(pair.weight), decimals: 4, to: &lines)
            lines.append(44)
            append(probability(Double(pair.weight)), decimals: 6, to: &lines)
            lines += ending(pair)
            lines += [13, 10]
          }
        }
      }
    }
  }

  /// Lines of many at a time, a part to a thread, written in their order.
  private func inChunks(
    _ count: Int, _ write: ([UInt8]) throws -> Void, _ append: @escaping @Sendable (Range<Int>, inout [UInt8]) -> Void
  ) rethrows {
    for start in stride(from: 0, to: count, by: 100_000) {
      let chunk = min(count, start + 100_000) - start
      let parts = inParts(chunk, threads: settings.threads) { range -> [UInt8] in
        var lines: [UInt8] = []
        lines.reserveCapacity(range.count * 64)
        append(start + range.lowerBound..<start + range.upperBound, &lines)
        return lines
      }
      for part in parts { try write(part) }
    }
  }
}

private func append(_ id: Slice<UnsafeBufferPointer<UInt8>>, to lines: inout [UInt8]) {
  let id = UnsafeBufferPointer(rebasing: id)
  if needsQuotes(id) { lines += quoted(Array(id)) } else { lines.append(contentsOf: id) }
}

private func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  for byte in bytes where byte == 44 || byte == 34 || byte == 10 || byte == 13 { return true }
  return false
}

private func quoted(_ bytes: [UInt8]) -> [UInt8] {
  guard bytes.withUnsafeBufferPointer(needsQuotes) else { return bytes }
  return [34] + bytes.flatMap { $0 == 34 ? [34, 34] : [$0] } + [34]
}
private func quotedText(_ text: String) -> String { String(decoding: quoted(Array(text.utf8)), as: UTF8.self) }

private func append(_ number: UInt64, to line: inout [UInt8]) {
  var (rest, digits) = (number, 0)
  let start = line.count
  repeat {
    line.append(UInt8(rest % 10) + 48)
    rest /= 10
    digits += 1
  } while rest != 0
  line[start...].reverse()
}

private func append(_ value: Double, decimals: Int, to line: inout [UInt8]) {
  let scale = decimals == 4 ? 10_000.0 : 1_000_000.0
  let scaled = UInt64((abs(value) * scale).rounded())
  if value < 0 && scaled != 0 { line.append(45) }
  append(scaled / UInt64(scale), to: &line)
  line.append(46)
  var (place, rest) = (UInt64(scale) / 10, scaled % UInt64(scale))
  while place > 0 {
    line.append(UInt8(rest / place) + 48)
    rest %= place
    place /= 10
  }
}
