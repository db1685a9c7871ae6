// Agreement to take part in early help (levels 2 and 3). It is not the lawful basis for holding data: that is public
// task. Under 13 a parent is presumed to decide; from 13 to 15 competence is judged for each decision (Gillick v West
// Norfolk AHA [1986] AC 112); at 16 and 17 the young person decides (Family Law Reform Act 1969 s. 8; Mental Capacity
// Act 2005). Not needed where help is statutory (Children Act 1989 s. 17, s. 47).

package import Kernel

/// What is wrong with an agreement for a child born on `bornOn`.
package func problems(with new: FamilyAnswer, bornOn: Day?, isExpected: Bool, today: Day) -> [FieldError] {
  var problems: [FieldError] = []
  func say(_ field: String, _ message: String) { problems.append(FieldError(field, message)) }
  if new.on > today { say("answered_on", "The day on which they said so must be today or in the past") }
  switch new.answer {
  case .yes:
    if new.giver == nil { say("giver", "Choose who agreed") }
    if new.name == nil { say("agreed_by", "Enter the name of the person who agreed") }
    if new.scope.isEmpty { say("scope", "Choose which agencies may take part") }
    let age = isExpected ? nil : bornOn.map { $0.years(until: new.on) }
    if let age, (13...15).contains(age), new.competence == nil {
      say("competence", "Enter how you know whether the young person understands this decision")
    }
    if let age, age >= 16, new.giver == .parent {
      say("giver", "At 16 and over the young person decides. Choose the young person, or both")
    }
    if let age, age < 13, new.giver == .youngPerson {
      say("giver", "Under 13 a parent or carer decides. Choose a parent or carer, or both")
    }
  case .no:
    if new.why == nil { say("why", "Enter why the family said no") }
    if new.offered == nil { say("offered", "Enter what you offered that is there for everybody") }
  case .notNeeded:
    if new.why == nil { say("why", "Enter why agreement is not needed") }
  }
  return problems
}
