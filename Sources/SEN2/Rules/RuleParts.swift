import Kernel

// What several rules ask.

/// A field of the header, in whichever of its parts.
func inHeader(_ header: ReturnNode, _ name: String) -> String? { ReturnHeader(header: header, authority: nil)[name] }

/// Both are known, and the first is the later one.
func isAfter(_ a: Day?, _ b: Day?) -> Bool {
  guard let a, let b else { return false }
  return a > b
}

/// Both are known, and more than so many days lie between.
func isMore(than days: Int, from: Day?, to: Day?) -> Bool {
  guard let from, let to else { return false }
  return from.days(until: to) > days
}

func isYounger(than age: Int, _ bornOn: Day?, on day: Day?) -> Bool {
  guard let bornOn, let day else { return false }
  return bornOn.years(until: day) < age
}

func isDigits(_ text: String?, _ count: Int? = nil) -> Bool {
  guard let text, !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
  return count.map { text.utf8.count == $0 } ?? true
}

/// `2027-02-01T09:00:00`
func isDateTime(_ text: String?) -> Bool {
  guard let parts = text?.split(separator: "T"), parts.count == 2, Day(String(parts[0])) != nil else { return false }
  let time = parts[1].prefix(8).split(separator: ":").map { Int($0) }
  guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2] else { return false }
  return (0..<24).contains(hour) && (0..<60).contains(minute) && (0..<60).contains(second)
}

/// Ten digits of which the last checks the others. Source: Learning Records Service, unique learner numbers.
func isLearnerNumber(_ text: String) -> Bool {
  guard isDigits(text, 10) else { return false }
  if text == "9999999999" { return true }
  let digits = text.utf8.map { Int($0) - 48 }
  let rest = (0..<9).reduce(0) { $0 + digits[$1] * (10 - $1) } % 11
  return rest != 0 && digits[9] == 10 - rest
}

/// By how many of the three ways a place is named.
func placeNames(_ node: ReturnNode) -> Int { ["URN", "UKPRN", "SENSetting"].count { node[$0] != nil } }

/// How many placements that have not ended are the primary one.
func primaries(_ active: ReturnNode) -> Int {
  active.all("PlacementDetail").count { $0["PlacementRank"] == "1" && $0["LeavingDate"] == nil }
}

func isSchoolAge(_ place: ReturnPlace) -> Bool { place.ageInAugust.map { (5..<16).contains($0) } ?? false }

/// More than twelve months since the last review, or since the plan started where there was none.
func isReviewOverdue(_ active: ReturnNode, _ place: ReturnPlace) -> Bool {
  guard
    let last = active.day("ReviewMeeting") ?? place.request.first("Assessment")?.first("NamedPlan")?.day("StartDate")
  else { return false }
  return last.adding(months: 12) < place.surveyDay
}
