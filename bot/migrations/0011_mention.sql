-- Whom a note calls, until they have looked. The note itself stands in the log at `seq`.
create table mention (
    agent_id text not null references agent (id),
    seq bigint not null references event (seq),
    conversation_id text not null references conversation (id),
    read_at bigint,
    primary key (agent_id, seq)
);
create index mention_read on mention (agent_id, read_at);
