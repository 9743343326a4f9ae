//! bot: the table `event`, which is only appended to, and its head `log`.

use std::collections::BTreeMap;

use handoff::event::{Event, Fact};
use handoff::id::{ConversationId, PersonId};
use handoff::message::Channel;
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::row::{Columns, json, word};
use super::{Result, Store};

const COLUMNS: &str = "select seq, source, id, at, person_id, channel, conversation_id, number, data from event";

/// Under this source it stands in the log what became of a request, under the request's own id.
pub const DELIVERED: &str = "courier";

/// An event on its way into the log.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub source: String,
    pub id: String,
    pub at: Timestamp,
    pub person: PersonId,
    pub channel: Channel,
    pub conversation: Option<ConversationId>,
    pub number: Option<i64>,
    pub fact: Fact,
}

/// Something that happened at `seq`, and where: enough to wake whoever follows it.
#[derive(Debug, Clone)]
pub struct Mark {
    pub seq: i64,
    pub conversation: Option<ConversationId>,
    pub kind: String,
}

impl Store {
    /// The position of the newest event.
    pub async fn last_seq(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("select last_seq from log where id = 1").fetch_one(self.readers()).await?)
    }

    /// What came after `seq`, oldest first.
    pub async fn marks_after(&self, seq: i64, limit: i64) -> Result<Vec<Mark>> {
        let rows = sqlx::query("select seq, conversation_id, kind from event where seq > $1 order by seq limit $2")
            .bind(seq)
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of("event", "seq", row)?;
                Ok(Mark {
                    seq: columns.integer("seq")?,
                    conversation: columns.text_or_none("conversation_id")?.map(ConversationId),
                    kind: columns.text("kind")?,
                })
            })
            .collect()
    }

    /// Shared events with a number above `number`, oldest first.
    pub async fn shared_after(&self, id: &ConversationId, number: i64, limit: i64) -> Result<Vec<Event>> {
        let sql = format!("{COLUMNS} where conversation_id = $1 and number > $2 order by number limit $3");
        self.events(sql, id.as_str(), number, limit).await
    }

    /// Shared events with a number below `number`, oldest first: a page of history.
    pub async fn shared_before(&self, id: &ConversationId, number: i64, limit: i64) -> Result<Vec<Event>> {
        let sql = format!("{COLUMNS} where conversation_id = $1 and number < $2 order by number desc limit $3");
        let mut events = self.events(sql, id.as_str(), number, limit).await?;
        events.reverse();
        Ok(events)
    }

    /// All events of a conversation after `seq`, the staff-only ones too, oldest first.
    pub async fn all_after(&self, id: &ConversationId, seq: i64, limit: i64) -> Result<Vec<Event>> {
        let sql = format!("{COLUMNS} where conversation_id = $1 and seq > $2 order by seq limit $3");
        self.events(sql, id.as_str(), seq, limit).await
    }

    /// A conversation's events of one kind since `from`, oldest first.
    pub async fn events_of_kind(&self, id: &ConversationId, kind: &str, from: Timestamp) -> Result<Vec<Event>> {
        let sql = format!("{COLUMNS} where conversation_id = $1 and kind = $2 and at >= $3 order by seq");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id.as_str())
            .bind(kind)
            .bind(from.as_millisecond())
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(parse).collect()
    }

    /// The newest events of a conversation, the staff-only ones too, oldest first.
    pub async fn newest_of(&self, id: &ConversationId, limit: i64) -> Result<Vec<Event>> {
        let sql = format!("{COLUMNS} where conversation_id = $1 and seq > $2 order by seq desc limit $3");
        let mut events = self.events(sql, id.as_str(), 0, limit).await?;
        events.reverse();
        Ok(events)
    }

    /// The newest events of a kind, whoever's, oldest first.
    pub(super) async fn newest_of_kind(&self, kind: &str, limit: i64) -> Result<Vec<Event>> {
        let sql = format!("{COLUMNS} where kind = $1 and at >= $2 order by at desc, seq desc limit $3");
        let mut events = self.events(sql, kind, i64::MIN, limit).await?;
        events.reverse();
        Ok(events)
    }

    /// A person's events since `from`, oldest first; of too many, the newest.
    pub async fn events_of(&self, person: &PersonId, from: Timestamp, limit: i64) -> Result<Vec<Event>> {
        let sql = format!("{COLUMNS} where person_id = $1 and at >= $2 order by at desc, seq desc limit $3");
        let mut events = self.events(sql, person.as_str(), from.as_millisecond(), limit).await?;
        events.reverse();
        Ok(events)
    }

    /// Requests after `seq` that no courier has handed over yet, oldest first.
    pub async fn requests_after(&self, seq: i64, limit: i64) -> Result<Vec<Event>> {
        let sql = format!(
            "{COLUMNS} where seq > $1 and kind = $2 and not exists \
             (select 1 from event done where done.source = $3 and done.id = event.id) order by seq limit $4"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(seq)
            .bind("case.received")
            .bind(DELIVERED)
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(parse).collect()
    }

    /// The event that `source` sent under `id` before, if it did.
    pub async fn event_of_source(&self, source: &str, id: &str) -> Result<Option<Event>> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where source = $1 and id = $2")))
            .bind(source)
            .bind(id)
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(parse).transpose()
    }

    async fn events(&self, sql: String, of: &str, from: i64, limit: i64) -> Result<Vec<Event>> {
        let rows =
            sqlx::query(sqlx::AssertSqlSafe(sql)).bind(of).bind(from).bind(limit).fetch_all(self.readers()).await?;
        rows.iter().map(parse).collect()
    }

    /// How often each article helped since then: id, helped, asked.
    pub async fn ratings_since(&self, since: Timestamp) -> Result<Vec<(String, u32, u32)>> {
        let rows = sqlx::query("select data from event where kind = $1 and at >= $2 order by seq desc limit 100000")
            .bind("faq.rated")
            .bind(since.as_millisecond())
            .fetch_all(self.readers())
            .await?;
        let mut ratings: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        for row in &rows {
            if let Fact::FaqRated { article, helpful } = Columns::of("event", "data", row)?.json("data")? {
                let (helped, asked) = ratings.entry(article).or_default();
                *helped += u32::from(helpful);
                *asked += 1;
            }
        }
        Ok(ratings.into_iter().map(|(article, (helped, asked))| (article, helped, asked)).collect())
    }
}

/// Appends events; answers with the position of the last.
pub async fn append(tx: &mut AnyConnection, events: &[NewEvent]) -> Result<i64> {
    let count = i64::try_from(events.len()).expect("a turn has few events");
    let last: i64 = sqlx::query_scalar("update log set last_seq = last_seq + $1 where id = 1 returning last_seq")
        .bind(count)
        .fetch_one(&mut *tx)
        .await?;
    for (seq, event) in (last - count + 1..).zip(events) {
        sqlx::query(
            "insert into event (seq, source, id, kind, at, person_id, channel, conversation_id, number, data) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(seq)
        .bind(event.source.as_str())
        .bind(event.id.as_str())
        .bind(event.fact.kind())
        .bind(event.at.as_millisecond())
        .bind(event.person.as_str())
        .bind(word(&event.channel))
        .bind(event.conversation.as_ref().map(|id| id.as_str().to_owned()))
        .bind(event.number)
        .bind(json(&event.fact))
        .execute(&mut *tx)
        .await?;
        super::promise::keep(tx, event).await?;
        super::mention::keep(tx, seq, event).await?;
        super::solved::keep(tx, event).await?;
    }
    Ok(last)
}

fn parse(row: &sqlx::any::AnyRow) -> Result<Event> {
    let columns = Columns::of("event", "seq", row)?;
    Ok(Event {
        seq: columns.integer("seq")?,
        source: columns.text("source")?,
        id: columns.text("id")?,
        at: columns.time("at")?,
        person: PersonId(columns.text("person_id")?),
        channel: columns.word("channel")?,
        conversation: columns.text_or_none("conversation_id")?.map(ConversationId),
        number: columns.integer_or_none("number")?,
        fact: columns.json("data")?,
    })
}
