//! bot: the table `telegram_send`: what goes out to Telegram, in order within a chat.

use jiff::Timestamp;
use serde_json::Value;
use sqlx::AnyConnection;

use crate::store::row::Columns;
use crate::store::{Result, Store};

/// Something to send. Its id says what it was made of, so that it is made once.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSend {
    pub id: String,
    /// A method of the Bot API.
    pub method: &'static str,
    pub body: Value,
}

/// Something that waits to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Send {
    pub id: String,
    pub chat: i64,
    pub method: String,
    pub body: Value,
    pub tries: u32,
    /// How often nobody knows whether it arrived.
    pub ambiguous: u32,
}

/// What became of a send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was never made, or is forgotten.
    Unknown,
    /// It waits, or is under way.
    Open,
    /// It arrived, as the message of this number.
    Sent(i64),
    Refused,
}

/// How many sends stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Waiting, or under way.
    pub open: i64,
    pub sent: i64,
    pub refused: i64,
}

impl Store {
    /// The first send that is open in each chat, where it waits and is due; the oldest first.
    pub async fn telegram_sends_due(&self, now: Timestamp, limit: i64) -> Result<Vec<Send>> {
        let rows = sqlx::query(
            "select s.id, s.chat_id, s.method, s.body, s.tries, s.ambiguous from telegram_send s \
             where s.state = 'waiting' and s.due <= $1 and not exists (select 1 from telegram_send before \
             where before.state in ('waiting', 'sending') and before.chat_id = s.chat_id and before.place < s.place) \
             order by s.place limit $2",
        )
        .bind(now.as_millisecond())
        .bind(limit)
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(parse).collect()
    }

    /// What became of a send.
    pub async fn telegram_fate_of(&self, id: &str) -> Result<Fate> {
        let row = sqlx::query("select id, state, message_id from telegram_send where id = $1").bind(id);
        let Some(row) = row.fetch_optional(self.readers()).await? else { return Ok(Fate::Unknown) };
        let columns = Columns::of("telegram_send", "id", &row)?;
        Ok(match (columns.text("state")?.as_str(), columns.integer_or_none("message_id")?) {
            ("sent", Some(message)) => Fate::Sent(message),
            ("sent", None) => Fate::Unknown,
            ("refused", _) => Fate::Refused,
            _ => Fate::Open,
        })
    }

    /// How many sends stand where.
    pub async fn telegram_counts(&self) -> Result<Counts> {
        let rows = sqlx::query("select state as id, count(*) as n from telegram_send group by state")
            .fetch_all(self.readers());
        let mut counts = Counts::default();
        for row in &rows.await? {
            let columns = Columns::of("telegram_send", "id", row)?;
            let n = columns.integer("n")?;
            match columns.text("id")?.as_str() {
                "sent" => counts.sent += n,
                "refused" => counts.refused += n,
                _ => counts.open += n,
            }
        }
        Ok(counts)
    }
}

/// Puts sends behind all others of the chat. What was made before is not made again.
pub async fn push(tx: &mut AnyConnection, chat: i64, sends: &[NewSend], now: Timestamp) -> Result<()> {
    let count = i64::try_from(sends.len()).expect("a message has few parts");
    if count == 0 {
        return Ok(());
    }
    let last: i64 =
        sqlx::query_scalar("update telegram set last_place = last_place + $1 where id = 1 returning last_place")
            .bind(count)
            .fetch_one(&mut *tx)
            .await?;
    for (place, send) in (last - count + 1..).zip(sends) {
        sqlx::query(
            "insert into telegram_send (id, chat_id, place, method, body, state, tries, due, error, created_at) \
             values ($1, $2, $3, $4, $5, 'waiting', 0, $6, '', $6) on conflict (id) do nothing",
        )
        .bind(send.id.as_str())
        .bind(chat)
        .bind(place)
        .bind(send.method)
        .bind(send.body.to_string())
        .bind(now.as_millisecond())
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Notes that a send goes out now: from here on it may arrive. False when somebody else has it.
pub async fn begin(tx: &mut AnyConnection, id: &str) -> Result<bool> {
    let changed = sqlx::query("update telegram_send set state = 'sending' where id = $1 and state = 'waiting'")
        .bind(id)
        .execute(tx)
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// It arrived. What it said stands in the log.
pub async fn arrived(tx: &mut AnyConnection, id: &str, message: Option<i64>, now: Timestamp) -> Result<()> {
    sqlx::query("update telegram_send set state = 'sent', body = '', message_id = $2, sent_at = $3 where id = $1")
        .bind(id)
        .bind(message)
        .bind(now.as_millisecond())
        .execute(tx)
        .await?;
    Ok(())
}

/// It is sent again at `due`, with this body.
pub async fn again(tx: &mut AnyConnection, send: &Send, due: Timestamp, error: &str) -> Result<()> {
    sqlx::query(
        "update telegram_send set state = 'waiting', tries = $2, due = $3, error = $4, body = $5, ambiguous = $6 \
         where id = $1",
    )
    .bind(send.id.as_str())
    .bind(i64::from(send.tries))
    .bind(due.as_millisecond())
    .bind(error)
    .bind(send.body.to_string())
    .bind(i64::from(send.ambiguous))
    .execute(tx)
    .await?;
    Ok(())
}

/// Telegram does not take it: it is kept with the reason, and the next one's turn comes.
pub async fn refuse(tx: &mut AnyConnection, id: &str, error: &str) -> Result<()> {
    sqlx::query("update telegram_send set state = 'refused', error = $2 where id = $1")
        .bind(id)
        .bind(error)
        .execute(tx)
        .await?;
    Ok(())
}

/// Nothing that waits for a chat can be sent any more.
pub async fn refuse_all(tx: &mut AnyConnection, chat: i64, error: &str) -> Result<()> {
    sqlx::query(
        "update telegram_send set state = 'refused', error = $2 where chat_id = $1 and state in ('waiting', 'sending')",
    )
    .bind(chat)
    .bind(error)
    .execute(tx)
    .await?;
    Ok(())
}

/// What was under way when the process ended may have arrived or not: it is sent again. Answers with how many.
pub async fn recover(tx: &mut AnyConnection) -> Result<u64> {
    let changed = sqlx::query(
        "update telegram_send set state = 'waiting', tries = tries + 1, ambiguous = ambiguous + 1, error = 'ambiguous' \
         where state = 'sending'",
    );
    Ok(changed.execute(tx).await?.rows_affected())
}

/// Forgets what was sent before `since`.
pub async fn forget(tx: &mut AnyConnection, since: Timestamp) -> Result<()> {
    sqlx::query("delete from telegram_send where state in ('sent', 'refused') and created_at < $1")
        .bind(since.as_millisecond())
        .execute(tx)
        .await?;
    Ok(())
}

fn parse(row: &sqlx::any::AnyRow) -> Result<Send> {
    let columns = Columns::of("telegram_send", "id", row)?;
    let count = |column| u32::try_from(columns.integer(column)?).map_err(|error| columns.impossible(&error));
    Ok(Send {
        id: columns.text("id")?,
        chat: columns.integer("chat_id")?,
        method: columns.text("method")?,
        body: columns.json("body")?,
        tries: count("tries")?,
        ambiguous: count("ambiguous")?,
    })
}
