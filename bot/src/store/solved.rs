//! bot: the columns of `handoff` that say what an agent solved, and about what: shown to whoever has such a matter next.

use handoff::context::Similar;
use handoff::event::{Fact, WrapUpOutcome};
use handoff::id::PersonId;
use sqlx::AnyConnection;

use super::event::NewEvent;
use super::row::Columns;
use super::{Result, Store};

impl Store {
    /// The newest matter of this kind that an agent solved for somebody else.
    pub async fn similar(&self, topic: &str, but: &PersonId) -> Result<Option<Similar>> {
        let row = sqlx::query(
            "select topic, solved_note, solved_at, coalesce(claimed_at, solved_at) as began_at from handoff \
             where topic = $1 and person_id <> $2 order by solved_at desc limit 1",
        )
        .bind(topic)
        .bind(but.as_str())
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let columns = Columns::of("handoff", "topic", &row)?;
        let seconds = (columns.integer("solved_at")? - columns.integer("began_at")?) / 1000;
        Ok(Some(Similar {
            topic: columns.text("topic")?,
            note: columns.text("solved_note")?,
            seconds: u32::try_from(seconds).unwrap_or(0),
            at: columns.time("solved_at")?,
        }))
    }
}

/// Keeps what an agent says was solved.
pub(super) async fn keep(tx: &mut AnyConnection, event: &NewEvent) -> Result<()> {
    let (Fact::HandoffClosed { handoff, wrap_up, .. } | Fact::HandoffReturned { handoff, wrap_up, .. }) = &event.fact
    else {
        return Ok(());
    };
    if wrap_up.outcome == WrapUpOutcome::Resolved {
        sqlx::query("update handoff set topic = $1, solved_note = $2, solved_at = $3 where id = $4")
            .bind(wrap_up.topic.as_str())
            .bind(wrap_up.note.as_str())
            .bind(event.at.as_millisecond())
            .bind(handoff.as_str())
            .execute(tx)
            .await?;
    }
    Ok(())
}
