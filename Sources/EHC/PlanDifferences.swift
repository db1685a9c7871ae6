import Kernel

/// What became of one line between two versions.
package struct LineChange: Sendable, Codable, Hashable {
  package enum Kind: String, Sendable, Codable { case added, removed, changed }
  package let kind: Kind
  package let section: PlanSection
  /// The text word by word, with what was taken out and put in.
  package let words: [WordChange]
}

package struct WordChange: Sendable, Codable, Hashable {
  package enum Kind: String, Sendable, Codable { case kept, added, removed }
  package let kind: Kind
  package let text: String
}

/// What changed from one version to another, in the order of the sections; what stayed is left out.
package func differences(from old: [PlanLine], to new: [PlanLine]) -> [LineChange] {
  let (before, after) = (Dictionary(uniqueKeysWithValues: old.map { ($0.id, $0) }), Set(new.map(\.id)))
  var found = new.compactMap { line -> LineChange? in
    guard let was = before[line.id] else {
      return LineChange(kind: .added, section: line.section, words: [WordChange(kind: .added, text: line.whole)])
    }
    guard was.whole != line.whole || was.section != line.section else { return nil }
    return LineChange(kind: .changed, section: line.section, words: wordChanges(from: was.whole, to: line.whole))
  }
  found += old.filter { !after.contains($0.id) }.map {
    LineChange(kind: .removed, section: $0.section, words: [WordChange(kind: .removed, text: $0.whole)])
  }
  let order = PlanSection.allCases
  return found.enumerated().sorted {
    (order.firstIndex(of: $0.element.section)!, $0.offset) < (order.firstIndex(of: $1.element.section)!, $1.offset)
  }.map(\.element)
}

extension PlanLine {
  /// Everything that the line says, as one text.
  package var whole: String {
    var parts = [words]
    if let provider { parts.append("By: \(provider).") }
    if let howOften { parts.append("How much: \(howOften).") }
    if let measure { parts.append("We will know when: \(measure).") }
    if let byOn { parts.append("By \(byOn.long).") }
    return parts.joined(separator: " ")
  }
}

/// The longest common words of both stay; runs of the same kind are joined. Long texts (over 2,000 words) are compared
/// whole.
func wordChanges(from old: String, to new: String) -> [WordChange] {
  let (a, b) = (old.split(separator: " "), new.split(separator: " "))
  guard a.count <= 2000, b.count <= 2000 else {
    return [WordChange(kind: .removed, text: old), WordChange(kind: .added, text: new)]
  }
  let changes = b.difference(from: a)
  var (removed, added) = (Set<Int>(), Set<Int>())
  for change in changes {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): added.insert(offset)
    }
  }
  var found: [WordChange] = []
  func add(_ kind: WordChange.Kind, _ word: Substring) {
    if let last = found.last, last.kind == kind {
      found[found.count - 1] = WordChange(kind: kind, text: "\(last.text) \(word)")
    } else {
      found.append(WordChange(kind: kind, text: String(word)))
    }
  }
  var (i, j) = (0, 0)
  while i < a.count || j < b.count {
    if i < a.count, removed.contains(i) {
      add(.removed, a[i])
      i += 1
    } else if j < b.count, added.contains(j) {
      add(.added, b[j])
      j += 1
    } else {
      add(.kept, b[j])
      (i, j) = (i + 1, j + 1)
    }
  }
  return found
}
