package import Kernel
package import Store

/// The condition, on `child`, under which a caller also sees children in lists: an emergency access that still runs.
@Sendable package func emergencyVisible(_ caller: Caller, _ now: Instant) -> SQL? {
  guard let account = caller.account else { return nil }
  return """
    EXISTS (SELECT 1 FROM emergency_access e
      WHERE e.child_id = child.id AND e.account_id = \(account) AND e.ends_at > \(now))
    """
}
