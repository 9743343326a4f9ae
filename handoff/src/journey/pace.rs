//! handoff: how long the steps of processes take, from what they took others.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::process::{Process, ProcessKind};
use crate::event::{Event, Fact};
use crate::id::PersonId;

/// With fewer times nothing is said of how long a step takes.
const ENOUGH: usize = 5;

/// The times that steps took, in seconds, by kind and step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pace(BTreeMap<(ProcessKind, u8), Vec<i64>>);

/// How long a step usually takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    /// Half take no longer.
    pub p50: SignedDuration,
    /// Nine of ten take no longer.
    pub p90: SignedDuration,
    /// How many times it was measured.
    pub n: usize,
}

impl Pace {
    /// From the moves of many persons' processes, in whatever order. A step that is still under way is no
    /// time yet.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        let mut moves: BTreeMap<(&PersonId, &str), Vec<(Timestamp, u8)>> = BTreeMap::new();
        for event in events {
            if let Fact::ProcessMoved { process, step, .. } = &event.fact {
                moves.entry((&event.person, process)).or_default().push((event.at, *step));
            }
        }
        let mut pace = Self::default();
        for ((_, process), mut moves) in moves {
            let Some(kind) = ProcessKind::of(process) else { continue };
            moves.sort_unstable();
            moves.dedup_by_key(|(_, step)| *step);
            for pair in moves.windows(2) {
                let took = pair[1].0.duration_since(pair[0].0).as_secs();
                pace.0.entry((kind, pair[0].1)).or_default().push(took);
            }
        }
        pace.0.values_mut().for_each(|times| times.sort_unstable());
        pace
    }

    /// How long a step usually takes; none while too little is known.
    pub fn usual(&self, kind: ProcessKind, step: u8) -> Option<Usual> {
        let times = self.0.get(&(kind, step)).filter(|times| times.len() >= ENOUGH)?;
        let share = |percent: usize| SignedDuration::from_secs(times[(times.len() * percent).div_ceil(100) - 1]);
        Some(Usual { p50: share(50), p90: share(90), n: times.len() })
    }

    /// By when the present step should be over; none for what is done or unknown.
    pub fn expected_by(&self, process: &Process) -> Option<Timestamp> {
        let usual = self.usual(process.kind?, process.step).filter(|_| !process.done)?;
        process.since.checked_add(usual.p90).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::BlockedOn;
    use crate::message::Channel;

    fn moved(person: &str, minute: i64, step: u8) -> Event {
        Event {
            seq: 0,
            source: "core".into(),
            id: format!("{person}-{step}"),
            at: Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute),
            person: person.into(),
            channel: Channel::Web,
            conversation: None,
            number: None,
            fact: Fact::ProcessMoved {
                process: format!("loan_application:{person}"),
                title: "대출".into(),
                step,
                of: 5,
                label: "심사".into(),
                blocked_on: BlockedOn::Company,
            },
        }
    }

    #[test]
    fn usual_times_come_from_steps_that_are_over() {
        let mut events = Vec::new();
        for n in 0..10 {
            events.push(moved(&format!("p{n}"), 0, 1));
            events.push(moved(&format!("p{n}"), 10 * (n + 1), 2));
        }
        events.push(moved("open", 0, 1));
        events.reverse();
        let pace = Pace::of(&events);
        let minutes = SignedDuration::from_mins;
        let usual = pace.usual(ProcessKind::LoanApplication, 1).unwrap();
        assert_eq!(usual, Usual { p50: minutes(50), p90: minutes(90), n: 10 });
        assert_eq!(pace.usual(ProcessKind::LoanApplication, 2), None, "nobody has left the second step");
        let first = moved("new", 100, 1);
        let process = Process::moved(None, &first.fact, first.at).unwrap();
        assert_eq!(pace.expected_by(&process), Some(first.at + minutes(90)));
        assert_eq!(Pace::of(&events[..4]).expected_by(&process), None, "too few to tell");
    }
}
