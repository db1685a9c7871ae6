CREATE TABLE account (
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  practitioner_id uuid,
  person_id uuid,
  state text NOT NULL,
  created_at bigint NOT NULL,
  joined_at bigint,
  ended_at bigint,
  CONSTRAINT account_pk PRIMARY KEY (id),
  CONSTRAINT account_email UNIQUE (email),
  CONSTRAINT account_email_is_small CHECK ((email = lower(email))),
  CONSTRAINT account_end_has_time CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT account_state_is_known CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'ended'::text])))
);

CREATE TABLE activity_chart (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  visit_id uuid,
  begins_on text NOT NULL,
  goal text,
  step text NOT NULL,
  baseline text,
  how text,
  materials text,
  help text,
  times_a_day integer NOT NULL,
  who text,
  well_of integer NOT NULL,
  tries integer NOT NULL,
  well_days integer NOT NULL,
  agreed_by text NOT NULL,
  agreed_at bigint NOT NULL,
  outcome text,
  outcome_words text,
  ended_at bigint,
  ended_by text,
  CONSTRAINT activity_chart_pk PRIMARY KEY (id),
  CONSTRAINT activity_chart_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT activity_chart_visit FOREIGN KEY (visit_id) REFERENCES visit(id),
  CONSTRAINT activity_chart_criterion CHECK ((((well_of >= 1) AND (well_of <= tries)) AND ((well_days >= 1) AND (well_days <= 7)))),
  CONSTRAINT activity_chart_ended_says_what CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT activity_chart_help CHECK ((help = ANY (ARRAY['physical'::text, 'gesture'::text, 'verbal'::text, 'none'::text]))),
  CONSTRAINT activity_chart_outcome CHECK ((outcome = ANY (ARRAY['achieved'::text, 'partly'::text, 'carry_on'::text, 'change'::text])))
);

CREATE TABLE agency (
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  valid_from text,
  valid_to text,
  successor_id uuid,
  CONSTRAINT agency_pk PRIMARY KEY (id),
  CONSTRAINT agency_code UNIQUE (code),
  CONSTRAINT agency_successor FOREIGN KEY (successor_id) REFERENCES agency(id)
);

CREATE TABLE agency_record (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  record_id text NOT NULL,
  child_id uuid NOT NULL,
  content jsonb NOT NULL,
  imported_at bigint NOT NULL,
  revision bigint DEFAULT 0 NOT NULL,
  CONSTRAINT agency_record_pk PRIMARY KEY (id),
  CONSTRAINT agency_record_once UNIQUE (agency_id, record_id),
  CONSTRAINT agency_record_agency FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT agency_record_child FOREIGN KEY (child_id) REFERENCES child(id)
);

CREATE TABLE agenda_point (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  number integer NOT NULL,
  title text NOT NULL,
  purpose text NOT NULL,
  lead text NOT NULL,
  minutes text,
  easy_minutes text,
  outcome text,
  carried_from uuid,
  CONSTRAINT agenda_point_pk PRIMARY KEY (id),
  CONSTRAINT agenda_point_in_order UNIQUE (meeting_id, number),
  CONSTRAINT agenda_point_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting(id),
  CONSTRAINT agenda_point_outcome CHECK ((outcome = ANY (ARRAY['noted'::text, 'agreed'::text, 'not_agreed'::text, 'carried'::text]))),
  CONSTRAINT agenda_point_purpose CHECK ((purpose = ANY (ARRAY['information'::text, 'decision'::text])))
);

CREATE TABLE agreement (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  about text NOT NULL,
  is_given boolean NOT NULL,
  given_by text NOT NULL,
  relation text NOT NULL,
  competence text,
  agencies text NOT NULL,
  evidence text,
  on_day text NOT NULL,
  expires_on text,
  ended_on text,
  ended_why text,
  recorded_by text NOT NULL,
  CONSTRAINT agreement_pk PRIMARY KEY (id),
  CONSTRAINT agreement_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT agreement_dates CHECK (((expires_on IS NULL) OR (expires_on > on_day)))
);

CREATE TABLE agreement_party (
  agreement_id uuid NOT NULL,
  number integer NOT NULL,
  position integer NOT NULL,
  agency text NOT NULL,
  signed_name text,
  office text,
  signed_on text,
  recorded_by uuid,
  is_in_person boolean DEFAULT false NOT NULL,
  CONSTRAINT agreement_party_pk PRIMARY KEY (agreement_id, number, agency),
  CONSTRAINT agreement_party_version FOREIGN KEY (agreement_id, number) REFERENCES agreement_version(agreement_id, number),
  CONSTRAINT agreement_party_signed CHECK (((signed_on IS NULL) = (signed_name IS NULL)))
);

CREATE TABLE agreement_signatory (
  agreement_id uuid NOT NULL,
  agency text NOT NULL,
  name text NOT NULL,
  office text NOT NULL,
  practitioner_id uuid,
  person_id uuid,
  named_at bigint NOT NULL,
  CONSTRAINT agreement_signatory_pk PRIMARY KEY (agreement_id, agency),
  CONSTRAINT agreement_signatory_agreement FOREIGN KEY (agreement_id) REFERENCES partnership_agreement(id),
  CONSTRAINT agreement_signatory_person FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT agreement_signatory_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT agreement_signatory_one CHECK (((practitioner_id IS NULL) <> (person_id IS NULL)))
);

CREATE TABLE agreement_term (
  agreement_id uuid NOT NULL,
  number integer NOT NULL,
  term text NOT NULL,
  words text NOT NULL,
  CONSTRAINT agreement_term_pk PRIMARY KEY (agreement_id, number, term),
  CONSTRAINT agreement_term_version FOREIGN KEY (agreement_id, number) REFERENCES agreement_version(agreement_id, number)
);

CREATE TABLE agreement_version (
  agreement_id uuid NOT NULL,
  number integer NOT NULL,
  words text NOT NULL,
  valid_from text NOT NULL,
  review_on text NOT NULL,
  written_at bigint NOT NULL,
  written_name text NOT NULL,
  CONSTRAINT agreement_version_pk PRIMARY KEY (agreement_id, number),
  CONSTRAINT agreement_version_agreement FOREIGN KEY (agreement_id) REFERENCES partnership_agreement(id),
  CONSTRAINT agreement_version_review CHECK ((review_on > valid_from))
);

CREATE TABLE allocation_proposal (
  id uuid NOT NULL,
  name text NOT NULL,
  note text,
  state text NOT NULL,
  allocation text NOT NULL,
  by_account uuid,
  by_name text NOT NULL,
  created_at bigint NOT NULL,
  decided_by text,
  decided_at bigint,
  version integer NOT NULL,
  CONSTRAINT allocation_proposal_pk PRIMARY KEY (id),
  CONSTRAINT allocation_proposal_decided CHECK (((state <> ALL (ARRAY['approved'::text, 'withdrawn'::text])) OR (decided_by IS NOT NULL))),
  CONSTRAINT allocation_proposal_state CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'replaced'::text, 'withdrawn'::text])))
);

CREATE TABLE area_deprivation (
  area text NOT NULL,
  decile integer NOT NULL,
  source text NOT NULL,
  CONSTRAINT area_deprivation_pk PRIMARY KEY (area),
  CONSTRAINT area_deprivation_decile CHECK (((decile >= 1) AND (decile <= 10)))
);

CREATE TABLE area_population (
  locality_id uuid NOT NULL,
  children integer NOT NULL,
  year integer NOT NULL,
  source text NOT NULL,
  CONSTRAINT area_population_pk PRIMARY KEY (locality_id),
  CONSTRAINT area_population_locality FOREIGN KEY (locality_id) REFERENCES locality(id),
  CONSTRAINT area_population_children CHECK ((children > 0))
);

CREATE TABLE bank_holiday (
  held_on text NOT NULL,
  name text NOT NULL,
  mark text NOT NULL,
  source text NOT NULL,
  is_local boolean NOT NULL,
  CONSTRAINT bank_holiday_key PRIMARY KEY (held_on)
);

CREATE TABLE calendar_link (
  visitor_id uuid NOT NULL,
  serial integer NOT NULL,
  is_on boolean NOT NULL,
  made_at bigint NOT NULL,
  CONSTRAINT calendar_link_pk PRIMARY KEY (visitor_id),
  CONSTRAINT calendar_link_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner(id)
);

CREATE TABLE checklist (
  code text NOT NULL,
  name text NOT NULL,
  source text NOT NULL,
  is_sample boolean NOT NULL,
  loaded_at bigint NOT NULL,
  CONSTRAINT checklist_pk PRIMARY KEY (code)
);

CREATE TABLE checklist_item (
  id uuid NOT NULL,
  checklist text NOT NULL,
  area text NOT NULL,
  code text NOT NULL,
  from_months integer NOT NULL,
  to_months integer NOT NULL,
  words text NOT NULL,
  is_offered boolean NOT NULL,
  step integer,
  CONSTRAINT checklist_item_pk PRIMARY KEY (id),
  CONSTRAINT checklist_item_code UNIQUE (checklist, code),
  CONSTRAINT checklist_item_checklist FOREIGN KEY (checklist) REFERENCES checklist(code),
  CONSTRAINT checklist_item_months CHECK (((from_months >= 0) AND (from_months <= to_months))),
  CONSTRAINT checklist_item_step CHECK (((step >= 1) AND (step <= 14)))
);

CREATE TABLE child (
  id uuid NOT NULL,
  family_id uuid,
  given_name text NOT NULL,
  family_name text NOT NULL,
  preferred_name text,
  birth_on text,
  expected_on text,
  sex text NOT NULL,
  ethnicity text,
  nhs_number text,
  nhs_status text NOT NULL,
  upn text,
  former_upn text,
  address text,
  postcode text,
  is_address_hidden boolean NOT NULL,
  locality_id uuid,
  phone text,
  school text,
  gp text,
  first_language text,
  needs_interpreter boolean NOT NULL,
  communication text,
  what_matters text,
  alerts text,
  is_restricted boolean NOT NULL,
  restricted_why text,
  closed_on text,
  died_on text,
  version integer NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  middle_names text,
  merged_into uuid,
  not_included_because text,
  revision bigint DEFAULT 0 NOT NULL,
  is_written_here boolean DEFAULT false NOT NULL,
  CONSTRAINT child_pk PRIMARY KEY (id),
  CONSTRAINT child_nhs_number UNIQUE (nhs_number),
  CONSTRAINT child_upn UNIQUE (upn),
  CONSTRAINT child_family FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT child_locality FOREIGN KEY (locality_id) REFERENCES locality(id),
  CONSTRAINT child_born_or_expected CHECK (((birth_on IS NULL) OR (expected_on IS NULL))),
  CONSTRAINT child_sex CHECK ((sex = ANY (ARRAY['F'::text, 'M'::text, 'U'::text])))
);

CREATE TABLE child_change (
  child_id uuid NOT NULL,
  changes bigint NOT NULL,
  CONSTRAINT child_change_pkey PRIMARY KEY (child_id)
);

CREATE TABLE child_circumstance (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  kind text NOT NULL,
  answer text NOT NULL,
  from_on text NOT NULL,
  source text NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT child_circumstance_pk PRIMARY KEY (id),
  CONSTRAINT child_circumstance_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT child_circumstance_kind CHECK ((kind = ANY (ARRAY['looked_after'::text, 'young_carer'::text, 'low_income'::text, 'need'::text])))
);

CREATE TABLE child_merge (
  id uuid NOT NULL,
  kept_id uuid NOT NULL,
  lost_id uuid NOT NULL,
  why text NOT NULL,
  merged_by text NOT NULL,
  merged_at bigint NOT NULL,
  is_automatic boolean NOT NULL,
  lost_nhs_number text,
  lost_upn text,
  filled jsonb NOT NULL,
  undone_at bigint,
  undone_by text,
  undone_why text,
  CONSTRAINT child_merge_pk PRIMARY KEY (id),
  CONSTRAINT child_merge_kept FOREIGN KEY (kept_id) REFERENCES child(id),
  CONSTRAINT child_merge_lost FOREIGN KEY (lost_id) REFERENCES child(id),
  CONSTRAINT child_merge_two CHECK ((kept_id <> lost_id)),
  CONSTRAINT child_merge_undone CHECK (((undone_at IS NULL) = (undone_why IS NULL)))
);

CREATE TABLE child_merge_row (
  merge_id uuid NOT NULL,
  kind text NOT NULL,
  row_id uuid NOT NULL,
  side text NOT NULL,
  note text,
  CONSTRAINT child_merge_row_pk PRIMARY KEY (merge_id, kind, row_id),
  CONSTRAINT child_merge_row_merge FOREIGN KEY (merge_id) REFERENCES child_merge(id),
  CONSTRAINT child_merge_row_side CHECK ((side = ANY (ARRAY['kept'::text, 'lost'::text, 'since_kept'::text, 'since_lost'::text, 'unplaced'::text])))
);

CREATE TABLE clock (
  id uuid NOT NULL,
  rule_id text NOT NULL,
  rule_version bigint NOT NULL,
  about_id uuid NOT NULL,
  child_id uuid,
  started_at bigint NOT NULL,
  entered_at bigint NOT NULL,
  second_at bigint,
  is_extended boolean NOT NULL,
  paused_days bigint NOT NULL,
  paused_since bigint,
  due_at bigint NOT NULL,
  reckoning text NOT NULL,
  sense text NOT NULL,
  met_at bigint,
  status text NOT NULL,
  owner_id uuid,
  team_id uuid,
  next_step_at bigint,
  CONSTRAINT clock_key PRIMARY KEY (id),
  CONSTRAINT clock_of_rule FOREIGN KEY (rule_id, rule_version) REFERENCES clock_rule(id, version),
  CONSTRAINT clock_done CHECK (((status <> ALL (ARRAY['met'::text, 'missed'::text])) OR (met_at IS NOT NULL))),
  CONSTRAINT clock_not_done CHECK (((status <> ALL (ARRAY['running'::text, 'cancelled'::text])) OR (met_at IS NULL))),
  CONSTRAINT clock_paused CHECK (((paused_days >= 0) AND ((paused_since IS NULL) OR (status = 'running'::text)))),
  CONSTRAINT clock_status CHECK ((status = ANY (ARRAY['running'::text, 'met'::text, 'missed'::text, 'excepted'::text, 'cancelled'::text]))),
  CONSTRAINT clock_step CHECK (((next_step_at IS NULL) OR (status = 'running'::text)))
);

CREATE TABLE clock_escalation (
  clock_id uuid NOT NULL,
  due_at bigint NOT NULL,
  percent_passed bigint NOT NULL,
  tells text NOT NULL,
  passed_at bigint NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT clock_escalation_key PRIMARY KEY (clock_id, due_at, percent_passed),
  CONSTRAINT clock_escalation_of FOREIGN KEY (clock_id) REFERENCES clock(id)
);

CREATE TABLE clock_exception (
  clock_id uuid NOT NULL,
  reason text NOT NULL,
  evidence text NOT NULL,
  starts_on text NOT NULL,
  ends_on text,
  by_id uuid,
  recorded_at bigint NOT NULL,
  CONSTRAINT clock_exception_key PRIMARY KEY (clock_id, reason, starts_on),
  CONSTRAINT clock_exception_of FOREIGN KEY (clock_id) REFERENCES clock(id),
  CONSTRAINT clock_exception_why FOREIGN KEY (reason) REFERENCES clock_exception_reason(code),
  CONSTRAINT clock_exception_evidence CHECK ((evidence <> ''::text)),
  CONSTRAINT clock_exception_order CHECK ((ends_on >= starts_on))
);

CREATE TABLE clock_exception_reason (
  code text NOT NULL,
  title text NOT NULL,
  least_days bigint NOT NULL,
  source text NOT NULL,
  CONSTRAINT clock_exception_reason_key PRIMARY KEY (code)
);

CREATE TABLE clock_rule (
  id text NOT NULL,
  version bigint NOT NULL,
  title text NOT NULL,
  trigger_words text NOT NULL,
  amount bigint NOT NULL,
  unit text NOT NULL,
  direction text NOT NULL,
  counts_first_day boolean NOT NULL,
  fixed_date text,
  working_hours text,
  roll_over text NOT NULL,
  second_takes text,
  second_amount bigint,
  second_unit text,
  second_trigger text,
  sense text NOT NULL,
  due_minute bigint,
  then_rule_id text,
  once_only boolean NOT NULL,
  extension_amount bigint,
  pausable boolean NOT NULL,
  exceptions text NOT NULL,
  owner_role text,
  escalation text NOT NULL,
  configurable boolean NOT NULL,
  valid_from text,
  valid_to text,
  source text NOT NULL,
  mark text NOT NULL,
  note text NOT NULL,
  is_local boolean NOT NULL,
  local_note text NOT NULL,
  CONSTRAINT clock_rule_key PRIMARY KEY (id, version),
  CONSTRAINT clock_rule_second CHECK (((second_takes IS NULL) = (second_amount IS NULL))),
  CONSTRAINT clock_rule_sourced CHECK (((source <> ''::text) AND (title <> ''::text))),
  CONSTRAINT clock_rule_validity CHECK ((valid_to >= valid_from))
);

CREATE TABLE clock_rule_date (
  rule_id text NOT NULL,
  trigger_on text NOT NULL,
  due_on text NOT NULL,
  is_local boolean NOT NULL,
  CONSTRAINT clock_rule_date_key PRIMARY KEY (rule_id, trigger_on),
  CONSTRAINT clock_rule_date_order CHECK ((due_on >= trigger_on))
);

CREATE TABLE complaint (
  id uuid NOT NULL,
  reference text NOT NULL,
  code_hash text NOT NULL,
  kind text NOT NULL,
  procedure text,
  about text NOT NULL,
  words text NOT NULL,
  wanted text,
  name text NOT NULL,
  contact text NOT NULL,
  account_id uuid,
  received_at bigint NOT NULL,
  stage integer NOT NULL,
  state text NOT NULL,
  handler_id uuid,
  handler_name text,
  version integer NOT NULL,
  CONSTRAINT complaint_pk PRIMARY KEY (id),
  CONSTRAINT complaint_reference UNIQUE (reference),
  CONSTRAINT complaint_kind CHECK ((kind = ANY (ARRAY['complaint'::text, 'compliment'::text]))),
  CONSTRAINT complaint_procedure CHECK ((procedure = ANY (ARRAY['childrens_social_care'::text, 'council'::text, 'nhs'::text]))),
  CONSTRAINT complaint_stage CHECK (((stage >= 1) AND (stage <= 3))),
  CONSTRAINT complaint_state CHECK ((state = ANY (ARRAY['received'::text, 'looking'::text, 'answered'::text, 'closed'::text, 'withdrawn'::text])))
);

CREATE TABLE complaint_step (
  id uuid NOT NULL,
  complaint_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  stage integer NOT NULL,
  at bigint NOT NULL,
  account_id uuid,
  actor_name text NOT NULL,
  words text,
  outcome text,
  is_open_to_family boolean NOT NULL,
  CONSTRAINT complaint_step_pk PRIMARY KEY (id),
  CONSTRAINT complaint_step_in_order UNIQUE (complaint_id, number),
  CONSTRAINT complaint_step_complaint FOREIGN KEY (complaint_id) REFERENCES complaint(id),
  CONSTRAINT complaint_step_answer CHECK (((kind <> 'answer'::text) OR ((words IS NOT NULL) AND (outcome IS NOT NULL))))
);

CREATE TABLE consultation (
  id uuid NOT NULL,
  title text NOT NULL,
  stage text NOT NULL,
  question text NOT NULL,
  why text NOT NULL,
  audience text NOT NULL,
  how_to_answer text NOT NULL,
  documents text NOT NULL,
  opens_on text NOT NULL,
  closes_on text NOT NULL,
  survey_id uuid,
  is_published boolean NOT NULL,
  said text,
  changed text,
  outcome_at bigint,
  created_at bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT consultation_pk PRIMARY KEY (id),
  CONSTRAINT consultation_survey FOREIGN KEY (survey_id) REFERENCES survey(id),
  CONSTRAINT consultation_dates CHECK ((opens_on <= closes_on)),
  CONSTRAINT consultation_says_both CHECK ((((outcome_at IS NULL) = (said IS NULL)) AND ((outcome_at IS NULL) = (changed IS NULL)))),
  CONSTRAINT consultation_stage CHECK ((stage = ANY (ARRAY['informal'::text, 'formal'::text])))
);

CREATE TABLE core_offer_score (
  agency_id uuid NOT NULL,
  head text NOT NULL,
  score integer NOT NULL,
  note text,
  set_by text NOT NULL,
  set_at bigint NOT NULL,
  CONSTRAINT core_offer_score_pk PRIMARY KEY (agency_id, head),
  CONSTRAINT core_offer_score_agency FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT core_offer_score_range CHECK (((score >= 0) AND (score <= 4)))
);

CREATE TABLE core_offer_state (
  locality_id uuid NOT NULL,
  part text NOT NULL,
  state text NOT NULL,
  note text,
  listing_id uuid,
  set_by text NOT NULL,
  set_at bigint NOT NULL,
  CONSTRAINT core_offer_state_pk PRIMARY KEY (locality_id, part),
  CONSTRAINT core_offer_state_listing FOREIGN KEY (listing_id) REFERENCES listing(id) ON DELETE SET NULL,
  CONSTRAINT core_offer_state_locality FOREIGN KEY (locality_id) REFERENCES locality(id),
  CONSTRAINT core_offer_state_known CHECK ((state = ANY (ARRAY['there'::text, 'partly'::text, 'gap'::text])))
);

CREATE TABLE cost_line (
  code text NOT NULL,
  name text NOT NULL,
  quantity text NOT NULL,
  pence bigint NOT NULL,
  CONSTRAINT cost_line_pk PRIMARY KEY (code),
  CONSTRAINT cost_line_is_money CHECK ((pence >= 0))
);

CREATE TABLE course (
  code text NOT NULL,
  name text NOT NULL,
  is_check boolean NOT NULL,
  months_valid integer,
  needed_for text,
  given_by text,
  is_joint boolean NOT NULL,
  CONSTRAINT course_pk PRIMARY KEY (code),
  CONSTRAINT course_months CHECK ((months_valid > 0)),
  CONSTRAINT course_needed_for CHECK ((needed_for = ANY (ARRAY['visit'::text, 'lone_visit'::text])))
);

CREATE TABLE decision_act (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  kind text NOT NULL,
  at bigint NOT NULL,
  account_id uuid,
  actor_name text NOT NULL,
  words text,
  CONSTRAINT decision_act_pk PRIMARY KEY (id),
  CONSTRAINT decision_act_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id)
);

CREATE TABLE decision_attempt (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  what text NOT NULL,
  refusal text NOT NULL,
  at bigint NOT NULL,
  account_id uuid,
  actor_name text NOT NULL,
  CONSTRAINT decision_attempt_pk PRIMARY KEY (id),
  CONSTRAINT decision_attempt_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id)
);

CREATE TABLE decision_implication (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  kind text NOT NULL,
  words text NOT NULL,
  written_by uuid,
  written_name text NOT NULL,
  verified_by uuid,
  verified_name text,
  verified_at bigint,
  CONSTRAINT decision_implication_pk PRIMARY KEY (id),
  CONSTRAINT decision_implication_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id),
  CONSTRAINT decision_implication_by_another CHECK (((verified_at IS NULL) OR ((verified_by IS NOT NULL) AND (written_by IS NOT NULL) AND (verified_by <> written_by))))
);

CREATE TABLE decision_notice (
  decision_id uuid NOT NULL,
  number integer NOT NULL,
  route text NOT NULL,
  published_at bigint NOT NULL,
  published_by uuid,
  published_name text NOT NULL,
  earliest_at bigint NOT NULL,
  reckoning text NOT NULL,
  why text,
  content text NOT NULL,
  withdrawn_at bigint,
  CONSTRAINT decision_notice_pk PRIMARY KEY (decision_id, number),
  CONSTRAINT decision_notice_earliest UNIQUE (decision_id, number, earliest_at),
  CONSTRAINT decision_notice_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id),
  CONSTRAINT decision_notice_route CHECK ((route = ANY (ARRAY['notice'::text, 'general_exception'::text, 'special_urgency'::text]))),
  CONSTRAINT decision_notice_says_why CHECK (((route = 'notice'::text) OR (why IS NOT NULL)))
);

CREATE TABLE decision_option (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  title text NOT NULL,
  appraisal text NOT NULL,
  is_recommended boolean NOT NULL,
  CONSTRAINT decision_option_pk PRIMARY KEY (id),
  CONSTRAINT decision_option_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id)
);

CREATE TABLE decision_part (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  title text NOT NULL,
  words text NOT NULL,
  exempt_why text,
  CONSTRAINT decision_part_pk PRIMARY KEY (id),
  CONSTRAINT decision_part_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id)
);

CREATE TABLE decision_private_notice (
  decision_id uuid NOT NULL,
  number integer NOT NULL,
  published_at bigint NOT NULL,
  published_name text NOT NULL,
  earliest_at bigint NOT NULL,
  reckoning text NOT NULL,
  why text NOT NULL,
  representations text,
  answer text,
  withdrawn_at bigint,
  CONSTRAINT decision_private_notice_pk PRIMARY KEY (decision_id, number, published_at),
  CONSTRAINT decision_private_notice_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id),
  CONSTRAINT decision_private_notice_answers CHECK (((number = 1) OR ((representations IS NOT NULL) AND (answer IS NOT NULL)))),
  CONSTRAINT decision_private_notice_number CHECK ((number = ANY (ARRAY[1, 2])))
);

CREATE TABLE decision_record (
  id uuid NOT NULL,
  reference text NOT NULL,
  title text NOT NULL,
  matter text NOT NULL,
  maker_name text NOT NULL,
  maker_title text NOT NULL,
  members text,
  decide_from text NOT NULL,
  decide_to text NOT NULL,
  documents text NOT NULL,
  copies_from text NOT NULL,
  other_documents text NOT NULL,
  how_to_ask text NOT NULL,
  wards integer NOT NULL,
  years integer NOT NULL,
  equality text NOT NULL,
  equality_note text,
  consultation text,
  delegated_to text,
  delegated_with text,
  is_jointly_funded boolean NOT NULL,
  has_staff_transfer boolean NOT NULL,
  threshold_pence bigint NOT NULL,
  state text NOT NULL,
  prepared_by uuid,
  prepared_name text NOT NULL,
  created_at bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT decision_record_pk PRIMARY KEY (id),
  CONSTRAINT decision_record_reference UNIQUE (reference),
  CONSTRAINT decision_record_both_sign CHECK (((delegated_to IS NULL) OR (delegated_with IS NOT NULL))),
  CONSTRAINT decision_record_period CHECK ((decide_from <= decide_to)),
  CONSTRAINT decision_record_state CHECK ((state = ANY (ARRAY['draft'::text, 'notice'::text, 'considered'::text, 'decided'::text, 'called_in'::text, 'started'::text, 'closed'::text])))
);

CREATE TABLE decision_stream (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  words text NOT NULL,
  pence bigint NOT NULL,
  is_yearly boolean NOT NULL,
  CONSTRAINT decision_stream_pk PRIMARY KEY (id),
  CONSTRAINT decision_stream_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id)
);

CREATE TABLE decision_taken (
  decision_id uuid NOT NULL,
  taken_at bigint NOT NULL,
  is_key boolean NOT NULL,
  notice_number integer,
  earliest_at bigint,
  outcome text NOT NULL,
  reasons text NOT NULL,
  alternatives text NOT NULL,
  conflicts text NOT NULL,
  recorded_by uuid,
  recorded_name text NOT NULL,
  recorded_at bigint NOT NULL,
  call_in_until bigint NOT NULL,
  CONSTRAINT decision_taken_pk PRIMARY KEY (decision_id),
  CONSTRAINT decision_taken_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id),
  CONSTRAINT decision_taken_notice FOREIGN KEY (decision_id, notice_number, earliest_at) REFERENCES decision_notice(decision_id, number, earliest_at),
  CONSTRAINT decision_taken_has_been CHECK ((taken_at <= recorded_at)),
  CONSTRAINT decision_taken_has_notice CHECK (((NOT is_key) OR ((notice_number IS NOT NULL) AND (earliest_at IS NOT NULL)))),
  CONSTRAINT decision_taken_not_early CHECK (((earliest_at IS NULL) OR (taken_at >= earliest_at)))
);

CREATE TABLE decision_urgent_private (
  decision_id uuid NOT NULL,
  published_at bigint NOT NULL,
  published_name text NOT NULL,
  why text NOT NULL,
  why_urgent text NOT NULL,
  agreed_at bigint NOT NULL,
  agreed_words text NOT NULL,
  withdrawn_at bigint,
  CONSTRAINT decision_urgent_private_pk PRIMARY KEY (decision_id, published_at),
  CONSTRAINT decision_urgent_private_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id),
  CONSTRAINT decision_urgent_private_agreed_first CHECK ((agreed_at <= published_at))
);

CREATE TABLE declared_interest (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  member_id uuid NOT NULL,
  words text NOT NULL,
  done text NOT NULL,
  at bigint NOT NULL,
  recorded_name text NOT NULL,
  CONSTRAINT declared_interest_pk PRIMARY KEY (id),
  CONSTRAINT declared_interest_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting(id),
  CONSTRAINT declared_interest_member FOREIGN KEY (member_id) REFERENCES group_member(id)
);

CREATE TABLE demonstration (
  name text NOT NULL,
  began_at bigint NOT NULL,
  filled_at bigint,
  CONSTRAINT demonstration_pk PRIMARY KEY (name),
  CONSTRAINT demonstration_only_one CHECK ((name = 'thorneshire'::text))
);

CREATE TABLE domain_entry (
  assessment_id uuid NOT NULL,
  domain text NOT NULL,
  strengths text,
  needs text,
  score bigint,
  family_says text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT domain_entry_pk PRIMARY KEY (assessment_id, domain),
  CONSTRAINT domain_entry_assessment FOREIGN KEY (assessment_id) REFERENCES support_assessment(id),
  CONSTRAINT domain_entry_domain FOREIGN KEY (domain) REFERENCES help_domain(code),
  CONSTRAINT domain_entry_score CHECK (((score >= 0) AND (score <= 10)))
);

CREATE TABLE ehc_advice (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  child_id uuid NOT NULL,
  kind text NOT NULL,
  asked_of text NOT NULL,
  organisation text,
  email text,
  asked_on text NOT NULL,
  state text NOT NULL,
  draft text,
  words text,
  received_on text,
  received_from text,
  hidden_why text,
  version bigint NOT NULL,
  link_hash text,
  link_until text,
  code_hash text,
  code_until bigint,
  code_tries bigint NOT NULL,
  key_hash text,
  key_until bigint,
  CONSTRAINT ehc_advice_pk PRIMARY KEY (id),
  CONSTRAINT ehc_advice_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_advice_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT ehc_advice_received CHECK (((state = 'received'::text) = (received_on IS NOT NULL))),
  CONSTRAINT ehc_advice_state CHECK ((state = ANY (ARRAY['asked'::text, 'received'::text, 'called_off'::text]))),
  CONSTRAINT ehc_advice_words CHECK (((state <> 'received'::text) OR (words IS NOT NULL)))
);

CREATE TABLE ehc_case (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  state text NOT NULL,
  received_on text NOT NULL,
  source text NOT NULL,
  asked_by text NOT NULL,
  reasons text NOT NULL,
  transferred_from text,
  in_youth_accommodation boolean NOT NULL,
  officer_id uuid,
  team_id uuid,
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  beside text DEFAULT ''::text NOT NULL,
  CONSTRAINT ehc_case_pk PRIMARY KEY (id),
  CONSTRAINT ehc_case_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT ehc_case_officer FOREIGN KEY (officer_id) REFERENCES practitioner(id),
  CONSTRAINT ehc_case_state CHECK ((state = ANY (ARRAY['requested'::text, 'assess_refused'::text, 'assessing'::text, 'issue_refused'::text, 'drafting'::text, 'drafted'::text, 'maintained'::text, 'ceased'::text, 'withdrawn'::text, 'moved_away'::text, 'handed_over'::text, 'lapsed'::text])))
);

CREATE TABLE ehc_chaser (
  id uuid NOT NULL,
  advice_id uuid NOT NULL,
  sent_on text NOT NULL,
  words text NOT NULL,
  sent_by text NOT NULL,
  CONSTRAINT ehc_chaser_pk PRIMARY KEY (id),
  CONSTRAINT ehc_chaser_advice FOREIGN KEY (advice_id) REFERENCES ehc_advice(id)
);

CREATE TABLE ehc_comment (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL,
  section text,
  words text NOT NULL,
  said_by text NOT NULL,
  said_at bigint NOT NULL,
  answer text,
  answer_words text,
  answered_by text,
  answered_at bigint,
  until_on text,
  CONSTRAINT ehc_comment_pk PRIMARY KEY (id),
  CONSTRAINT ehc_comment_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_comment_answered CHECK (((answer IS NULL) = (answered_at IS NULL)))
);

CREATE TABLE ehc_consultation (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  child_id uuid NOT NULL,
  setting text NOT NULL,
  asked_on text NOT NULL,
  replied_on text,
  answer text,
  words text,
  CONSTRAINT ehc_consultation_pk PRIMARY KEY (id),
  CONSTRAINT ehc_consultation_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_consultation_dates CHECK ((replied_on >= asked_on)),
  CONSTRAINT ehc_consultation_reply CHECK (((replied_on IS NULL) = (answer IS NULL)))
);

CREATE TABLE ehc_dispute (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  about text NOT NULL,
  act text NOT NULL,
  taken_on text NOT NULL,
  words text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT ehc_dispute_pk PRIMARY KEY (id),
  CONSTRAINT ehc_dispute_case FOREIGN KEY (case_id) REFERENCES ehc_case(id)
);

CREATE TABLE ehc_ending (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  proposed_on text NOT NULL,
  code text NOT NULL,
  why text NOT NULL,
  setting text NOT NULL,
  family_said text,
  setting_said text,
  decided_on text,
  reasons text,
  ended_on text,
  off_on text,
  off_why text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT ehc_ending_pk PRIMARY KEY (id),
  CONSTRAINT ehc_ending_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_ending_decided CHECK (((decided_on IS NULL) OR ((reasons IS NOT NULL) AND (family_said IS NOT NULL) AND (setting_said IS NOT NULL)))),
  CONSTRAINT ehc_ending_ended CHECK (((ended_on IS NULL) OR ((decided_on IS NOT NULL) AND (off_on IS NULL)))),
  CONSTRAINT ehc_ending_off CHECK (((off_on IS NULL) = (off_why IS NULL)))
);

CREATE TABLE ehc_late_entry (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  what text NOT NULL,
  happened_on text NOT NULL,
  why text NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT ehc_late_entry_pk PRIMARY KEY (id),
  CONSTRAINT ehc_late_entry_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_late_entry_why CHECK ((why <> ''::text))
);

CREATE TABLE ehc_learner (
  child_id uuid NOT NULL,
  learner_number text,
  upn_unknown text,
  CONSTRAINT ehc_learner_pk PRIMARY KEY (child_id),
  CONSTRAINT ehc_learner_child FOREIGN KEY (child_id) REFERENCES child(id)
);

CREATE TABLE ehc_letter_part (
  letter text NOT NULL,
  part text NOT NULL,
  place bigint NOT NULL,
  heading text NOT NULL,
  words text NOT NULL,
  source text NOT NULL,
  CONSTRAINT ehc_letter_part_pk PRIMARY KEY (letter, part)
);

CREATE TABLE ehc_look (
  case_id uuid NOT NULL,
  account_id uuid NOT NULL,
  looked_at bigint NOT NULL,
  CONSTRAINT ehc_look_pk PRIMARY KEY (case_id, account_id),
  CONSTRAINT ehc_look_case FOREIGN KEY (case_id) REFERENCES ehc_case(id)
);

CREATE TABLE ehc_meeting (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  child_id uuid NOT NULL,
  meeting_on text NOT NULL,
  place text NOT NULL,
  invited text NOT NULL,
  reports_on text,
  ended_at bigint,
  written_by text NOT NULL,
  CONSTRAINT ehc_meeting_pk PRIMARY KEY (id),
  CONSTRAINT ehc_meeting_case FOREIGN KEY (case_id) REFERENCES ehc_case(id)
);

CREATE TABLE ehc_need (
  case_id uuid NOT NULL,
  rank bigint NOT NULL,
  code text NOT NULL,
  CONSTRAINT ehc_need_pk PRIMARY KEY (case_id, rank),
  CONSTRAINT ehc_need_case FOREIGN KEY (case_id) REFERENCES ehc_case(id)
);

CREATE TABLE ehc_panel_question (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  matter text NOT NULL,
  words text,
  asked_by text NOT NULL,
  asked_account uuid,
  asked_at bigint NOT NULL,
  called_off_at bigint,
  answer text,
  reasons text,
  answered_by text,
  answered_at bigint,
  CONSTRAINT ehc_panel_question_pk PRIMARY KEY (id),
  CONSTRAINT ehc_panel_question_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_panel_question_answered CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) OR (reasons IS NOT NULL)))),
  CONSTRAINT ehc_panel_question_matter CHECK ((matter = ANY (ARRAY['assess'::text, 'issue'::text])))
);

CREATE TABLE ehc_place (
  case_id uuid NOT NULL,
  is_named boolean NOT NULL,
  place bigint NOT NULL,
  urn text,
  ukprn text,
  setting text,
  setting_other text,
  rank text,
  entered_on text,
  left_on text,
  in_unit text,
  resourced text,
  residential text,
  work_based text,
  CONSTRAINT ehc_place_pk PRIMARY KEY (case_id, is_named, place),
  CONSTRAINT ehc_place_case FOREIGN KEY (case_id) REFERENCES ehc_case(id)
);

CREATE TABLE ehc_plan (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  number bigint NOT NULL,
  kind text NOT NULL,
  sent_on text,
  created_at bigint NOT NULL,
  CONSTRAINT ehc_plan_pk PRIMARY KEY (id),
  CONSTRAINT ehc_plan_number UNIQUE (case_id, number),
  CONSTRAINT ehc_plan_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_plan_kind CHECK ((kind = ANY (ARRAY['draft'::text, 'final'::text])))
);

CREATE TABLE ehc_plan_line (
  plan_id uuid NOT NULL,
  line_id uuid NOT NULL,
  section text NOT NULL,
  place bigint NOT NULL,
  words text NOT NULL,
  plain text,
  need_id uuid,
  provider text,
  how_often text,
  measure text,
  by_on text,
  for_adulthood boolean NOT NULL,
  CONSTRAINT ehc_plan_line_pk PRIMARY KEY (plan_id, line_id),
  CONSTRAINT ehc_plan_line_plan FOREIGN KEY (plan_id) REFERENCES ehc_plan(id),
  CONSTRAINT ehc_plan_line_section CHECK ((section = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text, 'E'::text, 'F'::text, 'G'::text, 'H1'::text, 'H2'::text, 'I'::text, 'J'::text, 'K'::text])))
);

CREATE TABLE ehc_published (
  year bigint NOT NULL,
  level text NOT NULL,
  area text NOT NULL,
  name text NOT NULL,
  measure text NOT NULL,
  percent double precision NOT NULL,
  CONSTRAINT ehc_published_pk PRIMARY KEY (year, area, measure)
);

CREATE TABLE ehc_reassessment (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  asked_on text NOT NULL,
  source text,
  asked_by text NOT NULL,
  why text NOT NULL,
  decided_on text,
  answer text,
  reasons text,
  draft_on text,
  evidence text,
  final_on text,
  kept_on text,
  kept_why text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT ehc_reassessment_pk PRIMARY KEY (id),
  CONSTRAINT ehc_reassessment_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_reassessment_answer CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text]))),
  CONSTRAINT ehc_reassessment_decided CHECK ((((answer IS NULL) = (decided_on IS NULL)) AND ((answer IS NULL) OR (answer = 'yes'::text) OR (reasons IS NOT NULL))))
);

CREATE TABLE ehc_request (
  id uuid NOT NULL,
  source text NOT NULL,
  organisation text,
  asker text NOT NULL,
  email text NOT NULL,
  given_name text NOT NULL,
  family_name text NOT NULL,
  birth_on text NOT NULL,
  upn text,
  reasons text NOT NULL,
  tried text,
  family_knows boolean NOT NULL,
  asked_at bigint NOT NULL,
  case_id uuid,
  answer text,
  answered_by text,
  answered_at bigint,
  CONSTRAINT ehc_request_pk PRIMARY KEY (id),
  CONSTRAINT ehc_request_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_request_answered CHECK ((((answered_at IS NULL) = (answered_by IS NULL)) AND ((case_id IS NULL) OR (answered_at IS NOT NULL))))
);

CREATE TABLE ehc_return (
  case_id uuid NOT NULL,
  request_mediation boolean NOT NULL,
  request_tribunal boolean NOT NULL,
  assessment_mediation boolean NOT NULL,
  assessment_tribunal boolean NOT NULL,
  other_mediation boolean NOT NULL,
  other_tribunal boolean NOT NULL,
  week20 boolean NOT NULL,
  has_budget boolean NOT NULL,
  has_arrangements boolean NOT NULL,
  direct_payment text,
  residential text,
  work_based text,
  phase_due_on text,
  phase_final_on text,
  CONSTRAINT ehc_return_pk PRIMARY KEY (case_id),
  CONSTRAINT ehc_return_case FOREIGN KEY (case_id) REFERENCES ehc_case(id)
);

CREATE TABLE ehc_return_download (
  id uuid NOT NULL,
  file_id uuid NOT NULL,
  taken_by text NOT NULL,
  taken_at bigint NOT NULL,
  CONSTRAINT ehc_return_download_pk PRIMARY KEY (id),
  CONSTRAINT ehc_return_download_file FOREIGN KEY (file_id) REFERENCES ehc_return_file(id)
);

CREATE TABLE ehc_return_figure (
  file_id uuid NOT NULL,
  rule text NOT NULL,
  count bigint NOT NULL,
  CONSTRAINT ehc_return_figure_pk PRIMARY KEY (file_id, rule),
  CONSTRAINT ehc_return_figure_file FOREIGN KEY (file_id) REFERENCES ehc_return_file(id)
);

CREATE TABLE ehc_return_file (
  id uuid NOT NULL,
  year bigint NOT NULL,
  council text NOT NULL,
  prepared_by text NOT NULL,
  prepared_account uuid NOT NULL,
  prepared_at bigint NOT NULL,
  note text,
  persons bigint NOT NULL,
  plans bigint NOT NULL,
  size bigint NOT NULL,
  digest text NOT NULL,
  approved_by text,
  approved_account uuid,
  approved_at bigint,
  sent_on text,
  sent_by text,
  dropped_at bigint,
  dropped_by text,
  CONSTRAINT ehc_return_file_pk PRIMARY KEY (id),
  CONSTRAINT ehc_return_file_approved CHECK (((approved_at IS NULL) = (approved_account IS NULL))),
  CONSTRAINT ehc_return_file_sent CHECK (((sent_on IS NULL) OR (approved_at IS NOT NULL))),
  CONSTRAINT ehc_return_file_two CHECK (((approved_account IS NULL) OR (approved_account <> prepared_account)))
);

CREATE TABLE ehc_return_part (
  file_id uuid NOT NULL,
  place bigint NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT ehc_return_part_pk PRIMARY KEY (file_id, place),
  CONSTRAINT ehc_return_part_file FOREIGN KEY (file_id) REFERENCES ehc_return_file(id)
);

CREATE TABLE ehc_review (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  child_id uuid NOT NULL,
  held_on text NOT NULL,
  came text,
  voice text,
  adult_services text,
  report_on text,
  outcome text,
  decided_on text,
  draft_on text,
  final_on text,
  written_by text NOT NULL,
  evidence text,
  kept_on text,
  kept_why text,
  reassess_on text,
  CONSTRAINT ehc_review_pk PRIMARY KEY (id),
  CONSTRAINT ehc_review_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_review_dates CHECK (((decided_on >= held_on) AND (report_on >= held_on))),
  CONSTRAINT ehc_review_outcome CHECK ((outcome = ANY (ARRAY['maintain'::text, 'amend'::text, 'cease'::text])))
);

CREATE TABLE ehc_step (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  step text NOT NULL,
  state_from text NOT NULL,
  state_to text NOT NULL,
  taken_on text NOT NULL,
  code text,
  reasons text,
  late_why text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  undone_at bigint,
  undone_why text,
  CONSTRAINT ehc_step_pk PRIMARY KEY (id),
  CONSTRAINT ehc_step_case FOREIGN KEY (case_id) REFERENCES ehc_case(id),
  CONSTRAINT ehc_step_refusal CHECK (((step <> ALL (ARRAY['refuse_assess'::text, 'refuse_issue'::text, 'cease'::text])) OR (reasons IS NOT NULL))),
  CONSTRAINT ehc_step_undone CHECK (((undone_at IS NULL) = (undone_why IS NULL)))
);

CREATE TABLE emergency_access (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  account_id uuid NOT NULL,
  account_name text NOT NULL,
  reason text NOT NULL,
  began_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  reviewed_at bigint,
  reviewed_by uuid,
  reviewer_name text,
  finding text,
  finding_note text,
  CONSTRAINT emergency_access_pk PRIMARY KEY (id),
  CONSTRAINT emergency_access_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT emergency_access_other_reviews CHECK (((reviewed_by IS NULL) OR (reviewed_by <> account_id)))
);

CREATE TABLE event (
  id uuid NOT NULL,
  kind text NOT NULL,
  about_id uuid NOT NULL,
  child_id uuid,
  account_id uuid,
  actor_name text NOT NULL,
  actor_role text,
  agency_id uuid,
  purpose text,
  at bigint NOT NULL,
  changed text NOT NULL,
  why text,
  origin text NOT NULL,
  hash bytea NOT NULL,
  seal bigint,
  CONSTRAINT event_pkey PRIMARY KEY (id),
  CONSTRAINT event_kind_is_named CHECK ((kind <> ''::text))
);

CREATE TABLE event_seal (
  number bigint NOT NULL,
  previous bytea NOT NULL,
  root bytea NOT NULL,
  events bigint NOT NULL,
  first_id uuid NOT NULL,
  last_id uuid NOT NULL,
  at bigint NOT NULL,
  seal bytea NOT NULL,
  CONSTRAINT event_seal_pkey PRIMARY KEY (number),
  CONSTRAINT event_seal_is_not_empty CHECK ((events > 0))
);

CREATE TABLE family (
  id uuid NOT NULL,
  name text NOT NULL,
  created_at bigint NOT NULL,
  CONSTRAINT family_pk PRIMARY KEY (id)
);

CREATE TABLE family_visit_wish (
  child_id uuid NOT NULL,
  days text NOT NULL,
  from_minute integer,
  to_minute integer,
  language text,
  whom text NOT NULL,
  words text,
  said_by text NOT NULL,
  said_at bigint NOT NULL,
  version integer NOT NULL,
  read_by text,
  read_at bigint,
  answer text,
  CONSTRAINT family_visit_wish_pk PRIMARY KEY (child_id),
  CONSTRAINT family_visit_wish_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT family_visit_wish_read CHECK (((read_by IS NULL) = (read_at IS NULL))),
  CONSTRAINT family_visit_wish_times CHECK ((((from_minute IS NULL) = (to_minute IS NULL)) AND (from_minute < to_minute))),
  CONSTRAINT family_visit_wish_whom CHECK ((whom = ANY (ARRAY['any'::text, 'same'::text, 'another'::text])))
);

CREATE TABLE feed_record (
  source text NOT NULL,
  source_key text NOT NULL,
  kind text NOT NULL,
  content text NOT NULL,
  taken_at bigint NOT NULL,
  CONSTRAINT feed_record_pk PRIMARY KEY (source, kind, source_key)
);

CREATE TABLE finding (
  id uuid NOT NULL,
  source text NOT NULL,
  source_id uuid,
  source_name text NOT NULL,
  said text NOT NULL,
  answer text,
  did text,
  plan_item_id uuid,
  plan_id uuid,
  published_at bigint,
  created_at bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT finding_pk PRIMARY KEY (id),
  CONSTRAINT finding_published_with_answer CHECK (((published_at IS NULL) OR (answer IS NOT NULL))),
  CONSTRAINT finding_row_of_plan CHECK (((plan_item_id IS NULL) = (plan_id IS NULL))),
  CONSTRAINT finding_source CHECK ((source = ANY (ARRAY['survey'::text, 'consultation'::text, 'complaint'::text, 'panel'::text])))
);

CREATE TABLE form_draft (
  owner text NOT NULL,
  page text NOT NULL,
  form text NOT NULL,
  fields jsonb NOT NULL,
  saved_at bigint NOT NULL,
  CONSTRAINT form_draft_pk PRIMARY KEY (owner, page, form)
);

CREATE TABLE form_sent (
  form_id uuid NOT NULL,
  owner text NOT NULL,
  path text NOT NULL,
  sent_at bigint NOT NULL,
  CONSTRAINT form_sent_pk PRIMARY KEY (form_id)
);

CREATE TABLE funding_stream (
  code text NOT NULL,
  name text NOT NULL,
  pence bigint NOT NULL,
  recurrence text NOT NULL,
  state text NOT NULL,
  restricted_to text,
  CONSTRAINT funding_stream_pk PRIMARY KEY (code),
  CONSTRAINT funding_stream_is_money CHECK ((pence >= 0)),
  CONSTRAINT funding_stream_recurrence CHECK ((recurrence = ANY (ARRAY['yearly'::text, 'once'::text]))),
  CONSTRAINT funding_stream_state CHECK ((state = ANY (ARRAY['bid'::text, 'confirmed'::text])))
);

CREATE TABLE goal_comment (
  id uuid NOT NULL,
  goal_id uuid NOT NULL,
  words text NOT NULL,
  said_by text NOT NULL,
  said_at bigint NOT NULL,
  CONSTRAINT goal_comment_pk PRIMARY KEY (id),
  CONSTRAINT goal_comment_goal FOREIGN KEY (goal_id) REFERENCES support_goal(id)
);

CREATE TABLE goal_score (
  review_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  score bigint NOT NULL,
  was bigint,
  corrected_by text,
  corrected_at bigint,
  corrected_why text,
  CONSTRAINT goal_score_pk PRIMARY KEY (review_id, goal_id),
  CONSTRAINT goal_score_goal FOREIGN KEY (goal_id) REFERENCES support_goal(id),
  CONSTRAINT goal_score_review FOREIGN KEY (review_id) REFERENCES support_review(id),
  CONSTRAINT goal_score_corrected CHECK (((was IS NULL) OR (corrected_why IS NOT NULL))),
  CONSTRAINT goal_score_range CHECK (((score >= 0) AND (score <= 5)))
);

CREATE TABLE group_action (
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  words text NOT NULL,
  lead text NOT NULL,
  due_on text NOT NULL,
  agreed_at bigint NOT NULL,
  risk_id uuid,
  done_at bigint,
  done_words text,
  done_name text,
  CONSTRAINT group_action_pk PRIMARY KEY (id),
  CONSTRAINT group_action_group FOREIGN KEY (group_id) REFERENCES partnership_group(id),
  CONSTRAINT group_action_risk FOREIGN KEY (risk_id) REFERENCES risk(id),
  CONSTRAINT group_action_shows_something CHECK (((done_at IS NULL) = (done_words IS NULL)))
);

CREATE TABLE group_meeting (
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  starts_at bigint NOT NULL,
  place text NOT NULL,
  state text NOT NULL,
  apologies text,
  agreed_at bigint,
  version integer NOT NULL,
  CONSTRAINT group_meeting_pk PRIMARY KEY (id),
  CONSTRAINT group_meeting_group FOREIGN KEY (group_id) REFERENCES partnership_group(id),
  CONSTRAINT group_meeting_agrees_what_was_held CHECK (((agreed_at IS NULL) OR (state = 'held'::text))),
  CONSTRAINT group_meeting_state CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text])))
);

CREATE TABLE group_member (
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  name text NOT NULL,
  side text NOT NULL,
  agency text NOT NULL,
  part text NOT NULL,
  is_named boolean NOT NULL,
  practitioner_id uuid,
  person_id uuid,
  began_on text NOT NULL,
  ended_on text,
  CONSTRAINT group_member_pk PRIMARY KEY (id),
  CONSTRAINT group_member_group FOREIGN KEY (group_id) REFERENCES partnership_group(id),
  CONSTRAINT group_member_person FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT group_member_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT group_member_dates CHECK (((ended_on IS NULL) OR (ended_on >= began_on))),
  CONSTRAINT group_member_one_account CHECK (((practitioner_id IS NULL) OR (person_id IS NULL)))
);

CREATE TABLE group_name (
  group_id uuid NOT NULL,
  name text NOT NULL,
  used_from text NOT NULL,
  source text,
  CONSTRAINT group_name_pk PRIMARY KEY (group_id, name, used_from),
  CONSTRAINT group_name_group FOREIGN KEY (group_id) REFERENCES partnership_group(id)
);

CREATE TABLE group_objective (
  group_id uuid NOT NULL,
  number integer NOT NULL,
  title text NOT NULL,
  words text,
  CONSTRAINT group_objective_pk PRIMARY KEY (group_id, number),
  CONSTRAINT group_objective_group FOREIGN KEY (group_id) REFERENCES partnership_group(id)
);

CREATE TABLE group_report (
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  figures_on text NOT NULL,
  purpose text NOT NULL,
  aims text NOT NULL,
  easy_words text,
  written_by uuid,
  written_name text NOT NULL,
  facts text,
  approved_by uuid,
  approved_name text,
  approved_at bigint,
  version integer NOT NULL,
  CONSTRAINT group_report_pk PRIMARY KEY (id),
  CONSTRAINT group_report_group FOREIGN KEY (group_id) REFERENCES partnership_group(id),
  CONSTRAINT group_report_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting(id),
  CONSTRAINT group_report_by_another CHECK (((approved_by IS NULL) OR (approved_by <> written_by))),
  CONSTRAINT group_report_frozen CHECK (((approved_at IS NULL) OR ((facts IS NOT NULL) AND (easy_words IS NOT NULL)))),
  CONSTRAINT group_report_purpose CHECK ((purpose = ANY (ARRAY['information'::text, 'decision'::text])))
);

CREATE TABLE group_report_line (
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  kind text NOT NULL,
  objective integer,
  words text NOT NULL,
  is_assembled boolean NOT NULL,
  CONSTRAINT group_report_line_pk PRIMARY KEY (id),
  CONSTRAINT group_report_line_report FOREIGN KEY (report_id) REFERENCES group_report(id),
  CONSTRAINT group_report_line_kind CHECK ((kind = ANY (ARRAY['progress'::text, 'achievement'::text, 'risk'::text])))
);

CREATE TABLE half_session (
  token_hash text NOT NULL,
  account_id uuid NOT NULL,
  created_at bigint NOT NULL,
  CONSTRAINT half_session_pk PRIMARY KEY (token_hash),
  CONSTRAINT half_session_account FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE TABLE held_role (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  agency_id uuid,
  team_id uuid,
  from_on text NOT NULL,
  to_on text,
  ended_at bigint,
  CONSTRAINT held_role_pk PRIMARY KEY (id),
  CONSTRAINT held_role_account FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT held_role_dates CHECK (((to_on IS NULL) OR (to_on >= from_on)))
);

CREATE TABLE help_check (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  question text NOT NULL,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  due_at bigint NOT NULL,
  finding text,
  answer text,
  answered_by text,
  answered_at bigint,
  cancelled_at bigint,
  CONSTRAINT help_check_pk PRIMARY KEY (id),
  CONSTRAINT help_check_agency FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT help_check_request FOREIGN KEY (request_id) REFERENCES help_request(id),
  CONSTRAINT help_check_answered CHECK (((answered_at IS NULL) = (finding IS NULL))),
  CONSTRAINT help_check_over CHECK (((answered_at IS NULL) OR (cancelled_at IS NULL)))
);

CREATE TABLE help_decision (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  child_id uuid,
  outcome text NOT NULL,
  level text NOT NULL,
  reason text NOT NULL,
  judgement text,
  told text NOT NULL,
  alternative text,
  agreement text,
  agreement_note text,
  rule text NOT NULL,
  team_id uuid,
  involvement_id uuid,
  decided_by uuid,
  decided_by_name text NOT NULL,
  decided_at bigint NOT NULL,
  again_why text,
  undone_at bigint,
  undone_why text,
  replaced_at bigint,
  taken_up_at bigint,
  CONSTRAINT help_decision_pk PRIMARY KEY (id),
  CONSTRAINT help_decision_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT help_decision_request FOREIGN KEY (request_id) REFERENCES help_request(id),
  CONSTRAINT help_decision_team FOREIGN KEY (team_id) REFERENCES team(id),
  CONSTRAINT help_decision_alternative CHECK (((outcome <> ALL (ARRAY['advice'::text, 'not_this_service'::text])) OR (alternative IS NOT NULL))),
  CONSTRAINT help_decision_told CHECK (((told <> ''::text) AND (reason <> ''::text)))
);

CREATE TABLE help_decision_criterion (
  decision_id uuid NOT NULL,
  criterion_id text NOT NULL,
  CONSTRAINT help_decision_criterion_pk PRIMARY KEY (decision_id, criterion_id),
  CONSTRAINT help_decision_criterion_decision FOREIGN KEY (decision_id) REFERENCES help_decision(id),
  CONSTRAINT help_decision_criterion_known FOREIGN KEY (criterion_id) REFERENCES threshold_criterion(id)
);

CREATE TABLE help_domain (
  code text NOT NULL,
  part text NOT NULL,
  title text NOT NULL,
  family_title text NOT NULL,
  asks text NOT NULL,
  source text NOT NULL,
  position bigint NOT NULL,
  CONSTRAINT help_domain_pk PRIMARY KEY (code),
  CONSTRAINT help_domain_part CHECK ((part = ANY (ARRAY['child'::text, 'parenting'::text, 'family'::text])))
);

CREATE TABLE help_draft (
  id uuid NOT NULL,
  code_hash text NOT NULL,
  asker text,
  answers jsonb NOT NULL,
  began_at bigint NOT NULL,
  saved_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  CONSTRAINT help_draft_pk PRIMARY KEY (id),
  CONSTRAINT help_draft_code UNIQUE (code_hash)
);

CREATE TABLE help_entry (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  kind text NOT NULL,
  words text NOT NULL,
  by_name text NOT NULL,
  by_id uuid,
  written_at bigint NOT NULL,
  CONSTRAINT help_entry_pk PRIMARY KEY (id),
  CONSTRAINT help_entry_request FOREIGN KEY (request_id) REFERENCES help_request(id),
  CONSTRAINT help_entry_words CHECK ((words <> ''::text))
);

CREATE TABLE help_request (
  id uuid NOT NULL,
  reference text NOT NULL,
  code_hash text NOT NULL,
  state text NOT NULL,
  urgency text NOT NULL,
  urgency_rank integer NOT NULL,
  reasons text NOT NULL,
  asker text NOT NULL,
  given_name text NOT NULL,
  family_name text,
  birth_on text,
  postcode text,
  services text NOT NULL,
  asker_name text NOT NULL,
  search_text text NOT NULL,
  asked jsonb NOT NULL,
  child_id uuid,
  asker_person_id uuid,
  locality_id uuid,
  screener_id uuid,
  taken_at bigint,
  received_at bigint NOT NULL,
  due_at bigint,
  ended_at bigint,
  withdrawn_why text,
  version integer NOT NULL,
  CONSTRAINT help_request_pk PRIMARY KEY (id),
  CONSTRAINT help_request_reference UNIQUE (reference),
  CONSTRAINT help_request_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT help_request_locality FOREIGN KEY (locality_id) REFERENCES locality(id),
  CONSTRAINT help_request_person FOREIGN KEY (asker_person_id) REFERENCES person(id),
  CONSTRAINT help_request_screener FOREIGN KEY (screener_id) REFERENCES practitioner(id),
  CONSTRAINT help_request_open CHECK (((due_at IS NULL) = (state = ANY (ARRAY['decided'::text, 'withdrawn'::text])))),
  CONSTRAINT help_request_state CHECK ((state = ANY (ARRAY['received'::text, 'screening'::text, 'checks'::text, 'decided'::text, 'withdrawn'::text]))),
  CONSTRAINT help_request_taken CHECK (((screener_id IS NULL) = (taken_at IS NULL)))
);

CREATE TABLE implementation_plan (
  id uuid NOT NULL,
  title text NOT NULL,
  vision text,
  answered_by text NOT NULL,
  source text,
  is_published boolean NOT NULL,
  ended_on text,
  taken_at bigint NOT NULL,
  CONSTRAINT implementation_plan_pk PRIMARY KEY (id),
  CONSTRAINT implementation_plan_title UNIQUE (title)
);

CREATE TABLE indicator (
  id uuid NOT NULL,
  objective text NOT NULL,
  title text NOT NULL,
  formula text NOT NULL,
  owner text NOT NULL,
  unit text NOT NULL,
  is_more_better boolean NOT NULL,
  target double precision,
  benchmark double precision,
  benchmark_source text,
  measure text,
  rule_id text,
  frequency text NOT NULL,
  published_measure text,
  published_areas text,
  ended_on text,
  number_of text,
  out_of double precision,
  out_of_source text,
  CONSTRAINT indicator_defined_pk PRIMARY KEY (id),
  CONSTRAINT indicator_defined_title UNIQUE (title),
  CONSTRAINT indicator_defined_frequency CHECK ((frequency = ANY (ARRAY['month'::text, 'quarter'::text, 'year'::text]))),
  CONSTRAINT indicator_defined_says_whose CHECK (((benchmark IS NULL) OR (benchmark_source IS NOT NULL))),
  CONSTRAINT indicator_defined_unit CHECK ((unit = ANY (ARRAY['percent'::text, 'number'::text])))
);

CREATE TABLE indicator_value (
  id uuid NOT NULL,
  indicator_id uuid NOT NULL,
  month_on text NOT NULL,
  figure double precision NOT NULL,
  part_count integer,
  whole_count integer,
  known_at bigint NOT NULL,
  source text NOT NULL,
  entered_by uuid,
  entered_name text NOT NULL,
  approved_by uuid,
  approved_name text,
  CONSTRAINT indicator_figure_pk PRIMARY KEY (id),
  CONSTRAINT indicator_figure_indicator FOREIGN KEY (indicator_id) REFERENCES indicator(id),
  CONSTRAINT indicator_figure_by_another CHECK (((approved_by IS NULL) OR (approved_by <> entered_by))),
  CONSTRAINT indicator_figure_of_whole CHECK (((part_count IS NULL) OR (part_count <= whole_count)))
);

CREATE TABLE invitation (
  id uuid NOT NULL,
  token_hash text NOT NULL,
  account_id uuid NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  CONSTRAINT invitation_pk PRIMARY KEY (id),
  CONSTRAINT invitation_token UNIQUE (token_hash),
  CONSTRAINT invitation_account FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE TABLE involvement (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  practitioner_id uuid,
  agency_id uuid NOT NULL,
  team_id uuid,
  part text NOT NULL,
  is_key_worker boolean NOT NULL,
  is_lead boolean NOT NULL,
  began_on text NOT NULL,
  ended_on text,
  ended_why text,
  is_hidden_from_family boolean NOT NULL,
  CONSTRAINT involvement_pk PRIMARY KEY (id),
  CONSTRAINT involvement_agency FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT involvement_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT involvement_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT involvement_team FOREIGN KEY (team_id) REFERENCES team(id),
  CONSTRAINT involvement_dates CHECK (((ended_on IS NULL) OR (ended_on >= began_on)))
);

CREATE TABLE known_referral (
  reference text NOT NULL,
  received_on text NOT NULL,
  location text NOT NULL,
  outcome text,
  CONSTRAINT known_referral_pk PRIMARY KEY (reference),
  CONSTRAINT known_referral_location FOREIGN KEY (location) REFERENCES work_location(code)
);

CREATE TABLE lead_period (
  involvement_id uuid NOT NULL,
  part text NOT NULL,
  from_on text NOT NULL,
  until_on text,
  CONSTRAINT lead_period_pk PRIMARY KEY (involvement_id, part, from_on),
  CONSTRAINT lead_period_involvement FOREIGN KEY (involvement_id) REFERENCES involvement(id),
  CONSTRAINT lead_period_in_order CHECK (((until_on IS NULL) OR (until_on >= from_on))),
  CONSTRAINT lead_period_part CHECK ((part = ANY (ARRAY['lead'::text, 'key_worker'::text])))
);

CREATE TABLE level_step (
  id uuid NOT NULL,
  support_id uuid NOT NULL,
  child_id uuid NOT NULL,
  direction text NOT NULL,
  level_from text NOT NULL,
  level_to text NOT NULL,
  reason text NOT NULL,
  assessment_id uuid,
  team_id uuid,
  team_name text,
  handover_on text,
  state text NOT NULL,
  asked_at bigint NOT NULL,
  asked_by text NOT NULL,
  answered_at bigint,
  answered_by text,
  answer_why text,
  CONSTRAINT level_step_pk PRIMARY KEY (id),
  CONSTRAINT level_step_support FOREIGN KEY (support_id) REFERENCES support(id),
  CONSTRAINT level_step_team FOREIGN KEY (team_id) REFERENCES team(id),
  CONSTRAINT level_step_answered CHECK (((state = 'pending'::text) = (answered_at IS NULL))),
  CONSTRAINT level_step_state CHECK ((state = ANY (ARRAY['pending'::text, 'accepted'::text, 'declined'::text])))
);

CREATE TABLE link_decision (
  id uuid NOT NULL,
  a_source text NOT NULL,
  a_record text NOT NULL,
  b_source text NOT NULL,
  b_record text NOT NULL,
  is_same boolean NOT NULL,
  decided_by text NOT NULL,
  decided_at bigint NOT NULL,
  why text NOT NULL,
  taken_back_at bigint,
  taken_back_by text,
  taken_back_why text,
  CONSTRAINT link_decision_pk PRIMARY KEY (id),
  CONSTRAINT link_decision_taken_back CHECK (((taken_back_at IS NULL) = (taken_back_why IS NULL)))
);

CREATE TABLE link_figure (
  on_day text NOT NULL,
  name text NOT NULL,
  value double precision NOT NULL,
  CONSTRAINT link_figure_pk PRIMARY KEY (on_day, name)
);

CREATE TABLE link_model (
  id uuid NOT NULL,
  learnt_at bigint NOT NULL,
  records bigint NOT NULL,
  content jsonb NOT NULL,
  CONSTRAINT link_model_pk PRIMARY KEY (id)
);

CREATE TABLE link_pair (
  id uuid NOT NULL,
  a_source text NOT NULL,
  a_record text NOT NULL,
  b_source text NOT NULL,
  b_record text NOT NULL,
  a_child uuid NOT NULL,
  b_child uuid NOT NULL,
  weight double precision NOT NULL,
  probability double precision NOT NULL,
  reason text NOT NULL,
  state text NOT NULL,
  found_at bigint NOT NULL,
  first_answer text,
  first_account uuid,
  first_name text,
  first_why text,
  decided_by text,
  decided_at bigint,
  why text,
  was_sample boolean NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT link_pair_pk PRIMARY KEY (id),
  CONSTRAINT link_pair_once UNIQUE (a_source, a_record, b_source, b_record),
  CONSTRAINT link_pair_a FOREIGN KEY (a_child) REFERENCES child(id),
  CONSTRAINT link_pair_b FOREIGN KEY (b_child) REFERENCES child(id),
  CONSTRAINT link_pair_decided CHECK (((state <> ALL (ARRAY['same'::text, 'different'::text])) OR (decided_at IS NOT NULL))),
  CONSTRAINT link_pair_second CHECK (((state <> 'second'::text) OR (first_account IS NOT NULL))),
  CONSTRAINT link_pair_state CHECK ((state = ANY (ARRAY['open'::text, 'second'::text, 'unsure'::text, 'same'::text, 'different'::text, 'past'::text])))
);

CREATE TABLE listing (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  current integer,
  newest integer NOT NULL,
  assured_on text,
  assured_by text,
  published_at bigint,
  modified_at bigint NOT NULL,
  deleted_at bigint,
  deleted_by text,
  source text,
  source_key text,
  digest text,
  revision bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT listing_pk PRIMARY KEY (id),
  CONSTRAINT listing_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT listing_current_is_written CHECK (((current IS NULL) OR (current <= newest))),
  CONSTRAINT listing_published_has_date CHECK (((current IS NULL) OR (published_at IS NOT NULL)))
);

CREATE TABLE listing_version (
  listing_id uuid NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  content text NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  checked_by text,
  checked_at bigint,
  published_by text,
  published_at bigint,
  returned_why text,
  CONSTRAINT listing_version_pk PRIMARY KEY (listing_id, number),
  CONSTRAINT listing_version_listing FOREIGN KEY (listing_id) REFERENCES listing(id) ON DELETE CASCADE,
  CONSTRAINT listing_version_checked_says_who CHECK (((state <> ALL (ARRAY['checked'::text, 'published'::text])) OR (checked_by IS NOT NULL))),
  CONSTRAINT listing_version_published_says_who CHECK (((state <> 'published'::text) OR (published_by IS NOT NULL))),
  CONSTRAINT listing_version_state CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'checked'::text, 'published'::text, 'past'::text])))
);

CREATE TABLE locality (
  id uuid NOT NULL,
  name text NOT NULL,
  CONSTRAINT locality_pk PRIMARY KEY (id),
  CONSTRAINT locality_name UNIQUE (name)
);

CREATE TABLE mail (
  id uuid NOT NULL,
  once_key text,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  state text NOT NULL,
  tries bigint NOT NULL,
  created_at bigint NOT NULL,
  due_at bigint NOT NULL,
  node text,
  claimed_at bigint,
  ended_at bigint,
  problem text,
  CONSTRAINT mail_pkey PRIMARY KEY (id),
  CONSTRAINT mail_once UNIQUE (once_key),
  CONSTRAINT mail_sending_has_node CHECK (((state <> 'sending'::text) OR ((node IS NOT NULL) AND (claimed_at IS NOT NULL)))),
  CONSTRAINT mail_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text])))
);

CREATE TABLE meeting_paper (
  id uuid NOT NULL,
  point_id uuid NOT NULL,
  title text NOT NULL,
  words text NOT NULL,
  easy_words text,
  exempt_why text,
  out_at bigint NOT NULL,
  written_by text NOT NULL,
  CONSTRAINT meeting_paper_pk PRIMARY KEY (id),
  CONSTRAINT meeting_paper_point FOREIGN KEY (point_id) REFERENCES agenda_point(id)
);

CREATE TABLE meeting_presence (
  meeting_id uuid NOT NULL,
  member_id uuid NOT NULL,
  CONSTRAINT meeting_presence_pk PRIMARY KEY (meeting_id, member_id),
  CONSTRAINT meeting_presence_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting(id),
  CONSTRAINT meeting_presence_member FOREIGN KEY (member_id) REFERENCES group_member(id)
);

CREATE TABLE message (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  side text NOT NULL,
  writer_id uuid NOT NULL,
  writer_name text NOT NULL,
  words text NOT NULL,
  sent_at bigint NOT NULL,
  withdrawn_at bigint,
  settled_at bigint,
  settled_by text,
  CONSTRAINT message_pk PRIMARY KEY (id),
  CONSTRAINT message_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT message_says_something CHECK ((words <> ''::text)),
  CONSTRAINT message_settled_says_who CHECK (((settled_at IS NULL) = (settled_by IS NULL))),
  CONSTRAINT message_side CHECK ((side = ANY (ARRAY['family'::text, 'staff'::text]))),
  CONSTRAINT message_withdrawn_after_sent CHECK (((withdrawn_at IS NULL) OR (withdrawn_at >= sent_at)))
);

CREATE TABLE message_reading (
  message_id uuid NOT NULL,
  reader_id uuid NOT NULL,
  reader_name text NOT NULL,
  side text NOT NULL,
  read_at bigint NOT NULL,
  CONSTRAINT message_reading_pk PRIMARY KEY (message_id, reader_id),
  CONSTRAINT message_reading_message FOREIGN KEY (message_id) REFERENCES message(id),
  CONSTRAINT message_reading_side CHECK ((side = ANY (ARRAY['family'::text, 'staff'::text])))
);

CREATE TABLE name_word (
  key text NOT NULL,
  word text NOT NULL,
  CONSTRAINT name_word_pk PRIMARY KEY (key, word)
);

CREATE TABLE objective_proof (
  group_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  about_id uuid NOT NULL,
  CONSTRAINT objective_proof_pk PRIMARY KEY (group_id, number, kind, about_id),
  CONSTRAINT objective_proof_objective FOREIGN KEY (group_id, number) REFERENCES group_objective(group_id, number),
  CONSTRAINT objective_proof_kind CHECK ((kind = ANY (ARRAY['plan'::text, 'indicator'::text])))
);

CREATE TABLE observation (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  item_id uuid NOT NULL,
  state text NOT NULL,
  on_day text NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT observation_pk PRIMARY KEY (id),
  CONSTRAINT observation_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT observation_item FOREIGN KEY (item_id) REFERENCES checklist_item(id),
  CONSTRAINT observation_state CHECK ((state = ANY (ARRAY['not_yet'::text, 'with_help'::text, 'achieved'::text])))
);

CREATE TABLE offer_comment (
  id uuid NOT NULL,
  listing_id uuid,
  page text NOT NULL,
  topic text NOT NULL,
  words text NOT NULL,
  may_publish boolean NOT NULL,
  email text,
  written_at bigint NOT NULL,
  shown_words text,
  answer text,
  action text,
  answered_by text,
  answered_at bigint,
  is_published boolean NOT NULL,
  version integer NOT NULL,
  path text,
  CONSTRAINT offer_comment_pk PRIMARY KEY (id),
  CONSTRAINT offer_comment_listing FOREIGN KEY (listing_id) REFERENCES listing(id) ON DELETE SET NULL,
  CONSTRAINT offer_comment_published_is_answered CHECK (((NOT is_published) OR ((answer IS NOT NULL) AND may_publish)))
);

CREATE TABLE offer_duty (
  code text NOT NULL,
  place integer NOT NULL,
  title text NOT NULL,
  source text NOT NULL,
  kinds text NOT NULL,
  CONSTRAINT offer_duty_pk PRIMARY KEY (code)
);

CREATE TABLE offer_duty_state (
  code text NOT NULL,
  state text NOT NULL,
  owner text,
  evidence text,
  review_on text,
  set_by text NOT NULL,
  set_at bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT offer_duty_state_pk PRIMARY KEY (code),
  CONSTRAINT offer_duty_state_duty FOREIGN KEY (code) REFERENCES offer_duty(code),
  CONSTRAINT offer_duty_state_known CHECK ((state = ANY (ARRAY['met'::text, 'partly'::text, 'missing'::text])))
);

CREATE TABLE offer_revision (
  id integer NOT NULL,
  revision bigint NOT NULL,
  words_at bigint DEFAULT 0 NOT NULL,
  CONSTRAINT offer_revision_pk PRIMARY KEY (id),
  CONSTRAINT offer_revision_one CHECK ((id = 1))
);

CREATE TABLE offer_suggestion (
  id uuid NOT NULL,
  child_id uuid,
  request_id uuid,
  listing_id uuid NOT NULL,
  name text NOT NULL,
  why text,
  suggested_by text NOT NULL,
  suggested_at bigint NOT NULL,
  outcome text,
  outcome_on text,
  CONSTRAINT offer_suggestion_pk PRIMARY KEY (id),
  CONSTRAINT offer_suggestion_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT offer_suggestion_listing FOREIGN KEY (listing_id) REFERENCES listing(id),
  CONSTRAINT offer_suggestion_for_somebody CHECK (((child_id IS NOT NULL) OR (request_id IS NOT NULL))),
  CONSTRAINT offer_suggestion_outcome CHECK ((outcome = ANY (ARRAY['taken_up'::text, 'waiting'::text, 'not_wanted'::text, 'not_suitable'::text])))
);

CREATE TABLE offer_word (
  phrase text NOT NULL,
  means text NOT NULL,
  CONSTRAINT offer_word_pk PRIMARY KEY (phrase, means)
);

CREATE TABLE one_time_code (
  account_id uuid NOT NULL,
  secret bytea NOT NULL,
  made_at bigint NOT NULL,
  confirmed_at bigint,
  last_step bigint NOT NULL,
  next_secret bytea,
  CONSTRAINT one_time_code_pk PRIMARY KEY (account_id),
  CONSTRAINT one_time_code_account FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE TABLE organisation (
  id uuid NOT NULL,
  agency_id uuid,
  name text NOT NULL,
  content text NOT NULL,
  source text,
  source_key text,
  digest text,
  version integer NOT NULL,
  current integer,
  newest integer DEFAULT 1 NOT NULL,
  deleted_at bigint,
  deleted_by text,
  CONSTRAINT organisation_pk PRIMARY KEY (id),
  CONSTRAINT organisation_agency FOREIGN KEY (agency_id) REFERENCES agency(id)
);

CREATE TABLE organisation_version (
  organisation_id uuid NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  content text NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  checked_by text,
  checked_at bigint,
  published_by text,
  published_at bigint,
  returned_why text,
  CONSTRAINT organisation_version_pk PRIMARY KEY (organisation_id, number),
  CONSTRAINT organisation_version_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE CASCADE,
  CONSTRAINT organisation_version_checked_says_who CHECK (((state <> ALL (ARRAY['checked'::text, 'published'::text])) OR (checked_by IS NOT NULL))),
  CONSTRAINT organisation_version_published_says_who CHECK (((state <> 'published'::text) OR (published_by IS NOT NULL))),
  CONSTRAINT organisation_version_state CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'checked'::text, 'published'::text, 'past'::text])))
);

CREATE TABLE own_words (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  speaker text NOT NULL,
  words text NOT NULL,
  heard_at bigint NOT NULL,
  written_by text NOT NULL,
  about text,
  CONSTRAINT own_words_pk PRIMARY KEY (id),
  CONSTRAINT own_words_child FOREIGN KEY (child_id) REFERENCES child(id)
);

CREATE TABLE page_wording (
  page text NOT NULL,
  words text NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  language text NOT NULL,
  heading text NOT NULL,
  content text NOT NULL,
  written_for text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  approved_by text,
  approved_at bigint,
  version integer NOT NULL,
  CONSTRAINT page_wording_pk PRIMARY KEY (page, words, number),
  CONSTRAINT page_wording_published_says_who CHECK (((state <> 'published'::text) OR (approved_by IS NOT NULL))),
  CONSTRAINT page_wording_state CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'published'::text, 'past'::text])))
);

CREATE TABLE panel (
  id uuid NOT NULL,
  name text NOT NULL,
  about text NOT NULL,
  created_at bigint NOT NULL,
  CONSTRAINT panel_pk PRIMARY KEY (id),
  CONSTRAINT panel_name UNIQUE (name)
);

CREATE TABLE panel_member (
  id uuid NOT NULL,
  panel_id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  stands_for text,
  agreed_on text NOT NULL,
  agreed_how text NOT NULL,
  left_on text,
  CONSTRAINT panel_member_pk PRIMARY KEY (id),
  CONSTRAINT panel_member_panel FOREIGN KEY (panel_id) REFERENCES panel(id),
  CONSTRAINT panel_member_left_later CHECK (((left_on IS NULL) OR (left_on >= agreed_on)))
);

CREATE TABLE partnership_agreement (
  id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  easy_words text NOT NULL,
  decision_id uuid,
  owner text NOT NULL,
  begun_at bigint NOT NULL,
  ended_on text,
  ended_why text,
  CONSTRAINT partnership_agreement_pk PRIMARY KEY (id),
  CONSTRAINT partnership_agreement_decision FOREIGN KEY (decision_id) REFERENCES decision_record(id),
  CONSTRAINT partnership_agreement_ended CHECK (((ended_on IS NULL) = (ended_why IS NULL))),
  CONSTRAINT partnership_agreement_for CHECK (((kind <> 'section_75'::text) OR (decision_id IS NOT NULL))),
  CONSTRAINT partnership_agreement_kind CHECK ((kind = ANY (ARRAY['families'::text, 'sharing'::text, 'section_75'::text, 'other'::text])))
);

CREATE TABLE partnership_group (
  id uuid NOT NULL,
  remit text NOT NULL,
  easy_remit text NOT NULL,
  quorum integer NOT NULL,
  founded_on text NOT NULL,
  CONSTRAINT partnership_group_pk PRIMARY KEY (id),
  CONSTRAINT partnership_group_quorum CHECK ((quorum > 0))
);

CREATE TABLE password (
  account_id uuid NOT NULL,
  salt bytea NOT NULL,
  hash bytea NOT NULL,
  log2_rounds integer NOT NULL,
  block_size integer NOT NULL,
  lanes integer NOT NULL,
  changed_at bigint NOT NULL,
  CONSTRAINT password_pk PRIMARY KEY (account_id),
  CONSTRAINT password_account FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE TABLE person (
  id uuid NOT NULL,
  family_id uuid,
  name text NOT NULL,
  phone text,
  email text,
  language text,
  needs_interpreter boolean NOT NULL,
  best_time text,
  formats text,
  created_at bigint NOT NULL,
  CONSTRAINT person_pk PRIMARY KEY (id),
  CONSTRAINT person_family FOREIGN KEY (family_id) REFERENCES family(id)
);

CREATE TABLE plan_action (
  id uuid NOT NULL,
  support_id uuid NOT NULL,
  child_id uuid NOT NULL,
  goal_id uuid,
  meeting_id uuid,
  what text NOT NULL,
  owner_name text NOT NULL,
  owner_practitioner_id uuid,
  owner_person_id uuid,
  due_on text NOT NULL,
  state text NOT NULL,
  done_on text,
  done_by text,
  correction text,
  created_at bigint NOT NULL,
  created_by text NOT NULL,
  CONSTRAINT plan_action_pk PRIMARY KEY (id),
  CONSTRAINT plan_action_goal FOREIGN KEY (goal_id) REFERENCES support_goal(id),
  CONSTRAINT plan_action_meeting FOREIGN KEY (meeting_id) REFERENCES team_meeting(id),
  CONSTRAINT plan_action_support FOREIGN KEY (support_id) REFERENCES support(id),
  CONSTRAINT plan_action_done CHECK (((state = 'done'::text) = (done_on IS NOT NULL))),
  CONSTRAINT plan_action_state CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'stopped'::text, 'removed'::text])))
);

CREATE TABLE plan_item (
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  position integer NOT NULL,
  ref text NOT NULL,
  theme text NOT NULL,
  parent_ref text NOT NULL,
  action_text text NOT NULL,
  lead_text text NOT NULL,
  due_text text NOT NULL,
  evidence_text text NOT NULL,
  version integer NOT NULL,
  CONSTRAINT plan_item_pk PRIMARY KEY (id),
  CONSTRAINT plan_item_place UNIQUE (plan_id, "position"),
  CONSTRAINT plan_item_plan FOREIGN KEY (plan_id) REFERENCES implementation_plan(id)
);

CREATE TABLE plan_owner (
  plan_id uuid NOT NULL,
  lead text NOT NULL,
  practitioner_id uuid NOT NULL,
  CONSTRAINT plan_owner_pk PRIMARY KEY (plan_id, lead),
  CONSTRAINT plan_owner_plan FOREIGN KEY (plan_id) REFERENCES implementation_plan(id),
  CONSTRAINT plan_owner_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
);

CREATE TABLE plan_step (
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  at bigint NOT NULL,
  account_id uuid,
  actor_name text NOT NULL,
  words text,
  document text,
  figure text,
  due_on text,
  CONSTRAINT plan_step_pk PRIMARY KEY (id),
  CONSTRAINT plan_step_in_order UNIQUE (item_id, number),
  CONSTRAINT plan_step_item FOREIGN KEY (item_id) REFERENCES plan_item(id),
  CONSTRAINT plan_step_names_a_day CHECK (((kind <> 'set_due'::text) OR (due_on IS NOT NULL))),
  CONSTRAINT plan_step_shows_something CHECK (((kind <> 'submit'::text) OR (document IS NOT NULL) OR (figure IS NOT NULL)))
);

CREATE TABLE plan_theme (
  plan_id uuid NOT NULL,
  code text NOT NULL,
  title text NOT NULL,
  outcome text,
  measure text,
  CONSTRAINT plan_theme_pk PRIMARY KEY (plan_id, code),
  CONSTRAINT plan_theme_plan FOREIGN KEY (plan_id) REFERENCES implementation_plan(id)
);

CREATE TABLE plan_type (
  code text NOT NULL,
  position bigint NOT NULL,
  title text NOT NULL,
  plain_title text NOT NULL,
  layer text NOT NULL,
  review_rule text NOT NULL,
  written_in text NOT NULL,
  source text NOT NULL,
  mark text NOT NULL,
  note text NOT NULL,
  CONSTRAINT plan_type_pk PRIMARY KEY (code),
  CONSTRAINT plan_type_place CHECK ((written_in = ANY (ARRAY['here'::text, 'ehc'::text, 'early_help'::text])))
);

CREATE TABLE plan_type_section (
  type text NOT NULL,
  code text NOT NULL,
  position bigint NOT NULL,
  title text NOT NULL,
  plain_title text NOT NULL,
  asks text NOT NULL,
  is_required boolean NOT NULL,
  CONSTRAINT plan_type_section_pk PRIMARY KEY (type, code),
  CONSTRAINT plan_type_section_of FOREIGN KEY (type) REFERENCES plan_type(code)
);

CREATE TABLE plan_version (
  support_id uuid NOT NULL,
  number bigint NOT NULL,
  agreed_on text NOT NULL,
  agreed_by text NOT NULL,
  child_view text,
  next_review_on text NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  content text NOT NULL,
  CONSTRAINT plan_version_pk PRIMARY KEY (support_id, number),
  CONSTRAINT plan_version_support FOREIGN KEY (support_id) REFERENCES support(id),
  CONSTRAINT plan_version_dates CHECK ((next_review_on > agreed_on))
);

CREATE TABLE planning_replication (
  scenario_id uuid NOT NULL,
  pathway bigint NOT NULL,
  number bigint NOT NULL,
  figures text NOT NULL,
  CONSTRAINT planning_replication_pk PRIMARY KEY (scenario_id, pathway, number),
  CONSTRAINT planning_replication_scenario FOREIGN KEY (scenario_id) REFERENCES planning_scenario(id) ON DELETE CASCADE
);

CREATE TABLE planning_scenario (
  id uuid NOT NULL,
  question text NOT NULL,
  name text NOT NULL,
  note text,
  typed text NOT NULL,
  model text NOT NULL,
  inputs text NOT NULL,
  at_once text NOT NULL,
  answer text,
  state text NOT NULL,
  replications bigint NOT NULL,
  seed bigint NOT NULL,
  done bigint NOT NULL,
  total bigint NOT NULL,
  problem text,
  held_by text,
  held_until bigint,
  by_account uuid,
  by_name text NOT NULL,
  created_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  answered_at bigint,
  shared_at bigint,
  version bigint NOT NULL,
  removed_at bigint,
  removed_by text,
  follows_live boolean DEFAULT false NOT NULL,
  held text DEFAULT '[]'::text NOT NULL,
  CONSTRAINT planning_scenario_pk PRIMARY KEY (id),
  CONSTRAINT planning_scenario_done CHECK (((done >= 0) AND (done <= total))),
  CONSTRAINT planning_scenario_held CHECK (((state = 'running'::text) = (held_by IS NOT NULL))),
  CONSTRAINT planning_scenario_state CHECK ((state = ANY (ARRAY['answered'::text, 'waiting'::text, 'running'::text, 'stopped'::text, 'failed'::text])))
);

CREATE TABLE post (
  id uuid NOT NULL,
  code text NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  grade text,
  fte integer NOT NULL,
  employer text NOT NULL,
  base text NOT NULL,
  location text,
  reports_to text,
  cost_line text,
  cost_pence bigint,
  funded_by text,
  holder text,
  practitioner_id uuid,
  version integer NOT NULL,
  closed_on text,
  CONSTRAINT post_pk PRIMARY KEY (id),
  CONSTRAINT post_code UNIQUE (code),
  CONSTRAINT post_cost_line FOREIGN KEY (cost_line) REFERENCES cost_line(code),
  CONSTRAINT post_funded_by FOREIGN KEY (funded_by) REFERENCES funding_stream(code),
  CONSTRAINT post_location FOREIGN KEY (location) REFERENCES work_location(code),
  CONSTRAINT post_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT post_kind CHECK ((kind = ANY (ARRAY['head'::text, 'lead'::text, 'senior_visitor'::text, 'visitor'::text, 'support_officer'::text, 'other'::text]))),
  CONSTRAINT post_not_its_own_boss CHECK ((reports_to <> code)),
  CONSTRAINT post_part CHECK (((fte >= 1) AND (fte <= 100)))
);

CREATE TABLE post_change (
  id uuid NOT NULL,
  post_id uuid NOT NULL,
  at bigint NOT NULL,
  by_name text NOT NULL,
  words text NOT NULL,
  CONSTRAINT post_change_pk PRIMARY KEY (id),
  CONSTRAINT post_change_post FOREIGN KEY (post_id) REFERENCES post(id)
);

CREATE TABLE post_link (
  post_code text NOT NULL,
  to_whom text NOT NULL,
  about text NOT NULL,
  CONSTRAINT post_link_pk PRIMARY KEY (post_code, to_whom),
  CONSTRAINT post_link_post FOREIGN KEY (post_code) REFERENCES post(code)
);

CREATE TABLE post_move (
  id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  post_code text NOT NULL,
  from_location text NOT NULL,
  to_location text NOT NULL,
  state text NOT NULL,
  heard_on text,
  words text,
  decided_by text,
  version integer NOT NULL,
  CONSTRAINT post_move_pk PRIMARY KEY (id),
  CONSTRAINT post_move_proposal FOREIGN KEY (proposal_id) REFERENCES allocation_proposal(id),
  CONSTRAINT post_move_decided CHECK (((state = 'open'::text) OR (decided_by IS NOT NULL))),
  CONSTRAINT post_move_elsewhere CHECK ((from_location <> to_location)),
  CONSTRAINT post_move_state CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text])))
);

CREATE TABLE postcode_position (
  postcode text NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  place text,
  CONSTRAINT postcode_position_pk PRIMARY KEY (postcode),
  CONSTRAINT postcode_position_on_earth CHECK ((((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)) AND ((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))))
);

CREATE TABLE practice_day (
  chart_id uuid NOT NULL,
  on_day text NOT NULL,
  tries integer NOT NULL,
  well integer NOT NULL,
  note text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  is_from_paper boolean NOT NULL,
  CONSTRAINT practice_day_pk PRIMARY KEY (chart_id, on_day),
  CONSTRAINT practice_day_chart FOREIGN KEY (chart_id) REFERENCES activity_chart(id),
  CONSTRAINT practice_day_counts CHECK (((well >= 0) AND (well <= tries)))
);

CREATE TABLE practitioner (
  id uuid NOT NULL,
  name text NOT NULL,
  job_title text NOT NULL,
  agency_id uuid NOT NULL,
  team_id uuid,
  phone text,
  email text,
  left_on text,
  CONSTRAINT practitioner_pk PRIMARY KEY (id),
  CONSTRAINT practitioner_agency FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT practitioner_team FOREIGN KEY (team_id) REFERENCES team(id)
);

CREATE TABLE practitioner_leave (
  practitioner_id uuid NOT NULL,
  from_on text NOT NULL,
  to_on text NOT NULL,
  kind text NOT NULL,
  CONSTRAINT practitioner_leave_pk PRIMARY KEY (practitioner_id, from_on, kind),
  CONSTRAINT practitioner_leave_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT practitioner_leave_in_order CHECK ((from_on <= to_on)),
  CONSTRAINT practitioner_leave_kind CHECK ((kind = ANY (ARRAY['leave'::text, 'training'::text, 'away'::text])))
);

CREATE TABLE pregnancy (
  child_id uuid NOT NULL,
  weeks integer NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT pregnancy_pk PRIMARY KEY (child_id),
  CONSTRAINT pregnancy_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT pregnancy_weeks CHECK (((weeks >= 20) AND (weeks <= 44)))
);

CREATE TABLE record_revision (
  id integer NOT NULL,
  revision bigint NOT NULL,
  compared bigint DEFAULT 0 NOT NULL,
  CONSTRAINT record_revision_pk PRIMARY KEY (id)
);

CREATE TABLE recovery_code (
  account_id uuid NOT NULL,
  code_hash text NOT NULL,
  used_at bigint,
  CONSTRAINT recovery_code_pk PRIMARY KEY (account_id, code_hash),
  CONSTRAINT recovery_code_account FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE TABLE relationship (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  has_responsibility boolean NOT NULL,
  lives_with boolean NOT NULL,
  gets_letters boolean NOT NULL,
  has_portal boolean NOT NULL,
  may_not_contact boolean NOT NULL,
  note text,
  ended_on text,
  CONSTRAINT relationship_pk PRIMARY KEY (id),
  CONSTRAINT relationship_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT relationship_person FOREIGN KEY (person_id) REFERENCES person(id)
);

CREATE TABLE risk (
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  cause text NOT NULL,
  event text NOT NULL,
  effect text NOT NULL,
  owner text NOT NULL,
  likelihood_before integer NOT NULL,
  impact_before integer NOT NULL,
  appetite integer NOT NULL,
  raised_at bigint NOT NULL,
  about_kind text,
  about_id uuid,
  version integer NOT NULL,
  CONSTRAINT risk_pk PRIMARY KEY (id),
  CONSTRAINT risk_group FOREIGN KEY (group_id) REFERENCES partnership_group(id),
  CONSTRAINT risk_about CHECK (((about_kind IS NULL) = (about_id IS NULL))),
  CONSTRAINT risk_appetite CHECK (((appetite >= 1) AND (appetite <= 25))),
  CONSTRAINT risk_size CHECK ((((likelihood_before >= 1) AND (likelihood_before <= 5)) AND ((impact_before >= 1) AND (impact_before <= 5))))
);

CREATE TABLE risk_look (
  risk_id uuid NOT NULL,
  number integer NOT NULL,
  at bigint NOT NULL,
  actor_name text NOT NULL,
  likelihood integer NOT NULL,
  impact integer NOT NULL,
  words text NOT NULL,
  ends text,
  CONSTRAINT risk_look_pk PRIMARY KEY (risk_id, number),
  CONSTRAINT risk_look_risk FOREIGN KEY (risk_id) REFERENCES risk(id),
  CONSTRAINT risk_look_ends CHECK ((ends = ANY (ARRAY['gone'::text, 'happened'::text]))),
  CONSTRAINT risk_look_size CHECK ((((likelihood >= 1) AND (likelihood <= 5)) AND ((impact >= 1) AND (impact <= 5))))
);

CREATE TABLE rota (
  id uuid NOT NULL,
  made_by uuid NOT NULL,
  monday text NOT NULL,
  week text NOT NULL,
  outcome text NOT NULL,
  made_at bigint NOT NULL,
  approved_at bigint,
  version integer NOT NULL,
  CONSTRAINT rota_pk PRIMARY KEY (id),
  CONSTRAINT rota_made_by FOREIGN KEY (made_by) REFERENCES practitioner(id)
);

CREATE TABLE saved_filter (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  page text NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  CONSTRAINT saved_filter_pk PRIMARY KEY (id),
  CONSTRAINT saved_filter_name UNIQUE (account_id, page, name)
);

CREATE TABLE saved_list (
  token text NOT NULL,
  title text NOT NULL,
  made_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  CONSTRAINT saved_list_pk PRIMARY KEY (token)
);

CREATE TABLE saved_list_line (
  token text NOT NULL,
  listing_id uuid NOT NULL,
  added_at bigint NOT NULL,
  CONSTRAINT saved_list_line_pk PRIMARY KEY (token, listing_id),
  CONSTRAINT saved_list_line_list FOREIGN KEY (token) REFERENCES saved_list(token) ON DELETE CASCADE,
  CONSTRAINT saved_list_line_listing FOREIGN KEY (listing_id) REFERENCES listing(id) ON DELETE CASCADE
);

CREATE TABLE schema_migration (
  number integer NOT NULL,
  name text NOT NULL,
  applied_at bigint NOT NULL,
  CONSTRAINT schema_migration_pkey PRIMARY KEY (number)
);

CREATE TABLE school_term (
  school_year text NOT NULL,
  term text NOT NULL,
  starts_on text NOT NULL,
  ends_on text NOT NULL,
  mark text NOT NULL,
  source text NOT NULL,
  is_local boolean NOT NULL,
  break_from text,
  break_to text,
  CONSTRAINT school_term_key PRIMARY KEY (school_year, term),
  CONSTRAINT school_term_order CHECK ((ends_on > starts_on))
);

CREATE TABLE search_key (
  kind text NOT NULL,
  value text NOT NULL,
  child_id uuid NOT NULL,
  CONSTRAINT search_key_pk PRIMARY KEY (kind, value, child_id),
  CONSTRAINT search_key_child FOREIGN KEY (child_id) REFERENCES child(id) ON DELETE CASCADE
);

CREATE TABLE session (
  id uuid NOT NULL,
  token_hash text NOT NULL,
  account_id uuid NOT NULL,
  created_at bigint NOT NULL,
  used_at bigint NOT NULL,
  origin text NOT NULL,
  device text NOT NULL,
  ended_at bigint,
  CONSTRAINT session_pk PRIMARY KEY (id),
  CONSTRAINT session_token UNIQUE (token_hash),
  CONSTRAINT session_account FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE TABLE sharing_decision (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  what text NOT NULL,
  with_whom text NOT NULL,
  why text NOT NULL,
  situation text NOT NULL,
  basis text NOT NULL,
  was_asked text NOT NULL,
  is_shared boolean NOT NULL,
  is_family_told boolean NOT NULL,
  not_told_why text,
  decided_by text NOT NULL,
  decided_at bigint NOT NULL,
  CONSTRAINT sharing_decision_pk PRIMARY KEY (id),
  CONSTRAINT sharing_decision_child FOREIGN KEY (child_id) REFERENCES child(id)
);

CREATE TABLE sharing_matrix_change (
  id uuid NOT NULL,
  agency_kind text NOT NULL,
  kind text NOT NULL,
  purpose text NOT NULL,
  is_allowed boolean NOT NULL,
  why text NOT NULL,
  asked_by text NOT NULL,
  asked_account uuid,
  asked_at bigint NOT NULL,
  state text NOT NULL,
  answered_by text,
  answered_account uuid,
  answered_at bigint,
  CONSTRAINT sharing_matrix_change_pk PRIMARY KEY (id),
  CONSTRAINT sharing_matrix_change_answered CHECK (((state = 'asked'::text) = (answered_at IS NULL))),
  CONSTRAINT sharing_matrix_change_state CHECK ((state = ANY (ARRAY['asked'::text, 'agreed'::text, 'refused'::text]))),
  CONSTRAINT sharing_matrix_change_two CHECK ((answered_account <> asked_account))
);

CREATE TABLE sign_in_link (
  id uuid NOT NULL,
  token_hash text NOT NULL,
  account_id uuid NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  continue_to text,
  kept text,
  CONSTRAINT sign_in_link_pk PRIMARY KEY (id),
  CONSTRAINT sign_in_link_token UNIQUE (token_hash),
  CONSTRAINT sign_in_link_account FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE TABLE sign_in_trial (
  name text NOT NULL,
  failures integer NOT NULL,
  last_at bigint NOT NULL,
  free_at bigint NOT NULL,
  CONSTRAINT sign_in_trial_pk PRIMARY KEY (name)
);

CREATE TABLE site_secret (
  name text NOT NULL,
  value bytea NOT NULL,
  CONSTRAINT site_secret_pk PRIMARY KEY (name)
);

CREATE TABLE staff_transfer (
  id uuid NOT NULL,
  change_id uuid NOT NULL,
  person text NOT NULL,
  practitioner_id uuid,
  kind text NOT NULL,
  employer text NOT NULL,
  post text NOT NULL,
  grade text,
  fte integer NOT NULL,
  base text NOT NULL,
  proposed_post text NOT NULL,
  proposed_base text NOT NULL,
  new_employer text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  CONSTRAINT staff_transfer_pk PRIMARY KEY (id),
  CONSTRAINT staff_transfer_change FOREIGN KEY (change_id) REFERENCES structure_change(id),
  CONSTRAINT staff_transfer_post FOREIGN KEY (proposed_post) REFERENCES post(code),
  CONSTRAINT staff_transfer_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT staff_transfer_kind CHECK ((kind = ANY (ARRAY['slot_in'::text, 'tupe'::text]))),
  CONSTRAINT staff_transfer_state CHECK ((state = ANY (ARRAY['not_started'::text, 'consulting'::text, 'measures_agreed'::text, 'transferred'::text, 'ended'::text])))
);

CREATE TABLE structure_change (
  id uuid NOT NULL,
  name text NOT NULL,
  decision text,
  consultation_from text NOT NULL,
  consultation_to text NOT NULL,
  starts_on text NOT NULL,
  started_at bigint,
  started_by text,
  version integer NOT NULL,
  CONSTRAINT structure_change_pk PRIMARY KEY (id),
  CONSTRAINT structure_change_in_order CHECK (((consultation_from <= consultation_to) AND (consultation_to < starts_on)))
);

CREATE TABLE supervision (
  id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  due_on text NOT NULL,
  held_on text,
  minutes integer,
  held_by text,
  agreed text,
  version integer NOT NULL,
  CONSTRAINT supervision_pk PRIMARY KEY (id),
  CONSTRAINT supervision_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT supervision_held CHECK (((held_on IS NULL) OR ((minutes > 0) AND (held_by IS NOT NULL))))
);

CREATE TABLE support (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  state text NOT NULL,
  level text NOT NULL,
  route text NOT NULL,
  request_id uuid,
  wanted text NOT NULL,
  team_id uuid,
  requested_at bigint NOT NULL,
  answer text,
  answered_on text,
  giver text,
  agreed_by text,
  competence text,
  scope text,
  agreed_until text,
  answer_why text,
  offered text,
  practitioner_id uuid,
  allocated_at bigint,
  assessed_at bigint,
  plan_version bigint NOT NULL,
  next_review_on text,
  stepped_down_at bigint,
  state_before text,
  close_reason text,
  in_place text,
  who_to_call text,
  closing_asked_by text,
  closing_asked_at bigint,
  closed_at bigint,
  reopened_at bigint,
  reopened_why text,
  is_again_within_year boolean NOT NULL,
  version bigint NOT NULL,
  updated_at bigint NOT NULL,
  agreement_ended_on text,
  agreement_ended_why text,
  beside text DEFAULT ''::text NOT NULL,
  CONSTRAINT support_pk PRIMARY KEY (id),
  CONSTRAINT support_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT support_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT support_team FOREIGN KEY (team_id) REFERENCES team(id),
  CONSTRAINT support_answered CHECK (((state = ANY (ARRAY['requested'::text, 'declined'::text, 'closed'::text])) OR (answer = ANY (ARRAY['yes'::text, 'not_needed'::text])))),
  CONSTRAINT support_closed CHECK (((state <> 'closed'::text) OR ((closed_at IS NOT NULL) AND (close_reason IS NOT NULL)))),
  CONSTRAINT support_declined CHECK (((state <> 'declined'::text) OR (answer = 'no'::text))),
  CONSTRAINT support_level CHECK ((level = ANY (ARRAY['2'::text, '3'::text, '4'::text]))),
  CONSTRAINT support_state CHECK ((state = ANY (ARRAY['requested'::text, 'agreed'::text, 'declined'::text, 'assessing'::text, 'planning'::text, 'reviewing'::text, 'step_up_pending'::text, 'step_down_received'::text, 'closing'::text, 'closed'::text])))
);

CREATE TABLE support_assessment (
  id uuid NOT NULL,
  support_id uuid NOT NULL,
  child_id uuid NOT NULL,
  number bigint NOT NULL,
  started_at bigint NOT NULL,
  started_by text NOT NULL,
  completed_at bigint,
  completed_by text,
  contributors text,
  summary text,
  child_voice text,
  version bigint NOT NULL,
  CONSTRAINT support_assessment_pk PRIMARY KEY (id),
  CONSTRAINT support_assessment_number UNIQUE (support_id, number),
  CONSTRAINT support_assessment_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT support_assessment_support FOREIGN KEY (support_id) REFERENCES support(id),
  CONSTRAINT support_assessment_complete CHECK (((completed_at IS NULL) OR ((completed_by IS NOT NULL) AND (summary IS NOT NULL))))
);

CREATE TABLE support_goal (
  id uuid NOT NULL,
  support_id uuid NOT NULL,
  child_id uuid NOT NULL,
  position bigint NOT NULL,
  words text NOT NULL,
  why_it_matters text,
  domain text,
  owner_name text NOT NULL,
  owner_practitioner_id uuid,
  owner_person_id uuid,
  due_on text NOT NULL,
  baseline bigint NOT NULL,
  state text NOT NULL,
  created_at bigint NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT support_goal_pk PRIMARY KEY (id),
  CONSTRAINT support_goal_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT support_goal_domain FOREIGN KEY (domain) REFERENCES help_domain(code),
  CONSTRAINT support_goal_support FOREIGN KEY (support_id) REFERENCES support(id),
  CONSTRAINT support_goal_baseline CHECK (((baseline >= 0) AND (baseline <= 5)))
);

CREATE TABLE support_review (
  id uuid NOT NULL,
  support_id uuid NOT NULL,
  child_id uuid NOT NULL,
  number bigint NOT NULL,
  held_on text NOT NULL,
  what_changed text NOT NULL,
  voice text NOT NULL,
  came text NOT NULL,
  apologies text,
  decision text NOT NULL,
  why text,
  next_review_on text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT support_review_pk PRIMARY KEY (id),
  CONSTRAINT support_review_number UNIQUE (support_id, number),
  CONSTRAINT support_review_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT support_review_support FOREIGN KEY (support_id) REFERENCES support(id),
  CONSTRAINT support_review_dates CHECK (((next_review_on IS NULL) OR (next_review_on > held_on)))
);

CREATE TABLE survey (
  id uuid NOT NULL,
  series_id uuid NOT NULL,
  edition integer NOT NULL,
  title text NOT NULL,
  intro text NOT NULL,
  thanks text NOT NULL,
  access text NOT NULL,
  opens_on text NOT NULL,
  closes_on text NOT NULL,
  state text NOT NULL,
  created_at bigint NOT NULL,
  created_by text NOT NULL,
  closed_at bigint,
  answer_count integer,
  results_published_at bigint,
  version integer NOT NULL,
  doubt_count integer,
  CONSTRAINT survey_pk PRIMARY KEY (id),
  CONSTRAINT survey_edition UNIQUE (series_id, edition),
  CONSTRAINT survey_access CHECK ((access = ANY (ARRAY['anyone'::text, 'invited'::text]))),
  CONSTRAINT survey_closed CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  CONSTRAINT survey_dates CHECK ((opens_on <= closes_on)),
  CONSTRAINT survey_results_when_closed CHECK (((results_published_at IS NULL) OR (state = 'closed'::text))),
  CONSTRAINT survey_state CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text])))
);

CREATE TABLE survey_answers (
  id uuid NOT NULL,
  survey_id uuid NOT NULL,
  received_on text NOT NULL,
  language text NOT NULL,
  choices text NOT NULL,
  paper_number integer,
  entered_by uuid,
  checked_by uuid,
  is_doubtful boolean DEFAULT false NOT NULL,
  CONSTRAINT survey_answers_pk PRIMARY KEY (id),
  CONSTRAINT survey_answers_paper UNIQUE (survey_id, paper_number),
  CONSTRAINT survey_answers_survey FOREIGN KEY (survey_id) REFERENCES survey(id),
  CONSTRAINT survey_answers_by_another CHECK (((checked_by IS NULL) OR (checked_by <> entered_by)))
);

CREATE TABLE survey_figure (
  survey_id uuid NOT NULL,
  position integer NOT NULL,
  place integer NOT NULL,
  group_number integer NOT NULL,
  people integer,
  CONSTRAINT survey_figure_pk PRIMARY KEY (survey_id, "position", place, group_number),
  CONSTRAINT survey_figure_survey FOREIGN KEY (survey_id) REFERENCES survey(id)
);

CREATE TABLE survey_group (
  survey_id uuid NOT NULL,
  number integer NOT NULL,
  people integer NOT NULL,
  answered text NOT NULL,
  CONSTRAINT survey_group_pk PRIMARY KEY (survey_id, number),
  CONSTRAINT survey_group_survey FOREIGN KEY (survey_id) REFERENCES survey(id)
);

CREATE TABLE survey_invitation (
  survey_id uuid NOT NULL,
  code_hash text NOT NULL,
  email text,
  is_used boolean NOT NULL,
  CONSTRAINT survey_invitation_pk PRIMARY KEY (survey_id, code_hash),
  CONSTRAINT survey_invitation_survey FOREIGN KEY (survey_id) REFERENCES survey(id)
);

CREATE TABLE survey_question (
  id uuid NOT NULL,
  survey_id uuid NOT NULL,
  position integer NOT NULL,
  section text,
  kind text NOT NULL,
  words text NOT NULL,
  hint text,
  options text NOT NULL,
  is_required boolean NOT NULL,
  is_group boolean NOT NULL,
  least integer,
  most integer,
  only_position integer,
  only_option integer,
  CONSTRAINT survey_question_pk PRIMARY KEY (id),
  CONSTRAINT survey_question_survey FOREIGN KEY (survey_id) REFERENCES survey(id),
  CONSTRAINT survey_question_kind CHECK ((kind = ANY (ARRAY['one'::text, 'several'::text, 'faces'::text, 'number'::text, 'words'::text]))),
  CONSTRAINT survey_question_only CHECK (((only_position IS NULL) = (only_option IS NULL))),
  CONSTRAINT survey_question_range CHECK (((kind <> 'number'::text) OR ("least" < most)))
);

CREATE TABLE survey_text (
  id uuid NOT NULL,
  survey_id uuid NOT NULL,
  position integer NOT NULL,
  language text NOT NULL,
  words text NOT NULL,
  state text NOT NULL,
  shown_words text,
  looked_by text,
  version integer NOT NULL,
  CONSTRAINT survey_text_pk PRIMARY KEY (id),
  CONSTRAINT survey_text_survey FOREIGN KEY (survey_id) REFERENCES survey(id),
  CONSTRAINT survey_text_says_what CHECK (((state <> 'released'::text) OR (shown_words IS NOT NULL))),
  CONSTRAINT survey_text_state CHECK ((state = ANY (ARRAY['waiting'::text, 'released'::text, 'kept_back'::text])))
);

CREATE TABLE survey_words (
  survey_id uuid NOT NULL,
  language text NOT NULL,
  place text NOT NULL,
  words text NOT NULL,
  CONSTRAINT survey_words_pk PRIMARY KEY (survey_id, language, place),
  CONSTRAINT survey_words_survey FOREIGN KEY (survey_id) REFERENCES survey(id)
);

CREATE TABLE team (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text NOT NULL,
  locality_id uuid,
  closed_on text,
  CONSTRAINT team_pk PRIMARY KEY (id),
  CONSTRAINT team_name UNIQUE (agency_id, name),
  CONSTRAINT team_agency FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT team_locality FOREIGN KEY (locality_id) REFERENCES locality(id)
);

CREATE TABLE team_meeting (
  id uuid NOT NULL,
  support_id uuid NOT NULL,
  child_id uuid NOT NULL,
  held_on text NOT NULL,
  place text NOT NULL,
  came text NOT NULL,
  apologies text,
  notes text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  CONSTRAINT team_meeting_pk PRIMARY KEY (id),
  CONSTRAINT team_meeting_support FOREIGN KEY (support_id) REFERENCES support(id)
);

CREATE TABLE threshold_criterion (
  id text NOT NULL,
  level text NOT NULL,
  domain text NOT NULL,
  words text NOT NULL,
  source text NOT NULL,
  valid_from text,
  valid_to text,
  CONSTRAINT threshold_criterion_pk PRIMARY KEY (id),
  CONSTRAINT threshold_criterion_level CHECK ((level = ANY (ARRAY['1'::text, '2'::text, '3'::text, '4'::text]))),
  CONSTRAINT threshold_criterion_sourced CHECK (((source <> ''::text) AND (words <> ''::text)))
);

CREATE TABLE throttle (
  name text NOT NULL,
  tries integer NOT NULL,
  began_at bigint NOT NULL,
  CONSTRAINT throttle_pk PRIMARY KEY (name)
);

CREATE TABLE training (
  id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  course text NOT NULL,
  held_on text NOT NULL,
  expires_on text,
  minutes integer,
  evidence text,
  by_name text NOT NULL,
  CONSTRAINT training_pk PRIMARY KEY (id),
  CONSTRAINT training_once UNIQUE (practitioner_id, course, held_on),
  CONSTRAINT training_course FOREIGN KEY (course) REFERENCES course(code),
  CONSTRAINT training_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT training_expires CHECK ((expires_on > held_on))
);

CREATE TABLE transfer_step (
  id uuid NOT NULL,
  transfer_id uuid NOT NULL,
  kind text NOT NULL,
  happened_on text NOT NULL,
  words text,
  by_name text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT transfer_step_pk PRIMARY KEY (id),
  CONSTRAINT transfer_step_transfer FOREIGN KEY (transfer_id) REFERENCES staff_transfer(id)
);

CREATE TABLE typed_plan (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  type text NOT NULL,
  started_on text NOT NULL,
  started_by text NOT NULL,
  agreed_on text,
  ended_on text,
  ended_why text,
  version bigint NOT NULL,
  beside text DEFAULT ''::text NOT NULL,
  CONSTRAINT typed_plan_pk PRIMARY KEY (id),
  CONSTRAINT typed_plan_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT typed_plan_type FOREIGN KEY (type) REFERENCES plan_type(code),
  CONSTRAINT typed_plan_ended CHECK (((ended_on IS NULL) = (ended_why IS NULL)))
);

CREATE TABLE typed_plan_review (
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  held_on text NOT NULL,
  words text NOT NULL,
  written_by text NOT NULL,
  CONSTRAINT typed_plan_review_pk PRIMARY KEY (id),
  CONSTRAINT typed_plan_review_of FOREIGN KEY (plan_id) REFERENCES typed_plan(id)
);

CREATE TABLE typed_plan_text (
  plan_id uuid NOT NULL,
  section text NOT NULL,
  words text NOT NULL,
  written_by text NOT NULL,
  written_on text NOT NULL,
  CONSTRAINT typed_plan_text_pk PRIMARY KEY (plan_id, section),
  CONSTRAINT typed_plan_text_of FOREIGN KEY (plan_id) REFERENCES typed_plan(id)
);

CREATE TABLE visit (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  starts_at bigint NOT NULL,
  minutes integer,
  place text,
  joint_with text,
  was_there text,
  seen text,
  tried text,
  try_next text,
  cancelled_by text,
  cancelled_why text,
  written_at bigint,
  written_by text,
  version integer NOT NULL,
  modelled text,
  joint_id uuid,
  CONSTRAINT visit_pk PRIMARY KEY (id),
  CONSTRAINT visit_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT visit_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner(id),
  CONSTRAINT visit_cancelled_says_who CHECK (((state <> 'cancelled'::text) OR (cancelled_by IS NOT NULL))),
  CONSTRAINT visit_held_is_written CHECK (((state <> 'held'::text) OR ((minutes > 0) AND (seen IS NOT NULL)))),
  CONSTRAINT visit_state CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text])))
);

CREATE TABLE visit_check (
  visit_id uuid NOT NULL,
  went_in_at bigint NOT NULL,
  out_by bigint NOT NULL,
  out_at bigint,
  told_at bigint,
  CONSTRAINT visit_check_pk PRIMARY KEY (visit_id),
  CONSTRAINT visit_check_visit FOREIGN KEY (visit_id) REFERENCES visit(id),
  CONSTRAINT visit_check_out_after_in CHECK ((out_by > went_in_at))
);

CREATE TABLE visit_writing (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  state text NOT NULL,
  written_at bigint NOT NULL,
  written_by text NOT NULL,
  received_at bigint NOT NULL,
  words jsonb,
  replaced jsonb,
  was_planned boolean NOT NULL,
  settled_at bigint,
  settled_by text,
  CONSTRAINT visit_writing_pk PRIMARY KEY (id),
  CONSTRAINT visit_writing_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT visit_writing_visit FOREIGN KEY (visit_id) REFERENCES visit(id),
  CONSTRAINT visit_writing_keeps_words CHECK (((state = 'taken'::text) OR (words IS NOT NULL))),
  CONSTRAINT visit_writing_settled_says_who CHECK (((state = 'settled'::text) = (settled_by IS NOT NULL))),
  CONSTRAINT visit_writing_state CHECK ((state = ANY (ARRAY['taken'::text, 'waiting'::text, 'settled'::text])))
);

CREATE TABLE visiting_area (
  locality_id uuid NOT NULL,
  rule_set text NOT NULL,
  chosen_by text NOT NULL,
  chosen_at bigint NOT NULL,
  CONSTRAINT visiting_area_pk PRIMARY KEY (locality_id),
  CONSTRAINT visiting_area_locality FOREIGN KEY (locality_id) REFERENCES locality(id)
);

CREATE TABLE visiting_goal (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  words text NOT NULL,
  purpose text NOT NULL,
  set_on text NOT NULL,
  state text NOT NULL,
  reviewed_on text,
  CONSTRAINT visiting_goal_pk PRIMARY KEY (id),
  CONSTRAINT visiting_goal_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT visiting_goal_state CHECK ((state = ANY (ARRAY['open'::text, 'met'::text, 'changed'::text, 'dropped'::text])))
);

CREATE TABLE visiting_opinion (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  information integer,
  transparency integer,
  assessment integer,
  participation integer,
  feedback integer,
  words text,
  said_at bigint NOT NULL,
  CONSTRAINT visiting_opinion_pk PRIMARY KEY (id),
  CONSTRAINT visiting_opinion_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT visiting_opinion_marks CHECK ((((information >= 1) AND (information <= 4)) AND ((transparency >= 1) AND (transparency <= 4)) AND ((assessment >= 1) AND (assessment <= 4)) AND ((participation >= 1) AND (participation <= 4)) AND ((feedback >= 1) AND (feedback <= 4))))
);

CREATE TABLE visiting_referral (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  rule_set text NOT NULL,
  route text NOT NULL,
  received_on text NOT NULL,
  complex_needs boolean,
  diagnosis text,
  hours_outside integer,
  agreed boolean,
  parent_takes_part boolean,
  behind text NOT NULL,
  state text NOT NULL,
  decided_on text,
  decided_by text,
  reason text,
  other_offer text,
  team_id uuid,
  visitor_id uuid,
  allocated_on text,
  rhythm text,
  ended_on text,
  ended_why text,
  version integer NOT NULL,
  CONSTRAINT visiting_referral_pk PRIMARY KEY (id),
  CONSTRAINT visiting_referral_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT visiting_referral_team FOREIGN KEY (team_id) REFERENCES team(id),
  CONSTRAINT visiting_referral_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner(id),
  CONSTRAINT visiting_referral_allocated_says_whom CHECK (((state <> 'allocated'::text) OR ((visitor_id IS NOT NULL) AND (rhythm IS NOT NULL)))),
  CONSTRAINT visiting_referral_decided_says_who CHECK (((state = 'received'::text) OR (decided_by IS NOT NULL))),
  CONSTRAINT visiting_referral_declined_offers_more CHECK (((state <> 'declined'::text) OR ((reason IS NOT NULL) AND (other_offer IS NOT NULL)))),
  CONSTRAINT visiting_referral_ended_says_why CHECK (((state <> 'ended'::text) OR (ended_why IS NOT NULL))),
  CONSTRAINT visiting_referral_state CHECK ((state = ANY (ARRAY['received'::text, 'declined'::text, 'waiting'::text, 'allocated'::text, 'ended'::text])))
);

CREATE TABLE visiting_report (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  kind text NOT NULL,
  on_day text NOT NULL,
  who text NOT NULL,
  goes_well text NOT NULL,
  is_hard text NOT NULL,
  family_says text,
  next text NOT NULL,
  figures text NOT NULL,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT visiting_report_pk PRIMARY KEY (id),
  CONSTRAINT visiting_report_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT visiting_report_kind CHECK ((kind = ANY (ARRAY['joint_assessment'::text, 'review_part'::text])))
);

CREATE TABLE visiting_review (
  id uuid NOT NULL,
  child_id uuid NOT NULL,
  on_day text NOT NULL,
  who text NOT NULL,
  went_well text NOT NULL,
  next text NOT NULL,
  written_by text NOT NULL,
  CONSTRAINT visiting_review_pk PRIMARY KEY (id),
  CONSTRAINT visiting_review_child FOREIGN KEY (child_id) REFERENCES child(id)
);

CREATE TABLE visiting_rule (
  rule_set text NOT NULL,
  set_title text NOT NULL,
  code text NOT NULL,
  kind text NOT NULL,
  value integer,
  share double precision,
  areas integer,
  words text NOT NULL,
  ask text NOT NULL,
  source text NOT NULL,
  valid_from text NOT NULL,
  valid_to text,
  place integer NOT NULL,
  CONSTRAINT visiting_rule_pk PRIMARY KEY (rule_set, code, valid_from)
);

CREATE TABLE visiting_transition (
  child_id uuid NOT NULL,
  setting text NOT NULL,
  begins_on text NOT NULL,
  met_on text,
  agreed text,
  CONSTRAINT visiting_transition_pk PRIMARY KEY (child_id),
  CONSTRAINT visiting_transition_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT visiting_transition_met_says_what CHECK (((met_on IS NULL) = (agreed IS NULL)))
);

CREATE TABLE visiting_wish (
  child_id uuid NOT NULL,
  days text NOT NULL,
  from_minute integer,
  to_minute integer,
  is_firm boolean NOT NULL,
  visitor_id uuid,
  not_visitor_id uuid,
  language text,
  skill text,
  people integer NOT NULL,
  why_two text,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT visiting_wish_pk PRIMARY KEY (child_id),
  CONSTRAINT visiting_wish_child FOREIGN KEY (child_id) REFERENCES child(id),
  CONSTRAINT visiting_wish_not_visitor FOREIGN KEY (not_visitor_id) REFERENCES practitioner(id),
  CONSTRAINT visiting_wish_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner(id),
  CONSTRAINT visiting_wish_people CHECK (((people = 1) OR ((people = 2) AND (why_two IS NOT NULL)))),
  CONSTRAINT visiting_wish_times CHECK ((((from_minute IS NULL) = (to_minute IS NULL)) AND (from_minute < to_minute)))
);

CREATE TABLE visitor_pattern (
  visitor_id uuid NOT NULL,
  places double precision NOT NULL,
  days text NOT NULL,
  is_term_time_only boolean NOT NULL,
  languages text,
  CONSTRAINT visitor_pattern_pk PRIMARY KEY (visitor_id),
  CONSTRAINT visitor_pattern_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner(id),
  CONSTRAINT visitor_pattern_places CHECK (((places >= (0)::double precision) AND (places <= (20)::double precision)))
);

CREATE TABLE work_location (
  code text NOT NULL,
  name text NOT NULL,
  area text NOT NULL,
  locality text,
  postcode text,
  CONSTRAINT work_location_pk PRIMARY KEY (code)
);

CREATE TABLE work_pattern (
  practitioner_id uuid NOT NULL,
  weekday integer NOT NULL,
  from_minute integer NOT NULL,
  to_minute integer NOT NULL,
  is_term_time_only boolean NOT NULL,
  CONSTRAINT work_pattern_pk PRIMARY KEY (practitioner_id, weekday, from_minute),
  CONSTRAINT work_pattern_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner(id),
  CONSTRAINT work_pattern_in_a_day CHECK ((((weekday >= 0) AND (weekday <= 6)) AND (from_minute >= 0) AND (to_minute <= 1440))),
  CONSTRAINT work_pattern_in_order CHECK ((from_minute < to_minute))
);

CREATE INDEX account_by_name ON public.account USING btree (name, id);

CREATE UNIQUE INDEX account_of_person ON public.account USING btree (person_id) WHERE ((person_id IS NOT NULL) AND (state <> 'ended'::text));

CREATE UNIQUE INDEX account_of_practitioner ON public.account USING btree (practitioner_id) WHERE ((practitioner_id IS NOT NULL) AND (state <> 'ended'::text));

CREATE INDEX activity_chart_by_child ON public.activity_chart USING btree (child_id, begins_on);

CREATE INDEX agency_record_by_agency ON public.agency_record USING btree (agency_id, child_id);

CREATE INDEX agency_record_by_child ON public.agency_record USING btree (child_id);

CREATE INDEX agency_record_by_revision ON public.agency_record USING btree (revision);

CREATE INDEX agreement_by_child ON public.agreement USING btree (child_id, on_day);

CREATE INDEX child_by_birth ON public.child USING btree (birth_on);

CREATE INDEX child_by_family ON public.child USING btree (family_id);

CREATE INDEX child_by_name ON public.child USING btree (family_name, given_name, id);

CREATE INDEX child_by_postcode ON public.child USING btree (postcode);

CREATE INDEX child_by_revision ON public.child USING btree (revision);

CREATE INDEX child_circumstance_by_child ON public.child_circumstance USING btree (child_id, kind, from_on);

CREATE INDEX child_merge_by_kept ON public.child_merge USING btree (kept_id);

CREATE INDEX child_merge_row_by_row ON public.child_merge_row USING btree (row_id);

CREATE UNIQUE INDEX child_merge_stands ON public.child_merge USING btree (lost_id) WHERE (undone_at IS NULL);

CREATE INDEX child_merged ON public.child USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX child_not_included ON public.child USING btree (id) WHERE (not_included_because IS NOT NULL);

CREATE INDEX clock_about ON public.clock USING btree (about_id);

CREATE INDEX clock_child ON public.clock USING btree (child_id, due_at);

CREATE INDEX clock_due ON public.clock USING btree (due_at, id) WHERE ((status = ANY (ARRAY['running'::text, 'excepted'::text])) AND (met_at IS NULL));

CREATE INDEX clock_next_step ON public.clock USING btree (next_step_at, id) WHERE (next_step_at IS NOT NULL);

CREATE UNIQUE INDEX clock_open ON public.clock USING btree (rule_id, about_id) WHERE ((status = ANY (ARRAY['running'::text, 'excepted'::text])) AND (met_at IS NULL));

CREATE INDEX clock_owner ON public.clock USING btree (owner_id, due_at) WHERE ((status = ANY (ARRAY['running'::text, 'excepted'::text])) AND (met_at IS NULL));

CREATE INDEX clock_team ON public.clock USING btree (team_id, due_at) WHERE ((status = ANY (ARRAY['running'::text, 'excepted'::text])) AND (met_at IS NULL));

CREATE INDEX complaint_by_account ON public.complaint USING btree (account_id);

CREATE INDEX complaint_by_state ON public.complaint USING btree (state, received_at);

CREATE INDEX decision_act_by_decision ON public.decision_act USING btree (decision_id, at);

CREATE INDEX decision_attempt_by_decision ON public.decision_attempt USING btree (decision_id, at);

CREATE INDEX decision_implication_by_decision ON public.decision_implication USING btree (decision_id);

CREATE INDEX decision_option_by_decision ON public.decision_option USING btree (decision_id);

CREATE INDEX decision_part_by_decision ON public.decision_part USING btree (decision_id);

CREATE INDEX decision_stream_by_decision ON public.decision_stream USING btree (decision_id);

CREATE INDEX declared_interest_by_meeting ON public.declared_interest USING btree (meeting_id, at);

CREATE INDEX ehc_advice_by_case ON public.ehc_advice USING btree (case_id, asked_on);

CREATE UNIQUE INDEX ehc_advice_link ON public.ehc_advice USING btree (link_hash) WHERE (link_hash IS NOT NULL);

CREATE INDEX ehc_case_by_child ON public.ehc_case USING btree (child_id, received_on);

CREATE INDEX ehc_case_by_state ON public.ehc_case USING btree (state, received_on);

CREATE UNIQUE INDEX ehc_case_one_open ON public.ehc_case USING btree (child_id, beside) WHERE (state = ANY (ARRAY['requested'::text, 'assessing'::text, 'drafting'::text, 'drafted'::text, 'maintained'::text]));

CREATE INDEX ehc_chaser_by_advice ON public.ehc_chaser USING btree (advice_id, sent_on);

CREATE INDEX ehc_comment_by_case ON public.ehc_comment USING btree (case_id, said_at);

CREATE INDEX ehc_consultation_by_case ON public.ehc_consultation USING btree (case_id, asked_on);

CREATE INDEX ehc_dispute_by_case ON public.ehc_dispute USING btree (case_id, taken_on);

CREATE INDEX ehc_ending_by_case ON public.ehc_ending USING btree (case_id, written_at);

CREATE UNIQUE INDEX ehc_ending_open ON public.ehc_ending USING btree (case_id) WHERE ((ended_on IS NULL) AND (off_on IS NULL));

CREATE INDEX ehc_late_entry_by_case ON public.ehc_late_entry USING btree (case_id, written_at);

CREATE UNIQUE INDEX ehc_meeting_to_come ON public.ehc_meeting USING btree (case_id) WHERE (ended_at IS NULL);

CREATE INDEX ehc_panel_question_by_case ON public.ehc_panel_question USING btree (case_id, asked_at);

CREATE UNIQUE INDEX ehc_panel_question_open ON public.ehc_panel_question USING btree (case_id) WHERE ((answered_at IS NULL) AND (called_off_at IS NULL));

CREATE UNIQUE INDEX ehc_plan_in_writing ON public.ehc_plan USING btree (case_id) WHERE (sent_on IS NULL);

CREATE INDEX ehc_reassessment_by_case ON public.ehc_reassessment USING btree (case_id, written_at);

CREATE UNIQUE INDEX ehc_reassessment_open ON public.ehc_reassessment USING btree (case_id) WHERE ((final_on IS NULL) AND (kept_on IS NULL) AND ((answer IS NULL) OR (answer = 'yes'::text)));

CREATE INDEX ehc_request_answered_last ON public.ehc_request USING btree (answered_at) WHERE (answered_at IS NOT NULL);

CREATE INDEX ehc_request_waiting ON public.ehc_request USING btree (asked_at, id) WHERE (answered_at IS NULL);

CREATE INDEX ehc_return_download_by_file ON public.ehc_return_download USING btree (file_id, taken_at);

CREATE INDEX ehc_return_file_by_year ON public.ehc_return_file USING btree (year, prepared_at);

CREATE INDEX ehc_review_by_case ON public.ehc_review USING btree (case_id, held_on);

CREATE INDEX ehc_step_by_case ON public.ehc_step USING btree (case_id, written_at);

CREATE INDEX ehc_step_finished ON public.ehc_step USING btree (taken_on) WHERE ((step = 'finish'::text) AND (undone_at IS NULL));

CREATE INDEX emergency_access_by_account ON public.emergency_access USING btree (account_id, child_id, ends_at);

CREATE INDEX emergency_access_by_child ON public.emergency_access USING btree (child_id);

CREATE INDEX event_by_about ON public.event USING btree (about_id, at DESC);

CREATE INDEX event_by_account ON public.event USING btree (account_id, at DESC) WHERE (account_id IS NOT NULL);

CREATE INDEX event_by_seal ON public.event USING btree (seal, id);

CREATE INDEX event_change_by_child ON public.event USING btree (child_id, at DESC, id DESC) WHERE ((child_id IS NOT NULL) AND (kind <> 'child.opened'::text));

CREATE INDEX event_opening_by_child ON public.event USING btree (child_id, at DESC) WHERE (kind = 'child.opened'::text);

CREATE INDEX finding_by_day ON public.finding USING btree (published_at);

CREATE INDEX form_draft_saved_at ON public.form_draft USING btree (saved_at);

CREATE INDEX form_sent_at ON public.form_sent USING btree (sent_at);

CREATE INDEX goal_comment_by_goal ON public.goal_comment USING btree (goal_id, said_at);

CREATE INDEX goal_score_by_goal ON public.goal_score USING btree (goal_id);

CREATE INDEX group_action_by_group ON public.group_action USING btree (group_id, due_on);

CREATE INDEX group_meeting_by_group ON public.group_meeting USING btree (group_id, starts_at);

CREATE INDEX group_member_by_group ON public.group_member USING btree (group_id, ended_on);

CREATE INDEX group_report_by_group ON public.group_report USING btree (group_id, figures_on);

CREATE INDEX group_report_by_meeting ON public.group_report USING btree (meeting_id);

CREATE INDEX group_report_line_by_report ON public.group_report_line USING btree (report_id);

CREATE INDEX half_session_by_account ON public.half_session USING btree (account_id);

CREATE INDEX held_role_by_account ON public.held_role USING btree (account_id);

CREATE INDEX help_check_by_request ON public.help_check USING btree (request_id);

CREATE INDEX help_check_open ON public.help_check USING btree (agency_id, due_at) WHERE ((answered_at IS NULL) AND (cancelled_at IS NULL));

CREATE INDEX help_decision_by_request ON public.help_decision USING btree (request_id);

CREATE UNIQUE INDEX help_decision_stands ON public.help_decision USING btree (request_id) WHERE ((undone_at IS NULL) AND (replaced_at IS NULL));

CREATE INDEX help_decision_waiting ON public.help_decision USING btree (team_id, decided_at) WHERE ((undone_at IS NULL) AND (replaced_at IS NULL) AND (taken_up_at IS NULL));

CREATE INDEX help_draft_expires ON public.help_draft USING btree (expires_at);

CREATE INDEX help_entry_by_request ON public.help_entry USING btree (request_id, written_at);

CREATE INDEX help_request_by_birth ON public.help_request USING btree (birth_on);

CREATE INDEX help_request_by_child ON public.help_request USING btree (child_id) WHERE (child_id IS NOT NULL);

CREATE INDEX help_request_by_person ON public.help_request USING btree (asker_person_id) WHERE (asker_person_id IS NOT NULL);

CREATE INDEX help_request_by_screener ON public.help_request USING btree (screener_id, state);

CREATE INDEX help_request_ended ON public.help_request USING btree (ended_at, id) WHERE (ended_at IS NOT NULL);

CREATE INDEX help_request_queue ON public.help_request USING btree (urgency_rank, due_at, id) WHERE (state = ANY (ARRAY['received'::text, 'screening'::text, 'checks'::text]));

CREATE INDEX indicator_value_of_month ON public.indicator_value USING btree (indicator_id, month_on, known_at);

CREATE INDEX invitation_by_account ON public.invitation USING btree (account_id);

CREATE INDEX involvement_by_child ON public.involvement USING btree (child_id, ended_on, practitioner_id, team_id, agency_id);

CREATE INDEX involvement_ended_by_agency ON public.involvement USING btree (agency_id, child_id) WHERE (ended_on IS NOT NULL);

CREATE INDEX involvement_ended_by_practitioner ON public.involvement USING btree (practitioner_id, child_id) WHERE (ended_on IS NOT NULL);

CREATE INDEX involvement_ended_by_team ON public.involvement USING btree (team_id, child_id) WHERE (ended_on IS NOT NULL);

CREATE UNIQUE INDEX involvement_one_lead ON public.involvement USING btree (child_id) WHERE ((ended_on IS NULL) AND is_lead);

CREATE INDEX involvement_open_by_agency ON public.involvement USING btree (agency_id, child_id) WHERE (ended_on IS NULL);

CREATE INDEX involvement_open_by_practitioner ON public.involvement USING btree (practitioner_id, child_id) WHERE (ended_on IS NULL);

CREATE INDEX involvement_open_by_team ON public.involvement USING btree (team_id, child_id) WHERE (ended_on IS NULL);

CREATE INDEX known_referral_by_day ON public.known_referral USING btree (location, received_on);

CREATE INDEX level_step_by_support ON public.level_step USING btree (support_id, asked_at);

CREATE UNIQUE INDEX level_step_one_pending ON public.level_step USING btree (support_id) WHERE (state = 'pending'::text);

CREATE INDEX level_step_pending_by_team ON public.level_step USING btree (team_id) WHERE (state = 'pending'::text);

CREATE INDEX link_decision_by_b ON public.link_decision USING btree (b_source, b_record);

CREATE UNIQUE INDEX link_decision_stands ON public.link_decision USING btree (a_source, a_record, b_source, b_record) WHERE (taken_back_at IS NULL);

CREATE INDEX link_pair_by_a ON public.link_pair USING btree (a_child);

CREATE INDEX link_pair_by_b ON public.link_pair USING btree (b_child);

CREATE INDEX link_pair_by_state ON public.link_pair USING btree (state, probability);

CREATE INDEX listing_by_assured ON public.listing USING btree (assured_on);

CREATE INDEX listing_by_name ON public.listing USING btree (name);

CREATE INDEX listing_by_organisation ON public.listing USING btree (organisation_id);

CREATE INDEX listing_by_revision ON public.listing USING btree (revision);

CREATE UNIQUE INDEX listing_by_source ON public.listing USING btree (source, source_key);

CREATE INDEX listing_version_by_state ON public.listing_version USING btree (state) WHERE (state = ANY (ARRAY['draft'::text, 'sent'::text, 'checked'::text]));

CREATE UNIQUE INDEX listing_version_one_published ON public.listing_version USING btree (listing_id) WHERE (state = 'published'::text);

CREATE INDEX mail_by_state ON public.mail USING btree (state, due_at);

CREATE INDEX meeting_paper_by_point ON public.meeting_paper USING btree (point_id);

CREATE INDEX message_by_child ON public.message USING btree (child_id, sent_at);

CREATE INDEX observation_by_child ON public.observation USING btree (child_id, on_day);

CREATE INDEX offer_comment_by_answered ON public.offer_comment USING btree (answered_at, written_at);

CREATE INDEX offer_comment_by_listing ON public.offer_comment USING btree (listing_id);

CREATE INDEX offer_comment_by_path ON public.offer_comment USING btree (path, answered_at);

CREATE INDEX offer_suggestion_by_child ON public.offer_suggestion USING btree (child_id, suggested_at);

CREATE INDEX offer_suggestion_by_listing ON public.offer_suggestion USING btree (listing_id);

CREATE INDEX offer_suggestion_by_request ON public.offer_suggestion USING btree (request_id);

CREATE INDEX organisation_by_agency ON public.organisation USING btree (agency_id);

CREATE INDEX organisation_by_name ON public.organisation USING btree (name);

CREATE UNIQUE INDEX organisation_by_source ON public.organisation USING btree (source, source_key);

CREATE UNIQUE INDEX organisation_version_one_published ON public.organisation_version USING btree (organisation_id) WHERE (state = 'published'::text);

CREATE INDEX own_words_by_child ON public.own_words USING btree (child_id, heard_at);

CREATE UNIQUE INDEX page_wording_one_open ON public.page_wording USING btree (page, words) WHERE (state = ANY (ARRAY['draft'::text, 'sent'::text]));

CREATE UNIQUE INDEX page_wording_one_published ON public.page_wording USING btree (page, words) WHERE (state = 'published'::text);

CREATE INDEX panel_member_by_panel ON public.panel_member USING btree (panel_id);

CREATE INDEX partnership_agreement_by_decision ON public.partnership_agreement USING btree (decision_id);

CREATE INDEX plan_action_by_support ON public.plan_action USING btree (support_id, due_on);

CREATE INDEX plan_action_open_by_owner ON public.plan_action USING btree (owner_practitioner_id, due_on) WHERE (state = 'open'::text);

CREATE INDEX planning_scenario_open ON public.planning_scenario USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX planning_scenario_shared ON public.planning_scenario USING btree (shared_at);

CREATE INDEX post_by_practitioner ON public.post USING btree (practitioner_id);

CREATE INDEX post_change_by_post ON public.post_change USING btree (post_id, at);

CREATE INDEX post_move_by_proposal ON public.post_move USING btree (proposal_id);

CREATE INDEX postcode_position_by_place ON public.postcode_position USING btree (place);

CREATE INDEX practitioner_by_team ON public.practitioner USING btree (team_id);

CREATE INDEX practitioner_leave_by_end ON public.practitioner_leave USING btree (practitioner_id, to_on);

CREATE INDEX relationship_by_child ON public.relationship USING btree (child_id);

CREATE INDEX relationship_by_person ON public.relationship USING btree (person_id);

CREATE INDEX risk_by_group ON public.risk USING btree (group_id, raised_at);

CREATE INDEX risk_by_subject ON public.risk USING btree (about_id);

CREATE INDEX rota_by_maker ON public.rota USING btree (made_by, monday);

CREATE INDEX saved_list_line_by_listing ON public.saved_list_line USING btree (listing_id);

CREATE INDEX search_key_by_child ON public.search_key USING btree (child_id);

CREATE INDEX session_by_account ON public.session USING btree (account_id, created_at);

CREATE INDEX sharing_decision_by_child ON public.sharing_decision USING btree (child_id, decided_at);

CREATE INDEX sign_in_link_by_account ON public.sign_in_link USING btree (account_id);

CREATE INDEX sign_in_trial_last ON public.sign_in_trial USING btree (last_at);

CREATE INDEX staff_transfer_by_change ON public.staff_transfer USING btree (change_id);

CREATE INDEX staff_transfer_by_post ON public.staff_transfer USING btree (proposed_post);

CREATE INDEX supervision_by_practitioner ON public.supervision USING btree (practitioner_id, due_on);

CREATE UNIQUE INDEX supervision_one_due ON public.supervision USING btree (practitioner_id) WHERE (held_on IS NULL);

CREATE INDEX support_assessment_by_child ON public.support_assessment USING btree (child_id);

CREATE UNIQUE INDEX support_assessment_one_draft ON public.support_assessment USING btree (support_id) WHERE (completed_at IS NULL);

CREATE INDEX support_by_child ON public.support USING btree (child_id, requested_at);

CREATE INDEX support_goal_by_support ON public.support_goal USING btree (support_id, "position");

CREATE UNIQUE INDEX support_one_open ON public.support USING btree (child_id, beside) WHERE ((state <> 'declined'::text) AND (state <> 'closed'::text));

CREATE INDEX support_open_by_practitioner ON public.support USING btree (practitioner_id) WHERE ((state <> 'declined'::text) AND (state <> 'closed'::text));

CREATE INDEX support_open_by_team ON public.support USING btree (team_id) WHERE ((state <> 'declined'::text) AND (state <> 'closed'::text));

CREATE INDEX survey_answers_by_survey ON public.survey_answers USING btree (survey_id);

CREATE INDEX survey_question_by_survey ON public.survey_question USING btree (survey_id, "position");

CREATE INDEX survey_text_by_survey ON public.survey_text USING btree (survey_id, state);

CREATE INDEX team_meeting_by_support ON public.team_meeting USING btree (support_id, held_on);

CREATE INDEX transfer_step_by_transfer ON public.transfer_step USING btree (transfer_id, at);

CREATE UNIQUE INDEX typed_plan_one_open ON public.typed_plan USING btree (child_id, type, beside) WHERE (ended_on IS NULL);

CREATE INDEX typed_plan_review_by_plan ON public.typed_plan_review USING btree (plan_id, held_on);

CREATE INDEX visit_by_child ON public.visit USING btree (child_id, starts_at);

CREATE INDEX visit_by_joint ON public.visit USING btree (joint_id, starts_at);

CREATE INDEX visit_by_visitor ON public.visit USING btree (visitor_id, starts_at);

CREATE INDEX visit_check_open ON public.visit_check USING btree (out_by) WHERE (out_at IS NULL);

CREATE INDEX visit_writing_by_child ON public.visit_writing USING btree (child_id);

CREATE INDEX visit_writing_by_visit ON public.visit_writing USING btree (visit_id, state);

CREATE INDEX visiting_goal_by_child ON public.visiting_goal USING btree (child_id);

CREATE INDEX visiting_opinion_by_child ON public.visiting_opinion USING btree (child_id);

CREATE INDEX visiting_referral_by_child ON public.visiting_referral USING btree (child_id, received_on);

CREATE INDEX visiting_referral_by_team ON public.visiting_referral USING btree (team_id, state);

CREATE INDEX visiting_report_by_child ON public.visiting_report USING btree (child_id, on_day);

CREATE INDEX visiting_review_by_child ON public.visiting_review USING btree (child_id, on_day);
