//! bot: what the page around the conversation adds to it.

use handoff::event::Fact;
use handoff::id::ConversationId;
use jiff::Timestamp;

use super::open::{sign_in, vouch};
use crate::app::App;
use crate::conversation::CustomerNo;
use crate::mask;
use crate::store::conversation::{prolong_token, revoke_token};
use crate::turn::{Error, Result, Turn};

/// The host site signed once more for the customer who is already known here, or now for who wrote as a visitor.
/// The key with this hash opens the conversation at least as long.
pub async fn renew(app: &App, id: &ConversationId, key: &str, customer: &CustomerNo, until: Timestamp) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    match &turn.conversation.customer {
        None => {
            drop(turn);
            sign_in(app, id, customer, until).await?;
        }
        Some(same) if same == customer => {
            let now = turn.now;
            vouch(&mut turn.conversation, now, until);
            turn.end().await?;
        }
        Some(_) => return Err(Error::Refused("the token is another customer's; open their own conversation")),
    }
    let key = key.to_owned();
    Ok(app.store.write(move |tx| Box::pin(async move { prolong_token(tx, &key, until).await })).await?)
}

/// The customer leaves the device: the key with this hash opens nothing any more.
pub async fn leave(app: &App, key: &str) -> Result<()> {
    let key = key.to_owned();
    Ok(app.store.write(move |tx| Box::pin(async move { revoke_token(tx, &key).await })).await?)
}

/// Something happened on the page. Its name is kept apart from what the company's systems report: a
/// browser may say anything.
pub async fn track(app: &App, id: &ConversationId, name: &str, label: &str) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    turn.record(Fact::Touchpoint { what: format!("page.{name}"), label: mask::mask(label).text });
    turn.end().await.map(drop)
}
