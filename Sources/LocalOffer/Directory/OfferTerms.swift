package import Kernel

/// What sort of thing a listing is. Source: Special Educational Needs and Disability Regulations 2014, Schedule 2, and
/// the information duty of the Childcare Act 2006, section 12.
package enum OfferKind: String, Choice {
  case earlyYears = "early_years", school, specialSchool = "special_school", collegePost16 = "college"
  case alternativeProvision = "alternative_provision", teachingSupport = "teaching_support", ehcAssessment = "ehc"
  case outOfCounty = "out_of_county", transition, training, travel, therapy, nursing, equipment
  case mentalHealth = "mental_health", socialCare = "social_care", shortBreak = "short_break", adulthood, childcare
  case leisure, advice, parentGroup = "parent_group", complaint, money, parenting, familySafety = "family_safety"
  case infantHealth = "infant_health", youthJustice = "youth_justice", youngCarers = "young_carers"

  package var title: String {
    switch self {
    case .earlyYears: "Nursery and early years"
    case .school: "Schools"
    case .specialSchool: "Special schools and units"
    case .collegePost16: "College and sixth form"
    case .alternativeProvision: "Education out of school"
    case .teachingSupport: "Specialist teachers and psychologists"
    case .ehcAssessment: "EHC assessments and plans"
    case .outOfCounty: "Schools in other areas"
    case .transition: "Moving on between schools"
    case .training: "Training, apprenticeships and work"
    case .travel: "Travel and transport"
    case .therapy: "Therapies"
    case .nursing: "Nursing and medical care"
    case .equipment: "Equipment and home adaptations"
    case .mentalHealth: "Mental health and feelings"
    case .socialCare: "Social care"
    case .shortBreak: "Short breaks"
    case .adulthood: "Becoming an adult"
    case .childcare: "Childcare"
    case .leisure: "Sports, arts and clubs"
    case .advice: "Information and advice"
    case .parentGroup: "Parent groups and forums"
    case .complaint: "Complaints and putting things right"
    case .money: "Money and benefits"
    case .parenting: "Parenting courses"
    case .familySafety: "Safety at home"
    case .infantHealth: "Pregnancy and babies"
    case .youthJustice: "Trouble with the police"
    case .youngCarers: "Young carers"
    }
  }
}

/// What a child or family may need help with, in the words of families.
package enum OfferNeed: String, Choice {
  case autism, adhd, learningDisability = "learning_disability", downSyndrome = "down_syndrome"
  case physical, hearing, sight, multiSensory = "multi_sensory", speech, anxiety, behaviour
  case schoolAvoidance = "school_avoidance", sleep, feeding, continence, medical, epilepsy, dyslexia
  case coordination, sensory, trauma, bereavement, caring, parentWellbeing = "parent_wellbeing", safety, housing

  package var title: String {
    switch self {
    case .autism: "Autism"
    case .adhd: "ADHD"
    case .learningDisability: "Learning disability"
    case .downSyndrome: "Down’s syndrome"
    case .physical: "Physical disability"
    case .hearing: "Hearing loss and deafness"
    case .sight: "Sight loss"
    case .multiSensory: "Deafblind"
    case .speech: "Speech, language and communication"
    case .anxiety: "Anxiety and low mood"
    case .behaviour: "Behaviour that is hard to manage"
    case .schoolAvoidance: "Finding it hard to go to school"
    case .sleep: "Sleep"
    case .feeding: "Eating and feeding"
    case .continence: "Toilet training and continence"
    case .medical: "Long-term illness and complex health"
    case .epilepsy: "Epilepsy"
    case .dyslexia: "Dyslexia, reading and numbers"
    case .coordination: "Movement and coordination"
    case .sensory: "Sensory differences"
    case .trauma: "Trauma and attachment"
    case .bereavement: "Loss and grief"
    case .caring: "Caring for somebody"
    case .parentWellbeing: "A parent’s own health"
    case .safety: "Feeling safe at home"
    case .housing: "Home and housing"
    }
  }
}

/// What a provider is asked about disabled children. Source: SEND Regulations 2014, Schedule 2, paragraph 5, and what
/// directories ask already.
package enum ProviderQuestion: String, Choice, CodingKeyRepresentable {
  case outcomes, training, parentsInvolved = "parents_involved", progressShared = "progress_shared", accessibility
  case howToStart = "how_to_start", futurePlans = "future_plans"
  package var title: String {
    switch self {
    case .outcomes: "What do you want children to get out of it?"
    case .training: "What training in disability and special needs do your staff have?"
    case .parentsInvolved: "How do parents and children have a say?"
    case .progressShared: "How do you tell parents how it is going?"
    case .accessibility: "How do you make sure that disabled children can take part?"
    case .howToStart: "What happens when a child starts?"
    case .futurePlans: "What do you plan to change?"
    }
  }
}

extension OfferKind {
  /// A fixed id for each term, so that readers of the open data find the same term again.
  package var termID: AnyID { AnyID(high: 0x6b64_7770_6b69_7000, low: 0x8000_0000_0000_0000 | place(of: self)) }
  package static let taxonomyID = AnyID(high: 0x6b64_7770_6b69_7000, low: 0x8000_0000_0001_0000)
}
extension OfferNeed {
  package var termID: AnyID { AnyID(high: 0x6b64_7770_6e65_7000, low: 0x8000_0000_0000_0000 | place(of: self)) }
  package static let taxonomyID = AnyID(high: 0x6b64_7770_6e65_7000, low: 0x8000_0000_0001_0000)
}

/// From the name, not the position, so that a term that is added moves no other.
private func place(of choice: some Choice) -> UInt64 {
  hash(of: choice.rawValue) & 0x0000_ffff_ffff_0000
}
