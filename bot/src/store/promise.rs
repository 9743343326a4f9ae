//! bot: the table `promise`: what was promised for a certain time.

use handoff::event::Fact;
use handoff::id::ConversationId;
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::event::NewEvent;
use super::row::Columns;
use super::{Result, Store};

/// Something that was promised and has not come back yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub id: String,
    pub conversation: ConversationId,
    pub text: String,
    pub due: Timestamp,
}

impl Store {
    /// What has come due, the longest due first.
    pub async fn due_promises(&self, now: Timestamp, limit: i64) -> Result<Vec<Promise>> {
        let rows = sqlx::query(
            "select id, conversation_id, text, due from promise where settled_at is null and due <= $1 \
             order by due, id limit $2",
        )
        .bind(now.as_millisecond())
        .bind(limit)
        .fetch_all(self.readers())
        .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of("promise", "id", row)?;
                Ok(Promise {
                    id: columns.text("id")?,
                    conversation: ConversationId(columns.text("conversation_id")?),
                    text: columns.text("text")?,
                    due: columns.time("due")?,
                })
            })
            .collect()
    }
}

/// Keeps a promise that the log has just been told of, if it has a time and a place to come back to.
pub(super) async fn keep(tx: &mut AnyConnection, event: &NewEvent) -> Result<()> {
    let (Fact::PromiseMade { text, due: Some(due), .. }, Some(conversation)) = (&event.fact, &event.conversation)
    else {
        return Ok(());
    };
    sqlx::query(
        "insert into promise (id, person_id, conversation_id, text, due) values ($1, $2, $3, $4, $5) \
         on conflict (id) do nothing",
    )
    .bind(event.id.as_str())
    .bind(event.person.as_str())
    .bind(conversation.as_str())
    .bind(text.as_str())
    .bind(due.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}

/// The promise has come back, or was kept before.
pub async fn settle(tx: &mut AnyConnection, id: &str, now: Timestamp) -> Result<()> {
    sqlx::query("update promise set settled_at = $2 where id = $1 and settled_at is null")
        .bind(id)
        .bind(now.as_millisecond())
        .execute(tx)
        .await?;
    Ok(())
}
