// Need by locality. Source: the rates of Thurrock's review of 2012 (15 % targeted, 5 % specialist), 2.6 children a family.

import Design
import Kernel
import PlanningEngine
import Web

enum NeedField {
  static let targeted = Field(
    "targeted", "Children who need targeted help, per cent", .text(max: 10), required: "Enter a per cent, like 15")
  static let specialist = Field(
    "specialist", "Children who need specialist help, per cent", .text(max: 10), required: "Enter a per cent, like 5")
  static let perFamily = Field(
    "per_family", "Children in a family", .text(max: 10), required: "Enter children in a family, like 2.6")
  static let strength = Field(
    "strength", "Strength of belief in these rates", .number(1...1_000_000),
    hint:
      "As if you had seen them in so many local children: 100 is loose, 400 usual, 10,000 firm. A firmer belief gives narrower ranges.",
    required: "Enter the strength of belief, like 400")
  static let localities = Field(
    "localities", "Localities", .prose(max: 20_000),
    hint:
      "One a line: name; children who live there; local weight (1 is as usual); families you see now. Paste from a spreadsheet if you like.",
    required: "Enter at least one locality")
}

let needForm = QuestionForm(
  question: .need,
  fields: [
    NeedField.targeted, NeedField.specialist, NeedField.perFamily, NeedField.strength, NeedField.localities,
  ],
  usual: ["targeted": "15", "specialist": "5", "per_family": "2.6", "strength": "400"],
  build: { form, context in
    let targeted = form.decimal(NeedField.targeted, 0...100)
    let specialist = form.decimal(NeedField.specialist, 0...100)
    let perFamily = form.decimal(NeedField.perFamily, 0.1...20)
    let strength = form.number(NeedField.strength)
    var inputs: [Input] = []
    let places = form.lines(NeedField.localities, 1...500).map { line -> JSONValue in
      let name = form.name(NeedField.localities, line, "the name of a locality")
      let children = form.number(NeedField.localities, line, 1, "how many children live there", whole: true)
      let weight = form.number(NeedField.localities, line, 2, "the local weight", 0...20, else: 1)
      var place: [String: JSONValue] = [
        "name": .text(name), "children": .number(children ?? 0), "weight": .number(weight ?? 1),
      ]
      inputs.append(context.input("Children who live in \(name)", words(children ?? 0)))
      if line.cell(3) != nil, let known = form.number(NeedField.localities, line, 3, "families seen now", whole: true) {
        place["known_families"] = .number(known)
        inputs.append(
          context.input("Families seen now in \(name)", "\(Int(known))", key: "families \(name)"))
      }
      return .object(place)
    }
    guard form.errors.isEmpty else { return nil }
    return Built(
      model: [
        "rates": ["targeted": .number(targeted! / 100), "specialist": .number(specialist! / 100)],
        "strength": .number(Double(strength!)), "children_per_family": .number(perFamily!), "localities": .list(places),
      ],
      inputs: [
        context.input("Targeted help, per cent of children", words(targeted!)),
        context.input("Specialist help, per cent of children", words(specialist!)),
        context.input("Children in a family", words(perFamily!)),
        context.input("Strength of belief", words(Double(strength!))),
      ] + inputs)
  },
  fill: { entry, live in
    entry.settingCell("localities", 3, to: live.places.map { ($0.name, "\($0.families)") })
  },
  fieldOf: ["localities": "localities", "rates": "targeted", "strength": "strength", "": "localities"])
