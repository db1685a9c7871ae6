package import Kernel
package import Store

/// Reminds those who provide services of what nobody has confirmed for three months: one letter a month to each
/// organisation, with the names of its listings. What came from another directory is confirmed there. Returns how many
/// organisations have something to confirm; safe to run at any time and on several nodes.
package func remindToConfirm(at now: Instant, address: String, in tx: Transaction) throws -> Int {
  let due = try tx.rows(
    """
    SELECT listing.organisation_id, listing.name, listing.assured_on FROM listing
    WHERE listing.source IS NULL AND listing.deleted_at IS NULL AND listing.current IS NOT NULL
      AND listing.assured_on <= \(now.day.adding(months: -monthsUntilDue))
    ORDER BY listing.organisation_id, listing.assured_on, listing.name LIMIT 5000
    """
  ) { (try $0[0] as OrganisationID, try $0[1] as String, try $0[2] as Day) }
  let byOrganisation = Dictionary(grouping: due, by: \.0)
  let month = now.day.description.prefix(7)
  for (id, listings) in byOrganisation.sorted(by: { $0.key < $1.key }) {
    guard let to = try tx.organisation(id).details.email, isAddress(to) else { continue }
    let hidden = now.day.adding(months: -monthsUntilHidden)
    let lines = listings.prefix(40).map { line in
      "- \(line.1): confirmed on \(line.2.long)\(line.2 <= hidden ? ", so it is hidden now" : "")"
    }
    let body = """
      Families rely on what the local offer says. Nobody has confirmed these pages for three months or more:

      \(lines.joined(separator: "\n"))

      Please sign in, read each one, and press “Everything is still true”, or change it:
      \(address)/directory/listings?queue=due

      What nobody confirms for a year is not shown any more.
      """
    try tx.send(
      Mail(to: to, subject: "Is your page in the local offer still true?", body: body), at: now,
      key: "offer-confirm \(id) \(month)")
  }
  return byOrganisation.count
}

/// As a mail program takes it; others are not written to.
private func isAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  return parts.count == 2 && parts[1].contains(".") && !text.hasPrefix("-")
    && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 44 && $0 != 59 }
}
