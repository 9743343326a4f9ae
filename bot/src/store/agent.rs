//! bot: the tables `agent` and `session`.

use std::collections::BTreeSet;

use handoff::agent::{Presence, Role};
use handoff::handoff::Queue;
use handoff::id::AgentId;
use handoff::message::Language;
use handoff::queue::Skill;
use handoff::queue::route::Seat;
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::row::{Columns, json, word};
use super::{Result, Store};

const COLUMNS: &str = "select a.id, a.login, a.name, a.role, a.presence, a.capacity, a.queues, a.skills, \
     a.languages, a.presence_at, a.password_hash from agent a";

/// Someone at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    pub id: AgentId,
    pub login: String,
    pub name: String,
    pub role: Role,
    pub presence: Presence,
    pub capacity: u32,
    pub abilities: Abilities,
    /// Since when they are what `presence` says.
    pub presence_at: Timestamp,
    pub password_hash: String,
}

/// What an agent takes; an empty set means "all".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Abilities {
    pub queues: BTreeSet<Queue>,
    pub skills: BTreeSet<Skill>,
    pub languages: BTreeSet<Language>,
}

/// A signed-in agent.
#[derive(Debug, Clone)]
pub struct Session {
    pub agent: Agent,
    pub csrf: String,
    pub seen_at: Timestamp,
}

impl Agent {
    /// The agent as routing sees them.
    pub fn seat(&self, holding: u32, last_at: Option<Timestamp>) -> Seat {
        Seat {
            id: self.id.clone(),
            presence: self.presence,
            queues: self.abilities.queues.clone(),
            skills: self.abilities.skills.clone(),
            languages: self.abilities.languages.clone(),
            capacity: self.capacity,
            holding,
            last_at,
        }
    }
}

impl Store {
    /// Everyone at the desk, by name.
    pub async fn agents(&self) -> Result<Vec<Agent>> {
        let rows =
            sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} order by a.name"))).fetch_all(self.readers()).await?;
        rows.iter().map(parse).collect()
    }

    /// The agent who signs in as `login`.
    pub async fn agent_of_login(&self, login: &str) -> Result<Option<Agent>> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where a.login = $1")))
            .bind(login)
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(parse).transpose()
    }

    /// The session behind a cookie, if it still holds at `now` and was seen since `idle_since`.
    pub async fn session(&self, hash: &str, now: Timestamp, idle_since: Timestamp) -> Result<Option<Session>> {
        let row = sqlx::query(
            "select a.id, a.login, a.name, a.role, a.presence, a.capacity, a.queues, a.skills, a.languages, \
             a.presence_at, a.password_hash, s.csrf, s.seen_at \
             from session s join agent a on a.id = s.agent_id \
             where s.hash = $1 and s.expires_at > $2 and s.seen_at > $3",
        )
        .bind(hash)
        .bind(now.as_millisecond())
        .bind(idle_since.as_millisecond())
        .fetch_optional(self.readers())
        .await?;
        row.as_ref()
            .map(|row| {
                let columns = Columns::of("session", "id", row)?;
                Ok(Session { agent: parse(row)?, csrf: columns.text("csrf")?, seen_at: columns.time("seen_at")? })
            })
            .transpose()
    }
}

/// Puts someone at the desk, or changes what they may do. An empty hash keeps the password.
pub async fn upsert(tx: &mut AnyConnection, agent: &Agent) -> Result<()> {
    sqlx::query(
        "insert into agent (id, login, name, role, presence, capacity, password_hash, queues, skills, languages, \
         presence_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (login) do update set \
         name = excluded.name, role = excluded.role, capacity = excluded.capacity, \
         password_hash = excluded.password_hash, queues = excluded.queues, skills = excluded.skills, \
         languages = excluded.languages",
    )
    .bind(agent.id.as_str())
    .bind(agent.login.as_str())
    .bind(agent.name.as_str())
    .bind(word(&agent.role))
    .bind(word(&agent.presence))
    .bind(i64::from(agent.capacity))
    .bind(agent.password_hash.as_str())
    .bind(json(&agent.abilities.queues))
    .bind(json(&agent.abilities.skills))
    .bind(json(&agent.abilities.languages))
    .bind(agent.presence_at.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}

/// Says whether an agent takes conversations.
pub async fn set_presence(tx: &mut AnyConnection, agent: &AgentId, presence: Presence, now: Timestamp) -> Result<()> {
    sqlx::query("update agent set presence = $1, presence_at = $3 where id = $2 and presence <> $1")
        .bind(word(&presence))
        .bind(agent.as_str())
        .bind(now.as_millisecond())
        .execute(tx)
        .await?;
    Ok(())
}

/// Agents who are at the desk by their own word, or hold something, but have no session in use: they have gone
/// without a sign. One whose list was open is not in use once that has been gone since `gone_since`.
pub async fn absent(
    store: &Store,
    now: Timestamp,
    idle_since: Timestamp,
    gone_since: Timestamp,
) -> Result<Vec<AgentId>> {
    let ids: Vec<String> = sqlx::query_scalar(
        "select a.id from agent a where (a.presence <> 'offline' or exists (select 1 from handoff h where \
         h.agent_id = a.id and h.state in ('claimed', 'live'))) and (a.presence_at <= $2 or (a.presence_at <= $3 \
         and exists (select 1 from session s where s.agent_id = a.id and s.present_at > 0))) and not exists \
         (select 1 from session s where s.agent_id = a.id and s.expires_at > $1 and s.seen_at > $2 \
         and (s.present_at = 0 or s.present_at > $3 or s.seen_at > $3))",
    )
    .bind(now.as_millisecond())
    .bind(idle_since.as_millisecond())
    .bind(gone_since.as_millisecond())
    .fetch_all(store.readers())
    .await?;
    Ok(ids.into_iter().map(AgentId).collect())
}

/// Opens a session; only the hash of its cookie is kept.
pub async fn insert_session(
    tx: &mut AnyConnection,
    hash: &str,
    agent: &AgentId,
    csrf: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<()> {
    sqlx::query(
        "insert into session (hash, agent_id, csrf, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)",
    )
    .bind(hash)
    .bind(agent.as_str())
    .bind(csrf)
    .bind(now.as_millisecond())
    .bind(until.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}

/// Notes that a session is in use.
pub async fn touch_session(tx: &mut AnyConnection, hash: &str, now: Timestamp) -> Result<()> {
    sqlx::query("update session set seen_at = $1 where hash = $2")
        .bind(now.as_millisecond())
        .bind(hash)
        .execute(tx)
        .await?;
    Ok(())
}

/// Notes that a list of the session's is open. That keeps nobody signed in.
pub async fn touch_presence(tx: &mut AnyConnection, hash: &str, now: Timestamp) -> Result<()> {
    sqlx::query("update session set present_at = $1 where hash = $2")
        .bind(now.as_millisecond())
        .bind(hash)
        .execute(tx)
        .await?;
    Ok(())
}

/// Ends a session.
pub async fn delete_session(tx: &mut AnyConnection, hash: &str) -> Result<()> {
    sqlx::query("delete from session where hash = $1").bind(hash).execute(tx).await?;
    Ok(())
}

fn parse(row: &sqlx::any::AnyRow) -> Result<Agent> {
    let columns = Columns::of("agent", "id", row)?;
    Ok(Agent {
        id: AgentId(columns.text("id")?),
        login: columns.text("login")?,
        name: columns.text("name")?,
        role: columns.word("role")?,
        presence: columns.word("presence")?,
        capacity: u32::try_from(columns.integer("capacity")?).map_err(|error| columns.impossible(&error))?,
        abilities: Abilities {
            queues: columns.json("queues")?,
            skills: columns.json("skills")?,
            languages: columns.json("languages")?,
        },
        presence_at: columns.time("presence_at")?,
        password_hash: columns.text("password_hash")?,
    })
}
