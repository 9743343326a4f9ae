//! bot: the table `promise`: what was promised for a certain time.

use handoff::event::{Fact, WrapUp, WrapUpOutcome};
use handoff::handoff::{Handoff, State};
use handoff::id::{ConversationId, HandoffId, PersonId};
use handoff::journey::BOT;
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::event::NewEvent;
use super::row::Columns;
use super::{Result, Store};

/// The touchpoint under which the desk says that a promise was kept, and the one that it has come due.
pub const KEPT: &str = "promise.kept";
pub const DUE: &str = "promise.due";

/// Something that was promised and has not come back yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub id: String,
    pub conversation: ConversationId,
    pub text: String,
    pub due: Timestamp,
}

/// What became of a promise that came due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It has come back to the desk.
    Settled,
    /// Whoever has the conversation was told; it comes back once they have let go.
    Told,
}

impl Store {
    /// What has come due, the longest due first. What a handoff keeps comes with that, and what the holder of a
    /// conversation was told of waits until they let go.
    pub async fn due_promises(&self, now: Timestamp, limit: i64) -> Result<Vec<Promise>> {
        let rows = sqlx::query(
            "select id, conversation_id, text, due from promise where settled_at is null and handoff_id is null \
             and due <= $1 and (told_at is null or not exists (select 1 from handoff h where \
             h.conversation_id = promise.conversation_id and h.state in ('claimed', 'live'))) order by due, id limit $2",
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

    /// Whether a promise has neither come back nor been kept.
    pub async fn is_promise_open(&self, id: &str) -> Result<bool> {
        let n: i64 = sqlx::query_scalar("select count(*) from promise where id = $1 and settled_at is null")
            .bind(id)
            .fetch_one(self.readers())
            .await?;
        Ok(n > 0)
    }

    /// Whether something with a time was promised to somebody in these words, however long ago. It may have come
    /// back to the desk already.
    pub async fn was_promised(&self, person: &PersonId, text: &str) -> Result<bool> {
        let n: i64 = sqlx::query_scalar("select count(*) from promise where person_id = $1 and text = $2")
            .bind(person.as_str())
            .bind(text)
            .fetch_one(self.readers())
            .await?;
        Ok(n > 0)
    }
}

/// Keeps a promise that the log has just been told of, if it has a time and a place to come back to, and settles
/// those of which it says that they were kept.
pub(super) async fn keep(tx: &mut AnyConnection, event: &NewEvent) -> Result<()> {
    match (&event.fact, &event.conversation) {
        (Fact::PromiseMade { text, due: Some(due), .. }, Some(conversation)) => {
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
        }
        (Fact::Touchpoint { what, label }, _) if what == KEPT => {
            sqlx::query("update promise set settled_at = $3 where person_id = $1 and text = $2 and settled_at is null")
                .bind(event.person.as_str())
                .bind(label.as_str())
                .bind(event.at.as_millisecond())
                .execute(tx)
                .await?;
        }
        (Fact::HandoffClosed { wrap_up, .. } | Fact::HandoffReturned { wrap_up, .. }, Some(conversation)) => {
            wrapped_up(tx, wrap_up, conversation, event.at).await?;
        }
        _ => {}
    }
    Ok(())
}

/// What was promised in a matter that is resolved, for then or earlier, is kept.
async fn wrapped_up(tx: &mut AnyConnection, wrap_up: &WrapUp, of: &ConversationId, at: Timestamp) -> Result<()> {
    if wrap_up.outcome == WrapUpOutcome::Resolved {
        sqlx::query(
            "update promise set settled_at = $2 where conversation_id = $1 and due <= $2 and settled_at is null",
        )
        .bind(of.as_str())
        .bind(at.as_millisecond())
        .execute(tx)
        .await?;
    }
    Ok(())
}

/// Ties what the bot has just promised for a time to the handoff that keeps it, and settles what was promised for
/// one that was claimed or has ended.
pub async fn follow(tx: &mut AnyConnection, new: &[NewEvent], handoff: &Handoff, now: Timestamp) -> Result<()> {
    for event in new {
        if let Fact::PromiseMade { by, due: Some(_), .. } = &event.fact
            && by == BOT
        {
            tie(tx, &event.id, &handoff.id).await?;
        }
    }
    if matches!(handoff.state, State::Claimed { .. } | State::Live { .. } | State::Ended { .. }) {
        sqlx::query("update promise set settled_at = $2 where handoff_id = $1 and settled_at is null")
            .bind(handoff.id.as_str())
            .bind(now.as_millisecond())
            .execute(tx)
            .await?;
    }
    Ok(())
}

async fn tie(tx: &mut AnyConnection, promise: &str, handoff: &HandoffId) -> Result<()> {
    sqlx::query("update promise set handoff_id = $2 where id = $1")
        .bind(promise)
        .bind(handoff.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

/// Notes what became of a promise that came due.
pub async fn mark(tx: &mut AnyConnection, id: &str, mark: Mark, now: Timestamp) -> Result<()> {
    let sql = match mark {
        Mark::Settled => "update promise set settled_at = $2 where id = $1 and settled_at is null",
        Mark::Told => "update promise set told_at = $2 where id = $1 and told_at is null",
    };
    sqlx::query(sql).bind(id).bind(now.as_millisecond()).execute(tx).await?;
    Ok(())
}
