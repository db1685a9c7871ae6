// The layout of the return by year: which elements, in which order, of which kind. Source: Department for Education, SEN2
// person-level survey, technical specification v1.2 (2025) and v1.3 (2026); 2027 as 2026 until its specification is out.

package enum ReturnModule: String, Sendable, CaseIterable, Codable {
  case header, authority, person, request, assessment, namedPlan, planDetail, activePlans, placement, need, file
  package var title: String {
    switch self {
    case .header: "Header"
    case .authority: "Local authority"
    case .person: "Person (module 1)"
    case .request: "Request (module 2)"
    case .assessment: "Assessment (module 3)"
    case .namedPlan: "Named plan (module 4a)"
    case .planDetail: "Plan detail (module 4b)"
    case .activePlans: "Active plan (module 5a)"
    case .placement: "Placement (module 5b)"
    case .need: "Need (module 5c)"
    case .file: "The file as a whole"
    }
  }
  /// The element that holds it; nil for what has none of its own.
  package var element: String? {
    switch self {
    case .header: "Header"
    case .authority: "LocalAuthority"
    case .person: "Person"
    case .request: "Requests"
    case .assessment: "Assessment"
    case .namedPlan: "NamedPlan"
    case .planDetail: "PlanDetail"
    case .activePlans: "ActivePlans"
    case .placement: "PlacementDetail"
    case .need: "SENneed"
    case .file: nil
    }
  }
  /// What may stand within, after its own fields.
  package var holds: [ReturnModule] {
    switch self {
    case .person: [.request]
    case .request: [.assessment, .activePlans]
    case .assessment: [.namedPlan]
    case .namedPlan: [.planDetail]
    case .activePlans: [.placement, .need]
    default: []
    }
  }
}

package enum FieldKind: Sendable, Hashable {
  case text(Int)
  case date
  case flag
  case code(CodeSet)
  case digits(Int)
  case upn, uln, postcode
}

package struct ReturnField: Sendable, Hashable {
  package let name: String
  package let kind: FieldKind
  package let isRequired: Bool
  /// The first year that has it.
  let from: Int
  init(_ name: String, _ kind: FieldKind, isRequired: Bool = false, from: Int = 2025) {
    (self.name, self.kind, self.isRequired, self.from) = (name, kind, isRequired, from)
  }
}

/// What is particular to one year of the return.
package struct ReturnYear: Sendable, Hashable {
  package let year: Int
  package let surveyDay: String
  package let deadline: String
  /// Whether the layout follows a published specification, or is taken over from the year before.
  package let isVerified: Bool
  package static let all = [
    ReturnYear(year: 2025, surveyDay: "2025-01-16", deadline: "2025-03-14", isVerified: true),
    ReturnYear(year: 2026, surveyDay: "2026-01-15", deadline: "2026-03-12", isVerified: true),
    ReturnYear(year: 2027, surveyDay: "2027-01-21", deadline: "2027-03-11", isVerified: false),
  ]
  package static func of(_ year: Int) -> ReturnYear? { all.first { $0.year == year } }

  /// The calendar year before: its requests, assessments and plans are returned.
  package var periodStart: String { "\(year - 1)-01-01" }
  package var periodEnd: String { "\(year - 1)-12-31" }

  /// The fields of a module in the order of the file.
  package func fields(of module: ReturnModule) -> [ReturnField] {
    (allFields[module] ?? []).filter { $0.from <= year }
  }
}

private let allFields: [ReturnModule: [ReturnField]] = [
  .authority: [
    ReturnField("DMO", .flag), ReturnField("DCO", .flag), ReturnField("DSCO", .flag, from: 2026),
  ],
  .person: [
    ReturnField("Surname", .text(35), isRequired: true), ReturnField("Forename", .text(35), isRequired: true),
    ReturnField("PersonBirthDate", .date, isRequired: true), ReturnField("Sex", .code(.sex), isRequired: true),
    ReturnField("Ethnicity", .code(.ethnicity), isRequired: true), ReturnField("PostCode", .postcode),
    ReturnField("UPN", .upn), ReturnField("UniqueLearnerNumber", .uln),
    ReturnField("UPNunknown", .code(.upnUnknown)),
  ],
  .request: [
    ReturnField("ReceivedDate", .date, isRequired: true),
    ReturnField("RequestSource", .code(.requestSource), isRequired: true, from: 2026), ReturnField("RYA", .flag),
    ReturnField("RequestOutcomeDate", .date),
    ReturnField("RequestOutcome", .code(.outcome), isRequired: true), ReturnField("RequestMediation", .flag),
    ReturnField("RequestTribunal", .flag), ReturnField("Exported", .code(.exported)),
  ],
  .assessment: [
    ReturnField("AssessmentOutcome", .code(.outcome), isRequired: true), ReturnField("AssessmentOutcomeDate", .date),
    ReturnField("AssessmentMediation", .flag), ReturnField("AssessmentTribunal", .flag),
    ReturnField("OtherMediation", .flag), ReturnField("OtherTribunal", .flag), ReturnField("Week20", .flag),
  ],
  .namedPlan: [
    ReturnField("StartDate", .date, isRequired: true), ReturnField("PlanRes", .code(.residential)),
    ReturnField("PlanWBP", .code(.workBased)), ReturnField("PB", .flag), ReturnField("OA", .flag),
    ReturnField("DP", .code(.directPayment)), ReturnField("CeaseDate", .date),
    ReturnField("CeaseReason", .code(.ceaseReason)),
  ],
  .planDetail: placeFields + [
    ReturnField("PlacementRank", .code(.rank), isRequired: true), ReturnField("SENunitIndicator", .flag),
    ReturnField("ResourcedProvisionIndicator", .flag),
  ],
  .activePlans: [
    ReturnField("TransferLA", .digits(3)), ReturnField("ReviewMeeting", .date),
    ReturnField("ReviewOutcome", .code(.reviewOutcome)), ReturnField("LastReview", .date),
    ReturnField("ReviewDraft", .date, from: 2026), ReturnField("PhaseTransferDueDate", .date, from: 2026),
    ReturnField("PhaseTransferFinalDate", .date, from: 2026),
  ],
  .placement: placeFields + [
    ReturnField("PlacementRank", .code(.rank), isRequired: true), ReturnField("EntryDate", .date),
    ReturnField("LeavingDate", .date), ReturnField("SENunitIndicator", .flag),
    ReturnField("ResourcedProvisionIndicator", .flag), ReturnField("RES", .code(.residential)),
    ReturnField("WBP", .code(.workBased)),
  ],
  .need: [
    ReturnField("SENtype", .code(.need), isRequired: true), ReturnField("SENtypeRank", .code(.rank), isRequired: true),
  ],
]

private let placeFields = [
  ReturnField("URN", .digits(6)), ReturnField("UKPRN", .digits(8)), ReturnField("SENSetting", .code(.setting)),
  ReturnField("SENSettingOther", .text(200)),
]

/// The name as the layout spells it, whatever the case of the file; and the misspelling that one public reader takes.
package let canonicalNames: [String: String] = {
  var names: [String: String] = [:]
  for module in ReturnModule.allCases {
    if let element = module.element { names[element.lowercased()] = element }
    for field in allFields[module] ?? [] { names[field.name.lowercased()] = field.name }
  }
  for name in [
    "Message", "CollectionDetails", "Collection", "Year", "ReferenceDate", "Source", "SourceLevel", "LEA",
    "SoftwareCode", "Release", "SerialNo", "DateTime", "Persons",
  ] { names[name.lowercased()] = name }
  names["wpb"] = "WBP"
  names["planwpb"] = "PlanWBP"
  return names
}()
