//! bot: commands: what there is, and what each does.

use std::sync::Arc;
use std::time::Duration;

use handoff::message::{Channel, Language};
use handoff::person::Level;
use teloxide_core::payloads::{GetMe, SetMyCommands, SetMyCommandsSetters as _};
use teloxide_core::types::{BotCommand, InlineKeyboardButton};

use super::button::Button;
use super::client::{Client, Failure};
use super::worker::{Here, Trouble, fresh, say};
use super::{link, render};
use crate::app::App;
use crate::conversation::Control;
use crate::desk;
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
        Command::Status => aside(&status(app, here).await?, Vec::new()),
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

/// Who has the conversation, and how well its customer is known.
async fn status(app: &App, here: &Here) -> std::result::Result<String, Trouble> {
    let conversation = fresh(app, &here.conversation.id).await?;
    let language = conversation.language;
    let who = match &conversation.control {
        Control::Bot => said::with_bot(language).to_owned(),
        Control::Agent { name, .. } => said::with_agent(language, name),
        Control::Closed { .. } => said::is_closed(language).to_owned(),
        Control::Queued { handoff } => {
            let (position, seconds, agents) = desk::position(app, handoff).await?;
            if agents == 0 {
                said::waiting_for_nobody(language).to_owned()
            } else {
                said::waiting(language, position, seconds.map(|seconds| seconds.div_ceil(60)))
            }
        }
    };
    let known = conversation.level(app.now()) >= Level::V1 || link::vouched(&here.chat, app.now()).is_some();
    let link = if known { said::linked(language) } else { said::not_linked(language) };
    Ok(format!("{who}\n\n{link}"))
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
    let holds = app.store.telegram_code(&hash, Channel::Telegram, app.now()).await?.is_some();
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
