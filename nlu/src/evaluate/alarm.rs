//! nlu: emergencies as production raises them: found of each kind, and raised without need.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::case::{Alarm, Trial};
use super::metric;
use super::resample::{Interval, wilson};

/// Emergencies as production raises them.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct UrgentFigures {
    /// How many emergencies are raised, as whatever kind.
    pub recall: f64,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall_ci: Option<Interval>,
    /// How many calm sentences raise one.
    pub false_alarm_rate: f64,
    /// How many of the raised ones are emergencies.
    pub precision: f64,
    /// How many hard negatives raise one: calm sentences that speak of what emergencies speak of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard_false_alarm_rate: Option<f64>,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard_false_alarm_ci: Option<Interval>,
    /// Hard negatives in the set.
    #[serde(default)]
    pub hard_negatives: usize,
    /// Emergencies in the set.
    #[serde(default)]
    pub n: usize,
}

/// How one kind of emergency fares.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct KindFigures {
    /// How many of the kind are raised, as whatever kind.
    pub recall: f64,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall_ci: Option<Interval>,
    /// How many are raised as this very kind.
    pub named: f64,
    /// Calm sentences that raise this kind.
    pub false_alarms: usize,
    /// Emergencies of the kind.
    pub n: usize,
}

/// The figures; none where no sentence is marked.
pub(super) fn figures(trial: &Trial) -> Option<UrgentFigures> {
    let alarms: Vec<&Alarm> = alarms(trial).collect();
    let pairs: Vec<(bool, bool)> = alarms.iter().map(|alarm| (alarm.right, alarm.raised.is_some())).collect();
    let metric::Score { precision, recall, n, .. } = metric::flag(&pairs)?;
    let hard: Vec<bool> =
        alarms.iter().filter(|alarm| !alarm.right && alarm.hard).map(|alarm| alarm.raised.is_some()).collect();
    let raised = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
    Some(UrgentFigures {
        recall,
        recall_ci: wilson(pairs.iter().filter(|(right, raised)| *right && *raised).count(), n),
        false_alarm_rate: metric::share(pairs.iter().filter(|(right, _)| !right).map(|(_, raised)| *raised)),
        precision,
        hard_false_alarm_rate: (!hard.is_empty()).then(|| metric::share(hard.iter().copied())),
        hard_false_alarm_ci: wilson(raised(&hard), hard.len()),
        hard_negatives: hard.len(),
        n,
    })
}

/// How each kind fares, by its name; a kind is there if it is in the set or was raised.
pub(super) fn kinds(trial: &Trial) -> BTreeMap<String, KindFigures> {
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for alarm in alarms(trial) {
        if let Some(kind) = alarm.kind.as_deref().filter(|_| alarm.right) {
            let count = counts.entry(kind).or_default();
            count[0] += 1;
            count[1] += usize::from(alarm.raised.is_some());
            count[2] += usize::from(alarm.raised.as_deref() == Some(kind));
        }
        if let Some(kind) = alarm.raised.as_deref().filter(|_| !alarm.right) {
            counts.entry(kind).or_default()[3] += 1;
        }
    }
    let figures = |(kind, [n, raised, named, false_alarms]): (&str, [usize; 4])| {
        let share = |count: usize| count as f64 / n.max(1) as f64;
        let recall_ci = wilson(raised, n);
        (kind.to_owned(), KindFigures { recall: share(raised), recall_ci, named: share(named), false_alarms, n })
    };
    counts.into_iter().map(figures).collect()
}

fn alarms(trial: &Trial) -> impl Iterator<Item = &Alarm> {
    trial.cases().iter().filter_map(|case| case.alarm.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::Case;

    fn trial(rows: &[(bool, &str, &str, bool)]) -> Trial {
        let some = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let mut trial = Trial::new([]);
        for &(right, kind, raised, hard) in rows {
            let alarm = Some(Alarm { right, kind: some(kind), raised: some(raised), hard });
            trial.push(Case { alarm, ..Case::default() });
        }
        trial
    }

    #[test]
    fn recall_and_false_alarms_by_hand() {
        let trial = trial(&[
            (true, "lost", "lost", false),
            (true, "lost", "theft", false),
            (true, "theft", "", false),
            (false, "", "lost", true),
            (false, "", "", true),
            (false, "", "", false),
            (false, "", "", false),
        ]);
        let figures = figures(&trial).unwrap();
        assert!((figures.recall - 2.0 / 3.0).abs() < 1e-9);
        assert!((figures.false_alarm_rate - 0.25).abs() < 1e-9);
        assert!((figures.precision - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!((figures.hard_false_alarm_rate, figures.hard_negatives, figures.n), (Some(0.5), 2, 3));
        let kinds = kinds(&trial);
        assert_eq!((kinds["lost"].n, kinds["lost"].false_alarms), (2, 1));
        assert!((kinds["lost"].recall - 1.0).abs() < 1e-9 && (kinds["lost"].named - 0.5).abs() < 1e-9);
        assert!(kinds["theft"].recall.abs() < 1e-9);
    }

    #[test]
    fn sets_without_emergencies_do_not_break() {
        assert!(figures(&trial(&[])).is_none());
        let calm = figures(&trial(&[(false, "", "", false)])).unwrap();
        assert_eq!((calm.n, calm.recall_ci, calm.hard_false_alarm_rate), (0, None, None));
    }
}
