import Kernel
package import Web

/// The local offer: what there is for children with additional needs, found and kept true. The slice's front door.
/// `index` is the directory in memory, which the open data reads as well; `waits` counts how long
/// families waited lately for what the partnership itself gives.
package func localOffer(_ index: OfferIndex, waits: @escaping LiveWaits = { _, _, _ in [] }) -> Slice {
  var slice = Slice("LocalOffer")
  slice.childRows = [ChildRows("offer_suggestion", "suggestion of a service")]
  slice.migrations = localOfferMigrations
  slice.routes =
    offerRoutes(index, waits) + wordedRoutes(index) + directoryRoutes + wordingRoutes + coverageRoutes(index)
    + suggestionRoutes(index)
  slice.childPanels = [suggestionPanel]
  slice.familyPanels = [familySuggestionPanel]
  return slice
}
