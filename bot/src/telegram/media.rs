//! bot: what is no text: noted for agents, and answered once, however many pictures come together.

use jiff::SignedDuration;

use super::render;
use super::worker::{Here, Trouble};
use crate::app::App;
use crate::inbox;
use crate::store::telegram::send::NewSend;
use crate::store::telegram::update::Update;
use crate::turn::Error;
use crate::words::telegram::{self as words, Media};

/// While a person has the conversation, each kind is answered once in so long.
const AGAIN: SignedDuration = SignedDuration::from_mins(10);

/// Notes it. The bot says that it cannot read it; while a person speaks, it is said beside what they say that they
/// cannot see it either.
pub(super) async fn noted(
    app: &App,
    here: &Here,
    update: &Update,
    kind: Media,
    album: Option<&str>,
) -> Result<Vec<NewSend>, Trouble> {
    let language = here.conversation.language;
    let mut inbound = here.inbound(app, update, words::media(language, kind).to_owned(), None);
    inbound.client_id.push_str("-media");
    let once = album.map_or_else(|| inbound.client_id.clone(), |album| format!("album:{album}"));
    match inbox::note(app, &inbound, words::cannot_read(language, kind), &once).await {
        Ok(true) => {
            let chat = here.chat.id;
            let id = album.map_or_else(|| within(app, kind), str::to_owned);
            let text = words::agent_cannot_see(language, kind);
            Ok(render::aside(chat, &format!("media:{chat}:{id}"), text, Vec::new()))
        }
        Ok(false) | Err(Error::ClientIdReused) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// The same for all of a kind that come within a while: a send is made once under its id.
fn within(app: &App, kind: Media) -> String {
    let window = app.now().as_second() / AGAIN.as_secs();
    format!("{kind:?}:{window}")
}
