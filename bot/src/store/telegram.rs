//! bot: the tables of the Telegram channel: what came, who writes, what goes out.

use jiff::Timestamp;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{Result, Store};

pub mod chat;
pub mod code;
pub mod send;
pub mod update;

/// Telegram's own numbers never come so far.
const OUT_OF_THE_WAY: i64 = 1 << 40;

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

/// Says whose updates these are; true when it is another bot than before. That one numbers anew and cannot change
/// what the last one sent: what is known of both is forgotten, and what still waits to be taken moves out of the way.
pub async fn belongs_to(tx: &mut AnyConnection, bot: i64) -> Result<bool> {
    let changed = sqlx::query(
        "update telegram set bot = $1, next_update = 0, next_at = 0 where id = 1 and bot <> $1 and bot <> 0",
    );
    if changed.bind(bot).execute(&mut *tx).await?.rows_affected() == 0 {
        sqlx::query("update telegram set bot = $1 where id = 1 and bot = 0").bind(bot).execute(tx).await?;
        return Ok(false);
    }
    sqlx::query("delete from telegram_update where state <> 'waiting'").execute(&mut *tx).await?;
    sqlx::query("update telegram_update set update_id = update_id - $1").bind(OUT_OF_THE_WAY).execute(&mut *tx).await?;
    sqlx::query("delete from telegram_send where state in ('sent', 'refused')").execute(tx).await?;
    Ok(true)
}

/// Gives the right back, so that another node need not wait.
pub async fn let_go(tx: &mut AnyConnection, holder: &str) -> Result<()> {
    sqlx::query("update telegram set held_until = 0 where id = 1 and holder = $1").bind(holder).execute(tx).await?;
    Ok(())
}
