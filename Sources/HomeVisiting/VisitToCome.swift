import Design
package import Kernel
package import Web

extension PlannedVisit {
  /// The day of a visit that a form is about to plan and that one person makes alone, with the field that names it; nil
  /// where it plans none, or it cannot be read. For rules of others about who may go: what is wrong with it otherwise, the
  /// form itself says.
  package static func comingAlone(in request: Request) -> (field: String, day: Day)? {
    var form = FormReading(request.entry)
    if request.entry.values.keys.contains(where: { $0 == PlanForm.on.name || $0.hasPrefix("\(PlanForm.on.name)-") }) {
      let kind: VisitKind? = form.choice(PlanForm.kind)
      guard kind?.isWithAnother == false, let day = form.day(PlanForm.on) else { return nil }
      return (PlanForm.on.name, day)
    }
    // The next visit after one that is written up is a home visit.
    return form.day(VisitForm.nextOn).map { (VisitForm.nextOn.name, $0) }
  }
}
