// What the commissioner of Thorneshire has typed. Invented, as everything of the county.

let toldNeed = [
  "name": toldScenarios.need,
  "note": "Pilot of family help: children under five in one ward of each locality. Population: births, estimated.",
  "localities": """
  Aldersham; 130; 1.2
  Brackenfold; 180; 0.9
  Castlewick; 210; 1.1
  Dunmarsh; 110; 1.3
  Eastholt; 190; 0.8
  Fennacre; 150; 1
  Millbrace; 180; 1
  """,
]

let toldHubs = [
  "name": toldScenarios.hubs,
  "note": "Two hubs today. Castlewick has its lease until 2031 and stays; the Old Exchange cannot be made accessible.",
  "open": "3-4", "aim": "median", "near": "8", "detour": "1.3", "outreach_places": "2", "outreach_days": "2",
  "areas": """
  Aldersham North; 4.1; 17.2; 310; 0.71
  Aldersham South; 5.2; 14.8; 265; 0.64
  Thornbeck; 1.8; 19.5; 88; 0.35
  Brackenfold; 12.4; 21.1; 240; 0.42
  Upper Brack; 14.9; 23.6; 65; 0.3
  Castlewick Centre; 12.2; 12.4; 520; 0.82
  Castlewick Quay; 13.6; 11.1; 335; 0.9
  Castlewick Heath; 10.9; 13.9; 290; 0.48
  Priory Meadow; 12.9; 14.6; 205; 0.39
  Dunmarsh; 3.3; 4.6; 150; 0.77
  Saltings; 1.1; 2.2; 58; 0.69
  Reedham End; 5.9; 3.1; 72; 0.52
  Eastholt; 22.1; 13.3; 345; 0.33
  Eastholt Green; 24.3; 15.7; 130; 0.2
  Nether Holt; 25.8; 11.2; 84; 0.28
  Fennacre; 14.4; 3.9; 215; 0.58
  Fen Drove; 17.3; 1.9; 61; 0.63
  Marlpit; 11.2; 5.7; 118; 0.46
  Millbrace; 20.6; 5.6; 410; 0.75
  Millbrace Works; 21.9; 4.1; 225; 0.86
  Weir Bank; 23.8; 6.9; 96; 0.4
  """,
  "places": """
  Castlewick Library; 12.4; 12.6; now; fixed
  Aldersham Children’s Centre; 4.4; 16.1; now
  Old Exchange; 13.4; 11.4; excluded
  Brackenfold School; 12.2; 20.6
  Dunmarsh Surgery; 3.6; 4.9
  Eastholt Leisure Centre; 22.4; 13.1
  Millbrace Mill; 20.9; 5.2
  Fennacre Hall; 14.2; 4.1
  Priory Church Rooms; 12.7; 14.3
  """,
]

let toldPosts = [
  "name": "Home visitors for 2027",
  "note":
    "Twenty and a half posts, in halves; every locality keeps one at least, Fennacre two; Castlewick has rooms for five.",
  "posts": "20.5", "step": "0.5", "method": "webster", "floor": "1", "limit": "25",
  "by_place": "Fennacre; 2\nCastlewick; ; 5",
  "places": """
  Aldersham; 286; 92; 6.5; 6.5
  Brackenfold; 142; 41; 5.5; 4
  Castlewick; 415; 148; 3; 3
  Dunmarsh; 115; 38; 2.5; 2.5
  Eastholt; 172; 44; 2; 2
  Fennacre; 131; 51; 1; 1
  Millbrace; 292; 70; 0; 0
  """,
]

let toldList = [
  "name": toldScenarios.list,
  "note": "Children who wait for a neurodevelopmental assessment. Trust’s figures of October.",
  "per_year": "1000", "waiting": "900", "weeks_waited": "18", "posts": "14", "per_post": "52", "urgent": "5",
  "leave_months": "48", "target": "18", "years": "3",
  "by_month": "0.95, 1.1, 1.15, 0.95, 1.05, 1.1, 1.15, 0.9, 1.05, 1.1, 0.95, 0.55", "replications": "100",
]

let toldPathway = [
  "name": toldScenarios.pathway,
  "note":
    "The whole way, with groups that take turns, and support for parents while they wait. Trust’s figures of October.",
  "pathway": "yes", "groups": "3", "stages": "3", "per_year": "1000", "target": "18", "years": "3",
  "by_month": "0.95, 1.1, 1.15, 0.95, 1.05, 1.1, 1.15, 0.9, 1.05, 1.1, 0.95, 0.55", "by_year": "1, 1.05, 1.1",
  "group_1_name": "urgent", "group_1_share": "5", "group_1_order": "1",
  "group_1_leaving": "moves, or gives up; 4 years",
  "group_2_name": "aged 16 and over", "group_2_share": "15", "group_2_order": "2",
  "group_2_leaving": "moves, or gives up; 4 years\nturns 18; 30 days to 2 years",
  "group_3_name": "standard", "group_3_share": "80", "group_3_order": "3",
  "group_3_leaving": "moves, or gives up; 4 years\nturns 18; 1 year to 14 years", "group_3_rises": "2 years; 2",
  "stage_1_name": "triage", "stage_1_posts": "1", "stage_1_per_post": "1200", "stage_1_spread": "different",
  "stage_1_goes_on": "85", "stage_2_name": "assessment",
  "stage_2_posts": "14, 14, 14, 12, 14, 14, 14, 8, 14, 14, 14, 10", "stage_2_per_post": "52",
  "stage_2_spread": "alike", "stage_2_leaves": "yes", "stage_2_longest": "10", "stage_2_changes": "6 months; 2",
  "stage_2_closed": "51 weeks; 365 days",
  "stage_2_listed": "standard; 760; 18 weeks\naged 16 and over; 110; 12 weeks\nurgent; 8; 3 weeks",
  "stage_2_support_after": "4 weeks", "stage_2_support_reaches": "40", "stage_2_support_ends": "10",
  "stage_2_support_takes": "90 days", "stage_2_support_shortens": "10", "stage_3_name": "feedback",
  "stage_3_posts": "2", "stage_3_per_post": "500", "stage_3_spread": "alike", "replications": "30",
]
let fourMorePosts = [
  "name": "Neurodevelopmental list, four more posts", "change_month": "4", "change_posts": "4",
  "note": "The same list and the same people, with four posts more from the fourth month on.",
]
let oneStepMore = [
  "name": "Neurodevelopmental list, ten years", "years": "10", "replications": "400",
  "note": "Too long for today: stopped, and to be let go on overnight.",
]
let mistyped = ["name": "Neurodevelopmental list, a slip", "posts": "41", "note": "14 posts, not 41."]

let toldAppraisal = [
  "name": toldScenarios.appraisal,
  "note": "Support for parents while they wait, and posts: what each option does to the list, costs and risks.",
  "costs": """
  Do nothing; 0; 0; 0
  In-house team; 210000; 210000; 210000
  Commissioned support; 100000; 100000; 100000
  Hybrid: support and two posts; 205000; 205000; 205000
  """,
  "funds": """
  Mental health contract, set aside; 150000; 150000; 150000
  Integrated care board; 50000; 50000; 50000
  """,
  "criteria": """
  People waiting after three years; 30; less; waiting_end_of_year_3
  Whole-life cost; 25; less; cost
  Parents trust it; 30; more; judged
  Ready to start; 15; more; judged
  """,
  "judged": """
  Do nothing; Parents trust it; 2; parent carer forum, March: hard to find, differs by place
  Do nothing; Ready to start; 10; nothing to start
  In-house team; Parents trust it; 4; parent carer forum, March: wary of bringing first worries to the council
  In-house team; Ready to start; 5; four posts to fill
  Commissioned support; Parents trust it; 8; parent carer forum, March: lived experience
  Commissioned support; Ready to start; 8; market day, May: two providers ready
  Hybrid: support and two posts; Parents trust it; 7; commissioner’s judgement
  Hybrid: support and two posts; Ready to start; 6; two posts to fill
  """,
  "risks": """
  Do nothing; more complaints and appeals; 50; 120000
  In-house team; staff drawn to day jobs; 40; 60000
  Commissioned support; provider hands the contract back; 10; 80000
  Hybrid: support and two posts; provider hands the contract back; 10; 40000
  """,
  "changes": """
  In-house team; stages.service.places; 18
  Commissioned support; stages.service.support; {"after": 28, "reaches": 0.5, "ends_need": 0.15, "takes": 90, "shortens": 0.1}
  Hybrid: support and two posts; stages.service.places; 16
  Hybrid: support and two posts; stages.service.support; {"after": 28, "reaches": 0.5, "ends_need": 0.15, "takes": 90, "shortens": 0.1}
  """,
  "replications": "40",
]

let toldForecast = [
  "name": "Requests for help at the front door",
  "note": "How many to expect next year, for the rota of the front door.",
  "ahead": "12", "follows": "yes",
]

let toldVisiting = [
  "name": "Home visiting from 2027", "note": "What the service may become, beside the money that is confirmed for it.",
  "costs": """
  As it is; 688111; 688111; 688111
  Two more visitors; 739059; 739059; 739059
  Fewer posts, more groups; 612000; 598000; 598000
  """,
  "criteria": """
  Whole-life cost; 30; less; cost
  Families visited every week; 45; more; judged
  Ready to start; 25; more; judged
  """,
  "judged": """
  As it is; Families visited every week; 6; Portage lead: 164 families at eight to a visitor
  As it is; Ready to start; 10; it goes on
  Two more visitors; Families visited every week; 8; Portage lead: 180 families
  Two more visitors; Ready to start; 6; two posts to fill
  Fewer posts, more groups; Families visited every week; 3; parents’ survey, May: groups do not replace a visit
  Fewer posts, more groups; Ready to start; 4; consultation with staff comes first
  """,
  "risks": """
  Two more visitors; a stream of money ends; 20; 105866
  Fewer posts, more groups; visitors leave during the change; 40; 51000
  """,
]

let toldPublication = [
  "name": "Decisions by locality, for the website", "note": "Decisions of the front door over twelve months.",
  "profile": "under_5",
]
