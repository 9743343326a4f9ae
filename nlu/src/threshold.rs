//! nlu: where to draw the lines between sure, unsure and out of scope, so that mistakes cost least.

use models::Thresholds;
use models::train::random::Random;
use serde::Serialize;

use crate::evaluate::case::Verdict;
use crate::evaluate::free::verdict;
use crate::evaluate::resample::Interval;
use crate::evaluate::{Resampling, Trial, metric};

pub mod cost;
mod score;
mod search;

pub use cost::{Bill, Costs};
pub use score::alarm_lines;

use cost::{Priced, price};

/// New lines beside the old ones, and what they change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// The lines the model has.
    pub before: Thresholds,
    /// The lines that cost least on the set.
    pub after: Thresholds,
    /// What the old lines cost.
    pub cost_before: Bill,
    /// What the new lines cost.
    pub cost_after: Bill,
    /// What lines chosen on four fifths cost on the fifth they have not seen, a sentence: the honest figure.
    pub cross_checked: f64,
    /// How much less the new lines cost a sentence so measured, as a 95 % interval; below 0 they cost more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gain_ci: Option<Interval>,
    /// Sentences that are treated otherwise.
    pub changes: Vec<Change>,
}

/// A sentence that is treated otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The sentence.
    pub text: String,
    /// What is right.
    pub right: String,
    /// What the old lines do.
    pub before: String,
    /// What the new lines do.
    pub after: String,
    /// True where it costs less now.
    pub better: bool,
}

/// In how many parts the lines are checked.
const PARTS: usize = 5;

/// Chooses lines for a trial. `alarms` holds for each sentence the highest line at which an emergency is raised
/// (see [`alarm_lines`]); it is empty for models that raise none. None where no sentence has a label or mark.
pub fn choose(trial: &Trial, alarms: &[f64], now: Thresholds, costs: &Costs) -> Option<Choice> {
    let priced = price(trial, alarms, costs);
    if priced.iter().all(Priced::is_free) {
        return None;
    }
    let all: Vec<&Priced> = priced.iter().collect();
    let after = search::best(&all, now);
    let unseen = unseen(&priced, now);
    let saved: Vec<f64> = priced.iter().zip(&unseen).map(|(row, cost)| row.cost(&now) - cost).collect();
    let mean = |weights: &[u32]| {
        Some(
            saved.iter().zip(weights).map(|(saved, weight)| saved * f64::from(*weight)).sum::<f64>()
                / saved.len() as f64,
        )
    };
    Some(Choice {
        before: now,
        after,
        cost_before: Bill::of(&all, &now),
        cost_after: Bill::of(&all, &after),
        cross_checked: metric::mean(unseen.iter().copied()),
        gain_ci: Resampling::default().interval(saved.len(), mean),
        changes: changes(trial, &priced, &now, &after),
    })
}

/// What each sentence costs under lines chosen without it. The parts are drawn: sets are written in an order.
fn unseen(priced: &[Priced], now: Thresholds) -> Vec<f64> {
    let mut order: Vec<usize> = (0..priced.len()).collect();
    Random::new(1).shuffle(&mut order);
    let mut costs = vec![0.0; priced.len()];
    for part in 0..PARTS {
        let of = |held: bool| order.iter().enumerate().filter(move |(turn, _)| (turn % PARTS == part) == held);
        let seen: Vec<&Priced> = of(false).map(|(_, at)| &priced[*at]).collect();
        let lines = search::best(&seen, now);
        of(true).for_each(|(_, at)| costs[*at] = priced[*at].cost(&lines));
    }
    costs
}

fn changes(trial: &Trial, priced: &[Priced], before: &Thresholds, after: &Thresholds) -> Vec<Change> {
    let mut changes = Vec::new();
    for (case, row) in trial.cases().iter().zip(priced) {
        let does = |lines: &Thresholds| {
            let thresholds = crate::Thresholds {
                in_scope: lines.in_scope,
                confident: lines.confident,
                margin: lines.margin,
                frustration: lines.frustration,
            };
            let name = |label: usize| trial.name(trial.meant(label)).to_owned();
            let mut does = match verdict(&case.answer.labels, case.answer.in_scope.unwrap_or(1.0), &thresholds) {
                Verdict::Sure(label) => format!("answers {}", name(label)),
                Verdict::Either(one, other) => format!("asks {} or {}", name(one), name(other)),
                Verdict::Reject => "rejects".to_owned(),
            };
            if case.alarm.is_some() && row.alarms(lines) {
                does += ", raises an emergency";
            }
            if case.frustration.is_some() && row.frustrates(lines) {
                does += ", sees frustration";
            }
            does
        };
        let (was, is) = (does(before), does(after));
        if was != is {
            changes.push(Change {
                text: case.text.clone(),
                right: case.right.map(|right| trial.name(right).to_owned()).unwrap_or_default(),
                before: was,
                after: is,
                better: row.cost(after) < row.cost(before),
            });
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::{Alarm, Answer, Case, Flag};

    /// Sentences in scope are right from 0.7 up and wrong below; those out of scope have 0.3 in scope.
    fn trial() -> (Trial, Vec<f64>) {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        let mut alarms = Vec::new();
        for number in 0..100 {
            let (right, sure, in_scope) = match number % 4 {
                0 => ("oos", 0.6, 0.3),
                1 => ("b", 0.6, 0.8),
                _ => ("a", 0.9, 0.8),
            };
            let right = Some(trial.meaning(right));
            let urgent = number % 10 == 0;
            trial.push(Case {
                text: format!("sentence {number}"),
                right,
                answer: Answer { labels: vec![sure, 1.0 - sure], in_scope: Some(in_scope), ..Answer::default() },
                alarm: Some(Alarm { right: urgent, kind: None, raised: None, hard: false }),
                frustration: Some(Flag {
                    right: number % 5 == 0,
                    given: false,
                    score: if number % 5 == 0 { 0.4 } else { 0.2 },
                }),
                ..Case::default()
            });
            alarms.push(if urgent { 0.35 } else { 0.1 });
        }
        (trial, alarms)
    }

    #[test]
    fn lines_are_drawn_between_what_differs() {
        let (trial, alarms) = trial();
        let now = Thresholds { in_scope: 0.2, confident: 0.5, margin: 0.0, urgent: 0.9, frustration: 0.5 };
        let choice = choose(&trial, &alarms, now, &Costs::default()).unwrap();
        let after = choice.after;
        assert!(0.3 < after.in_scope && after.in_scope <= 0.8, "{after:?}");
        assert!(0.1 < after.urgent && after.urgent <= 0.35, "{after:?}");
        assert!(0.2 < after.frustration && after.frustration <= 0.4, "{after:?}");
        // Those of which one in two is wrong are asked about: the question costs less than the mistake.
        assert!(after.confident > 0.6 || after.margin > 0.2, "{after:?}");
        assert!(choice.cost_after.mean < choice.cost_before.mean);
        assert!((choice.cross_checked - choice.cost_after.mean).abs() < 0.05);
        assert!(choice.gain_ci.unwrap()[0] > 0.0);
        let change = choice.changes.iter().find(|change| change.text == "sentence 0").unwrap();
        assert!(change.better && change.after.contains("raises an emergency"), "{change:?}");
        assert!(change.before.starts_with("answers a") && change.after.starts_with("rejects"), "{change:?}");
    }

    #[test]
    fn what_was_not_marked_keeps_its_line() {
        let (mut trial, _) = trial();
        let mut bare = Trial::new(["a", "b"].map(str::to_owned));
        for case in trial.cases().iter().cloned() {
            let right = case.right.map(|right| bare.meaning(trial.name(right)));
            bare.push(Case { right, alarm: None, frustration: None, ..case });
        }
        trial = bare;
        let now = Thresholds::default();
        let choice = choose(&trial, &[], now, &Costs::default()).unwrap();
        assert!((choice.after.urgent - now.urgent).abs() < 1e-6);
        assert!((choice.after.frustration - now.frustration).abs() < 1e-6);
        assert!(choose(&Trial::new([]), &[], now, &Costs::default()).is_none());
    }
}
