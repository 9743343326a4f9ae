//! bot: a message that was edited. What it said stands in the log and is not changed by that.

use std::sync::Arc;

use super::client::Client;
use super::worker::{Here, Trouble, key, say};
use super::{render, staff};
use crate::app::App;
use crate::conversation::Control;
use crate::store::telegram::send::NewSend;
use crate::store::telegram::update::Update;
use crate::view;
use crate::words::telegram as words;

/// So much of what it says now is told to an agent, in characters.
const TOLD: usize = 300;

/// Danger in it is taken as if it were said. An agent who has the conversation hears of either, and the customer that they
/// do; where the bot has it, the customer is asked to send anew what is no danger.
pub(super) async fn edited(
    app: &App,
    client: &Arc<Client>,
    here: &Here,
    update: &Update,
    text: String,
) -> Result<Vec<NewSend>, Trouble> {
    let language = here.conversation.language;
    let has_agent = matches!(here.conversation.control, Control::Agent { .. });
    let aside = |text: &str| render::aside(here.chat.id, &format!("u{}", update.id), text, Vec::new());
    if app.understand(&text, Vec::new()).await.emergency.is_some() {
        let mut sends = say(app, client, here, update, text, None).await?;
        if has_agent {
            sends.extend(aside(words::edited_told(language)));
        }
        return Ok(sends);
    }
    if !has_agent {
        return Ok(aside(words::edited(language)));
    }
    let label = format!("“{}”", view::short(&text, TOLD));
    let id = format!("{}-edited", key(app, update));
    staff::tell(app, staff::event(app, here.chat.id, id, "telegram.edited", label).await?).await?;
    Ok(aside(words::edited_told(language)))
}
