-- What an agent solved, by what it was about: the newest is shown to whoever has such a matter next.
-- What was solved before stays in the log alone.
alter table handoff add column topic text;
alter table handoff add column solved_note text;
alter table handoff add column solved_at bigint;
create index handoff_solved on handoff (topic, solved_at);
