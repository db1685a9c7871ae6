package import Kernel

/// One message of a conversation.
package struct ThreadMessage: Sendable {
  package var author: String
  package var agency: String?
  package var sentAt: Instant
  package var text: String
  /// Written by who is reading.
  package var isOwn: Bool
  /// "Read by Dana Bello, 4.10pm"
  package var receipt: String?
  /// What can be done with it: a small button.
  package var action: HTML
  package init(
    _ text: String, from author: String, agency: String? = nil, sentAt: Instant, isOwn: Bool = false,
    receipt: String? = nil, action: HTML = .empty
  ) {
    self.text = text
    self.author = author
    self.agency = agency
    self.sentAt = sentAt
    self.isOwn = isOwn
    self.receipt = receipt
    self.action = action
  }
}

/// A conversation, the oldest first, with a line where a new day begins.
package func messageThread(_ messages: [ThreadMessage], empty: String = "No messages yet.") -> HTML {
  guard !messages.isEmpty else { return "<p class=\"govuk-body app-hint\">\(empty)</p>" }
  var day: Day?
  let items = messages.map { message -> HTML in
    defer { day = message.sentAt.day }
    return message.sentAt.day == day ? bubble(message) : dayLine(message.sentAt.day) + bubble(message)
  }
  return "<ol class=\"app-thread\">\(items)</ol>"
}

private func dayLine(_ day: Day) -> HTML { "<li class=\"app-thread__day\">\(dayWithWeekday(day))</li>" }

private func bubble(_ message: ThreadMessage) -> HTML {
  """
  <li class="app-message\(" app-message--own", if: message.isOwn)">\
  <p class="app-message__by"><strong>\(message.isOwn ? "You" : message.author)</strong>\
  \(message.agency.map { ", \($0)" as HTML }), \(clockTime(message.sentAt))</p>\
  <p class="app-message__text app-prose">\(message.text)</p>\
  \(message.receipt.map { "<p class=\"app-message__receipt\">\($0)</p>" as HTML })\
  \(message.action)</li>
  """
}
