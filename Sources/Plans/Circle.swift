import Design
package import Kernel
package import People
package import Store

/// Everybody around a child: who may own a goal, do something, or come to a meeting.
package struct Circle: Sendable {
  package let child: Child
  package let involvements: [Involvement]
  package let relations: [Relation]

  /// Those of the family who may be written to and invited.
  var family: [Relation] { relations.filter { !$0.mayNotContact } }

  /// The values that a form sends for an owner, with what they mean.
  var owners: [(value: String, label: String, owner: Owner)] {
    let staff = involvements.compactMap { i -> (String, String, Owner)? in
      guard let id = i.practitioner, let name = i.practitionerName else { return nil }
      return ("practitioner:\(id)", "\(name), \(i.agencyName)", Owner(name, practitioner: id))
    }
    let relatives = family.map {
      ("person:\($0.person)", "\($0.name), \($0.kind.title.lowercased())", Owner($0.name, person: $0.person))
    }
    var seen = Set<String>()
    return (staff + relatives + [("child", "\(child.calledName)", Owner(child.calledName))])
      .filter { seen.insert($0.0).inserted }
      .map { (value: $0.0, label: $0.1, owner: $0.2) }
  }
  var ownerOptions: [Field.Option] { owners.map { Field.Option($0.value, $0.label) } }
  func owner(_ value: String) -> Owner? { owners.first { $0.value == value }?.owner }
  func value(of owner: Owner) -> String {
    owners.first { $0.owner == owner }?.value ?? owners.first { $0.owner.name == owner.name }?.value ?? ""
  }

  /// Names that may have come to a meeting.
  var names: [String] {
    var seen = Set<String>()
    let all = involvements.compactMap(\.practitionerName) + family.map(\.name) + [child.calledName]
    return all.filter { seen.insert($0).inserted }
  }
  var nameOptions: [Field.Option] { names.map { Field.Option($0, $0) } }

  package var hasLead: Bool { involvements.contains(where: \.isLead) }
  package var leadName: String? {
    involvements.first(where: \.isLead).map { $0.practitionerName ?? $0.teamName ?? $0.agencyName }
  }
  package var keyWorkerName: String? { involvements.first(where: \.isKeyWorker)?.practitionerName }
}

extension Transaction {
  package func circle(around id: ChildID) throws -> Circle {
    Circle(child: try child(id), involvements: try involvements(id), relations: try relations(id))
  }
}
