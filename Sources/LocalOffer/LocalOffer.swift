import Kernel
package import Web

/// The local offer: what there is for children with additional needs, found and kept true. The slice's front door.
/// `index` is the directory in memory, which the open data reads as well; `live` says what the partnership knows of a
/// service while it runs.
package func localOffer(_ index: OfferIndex, live: @escaping LiveFigures = { _, _, _ in [] }) -> Slice {
  var slice = Slice("LocalOffer")
  slice.childRows = [ChildRows("offer_suggestion", "suggestion of a service")]
  slice.migrations = localOfferMigrations
  slice.routes =
    offerRoutes(index, live: live) + directoryRoutes + coverageRoutes(index)
    + suggestionRoutes(index)
  slice.childPanels = [suggestionPanel]
  slice.familyPanels = [familySuggestionPanel]
  return slice
}
