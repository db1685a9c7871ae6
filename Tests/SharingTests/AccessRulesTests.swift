import Kernel
import People
import Testing
import Web

@testable import Sharing

/// Who may see a child's record: Caldicott principles 2–4; domain register B10.3.
@Suite struct AccessRulesTests {
  private func caller(_ role: Role) -> Caller {
    Caller(account: nil, name: "x", roles: [.init(role)], from: "test")
  }
  private func facts(_ change: (inout AccessFacts) -> Void) -> AccessFacts {
    var facts = AccessFacts()
    change(&facts)
    return facts
  }
  private enum Said: Equatable { case allowed(Reach, Purpose), hidden, forbidden, closed }
  private func said(_ facts: AccessFacts, _ role: Role, _ permission: Permission) -> Said {
    do {
      let access = try decide(facts, caller(role), permission)
      return .allowed(access.reach, access.purpose)
    } catch Refusal.notFound {
      return .hidden
    } catch Refusal.forbidden {
      return .forbidden
    } catch {
      return .closed
    }
  }

  @Test func aPractitionerOpensWhatTheirTeamWorksWith() {
    #expect(said(facts { $0.isOwn = true }, .practitioner, .openRecord) == .allowed(.own, .directCare))
    #expect(said(facts { $0.isTeam = true }, .practitioner, .openRecord) == .allowed(.team, .directCare))
    #expect(said(facts { $0.isAgency = true }, .practitioner, .openRecord) == .forbidden)
    #expect(said(facts { _ in }, .practitioner, .openRecord) == .hidden)
  }
  /// The family reads why: the lead does not help their child, whatever page it is.
  @Test func theInformationGovernanceLeadChecksWhateverTheyOpen() {
    #expect(said(facts { _ in }, .informationGovernance, .knowOf) == .allowed(.partnership, .governance))
    #expect(said(facts { _ in }, .screener, .knowOf) == .allowed(.partnership, .directCare))
  }
  @Test func aRestrictedRecordIsThereOnlyForANamedLink() {
    #expect(
      said(
        facts {
          $0.isOwn = true; $0.isRestricted = true
        }, .practitioner, .openRecord) == .allowed(.own, .directCare))
    for role in [Role.practitioner, .teamManager, .screener, .ehcCoordinator] {
      #expect(
        said(
          facts {
            $0.isTeam = true; $0.isRestricted = true
          }, role, .openRecord) == .hidden)
      #expect(
        said(
          facts {
            $0.isTeam = true; $0.isRestricted = true
          }, role, .knowOf) == .hidden)
    }
    #expect(
      said(facts { $0.isRestricted = true }, .informationGovernance, .seeOpenings)
        == .allowed(.partnership, .governance))
  }
  @Test func anEmergencyOpensTheRecordAndNothingElse() {
    let emergency = facts {
      $0.isEmergency = true; $0.isRestricted = true
    }
    #expect(said(emergency, .practitioner, .openRecord) == .allowed(.own, .emergency))
    #expect(said(emergency, .practitioner, .changeDetails) == .forbidden)
    #expect(said(emergency, .practitioner, .recordAgreement) == .forbidden)
  }
  @Test func aFamilySeesItsOwnViewOnly() {
    let family = facts { $0.isFamily = true }
    #expect(said(family, .familyMember, .ownView) == .allowed(.own, .ownRecord))
    #expect(said(family, .familyMember, .openRecord) == .forbidden)
    #expect(said(facts { $0.isOwn = true }, .familyMember, .ownView) == .hidden)
  }
  @Test func aClosedRecordIsReadNotChanged() {
    let closed = facts {
      $0.isOwn = true; $0.isClosed = true
    }
    #expect(said(closed, .practitioner, .openRecord) == .allowed(.own, .directCare))
    #expect(said(closed, .practitioner, .changeDetails) == .closed)
  }
  @Test(arguments: [
    Role.administrator, .boardViewer, .commissioner, .financeOfficer, .directoryEditor, .returnsOfficer,
  ])
  func anAdministratorHasNoCaseContent(_ role: Role) {
    #expect(
      said(
        facts {
          $0.isOwn = true; $0.isTeam = true; $0.isAgency = true
        }, role, .openRecord) == .hidden)
  }
}

@Suite struct AgreementRulesTests {
  private let today = Day(2026, 11, 18)!
  private func new(_ relation: AgreementRelation, competence: String? = nil, on: Day? = nil, expires: Day? = nil)
    -> NewAgreement
  {
    NewAgreement(
      about: .takePart, isGiven: true, givenBy: "Dana", relation: relation, competence: competence, agencies: "School",
      on: on ?? today, expiresOn: expires)
  }
  private func fields(_ new: NewAgreement, age: Int) -> [String] {
    problems(with: new, bornOn: today.adding(months: -12 * age), today: today).map(\.field)
  }
  @Test func whoDecidesDependsOnAgeAndCompetence() {
    #expect(fields(new(.youngPerson), age: 12) == ["relation"])
    #expect(fields(new(.youngPerson), age: 14) == ["competence"])
    #expect(fields(new(.youngPerson, competence: "Explained it back in her own words"), age: 14).isEmpty)
    #expect(fields(new(.youngPerson), age: 16).isEmpty)
    #expect(fields(new(.parent), age: 3).isEmpty)
  }
  @Test func datesMakeSense() {
    #expect(fields(new(.parent, on: today.adding(days: 1)), age: 3) == ["on"])
    #expect(fields(new(.parent, expires: today), age: 3) == ["expires_on"])
  }
  @Test func earlyHelpThatIsRefusedIsNotShared() {
    let refused = NewSharingDecision(
      what: "x", withWhom: "y", why: "z", situation: .earlyHelp, wasAsked: .refused, isShared: true, isFamilyTold: true)
    #expect(problems(with: refused).map(\.field) == ["is_shared"])
    var harm = refused
    harm.situation = .significantHarm
    harm.isFamilyTold = false
    #expect(problems(with: harm).map(\.field) == ["not_told_why"])
  }
}
