package import Kernel

/// One question of a form, said once: it draws the control, reads and checks what was typed, and stands in `/openapi.json`.
package struct Field: Sendable {
  package struct Option: Sendable, Hashable {
    package let value: String
    package let label: String
    package let hint: String?
    package init(_ value: String, _ label: String, hint: String? = nil) {
      self.value = value
      self.label = label
      self.hint = hint
    }
  }
  package enum Kind: Sendable {
    /// One line; characters at most.
    case text(max: Int)
    /// Several lines; characters at most.
    case prose(max: Int)
    /// A day in three boxes, sent as `name-day`, `name-month`, `name-year`, or whole as `2026-11-22`.
    case day
    /// A time of day, `14:30`; people may also type `2.30pm`.
    case time
    case number(ClosedRange<Int>)
    /// One of these; radios to six options, a list above.
    case choice([Option])
    /// Any of these; sent as repeated names.
    case choices([Option])
    /// Yes or not: one checkbox.
    case flag
    case email
    case phone
    case postcode
    case nhsNumber
    case upn
    case password
    /// Six digits.
    case oneTimeCode
    /// An id that is not shown.
    case id
    /// Text that is not shown; characters at most.
    case hidden(max: Int)
  }

  package let name: String
  package let label: String
  package let kind: Kind
  package let hint: String?
  /// What is said when it is left out ("Enter the child's first name"); nil where it may be left out.
  package let required: String?
  /// The HTML autocomplete token, where it is about the person typing: WCAG 1.3.5.
  package let autocomplete: String?

  package init(
    _ name: String, _ label: String, _ kind: Kind, hint: String? = nil, required: String? = nil,
    autocomplete: String? = nil
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.hint = hint
    self.required = required
    self.autocomplete = autocomplete
  }

  package static func options<C: Choice>(_: C.Type, only: [C] = C.allCases) -> [Option] {
    only.map { Option($0.rawValue, $0.title) }
  }
}

/// What somebody typed into a form and what is wrong with it: what a page needs to show the form again as it was.
package struct Entry: Sendable, Equatable, Codable {
  /// All values of each name, in the order they came.
  package var values: [String: [String]]
  package var errors: [FieldError]
  /// When the kept draft that filled this was saved; nil where it is not from a draft.
  package var keptAt: Instant?
  /// The address of the form it was typed into; nil where nobody has typed, or the page has but one form.
  package var form: String?
  /// What is kept of the other forms of the same page, each under its address.
  package var others: [String: Entry] = [:]

  private enum CodingKeys: String, CodingKey { case values, errors, keptAt }

  package init(_ values: [String: [String]] = [:], errors: [FieldError] = [], keptAt: Instant? = nil) {
    self.values = values
    self.errors = errors
    self.keptAt = keptAt
  }

  package subscript(name: String) -> String? { values[name]?.first }
  package func error(_ name: String) -> String? { errors.first { $0.field == name }?.message }
  /// What of it belongs to the form that is sent to `path`: on a page of several forms each shows its own.
  package func of(_ path: String) -> Entry {
    let path = String(path.prefix { $0 != "?" && $0 != "#" })
    return form == nil || form == path ? self : others[path] ?? Entry()
  }
  /// Something has been typed into the form that is sent to `path`.
  package func isTyped(into path: String) -> Bool { form == path || others[path] != nil }
  /// The same entry with values for what nobody has typed yet: today's date, what is known already.
  package func filled(_ known: [String: String]) -> Entry {
    var entry = self
    for (name, value) in known where entry.values[name] == nil { entry.values[name] = [value] }
    return entry
  }
}
