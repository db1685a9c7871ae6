import Accounts
import Clocks
import Kernel
import Store

/// A sign-in link that can be looked at, of a parent of the county.
func keepLinks(_ county: County, in tx: Transaction) throws {
  var random = SplitMix64(seed: demonstrationSeed, part: "links")
  let now = county.time.now
  guard let parent = try account(email: emailAddress(of: "Amina Khan"), in: tx) else { return }
  try openSignInLink(
    random.id(at: now), of: parent.id, under: shownSignInLink, at: now, until: now.adding(days: 3650),
    settings: county.settings, in: tx)
}

/// The working days of England as the registers have them.
func workingDays(in tx: Transaction) throws -> WorkingCalendar { try workingCalendar(in: tx) }
