-- The journey: names of persons, what other systems report, and folds that can be dropped and made again.

-- A person is a set of names. `key` is a keyed digest of the normalised value, never the value itself.
create table identity (
    namespace text not null,
    key text not null,
    person_id text not null references person (id),
    -- whose it was first: what a merge moved is moved back by this
    origin text not null,
    verified_at bigint,
    first_at bigint not null,
    last_at bigint not null,
    primary key (namespace, key)
);
create index identity_person on identity (person_id);

create table merge (
    id text primary key,
    gone text not null,
    into_person text not null,
    namespace text not null,
    at bigint not null,
    undone_at bigint
);
create index merge_into on merge (into_person);

-- For whom an event arrived and who had the conversation, where a merge changed it: never changed again.
alter table event add column origin text;
alter table event add column received_at bigint;
-- 1 where the sender's clock was wrong and the time was put right
alter table event add column skewed bigint not null default 0;
create index event_kind on event (kind, at);
alter table conversation add column origin text;
alter table person add column merged_into text;

-- What could not be taken, with the reason; equal ones are counted.
create table event_reject (
    id text primary key,
    source text not null,
    reason text not null,
    body text not null,
    n bigint not null,
    at bigint not null
);

-- Folds: `dari journey rebuild` drops and makes them again, to the same checksum.
create table journey_state (
    person_id text primary key,
    stage text not null,
    care text not null,
    mood bigint not null,
    last_at bigint,
    state text not null,
    checksum text not null,
    upto_seq bigint not null
);
create table process_state (
    person_id text not null,
    process text not null,
    kind text,
    step bigint not null,
    of_steps bigint not null,
    since bigint not null,
    began_at bigint not null,
    expected_by bigint,
    blocked_on text not null,
    done bigint not null,
    primary key (person_id, process)
);
create table segment_member (
    person_id text not null,
    segment text not null,
    since bigint not null,
    why text not null,
    primary key (person_id, segment)
);
