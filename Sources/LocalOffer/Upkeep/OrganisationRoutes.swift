import Design
import Kernel
import People
import Store
import Web

let organisationRoutes: [Route] = [
  .page("/directory/organisations", "Organisations to look after", may: .editListings, asks: [.page]) { request, tx in
    let part = request.part(of: 50)
    let (shown, hasMore) = part.cut(
      try tx.organisations(for: request.caller, limit: part.limit, offset: part.offset))
    return DirectoryOrganisationsPage(
      waiting: try tx.waitingOrganisations(for: request.caller), organisations: shown,
      takenAway: try tx.organisationsTakenAway(for: request.caller), page: part.page, hasMore: hasMore,
      mayAdd: request.caller.holds(.publishListings))
  },
  .page(
    "/directory/organisations/new", "Add an organisation", may: .publishListings, newOrganisationPage),
  .form(
    "/directory/organisations", "Add an organisation", may: .publishListings, fields: OrganisationForm.adding,
    again: newOrganisationPage
  ) { request, tx in
    let details = try request.checked { OrganisationForm.check($0, over: nil) }
    let agency = try typedAgency(request, tx)
    let id: OrganisationID = request.formID.of()
    try addOrganisation(id, details, agency: agency, by: request.caller, at: request.now, in: tx)
    return .see("/directory/organisations/\(id)", "Draft saved. Check and publish it before you publish its listings.")
  },
  .page("/directory/organisations/{organisation}", "An organisation with its history", may: .editListings) {
    try lookAfterPage($0, $1)
  },
  .page(
    "/directory/organisations/{organisation}/draft", "Change an organisation", may: .editListings,
    changeOrganisationPage),
  .form(
    "/directory/organisations/{organisation}/draft", "Change an organisation", may: .editListings,
    fields: OrganisationForm.writing, again: changeOrganisationPage
  ) { request, tx in
    let organisation = try tx.organisation(request.id("organisation"), editedBy: request.caller)
    let known = try tx.version(organisation.newest, of: organisation.id)
    let details = try request.checked { OrganisationForm.check($0, over: known.details) }
    let version = request.entry[OrganisationForm.version.name].flatMap { Int($0) } ?? 0
    try saveDraft(organisation, details, version: version, by: request.caller, at: request.now, in: tx)
    return .see(organisationSteps.path(organisation), "Draft saved. Families see nothing of it until it is published.")
  },
  organisationSteps.step(
    "agency", "Say whose people look after an organisation", .publishListings, [OrganisationForm.agency]
  ) { organisation, request, tx in
    let agency = try typedAgency(request, tx)
    try entrustOrganisation(organisation, to: agency, by: request.caller, at: request.now, in: tx)
    return "Saved"
  },
]

let organisationSteps = VersionRoutes<Organisation>(
  base: "/directory/organisations/{organisation}", name: { $0.name },
  find: { try $1.organisation($0.id("organisation"), editedBy: $0.caller) }, page: { try lookAfterPage($0, $1) })

/// The agency that was chosen; nil where only the editors may.
private func typedAgency(_ request: Request, _ tx: Transaction) throws -> AgencyID? {
  guard let text = request.entry[OrganisationForm.agency.name], !text.isEmpty else { return nil }
  guard let agency = try tx.agencies().first(where: { $0.id.description == text }) else {
    throw Invalid(OrganisationForm.agency.name, "Choose one from the list")
  }
  return agency.id
}

private func agencyOptions(_ tx: Transaction) throws -> [Option] {
  try tx.agencies().map { Option(value: $0.id.description, label: $0.name) }
}

@Sendable private func newOrganisationPage(_ request: Request, _ tx: Transaction) throws -> EditOrganisationPage {
  EditOrganisationPage(
    organisation: nil, name: nil, agencies: try agencyOptions(tx), returnedWhy: nil,
    reading: typedReading(request.entry), entry: request.entry)
}

@Sendable private func changeOrganisationPage(_ request: Request, _ tx: Transaction) throws -> EditOrganisationPage {
  let organisation = try tx.organisation(request.id("organisation"), editedBy: request.caller)
  let newest = try tx.version(organisation.newest, of: organisation.id)
  var entry = request.entry
  if request.method == .get, entry.keptAt == nil {
    let details = newest.details
    entry = entry.filled(
      [
        "name": details.name, "description": details.description, "email": details.email, "website": details.website,
      ].compactMapValues(\.self))
  }
  if entry.values[OrganisationForm.version.name] == nil {
    entry = entry.filled([OrganisationForm.version.name: String(organisation.version)])
  }
  return EditOrganisationPage(
    organisation: organisation.id, name: organisation.name, agencies: [], returnedWhy: newest.returnedWhy,
    reading: typedReading(entry), entry: entry)
}

private func typedReading(_ entry: Entry) -> ReadingAge? {
  entry[OrganisationForm.description.name].flatMap { ReadingAge(of: $0) }
}

private func lookAfterPage(_ request: Request, _ tx: Transaction) throws -> LookAfterOrganisationPage {
  let organisation = try tx.organisation(request.id("organisation"), editedBy: request.caller)
  let listings = try tx.allListings(of: organisation.id)
  let there = listings.count { $0.deletedAt == nil }
  let gone = listings.count { $0.deletedAt != nil && $0.deletedAt == organisation.deletedAt }
  return LookAfterOrganisationPage(
    organisation: organisation, newest: try tx.version(organisation.newest, of: organisation.id).details,
    listings: listings.filter { $0.deletedAt == nil || organisation.deletedAt != nil }, wentWithIt: gone,
    agencies: request.caller.holds(.publishListings) ? try agencyOptions(tx) : nil,
    agencyName: try organisation.agency.flatMap { id in try tx.agencies().first { $0.id == id }?.name },
    way: try VersionedWay(
      organisation, at: organisationSteps.path(organisation),
      publicPath: listings.contains { $0.current != nil && $0.deletedAt == nil }
        ? "/local-offer/organisations/\(organisation.id)" : nil,
      goesWith: there == 0
        ? nil
        : "Its \(there) listing\(there == 1 ? " goes" : "s go") with it: families see none of them any more. Within "
          + "\(daysUntilDeleted) days all of it can be brought back together.",
      request, tx))
}
