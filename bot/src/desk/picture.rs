//! bot: what an agent's lists show, drawn anew after every change without reading again what has stayed.

use std::collections::HashMap;

use handoff::agent::Role;
use handoff::event::{Event, Fact};
use handoff::handoff::{Handoff, Outcome, State};
use handoff::id::{AgentId, ConversationId, HandoffId};
use handoff::message::{Author, Language};
use handoff::queue::{self, Waiting};
use jiff::{SignedDuration, Timestamp};

use super::{told, view_of};
use crate::app::App;
use crate::store::Result;
use crate::store::agent::Agent;
use crate::store::desk::Line;
use crate::view;
use crate::wire::{AgentView, Desk, DeskItem, DeskState};
use crate::words;

/// How far back an agent's ended conversations are listed, and how many.
const DONE_HOURS: i64 = 24;
const DONE: i64 = 50;
/// How many notes that call the agent are read.
const MENTIONS: i64 = 100;
/// From how many shared events a row is told.
const TOLD_FROM: i64 = 30;

/// The last words of the conversations drawn last, each with the number up to which it was read.
#[derive(Debug, Default)]
pub struct Memory(HashMap<ConversationId, (i64, LastWords)>);

/// Everything that one agent's list shows.
pub async fn picture(app: &App, me: &AgentId, reads: Language, memory: &mut Memory) -> Result<Option<Desk>> {
    let agents = app.store.agents().await?;
    let lines = app.store.desk_lines().await?;
    let open: Vec<Handoff> = lines.iter().map(|line| line.handoff.clone()).collect();
    let views: Vec<AgentView> = agents.iter().map(|agent| view_of(agent, &open)).collect();
    let Some(mine) = agents.iter().find(|agent| agent.id == *me) else { return Ok(None) };
    let since = app.now() - SignedDuration::from_hours(DONE_HOURS);
    let done = app.store.ended_lines_of(me, since, DONE).await?;
    let mut desk = Desk {
        me: view_of(mine, &open),
        agents: views.clone(),
        waiting: Vec::new(),
        mine: Vec::new(),
        others: Vec::new(),
        done: Vec::new(),
        calls: Vec::new(),
        mentions: Vec::new(),
        canned: app.store.canned_revision().await?,
    };
    let mut remembered = Memory::default();
    for line in in_order(&lines).into_iter().chain(&done) {
        let words = memory.words_of(app, line).await?;
        let item = item(app, line, &words, mine, &views, reads);
        remembered.0.insert(line.handoff.conversation.clone(), (line.last_number, words));
        match &line.handoff.state {
            State::Queued { .. } => desk.waiting.push(item),
            State::Claimed { by, .. } | State::Live { by, .. } if by == me => desk.mine.push(item),
            State::Claimed { .. } | State::Live { .. } => {
                if mine.role == Role::Lead {
                    desk.others.push(item);
                }
            }
            State::Callback { .. } => desk.calls.push(item),
            State::Offered { .. } | State::Ended { .. } => desk.done.push(item),
        }
    }
    for mention in app.store.mentions_of(mine, since, MENTIONS).await? {
        let words = memory.words_of(app, &mention.line).await?;
        let item = item(app, &mention.line, &words, mine, &views, reads);
        remembered.0.insert(mention.line.handoff.conversation.clone(), (mention.line.last_number, words));
        told::call(&mut desk, item, mention);
    }
    *memory = remembered;
    desk.calls.sort_by_key(|call| call.due);
    told::tell(app, &open, since, &mut desk).await?;
    Ok(Some(desk))
}

/// What waits in the order in which it should be claimed, then everything else.
fn in_order(lines: &[Line]) -> Vec<&Line> {
    let mut waiting: Vec<Waiting> = lines.iter().filter_map(|line| Waiting::of(&line.handoff)).collect();
    queue::sort(&mut waiting);
    let by_id: HashMap<&HandoffId, &Line> = lines.iter().map(|line| (&line.handoff.id, line)).collect();
    let waiting = waiting.iter().filter_map(|waiting| by_id.get(&waiting.id).copied());
    let others = lines.iter().filter(|line| !matches!(line.handoff.state, State::Queued { .. }));
    waiting.chain(others).collect()
}

fn item(app: &App, line: &Line, last: &LastWords, me: &Agent, agents: &[AgentView], reads: Language) -> DeskItem {
    let handoff = &line.handoff;
    let (since, due, state) = stand(&handoff.state);
    let now = app.now();
    let waiting = Waiting::of(handoff);
    let relaxation = app.settings.desk.relaxation();
    DeskItem {
        handoff: handoff.id.clone(),
        conversation: handoff.conversation.clone(),
        name: line.name.clone().unwrap_or_else(|| words::desk::somebody(reads).to_owned()),
        channel: line.channel,
        language: line.language,
        reason: handoff.reason.code,
        reason_sentence: handoff.reason.sentence(reads),
        priority: handoff.priority,
        queue: handoff.queue,
        state,
        waiting_since: since,
        due,
        last_words: last.text.clone(),
        last_at: last.at.unwrap_or(since),
        mood: last.mood,
        frustration: last.frustration,
        unread: last.unread,
        points: waiting.as_ref().map(|waiting| waiting.points(now)),
        care: waiting.as_ref().map(|waiting| waiting.circumstances().collect()),
        for_me: waiting.is_some().then(|| me.seat(0, None).may_take(handoff, now, relaxation)),
        preferred: waiting.is_some().then(|| handoff.need.preferred.as_ref() == Some(&me.id)),
        agent: handoff.holder().and_then(|by| agents.iter().find(|agent| agent.id == *by)).cloned(),
        snoozed_until: handoff.snoozed_at(now),
        whisper: None,
        mention: None,
        csat: None,
    }
}

/// Since when it is what it is, when it is due, and the word for it.
fn stand(state: &State) -> (Timestamp, Timestamp, DeskState) {
    match state {
        State::Queued { since, due } => (*since, *due, DeskState::Queued),
        State::Claimed { since, due, .. } => (*since, *due, DeskState::Claimed),
        State::Live { at, .. } => (*at, *at, DeskState::Live),
        State::Offered { at } => (*at, *at, DeskState::Queued),
        State::Callback { at, booked_at } => (*booked_at, *at, DeskState::Callback),
        State::Ended { outcome, at } => {
            let state = match outcome {
                Outcome::Returned => DeskState::Returned,
                Outcome::Closed => DeskState::Closed,
                Outcome::Cancelled | Outcome::Abandoned | Outcome::Declined => DeskState::Cancelled,
            };
            (*at, *at, state)
        }
    }
}

/// What a list row shows of a conversation.
#[derive(Debug, Clone, Default)]
struct LastWords {
    text: String,
    /// When the customer said it.
    at: Option<Timestamp>,
    mood: f32,
    frustration: f32,
    /// Messages of the customer after the agent's last.
    unread: u32,
}

impl Memory {
    /// As remembered, while nothing that customer and agent share has come since.
    async fn words_of(&mut self, app: &App, line: &Line) -> Result<LastWords> {
        let id = &line.handoff.conversation;
        match self.0.get(id) {
            Some((number, words)) if *number == line.last_number => Ok(words.clone()),
            _ => Ok(LastWords::of(&app.store.shared_before(id, i64::MAX, TOLD_FROM).await?)),
        }
    }
}

impl LastWords {
    fn of(events: &[Event]) -> Self {
        let mut words = Self::default();
        for event in events {
            let Fact::Said { message, reading } = &event.fact else { continue };
            match message.author {
                Author::Customer => {
                    words.text = view::short(&message.text, 80);
                    words.at = Some(event.at);
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
