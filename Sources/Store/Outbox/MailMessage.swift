import Foundation
import Kernel

/// A message as `sendmail -t` reads it: RFC 5322 headers, a body in base64 (RFC 2045), so that no line of it can mean
/// anything.
func messageText(_ mail: Mail, id: MailID, from sender: String, at: Instant) -> String {
  let host = sender.split(separator: "@").last.map(String.init) ?? "localhost"
  let headers = [
    "From: \(sender)",
    "To: \(mail.to)",
    "Subject: \(encodedHeader(mail.subject))",
    "Date: \(headerDate(at))",
    "Message-ID: <\(id)@\(host)>",
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
  ]
  // The 64 bit alphabet in lines of 76: what every mail program takes.
  let lines = base64Lines(Array(mail.body.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8))
  return (headers + ["", lines, ""]).joined(separator: "\n")
}

/// RFC 2047: a subject beyond ASCII goes as encoded words of at most 75 characters, broken between characters.
func encodedHeader(_ text: String) -> String {
  if text.utf8.count <= 60, text.utf8.allSatisfy({ (32...126).contains($0) }), !text.contains("=?") { return text }
  var words: [String] = []
  var chunk: [UInt8] = []
  for scalar in text.unicodeScalars {
    let bytes = Array(String(scalar).utf8)
    if chunk.count + bytes.count > 45 {
      words.append("=?utf-8?B?\(Data(chunk).base64EncodedString())?=")
      chunk = []
    }
    chunk += bytes
  }
  words.append("=?utf-8?B?\(Data(chunk).base64EncodedString())?=")
  return words.joined(separator: "\n ")
}

private func base64Lines(_ bytes: [UInt8]) -> String {
  Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
}

/// `Sun, 22 Nov 2026 09:30:00 +0000`
func headerDate(_ at: Instant) -> String {
  // `2026-11-22T09:30:00Z`
  let text = at.description
  let day = Day(String(text.prefix(10))) ?? at.day
  let month = Day.monthNames[day.month - 1].prefix(3)
  return "\(day.weekday.name.prefix(3)), \(day.parts.day) \(month) \(day.year) \(text.dropFirst(11).prefix(8)) +0000"
}
