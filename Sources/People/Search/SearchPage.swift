import Design
import Kernel
import Web

/// Looking for a child: one box, more fields behind it, filters, and those who were found.
struct SearchPage: Page, Codable {
  let found: [FoundChild]
  let total: Int
  let hasMore: Bool
  let hasSearched: Bool
  let unread: [String]
  let page: Int
  let agencies: [Choice]
  let localities: [Choice]
  let saved: [SavedFilter]
  /// Nobody is shown but those whom the caller's own work reaches.
  let isOwnReach: Bool
  /// The caller's roles open records, and so may do it in an emergency.
  let mayUseEmergency: Bool
  let entry: Entry
  static let size = 25
  /// The most rows of a spreadsheet; where there are more, its last row says so.
  static let sheetSize = 20_000

  struct Choice: Codable, Sendable, Hashable {
    let value: String
    let name: String
  }

  var title: String { "Look for a child" }
  var isWide: Bool { true }
  var status: Int { entry.errors.isEmpty ? 200 : 422 }
  var shownErrors: [FieldError] { entry.errors }
  var sheet: Sheet? {
    Sheet(
      name: "search", columns: ["name", "born", "locality", "key worker", "agencies", "record", "found by"],
      rows: found.map {
        [
          $0.name, $0.bornOn?.description ?? "", $0.locality ?? "", $0.keyWorker ?? "",
          $0.agencies.joined(separator: "; "), $0.diedOn != nil ? "died" : $0.isClosed ? "closed" : "open",
          $0.reasons.joined(separator: "; "),
        ]
      } + (hasMore ? [["There are more. Ask for fewer: choose a locality, an agency or an age."] + noMore] : []))
  }

  private var noMore: [String] { Array(repeating: "", count: 6) }

  func body(_ view: View) -> HTML {
    markup {
      errorSummary(entry)
      pageHeading(title)
      searchForm
      if hasSearched && entry.errors.isEmpty { results(view) } else if !hasSearched { beginning }
      if !saved.isEmpty || hasSearched { savedSearches(view) }
    }
  }

  // MARK: The form

  private var searchForm: HTML {
    """
    <form class="app-filter" method="get" action="/search" role="search" aria-label="Look for a child">
    \(control(SearchForm.text, entry, marksOptional: false))
    \(details(moreTitle, isOpen: !entry.errors.isEmpty) { more })
    \(button("Search"))
    </form>
    """
  }
  /// How many of the fields behind the fold are used: they are folded away again once there are results.
  private var moreTitle: String {
    let fields = SearchForm.all.filter { ![SearchForm.text.name, Field.page.name].contains($0.name) }
    let used = fields.count { field in
      entry.values.contains { $0.key.hasPrefix(field.name) && $0.value.contains { !$0.isEmpty } }
    }
    return "More ways to search, and filters\(used == 0 ? "" : " (\(used) used)")"
  }
  private var more: HTML {
    """
    <div class="app-filter__fields">
    \([SearchForm.born, SearchForm.number, SearchForm.postcode].map { control($0, entry, marksOptional: false) })
    \(selectOf(SearchForm.agency, agencies.map { .init($0.value, $0.name) }))
    \(selectOf(SearchForm.locality, localities.map { .init($0.value, $0.name) }))
    \(selectOf(SearchForm.age, SearchForm.ages))
    \(selectOf(SearchForm.state, Field.options(ChildQuery.State.self)))
    </div>
    """
  }
  /// A list that opens, however few there are to choose from, so that a filter can be left empty.
  private func selectOf(_ field: Field, _ options: [Field.Option]) -> HTML {
    let chosen = entry[field.name] ?? ""
    let items = options.map { option -> HTML in
      "<option value=\"\(option.value)\"\(" selected", if: option.value == chosen)>\(option.label)</option>"
    }
    return """
      <div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="\(field.name)">\(field.label)</label>
      <select class="govuk-select" id="\(field.name)" name="\(field.name)"><option value="">Any</option>\(items)</select></div>
      """
  }

  private func savedSearches(_ view: View) -> HTML {
    card("Your saved searches", id: "saved", style: .narrow) {
      if saved.isEmpty { paragraph("You have not saved a search yet.") }
      saved.map { filter in
        """
        <div class="app-actions">\(link(filter.name, to: "/search?\(filter.query)"))\
        \(view.postButton("Delete", to: "/search/filters/\(filter.id)/removal", style: .link, hiddenText: filter.name))</div>
        """
      }
      if hasSearched && entry.errors.isEmpty {
        details("Save this search") {
          view.form(to: "/search/filters", keepsDraft: false) {
            control(SavedFilterForm.name, Entry())
            hidden("query", queryText(asked(without: ["page", "format"])))
            button("Save", style: .secondary)
          }
        }
      }
    }
  }

  // MARK: What was found

  private func results(_ view: View) -> HTML {
    card(
      finding, id: "found",
      actions: found.isEmpty
        ? .empty : link("Download as a spreadsheet", to: path(["format": "csv"]), hiddenText: "this list")
    ) {
      if !unread.isEmpty {
        paragraph(
          "We could not use “\(unread.joined(separator: " "))”. An NHS number has 10 digits, a UPN 13 characters.")
      }
      if found.isEmpty { nothingFound } else { list }
      if mayUseEmergency {
        details("I cannot see a record, and a child may come to harm") {
          paragraph(
            "You can open it for four hours. You say why, it is reported at once, and the family sees it.")
          paragraph(markup: link("Use emergency access", to: "/emergency-accesses/new"))
        }
      }
      if hasMore { paragraph("There are more. Add a date of birth, another name or a postcode to see fewer.") }
    }
  }
  private var finding: String {
    if total == 0 { return "Nobody found" }
    return hasMore ? "More than \(total) found" : total == 1 ? "One child found" : "\(total) children found"
  }

  private var list: HTML {
    markup {
      table(
        Table(
          finding,
          [.init("Name"), .init("Born"), .init("Locality"), .init("Key worker"), .init("Agencies"), .init("Found by")],
          found.map(row)))
      pagination(
        Pages(page: page, size: SearchPage.size, count: found.count, total: total) { path(["page": String($0)]) })
    }
  }
  private func row(_ child: FoundChild) -> Table.Row {
    let called = child.preferredName.map { " (\($0))" } ?? ""
    let name: HTML = """
      \(child.name)\(called) \(tag("Died", .grey), if: child.diedOn != nil)\
      \(tag("Closed", .grey), if: child.isClosed && child.diedOn == nil)\
      \(tag("Restricted", .purple), if: child.isRestricted)\(tag("Key information only", .grey), if: !child.mayOpen)
      """
    return Table.Row(
      [
        name, "\(child.born)", orNothing(child.locality), orNothing(child.keyWorker),
        orNothing(child.agencies.isEmpty ? nil : child.agencies.joined(separator: ", ")),
        "\(child.reasons.isEmpty ? "Filters" : child.reasons.joined(separator: ", "))",
      ], link: child.mayOpen ? "/children/\(child.child)" : "/children/\(child.child)/key-information")
  }

  /// Nothing where there is none: a phone then leaves the line out.
  private func orNothing(_ words: String?) -> HTML { words.map { "\($0)" } ?? .empty }

  private var nothingFound: HTML {
    markup {
      paragraph("You can try:")
      bulletList(
        [
          "less: a last name and a date of birth, without the first name", "the name as it sounds, or an older name",
          "the NHS number, or the phone of a parent", "fewer filters",
        ] + (isOwnReach ? ["asking the front door: you see only children whom you, your team or your agency know"] : [])
      )
    }
  }
  private var beginning: HTML {
    insetText {
      paragraph(
        "Type what you have, in any order. Slips, other spellings, nicknames and names the other way round are found too."
      )
    }
  }

  // MARK: Addresses

  private func path(_ changes: [String: String]) -> String {
    let added = changes.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value as String?) }
    return withQuery("/search", asked(without: Set(changes.keys)) + added)
  }
  /// What was searched for, but for the fields that are named.
  private func asked(without left: Set<String>) -> [(name: String, value: String?)] {
    entry.values.filter { !left.contains($0.key) }.sorted { $0.key < $1.key }
      .flatMap { name, values in values.map { (name, $0) } }
  }
}
