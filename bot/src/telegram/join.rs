//! bot: a chat takes up a web conversation. What it held before is left properly: whoever waited goes on waiting in
//! the conversation that they came with, and an agent hears where their customer went.
//!
//! Each step stands in the log or in the code itself, so that a joining that was cut off goes on where it was.

use handoff::event::{Event, Fact};
use handoff::handoff::{Handoff, State};
use handoff::id::ConversationId;
use handoff::message::{Author, Channel, Message};
use handoff::person::{Level, Method};
use jiff::SignedDuration;

use super::staff;
use crate::app::App;
use crate::conversation::{Control, Conversation};
use crate::store::telegram::chat::{self, Chat};
use crate::store::telegram::code::{self, Code, Used};
use crate::turn::{Result, Turn};
use crate::words::telegram::{self as words, staff as staff_words};

/// So many events back what was said last is looked for.
const LOOK_BACK: i64 = 40;

/// How it went.
pub(super) enum Joined {
    /// With what is said beside the conversation.
    Yes(Vec<String>),
    /// The code does not hold any more.
    Expired,
    /// Whose conversation it is has to be proved anew first.
    SignInFirst,
}

/// What a chat had with the desk in the conversation that it leaves.
enum Left {
    Nothing,
    /// Somebody waits there, or for a call.
    Waits(Box<Handoff>),
    /// An agent of this name has it.
    With(String, Box<Conversation>),
}

/// Puts the web conversation behind a code into a chat.
pub(super) async fn join(app: &App, chat: i64, hash: &str) -> Result<Joined> {
    let now = app.now();
    let Some(code) = app.store.telegram_code(hash, Channel::Telegram, now).await? else { return Ok(Joined::Expired) };
    let Some(stored) = app.store.conversation(&code.conversation).await? else { return Ok(Joined::Expired) };
    let conversation = stored.conversation;
    let proved = conversation.level(now) >= Level::V1;
    if conversation.customer.is_some() && !proved {
        return Ok(Joined::SignInFirst);
    }
    let Some(left) = put(app, chat, &code, &conversation).await? else { return Ok(Joined::Expired) };
    let left = match &left {
        Some(left) => what_is_left(app, left).await?,
        None => Left::Nothing,
    };
    let conversation = arrive(app, &code, &left, conversation.customer.is_some()).await?;
    leave(app, &code, &left).await?;
    Ok(Joined::Yes(beside(&conversation, &left)))
}

/// Uses the code up; answers with the conversation that the chat held before. None when the code is another's.
async fn put(app: &App, chat: i64, code: &Code, conversation: &Conversation) -> Result<Option<Option<ConversationId>>> {
    let held = app.store.telegram_chat(chat).await?.map(|chat| chat.conversation);
    if let Some(used) = &code.used {
        let ours = used.chat == chat && held.as_ref() == Some(&code.conversation);
        return Ok(ours.then(|| used.left.clone()));
    }
    let until = app.now() + SignedDuration::from_hours(24 * app.settings.telegram.link_days);
    let row = Chat {
        id: chat,
        conversation: conversation.id.clone(),
        link: conversation.customer.clone().map(|customer| (customer, until)),
        silent: String::new(),
        shown: shown(app, conversation).await?,
        told: None,
    };
    let left = held.filter(|held| *held != code.conversation);
    let (hash, used) = (code.hash.clone(), Used { chat, left: left.clone() });
    let put = app.store.write(move |tx| {
        Box::pin(async move {
            if !code::take(tx, &hash, &used).await? {
                return Ok(false);
            }
            chat::put(tx, &row).await.map(|()| true)
        })
    });
    Ok(put.await?.then_some(left))
}

/// What was said to the customer last is shown again, with its buttons, and everything after it.
async fn shown(app: &App, conversation: &Conversation) -> Result<i64> {
    let after = conversation.last_number + 1;
    let shared = app.store.shared_before(&conversation.id, after, LOOK_BACK).await?;
    let last = shared.iter().rev().find(|event| said_to_customer(event)).and_then(|event| event.number);
    Ok(last.map_or(conversation.last_number, |number| number - 1))
}

fn said_to_customer(event: &Event) -> bool {
    matches!(&event.fact, Fact::Said { message, .. } if message.author != Author::Customer)
}

async fn what_is_left(app: &App, left: &ConversationId) -> Result<Left> {
    let Some(stored) = app.store.conversation(left).await? else { return Ok(Left::Nothing) };
    let handoff = match &stored.conversation.control {
        Control::Agent { name, .. } => return Ok(Left::With(name.clone(), Box::new(stored.conversation.clone()))),
        Control::Queued { handoff } => app.store.handoff(handoff).await?,
        Control::Bot | Control::Closed { .. } => app.store.pending_handoff_of(left).await?,
    };
    let waits = |handoff: &Handoff| matches!(handoff.state, State::Queued { .. } | State::Callback { .. });
    Ok(handoff.filter(waits).map_or(Left::Nothing, |handoff| Left::Waits(Box::new(handoff))))
}

/// The joined conversation goes on here, with what the customer waits for. While an agent has it the bot says nothing.
async fn arrive(app: &App, code: &Code, left: &Left, signed_in: bool) -> Result<Conversation> {
    let id = format!("join:{}", code.hash);
    let mut turn = Turn::begin(app, &code.conversation).await?;
    if app.store.event_of_source(staff::SOURCE, &id).await?.is_some() {
        return Ok(turn.conversation);
    }
    turn.conversation.channel = Channel::Telegram;
    if signed_in {
        turn.record(Fact::IdentityVerified { level: Level::V1, method: Method::TelegramLink.to_string() });
    }
    if let Control::Agent { .. } = turn.conversation.control {
        let what = "telegram.joined".to_owned();
        turn.record_from(staff::SOURCE, id, Fact::Touchpoint { what, label: staff_words::JOINED.to_owned() });
    } else {
        let language = turn.conversation.language;
        let mut text = words::join_done(language, signed_in).to_owned();
        if let Left::Waits(_) = left {
            text = format!("{text}\n\n{}", words::place_kept(language));
        }
        let said = Fact::Said { message: Message::text(Author::Bot, text), reading: None };
        let number = turn.record_from(staff::SOURCE, id, said).unwrap_or_default();
        if let Left::Waits(handoff) = left {
            turn.go_on_waiting(handoff, number)?;
        }
    }
    turn.end().await
}

/// Nobody is left to wait for, or to talk with, somebody who has gone.
async fn leave(app: &App, code: &Code, left: &Left) -> Result<()> {
    let (what, moved) = ("telegram.moved", staff_words::MOVED.to_owned());
    match left {
        Left::Nothing => Ok(()),
        Left::Waits(handoff) => {
            let mut turn = Turn::begin(app, &handoff.conversation).await?;
            // Somebody may have taken it meanwhile: they are told as whoever had it is.
            if turn.handoff.as_ref().is_some_and(|open| open.id == handoff.id && open.holder().is_none()) {
                turn.cancel()?;
            }
            turn.record(Fact::Touchpoint { what: what.to_owned(), label: moved });
            turn.end().await.map(drop)
        }
        Left::With(_, conversation) => {
            let id = format!("left:{}", code.hash);
            let told = staff::of(app, Conversation::clone(conversation), id, what, moved).await?;
            Ok(staff::tell(app, told).await?)
        }
    }
}

/// What is said in the chat alone.
fn beside(conversation: &Conversation, left: &Left) -> Vec<String> {
    let language = conversation.language;
    let mut said = Vec::new();
    if let Control::Agent { name, .. } = &conversation.control {
        let done = words::join_done(language, conversation.customer.is_some());
        said.push(format!("{done}\n\n{}", words::with_agent(language, name)));
    }
    if let Left::With(name, _) = left {
        said.push(words::left_agent(language, name));
    }
    said
}
