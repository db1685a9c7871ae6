package import Kernel

/// What a listing says of one service: the whole content of one version, kept together so that a version can be shown,
/// compared and brought back as it was. Its parts follow the Human Services Data Specification, UK profile 3.0, with
/// what a family needs besides: kinds, needs, how to be referred.
package struct ListingDetails: Sendable, Codable, Hashable {
  package var name: String
  /// One or two sentences that stand in a list of results.
  package var summary: String?
  package var description: String?
  package var kinds: [OfferKind] = []
  /// Empty: for any child.
  package var needs: [OfferNeed] = []
  /// Years; nil sets no limit.
  package var minimumAge: Int?
  package var maximumAge: Int?
  package var url: String?
  package var email: String?
  package var status: ServiceStatus = .active
  /// The first day on which it is open again; nil where it is not closed, or nobody knows.
  package var closedUntil: Day?
  /// Something short that must be known now.
  package var alert: String?
  /// Words about fees in feeds that know no cost options.
  package var fees: String?
  package var accreditations: String?
  package var costs: [Cost] = []
  package var referral = Referral()
  package var times: [OpeningTime] = []
  package var places: [Place] = []
  package var areas: [ServedArea] = []
  package var languages: [SpokenLanguage] = []
  package var contacts: [Contact] = []
  package var funding: [FundingSource] = []
  /// Terms of other taxonomies, as another directory gave them.
  package var marks: [TermMark] = []
  /// The provider's answers about disabled children, by question.
  package var answers: [ProviderQuestion: String] = [:]
  /// The same page in other words: easy read, translated.
  package var otherVersions: [OtherVersion] = []
  /// The level of short breaks, 0 to 4; nil for what is no short break.
  package var shortBreakLevel: Int?
  /// The partnership's own figures that stand beside it; nil for what others give.
  package var live: LiveWait?

  package init(name: String) { self.name = name }
}

package enum ServiceStatus: String, Choice {
  case active, inactive, defunct
  case temporarilyClosed = "temporarily closed"
  package var title: String {
    switch self {
    case .active: "Running"
    case .inactive: "Not running"
    case .defunct: "Ended"
    case .temporarilyClosed: "Closed for now"
    }
  }
}

/// What something costs; 0 pence is free.
package struct Cost: Sendable, Codable, Hashable {
  package var id: AnyID
  /// "Each session", "Brothers and sisters"
  package var option: String?
  package var pence: Int?
  package var words: String?
  package var validFrom: Day?
  package var validTo: Day?
  package init(id: AnyID, option: String? = nil, pence: Int? = nil, words: String? = nil) {
    (self.id, self.option, self.pence, self.words) = (id, option, pence, words)
  }
}

/// How a family gets in.
package struct Referral: Sendable, Codable, Hashable {
  package var routes: [ReferralRoute] = []
  /// In plain words: "Ring Amina and say how old your child is."
  package var how: String?
  package var state: ReferralState = .open
  /// How long families waited lately, in words; nil where it is not known.
  package var wait: String?
  /// When somebody last said so: of places, or of the wait.
  package var saidOn: Day?
  package init() {}
}

/// A wait that the partnership counts itself, with places where it knows them.
package enum LiveWait: String, Choice {
  case frontDoor = "front_door", earlyHelp = "early_help", ehcPlan = "ehc_plan", homeVisiting = "home_visiting"
  package var title: String {
    switch self {
    case .frontDoor: "From asking for help to an answer"
    case .earlyHelp: "From asking for early help to having a worker"
    case .ehcPlan: "From asking for an EHC assessment to the plan"
    case .homeVisiting: "From asking for home visits to the first visit"
    }
  }
}

package enum ReferralRoute: String, Choice {
  case walkIn = "walk_in", selfReferral = "self_referral", gp, healthVisitor = "health_visitor", school
  case professional, panel
  package var title: String {
    switch self {
    case .walkIn: "Just come along"
    case .selfReferral: "You can ask, nobody has to send you"
    case .gp: "Through your GP"
    case .healthVisitor: "Through your health visitor"
    case .school: "Through nursery, school or college"
    case .professional: "Through somebody who works with you"
    case .panel: "After a panel or an assessment"
    }
  }
  /// True where a family needs nobody else to begin.
  package var isOwn: Bool { self == .walkIn || self == .selfReferral }
}

package enum ReferralState: String, Choice {
  case open, waiting, closed
  package var title: String {
    switch self {
    case .open: "Taking new families"
    case .waiting: "Waiting list"
    case .closed: "Not taking new families now"
    }
  }
}

/// When a service is open: a weekly or monthly pattern (RFC 5545 in plain parts), or words alone.
package struct OpeningTime: Sendable, Codable, Hashable {
  package var id: AnyID
  /// `MO,WE`, as RFC 5545 has it; nil where only words are known.
  package var byDay: String?
  package var byMonthDay: String?
  /// Minutes after midnight.
  package var opens: Int?
  package var closes: Int?
  package var frequency: Frequency?
  package var interval: Int?
  package var startsOn: Day?
  package var validFrom: Day?
  package var validTo: Day?
  package var words: String?
  package var notes: String?
  package var link: String?
  package var attending: String?
  /// The place it is about; nil for all.
  package var place: AnyID?

  package enum Frequency: String, Choice {
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
    package var title: String { self == .weekly ? "Every week" : "Every month" }
  }
  package init(id: AnyID, byDay: String? = nil, opens: Int? = nil, closes: Int? = nil, words: String? = nil) {
    (self.id, self.byDay, self.opens, self.closes, self.words) = (id, byDay, opens, closes, words)
    frequency = byDay == nil ? nil : .weekly
  }
}

/// Where a service is. What is confidential (a refuge) is known to those who keep the listing and to nobody else.
package struct Place: Sendable, Codable, Hashable {
  /// The service at this place.
  package var id: AnyID
  /// The place itself, which several services may share.
  package var location: AnyID
  package var kind: Kind = .physical
  package var name: String?
  package var about: String?
  /// Degrees, WGS 84.
  package var latitude: Double?
  package var longitude: Double?
  package var externalID: String?
  package var externalKind: String?
  package var addresses: [Address] = []
  package var access: [AccessPoint] = []
  package var isConfidential = false

  package enum Kind: String, Choice {
    case physical, postal, virtual
    package var title: String {
      switch self {
      case .physical: "A place to go to"
      case .postal: "An address for letters"
      case .virtual: "Online or by phone"
      }
    }
  }
  package init(id: AnyID, location: AnyID, name: String? = nil) {
    (self.id, self.location, self.name) = (id, location, name)
  }
  package var address: Address? { addresses.first { $0.kind == .physical } ?? addresses.first }
}

package struct Address: Sendable, Codable, Hashable {
  package var id: AnyID
  package var attention: String?
  package var street: String
  package var town: String
  package var region: String?
  package var county: String
  package var postcode: String
  /// Two letters: `GB`.
  package var country = "GB"
  package var kind: Place.Kind = .physical
  package init(id: AnyID, street: String, town: String, county: String, postcode: String) {
    (self.id, self.street, self.town, self.county, self.postcode) = (id, street, town, county, postcode)
  }
  package var oneLine: String { [street, town, postcode].filter { !$0.isEmpty }.joined(separator: ", ") }
}

/// Something about getting in and about: "Level access and a changing place".
package struct AccessPoint: Sendable, Codable, Hashable {
  package var id: AnyID
  package var words: String?
  package var details: String?
  package var url: String?
  package init(id: AnyID, words: String?) { (self.id, self.words) = (id, words) }
}

package struct ServedArea: Sendable, Codable, Hashable {
  package var id: AnyID
  package var name: String?
  package var extent: String?
  package var extentKind: String?
  package var uri: String?
  package init(id: AnyID, name: String?) { (self.id, self.name) = (id, name) }
}

package struct SpokenLanguage: Sendable, Codable, Hashable {
  package var id: AnyID
  package var name: String?
  package var code: String?
  package var note: String?
  package init(id: AnyID, name: String?) { (self.id, self.name) = (id, name) }
}

/// Somebody to speak to, by name.
package struct Contact: Sendable, Codable, Hashable {
  package var id: AnyID
  package var name: String?
  package var title: String?
  package var phones: [Phone] = []
  package var email: String?
  package init(id: AnyID, name: String?, title: String?) { (self.id, self.name, self.title) = (id, name, title) }
}

package struct Phone: Sendable, Codable, Hashable {
  package var id: AnyID
  package var number: String
  package var about: String?
  package var languages: [SpokenLanguage] = []
  package init(id: AnyID, number: String) { (self.id, self.number) = (id, number) }
}

package struct FundingSource: Sendable, Codable, Hashable {
  package var id: AnyID
  package var source: String?
  package init(id: AnyID, source: String?) { (self.id, self.source) = (id, source) }
}

/// A term of a taxonomy that is not ours.
package struct TermMark: Sendable, Codable, Hashable {
  package var id: AnyID
  package var linkKind: String?
  package var term: ForeignTerm?
  package init(id: AnyID, term: ForeignTerm?) { (self.id, self.term) = (id, term) }
}

package struct ForeignTerm: Sendable, Codable, Hashable {
  package var id: AnyID
  package var name: String
  package var description: String
  package var parent: AnyID?
  package var taxonomy: String?
  package var taxonomyID: AnyID?
  package var uri: String?
  package var code: String?
  package init(id: AnyID, name: String, description: String) {
    (self.id, self.name, self.description) = (id, name, description)
  }
}
