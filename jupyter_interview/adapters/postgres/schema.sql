-- Made from a migrated database by schema.py; the migrations are what counts.

CREATE TABLE access_tokens (
    digest bytea NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text DEFAULT ''::text NOT NULL
);

CREATE TABLE amendments (
    id uuid NOT NULL,
    interview_id uuid NOT NULL,
    statement bytea NOT NULL,
    signature bytea NOT NULL,
    key_id text NOT NULL,
    public_key bytea NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE assignments (
    id uuid NOT NULL,
    cohort_id uuid NOT NULL,
    terms jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone
);

CREATE TABLE checkpoints (
    user_id uuid NOT NULL,
    path text NOT NULL,
    body bytea NOT NULL,
    saved_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE cohorts (
    id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    hub_group text,
    model boolean NOT NULL
);

CREATE TABLE documents (
    user_id uuid NOT NULL,
    path text NOT NULL,
    parent text NOT NULL,
    kind text NOT NULL,
    body bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    modified_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE event_payloads (
    event_id uuid NOT NULL,
    salt bytea NOT NULL,
    payload bytea NOT NULL
);

CREATE TABLE events (
    id uuid NOT NULL,
    interview_id uuid NOT NULL,
    user_id uuid NOT NULL,
    cohort_id uuid,
    seq integer NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    provenance text NOT NULL,
    kind text NOT NULL,
    visibility text NOT NULL,
    commitment text NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    client_frame_id text
);

CREATE TABLE expected_members (
    cohort_id uuid NOT NULL,
    login text NOT NULL,
    accommodation jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE identities (
    issuer text NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL
);

CREATE TABLE interviews (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    cohort_id uuid,
    kind text NOT NULL,
    language text NOT NULL,
    sandboxed boolean NOT NULL,
    notebook_path text NOT NULL,
    kernel_name text NOT NULL,
    transcript_path text,
    state text NOT NULL,
    plan jsonb NOT NULL,
    clock jsonb NOT NULL,
    progress jsonb NOT NULL,
    owner text,
    epoch integer NOT NULL,
    head_seq integer NOT NULL,
    head_hash text NOT NULL,
    log_bytes bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    interrupted_at timestamp with time zone,
    pause_expires_at timestamp with time zone,
    ending_at timestamp with time zone,
    ended_at timestamp with time zone,
    deadline_at timestamp with time zone,
    unanswered boolean NOT NULL,
    time_zone text,
    report_due_at timestamp with time zone,
    report_attempts smallint DEFAULT 0 NOT NULL,
    erased_at timestamp with time zone,
    assignment_id uuid,
    pauses boolean DEFAULT true NOT NULL
);

CREATE TABLE invitations (
    digest bytea NOT NULL,
    cohort_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE lab_state (
    user_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    modified_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE members (
    cohort_id uuid NOT NULL,
    user_id uuid NOT NULL,
    part text NOT NULL,
    accommodation jsonb DEFAULT '{}'::jsonb NOT NULL,
    hub_group text,
    left_at timestamp with time zone
);

CREATE TABLE migrations (
    name text NOT NULL,
    digest text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE object_outbox (
    key text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    content_type text NOT NULL,
    data bytea,
    attempts smallint DEFAULT 0 NOT NULL,
    due_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE profiles (
    user_id uuid NOT NULL,
    skills text[] NOT NULL,
    roles text[] NOT NULL,
    years double precision,
    resume_kind text NOT NULL,
    resume_bytes integer NOT NULL,
    refined boolean NOT NULL,
    uploaded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    confirmed_at timestamp with time zone
);

CREATE TABLE rejudgements (
    id uuid NOT NULL,
    rejudging_id uuid NOT NULL,
    interview_id uuid NOT NULL,
    submission_id uuid NOT NULL,
    question_id text NOT NULL,
    old_digest text NOT NULL,
    new_digest text NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    lease_owner text,
    lease_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    verdict text,
    judgement bytea,
    signed boolean DEFAULT false NOT NULL
);

CREATE TABLE seals (
    interview_id uuid NOT NULL,
    segment text NOT NULL,
    statement bytea NOT NULL,
    signature bytea NOT NULL,
    key_id text NOT NULL,
    public_key bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE sign_ins (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    voucher bytea
);

CREATE TABLE submissions (
    id uuid NOT NULL,
    interview_id uuid NOT NULL,
    user_id uuid NOT NULL,
    cohort_id uuid,
    event_id uuid NOT NULL,
    question_id text NOT NULL,
    question_digest text NOT NULL,
    language text NOT NULL,
    purpose text NOT NULL,
    source bytea NOT NULL,
    own_inputs bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    lease_owner text,
    lease_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    judged boolean DEFAULT false NOT NULL
);

CREATE TABLE users (
    id uuid NOT NULL,
    name text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    shares_scores boolean DEFAULT false NOT NULL,
    erasing_at timestamp with time zone,
    erased_at timestamp with time zone,
    role text DEFAULT 'candidate'::text NOT NULL
);

CREATE TABLE verdicts (
    submission_id uuid NOT NULL,
    interview_id uuid NOT NULL,
    event_id uuid NOT NULL,
    verdict text NOT NULL,
    judgement bytea NOT NULL,
    judged_at timestamp with time zone NOT NULL
);

ALTER TABLE access_tokens ADD CONSTRAINT access_tokens_digest_check CHECK ((length(digest) = 32));

ALTER TABLE access_tokens ADD CONSTRAINT access_tokens_id_key UNIQUE (id);

ALTER TABLE access_tokens ADD CONSTRAINT access_tokens_pkey PRIMARY KEY (digest);

ALTER TABLE amendments ADD CONSTRAINT amendments_pkey PRIMARY KEY (id);

ALTER TABLE assignments ADD CONSTRAINT assignments_pkey PRIMARY KEY (id);

ALTER TABLE checkpoints ADD CONSTRAINT checkpoints_pkey PRIMARY KEY (user_id, path);

ALTER TABLE cohorts ADD CONSTRAINT cohorts_hub_group_key UNIQUE (hub_group);

ALTER TABLE cohorts ADD CONSTRAINT cohorts_pkey PRIMARY KEY (id);

ALTER TABLE documents ADD CONSTRAINT documents_kind_check CHECK ((kind = ANY (ARRAY['directory'::text, 'file'::text, 'notebook'::text])));

ALTER TABLE documents ADD CONSTRAINT documents_path_check CHECK ((path <> ''::text));

ALTER TABLE documents ADD CONSTRAINT documents_pkey PRIMARY KEY (user_id, path);

ALTER TABLE event_payloads ADD CONSTRAINT event_payloads_pkey PRIMARY KEY (event_id);

ALTER TABLE event_payloads ADD CONSTRAINT event_payloads_salt_check CHECK ((length(salt) = 32));

ALTER TABLE events ADD CONSTRAINT events_commitment_check CHECK ((commitment ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE events ADD CONSTRAINT events_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE events ADD CONSTRAINT events_interview_id_client_frame_id_key UNIQUE (interview_id, client_frame_id);

ALTER TABLE events ADD CONSTRAINT events_interview_id_seq_key UNIQUE (interview_id, seq);

ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY (id);

ALTER TABLE events ADD CONSTRAINT events_prev_hash_check CHECK ((prev_hash ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE events ADD CONSTRAINT events_seq_check CHECK ((seq > 0));

ALTER TABLE expected_members ADD CONSTRAINT expected_members_pkey PRIMARY KEY (cohort_id, login);

ALTER TABLE identities ADD CONSTRAINT identities_pkey PRIMARY KEY (issuer, subject);

ALTER TABLE interviews ADD CONSTRAINT interviews_epoch_check CHECK ((epoch >= 0));

ALTER TABLE interviews ADD CONSTRAINT interviews_head_hash_check CHECK ((head_hash ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE interviews ADD CONSTRAINT interviews_head_seq_check CHECK ((head_seq >= 0));

ALTER TABLE interviews ADD CONSTRAINT interviews_log_bytes_check CHECK ((log_bytes >= 0));

ALTER TABLE interviews ADD CONSTRAINT interviews_pkey PRIMARY KEY (id);

ALTER TABLE interviews ADD CONSTRAINT interviews_state_check CHECK ((state = ANY (ARRAY['created'::text, 'in_progress'::text, 'interrupted'::text, 'paused'::text, 'completed'::text, 'abandoned'::text])));

ALTER TABLE invitations ADD CONSTRAINT invitations_digest_check CHECK ((length(digest) = 32));

ALTER TABLE invitations ADD CONSTRAINT invitations_pkey PRIMARY KEY (digest);

ALTER TABLE lab_state ADD CONSTRAINT lab_state_kind_check CHECK ((kind = ANY (ARRAY['setting'::text, 'workspace'::text])));

ALTER TABLE lab_state ADD CONSTRAINT lab_state_pkey PRIMARY KEY (user_id, kind, name);

ALTER TABLE members ADD CONSTRAINT members_part_check CHECK ((part = ANY (ARRAY['candidate'::text, 'educator'::text])));

ALTER TABLE members ADD CONSTRAINT members_pkey PRIMARY KEY (cohort_id, user_id);

ALTER TABLE migrations ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);

ALTER TABLE object_outbox ADD CONSTRAINT object_outbox_pkey PRIMARY KEY (key);

ALTER TABLE profiles ADD CONSTRAINT profiles_pkey PRIMARY KEY (user_id);

ALTER TABLE profiles ADD CONSTRAINT profiles_resume_bytes_check CHECK ((resume_bytes > 0));

ALTER TABLE profiles ADD CONSTRAINT profiles_resume_kind_check CHECK ((resume_kind = ANY (ARRAY['pdf'::text, 'docx'::text, 'txt'::text])));

ALTER TABLE profiles ADD CONSTRAINT profiles_years_check CHECK (((years >= (0)::double precision) AND (years <= (60)::double precision)));

ALTER TABLE rejudgements ADD CONSTRAINT rejudgements_pkey PRIMARY KEY (id);

ALTER TABLE seals ADD CONSTRAINT seals_pkey PRIMARY KEY (interview_id, segment);

ALTER TABLE sign_ins ADD CONSTRAINT sign_ins_pkey PRIMARY KEY (id);

ALTER TABLE submissions ADD CONSTRAINT submissions_event_id_key UNIQUE (event_id);

ALTER TABLE submissions ADD CONSTRAINT submissions_id_interview_id_key UNIQUE (id, interview_id);

ALTER TABLE submissions ADD CONSTRAINT submissions_pkey PRIMARY KEY (id);

ALTER TABLE submissions ADD CONSTRAINT submissions_purpose_check CHECK ((purpose = ANY (ARRAY['submit'::text, 'examples'::text])));

ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE users ADD CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['candidate'::text, 'educator'::text, 'admin'::text])));

ALTER TABLE verdicts ADD CONSTRAINT verdicts_event_id_key UNIQUE (event_id);

ALTER TABLE verdicts ADD CONSTRAINT verdicts_pkey PRIMARY KEY (submission_id);

ALTER TABLE access_tokens ADD CONSTRAINT access_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE amendments ADD CONSTRAINT amendments_interview_id_fkey FOREIGN KEY (interview_id) REFERENCES interviews(id) ON DELETE CASCADE;

ALTER TABLE assignments ADD CONSTRAINT assignments_cohort_id_fkey FOREIGN KEY (cohort_id) REFERENCES cohorts(id) ON DELETE CASCADE;

ALTER TABLE checkpoints ADD CONSTRAINT checkpoints_user_id_path_fkey FOREIGN KEY (user_id, path) REFERENCES documents(user_id, path) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE documents ADD CONSTRAINT documents_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE event_payloads ADD CONSTRAINT event_payloads_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE;

ALTER TABLE events ADD CONSTRAINT events_interview_id_fkey FOREIGN KEY (interview_id) REFERENCES interviews(id) ON DELETE CASCADE;

ALTER TABLE expected_members ADD CONSTRAINT expected_members_cohort_id_fkey FOREIGN KEY (cohort_id) REFERENCES cohorts(id) ON DELETE CASCADE;

ALTER TABLE identities ADD CONSTRAINT identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE interviews ADD CONSTRAINT interviews_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignments(id) ON DELETE SET NULL;

ALTER TABLE interviews ADD CONSTRAINT interviews_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE invitations ADD CONSTRAINT invitations_cohort_id_fkey FOREIGN KEY (cohort_id) REFERENCES cohorts(id) ON DELETE CASCADE;

ALTER TABLE lab_state ADD CONSTRAINT lab_state_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE members ADD CONSTRAINT members_cohort_id_fkey FOREIGN KEY (cohort_id) REFERENCES cohorts(id) ON DELETE CASCADE;

ALTER TABLE members ADD CONSTRAINT members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE profiles ADD CONSTRAINT profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE rejudgements ADD CONSTRAINT rejudgements_submission_id_interview_id_fkey FOREIGN KEY (submission_id, interview_id) REFERENCES submissions(id, interview_id) ON DELETE CASCADE;

ALTER TABLE seals ADD CONSTRAINT seals_interview_id_fkey FOREIGN KEY (interview_id) REFERENCES interviews(id) ON DELETE CASCADE;

ALTER TABLE sign_ins ADD CONSTRAINT sign_ins_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

ALTER TABLE submissions ADD CONSTRAINT submissions_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE;

ALTER TABLE submissions ADD CONSTRAINT submissions_interview_id_fkey FOREIGN KEY (interview_id) REFERENCES interviews(id) ON DELETE CASCADE;

ALTER TABLE verdicts ADD CONSTRAINT verdicts_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE;

ALTER TABLE verdicts ADD CONSTRAINT verdicts_submission_id_interview_id_fkey FOREIGN KEY (submission_id, interview_id) REFERENCES submissions(id, interview_id) ON DELETE CASCADE;

CREATE INDEX access_tokens_user ON access_tokens USING btree (user_id);

CREATE INDEX amendments_interview ON amendments USING btree (interview_id, made_at);

CREATE INDEX assignments_cohort ON assignments USING btree (cohort_id, created_at);

CREATE INDEX documents_parent ON documents USING btree (user_id, parent);

CREATE INDEX events_asked ON events USING btree (user_id, at) WHERE (kind = ANY (ARRAY['question.chosen'::text, 'question.scored'::text]));

CREATE INDEX events_practice ON events USING btree (user_id, interview_id, seq) INCLUDE (id, kind, at) WHERE (kind = ANY (ARRAY['interview.joined'::text, 'interview.paused'::text, 'interview.resumed'::text, 'interview.completed'::text, 'interview.abandoned'::text, 'question.posted'::text, 'question.closed'::text, 'submission.created'::text, 'submission.judged'::text, 'step.began'::text, 'step.closed'::text, 'design.submitted'::text]));

CREATE INDEX expected_members_login ON expected_members USING btree (login);

CREATE INDEX identities_user ON identities USING btree (user_id);

CREATE INDEX interviews_assigned ON interviews USING btree (assignment_id, user_id, created_at) WHERE (assignment_id IS NOT NULL);

CREATE INDEX interviews_by_user ON interviews USING btree (user_id, created_at DESC, id);

CREATE INDEX interviews_expiring ON interviews USING btree (ended_at) WHERE ((ended_at IS NOT NULL) AND (erased_at IS NULL));

CREATE INDEX interviews_latest ON interviews USING btree (kind, created_at DESC) WHERE (plan <> '[]'::jsonb);

CREATE UNIQUE INDEX interviews_one_live ON interviews USING btree (user_id) WHERE (state = ANY (ARRAY['created'::text, 'in_progress'::text, 'interrupted'::text]));

CREATE INDEX interviews_open ON interviews USING btree (state) WHERE (state = ANY (ARRAY['created'::text, 'in_progress'::text, 'interrupted'::text, 'paused'::text]));

CREATE INDEX interviews_unreported ON interviews USING btree (report_due_at) WHERE (report_due_at IS NOT NULL);

CREATE INDEX interviews_unsealed ON interviews USING btree (ended_at) WHERE ((state = ANY (ARRAY['completed'::text, 'abandoned'::text])) AND (transcript_path IS NULL) AND (erased_at IS NULL));

CREATE INDEX invitations_cohort ON invitations USING btree (cohort_id);

CREATE INDEX members_user ON members USING btree (user_id);

CREATE INDEX object_outbox_due ON object_outbox USING btree (due_at);

CREATE INDEX rejudgements_interview ON rejudgements USING btree (interview_id, asked_at);

CREATE UNIQUE INDEX rejudgements_open ON rejudgements USING btree (submission_id) WHERE (NOT signed);

CREATE INDEX sign_ins_user ON sign_ins USING btree (user_id);

CREATE INDEX submissions_by_interview ON submissions USING btree (interview_id);

CREATE INDEX submissions_waiting ON submissions USING btree (created_at) WHERE (NOT judged);

CREATE INDEX users_erasing ON users USING btree (erasing_at) WHERE ((erasing_at IS NOT NULL) AND (erased_at IS NULL));

CREATE OR REPLACE FUNCTION forbid_change_of_log()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF TG_OP = 'DELETE' THEN
        -- The interview is gone already when its account's erasure gets here.
        IF NOT EXISTS (SELECT FROM interviews WHERE id = OLD.interview_id) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        -- A browser chose its frame's name, so erasure takes it with the payload. It is not in the envelope.
        OLD.client_frame_id := NULL;
        IF NEW IS NOT DISTINCT FROM OLD AND NOT EXISTS (SELECT FROM event_payloads WHERE event_id = OLD.id) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'restrict_violation';
END $function$;

CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE ON events FOR EACH ROW EXECUTE FUNCTION forbid_change_of_log();

CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION forbid_change_of_log();
