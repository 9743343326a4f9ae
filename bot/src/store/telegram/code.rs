//! bot: the table `telegram_code`: codes that carry a conversation from one channel to the other.

use handoff::id::ConversationId;
use handoff::message::Channel;
use jiff::Timestamp;
use sqlx::AnyConnection;

use crate::store::row::{Columns, word};
use crate::store::{Result, Store};

/// A code that was given out; only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    pub hash: String,
    pub conversation: ConversationId,
    /// Where it is to be used.
    pub towards: Channel,
    /// What is to be shown on arrival.
    pub choice: Option<String>,
    pub expires_at: Timestamp,
    /// The chat that has used it up, and the conversation that it held before.
    pub used: Option<Used>,
}

/// Who used a code up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    pub chat: i64,
    pub left: Option<ConversationId>,
}

impl Store {
    /// The code towards a channel, until it expires. It stays as good as it is.
    pub async fn telegram_code(&self, hash: &str, towards: Channel, now: Timestamp) -> Result<Option<Code>> {
        let row = sqlx::query(
            "select hash, conversation_id, towards, choice, expires_at, used_by, left_behind from telegram_code \
             where hash = $1 and towards = $2 and expires_at > $3",
        )
        .bind(hash)
        .bind(word(&towards))
        .bind(now.as_millisecond())
        .fetch_optional(self.readers())
        .await?;
        row.as_ref().map(parse).transpose()
    }
}

/// Keeps a code.
pub async fn insert(tx: &mut AnyConnection, code: &Code) -> Result<()> {
    sqlx::query(
        "insert into telegram_code (hash, conversation_id, towards, choice, expires_at) values ($1, $2, $3, $4, $5) \
         on conflict (hash) do nothing",
    )
    .bind(code.hash.as_str())
    .bind(code.conversation.as_str())
    .bind(word(&code.towards))
    .bind(code.choice.clone())
    .bind(code.expires_at.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}

/// Uses a code up for a chat; false when somebody was faster.
pub async fn take(tx: &mut AnyConnection, hash: &str, used: &Used) -> Result<bool> {
    let taken =
        sqlx::query("update telegram_code set used_by = $2, left_behind = $3 where hash = $1 and used_by is null")
            .bind(hash)
            .bind(used.chat)
            .bind(used.left.as_ref().map(|left| left.as_str().to_owned()))
            .execute(tx)
            .await?;
    Ok(taken.rows_affected() == 1)
}

/// Uses a code up; false when somebody was faster.
pub async fn spend(tx: &mut AnyConnection, hash: &str) -> Result<bool> {
    let gone = sqlx::query("delete from telegram_code where hash = $1").bind(hash).execute(tx).await?;
    Ok(gone.rows_affected() == 1)
}

/// Forgets codes that hold no more.
pub async fn forget(tx: &mut AnyConnection, now: Timestamp) -> Result<()> {
    sqlx::query("delete from telegram_code where expires_at <= $1").bind(now.as_millisecond()).execute(tx).await?;
    Ok(())
}

fn parse(row: &sqlx::any::AnyRow) -> Result<Code> {
    let columns = Columns::of("telegram_code", "hash", row)?;
    let left = columns.text_or_none("left_behind")?.map(ConversationId);
    Ok(Code {
        hash: columns.text("hash")?,
        conversation: ConversationId(columns.text("conversation_id")?),
        towards: columns.word("towards")?,
        choice: columns.text_or_none("choice")?,
        expires_at: columns.time("expires_at")?,
        used: columns.integer_or_none("used_by")?.map(|chat| Used { chat, left }),
    })
}
