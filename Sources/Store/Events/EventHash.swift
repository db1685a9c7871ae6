import Crypto
import Kernel

extension Event {
  /// SHA-256 over every field but the seal. Each field is one byte (0 absent, 1 present), its length as eight bytes,
  /// and its bytes, so that no two different events are written alike. The first field names this form.
  func contentHash() -> [UInt8] {
    var content = LengthPrefixed()
    content.append("keywork event 1")
    content.append(id.description)
    content.append(kind)
    content.append(about.description)
    content.append(child?.description)
    content.append(account?.description)
    content.append(actorName)
    content.append(actorRole)
    content.append(agency?.description)
    content.append(purpose)
    content.append(String(at.microseconds))
    content.append(changed)
    content.append(why)
    content.append(from)
    return content.sha256
  }
}

/// Fields laid end to end so that where one stops and the next begins cannot be moved.
struct LengthPrefixed {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(512) }

  mutating func append(_ text: String?) {
    guard var text else {
      bytes.append(0)
      return
    }
    text.withUTF8 { append($0) }
  }
  mutating func append(_ field: some Collection<UInt8>) {
    bytes.append(1)
    withUnsafeBytes(of: UInt64(field.count).bigEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: field)
  }
  var sha256: [UInt8] { Array(SHA256.hash(data: bytes)) }
}

/// The root of a Merkle tree over hashes in order: the tree of RFC 9162, section 2.1.1. A leaf is SHA-256(0, hash), a
/// node SHA-256(1, left, right); a node without a partner goes up as it is. Takes any number in little memory.
struct MerkleTree {
  private(set) var count = 0
  /// The roots of whole subtrees from the largest to the smallest, with their heights.
  private var peaks: [(height: Int, hash: [UInt8])] = []

  mutating func append(_ hash: [UInt8]) {
    count += 1
    var node = (height: 0, hash: sha256(0, hash, []))
    while let left = peaks.last, left.height == node.height {
      peaks.removeLast()
      node = (left.height + 1, sha256(1, left.hash, node.hash))
    }
    peaks.append(node)
  }

  /// Nil for no hashes at all.
  var root: [UInt8]? {
    guard var root = peaks.last?.hash else { return nil }
    for left in peaks.dropLast().reversed() { root = sha256(1, left.hash, root) }
    return root
  }

  private func sha256(_ kind: UInt8, _ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var hasher = SHA256()
    hasher.update(data: [kind])
    hasher.update(data: left)
    hasher.update(data: right)
    return Array(hasher.finalize())
  }
}
