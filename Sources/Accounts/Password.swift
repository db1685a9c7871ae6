import Crypto
import CryptoExtras
import Foundation
import Kernel
import Store

/// How dear one hash is to make, and so to guess: scrypt, RFC 7914.
package struct PasswordCost: Sendable, Hashable {
  /// The memory is 128 bytes × block size × 2 to this.
  package let log2Rounds: Int
  package let blockSize: Int
  package let lanes: Int
  package init(log2Rounds: Int, blockSize: Int = 8, lanes: Int = 1) {
    self.log2Rounds = log2Rounds
    self.blockSize = blockSize
    self.lanes = lanes
  }
  /// The one place to change it. 64 MB and about 165 ms on one core of the machine it was measured on; a password that
  /// was hashed for less is hashed again when its owner next signs in.
  package static let current = PasswordCost(log2Rounds: 16)

  func isLess(than other: PasswordCost) -> Bool {
    (log2Rounds, blockSize, lanes) < (other.log2Rounds, other.blockSize, other.lanes)
  }
}

/// What is kept of a password.
struct StoredPassword: Sendable, Record {
  let salt: [UInt8]
  let hash: [UInt8]
  let cost: PasswordCost

  static let columns: SQL = "salt, hash, log2_rounds, block_size, lanes"
  init(row: Row) throws {
    salt = try row[0]
    hash = try row[1]
    cost = PasswordCost(log2Rounds: try row[2], blockSize: try row[3], lanes: try row[4])
  }

  /// Blocks for as long as `cost` says: only on the hashing thread.
  init(_ password: String, cost: PasswordCost) throws {
    salt = randomBytes(16)
    self.cost = cost
    hash = try scrypt(password, salt: salt, cost)
  }
  /// Of no account: what a password is compared with where there is none, so that it takes as long.
  init(ofNobody cost: PasswordCost) {
    salt = randomBytes(16)
    hash = randomBytes(32)
    self.cost = cost
  }

  /// Blocks as well.
  func matches(_ password: String) throws -> Bool { isSame(try scrypt(password, salt: salt, cost), hash) }
}

func scrypt(_ password: String, salt: [UInt8], _ cost: PasswordCost) throws -> [UInt8] {
  // One spelling of each accent, whatever keyboard typed it (RFC 8265).
  let typed = Data(password.precomposedStringWithCanonicalMapping.utf8)
  let key = try KDF.Scrypt.deriveKey(
    from: typed, salt: salt, outputByteCount: 32, rounds: 1 << cost.log2Rounds, blockSize: cost.blockSize,
    parallelism: cost.lanes)
  return key.withUnsafeBytes { Array($0) }
}

func password(of account: AccountID, in tx: Transaction) throws -> StoredPassword? {
  try tx.first("SELECT \(StoredPassword.columns) FROM password WHERE account_id = \(account)")
}

func keep(_ password: StoredPassword, of account: AccountID, at now: Instant, in tx: Transaction) throws {
  try tx.run(
    """
    INSERT INTO password (account_id, salt, hash, log2_rounds, block_size, lanes, changed_at)
    VALUES (
      \(account), \(password.salt), \(password.hash), \(password.cost.log2Rounds), \(password.cost.blockSize),
      \(password.cost.lanes), \(now))
    ON CONFLICT (account_id) DO UPDATE SET
      salt = excluded.salt, hash = excluded.hash, log2_rounds = excluded.log2_rounds,
      block_size = excluded.block_size, lanes = excluded.lanes, changed_at = excluded.changed_at
    """)
}
