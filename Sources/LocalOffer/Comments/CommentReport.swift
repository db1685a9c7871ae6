import Kernel
package import Store

// The report of a year. Source: SEND Regulations 2014, regulation 56: the comments, the answers, and what is to be done,
// at least once a year, without anything about a person; SEND Code of Practice 2015, 4.21 to 4.29.

/// The report of one year's comments as a text that can be published: the sums, then every comment with its answer.
package func commentReport(year: Int, partnership: String, in tx: Transaction) throws -> String {
  guard let first = Day(year, 1, 1), let next = Day(year + 1, 1, 1) else { throw Refusal.malformed("No such year.") }
  let (from, to) = (first.start, next.start)
  let counts = try tx.rows(
    """
    SELECT topic, count(*), count(answered_at) FROM offer_comment
    WHERE written_at >= \(from) AND written_at < \(to) GROUP BY topic ORDER BY topic
    """
  ) { (try $0[0] as CommentTopic, try $0[1] as Int, try $0[2] as Int) }
  let shown = try tx.publishedComments(from: from, to: to, limit: 10_000)
  let total = counts.reduce(0) { $0 + $1.1 }
  let answered = counts.reduce(0) { $0 + $1.2 }
  var lines = [
    "# What families said about the local offer in \(year), and what we did", "",
    "\(partnership). Published under regulation 56 of the Special Educational Needs and Disability Regulations 2014.",
    "",
    "We had \(total) comment\(total == 1 ? "" : "s") and answered \(answered). Those whose writers agreed stand below,",
    "without anything about a person.", "", "| What about | Comments | Answered |", "|---|---|---|",
  ]
  lines += counts.map { "| \($0.0.title) | \($0.1) | \($0.2) |" }
  for topic in CommentTopic.allCases {
    let here = shown.filter { $0.topic == topic }
    guard !here.isEmpty else { continue }
    lines += ["", "## \(topic.title)"]
    for comment in here {
      lines += [
        "", "**\(oneLine(comment.page)).** You said: \(oneLine(comment.words))", "",
        "We answered: \(oneLine(comment.answer))",
      ]
      if let action = comment.action { lines += ["", "We did: \(oneLine(action))"] }
    }
  }
  return lines.joined(separator: "\n") + "\n"
}

/// Markup of a comment stays text: no line of it can become a heading or a link.
private func oneLine(_ text: String) -> String {
  var safe = ""
  for letter in text {
    if letter.isNewline {
      safe += " "
    } else {
      if "\\`*_[]<>#|".contains(letter) { safe += "\\" }
      safe.append(letter)
    }
  }
  return safe
}
