import Kernel

// A visitor’s diary for a calendar program. Source: RFC 5545 (iCalendar). Calendars copy what they read to wherever they
// please, so it names nobody: that there is a visit, when, and in which postal district.

/// One visit as a calendar shows it.
struct CalendarEntry: Sendable, Hashable {
  let id: ID<Visit>
  let startsAt: Instant
  let minutes: Int
  /// "Home visit"
  let summary: String
  /// `TN1`; nil where it is not known.
  let district: String?
  /// Where it is read, by whoever may.
  let address: String
  /// Grows with each change.
  let version: Int
}

/// The whole calendar, lines ended and folded as the standard asks.
func calendar(named name: String, _ entries: [CalendarEntry], at now: Instant) -> [UInt8] {
  var lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Keywork//Home visits//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    "X-WR-CALNAME:\(escaped(name))", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
  ]
  for entry in entries {
    lines += [
      "BEGIN:VEVENT", "UID:\(entry.id)@keywork", "DTSTAMP:\(stamp(now))", "SEQUENCE:\(entry.version)",
      "DTSTART:\(stamp(entry.startsAt))", "DTEND:\(stamp(entry.startsAt.adding(minutes: entry.minutes)))",
      "SUMMARY:\(escaped(entry.summary))",
    ]
    if let district = entry.district { lines.append("LOCATION:\(escaped(district))") }
    lines += ["URL:\(entry.address)", "CLASS:PRIVATE", "END:VEVENT"]
  }
  lines.append("END:VCALENDAR")
  return lines.flatMap { folded($0) }
}

/// `20261118T103000Z`
private func stamp(_ instant: Instant) -> String {
  let text = instant.description.prefix { $0 != "." }.filter { $0 != "-" && $0 != ":" && $0 != "Z" }
  return "\(text)Z"
}

/// RFC 5545, 3.3.11: backslash, semicolon, comma and line break are escaped.
private func escaped(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\", ";", ",": out += "\\\(scalar)"
    case "\n": out += "\\n"
    case "\r": break
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out
}

/// RFC 5545, 3.1: at most 75 bytes a line, never within a character; what goes on begins with a space.
private func folded(_ line: String) -> [UInt8] {
  var (bytes, room): ([UInt8], Int) = ([], 75)
  for scalar in line.unicodeScalars {
    let own = Array(String(scalar).utf8)
    if own.count > room {
      bytes += [13, 10, 32]
      room = 74
    }
    bytes += own
    room -= own.count
  }
  return bytes + [13, 10]
}
