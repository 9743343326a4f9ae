//! bot: what only agents are told of a chat: facts of the log under the source `telegram`, each once.

use handoff::event::Fact;
use handoff::message::Channel;

use crate::app::App;
use crate::conversation::Conversation;
use crate::store::Result;
use crate::store::event::{self, NewEvent};

/// Whose facts these are.
pub(super) const SOURCE: &str = "telegram";

/// The fact for the conversation that a chat holds; none where it holds none, or when it stands in the log already.
pub(super) async fn event(app: &App, chat: i64, id: String, what: &str, label: String) -> Result<Option<NewEvent>> {
    let Some(chat) = app.store.telegram_chat(chat).await? else { return Ok(None) };
    let Some(stored) = app.store.conversation(&chat.conversation).await? else { return Ok(None) };
    of(app, stored.conversation, id, what, label).await
}

/// The same for a conversation that no chat need hold.
pub(super) async fn of(
    app: &App,
    conversation: Conversation,
    id: String,
    what: &str,
    label: String,
) -> Result<Option<NewEvent>> {
    if app.store.event_of_source(SOURCE, &id).await?.is_some() {
        return Ok(None);
    }
    Ok(Some(NewEvent {
        source: SOURCE.to_owned(),
        id,
        at: app.now(),
        person: conversation.person,
        channel: Channel::Telegram,
        conversation: Some(conversation.id),
        number: None,
        fact: Fact::Touchpoint { what: what.to_owned(), label },
    }))
}

/// Writes it into the log.
pub(super) async fn tell(app: &App, told: Option<NewEvent>) -> Result<()> {
    let Some(told) = told else { return Ok(()) };
    app.store.write(move |tx| Box::pin(async move { event::append(tx, &[told]).await.map(drop) })).await?;
    app.feed.wake();
    Ok(())
}
