import Foundation

/// Runs `pg_dump`, which reads one snapshot while work goes on; restored with `pg_restore`.
func backupPostgres(_ url: String, to path: String) throws {
  guard let program = findProgram("pg_dump") else {
    throw DatabaseError.other("pg_dump is not installed here: install PostgreSQL's client programs to make a backup")
  }
  let partial = path + ".partial"
  defer { unlink(partial) }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  // The password goes in the environment: the arguments of a process can be read by everybody on the machine.
  let (address, password) = withoutPassword(url)
  process.arguments = ["--format=custom", "--no-password", "--file=\(partial)", "--dbname=\(address)"]
  if let password { process.environment = ProcessInfo.processInfo.environment.merging(["PGPASSWORD": password]) { $1 } }
  let errors = Pipe()
  process.standardError = errors
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let said = errors.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    let reason = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    throw DatabaseError.other("pg_dump failed: \(reason)")
  }
  guard chmod(partial, 0o600) == 0, rename(partial, path) == 0 else {
    throw DatabaseError.other("the backup \(path) could not be finished: \(String(cString: strerror(errno)))")
  }
}

private func findProgram(_ name: String) -> String? {
  let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
  return path.split(separator: ":").map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}

private func withoutPassword(_ url: String) -> (String, String?) {
  guard var parts = URLComponents(string: url), let password = parts.password else { return (url, nil) }
  parts.password = nil
  return (parts.string ?? url, password)
}
