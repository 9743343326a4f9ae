//! bot: follows the log and makes sends of what is shared in the conversations that chats hold, each once.
//!
//! How far a chat was shown moves on in the transaction that keeps its sends: a relay that dies, or two of
//! them, lose nothing and double nothing.

use std::collections::BTreeSet;
use std::time::Duration;

use handoff::event::{Event, Fact};
use handoff::message::Channel;
use handoff::person::{Level, Proof};

use super::render::{self, To};
use super::{link, place};
use crate::app::App;
use crate::conversation::Conversation;
use crate::store::telegram::chat::{self, Chat};
use crate::store::telegram::send::{self, NewSend};
use crate::store::{Error, Result};
use crate::view;

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
            return place::tell(app).await;
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
    place::tell(app).await
}

/// Makes sends of what a chat has not been shown.
pub(super) async fn show(app: &App, chat: &Chat) -> Result<()> {
    let mut chat = chat.clone();
    loop {
        let events = app.store.shared_after(&chat.conversation, chat.shown, LOAD).await?;
        let Some(last) = events.last().and_then(|event| event.number) else { return Ok(()) };
        // Read after the events: whoever signed in before one of them is known here.
        let Some(stored) = app.store.conversation(&chat.conversation).await? else { return Ok(()) };
        let conversation = stored.conversation;
        let (shown, sends) = if link::belongs(&chat, &conversation, app.now()) {
            (last, rendered(app, &chat, &conversation, events).await?)
        } else {
            // Nothing of it is for this chat any more.
            (conversation.last_number, link::parting(&chat, &conversation))
        };
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

async fn rendered(app: &App, chat: &Chat, conversation: &Conversation, events: Vec<Event>) -> Result<Vec<NewSend>> {
    let mut sends = Vec::new();
    for event in events {
        let keep_back = keeps_back(app, chat, &event).await?;
        let asks = matches!(event.fact, Fact::HandoffClosed { .. }) && view::asks_how_it_was(app, conversation).await?;
        let (conversation, language) = (&chat.conversation, conversation.language);
        sends.extend(render::sends(event, &To { chat: chat.id, conversation, language, keep_back, asks }));
    }
    Ok(sends)
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
