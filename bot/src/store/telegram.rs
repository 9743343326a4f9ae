//! bot: the tables of the Telegram channel: what came, who writes, what goes out.

use jiff::Timestamp;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{Result, Store};

pub mod chat;
pub mod code;
pub mod send;
pub mod update;

impl Store {
    /// The update to ask for next, and when that was learnt.
    pub async fn telegram_next(&self) -> Result<(i64, Timestamp)> {
        let row = sqlx::query("select id, next_update, next_at from telegram where id = 1");
        let row = row.fetch_one(self.readers()).await?;
        let columns = Columns::of("telegram", "id", &row)?;
        Ok((columns.integer("next_update")?, columns.time("next_at")?))
    }
}

/// Takes or keeps the right to speak with Telegram until then; false while another node has it.
pub async fn hold(tx: &mut AnyConnection, holder: &str, now: Timestamp, until: Timestamp) -> Result<bool> {
    let changed = sqlx::query(
        "update telegram set holder = $1, held_until = $2 where id = 1 and (holder = $1 or held_until <= $3)",
    )
    .bind(holder)
    .bind(until.as_millisecond())
    .bind(now.as_millisecond())
    .execute(tx)
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Gives the right back, so that another node need not wait.
pub async fn let_go(tx: &mut AnyConnection, holder: &str) -> Result<()> {
    sqlx::query("update telegram set held_until = 0 where id = 1 and holder = $1").bind(holder).execute(tx).await?;
    Ok(())
}
