//! bot: the desk: follows the log, keeps positions true, and does what time asks for.

mod board;
mod round;
mod told;

pub use board::wallboard;
pub use round::{abandon, push, recall_callbacks, release_absent, release_silent_claims, remind};

use std::time::Duration;

use handoff::agent::Presence;
use handoff::event::{Event, Fact};
use handoff::handoff::{Handoff, Outcome, State};
use handoff::id::{AgentId, HandoffId};
use handoff::message::{Author, Language};
use handoff::queue::{self, Waiting};
use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::conversation::Control;
use crate::feed::Signal;
use crate::store::Result;
use crate::store::agent::Agent;
use crate::view;
use crate::wire::{AgentView, Desk, DeskItem, DeskState};

/// How often the desk looks for claims that stay silent, whatever the log says.
const ROUND: Duration = Duration::from_secs(1);
/// How far back an agent's ended conversations are listed.
const DONE_HOURS: i64 = 24;

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

/// Everything that one agent's list shows.
pub async fn picture(app: &App, me: &AgentId) -> Result<Option<Desk>> {
    let agents = app.store.agents().await?;
    let open = app.store.open_handoffs().await?;
    let views: Vec<AgentView> = agents.iter().map(|agent| view_of(agent, &open)).collect();
    let Some(mine) = agents.iter().find(|agent| agent.id == *me) else { return Ok(None) };

    let mut waiting: Vec<Waiting> = open.iter().filter_map(Waiting::of).collect();
    queue::sort(&mut waiting);
    let mut ordered: Vec<&Handoff> =
        waiting.iter().filter_map(|waiting| open.iter().find(|handoff| handoff.id == waiting.id)).collect();
    let since = app.now() - SignedDuration::from_hours(DONE_HOURS);
    let done = app.store.ended_handoffs_of(me, since, 50).await?;
    let mut desk = Desk {
        me: view_of(mine, &open),
        agents: views.clone(),
        waiting: Vec::new(),
        mine: Vec::new(),
        others: Vec::new(),
        done: Vec::new(),
    };
    let held = open.iter().filter(|handoff| !matches!(handoff.state, State::Queued { .. }));
    ordered.extend(held);
    for handoff in ordered.into_iter().chain(&done) {
        let item = item(app, handoff, mine, &views).await?;
        match &handoff.state {
            State::Queued { .. } => desk.waiting.push(item),
            State::Claimed { by, .. } | State::Live { by, .. } if by == me => desk.mine.push(item),
            State::Claimed { .. } | State::Live { .. } => {
                if mine.role == handoff::agent::Role::Lead {
                    desk.others.push(item);
                }
            }
            State::Offered { .. } | State::Callback { .. } | State::Ended { .. } => desk.done.push(item),
        }
    }
    told::tell(app, &open, since, &mut desk).await?;
    Ok(Some(desk))
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

async fn item(app: &App, handoff: &Handoff, me: &Agent, agents: &[AgentView]) -> Result<DeskItem> {
    let stored = app.store.conversation(&handoff.conversation).await?;
    let person = app.store.person(&handoff.person).await?;
    let last = app.store.shared_before(&handoff.conversation, i64::MAX, 30).await?;
    let conversation = stored.map(|stored| stored.conversation);
    let language = conversation.as_ref().map_or(Language::Ko, |conversation| conversation.language);
    let (since, due, state) = match &handoff.state {
        State::Queued { since, due } => (*since, *due, DeskState::Queued),
        State::Claimed { since, due, .. } => (*since, *due, DeskState::Claimed),
        State::Live { at, .. } => (*at, *at, DeskState::Live),
        State::Offered { at } => (*at, *at, DeskState::Queued),
        State::Callback { at, booked_at } => (*booked_at, *at, DeskState::Queued),
        State::Ended { outcome, at } => (
            *at,
            *at,
            match outcome {
                Outcome::Returned => DeskState::Returned,
                Outcome::Closed => DeskState::Closed,
                Outcome::Cancelled | Outcome::Abandoned | Outcome::Declined => DeskState::Cancelled,
            },
        ),
    };
    let now = app.now();
    let waiting = Waiting::of(handoff);
    let relaxation = app.settings.desk.relaxation();
    let words = LastWords::of(&last, since);
    Ok(DeskItem {
        handoff: handoff.id.clone(),
        conversation: handoff.conversation.clone(),
        name: person.and_then(|person| person.facts.name).unwrap_or_else(|| "손님".to_owned()),
        channel: conversation.map_or(handoff::message::Channel::Web, |conversation| conversation.channel),
        language,
        reason: handoff.reason.code,
        reason_sentence: handoff.reason.sentence(Language::Ko),
        priority: handoff.priority,
        queue: handoff.queue,
        state,
        waiting_since: since,
        due,
        last_words: words.text,
        last_at: words.at,
        mood: words.mood,
        frustration: words.frustration,
        unread: words.unread,
        points: waiting.as_ref().map(|waiting| waiting.points(now)),
        care: waiting.as_ref().map(|waiting| waiting.circumstances().collect()),
        for_me: waiting.is_some().then(|| me.seat(0, None).may_take(handoff, now, relaxation)),
        agent: handoff.holder().and_then(|by| agents.iter().find(|agent| agent.id == *by)).cloned(),
        whisper: None,
        csat: None,
    })
}

/// What a list row shows of a conversation.
struct LastWords {
    text: String,
    at: Timestamp,
    mood: f32,
    frustration: f32,
    /// Messages of the customer after the agent's last.
    unread: u32,
}

impl LastWords {
    fn of(events: &[Event], since: Timestamp) -> Self {
        let mut words = Self { text: String::new(), at: since, mood: 0.0, frustration: 0.0, unread: 0 };
        for event in events {
            let Fact::Said { message, reading } = &event.fact else { continue };
            match message.author {
                Author::Customer => {
                    words.text = view::short(&message.text, 80);
                    words.at = event.at;
                    words.unread += 1;
                    if let Some(reading) = reading {
                        words.mood = reading.sentiment;
                        words.frustration = reading.frustration;
                    }
                }
                Author::Agent { .. } => words.unread = 0,
                Author::Bot | Author::System => {}
            }
        }
        words
    }
}

/// Whether an agent may look at a conversation: it waits, it is or was theirs, or they lead.
pub fn may_see(handoff: &Handoff, control: &Control, agent: &Agent, was_theirs: bool) -> bool {
    agent.role == handoff::agent::Role::Lead
        || was_theirs
        || matches!(handoff.state, State::Queued { .. })
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
