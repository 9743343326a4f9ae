-- The log is the truth; what stands beside it is either a name (person, agent, session)
-- or a state that a turn may only change together with the events that explain it.
-- Texts are ids or JSON, integers are milliseconds or counts: one SQL for both engines.

-- The head of the log. Every commit takes its numbers here, and holding this row
-- orders commits of several nodes, so that a reader never sees 8 before 7.
create table log (
    id bigint primary key,
    last_seq bigint not null
);
insert into log (id, last_seq) values (1, 0);

create table person (
    id text primary key,
    -- the number in the core system, once a host site has signed for it
    customer text unique,
    -- masked name and notes for the agent, as the core system gave them
    facts text not null,
    created_at bigint not null
);

create table conversation (
    id text primary key,
    person_id text not null references person (id),
    channel text not null,
    language text not null,
    holder text not null,
    control text not null,
    epoch bigint not null,
    proof text,
    dialogue text not null,
    last_number bigint not null,
    -- grows with every commit: a turn that was overtaken is refused
    version bigint not null,
    opened_at bigint not null,
    updated_at bigint not null
);
create index conversation_person on conversation (person_id, updated_at);

-- Only the hash is kept: reading the database does not let anyone into a conversation.
create table conversation_token (
    hash text primary key,
    conversation_id text not null references conversation (id),
    created_at bigint not null,
    expires_at bigint not null
);

create table event (
    seq bigint primary key,
    source text not null,
    id text not null,
    kind text not null,
    at bigint not null,
    person_id text not null,
    channel text not null,
    conversation_id text,
    number bigint,
    data text not null,
    unique (source, id)
);
create unique index event_number on event (conversation_id, number);
create index event_conversation on event (conversation_id, seq);
create index event_person on event (person_id, at);

create table handoff (
    id text primary key,
    conversation_id text not null references conversation (id),
    person_id text not null,
    reason text not null,
    queue text not null,
    priority text not null,
    state text not null,
    -- the whole state as JSON; `state`, `agent_id` and `ended_at` repeat what queries need
    detail text not null,
    agent_id text,
    since bigint not null,
    due bigint not null,
    ended_at bigint,
    context text not null,
    context_hash text not null
);
create index handoff_open on handoff (state, due);
create index handoff_conversation on handoff (conversation_id, since);

create table agent (
    id text primary key,
    login text not null unique,
    name text not null,
    role text not null,
    presence text not null,
    capacity bigint not null,
    password_hash text not null
);

create table session (
    hash text primary key,
    agent_id text not null references agent (id),
    csrf text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);

create table verification (
    conversation_id text primary key references conversation (id),
    code_hash text not null,
    expires_at bigint not null,
    failures bigint not null,
    locked_until bigint
);
