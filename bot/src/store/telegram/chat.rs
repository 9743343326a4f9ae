//! bot: the table `telegram_chat`: which chat holds which conversation.

use handoff::id::ConversationId;
use jiff::Timestamp;
use sqlx::AnyConnection;

use crate::conversation::CustomerNo;
use crate::store::row::Columns;
use crate::store::{Error, Result, Store};

const COLUMNS: &str = "select t.chat_id, t.conversation_id, t.customer, t.linked_until, t.silent, t.shown, t.queue_send, t.queue_text from telegram_chat t";

/// A private chat and the conversation in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    pub id: i64,
    pub conversation: ConversationId,
    /// The customer whose signed-in web conversation it was joined with, and until when that holds.
    pub link: Option<(CustomerNo, Timestamp)>,
    /// Why nothing is sent any more; empty while everything is.
    pub silent: String,
    /// The number of the last shared event that was made into sends.
    pub shown: i64,
    /// Where its reader was told to stand in the queue, while the message that says it is kept true.
    pub told: Option<Told>,
}

/// The message that tells where somebody stands in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The send that it was.
    pub send: String,
    /// What it says by now.
    pub text: String,
}

impl Store {
    /// The chat, if anybody has written in it.
    pub async fn telegram_chat(&self, id: i64) -> Result<Option<Chat>> {
        let sql = format!("{COLUMNS} where t.chat_id = $1");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(self.readers()).await?;
        row.as_ref().map(parse).transpose()
    }

    /// The chats in which a conversation is held.
    pub async fn telegram_chats_of(&self, conversation: &ConversationId) -> Result<Vec<Chat>> {
        let sql = format!("{COLUMNS} where t.conversation_id = $1");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(conversation.as_str()).fetch_all(self.readers()).await?;
        rows.iter().map(parse).collect()
    }

    /// Chats that have not been sent everything that was said.
    pub async fn telegram_chats_behind(&self, limit: i64) -> Result<Vec<Chat>> {
        let sql = format!(
            "{COLUMNS} join conversation c on c.id = t.conversation_id where t.shown < c.last_number \
             and t.silent = '' order by t.chat_id limit $1"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(limit).fetch_all(self.readers()).await?;
        rows.iter().map(parse).collect()
    }

    /// Chats whose conversation waits in the queue, and those that were told so.
    pub async fn telegram_chats_in_line(&self) -> Result<Vec<Chat>> {
        let sql = format!(
            "{COLUMNS} where t.silent = '' and (t.queue_send <> '' or exists (select 1 from handoff h \
             where h.conversation_id = t.conversation_id and h.state = 'queued' and h.ended_at is null))"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(self.readers()).await?;
        rows.iter().map(parse).collect()
    }
}

/// Puts a conversation into a chat; what was said in it up to `shown` is not sent. A conversation is held in one
/// chat at a time: the newest has it.
pub async fn put(tx: &mut AnyConnection, chat: &Chat) -> Result<()> {
    sqlx::query("delete from telegram_chat where conversation_id = $1 and chat_id <> $2")
        .bind(chat.conversation.as_str())
        .bind(chat.id)
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "insert into telegram_chat (chat_id, conversation_id, customer, linked_until, silent, shown) \
         values ($1, $2, $3, $4, '', $5) on conflict (chat_id) do update set \
         conversation_id = excluded.conversation_id, customer = excluded.customer, \
         linked_until = excluded.linked_until, silent = '', shown = excluded.shown, queue_send = '', \
         queue_text = ''",
    )
    .bind(chat.id)
    .bind(chat.conversation.as_str())
    .bind(chat.link.as_ref().map(|(customer, _)| customer.0.clone()))
    .bind(chat.link.as_ref().map(|(_, until)| until.as_millisecond()))
    .bind(chat.shown)
    .execute(tx)
    .await?;
    Ok(())
}

/// Moves on how far a chat was shown, unless somebody else did or it holds another conversation by now.
pub async fn advance(tx: &mut AnyConnection, chat: &Chat, shown: i64) -> Result<()> {
    let changed =
        sqlx::query("update telegram_chat set shown = $4 where chat_id = $1 and conversation_id = $2 and shown = $3")
            .bind(chat.id)
            .bind(chat.conversation.as_str())
            .bind(chat.shown)
            .bind(shown)
            .execute(tx)
            .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(Error::Overtaken) }
}

/// Notes where its reader is being told to stand in the queue, unless somebody else told them meanwhile.
pub async fn tell(tx: &mut AnyConnection, chat: &Chat, told: Option<&Told>) -> Result<()> {
    let texts = |told: Option<&Told>| told.map_or_else(Default::default, |told| (told.send.clone(), told.text.clone()));
    let ((was_send, was_text), (send, text)) = (texts(chat.told.as_ref()), texts(told));
    let changed = sqlx::query(
        "update telegram_chat set queue_send = $4, queue_text = $5 \
         where chat_id = $1 and queue_send = $2 and queue_text = $3",
    )
    .bind(chat.id)
    .bind(was_send)
    .bind(was_text)
    .bind(send)
    .bind(text)
    .execute(tx)
    .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(Error::Overtaken) }
}

/// The message that this send was cannot be changed any more: its reader is told anew.
pub async fn untell(tx: &mut AnyConnection, id: i64, send: &str) -> Result<()> {
    sqlx::query("update telegram_chat set queue_send = '', queue_text = '' where chat_id = $1 and queue_send = $2")
        .bind(id)
        .bind(send)
        .execute(tx)
        .await?;
    Ok(())
}

/// The chat holds nothing any more, if it still holds this conversation.
pub async fn part(tx: &mut AnyConnection, id: i64, conversation: &ConversationId) -> Result<()> {
    sqlx::query("delete from telegram_chat where chat_id = $1 and conversation_id = $2")
        .bind(id)
        .bind(conversation.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

/// Notes that nothing can be sent to a chat, and why; or, with an empty text, that it can.
pub async fn silence(tx: &mut AnyConnection, id: i64, why: &str) -> Result<()> {
    sqlx::query("update telegram_chat set silent = $2 where chat_id = $1").bind(id).bind(why).execute(tx).await?;
    Ok(())
}

fn parse(row: &sqlx::any::AnyRow) -> Result<Chat> {
    let columns = Columns::of("telegram_chat", "chat_id", row)?;
    let customer = columns.text_or_none("customer")?.map(CustomerNo);
    Ok(Chat {
        id: columns.integer("chat_id")?,
        conversation: ConversationId(columns.text("conversation_id")?),
        link: customer.zip(columns.time_or_none("linked_until")?),
        silent: columns.text("silent")?,
        shown: columns.integer("shown")?,
        told: Some(Told { send: columns.text("queue_send")?, text: columns.text("queue_text")? })
            .filter(|told| !told.send.is_empty()),
    })
}
