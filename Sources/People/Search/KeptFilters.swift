package import Design
package import Kernel
package import Store
package import Web

/// The filters of a list as they are on now, with those that the reader keeps under names of their own.
package struct KeptFilters: Sendable, Codable, Hashable {
  let path: String
  /// What is on now, as it stands in an address.
  let query: String
  let saved: [SavedFilter]

  /// `names` are the parameters that filter; what turns pages is none of them.
  package init(of path: String, _ names: [String], _ request: Request, _ tx: Transaction) throws {
    self.path = path
    query = queryText(names.map { ($0, request.query($0)) })
    saved = try request.caller.account.map { try tx.savedFilters($0, page: path) } ?? []
  }

  /// Links to what is kept, and the form that keeps what is on; nothing where nothing is on and nothing kept.
  package func drawn(_ view: View) -> HTML {
    markup {
      if !saved.isEmpty {
        subNavigation(
          saved.map { NavItem($0.name, "\(path)?\($0.query)", isCurrent: $0.query == query) },
          label: "Your saved filters")
      }
      if !query.isEmpty || !saved.isEmpty {
        details("Save or remove filters", isOpen: view.request.entry.isTyped(into: "\(path)/filters")) {
          if !query.isEmpty {
            view.form(to: "\(path)/filters", keepsDraft: false) {
              hidden(KeptFilterForm.query.name, query)
              control(KeptFilterForm.name, view.request.entry)
              button("Save these filters", style: .secondary)
            }
          }
          saved.map { view.postButton("Remove “\($0.name)”", to: "\(path)/filters/\($0.id)/removal") }
        }
      }
    }
  }
}

enum KeptFilterForm {
  static let name = Field("name", "Name for these filters", .text(max: 60), required: "Give these filters a name")
  static let query = Field("query", "The filters", .hidden(max: 1000), required: "Filter the list first")
}

/// What keeps and removes the filters of the list at `path`, for whoever may see the list. Theirs alone and about no child,
/// so it is no event.
package func keptFilterRoutes(
  of path: String, _ names: [String], may permission: Permission, again: @escaping Route.MakePage
) -> [Route] {
  [
    .form(
      PathPattern(stringLiteral: "\(path)/filters"), "Save the filters of a list", may: permission,
      fields: [KeptFilterForm.name, KeptFilterForm.query],
      again: { request, tx in try again(request.asking(try formFields((request.entry["query"] ?? "").utf8)), tx) }
    ) { request, tx in
      var form = FormReading(request.entry)
      let (name, typed) = (form.text(KeptFilterForm.name), form.text(KeptFilterForm.query))
      guard let name, let typed, let account = request.caller.account else { throw Invalid(form.errors) }
      // Only what filters this list is kept, read and written anew.
      let asked = request.asking(try formFields(typed.utf8))
      let query = queryText(names.map { ($0, asked.query($0)) })
      guard !query.isEmpty else { throw Invalid("query", "Filter the list first") }
      let there = try tx.savedFilters(account, page: path)
      if there.count >= savedFilterLimit, !there.contains(where: { $0.name == name }) {
        throw Invalid("name", "You have \(savedFilterLimit) saved filters. Remove one first")
      }
      try tx.saveFilter(request.formID.of(), account: account, page: path, name: name, query: query)
      return .see("\(path)?\(query)", "Filters saved")
    },
    .form(
      PathPattern(stringLiteral: "\(path)/filters/{filter}/removal"), "Remove saved filters", may: permission,
      fields: []
    ) { request, tx in
      guard let account = request.caller.account else { throw Refusal.signInNeeded }
      try tx.deleteFilter(try request.id("filter"), account: account)
      return .see(path, "Filters removed")
    },
  ]
}
