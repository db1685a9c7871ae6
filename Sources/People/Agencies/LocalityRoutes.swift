import Design
import Kernel
import Store
import Web

let localityRoutes: [Route] = [
  .page("/areas", "Areas of the partnership", may: .manageAgencies) { _, tx in
    LocalitiesPage(areas: try tx.localityLines())
  },
  .page("/areas/new", "Add an area", may: .manageAgencies, newPage),
  .form("/areas", "Add an area", may: .manageAgencies, fields: [AgencyForm.name], again: newPage) { request, tx in
    var form = FormReading(request.entry)
    guard let name = form.text(AgencyForm.name) else { throw Invalid(form.errors) }
    try addLocality(
      Locality(id: request.formID.of(), name: name), by: request.caller, at: request.now, in: tx)
    return .see("/areas", "Area added")
  },
  .page("/areas/{locality}/name", "Change the name of an area", may: .manageAgencies, namePage),
  .form(
    "/areas/{locality}/name", "Change the name of an area", may: .manageAgencies,
    fields: [AgencyForm.name, AgencyForm.was], again: namePage
  ) { request, tx in
    var form = FormReading(request.entry)
    let (name, was) = (form.text(AgencyForm.name), form.text(AgencyForm.was))
    guard let name, let was else { throw Invalid(form.errors) }
    try renameLocality(
      try request.id("locality"), to: name, was: was, by: request.caller, at: request.now, in: tx)
    return .see("/areas", "Name changed")
  },
]

@Sendable private func newPage(_ request: Request, _ tx: Transaction) throws -> LocalityFormPage {
  LocalityFormPage(area: nil, entry: request.entry)
}

@Sendable private func namePage(_ request: Request, _ tx: Transaction) throws -> LocalityFormPage {
  let area = try tx.locality(try request.id("locality"))
  return LocalityFormPage(area: area, entry: request.entry.filled(["name": area.name, "was": area.name]))
}

extension Transaction {
  fileprivate func localityLines() throws -> [LocalitiesPage.Line] {
    try rows(
      """
      SELECT id, name,
        (SELECT count(*) FROM team WHERE team.locality_id = locality.id AND team.closed_on IS NULL),
        (SELECT count(*) FROM child WHERE child.locality_id = locality.id AND child.closed_on IS NULL
          AND child.not_included_because IS NULL)
      FROM locality ORDER BY name
      """
    ) { .init(area: Locality(id: try $0[0], name: try $0[1]), teams: try $0[2], children: try $0[3]) }
  }
}
