//! bot: the table `handoff`.

use handoff::agent::Presence;
use handoff::context::Context;
use handoff::handoff::{Handoff, State};
use handoff::id::{AgentId, ConversationId, HandoffId, PersonId};
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::row::{Columns, json, word};
use super::{Result, Store};

const COLUMNS: &str =
    "select h.id, h.conversation_id, h.person_id, h.reason, h.queue, h.priority, h.need, h.detail from handoff h";

impl Store {
    /// The handoff, if there is one.
    pub async fn handoff(&self, id: &HandoffId) -> Result<Option<Handoff>> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where h.id = $1")))
            .bind(id.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(parse).transpose()
    }

    /// All handoffs that wait or are held, oldest first.
    pub async fn open_handoffs(&self) -> Result<Vec<Handoff>> {
        let sql = format!("{COLUMNS} where h.state in ('queued', 'claimed', 'live') order by h.since, h.id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(self.readers()).await?;
        rows.iter().map(parse).collect()
    }

    /// What a conversation has with the desk while the bot speaks: an offer, or a call that is booked.
    pub async fn pending_handoff_of(&self, id: &ConversationId) -> Result<Option<Handoff>> {
        let sql = format!(
            "{COLUMNS} where h.conversation_id = $1 and h.state in ('offered', 'callback') order by h.since desc limit 1"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.as_str()).fetch_optional(self.readers()).await?;
        row.as_ref().map(parse).transpose()
    }

    /// Calls whose time has come.
    pub async fn due_callbacks(&self, now: Timestamp) -> Result<Vec<Handoff>> {
        let sql = format!("{COLUMNS} where h.state = 'callback' and h.due <= $1 order by h.due, h.id limit 100");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(now.as_millisecond()).fetch_all(self.readers()).await?;
        rows.iter().map(parse).collect()
    }

    /// Who served the person last, and in what: the agent of the newest handoff that one had.
    pub async fn last_agent_of(&self, person: &PersonId, since: Timestamp) -> Result<Option<AgentId>> {
        let id: Option<String> = sqlx::query_scalar(
            "select agent_id from handoff where person_id = $1 and agent_id is not null and since >= $2 \
             order by since desc limit 1",
        )
        .bind(person.as_str())
        .bind(since.as_millisecond())
        .fetch_optional(self.readers())
        .await?;
        Ok(id.map(AgentId))
    }

    /// When each agent got a conversation last.
    pub async fn last_claims(&self) -> Result<Vec<(AgentId, Timestamp)>> {
        let rows = sqlx::query(
            "select agent_id, max(claimed_at) as claimed_at from handoff \
             where agent_id is not null and claimed_at is not null group by agent_id",
        )
        .fetch_all(self.readers())
        .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of("handoff", "agent_id", row)?;
                Ok((AgentId(columns.text("agent_id")?), columns.time("claimed_at")?))
            })
            .collect()
    }

    /// All handoffs of a conversation, oldest first.
    pub async fn handoffs_of(&self, id: &ConversationId) -> Result<Vec<Handoff>> {
        let sql = format!("{COLUMNS} where h.conversation_id = $1 order by h.since, h.id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.as_str()).fetch_all(self.readers()).await?;
        rows.iter().map(parse).collect()
    }

    /// Whether the agent was the last to hold one of the conversation's handoffs.
    pub async fn was_held_by(&self, id: &ConversationId, agent: &AgentId) -> Result<bool> {
        let n: i64 = sqlx::query_scalar("select count(*) from handoff where conversation_id = $1 and agent_id = $2")
            .bind(id.as_str())
            .bind(agent.as_str())
            .fetch_one(self.readers())
            .await?;
        Ok(n > 0)
    }

    /// How long the last handoffs took from claim to end, in seconds, newest first.
    pub async fn handle_times(&self, limit: i64) -> Result<Vec<u32>> {
        let rows = sqlx::query(
            "select h.id, h.ended_at, coalesce(h.claimed_at, h.since) as claimed_at from handoff h \
             where h.ended_at is not null and h.agent_id is not null order by h.ended_at desc limit $1",
        )
        .bind(limit)
        .fetch_all(self.readers())
        .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of("handoff", "id", row)?;
                let seconds = (columns.integer("ended_at")? - columns.integer("claimed_at")?) / 1000;
                Ok(u32::try_from(seconds).unwrap_or(0))
            })
            .collect()
    }

    /// The context as it was taken when the bot let go.
    pub async fn context(&self, id: &HandoffId) -> Result<Option<Context>> {
        let row = sqlx::query("select id, context from handoff where id = $1")
            .bind(id.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(|row| Columns::of("handoff", "id", row)?.json("context")).transpose()
    }

    /// How many agents take conversations now.
    pub async fn agents_online(&self) -> Result<u32> {
        let n: i64 = sqlx::query_scalar("select count(*) from agent where presence = $1")
            .bind(word(&Presence::Online))
            .fetch_one(self.readers())
            .await?;
        Ok(u32::try_from(n).unwrap_or(0))
    }
}

/// Writes a handoff, and with `context` what the agent will read.
pub async fn upsert(tx: &mut AnyConnection, handoff: &Handoff, context: Option<&Context>) -> Result<()> {
    let columns = StateColumns::of(&handoff.state);
    sqlx::query(
        "insert into handoff (id, conversation_id, person_id, reason, queue, priority, state, detail, agent_id, \
         since, due, ended_at, context, context_hash, need, queued_at, claimed_at, first_reply_at, outcome) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) \
         on conflict (id) do update set reason = excluded.reason, queue = excluded.queue, priority = excluded.priority, \
         state = excluded.state, detail = excluded.detail, due = excluded.due, \
         agent_id = case when excluded.state = 'ended' then handoff.agent_id else excluded.agent_id end, \
         ended_at = excluded.ended_at, need = excluded.need, outcome = excluded.outcome, \
         queued_at = coalesce(excluded.queued_at, handoff.queued_at), \
         claimed_at = coalesce(handoff.claimed_at, excluded.claimed_at), \
         first_reply_at = coalesce(handoff.first_reply_at, excluded.first_reply_at), \
         context = case when excluded.context_hash = '' then handoff.context else excluded.context end, \
         context_hash = case when excluded.context_hash = '' then handoff.context_hash else excluded.context_hash end",
    )
    .bind(handoff.id.as_str())
    .bind(handoff.conversation.as_str())
    .bind(handoff.person.as_str())
    .bind(json(&handoff.reason))
    .bind(word(&handoff.queue))
    .bind(word(&handoff.priority))
    .bind(columns.state)
    .bind(json(&handoff.state))
    .bind(columns.agent.map(|agent| agent.as_str().to_owned()))
    .bind(columns.since.as_millisecond())
    .bind(columns.due.as_millisecond())
    .bind(columns.ended.map(Timestamp::as_millisecond))
    .bind(context.map_or_else(|| "{}".to_owned(), json))
    .bind(context.map_or_else(String::new, Context::hash))
    .bind(json(&handoff.need))
    .bind(handoff.since().map(Timestamp::as_millisecond))
    .bind(columns.claimed.map(Timestamp::as_millisecond))
    .bind(columns.first_reply.map(Timestamp::as_millisecond))
    .bind(columns.outcome)
    .execute(tx)
    .await?;
    Ok(())
}

/// How many conversations the agent holds, as the transaction sees it: the row of the agent is
/// touched first, so that two claims of one agent cannot both find the last free place.
pub async fn holding(tx: &mut AnyConnection, agent: &AgentId) -> Result<i64> {
    sqlx::query("update agent set capacity = capacity where id = $1").bind(agent.as_str()).execute(&mut *tx).await?;
    Ok(sqlx::query_scalar("select count(*) from handoff where agent_id = $1 and state in ('claimed', 'live')")
        .bind(agent.as_str())
        .fetch_one(tx)
        .await?)
}

/// What queries need of a state, beside the whole of it.
struct StateColumns<'h> {
    state: &'static str,
    agent: Option<&'h AgentId>,
    since: Timestamp,
    due: Timestamp,
    claimed: Option<Timestamp>,
    first_reply: Option<Timestamp>,
    ended: Option<Timestamp>,
    outcome: Option<&'static str>,
}

impl<'h> StateColumns<'h> {
    fn of(state: &'h State) -> Self {
        let at = |since, due| Self {
            state: state.name().as_str(),
            agent: None,
            since,
            due,
            claimed: None,
            first_reply: None,
            ended: None,
            outcome: None,
        };
        match state {
            State::Offered { at: offered } => at(*offered, *offered),
            State::Queued { since, due } => at(*since, *due),
            State::Claimed { since, due, by, at: claimed } => {
                Self { agent: Some(by), claimed: Some(*claimed), ..at(*since, *due) }
            }
            State::Live { since, due, by, at: claimed, first_reply_at, .. } => Self {
                agent: Some(by),
                claimed: Some(*claimed),
                first_reply: Some(*first_reply_at),
                ..at(*since, *due)
            },
            State::Callback { at: booked, booked_at } => at(*booked_at, *booked),
            State::Ended { outcome, at: ended } => {
                Self { ended: Some(*ended), outcome: Some(outcome.as_str()), ..at(*ended, *ended) }
            }
        }
    }
}

pub(super) fn parse(row: &sqlx::any::AnyRow) -> Result<Handoff> {
    let columns = Columns::of("handoff", "id", row)?;
    Ok(Handoff {
        id: HandoffId(columns.text("id")?),
        conversation: ConversationId(columns.text("conversation_id")?),
        person: PersonId(columns.text("person_id")?),
        reason: columns.json("reason")?,
        queue: columns.word("queue")?,
        priority: columns.word("priority")?,
        need: columns.json("need")?,
        state: columns.json("detail")?,
    })
}
