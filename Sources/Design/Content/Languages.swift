/// The same page in other words: another language, or easy read.
package struct LanguageLink: Sendable, Codable, Hashable {
  /// As its readers call it: "Polski", "Easy read".
  package var label: String
  package var path: String
  /// BCP 47: `pl`.
  package var code: String
  package init(_ label: String, _ path: String, code: String) {
    (self.label, self.path, self.code) = (label, path, code)
  }
}

/// A page’s other versions, each called as its readers call it, and marked with its language for whoever reads aloud.
package func languageLinks(_ links: [LanguageLink], label: String = "This page in other words") -> HTML {
  guard !links.isEmpty else { return .empty }
  let items = links.map { link -> HTML in
    """
    <li><a class="govuk-link" href="\(link.path)" rel="alternate" lang="\(link.code)" hreflang="\(link.code)" \
    dir="\(isRightToLeft(link.code) ? "rtl" : "ltr")">\(link.label)</a></li>
    """
  }
  return "<nav aria-label=\"\(label)\"><ul class=\"govuk-list app-languages\">\(items)</ul></nav>"
}

/// Words in their own language and direction; easy read is set larger.
package func inLanguage(_ code: String, isEasyRead: Bool = false, @HTMLBuilder _ content: () -> HTML) -> HTML {
  """
  <div lang="\(code)" dir="\(isRightToLeft(code) ? "rtl" : "ltr")" class="\(isEasyRead ? "app-easy" : "app-other")">\
  \(content())</div>
  """
}

/// Whether a language is written from right to left, by the first part of its code, unless it names its script. Source:
/// the scripts of Unicode’s `likelySubtags` for these languages.
package func isRightToLeft(_ code: String) -> Bool {
  let parts = code.lowercased().split(separator: "-").map(String.init)
  if let script = parts.dropFirst().first(where: { $0.utf8.count == 4 }) {
    return ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"].contains(script)
  }
  return ["ar", "fa", "ur", "he", "yi", "ps", "sd", "ug", "dv", "ckb", "prs", "pnb", "syr"].contains(parts.first ?? "")
}
