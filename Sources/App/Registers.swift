import Clocks
package import Crypto
import EHC
import Foundation
import FrontDoor
import HomeVisiting
import LocalOffer
import Plans
package import Store

let appMigrations: [Migration] = [
  Migration(101, "site secret") { d in
    [
      """
      CREATE TABLE site_secret (
        name TEXT NOT NULL, value \(d.blob) NOT NULL, CONSTRAINT site_secret_pk PRIMARY KEY (name))
      """
    ]
  }
]

/// Loads every register of the folder: clocks, thresholds, domains, published figures. Safe to run again.
package func loadAllRegisters(folder: String, in tx: Transaction) throws {
  try loadRegisters(folder: folder, in: tx)
  try loadThresholds(folder: folder, in: tx)
  try loadHelpDomains(folder: folder, in: tx)
  try loadOfferWords(folder: folder, in: tx)
  try loadDuties(folder: folder, in: tx)
  try loadPublishedMeasures(folder: folder, in: tx)
  try loadLetters(folder: folder, in: tx)
  try loadVisitingRules(folder: folder, in: tx)
  try loadPlanTypes(folder: folder, in: tx)
}

/// The key that signs forms, shared by all nodes through the database; made at the first start.
package func siteSecret(in tx: Transaction) throws -> SymmetricKey {
  if let known: [UInt8] = try tx.value("SELECT value FROM site_secret WHERE name = 'forms'") {
    return SymmetricKey(data: Data(known))
  }
  let fresh = SymmetricKey(size: .bits256)
  let bytes = fresh.withUnsafeBytes { [UInt8]($0) }
  try tx.run("INSERT INTO site_secret (name, value) VALUES ('forms', \(bytes)) ON CONFLICT (name) DO NOTHING")
  return SymmetricKey(
    data: Data(try tx.value("SELECT value FROM site_secret WHERE name = 'forms'", as: [UInt8].self) ?? bytes))
}
