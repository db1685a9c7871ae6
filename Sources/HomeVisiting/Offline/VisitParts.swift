import Kernel

// Two accounts of one visit, part by part: what differs, and what comes of choosing. Pure.

/// One part of what is written of a visit.
enum VisitPart: String, Choice {
  case time, minutes, kind, jointWith = "joint_with", wasThere = "was_there", tried, seen, modelled, tryNext =
    "try_next", chart, next
  var title: String {
    switch self {
    case .time: "When it began"
    case .minutes: "How many minutes"
    case .kind: "Kind of visit"
    case .jointWith: "Who came with the visitor"
    case .wasThere: "Who was there"
    case .tried: "How it went at home"
    case .seen: "What was seen and done"
    case .modelled: "The new activity"
    case .tryNext: "What the family will try"
    case .chart: "A chart for the family"
    case .next: "The next visit"
    }
  }
  /// Longer texts can stand one after the other; of the rest only one can be true.
  var mayHoldBoth: Bool { self == .tried || self == .seen || self == .modelled || self == .tryNext }
}

/// Which of two accounts a part is taken from.
enum WhichWords: String, Choice {
  case record, phone, both
  var title: String {
    switch self {
    case .record: "As it is in the record"
    case .phone: "As it was written on the phone"
    case .both: "Both, one after the other"
    }
  }
}

extension NewVisit {
  /// The part in words; nil where nothing was written.
  func said(_ part: VisitPart) -> String? {
    switch part {
    case .time: startsAt.long
    case .minutes: "\(minutes)"
    case .kind: kind.title
    case .jointWith: jointWith
    case .wasThere: wasThere
    case .tried: tried
    case .seen: seen
    case .modelled: modelled
    case .tryNext: tryNext
    case .chart: timesADay.map(timesWords)
    case .next: nextAt?.long
    }
  }

  /// The parts of this visit on which the two do not agree; what is to come of it, a chart or a next visit, is no part.
  func differences(from other: NewVisit) -> [VisitPart] {
    VisitPart.allCases.filter { $0 != .chart && $0 != .next && said($0) != other.said($0) }
  }

  /// This account, with what was chosen of another in its place. A chart and the next visit are
  /// taken only where they are chosen.
  func joined(with phone: NewVisit, _ chosen: [VisitPart: WhichWords]) -> NewVisit {
    func text(_ part: VisitPart, _ own: String?, _ other: String?) -> String? {
      switch chosen[part] ?? .record {
      case .record: own
      case .phone: other
      case .both: [own, other].compactMap(\.self).joined(separator: "\n\n")
      }
    }
    var joined = self
    if chosen[.time] == .phone { joined.startsAt = phone.startsAt }
    if chosen[.minutes] == .phone { joined.minutes = phone.minutes }
    if chosen[.kind] == .phone { joined.kind = phone.kind }
    joined.jointWith = text(.jointWith, jointWith, phone.jointWith)
    joined.wasThere = text(.wasThere, wasThere, phone.wasThere)
    joined.tried = text(.tried, tried, phone.tried)
    joined.seen = text(.seen, seen, phone.seen) ?? seen
    joined.modelled = text(.modelled, modelled, phone.modelled)
    joined.tryNext = text(.tryNext, tryNext, phone.tryNext)
    joined.timesADay = chosen[.chart] == .phone ? phone.timesADay : nil
    joined.nextAt = chosen[.next] == .phone ? phone.nextAt : nil
    return joined
  }
}
