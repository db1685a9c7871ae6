package import LocalOffer
package import Web

/// What goes to others and comes from them by published standards: one folder for each. The slice's front door.
package func exchange(_ index: OfferIndex) -> Slice {
  var slice = Slice("Exchange")
  slice.routes = openReferralRoutes(index)
  return slice
}
