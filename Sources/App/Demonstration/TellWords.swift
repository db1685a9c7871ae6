import Kernel
import Messages
import People
import Sharing
import Store
import Web

// Messages, own words, and who has looked.

extension FamilyTelling {
  /// Whoever answers the family: the visitor or the key worker.
  var worker: Staff? {
    let key = family.visits?.visitor ?? family.support?.worker ?? ""
    return key.isEmpty ? nil : county.person(key)
  }

  mutating func tellWords() throws {
    guard let worker else { return }
    if family.hasAccount {
      let at = time.ago(max(3, firstDay / 4), 19)
      try tx.addOwnWords(
        newID(at), child: child, speaker: firstWord(of: family.adults[0].name),
        words: said(familyWords[number % familyWords.count]), by: try parent(), at: at)
    }
    if family.key == "whitlock" { try tellYoungPersonsWords() }
    guard let conversation = family.conversation else { return }
    try tellConversation(conversations[conversation], with: worker)
  }

  private mutating func tellConversation(_ told: [ToldMessage], with worker: Staff) throws {
    var earlier: [ID<Message>] = []
    for (message, at) in zip(told, moments(of: told)) {
      let writer = message.isFamily ? try parent() : worker.caller
      let side: Side = message.isFamily ? .family : .staff
      // Whoever writes has read what came before.
      try markRead(earlier, writer, side, at: at.adding(minutes: -4))
      let id: ID<Message> = newID(at)
      try sendMessage(
        id, said(message.words).replacing("{worker}", with: worker.firstName), child: child, on: side, by: writer,
        at: at, address: county.settings.publicAddress, in: tx)
      earlier.append(id)
      let morning = time.moment(time.calendar.onOrAfter(at.day.adding(days: 1)), 9)
      if message.isThanks, morning < time.now {
        try markRead(earlier, worker.caller, .staff, at: morning)
        try settleMessages(of: child, by: worker.caller, at: morning, in: tx)
      }
    }
  }

  /// When each was sent: families write on any day, those who work answer on the next working day. Where that would be
  /// later than now, all of it lies some days further back.
  private func moments(of told: [ToldMessage]) -> [Instant] {
    for back in 0... {
      var moments: [Instant] = []
      for message in told {
        let day = time.today.adding(days: -message.daysAgo - back)
        let at = time.moment(message.isFamily ? day : time.calendar.onOrAfter(day), message.hour)
        moments.append(max(at, moments.last.map { $0.adding(minutes: 9) } ?? at))
      }
      if moments.last.map({ $0 < time.now }) ?? true { return moments }
    }
    return []
  }

  private func markRead(_ messages: [ID<Message>], _ reader: Caller, _ side: Side, at: Instant) throws {
    let id: AnyID? = side == .family ? reader.person?.of() : reader.practitioner?.of()
    guard let id else { return }
    for message in messages {
      // Reading is written down by the page; here it is told directly.
      try tx.run(
        """
        INSERT INTO message_reading (message_id, reader_id, reader_name, side, read_at)
        SELECT id, \(id), \(reader.name), \(side), \(at) FROM message
        WHERE id = \(message) AND writer_id <> \(id) AND sent_at <= \(at)
        ON CONFLICT (message_id, reader_id) DO NOTHING
        """)
    }
  }

  /// The parent who signs in, as their session has them.
  func parent() throws -> Caller { try relative(family.adults[0].name, .familyMember) }
  private func relative(_ name: String, _ role: Role) throws -> Caller {
    let person = try tx.relations(child).first { $0.name == name }?.person
    let account = try tx.value("SELECT id FROM account WHERE person_id = \(person)", as: AccountID.self)
    return Caller(account: account, name: name, roles: [.init(role)], person: person, from: "198.51.100.\(10 + number)")
  }

  private mutating func tellYoungPersonsWords() throws {
    let me = try relative(family.child.name, .youngPerson)
    let words = [
      (70, 16.0, "If you write about me, write that I am good at drawing. Everybody starts with the attendance."),
      (12, 20.5, "I want to do the English mock in the art room. Is that allowed? I have not asked anyone yet."),
    ]
    for (day, hour, text) in words {
      let at = time.moment(time.today.adding(days: -day), hour)
      try tx.addOwnWords(newID(at), child: child, speaker: "Jamie", words: text, by: me, at: at)
    }
  }

  // MARK: Who has looked

  mutating func tellOpenings() throws {
    guard let worker else { return }
    let others = family.others.map { county.person($0.who) }
    let pages = ["", "", "visits", "support", "timeline", "details", "messages"]
    for week in stride(from: min(16, firstDay / 7), through: 0, by: -1) {
      for (index, person) in ([worker] + others).enumerated() where index == 0 || (week + index) % 4 == 0 {
        let at = time.ago(week * 7 + random.below(5), 8.75 + Double(random.below(28)) / 4)
        guard at < time.now, at > decidedAt.adding(days: 1) else { continue }
        for _ in 0...random.below(2) { try look(person, random.one(of: pages), at: at) }
      }
    }
    guard family.restrictedWhy == nil else { return }
    let manager = county.manager(of: worker.line.team)
    if manager.line.team == worker.line.team {
      try look(manager, "support", for: .supervision, at: time.ago(min(25, firstDay - 8), 16.25))
    }
    if family.hasAccount {
      for day in [18, 9, 2] {
        let at = time.moment(time.today.adding(days: -day), 20)
        let caller = try parent()
        try tx.append(
          .recordOpened, about: child.of(), child: child, by: caller, for: .ownRecord, at: at,
          changed: ["page": "plan", "role": Role.familyMember.rawValue])
      }
    }
  }

  func look(_ person: Staff, _ page: String, for purpose: Purpose = .directCare, at: Instant) throws {
    try tx.append(
      .recordOpened, about: child.of(), child: child, by: person.caller, for: purpose, at: at,
      changed: ["page": page, "role": person.line.roles[0].rawValue])
  }
}
