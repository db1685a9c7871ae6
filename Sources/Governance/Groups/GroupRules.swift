// What must hold of groups, meetings and papers. Sources: Local Authorities (Executive Arrangements) (Meetings and Access
// to Information) (England) Regulations 2012, regulation 7 (agenda and papers five clear days before); Government Service
// Standard and Easy Read practice (sentences of 25 words at most).

package import Kernel

/// What a group was called on a day: the newest name by then, or its first where it had none yet.
package func name(on day: Day, _ names: [GroupName]) -> String {
  let inOrder = names.sorted { ($0.from, $0.name) < ($1.from, $1.name) }
  return (inOrder.last { $0.from <= day } ?? inOrder.first)?.name ?? "A group without a name"
}

/// The last day on which a paper leaves five clear days before the day of the meeting.
package func lastDayForPapers(before meeting: Day) -> Day { meeting.adding(days: -6) }

/// Whether families or young people sit in a group on a day.
package func hasFamilies(_ members: [GroupMember], on day: Day) -> Bool {
  members.contains { $0.side.isFamily && $0.sits(on: day) }
}

/// Sentences of more than 25 words.
package func longSentences(_ text: String) -> [String] {
  text.split { ".!?\n".contains($0) }.map(String.init).filter { $0.split { $0.isWhitespace }.count > 25 }
}

/// What is wrong with the easier words of something. `field` is where they were typed.
func problems(withEasy words: String?, field: String, isNeeded: Bool) -> [FieldError] {
  guard let words else {
    return isNeeded
      ? [FieldError(field, "Enter it in easier words: families or young people sit in this group")] : []
  }
  guard let long = longSentences(words).first else { return [] }
  let beginning = long.split { $0.isWhitespace }.prefix(6).joined(separator: " ")
  return [FieldError(field, "Make this sentence shorter, 25 words at most: “\(beginning)…”")]
}

/// How often an action has been carried: meetings held since it was agreed, while it was open.
package func timesCarried(_ action: GroupAction, _ meetings: [GroupMeeting]) -> Int {
  meetings.count { meeting in
    meeting.state == .held && meeting.startsAt > action.agreedAt
      && (action.doneAt.map { meeting.startsAt < $0 } ?? true)
  }
}

/// Whether enough members were there, of those who sat on the day.
package func isQuorate(_ group: PartnershipGroup, present: Int) -> Bool { present >= group.quorum }

/// Why a point cannot have had this outcome; nil where it can. What is for information is not decided, and without a quorum
/// nothing is.
package func refusal(of outcome: PointOutcome, for point: AgendaPoint, in group: PartnershipGroup, present: Int)
  -> String?
{
  guard outcome.isDecision else { return nil }
  if point.purpose == .information { return "This point was for information: nothing can be decided on it" }
  guard !isQuorate(group, present: present) else { return nil }
  return """
    Nothing could be decided: \(present) \(present == 1 ? "was" : "were") there and \(group.quorum) are needed. Carry it to \
    the next meeting
    """
}

/// Why the minutes of a meeting cannot be agreed; nil where they can. `others` are the meetings of the group at which enough
/// were there to agree anything.
package func refusal(ofAgreeing meeting: GroupMeeting, _ points: [AgendaPoint], others: [GroupMeeting]) -> String? {
  guard meeting.state == .held else { return "This meeting was not held yet." }
  if meeting.agreedAt != nil { return "These minutes are agreed already." }
  if let open = points.first(where: { $0.minutes == nil }) { return "Point \(open.number) has no minutes yet." }
  return others.contains { $0.state == .held && $0.startsAt > meeting.startsAt }
    ? nil : "The group agrees its minutes at the next meeting with enough members, and that was not held yet."
}
