//! bot: the one message that tells where somebody stands in the queue. It is kept true while they wait, and says that
//! it is over when they do not wait any more.

use handoff::handoff::State;
use handoff::id::HandoffId;
use handoff::message::Language;
use teloxide_core::payloads::{EditMessageText, EditMessageTextSetters as _};
use teloxide_core::requests::Payload as _;
use teloxide_core::types::{ChatId, MessageId};

use super::button::{self, Button};
use super::client::kept;
use super::{link, render};
use crate::app::App;
use crate::conversation::{Control, Conversation};
use crate::desk;
use crate::store::telegram::chat::{self, Chat, Told};
use crate::store::telegram::send::{self, Fate, NewSend, Send};
use crate::store::{Error, Result};
use crate::words::telegram as words;

/// Tells all who wait, and those who do not any more, what is new.
pub(super) async fn tell(app: &App) -> Result<()> {
    for chat in app.store.telegram_chats_in_line().await? {
        let Some(stored) = app.store.conversation(&chat.conversation).await? else { continue };
        let conversation = stored.conversation;
        let waits = waits(app, &chat, &conversation).await?;
        let told = match (waits, &chat.told) {
            // What precedes it in the log is said first.
            (Some(_), _) if chat.shown < conversation.last_number => None,
            (Some(handoff), _) => stands(app, &chat, &conversation, &handoff).await?,
            (None, Some(told)) => over(app, &chat, &conversation, told).await?.map(|sends| (None, sends)),
            (None, None) => None,
        };
        if let Some((told, sends)) = told {
            note(app, chat, told, sends).await?;
        }
    }
    Ok(())
}

/// Where somebody stands in the queue, in words.
pub(super) async fn words(app: &App, handoff: &HandoffId, language: Language) -> Result<String> {
    let (position, seconds, agents) = desk::position(app, handoff).await?;
    if agents == 0 {
        let closed = app.hours.opens_at(app.now()).map(|opens| words::waiting_till(language, opens));
        return Ok(closed.unwrap_or_else(|| words::waiting_for_nobody(language).to_owned()));
    }
    Ok(words::waiting(language, position, seconds.map(|seconds| seconds.div_ceil(60))))
}

/// The message that an edit was to keep true.
pub(super) fn edited_by(send: &Send) -> Option<&str> {
    let (message, _) = send.id.rsplit_once(':')?;
    (send.method == EditMessageText::NAME && send.id.starts_with("queue:")).then_some(message)
}

/// What the conversation of a chat waits for, where it is for the chat to know.
async fn waits(app: &App, chat: &Chat, conversation: &Conversation) -> Result<Option<HandoffId>> {
    let Control::Queued { handoff } = &conversation.control else { return Ok(None) };
    if !link::belongs(chat, conversation, app.now()) {
        return Ok(None);
    }
    let state = app.store.handoff(handoff).await?.map(|handoff| handoff.state);
    Ok(matches!(state, Some(State::Queued { .. })).then(|| handoff.clone()))
}

/// The sends that tell somebody who waits where they stand, if that is news to them.
async fn stands(
    app: &App,
    chat: &Chat,
    conversation: &Conversation,
    handoff: &HandoffId,
) -> Result<Option<(Option<Told>, Vec<NewSend>)>> {
    let language = conversation.language;
    let text = format!("⏳ {}", words(app, handoff, language).await?);
    let stop = Button::StopWaiting { tag: button::tag(&chat.conversation) };
    let buttons = vec![stop.labelled(words::stop_waiting(language))];
    let (id, now) = (format!("queue:{handoff}:{}:", chat.id), app.now().as_millisecond());
    let mut sends = Vec::new();
    match &chat.told {
        Some(told) if told.send.starts_with(&id) => {
            if told.text == text {
                return Ok(None);
            }
            match app.store.telegram_fate_of(&told.send).await? {
                // It is on its way; what is true by then is told then.
                Fate::Open => return Ok(None),
                Fate::Sent(message) => {
                    let Some(edit) = edit(chat, message, &text) else { return Ok(None) };
                    sends.push(kept(format!("{}:{now}", told.send), &edit.reply_markup(button::rows(buttons))));
                    return Ok(Some((Some(Told { send: told.send.clone(), text }), sends)));
                }
                Fate::Unknown | Fate::Refused => {}
            }
        }
        Some(earlier) => match over(app, chat, conversation, earlier).await? {
            Some(ends) => sends.extend(ends),
            None => return Ok(None),
        },
        None => {}
    }
    let id = format!("{id}{now}");
    sends.extend(render::aside(chat.id, &id, &text, buttons));
    Ok(Some((Some(Told { send: format!("{id}:0"), text }), sends)))
}

/// The sends with which the message says that the waiting is over; none while it has not even arrived.
async fn over(app: &App, chat: &Chat, conversation: &Conversation, told: &Told) -> Result<Option<Vec<NewSend>>> {
    let text = match conversation.control {
        Control::Agent { .. } => words::taken_over(conversation.language),
        _ => words::waits_no_more(conversation.language),
    };
    Ok(match app.store.telegram_fate_of(&told.send).await? {
        Fate::Open => None,
        Fate::Unknown | Fate::Refused => Some(Vec::new()),
        Fate::Sent(message) => {
            let id = format!("{}:{}", told.send, app.now().as_millisecond());
            Some(edit(chat, message, text).map(|edit| kept(id, &edit)).into_iter().collect())
        }
    })
}

fn edit(chat: &Chat, message: i64, text: &str) -> Option<EditMessageText> {
    Some(EditMessageText::new(ChatId(chat.id), MessageId(i32::try_from(message).ok()?), text))
}

async fn note(app: &App, chat: Chat, told: Option<Told>, sends: Vec<NewSend>) -> Result<()> {
    let now = app.now();
    let noted = app.store.write(move |tx| {
        Box::pin(async move {
            chat::tell(tx, &chat, told.as_ref()).await?;
            send::push(tx, chat.id, &sends, now).await
        })
    });
    match noted.await {
        Ok(()) => app.telegram.goes(),
        // Somebody else told it.
        Err(Error::Overtaken) => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use teloxide_core::payloads::SendMessage;

    use super::*;

    #[test]
    fn only_an_edit_keeps_the_message_true() {
        let send = |id: &str, method: &str| Send {
            id: id.into(),
            chat: 1,
            method: method.into(),
            body: json!({}),
            tries: 0,
            ambiguous: 0,
        };
        let check = |id, method, message: Option<&str>| assert_eq!(edited_by(&send(id, method)), message, "{id}");
        check("queue:h:1:5:0:9", EditMessageText::NAME, Some("queue:h:1:5:0"));
        check("queue:h:1:5:0", SendMessage::NAME, None);
        check("u7:chosen", EditMessageText::NAME, None);
    }
}
