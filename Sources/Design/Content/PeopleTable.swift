/// Somebody around a child, and whether they may see the plan.
package struct PersonRow: Sendable {
  package var name: String
  /// "Class teacher, Elm Road Primary"
  package var who: String
  package var group: String
  package var phone: String?
  package var seesPlan: HTML
  package var path: String?
  package init(
    _ name: String, who: String, group: String, phone: String? = nil, seesPlan: HTML, link path: String? = nil
  ) {
    self.name = name
    self.who = who
    self.group = group
    self.phone = phone
    self.seesPlan = seesPlan
    self.path = path
  }
}

package func peopleTable(_ people: [PersonRow], around name: String) -> HTML {
  table(
    Table(
      "People around \(name) and whether they may see the plan",
      [.init("Name"), .init("Who they are"), .init("Group"), .init("Phone"), .init("Sees the plan")],
      people.map { person in
        Table.Row(
          [
            "\(person.name)", "\(person.who)", "\(person.group)",
            person.phone.map(phoneLink) ?? "<span class=\"app-hint\">None</span>", person.seesPlan,
          ], link: person.path)
      },
      empty: "Nobody has been added yet."))
}
