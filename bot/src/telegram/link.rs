//! bot: one conversation on two channels: codes that carry it from the web to Telegram and back, once and within
//! ten minutes.

use handoff::id::ConversationId;
use handoff::message::Channel;
use handoff::person::{Method, Proof};
use jiff::{SignedDuration, Timestamp};
use reqwest::Url;

use super::render;
use crate::app::{self, App};
use crate::conversation::{Conversation, CustomerNo};
use crate::inbox::{self, Inbound};
use crate::store::telegram::chat::Chat;
use crate::store::telegram::code::{self, Code};
use crate::store::telegram::send::NewSend;
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
    let row = Code { hash: kept(&code), conversation: id.clone(), towards, choice, expires_at, used: None };
    app.store.write(move |tx| Box::pin(async move { code::insert(tx, &row).await })).await?;
    Ok((code, expires_at))
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

/// Whether a conversation is for a chat: one that became a customer's on the web is so only for a chat that was
/// linked from there. Else whoever tricked somebody into signing in would read along.
pub(super) fn belongs(chat: &Chat, conversation: &Conversation, now: Timestamp) -> bool {
    match (&conversation.customer, &chat.link) {
        (None, _) => true,
        (Some(customer), Some((linked, until))) => customer == linked && *until > now,
        (Some(_), None) => false,
    }
}

/// What a chat is told once that its conversation is not for it any more.
pub(super) fn parting(chat: &Chat, conversation: &Conversation) -> Vec<NewSend> {
    let linked = chat.link.as_ref().map(|(customer, _)| customer);
    let text = if linked.is_some() && linked == conversation.customer.as_ref() {
        words::link_ended(conversation.language)
    } else {
        words::parted(conversation.language)
    };
    render::aside(chat.id, &format!("parted:{}:{}", chat.id, conversation.id), text, Vec::new())
}

#[cfg(test)]
mod tests {
    use handoff::message::Language;

    use super::*;
    use crate::conversation::{Control, CustomerNo, Dialogue};

    #[test]
    fn a_customers_conversation_is_only_for_a_chat_that_was_linked_with_them() {
        let now = Timestamp::UNIX_EPOCH;
        let later = now + SignedDuration::from_hours(1);
        let check = |customer: Option<&str>, link: Option<(&str, Timestamp)>, for_it: bool| {
            let conversation = Conversation {
                id: "c".into(),
                person: "p".into(),
                customer: customer.map(|customer| CustomerNo(customer.into())),
                channel: Channel::Web,
                language: Language::Ko,
                proof: None,
                control: Control::Bot,
                epoch: 1,
                dialogue: Dialogue::default(),
                last_number: 0,
                opened_at: now,
            };
            let link = link.map(|(customer, until)| (CustomerNo(customer.into()), until));
            let chat = Chat { id: 1, conversation: "c".into(), link, silent: String::new(), shown: 0, told: None };
            assert_eq!(belongs(&chat, &conversation, now), for_it, "{chat:?}");
        };
        check(None, None, true);
        check(Some("a"), None, false);
        check(Some("a"), Some(("a", later)), true);
        check(Some("a"), Some(("a", now)), false);
        check(Some("a"), Some(("b", later)), false);
    }
}
