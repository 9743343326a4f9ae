//! bot: what the page around the conversation adds to it.

use handoff::event::Fact;
use handoff::id::ConversationId;
use handoff::person::{Method, Proof};
use jiff::Timestamp;

use crate::app::App;
use crate::conversation::CustomerNo;
use crate::mask;
use crate::turn::{Error, Result, Turn};

/// The host site signed once more for the customer who is already known here. A code that was given
/// meanwhile goes on holding, no longer than it would have anyway.
pub async fn renew(app: &App, id: &ConversationId, customer: &CustomerNo, until: Timestamp) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    if turn.conversation.customer.as_ref() != Some(customer) {
        return Err(Error::Refused("the token is another customer's; open their own conversation"));
    }
    let now = turn.now;
    let proof = turn.conversation.proof.take().map(|proof| proof.prolonged(now, until));
    turn.conversation.proof = proof.or_else(|| Some(Proof::linked(Method::SiteToken, now, until)));
    turn.end().await.map(drop)
}

/// Something happened on the page. Its name is kept apart from what the company's systems report: a
/// browser may say anything.
pub async fn track(app: &App, id: &ConversationId, name: &str, label: &str) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    turn.record(Fact::Touchpoint { what: format!("page.{name}"), label: mask::mask(label).text });
    turn.end().await.map(drop)
}
