import Foundation
import Kernel
import TestKit
import Testing
import Web

@testable import App

/// What somebody types is kept, on every page of the demonstration: each form of a page has its own draft, and a form in
/// which something is wrong comes back with what was typed.
struct TypedIsKept {
  let site: TestSite
  let pages: [(path: String, role: Role?)]

  /// Forms in which nothing is kept while they are typed, each with its reason.
  private static let withoutDraft = [
    "visits/visitors/{}/pattern": "a week that is filled in already"
  ]

  func check() async {
    var seen = Set<String>()
    for page in pages {
      let shown = await site.get(page.path, as: page.role?.rawValue)
      guard shown.status == 200 else { continue }
      let fresh = TypedForm.all(in: shown.text).filter {
        $0.asksForWords && $0.action.hasPrefix("/") && seen.insert("\(shape(page.path)) \(shape($0.action))").inserted
      }
      for form in fresh {
        #expect(
          form.isKept || Self.withoutDraft[shape(form.action)] != nil,
          "\(page.path) as \(name(page.role)): the form to \(form.action) keeps no draft")
      }
      await keepsEach(fresh.filter(\.isKept), page.path, page.role)
      for form in fresh { await comesBack(form, page.path, page.role) }
    }
    #expect(seen.count > 100, "only \(seen.count) forms were found")
  }

  /// Every form of the page, half typed, shows its own words again.
  private func keepsEach(_ forms: [TypedForm], _ path: String, _ role: Role?) async {
    guard !forms.isEmpty else { return }
    for (number, form) in forms.enumerated() {
      var fields = form.typed { "Kept \(number) in \($0)" }
      fields["form_page"] = [path]
      fields["form_to"] = [form.action]
      let answer = await site.post("/drafts", lists: fields, as: role?.rawValue)
      #expect(answer.status == 303, "\(path): a draft of \(form.action): \(answer.status)")
    }
    let again = TypedForm.all(in: await site.get(path, as: role?.rawValue).text)
    for (number, form) in forms.enumerated() {
      let shown = again.first { $0.action == form.action }
      for name in form.words {
        #expect(
          shown?.content.contains("Kept \(number) in \(name)") == true,
          "\(path) as \(self.name(role)): what was typed into \(name) of \(form.action) is not there again")
      }
      #expect(shown?.content.contains("We kept what you typed") == true, "\(path): \(form.action) says nothing of it")
    }
    _ = await site.post("/drafts/discarded", ["form_page": path], as: role?.rawValue)
  }

  /// Too long an answer is refused everywhere, and nothing of it is written. One: all together may be too much for a form.
  private func comesBack(_ form: TypedForm, _ path: String, _ role: Role?) async {
    let long = String(repeating: "long ", count: 14_000)
    var fields = form.known.merging(form.typed { "Sent in \($0) \($0 == form.words.first ? long : "")" }) { $1 }
    fields["form_page"] = [path]
    let answer = await site.post(form.action, lists: fields, as: role?.rawValue)
    #expect(answer.status == 422, "\(path) as \(name(role)): \(form.action) answers \(answer.status) to too much")
    let shown = TypedForm.all(in: answer.text).first { $0.action == form.action }
    for name in form.words {
      #expect(
        shown?.content.contains("Sent in \(name)") == true,
        "\(path) as \(self.name(role)): what was sent in \(name) of \(form.action) is not there again")
    }
  }

  private func name(_ role: Role?) -> String { role?.rawValue ?? "a visitor" }

  /// The address with its ids left out.
  private func shape(_ path: String) -> String {
    path.split(separator: "/").map { AnyID(String($0)) == nil ? String($0) : "{}" }.joined(separator: "/")
  }
}

/// One form as it stands in a page.
private struct TypedForm {
  let action: String
  let isKept: Bool
  let content: Substring
  /// The names of what is typed, but for days.
  var words: [String] = []
  /// How many of them have room for sentences.
  var texts = 0
  /// What the page has filled in, by name.
  var known: [String: [String]] = [:]

  /// A text to write, or several things to type: worth keeping while somebody is at it.
  var asksForWords: Bool { texts > 0 || words.count > 1 }

  func typed(_ value: (String) -> String) -> [String: [String]] {
    Dictionary(uniqueKeysWithValues: words.map { ($0, [value($0)]) })
  }

  static func all(in html: String) -> [TypedForm] {
    html.components(separatedBy: "<form ").dropFirst().compactMap { part in
      guard let open = part.firstIndex(of: ">"), let end = part.range(of: "</form>") else { return nil }
      let head = part[..<open]
      guard head.contains("method=\"post\""), let action = attribute("action", of: head) else { return nil }
      var form = TypedForm(
        action: action, isKept: head.contains("data-keep"), content: part[open..<end.lowerBound])
      for tag in form.content.components(separatedBy: "<textarea ").dropFirst() {
        guard let name = attribute("name", of: tag.prefix { $0 != ">" }) else { continue }
        form.words.append(name)
        form.texts += 1
      }
      for tag in form.content.components(separatedBy: "<input ").dropFirst() {
        let tag = tag.prefix { $0 != ">" }
        guard let name = attribute("name", of: tag), let value = attribute("value", of: tag) else { continue }
        let isChosen = tag.contains(" checked") || !["radio", "checkbox"].contains(attribute("type", of: tag))
        if isChosen { form.known[name, default: []].append(value) }
        let isPartOfDay = ["-day", "-month", "-year"].contains { name.hasSuffix($0) }
        let isSecret = attribute("autocomplete", of: tag) == "one-time-code"
        // What is called a code may be a secret: it is never kept.
        if attribute("type", of: tag) == "text", !isPartOfDay, !isSecret, name != "code",
          attribute("inputmode", of: tag) == nil
        {
          form.words.append(name)
        }
      }
      return form
    }
  }

  private static func attribute(_ name: String, of tag: Substring) -> String? {
    guard let begin = tag.range(of: " \(name)=\"") ?? (tag.hasPrefix("\(name)=\"") ? tag.range(of: "\(name)=\"") : nil)
    else { return nil }
    return String(tag[begin.upperBound...].prefix { $0 != "\"" })
  }
}
