//! bot: the table `canned`: replies that the team keeps for itself.

use handoff::id::AgentId;
use handoff::message::Language;
use jiff::Timestamp;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::row::{Columns, word};
use super::{Result, Store};
use crate::canned::{Draft, Reply};

const COLUMNS: &str = "select c.id, c.language, c.short, c.title, c.text, c.version, c.changed_at, c.put_away_at, \
     a.name as by_name from canned c left join agent a on a.id = c.changed_by";
/// More than this in one language nobody finds again.
const MOST: i64 = 300;

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Done(Reply),
    /// Another one has this short name in this language.
    Taken,
    /// Somebody else was faster; what they made of it stays.
    Stale,
    /// There is none, or it was put away.
    Gone,
    /// There are as many as there may be.
    Full,
}

impl Store {
    /// All that are not put away, the oldest first.
    pub async fn canned(&self) -> Result<Vec<Reply>> {
        let sql = format!("{COLUMNS} where c.put_away_at is null order by c.created_at, c.id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(self.readers()).await?;
        rows.iter().map(parse).collect()
    }

    /// Grows with every change of any of them.
    pub async fn canned_revision(&self) -> Result<i64> {
        let sum = "select cast(coalesce(sum(version), 0) as bigint) from canned";
        Ok(sqlx::query_scalar(sum).fetch_one(self.readers()).await?)
    }
}

/// Gives a store that never had any its starting stock; whether it did.
pub async fn stock(tx: &mut AnyConnection, drafts: &[Draft], now: Timestamp) -> Result<bool> {
    let kept: i64 = sqlx::query_scalar("select count(*) from canned").fetch_one(&mut *tx).await?;
    if kept > 0 {
        return Ok(false);
    }
    for (n, draft) in drafts.iter().enumerate() {
        insert(tx, &format!("stock-{n:03}"), draft, None, now).await?;
    }
    Ok(true)
}

/// Keeps a new one. The same sent twice is kept once.
pub async fn add(tx: &mut AnyConnection, id: &str, draft: &Draft, by: &AgentId, now: Timestamp) -> Result<Change> {
    if let Some(other) = named(tx, draft.language, &draft.short).await? {
        return Ok(if other.draft == *draft { Change::Done(other) } else { Change::Taken });
    }
    let kept: i64 = sqlx::query_scalar("select count(*) from canned where language = $1 and put_away_at is null")
        .bind(word(&draft.language))
        .fetch_one(&mut *tx)
        .await?;
    if kept >= MOST {
        return Ok(Change::Full);
    }
    insert(tx, id, draft, Some(by), now).await?;
    done(tx, id).await
}

/// Changes the one that was seen at `version`. The same sent twice is done once.
pub async fn change(
    tx: &mut AnyConnection,
    id: &str,
    version: i64,
    draft: &Draft,
    by: &AgentId,
    now: Timestamp,
) -> Result<Change> {
    let Some((current, false)) = of_id(tx, id).await? else { return Ok(Change::Gone) };
    if current.draft == *draft {
        return Ok(Change::Done(current));
    }
    if current.version != version {
        return Ok(Change::Stale);
    }
    if named(tx, draft.language, &draft.short).await?.is_some_and(|other| other.id != id) {
        return Ok(Change::Taken);
    }
    sqlx::query(
        "update canned set language = $2, short = $3, title = $4, text = $5, version = version + 1, changed_at = $6, \
         changed_by = $7 where id = $1",
    )
    .bind(id)
    .bind(word(&draft.language))
    .bind(draft.short.as_str())
    .bind(draft.title.as_str())
    .bind(draft.text.as_str())
    .bind(now.as_millisecond())
    .bind(by.as_str())
    .execute(&mut *tx)
    .await?;
    done(tx, id).await
}

/// Puts away the one that was seen at `version`. It may be done twice.
pub async fn put_away(tx: &mut AnyConnection, id: &str, version: i64, by: &AgentId, now: Timestamp) -> Result<Change> {
    match of_id(tx, id).await? {
        None => return Ok(Change::Gone),
        Some((current, true)) => return Ok(Change::Done(current)),
        Some((current, false)) if current.version != version => return Ok(Change::Stale),
        Some((_, false)) => {}
    }
    sqlx::query(
        "update canned set put_away_at = $2, version = version + 1, changed_at = $2, changed_by = $3 where id = $1",
    )
    .bind(id)
    .bind(now.as_millisecond())
    .bind(by.as_str())
    .execute(&mut *tx)
    .await?;
    done(tx, id).await
}

async fn insert(tx: &mut AnyConnection, id: &str, draft: &Draft, by: Option<&AgentId>, now: Timestamp) -> Result<()> {
    sqlx::query(
        "insert into canned (id, language, short, title, text, version, created_at, changed_at, changed_by) \
         values ($1, $2, $3, $4, $5, 1, $6, $6, $7)",
    )
    .bind(id)
    .bind(word(&draft.language))
    .bind(draft.short.as_str())
    .bind(draft.title.as_str())
    .bind(draft.text.as_str())
    .bind(now.as_millisecond())
    .bind(by.map(AgentId::as_str))
    .execute(tx)
    .await?;
    Ok(())
}

/// The one that is typed so. Nobody else writes while this is read: every commit holds the log's head.
async fn named(tx: &mut AnyConnection, language: Language, short: &str) -> Result<Option<Reply>> {
    let sql = format!("{COLUMNS} where c.language = $1 and c.short = $2 and c.put_away_at is null");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(word(&language)).bind(short).fetch_optional(&mut *tx).await?;
    row.as_ref().map(parse).transpose()
}

/// With whether it is put away.
async fn of_id(tx: &mut AnyConnection, id: &str) -> Result<Option<(Reply, bool)>> {
    let sql = format!("{COLUMNS} where c.id = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut *tx).await?;
    row.as_ref()
        .map(|row| {
            let away = Columns::of("canned", "id", row)?.time_or_none("put_away_at")?.is_some();
            Ok((parse(row)?, away))
        })
        .transpose()
}

async fn done(tx: &mut AnyConnection, id: &str) -> Result<Change> {
    Ok(of_id(tx, id).await?.map_or(Change::Gone, |(reply, _)| Change::Done(reply)))
}

fn parse(row: &AnyRow) -> Result<Reply> {
    let columns = Columns::of("canned", "id", row)?;
    Ok(Reply {
        id: columns.text("id")?,
        draft: Draft {
            language: columns.word("language")?,
            short: columns.text("short")?,
            title: columns.text("title")?,
            text: columns.text("text")?,
        },
        version: columns.integer("version")?,
        changed_at: columns.time("changed_at")?,
        changed_by: columns.text_or_none("by_name")?,
    })
}
