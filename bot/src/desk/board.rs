//! bot: the wallboard: who waits, who serves, and how well it goes today.

use handoff::handoff::{Handoff, Outcome, Queue, State};
use handoff::hours::{local, timestamp};
use handoff::measure::{Share, Times};
use handoff::queue::Waiting;
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};

use super::view_of;
use crate::app::App;
use crate::store::Result;
use crate::store::board::{CSAT, Course};
use crate::wire::{AgentLoad, QueueLoad, Today, Wallboard};

/// With less left a promise is at risk.
const AT_RISK: SignedDuration = SignedDuration::from_secs(60);
/// From this score of five on somebody was content.
const CONTENT: u8 = 4;

/// Everything a lead's wall shows.
pub async fn wallboard(app: &App) -> Result<Wallboard> {
    let now = app.now();
    let open = app.store.open_handoffs().await?;
    let agents = app.store.agents().await?;
    let midnight = timestamp(local(now).date().to_datetime(Time::midnight())).unwrap_or(now);
    let courses = app.store.courses_since(midnight).await?;
    let scores = app.store.survey_scores(CSAT, midnight).await?;
    let all = load(None, &open, now);
    let by_queue = Queue::ALL.iter().map(|queue| load(Some(*queue), &open, now)).collect();
    let agents = agents.iter().map(|agent| {
        let of = |live| {
            let held = open.iter().filter(|handoff| handoff.holder() == Some(&agent.id));
            held.filter(|handoff| matches!(handoff.state, State::Live { .. }) == live).count()
        };
        AgentLoad {
            agent: view_of(agent, &open),
            since: agent.presence_at,
            claimed: count(of(false)),
            live: count(of(true)),
        }
    });
    let opens_at = app.hours.opens_at(now).and_then(timestamp);
    Ok(Wallboard {
        at: now,
        all,
        by_queue,
        agents: agents.collect(),
        today: today(&courses, &scores, midnight),
        opens_at,
    })
}

/// What waits in a queue, or in all.
fn load(queue: Option<Queue>, open: &[Handoff], now: Timestamp) -> QueueLoad {
    let of_queue = open.iter().filter(|handoff| queue.is_none_or(|queue| handoff.queue == queue));
    let waiting: Vec<Waiting> = of_queue.clone().filter_map(Waiting::of).collect();
    let slack =
        |fits: &dyn Fn(SignedDuration) -> bool| count(waiting.iter().filter(|one| fits(one.slack(now))).count());
    QueueLoad {
        queue,
        waiting: count(waiting.len()),
        oldest_seconds: waiting.iter().map(|one| now.duration_since(one.since).as_secs()).max(),
        at_risk: slack(&|slack| slack > SignedDuration::ZERO && slack <= AT_RISK),
        late: slack(&|slack| slack <= SignedDuration::ZERO),
        held: count(of_queue.filter(|handoff| handoff.holder().is_some()).count()),
    }
}

fn today(courses: &[Course], scores: &[u8], midnight: Timestamp) -> Today {
    let ended = |outcome| count(courses.iter().filter(|course| course.outcome == Some(outcome)).count());
    let between = |from: Option<Timestamp>, to: Option<Timestamp>| Some(to?.duration_since(from?).as_secs());
    let of_today = courses.iter().filter(|course| course.queued_at >= Some(midnight));
    let left = ended(Outcome::Abandoned) + ended(Outcome::Cancelled);
    Today {
        handoffs: count(courses.len()),
        answered: count(courses.iter().filter(|course| course.first_reply_at.is_some()).count()),
        abandoned: Share::of(left, count(courses.len())),
        first_response: Times::of(
            // Whoever wrote in the night is not answered late in the morning.
            of_today.filter_map(|one| between(one.queued_at, one.first_reply_at)).collect(),
        ),
        handle: Times::of(courses.iter().filter_map(|one| between(one.claimed_at, one.ended_at)).collect()),
        csat: Share::of(count(scores.iter().filter(|score| **score >= CONTENT).count()), count(scores.len())),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
