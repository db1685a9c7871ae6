/// Who a record is about: the name, the few facts that tell one child from another, what must be known first, and what
/// can be done.
package struct IdentityBar: Sendable {
  package struct Fact: Sendable {
    package var key: String
    package var value: HTML
    package init(_ key: String, _ value: HTML) {
      self.key = key
      self.value = value
    }
  }
  package struct Flag: Sendable, Hashable {
    package var text: String
    package var colour: TagColour
    package init(_ text: String, _ colour: TagColour = .purple) {
      self.text = text
      self.colour = colour
    }
  }
  package var name: String
  package var facts: [Fact]
  package var flags: [Flag]
  package var actions: HTML
  package init(_ name: String, facts: [Fact], flags: [Flag] = [], actions: HTML = .empty) {
    self.name = name
    self.facts = facts
    self.flags = flags
    self.actions = actions
  }
}

package func identityBar(_ bar: IdentityBar) -> HTML {
  let facts = bar.facts.map { "<div><dt>\($0.key)</dt> <dd>\($0.value)</dd></div>" as HTML }
  let flags = bar.flags.map { "<li>\(tag($0.text, $0.colour))</li>" as HTML }
  return """
    <div class="app-identity"><h1 class="govuk-heading-xl">\(bar.name)</h1>
    <dl class="app-identity__facts govuk-body">\(facts)</dl>
    \("<ul class=\"app-identity__flags\" aria-label=\"Things to know first\">\(flags)</ul>", if: !flags.isEmpty)
    \("<div class=\"app-actions\">\(bar.actions)</div>", if: !bar.actions.isEmpty)
    </div>
    """
}
