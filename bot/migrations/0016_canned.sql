-- Replies that the team keeps for itself. One that is put away stays as a row, so that a name can be used anew, who did
-- it is known, and a store whose team has put everything away is not taken for an empty one.
create table canned (
    id text primary key,
    language text not null,
    -- what is typed after the slash
    short text not null,
    title text not null,
    text text not null,
    -- grows with every change: a lead who saw an older one is refused
    version bigint not null,
    created_at bigint not null,
    changed_at bigint not null,
    -- nobody's where the reply is of the starting stock
    changed_by text references agent (id),
    put_away_at bigint
);
create unique index canned_short on canned (language, short) where put_away_at is null;
