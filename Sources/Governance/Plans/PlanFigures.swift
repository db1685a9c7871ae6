package import Kernel
package import Store

/// The figures of a plan on a day, each a count of milestones.
package struct PlanFigures: Sendable, Codable, Hashable {
  package let actions: Int
  package let subActions: Int
  package let emptyRows: Int
  package let milestones: Int
  package let red: Int
  package let amber: Int
  package let green: Int
  package let blue: Int
  /// Replaced or cancelled: in none of the four.
  package let calledOff: Int
  /// How many were due by the day, and how many of those are verified: the plan's delivery.
  package let due: Int
  package let dueAndVerified: Int
  package let placeholders: Int
  package let withoutLead: Int
  package let withoutDay: Int
  package let withoutEvidence: Int
  /// Days later than first understood, over all that have slipped.
  package let slippedDays: Int

  package init(_ lines: [PlanLine], on day: Day) {
    let work = lines.filter(\.isMilestone)
    func colour(_ colour: RAG) -> Int { work.count { $0.rag == colour } }
    let asked = work.filter { $0.rag != nil }
    let rows = lines.filter { !$0.item.isEmptyRow }
    (actions, subActions) = (rows.count { $0.item.parent.isEmpty }, rows.count { !$0.item.parent.isEmpty })
    emptyRows = lines.count - rows.count
    milestones = work.count
    (red, amber, green, blue) = (colour(.red), colour(.amber), colour(.green), colour(.blue))
    calledOff = work.count - asked.count
    let dueNow = asked.filter { $0.due.on.map { $0 <= day } ?? false }
    (due, dueAndVerified) = (dueNow.count, dueNow.count { $0.state == .verified })
    placeholders = rows.reduce(0) { $0 + $1.placeholders }
    withoutLead = asked.count { $0.leads.isEmpty }
    withoutDay = asked.count { $0.due.on == nil }
    withoutEvidence = asked.count { $0.evidence == nil }
    slippedDays = asked.reduce(0) { $0 + max(0, $1.slippage ?? 0) }
  }
}

/// How much one lead carries.
package struct LeadLoad: Sendable, Codable, Hashable {
  package let lead: String
  /// Refs of the actions.
  package let actions: [String]
  package let milestones: Int
  package let late: Int
  /// Six actions and more are too many for one.
  package var isHeavy: Bool { actions.count >= 6 }
}

/// The heaviest first.
package func load(_ lines: [PlanLine]) -> [LeadLoad] {
  let names = Set(lines.flatMap(\.leads))
  return names.map { name in
    let own = lines.filter { $0.leads.contains(name) }
    return LeadLoad(
      lead: name, actions: own.filter { $0.item.parent.isEmpty }.map(\.ref),
      milestones: own.count { $0.isMilestone && !$0.state.isOver }, late: own.count { $0.isMilestone && $0.rag == .red }
    )
  }.sorted { ($1.actions.count, $1.milestones, $0.lead) < ($0.actions.count, $0.milestones, $1.lead) }
}

/// A row that waits for another, and whether that one holds it up.
package struct PlanDependency: Sendable, Codable, Hashable {
  package let ref: String
  package let needs: String
  /// The one that it needs is not done, and is late or blocked.
  package let isHeldUp: Bool
}

package func dependencies(_ lines: [PlanLine]) -> [PlanDependency] {
  lines.flatMap { line in
    line.waitsFor.map { needs in
      let other = lines.first { $0.ref == needs }
      return PlanDependency(
        ref: line.ref, needs: needs,
        isHeldUp: !line.state.isOver && (other.map { !$0.state.isOver && ($0.rag == .red || $0.isBlocked) } ?? true))
    }
  }
}

/// What the command line says about a plan that was taken in.
package func planSummary(_ id: ID<ImplementationPlan>, on day: Day, in tx: Transaction) throws -> [String] {
  let lines = try tx.lines(of: id, on: day)
  let (figures, found) = (PlanFigures(lines, on: day), problems(of: lines))
  let wrong = PlanProblemKind.allCases.compactMap { kind -> String? in
    let own = found.filter { $0.kind == kind }
    guard !own.isEmpty else { return nil }
    let refs = own.map(\.ref).filter { !$0.isEmpty }
    return "  \(kind.title): \(own.count)\(refs.isEmpty ? "" : " (\(refs.joined(separator: ", ")))")"
  }
  return [
    "\(figures.actions) actions, \(figures.subActions) sub-actions, \(figures.emptyRows) empty rows taken.",
    """
    On \(day.long): \(figures.red) late, \(figures.amber) need attention, \(figures.green) on track, \(figures.blue) done \
    and checked.
    """, found.isEmpty ? "Nothing is wrong with it." : "What is wrong with it:",
  ] + wrong
}
