import Kernel
import LocalOffer
import Store
import Web

// Taxonomies and their terms: our two, and those that came with listings of other directories.

/// A taxonomy with its document.
struct TaxonomyEntry {
  let id: AnyID
  let document: JSON
}

extension OpenDataRequest {
  func ownTaxonomies() throws -> [TaxonomyEntry] {
    [
      taxonomy(OfferKind.taxonomyID, "Kinds of help", "What sort of thing a service is."),
      taxonomy(OfferNeed.taxonomyID, "Needs", "What a child or family may need help with."),
    ]
  }

  private func taxonomy(_ id: AnyID, _ name: String, _ description: String) -> TaxonomyEntry {
    var one = JSONObject()
    one.add("id", id)
    one.add("name", name)
    one.add("description", description)
    one.add("version", "1")
    return TaxonomyEntry(id: id, document: one.json)
  }

  func foreignTaxonomies() throws -> [TaxonomyEntry] {
    var names: [AnyID: String] = [:]
    for term in snapshot.foreignTerms(on: request.today) {
      if let id = term.taxonomyID, names[id] == nil { names[id] = term.taxonomy ?? "Another directory’s terms" }
    }
    return names.sorted { $0.key < $1.key }.map { taxonomy($0.key, $0.value, $0.value) }
  }

  /// Every term that there is, ours first.
  func allTerms() throws -> [(AnyID, JSON)] {
    var seen = Set<AnyID>()
    let foreign = snapshot.foreignTerms(on: request.today).filter { seen.insert($0.id).inserted }
      .sorted { $0.id < $1.id }
    return OfferKind.allCases.map { ($0.termID, termDocument($0)) }
      + OfferNeed.allCases.map { ($0.termID, termDocument($0)) } + foreign.map { ($0.id, termDocument($0)) }
  }
}
