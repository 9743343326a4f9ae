-- Another bot numbers its updates anew: what is known of them holds for one bot only.
alter table telegram add column bot bigint not null default 0;

-- How often nobody knows whether a message arrived: it is not sent for ever.
alter table telegram_send add column ambiguous bigint not null default 0;

-- The message that tells somebody who waits where they stand, and what it says: it is compared whole, because it also
-- says whether anybody is at the desk.
alter table telegram_chat drop column position;
alter table telegram_chat add column queue_send text not null default '';
alter table telegram_chat add column queue_text text not null default '';

-- A code that was used up stays with the chat that used it until it expires, and with it what the chat held before:
-- a joining that was cut off goes on from there.
alter table telegram_code add column used_by bigint;
alter table telegram_code add column left_behind text;
