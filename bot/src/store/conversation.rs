//! bot: the tables `conversation` and `conversation_token`.

use handoff::id::{ConversationId, PersonId};
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::row::{Columns, json, word};
use super::{Error, Result, Store};
use crate::conversation::{Control, Conversation};

const COLUMNS: &str = "select c.id, c.person_id, p.customer, c.channel, c.language, c.control, c.epoch, c.proof, \
     c.dialogue, c.last_number, c.version, c.opened_at, c.seen from conversation c join person p on p.id = c.person_id";

/// A conversation as it was read, with the version that a commit must still find.
#[derive(Debug, Clone)]
pub struct Stored {
    pub conversation: Conversation,
    pub version: i64,
    /// The number up to which the customer has looked; no turn changes it.
    pub seen: i64,
}

impl Store {
    /// The conversation, if there is one.
    pub async fn conversation(&self, id: &ConversationId) -> Result<Option<Stored>> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where c.id = $1")))
            .bind(id.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(parse).transpose()
    }

    /// The person's newest conversation that is not closed.
    pub async fn open_conversation_of(&self, person: &PersonId) -> Result<Option<Stored>> {
        let sql =
            format!("{COLUMNS} where c.person_id = $1 and c.holder <> 'closed' order by c.updated_at desc limit 1");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(person.as_str()).fetch_optional(self.readers()).await?;
        row.as_ref().map(parse).transpose()
    }

    /// The person's conversations beside one, the newest first.
    pub async fn conversations_beside(
        &self,
        person: &PersonId,
        one: &ConversationId,
        limit: i64,
    ) -> Result<Vec<Stored>> {
        let sql = format!("{COLUMNS} where c.person_id = $1 and c.id <> $2 order by c.updated_at desc, c.id limit $3");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(person.as_str())
            .bind(one.as_str())
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(parse).collect()
    }

    /// The conversation that a customer's token opens, if it still does.
    pub async fn conversation_of_token(&self, hash: &str, now: Timestamp) -> Result<Option<ConversationId>> {
        let id: Option<String> =
            sqlx::query_scalar("select conversation_id from conversation_token where hash = $1 and expires_at > $2")
                .bind(hash)
                .bind(now.as_millisecond())
                .fetch_optional(self.readers())
                .await?;
        Ok(id.map(ConversationId))
    }
}

/// Puts a new conversation into the store.
pub async fn insert(tx: &mut AnyConnection, conversation: &Conversation) -> Result<()> {
    sqlx::query(
        "insert into conversation (id, person_id, channel, language, holder, control, epoch, proof, dialogue, \
         last_number, version, opened_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $11)",
    )
    .bind(conversation.id.as_str())
    .bind(conversation.person.as_str())
    .bind(word(&conversation.channel))
    .bind(word(&conversation.language))
    .bind(holder(&conversation.control))
    .bind(json(&conversation.control))
    .bind(conversation.epoch)
    .bind(conversation.proof.as_ref().map(json))
    .bind(json(&conversation.dialogue))
    .bind(conversation.last_number)
    .bind(conversation.opened_at.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}

/// Changes a conversation, unless someone else did so since it was read.
pub async fn update(tx: &mut AnyConnection, conversation: &Conversation, version: i64, now: Timestamp) -> Result<()> {
    let changed = sqlx::query(
        "update conversation set language = $1, holder = $2, control = $3, epoch = $4, proof = $5, dialogue = $6, \
         last_number = $7, version = version + 1, updated_at = $8, channel = $11 where id = $9 and version = $10",
    )
    .bind(word(&conversation.language))
    .bind(holder(&conversation.control))
    .bind(json(&conversation.control))
    .bind(conversation.epoch)
    .bind(conversation.proof.as_ref().map(json))
    .bind(json(&conversation.dialogue))
    .bind(conversation.last_number)
    .bind(now.as_millisecond())
    .bind(conversation.id.as_str())
    .bind(version)
    .bind(word(&conversation.channel))
    .execute(tx)
    .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(Error::Overtaken) }
}

/// The customer has looked up to `number`; whether that was news. It never goes back, nor beyond what was said.
pub async fn saw(tx: &mut AnyConnection, id: &ConversationId, number: i64) -> Result<bool> {
    let changed = sqlx::query("update conversation set seen = $2 where id = $1 and seen < $2 and last_number >= $2")
        .bind(id.as_str())
        .bind(number)
        .execute(tx)
        .await?;
    Ok(changed.rows_affected() > 0)
}

/// Gives a customer a key to one conversation; only its hash is kept.
pub async fn insert_token(
    tx: &mut AnyConnection,
    hash: &str,
    conversation: &ConversationId,
    now: Timestamp,
    until: Timestamp,
) -> Result<()> {
    sqlx::query(
        "insert into conversation_token (hash, conversation_id, created_at, expires_at) values ($1, $2, $3, $4)",
    )
    .bind(hash)
    .bind(conversation.as_str())
    .bind(now.as_millisecond())
    .bind(until.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}

/// The key with this hash opens its conversation at least until then.
pub async fn prolong_token(tx: &mut AnyConnection, hash: &str, until: Timestamp) -> Result<()> {
    sqlx::query("update conversation_token set expires_at = $2 where hash = $1 and expires_at < $2")
        .bind(hash)
        .bind(until.as_millisecond())
        .execute(tx)
        .await?;
    Ok(())
}

/// The key with this hash opens nothing any more.
pub async fn revoke_token(tx: &mut AnyConnection, hash: &str) -> Result<()> {
    sqlx::query("delete from conversation_token where hash = $1").bind(hash).execute(tx).await?;
    Ok(())
}

fn holder(control: &Control) -> &'static str {
    match control {
        Control::Bot => "bot",
        Control::Queued { .. } => "queued",
        Control::Agent { .. } => "agent",
        Control::Closed { .. } => "closed",
    }
}

fn parse(row: &sqlx::any::AnyRow) -> Result<Stored> {
    let columns = Columns::of("conversation", "id", row)?;
    Ok(Stored {
        conversation: Conversation {
            id: ConversationId(columns.text("id")?),
            person: PersonId(columns.text("person_id")?),
            customer: columns.text_or_none("customer")?.map(crate::conversation::CustomerNo),
            channel: columns.word("channel")?,
            language: columns.word("language")?,
            proof: columns.json_or_none("proof")?,
            control: columns.json("control")?,
            epoch: columns.integer("epoch")?,
            dialogue: columns.json("dialogue")?,
            last_number: columns.integer("last_number")?,
            opened_at: columns.time("opened_at")?,
        },
        version: columns.integer("version")?,
        seen: columns.integer("seen")?,
    })
}
