// A whole-family assessment looks at three sides: the child's development, parenting capacity, family and environment
// (Framework for the Assessment of Children in Need and their Families, 2000), and hears the child.

package import Kernel

/// What is wrong with finishing an assessment that has these entries.
package func problems(
  with new: NewCompletion, entries: [DomainEntry], domains: [HelpDomain]
) -> [FieldError] {
  var problems: [FieldError] = []
  let parts = Dictionary(domains.map { ($0.code, $0.part) }) { a, _ in a }
  let written = Set(entries.compactMap { parts[$0.domain] })
  for part in DomainPart.allCases where !written.contains(part) {
    problems.append(FieldError("", "Write about at least one subject of “\(part.title)” first"))
  }
  if new.voice == .notHeard, new.voiceNote == nil {
    problems.append(FieldError("voice_note", "Say why you did not find out what the child thinks"))
  }
  if new.voice != .notHeard, new.childSays == nil {
    problems.append(FieldError("child_says", "Enter what the child says, or choose that you did not find out"))
  }
  return problems
}
