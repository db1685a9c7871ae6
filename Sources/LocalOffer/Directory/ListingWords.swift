package import Kernel

// A listing in words (organisations are in `Organisation`): the same lines stand in the comparison of two versions and in a table to download.

/// One thing that a listing says.
package struct ListingLine: Sendable, Hashable {
  package let label: String
  package let text: String
}

/// What two versions say differently: nil where one says nothing.
package struct ListingDifference: Sendable, Codable, Hashable {
  package let label: String
  package let before: String?
  package let after: String?
}

/// What became different, in the order of the page.
package func differences<Content: VersionedContent>(from before: Content?, to after: Content) -> [ListingDifference] {
  let old = Dictionary((before?.lines ?? []).map { ($0.label, $0.text) }) { a, _ in a }
  let new = Dictionary(after.lines.map { ($0.label, $0.text) }) { a, _ in a }
  var seen = Set<String>()
  let labels = (after.lines + (before?.lines ?? [])).map(\.label).filter { seen.insert($0).inserted }
  return labels.compactMap { label in
    old[label] == new[label] ? nil : ListingDifference(label: label, before: old[label], after: new[label])
  }
}

extension ListingDetails {
  /// Everything that it says, in the order of the page; what it does not say is left out.
  package var lines: [ListingLine] {
    var lines: [ListingLine] = []
    func add(_ label: String, _ text: String?) {
      if let text, !text.isEmpty { lines.append(ListingLine(label: label, text: text)) }
    }
    add("Name", name)
    add("In short", summary)
    add("What it offers", description)
    add("Alert", alert)
    add("State", status == .active ? nil : status.title)
    add("Closed until", closedUntil?.long)
    add("Kinds", kinds.map(\.title).joined(separator: "; "))
    add("Helps with", needs.map(\.title).joined(separator: "; "))
    add("Ages", agesInWords)
    add("Cost", costLines.joined(separator: "\n"))
    add("How to get in", referral.routes.map(\.title).joined(separator: "; "))
    add("What to do first", referral.how)
    add("Are there places?", referral.state == .open ? nil : referral.state.title)
    add("How long families wait", referral.wait)
    add("Figures of our own beside it", live?.title)
    add("When", times.map(\.inWords).joined(separator: "\n"))
    add("Where", places.map(\.inWords).joined(separator: "\n"))
    add("Getting in and about", accessLines.joined(separator: "\n"))
    add("Areas", areas.compactMap(\.name).joined(separator: "; "))
    add("Languages", languages.compactMap(\.name).joined(separator: "; "))
    add("Who to ask for", contacts.map(\.inWords).joined(separator: "\n"))
    add("Website", url)
    add("E-mail", email)
    add("Short break level", shortBreakLevel.map(String.init))
    add("Accreditations", accreditations)
    add("Paid for by", funding.compactMap(\.source).joined(separator: "; "))
    add("Other terms", marks.compactMap(\.term?.name).joined(separator: "; "))
    for question in ProviderQuestion.allCases { add(question.title, answers[question]) }
    for other in otherVersions { add("\(other.kind.title): \(other.language)", other.text) }
    add(
      "Older than this page", otherVersions.filter { $0.isOlder(than: plainText) }.map(\.label).joined(separator: "; "))
    return lines
  }

  /// "5 to 11 years"
  package var agesInWords: String? {
    switch (minimumAge, maximumAge) {
    case (nil, nil): nil
    case (let least?, nil): least == 0 ? nil : "\(least) years and over"
    case (nil, let most?): "Up to \(most) years"
    case (0?, let most?): "Birth to \(most) years"
    case (let least?, let most?): least == most ? "\(least) years" : "\(least) to \(most) years"
    }
  }

  package var costLines: [String] {
    if costs.isEmpty { return fees.map { [$0] } ?? (kinds.isEmpty ? [] : ["Free"]) }
    return costs.map { cost in
      if cost.pence == 0, let words = cost.words {
        return [cost.option, words].compactMap(\.self).joined(separator: ": ")
      }
      let amount = cost.pence.map { $0 == 0 ? "free" : pounds($0) }
      return [cost.option.map { "\($0): \(amount ?? "")" } ?? amount?.capitalisedFirst, cost.words]
        .compactMap(\.self).map(\.trimmedEnd).filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }
  package var accessLines: [String] { places.filter { !$0.isConfidential }.flatMap(\.access).compactMap(\.words) }

  /// What to do next, in one sentence: it stands in every result.
  package var nextStep: String {
    let contact = contacts.first
    let who = contact.flatMap { [$0.name, $0.title].compactMap(\.self).first } ?? "the team"
    let phone = contacts.lazy.flatMap(\.phones).first?.number
    let mail = contacts.lazy.compactMap(\.email).first ?? email
    let reach =
      phone.map { "Ring \($0) and ask for \(who)" } ?? mail.map { "Write to \($0)" } ?? url.map { "See \($0)" }
      ?? "Ask at \(name)"
    if referral.state == .closed { return "Not taking new families now. \(reach) to hear when it opens." }
    if referral.routes.contains(.walkIn) { return "Just come along. \(reach) if you have a question." }
    if referral.routes.isEmpty || referral.routes.contains(.selfReferral) { return "\(reach)." }
    let through = referral.routes.map { route in
      switch route {
      case .gp: "your GP"
      case .healthVisitor: "your health visitor"
      case .school: "your child’s nursery, school or college"
      case .professional: "somebody who works with you"
      default: "your key worker or social worker"
      }
    }
    return "Ask \(through.joined(separator: " or ")) to refer you. Questions: \(reach.lowercasedFirst)."
  }
}

extension OpeningTime {
  /// The days of the week that it names.
  package var weekdays: [Day.Weekday] {
    let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    return (byDay ?? "").split(separator: ",").compactMap { part in
      codes.firstIndex(of: String(part.suffix(2)).uppercased()).flatMap { Day.Weekday(rawValue: $0) }
    }
  }

  /// `Monday to Friday` as one, days that do not follow each other one by one.
  private var spokenDays: [String] {
    let numbers = weekdays.map(\.rawValue)
    if numbers.count == 7 { return ["every day"] }
    guard numbers.count > 2, let first = numbers.first, numbers == Array(first..<(first + numbers.count)) else {
      return weekdays.map(\.name)
    }
    return ["\(weekdays[0].name) to \(weekdays[weekdays.count - 1].name)"]
  }

  /// "Every week on Monday and Wednesday, 9am to 11am"
  package var inWords: String {
    let days = spokenDays
    let list = days.count > 1 ? days.dropLast().joined(separator: ", ") + " and " + days.last! : days.first
    let every = frequency == .monthly ? "Every month on" : (interval ?? 1) > 1 ? "Every \(interval!) weeks on" : nil
    let hours = opens.map { opens in
      "\(clockWords(opens))\(closes.map { " to \(clockWords($0))" } ?? "")"
    }
    let pattern = [list.map { [every, $0].compactMap(\.self).joined(separator: " ") }, hours].compactMap(\.self)
      .joined(separator: ", ")
    let span = [validFrom.map { "from \($0.long)" }, validTo.map { "until \($0.long)" }].compactMap(\.self)
    return ([pattern.capitalisedFirst] + span + [words, notes].compactMap(\.self)).filter { !$0.isEmpty }.joined(
      separator: ", ")
  }
}

extension Place {
  var inWords: String {
    let text = [name, address?.oneLine].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
    return (text.isEmpty ? kind.title : text) + (isConfidential ? " (confidential: never shown)" : "")
  }
}

extension Contact {
  var inWords: String {
    let who = [name, title].compactMap(\.self).joined(separator: ", ")
    return ([who] + phones.map(\.number) + [email].compactMap(\.self)).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// `930` minutes after midnight as `3.30pm`.
func clockWords(_ minute: Int) -> String {
  if minute == 720 { return "midday" }
  let (hour, rest) = (minute / 60 % 24, minute % 60)
  let minutes = rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)"
  return "\((hour + 11) % 12 + 1)\(minutes)\(hour < 12 ? "am" : "pm")"
}

/// `£4.50`, `£12`
func pounds(_ pence: Int) -> String {
  let rest = pence % 100
  return rest == 0 ? "£\(pence / 100)" : "£\(pence / 100).\(rest < 10 ? "0" : "")\(rest)"
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
  fileprivate var trimmedEnd: String { hasSuffix(": ") ? String(dropLast(2)) : self }
}
