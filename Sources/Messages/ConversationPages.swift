import Design
import Kernel
import Web

/// A part of a child's conversation as one reader sees it.
struct Conversation: Codable, Sendable, Hashable {
  struct Line: Codable, Sendable, Hashable {
    let message: Message
    let isOwn: Bool
    /// Not read by this reader before now.
    let isNew: Bool
    let readings: [Reading]
    /// Until when the reader may take it back.
    let withdrawUntil: Instant?
  }
  /// Somebody of the other side who can read it.
  struct Reader: Codable, Sendable, Hashable {
    let name: String
    let part: String
    let phone: String?
    let isKeyWorker: Bool
    init(_ recipient: Recipient) {
      name = recipient.name
      part = recipient.part
      phone = recipient.phone
      isKeyWorker = recipient.isKeyWorker
    }
  }
  let child: ChildID
  let childName: String
  /// The side that the reader is on.
  let side: Side
  /// The oldest first.
  let lines: [Line]
  /// 1 is the newest.
  let page: Int
  let hasMore: Bool
  let readers: [Reader]
  /// Why the reader cannot write; nil where they can.
  let whyNot: String?
  /// By when the family should have an answer; nil where it does not wait.
  let answerDue: Day?

  var path: String { "/\(side == .family ? "family" : "children")/\(child)/messages" }
  var keyWorker: String? { readers.first(where: \.isKeyWorker).map { firstName($0.name) } }
}

/// "Priya usually answers within 2 working days."
func usualAnswer(_ keyWorker: String?) -> String {
  "\(keyWorker.map { "\($0) usually answers" } ?? "We usually answer") within \(workingDaysToAnswer) working days."
}

/// A message in the thread. `action` is drawn beneath it.
func bubble(_ message: Message, isOwn: Bool, readings: [Reading] = [], action: HTML = .empty) -> ThreadMessage {
  ThreadMessage(
    message.words ?? "This message was withdrawn.", from: message.writerName, agency: isOwn ? nil : message.agency,
    sentAt: message.sentAt, isOwn: isOwn,
    receipt: message.withdrawnAt.map { "Withdrawn on \($0.long)" } ?? receipt(readings), action: action)
}

/// "Read by Priya Nair on 18 November 2026, 4.10pm, and 2 others"; nil where nobody has.
func receipt(_ readings: [Reading]) -> String? {
  guard let first = readings.first else { return nil }
  let others = readings.count - 1
  let more = others == 0 ? "" : ", and \(others) other\(others == 1 ? "" : "s")"
  return "Read by \(first.name) on \(first.at.long)\(more)"
}

/// The thread, and the ways to what is older and newer.
private func thread(_ conversation: Conversation, _ view: View, empty: String) -> HTML {
  let (path, page) = (conversation.path, conversation.page)
  return markup {
    if conversation.hasMore { paragraph(markup: link("Older messages", to: "\(path)?page=\(page + 1)")) }
    messageThread(
      conversation.lines.map { line in
        let withdrawal = "\(path)/\(line.message.id)/withdrawal"
        return bubble(
          line.message, isOwn: line.isOwn, readings: line.readings,
          action: line.withdrawUntil.map {
            view.postButton("Take this back (until \($0.london.clock))", to: withdrawal, style: .link)
          } ?? .empty)
      }, empty: page > 1 ? "There are no older messages." : empty)
    if page > 1 { paragraph(markup: link("Newer messages", to: page == 2 ? path : "\(path)?page=\(page - 1)")) }
  }
}

/// The box to write in, or why there is none. Beside the newest messages only.
private func writeBox(_ title: String, _ conversation: Conversation, _ entry: Entry, _ view: View) -> HTML {
  if conversation.page > 1 { return .empty }
  if let reason = conversation.whyNot { return insetText { paragraph(reason) } }
  return card(title, id: "write") {
    formPart(view, to: conversation.path, [MessageForm.words], entry, submit: "Send")
  }
}

/// The family's own page of messages.
struct FamilyMessagesPage: Page, Codable {
  let conversation: Conversation
  let entry: Entry
  var title: String { "Messages" }
  var trail: [Link] { [Link("Home", "/family"), Link(conversation.childName, "/family/\(conversation.child)")] }
  var menuPath: String? { "/family" }
  var hasQuickExit: Bool { true }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: conversation.childName)
      if conversation.whyNot == nil { paragraph(usualAnswer(conversation.keyWorker)) }
      paragraph(
        markup: """
          If it cannot wait, call us on \(phoneLink(view.site.settings.dutyPhone)). \
          If someone is in danger now, call \(phoneLink("999")).
          """)
      card("Your messages", id: "thread") {
        thread(conversation, view, empty: "No messages yet. You can ask anything here, however small.")
      }
      writeBox("Write to \(conversation.keyWorker ?? "us")", conversation, entry, view)
      readersCard
    }
  }

  private var readersCard: HTML {
    card("Who can read this", id: "readers") {
      if !conversation.readers.isEmpty {
        bulletList(
          conversation.readers.map { "\($0.name), \($0.part) \(tag("Key worker", .teal), if: $0.isKeyWorker)" })
      }
      paragraph(
        "Everyone in your family who can sign in for \(conversation.childName) sees these messages too. "
          + "If something is not for all of them, call us instead.")
      paragraph(
        markup: """
          Their teams and managers can read them when their work needs it. \
          \(link("See who has looked", to: "/family/\(conversation.child)/openings")).
          """)
    }
  }
}

/// The same conversation for those who work with the child.
struct ChildMessagesPage: Page, Codable {
  let conversation: Conversation
  let entry: Entry
  var title: String { "Messages with the family" }
  var trail: [Link] { [Link(conversation.childName, "/children/\(conversation.child)")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: conversation.childName)
      if let due = conversation.answerDue { waiting(due, view) }
      card("The conversation", id: "thread") { thread(conversation, view, empty: "No messages yet.") }
      writeBox("Write to the family", conversation, entry, view)
      card("Who can read this", id: "readers") {
        conversation.readers.isEmpty
          ? paragraph("Nobody in this family can sign in yet.")
          : bulletList(
            conversation.readers.map { "\($0.name), \($0.part.lowercased()) \($0.phone.map { phoneLink($0) })" })
        paragraph("Everyone who works with the child can read it too. The family sees who has read their messages.")
      }
    }
  }

  private func waiting(_ due: Day, _ view: View) -> HTML {
    insetText {
      paragraph(markup: "The family waits for an answer. \(dueTag(due: due, today: view.today))")
      if conversation.whyNot == nil {
        paragraph(markup: link("Write an answer", to: "#write"))
        view.postButton("No answer is needed", to: "\(conversation.path)/settlement", style: .link)
      }
    }
  }
}

/// A practitioner's conversations: those that wait for an answer first.
struct ConversationsPage: Page, Codable {
  struct Line: Codable, Sendable, Hashable {
    let conversation: ConversationLine
    let answerDue: Day?
  }
  let lines: [Line]
  let page: Int
  let hasMore: Bool
  var title: String { "Messages" }
  var sheet: Sheet? {
    Sheet(
      name: "messages", columns: ["child", "newest", "from", "waiting_since", "answer_due", "new"],
      rows: lines.map {
        let line = $0.conversation
        return [
          line.childName, line.newestAt.description, line.newestBy, line.waitingSince?.description ?? "",
          $0.answerDue?.description ?? "", "\(line.unread)",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Families you work with")
      if lines.isEmpty && page == 1 {
        emptyState(
          "No messages yet",
          "When a family writes to you, or you write to them, it stands here. To begin, open the child’s record.",
          action: linkButton("Find a child", to: "/search", style: .secondary))
      } else {
        card("Conversations", id: "conversations") {
          table(
            Table(
              "Conversations, those that wait for an answer first",
              [.init("Child"), .init("Newest message"), .init("Answer")], lines.map { row($0, view) },
              empty: "There are no more conversations."))
          pagination(Pages(page: page, hasMore: hasMore) { "/messages?page=\($0)" })
          paragraph(markup: link("Download as a spreadsheet", to: "/messages?format=csv"))
        }
      }
    }
  }

  private func row(_ line: Line, _ view: View) -> Table.Row {
    let newest = line.conversation
    let words = newest.newestWords.map(preview) ?? "Withdrawn"
    return Table.Row(
      [
        """
        \(link(newest.childName, to: "/children/\(newest.child)/messages")) \
        \(tag("\(newest.unread) new", .blue), if: newest.unread > 0)
        """,
        "\(newest.newestBy), \(time(newest.newestAt))<br><span class=\"app-hint\">\(words)</span>",
        line.answerDue.map { dueTag(due: $0, today: view.today) } ?? "<span class=\"app-hint\">Nothing waits</span>",
      ])
  }
}

/// The beginning of a message, in one line.
func preview(_ words: String) -> String {
  words.split(whereSeparator: \.isWhitespace).joined(separator: " ").beginning(90)
}
