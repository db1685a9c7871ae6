/// Results as the lines of CSV files, built from bytes, a part to a thread.
extension Linkage {
  /// `cluster_id,source,record_id` for every record. A cluster's number is that of its first record, counted from one.
  package func writeClusterLines(_ write: ([UInt8]) throws -> Void) rethrows {
    guard let clusters else { return }
    let names = sourceNames.map { quoted(Array($0.utf8)) }
    try inChunks(table.count, write) { place, line in
      append(UInt64(clusters.heads[place]) + 1, to: &line)
      line.append(44)
      line += names[Int(table.sources[place])]
      line.append(44)
      appendID(place, to: &line)
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
    try inChunks(pairs.count, write) { place, line in
      let pair = pairs[place]
      for side in [pair.pair.low, pair.pair.high] {
        line += names[Int(table.sources[side])]
        line.append(44)
        appendID(side, to: &line)
        line.append(44)
      }
      append(Double(pair.weight), decimals: 4, to: &line)
      line.append(44)
      append(probability(Double(pair.weight)), decimals: 6, to: &line)
      line += ending(pair)
    }
  }

  private func inChunks(
    _ count: Int, _ write: ([UInt8]) throws -> Void, _ append: @escaping @Sendable (Int, inout [UInt8]) -> Void
  ) rethrows {
    for start in stride(from: 0, to: count, by: 100_000) {
      let chunk = start..<min(count, start + 100_000)
      let parts = inParts(chunk.count, threads: settings.threads) { range -> [UInt8] in
        var lines: [UInt8] = []
        lines.reserveCapacity(range.count * 48)
        for place in range {
          append(chunk.lowerBound + place, &lines)
          lines += [13, 10]
        }
        return lines
      }
      for part in parts { try write(part) }
    }
  }

  private func appendID(_ place: Int, to line: inout [UInt8]) {
    table.withID(place) { id in
      if needsQuotes(id) { line += quoted(Array(id)) } else { line.append(contentsOf: id) }
    }
  }
}

private func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  bytes.contains { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }
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
