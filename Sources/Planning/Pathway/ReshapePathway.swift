import Design
import Foundation
import Kernel
import PlanningEngine
import Web

/// What can be done to the form of a list before it is sent: its own buttons, which need no script.
enum Reshaping: Equatable {
  /// Of a list with one stage a pathway, its stage being the first.
  case begin
  /// Back to the short form; what it has no room for is lost.
  case end
  case addGroup, addStage
  case removeGroup(Int)
  case removeStage(Int)
  /// The model that was brought, into the fields.
  case load

  init?(_ text: String?) {
    let number = text?.split(separator: "_").last.flatMap { Int($0) }
    switch text {
    case "begin": self = .begin
    case "end": self = .end
    case "add_group": self = .addGroup
    case "add_stage": self = .addStage
    case "load": self = .load
    case "remove_group_\(number ?? 0)": self = .removeGroup(number ?? 0)
    case "remove_stage_\(number ?? 0)": self = .removeStage(number ?? 0)
    default: return nil
    }
  }
}

private let usualSpread = Spread.alike.rawValue

extension Entry {
  /// The same form in another shape. Throws a `ModelError` where a model that is to be loaded cannot be.
  func reshaped(_ what: Reshaping) throws -> Entry {
    let (groups, stages) = (
      PathwayField.count(PathwayField.groupCount, self), PathwayField.count(PathwayField.stageCount, self)
    )
    switch what {
    case .begin: return asPathway
    case .end: return setting(PathwayField.isPathway.name, "")
    case .addGroup:
      return setting(PathwayField.groupCount.name, "\(min(groups + 1, PathwayField.mostGroups))")
    case .addStage:
      let count = min(stages + 1, PathwayField.mostStages)
      return setting(PathwayField.stageCount.name, "\(count)").filled([StageFields(count).spread.name: usualSpread])
    case .removeGroup(let number):
      return without(number, of: groups, PathwayField.groupCount) { GroupFields($0).all }
    case .removeStage(let number):
      return without(number, of: stages, PathwayField.stageCount) { StageFields($0).all }
    case .load:
      let model = try JSONValue(parsing: Data((self[ListField.model.name] ?? "").utf8))
      return try loading(model).setting(ListField.model.name, "")
    }
  }

  /// Those after the one that is removed move up.
  private func without(_ number: Int, of count: Int, _ counted: Field, _ fields: (Int) -> [Field]) -> Entry {
    guard count > 1, (1...count).contains(number) else { return self }
    var entry = self
    for place in number..<count {
      for (to, from) in zip(fields(place), fields(place + 1)) { entry.values[to.name] = entry.values[from.name] }
    }
    for field in fields(count) { entry.values[field.name] = nil }
    return entry.setting(counted.name, "\(count - 1)")
  }

  /// What was typed of one stage stands in the first of two.
  private var asPathway: Entry {
    guard !PathwayField.isOn(self) else { return self }
    func typed(_ field: Field) -> String? { self[field.name]?.trimmed.isEmpty == false ? self[field.name] : nil }
    let urgent = typed(ListField.urgent).flatMap(typedNumber) ?? 0
    let leaving = typed(ListField.leaveMonths).map { "moves, or gives up; \($0) months" }
    var entry = setting(PathwayField.isPathway.name, "yes").setting(PathwayField.stageCount.name, "2")
      .setting(PathwayField.groupCount.name, urgent > 0 ? "2" : "1")
    for (number, name, share) in urgent > 0
      ? [(1, "urgent", urgent), (2, "standard", 100 - urgent)] : [(1, "standard", 100)]
    {
      let fields = GroupFields(number)
      entry = entry.setting(fields.name.name, name).setting(fields.share.name, words(share))
        .setting(fields.order.name, "\(number)").setting(fields.leaving.name, leaving)
    }
    let stage = StageFields(1)
    if let month = typed(ListField.changeMonth), let more = typed(ListField.changePosts) {
      entry = entry.setting(stage.changes.name, "\(month) months; \(more)")
    }
    return entry.setting(stage.name.name, "first stage").setting(stage.posts.name, typed(ListField.posts))
      .setting(stage.perPost.name, typed(ListField.perPost)).setting(stage.spread.name, usualSpread)
      .setting(stage.leaves.name, leaving == nil ? nil : "yes").filled([StageFields(2).spread.name: usualSpread])
  }
}
