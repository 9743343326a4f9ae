//! bot: the desk: follows the log, keeps positions true, and does what time asks for.

mod board;
mod picture;
mod round;
mod told;

pub use board::wallboard;
pub use picture::{Memory, picture};
pub use round::{abandon, push, recall_callbacks, release_absent, release_silent_claims, remind};

use std::time::Duration;

use handoff::agent::Presence;
use handoff::handoff::{Handoff, State};
use handoff::id::{AgentId, ConversationId, HandoffId};
use handoff::queue::{self, Waiting};

use crate::app::App;
use crate::conversation::Control;
use crate::feed::Signal;
use crate::store::Result;
use crate::store::agent::Agent;
use crate::wire::AgentView;

/// How often the desk looks for claims that stay silent, whatever the log says.
const ROUND: Duration = Duration::from_secs(1);

/// Runs until the service stops.
pub async fn run(app: App) {
    let mut changes = app.feed.desk();
    let mut round = tokio::time::interval(ROUND);
    let mut minute = tokio::time::interval(Duration::from_mins(1));
    loop {
        tokio::select! {
            () = app.stop.cancelled() => return,
            _ = minute.tick() => {
                app.limits.forget();
                complain(round::minute(&app).await);
            }
            changed = changes.changed() => {
                if changed.is_err() {
                    return;
                }
                signal_the_waiting(&app).await;
                complain(round::push(&app).await);
            }
            _ = round.tick() => complain(round::second(&app).await),
        }
    }
}

fn complain(done: Result<()>) {
    if let Err(error) = done {
        tracing::warn!(%error, "the desk could not do its round; doing it again");
    }
}

/// Tells everyone who waits that their position may have changed.
async fn signal_the_waiting(app: &App) {
    let Ok(open) = app.store.open_handoffs().await else { return };
    for handoff in open.iter().filter(|handoff| matches!(handoff.state, State::Queued { .. })) {
        app.feed.signal(&handoff.conversation, Signal::Waiting);
    }
}

/// Position (1 is next), expected wait in seconds, and agents online.
pub async fn position(app: &App, id: &HandoffId) -> Result<(u32, Option<u32>, u32)> {
    let open = app.store.open_handoffs().await?;
    let waiting: Vec<Waiting> = open.iter().filter_map(Waiting::of).collect();
    let position = queue::position(&waiting, id).unwrap_or(1);
    let agents = app.store.agents_online().await?;
    let wait = queue::expected_wait(position, agents, &app.store.handle_times(20).await?);
    Ok((position, wait.map(|wait| u32::try_from(wait.as_secs()).unwrap_or(u32::MAX)), agents))
}

/// An agent as others see them.
pub fn view_of(agent: &Agent, open: &[Handoff]) -> AgentView {
    let holding = open.iter().filter(|handoff| handoff.holder() == Some(&agent.id)).count();
    AgentView {
        id: agent.id.clone(),
        name: agent.name.clone(),
        skills: agent.abilities.skills.iter().copied().collect(),
        role: agent.role,
        presence: agent.presence,
        capacity: agent.capacity,
        holding: u32::try_from(holding).unwrap_or(u32::MAX),
        queues: agent.abilities.queues.iter().copied().collect(),
        languages: agent.abilities.languages.iter().copied().collect(),
    }
}

/// Whether an agent may look at the conversation with this id.
pub async fn sees(app: &App, agent: &Agent, id: &ConversationId) -> Result<bool> {
    let Some(stored) = app.store.conversation(id).await? else { return Ok(false) };
    let handoffs = app.store.handoffs_of(id).await?;
    let was_theirs = app.store.was_held_by(id, &agent.id).await?;
    Ok(handoffs.iter().any(|handoff| may_see(handoff, &stored.conversation.control, agent, was_theirs)))
}

/// It waits or a call is booked, it is or was theirs, or they lead.
fn may_see(handoff: &Handoff, control: &Control, agent: &Agent, was_theirs: bool) -> bool {
    agent.role == handoff::agent::Role::Lead
        || was_theirs
        || matches!(handoff.state, State::Queued { .. } | State::Callback { .. })
        || matches!(control, Control::Agent { agent: holder, .. } if *holder == agent.id)
}

/// Says whether an agent takes conversations, and tells the desk. Whoever goes lets go of what they hold.
pub async fn set_presence(app: &App, agent: &AgentId, presence: Presence) -> Result<()> {
    let (id, now) = (agent.clone(), app.now());
    app.store
        .write(move |tx| Box::pin(async move { crate::store::agent::set_presence(tx, &id, presence, now).await }))
        .await?;
    if presence == Presence::Offline {
        round::release_of(app, agent).await?;
    }
    app.feed.desk_changed();
    Ok(())
}
