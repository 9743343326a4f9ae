//! bot: a chat is taken off the account that it was linked with: on a telephone that is lost or lent, say.

use handoff::event::Fact;
use handoff::person::Method;
use teloxide_core::types::InlineKeyboardButton;

use super::button::{Button, Sure};
use super::staff;
use super::worker::{Here, key};
use crate::app::App;
use crate::store::telegram::chat;
use crate::store::telegram::update::Update;
use crate::turn::{Result, Turn};
use crate::words::telegram as words;

/// The question whether it is meant, or that there is nothing to take off.
pub(super) fn asked(here: &Here) -> (&'static str, Vec<InlineKeyboardButton>) {
    let language = here.conversation.language;
    if here.chat.link.is_none() {
        return (words::not_linked(language), Vec::new());
    }
    let buttons = vec![
        Button::Unlink(Sure::Yes).labelled(words::unlink_yes(language)),
        Button::Unlink(Sure::No).labelled(words::join_no(language)),
    ];
    (words::unlink(language), buttons)
}

/// The chat holds nothing of the account any more, and vouches for nobody. Agents see it.
pub(super) async fn unlink(app: &App, here: &Here, update: &Update) -> Result<()> {
    let (id, chat) = (format!("{}-unlinked", key(app, update)), here.chat.id);
    let mut turn = Turn::begin(app, &here.conversation.id).await?;
    if app.store.event_of_source(staff::SOURCE, &id).await?.is_none() {
        turn.conversation.proof.take_if(|proof| proof.method == Method::TelegramLink);
        let label = words::staff::UNLINKED.to_owned();
        turn.record_from(staff::SOURCE, id, Fact::Touchpoint { what: "telegram.unlinked".to_owned(), label });
        turn.end().await?;
    }
    let conversation = here.conversation.id.clone();
    app.store.write(move |tx| Box::pin(async move { chat::part(tx, chat, &conversation).await })).await?;
    Ok(())
}
