/// A key that does what a control of the page does.
package struct ShortcutKey: Sendable, Hashable {
  /// One letter or digit.
  package let key: Character
  package let words: String
  /// The control, as a selector: an answer is chosen, a link or a button is pressed.
  package let target: String
  package init(_ key: Character, _ words: String, on target: String) {
    (self.key, self.words, self.target) = (key, words, target)
  }
}

/// Keys of one letter for a page on which people do the same many times over. They are off until somebody turns them on,
/// and are off again whenever they like (WCAG 2.1.4), since whoever speaks to the computer would press them by chance;
/// the script remembers it. Without a script there is nothing here, and every control is reached by Tab.
package func shortcutKeys(_ keys: [ShortcutKey]) -> HTML {
  let lines = keys.map { key -> HTML in
    """
    <li data-key="\(String(key.key))" data-target="\(key.target)"><kbd class="app-key">\(String(key.key).uppercased())</kbd> \
    \(key.words)</li>
    """
  }
  return """
    <section class="app-shortcuts app-no-print" data-shortcuts hidden aria-label="Shortcut keys">\
    <div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">\
    <input class="govuk-checkboxes__input" type="checkbox" id="shortcuts">\
    <label class="govuk-label govuk-checkboxes__label" for="shortcuts">Use shortcut keys on this page</label></div></div>\
    <ul class="govuk-list app-shortcuts__keys">\(lines)</ul></section>
    """
}
