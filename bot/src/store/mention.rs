//! bot: the table `mention`: whom a note calls, until they have looked.

use handoff::event::Fact;
use handoff::id::{AgentId, ConversationId};
use jiff::Timestamp;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::agent::Agent;
use super::desk::{COLUMNS, Line, TABLES, line};
use super::event::NewEvent;
use super::row::{Columns, word};
use super::{Result, Store};

/// A note that calls somebody, with the conversation it stands in.
#[derive(Debug, Clone)]
pub struct Mention {
    pub line: Line,
    /// Who wrote the note.
    pub by: String,
    pub text: String,
    pub at: Timestamp,
    pub read: bool,
}

impl Store {
    /// Notes that call the agent, in conversations that they may see now: those not looked at, and those
    /// looked at since then; the newest first.
    pub async fn mentions_of(&self, agent: &Agent, since: Timestamp, limit: i64) -> Result<Vec<Mention>> {
        // Who may see a conversation is `desk::may_see`, here for many at once.
        let sql = format!(
            "select {COLUMNS}, m.read_at, e.at as written_at, e.data from {TABLES} \
             join mention m on m.conversation_id = h.conversation_id join event e on e.seq = m.seq \
             where m.agent_id = $1 and (m.read_at is null or m.read_at >= $2) \
             and h.id = (select newest.id from handoff newest where newest.conversation_id = m.conversation_id \
             order by newest.since desc, newest.id desc limit 1) \
             and ($3 = 'lead' or exists (select 1 from handoff seen where seen.conversation_id = m.conversation_id \
             and (seen.agent_id = $1 or seen.state in ('queued', 'callback')))) \
             order by m.seq desc limit $4"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(agent.id.as_str())
            .bind(since.as_millisecond())
            .bind(word(&agent.role))
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(parse).collect()
    }
}

/// Keeps whom a note calls that the log has just been told of.
pub(super) async fn keep(tx: &mut AnyConnection, seq: i64, event: &NewEvent) -> Result<()> {
    let (Fact::NoteWritten { mentions, .. }, Some(conversation)) = (&event.fact, &event.conversation) else {
        return Ok(());
    };
    for mentioned in mentions {
        sqlx::query("insert into mention (agent_id, seq, conversation_id) values ($1, $2, $3)")
            .bind(mentioned.agent.as_str())
            .bind(seq)
            .bind(conversation.as_str())
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// The agent has looked at the conversation; whether there was anything they had not seen.
pub async fn read(
    tx: &mut AnyConnection,
    agent: &AgentId,
    conversation: &ConversationId,
    now: Timestamp,
) -> Result<bool> {
    let done =
        sqlx::query("update mention set read_at = $3 where agent_id = $1 and conversation_id = $2 and read_at is null")
            .bind(agent.as_str())
            .bind(conversation.as_str())
            .bind(now.as_millisecond())
            .execute(tx)
            .await?;
    Ok(done.rows_affected() > 0)
}

fn parse(row: &AnyRow) -> Result<Mention> {
    let columns = Columns::of("mention", "id", row)?;
    let Fact::NoteWritten { name, text, .. } = columns.json("data")? else {
        return Err(columns.impossible(&"only notes call somebody"));
    };
    Ok(Mention {
        line: line(row)?,
        by: name,
        text,
        at: columns.time("written_at")?,
        read: columns.time_or_none("read_at")?.is_some(),
    })
}
