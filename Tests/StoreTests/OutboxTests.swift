import Foundation
import Kernel
import Store
import TestKit
import Testing

private let noon = Instant(seconds: 1_795_000_000)
private let letter = Mail(to: "parent@example.org", subject: "Your visit – Tuesday", body: "Dear Zoë,\n.\nSee you.\n")

private func mails(_ db: Database) async throws -> [QueuedMail] {
  try await db.read { tx in try tx.all("SELECT \(QueuedMail.columns) FROM mail ORDER BY id") }
}

struct OutboxTests {
  @Test(arguments: Engine.available) func mailGoesOnlyWithItsTransaction(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      _ = await thrown {
        try await db.write { tx in
          try tx.send(letter, at: noon)
          throw Refusal.notFound
        }
      }
      #expect(try await mails(db).isEmpty)
      for _ in 0..<3 { try await db.write { tx in try tx.send(letter, at: noon, key: "reminder 7") } }
      for _ in 0..<2 { try await db.write { tx in try tx.send(letter, at: noon) } }
      #expect(try await mails(db).count == 3)
    }
  }

  @Test(arguments: Engine.available) func aHeaderCannotBeBrokenInto(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db async throws in
      let addresses = [
        "a@b.c\nBcc: x@y.z", "a@b.c\r", "a@b.c, x@y.z", "", "nobody", "@b.c", "a@", "a b@c.d", "-f@b.c", "a@b@c",
        "<a@b.c>",
        "a@b.c\u{2028}x", "é@b.c",
      ]
      for address in addresses {
        let mail = Mail(to: address, subject: "s", body: "b")
        #expect(await thrown { try await db.write { tx in try tx.send(mail, at: noon) } } is Refusal, "\(address)")
      }
      for subject in ["a\nBcc: x@y.z", "a\rb", "a\0b", "a\u{85}b", "a\u{2028}b"] {
        let mail = Mail(to: "a@b.c", subject: subject, body: "b")
        #expect(await thrown { try await db.write { tx in try tx.send(mail, at: noon) } } is Refusal)
      }
      #expect(try await mails(db).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func itIsTriedSixTimesAndThenGivenUp(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      try await db.write { tx in try tx.send(letter, at: noon) }
      var now = noon
      for (index, minutes) in [1, 5, 30, 120, 720, nil].enumerated() {
        let claimed = try await db.write { [now] tx in try tx.claimMail(node: "a", at: now) }
        let mail = try #require(claimed.first)
        #expect(mail.tries == index && mail.state == .sending)
        try await db.write { [now] tx in try tx.markFailed(mail, problem: "refused", at: now) }
        guard let minutes else { break }
        let early = now.adding(seconds: minutes * 60 - 1)
        #expect(try await db.write { tx in try tx.claimMail(node: "a", at: early) }.isEmpty)
        now = now.adding(minutes: minutes)
      }
      let left = try #require(try await mails(db).first)
      #expect(left.state == .failed && left.tries == 6 && left.problem == "refused")
      #expect(try await db.write { tx in try tx.claimMail(node: "a", at: noon.adding(hours: 999)) }.isEmpty)
    }
  }

  @Test(arguments: Engine.available) func twoNodesNeverTakeTheSameMail(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      try await db.write { tx in for _ in 0..<40 { try tx.send(letter, at: noon) } }
      let claimed = try await withThrowingTaskGroup(of: [MailID].self) { group in
        for node in 0..<10 {
          group.addTask { try await db.write { tx in try tx.claimMail(node: "\(node)", at: noon, upTo: 4) }.map(\.id) }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(Set(claimed).count == claimed.count)
      #expect(claimed.count == 40)
    }
  }

  /// The node stopped while the mail was in the program's hands: it may have gone, so it does not go again.
  @Test(arguments: Engine.available) func anUncertainMailIsNotSentAgain(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      try await db.write { tx in
        try tx.send(letter, at: noon)
        _ = try tx.claimMail(node: "a", at: noon)
      }
      #expect(try await db.write { tx in try tx.abandonMail(of: "b", at: noon.adding(minutes: 1)) } == 0)
      #expect(try await db.write { tx in try tx.abandonMail(of: "a", at: noon.adding(minutes: 1)) } == 1)
      let left = try #require(try await mails(db).first)
      #expect(left.state == .unknown && left.problem != nil)
      #expect(try await db.write { tx in try tx.claimMail(node: "a", at: noon.adding(hours: 99)) }.isEmpty)
      // A late answer of the program changes nothing any more.
      try await db.write { tx in try tx.markFailed(left, problem: "late", at: noon) }
      #expect(try await mails(db).first?.state == .unknown)
    }
  }

  @Test(arguments: Engine.available) func deliveryHandsOverAWholeMessage(engine: Engine) async throws {
    try await withMailProgram("cat > \"$(mktemp \"$1/mail.XXXXXX\")\"") { program, folder in
      try await withTestDatabase(engine, storeMigrations) { db in
        try await db.write { tx in
          try tx.send(letter, at: noon)
          try tx.send(Mail(to: "b@example.org", subject: "Plain", body: "x"), at: noon)
        }
        #expect(try await deliverMail(database: db, program: program, node: "a", now: { noon }) == 2)
        #expect(try await deliverMail(database: db, program: program, node: "a", now: { noon }) == 0)
        #expect(try await mails(db).allSatisfy { $0.state == .sent })
        let sent = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("mail.") }
        #expect(sent.count == 2)
        let texts = try sent.map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
        let first = try #require(texts.first { $0.contains("To: parent@example.org\n") })
        #expect(first.contains("From: keywork@example.org\n"))
        #expect(first.contains("Subject: =?utf-8?B?WW91ciB2aXNpdCDigJMgVHVlc2RheQ==?=\n"))
        #expect(first.contains("Date: Wed, 18 Nov 2026 "))
        let body = try #require(first.split(separator: "\n\n", maxSplits: 1).last)
        let bytes = try #require(Data(base64Encoded: String(body), options: .ignoreUnknownCharacters))
        #expect(String(decoding: bytes, as: UTF8.self) == "Dear Zoë,\r\n.\r\nSee you.\r\n")
      }
    }
  }

  @Test(arguments: Engine.available) func whatTheProgramAnswersDecides(engine: Engine) async throws {
    let cases: [(String, QueuedMail.State)] = [
      ("exit 75", .waiting), ("kill -9 $$", .unknown), ("exec sleep 20", .unknown), ("exec cat > /dev/null", .sent),
    ]
    for (script, expected) in cases {
      try await withMailProgram(script, seconds: 1) { program, _ in
        try await withTestDatabase(engine, storeMigrations) { db in
          try await db.write { tx in try tx.send(letter, at: noon) }
          _ = try await deliverMail(database: db, program: program, node: "a", now: { noon })
          #expect(try await mails(db).first?.state == expected, "\(script)")
        }
      }
    }
    let none = try MailProgram(command: "/no/such/program -t", sender: "keywork@example.org")
    try await withTestDatabase(engine, storeMigrations) { db in
      try await db.write { tx in try tx.send(letter, at: noon) }
      #expect(try await deliverMail(database: db, program: none, node: "a", now: { noon }) == 0)
      #expect(try await mails(db).first?.state == .waiting)
    }
  }
}

/// A stand-in for sendmail: a shell script that is given a folder of its own.
private func withMailProgram(
  _ script: String, seconds: Int = 20, _ body: (MailProgram, String) async throws -> Void
) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "keywork-mail-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "program")
  try "\(script)\n".write(to: file, atomically: true, encoding: .utf8)
  let program = try MailProgram(
    command: "/bin/sh \(file.path) \(folder.path)", sender: "keywork@example.org", seconds: seconds)
  try await body(program, folder.path)
}
