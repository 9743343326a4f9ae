-- The desk: what a handoff needs of whoever takes it, when it was taken and answered, and what agents can do.
alter table handoff add column need text not null default '{}';
alter table handoff add column queued_at bigint;
alter table handoff add column claimed_at bigint;
alter table handoff add column first_reply_at bigint;
-- what became of it, for counting
alter table handoff add column outcome text;
create index handoff_agent on handoff (agent_id, state);
create index handoff_ended on handoff (ended_at);
create index handoff_person on handoff (person_id, since);

-- JSON lists; an empty one means "all"
alter table agent add column queues text not null default '[]';
alter table agent add column skills text not null default '[]';
alter table agent add column languages text not null default '[]';
-- since when the agent is what `presence` says
alter table agent add column presence_at bigint not null default 0;

-- What was promised for a certain time; it comes back to the desk then, whatever restarts meanwhile.
create table promise (
    id text primary key,
    person_id text not null,
    conversation_id text not null references conversation (id),
    text text not null,
    due bigint not null,
    -- when it came back, or was found kept
    settled_at bigint
);
create index promise_due on promise (settled_at, due);
