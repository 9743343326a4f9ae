//! bot: commands: what there is, and what each does.

use std::sync::Arc;
use std::time::Duration;

use handoff::message::{Channel, Language};
use handoff::person::Level;
use teloxide_core::payloads::{GetMe, SetMyCommands, SetMyCommandsSetters as _};
use teloxide_core::types::{BotCommand, InlineKeyboardButton};

use super::button::{Button, Sure};
use super::client::{Client, Failure};
use super::worker::{Here, Trouble, fresh, say};
use super::{link, place, render, unlink};
use crate::app::App;
use crate::conversation::Control;
use crate::inbox;
use crate::store::Result;
use crate::store::telegram::send::NewSend;
use crate::store::telegram::update::Update;
use crate::turn::Error;
use crate::words;
use crate::words::telegram as said;

/// How long to wait before the bot is introduced again, at first and at most.
const AGAIN: Duration = Duration::from_secs(1);
const AT_MOST: Duration = Duration::from_mins(1);

/// What can be asked with a slash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Start,
    Agent,
    Status,
    Language,
    Privacy,
    Unlink,
    Help,
}

impl Command {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "start" => Self::Start,
            "agent" => Self::Agent,
            "status" => Self::Status,
            "language" => Self::Language,
            "privacy" => Self::Privacy,
            "unlink" => Self::Unlink,
            "help" => Self::Help,
            _ => return None,
        })
    }
}

/// Learns the bot's name and tells Telegram its commands, in Korean and English, until that is done.
pub(super) async fn introduce(app: App, client: Arc<Client>) {
    let mut pause = AGAIN;
    while let Err(failure) = try_to_introduce(&app, &client).await {
        if failure == Failure::Token {
            tracing::error!("Telegram does not know the bot's token (telegram.token)");
        }
        tracing::warn!(?failure, "the bot could not be introduced; trying again");
        tokio::select! {
            () = app.stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
        pause = (pause * 2).min(AT_MOST);
    }
}

async fn try_to_introduce(app: &App, client: &Client) -> std::result::Result<(), Failure> {
    let me = client.call(&GetMe::new()).await?;
    if let Some(name) = me["username"].as_str() {
        app.telegram.is_called(name);
        tracing::info!(name, "the bot is on Telegram");
    }
    for (code, language) in [("", Language::Ko), ("ko", Language::Ko), ("en", Language::En)] {
        let commands =
            said::commands(language).into_iter().map(|(command, description)| BotCommand::new(command, description));
        let mut menu = SetMyCommands::new(commands);
        if !code.is_empty() {
            menu = menu.language_code(code);
        }
        client.call(&menu).await?;
    }
    Ok(())
}

/// Does what a command asks for; answers with what is said beside the conversation.
pub(super) async fn obey(
    app: &App,
    client: &Arc<Client>,
    here: &Here,
    update: &Update,
    command: Command,
) -> std::result::Result<Vec<NewSend>, Trouble> {
    let language = here.conversation.language;
    let aside = |text: &str, buttons: Vec<InlineKeyboardButton>| {
        render::aside(here.chat.id, &format!("u{}", update.id), text, buttons)
    };
    Ok(match command {
        // Whoever is new was greeted; everybody else sees what can be done.
        Command::Start if here.new => Vec::new(),
        Command::Start => {
            let menu = words::label(language, words::Label::Menu);
            say(app, client, here, update, menu, Some("menu".to_owned())).await?
        }
        Command::Agent => {
            let mut inbound = here.inbound(app, update, words::ask_for_person(language).to_owned(), None);
            inbound.choice = Some(crate::dialogue::choice::AGENT.to_owned());
            match inbox::receive(app, &inbound).await {
                Ok(_) | Err(Error::ClientIdReused) => Vec::new(),
                Err(error) => return Err(error.into()),
            }
        }
        Command::Status => {
            let (text, buttons) = status(app, here).await?;
            aside(&text, buttons)
        }
        Command::Unlink => {
            let (text, buttons) = unlink::asked(here);
            aside(text, buttons)
        }
        Command::Language => {
            let buttons = vec![
                Button::Language(Language::Ko).labelled("한국어"),
                Button::Language(Language::En).labelled("English"),
            ];
            aside(said::which_language(language), buttons)
        }
        Command::Privacy => {
            let company = &app.settings.company;
            let name = if language == Language::Ko { &company.name } else { &company.name_en };
            aside(&said::privacy(language, name), Vec::new())
        }
        Command::Help => aside(&said::help(language), Vec::new()),
    })
}

/// Who has the conversation, and how well its customer is known; with the way to change that.
async fn status(app: &App, here: &Here) -> std::result::Result<(String, Vec<InlineKeyboardButton>), Trouble> {
    let conversation = fresh(app, &here.conversation.id).await?;
    let language = conversation.language;
    let who = match &conversation.control {
        Control::Bot => said::with_bot(language).to_owned(),
        Control::Agent { name, .. } => said::with_agent(language, name),
        Control::Closed { .. } => said::is_closed(language).to_owned(),
        Control::Queued { handoff } => place::words(app, handoff, language).await?,
    };
    let known = conversation.level(app.now()) >= Level::V1 || link::vouched(&here.chat, app.now()).is_some();
    let known = if known { said::linked(language) } else { said::not_linked(language) };
    let button = if here.chat.link.is_some() {
        Some(Button::Unlink(Sure::NotAsked).labelled(said::unlink_button(language)))
    } else {
        let url = link::to_web(app, &conversation.id, None).await?;
        url.map(|url| InlineKeyboardButton::url(said::open_web(language), url))
    };
    Ok((format!("{who}\n\n{known}"), button.into_iter().collect()))
}

/// Whether this can be the code of a link: Telegram lets nothing else through.
pub(super) fn is_code(argument: &str) -> bool {
    (1..=64).contains(&argument.len()) && argument.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// `/start CODE`: somebody comes from the web. It is joined only when they say that it was them.
pub(super) async fn start_with(
    app: &App,
    chat: i64,
    update: i64,
    language: Language,
    code: &str,
) -> Result<Vec<NewSend>> {
    let hash = link::kept(code);
    let code = app.store.telegram_code(&hash, Channel::Telegram, app.now()).await?;
    let holds = code.is_some_and(|code| code.used.is_none());
    let id = format!("u{update}");
    if !holds {
        return Ok(render::aside(chat, &id, said::join_expired(language), Vec::new()));
    }
    let buttons = vec![
        Button::Join(hash).labelled(said::join_yes(language)),
        Button::DoNotJoin.labelled(said::join_no(language)),
    ];
    Ok(render::aside(chat, &id, said::join(language), buttons))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_that_is_announced_exists() {
        for language in [Language::Ko, Language::En] {
            for (name, description) in said::commands(language) {
                assert!(Command::named(name).is_some() && (3..=256).contains(&description.chars().count()), "{name}");
            }
        }
        assert_eq!(Command::named("stop"), None);
    }
}
