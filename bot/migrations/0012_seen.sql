-- The number of the last event that the customer has had on a screen that tells.
alter table conversation add column seen bigint not null default 0;
