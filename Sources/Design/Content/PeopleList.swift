/// Somebody on a list of people: who they are, how to reach them, and what can be done.
package struct PersonLine: Sendable {
  package var name: String
  /// Where the name leads.
  package var path: String?
  /// What they do, where they work, and whatever else matters, a line each.
  package var facts: [HTML]
  package var phone: String?
  /// "Key worker"
  package var tags: HTML
  /// Small buttons and links.
  package var actions: HTML
  package init(
    link path: String? = nil, _ name: String, facts: [HTML], phone: String? = nil, tags: HTML = .empty,
    actions: HTML = .empty
  ) {
    self.path = path
    self.name = name
    self.facts = facts
    self.phone = phone
    self.tags = tags
    self.actions = actions
  }
}

/// People one under the other; where there is room, what can be done stands at the right.
package func peopleList(_ people: [PersonLine], empty: String = "Nobody has been added yet.") -> HTML {
  guard !people.isEmpty else { return "<p class=\"govuk-body app-hint\">\(empty)</p>" }
  return "<ul class=\"app-people\">\(people.map(personItem))</ul>"
}

private func personItem(_ person: PersonLine) -> HTML {
  let name: HTML = person.path.map { "<a class=\"govuk-link\" href=\"\($0)\">\(person.name)</a>" } ?? "\(person.name)"
  let lines = person.facts.filter { !$0.isEmpty } + [person.phone.map(phoneLink), person.tags].compactMap(\.self)
  return """
    <li class="app-person"><div class="app-person__who"><p class="govuk-body"><strong>\(name)</strong></p>\
    \(lines.filter { !$0.isEmpty }.map { "<p class=\"govuk-body\">\($0)</p>" as HTML })</div>\
    \("<div class=\"app-person__actions\">\(person.actions)</div>", if: !person.actions.isEmpty)</li>
    """
}
