CREATE TABLE account (
  id TEXT NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL, practitioner_id TEXT, person_id TEXT,
  state TEXT NOT NULL, created_at INTEGER NOT NULL, joined_at INTEGER, ended_at INTEGER,
  CONSTRAINT account_pk PRIMARY KEY (id), CONSTRAINT account_email UNIQUE (email),
  CONSTRAINT account_email_is_small CHECK (email = lower(email)),
  CONSTRAINT account_state_is_known CHECK (state IN ('invited', 'active', 'ended')),
  CONSTRAINT account_end_has_time CHECK ((state = 'ended') = (ended_at IS NOT NULL)));

CREATE TABLE activity_chart (
  id TEXT NOT NULL, child_id TEXT NOT NULL, visit_id TEXT, begins_on TEXT NOT NULL, goal TEXT,
  step TEXT NOT NULL, baseline TEXT, how TEXT, materials TEXT, help TEXT, times_a_day INTEGER NOT NULL, who TEXT,
  well_of INTEGER NOT NULL, tries INTEGER NOT NULL, well_days INTEGER NOT NULL,
  agreed_by TEXT NOT NULL, agreed_at INTEGER NOT NULL,
  outcome TEXT, outcome_words TEXT, ended_at INTEGER, ended_by TEXT,
  CONSTRAINT activity_chart_pk PRIMARY KEY (id),
  CONSTRAINT activity_chart_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT activity_chart_visit FOREIGN KEY (visit_id) REFERENCES visit (id),
  CONSTRAINT activity_chart_help CHECK (help IN ('physical', 'gesture', 'verbal', 'none')),
  CONSTRAINT activity_chart_criterion CHECK (well_of BETWEEN 1 AND tries AND well_days BETWEEN 1 AND 7),
  CONSTRAINT activity_chart_outcome CHECK (outcome IN ('achieved', 'partly', 'carry_on', 'change')),
  CONSTRAINT activity_chart_ended_says_what CHECK ((ended_at IS NULL) = (outcome IS NULL)));

CREATE TABLE agency (
  id TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  valid_from TEXT, valid_to TEXT, successor_id TEXT,
  CONSTRAINT agency_pk PRIMARY KEY (id), CONSTRAINT agency_code UNIQUE (code),
  CONSTRAINT agency_successor FOREIGN KEY (successor_id) REFERENCES agency (id));

CREATE TABLE agency_record (
  id TEXT NOT NULL, agency_id TEXT NOT NULL, record_id TEXT NOT NULL, child_id TEXT NOT NULL,
  content TEXT NOT NULL, imported_at INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT agency_record_pk PRIMARY KEY (id),
  CONSTRAINT agency_record_once UNIQUE (agency_id, record_id),
  CONSTRAINT agency_record_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
  CONSTRAINT agency_record_child FOREIGN KEY (child_id) REFERENCES child (id));

CREATE TABLE agenda_point (
  id TEXT NOT NULL, meeting_id TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL,
  purpose TEXT NOT NULL, lead TEXT NOT NULL, minutes TEXT, easy_minutes TEXT, outcome TEXT
  CONSTRAINT agenda_point_outcome CHECK (outcome IN ('noted', 'agreed', 'not_agreed', 'carried')), carried_from TEXT,
  CONSTRAINT agenda_point_pk PRIMARY KEY (id),
  CONSTRAINT agenda_point_in_order UNIQUE (meeting_id, number),
  CONSTRAINT agenda_point_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting (id),
  CONSTRAINT agenda_point_purpose CHECK (purpose IN ('information', 'decision')));

CREATE TABLE agreement (
  id TEXT NOT NULL, child_id TEXT NOT NULL, about TEXT NOT NULL, is_given BOOLEAN NOT NULL,
  given_by TEXT NOT NULL, relation TEXT NOT NULL, competence TEXT, agencies TEXT NOT NULL, evidence TEXT,
  on_day TEXT NOT NULL, expires_on TEXT, ended_on TEXT, ended_why TEXT, recorded_by TEXT NOT NULL,
  CONSTRAINT agreement_pk PRIMARY KEY (id),
  CONSTRAINT agreement_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT agreement_dates CHECK (expires_on IS NULL OR expires_on > on_day));

CREATE TABLE agreement_party (
  agreement_id TEXT NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL, agency TEXT NOT NULL,
  signed_name TEXT, office TEXT, signed_on TEXT, recorded_by TEXT, is_in_person BOOLEAN NOT NULL DEFAULT FALSE,
  CONSTRAINT agreement_party_pk PRIMARY KEY (agreement_id, number, agency),
  CONSTRAINT agreement_party_version FOREIGN KEY (agreement_id, number)
    REFERENCES agreement_version (agreement_id, number),
  CONSTRAINT agreement_party_signed CHECK ((signed_on IS NULL) = (signed_name IS NULL)));

CREATE TABLE agreement_signatory (
  agreement_id TEXT NOT NULL, agency TEXT NOT NULL, name TEXT NOT NULL, office TEXT NOT NULL,
  practitioner_id TEXT, person_id TEXT, named_at INTEGER NOT NULL,
  CONSTRAINT agreement_signatory_pk PRIMARY KEY (agreement_id, agency),
  CONSTRAINT agreement_signatory_agreement FOREIGN KEY (agreement_id) REFERENCES partnership_agreement (id),
  CONSTRAINT agreement_signatory_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT agreement_signatory_person FOREIGN KEY (person_id) REFERENCES person (id),
  CONSTRAINT agreement_signatory_one CHECK ((practitioner_id IS NULL) <> (person_id IS NULL)));

CREATE TABLE agreement_term (
  agreement_id TEXT NOT NULL, number INTEGER NOT NULL, term TEXT NOT NULL, words TEXT NOT NULL,
  CONSTRAINT agreement_term_pk PRIMARY KEY (agreement_id, number, term),
  CONSTRAINT agreement_term_version FOREIGN KEY (agreement_id, number)
    REFERENCES agreement_version (agreement_id, number));

CREATE TABLE agreement_version (
  agreement_id TEXT NOT NULL, number INTEGER NOT NULL, words TEXT NOT NULL, valid_from TEXT NOT NULL,
  review_on TEXT NOT NULL, written_at INTEGER NOT NULL, written_name TEXT NOT NULL,
  CONSTRAINT agreement_version_pk PRIMARY KEY (agreement_id, number),
  CONSTRAINT agreement_version_agreement FOREIGN KEY (agreement_id) REFERENCES partnership_agreement (id),
  CONSTRAINT agreement_version_review CHECK (review_on > valid_from));

CREATE TABLE allocation_proposal (
  id TEXT NOT NULL, name TEXT NOT NULL, note TEXT, state TEXT NOT NULL, allocation TEXT NOT NULL,
  by_account TEXT, by_name TEXT NOT NULL, created_at INTEGER NOT NULL, decided_by TEXT,
  decided_at INTEGER, version INTEGER NOT NULL,
  CONSTRAINT allocation_proposal_pk PRIMARY KEY (id),
  CONSTRAINT allocation_proposal_decided
    CHECK (state NOT IN ('approved', 'withdrawn') OR decided_by IS NOT NULL),
  CONSTRAINT allocation_proposal_state CHECK (state IN ('proposed', 'approved', 'replaced', 'withdrawn')));

CREATE TABLE area_deprivation (
  area TEXT NOT NULL, decile INTEGER NOT NULL, source TEXT NOT NULL,
  CONSTRAINT area_deprivation_pk PRIMARY KEY (area),
  CONSTRAINT area_deprivation_decile CHECK (decile BETWEEN 1 AND 10));

CREATE TABLE area_population (
  locality_id TEXT NOT NULL, children INTEGER NOT NULL, year INTEGER NOT NULL, source TEXT NOT NULL,
  CONSTRAINT area_population_pk PRIMARY KEY (locality_id),
  CONSTRAINT area_population_locality FOREIGN KEY (locality_id) REFERENCES locality (id),
  CONSTRAINT area_population_children CHECK (children > 0));

CREATE TABLE bank_holiday (
  held_on TEXT NOT NULL CONSTRAINT bank_holiday_key PRIMARY KEY,
  name TEXT NOT NULL,
  mark TEXT NOT NULL,
  source TEXT NOT NULL,
  is_local BOOLEAN NOT NULL
);

CREATE TABLE calendar_link (
  visitor_id TEXT NOT NULL, serial INTEGER NOT NULL, is_on BOOLEAN NOT NULL, made_at INTEGER NOT NULL,
  CONSTRAINT calendar_link_pk PRIMARY KEY (visitor_id),
  CONSTRAINT calendar_link_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id));

CREATE TABLE checklist (
  code TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL, is_sample BOOLEAN NOT NULL,
  loaded_at INTEGER NOT NULL,
  CONSTRAINT checklist_pk PRIMARY KEY (code));

CREATE TABLE checklist_item (
  id TEXT NOT NULL, checklist TEXT NOT NULL, area TEXT NOT NULL, code TEXT NOT NULL,
  from_months INTEGER NOT NULL, to_months INTEGER NOT NULL, words TEXT NOT NULL, is_offered BOOLEAN NOT NULL, step INTEGER CONSTRAINT checklist_item_step CHECK (step BETWEEN 1 AND 14),
  CONSTRAINT checklist_item_pk PRIMARY KEY (id),
  CONSTRAINT checklist_item_code UNIQUE (checklist, code),
  CONSTRAINT checklist_item_checklist FOREIGN KEY (checklist) REFERENCES checklist (code),
  CONSTRAINT checklist_item_months CHECK (from_months BETWEEN 0 AND to_months));

CREATE TABLE child (
  id TEXT NOT NULL, family_id TEXT,
  given_name TEXT NOT NULL, family_name TEXT NOT NULL, preferred_name TEXT,
  birth_on TEXT, expected_on TEXT, sex TEXT NOT NULL, ethnicity TEXT,
  nhs_number TEXT, nhs_status TEXT NOT NULL, upn TEXT, former_upn TEXT,
  address TEXT, postcode TEXT, is_address_hidden BOOLEAN NOT NULL, locality_id TEXT,
  phone TEXT, school TEXT, gp TEXT, first_language TEXT, needs_interpreter BOOLEAN NOT NULL,
  communication TEXT, what_matters TEXT, alerts TEXT,
  is_restricted BOOLEAN NOT NULL, restricted_why TEXT, closed_on TEXT, died_on TEXT,
  version INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, middle_names TEXT, merged_into TEXT, not_included_because TEXT, revision INTEGER NOT NULL DEFAULT 0, is_written_here BOOLEAN NOT NULL DEFAULT FALSE,
  CONSTRAINT child_pk PRIMARY KEY (id),
  CONSTRAINT child_family FOREIGN KEY (family_id) REFERENCES family (id),
  CONSTRAINT child_locality FOREIGN KEY (locality_id) REFERENCES locality (id),
  CONSTRAINT child_born_or_expected CHECK (birth_on IS NULL OR expected_on IS NULL),
  CONSTRAINT child_sex CHECK (sex IN ('F', 'M', 'U')),
  CONSTRAINT child_nhs_number UNIQUE (nhs_number), CONSTRAINT child_upn UNIQUE (upn));

CREATE TABLE child_change (
  child_id TEXT NOT NULL PRIMARY KEY,
  changes INTEGER NOT NULL
);

CREATE TABLE child_circumstance (
  id TEXT NOT NULL, child_id TEXT NOT NULL, kind TEXT NOT NULL, answer TEXT NOT NULL,
  from_on TEXT NOT NULL, source TEXT NOT NULL, written_by TEXT NOT NULL, written_at INTEGER NOT NULL,
  CONSTRAINT child_circumstance_pk PRIMARY KEY (id),
  CONSTRAINT child_circumstance_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT child_circumstance_kind CHECK (kind IN ('looked_after', 'young_carer', 'low_income', 'need')));

CREATE TABLE child_merge (
  id TEXT NOT NULL, kept_id TEXT NOT NULL, lost_id TEXT NOT NULL, why TEXT NOT NULL,
  merged_by TEXT NOT NULL, merged_at INTEGER NOT NULL, is_automatic BOOLEAN NOT NULL,
  lost_nhs_number TEXT, lost_upn TEXT, filled TEXT NOT NULL,
  undone_at INTEGER, undone_by TEXT, undone_why TEXT,
  CONSTRAINT child_merge_pk PRIMARY KEY (id),
  CONSTRAINT child_merge_kept FOREIGN KEY (kept_id) REFERENCES child (id),
  CONSTRAINT child_merge_lost FOREIGN KEY (lost_id) REFERENCES child (id),
  CONSTRAINT child_merge_two CHECK (kept_id <> lost_id),
  CONSTRAINT child_merge_undone CHECK ((undone_at IS NULL) = (undone_why IS NULL)));

CREATE TABLE child_merge_row (
  merge_id TEXT NOT NULL, kind TEXT NOT NULL, row_id TEXT NOT NULL, side TEXT NOT NULL, note TEXT,
  CONSTRAINT child_merge_row_pk PRIMARY KEY (merge_id, kind, row_id),
  CONSTRAINT child_merge_row_merge FOREIGN KEY (merge_id) REFERENCES child_merge (id),
  CONSTRAINT child_merge_row_side CHECK (side IN ('kept', 'lost', 'since_kept', 'since_lost', 'unplaced')));

CREATE TABLE clock (
  id TEXT NOT NULL CONSTRAINT clock_key PRIMARY KEY,
  rule_id TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  about_id TEXT NOT NULL,
  child_id TEXT,
  started_at INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  second_at INTEGER,
  is_extended BOOLEAN NOT NULL,
  paused_days INTEGER NOT NULL,
  paused_since INTEGER,
  due_at INTEGER NOT NULL,
  reckoning TEXT NOT NULL,
  sense TEXT NOT NULL,
  met_at INTEGER,
  status TEXT NOT NULL,
  owner_id TEXT,
  team_id TEXT,
  next_step_at INTEGER,
  CONSTRAINT clock_of_rule FOREIGN KEY (rule_id, rule_version) REFERENCES clock_rule (id, version),
  CONSTRAINT clock_status CHECK (status IN ('running', 'met', 'missed', 'excepted', 'cancelled')),
  CONSTRAINT clock_done CHECK (status NOT IN ('met', 'missed') OR met_at IS NOT NULL),
  CONSTRAINT clock_not_done CHECK (status NOT IN ('running', 'cancelled') OR met_at IS NULL),
  CONSTRAINT clock_paused CHECK (paused_days >= 0 AND (paused_since IS NULL OR status = 'running')),
  CONSTRAINT clock_step CHECK (next_step_at IS NULL OR status = 'running')
);

CREATE TABLE clock_escalation (
  clock_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  percent_passed INTEGER NOT NULL,
  tells TEXT NOT NULL,
  passed_at INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  CONSTRAINT clock_escalation_key PRIMARY KEY (clock_id, due_at, percent_passed),
  CONSTRAINT clock_escalation_of FOREIGN KEY (clock_id) REFERENCES clock (id)
);

CREATE TABLE clock_exception (
  clock_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  by_id TEXT,
  recorded_at INTEGER NOT NULL,
  CONSTRAINT clock_exception_key PRIMARY KEY (clock_id, reason, starts_on),
  CONSTRAINT clock_exception_of FOREIGN KEY (clock_id) REFERENCES clock (id),
  CONSTRAINT clock_exception_why FOREIGN KEY (reason) REFERENCES clock_exception_reason (code),
  CONSTRAINT clock_exception_order CHECK (ends_on >= starts_on),
  CONSTRAINT clock_exception_evidence CHECK (evidence <> '')
);

CREATE TABLE clock_exception_reason (
  code TEXT NOT NULL CONSTRAINT clock_exception_reason_key PRIMARY KEY,
  title TEXT NOT NULL,
  least_days INTEGER NOT NULL,
  source TEXT NOT NULL
);

CREATE TABLE clock_rule (
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  trigger_words TEXT NOT NULL,
  amount INTEGER NOT NULL,
  unit TEXT NOT NULL,
  direction TEXT NOT NULL,
  counts_first_day BOOLEAN NOT NULL,
  fixed_date TEXT,
  working_hours TEXT,
  roll_over TEXT NOT NULL,
  second_takes TEXT,
  second_amount INTEGER,
  second_unit TEXT,
  second_trigger TEXT,
  sense TEXT NOT NULL,
  due_minute INTEGER,
  then_rule_id TEXT,
  once_only BOOLEAN NOT NULL,
  extension_amount INTEGER,
  pausable BOOLEAN NOT NULL,
  exceptions TEXT NOT NULL,
  owner_role TEXT,
  escalation TEXT NOT NULL,
  configurable BOOLEAN NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  source TEXT NOT NULL,
  mark TEXT NOT NULL,
  note TEXT NOT NULL,
  is_local BOOLEAN NOT NULL,
  local_note TEXT NOT NULL,
  CONSTRAINT clock_rule_key PRIMARY KEY (id, version),
  CONSTRAINT clock_rule_sourced CHECK (source <> '' AND title <> ''),
  CONSTRAINT clock_rule_second CHECK ((second_takes IS NULL) = (second_amount IS NULL)),
  CONSTRAINT clock_rule_validity CHECK (valid_to >= valid_from)
);

CREATE TABLE clock_rule_date (
  rule_id TEXT NOT NULL,
  trigger_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  is_local BOOLEAN NOT NULL,
  CONSTRAINT clock_rule_date_key PRIMARY KEY (rule_id, trigger_on),
  CONSTRAINT clock_rule_date_order CHECK (due_on >= trigger_on)
);

CREATE TABLE complaint (
  id TEXT NOT NULL, reference TEXT NOT NULL, code_hash TEXT NOT NULL, kind TEXT NOT NULL, procedure TEXT,
  about TEXT NOT NULL, words TEXT NOT NULL, wanted TEXT, name TEXT NOT NULL, contact TEXT NOT NULL,
  account_id TEXT, received_at INTEGER NOT NULL, stage INTEGER NOT NULL, state TEXT NOT NULL,
  handler_id TEXT, handler_name TEXT, version INTEGER NOT NULL,
  CONSTRAINT complaint_pk PRIMARY KEY (id),
  CONSTRAINT complaint_reference UNIQUE (reference),
  CONSTRAINT complaint_kind CHECK (kind IN ('complaint', 'compliment')),
  CONSTRAINT complaint_procedure CHECK (procedure IN ('childrens_social_care', 'council', 'nhs')),
  CONSTRAINT complaint_state CHECK (state IN ('received', 'looking', 'answered', 'closed', 'withdrawn')),
  CONSTRAINT complaint_stage CHECK (stage BETWEEN 1 AND 3));

CREATE TABLE complaint_step (
  id TEXT NOT NULL, complaint_id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
  stage INTEGER NOT NULL, at INTEGER NOT NULL, account_id TEXT, actor_name TEXT NOT NULL, words TEXT,
  outcome TEXT, is_open_to_family BOOLEAN NOT NULL,
  CONSTRAINT complaint_step_pk PRIMARY KEY (id),
  CONSTRAINT complaint_step_in_order UNIQUE (complaint_id, number),
  CONSTRAINT complaint_step_complaint FOREIGN KEY (complaint_id) REFERENCES complaint (id),
  CONSTRAINT complaint_step_answer CHECK (kind <> 'answer' OR (words IS NOT NULL AND outcome IS NOT NULL)));

CREATE TABLE consultation (
  id TEXT NOT NULL, title TEXT NOT NULL, stage TEXT NOT NULL, question TEXT NOT NULL, why TEXT NOT NULL,
  audience TEXT NOT NULL, how_to_answer TEXT NOT NULL, documents TEXT NOT NULL, opens_on TEXT NOT NULL,
  closes_on TEXT NOT NULL, survey_id TEXT, is_published BOOLEAN NOT NULL, said TEXT, changed TEXT,
  outcome_at INTEGER, created_at INTEGER NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT consultation_pk PRIMARY KEY (id),
  CONSTRAINT consultation_stage CHECK (stage IN ('informal', 'formal')),
  CONSTRAINT consultation_dates CHECK (opens_on <= closes_on),
  CONSTRAINT consultation_survey FOREIGN KEY (survey_id) REFERENCES survey (id),
  CONSTRAINT consultation_says_both CHECK ((outcome_at IS NULL) = (said IS NULL)
    AND (outcome_at IS NULL) = (changed IS NULL)));

CREATE TABLE core_offer_score (
  agency_id TEXT NOT NULL, head TEXT NOT NULL, score INTEGER NOT NULL, note TEXT, set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  CONSTRAINT core_offer_score_pk PRIMARY KEY (agency_id, head),
  CONSTRAINT core_offer_score_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
  CONSTRAINT core_offer_score_range CHECK (score BETWEEN 0 AND 4));

CREATE TABLE core_offer_state (
  locality_id TEXT NOT NULL, part TEXT NOT NULL, state TEXT NOT NULL, note TEXT, listing_id TEXT,
  set_by TEXT NOT NULL, set_at INTEGER NOT NULL,
  CONSTRAINT core_offer_state_pk PRIMARY KEY (locality_id, part),
  CONSTRAINT core_offer_state_locality FOREIGN KEY (locality_id) REFERENCES locality (id),
  CONSTRAINT core_offer_state_listing FOREIGN KEY (listing_id) REFERENCES listing (id) ON DELETE SET NULL,
  CONSTRAINT core_offer_state_known CHECK (state IN ('there', 'partly', 'gap')));

CREATE TABLE cost_line (
  code TEXT NOT NULL, name TEXT NOT NULL, quantity TEXT NOT NULL, pence INTEGER NOT NULL,
  CONSTRAINT cost_line_pk PRIMARY KEY (code), CONSTRAINT cost_line_is_money CHECK (pence >= 0));

CREATE TABLE course (
  code TEXT NOT NULL, name TEXT NOT NULL, is_check BOOLEAN NOT NULL, months_valid INTEGER, needed_for TEXT,
  given_by TEXT, is_joint BOOLEAN NOT NULL,
  CONSTRAINT course_pk PRIMARY KEY (code),
  CONSTRAINT course_needed_for CHECK (needed_for IN ('visit', 'lone_visit')),
  CONSTRAINT course_months CHECK (months_valid > 0));

CREATE TABLE decision_act (
  id TEXT NOT NULL, decision_id TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
  account_id TEXT, actor_name TEXT NOT NULL, words TEXT,
  CONSTRAINT decision_act_pk PRIMARY KEY (id),
  CONSTRAINT decision_act_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id));

CREATE TABLE decision_attempt (
  id TEXT NOT NULL, decision_id TEXT NOT NULL, what TEXT NOT NULL, refusal TEXT NOT NULL,
  at INTEGER NOT NULL, account_id TEXT, actor_name TEXT NOT NULL,
  CONSTRAINT decision_attempt_pk PRIMARY KEY (id),
  CONSTRAINT decision_attempt_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id));

CREATE TABLE decision_implication (
  id TEXT NOT NULL, decision_id TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL,
  written_by TEXT, written_name TEXT NOT NULL, verified_by TEXT, verified_name TEXT,
  verified_at INTEGER,
  CONSTRAINT decision_implication_pk PRIMARY KEY (id),
  CONSTRAINT decision_implication_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
  CONSTRAINT decision_implication_by_another CHECK (
    verified_at IS NULL OR (verified_by IS NOT NULL AND written_by IS NOT NULL AND verified_by <> written_by)));

CREATE TABLE decision_notice (
  decision_id TEXT NOT NULL, number INTEGER NOT NULL, route TEXT NOT NULL, published_at INTEGER NOT NULL,
  published_by TEXT, published_name TEXT NOT NULL, earliest_at INTEGER NOT NULL, reckoning TEXT NOT NULL,
  why TEXT, content TEXT NOT NULL, withdrawn_at INTEGER,
  CONSTRAINT decision_notice_pk PRIMARY KEY (decision_id, number),
  CONSTRAINT decision_notice_earliest UNIQUE (decision_id, number, earliest_at),
  CONSTRAINT decision_notice_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
  CONSTRAINT decision_notice_route CHECK (route IN ('notice', 'general_exception', 'special_urgency')),
  CONSTRAINT decision_notice_says_why CHECK (route = 'notice' OR why IS NOT NULL));

CREATE TABLE decision_option (
  id TEXT NOT NULL, decision_id TEXT NOT NULL, title TEXT NOT NULL, appraisal TEXT NOT NULL,
  is_recommended BOOLEAN NOT NULL,
  CONSTRAINT decision_option_pk PRIMARY KEY (id),
  CONSTRAINT decision_option_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id));

CREATE TABLE decision_part (
  id TEXT NOT NULL, decision_id TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL, exempt_why TEXT,
  CONSTRAINT decision_part_pk PRIMARY KEY (id),
  CONSTRAINT decision_part_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id));

CREATE TABLE decision_private_notice (
  decision_id TEXT NOT NULL, number INTEGER NOT NULL, published_at INTEGER NOT NULL,
  published_name TEXT NOT NULL, earliest_at INTEGER NOT NULL, reckoning TEXT NOT NULL, why TEXT NOT NULL,
  representations TEXT, answer TEXT, withdrawn_at INTEGER,
  CONSTRAINT decision_private_notice_pk PRIMARY KEY (decision_id, number, published_at),
  CONSTRAINT decision_private_notice_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
  CONSTRAINT decision_private_notice_number CHECK (number IN (1, 2)),
  CONSTRAINT decision_private_notice_answers CHECK (
    number = 1 OR (representations IS NOT NULL AND answer IS NOT NULL)));

CREATE TABLE decision_record (
  id TEXT NOT NULL, reference TEXT NOT NULL, title TEXT NOT NULL, matter TEXT NOT NULL,
  maker_name TEXT NOT NULL, maker_title TEXT NOT NULL, members TEXT, decide_from TEXT NOT NULL,
  decide_to TEXT NOT NULL, documents TEXT NOT NULL, copies_from TEXT NOT NULL,
  other_documents TEXT NOT NULL, how_to_ask TEXT NOT NULL, wards INTEGER NOT NULL, years INTEGER NOT NULL,
  equality TEXT NOT NULL, equality_note TEXT, consultation TEXT, delegated_to TEXT, delegated_with TEXT,
  is_jointly_funded BOOLEAN NOT NULL, has_staff_transfer BOOLEAN NOT NULL, threshold_pence INTEGER NOT NULL,
  state TEXT NOT NULL, prepared_by TEXT, prepared_name TEXT NOT NULL, created_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT decision_record_pk PRIMARY KEY (id),
  CONSTRAINT decision_record_reference UNIQUE (reference),
  CONSTRAINT decision_record_period CHECK (decide_from <= decide_to),
  CONSTRAINT decision_record_both_sign CHECK (delegated_to IS NULL OR delegated_with IS NOT NULL),
  CONSTRAINT decision_record_state CHECK (
    state IN ('draft', 'notice', 'considered', 'decided', 'called_in', 'started', 'closed')));

CREATE TABLE decision_stream (
  id TEXT NOT NULL, decision_id TEXT NOT NULL, words TEXT NOT NULL, pence INTEGER NOT NULL,
  is_yearly BOOLEAN NOT NULL,
  CONSTRAINT decision_stream_pk PRIMARY KEY (id),
  CONSTRAINT decision_stream_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id));

CREATE TABLE decision_taken (
  decision_id TEXT NOT NULL, taken_at INTEGER NOT NULL, is_key BOOLEAN NOT NULL, notice_number INTEGER,
  earliest_at INTEGER, outcome TEXT NOT NULL, reasons TEXT NOT NULL, alternatives TEXT NOT NULL,
  conflicts TEXT NOT NULL, recorded_by TEXT, recorded_name TEXT NOT NULL, recorded_at INTEGER NOT NULL,
  call_in_until INTEGER NOT NULL,
  CONSTRAINT decision_taken_pk PRIMARY KEY (decision_id),
  CONSTRAINT decision_taken_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
  CONSTRAINT decision_taken_notice FOREIGN KEY (decision_id, notice_number, earliest_at)
    REFERENCES decision_notice (decision_id, number, earliest_at),
  CONSTRAINT decision_taken_has_notice CHECK (
    NOT is_key OR (notice_number IS NOT NULL AND earliest_at IS NOT NULL)),
  CONSTRAINT decision_taken_not_early CHECK (earliest_at IS NULL OR taken_at >= earliest_at),
  CONSTRAINT decision_taken_has_been CHECK (taken_at <= recorded_at));

CREATE TABLE decision_urgent_private (
  decision_id TEXT NOT NULL, published_at INTEGER NOT NULL, published_name TEXT NOT NULL,
  why TEXT NOT NULL, why_urgent TEXT NOT NULL, agreed_at INTEGER NOT NULL, agreed_words TEXT NOT NULL,
  withdrawn_at INTEGER,
  CONSTRAINT decision_urgent_private_pk PRIMARY KEY (decision_id, published_at),
  CONSTRAINT decision_urgent_private_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
  CONSTRAINT decision_urgent_private_agreed_first CHECK (agreed_at <= published_at));

CREATE TABLE declared_interest (
  id TEXT NOT NULL, meeting_id TEXT NOT NULL, member_id TEXT NOT NULL, words TEXT NOT NULL,
  done TEXT NOT NULL, at INTEGER NOT NULL, recorded_name TEXT NOT NULL,
  CONSTRAINT declared_interest_pk PRIMARY KEY (id),
  CONSTRAINT declared_interest_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting (id),
  CONSTRAINT declared_interest_member FOREIGN KEY (member_id) REFERENCES group_member (id));

CREATE TABLE demonstration (
  name TEXT NOT NULL, began_at INTEGER NOT NULL, filled_at INTEGER,
  CONSTRAINT demonstration_pk PRIMARY KEY (name),
  CONSTRAINT demonstration_only_one CHECK (name = 'thorneshire'));

CREATE TABLE domain_entry (
  assessment_id TEXT NOT NULL, domain TEXT NOT NULL, strengths TEXT, needs TEXT, score INTEGER,
  family_says TEXT, written_by TEXT NOT NULL, written_at INTEGER NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT domain_entry_pk PRIMARY KEY (assessment_id, domain),
  CONSTRAINT domain_entry_assessment FOREIGN KEY (assessment_id) REFERENCES support_assessment (id),
  CONSTRAINT domain_entry_domain FOREIGN KEY (domain) REFERENCES help_domain (code),
  CONSTRAINT domain_entry_score CHECK (score BETWEEN 0 AND 10));

CREATE TABLE ehc_advice (
  id TEXT NOT NULL, case_id TEXT NOT NULL, child_id TEXT NOT NULL, kind TEXT NOT NULL,
  asked_of TEXT NOT NULL, organisation TEXT, email TEXT, asked_on TEXT NOT NULL, state TEXT NOT NULL,
  draft TEXT, words TEXT, received_on TEXT, received_from TEXT, hidden_why TEXT, version INTEGER NOT NULL,
  link_hash TEXT, link_until TEXT, code_hash TEXT, code_until INTEGER, code_tries INTEGER NOT NULL,
  key_hash TEXT, key_until INTEGER,
  CONSTRAINT ehc_advice_pk PRIMARY KEY (id),
  CONSTRAINT ehc_advice_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_advice_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT ehc_advice_state CHECK (state IN ('asked', 'received', 'called_off')),
  CONSTRAINT ehc_advice_received CHECK ((state = 'received') = (received_on IS NOT NULL)),
  CONSTRAINT ehc_advice_words CHECK (state <> 'received' OR words IS NOT NULL));

CREATE TABLE ehc_case (
  id TEXT NOT NULL, child_id TEXT NOT NULL, state TEXT NOT NULL, received_on TEXT NOT NULL,
  source TEXT NOT NULL, asked_by TEXT NOT NULL, reasons TEXT NOT NULL, transferred_from TEXT,
  in_youth_accommodation BOOLEAN NOT NULL, officer_id TEXT, team_id TEXT, version INTEGER NOT NULL,
  created_at INTEGER NOT NULL, beside TEXT NOT NULL DEFAULT '',
  CONSTRAINT ehc_case_pk PRIMARY KEY (id),
  CONSTRAINT ehc_case_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT ehc_case_officer FOREIGN KEY (officer_id) REFERENCES practitioner (id),
  CONSTRAINT ehc_case_state CHECK (state IN ('requested', 'assess_refused', 'assessing', 'issue_refused',
    'drafting', 'drafted', 'maintained', 'ceased', 'withdrawn', 'moved_away', 'handed_over', 'lapsed')));

CREATE TABLE ehc_chaser (
  id TEXT NOT NULL, advice_id TEXT NOT NULL, sent_on TEXT NOT NULL, words TEXT NOT NULL,
  sent_by TEXT NOT NULL,
  CONSTRAINT ehc_chaser_pk PRIMARY KEY (id),
  CONSTRAINT ehc_chaser_advice FOREIGN KEY (advice_id) REFERENCES ehc_advice (id));

CREATE TABLE ehc_comment (
  id TEXT NOT NULL, case_id TEXT NOT NULL, kind TEXT NOT NULL, section TEXT, words TEXT NOT NULL,
  said_by TEXT NOT NULL, said_at INTEGER NOT NULL, answer TEXT, answer_words TEXT, answered_by TEXT,
  answered_at INTEGER, until_on TEXT,
  CONSTRAINT ehc_comment_pk PRIMARY KEY (id),
  CONSTRAINT ehc_comment_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_comment_answered CHECK ((answer IS NULL) = (answered_at IS NULL)));

CREATE TABLE ehc_consultation (
  id TEXT NOT NULL, case_id TEXT NOT NULL, child_id TEXT NOT NULL, setting TEXT NOT NULL,
  asked_on TEXT NOT NULL, replied_on TEXT, answer TEXT, words TEXT,
  CONSTRAINT ehc_consultation_pk PRIMARY KEY (id),
  CONSTRAINT ehc_consultation_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_consultation_reply CHECK ((replied_on IS NULL) = (answer IS NULL)),
  CONSTRAINT ehc_consultation_dates CHECK (replied_on >= asked_on));

CREATE TABLE ehc_dispute (
  id TEXT NOT NULL, case_id TEXT NOT NULL, about TEXT NOT NULL, act TEXT NOT NULL, taken_on TEXT NOT NULL,
  words TEXT, written_by TEXT NOT NULL, written_at INTEGER NOT NULL,
  CONSTRAINT ehc_dispute_pk PRIMARY KEY (id),
  CONSTRAINT ehc_dispute_case FOREIGN KEY (case_id) REFERENCES ehc_case (id));

CREATE TABLE ehc_ending (
  id TEXT NOT NULL, case_id TEXT NOT NULL, proposed_on TEXT NOT NULL, code TEXT NOT NULL,
  why TEXT NOT NULL, setting TEXT NOT NULL, family_said TEXT, setting_said TEXT, decided_on TEXT, reasons TEXT,
  ended_on TEXT, off_on TEXT, off_why TEXT, written_by TEXT NOT NULL, written_at INTEGER NOT NULL,
  CONSTRAINT ehc_ending_pk PRIMARY KEY (id),
  CONSTRAINT ehc_ending_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_ending_decided CHECK (decided_on IS NULL
    OR (reasons IS NOT NULL AND family_said IS NOT NULL AND setting_said IS NOT NULL)),
  CONSTRAINT ehc_ending_ended CHECK (ended_on IS NULL OR (decided_on IS NOT NULL AND off_on IS NULL)),
  CONSTRAINT ehc_ending_off CHECK ((off_on IS NULL) = (off_why IS NULL)));

CREATE TABLE ehc_late_entry (
  id TEXT NOT NULL, case_id TEXT NOT NULL, what TEXT NOT NULL, happened_on TEXT NOT NULL,
  why TEXT NOT NULL, written_by TEXT NOT NULL, written_at INTEGER NOT NULL,
  CONSTRAINT ehc_late_entry_pk PRIMARY KEY (id),
  CONSTRAINT ehc_late_entry_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_late_entry_why CHECK (why <> ''));

CREATE TABLE ehc_learner (
  child_id TEXT NOT NULL, learner_number TEXT, upn_unknown TEXT,
  CONSTRAINT ehc_learner_pk PRIMARY KEY (child_id),
  CONSTRAINT ehc_learner_child FOREIGN KEY (child_id) REFERENCES child (id));

CREATE TABLE ehc_letter_part (
  letter TEXT NOT NULL, part TEXT NOT NULL, place INTEGER NOT NULL, heading TEXT NOT NULL, words TEXT NOT NULL,
  source TEXT NOT NULL, CONSTRAINT ehc_letter_part_pk PRIMARY KEY (letter, part));

CREATE TABLE ehc_look (
  case_id TEXT NOT NULL, account_id TEXT NOT NULL, looked_at INTEGER NOT NULL,
  CONSTRAINT ehc_look_pk PRIMARY KEY (case_id, account_id),
  CONSTRAINT ehc_look_case FOREIGN KEY (case_id) REFERENCES ehc_case (id));

CREATE TABLE ehc_meeting (
  id TEXT NOT NULL, case_id TEXT NOT NULL, child_id TEXT NOT NULL, meeting_on TEXT NOT NULL,
  place TEXT NOT NULL, invited TEXT NOT NULL, reports_on TEXT, ended_at INTEGER, written_by TEXT NOT NULL,
  CONSTRAINT ehc_meeting_pk PRIMARY KEY (id),
  CONSTRAINT ehc_meeting_case FOREIGN KEY (case_id) REFERENCES ehc_case (id));

CREATE TABLE ehc_need (
  case_id TEXT NOT NULL, rank INTEGER NOT NULL, code TEXT NOT NULL,
  CONSTRAINT ehc_need_pk PRIMARY KEY (case_id, rank),
  CONSTRAINT ehc_need_case FOREIGN KEY (case_id) REFERENCES ehc_case (id));

CREATE TABLE ehc_panel_question (
  id TEXT NOT NULL, case_id TEXT NOT NULL, matter TEXT NOT NULL, words TEXT, asked_by TEXT NOT NULL,
  asked_account TEXT, asked_at INTEGER NOT NULL, called_off_at INTEGER, answer TEXT, reasons TEXT,
  answered_by TEXT, answered_at INTEGER,
  CONSTRAINT ehc_panel_question_pk PRIMARY KEY (id),
  CONSTRAINT ehc_panel_question_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_panel_question_matter CHECK (matter IN ('assess', 'issue')),
  CONSTRAINT ehc_panel_question_answered CHECK ((answer IS NULL) = (answered_at IS NULL)
    AND (answer IS NULL OR reasons IS NOT NULL)));

CREATE TABLE ehc_place (
  case_id TEXT NOT NULL, is_named BOOLEAN NOT NULL, place INTEGER NOT NULL, urn TEXT, ukprn TEXT,
  setting TEXT, setting_other TEXT, rank TEXT, entered_on TEXT, left_on TEXT, in_unit TEXT, resourced TEXT,
  residential TEXT, work_based TEXT,
  CONSTRAINT ehc_place_pk PRIMARY KEY (case_id, is_named, place),
  CONSTRAINT ehc_place_case FOREIGN KEY (case_id) REFERENCES ehc_case (id));

CREATE TABLE ehc_plan (
  id TEXT NOT NULL, case_id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
  sent_on TEXT, created_at INTEGER NOT NULL,
  CONSTRAINT ehc_plan_pk PRIMARY KEY (id),
  CONSTRAINT ehc_plan_number UNIQUE (case_id, number),
  CONSTRAINT ehc_plan_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_plan_kind CHECK (kind IN ('draft', 'final')));

CREATE TABLE ehc_plan_line (
  plan_id TEXT NOT NULL, line_id TEXT NOT NULL, section TEXT NOT NULL, place INTEGER NOT NULL,
  words TEXT NOT NULL, plain TEXT, need_id TEXT, provider TEXT, how_often TEXT, measure TEXT, by_on TEXT,
  for_adulthood BOOLEAN NOT NULL,
  CONSTRAINT ehc_plan_line_pk PRIMARY KEY (plan_id, line_id),
  CONSTRAINT ehc_plan_line_plan FOREIGN KEY (plan_id) REFERENCES ehc_plan (id),
  CONSTRAINT ehc_plan_line_section CHECK (
    section IN ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H1', 'H2', 'I', 'J', 'K')));

CREATE TABLE ehc_published (
  year INTEGER NOT NULL, level TEXT NOT NULL, area TEXT NOT NULL, name TEXT NOT NULL, measure TEXT NOT NULL,
  percent DOUBLE PRECISION NOT NULL,
  CONSTRAINT ehc_published_pk PRIMARY KEY (year, area, measure));

CREATE TABLE ehc_reassessment (
  id TEXT NOT NULL, case_id TEXT NOT NULL, asked_on TEXT NOT NULL, source TEXT, asked_by TEXT NOT NULL,
  why TEXT NOT NULL, decided_on TEXT, answer TEXT, reasons TEXT, draft_on TEXT, evidence TEXT,
  final_on TEXT, kept_on TEXT, kept_why TEXT, written_by TEXT NOT NULL, written_at INTEGER NOT NULL,
  CONSTRAINT ehc_reassessment_pk PRIMARY KEY (id),
  CONSTRAINT ehc_reassessment_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_reassessment_answer CHECK (answer IN ('yes', 'no')),
  CONSTRAINT ehc_reassessment_decided CHECK ((answer IS NULL) = (decided_on IS NULL)
    AND (answer IS NULL OR answer = 'yes' OR reasons IS NOT NULL)));

CREATE TABLE ehc_request (
  id TEXT NOT NULL, source TEXT NOT NULL, organisation TEXT, asker TEXT NOT NULL, email TEXT NOT NULL,
  given_name TEXT NOT NULL, family_name TEXT NOT NULL, birth_on TEXT NOT NULL, upn TEXT,
  reasons TEXT NOT NULL, tried TEXT, family_knows BOOLEAN NOT NULL, asked_at INTEGER NOT NULL,
  case_id TEXT, answer TEXT, answered_by TEXT, answered_at INTEGER,
  CONSTRAINT ehc_request_pk PRIMARY KEY (id),
  CONSTRAINT ehc_request_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_request_answered CHECK ((answered_at IS NULL) = (answered_by IS NULL)
    AND (case_id IS NULL OR answered_at IS NOT NULL)));

CREATE TABLE ehc_return (
  case_id TEXT NOT NULL, request_mediation BOOLEAN NOT NULL, request_tribunal BOOLEAN NOT NULL,
  assessment_mediation BOOLEAN NOT NULL, assessment_tribunal BOOLEAN NOT NULL, other_mediation BOOLEAN NOT NULL,
  other_tribunal BOOLEAN NOT NULL, week20 BOOLEAN NOT NULL, has_budget BOOLEAN NOT NULL,
  has_arrangements BOOLEAN NOT NULL, direct_payment TEXT, residential TEXT, work_based TEXT,
  phase_due_on TEXT, phase_final_on TEXT,
  CONSTRAINT ehc_return_pk PRIMARY KEY (case_id),
  CONSTRAINT ehc_return_case FOREIGN KEY (case_id) REFERENCES ehc_case (id));

CREATE TABLE ehc_return_download (
  id TEXT NOT NULL, file_id TEXT NOT NULL, taken_by TEXT NOT NULL, taken_at INTEGER NOT NULL,
  CONSTRAINT ehc_return_download_pk PRIMARY KEY (id),
  CONSTRAINT ehc_return_download_file FOREIGN KEY (file_id) REFERENCES ehc_return_file (id));

CREATE TABLE ehc_return_figure (
  file_id TEXT NOT NULL, rule TEXT NOT NULL, count INTEGER NOT NULL,
  CONSTRAINT ehc_return_figure_pk PRIMARY KEY (file_id, rule),
  CONSTRAINT ehc_return_figure_file FOREIGN KEY (file_id) REFERENCES ehc_return_file (id));

CREATE TABLE ehc_return_file (
  id TEXT NOT NULL, year INTEGER NOT NULL, council TEXT NOT NULL, prepared_by TEXT NOT NULL,
  prepared_account TEXT NOT NULL, prepared_at INTEGER NOT NULL, note TEXT, persons INTEGER NOT NULL,
  plans INTEGER NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL, approved_by TEXT,
  approved_account TEXT, approved_at INTEGER, sent_on TEXT, sent_by TEXT, dropped_at INTEGER,
  dropped_by TEXT,
  CONSTRAINT ehc_return_file_pk PRIMARY KEY (id),
  CONSTRAINT ehc_return_file_two CHECK (approved_account IS NULL OR approved_account <> prepared_account),
  CONSTRAINT ehc_return_file_approved CHECK ((approved_at IS NULL) = (approved_account IS NULL)),
  CONSTRAINT ehc_return_file_sent CHECK (sent_on IS NULL OR approved_at IS NOT NULL));

CREATE TABLE ehc_return_part (
  file_id TEXT NOT NULL, place INTEGER NOT NULL, bytes BLOB NOT NULL,
  CONSTRAINT ehc_return_part_pk PRIMARY KEY (file_id, place),
  CONSTRAINT ehc_return_part_file FOREIGN KEY (file_id) REFERENCES ehc_return_file (id));

CREATE TABLE ehc_review (
  id TEXT NOT NULL, case_id TEXT NOT NULL, child_id TEXT NOT NULL, held_on TEXT NOT NULL, came TEXT,
  voice TEXT, adult_services TEXT, report_on TEXT, outcome TEXT, decided_on TEXT, draft_on TEXT,
  final_on TEXT, written_by TEXT NOT NULL, evidence TEXT, kept_on TEXT, kept_why TEXT, reassess_on TEXT,
  CONSTRAINT ehc_review_pk PRIMARY KEY (id),
  CONSTRAINT ehc_review_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_review_outcome CHECK (outcome IN ('maintain', 'amend', 'cease')),
  CONSTRAINT ehc_review_dates CHECK (decided_on >= held_on AND report_on >= held_on));

CREATE TABLE ehc_step (
  id TEXT NOT NULL, case_id TEXT NOT NULL, step TEXT NOT NULL, state_from TEXT NOT NULL,
  state_to TEXT NOT NULL, taken_on TEXT NOT NULL, code TEXT, reasons TEXT, late_why TEXT,
  written_by TEXT NOT NULL, written_at INTEGER NOT NULL, undone_at INTEGER, undone_why TEXT,
  CONSTRAINT ehc_step_pk PRIMARY KEY (id),
  CONSTRAINT ehc_step_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
  CONSTRAINT ehc_step_refusal CHECK (
    step NOT IN ('refuse_assess', 'refuse_issue', 'cease') OR reasons IS NOT NULL),
  CONSTRAINT ehc_step_undone CHECK ((undone_at IS NULL) = (undone_why IS NULL)));

CREATE TABLE emergency_access (
  id TEXT NOT NULL, child_id TEXT NOT NULL, account_id TEXT NOT NULL, account_name TEXT NOT NULL,
  reason TEXT NOT NULL, began_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
  reviewed_at INTEGER, reviewed_by TEXT, reviewer_name TEXT, finding TEXT, finding_note TEXT,
  CONSTRAINT emergency_access_pk PRIMARY KEY (id),
  CONSTRAINT emergency_access_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT emergency_access_other_reviews CHECK (reviewed_by IS NULL OR reviewed_by <> account_id));

CREATE TABLE event (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CONSTRAINT event_kind_is_named CHECK (kind <> ''),
  about_id TEXT NOT NULL,
  child_id TEXT,
  account_id TEXT,
  actor_name TEXT NOT NULL,
  actor_role TEXT,
  agency_id TEXT,
  purpose TEXT,
  at INTEGER NOT NULL,
  changed TEXT NOT NULL,
  why TEXT,
  origin TEXT NOT NULL,
  hash BLOB NOT NULL,
  seal INTEGER
);

CREATE TABLE event_seal (
  number INTEGER NOT NULL PRIMARY KEY,
  previous BLOB NOT NULL,
  root BLOB NOT NULL,
  events INTEGER NOT NULL CONSTRAINT event_seal_is_not_empty CHECK (events > 0),
  first_id TEXT NOT NULL,
  last_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  seal BLOB NOT NULL
);

CREATE TABLE family (
  id TEXT NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL,
  CONSTRAINT family_pk PRIMARY KEY (id));

CREATE TABLE family_visit_wish (
  child_id TEXT NOT NULL, days TEXT NOT NULL, from_minute INTEGER, to_minute INTEGER, language TEXT,
  whom TEXT NOT NULL, words TEXT, said_by TEXT NOT NULL, said_at INTEGER NOT NULL, version INTEGER NOT NULL,
  read_by TEXT, read_at INTEGER, answer TEXT,
  CONSTRAINT family_visit_wish_pk PRIMARY KEY (child_id),
  CONSTRAINT family_visit_wish_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT family_visit_wish_whom CHECK (whom IN ('any', 'same', 'another')),
  CONSTRAINT family_visit_wish_times
    CHECK ((from_minute IS NULL) = (to_minute IS NULL) AND from_minute < to_minute),
  CONSTRAINT family_visit_wish_read CHECK ((read_by IS NULL) = (read_at IS NULL)));

CREATE TABLE feed_record (
  source TEXT NOT NULL, source_key TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL,
  taken_at INTEGER NOT NULL, CONSTRAINT feed_record_pk PRIMARY KEY (source, kind, source_key));

CREATE TABLE finding (
  id TEXT NOT NULL, source TEXT NOT NULL, source_id TEXT, source_name TEXT NOT NULL, said TEXT NOT NULL,
  answer TEXT, did TEXT, plan_item_id TEXT, plan_id TEXT, published_at INTEGER,
  created_at INTEGER NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT finding_pk PRIMARY KEY (id),
  CONSTRAINT finding_source CHECK (source IN ('survey', 'consultation', 'complaint', 'panel')),
  CONSTRAINT finding_published_with_answer CHECK (published_at IS NULL OR answer IS NOT NULL),
  CONSTRAINT finding_row_of_plan CHECK ((plan_item_id IS NULL) = (plan_id IS NULL)));

CREATE TABLE form_draft (
  owner TEXT NOT NULL,
  page TEXT NOT NULL,
  form TEXT NOT NULL,
  fields TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  CONSTRAINT form_draft_pk PRIMARY KEY (owner, page, form));

CREATE TABLE form_sent (
  form_id TEXT NOT NULL,
  owner TEXT NOT NULL,
  path TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  CONSTRAINT form_sent_pk PRIMARY KEY (form_id));

CREATE TABLE funding_stream (
  code TEXT NOT NULL, name TEXT NOT NULL, pence INTEGER NOT NULL, recurrence TEXT NOT NULL, state TEXT NOT NULL,
  restricted_to TEXT,
  CONSTRAINT funding_stream_pk PRIMARY KEY (code),
  CONSTRAINT funding_stream_is_money CHECK (pence >= 0),
  CONSTRAINT funding_stream_recurrence CHECK (recurrence IN ('yearly', 'once')),
  CONSTRAINT funding_stream_state CHECK (state IN ('bid', 'confirmed')));

CREATE TABLE goal_comment (
  id TEXT NOT NULL, goal_id TEXT NOT NULL, words TEXT NOT NULL, said_by TEXT NOT NULL,
  said_at INTEGER NOT NULL,
  CONSTRAINT goal_comment_pk PRIMARY KEY (id),
  CONSTRAINT goal_comment_goal FOREIGN KEY (goal_id) REFERENCES support_goal (id));

CREATE TABLE goal_score (
  review_id TEXT NOT NULL, goal_id TEXT NOT NULL, score INTEGER NOT NULL, was INTEGER,
  corrected_by TEXT, corrected_at INTEGER, corrected_why TEXT,
  CONSTRAINT goal_score_pk PRIMARY KEY (review_id, goal_id),
  CONSTRAINT goal_score_review FOREIGN KEY (review_id) REFERENCES support_review (id),
  CONSTRAINT goal_score_goal FOREIGN KEY (goal_id) REFERENCES support_goal (id),
  CONSTRAINT goal_score_range CHECK (score BETWEEN 0 AND 5),
  CONSTRAINT goal_score_corrected CHECK (was IS NULL OR corrected_why IS NOT NULL));

CREATE TABLE group_action (
  id TEXT NOT NULL, group_id TEXT NOT NULL, words TEXT NOT NULL, lead TEXT NOT NULL, due_on TEXT NOT NULL,
  agreed_at INTEGER NOT NULL, risk_id TEXT, done_at INTEGER, done_words TEXT, done_name TEXT,
  CONSTRAINT group_action_pk PRIMARY KEY (id),
  CONSTRAINT group_action_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
  CONSTRAINT group_action_risk FOREIGN KEY (risk_id) REFERENCES risk (id),
  CONSTRAINT group_action_shows_something CHECK ((done_at IS NULL) = (done_words IS NULL)));

CREATE TABLE group_meeting (
  id TEXT NOT NULL, group_id TEXT NOT NULL, starts_at INTEGER NOT NULL, place TEXT NOT NULL,
  state TEXT NOT NULL, apologies TEXT, agreed_at INTEGER, version INTEGER NOT NULL,
  CONSTRAINT group_meeting_pk PRIMARY KEY (id),
  CONSTRAINT group_meeting_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
  CONSTRAINT group_meeting_state CHECK (state IN ('planned', 'held', 'cancelled')),
  CONSTRAINT group_meeting_agrees_what_was_held CHECK (agreed_at IS NULL OR state = 'held'));

CREATE TABLE group_member (
  id TEXT NOT NULL, group_id TEXT NOT NULL, name TEXT NOT NULL, side TEXT NOT NULL, agency TEXT NOT NULL,
  part TEXT NOT NULL, is_named BOOLEAN NOT NULL, practitioner_id TEXT, person_id TEXT,
  began_on TEXT NOT NULL, ended_on TEXT,
  CONSTRAINT group_member_pk PRIMARY KEY (id),
  CONSTRAINT group_member_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
  CONSTRAINT group_member_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT group_member_person FOREIGN KEY (person_id) REFERENCES person (id),
  CONSTRAINT group_member_one_account CHECK (practitioner_id IS NULL OR person_id IS NULL),
  CONSTRAINT group_member_dates CHECK (ended_on IS NULL OR ended_on >= began_on));

CREATE TABLE group_name (
  group_id TEXT NOT NULL, name TEXT NOT NULL, used_from TEXT NOT NULL, source TEXT,
  CONSTRAINT group_name_pk PRIMARY KEY (group_id, name, used_from),
  CONSTRAINT group_name_group FOREIGN KEY (group_id) REFERENCES partnership_group (id));

CREATE TABLE group_objective (
  group_id TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, words TEXT,
  CONSTRAINT group_objective_pk PRIMARY KEY (group_id, number),
  CONSTRAINT group_objective_group FOREIGN KEY (group_id) REFERENCES partnership_group (id));

CREATE TABLE group_report (
  id TEXT NOT NULL, group_id TEXT NOT NULL, meeting_id TEXT NOT NULL, figures_on TEXT NOT NULL,
  purpose TEXT NOT NULL, aims TEXT NOT NULL, easy_words TEXT, written_by TEXT, written_name TEXT NOT NULL,
  facts TEXT, approved_by TEXT, approved_name TEXT, approved_at INTEGER, version INTEGER NOT NULL,
  CONSTRAINT group_report_pk PRIMARY KEY (id),
  CONSTRAINT group_report_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
  CONSTRAINT group_report_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting (id),
  CONSTRAINT group_report_purpose CHECK (purpose IN ('information', 'decision')),
  CONSTRAINT group_report_by_another CHECK (approved_by IS NULL OR approved_by <> written_by),
  CONSTRAINT group_report_frozen CHECK (approved_at IS NULL OR (facts IS NOT NULL AND easy_words IS NOT NULL)));

CREATE TABLE group_report_line (
  id TEXT NOT NULL, report_id TEXT NOT NULL, kind TEXT NOT NULL, objective INTEGER, words TEXT NOT NULL,
  is_assembled BOOLEAN NOT NULL,
  CONSTRAINT group_report_line_pk PRIMARY KEY (id),
  CONSTRAINT group_report_line_report FOREIGN KEY (report_id) REFERENCES group_report (id),
  CONSTRAINT group_report_line_kind CHECK (kind IN ('progress', 'achievement', 'risk')));

CREATE TABLE half_session (
  token_hash TEXT NOT NULL, account_id TEXT NOT NULL, created_at INTEGER NOT NULL,
  CONSTRAINT half_session_pk PRIMARY KEY (token_hash),
  CONSTRAINT half_session_account FOREIGN KEY (account_id) REFERENCES account (id));

CREATE TABLE held_role (
  id TEXT NOT NULL, account_id TEXT NOT NULL, role TEXT NOT NULL, agency_id TEXT, team_id TEXT,
  from_on TEXT NOT NULL, to_on TEXT, ended_at INTEGER,
  CONSTRAINT held_role_pk PRIMARY KEY (id),
  CONSTRAINT held_role_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT held_role_dates CHECK (to_on IS NULL OR to_on >= from_on));

CREATE TABLE help_check (
  id TEXT NOT NULL, request_id TEXT NOT NULL, agency_id TEXT NOT NULL, question TEXT NOT NULL,
  asked_by TEXT NOT NULL, asked_at INTEGER NOT NULL, due_at INTEGER NOT NULL,
  finding TEXT, answer TEXT, answered_by TEXT, answered_at INTEGER, cancelled_at INTEGER,
  CONSTRAINT help_check_pk PRIMARY KEY (id),
  CONSTRAINT help_check_request FOREIGN KEY (request_id) REFERENCES help_request (id),
  CONSTRAINT help_check_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
  CONSTRAINT help_check_answered CHECK ((answered_at IS NULL) = (finding IS NULL)),
  CONSTRAINT help_check_over CHECK (answered_at IS NULL OR cancelled_at IS NULL));

CREATE TABLE help_decision (
  id TEXT NOT NULL, request_id TEXT NOT NULL, child_id TEXT, outcome TEXT NOT NULL, level TEXT NOT NULL,
  reason TEXT NOT NULL, judgement TEXT, told TEXT NOT NULL, alternative TEXT, agreement TEXT,
  agreement_note TEXT, rule TEXT NOT NULL, team_id TEXT, involvement_id TEXT,
  decided_by TEXT, decided_by_name TEXT NOT NULL, decided_at INTEGER NOT NULL, again_why TEXT,
  undone_at INTEGER, undone_why TEXT, replaced_at INTEGER, taken_up_at INTEGER,
  CONSTRAINT help_decision_pk PRIMARY KEY (id),
  CONSTRAINT help_decision_request FOREIGN KEY (request_id) REFERENCES help_request (id),
  CONSTRAINT help_decision_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT help_decision_team FOREIGN KEY (team_id) REFERENCES team (id),
  CONSTRAINT help_decision_told CHECK (told <> '' AND reason <> ''),
  CONSTRAINT help_decision_alternative
    CHECK (outcome NOT IN ('advice', 'not_this_service') OR alternative IS NOT NULL));

CREATE TABLE help_decision_criterion (
  decision_id TEXT NOT NULL, criterion_id TEXT NOT NULL,
  CONSTRAINT help_decision_criterion_pk PRIMARY KEY (decision_id, criterion_id),
  CONSTRAINT help_decision_criterion_decision FOREIGN KEY (decision_id) REFERENCES help_decision (id),
  CONSTRAINT help_decision_criterion_known FOREIGN KEY (criterion_id) REFERENCES threshold_criterion (id));

CREATE TABLE help_domain (
  code TEXT NOT NULL, part TEXT NOT NULL, title TEXT NOT NULL, family_title TEXT NOT NULL, asks TEXT NOT NULL,
  source TEXT NOT NULL, position INTEGER NOT NULL,
  CONSTRAINT help_domain_pk PRIMARY KEY (code),
  CONSTRAINT help_domain_part CHECK (part IN ('child', 'parenting', 'family')));

CREATE TABLE help_draft (
  id TEXT NOT NULL, code_hash TEXT NOT NULL, asker TEXT, answers TEXT NOT NULL,
  began_at INTEGER NOT NULL, saved_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  CONSTRAINT help_draft_pk PRIMARY KEY (id), CONSTRAINT help_draft_code UNIQUE (code_hash));

CREATE TABLE help_entry (
  id TEXT NOT NULL, request_id TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL,
  by_name TEXT NOT NULL, by_id TEXT, written_at INTEGER NOT NULL,
  CONSTRAINT help_entry_pk PRIMARY KEY (id),
  CONSTRAINT help_entry_request FOREIGN KEY (request_id) REFERENCES help_request (id),
  CONSTRAINT help_entry_words CHECK (words <> ''));

CREATE TABLE help_request (
  id TEXT NOT NULL, reference TEXT NOT NULL, code_hash TEXT NOT NULL, state TEXT NOT NULL,
  urgency TEXT NOT NULL, urgency_rank INTEGER NOT NULL, reasons TEXT NOT NULL, asker TEXT NOT NULL,
  given_name TEXT NOT NULL, family_name TEXT, birth_on TEXT, postcode TEXT, services TEXT NOT NULL,
  asker_name TEXT NOT NULL, search_text TEXT NOT NULL, asked TEXT NOT NULL,
  child_id TEXT, asker_person_id TEXT, locality_id TEXT, screener_id TEXT, taken_at INTEGER,
  received_at INTEGER NOT NULL, due_at INTEGER, ended_at INTEGER, withdrawn_why TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT help_request_pk PRIMARY KEY (id),
  CONSTRAINT help_request_reference UNIQUE (reference),
  CONSTRAINT help_request_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT help_request_person FOREIGN KEY (asker_person_id) REFERENCES person (id),
  CONSTRAINT help_request_locality FOREIGN KEY (locality_id) REFERENCES locality (id),
  CONSTRAINT help_request_screener FOREIGN KEY (screener_id) REFERENCES practitioner (id),
  CONSTRAINT help_request_state CHECK (state IN ('received', 'screening', 'checks', 'decided', 'withdrawn')),
  CONSTRAINT help_request_open CHECK ((due_at IS NULL) = (state IN ('decided', 'withdrawn'))),
  CONSTRAINT help_request_taken CHECK ((screener_id IS NULL) = (taken_at IS NULL)));

CREATE TABLE implementation_plan (
  id TEXT NOT NULL, title TEXT NOT NULL, vision TEXT, answered_by TEXT NOT NULL, source TEXT,
  is_published BOOLEAN NOT NULL, ended_on TEXT, taken_at INTEGER NOT NULL,
  CONSTRAINT implementation_plan_pk PRIMARY KEY (id),
  CONSTRAINT implementation_plan_title UNIQUE (title));

CREATE TABLE "indicator" (
  id TEXT NOT NULL, objective TEXT NOT NULL, title TEXT NOT NULL, formula TEXT NOT NULL, owner TEXT NOT NULL,
  unit TEXT NOT NULL, is_more_better BOOLEAN NOT NULL, target DOUBLE PRECISION, benchmark DOUBLE PRECISION,
  benchmark_source TEXT, measure TEXT, rule_id TEXT, frequency TEXT NOT NULL, published_measure TEXT,
  published_areas TEXT, ended_on TEXT, number_of TEXT, out_of DOUBLE PRECISION, out_of_source TEXT,
  CONSTRAINT indicator_defined_pk PRIMARY KEY (id),
  CONSTRAINT indicator_defined_title UNIQUE (title),
  CONSTRAINT indicator_defined_unit CHECK (unit IN ('percent', 'number')),
  CONSTRAINT indicator_defined_frequency CHECK (frequency IN ('month', 'quarter', 'year')),
  CONSTRAINT indicator_defined_says_whose CHECK (benchmark IS NULL OR benchmark_source IS NOT NULL));

CREATE TABLE "indicator_value" (
  id TEXT NOT NULL, indicator_id TEXT NOT NULL, month_on TEXT NOT NULL, figure DOUBLE PRECISION NOT NULL,
  part_count INTEGER, whole_count INTEGER, known_at INTEGER NOT NULL, source TEXT NOT NULL,
  entered_by TEXT, entered_name TEXT NOT NULL, approved_by TEXT, approved_name TEXT,
  CONSTRAINT indicator_figure_pk PRIMARY KEY (id),
  CONSTRAINT indicator_figure_indicator FOREIGN KEY (indicator_id) REFERENCES "indicator" (id),
  CONSTRAINT indicator_figure_of_whole CHECK (part_count IS NULL OR part_count <= whole_count),
  CONSTRAINT indicator_figure_by_another CHECK (approved_by IS NULL OR approved_by <> entered_by));

CREATE TABLE invitation (
  id TEXT NOT NULL, token_hash TEXT NOT NULL, account_id TEXT NOT NULL,
  created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
  CONSTRAINT invitation_pk PRIMARY KEY (id), CONSTRAINT invitation_token UNIQUE (token_hash),
  CONSTRAINT invitation_account FOREIGN KEY (account_id) REFERENCES account (id));

CREATE TABLE involvement (
  id TEXT NOT NULL, child_id TEXT NOT NULL, practitioner_id TEXT, agency_id TEXT NOT NULL,
  team_id TEXT, part TEXT NOT NULL, is_key_worker BOOLEAN NOT NULL, is_lead BOOLEAN NOT NULL,
  began_on TEXT NOT NULL, ended_on TEXT, ended_why TEXT, is_hidden_from_family BOOLEAN NOT NULL,
  CONSTRAINT involvement_pk PRIMARY KEY (id),
  CONSTRAINT involvement_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT involvement_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT involvement_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
  CONSTRAINT involvement_team FOREIGN KEY (team_id) REFERENCES team (id),
  CONSTRAINT involvement_dates CHECK (ended_on IS NULL OR ended_on >= began_on));

CREATE TABLE known_referral (
  reference TEXT NOT NULL, received_on TEXT NOT NULL, location TEXT NOT NULL, outcome TEXT,
  CONSTRAINT known_referral_pk PRIMARY KEY (reference),
  CONSTRAINT known_referral_location FOREIGN KEY (location) REFERENCES work_location (code));

CREATE TABLE lead_period (
  involvement_id TEXT NOT NULL, part TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT,
  CONSTRAINT lead_period_pk PRIMARY KEY (involvement_id, part, from_on),
  CONSTRAINT lead_period_involvement FOREIGN KEY (involvement_id) REFERENCES involvement (id),
  CONSTRAINT lead_period_part CHECK (part IN ('lead', 'key_worker')),
  CONSTRAINT lead_period_in_order CHECK (until_on IS NULL OR until_on >= from_on));

CREATE TABLE level_step (
  id TEXT NOT NULL, support_id TEXT NOT NULL, child_id TEXT NOT NULL, direction TEXT NOT NULL,
  level_from TEXT NOT NULL, level_to TEXT NOT NULL, reason TEXT NOT NULL, assessment_id TEXT, team_id TEXT,
  team_name TEXT, handover_on TEXT, state TEXT NOT NULL, asked_at INTEGER NOT NULL, asked_by TEXT NOT NULL,
  answered_at INTEGER, answered_by TEXT, answer_why TEXT,
  CONSTRAINT level_step_pk PRIMARY KEY (id),
  CONSTRAINT level_step_support FOREIGN KEY (support_id) REFERENCES support (id),
  CONSTRAINT level_step_team FOREIGN KEY (team_id) REFERENCES team (id),
  CONSTRAINT level_step_state CHECK (state IN ('pending', 'accepted', 'declined')),
  CONSTRAINT level_step_answered CHECK ((state = 'pending') = (answered_at IS NULL)));

CREATE TABLE link_decision (
  id TEXT NOT NULL, a_source TEXT NOT NULL, a_record TEXT NOT NULL, b_source TEXT NOT NULL,
  b_record TEXT NOT NULL, is_same BOOLEAN NOT NULL, decided_by TEXT NOT NULL, decided_at INTEGER NOT NULL,
  why TEXT NOT NULL, taken_back_at INTEGER, taken_back_by TEXT, taken_back_why TEXT,
  CONSTRAINT link_decision_pk PRIMARY KEY (id),
  CONSTRAINT link_decision_taken_back CHECK ((taken_back_at IS NULL) = (taken_back_why IS NULL)));

CREATE TABLE link_figure (
  on_day TEXT NOT NULL, name TEXT NOT NULL, value DOUBLE PRECISION NOT NULL,
  CONSTRAINT link_figure_pk PRIMARY KEY (on_day, name));

CREATE TABLE link_model (
  id TEXT NOT NULL, learnt_at INTEGER NOT NULL, records INTEGER NOT NULL, content TEXT NOT NULL,
  CONSTRAINT link_model_pk PRIMARY KEY (id));

CREATE TABLE link_pair (
  id TEXT NOT NULL, a_source TEXT NOT NULL, a_record TEXT NOT NULL, b_source TEXT NOT NULL,
  b_record TEXT NOT NULL, a_child TEXT NOT NULL, b_child TEXT NOT NULL, weight DOUBLE PRECISION NOT NULL,
  probability DOUBLE PRECISION NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, found_at INTEGER NOT NULL,
  first_answer TEXT, first_account TEXT, first_name TEXT, first_why TEXT, decided_by TEXT,
  decided_at INTEGER, why TEXT, was_sample BOOLEAN NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT link_pair_pk PRIMARY KEY (id),
  CONSTRAINT link_pair_once UNIQUE (a_source, a_record, b_source, b_record),
  CONSTRAINT link_pair_a FOREIGN KEY (a_child) REFERENCES child (id),
  CONSTRAINT link_pair_b FOREIGN KEY (b_child) REFERENCES child (id),
  CONSTRAINT link_pair_state CHECK (state IN ('open', 'second', 'unsure', 'same', 'different', 'past')),
  CONSTRAINT link_pair_second CHECK (state <> 'second' OR first_account IS NOT NULL),
  CONSTRAINT link_pair_decided CHECK (state NOT IN ('same', 'different') OR decided_at IS NOT NULL));

CREATE TABLE listing (
  id TEXT NOT NULL, organisation_id TEXT NOT NULL, name TEXT NOT NULL, current INTEGER,
  newest INTEGER NOT NULL, assured_on TEXT, assured_by TEXT, published_at INTEGER,
  modified_at INTEGER NOT NULL, deleted_at INTEGER, deleted_by TEXT, source TEXT, source_key TEXT,
  digest TEXT, revision INTEGER NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT listing_pk PRIMARY KEY (id),
  CONSTRAINT listing_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT listing_published_has_date CHECK (current IS NULL OR published_at IS NOT NULL),
  CONSTRAINT listing_current_is_written CHECK (current IS NULL OR current <= newest));

CREATE TABLE listing_version (
  listing_id TEXT NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, content TEXT NOT NULL,
  written_by TEXT NOT NULL, written_at INTEGER NOT NULL, checked_by TEXT, checked_at INTEGER,
  published_by TEXT, published_at INTEGER, returned_why TEXT,
  CONSTRAINT listing_version_pk PRIMARY KEY (listing_id, number),
  CONSTRAINT listing_version_listing FOREIGN KEY (listing_id) REFERENCES listing (id) ON DELETE CASCADE,
  CONSTRAINT listing_version_state CHECK (state IN ('draft', 'sent', 'checked', 'published', 'past')),
  CONSTRAINT listing_version_checked_says_who
    CHECK (state NOT IN ('checked', 'published') OR checked_by IS NOT NULL),
  CONSTRAINT listing_version_published_says_who CHECK (state <> 'published' OR published_by IS NOT NULL));

CREATE TABLE locality (
  id TEXT NOT NULL, name TEXT NOT NULL,
  CONSTRAINT locality_pk PRIMARY KEY (id), CONSTRAINT locality_name UNIQUE (name));

CREATE TABLE mail (
  id TEXT NOT NULL PRIMARY KEY,
  once_key TEXT CONSTRAINT mail_once UNIQUE,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CONSTRAINT mail_state_is_known
    CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unknown')),
  tries INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  node TEXT,
  claimed_at INTEGER,
  ended_at INTEGER,
  problem TEXT,
  CONSTRAINT mail_sending_has_node CHECK (state <> 'sending' OR (node IS NOT NULL AND claimed_at IS NOT NULL))
);

CREATE TABLE meeting_paper (
  id TEXT NOT NULL, point_id TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL, easy_words TEXT,
  exempt_why TEXT, out_at INTEGER NOT NULL, written_by TEXT NOT NULL,
  CONSTRAINT meeting_paper_pk PRIMARY KEY (id),
  CONSTRAINT meeting_paper_point FOREIGN KEY (point_id) REFERENCES agenda_point (id));

CREATE TABLE meeting_presence (
  meeting_id TEXT NOT NULL, member_id TEXT NOT NULL,
  CONSTRAINT meeting_presence_pk PRIMARY KEY (meeting_id, member_id),
  CONSTRAINT meeting_presence_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting (id),
  CONSTRAINT meeting_presence_member FOREIGN KEY (member_id) REFERENCES group_member (id));

CREATE TABLE message (
  id TEXT NOT NULL, child_id TEXT NOT NULL, side TEXT NOT NULL, writer_id TEXT NOT NULL,
  writer_name TEXT NOT NULL, words TEXT NOT NULL, sent_at INTEGER NOT NULL, withdrawn_at INTEGER,
  settled_at INTEGER, settled_by TEXT,
  CONSTRAINT message_pk PRIMARY KEY (id),
  CONSTRAINT message_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT message_side CHECK (side IN ('family', 'staff')),
  CONSTRAINT message_says_something CHECK (words <> ''),
  CONSTRAINT message_withdrawn_after_sent CHECK (withdrawn_at IS NULL OR withdrawn_at >= sent_at),
  CONSTRAINT message_settled_says_who CHECK ((settled_at IS NULL) = (settled_by IS NULL)));

CREATE TABLE message_reading (
  message_id TEXT NOT NULL, reader_id TEXT NOT NULL, reader_name TEXT NOT NULL, side TEXT NOT NULL,
  read_at INTEGER NOT NULL,
  CONSTRAINT message_reading_pk PRIMARY KEY (message_id, reader_id),
  CONSTRAINT message_reading_message FOREIGN KEY (message_id) REFERENCES message (id),
  CONSTRAINT message_reading_side CHECK (side IN ('family', 'staff')));

CREATE TABLE name_word (
  key TEXT COLLATE BINARY NOT NULL, word TEXT NOT NULL,
  CONSTRAINT name_word_pk PRIMARY KEY (key, word));

CREATE TABLE objective_proof (
  group_id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, about_id TEXT NOT NULL,
  CONSTRAINT objective_proof_pk PRIMARY KEY (group_id, number, kind, about_id),
  CONSTRAINT objective_proof_objective FOREIGN KEY (group_id, number)
    REFERENCES group_objective (group_id, number),
  CONSTRAINT objective_proof_kind CHECK (kind IN ('plan', 'indicator')));

CREATE TABLE observation (
  id TEXT NOT NULL, child_id TEXT NOT NULL, item_id TEXT NOT NULL, state TEXT NOT NULL,
  on_day TEXT NOT NULL, written_by TEXT NOT NULL, written_at INTEGER NOT NULL,
  CONSTRAINT observation_pk PRIMARY KEY (id),
  CONSTRAINT observation_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT observation_item FOREIGN KEY (item_id) REFERENCES checklist_item (id),
  CONSTRAINT observation_state CHECK (state IN ('not_yet', 'with_help', 'achieved')));

CREATE TABLE offer_comment (
  id TEXT NOT NULL, listing_id TEXT, page TEXT NOT NULL, topic TEXT NOT NULL, words TEXT NOT NULL,
  may_publish BOOLEAN NOT NULL, email TEXT, written_at INTEGER NOT NULL, shown_words TEXT,
  answer TEXT, action TEXT, answered_by TEXT, answered_at INTEGER, is_published BOOLEAN NOT NULL,
  version INTEGER NOT NULL, path TEXT,
  CONSTRAINT offer_comment_pk PRIMARY KEY (id),
  CONSTRAINT offer_comment_listing FOREIGN KEY (listing_id) REFERENCES listing (id) ON DELETE SET NULL,
  CONSTRAINT offer_comment_published_is_answered CHECK (NOT is_published OR (answer IS NOT NULL AND may_publish)));

CREATE TABLE offer_duty (
  code TEXT NOT NULL, place INTEGER NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, kinds TEXT NOT NULL,
  CONSTRAINT offer_duty_pk PRIMARY KEY (code));

CREATE TABLE offer_duty_state (
  code TEXT NOT NULL, state TEXT NOT NULL, owner TEXT, evidence TEXT, review_on TEXT, set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT offer_duty_state_pk PRIMARY KEY (code),
  CONSTRAINT offer_duty_state_duty FOREIGN KEY (code) REFERENCES offer_duty (code),
  CONSTRAINT offer_duty_state_known CHECK (state IN ('met', 'partly', 'missing')));

CREATE TABLE offer_revision (
  id INTEGER NOT NULL, revision INTEGER NOT NULL, words_at INTEGER NOT NULL DEFAULT 0, CONSTRAINT offer_revision_pk PRIMARY KEY (id),
  CONSTRAINT offer_revision_one CHECK (id = 1));

CREATE TABLE offer_suggestion (
  id TEXT NOT NULL, child_id TEXT, request_id TEXT, listing_id TEXT NOT NULL, name TEXT NOT NULL,
  why TEXT, suggested_by TEXT NOT NULL, suggested_at INTEGER NOT NULL, outcome TEXT, outcome_on TEXT,
  CONSTRAINT offer_suggestion_pk PRIMARY KEY (id),
  CONSTRAINT offer_suggestion_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT offer_suggestion_listing FOREIGN KEY (listing_id) REFERENCES listing (id),
  CONSTRAINT offer_suggestion_for_somebody CHECK (child_id IS NOT NULL OR request_id IS NOT NULL),
  CONSTRAINT offer_suggestion_outcome CHECK (outcome IN ('taken_up', 'waiting', 'not_wanted', 'not_suitable')));

CREATE TABLE offer_word (
  phrase TEXT NOT NULL, means TEXT NOT NULL, CONSTRAINT offer_word_pk PRIMARY KEY (phrase, means));

CREATE TABLE one_time_code (
  account_id TEXT NOT NULL, secret BLOB NOT NULL, made_at INTEGER NOT NULL,
  confirmed_at INTEGER, last_step INTEGER NOT NULL, next_secret BLOB,
  CONSTRAINT one_time_code_pk PRIMARY KEY (account_id),
  CONSTRAINT one_time_code_account FOREIGN KEY (account_id) REFERENCES account (id));

CREATE TABLE organisation (
  id TEXT NOT NULL, agency_id TEXT, name TEXT NOT NULL, content TEXT NOT NULL, source TEXT,
  source_key TEXT, digest TEXT, version INTEGER NOT NULL, current INTEGER, newest INTEGER NOT NULL DEFAULT 1, deleted_at INTEGER, deleted_by TEXT,
  CONSTRAINT organisation_pk PRIMARY KEY (id),
  CONSTRAINT organisation_agency FOREIGN KEY (agency_id) REFERENCES agency (id));

CREATE TABLE organisation_version (
  organisation_id TEXT NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, content TEXT NOT NULL,
  written_by TEXT NOT NULL, written_at INTEGER NOT NULL, checked_by TEXT, checked_at INTEGER,
  published_by TEXT, published_at INTEGER, returned_why TEXT,
  CONSTRAINT organisation_version_pk PRIMARY KEY (organisation_id, number),
  CONSTRAINT organisation_version_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
    ON DELETE CASCADE,
  CONSTRAINT organisation_version_state CHECK (state IN ('draft', 'sent', 'checked', 'published', 'past')),
  CONSTRAINT organisation_version_checked_says_who
    CHECK (state NOT IN ('checked', 'published') OR checked_by IS NOT NULL),
  CONSTRAINT organisation_version_published_says_who CHECK (state <> 'published' OR published_by IS NOT NULL));

CREATE TABLE own_words (
  id TEXT NOT NULL, child_id TEXT NOT NULL, speaker TEXT NOT NULL, words TEXT NOT NULL,
  heard_at INTEGER NOT NULL, written_by TEXT NOT NULL, about TEXT,
  CONSTRAINT own_words_pk PRIMARY KEY (id),
  CONSTRAINT own_words_child FOREIGN KEY (child_id) REFERENCES child (id));

CREATE TABLE page_wording (
  page TEXT NOT NULL, words TEXT NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, language TEXT NOT NULL,
  heading TEXT NOT NULL, content TEXT NOT NULL, written_for TEXT, written_by TEXT NOT NULL,
  written_at INTEGER NOT NULL, approved_by TEXT, approved_at INTEGER, version INTEGER NOT NULL,
  CONSTRAINT page_wording_pk PRIMARY KEY (page, words, number),
  CONSTRAINT page_wording_state CHECK (state IN ('draft', 'sent', 'published', 'past')),
  CONSTRAINT page_wording_published_says_who CHECK (state <> 'published' OR approved_by IS NOT NULL));

CREATE TABLE panel (
  id TEXT NOT NULL, name TEXT NOT NULL, about TEXT NOT NULL, created_at INTEGER NOT NULL,
  CONSTRAINT panel_pk PRIMARY KEY (id),
  CONSTRAINT panel_name UNIQUE (name));

CREATE TABLE panel_member (
  id TEXT NOT NULL, panel_id TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, stands_for TEXT,
  agreed_on TEXT NOT NULL, agreed_how TEXT NOT NULL, left_on TEXT,
  CONSTRAINT panel_member_pk PRIMARY KEY (id),
  CONSTRAINT panel_member_panel FOREIGN KEY (panel_id) REFERENCES panel (id),
  CONSTRAINT panel_member_left_later CHECK (left_on IS NULL OR left_on >= agreed_on));

CREATE TABLE partnership_agreement (
  id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, easy_words TEXT NOT NULL, decision_id TEXT,
  owner TEXT NOT NULL, begun_at INTEGER NOT NULL, ended_on TEXT, ended_why TEXT,
  CONSTRAINT partnership_agreement_pk PRIMARY KEY (id),
  CONSTRAINT partnership_agreement_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
  CONSTRAINT partnership_agreement_kind CHECK (kind IN ('families', 'sharing', 'section_75', 'other')),
  CONSTRAINT partnership_agreement_for CHECK (kind <> 'section_75' OR decision_id IS NOT NULL),
  CONSTRAINT partnership_agreement_ended CHECK ((ended_on IS NULL) = (ended_why IS NULL)));

CREATE TABLE partnership_group (
  id TEXT NOT NULL, remit TEXT NOT NULL, easy_remit TEXT NOT NULL, quorum INTEGER NOT NULL,
  founded_on TEXT NOT NULL,
  CONSTRAINT partnership_group_pk PRIMARY KEY (id),
  CONSTRAINT partnership_group_quorum CHECK (quorum > 0));

CREATE TABLE password (
  account_id TEXT NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL,
  log2_rounds INTEGER NOT NULL, block_size INTEGER NOT NULL, lanes INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CONSTRAINT password_pk PRIMARY KEY (account_id),
  CONSTRAINT password_account FOREIGN KEY (account_id) REFERENCES account (id));

CREATE TABLE person (
  id TEXT NOT NULL, family_id TEXT, name TEXT NOT NULL, phone TEXT, email TEXT,
  language TEXT, needs_interpreter BOOLEAN NOT NULL, best_time TEXT, formats TEXT,
  created_at INTEGER NOT NULL,
  CONSTRAINT person_pk PRIMARY KEY (id),
  CONSTRAINT person_family FOREIGN KEY (family_id) REFERENCES family (id));

CREATE TABLE plan_action (
  id TEXT NOT NULL, support_id TEXT NOT NULL, child_id TEXT NOT NULL, goal_id TEXT, meeting_id TEXT,
  what TEXT NOT NULL, owner_name TEXT NOT NULL, owner_practitioner_id TEXT, owner_person_id TEXT,
  due_on TEXT NOT NULL, state TEXT NOT NULL, done_on TEXT, done_by TEXT, correction TEXT,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  CONSTRAINT plan_action_pk PRIMARY KEY (id),
  CONSTRAINT plan_action_support FOREIGN KEY (support_id) REFERENCES support (id),
  CONSTRAINT plan_action_goal FOREIGN KEY (goal_id) REFERENCES support_goal (id),
  CONSTRAINT plan_action_meeting FOREIGN KEY (meeting_id) REFERENCES team_meeting (id),
  CONSTRAINT plan_action_state CHECK (state IN ('open', 'done', 'stopped', 'removed')),
  CONSTRAINT plan_action_done CHECK ((state = 'done') = (done_on IS NOT NULL)));

CREATE TABLE plan_item (
  id TEXT NOT NULL, plan_id TEXT NOT NULL, position INTEGER NOT NULL, ref TEXT NOT NULL,
  theme TEXT NOT NULL, parent_ref TEXT NOT NULL, action_text TEXT NOT NULL, lead_text TEXT NOT NULL,
  due_text TEXT NOT NULL, evidence_text TEXT NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT plan_item_pk PRIMARY KEY (id),
  CONSTRAINT plan_item_plan FOREIGN KEY (plan_id) REFERENCES implementation_plan (id),
  CONSTRAINT plan_item_place UNIQUE (plan_id, position));

CREATE TABLE plan_owner (
  plan_id TEXT NOT NULL, lead TEXT NOT NULL, practitioner_id TEXT NOT NULL,
  CONSTRAINT plan_owner_pk PRIMARY KEY (plan_id, lead),
  CONSTRAINT plan_owner_plan FOREIGN KEY (plan_id) REFERENCES implementation_plan (id),
  CONSTRAINT plan_owner_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id));

CREATE TABLE plan_step (
  id TEXT NOT NULL, item_id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
  account_id TEXT, actor_name TEXT NOT NULL, words TEXT, document TEXT, figure TEXT, due_on TEXT,
  CONSTRAINT plan_step_pk PRIMARY KEY (id),
  CONSTRAINT plan_step_in_order UNIQUE (item_id, number),
  CONSTRAINT plan_step_item FOREIGN KEY (item_id) REFERENCES plan_item (id),
  CONSTRAINT plan_step_shows_something CHECK (kind <> 'submit' OR document IS NOT NULL OR figure IS NOT NULL),
  CONSTRAINT plan_step_names_a_day CHECK (kind <> 'set_due' OR due_on IS NOT NULL));

CREATE TABLE plan_theme (
  plan_id TEXT NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, outcome TEXT, measure TEXT,
  CONSTRAINT plan_theme_pk PRIMARY KEY (plan_id, code),
  CONSTRAINT plan_theme_plan FOREIGN KEY (plan_id) REFERENCES implementation_plan (id));

CREATE TABLE plan_type (
  code TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, plain_title TEXT NOT NULL,
  layer TEXT NOT NULL, review_rule TEXT NOT NULL, written_in TEXT NOT NULL, source TEXT NOT NULL,
  mark TEXT NOT NULL, note TEXT NOT NULL,
  CONSTRAINT plan_type_pk PRIMARY KEY (code),
  CONSTRAINT plan_type_place CHECK (written_in IN ('here', 'ehc', 'early_help')));

CREATE TABLE plan_type_section (
  type TEXT NOT NULL, code TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL,
  plain_title TEXT NOT NULL, asks TEXT NOT NULL, is_required BOOLEAN NOT NULL,
  CONSTRAINT plan_type_section_pk PRIMARY KEY (type, code),
  CONSTRAINT plan_type_section_of FOREIGN KEY (type) REFERENCES plan_type (code));

CREATE TABLE plan_version (
  support_id TEXT NOT NULL, number INTEGER NOT NULL, agreed_on TEXT NOT NULL, agreed_by TEXT NOT NULL,
  child_view TEXT, next_review_on TEXT NOT NULL, written_by TEXT NOT NULL, written_at INTEGER NOT NULL,
  content TEXT NOT NULL,
  CONSTRAINT plan_version_pk PRIMARY KEY (support_id, number),
  CONSTRAINT plan_version_support FOREIGN KEY (support_id) REFERENCES support (id),
  CONSTRAINT plan_version_dates CHECK (next_review_on > agreed_on));

CREATE TABLE planning_replication (
  scenario_id TEXT NOT NULL, pathway INTEGER NOT NULL, number INTEGER NOT NULL, figures TEXT NOT NULL,
  CONSTRAINT planning_replication_pk PRIMARY KEY (scenario_id, pathway, number),
  CONSTRAINT planning_replication_scenario
    FOREIGN KEY (scenario_id) REFERENCES planning_scenario (id) ON DELETE CASCADE);

CREATE TABLE planning_scenario (
  id TEXT NOT NULL, question TEXT NOT NULL, name TEXT NOT NULL, note TEXT, typed TEXT NOT NULL,
  model TEXT NOT NULL, inputs TEXT NOT NULL, at_once TEXT NOT NULL, answer TEXT, state TEXT NOT NULL,
  replications INTEGER NOT NULL, seed INTEGER NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
  problem TEXT, held_by TEXT, held_until INTEGER, by_account TEXT, by_name TEXT NOT NULL,
  created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, answered_at INTEGER,
  shared_at INTEGER, version INTEGER NOT NULL, removed_at INTEGER, removed_by TEXT, follows_live BOOLEAN NOT NULL DEFAULT FALSE, held TEXT NOT NULL DEFAULT '[]',
  CONSTRAINT planning_scenario_pk PRIMARY KEY (id),
  CONSTRAINT planning_scenario_state
    CHECK (state IN ('answered', 'waiting', 'running', 'stopped', 'failed')),
  CONSTRAINT planning_scenario_held CHECK ((state = 'running') = (held_by IS NOT NULL)),
  CONSTRAINT planning_scenario_done CHECK (done >= 0 AND done <= total));

CREATE TABLE post (
  id TEXT NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, grade TEXT,
  fte INTEGER NOT NULL, employer TEXT NOT NULL, base TEXT NOT NULL, location TEXT, reports_to TEXT, cost_line TEXT,
  cost_pence INTEGER, funded_by TEXT, holder TEXT, practitioner_id TEXT, version INTEGER NOT NULL, closed_on TEXT,
  CONSTRAINT post_pk PRIMARY KEY (id), CONSTRAINT post_code UNIQUE (code),
  CONSTRAINT post_location FOREIGN KEY (location) REFERENCES work_location (code),
  CONSTRAINT post_cost_line FOREIGN KEY (cost_line) REFERENCES cost_line (code),
  CONSTRAINT post_funded_by FOREIGN KEY (funded_by) REFERENCES funding_stream (code),
  CONSTRAINT post_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT post_not_its_own_boss CHECK (reports_to <> code),
  CONSTRAINT post_part CHECK (fte BETWEEN 1 AND 100),
  CONSTRAINT post_kind CHECK (
    kind IN ('head', 'lead', 'senior_visitor', 'visitor', 'support_officer', 'other')));

CREATE TABLE post_change (
  id TEXT NOT NULL, post_id TEXT NOT NULL, at INTEGER NOT NULL, by_name TEXT NOT NULL, words TEXT NOT NULL,
  CONSTRAINT post_change_pk PRIMARY KEY (id),
  CONSTRAINT post_change_post FOREIGN KEY (post_id) REFERENCES post (id));

CREATE TABLE post_link (
  post_code TEXT NOT NULL, to_whom TEXT NOT NULL, about TEXT NOT NULL,
  CONSTRAINT post_link_pk PRIMARY KEY (post_code, to_whom),
  CONSTRAINT post_link_post FOREIGN KEY (post_code) REFERENCES post (code));

CREATE TABLE post_move (
  id TEXT NOT NULL, proposal_id TEXT NOT NULL, post_code TEXT NOT NULL, from_location TEXT NOT NULL,
  to_location TEXT NOT NULL, state TEXT NOT NULL, heard_on TEXT, words TEXT, decided_by TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT post_move_pk PRIMARY KEY (id),
  CONSTRAINT post_move_proposal FOREIGN KEY (proposal_id) REFERENCES allocation_proposal (id),
  CONSTRAINT post_move_elsewhere CHECK (from_location <> to_location),
  CONSTRAINT post_move_state CHECK (state IN ('open', 'done', 'dropped')),
  CONSTRAINT post_move_decided CHECK (state = 'open' OR decided_by IS NOT NULL));

CREATE TABLE postcode_position (
  postcode TEXT NOT NULL, latitude DOUBLE PRECISION NOT NULL, longitude DOUBLE PRECISION NOT NULL, place TEXT,
  CONSTRAINT postcode_position_pk PRIMARY KEY (postcode),
  CONSTRAINT postcode_position_on_earth CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180));

CREATE TABLE practice_day (
  chart_id TEXT NOT NULL, on_day TEXT NOT NULL, tries INTEGER NOT NULL, well INTEGER NOT NULL, note TEXT,
  written_by TEXT NOT NULL, written_at INTEGER NOT NULL, is_from_paper BOOLEAN NOT NULL,
  CONSTRAINT practice_day_pk PRIMARY KEY (chart_id, on_day),
  CONSTRAINT practice_day_chart FOREIGN KEY (chart_id) REFERENCES activity_chart (id),
  CONSTRAINT practice_day_counts CHECK (well BETWEEN 0 AND tries));

CREATE TABLE practitioner (
  id TEXT NOT NULL, name TEXT NOT NULL, job_title TEXT NOT NULL, agency_id TEXT NOT NULL,
  team_id TEXT, phone TEXT, email TEXT, left_on TEXT,
  CONSTRAINT practitioner_pk PRIMARY KEY (id),
  CONSTRAINT practitioner_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
  CONSTRAINT practitioner_team FOREIGN KEY (team_id) REFERENCES team (id));

CREATE TABLE practitioner_leave (
  practitioner_id TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL, kind TEXT NOT NULL,
  CONSTRAINT practitioner_leave_pk PRIMARY KEY (practitioner_id, from_on, kind),
  CONSTRAINT practitioner_leave_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT practitioner_leave_kind CHECK (kind IN ('leave', 'training', 'away')),
  CONSTRAINT practitioner_leave_in_order CHECK (from_on <= to_on));

CREATE TABLE pregnancy (
  child_id TEXT NOT NULL, weeks INTEGER NOT NULL, written_by TEXT NOT NULL, written_at INTEGER NOT NULL,
  CONSTRAINT pregnancy_pk PRIMARY KEY (child_id),
  CONSTRAINT pregnancy_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT pregnancy_weeks CHECK (weeks BETWEEN 20 AND 44));

CREATE TABLE record_revision (id INTEGER NOT NULL, revision INTEGER NOT NULL, compared INTEGER NOT NULL DEFAULT 0, CONSTRAINT record_revision_pk PRIMARY KEY (id));

CREATE TABLE recovery_code (
  account_id TEXT NOT NULL, code_hash TEXT NOT NULL, used_at INTEGER,
  CONSTRAINT recovery_code_pk PRIMARY KEY (account_id, code_hash),
  CONSTRAINT recovery_code_account FOREIGN KEY (account_id) REFERENCES account (id));

CREATE TABLE relationship (
  id TEXT NOT NULL, child_id TEXT NOT NULL, person_id TEXT NOT NULL, kind TEXT NOT NULL,
  has_responsibility BOOLEAN NOT NULL, lives_with BOOLEAN NOT NULL, gets_letters BOOLEAN NOT NULL,
  has_portal BOOLEAN NOT NULL, may_not_contact BOOLEAN NOT NULL, note TEXT, ended_on TEXT,
  CONSTRAINT relationship_pk PRIMARY KEY (id),
  CONSTRAINT relationship_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT relationship_person FOREIGN KEY (person_id) REFERENCES person (id));

CREATE TABLE risk (
  id TEXT NOT NULL, group_id TEXT NOT NULL, cause TEXT NOT NULL, event TEXT NOT NULL, effect TEXT NOT NULL,
  owner TEXT NOT NULL, likelihood_before INTEGER NOT NULL, impact_before INTEGER NOT NULL,
  appetite INTEGER NOT NULL, raised_at INTEGER NOT NULL, about_kind TEXT, about_id TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT risk_pk PRIMARY KEY (id),
  CONSTRAINT risk_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
  CONSTRAINT risk_size CHECK (likelihood_before BETWEEN 1 AND 5 AND impact_before BETWEEN 1 AND 5),
  CONSTRAINT risk_appetite CHECK (appetite BETWEEN 1 AND 25),
  CONSTRAINT risk_about CHECK ((about_kind IS NULL) = (about_id IS NULL)));

CREATE TABLE risk_look (
  risk_id TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, actor_name TEXT NOT NULL,
  likelihood INTEGER NOT NULL, impact INTEGER NOT NULL, words TEXT NOT NULL, ends TEXT,
  CONSTRAINT risk_look_pk PRIMARY KEY (risk_id, number),
  CONSTRAINT risk_look_risk FOREIGN KEY (risk_id) REFERENCES risk (id),
  CONSTRAINT risk_look_size CHECK (likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5),
  CONSTRAINT risk_look_ends CHECK (ends IN ('gone', 'happened')));

CREATE TABLE rota (
  id TEXT NOT NULL, made_by TEXT NOT NULL, monday TEXT NOT NULL, week TEXT NOT NULL,
  outcome TEXT NOT NULL, made_at INTEGER NOT NULL, approved_at INTEGER, version INTEGER NOT NULL,
  CONSTRAINT rota_pk PRIMARY KEY (id),
  CONSTRAINT rota_made_by FOREIGN KEY (made_by) REFERENCES practitioner (id));

CREATE TABLE saved_filter (
  id TEXT NOT NULL, account_id TEXT NOT NULL, page TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL,
  CONSTRAINT saved_filter_pk PRIMARY KEY (id),
  CONSTRAINT saved_filter_name UNIQUE (account_id, page, name));

CREATE TABLE saved_list (
  token TEXT NOT NULL, title TEXT NOT NULL, made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  CONSTRAINT saved_list_pk PRIMARY KEY (token));

CREATE TABLE saved_list_line (
  token TEXT NOT NULL, listing_id TEXT NOT NULL, added_at INTEGER NOT NULL,
  CONSTRAINT saved_list_line_pk PRIMARY KEY (token, listing_id),
  CONSTRAINT saved_list_line_list FOREIGN KEY (token) REFERENCES saved_list (token) ON DELETE CASCADE,
  CONSTRAINT saved_list_line_listing FOREIGN KEY (listing_id) REFERENCES listing (id) ON DELETE CASCADE);

CREATE TABLE schema_migration (
  number INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at INTEGER NOT NULL
);

CREATE TABLE school_term (
  school_year TEXT NOT NULL, term TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
  mark TEXT NOT NULL, source TEXT NOT NULL, is_local BOOLEAN NOT NULL, break_from TEXT, break_to TEXT,
  CONSTRAINT school_term_key PRIMARY KEY (school_year, term),
  CONSTRAINT school_term_order CHECK (ends_on > starts_on));

CREATE TABLE search_key (
  kind TEXT NOT NULL, value TEXT NOT NULL, child_id TEXT NOT NULL,
  CONSTRAINT search_key_pk PRIMARY KEY (kind, value, child_id),
  CONSTRAINT search_key_child FOREIGN KEY (child_id) REFERENCES child (id) ON DELETE CASCADE);

CREATE TABLE session (
  id TEXT NOT NULL, token_hash TEXT NOT NULL, account_id TEXT NOT NULL,
  created_at INTEGER NOT NULL, used_at INTEGER NOT NULL, origin TEXT NOT NULL, device TEXT NOT NULL,
  ended_at INTEGER,
  CONSTRAINT session_pk PRIMARY KEY (id), CONSTRAINT session_token UNIQUE (token_hash),
  CONSTRAINT session_account FOREIGN KEY (account_id) REFERENCES account (id));

CREATE TABLE sharing_decision (
  id TEXT NOT NULL, child_id TEXT NOT NULL, what TEXT NOT NULL, with_whom TEXT NOT NULL, why TEXT NOT NULL,
  situation TEXT NOT NULL, basis TEXT NOT NULL, was_asked TEXT NOT NULL, is_shared BOOLEAN NOT NULL,
  is_family_told BOOLEAN NOT NULL, not_told_why TEXT, decided_by TEXT NOT NULL, decided_at INTEGER NOT NULL,
  CONSTRAINT sharing_decision_pk PRIMARY KEY (id),
  CONSTRAINT sharing_decision_child FOREIGN KEY (child_id) REFERENCES child (id));

CREATE TABLE sharing_matrix_change (
  id TEXT NOT NULL, agency_kind TEXT NOT NULL, kind TEXT NOT NULL, purpose TEXT NOT NULL,
  is_allowed BOOLEAN NOT NULL, why TEXT NOT NULL, asked_by TEXT NOT NULL, asked_account TEXT,
  asked_at INTEGER NOT NULL, state TEXT NOT NULL, answered_by TEXT, answered_account TEXT,
  answered_at INTEGER,
  CONSTRAINT sharing_matrix_change_pk PRIMARY KEY (id),
  CONSTRAINT sharing_matrix_change_state CHECK (state IN ('asked', 'agreed', 'refused')),
  CONSTRAINT sharing_matrix_change_answered CHECK ((state = 'asked') = (answered_at IS NULL)),
  CONSTRAINT sharing_matrix_change_two CHECK (answered_account <> asked_account));

CREATE TABLE sign_in_link (
  id TEXT NOT NULL, token_hash TEXT NOT NULL, account_id TEXT NOT NULL,
  created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
  continue_to TEXT, kept TEXT,
  CONSTRAINT sign_in_link_pk PRIMARY KEY (id), CONSTRAINT sign_in_link_token UNIQUE (token_hash),
  CONSTRAINT sign_in_link_account FOREIGN KEY (account_id) REFERENCES account (id));

CREATE TABLE sign_in_trial (
  name TEXT NOT NULL, failures INTEGER NOT NULL, last_at INTEGER NOT NULL, free_at INTEGER NOT NULL,
  CONSTRAINT sign_in_trial_pk PRIMARY KEY (name));

CREATE TABLE site_secret (
  name TEXT NOT NULL, value BLOB NOT NULL, CONSTRAINT site_secret_pk PRIMARY KEY (name));

CREATE TABLE staff_transfer (
  id TEXT NOT NULL, change_id TEXT NOT NULL, person TEXT NOT NULL, practitioner_id TEXT,
  kind TEXT NOT NULL, employer TEXT NOT NULL, post TEXT NOT NULL, grade TEXT, fte INTEGER NOT NULL,
  base TEXT NOT NULL, proposed_post TEXT NOT NULL, proposed_base TEXT NOT NULL, new_employer TEXT NOT NULL,
  state TEXT NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT staff_transfer_pk PRIMARY KEY (id),
  CONSTRAINT staff_transfer_change FOREIGN KEY (change_id) REFERENCES structure_change (id),
  CONSTRAINT staff_transfer_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT staff_transfer_post FOREIGN KEY (proposed_post) REFERENCES post (code),
  CONSTRAINT staff_transfer_kind CHECK (kind IN ('slot_in', 'tupe')),
  CONSTRAINT staff_transfer_state CHECK (
    state IN ('not_started', 'consulting', 'measures_agreed', 'transferred', 'ended')));

CREATE TABLE structure_change (
  id TEXT NOT NULL, name TEXT NOT NULL, decision TEXT, consultation_from TEXT NOT NULL,
  consultation_to TEXT NOT NULL, starts_on TEXT NOT NULL, started_at INTEGER, started_by TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT structure_change_pk PRIMARY KEY (id),
  CONSTRAINT structure_change_in_order
    CHECK (consultation_from <= consultation_to AND consultation_to < starts_on));

CREATE TABLE supervision (
  id TEXT NOT NULL, practitioner_id TEXT NOT NULL, due_on TEXT NOT NULL, held_on TEXT,
  minutes INTEGER, held_by TEXT, agreed TEXT, version INTEGER NOT NULL,
  CONSTRAINT supervision_pk PRIMARY KEY (id),
  CONSTRAINT supervision_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT supervision_held CHECK (held_on IS NULL OR (minutes > 0 AND held_by IS NOT NULL)));

CREATE TABLE support (
  id TEXT NOT NULL, child_id TEXT NOT NULL, state TEXT NOT NULL, level TEXT NOT NULL, route TEXT NOT NULL,
  request_id TEXT, wanted TEXT NOT NULL, team_id TEXT, requested_at INTEGER NOT NULL,
  answer TEXT, answered_on TEXT, giver TEXT, agreed_by TEXT, competence TEXT, scope TEXT, agreed_until TEXT,
  answer_why TEXT, offered TEXT, practitioner_id TEXT, allocated_at INTEGER, assessed_at INTEGER,
  plan_version INTEGER NOT NULL, next_review_on TEXT, stepped_down_at INTEGER, state_before TEXT,
  close_reason TEXT, in_place TEXT, who_to_call TEXT, closing_asked_by TEXT, closing_asked_at INTEGER,
  closed_at INTEGER, reopened_at INTEGER, reopened_why TEXT, is_again_within_year BOOLEAN NOT NULL,
  version INTEGER NOT NULL, updated_at INTEGER NOT NULL, agreement_ended_on TEXT, agreement_ended_why TEXT, beside TEXT NOT NULL DEFAULT '',
  CONSTRAINT support_pk PRIMARY KEY (id),
  CONSTRAINT support_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT support_team FOREIGN KEY (team_id) REFERENCES team (id),
  CONSTRAINT support_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT support_state CHECK (state IN ('requested', 'agreed', 'declined', 'assessing', 'planning', 'reviewing',
    'step_up_pending', 'step_down_received', 'closing', 'closed')),
  CONSTRAINT support_level CHECK (level IN ('2', '3', '4')),
  CONSTRAINT support_closed CHECK (state <> 'closed' OR (closed_at IS NOT NULL AND close_reason IS NOT NULL)),
  CONSTRAINT support_declined CHECK (state <> 'declined' OR answer = 'no'),
  CONSTRAINT support_answered CHECK (state IN ('requested', 'declined', 'closed') OR answer IN ('yes', 'not_needed')));

CREATE TABLE support_assessment (
  id TEXT NOT NULL, support_id TEXT NOT NULL, child_id TEXT NOT NULL, number INTEGER NOT NULL,
  started_at INTEGER NOT NULL, started_by TEXT NOT NULL, completed_at INTEGER, completed_by TEXT,
  contributors TEXT, summary TEXT, child_voice TEXT, version INTEGER NOT NULL,
  CONSTRAINT support_assessment_pk PRIMARY KEY (id), CONSTRAINT support_assessment_number UNIQUE (support_id, number),
  CONSTRAINT support_assessment_support FOREIGN KEY (support_id) REFERENCES support (id),
  CONSTRAINT support_assessment_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT support_assessment_complete CHECK (completed_at IS NULL OR (completed_by IS NOT NULL AND summary IS NOT NULL)));

CREATE TABLE support_goal (
  id TEXT NOT NULL, support_id TEXT NOT NULL, child_id TEXT NOT NULL, position INTEGER NOT NULL,
  words TEXT NOT NULL, why_it_matters TEXT, domain TEXT, owner_name TEXT NOT NULL,
  owner_practitioner_id TEXT, owner_person_id TEXT, due_on TEXT NOT NULL, baseline INTEGER NOT NULL,
  state TEXT NOT NULL, created_at INTEGER NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT support_goal_pk PRIMARY KEY (id), CONSTRAINT support_goal_baseline CHECK (baseline BETWEEN 0 AND 5),
  CONSTRAINT support_goal_support FOREIGN KEY (support_id) REFERENCES support (id),
  CONSTRAINT support_goal_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT support_goal_domain FOREIGN KEY (domain) REFERENCES help_domain (code));

CREATE TABLE support_review (
  id TEXT NOT NULL, support_id TEXT NOT NULL, child_id TEXT NOT NULL, number INTEGER NOT NULL,
  held_on TEXT NOT NULL, what_changed TEXT NOT NULL, voice TEXT NOT NULL, came TEXT NOT NULL, apologies TEXT,
  decision TEXT NOT NULL, why TEXT, next_review_on TEXT, written_by TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  CONSTRAINT support_review_pk PRIMARY KEY (id), CONSTRAINT support_review_number UNIQUE (support_id, number),
  CONSTRAINT support_review_support FOREIGN KEY (support_id) REFERENCES support (id),
  CONSTRAINT support_review_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT support_review_dates CHECK (next_review_on IS NULL OR next_review_on > held_on));

CREATE TABLE survey (
  id TEXT NOT NULL, series_id TEXT NOT NULL, edition INTEGER NOT NULL, title TEXT NOT NULL,
  intro TEXT NOT NULL, thanks TEXT NOT NULL, access TEXT NOT NULL, opens_on TEXT NOT NULL,
  closes_on TEXT NOT NULL, state TEXT NOT NULL, created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
  closed_at INTEGER, answer_count INTEGER, results_published_at INTEGER, version INTEGER NOT NULL, doubt_count INTEGER,
  CONSTRAINT survey_pk PRIMARY KEY (id),
  CONSTRAINT survey_edition UNIQUE (series_id, edition),
  CONSTRAINT survey_access CHECK (access IN ('anyone', 'invited')),
  CONSTRAINT survey_state CHECK (state IN ('draft', 'open', 'closed')),
  CONSTRAINT survey_dates CHECK (opens_on <= closes_on),
  CONSTRAINT survey_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CONSTRAINT survey_results_when_closed CHECK (results_published_at IS NULL OR state = 'closed'));

CREATE TABLE survey_answers (
  id TEXT NOT NULL, survey_id TEXT NOT NULL, received_on TEXT NOT NULL, language TEXT NOT NULL,
  choices TEXT NOT NULL, paper_number INTEGER, entered_by TEXT, checked_by TEXT, is_doubtful BOOLEAN NOT NULL DEFAULT FALSE,
  CONSTRAINT survey_answers_pk PRIMARY KEY (id),
  CONSTRAINT survey_answers_survey FOREIGN KEY (survey_id) REFERENCES survey (id),
  CONSTRAINT survey_answers_paper UNIQUE (survey_id, paper_number),
  CONSTRAINT survey_answers_by_another CHECK (checked_by IS NULL OR checked_by <> entered_by));

CREATE TABLE survey_figure (
  survey_id TEXT NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL, group_number INTEGER NOT NULL,
  people INTEGER,
  CONSTRAINT survey_figure_pk PRIMARY KEY (survey_id, position, place, group_number),
  CONSTRAINT survey_figure_survey FOREIGN KEY (survey_id) REFERENCES survey (id));

CREATE TABLE survey_group (
  survey_id TEXT NOT NULL, number INTEGER NOT NULL, people INTEGER NOT NULL, answered TEXT NOT NULL,
  CONSTRAINT survey_group_pk PRIMARY KEY (survey_id, number),
  CONSTRAINT survey_group_survey FOREIGN KEY (survey_id) REFERENCES survey (id));

CREATE TABLE survey_invitation (
  survey_id TEXT NOT NULL, code_hash TEXT NOT NULL, email TEXT, is_used BOOLEAN NOT NULL,
  CONSTRAINT survey_invitation_pk PRIMARY KEY (survey_id, code_hash),
  CONSTRAINT survey_invitation_survey FOREIGN KEY (survey_id) REFERENCES survey (id));

CREATE TABLE survey_question (
  id TEXT NOT NULL, survey_id TEXT NOT NULL, position INTEGER NOT NULL, section TEXT, kind TEXT NOT NULL,
  words TEXT NOT NULL, hint TEXT, options TEXT NOT NULL, is_required BOOLEAN NOT NULL,
  is_group BOOLEAN NOT NULL, least INTEGER, most INTEGER, only_position INTEGER, only_option INTEGER,
  CONSTRAINT survey_question_pk PRIMARY KEY (id),
  CONSTRAINT survey_question_survey FOREIGN KEY (survey_id) REFERENCES survey (id),
  CONSTRAINT survey_question_kind CHECK (kind IN ('one', 'several', 'faces', 'number', 'words')),
  CONSTRAINT survey_question_range CHECK (kind <> 'number' OR least < most),
  CONSTRAINT survey_question_only CHECK ((only_position IS NULL) = (only_option IS NULL)));

CREATE TABLE survey_text (
  id TEXT NOT NULL, survey_id TEXT NOT NULL, position INTEGER NOT NULL, language TEXT NOT NULL,
  words TEXT NOT NULL, state TEXT NOT NULL, shown_words TEXT, looked_by TEXT, version INTEGER NOT NULL,
  CONSTRAINT survey_text_pk PRIMARY KEY (id),
  CONSTRAINT survey_text_survey FOREIGN KEY (survey_id) REFERENCES survey (id),
  CONSTRAINT survey_text_state CHECK (state IN ('waiting', 'released', 'kept_back')),
  CONSTRAINT survey_text_says_what CHECK (state <> 'released' OR shown_words IS NOT NULL));

CREATE TABLE survey_words (
  survey_id TEXT NOT NULL, language TEXT NOT NULL, place TEXT NOT NULL, words TEXT NOT NULL,
  CONSTRAINT survey_words_pk PRIMARY KEY (survey_id, language, place),
  CONSTRAINT survey_words_survey FOREIGN KEY (survey_id) REFERENCES survey (id));

CREATE TABLE team (
  id TEXT NOT NULL, agency_id TEXT NOT NULL, name TEXT NOT NULL, locality_id TEXT, closed_on TEXT,
  CONSTRAINT team_pk PRIMARY KEY (id), CONSTRAINT team_name UNIQUE (agency_id, name),
  CONSTRAINT team_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
  CONSTRAINT team_locality FOREIGN KEY (locality_id) REFERENCES locality (id));

CREATE TABLE team_meeting (
  id TEXT NOT NULL, support_id TEXT NOT NULL, child_id TEXT NOT NULL, held_on TEXT NOT NULL,
  place TEXT NOT NULL, came TEXT NOT NULL, apologies TEXT, notes TEXT, written_by TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  CONSTRAINT team_meeting_pk PRIMARY KEY (id),
  CONSTRAINT team_meeting_support FOREIGN KEY (support_id) REFERENCES support (id));

CREATE TABLE threshold_criterion (
  id TEXT NOT NULL, level TEXT NOT NULL, domain TEXT NOT NULL, words TEXT NOT NULL, source TEXT NOT NULL,
  valid_from TEXT, valid_to TEXT,
  CONSTRAINT threshold_criterion_pk PRIMARY KEY (id),
  CONSTRAINT threshold_criterion_level CHECK (level IN ('1', '2', '3', '4')),
  CONSTRAINT threshold_criterion_sourced CHECK (source <> '' AND words <> ''));

CREATE TABLE throttle (
  name TEXT NOT NULL,
  tries INTEGER NOT NULL,
  began_at INTEGER NOT NULL,
  CONSTRAINT throttle_pk PRIMARY KEY (name));

CREATE TABLE training (
  id TEXT NOT NULL, practitioner_id TEXT NOT NULL, course TEXT NOT NULL, held_on TEXT NOT NULL,
  expires_on TEXT, minutes INTEGER, evidence TEXT, by_name TEXT NOT NULL,
  CONSTRAINT training_pk PRIMARY KEY (id),
  CONSTRAINT training_once UNIQUE (practitioner_id, course, held_on),
  CONSTRAINT training_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT training_course FOREIGN KEY (course) REFERENCES course (code),
  CONSTRAINT training_expires CHECK (expires_on > held_on));

CREATE TABLE transfer_step (
  id TEXT NOT NULL, transfer_id TEXT NOT NULL, kind TEXT NOT NULL, happened_on TEXT NOT NULL, words TEXT,
  by_name TEXT NOT NULL, at INTEGER NOT NULL,
  CONSTRAINT transfer_step_pk PRIMARY KEY (id),
  CONSTRAINT transfer_step_transfer FOREIGN KEY (transfer_id) REFERENCES staff_transfer (id));

CREATE TABLE typed_plan (
  id TEXT NOT NULL, child_id TEXT NOT NULL, type TEXT NOT NULL, started_on TEXT NOT NULL,
  started_by TEXT NOT NULL, agreed_on TEXT, ended_on TEXT, ended_why TEXT, version INTEGER NOT NULL, beside TEXT NOT NULL DEFAULT '',
  CONSTRAINT typed_plan_pk PRIMARY KEY (id),
  CONSTRAINT typed_plan_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT typed_plan_type FOREIGN KEY (type) REFERENCES plan_type (code),
  CONSTRAINT typed_plan_ended CHECK ((ended_on IS NULL) = (ended_why IS NULL)));

CREATE TABLE typed_plan_review (
  id TEXT NOT NULL, plan_id TEXT NOT NULL, held_on TEXT NOT NULL, words TEXT NOT NULL,
  written_by TEXT NOT NULL,
  CONSTRAINT typed_plan_review_pk PRIMARY KEY (id),
  CONSTRAINT typed_plan_review_of FOREIGN KEY (plan_id) REFERENCES typed_plan (id));

CREATE TABLE typed_plan_text (
  plan_id TEXT NOT NULL, section TEXT NOT NULL, words TEXT NOT NULL, written_by TEXT NOT NULL,
  written_on TEXT NOT NULL,
  CONSTRAINT typed_plan_text_pk PRIMARY KEY (plan_id, section),
  CONSTRAINT typed_plan_text_of FOREIGN KEY (plan_id) REFERENCES typed_plan (id));

CREATE TABLE visit (
  id TEXT NOT NULL, child_id TEXT NOT NULL, visitor_id TEXT NOT NULL, kind TEXT NOT NULL,
  state TEXT NOT NULL, starts_at INTEGER NOT NULL, minutes INTEGER, place TEXT, joint_with TEXT,
  was_there TEXT, seen TEXT, tried TEXT, try_next TEXT,
  cancelled_by TEXT, cancelled_why TEXT, written_at INTEGER, written_by TEXT,
  version INTEGER NOT NULL, modelled TEXT, joint_id TEXT,
  CONSTRAINT visit_pk PRIMARY KEY (id),
  CONSTRAINT visit_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT visit_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id),
  CONSTRAINT visit_state CHECK (state IN ('planned', 'held', 'cancelled')),
  CONSTRAINT visit_held_is_written CHECK (state <> 'held' OR (minutes > 0 AND seen IS NOT NULL)),
  CONSTRAINT visit_cancelled_says_who CHECK (state <> 'cancelled' OR cancelled_by IS NOT NULL));

CREATE TABLE visit_check (
  visit_id TEXT NOT NULL, went_in_at INTEGER NOT NULL, out_by INTEGER NOT NULL, out_at INTEGER,
  told_at INTEGER,
  CONSTRAINT visit_check_pk PRIMARY KEY (visit_id),
  CONSTRAINT visit_check_visit FOREIGN KEY (visit_id) REFERENCES visit (id),
  CONSTRAINT visit_check_out_after_in CHECK (out_by > went_in_at));

CREATE TABLE visit_writing (
  id TEXT NOT NULL, child_id TEXT NOT NULL, visit_id TEXT NOT NULL, state TEXT NOT NULL,
  written_at INTEGER NOT NULL, written_by TEXT NOT NULL, received_at INTEGER NOT NULL,
  words TEXT, replaced TEXT, was_planned BOOLEAN NOT NULL, settled_at INTEGER, settled_by TEXT,
  CONSTRAINT visit_writing_pk PRIMARY KEY (id),
  CONSTRAINT visit_writing_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT visit_writing_visit FOREIGN KEY (visit_id) REFERENCES visit (id),
  CONSTRAINT visit_writing_state CHECK (state IN ('taken', 'waiting', 'settled')),
  CONSTRAINT visit_writing_keeps_words CHECK (state = 'taken' OR words IS NOT NULL),
  CONSTRAINT visit_writing_settled_says_who CHECK ((state = 'settled') = (settled_by IS NOT NULL)));

CREATE TABLE visiting_area (
  locality_id TEXT NOT NULL, rule_set TEXT NOT NULL, chosen_by TEXT NOT NULL, chosen_at INTEGER NOT NULL,
  CONSTRAINT visiting_area_pk PRIMARY KEY (locality_id),
  CONSTRAINT visiting_area_locality FOREIGN KEY (locality_id) REFERENCES locality (id));

CREATE TABLE visiting_goal (
  id TEXT NOT NULL, child_id TEXT NOT NULL, words TEXT NOT NULL, purpose TEXT NOT NULL,
  set_on TEXT NOT NULL, state TEXT NOT NULL, reviewed_on TEXT,
  CONSTRAINT visiting_goal_pk PRIMARY KEY (id),
  CONSTRAINT visiting_goal_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT visiting_goal_state CHECK (state IN ('open', 'met', 'changed', 'dropped')));

CREATE TABLE visiting_opinion (
  id TEXT NOT NULL, child_id TEXT NOT NULL, information INTEGER, transparency INTEGER, assessment INTEGER,
  participation INTEGER, feedback INTEGER, words TEXT, said_at INTEGER NOT NULL,
  CONSTRAINT visiting_opinion_pk PRIMARY KEY (id),
  CONSTRAINT visiting_opinion_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT visiting_opinion_marks CHECK (information BETWEEN 1 AND 4 AND transparency BETWEEN 1 AND 4
    AND assessment BETWEEN 1 AND 4 AND participation BETWEEN 1 AND 4 AND feedback BETWEEN 1 AND 4));

CREATE TABLE visiting_referral (
  id TEXT NOT NULL, child_id TEXT NOT NULL, rule_set TEXT NOT NULL, route TEXT NOT NULL,
  received_on TEXT NOT NULL, complex_needs BOOLEAN, diagnosis TEXT, hours_outside INTEGER, agreed BOOLEAN,
  parent_takes_part BOOLEAN, behind TEXT NOT NULL, state TEXT NOT NULL, decided_on TEXT, decided_by TEXT,
  reason TEXT, other_offer TEXT, team_id TEXT, visitor_id TEXT, allocated_on TEXT, rhythm TEXT,
  ended_on TEXT, ended_why TEXT, version INTEGER NOT NULL,
  CONSTRAINT visiting_referral_pk PRIMARY KEY (id),
  CONSTRAINT visiting_referral_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT visiting_referral_team FOREIGN KEY (team_id) REFERENCES team (id),
  CONSTRAINT visiting_referral_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id),
  CONSTRAINT visiting_referral_state CHECK (state IN ('received', 'declined', 'waiting', 'allocated', 'ended')),
  CONSTRAINT visiting_referral_decided_says_who CHECK (state = 'received' OR decided_by IS NOT NULL),
  CONSTRAINT visiting_referral_declined_offers_more
    CHECK (state <> 'declined' OR (reason IS NOT NULL AND other_offer IS NOT NULL)),
  CONSTRAINT visiting_referral_allocated_says_whom
    CHECK (state <> 'allocated' OR (visitor_id IS NOT NULL AND rhythm IS NOT NULL)),
  CONSTRAINT visiting_referral_ended_says_why CHECK (state <> 'ended' OR ended_why IS NOT NULL));

CREATE TABLE visiting_report (
  id TEXT NOT NULL, child_id TEXT NOT NULL, kind TEXT NOT NULL, on_day TEXT NOT NULL, who TEXT NOT NULL,
  goes_well TEXT NOT NULL, is_hard TEXT NOT NULL, family_says TEXT, next TEXT NOT NULL, figures TEXT NOT NULL,
  written_by TEXT NOT NULL, written_at INTEGER NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT visiting_report_pk PRIMARY KEY (id),
  CONSTRAINT visiting_report_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT visiting_report_kind CHECK (kind IN ('joint_assessment', 'review_part')));

CREATE TABLE visiting_review (
  id TEXT NOT NULL, child_id TEXT NOT NULL, on_day TEXT NOT NULL, who TEXT NOT NULL,
  went_well TEXT NOT NULL, next TEXT NOT NULL, written_by TEXT NOT NULL,
  CONSTRAINT visiting_review_pk PRIMARY KEY (id),
  CONSTRAINT visiting_review_child FOREIGN KEY (child_id) REFERENCES child (id));

CREATE TABLE visiting_rule (
  rule_set TEXT NOT NULL, set_title TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL, value INTEGER,
  share DOUBLE PRECISION, areas INTEGER, words TEXT NOT NULL, ask TEXT NOT NULL, source TEXT NOT NULL,
  valid_from TEXT NOT NULL, valid_to TEXT, place INTEGER NOT NULL,
  CONSTRAINT visiting_rule_pk PRIMARY KEY (rule_set, code, valid_from));

CREATE TABLE visiting_transition (
  child_id TEXT NOT NULL, setting TEXT NOT NULL, begins_on TEXT NOT NULL, met_on TEXT, agreed TEXT,
  CONSTRAINT visiting_transition_pk PRIMARY KEY (child_id),
  CONSTRAINT visiting_transition_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT visiting_transition_met_says_what CHECK ((met_on IS NULL) = (agreed IS NULL)));

CREATE TABLE visiting_wish (
  child_id TEXT NOT NULL, days TEXT NOT NULL, from_minute INTEGER, to_minute INTEGER, is_firm BOOLEAN NOT NULL,
  visitor_id TEXT, not_visitor_id TEXT, language TEXT, skill TEXT, people INTEGER NOT NULL, why_two TEXT,
  written_by TEXT NOT NULL, written_at INTEGER NOT NULL, version INTEGER NOT NULL,
  CONSTRAINT visiting_wish_pk PRIMARY KEY (child_id),
  CONSTRAINT visiting_wish_child FOREIGN KEY (child_id) REFERENCES child (id),
  CONSTRAINT visiting_wish_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id),
  CONSTRAINT visiting_wish_not_visitor FOREIGN KEY (not_visitor_id) REFERENCES practitioner (id),
  CONSTRAINT visiting_wish_times CHECK ((from_minute IS NULL) = (to_minute IS NULL) AND from_minute < to_minute),
  CONSTRAINT visiting_wish_people CHECK (people = 1 OR (people = 2 AND why_two IS NOT NULL)));

CREATE TABLE visitor_pattern (
  visitor_id TEXT NOT NULL, places DOUBLE PRECISION NOT NULL, days TEXT NOT NULL, is_term_time_only BOOLEAN NOT NULL,
  languages TEXT,
  CONSTRAINT visitor_pattern_pk PRIMARY KEY (visitor_id),
  CONSTRAINT visitor_pattern_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id),
  CONSTRAINT visitor_pattern_places CHECK (places >= 0 AND places <= 20));

CREATE TABLE work_location (
  code TEXT NOT NULL, name TEXT NOT NULL, area TEXT NOT NULL, locality TEXT, postcode TEXT,
  CONSTRAINT work_location_pk PRIMARY KEY (code));

CREATE TABLE work_pattern (
  practitioner_id TEXT NOT NULL, weekday INTEGER NOT NULL, from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL, is_term_time_only BOOLEAN NOT NULL,
  CONSTRAINT work_pattern_pk PRIMARY KEY (practitioner_id, weekday, from_minute),
  CONSTRAINT work_pattern_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
  CONSTRAINT work_pattern_in_a_day CHECK (weekday BETWEEN 0 AND 6 AND from_minute >= 0 AND to_minute <= 1440),
  CONSTRAINT work_pattern_in_order CHECK (from_minute < to_minute));

CREATE INDEX account_by_name ON account (name, id);

CREATE UNIQUE INDEX account_of_person ON account (person_id) WHERE person_id IS NOT NULL AND state <> 'ended';

CREATE UNIQUE INDEX account_of_practitioner ON account (practitioner_id)
WHERE practitioner_id IS NOT NULL AND state <> 'ended';

CREATE INDEX activity_chart_by_child ON activity_chart (child_id, begins_on);

CREATE INDEX agency_record_by_agency ON agency_record (agency_id, child_id);

CREATE INDEX agency_record_by_child ON agency_record (child_id);

CREATE INDEX agency_record_by_revision ON agency_record (revision);

CREATE INDEX agreement_by_child ON agreement (child_id, on_day);

CREATE INDEX child_by_birth ON child (birth_on);

CREATE INDEX child_by_family ON child (family_id);

CREATE INDEX child_by_name ON child (family_name, given_name, id);

CREATE INDEX child_by_postcode ON child (postcode);

CREATE INDEX child_by_revision ON child (revision);

CREATE INDEX child_merged ON child (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX child_not_included ON child (id) WHERE not_included_because IS NOT NULL;

CREATE INDEX child_circumstance_by_child ON child_circumstance (child_id, kind, from_on);

CREATE INDEX child_merge_by_kept ON child_merge (kept_id);

CREATE UNIQUE INDEX child_merge_stands ON child_merge (lost_id) WHERE undone_at IS NULL;

CREATE INDEX child_merge_row_by_row ON child_merge_row (row_id);

CREATE INDEX clock_about ON clock (about_id);

CREATE INDEX clock_child ON clock (child_id, due_at);

CREATE INDEX clock_due ON clock (due_at, id) WHERE status IN ('running', 'excepted') AND met_at IS NULL;

CREATE INDEX clock_next_step ON clock (next_step_at, id) WHERE next_step_at IS NOT NULL;

CREATE UNIQUE INDEX clock_open ON clock (rule_id, about_id)
  WHERE status IN ('running', 'excepted') AND met_at IS NULL;

CREATE INDEX clock_owner ON clock (owner_id, due_at)
  WHERE status IN ('running', 'excepted') AND met_at IS NULL;

CREATE INDEX clock_team ON clock (team_id, due_at) WHERE status IN ('running', 'excepted') AND met_at IS NULL;

CREATE INDEX complaint_by_account ON complaint (account_id);

CREATE INDEX complaint_by_state ON complaint (state, received_at);

CREATE INDEX decision_act_by_decision ON decision_act (decision_id, at);

CREATE INDEX decision_attempt_by_decision ON decision_attempt (decision_id, at);

CREATE INDEX decision_implication_by_decision ON decision_implication (decision_id);

CREATE INDEX decision_option_by_decision ON decision_option (decision_id);

CREATE INDEX decision_part_by_decision ON decision_part (decision_id);

CREATE INDEX decision_stream_by_decision ON decision_stream (decision_id);

CREATE INDEX declared_interest_by_meeting ON declared_interest (meeting_id, at);

CREATE INDEX ehc_advice_by_case ON ehc_advice (case_id, asked_on);

CREATE UNIQUE INDEX ehc_advice_link ON ehc_advice (link_hash) WHERE link_hash IS NOT NULL;

CREATE INDEX ehc_case_by_child ON ehc_case (child_id, received_on);

CREATE INDEX ehc_case_by_state ON ehc_case (state, received_on);

CREATE UNIQUE INDEX ehc_case_one_open ON ehc_case (child_id, beside)
  WHERE state IN ('requested', 'assessing', 'drafting', 'drafted', 'maintained');

CREATE INDEX ehc_chaser_by_advice ON ehc_chaser (advice_id, sent_on);

CREATE INDEX ehc_comment_by_case ON ehc_comment (case_id, said_at);

CREATE INDEX ehc_consultation_by_case ON ehc_consultation (case_id, asked_on);

CREATE INDEX ehc_dispute_by_case ON ehc_dispute (case_id, taken_on);

CREATE INDEX ehc_ending_by_case ON ehc_ending (case_id, written_at);

CREATE UNIQUE INDEX ehc_ending_open ON ehc_ending (case_id) WHERE ended_on IS NULL AND off_on IS NULL;

CREATE INDEX ehc_late_entry_by_case ON ehc_late_entry (case_id, written_at);

CREATE UNIQUE INDEX ehc_meeting_to_come ON ehc_meeting (case_id) WHERE ended_at IS NULL;

CREATE INDEX ehc_panel_question_by_case ON ehc_panel_question (case_id, asked_at);

CREATE UNIQUE INDEX ehc_panel_question_open ON ehc_panel_question (case_id)
  WHERE answered_at IS NULL AND called_off_at IS NULL;

CREATE UNIQUE INDEX ehc_plan_in_writing ON ehc_plan (case_id) WHERE sent_on IS NULL;

CREATE INDEX ehc_reassessment_by_case ON ehc_reassessment (case_id, written_at);

CREATE UNIQUE INDEX ehc_reassessment_open ON ehc_reassessment (case_id)
  WHERE final_on IS NULL AND kept_on IS NULL AND (answer IS NULL OR answer = 'yes');

CREATE INDEX ehc_request_answered_last ON ehc_request (answered_at) WHERE answered_at IS NOT NULL;

CREATE INDEX ehc_request_waiting ON ehc_request (asked_at, id) WHERE answered_at IS NULL;

CREATE INDEX ehc_return_download_by_file ON ehc_return_download (file_id, taken_at);

CREATE INDEX ehc_return_file_by_year ON ehc_return_file (year, prepared_at);

CREATE INDEX ehc_review_by_case ON ehc_review (case_id, held_on);

CREATE INDEX ehc_step_by_case ON ehc_step (case_id, written_at);

CREATE INDEX ehc_step_finished ON ehc_step (taken_on) WHERE step = 'finish' AND undone_at IS NULL;

CREATE INDEX emergency_access_by_account ON emergency_access (account_id, child_id, ends_at);

CREATE INDEX emergency_access_by_child ON emergency_access (child_id);

CREATE INDEX event_by_about ON event (about_id, at DESC);

CREATE INDEX event_by_account ON event (account_id, at DESC) WHERE account_id IS NOT NULL;

CREATE INDEX event_by_seal ON event (seal, id);

CREATE INDEX event_change_by_child ON event (child_id, at DESC, id DESC)
WHERE child_id IS NOT NULL AND kind <> 'child.opened';

CREATE INDEX event_opening_by_child ON event (child_id, at DESC) WHERE kind = 'child.opened';

CREATE INDEX finding_by_day ON finding (published_at);

CREATE INDEX form_draft_saved_at ON form_draft (saved_at);

CREATE INDEX form_sent_at ON form_sent (sent_at);

CREATE INDEX goal_comment_by_goal ON goal_comment (goal_id, said_at);

CREATE INDEX goal_score_by_goal ON goal_score (goal_id);

CREATE INDEX group_action_by_group ON group_action (group_id, due_on);

CREATE INDEX group_meeting_by_group ON group_meeting (group_id, starts_at);

CREATE INDEX group_member_by_group ON group_member (group_id, ended_on);

CREATE INDEX group_report_by_group ON group_report (group_id, figures_on);

CREATE INDEX group_report_by_meeting ON group_report (meeting_id);

CREATE INDEX group_report_line_by_report ON group_report_line (report_id);

CREATE INDEX half_session_by_account ON half_session (account_id);

CREATE INDEX held_role_by_account ON held_role (account_id);

CREATE INDEX help_check_by_request ON help_check (request_id);

CREATE INDEX help_check_open ON help_check (agency_id, due_at)
  WHERE answered_at IS NULL AND cancelled_at IS NULL;

CREATE INDEX help_decision_by_request ON help_decision (request_id);

CREATE UNIQUE INDEX help_decision_stands ON help_decision (request_id)
  WHERE undone_at IS NULL AND replaced_at IS NULL;

CREATE INDEX help_decision_waiting ON help_decision (team_id, decided_at)
  WHERE undone_at IS NULL AND replaced_at IS NULL AND taken_up_at IS NULL;

CREATE INDEX help_draft_expires ON help_draft (expires_at);

CREATE INDEX help_entry_by_request ON help_entry (request_id, written_at);

CREATE INDEX help_request_by_birth ON help_request (birth_on);

CREATE INDEX help_request_by_child ON help_request (child_id) WHERE child_id IS NOT NULL;

CREATE INDEX help_request_by_person ON help_request (asker_person_id) WHERE asker_person_id IS NOT NULL;

CREATE INDEX help_request_by_screener ON help_request (screener_id, state);

CREATE INDEX help_request_ended ON help_request (ended_at, id) WHERE ended_at IS NOT NULL;

CREATE INDEX help_request_queue ON help_request (urgency_rank, due_at, id)
  WHERE state IN ('received', 'screening', 'checks');

CREATE INDEX indicator_value_of_month ON indicator_value (indicator_id, month_on, known_at);

CREATE INDEX invitation_by_account ON invitation (account_id);

CREATE INDEX involvement_by_child ON involvement (child_id, ended_on, practitioner_id, team_id, agency_id);

CREATE INDEX involvement_ended_by_agency ON involvement (agency_id, child_id) WHERE ended_on IS NOT NULL;

CREATE INDEX involvement_ended_by_practitioner ON involvement (practitioner_id, child_id) WHERE ended_on IS NOT NULL;

CREATE INDEX involvement_ended_by_team ON involvement (team_id, child_id) WHERE ended_on IS NOT NULL;

CREATE UNIQUE INDEX involvement_one_lead ON involvement (child_id) WHERE ended_on IS NULL AND is_lead;

CREATE INDEX involvement_open_by_agency ON involvement (agency_id, child_id) WHERE ended_on IS NULL;

CREATE INDEX involvement_open_by_practitioner ON involvement (practitioner_id, child_id) WHERE ended_on IS NULL;

CREATE INDEX involvement_open_by_team ON involvement (team_id, child_id) WHERE ended_on IS NULL;

CREATE INDEX known_referral_by_day ON known_referral (location, received_on);

CREATE INDEX level_step_by_support ON level_step (support_id, asked_at);

CREATE UNIQUE INDEX level_step_one_pending ON level_step (support_id) WHERE state = 'pending';

CREATE INDEX level_step_pending_by_team ON level_step (team_id) WHERE state = 'pending';

CREATE INDEX link_decision_by_b ON link_decision (b_source, b_record);

CREATE UNIQUE INDEX link_decision_stands ON link_decision (a_source, a_record, b_source, b_record)
  WHERE taken_back_at IS NULL;

CREATE INDEX link_pair_by_a ON link_pair (a_child);

CREATE INDEX link_pair_by_b ON link_pair (b_child);

CREATE INDEX link_pair_by_state ON link_pair (state, probability);

CREATE INDEX listing_by_assured ON listing (assured_on);

CREATE INDEX listing_by_name ON listing (name);

CREATE INDEX listing_by_organisation ON listing (organisation_id);

CREATE INDEX listing_by_revision ON listing (revision);

CREATE UNIQUE INDEX listing_by_source ON listing (source, source_key);

CREATE INDEX listing_version_by_state ON listing_version (state) WHERE state IN ('draft', 'sent', 'checked');

CREATE UNIQUE INDEX listing_version_one_published ON listing_version (listing_id) WHERE state = 'published';

CREATE INDEX mail_by_state ON mail (state, due_at);

CREATE INDEX meeting_paper_by_point ON meeting_paper (point_id);

CREATE INDEX message_by_child ON message (child_id, sent_at);

CREATE INDEX observation_by_child ON observation (child_id, on_day);

CREATE INDEX offer_comment_by_answered ON offer_comment (answered_at, written_at);

CREATE INDEX offer_comment_by_listing ON offer_comment (listing_id);

CREATE INDEX offer_comment_by_path ON offer_comment (path, answered_at);

CREATE INDEX offer_suggestion_by_child ON offer_suggestion (child_id, suggested_at);

CREATE INDEX offer_suggestion_by_listing ON offer_suggestion (listing_id);

CREATE INDEX offer_suggestion_by_request ON offer_suggestion (request_id);

CREATE INDEX organisation_by_agency ON organisation (agency_id);

CREATE INDEX organisation_by_name ON organisation (name);

CREATE UNIQUE INDEX organisation_by_source ON organisation (source, source_key);

CREATE UNIQUE INDEX organisation_version_one_published ON organisation_version (organisation_id)
WHERE state = 'published';

CREATE INDEX own_words_by_child ON own_words (child_id, heard_at);

CREATE UNIQUE INDEX page_wording_one_open ON page_wording (page, words) WHERE state IN ('draft', 'sent');

CREATE UNIQUE INDEX page_wording_one_published ON page_wording (page, words) WHERE state = 'published';

CREATE INDEX panel_member_by_panel ON panel_member (panel_id);

CREATE INDEX partnership_agreement_by_decision ON partnership_agreement (decision_id);

CREATE INDEX plan_action_by_support ON plan_action (support_id, due_on);

CREATE INDEX plan_action_open_by_owner ON plan_action (owner_practitioner_id, due_on) WHERE state = 'open';

CREATE INDEX planning_scenario_open ON planning_scenario (created_at) WHERE state IN ('waiting', 'running');

CREATE INDEX planning_scenario_shared ON planning_scenario (shared_at);

CREATE INDEX post_by_practitioner ON post (practitioner_id);

CREATE INDEX post_change_by_post ON post_change (post_id, at);

CREATE INDEX post_move_by_proposal ON post_move (proposal_id);

CREATE INDEX postcode_position_by_place ON postcode_position (place);

CREATE INDEX practitioner_by_team ON practitioner (team_id);

CREATE INDEX practitioner_leave_by_end ON practitioner_leave (practitioner_id, to_on);

CREATE INDEX relationship_by_child ON relationship (child_id);

CREATE INDEX relationship_by_person ON relationship (person_id);

CREATE INDEX risk_by_group ON risk (group_id, raised_at);

CREATE INDEX risk_by_subject ON risk (about_id);

CREATE INDEX rota_by_maker ON rota (made_by, monday);

CREATE INDEX saved_list_line_by_listing ON saved_list_line (listing_id);

CREATE INDEX search_key_by_child ON search_key (child_id);

CREATE INDEX session_by_account ON session (account_id, created_at);

CREATE INDEX sharing_decision_by_child ON sharing_decision (child_id, decided_at);

CREATE INDEX sign_in_link_by_account ON sign_in_link (account_id);

CREATE INDEX sign_in_trial_last ON sign_in_trial (last_at);

CREATE INDEX staff_transfer_by_change ON staff_transfer (change_id);

CREATE INDEX staff_transfer_by_post ON staff_transfer (proposed_post);

CREATE INDEX supervision_by_practitioner ON supervision (practitioner_id, due_on);

CREATE UNIQUE INDEX supervision_one_due ON supervision (practitioner_id) WHERE held_on IS NULL;

CREATE INDEX support_by_child ON support (child_id, requested_at);

CREATE UNIQUE INDEX support_one_open ON support (child_id, beside) WHERE state <> 'declined' AND state <> 'closed';

CREATE INDEX support_open_by_practitioner ON support (practitioner_id) WHERE state <> 'declined' AND state <> 'closed';

CREATE INDEX support_open_by_team ON support (team_id) WHERE state <> 'declined' AND state <> 'closed';

CREATE INDEX support_assessment_by_child ON support_assessment (child_id);

CREATE UNIQUE INDEX support_assessment_one_draft ON support_assessment (support_id) WHERE completed_at IS NULL;

CREATE INDEX support_goal_by_support ON support_goal (support_id, position);

CREATE INDEX survey_answers_by_survey ON survey_answers (survey_id);

CREATE INDEX survey_question_by_survey ON survey_question (survey_id, position);

CREATE INDEX survey_text_by_survey ON survey_text (survey_id, state);

CREATE INDEX team_meeting_by_support ON team_meeting (support_id, held_on);

CREATE INDEX transfer_step_by_transfer ON transfer_step (transfer_id, at);

CREATE UNIQUE INDEX typed_plan_one_open ON typed_plan (child_id, type, beside) WHERE ended_on IS NULL;

CREATE INDEX typed_plan_review_by_plan ON typed_plan_review (plan_id, held_on);

CREATE INDEX visit_by_child ON visit (child_id, starts_at);

CREATE INDEX visit_by_joint ON visit (joint_id, starts_at);

CREATE INDEX visit_by_visitor ON visit (visitor_id, starts_at);

CREATE INDEX visit_check_open ON visit_check (out_by) WHERE out_at IS NULL;

CREATE INDEX visit_writing_by_child ON visit_writing (child_id);

CREATE INDEX visit_writing_by_visit ON visit_writing (visit_id, state);

CREATE INDEX visiting_goal_by_child ON visiting_goal (child_id);

CREATE INDEX visiting_opinion_by_child ON visiting_opinion (child_id);

CREATE INDEX visiting_referral_by_child ON visiting_referral (child_id, received_on);

CREATE INDEX visiting_referral_by_team ON visiting_referral (team_id, state);

CREATE INDEX visiting_report_by_child ON visiting_report (child_id, on_day);

CREATE INDEX visiting_review_by_child ON visiting_review (child_id, on_day);
