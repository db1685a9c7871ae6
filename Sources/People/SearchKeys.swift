package import Kernel
package import Store

extension Transaction {
  /// Rewrites what the child is found by.
  func writeSearchKeys(of child: Child) throws {
    try run("DELETE FROM search_key WHERE child_id = \(child.id)")
  }
}
