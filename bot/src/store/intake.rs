//! bot: what other systems reported, on its way into the log; and the table `event_reject`.

use handoff::id::PersonId;
use jiff::Timestamp;
use serde::Serialize;
use sqlx::AnyConnection;

use super::event::{NewEvent, append};
use super::identity::{Name, resolve};
use super::row::Columns;
use super::{Result, Store};

/// An event of another system. `event.person` is who it is if nobody has any of its names yet.
#[derive(Debug, Clone)]
pub struct Arrived {
    pub event: NewEvent,
    pub names: Vec<Name>,
    pub skewed: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    Accepted(PersonId),
    /// The source sent it before.
    Duplicate,
}

/// Something that was not taken, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reject {
    pub source: String,
    pub reason: String,
    pub body: String,
    pub n: i64,
}

impl Store {
    /// What was not taken, the newest first.
    pub async fn rejects(&self, limit: i64) -> Result<Vec<Reject>> {
        let rows = sqlx::query("select id, source, reason, body, n from event_reject order by at desc, id limit $1")
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of("event_reject", "id", row)?;
                Ok(Reject {
                    source: columns.text("source")?,
                    reason: columns.text("reason")?,
                    body: columns.text("body")?,
                    n: columns.integer("n")?,
                })
            })
            .collect()
    }
}

/// Takes an event once, for whoever has its names.
pub async fn arrive(tx: &mut AnyConnection, arrived: Arrived, received: Timestamp) -> Result<Taken> {
    let Arrived { mut event, names, skewed } = arrived;
    let known: i64 = sqlx::query_scalar("select count(*) from event where source = $1 and id = $2")
        .bind(event.source.as_str())
        .bind(event.id.as_str())
        .fetch_one(&mut *tx)
        .await?;
    if known > 0 {
        return Ok(Taken::Duplicate);
    }
    let (person, origin) = resolve(tx, &names, event.person, received).await?;
    event.person = person.clone();
    let seq = append(tx, std::slice::from_ref(&event)).await?;
    sqlx::query("update event set origin = $2, received_at = $3, skewed = $4 where seq = $1")
        .bind(seq)
        .bind((origin != person).then(|| origin.to_string()))
        .bind(received.as_millisecond())
        .bind(i64::from(skewed))
        .execute(tx)
        .await?;
    Ok(Taken::Accepted(person))
}

/// Keeps what was not taken, with the reason; the same again is counted.
pub async fn reject(
    tx: &mut AnyConnection,
    source: &str,
    reason: &str,
    id: &str,
    body: &str,
    now: Timestamp,
) -> Result<()> {
    sqlx::query(
        "insert into event_reject (id, source, reason, body, n, at) values ($1, $2, $3, $4, 1, $5) \
         on conflict (id) do update set n = event_reject.n + 1, at = excluded.at",
    )
    .bind(id)
    .bind(source)
    .bind(reason)
    .bind(body)
    .bind(now.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}
