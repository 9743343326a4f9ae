//! bot: follows the log and makes sends of what is shared in the conversations that chats hold, each once.
//!
//! How far a chat was shown moves on in the transaction that keeps its sends: a relay that dies, or two of
//! them, lose nothing and double nothing.

use std::collections::BTreeSet;
use std::time::Duration;

use handoff::event::{Event, Fact};
use handoff::handoff::State;
use handoff::message::Channel;
use handoff::person::{Level, Proof};
use teloxide_core::payloads::{EditMessageText, EditMessageTextSetters as _};
use teloxide_core::types::{ChatId, MessageId};

use super::button::{self, Button};
use super::client::kept;
use super::render::{self, To};
use crate::app::App;
use crate::conversation::Control;
use crate::desk;
use crate::store::telegram::chat::{self, Chat};
use crate::store::telegram::send;
use crate::store::{Error, Result};
use crate::words::telegram as words;

/// How often the relay looks whatever the log says, and how often it looks at all chats.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
const ALL: Duration = Duration::from_mins(1);
/// How many events of a chat are taken in one go.
const LOAD: i64 = 50;

/// Runs until the service stops.
pub(super) async fn run(app: App) {
    let mut changes = app.feed.desk();
    let mut cursor = None;
    let mut all = tokio::time::interval(ALL);
    loop {
        let done = tokio::select! {
            () = app.stop.cancelled() => return,
            _ = all.tick() => catch_up(&app, &mut cursor).await,
            changed = changes.changed() => {
                if changed.is_err() {
                    return;
                }
                follow(&app, &mut cursor).await
            }
            () = tokio::time::sleep(LOOK_AGAIN) => follow(&app, &mut cursor).await,
        };
        if let Err(error) = done {
            tracing::warn!(%error, "what is to go to Telegram could not be read; reading again");
        }
    }
}

/// Everything that any chat has not been shown yet.
async fn catch_up(app: &App, cursor: &mut Option<i64>) -> Result<()> {
    *cursor = Some(app.store.last_seq().await?);
    loop {
        let behind = app.store.telegram_chats_behind(100).await?;
        for chat in &behind {
            show(app, chat).await?;
        }
        if behind.len() < 100 {
            return tell_positions(app).await;
        }
    }
}

/// What is new since last time.
async fn follow(app: &App, cursor: &mut Option<i64>) -> Result<()> {
    let Some(from) = *cursor else { return catch_up(app, cursor).await };
    let marks = app.store.marks_after(from, 1000).await?;
    let touched: BTreeSet<_> = marks.iter().filter_map(|mark| mark.conversation.clone()).collect();
    for conversation in &touched {
        for chat in app.store.telegram_chats_of(conversation).await? {
            if chat.silent.is_empty() {
                show(app, &chat).await?;
            }
        }
    }
    *cursor = marks.last().map(|mark| mark.seq).or(Some(from));
    tell_positions(app).await
}

/// Makes sends of what a chat has not been shown.
pub(super) async fn show(app: &App, chat: &Chat) -> Result<()> {
    let mut chat = chat.clone();
    let Some(stored) = app.store.conversation(&chat.conversation).await? else { return Ok(()) };
    let language = stored.conversation.language;
    loop {
        let events = app.store.shared_after(&chat.conversation, chat.shown, LOAD).await?;
        let Some(shown) = events.last().and_then(|event| event.number) else { return Ok(()) };
        let mut sends = Vec::new();
        for event in events {
            let keep_back = keeps_back(app, &chat, &event).await?;
            let to = To { chat: chat.id, conversation: &chat.conversation, language, keep_back };
            sends.extend(render::sends(event, &to));
        }
        let (now, of) = (app.now(), chat.clone());
        let kept = app.store.write(move |tx| {
            Box::pin(async move {
                chat::advance(tx, &of, shown).await?;
                send::push(tx, of.id, &sends, now).await
            })
        });
        match kept.await {
            Ok(()) => app.telegram.goes(),
            // Somebody else was faster, or the chat holds another conversation now.
            Err(Error::Overtaken) => return Ok(()),
            Err(error) => return Err(error),
        }
        chat.shown = shown;
    }
}

/// Whether what was told on the web has to stay there: it is told to a customer whom this chat is not linked
/// with, or so soon after a proof that figures may stand in it.
async fn keeps_back(app: &App, chat: &Chat, event: &Event) -> Result<bool> {
    if event.channel == Channel::Telegram || !matches!(event.fact, Fact::Said { .. }) {
        return Ok(false);
    }
    let Some(stored) = app.store.conversation(&chat.conversation).await? else { return Ok(true) };
    let linked = chat.link.as_ref().map(|(customer, _)| customer);
    if stored.conversation.customer.as_ref().is_some_and(|customer| linked != Some(customer)) {
        return Ok(true);
    }
    let proofs = app.store.events_of_kind(&chat.conversation, "identity.verified", event.at - Proof::CAP).await?;
    let fresh = |proof: &Event| {
        proof.seq <= event.seq && matches!(proof.fact, Fact::IdentityVerified { level, .. } if level >= Level::V2)
    };
    Ok(proofs.iter().any(fresh))
}

/// Tells those who wait where they stand: in one message that is kept true.
async fn tell_positions(app: &App) -> Result<()> {
    for chat in app.store.telegram_chats_waiting().await? {
        let Some(stored) = app.store.conversation(&chat.conversation).await? else { continue };
        let Control::Queued { handoff } = &stored.conversation.control else { continue };
        let Some(State::Queued { .. }) = app.store.handoff(handoff).await?.map(|handoff| handoff.state) else {
            continue;
        };
        let (position, seconds, agents) = desk::position(app, handoff).await?;
        // What precedes it in the log is said first.
        if chat.shown < stored.conversation.last_number {
            continue;
        }
        let language = stored.conversation.language;
        let minutes = seconds.map(|seconds| seconds.div_ceil(60));
        let text = if agents == 0 {
            words::waiting_for_nobody(language).to_owned()
        } else {
            words::waiting(language, position, minutes)
        };
        let id = format!("queue:{handoff}:{}", chat.id);
        let told = app.store.telegram_message_of(&format!("{id}:0")).await?;
        let stop = Button::StopWaiting { tag: button::tag(&chat.conversation) };
        let buttons = vec![stop.labelled(words::stop_waiting(language))];
        let sends = match told {
            None => render::aside(chat.id, &id, &format!("⏳ {text}"), buttons),
            // It is on its way; what is true by then is told then.
            Some(None) => continue,
            Some(Some(_)) if i64::from(position) == chat.position => continue,
            Some(Some(message)) => {
                let Ok(message) = i32::try_from(message) else { continue };
                let edit = EditMessageText::new(ChatId(chat.id), MessageId(message), format!("⏳ {text}"))
                    .reply_markup(button::rows(buttons));
                vec![kept(format!("{id}:{position}:{}", app.now().as_millisecond()), &edit)]
            }
        };
        let (now, of) = (app.now(), chat.clone());
        let kept = app.store.write(move |tx| {
            Box::pin(async move {
                chat::tell_position(tx, &of, i64::from(position)).await?;
                send::push(tx, of.id, &sends, now).await
            })
        });
        match kept.await {
            Ok(()) => app.telegram.goes(),
            Err(Error::Overtaken) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
