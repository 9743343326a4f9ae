-- A promise that a handoff keeps comes and goes with it; one that came due while somebody spoke was told them once.
alter table promise add column handoff_id text;
alter table promise add column told_at bigint;
create index promise_conversation on promise (conversation_id, settled_at);
create index promise_person on promise (person_id, settled_at);
-- What the bot had promised for a time was that a person answers: the queue keeps that.
update promise set settled_at = due where settled_at is null and exists
    (select 1 from event where event.source = 'dari' and event.id = promise.id and event.data like '%"by":"bot"%');
-- When a list of this session's was last seen open; 0 for one that never had any.
alter table session add column present_at bigint not null default 0;
