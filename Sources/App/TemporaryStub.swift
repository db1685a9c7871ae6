// For the moment only, so that App compiles: delete this file as soon as Demonstration/ has these two.
package import Kernel
package import Store
package import Web

package func fillDemonstration(
  _ database: Database, settings: Settings, children: Int?, examples: String, now: Instant,
  progress: @Sendable (String) -> Void
) async throws {}
func demonstrationPages(in tx: Transaction, now: Instant) throws -> [(path: String, role: Role?)] { [] }
