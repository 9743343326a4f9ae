//! bot: what the same person wrote to us before. Who may see one conversation of theirs may read the others.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use handoff::event::{Event, Fact};
use handoff::id::{ConversationId, PersonId};
use handoff::message::Author;

use super::super::error::{Error, Result};
use super::super::session::AgentSession;
use super::check_may_see;
use crate::app::App;
use crate::conversation::{Control, Conversation};
use crate::view;
use crate::wire::{PastConversation, PastEvents};

/// How many conversations are listed, and from how many of its newest events each is told.
const LISTED: i64 = 20;
const TOLD_FROM: i64 = 200;
/// How many events of one are read.
const READ: i64 = 1000;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/v1/agent/conversations/{id}/past", get(list))
        .route("/v1/agent/conversations/{id}/past/{other}", get(read))
}

async fn list(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<ConversationId>,
) -> Result<Json<Vec<PastConversation>>> {
    check_may_see(&app, &session.agent, &id).await?;
    let person = person_of(&app, &id).await?;
    let mut past = Vec::new();
    for stored in app.store.conversations_beside(&person, &id, LISTED).await? {
        let events = app.store.newest_of(&stored.conversation.id, TOLD_FROM).await?;
        past.push(told(stored.conversation, &events));
    }
    Ok(Json(past))
}

async fn read(
    State(app): State<App>,
    session: AgentSession,
    Path((id, other)): Path<(ConversationId, ConversationId)>,
) -> Result<Json<PastEvents>> {
    check_may_see(&app, &session.agent, &id).await?;
    // A stranger's conversation does not exist here.
    if person_of(&app, &id).await? != person_of(&app, &other).await? {
        return Err(Error::NotFound);
    }
    let events = app.store.newest_of(&other, READ).await?;
    let more = i64::try_from(events.len()).is_ok_and(|count| count >= READ);
    Ok(Json(PastEvents { events: events.into_iter().map(view::staff).collect(), more }))
}

async fn person_of(app: &App, id: &ConversationId) -> Result<PersonId> {
    Ok(app.store.conversation(id).await?.ok_or(Error::NotFound)?.conversation.person)
}

fn told(conversation: Conversation, events: &[Event]) -> PastConversation {
    let newest = events.iter().rev();
    let wrap_up = newest.clone().find_map(|event| match &event.fact {
        Fact::HandoffClosed { wrap_up, .. } | Fact::HandoffReturned { wrap_up, .. } => Some(wrap_up.clone()),
        _ => None,
    });
    let understood = newest.clone().find_map(|event| match &event.fact {
        Fact::Said { reading: Some(reading), .. } => reading.intents.first().map(|(intent, _)| intent.clone()),
        _ => None,
    });
    let last_words = newest.clone().find_map(|event| match &event.fact {
        Fact::Said { message, .. } if message.author == Author::Customer => Some(view::short(&message.text, 80)),
        _ => None,
    });
    PastConversation {
        channel: conversation.channel,
        opened_at: conversation.opened_at,
        last_at: events.last().map_or(conversation.opened_at, |event| event.at),
        topic: wrap_up.as_ref().map(|wrap_up| wrap_up.topic.clone()).or(understood),
        wrap_up,
        last_words: last_words.unwrap_or_default(),
        closed: matches!(conversation.control, Control::Closed { .. }),
        conversation: conversation.id,
    }
}
