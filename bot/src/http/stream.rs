//! bot: server-sent events: read the log from the cursor, then wait for a signal, then read again.
//!
//! Subscribing comes before reading, so that nothing can fall between; a signal that is lost or
//! comes too late only makes the next look later, and the heartbeat looks anyway.

use std::convert::Infallible;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::response::sse::{Event as Sse, KeepAlive, Sse as Stream};
use futures::Stream as FutureStream;
use handoff::event::{Event, Fact};
use handoff::id::ConversationId;
use handoff::message::Channel;
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::error::Result;
use super::follower::Follower;
use crate::app::App;
use crate::conversation::Control;
use crate::feed::Signal;
use crate::wire::{StaffState, Typing};
use crate::{desk, view};

/// How often an idle stream says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often a stream looks by itself.
const LOOK_AGAIN: Duration = Duration::from_secs(10);
/// How many events are read at a time.
const PAGE: i64 = 200;
/// How many events may wait for a slow reader; then the stream waits for it.
const WAITING: usize = 64;

type Sender = mpsc::Sender<std::result::Result<Sse, Infallible>>;
/// The reader is gone, or the store is.
struct Ended;

impl From<crate::store::Error> for Ended {
    fn from(error: crate::store::Error) -> Self {
        tracing::warn!(%error, "a stream ends because the store failed; its reader comes back");
        Self
    }
}

/// A running stream of server-sent events.
pub type Streaming = Stream<
    axum::response::sse::KeepAliveStream<
        Box<dyn FutureStream<Item = std::result::Result<Sse, Infallible>> + Send + Unpin>,
    >,
>;

/// Where a reader left off: the `Last-Event-ID` of its last stream, or `after`.
pub fn cursor(headers: &HeaderMap, after: Option<i64>) -> i64 {
    headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .or(after)
        .unwrap_or(0)
        .max(0)
}

/// What the customer of a conversation follows.
pub fn customer(app: App, id: ConversationId, from: i64) -> Result<Streaming> {
    start(&app.clone(), move |sender| async move { follow_as_customer(&app, &id, from, &sender).await })
}

/// What an agent who looks at a conversation follows.
pub fn staff(app: App, id: ConversationId, me: Follower, from: i64) -> Result<Streaming> {
    start(&app.clone(), move |sender| async move { follow_as_staff(&app, &id, me, from, &sender).await })
}

/// What an agent's list follows.
pub fn desk(app: App, me: Follower) -> Result<Streaming> {
    start(&app.clone(), move |sender| async move { follow_desk(&app, me, &sender).await })
}

fn start<F, R>(app: &App, follow: F) -> Result<Streaming>
where
    F: FnOnce(Sender) -> R + Send + 'static,
    R: Future<Output = std::result::Result<(), Ended>> + Send + 'static,
{
    let permit = app.limits.stream()?;
    let (sender, receiver) = mpsc::channel(WAITING);
    let (stop, gone) = (app.stop.clone(), sender.clone());
    tokio::spawn(async move {
        let _permit = permit;
        tokio::select! {
            _ = follow(sender) => {}
            () = stop.cancelled() => {}
            () = gone.closed() => {}
        }
    });
    let stream: Box<dyn FutureStream<Item = _> + Send + Unpin> = Box::new(ReceiverStream::new(receiver));
    Ok(Stream::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT).text("alive")))
}

async fn follow_as_customer(
    app: &App,
    id: &ConversationId,
    from: i64,
    sender: &Sender,
) -> std::result::Result<(), Ended> {
    let mut signals = app.feed.subscribe(id);
    let mut cursor = from;
    let mut last_state = None;
    loop {
        let Some(stored) = app.store.conversation(id).await? else { return Ok(()) };
        let name = app.store.person(&stored.conversation.person).await?.and_then(|person| person.facts.name);
        let state = view::state(app, &stored.conversation, name).await?;
        if last_state.as_ref() != Some(&state) {
            send(sender, event("state", &state)).await?;
            last_state = Some(state);
        }
        loop {
            let page = app.store.shared_after(id, cursor, PAGE).await?;
            let Some(last) = page.last().and_then(|event| event.number) else { break };
            cursor = last;
            for shared in page.into_iter().filter_map(view::shared) {
                let kind = match shared.what {
                    crate::wire::SharedFact::Message { .. } => "message",
                    crate::wire::SharedFact::Notice { .. } => "notice",
                };
                send(sender, event(kind, &shared).id(shared.number.to_string())).await?;
            }
        }
        wait(&mut signals, sender, crate::wire::Typist::Customer).await?;
    }
}

async fn follow_as_staff(
    app: &App,
    id: &ConversationId,
    mut me: Follower,
    from: i64,
    sender: &Sender,
) -> std::result::Result<(), Ended> {
    let mut signals = app.feed.subscribe(id);
    let mut cursor = from;
    let mut last_state = None;
    let mut was_mine = false;
    // Somebody else may have it by now, or they may have signed out: then there is nothing more to see.
    'follow: while me.sees(app, id).await? {
        let Some(state) = staff_state(app, id, &me).await? else { return Ok(()) };
        was_mine |= state.mine;
        if last_state.as_ref() != Some(&state) {
            send(sender, event("state", &state)).await?;
            last_state = Some(state);
        }
        loop {
            let page = app.store.all_after(id, cursor, PAGE).await?;
            let Some(last) = page.last().map(|event| event.seq) else { break };
            if !me.sees(app, id).await? {
                break 'follow;
            }
            cursor = last;
            for staff in page.into_iter().map(view::staff) {
                send(sender, event("event", &staff).id(staff.seq.to_string())).await?;
            }
        }
        wait(&mut signals, sender, crate::wire::Typist::Agent).await?;
    }
    if was_mine && me.is_signed_in(app).await? {
        take_leave(app, id, &me, cursor, sender).await?;
    }
    Ok(())
}

/// Who has the conversation now, as one of the staff is told.
async fn staff_state(app: &App, id: &ConversationId, me: &Follower) -> std::result::Result<Option<StaffState>, Ended> {
    let Some(stored) = app.store.conversation(id).await? else { return Ok(None) };
    let conversation = stored.conversation;
    let tells = conversation.channel == Channel::Web;
    let name = app.store.person(&conversation.person).await?.and_then(|person| person.facts.name);
    Ok(Some(StaffState {
        state: view::state(app, &conversation, name).await?,
        epoch: conversation.epoch,
        seen: tells.then_some(stored.seen),
        mine: matches!(&conversation.control, Control::Agent { agent, .. } if *agent == me.agent.id),
        handoff: match &conversation.control {
            Control::Queued { handoff } | Control::Agent { handoff, .. } => Some(handoff.clone()),
            Control::Bot | Control::Closed { .. } => None,
        },
    }))
}

/// Whoever had it reads on to the moment from which somebody else has it, who that is, and why; nothing of what came
/// after.
async fn take_leave(
    app: &App,
    id: &ConversationId,
    me: &Follower,
    cursor: i64,
    sender: &Sender,
) -> std::result::Result<(), Ended> {
    if let Some(state) = staff_state(app, id, me).await? {
        send(sender, event("state", &state)).await?;
    }
    let page = app.store.all_after(id, cursor, PAGE).await?;
    let left = |event: &Event| matches!(event.fact, Fact::HandoffReassigned { .. } | Fact::HandoffReleased { .. });
    let Some(leaves) = page.iter().position(left) else { return Ok(()) };
    for staff in page.into_iter().take(leaves + 1).map(view::staff) {
        send(sender, event("event", &staff).id(staff.seq.to_string())).await?;
    }
    Ok(())
}

async fn follow_desk(app: &App, mut me: Follower, sender: &Sender) -> std::result::Result<(), Ended> {
    let mut changes = app.feed.desk();
    let mut last = None;
    let mut memory = desk::Memory::default();
    while me.is_signed_in(app).await? {
        me.is_present(app).await?;
        changes.mark_unchanged();
        let Some(picture) = desk::picture(app, &me.agent.id, me.reads, &mut memory).await? else { return Ok(()) };
        if last.as_ref() != Some(&picture) {
            send(sender, event("desk", &picture)).await?;
            last = Some(picture);
        }
        // A burst of changes is drawn once.
        tokio::time::sleep(Duration::from_millis(50)).await;
        let _ = tokio::time::timeout(LOOK_AGAIN, changes.changed()).await;
    }
    Ok(())
}

/// Waits until there may be something new. What is true for a moment only is passed on at once.
async fn wait(
    signals: &mut tokio::sync::broadcast::Receiver<Signal>,
    sender: &Sender,
    reader: crate::wire::Typist,
) -> std::result::Result<(), Ended> {
    let look_again = tokio::time::sleep(LOOK_AGAIN);
    tokio::pin!(look_again);
    loop {
        tokio::select! {
            () = &mut look_again => return Ok(()),
            signal = signals.recv() => match signal {
                Ok(Signal::Typing(who)) if who == reader => {}
                Ok(Signal::Typing(who)) => send(sender, event("typing", &Typing { who })).await?,
                Ok(Signal::Advanced | Signal::Waiting | Signal::Seen) | Err(RecvError::Lagged(_)) => return Ok(()),
                Err(RecvError::Closed) => return Err(Ended),
            },
        }
    }
}

fn event(kind: &str, data: &impl Serialize) -> Sse {
    Sse::default().event(kind).json_data(data).expect("the wire types serialise")
}

async fn send(sender: &Sender, event: Sse) -> std::result::Result<(), Ended> {
    sender.send(Ok(event)).await.map_err(|_| Ended)
}
