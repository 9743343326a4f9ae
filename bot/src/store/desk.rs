//! bot: what the agents' lists are drawn from: handoffs with their conversation and person, in one query.

use handoff::handoff::Handoff;
use handoff::id::AgentId;
use handoff::message::{Channel, Language};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::handoff::parse;
use super::person::PersonFacts;
use super::row::Columns;
use super::{Result, Store};

pub(super) const COLUMNS: &str = "h.id, h.conversation_id, h.person_id, h.reason, h.queue, h.priority, h.need, \
     h.detail, c.language, c.channel, c.last_number, p.facts";
pub(super) const TABLES: &str = "handoff h join conversation c on c.id = h.conversation_id \
     left join person p on p.id = h.person_id";

/// One handoff as a list shows it.
#[derive(Debug, Clone)]
pub struct Line {
    pub handoff: Handoff,
    pub language: Language,
    pub channel: Channel,
    /// The person's masked name.
    pub name: Option<String>,
    /// The number of the conversation's last shared event.
    pub last_number: i64,
}

impl Store {
    /// Everything that waits, is held, or is booked for a call, oldest first.
    pub async fn desk_lines(&self) -> Result<Vec<Line>> {
        let sql = format!(
            "select {COLUMNS} from {TABLES} where h.state in ('queued', 'claimed', 'live', 'callback') \
             order by h.since, h.id"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(self.readers()).await?;
        rows.iter().map(line).collect()
    }

    /// What an agent ended since `from`, newest first.
    pub async fn ended_lines_of(&self, agent: &AgentId, from: Timestamp, limit: i64) -> Result<Vec<Line>> {
        let sql = format!(
            "select {COLUMNS} from {TABLES} where h.agent_id = $1 and h.ended_at >= $2 \
             order by h.ended_at desc limit $3"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(agent.as_str())
            .bind(from.as_millisecond())
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(line).collect()
    }
}

pub(super) fn line(row: &AnyRow) -> Result<Line> {
    let columns = Columns::of("handoff", "id", row)?;
    Ok(Line {
        handoff: parse(row)?,
        language: columns.word("language")?,
        channel: columns.word("channel")?,
        name: columns.json_or_none::<PersonFacts>("facts")?.and_then(|facts| facts.name),
        last_number: columns.integer("last_number")?,
    })
}
