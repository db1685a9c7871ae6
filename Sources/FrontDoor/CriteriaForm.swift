import Design
import Web

/// The signs of each level of need, as boxes to tick: one field for each level, its answers from the register.
enum CriteriaForm {
  static let all: [Field] = NeedLevel.allCases.map { field($0, .text(max: 400)) }

  private static func field(_ level: NeedLevel, _ kind: Field.Kind) -> Field {
    Field("criteria_\(level.rawValue)", "Signs of level \(level.rawValue)", kind)
  }

  /// The ids that were chosen, of all levels; they come one by one or with spaces between.
  static func ids(_ entry: Entry) -> [String] {
    let chosen = all.flatMap { field -> [String] in entry.values[field.name] ?? [] }.flatMap {
      $0.split(separator: " ").map(String.init)
    }
    var seen = Set<String>()
    return Array(chosen.filter { $0.utf8.count <= 20 && seen.insert($0).inserted }.prefix(60))
  }

  /// The boxes, folded by level; a level in which something is chosen is open.
  static func controls(_ known: [ThresholdCriterion], _ entry: Entry) -> HTML {
    NeedLevel.allCases.map { level -> HTML in
      let options = known.filter { $0.level == level }.map { Field.Option($0.id, $0.words, hint: $0.domain.title) }
      guard !options.isEmpty else { return .empty }
      let field = field(level, .choices(options))
      let isOpen = !(entry.values[field.name] ?? []).isEmpty
      return details("Signs of level \(level.title.dropFirst(6))", isOpen: isOpen) {
        control(field, entry, marksOptional: false)
      }
    }.joined()
  }
}
