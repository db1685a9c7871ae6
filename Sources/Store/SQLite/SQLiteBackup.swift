import CSQLite
import Foundation

/// Copies the database in one snapshot: beside `path` first, synced, then renamed, so that a half copy never has the
/// name of a whole one. Writers go on; the log grows meanwhile.
func backupSQLite(from source: String, to path: String) throws {
  let partial = path + ".partial"
  unlink(partial)
  defer { unlink(partial) }
  let file = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  guard file >= 0 else {
    throw DatabaseError.connection("the backup cannot be written to \(path): \(String(cString: strerror(errno)))")
  }
  defer { close(file) }
  try copyPages(from: source, to: partial)
  guard fsync(file) == 0, rename(partial, path) == 0 else {
    throw DatabaseError.other("the backup \(path) could not be finished: \(String(cString: strerror(errno)))")
  }
  syncFolder(of: path)
}

private func copyPages(from source: String, to path: String) throws {
  let from = try SQLiteConnection(path: source, readOnly: true, statements: 1, seconds: 0)
  var to: OpaquePointer?
  defer { sqlite3_close(to) }
  guard sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK,
    let backup = sqlite3_backup_init(to, "main", from.handle, "main")
  else { throw DatabaseError.connection("the backup \(path) cannot be written") }
  // All pages in one step: with several, each write of another connection would start the copy afresh.
  let status = sqlite3_backup_step(backup, -1)
  sqlite3_backup_finish(backup)
  guard status == SQLITE_DONE else {
    throw sqliteError(status, "the backup stopped: \(String(cString: sqlite3_errstr(status)))")
  }
  // A copy stands alone: no log file beside it until somebody opens it to write.
  sqlite3_exec(to, "PRAGMA journal_mode = DELETE", nil, nil, nil)
}

private func syncFolder(of path: String) {
  let folder = (path as NSString).deletingLastPathComponent
  let file = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return }
  fsync(file)
  close(file)
}
