package import Kernel
package import Store

/// What is found for a question, with what was made of its words.
package struct FoundServices: Sendable {
  package let results: OfferResults
  package let understood: Understood?
  package let near: NamedPosition?
  /// What was asked as the place, where it is nowhere that is known.
  package let unknownPlace: String?
}

extension OfferSnapshot {
  /// Answers a question: reads its words, looks up where it is asked from, finds and, if `saysWhy`, explains.
  package func find(
    _ question: OfferQuestion, offset: Int = 0, limit: Int = 10, saysWhy: Bool = true, at now: Instant,
    in tx: Transaction
  ) throws -> FoundServices {
    let understood =
      question.isExact ? nil : question.words.map { understand($0, places: placeNames, today: now.day.weekday) }
    let asked = question.joined(with: understood)
    let near = try asked.near.flatMap { try tx.position(of: $0) }
    let (parts, corrected) = parts(of: asked.words ?? "", isExact: question.isExact)
    let moment = asked.isOpenNow ? try OpenMoment(now.london, in: tx) : nil
    let filter = OfferFilter(asked, near: near?.position, now: now, moment: moment)
    let (hits, total) = search(parts, filter, offset: offset, limit: limit)
    let results = hits.map { hit in
      OfferResult(
        listing: listing(of: hit), miles: hit.miles, score: hit.score,
        reasons: saysWhy ? reasons(of: hit, parts) + asked.reasons(listing(of: hit), miles: hit.miles) : [])
    }
    return FoundServices(
      results: OfferResults(results: results, total: total, corrected: corrected),
      understood: understood?.isAnything == true ? understood : nil, near: near,
      unknownPlace: near == nil ? asked.near : nil)
  }

  /// The words of a question as parts that can be looked up: the longest phrases that mean something first.
  func parts(of text: String, isExact: Bool) -> ([SearchPart], [OfferResults.Correction]) {
    let all = words(of: text, meaningful: false)
    let kept = Set(words(of: text).map(\.typed))
    var corrected: [OfferResults.Correction] = []
    let stems = all.map { word -> String in
      guard !isExact, kept.contains(word.typed), !isKnown(word.stem), !hasBeginning(word.stem) else { return word.stem }
      guard let meant = spelling.nearest(to: word.stem).first ?? spelling.nearest(to: word.typed).first else {
        return word.stem
      }
      corrected.append(.init(typed: word.typed, meant: meant))
      return meant
    }
    var parts: [SearchPart] = []
    var index = 0
    while index < all.count && parts.count < 60 {
      let (meanings, length) = isExact ? ([], 1) : phrase(at: index, stems)
      if !meanings.isEmpty {
        parts.append(part(meanings, stems[index..<(index + length)], all[index..<(index + length)], kept))
      } else if kept.contains(all[index].typed) {
        parts.append(SearchPart(alternatives: itself(stems[index], all[index])))
      }
      index += length
    }
    return (parts, corrected)
  }

  private func phrase(at index: Int, _ stems: [String]) -> ([Meaning], Int) {
    for length in stride(from: min(synonyms.longest, stems.count - index), through: 1, by: -1) {
      let found = synonyms.meaning(of: Array(stems[index..<(index + length)]))
      if !found.isEmpty { return (found, length) }
    }
    return ([], 1)
  }

  private func part(
    _ meanings: [Meaning], _ stems: ArraySlice<String>, _ typed: ArraySlice<Word>, _ kept: Set<String>
  ) -> SearchPart {
    var alternatives: [SearchPart.Alternative] = []
    for (stem, word) in zip(stems, typed) where kept.contains(word.typed) {
      alternatives += itself(stem, word)
    }
    for meaning in meanings {
      switch meaning {
      case .need(let need):
        alternatives.insert(
          .init(term: term(of: need), factor: 1, reason: "Helps with \(need.title.lowercasedFirstUnlessName)"), at: 0)
      case .kind(let kind): alternatives.append(.init(term: term(of: kind), factor: 0.9, reason: kind.title))
      case .words(let stems):
        let share: Float = stems.count == 1 ? 0.8 : 0.5
        alternatives += stems.map { .init(term: $0, factor: share, reason: "Says “\($0)”") }
      }
    }
    return SearchPart(alternatives: alternatives)
  }

  /// The word itself; where it was a slip, with what was meant.
  private func itself(_ stem: String, _ word: Word) -> [SearchPart.Alternative] {
    [.init(term: stem, factor: 1, reason: "Says “\(stem == word.stem ? word.typed : stem + "…")”")]
  }
  /// A word is not taken for a slip while it may still be the beginning of one.
  private func hasBeginning(_ stem: String) -> Bool { stem.utf8.count < 4 }
}

extension OfferQuestion {
  /// The question with what its words say besides, where the form does not say it already.
  func joined(with understood: Understood?) -> OfferQuestion {
    guard let understood else { return self }
    var all = self
    all.words = understood.rest
    all.age = age ?? understood.age
    all.near = near ?? understood.near
    if days.isEmpty { all.days = understood.days }
    all.partOfDay = partOfDay ?? understood.partOfDay
    all.isFree = isFree || understood.isFree
    all.isOpenNow = isOpenNow || understood.isOpenNow
    return all
  }

  /// What of the filters a listing answers, in words: something for every listing, as soon as anything is asked.
  func reasons(_ listing: IndexedListing, miles: Double?) -> [String] {
    var found = needs.filter { listing.needs & bits([$0]) != 0 }.map {
      "Helps with \($0.title.lowercasedFirstUnlessName)"
    }
    found += kinds.filter { listing.kinds & bits([$0]) != 0 }.map(\.title)
    if let age { found.append("Takes children of \(age)") }
    if !days.isEmpty {
      let open = days.filter { day in listing.slots.contains { $0.days & (1 << UInt8(day.number)) != 0 } }
      found.append("Open on \(open.map(\.title).joined(separator: " and "))")
    }
    if isFree { found.append("Free") }
    if isOpenNow { found.append("Open now") }
    if let partOfDay { found.append("Open in the \(partOfDay.title.lowercased())") }
    if takesNew { found.append(listing.state == .waiting ? "Takes new families, after a wait" : "Taking new families") }
    if needsNoReferral { found.append("You can ask or come yourself") }
    if let near { found.append(miles == nil ? "Comes to you, or is online or by phone" : "Near \(near)") }
    return found
  }
}

extension String {
  /// "autism", but "ADHD" and "Down’s syndrome" keep their capitals.
  var lowercasedFirstUnlessName: String {
    let second = dropFirst().first
    return second?.isUppercase == true || hasPrefix("Down") ? self : lowercasedFirst
  }
}
