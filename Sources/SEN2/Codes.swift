// The code sets of the return, in one table. What is not verified against the specification says so: check those before a
// return is sent. Source: Department for Education, SEN2 guides 2025 and 2026; Data dictionary of witan.sen2.

package enum CodeSet: String, Sendable, Hashable, CaseIterable {
  case sex, ethnicity, upnUnknown, requestSource, outcome, exported, residential, workBased, directPayment, ceaseReason
  case rank, setting, reviewOutcome, need
}

package struct ReturnCode: Sendable, Hashable {
  package let set: CodeSet
  package let code: String
  package let meaning: String
  /// Found in the specification; false where it is known from practice only.
  package let isVerified: Bool
}

package let returnCodes: [ReturnCode] =
  codes(.sex, true, ["F": "Female", "M": "Male"])
  + codes(
    .ethnicity, false,
    [
      "WBRI": "White British", "WIRI": "White Irish", "WIRT": "Traveller of Irish heritage", "WROM": "Gypsy or Roma",
      "WOTH": "Any other white background", "MWBC": "White and Black Caribbean", "MWBA": "White and Black African",
      "MWAS": "White and Asian", "MOTH": "Any other mixed background", "AIND": "Indian", "APKN": "Pakistani",
      "ABAN": "Bangladeshi", "CHNE": "Chinese", "AOTH": "Any other Asian background", "BCRB": "Black Caribbean",
      "BAFR": "Black African", "BOTH": "Any other Black background", "OOTH": "Any other ethnic group",
      "REFU": "Refused", "NOBT": "Not yet obtained",
    ])
  + codes(.upnUnknown, false, Dictionary(uniqueKeysWithValues: (1...10).map { ("UN\($0)", "Reason \($0)") }))
  + codes(
    .requestSource, true,
    ["1": "Young person or parent", "2": "Education setting", "3": "Health", "4": "Social care", "5": "Other"])
  + codes(.outcome, false, ["Y": "Yes", "N": "No", "A": "Awaiting a decision", "W": "Withdrawn or ceased"])
  + codes(.outcome, true, ["H": "Decided before this period"])
  + codes(.exported, false, ["0": "No", "1": "Moved to another council before completion"])
  + codes(.residential, true, ["A": "38 to 51 weeks", "B": "52 weeks"])
  + codes(.workBased, false, ["S": "Supported internship", "A": "Apprenticeship", "T": "Traineeship"])
  + codes(
    .directPayment, false, ["E": "Education only", "H": "Health only", "S": "Social care only", "I": "Integrated"])
  + codes(
    .ceaseReason, true,
    [
      "1": "Reached the oldest age", "2": "Needs met without a plan", "3": "Higher education", "4": "Paid employment",
      "5": "Transferred to another council in England", "6": "No longer wishes to engage", "7": "Left England",
      "8": "Deceased", "9": "Other",
    ])
  + codes(.rank, true, ["1": "Primary", "2": "Secondary"])
  + codes(
    .setting, true,
    [
      "OLA": "Arrangements of the council, with education otherwise", "OPA": "Arrangements of the parent or person",
      "EHE": "Elective home education", "EYP": "Early years provider without a URN", "OTH": "Other",
      "NEET": "Not in education, employment or training, 16 to 25", "NIEC": "Not in education, notice to cease",
      "NIEO": "Not in education, other",
    ])
  + codes(.reviewOutcome, false, ["M": "Maintain", "A": "Amend", "C": "Cease"])
  + codes(
    .need, true,
    [
      "SPLD": "Specific learning difficulty", "MLD": "Moderate learning difficulty",
      "SLD": "Severe learning difficulty", "PMLD": "Profound and multiple learning difficulty",
      "SEMH": "Social, emotional and mental health", "SLCN": "Speech, language and communication",
      "HI": "Hearing impairment", "VI": "Vision impairment", "MSI": "Multi-sensory impairment",
      "PD": "Physical disability", "ASD": "Autistic spectrum", "DS": "Down Syndrome", "OTH": "Other",
    ])

private func codes(_ set: CodeSet, _ isVerified: Bool, _ all: [String: String]) -> [ReturnCode] {
  all.sorted { $0.key < $1.key }.map { ReturnCode(set: set, code: $0.key, meaning: $0.value, isVerified: isVerified) }
}

private let codesBySet = Dictionary(grouping: returnCodes, by: \.set).mapValues { Set($0.map(\.code)) }

extension CodeSet {
  package func holds(_ code: String) -> Bool { codesBySet[self]?.contains(code) ?? false }
}
