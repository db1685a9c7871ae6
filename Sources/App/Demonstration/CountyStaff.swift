import Kernel

/// Somebody who works in Thorneshire.
struct StaffLine: Sendable {
  let key: String
  let name: String
  let job: String
  let team: String
  /// The roles of their account; the first is what they mostly are.
  let roles: [Role]
  init(_ key: String, _ name: String, _ job: String, _ team: String, _ roles: Role...) {
    (self.key, self.name, self.job, self.team) = (key, name, job, team)
    self.roles = roles.isEmpty ? [.practitioner] : roles
  }
}

let countyStaff: [StaffLine] = [
  // Early help, council.
  StaffLine("joanne", "Joanne Pickering", "Front door screener", "front-door", .screener),
  StaffLine("kwame", "Kwame Asante", "Front door screener", "front-door", .screener),
  StaffLine("bronwen", "Bronwen Hale", "Front door manager", "front-door", .teamManager),
  StaffLine("nadia", "Nadia Rahman", "Portage home visitor", "portage-west"),
  StaffLine("tom", "Tom Garside", "Senior Portage home visitor", "portage-west"),
  StaffLine("yewande", "Yewande Cole", "Portage home visitor", "portage-west"),
  StaffLine("ruth", "Ruth Ellison", "Portage and early years manager", "portage-west", .teamManager),
  StaffLine("siobhan", "Siobhan Keane", "Senior Portage home visitor", "portage-east"),
  StaffLine("malik", "Malik Hussain", "Portage home visitor", "portage-east"),
  StaffLine("carys", "Carys Penn", "Portage lead, east", "portage-east", .teamManager),
  StaffLine("priti", "Priti Vaghela", "Family key worker", "family-aldersham"),
  StaffLine("dean", "Dean Hollis", "Family key worker", "family-aldersham"),
  StaffLine("louise", "Louise Brackley", "Family support manager", "family-aldersham", .teamManager),
  StaffLine("marta", "Marta Zielińska", "Family key worker", "family-brackenfold"),
  StaffLine("callum", "Callum Reid", "Family key worker", "family-castlewick"),
  StaffLine("gifty", "Gifty Boateng", "Senior family key worker", "family-dunmarsh"),
  StaffLine("harpreet", "Harpreet Sandhu", "Family key worker", "family-eastholt"),
  StaffLine("zoe", "Zoe Attwell", "Family key worker", "family-fennacre"),
  StaffLine("idris", "Idris Rowlands", "Family key worker", "family-millbrace"),
  StaffLine("seun", "Oluwaseun Balogun", "Children’s commissioner", "commissioning", .commissioner),
  StaffLine("helen", "Helen Thwaite", "Contract manager", "commissioning", .contractManager),
  StaffLine("colin", "Colin Mayhew", "Finance officer", "commissioning", .financeOfficer),
  StaffLine("svetlana", "Svetlana Ivanova", "Direct payments officer", "commissioning", .directPaymentOfficer),
  StaffLine("beth", "Beth Carrow", "Local offer editor", "commissioning", .directoryEditor),
  StaffLine("imran", "Imran Siddiqui", "Data and returns officer", "commissioning", .returnsOfficer),
  StaffLine("margaret", "Margaret Oyelaran", "Information governance lead", "commissioning", .informationGovernance),
  StaffLine("peter", "Peter Hallam", "Member of the partnership board", "commissioning", .boardViewer),
  StaffLine("wei", "Wei Zhang", "System administrator", "commissioning", .administrator),
  // Education.
  StaffLine("daniel", "Daniel Fairweather", "EHC coordinator", "send-casework", .ehcCoordinator),
  StaffLine("alison", "Alison Draycott", "Educational psychologist", "send-casework", .panelMember),
  StaffLine("femi", "Femi Adeyinka", "Specialist teacher, early years", "specialist-teaching"),
  StaffLine("ros", "Ros Tindall", "Teacher of deaf children", "specialist-teaching"),
  StaffLine("gareth", "Gareth Lowry", "Attendance officer", "attendance"),
  // Health.
  StaffLine("claire", "Claire Ogden", "Health visitor", "health-visiting-north"),
  StaffLine("anita", "Anita Desouza", "Health visitor", "health-visiting-south"),
  StaffLine("jo", "Jo Marchbank", "Speech and language therapist", "speech-therapy"),
  StaffLine("ravi", "Ravi Krishnan", "Consultant community paediatrician", "child-development"),
  StaffLine("ffion", "Ffion Maddox", "Children’s physiotherapist", "child-development"),
  StaffLine("lucia", "Lucia Ferreira", "Children’s occupational therapist", "child-development"),
  // Mental health.
  StaffLine("nathan", "Nathan Brewer", "Children’s wellbeing practitioner", "getting-help"),
  StaffLine("sadia", "Sadia Qureshi", "Clinical psychologist", "neurodevelopmental"),
  // Social care.
  StaffLine("martin", "Martin Kettle", "Social worker", "assessment"),
  StaffLine("abena", "Abena Owusu", "Social worker", "assessment"),
  StaffLine("kirsty", "Kirsty Dunlop", "Social worker, disabled children", "disabled-children"),
  StaffLine("ewan", "Ewan Paterson", "Team manager, disabled children", "disabled-children", .teamManager),
  // Voluntary.
  StaffLine("denise", "Denise Womack", "Parent supporter", "parent-support"),
  StaffLine("marcus", "Marcus Lindqvist", "Short breaks coordinator, Bramble House", "parent-support", .provider),
  StaffLine("tariq", "Tariq Mahmood", "Young carers worker", "young-carers"),
  StaffLine("meera", "Meera Chandran", "EHC coordinator", "send-casework", .ehcCoordinator),
  // Last, so that everybody before keeps their number.
  StaffLine("winifred", "Winifred Stokes", "Complaints officer", "commissioning", .complaintsOfficer),
]
