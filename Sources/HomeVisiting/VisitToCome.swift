import Design
package import Kernel
package import Web

/// A visit that a form is about to plan, as far as rules of who may go and who is there must know.
package struct VisitToCome: Sendable, Hashable {
  /// The field that names its day.
  package let field: String
  package let day: Day
  /// Minutes after midnight; nil where it cannot be read.
  package let minute: Int?
  /// One person goes.
  package let isAlone: Bool
  /// Whoever plans it has said that they go though they do not work then.
  package let isAllTheSame: Bool

  /// Nil where the form plans none, or its day cannot be read: what is wrong with it otherwise, the form itself says.
  package init?(in request: Request) {
    var form = FormReading(request.entry)
    // Other forms ask for a day as well; with a time it is a visit.
    let isPlan = request.entry[PlanForm.at.name] != nil
    let (on, at) = isPlan ? (PlanForm.on, PlanForm.at) : (VisitForm.nextOn, VisitForm.nextAt)
    guard let day = form.day(on) else { return nil }
    (field, self.day) = (on.name, day)
    minute = form.time(at)
    let kind: VisitKind? = form.choice(PlanForm.kind)
    // The next visit after one that is written up is a home visit.
    isAlone = !isPlan || kind?.isWithAnother == false
    // On a phone nobody is there to be asked.
    isAllTheSame = form.flag(PlanForm.anyway) || request.entry[WritingForm.writtenAt.name] != nil
  }

  /// Refuses what is firm always, the rest unless they go all the same.
  package func check(_ absence: Absence?) throws {
    guard let absence, absence.isFirm || !isAllTheSame else { return }
    throw Invalid(field, absence.words)
  }
}
