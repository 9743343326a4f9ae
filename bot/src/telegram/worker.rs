//! bot: takes what came, in order within a chat and side by side between chats.
//!
//! Whatever is taken twice changes nothing: its number is the sender's own id of the message.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use handoff::id::ConversationId;
use handoff::message::{Channel, Language};
use jiff::SignedDuration;
use tokio::task::JoinSet;

use super::client::Client;
use super::command::{self, Command};
use super::typing::Typing;
use super::update::{self, Incoming, What};
use super::{client, edit, link, media, render, shut, tap};
use crate::app::App;
use crate::conversation::Conversation;
use crate::inbox::{self, Inbound, Opener};
use crate::store::telegram::chat::{self, Chat};
use crate::store::telegram::send::{self, NewSend};
use crate::store::telegram::update::{Update, finish, postpone};
use crate::store::{self, Result};
use crate::turn::{self, Error};
use crate::words::telegram as words;

/// How often the worker looks by itself.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How many updates are taken at a time.
const AT_ONCE: usize = 16;
/// How many chats are looked at in one go.
const LOAD: i64 = 200;
/// After so many tries an update is passed over.
const TRIES: u32 = 5;

/// Runs until the service stops; what is being taken is taken to its end.
pub(super) async fn run(app: App, client: Arc<Client>) {
    let mut under_way: JoinSet<i64> = JoinSet::new();
    let mut busy = HashSet::new();
    while !app.stop.is_cancelled() {
        match app.store.telegram_updates_due(app.now(), LOAD).await {
            Ok(due) => {
                for update in due {
                    if under_way.len() < AT_ONCE && busy.insert(update.chat) {
                        let (app, client) = (app.clone(), Arc::clone(&client));
                        under_way.spawn(async move {
                            let chat = update.chat;
                            if let Err(error) = take(&app, &client, update).await {
                                tracing::warn!(%error, "what came of an update could not be noted; taking it again");
                                tokio::time::sleep(LOOK_AGAIN).await;
                            }
                            chat
                        });
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "what came from Telegram could not be read; reading again"),
        }
        tokio::select! {
            () = app.stop.cancelled() => break,
            () = app.telegram.something_came() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            Some(done) = under_way.join_next() => free(done, &mut busy),
        }
        while let Some(done) = under_way.try_join_next() {
            free(done, &mut busy);
        }
    }
    while under_way.join_next().await.is_some() {}
}

fn free(done: std::result::Result<i64, tokio::task::JoinError>, busy: &mut HashSet<i64>) {
    match done {
        Ok(chat) => {
            busy.remove(&chat);
        }
        Err(error) => {
            tracing::error!(%error, "the taking of an update panicked");
            busy.clear();
        }
    }
}

/// Why an update was not taken.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Its sender is too quick: later.
    Later(Duration),
    Turn(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Turn(error)
    }
}

impl From<store::Error> for Trouble {
    fn from(error: store::Error) -> Self {
        Self::Turn(Error::Store(error))
    }
}

/// Takes one update, and notes what came of it together with what is to be sent.
async fn take(app: &App, client: &Arc<Client>, update: Update) -> Result<()> {
    let incoming = match update::parse(&update.raw) {
        Ok(incoming) => incoming,
        Err(error) => {
            tracing::warn!(update = update.id, %error, "an update cannot be read; it is passed over");
            let why = format!("unreadable: {error}");
            return done(app, &update, Some(why), Vec::new()).await;
        }
    };
    let language = incoming.language;
    // A panic in one update must not take the others down.
    let acting = tokio::spawn({
        let (app, client, update) = (app.clone(), Arc::clone(client), update.clone());
        async move { Box::pin(act(&app, &client, &update, incoming)).await }
    });
    let why = match acting.await {
        Ok(Ok(sends)) => return done(app, &update, None, sends).await,
        Ok(Err(Trouble::Later(wait))) => return later(app, &update, update.tries, wait, "too often").await,
        // Nothing is wrong with the update when the database is away.
        Ok(Err(Trouble::Turn(Error::Store(error)))) if !app.store.is_ready().await => {
            return later(app, &update, update.tries, LOOK_AGAIN, &error.to_string()).await;
        }
        Ok(Err(Trouble::Turn(error))) => error.to_string(),
        Err(panic) => format!("panicked: {panic}"),
    };
    tracing::warn!(update = update.id, why, tries = update.tries + 1, "an update could not be taken");
    if update.tries + 1 >= TRIES {
        let told = render::aside(update.chat, &format!("u{}", update.id), words::not_taken(language), Vec::new());
        return done(app, &update, Some(why), told).await;
    }
    let wait = Duration::from_millis(250) * 2_u32.pow(update.tries);
    later(app, &update, update.tries + 1, wait, &why).await
}

async fn done(app: &App, update: &Update, error: Option<String>, sends: Vec<NewSend>) -> Result<()> {
    let (id, chat, now) = (update.id, update.chat, app.now());
    let noted = app.store.write(move |tx| {
        Box::pin(async move {
            send::push(tx, chat, &sends, now).await?;
            finish(tx, id, error.as_deref()).await
        })
    });
    noted.await?;
    app.telegram.goes();
    Ok(())
}

async fn later(app: &App, update: &Update, tries: u32, wait: Duration, why: &str) -> Result<()> {
    let due = app.now() + SignedDuration::try_from(wait).unwrap_or(SignedDuration::ZERO);
    let (id, why) = (update.id, why.to_owned());
    app.store.write(move |tx| Box::pin(async move { postpone(tx, id, tries, due, &why).await })).await
}

/// What is done about an update; answers with what is said beside the conversation.
async fn act(
    app: &App,
    client: &Arc<Client>,
    update: &Update,
    incoming: Incoming,
) -> std::result::Result<Vec<NewSend>, Trouble> {
    let Incoming { chat: id, language, what } = incoming;
    let aside = |text: &str| render::aside(id, &format!("u{}", update.id), text, Vec::new());
    match what {
        What::Nothing(_) => return Ok(Vec::new()),
        What::Group => return Ok(aside(words::only_private(language))),
        What::Blocked => {
            shut::shut(app, id, "blocked by its reader").await?;
            return Ok(Vec::new());
        }
        What::Unblocked => {
            shut::open(app, id).await?;
            return Ok(Vec::new());
        }
        What::Command { command: Command::Start, argument } if command::is_code(&argument) => {
            let language = match app.store.telegram_chat(id).await? {
                Some(chat) => of(app, &chat).await?.map_or(language, |conversation| conversation.language),
                None => language,
            };
            return Ok(command::start_with(app, id, update.id, language, &argument).await?);
        }
        What::Tap { query, message, data } => {
            let tapped = tap::Tapped { chat: id, language, query, message, data };
            return Box::pin(tap::tapped(app, client, update, tapped)).await;
        }
        What::Said(_) | What::Command { .. } | What::UnknownCommand | What::Media { .. } | What::Edited(_) => {}
    }
    let here = Here::open(app, id, language).await?;
    let language = here.conversation.language;
    app.limits.message(here.conversation.id.as_str()).map_err(|too_often| Trouble::Later(too_often.0))?;
    Ok(match what {
        What::Said(text) => say(app, client, &here, update, text, None).await?,
        What::Command { command, argument } => {
            let mut sends = command::obey(app, client, &here, update, command).await?;
            // What is written behind a command is said as well: danger may be in it.
            let mut words = here.inbound(app, update, argument, None);
            words.client_id.push_str("-words");
            sends.extend(take_words(app, client, &here, update, words).await?);
            sends
        }
        What::UnknownCommand => aside(words::unknown_command(language)),
        What::Edited(text) => edit::edited(app, client, &here, update, text).await?,
        What::Media { kind, album, caption } => {
            let mut sends = media::noted(app, &here, update, kind, album.as_deref()).await?;
            if let Some(caption) = caption {
                sends.extend(say(app, client, &here, update, caption, None).await?);
            }
            sends
        }
        What::Group | What::Nothing(_) | What::Blocked | What::Unblocked | What::Tap { .. } => Vec::new(),
    })
}

/// A chat and what is held in it.
pub(super) struct Here {
    pub(super) chat: Chat,
    pub(super) conversation: Conversation,
    /// It began with this update: the bot has just greeted.
    pub(super) new: bool,
}

impl Here {
    /// The conversation of a chat; a new one for somebody new. Somebody who writes is not gone.
    pub(super) async fn open(app: &App, id: i64, language: Language) -> turn::Result<Self> {
        let mut parted = Vec::new();
        if let Some(chat) = app.store.telegram_chat(id).await?
            && let Some(conversation) = of(app, &chat).await?
        {
            if link::belongs(&chat, &conversation, app.now()) {
                shut::open(app, id).await?;
                return Ok(Self { chat, conversation, new: false });
            }
            parted = link::parting(&chat, &conversation);
        }
        let (conversation, _) = inbox::open(app, Opener::Visitor, Channel::Telegram, language).await?;
        let chat =
            Chat { id, conversation: conversation.id.clone(), link: None, silent: String::new(), shown: 0, told: None };
        let (row, now) = (chat.clone(), app.now());
        let put = app.store.write(move |tx| {
            Box::pin(async move {
                chat::put(tx, &row).await?;
                send::push(tx, id, &parted, now).await
            })
        });
        put.await?;
        app.feed.wake();
        super::relay::show(app, &chat).await?;
        Ok(Self { chat, conversation, new: true })
    }

    /// What the reader of the chat says, under the update's own number.
    pub(super) fn inbound(&self, app: &App, update: &Update, text: String, choice: Option<String>) -> Inbound {
        Inbound {
            conversation: self.conversation.id.clone(),
            channel: Channel::Telegram,
            client_id: key(app, update),
            text,
            choice,
            link: link::vouched(&self.chat, app.now()),
            masked: update.masked.clone(),
        }
    }
}

/// The number of an update among all that any bot ever had here: another bot's begin anew.
pub(super) fn key(app: &App, update: &Update) -> String {
    format!("tg-{}-{}", client::bot(&app.settings.telegram), update.id)
}

async fn of(app: &App, chat: &Chat) -> Result<Option<Conversation>> {
    Ok(app.store.conversation(&chat.conversation).await?.map(|stored| stored.conversation))
}

/// The reader says something. While the answer takes its time, the chat shows that somebody writes.
pub(super) async fn say(
    app: &App,
    client: &Arc<Client>,
    here: &Here,
    update: &Update,
    text: String,
    choice: Option<String>,
) -> std::result::Result<Vec<NewSend>, Trouble> {
    take_words(app, client, here, update, here.inbound(app, update, text, choice)).await
}

async fn take_words(
    app: &App,
    client: &Arc<Client>,
    here: &Here,
    update: &Update,
    inbound: Inbound,
) -> std::result::Result<Vec<NewSend>, Trouble> {
    let most = app.settings.limits.message_chars;
    if inbound.text.trim().is_empty() {
        return Ok(Vec::new());
    }
    if inbound.text.chars().count() > most {
        let text = words::too_long(here.conversation.language, most);
        return Ok(render::aside(here.chat.id, &format!("u{}:long", update.id), &text, Vec::new()));
    }
    let typing = Typing::shown(client, here.chat.id);
    let taken = inbox::receive(app, &inbound).await;
    drop(typing);
    match taken {
        // It was taken before, in other words: nothing is left to do.
        Ok(_) | Err(Error::ClientIdReused) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// The conversation as it is by now.
pub(super) async fn fresh(app: &App, id: &ConversationId) -> turn::Result<Conversation> {
    Ok(app.store.conversation(id).await?.ok_or(Error::NoConversation)?.conversation)
}
