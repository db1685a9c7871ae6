/// A UUIDv7 that remembers what it names, so that a child's id cannot be given where a visit's is wanted.
///
/// Made by the application, never by the database: a form carries the id of what it will create, so a form sent
/// twice writes once. Text form: 36 characters, lower case. Sorts by the time it was made.
package struct ID<Of>: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A new id made at `now` with 74 bits of `random`.
  package init(at now: Instant, random: inout some RandomNumberGenerator) {
    let milliseconds = UInt64(bitPattern: max(0, now.microseconds / 1000)) & 0xFFFF_FFFF_FFFF
    high = milliseconds << 16 | 0x7000 | random.next() & 0x0FFF
    low = 0x8000_0000_0000_0000 | random.next() & 0x3FFF_FFFF_FFFF_FFFF
  }

  /// The same id, naming something of another kind: for a table that holds ids of many kinds, such as `event`.
  package func of<Other>(_: Other.Type = Other.self) -> ID<Other> { ID<Other>(high: high, low: low) }
}

extension ID: Comparable {
  package static func < (a: ID, b: ID) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

extension ID: LosslessStringConvertible {
  /// Reads the 36-character form, upper or lower case; anything else is nil.
  package init?(_ text: String) {
    var text = text
    let parsed: (UInt64, UInt64)? = text.withUTF8 { bytes in
      guard bytes.count == 36 else { return nil }
      var words: (UInt64, UInt64) = (0, 0)
      var digits = 0
      for (position, byte) in bytes.enumerated() {
        if position == 8 || position == 13 || position == 18 || position == 23 {
          guard byte == UInt8(ascii: "-") else { return nil }
          continue
        }
        guard let value = hexValue(byte) else { return nil }
        if digits < 16 { words.0 = words.0 << 4 | value } else { words.1 = words.1 << 4 | value }
        digits += 1
      }
      return words
    }
    guard let parsed else { return nil }
    self.init(high: parsed.0, low: parsed.1)
  }

  package var description: String {
    String(unsafeUninitializedCapacity: 36) { bytes in
      var position = 0
      for nibble in 0..<32 {
        if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
          bytes[position] = UInt8(ascii: "-")
          position += 1
        }
        let word = nibble < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (nibble & 15)) & 0xF)
        bytes[position] = value < 10 ? 48 + value : 87 + value
        position += 1
      }
      return 36
    }
  }
}

private func hexValue(_ byte: UInt8) -> UInt64? {
  switch byte {
  case 48...57: UInt64(byte - 48)
  case 97...102: UInt64(byte - 87)
  case 65...70: UInt64(byte - 55)
  default: nil
  }
}

extension ID: Codable {
  package init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
  package func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}

// What ids that cross slices name. A slice's own ids use its own types: `ID<Visit>`.
package enum ChildKey {}
package enum PersonKey {}
package enum FamilyKey {}
package enum AccountKey {}
package enum PractitionerKey {}
package enum AgencyKey {}
package enum TeamKey {}
package enum LocalityKey {}
package enum EventKey {}
package enum HelpRequestKey {}
package enum ClockKey {}
package enum SupportKey {}
/// Something of any kind: the subject of an event or a clock.
package enum AnyKey {}

package typealias ChildID = ID<ChildKey>
package typealias PersonID = ID<PersonKey>
package typealias FamilyID = ID<FamilyKey>
package typealias AccountID = ID<AccountKey>
package typealias PractitionerID = ID<PractitionerKey>
package typealias AgencyID = ID<AgencyKey>
package typealias TeamID = ID<TeamKey>
package typealias LocalityID = ID<LocalityKey>
package typealias EventID = ID<EventKey>
package typealias HelpRequestID = ID<HelpRequestKey>
package typealias ClockID = ID<ClockKey>
/// One episode of early help around a child.
package typealias SupportID = ID<SupportKey>
package typealias AnyID = ID<AnyKey>
