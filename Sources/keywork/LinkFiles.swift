import ArgumentParser
import Foundation
import LinkageEngine

/// The CSV files of a folder, each an agency's extract; a file called truth.csv is not one.
func extracts(in folder: String) throws -> [Extract] {
  guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
    throw ValidationError("There is no folder \(folder).")
  }
  let files = names.filter { $0.hasSuffix(".csv") && $0 != "truth.csv" }.sorted()
  if files.isEmpty { throw ValidationError("\(folder) holds no CSV files.") }
  return try files.map { name in
    let handle = ExtractFile(descriptor: open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC))
    guard handle.descriptor >= 0 else {
      throw ValidationError("\(folder)/\(name): \(String(cString: strerror(errno)))")
    }
    let size = Int(lseek(handle.descriptor, 0, SEEK_END))
    return Extract(source: String(name.dropLast(4)), size: size) { offset, buffer in
      let count = pread(handle.descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      guard count >= 0 else { throw LinkageError("\(name): \(String(cString: strerror(errno)))") }
      return count
    }
  }
}

/// Records from the beginning of each file of a folder, as they stand; lines with quotation marks are left out.
func sample(of folder: String, count: Int) throws -> [(RecordName, RawRecord)] {
  let files = try extracts(in: folder)
  return try files.flatMap { extract -> [(RecordName, RawRecord)] in
    var bytes = [UInt8](repeating: 0, count: min(extract.size, 1 << 20))
    let got = try bytes.withUnsafeMutableBytes { try extract.read(0, $0) }
    let lines = String(decoding: bytes[..<got], as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    let heading = (lines.first ?? "").components(separatedBy: ",")
    let places = RawRecord.columns.map { heading.firstIndex(of: $0) }
    guard let id = heading.firstIndex(of: "record_id") else { return [] }
    return lines.dropFirst().dropLast().filter { !$0.contains("\"") }.prefix(count / files.count).compactMap { line in
      let values = line.components(separatedBy: ",")
      guard values.count == heading.count else { return nil }
      let fields = places.map { place in place.map { values[$0] } ?? "" }
      return (RecordName(source: extract.source, id: values[id]), RawRecord(fields: fields))
    }
  }
}

/// An open file, closed with its last user.
private final class ExtractFile: Sendable {
  let descriptor: Int32
  init(descriptor: Int32) { self.descriptor = descriptor }
  deinit { if descriptor >= 0 { close(descriptor) } }
}

/// A CSV file that is written in blocks of a megabyte.
private final class LinesFile {
  private let handle: FileHandle
  private let path: String
  private var kept: [UInt8] = []

  init(_ path: String, heading: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
    else {
      throw ValidationError("\(path) cannot be written.")
    }
    (self.handle, self.path) = (handle, path)
    kept += heading.utf8
    kept += [13, 10]
  }
  func line(_ fields: [String]) throws {
    for (place, field) in fields.enumerated() {
      if place > 0 { kept.append(44) }
      append(field)
    }
    kept += [13, 10]
    if kept.count > 1 << 20 { try flush() }
  }
  /// Lines that are whole already.
  func bytes(_ lines: [UInt8]) throws {
    try flush()
    try write(lines)
  }
  private func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = Foundation.write(handle.fileDescriptor, bytes.baseAddress! + done, bytes.count - done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else {
          throw ValidationError("\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        done += count
      }
    }
  }
  private func append(_ field: String) {
    guard field.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else {
      return kept += field.utf8
    }
    kept.append(34)
    for byte in field.utf8 { kept += byte == 34 ? [34, 34] : [byte] }
    kept.append(34)
  }
  private func flush() throws {
    try write(kept)
    kept.removeAll(keepingCapacity: true)
  }
  func close() throws {
    try flush()
    try handle.close()
  }
}

/// What `report.json` says.
private struct LinkReport: Encodable {
  let records: Int
  let sources: [String]
  let candidatePairs: Int
  let candidatePairsPerRecord: Double
  let links: Int
  let review: Int
  let people: Int
  let threshold: Double
  let blocking: [BlockingCount]
  let training: TrainingReport
  let stages: [StageTime]
  let seconds: Double
  let peakMegabytes: Int
}

/// Writes clusters.csv, links.csv, review.csv, model.json and report.json.
func writeResults(_ linkage: Linkage, to folder: String, quietly: Bool) throws {
  do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
    throw ValidationError("\(folder) cannot be made.")
  }
  let began = ContinuousClock.now
  let people = linkage.clusterHeads.enumerated().reduce(0) { $0 + (Int($1.element) == $1.offset ? 1 : 0) }
  let clusters = try LinesFile("\(folder)/clusters.csv", heading: "cluster_id,source,record_id")
  try linkage.writeClusterLines(clusters.bytes)
  try clusters.close()
  let heading = "source_l,record_id_l,source_r,record_id_r,weight,probability"
  let links = try LinesFile("\(folder)/links.csv", heading: heading)
  let linkCount = try linkage.writeLinkLines(links.bytes)
  try links.close()
  let review = try LinesFile("\(folder)/review.csv", heading: "\(heading),reason")
  let reviewCount = try linkage.writeReviewLines(review.bytes)
  try review.close()
  if let model = linkage.model { try writeJSON(model, to: "\(folder)/model.json") }
  let stages = linkage.times + [StageTime(stage: "writing", seconds: (ContinuousClock.now - began) / .seconds(1))]
  let report = LinkReport(
    records: linkage.recordCount, sources: linkage.sourceNames, candidatePairs: linkage.candidateCount,
    candidatePairsPerRecord: Double(linkage.candidateCount) / Double(max(1, linkage.recordCount)), links: linkCount,
    review: reviewCount, people: people, threshold: linkage.settings.threshold, blocking: linkage.blocking,
    training: linkage.training, stages: stages, seconds: stages.reduce(0) { $0 + $1.seconds },
    peakMegabytes: peakMegabytes())
  try writeJSON(report, to: "\(folder)/report.json")
  if !quietly {
    say("\(report.records) records, \(people) people, \(linkCount) links, \(reviewCount) pairs to look at: \(folder)")
    let capped = linkage.blocking.filter { $0.cappedBlocks > 0 }
    for rule in capped {
      say(
        "\(rule.cappedBlocks) blocks of \(rule.rule) were too large to compare whole; report.json counts what was left out."
      )
    }
  }
}

func writeCleaned(_ linkage: Linkage, to path: String) throws {
  let file = try LinesFile(path, heading: Linkage.cleanedColumns.joined(separator: ","))
  for place in 0..<linkage.recordCount { try file.line(linkage.cleaned(place)) }
  try file.close()
}

func jsonEncoder() -> JSONEncoder {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return encoder
}

func writeJSON(_ value: some Encodable, to path: String, inSnakeCase: Bool = false) throws {
  let encoder = jsonEncoder()
  if inSnakeCase { encoder.keyEncodingStrategy = .convertToSnakeCase }
  guard FileManager.default.createFile(atPath: path, contents: try encoder.encode(value)) else {
    throw ValidationError("\(path) cannot be written.")
  }
}

/// The most memory that this process ever held.
private func peakMegabytes() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss / 1024
}
