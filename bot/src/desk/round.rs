//! bot: what time asks of the desk. Every limit stands in the store, so that it outlives a restart.

use handoff::handoff::{Handoff, Priority, State};
use handoff::id::AgentId;
use handoff::queue::route::{Seat, choose};
use handoff::queue::{self, Waiting};
use jiff::SignedDuration;

use crate::app::App;
use crate::settings::Routing;
use crate::store::promise::Promise;
use crate::store::{self, Result};
use crate::turn::{Error as TurnError, Result as TurnResult, Turn};
use crate::words;

/// How many promises come back in one round.
const PROMISES: i64 = 50;

/// Each second: silent claims, calls that are due, and what can be given out.
pub(super) async fn second(app: &App) -> Result<()> {
    release_silent_claims(app).await?;
    recall_callbacks(app).await?;
    push(app).await
}

/// Each minute: who has gone, and what was promised for now.
pub(super) async fn minute(app: &App) -> Result<()> {
    release_absent(app).await?;
    abandon(app).await?;
    remind(app).await
}

/// Who waits for days and says nothing does not wait any more. Danger is never given up.
pub async fn abandon(app: &App) -> Result<()> {
    let (now, limit) = (app.now(), SignedDuration::from_hours(app.settings.desk.abandoned_hours));
    for handoff in app.store.open_handoffs().await? {
        let State::Queued { since, .. } = handoff.state else { continue };
        if handoff.priority == Priority::Emergency || now.duration_since(since) < limit {
            continue;
        }
        let abandoned = async {
            let mut turn = Turn::begin(app, &handoff.conversation).await?;
            let silent = turn.last_heard().is_none_or(|last| now.duration_since(last) >= limit);
            if !silent || turn.handoff.as_ref() != Some(&handoff) {
                return Ok(());
            }
            turn.abandon()?;
            turn.end().await.map(drop)
        };
        forgive(&handoff, abandoned.await);
    }
    Ok(())
}

/// A claim without a first reply goes back to its old place in the queue.
pub async fn release_silent_claims(app: &App) -> Result<()> {
    let now = app.now();
    for handoff in app.store.open_handoffs().await? {
        let State::Claimed { at, .. } = handoff.state else { continue };
        let limit = app.settings.desk.silence(handoff.priority);
        if now.duration_since(at) < limit {
            continue;
        }
        let released = async {
            let mut turn = Turn::begin(app, &handoff.conversation).await?;
            // Whoever spoke in the meantime keeps it.
            match turn.handoff.as_ref().map(|handoff| &handoff.state) {
                Some(State::Claimed { at: still, .. }) if *still == at => turn.release("silent")?,
                _ => return Ok(()),
            }
            turn.end().await.map(drop)
        };
        forgive(&handoff, released.await);
    }
    Ok(())
}

/// Calls whose time has come go back into the queue, and the customer hears of it.
pub async fn recall_callbacks(app: &App) -> Result<()> {
    for handoff in app.store.due_callbacks(app.now()).await? {
        let recalled = async {
            let mut turn = Turn::begin(app, &handoff.conversation).await?;
            if turn.handoff.as_ref() != Some(&handoff) {
                return Ok(());
            }
            turn.recall()?;
            let text = words::desk::recalled(turn.conversation.language);
            turn.record(words::desk::said(text));
            turn.end().await.map(drop)
        };
        forgive(&handoff, recalled.await);
    }
    Ok(())
}

/// Gives what waits to whoever is least busy, where the desk is set to that.
pub async fn push(app: &App) -> Result<()> {
    if app.settings.desk.routing != Routing::Push {
        return Ok(());
    }
    let open = app.store.open_handoffs().await?;
    let mut waiting: Vec<Waiting> = open.iter().filter_map(Waiting::of).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    queue::sort(&mut waiting);
    let mut seats = seats(app, &open).await?;
    for next in waiting {
        let Some(handoff) = open.iter().find(|handoff| handoff.id == next.id) else { continue };
        let Some(seat) = choose(&seats, handoff, app.now(), app.settings.desk.relaxation()) else { continue };
        let id = seat.id.clone();
        forgive(handoff, give(app, handoff, &id).await);
        // Also when it failed: the next round sees what is so.
        for seat in seats.iter_mut().filter(|seat| seat.id == id) {
            seat.holding += 1;
            seat.last_at = Some(app.now());
        }
    }
    Ok(())
}

async fn give(app: &App, handoff: &Handoff, to: &AgentId) -> TurnResult<()> {
    let agents = app.store.agents().await?;
    let Some(agent) = agents.iter().find(|agent| agent.id == *to) else { return Ok(()) };
    let mut turn = Turn::begin(app, &handoff.conversation).await?;
    if turn.handoff.as_ref() != Some(handoff) {
        return Ok(());
    }
    turn.claim(agent)?;
    turn.end().await.map(drop)
}

/// Everyone at the desk, as routing sees them.
pub(super) async fn seats(app: &App, open: &[Handoff]) -> Result<Vec<Seat>> {
    let claims = app.store.last_claims().await?;
    let seat = |agent: store::agent::Agent| {
        let holding = open.iter().filter(|handoff| handoff.holder() == Some(&agent.id)).count();
        let last_at = claims.iter().find(|(id, _)| *id == agent.id).map(|(_, at)| *at);
        agent.seat(u32::try_from(holding).unwrap_or(u32::MAX), last_at)
    };
    Ok(app.store.agents().await?.into_iter().map(seat).collect())
}

/// Agents who have gone without a sign are offline, and what they held is back in the queue.
pub async fn release_absent(app: &App) -> Result<()> {
    let now = app.now();
    let idle_since = now - SignedDuration::from_mins(app.settings.desk.session_idle_minutes);
    let gone = SignedDuration::from_secs(app.settings.desk.absent_seconds);
    // After a start of ours everybody's list has been away: they get the time to come back.
    let gone_since = if now.duration_since(app.started_at) < gone { idle_since } else { now - gone };
    for agent in store::agent::absent(&app.store, now, idle_since, gone_since).await? {
        super::set_presence(app, &agent, handoff::agent::Presence::Offline).await?;
    }
    Ok(())
}

/// Lets go of everything an agent holds: each goes back to its old place.
pub(super) async fn release_of(app: &App, agent: &AgentId) -> Result<()> {
    for handoff in app.store.open_handoffs().await? {
        if handoff.holder() != Some(agent) {
            continue;
        }
        let released = async {
            let mut turn = Turn::begin(app, &handoff.conversation).await?;
            if turn.handoff.as_ref().and_then(Handoff::holder) != Some(agent) {
                return Ok(());
            }
            turn.release("offline")?;
            turn.end().await.map(drop)
        };
        forgive(&handoff, released.await);
    }
    Ok(())
}

/// Promises that have come due come back to the desk, within its hours, unless they were kept. The table tells,
/// because a turn looks back on a part of a long life only.
pub async fn remind(app: &App) -> Result<()> {
    let now = app.now();
    if !app.hours.is_open(now) {
        return Ok(());
    }
    for promise in app.store.due_promises(now, PROMISES).await? {
        if let Err(error) = bring_back(app, &promise).await {
            tracing::warn!(%error, promise = %promise.id, "a promise could not come back; trying again");
        }
    }
    Ok(())
}

async fn bring_back(app: &App, promise: &Promise) -> TurnResult<()> {
    let mut turn = Turn::begin(app, &promise.conversation).await?;
    // Kept in the meantime, or brought back by another node.
    if !app.store.is_promise_open(&promise.id).await? {
        return Ok(());
    }
    turn.bring_back(promise);
    turn.end().await.map(drop)
}

/// What went wrong with one handoff does not stop the others; the next round tries it again.
fn forgive(handoff: &Handoff, done: std::result::Result<(), TurnError>) {
    if let Err(error) = done {
        tracing::warn!(%error, handoff = %handoff.id, "the desk could not move it; trying again");
    }
}
