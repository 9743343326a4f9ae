//! bot: what a tapped button does. Every tap is answered, also one that comes too late.

use std::sync::Arc;

use handoff::event::{Event, Fact};
use handoff::message::{Author, Block, Choice, Language, Message};
use teloxide_core::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters as _, EditMessageReplyMarkup, EditMessageReplyMarkupSetters as _,
};
use teloxide_core::types::{CallbackQueryId, ChatId, InlineKeyboardButton, MessageId};

use super::button::{Button, Sure, rows, tag};
use super::client::{Client, Failure, kept};
use super::worker::{Here, Trouble, say};
use super::{join, link, render, unlink};
use crate::app::App;
use crate::dialogue::choice::{AGENT, Tap};
use crate::inbox;
use crate::store::Result;
use crate::store::telegram::send::{self, NewSend};
use crate::store::telegram::update::Update;
use crate::turn::Error;
use crate::words::telegram as words;

/// So many events back the newest choices are looked for.
const LOOK_BACK: i64 = 40;
/// A note over the chat has no room for more characters.
const TOAST: usize = 200;

/// A tap as it came.
#[derive(Debug)]
pub(super) struct Tapped {
    pub(super) chat: i64,
    pub(super) language: Language,
    pub(super) query: CallbackQueryId,
    /// The message under which the button stands.
    pub(super) message: Option<i32>,
    pub(super) data: String,
}

/// Does what a button says; answers with what is sent beside the conversation.
pub(super) async fn tapped(
    app: &App,
    client: &Arc<Client>,
    update: &Update,
    tapped: Tapped,
) -> std::result::Result<Vec<NewSend>, Trouble> {
    let reply = Reply { app, client, update, tapped: &tapped };
    let button = match Button::parse(&tapped.data) {
        Some(Button::Done) => {
            reply.toast("");
            return Ok(Vec::new());
        }
        Some(Button::Join(hash)) => {
            reply.toast("");
            return joined(app, &reply, &hash).await;
        }
        Some(Button::DoNotJoin) => {
            reply.toast("");
            let here = Here::open(app, tapped.chat, tapped.language).await?;
            let mut sends = reply.aside(words::join_not(here.conversation.language));
            sends.extend(reply.chosen(words::join_no(here.conversation.language)));
            return Ok(sends);
        }
        Some(button) => button,
        None => {
            reply.toast(words::unknown_button(tapped.language));
            return Ok(Vec::new());
        }
    };
    let here = Here::open(app, tapped.chat, tapped.language).await?;
    let (id, language) = (&here.conversation.id, here.conversation.language);
    let own = tag(id);
    let stale = || {
        reply.toast(words::stale_button(language));
        Ok(Vec::new())
    };
    match button {
        Button::Choice { tag, number, at } if tag == own => {
            let Some(choice) = choice(app, &here, number, at).await? else { return stale() };
            reply.toast("");
            if let Some(texts) = not_here(language, &choice.id) {
                return on_the_web(app, &here, &reply, Some(choice.id), texts).await;
            }
            let mut sends = say(app, client, &here, update, choice.label.clone(), Some(choice.id)).await?;
            sends.extend(reply.chosen(&choice.label));
            Ok(sends)
        }
        Button::Article { tag, number } if tag == own => {
            let Some((title, long, as_of)) = message(app, &here, number).await?.and_then(article) else {
                return stale();
            };
            reply.toast("");
            let text = format!("## {title}\n\n{long}\n\n{}", words::as_of(language, &as_of));
            Ok(reply.aside(&text))
        }
        Button::Rate { tag, number, helpful } if tag == own => {
            let Some(article) = message(app, &here, number).await?.and_then(article_id) else { return stale() };
            reply.toast(words::rated(language, helpful));
            inbox::rate_article(app, id, &article, helpful).await?;
            Ok(Vec::new())
        }
        Button::Stars { tag, score, .. } if tag == own => match inbox::answer_survey(app, id, score).await {
            Ok(()) => {
                reply.toast(words::stars_thanks(language));
                Ok(reply.chosen(&"⭐".repeat(usize::from(score))))
            }
            Err(Error::Refused(_)) => stale(),
            Err(error) => Err(error.into()),
        },
        Button::StopWaiting { tag } if tag == own => match inbox::cancel_handoff(app, id).await {
            Ok(()) => {
                reply.toast("");
                Ok(reply.chosen(words::stop_waiting(language)))
            }
            Err(Error::Refused(_)) => stale(),
            Err(error) => Err(error.into()),
        },
        Button::Web { tag } if tag == own => {
            reply.toast("");
            let texts = (words::go_on_on_web(language), words::no_proof(language));
            on_the_web(app, &here, &reply, None, texts).await
        }
        Button::Unlink(sure) => unlinked(app, &here, &reply, sure).await,
        Button::Language(language) => {
            reply.toast(words::speaks(language));
            inbox::set_language(app, id, language).await?;
            Ok(reply.chosen(if language == Language::Ko { "한국어" } else { "English" }))
        }
        _ => stale(),
    }
}

async fn joined(app: &App, reply: &Reply<'_>, hash: &str) -> std::result::Result<Vec<NewSend>, Trouble> {
    let language = reply.tapped.language;
    match join::join(app, reply.tapped.chat, hash).await? {
        join::Joined::Yes(said) => {
            let mut sends = reply.aside(&said.join("\n\n"));
            sends.extend(reply.chosen(words::join_yes(language)));
            Ok(sends)
        }
        join::Joined::Expired => Ok(reply.aside(words::join_expired(language))),
        join::Joined::SignInFirst => Ok(reply.aside(words::sign_in_first(language))),
    }
}

/// A chat is taken off its account when that is meant.
async fn unlinked(app: &App, here: &Here, reply: &Reply<'_>, sure: Sure) -> std::result::Result<Vec<NewSend>, Trouble> {
    let language = here.conversation.language;
    reply.toast("");
    if sure == Sure::NotAsked || here.chat.link.is_none() {
        let (text, buttons) = unlink::asked(here);
        return Ok(render::aside(reply.tapped.chat, &format!("u{}", reply.update.id), text, buttons));
    }
    if sure == Sure::No {
        let mut sends = reply.aside(words::unlink_not(language));
        sends.extend(reply.chosen(words::join_no(language)));
        return Ok(sends);
    }
    unlink::unlink(app, here, reply.update).await?;
    let mut sends = reply.aside(words::unlinked(language));
    sends.extend(reply.chosen(words::unlink_yes(language)));
    Ok(sends)
}

/// What is said instead where a choice is not for here, with the link to the web and without one: figures are shown
/// there, and codes are typed there.
fn not_here(language: Language, choice: &str) -> Option<(&'static str, &'static str)> {
    match Tap::parse(choice)? {
        Tap::Figures(..) => Some((words::go_to_web(language), words::no_web(language))),
        Tap::SendCode => Some((words::prove_on_web(language), words::no_proof(language))),
        _ => None,
    }
}

/// What is not for here: a link leads to where it may be shown. `texts` are said with the link, and without one.
async fn on_the_web(
    app: &App,
    here: &Here,
    reply: &Reply<'_>,
    choice: Option<String>,
    texts: (&str, &str),
) -> std::result::Result<Vec<NewSend>, Trouble> {
    let language = here.conversation.language;
    let Some(url) = link::to_web(app, &here.conversation.id, choice).await? else {
        return Ok(reply.aside(texts.1));
    };
    let button = InlineKeyboardButton::url(words::open_web(language), url);
    let id = format!("u{}", reply.update.id);
    Ok(render::aside(reply.tapped.chat, &id, texts.0, vec![button]))
}

/// The choice under message `number`, if it is still open. A person can be asked for at any time.
async fn choice(app: &App, here: &Here, number: i64, at: usize) -> Result<Option<Choice>> {
    let Some(choice) = message(app, here, number).await?.and_then(|message| choices(&message).get(at).cloned()) else {
        return Ok(None);
    };
    let shared = app.store.shared_before(&here.conversation.id, i64::MAX, LOOK_BACK).await?;
    let newest = shared.iter().rev().find(|event| said(event).is_some_and(|message| !choices(message).is_empty()));
    let open = newest.and_then(|event| event.number) == Some(number);
    Ok(Some(choice).filter(|choice| open || choice.id == AGENT))
}

async fn message(app: &App, here: &Here, number: i64) -> Result<Option<Message>> {
    let found = app.store.shared_after(&here.conversation.id, number.saturating_sub(1), 1).await?;
    let event = found.into_iter().find(|event| event.number == Some(number));
    Ok(event.and_then(|event| match event.fact {
        Fact::Said { message, .. } if message.author != Author::Customer => Some(message),
        _ => None,
    }))
}

fn said(event: &Event) -> Option<&Message> {
    match &event.fact {
        Fact::Said { message, .. } => Some(message),
        _ => None,
    }
}

fn choices(message: &Message) -> &[Choice] {
    let found = message.blocks.iter().find_map(|block| match block {
        Block::Choices { choices } => Some(choices.as_slice()),
        _ => None,
    });
    found.unwrap_or_default()
}

fn article(message: Message) -> Option<(String, String, String)> {
    message.blocks.into_iter().find_map(|block| match block {
        Block::Article { title, long, as_of, .. } => Some((title, long, as_of)),
        _ => None,
    })
}

fn article_id(message: Message) -> Option<String> {
    message.blocks.into_iter().find_map(|block| match block {
        Block::Article { id, .. } => Some(id),
        _ => None,
    })
}

/// How a tap is answered.
struct Reply<'a> {
    app: &'a App,
    client: &'a Arc<Client>,
    update: &'a Update,
    tapped: &'a Tapped,
}

impl Reply<'_> {
    /// Ends the waiting on the button, with a note over the chat where there is something to say. Telegram drops
    /// the question after a while by itself, so it is answered at once, and twice at most. Where it is too late for a
    /// note, what there is to say is sent.
    fn toast(&self, text: &str) {
        let mut answer = AnswerCallbackQuery::new(self.tapped.query.clone());
        if !text.is_empty() {
            answer = answer.text(text.chars().take(TOAST).collect::<String>()).show_alert(text.chars().count() > 40);
        }
        let client = Arc::clone(self.client);
        let (app, chat) = (self.app.clone(), self.tapped.chat);
        let late = render::aside(chat, &format!("u{}:late", self.update.id), text, Vec::new());
        tokio::spawn(async move {
            for _ in 0..2 {
                match client.call(&answer).await {
                    Err(Failure::Down(_) | Failure::Unknown(_)) => {}
                    Err(Failure::Busy(wait)) => tokio::time::sleep(wait).await,
                    Err(Failure::Refused(_)) => return say_late(&app, chat, late).await,
                    Ok(_) | Err(_) => return,
                }
            }
        });
    }

    fn aside(&self, text: &str) -> Vec<NewSend> {
        render::aside(self.tapped.chat, &format!("u{}", self.update.id), text, Vec::new())
    }

    /// The buttons give way to the one that was chosen.
    fn chosen(&self, label: &str) -> Vec<NewSend> {
        let Some(message) = self.tapped.message else { return Vec::new() };
        let edit = EditMessageReplyMarkup::new(ChatId(self.tapped.chat), MessageId(message))
            .reply_markup(rows(vec![Button::Done.labelled(&format!("✓ {label}"))]));
        vec![kept(format!("u{}:chosen", self.update.id), &edit)]
    }
}

async fn say_late(app: &App, chat: i64, sends: Vec<NewSend>) {
    let now = app.now();
    match app.store.write(move |tx| Box::pin(async move { send::push(tx, chat, &sends, now).await })).await {
        Ok(()) => app.telegram.goes(),
        Err(error) => tracing::warn!(%error, "what a tap came to could not be said"),
    }
}
