import Clocks
package import Kernel
package import Store
import Web

/// Records a meeting of the team around the child, with what was agreed there. The first after a step down meets its
/// clock.
package func holdMeeting(
  _ new: NewMeeting, id: ID<TeamMeeting>, support supportID: SupportID, child: ChildID, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let support = try tx.support(supportID, of: child)
  try support.check(.meet)
  try Invalid.check(problems(with: new, today: now.day))
  try tx.insert(new, id: id, support, by: caller, at: now)
  for action in new.actions {
    try tx.insert(action, id: newID(at: now), support, goal: nil, meeting: id, by: caller, at: now)
  }
  if support.state == .stepDownReceived, let since = support.steppedDownAt, new.heldOn >= since.day {
    try tx.meetClock(.stepDown, about: supportID, at: moment(of: new.heldOn, now: now))
  }
  try tx.append(
    .meetingHeld, about: id.of(), child: child, by: caller, at: now,
    changed: ["held_on": new.heldOn.description, "actions": String(new.actions.count)])
}
