package import Accounts
import Clocks
import EHC
import Exchange
import FrontDoor
import Governance
import HomeVisiting
package import Kernel
package import Linkage
import LocalOffer
import Messages
import People
import Planning
import Plans
import Sharing
package import Store
import Voice
package import Web
import Workforce

/// The whole, put together: the only place that knows every slice.
package struct Partnership: Sendable {
  package let slices: [Slice]
  /// The directory in memory.
  let offer: OfferIndex
  /// What every slice stops when a child has died.
  let onDeath: OnDeath
  /// The records of all agencies in memory: imports ask it whom a record is about.
  package let hub = LinkHub()

  package init() {
    let hub = hub
    let offer = OfferIndex()
    self.offer = offer
    let accounts = accounts(directory: .people, landing: landingPage)
    let working = [
      frontDoor(
        inviteFamily: { invitation, tx in _ = try inviteToOwnView(invitation, .system, tx) }, earlyHelp: .plans,
        addressesOf: addressesOf, offered: .of(offer), seenKinds: seenKindsAtFrontDoor),
      plansSlice(contributions: visitingContributions), homeVisitingSlice(.live).askingWhoGoesAlone, messages,
      localOffer(offer, waits: liveWaits), ehc,
      governanceSlice(beside: .ehc, counting: .live(offer), needs: needsOfPlans),
      voice(.governance),
      exchange(offer),
      planning(liveFigures),
      workforce(referrals: visitingReferrals, decision: whyNotDecided, rota: .visits),
    ]
    let others =
      [sharing(.earlyHelp, inWork: { child, tx in try working.compactMap(\.shared).flatMap { try $0(child, tx) } })]
      + working
    onDeath = { child, day, caller, now, tx in
      for slice in others { try slice.onDeath?(child, day, caller, now, tx) }
    }
    let people = peopleSlice(
      alsoVisible: emergencyVisible, keyLines: keyLines, seenKinds: seenKinds,
      openWork: { team, tx in try ([accounts] + others).compactMap(\.openWork).flatMap { try $0(team, tx) } },
      onDeath: onDeath, inviteFamily: inviteToOwnView)
    let kept = [accounts, people] + others
    let childRows = kept.flatMap(\.childRows)
    slices = kept + [linkage(hub, rows: { childRows })]
  }

  /// Every migration of the project, in the order of its number.
  package var migrations: [Migration] {
    (storeMigrations + clockMigrations + webMigrations + demonstrationMigrations + appMigrations
      + slices.flatMap(\.migrations))
      .sorted { $0.number < $1.number }
  }
  /// The route table without what the running process adds (assets, health).
  package var routes: [Route] {
    slices.flatMap(\.routes) + publicRoutes + childRoutes + workRoutes + familyRoutes + demonstrationRoutes
  }

  private var childRoutes: [Route] { childPageRoutes(slices) }
  private var workRoutes: [Route] { workPageRoutes(slices) }
  private var familyRoutes: [Route] { familyPageRoutes(slices) }
  private var demonstrationRoutes: [Route] { demonstrationPageRoutes() }
}

/// Where somebody begins after signing in.
@Sendable package func landingPage(_ caller: Caller) -> String {
  if caller.isFamily { return "/family" }
  if caller.holds(.today) { return "/today" }
  return menu(caller).first?.path ?? "/account"
}

/// The menu of whoever is asking: only what their roles open.
@Sendable package func menu(_ caller: Caller) -> [Link] {
  if !caller.isSignedIn {
    return [
      Link("Ask for help", "/ask-for-help"), Link("Follow your request", "/requests/follow"),
      Link("Local offer", "/local-offer"), Link("Have your say", "/voice"), Link("Plans and decisions", "/governance"),
    ]
  }
  if caller.isFamily {
    return [
      Link("Home", "/family"), Link("Ask for help", "/ask-for-help"), Link("Local offer", "/local-offer"),
      Link("Have your say", "/voice"), Link("Plans and decisions", "/governance"),
    ]
  }
  let lines: [(String, String, Permission)] = [
    ("Today", "/today", .today), ("Requests", "/requests", .seeQueue), ("Checks", "/checks", .answerCheck),
    ("Search", "/search", .search),
    ("Visits", "/visits", .seeDiary), ("Messages", "/messages", .seeMessages),
    ("Early help", "/supports", .listSupports), ("EHC plans", "/ehc", .listEHC),
    ("SEN2 return", "/ehc/return", .checkReturn), ("SEN2 returns", "/ehc/return/files", .seeReturns),
    ("EHC panel", "/ehc/panel", .listPanel),
    ("EHC figures", "/ehc/measures", .seeEHCMeasures),
    ("Planning", "/planning", .readScenarios), ("Workforce", "/workforce", .readWorkforce),
    ("Money", "/workforce/money", .seeWorkforceMoney), ("Allocation", "/workforce/allocations", .planPosts),
    ("Your work", "/workforce/mine", .seeOwnWork), ("Time limits", "/clocks", .listClocks),
    ("Records to compare", "/links", .reviewLinks),
    ("Links of records", "/links/quality", .seeLinkQuality), ("Sharing matrix", "/sharing-matrix", .changeMatrix),
    ("Team", "/team", .team), ("Emergency accesses", "/emergency-accesses", .checkEmergencies),
    ("Audit", "/audit", .audit), ("Accounts", "/accounts", .manageAccounts),
    ("Agencies and teams", "/agencies", .manageAgencies), ("Directory", "/directory", .editListings),
    ("Local offer", "/local-offer", .today), ("Local offer", "/local-offer", .editListings),
    ("Surveys", "/surveys", .keepVoice), ("Complaints", "/complaints", .handleComplaints),
    ("Have your say", "/voice", .readVoice), ("Plans and decisions", "/governance", .readGovernance),
  ]
  var seen = Set<String>()
  // Whoever sees the whole of the workforce finds its parts there.
  var parts: Set<String> = caller.holds(.readWorkforce) ? ["/workforce/money", "/workforce/allocations"] : []
  // The return stands on the officers’ own page.
  if caller.holds(.listEHC) { parts.insert("/ehc/return") }
  // The returns that were made stand on the page of the return.
  if caller.holds(.checkReturn) { parts.insert("/ehc/return/files") }
  return lines.filter { caller.holds($0.2) && !parts.contains($0.1) && seen.insert($0.1).inserted }
    .map { Link($0.0, $0.1) }
}

extension Directory {
  /// Agencies, teams and practitioners, as `People` holds them.
  package static let people = Directory(
    agencies: { tx in try tx.agencies().map { Directory.Agency($0.id, $0.name) } },
    teams: { tx in try tx.teams().map { Directory.Team($0.id, agency: $0.agency, $0.name) } },
    practitioner: { new, now, tx in
      guard let agency = new.agency else { return nil }
      if let known = try tx.practitioners(agency: agency).first(where: {
        $0.email?.lowercased() == new.email.lowercased()
      }) {
        return known.id
      }
      var random = SystemRandomNumberGenerator()
      let id = PractitionerID(at: now, random: &random)
      try tx.addPractitioner(
        id, name: new.name, jobTitle: new.roles.first?.title ?? "Practitioner", agency: agency, team: new.team,
        email: new.email)
      return id
    })
}

@Sendable private func inviteToOwnView(
  _ invitation: NewFamilyInvitation, _ caller: Caller, _ tx: Transaction
) throws -> Bool {
  var random = SystemRandomNumberGenerator()
  return try inviteFamily(
    person: invitation.person, email: invitation.email, name: invitation.name, role: invitation.role,
    id: AccountID(at: invitation.at, random: &random), site: invitation.publicAddress, by: caller, at: invitation.at,
    in: tx) != nil
}

/// What the key information says beyond who works with the child: which agreements and assessments exist, never what is
/// in them.
@Sendable private func keyLines(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> [KeyLine] {
  let kept = try tx.agreements(child) + OtherAgreements.earlyHelp.of(child, tx)
  let agreements = kept.filter { $0.state(on: request.today) == .inForce }.map { agreement in
    KeyLine(
      .agreements, "Agreement",
      "\(agreement.about.title)\(agreement.expiresOn.map { ", until \($0.long)" } ?? "")",
      source: "\(agreement.givenBy), written down by \(agreement.recordedBy)", on: agreement.on)
  }
  let help: [KeyLine] = try tx.supports(of: child).flatMap { support in
    let assessed = try tx.assessments(of: support.id).compactMap { assessment in
      assessment.completedAt.map {
        KeyLine(
          .assessments, "Early help assessment", "Completed", source: assessment.completedBy ?? assessment.startedBy,
          on: $0.day)
      }
    }
    return [
      KeyLine(.assessments, "Early help", support.state.title, source: "Early help", on: support.requestedAt.day)
    ] + assessed
  }
  let plans = try tx.ehcCases(child).map {
    KeyLine(
      .assessments, "EHC needs assessment or plan", $0.state.title, source: $0.officerName ?? "The council",
      on: $0.receivedOn)
  }
  return agreements + help + plans
}
