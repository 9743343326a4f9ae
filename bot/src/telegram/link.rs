//! bot: one conversation on two channels: codes that carry it from the web to Telegram and back, once and within
//! ten minutes.

use handoff::event::Fact;
use handoff::id::ConversationId;
use handoff::message::{Author, Channel, Message};
use handoff::person::{Level, Method, Proof};
use jiff::{SignedDuration, Timestamp};
use reqwest::Url;

use crate::app::{self, App};
use crate::conversation::{Conversation, CustomerNo};
use crate::inbox::{self, Inbound};
use crate::store::telegram::chat::{self, Chat};
use crate::store::telegram::code::{self, Code};
use crate::turn::{Error, Result, Turn};
use crate::words::telegram as words;

/// How long a code holds.
const HOLDS: SignedDuration = SignedDuration::from_mins(10);
/// How long a linked chat vouches for its customer after each message.
const VOUCHES: SignedDuration = SignedDuration::from_mins(30);
/// What is kept of a code has room on a button.
const KEPT: usize = 40;

/// What is kept of a code: enough of its SHA-256 that nobody finds another.
pub(super) fn kept(code: &str) -> String {
    let mut hash = app::hash(code);
    hash.truncate(KEPT);
    hash
}

/// A link that continues a web conversation on Telegram; none while Telegram is off or the bot has no name yet.
pub async fn to_telegram(app: &App, id: &ConversationId) -> Result<Option<(String, Timestamp)>> {
    let Some(name) = app.telegram.name() else { return Ok(None) };
    let (code, expires_at) = give(app, id, Channel::Telegram, None).await?;
    let api = &app.settings.telegram.api_url;
    // The fake has a page of its own where the app would open.
    let base = if api.starts_with("https://") { "https://t.me" } else { api.trim_end_matches('/') };
    Ok(Some((format!("{base}/{name}?start={code}"), expires_at)))
}

/// A link that continues a Telegram conversation on the web, and shows there what was asked for.
pub(super) async fn to_web(app: &App, id: &ConversationId, choice: Option<String>) -> Result<Option<Url>> {
    let Ok(mut url) = Url::parse(&app.settings.telegram.web_url) else { return Ok(None) };
    let (code, _) = give(app, id, Channel::Web, choice).await?;
    // After the # it stays in the browser: no server on the way sees or keeps it.
    url.set_fragment(Some(&format!("dari={code}")));
    Ok(Some(url))
}

async fn give(app: &App, id: &ConversationId, towards: Channel, choice: Option<String>) -> Result<(String, Timestamp)> {
    let code = app.token();
    let expires_at = app.now() + HOLDS;
    let row = Code { hash: kept(&code), conversation: id.clone(), towards, choice, expires_at };
    app.store.write(move |tx| Box::pin(async move { code::insert(tx, &row).await })).await?;
    Ok((code, expires_at))
}

/// Puts the web conversation behind a code into a chat. False when the code does not hold any more.
pub(super) async fn join(app: &App, chat: i64, hash: &str) -> Result<bool> {
    let now = app.now();
    let Some(code) = app.store.telegram_code(hash, Channel::Telegram, now).await? else { return Ok(false) };
    let Some(stored) = app.store.conversation(&code.conversation).await? else { return Ok(false) };
    let conversation = stored.conversation;
    let until = now + SignedDuration::from_hours(24 * app.settings.telegram.link_days);
    let proved = conversation.level(now) >= Level::V1;
    let link = conversation.customer.clone().filter(|_| proved).map(|customer| (customer, until));
    let signed_in = link.is_some();
    let row = Chat {
        id: chat,
        conversation: conversation.id.clone(),
        link,
        silent: String::new(),
        shown: conversation.last_number,
        position: 0,
    };
    let joined = app.store.write(move |tx| {
        Box::pin(async move {
            if !code::spend(tx, &code.hash).await? {
                return Ok(false);
            }
            chat::put(tx, &row).await.map(|()| true)
        })
    });
    if !joined.await? {
        return Ok(false);
    }
    let mut turn = Turn::begin(app, &conversation.id).await?;
    turn.conversation.channel = Channel::Telegram;
    if signed_in {
        turn.record(Fact::IdentityVerified { level: Level::V1, method: Method::TelegramLink.to_string() });
    }
    let text = words::join_done(turn.conversation.language, signed_in);
    turn.record(Fact::Said { message: Message::text(Author::Bot, text), reading: None });
    turn.end().await?;
    Ok(true)
}

/// Opens the Telegram conversation behind a code on the web, until `key_until`: answers with it and a key to it. Whom
/// the page's host `signed` for is signed in there. What was asked for on Telegram is asked for again, where it may be
/// shown.
pub async fn open_on_web(
    app: &App,
    code: &str,
    signed: Option<&(CustomerNo, Timestamp)>,
    key_until: Timestamp,
) -> Result<Option<(Conversation, String)>> {
    let now = app.now();
    let Some(code) = app.store.telegram_code(&kept(code), Channel::Web, now).await? else { return Ok(None) };
    if let Some((customer, until)) = signed {
        // Before the code is spent: another customer's page opens nothing, and takes nothing away.
        inbox::sign_in(app, &code.conversation, customer, *until).await?;
    }
    let hash = code.hash.clone();
    if !app.store.write(move |tx| Box::pin(async move { code::spend(tx, &hash).await })).await? {
        return Ok(None);
    }
    let chats = app.store.telegram_chats_of(&code.conversation).await?;
    let link = chats.first().and_then(|chat| vouched(chat, now));
    let mut turn = Turn::begin(app, &code.conversation).await?;
    let token = app.token();
    turn.grant(&token, key_until);
    turn.conversation.channel = Channel::Web;
    let conversation = turn.end().await?;
    if let Some(choice) = code.choice {
        let inbound = Inbound {
            conversation: conversation.id.clone(),
            channel: Channel::Web,
            client_id: format!("join-{}", code.hash),
            text: words::open_web(conversation.language).to_owned(),
            choice: Some(choice),
            link,
            masked: Vec::new(),
        };
        match inbox::receive(app, &inbound).await {
            Ok(_) | Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some((conversation, token)))
}

/// What a linked chat proves of its reader: as much as a signed-in page, for a while.
pub(super) fn vouched(chat: &Chat, now: Timestamp) -> Option<Proof> {
    let (_, until) = chat.link.as_ref().filter(|(_, until)| *until > now)?;
    Some(Proof::linked(Method::TelegramLink, now, (now + VOUCHES).min(*until)))
}
