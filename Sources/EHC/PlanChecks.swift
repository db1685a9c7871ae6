// What must hold of a plan, said while it is written. Source: Children and Families Act 2014 s. 37; SEND Regulations 2014
// reg. 12; SEND code of practice 2015, 9.61–9.69; for “specific and quantified”: L v Clarke and Somerset [1998] ELR 129.

package import Kernel

/// Something that a plan lacks, and why it matters.
package struct PlanFault: Sendable, Codable, Hashable {
  package let section: PlanSection
  package let line: ID<PlanLine>?
  package let message: String
  /// Stops the plan from being sent; else it is only advice.
  package let isBlocking: Bool
}

/// What the checks need to know beside the plan itself.
package struct PlanFacts: Sendable, Hashable {
  /// Whether it is checked as a final plan: a draft leaves section I blank.
  package var isFinal: Bool
  package var bornOn: Day?
  package var today: Day
  /// How many bodies have given advice.
  package var adviceCount: Int
  package init(isFinal: Bool, bornOn: Day?, today: Day, adviceCount: Int) {
    (self.isFinal, self.bornOn, self.today, self.adviceCount) = (isFinal, bornOn, today, adviceCount)
  }
}

/// All that a plan lacks, section by section.
package func faults(of lines: [PlanLine], _ facts: PlanFacts) -> [PlanFault] {
  let found =
    voiceFaults(lines) + needFaults(lines) + lines.flatMap { provisionFaults($0) } + outcomeFaults(lines)
    + settingFaults(lines, facts) + budgetFaults(lines) + adulthoodFaults(lines, facts) + adviceFaults(facts)
  return found.sorted { place($0.section) < place($1.section) }
}

private func place(_ section: PlanSection) -> Int { PlanSection.allCases.firstIndex(of: section) ?? 0 }

private func voiceFaults(_ lines: [PlanLine]) -> [PlanFault] {
  lines.contains { $0.section == .a }
    ? []
    : [
      PlanFault(
        section: .a, line: nil,
        message: "Say what the child or young person and the family told you, in their own words", isBlocking: true)
    ]
}

private func needFaults(_ lines: [PlanLine]) -> [PlanFault] {
  let needs = lines.filter { $0.section == .b }
  if needs.isEmpty {
    return [
      PlanFault(
        section: .b, line: nil, message: "Say what the special educational needs are, one by one", isBlocking: true)
    ]
  }
  return needs.compactMap { need in
    lines.contains { $0.section == .f && $0.need == need.id }
      ? nil
      : PlanFault(
        section: .b, line: need.id, message: "This need has no provision in section F. Every need must have some",
        isBlocking: true)
  }
}

/// Words that promise nothing that can be counted.
let vagueWords = [
  "as appropriate", "as required", "as necessary", "when necessary", "where possible", "regular", "access to",
  "opportunities", "opportunity to", "would benefit from", "up to", "or equivalent", "ongoing",
]

private func provisionFaults(_ line: PlanLine) -> [PlanFault] {
  guard line.section.isProvision else { return [] }
  func fault(_ message: String, _ isBlocking: Bool = true) -> PlanFault {
    PlanFault(section: line.section, line: line.id, message: message, isBlocking: isBlocking)
  }
  var found: [PlanFault] = []
  if line.need == nil, line.section == .f { found.append(fault("Choose the need that this answers")) }
  if line.provider == nil { found.append(fault("Say who gives it, and what training they need")) }
  switch line.howOften {
  case nil: found.append(fault("Say how often and for how long"))
  case let words? where !hasNumber(words):
    found.append(fault("“\(words)” has no number: say how many times, and how many minutes or hours"))
  default: break
  }
  let text = "\(line.words) \(line.howOften ?? "")".lowercased()
  if let vague = vagueWords.first(where: { text.contains($0) }) {
    found.append(fault("“\(vague)” cannot be counted. Say exactly what will happen", false))
  }
  return found
}

/// A digit, or a number in a word.
func hasNumber(_ text: String) -> Bool {
  let words = Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  let numbers = [
    "once", "twice", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "daily", "weekly",
    "half", "hourly", "every", "each", "all",
  ]
  return text.contains(where: \.isNumber) || !words.isDisjoint(with: numbers)
}

private func outcomeFaults(_ lines: [PlanLine]) -> [PlanFault] {
  let outcomes = lines.filter { $0.section == .e }
  if outcomes.isEmpty {
    return [
      PlanFault(
        section: .e, line: nil, message: "Say what will be different for the child: at least one outcome",
        isBlocking: true)
    ]
  }
  return outcomes.flatMap { line -> [PlanFault] in
    var found: [PlanFault] = []
    if line.measure == nil {
      found.append(
        PlanFault(section: .e, line: line.id, message: "Say how you will know that it is reached", isBlocking: true))
    }
    if line.byOn == nil {
      found.append(PlanFault(section: .e, line: line.id, message: "Say by when it should be reached", isBlocking: true))
    }
    return found
  }
}

private func settingFaults(_ lines: [PlanLine], _ facts: PlanFacts) -> [PlanFault] {
  let named = lines.filter { $0.section == .i }
  if !facts.isFinal, let line = named.first {
    return [
      PlanFault(
        section: .i, line: line.id, message: "A draft names no school or setting: leave this section empty",
        isBlocking: true)
    ]
  }
  if facts.isFinal, named.isEmpty {
    return [PlanFault(section: .i, line: nil, message: "Name the school or setting, or its type", isBlocking: true)]
  }
  return []
}

private func budgetFaults(_ lines: [PlanLine]) -> [PlanFault] {
  lines.filter { $0.section == .j && $0.need == nil && !saysNone($0.words) }.map {
    PlanFault(
      section: .j, line: $0.id, message: "Choose the need that the money is for, and say which outcome it meets",
      isBlocking: true)
  }
}

/// “None”, “No personal budget was asked for”.
private func saysNone(_ words: String) -> Bool {
  let text = words.lowercased()
  return text.hasPrefix("none") || text.hasPrefix("no ")
}

private func adulthoodFaults(_ lines: [PlanLine], _ facts: PlanFacts) -> [PlanFault] {
  guard let bornOn = facts.bornOn else { return [] }
  var found: [PlanFault] = []
  if isInYearNineOrAbove(bornOn: bornOn, today: facts.today),
    !lines.contains(where: { $0.section.isProvision && $0.isForAdulthood })
  {
    found.append(
      PlanFault(
        section: .f, line: nil,
        message: "From year 9 a plan says what help prepares for adult life: mark it in F, G or H", isBlocking: true))
  }
  if bornOn.years(until: facts.today) >= 18, let line = lines.first(where: { $0.section == .h1 }) {
    found.append(
      PlanFault(
        section: .h1, line: line.id, message: "Section H1 is for those under 18: move this to H2", isBlocking: true))
  }
  return found
}

private func adviceFaults(_ facts: PlanFacts) -> [PlanFault] {
  facts.adviceCount > 0
    ? [] : [PlanFault(section: .k, line: nil, message: "No advice has come that could be attached", isBlocking: true)]
}
