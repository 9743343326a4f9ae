//! bot: the table `verification`: the one-time code that a conversation waits for.

use handoff::id::{ConversationId, PersonId};
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::row::Columns;
use super::{Result, Store};

/// A code that was sent; only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    pub code_hash: String,
    pub expires_at: Timestamp,
    pub failures: u8,
    pub locked_until: Option<Timestamp>,
}

/// How a person fared with codes lately, in whatever conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trials {
    /// Wrong codes since the last right one.
    pub failures: u8,
    pub locked_until: Option<Timestamp>,
}

impl Store {
    /// How a person fared with codes that were sent since: a new conversation does not make a new person.
    pub async fn trials(&self, person: &PersonId, since: Timestamp) -> Result<Trials> {
        let rows = sqlx::query(
            "select v.conversation_id as conversation_id, v.failures as failures, v.locked_until as locked_until \
             from verification v join conversation c on c.id = v.conversation_id \
             where c.person_id = $1 and v.expires_at > $2",
        )
        .bind(person.as_str())
        .bind(since.as_millisecond())
        .fetch_all(self.readers())
        .await?;
        let mut trials = Trials::default();
        for row in &rows {
            let columns = Columns::of("verification", "conversation_id", row)?;
            let failures = u8::try_from(columns.integer("failures")?).map_err(|error| columns.impossible(&error))?;
            trials.failures = trials.failures.max(failures);
            trials.locked_until = trials.locked_until.max(columns.time_or_none("locked_until")?);
        }
        Ok(trials)
    }

    /// The code that the conversation waits for, or the lock after too many wrong ones.
    pub async fn verification(&self, id: &ConversationId) -> Result<Option<Verification>> {
        let row = sqlx::query(
            "select conversation_id, code_hash, expires_at, failures, locked_until from verification \
             where conversation_id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.as_ref()
            .map(|row| {
                let columns = Columns::of("verification", "conversation_id", row)?;
                Ok(Verification {
                    code_hash: columns.text("code_hash")?,
                    expires_at: columns.time("expires_at")?,
                    failures: u8::try_from(columns.integer("failures")?).map_err(|error| columns.impossible(&error))?,
                    locked_until: columns.time_or_none("locked_until")?,
                })
            })
            .transpose()
    }
}

/// Writes what the conversation waits for.
pub async fn upsert(tx: &mut AnyConnection, id: &ConversationId, verification: &Verification) -> Result<()> {
    sqlx::query(
        "insert into verification (conversation_id, code_hash, expires_at, failures, locked_until) \
         values ($1, $2, $3, $4, $5) on conflict (conversation_id) do update set code_hash = excluded.code_hash, \
         expires_at = excluded.expires_at, failures = excluded.failures, locked_until = excluded.locked_until",
    )
    .bind(id.as_str())
    .bind(verification.code_hash.as_str())
    .bind(verification.expires_at.as_millisecond())
    .bind(i64::from(verification.failures))
    .bind(verification.locked_until.map(Timestamp::as_millisecond))
    .execute(tx)
    .await?;
    Ok(())
}
