-- Telegram forgets an update as soon as it believes us to have it, and knows no key by which a message
-- that is sent again would be the same: what came and what goes is kept here until it is done.

-- The place where both lists stand, and which node speaks with Telegram.
create table telegram (
    id bigint primary key,
    -- the update to ask for next, and when that was learnt: after a quiet week the numbers begin anew
    next_update bigint not null,
    next_at bigint not null,
    last_place bigint not null,
    holder text not null,
    held_until bigint not null
);
insert into telegram (id, next_update, next_at, last_place, holder, held_until) values (1, 0, 0, 0, '', 0);

-- What came, each update once. Personal numbers are masked; the text is dropped once it was taken.
create table telegram_update (
    update_id bigint primary key,
    chat_id bigint not null,
    raw text not null,
    -- kinds of personal numbers that were masked in it
    masked text not null,
    -- waiting, done, or failed: kept with its error and passed over
    state text not null,
    tries bigint not null,
    due bigint not null,
    error text not null,
    received_at bigint not null
);
create index telegram_update_waiting on telegram_update (state, chat_id, update_id);

create table telegram_chat (
    chat_id bigint primary key,
    conversation_id text not null references conversation (id),
    -- the customer whose signed-in web conversation it was joined with, and until when that holds
    customer text,
    linked_until bigint,
    -- why nothing is sent any more; empty while everything is
    silent text not null,
    -- the number of the last shared event that was made into sends
    shown bigint not null,
    -- the position in the queue that the customer was told last
    position bigint not null
);
create index telegram_chat_conversation on telegram_chat (conversation_id);

-- What goes out, in order within a chat.
create table telegram_send (
    id text primary key,
    chat_id bigint not null,
    place bigint not null,
    method text not null,
    body text not null,
    -- waiting; sending: it may have arrived; sent; refused
    state text not null,
    tries bigint not null,
    due bigint not null,
    error text not null,
    message_id bigint,
    created_at bigint not null,
    sent_at bigint
);
create index telegram_send_waiting on telegram_send (state, chat_id, place);

-- Codes that carry a conversation from one channel to the other: once, and not for long. Only the hash is kept.
create table telegram_code (
    hash text primary key,
    conversation_id text not null references conversation (id),
    -- telegram: to be typed there; web: to be opened there
    towards text not null,
    -- what is to be shown on arrival
    choice text,
    expires_at bigint not null
);
