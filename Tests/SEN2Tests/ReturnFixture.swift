import Kernel
import Testing

@testable import SEN2

/// A person of whom nothing is wrong.
func goodPerson(_ number: Int = 0) -> ReturnNode {
  func fields(_ name: String, _ all: [(String, String)], _ children: [ReturnNode] = []) -> ReturnNode {
    ReturnNode(name, children: all.map { ReturnNode($0.0, $0.1) } + children)
  }
  let plan = fields(
    "NamedPlan", [("StartDate", "2026-05-20"), ("PB", "0"), ("OA", "0")],
    [
      fields(
        "PlanDetail",
        [("URN", "118900"), ("PlacementRank", "1"), ("SENunitIndicator", "0"), ("ResourcedProvisionIndicator", "0")])
    ])
  let active = fields(
    "ActivePlans", [("ReviewMeeting", "2026-11-10"), ("ReviewOutcome", "M"), ("LastReview", "2026-12-01")],
    [
      fields("PlacementDetail", [("URN", "118900"), ("PlacementRank", "1"), ("EntryDate", "2026-09-01")]),
      fields("SENneed", [("SENtype", "ASD"), ("SENtypeRank", "1")]),
      fields("SENneed", [("SENtype", "SLCN"), ("SENtypeRank", "2")]),
    ])
  let request = fields(
    "Requests",
    [
      ("ReceivedDate", "2026-01-05"), ("RequestSource", "1"), ("RYA", "0"), ("RequestOutcomeDate", "2026-02-10"),
      ("RequestOutcome", "Y"),
    ],
    [
      fields("Assessment", [("AssessmentOutcome", "Y"), ("AssessmentOutcomeDate", "2026-04-20")], [plan]), active,
    ])
  return fields(
    "Person",
    [
      ("Surname", number == 0 ? "Bello" : "Bello\(number)"), ("Forename", "Ama"), ("PersonBirthDate", "2015-05-03"),
      ("Sex", "F"), ("Ethnicity", "BAFR"), ("PostCode", "TN1 2AB"), ("UPN", upn(number)),
    ], [request])
}

/// A number of the shape of council 886, checked as the guide says.
func upn(_ number: Int) -> String {
  let body = "8862000" + String(String(100_000 + 12345 + number).suffix(5))
  let sum = body.utf8.enumerated().reduce(0) { $0 + (Int($1.element) - 48) * ($1.offset + 2) }
  return "\(Array("ABCDEFGHJKLMNPQRTUVWXYZ")[sum % 23])\(body)"
}

func goodHeader(year: Int = 2027) -> ReturnHeader {
  let known = ReturnYear.of(year)!
  func part(_ name: String, _ all: [(String, String)]) -> ReturnNode {
    ReturnNode(name, children: all.map { ReturnNode($0.0, $0.1) })
  }
  return ReturnHeader(
    header: ReturnNode(
      "Header",
      children: [
        part("CollectionDetails", [("Collection", "SEN2"), ("Year", "\(year)"), ("ReferenceDate", known.surveyDay)]),
        part(
          "Source",
          [
            ("SourceLevel", "L"), ("LEA", "886"), ("SoftwareCode", "Keywork"), ("Release", "1"), ("SerialNo", "001"),
            ("DateTime", "2027-02-01T09:00:00"),
          ]),
      ]),
    authority: ReturnNode("LocalAuthority", children: [ReturnNode("DMO", "1"), ReturnNode("DCO", "1")]))
}

/// The file as it is written, whatever stands in it: unlike `ReturnWriter` it keeps what the layout does not know.
func file(_ header: ReturnHeader, _ persons: [ReturnNode]) -> [UInt8] {
  func text(_ node: ReturnNode) -> String {
    "<\(node.name)>\(escaped(node.text))\(node.children.map(text).joined())</\(node.name)>"
  }
  return Array(
    """
    <?xml version="1.0" encoding="utf-8"?>
    <Message>\(text(header.header))\(header.authority.map(text) ?? "")<Persons>
    \(persons.map(text).joined(separator: "\n"))
    </Persons></Message>
    """.utf8)
}

func check(_ bytes: [UInt8]) -> CheckReport {
  var rest: [UInt8]? = bytes
  return checkReturn {
    defer { rest = nil }
    return rest
  }
}

/// One line of `seedLines`.
struct Seed: Sendable, CustomTestStringConvertible {
  let rule: String
  let acts: [String]
  let others: Set<String>
  let testDescription: String

  static let all = seedLines.split(separator: "\n").map { Seed(String($0)) }

  init(_ line: String) {
    let halves = line.split(separator: "|")
    let words = halves[0].split(separator: " ").map(String.init)
    (rule, acts) = (words[0], Array(words.dropFirst()))
    others = Set(halves.count > 1 ? halves[1].split(separator: " ").map(String.init) : [])
    testDescription = line
  }

  func sown(into header: inout ReturnHeader, _ person: inout ReturnNode) {
    for act in acts {
      switch act {
      case "open":
        for more in ["-Requests/Assessment", "-Requests/ActivePlans", "-Requests/RequestOutcomeDate"] {
          apply(more, &person)
        }
        for more in ["Requests/RequestOutcome=A", "Requests/ReceivedDate=2027-01-05"] { apply(more, &person) }
      case "assessing":
        for more in [
          "-Requests/Assessment/NamedPlan", "-Requests/ActivePlans", "-Requests/Assessment/AssessmentOutcomeDate",
          "Requests/Assessment/AssessmentOutcome=A", "Requests/ReceivedDate=2026-10-01",
          "Requests/RequestOutcomeDate=2026-11-01",
        ] { apply(more, &person) }
      case _ where act.contains("h:"):
        let plain = act.replacing("h:", with: "")
        let name = String(plain.drop { $0 == "-" }.prefix { $0 != "=" })
        for part in header.header.children.indices where header.header.children[part][name] != nil {
          apply(plain, &header.header.children[part], isHeader: true)
        }
      default: apply(act, &person)
      }
    }
  }

  private func apply(_ act: String, _ node: inout ReturnNode, isHeader: Bool = false) {
    let parts = act.split(separator: "=", maxSplits: 1).map(String.init)
    let value = parts.count > 1 ? parts[1] == "long" ? String(repeating: "a", count: 250) : parts[1] : nil
    let marks = parts[0].prefix { "-+*".contains($0) }
    let isMoved = parts[0].hasSuffix(">")
    let path = parts[0].dropFirst(marks.count).filter { $0 != ">" }.split(separator: "/").map(String.init)
    change(path[...], &node) { parent, name, index in
      let places = parent.children.indices.filter { parent.children[$0].name == name }
      let place = index <= places.count && index > 0 ? places[index - 1] : nil
      switch String(marks) {
      case "-": place.map { _ = parent.children.remove(at: $0) }
      case "--": parent.children.removeAll { $0.name == name }
      case "*": place.map { parent.children.insert(parent.children[$0], at: places.last! + 1) }
      case "+": parent.children.append(ReturnNode(name, value ?? ""))
      default:
        if isMoved, let place {
          parent.children.append(parent.children.remove(at: place))
        } else {
          parent.set(name, value)
          if !isHeader { Seed.arrange(&parent) }
        }
      }
    }
  }

  private func change(
    _ path: ArraySlice<String>, _ node: inout ReturnNode, _ body: (inout ReturnNode, String, Int) -> Void
  ) {
    let step = path.first!.split(separator: "#")
    let (name, index) = (String(step[0]), step.count > 1 ? Int(step[1])! : 1)
    if path.count == 1 { return body(&node, name, index) }
    let places = node.children.indices.filter { node.children[$0].name == name }
    change(path.dropFirst(), &node.children[places[index - 1]], body)
  }

  /// Fields in the order of the layout, then what is held.
  static func arrange(_ node: inout ReturnNode) {
    guard let module = ReturnModule.allCases.first(where: { $0.element == node.name }) else { return }
    let order = ReturnYear.of(2027)!.fields(of: module).map(\.name) + module.holds.compactMap(\.element)
    let sorted = node.children.enumerated().sorted {
      (order.firstIndex(of: $0.element.name) ?? 99, $0.offset) < (
        order.firstIndex(of: $1.element.name) ?? 99, $1.offset
      )
    }
    node.children = sorted.map(\.element)
  }
}
