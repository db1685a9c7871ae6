import Foundation

// Other programs: those that send mail, and those that set a page in print. Each runs in its own process, with what it
// reads given at once, and is stopped when it takes too long.

/// What came of running a program.
package enum ProgramOutcome: Sendable, Equatable {
  /// It ended by itself, with this status and what it wrote, where that was wanted.
  case ended(status: Int32, output: [UInt8])
  case notStarted
  /// It did not end in time and was stopped.
  case tookTooLong
  /// Somebody or something else stopped it.
  case stopped

  /// For a log, without what was written.
  package var words: String {
    switch self {
    case .ended(let status, let output): "ended with \(status) after \(output.count) bytes"
    case .notStarted: "could not be started"
    case .tookTooLong: "took too long"
    case .stopped: "was stopped"
    }
  }
}

/// Runs a program with `input` before it, and waits at most `seconds`. Blocks: call it on a thread of its own.
package func runProgram(_ command: [String], input: [UInt8], wantsOutput: Bool, seconds: Int) -> ProgramOutcome {
  // Files without a name, not pipes: nobody can find them, they are gone when the program ends, and writing to a pipe
  // whose reader has ended stops this process.
  guard let path = command.first, let reads = unnamedFile(input), let writes = unnamedFile([]) else {
    return .notStarted
  }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = Array(command.dropFirst())
  process.standardInput = reads
  process.standardOutput = wantsOutput ? writes : FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  do { try process.run() } catch { return .notStarted }
  let end = Date(timeIntervalSinceNow: Double(seconds))
  while process.isRunning {
    guard Date() < end else {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return .tookTooLong
    }
    Thread.sleep(forTimeInterval: 0.01)
  }
  process.waitUntilExit()
  guard process.terminationReason == .exit else { return .stopped }
  var output: [UInt8] = []
  if wantsOutput {
    do {
      try writes.seek(toOffset: 0)
      output = try writes.readToEnd().map(Array.init) ?? []
    } catch {
      return .stopped
    }
  }
  return .ended(status: process.terminationStatus, output: output)
}

/// The same on a thread of its own.
package func runProgramApart(
  _ command: [String], input: [UInt8], wantsOutput: Bool, seconds: Int
) async throws -> ProgramOutcome {
  try await onThread { runProgram(command, input: input, wantsOutput: wantsOutput, seconds: seconds) }
}

private func unnamedFile(_ bytes: [UInt8]) -> FileHandle? {
  var name = Array("\(NSTemporaryDirectory())/keywork-XXXXXX".utf8CString)
  let file = mkstemp(&name)
  guard file >= 0 else { return nil }
  unlink(name)
  let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
  do {
    try handle.write(contentsOf: Data(bytes))
    try handle.seek(toOffset: 0)
  } catch {
    return nil
  }
  return handle
}
