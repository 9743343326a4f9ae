//! bot: the table `telegram_update`: what came from Telegram, each update once.

use jiff::Timestamp;
use sqlx::AnyConnection;

use crate::store::row::{Columns, json};
use crate::store::{Result, Store};

/// An update as it came, its personal numbers masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    pub id: i64,
    /// 0 for what belongs to no chat.
    pub chat: i64,
    pub raw: String,
    /// Kinds of personal numbers that were masked.
    pub masked: Vec<String>,
    /// How often it could not be taken.
    pub tries: u32,
}

impl Store {
    /// The first update that waits in each chat and is due, the oldest first.
    pub async fn telegram_updates_due(&self, now: Timestamp, limit: i64) -> Result<Vec<Update>> {
        let rows = sqlx::query(
            "select u.update_id, u.chat_id, u.raw, u.masked, u.tries from telegram_update u \
             where u.state = 'waiting' and u.due <= $1 and not exists (select 1 from telegram_update before \
             where before.state = 'waiting' and before.chat_id = u.chat_id and before.update_id < u.update_id) \
             order by u.update_id limit $2",
        )
        .bind(now.as_millisecond())
        .bind(limit)
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(parse).collect()
    }

    /// How many updates are in a state, and the last error among them.
    pub async fn telegram_updates_in(&self, state: &str) -> Result<(i64, String)> {
        let row = sqlx::query(
            "select count(*) as id, coalesce(max(error), '') as error from telegram_update where state = $1",
        )
        .bind(state)
        .fetch_one(self.readers())
        .await?;
        let columns = Columns::of("telegram_update", "id", &row)?;
        Ok((columns.integer("id")?, columns.text("error")?))
    }
}

/// Keeps what came, and how far that was: Telegram is told only after this is on disk. Answers with how
/// many were new.
pub async fn take(tx: &mut AnyConnection, updates: &[Update], next: Option<i64>, now: Timestamp) -> Result<u64> {
    let mut new = 0;
    for update in updates {
        let inserted = sqlx::query(
            "insert into telegram_update (update_id, chat_id, raw, masked, state, tries, due, error, received_at) \
             values ($1, $2, $3, $4, 'waiting', 0, $5, '', $5) on conflict (update_id) do nothing",
        )
        .bind(update.id)
        .bind(update.chat)
        .bind(update.raw.as_str())
        .bind(json(&update.masked))
        .bind(now.as_millisecond())
        .execute(&mut *tx)
        .await?;
        new += inserted.rows_affected();
    }
    if let Some(next) = next {
        sqlx::query("update telegram set next_update = $1, next_at = $2 where id = 1")
            .bind(next)
            .bind(now.as_millisecond())
            .execute(tx)
            .await?;
    }
    Ok(new)
}

/// An update was taken, or is passed over with its error. What was written in it is dropped.
pub async fn finish(tx: &mut AnyConnection, id: i64, error: Option<&str>) -> Result<()> {
    sqlx::query("update telegram_update set state = $2, error = $3, raw = '' where update_id = $1")
        .bind(id)
        .bind(if error.is_some() { "failed" } else { "done" })
        .bind(error.unwrap_or_default())
        .execute(tx)
        .await?;
    Ok(())
}

/// An update is tried again at `due`.
pub async fn postpone(tx: &mut AnyConnection, id: i64, tries: u32, due: Timestamp, error: &str) -> Result<()> {
    sqlx::query("update telegram_update set tries = $2, due = $3, error = $4 where update_id = $1")
        .bind(id)
        .bind(i64::from(tries))
        .bind(due.as_millisecond())
        .bind(error)
        .execute(tx)
        .await?;
    Ok(())
}

/// Forgets what was done before `since`: Telegram does not send it again.
pub async fn forget(tx: &mut AnyConnection, since: Timestamp) -> Result<()> {
    sqlx::query("delete from telegram_update where state <> 'waiting' and received_at < $1")
        .bind(since.as_millisecond())
        .execute(tx)
        .await?;
    Ok(())
}

fn parse(row: &sqlx::any::AnyRow) -> Result<Update> {
    let columns = Columns::of("telegram_update", "update_id", row)?;
    Ok(Update {
        id: columns.integer("update_id")?,
        chat: columns.integer("chat_id")?,
        raw: columns.text("raw")?,
        masked: columns.json("masked")?,
        tries: u32::try_from(columns.integer("tries")?).map_err(|error| columns.impossible(&error))?,
    })
}
