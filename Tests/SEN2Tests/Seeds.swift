// Faults that are sown into a good return, one a line: the rule that must find it, what is done, and which other rules
// find it as well. Nothing else may be found.
//
// `path=value` sets a field in its place, `-path` takes an element away, `--path` all of that name, `*path` doubles it, `path>`
// moves it to the end, `+path/Name=value` puts it at the end as it is. `#2` is the second of that name, `h:` the header.
// `open`, `long` and `assessing` stand for a request that waits, a text of 250 characters, and an assessment under way.

let seedLines = """
  H01 h:Collection=CIN
  H01 -h:Collection
  H02 h:Year=2024
  H02 h:Year=abc
  H02 -h:Year
  H03 h:ReferenceDate=2027-01-20
  H03 h:ReferenceDate=2026-01-15
  H03 -h:ReferenceDate
  H04 h:SourceLevel=S
  H04 -h:SourceLevel
  H05 h:LEA=88
  H05 h:LEA=ABC
  H05 -h:LEA
  H06 h:DateTime=yesterday
  H06 h:DateTime=2027-02-30T09:00:00
  H06 -h:DateTime
  H07 h:SerialNo=A1
  H07 -h:SerialNo
  F01 +Nickname=Amy
  F01 +Requests/Colour=blue
  F01 +Requests/ActivePlans/AttendancePattern=F
  F01 +Requests/Assessment/NamedPlan/RES=A
  F01 +Requests/ActivePlans/SENneed/Name=Autism
  F02 +Surname=Bello
  F02 +Requests/RYA=0
  F02 +Requests/ActivePlans/SENneed/SENtype=ASD
  F02 +Requests/Assessment/NamedPlan/StartDate=2026-05-20
  F03 Surname>
  F03 Requests/ReceivedDate>
  F03 Requests/Assessment/NamedPlan/StartDate>
  F03 Requests/ActivePlans/PlacementDetail/URN>
  F04 PersonBirthDate=2015-02-30
  F04 Requests/ReceivedDate=05/01/2026
  F04 Requests/Assessment/NamedPlan/StartDate=2026-5-20
  F04 Requests/Assessment/AssessmentOutcomeDate=April
  F04 Requests/ActivePlans/PlacementDetail/EntryDate=soon
  F04 Requests/ActivePlans/LastReview=2026-13-01
  F04 Requests/Assessment/NamedPlan/CeaseDate=never Requests/Assessment/NamedPlan/CeaseReason=2
  F05 Sex=X
  F05 Ethnicity=XXXX
  F05 -UPN UPNunknown=UN99 | P15
  F05 Requests/RequestSource=9
  F05 Requests/RequestOutcome=Q | R10
  F05 Requests/Exported=2
  F05 Requests/Assessment/AssessmentOutcome=Q | A05
  F05 Requests/Assessment/NamedPlan/PlanRes=C
  F05 Requests/Assessment/NamedPlan/PlanWBP=Z
  F05 Requests/Assessment/NamedPlan/DP=Z Requests/Assessment/NamedPlan/PB=1
  F05 Requests/Assessment/NamedPlan/CeaseReason=12 Requests/Assessment/NamedPlan/CeaseDate=2027-01-21
  F05 Requests/Assessment/NamedPlan/PlanDetail/PlacementRank=3 | N13
  F05 -Requests/ActivePlans/PlacementDetail/URN Requests/ActivePlans/PlacementDetail/SENSetting=ABC
  F05 Requests/ActivePlans/ReviewOutcome=Z
  F05 Requests/ActivePlans/PlacementDetail/RES=C
  F05 Requests/ActivePlans/PlacementDetail/WBP=Z
  F05 Requests/ActivePlans/SENneed#2/SENtype=NSA
  F05 Requests/ActivePlans/SENneed#2/SENtypeRank=3
  F06 Requests/RYA=Y
  F06 Requests/RequestMediation=yes
  F06 Requests/Assessment/Week20=Y
  F06 Requests/Assessment/NamedPlan/PB=2
  F06 Requests/Assessment/NamedPlan/OA=x
  F06 Requests/ActivePlans/PlacementDetail/SENunitIndicator=2
  F07 Surname=long
  F07 Forename=long
  F07 -Requests/ActivePlans/PlacementDetail/URN Requests/ActivePlans/PlacementDetail/SENSetting=OTH Requests/ActivePlans/PlacementDetail/SENSettingOther=long
  F08 -Surname
  F08 -Forename
  F08 -PersonBirthDate
  F08 -Sex
  F08 -Ethnicity
  F08 -Requests/ReceivedDate
  F08 -Requests/RequestSource
  F08 -Requests/RequestOutcome | R10
  F08 -Requests/Assessment/AssessmentOutcome | A05
  F08 -Requests/Assessment/NamedPlan/StartDate
  F08 -Requests/Assessment/NamedPlan/PlanDetail/PlacementRank | N13
  F08 -Requests/ActivePlans/PlacementDetail/PlacementRank | C17
  F08 -Requests/ActivePlans/SENneed#2/SENtype
  F08 -Requests/ActivePlans/SENneed#2/SENtypeRank
  F09 Requests/ActivePlans/PlacementDetail/URN=12345
  F09 Requests/Assessment/NamedPlan/PlanDetail/URN=1234567
  F09 Requests/ActivePlans/TransferLA=88
  F09 -Requests/Assessment/NamedPlan/PlanDetail/URN Requests/Assessment/NamedPlan/PlanDetail/UKPRN=1234567
  P04 PersonBirthDate=2027-01-22 | R13
  P05 PersonBirthDate=2000-05-03
  P05 PersonBirthDate=1990-01-01
  P06 PersonBirthDate=2001-05-03
  P09 PostCode=ABC
  P09 PostCode=TN12AB1
  P10 UPN=X886200012345
  P10 UPN=W88620001234
  P12 UniqueLearnerNumber=1234567890
  P12 UniqueLearnerNumber=123
  P13 -UPN
  P14 UPNunknown=UN1
  P15 -UPN UPNunknown=UN1
  P16 -Requests
  P18 *Requests Requests#2/ReceivedDate=2026-01-06
  P19 UniqueLearnerNumber=9999999999
  R02 open Requests/ReceivedDate=2027-01-22
  R02 Requests/ReceivedDate=2027-02-01 | R05 N14
  R03 open Requests/RequestOutcomeDate=2027-01-10
  R04 -Requests/RequestOutcomeDate
  R04 -Requests/Assessment -Requests/ActivePlans Requests/RequestOutcome=N -Requests/RequestOutcomeDate
  R04 -Requests/Assessment -Requests/ActivePlans Requests/RequestOutcome=W -Requests/RequestOutcomeDate
  R05 Requests/RequestOutcomeDate=2026-01-04
  R06 -Requests/Assessment -Requests/ActivePlans Requests/RequestOutcome=N Requests/RequestOutcomeDate=2027-01-22
  R06 Requests/RequestOutcomeDate=2027-01-22 | A09
  R09 *Requests Requests#2/RequestOutcome=N -Requests#2/Assessment -Requests#2/ActivePlans
  R10 Requests/RequestOutcome=N
  R10 Requests/RequestOutcome=W
  R11 -Requests/Assessment -Requests/ActivePlans
  R12 Requests/Exported=1
  R13 PersonBirthDate=2026-01-06
  R14 open Requests/RequestMediation=1
  R14 -Requests/Assessment -Requests/ActivePlans Requests/RequestOutcome=W Requests/RequestTribunal=1
  R15 open Requests/ReceivedDate=2026-12-09
  R16 open *Requests Requests#2/ReceivedDate=2027-01-06
  R17 Requests/RequestOutcome=H
  R18 *Requests/Assessment
  R18 *Requests/ActivePlans | P18
  A02 assessing Requests/Assessment/AssessmentOutcomeDate=2026-12-01
  A03 -Requests/Assessment/AssessmentOutcomeDate
  A03 -Requests/Assessment/AssessmentOutcomeDate -Requests/Assessment/NamedPlan -Requests/ActivePlans Requests/Assessment/AssessmentOutcome=N
  A04 Requests/Assessment/AssessmentOutcomeDate=2027-01-22 Requests/Assessment/AssessmentOutcome=N Requests/Assessment/Week20=1 -Requests/Assessment/NamedPlan -Requests/ActivePlans
  A05 Requests/Assessment/AssessmentOutcome=N
  A05 Requests/Assessment/AssessmentOutcome=W
  A06 -Requests/Assessment/NamedPlan -Requests/ActivePlans
  A07 Requests/Assessment/Week20=1
  A08 assessing Requests/ReceivedDate=2026-09-02 Requests/RequestOutcomeDate=2026-10-14
  A09 Requests/Assessment/AssessmentOutcomeDate=2026-02-09
  A10 Requests/Assessment/AssessmentOutcomeDate=2026-04-28 Requests/Assessment/AssessmentOutcome=N -Requests/Assessment/NamedPlan -Requests/ActivePlans
  A11 assessing Requests/Assessment/AssessmentMediation=1
  A11 assessing Requests/Assessment/AssessmentTribunal=1
  N02 Requests/Assessment/NamedPlan/StartDate=2026-04-19
  N03 Requests/ReceivedDate=2026-02-05 Requests/Assessment/NamedPlan/StartDate=2027-01-22
  N04 Requests/Assessment/NamedPlan/CeaseDate=2026-05-19 Requests/Assessment/NamedPlan/CeaseReason=2 -Requests/ActivePlans
  N05 Requests/Assessment/NamedPlan/CeaseReason=2
  N06 Requests/Assessment/NamedPlan/CeaseDate=2027-01-21
  N07 Requests/Assessment/NamedPlan/CeaseDate=2027-01-22 Requests/Assessment/NamedPlan/CeaseReason=2
  N08 -Requests/Assessment/NamedPlan/PlanDetail
  N09 Requests/Assessment/NamedPlan/DP=E
  N10 Requests/Assessment/NamedPlan/CeaseDate=2027-01-21 Requests/Assessment/NamedPlan/CeaseReason=1
  N11 Requests/Assessment/NamedPlan/CeaseDate=2027-01-21 Requests/Assessment/NamedPlan/CeaseReason=3
  N11 Requests/Assessment/NamedPlan/CeaseDate=2027-01-21 Requests/Assessment/NamedPlan/CeaseReason=4
  N12 Requests/Assessment/NamedPlan/StartDate=2027-01-10
  N13 *Requests/Assessment/NamedPlan/PlanDetail
  N13 Requests/Assessment/NamedPlan/PlanDetail/PlacementRank=2
  N14 Requests/Assessment/AssessmentOutcome=H -Requests/Assessment/AssessmentOutcomeDate Requests/Assessment/NamedPlan/StartDate=2026-01-04
  D01 -Requests/Assessment/NamedPlan/PlanDetail/URN
  D01 Requests/Assessment/NamedPlan/PlanDetail/UKPRN=10000001
  D03 -Requests/Assessment/NamedPlan/PlanDetail/URN Requests/Assessment/NamedPlan/PlanDetail/UKPRN=20000001
  D04 -Requests/Assessment/NamedPlan/PlanDetail/URN Requests/Assessment/NamedPlan/PlanDetail/SENSetting=OTH
  D04 -Requests/Assessment/NamedPlan/PlanDetail/URN Requests/Assessment/NamedPlan/PlanDetail/SENSetting=NIEO
  D05 Requests/Assessment/NamedPlan/PlanDetail/SENSettingOther=Tent
  D08 -Requests/Assessment/NamedPlan/PlanDetail/URN Requests/Assessment/NamedPlan/PlanDetail/UKPRN=10000001 Requests/Assessment/NamedPlan/PlanDetail/SENunitIndicator=1
  D08 -Requests/Assessment/NamedPlan/PlanDetail/URN Requests/Assessment/NamedPlan/PlanDetail/UKPRN=10000001 Requests/Assessment/NamedPlan/PlanDetail/ResourcedProvisionIndicator=1
  D09 Requests/Assessment/NamedPlan/PlanDetail/SENunitIndicator=1 Requests/Assessment/NamedPlan/PlanDetail/ResourcedProvisionIndicator=1
  C01 Requests/Assessment/NamedPlan/CeaseDate=2027-01-20 Requests/Assessment/NamedPlan/CeaseReason=2
  C03 Requests/ActivePlans/TransferLA=886
  C04 Requests/ActivePlans/ReviewMeeting=2027-01-22 -Requests/ActivePlans/LastReview
  C05 Requests/ActivePlans/LastReview=2026-11-09
  C06 -Requests/ActivePlans/ReviewMeeting -Requests/ActivePlans/LastReview
  C07 Requests/ActivePlans/LastReview=2026-12-09
  C08 -Requests/ActivePlans/PlacementDetail
  C09 --Requests/ActivePlans/SENneed
  C10 Requests/ActivePlans/PhaseTransferDueDate=2026-02-14 Requests/ActivePlans/PhaseTransferFinalDate=2026-02-15
  C11 Requests/ActivePlans/ReviewMeeting=2026-01-20 Requests/ActivePlans/LastReview=2026-01-25
  C12 Requests/ActivePlans/ReviewDraft=2026-11-09
  C13 -Requests/Assessment Requests/RequestOutcome=W
  C14 Requests/ActivePlans/SENneed#2/SENtypeRank=1
  C14 Requests/ActivePlans/SENneed/SENtypeRank=2
  C15 *Requests/ActivePlans/SENneed#2 Requests/ActivePlans/SENneed#3/SENtype=HI
  C16 Requests/ActivePlans/SENneed#2/SENtype=ASD
  C17 Requests/ActivePlans/PlacementDetail/PlacementRank=2
  C17 *Requests/ActivePlans/PlacementDetail
  C17 Requests/ActivePlans/PlacementDetail/LeavingDate=2026-12-01
  C18 Requests/ActivePlans/ReviewMeeting=2027-01-10 Requests/ActivePlans/LastReview=2027-01-22
  C19 -Requests/ActivePlans/PlacementDetail/URN | L01
  L01 Requests/ActivePlans/PlacementDetail/UKPRN=10000001
  L03 -Requests/ActivePlans/PlacementDetail/URN Requests/ActivePlans/PlacementDetail/UKPRN=20000001
  L04 -Requests/ActivePlans/PlacementDetail/URN Requests/ActivePlans/PlacementDetail/SENSetting=OTH
  L04 -Requests/ActivePlans/PlacementDetail/URN Requests/ActivePlans/PlacementDetail/SENSetting=NIEO
  L05 Requests/ActivePlans/PlacementDetail/SENSettingOther=Tent
  L08 -Requests/ActivePlans/PlacementDetail/URN Requests/ActivePlans/PlacementDetail/UKPRN=10000001 Requests/ActivePlans/PlacementDetail/SENunitIndicator=1
  L08 -Requests/ActivePlans/PlacementDetail/URN Requests/ActivePlans/PlacementDetail/UKPRN=10000001 Requests/ActivePlans/PlacementDetail/ResourcedProvisionIndicator=1
  L09 Requests/ActivePlans/PlacementDetail/SENunitIndicator=1 Requests/ActivePlans/PlacementDetail/ResourcedProvisionIndicator=1
  L10 *Requests/ActivePlans/PlacementDetail Requests/ActivePlans/PlacementDetail#2/LeavingDate=2026-08-31
  L11 Requests/ActivePlans/PlacementDetail/EntryDate=2027-01-22
  L12 -Requests/ActivePlans/PlacementDetail/URN Requests/ActivePlans/PlacementDetail/SENSetting=NEET
  L13 -Requests/ActivePlans/PlacementDetail/URN Requests/ActivePlans/PlacementDetail/SENSetting=EYP
  L14 -Requests/ActivePlans/PlacementDetail/EntryDate
  """
