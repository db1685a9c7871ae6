import Design
import Kernel
import Web

/// The questions of the search, each said once. They stand in the address, so that a search can be kept and shared.
enum QuestionForm {
  static let words = Field("words", "What are you looking for?", .text(max: 300))
  static let near = Field("near", "Near a postcode or place", .text(max: 60))
  static let age = Field("age", "Child’s age", .number(0...25))
  static let needs = Field("need", "Help with", .choices(Field.options(OfferNeed.self)))
  static let kinds = Field("kind", "Kind of service", .choices(Field.options(OfferKind.self)))
  static let within = Field(
    "within", "How far",
    .choice([.init("2", "Up to 2 miles"), .init("5", "Up to 5 miles"), .init("10", "Up to 10 miles")]))
  static let days = Field("day", "On", .choices(Field.options(OfferQuestion.Weekday.self)))
  static let partOfDay = Field("time", "Time of day", .choice(Field.options(OfferQuestion.PartOfDay.self)))
  static let only = Field(
    "only", "Only show what is all of these",
    .choices([
      .init("free", "Free"), .init("open_now", "Open now"), .init("takes_new", "Taking new families"),
      .init("no_referral", "No referral needed"),
    ]))
  static let exact = Field("exact", "Take the words as they are", .flag)
  static let view = Field("view", "List or map", .choice([.init("list", "List"), .init("map", "Map")]))
  static let all = [words, near, age, needs, kinds, within, days, partOfDay, only, exact, view, .page]

  /// Reads the address; what is no answer is passed over, with what is wrong beside it.
  static func read(_ request: Request) -> (question: OfferQuestion, entry: Entry) {
    let entry = Entry(request.query.filter { name, _ in all.contains { $0.name == name } })
    var form = FormReading(entry)
    var question = OfferQuestion()
    question.words = form.text(words)
    question.near = form.text(near)
    question.age = form.number(age)
    question.needs = form.choices(needs)
    question.kinds = form.choices(kinds)
    question.within = form.option(within).flatMap { Int($0) }
    question.days = form.choices(days)
    question.partOfDay = form.choice(partOfDay)
    let only = form.options(only)
    (question.isFree, question.isOpenNow) = (only.contains("free"), only.contains("open_now"))
    (question.takesNew, question.needsNoReferral) = (only.contains("takes_new"), only.contains("no_referral"))
    question.isExact = form.flag(exact)
    var shown = entry
    if case .bad(let errors) = form.result({}) { shown.errors = errors }
    return (question, shown)
  }
}

extension OfferQuestion {
  /// The address of this question.
  func path(page: Int = 1, map: Bool = false) -> String {
    var parts: [(String, String)] = []
    if let words { parts.append(("words", words)) }
    if let near { parts.append(("near", near)) }
    if let age { parts.append(("age", String(age))) }
    parts += needs.map { ("need", $0.rawValue) } + kinds.map { ("kind", $0.rawValue) }
    if let within { parts.append(("within", String(within))) }
    parts += days.map { ("day", $0.rawValue) }
    if let partOfDay { parts.append(("time", partOfDay.rawValue)) }
    for (name, isOn) in [
      ("free", isFree), ("open_now", isOpenNow), ("takes_new", takesNew), ("no_referral", needsNoReferral),
    ] where isOn {
      parts.append(("only", name))
    }
    if isExact { parts.append(("exact", "yes")) }
    if map { parts.append(("view", "map")) }
    if page > 1 { parts.append(("page", String(page))) }
    let query = parts.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
    return query.isEmpty ? "/local-offer/search" : "/local-offer/search?\(query)"
  }

  /// Every filter that is on, with the address without it.
  func chips(map: Bool) -> [FilterChip] {
    var chips: [FilterChip] = []
    func chip(_ label: String, _ remove: (inout OfferQuestion) -> Void) {
      var without = self
      remove(&without)
      chips.append(FilterChip(label, removePath: without.path(map: map)))
    }
    if let near {
      chip("Near \(near)") {
        $0.near = nil; $0.within = nil
      }
    }
    if let within { chip("Up to \(within) miles") { $0.within = nil } }
    if let age { chip("Age \(age)") { $0.age = nil } }
    for need in needs { chip(need.title) { $0.needs.removeAll { $0 == need } } }
    for kind in kinds { chip(kind.title) { $0.kinds.removeAll { $0 == kind } } }
    for day in days { chip(day.title) { $0.days.removeAll { $0 == day } } }
    if let partOfDay { chip(partOfDay.title) { $0.partOfDay = nil } }
    if isFree { chip("Free") { $0.isFree = false } }
    if isOpenNow { chip("Open now") { $0.isOpenNow = false } }
    if takesNew { chip("Taking new families") { $0.takesNew = false } }
    if needsNoReferral { chip("No referral needed") { $0.needsNoReferral = false } }
    if isExact { chip("Exactly these words") { $0.isExact = false } }
    return chips
  }
}
