import Kernel

/// In which words a survey can be answered: English, easy read, and languages that families here read.
package enum SurveyLanguage: String, Choice {
  case english = "en"
  case easy
  case arabic = "ar"
  case bengali = "bn"
  case farsi = "fa"
  case french = "fr"
  case gujarati = "gu"
  case lithuanian = "lt"
  case nepali = "ne"
  case polish = "pl"
  case portuguese = "pt"
  case punjabi = "pa"
  case romanian = "ro"
  case slovak = "sk"
  case somali = "so"
  case spanish = "es"
  case turkish = "tr"
  case ukrainian = "uk"
  case urdu = "ur"

  /// In English, for those who look after the survey.
  package var title: String {
    self == .easy ? "Easy read" : self == .farsi ? "Farsi" : "\(self)".prefix(1).uppercased() + "\(self)".dropFirst()
  }
  /// As its readers call it.
  package var ownName: String {
    switch self {
    case .english: "English"
    case .easy: "Easy read"
    case .arabic: "العربية"
    case .bengali: "বাংলা"
    case .farsi: "فارسی"
    case .french: "Français"
    case .gujarati: "ગુજરાતી"
    case .lithuanian: "Lietuvių"
    case .nepali: "नेपाली"
    case .polish: "Polski"
    case .portuguese: "Português"
    case .punjabi: "ਪੰਜਾਬੀ"
    case .romanian: "Română"
    case .slovak: "Slovenčina"
    case .somali: "Soomaali"
    case .spanish: "Español"
    case .turkish: "Türkçe"
    case .ukrainian: "Українська"
    case .urdu: "اردو"
    }
  }
  /// The tag of BCP 47.
  package var code: String { self == .easy ? "en" : rawValue }
}

/// Every text of a survey by its place, in one language; what nobody has translated stands in English.
package struct SurveyWords: Sendable, Codable, Hashable {
  package let language: SurveyLanguage
  let texts: [String: String]

  package init(_ language: SurveyLanguage, english: [(place: String, words: String)], translated: [String: String]) {
    self.language = language
    texts = Dictionary(uniqueKeysWithValues: english.map { ($0.place, translated[$0.place] ?? $0.words) })
  }
  package subscript(place: String) -> String { texts[place] ?? "" }
}

/// Every text of a survey in English, by its place, in the order in which people read it.
package func englishWords(_ survey: SurveyContent, _ questions: [SurveyQuestion]) -> [(place: String, words: String)] {
  var all = [("title", survey.title), ("intro", survey.intro), ("thanks", survey.thanks)]
  var section: String?
  for question in questions {
    let content = question.content
    if let title = content.section, title != section { all.append(("\(question.name).section", title)) }
    section = content.section
    all.append((question.name, content.words))
    if let hint = content.hint { all.append(("\(question.name).hint", hint)) }
    if content.kind != .number && content.kind != .words {
      for (index, option) in content.options.enumerated() { all.append(("\(question.name).\(index)", option)) }
    }
  }
  return all + [
    ("send", "Send my answers"), ("missing", "Answer this question"), ("wrong", "Some answers need changing"),
    ("only_if", "Only if you chose this answer above:"), ("any", "You can choose more than one."),
    ("may_skip", "You can leave this out."), ("number", "Enter a whole number in these limits:"),
    ("long", "This is too long. Say it in fewer words."),
  ]
}
