import Kernel

// Who may do what to whose record, written by hand: the test holds the code against it.
//
// Columns, from the practitioner's side: a child with a link of their own · of a colleague in their team · of another team
// of their agency · of another agency · restricted, of their team · closed, once their own. The manager leads that team
// and has no links of their own; the family is the first child's and the closed one's.
//
// A allowed · F forbidden (403: they may know the child) · - hidden (404) · C closed (409: may read, not change)
let childTable: [String: [Role: String]] = [
  "child.open": [
    .practitioner: "AAF--A", .teamManager: "AAF--A", .ehcCoordinator: "AAA--A", .screener: "AAAA-A",
  ],
  "child.know": [
    .practitioner: "AAA--A", .teamManager: "AAA--A", .ehcCoordinator: "AAA--A", .screener: "AAAA-A",
    .informationGovernance: "AAAA-A", .familyMember: "A----A", .youngPerson: "A----A",
  ],
  "child.own_view": [.familyMember: "A----A", .youngPerson: "A----A"],
  "child.add_own_words": [.familyMember: "A----C", .youngPerson: "A----C"],
  "child.write_words": [.practitioner: "AAF--C", .teamManager: "AAF--C"],
  "child.change_details": [.practitioner: "AFF--C", .teamManager: "AAF--C", .screener: "AAAA-C"],
  "child.arrange_team": [.practitioner: "AFF--C", .teamManager: "AAF--C", .screener: "AAAA-C"],
  "child.close": [.teamManager: "AAF--A"],
  "child.record_death": [.practitioner: "AFF--A", .teamManager: "AAF--A"],
  "child.restrict": [.teamManager: "AAF--A"],
  "child.lift_restriction": [.informationGovernance: "AAAAAA"],
  "child.merge": [.screener: "AAAA-A", .informationGovernance: "AAAAAA"],
  "agreement.record": [.practitioner: "AFF--C", .teamManager: "AAF--C", .screener: "AAAA-C"],
  "sharing.decide": [.practitioner: "AFF--C", .teamManager: "AAF--C", .screener: "AAAA-C"],
  "openings.see": [.practitioner: "AFF--A", .teamManager: "AAF--A", .informationGovernance: "AAAAAA"],
  "support.start": [.practitioner: "AFF--C", .teamManager: "AAF--C", .screener: "AAAA-C"],
  "support.allocate": [.teamManager: "AAF--C", .screener: "AAAA-C"],
  "support.assess": [.practitioner: "AFF--C", .teamManager: "AAF--C"],
  "plan.edit": [.practitioner: "AFF--C", .teamManager: "AAF--C"],
  "plan.comment": [.familyMember: "A----C", .youngPerson: "A----C"],
  "support.review": [.practitioner: "AFF--C", .teamManager: "AAF--C"],
  "support.step": [.practitioner: "AFF--C", .teamManager: "AAF--C"],
  "support.answer_step": [.teamManager: "AAF--C"],
  "support.close": [.practitioner: "AFF--C", .teamManager: "AAF--C"],
  "support.agree_closing": [.teamManager: "AAF--C"],
  "support.reopen": [.practitioner: "AFF--C", .teamManager: "AAF--C", .screener: "AAAA-C"],
  "ehc.manage": [.ehcCoordinator: "AAA--C"],
  "ehc.comment": [.familyMember: "A----C", .youngPerson: "A----C"],
  "ehc.give": [.ehcCoordinator: "AAA--C", .teamManager: "AAF--C"],
  "ehc.panel": [.panelMember: "AAAA-C"],
  "ehc.ask_own": [.familyMember: "A----C", .youngPerson: "A----C"],
  "visit.record": [.practitioner: "AFF--C", .teamManager: "AAF--C"],
  "visiting.opinion": [.familyMember: "A----C", .youngPerson: "A----C"],
  "activity.fill": [.familyMember: "A----C", .youngPerson: "A----C"],
  "visiting.refer": [.practitioner: "AFF--C", .teamManager: "AAA--C", .screener: "AAAA-C"],
  "visiting.decide": [.teamManager: "AAA--C", .screener: "AAAA-C"],
  "visit.decline": [.familyMember: "A----C", .youngPerson: "A----C"],
  "offer.suggest": [.practitioner: "AFF--C", .teamManager: "AAF--C", .screener: "AAAA-C"],
  "offer.answer_suggestion": [.familyMember: "A----C", .youngPerson: "A----C"],
  "message.write": [.practitioner: "AFF--C", .teamManager: "AAF--C"],
  "message.write_family": [.familyMember: "A----C", .youngPerson: "A----C"],
]

/// A role that a permission does not name: what it may know of the child decides between forbidden and hidden.
let otherwise: [Role: String] = [
  .practitioner: "FFF--F", .teamManager: "FFF--F", .ehcCoordinator: "FFF--F", .screener: "FFFF-F",
  .informationGovernance: "FFFF-F", .familyMember: "F----F", .youngPerson: "F----F",
]

/// Permissions about nobody in particular: which roles hold them. Everybody else is refused with 403.
let workTable: [String: Set<Role>] = [
  "account.manage": [.administrator],
  "agency.manage": [.administrator],
  "audit": [.informationGovernance],
  "child.search": [.practitioner, .teamManager, .screener, .ehcCoordinator, .informationGovernance],
  "decision.act": [.commissioner, .contractManager, .informationGovernance, .boardViewer],
  "decision.prepare": [.commissioner, .contractManager],
  "decision.record": [.commissioner, .informationGovernance],
  "decision.verify": [.financeOfficer, .contractManager, .informationGovernance],
  "clock.list": [
    .practitioner, .teamManager, .screener, .ehcCoordinator, .commissioner, .contractManager, .informationGovernance,
  ],
  "complaint.handle": [.informationGovernance, .teamManager, .ehcCoordinator, .commissioner, .contractManager],
  "complaint.keep": [.informationGovernance],
  "ehc.list": [.ehcCoordinator, .teamManager],
  "ehc.take_request": [.ehcCoordinator],
  "ehc.panel_list": [.panelMember],
  "ehc.measures": [.ehcCoordinator, .returnsOfficer, .commissioner, .boardViewer],
  "emergency_access.begin": [.practitioner, .teamManager, .screener, .ehcCoordinator],
  "emergency_access.check": [.informationGovernance],
  "group.keep": [.commissioner, .contractManager],
  "family.home": [.familyMember, .youngPerson],
  "link.quality": [.screener, .informationGovernance, .returnsOfficer, .boardViewer],
  "link.review": [.screener, .informationGovernance],
  "matrix.change": [.informationGovernance, .administrator],
  "message.list": [.practitioner, .teamManager],
  "offer.edit": [.directoryEditor, .provider],
  "offer.publish": [.directoryEditor],
  "indicator.define": [.commissioner, .returnsOfficer],
  "indicator.slice": [.commissioner, .returnsOfficer, .boardViewer],
  "indicator.enter": [.commissioner, .returnsOfficer],
  "indicator.open": [.teamManager, .ehcCoordinator, .commissioner],
  "partnership_agreement.keep": [.commissioner, .contractManager, .informationGovernance],
  "plan.keep": [.commissioner, .contractManager],
  "planning.plan": [.commissioner, .returnsOfficer],
  "planning.read": [.commissioner, .returnsOfficer, .boardViewer],
  "request.answer_check": [.practitioner, .teamManager, .screener, .ehcCoordinator],
  "request.decide": [.screener],
  "request.open": [.screener, .teamManager],
  "request.queue": [.screener, .teamManager],
  "request.screen": [.screener],
  "support.list": [.practitioner, .teamManager],
  "team": [.teamManager],
  "today": [.practitioner, .teamManager, .screener, .ehcCoordinator],
  "visit.caseload": [.teamManager],
  "visiting.rules": [.teamManager],
  "visit.diary": [.practitioner, .teamManager],
  "voice.keep": [.commissioner, .directoryEditor],
]
