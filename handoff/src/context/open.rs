//! handoff: questions 7 and 9: how far is everything, and what waits for us?

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Open, OpenKind, Process};
use crate::event::BlockedOn;
use crate::journey::Journey;
use crate::message::{Language, Progress};
use crate::text::clip;

/// How many processes, and how many promises and cases are shown.
const PROCESSES: usize = 8;
const OPEN: usize = 12;

/// The processes under way: what waits for the customer first, then the newest step.
pub(super) fn processes(journey: &Journey, expected: &BTreeMap<String, Timestamp>, reader: Language) -> Vec<Process> {
    let mut open: Vec<_> = journey.open_processes().collect();
    open.sort_by_key(|(name, process)| {
        (process.blocked_on != BlockedOn::Customer, std::cmp::Reverse(process.since), (*name).clone())
    });
    let shown = open.into_iter().take(PROCESSES).map(|(name, process)| {
        let Progress { step, of, labels } = process.progress(reader);
        Process {
            process: clip(name, 60),
            title: clip(&process.title, 60),
            // A bar of more steps than a map may have is no bar.
            progress: Progress { step, of, labels: labels.iter().take(20).map(|label| clip(label, 20)).collect() },
            since: process.since,
            blocked_on: process.blocked_on,
            usual_days: expected.get(name).map(|by| days(process.since, *by)),
        }
    });
    shown.collect()
}

/// Whole days, of which the last one counts.
fn days(from: Timestamp, to: Timestamp) -> u32 {
    let hours = to.duration_since(from).as_hours();
    u32::try_from((hours + 23).div_euclid(24)).unwrap_or(0).max(1)
}

/// Promises and cases that are open, what is due first on top.
pub(super) fn promises_and_cases(journey: &Journey, reader: Language) -> Vec<Open> {
    let ko = reader == Language::Ko;
    let promises = journey.promises.iter().map(|promise| {
        let word = if ko { "약속" } else { "Promise" };
        let by = if ko && promise.by == "bot" { "봇" } else { &promise.by };
        Open {
            kind: OpenKind::Promise,
            label: format!("{word} ({}): {}", clip(by, 20), clip(&promise.text, 120)),
            name: promise.text.clone(),
            due: promise.due,
        }
    });
    let cases = journey.cases.iter().map(|case| {
        let word = if ko { "접수" } else { "Case" };
        Open {
            kind: OpenKind::Case,
            label: format!("{word} {}: {}", clip(&case.number, 30), clip(&case.title, 120)),
            name: clip(&case.number, 30),
            due: case.due,
        }
    });
    let mut open: Vec<Open> = promises.chain(cases).collect();
    open.sort_by_key(|open| (open.due.is_none(), open.due));
    open.truncate(OPEN);
    open
}
