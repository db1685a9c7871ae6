import Design
import Kernel
import Web

/// The questions about a decision that is to be made.
enum DecisionForm {
  static let title = Field("title", "What is to be decided?", .text(max: 200), required: "Enter what is to be decided")
  static let matter = Field(
    "matter", "What is it about?", .prose(max: 4000), hint: "Anybody can read this.", required: "Enter what it is about"
  )
  static let makerName = Field(
    "maker_name", "Who decides?", .text(max: 120), hint: "A name, or the name of the body.",
    required: "Enter who decides")
  static let makerTitle = Field(
    "maker_title", "In which office?", .text(max: 120), hint: "For example, Cabinet Member for Children’s Services",
    required: "Enter the office of whoever decides")
  static let members = Field("members", "If a body decides, who are its members?", .prose(max: 1000))
  static let decideFrom = Field(
    "decide_from", "On what day will it be decided, or from what day?", .day,
    required: "Enter the first day on which it may be decided")
  static let decideTo = Field(
    "decide_to", "Until what day?", .day, required: "Enter the last day by which it will be decided")
  static let documents = Field(
    "documents", "Which documents go to whoever decides?", .prose(max: 2000), required: "Enter the documents")
  static let copiesFrom = Field(
    "copies_from", "Where can copies be had?", .prose(max: 500), required: "Enter where copies can be had")
  static let otherDocuments = Field(
    "other_documents", "May other documents be handed in?", .prose(max: 500),
    required: "Enter whether other documents may be handed in")
  static let howToAsk = Field(
    "how_to_ask", "How can people ask for these?", .prose(max: 500), required: "Enter how people can ask for them")
  static let wards = Field(
    "wards", "In how many wards will people feel it?", .number(0...500), hint: "Two or more make it a key decision.",
    required: "Enter in how many wards people will feel it")
  static let years = Field(
    "years", "For how many years is money spent or saved?", .number(1...50), required: "Enter for how many years")
  static let equality = Field(
    "equality", "Is the equality assessment done?", .choice(Field.options(EqualityState.self)),
    required: "Choose how far the equality assessment is")
  static let equalityNote = Field("equality_note", "What did it find?", .prose(max: 4000))
  static let consultation = Field(
    "consultation", "Who was asked, and what did they say?", .prose(max: 4000),
    hint: "When in the making of the plan, with what information, how long, and how the answers changed it.")
  static let delegatedTo = Field(
    "delegated_to", "Which officer may make the award, if any?", .text(max: 120),
    hint: "For example, Director of Children’s Services")
  static let delegatedWith = Field("delegated_with", "With which member?", .text(max: 120))
  static let isJointlyFunded = Field("is_jointly_funded", "A part of it is jointly funded", .flag)
  static let hasStaffTransfer = Field("has_staff_transfer", "Staff are transferred to another employer", .flag)
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the decision again")
  static let all = [
    title, matter, makerName, makerTitle, members, decideFrom, decideTo, documents, copiesFrom, otherDocuments,
    howToAsk,
    wards, years, equality, equalityNote, consultation, delegatedTo, delegatedWith, isJointlyFunded, hasStaffTransfer,
  ]

  static func checkVersion(_ entry: Entry) -> Checked<Int> {
    var form = FormReading(entry)
    let version = form.value(version, "Open the decision again") { Int($0) }
    return form.result { version! }
  }

  /// What stands in most notices.
  static let usual = [
    "copies_from": "On this website, and on paper from the democratic services desk at County Hall.",
    "other_documents": "Yes. Other documents that matter may be handed in to whoever decides.",
    "how_to_ask": "Write to democratic services; they tell you of each document as it comes.", "wards": "0",
  ]
}

extension DecisionContent {
  static func check(_ entry: Entry) -> Checked<DecisionContent> {
    var form = FormReading(entry)
    let title = form.text(DecisionForm.title), matter = form.text(DecisionForm.matter)
    let makerName = form.text(DecisionForm.makerName), makerTitle = form.text(DecisionForm.makerTitle)
    let members = form.text(DecisionForm.members)
    let decideFrom = form.day(DecisionForm.decideFrom), decideTo = form.day(DecisionForm.decideTo)
    let documents = form.text(DecisionForm.documents), copiesFrom = form.text(DecisionForm.copiesFrom)
    let other = form.text(DecisionForm.otherDocuments), howToAsk = form.text(DecisionForm.howToAsk)
    let wards = form.number(DecisionForm.wards), years = form.number(DecisionForm.years)
    let equality: EqualityState? = form.choice(DecisionForm.equality)
    let equalityNote = form.text(DecisionForm.equalityNote), consultation = form.text(DecisionForm.consultation)
    let delegatedTo = form.text(DecisionForm.delegatedTo), delegatedWith = form.text(DecisionForm.delegatedWith)
    let isJointlyFunded = form.flag(DecisionForm.isJointlyFunded)
    let hasStaffTransfer = form.flag(DecisionForm.hasStaffTransfer)
    return form.result {
      DecisionContent(
        title: title!, matter: matter!, makerName: makerName!, makerTitle: makerTitle!, members: members,
        decideFrom: decideFrom!, decideTo: decideTo!, documents: documents!, copiesFrom: copiesFrom!,
        otherDocuments: other!, howToAsk: howToAsk!, wards: wards!, years: years!, equality: equality!,
        equalityNote: equalityNote, consultation: consultation, delegatedTo: delegatedTo, delegatedWith: delegatedWith,
        isJointlyFunded: isJointlyFunded, hasStaffTransfer: hasStaffTransfer)
    }
  }

  /// As the form shows it.
  var typed: [String: String] {
    var values = [
      "title": title, "matter": matter, "maker_name": makerName, "maker_title": makerTitle,
      "decide_from": decideFrom.description, "decide_to": decideTo.description, "documents": documents,
      "copies_from": copiesFrom, "other_documents": otherDocuments, "how_to_ask": howToAsk, "wards": "\(wards)",
      "years": "\(years)", "equality": equality.rawValue,
    ]
    values["members"] = members
    values["equality_note"] = equalityNote
    values["consultation"] = consultation
    values["delegated_to"] = delegatedTo
    values["delegated_with"] = delegatedWith
    values["is_jointly_funded"] = isJointlyFunded ? "yes" : nil
    values["has_staff_transfer"] = hasStaffTransfer ? "yes" : nil
    return values
  }
}

/// What can be added to a decision, each with its few questions.
enum DecisionAddition: String, Choice {
  case money, option, part, implication
  var title: String {
    switch self {
    case .money: "Add money"
    case .option: "Add an option"
    case .part: "Add a part of the report"
    case .implication: "Add what it means"
    }
  }
  static let words = Field("words", "What is it for?", .text(max: 200), required: "Enter what the money is for")
  static let amount = Field(
    "amount", "How many pounds?", .text(max: 20), hint: "For example, 1,000,000.01", required: "Enter how many pounds")
  static let every = Field(
    "every", "How often?", .choice([.init("once", "Once"), .init("year", "Every year")]), required: "Choose how often")
  static let name = Field("name", "What is it called?", .text(max: 200), required: "Enter what it is called")
  static let text = Field("text", "What is to be said?", .prose(max: 8000), required: "Enter what is to be said")
  static let isRecommended = Field("is_recommended", "This one is recommended", .flag)
  static let exemptWhy = Field(
    "exempt_why", "If it is not for the public, why?", .text(max: 300),
    hint: "The paragraph of Schedule 12A to the Local Government Act 1972. Leave empty where it is open.")
  static let kind = Field(
    "kind", "In which respect?", .choice(Field.options(ImplicationKind.self)), required: "Choose in which respect")
  static let all = [words, amount, every, name, text, isRecommended, exemptWhy, kind]

  var fields: [Field] {
    switch self {
    case .money: [Self.words, Self.amount, Self.every]
    case .option: [Self.name, Self.text, Self.isRecommended]
    case .part: [Self.name, Self.text, Self.exemptWhy]
    case .implication: [Self.kind, Self.text]
    }
  }
}

/// The questions about a notice.
enum NoticeForm {
  static let route = Field(
    "route", "With which notice?", .choice(Field.options(NoticeRoute.self)), required: "Choose with which notice")
  static let why = Field(
    "why", "Why can 28 clear days not be given?", .prose(max: 1000), hint: "Only for the other two.")
  static let all = [route, why, DecisionForm.version]
  static let withdrawnWhy = Field(
    "why", "Why is the notice withdrawn?", .text(max: 300), required: "Enter why the notice is withdrawn")
}

/// The questions about taking a decision in private.
enum PrivateForm {
  static let why = Field(
    "why", "Why is the public kept out?", .prose(max: 1500),
    hint: "The paragraph of Schedule 12A to the Local Government Act 1972, and what would come of it in public.",
    required: "Enter why the public is kept out")
  static let representations = Field(
    "representations", "What did people say about that?", .prose(max: 4000), hint: "“None” where nobody said anything.")
  static let answer = Field("answer", "What is the answer?", .prose(max: 4000))
  static let all = [why, representations, answer]

  static let whyUrgent = Field(
    "why_urgent", "Why is it urgent, and why can it not reasonably be deferred?", .prose(max: 1500),
    hint: "What would come of waiting 28 clear days. Anybody can read it.",
    required: "Enter why it is urgent and cannot be deferred")
  static let urgent = [why, whyUrgent]
}

/// The questions about a decision that was taken.
enum TakenForm {
  static let on = Field("taken_on", "On what day was it taken?", .day, required: "Enter the day on which it was taken")
  static let at = Field("taken_at", "At what time?", .time, required: "Enter the time at which it was taken")
  static let outcome = Field(
    "outcome", "What was decided?", .choice(Field.options(DecisionOutcome.self)), required: "Choose what was decided")
  static let reasons = Field("reasons", "For which reasons?", .prose(max: 8000), required: "Enter the reasons")
  static let alternatives = Field(
    "alternatives", "What else was thought of, and why was it not chosen?", .prose(max: 8000),
    required: "Enter what else was thought of")
  static let conflicts = Field(
    "conflicts", "Which interests were declared?", .prose(max: 2000), hint: "“None” where there were none.",
    required: "Enter which interests were declared")
  static let all = [on, at, outcome, reasons, alternatives, conflicts, DecisionForm.version]
}

extension NewTakenDecision {
  static func check(_ entry: Entry) -> Checked<NewTakenDecision> {
    var form = FormReading(entry)
    let on = form.day(TakenForm.on), at = form.time(TakenForm.at)
    let outcome: DecisionOutcome? = form.choice(TakenForm.outcome)
    let reasons = form.text(TakenForm.reasons), alternatives = form.text(TakenForm.alternatives)
    let conflicts = form.text(TakenForm.conflicts)
    return form.result {
      NewTakenDecision(
        takenAt: LondonTime(day: on!, minuteOfDay: at!).instant, outcome: outcome!, reasons: reasons!,
        alternatives: alternatives!, conflicts: conflicts!)
    }
  }
}

/// The questions about an act around a decision.
enum ActForm {
  static let kind = Field(
    "kind", "What is done?", .choice(Field.options(DecisionActKind.self)), required: "Choose what is done")
  static let words = Field(
    "words", "In a few words", .text(max: 300),
    hint: "The chair’s name, the agreement, the reason. Anybody can read it.",
    required: "Enter a few words about it")
  static let all = [kind, words, DecisionForm.version]
  static func asked(_ allowed: [DecisionActKind]) -> [Field] {
    [Field(kind.name, kind.label, .choice(Field.options(DecisionActKind.self, only: allowed)), required: kind.required)]
      + all.dropFirst()
  }
}
