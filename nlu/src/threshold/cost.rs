//! nlu: what mistakes cost, and the bill of a set under given lines.

use std::collections::BTreeMap;

use models::Thresholds;
use serde::{Deserialize, Serialize};

use crate::evaluate::case::{Case, Verdict};
use crate::evaluate::decision::{Outcome, outcome};
use crate::evaluate::{Meaning, Trial};

/// What each mistake costs; the unit is one needless question back. Right treatment costs nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Costs {
    /// In scope, answered at once with another intent.
    pub answer_wrong: f64,
    /// In scope, asked back with the right intent among the two.
    pub ask_right: f64,
    /// In scope, asked back with neither intent right.
    pub ask_wrong: f64,
    /// In scope, not understood.
    pub reject_in_scope: f64,
    /// Out of scope, answered as if it were an intent.
    pub accept_out_of_scope: f64,
    /// Out of scope, asked back between two intents.
    pub ask_out_of_scope: f64,
    /// An emergency that is not raised.
    pub miss_emergency: f64,
    /// A calm sentence that raises an emergency.
    pub false_emergency: f64,
    /// A frustrated customer who is not seen.
    pub miss_frustration: f64,
    /// A calm customer who is taken for frustrated.
    pub false_frustration: f64,
    /// How many times as much a mistake about one intent costs.
    pub weight: BTreeMap<String, f64>,
    /// How often each kind comes in production, where the set has more or fewer of it.
    pub share: Shares,
}

/// The shares of production (0..1); what is not given stays as in the set.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shares {
    /// Sentences out of scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out_of_scope: Option<f64>,
    /// Emergencies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<f64>,
    /// Frustrated customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frustration: Option<f64>,
}

/// Costs that cannot be reckoned with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` must be a number of at least 0{1}")]
pub struct BadCost(String, &'static str);

/// What a set costs under some lines.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Bill {
    /// The mean cost of a sentence.
    pub mean: f64,
    /// How often each thing happens and what it costs together.
    pub items: Vec<Item>,
}

/// One line of the bill.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// What happens.
    pub what: &'static str,
    /// How often.
    pub count: usize,
    /// What all of it costs.
    pub cost: f64,
}

/// A sentence with the price of everything that may be done with it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Priced {
    pub(super) in_scope: f64,
    pub(super) confidence: f64,
    pub(super) lead: f64,
    /// Answering, asking, rejecting: what each comes to, and its price; none without a label.
    pub(super) meaning: Option<[(&'static str, f64); 3]>,
    /// The highest line that raises an emergency, whether it is one, and the price of being wrong.
    pub(super) alarm: Option<(f64, bool, f64)>,
    /// The same of frustration.
    pub(super) frustration: Option<(f64, bool, f64)>,
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            answer_wrong: 4.0,
            ask_right: 1.0,
            ask_wrong: 2.5,
            reject_in_scope: 3.0,
            accept_out_of_scope: 3.0,
            ask_out_of_scope: 1.5,
            miss_emergency: 50.0,
            false_emergency: 2.0,
            miss_frustration: 2.0,
            false_frustration: 1.0,
            weight: BTreeMap::new(),
            share: Shares::default(),
        }
    }
}

impl Costs {
    /// Refuses costs that are negative or no numbers, and shares outside 0..1.
    pub fn check(&self) -> Result<(), BadCost> {
        let own = [
            ("answer_wrong", self.answer_wrong),
            ("ask_right", self.ask_right),
            ("ask_wrong", self.ask_wrong),
            ("reject_in_scope", self.reject_in_scope),
            ("accept_out_of_scope", self.accept_out_of_scope),
            ("ask_out_of_scope", self.ask_out_of_scope),
            ("miss_emergency", self.miss_emergency),
            ("false_emergency", self.false_emergency),
            ("miss_frustration", self.miss_frustration),
            ("false_frustration", self.false_frustration),
        ];
        let weights = self.weight.iter().map(|(name, weight)| (name.as_str(), *weight));
        if let Some((name, _)) = own.into_iter().chain(weights).find(|(_, cost)| !(cost.is_finite() && *cost >= 0.0)) {
            return Err(BadCost(name.to_owned(), ""));
        }
        let Shares { out_of_scope, emergency, frustration } = self.share;
        let shares = [("out_of_scope", out_of_scope), ("emergency", emergency), ("frustration", frustration)];
        match shares.into_iter().find(|(_, share)| share.is_some_and(|share| !(share > 0.0 && share < 1.0))) {
            Some((name, _)) => Err(BadCost(format!("share.{name}"), " and below 1")),
            None => Ok(()),
        }
    }

    /// What is done and what it costs, for a sentence in scope or out of it.
    fn of(&self, outcome: Outcome, in_scope: bool) -> (&'static str, f64) {
        match (outcome, in_scope) {
            (Outcome::AnsweredRight, _) => ("answered rightly", 0.0),
            (Outcome::AnsweredWrong, true) => ("answered with another intent", self.answer_wrong),
            (Outcome::AskedRight, _) => ("asked back, the right one offered", self.ask_right),
            (Outcome::AskedWrong, true) => ("asked back in vain", self.ask_wrong),
            (Outcome::Rejected, true) => ("in scope, rejected", self.reject_in_scope),
            (Outcome::AnsweredWrong, false) => ("out of scope, answered", self.accept_out_of_scope),
            (Outcome::AskedWrong, false) => ("out of scope, asked back", self.ask_out_of_scope),
            (Outcome::Rejected, false) => ("out of scope, rejected", 0.0),
        }
    }
}

/// The sentences of a trial with the price of everything that may be done with them.
pub(super) fn price(trial: &Trial, alarms: &[f64], costs: &Costs) -> Vec<Priced> {
    let cases = trial.cases();
    let outside = balance(
        cases.iter().map(|case| case.right.map(|right| right == Meaning::OutOfScope)),
        costs.share.out_of_scope,
    );
    let urgent = balance(cases.iter().map(|case| case.alarm.as_ref().map(|it| it.right)), costs.share.emergency);
    let worn = balance(cases.iter().map(|case| case.frustration.map(|it| it.right)), costs.share.frustration);
    let price = |(at, case): (usize, &Case)| {
        let alarm = case.alarm.as_ref().zip(alarms.get(at)).map(|(alarm, line)| {
            let cost = if alarm.right { costs.miss_emergency } else { costs.false_emergency };
            (*line, alarm.right, cost * urgent.of(alarm.right))
        });
        let frustration = case.frustration.map(|flag| {
            let cost = if flag.right { costs.miss_frustration } else { costs.false_frustration };
            (flag.score, flag.right, cost * worn.of(flag.right))
        });
        let ranked = case.answer.ranked(2);
        let confidence = |rank: usize| ranked.get(rank).map_or(0.0, |&label| f64::from(case.answer.labels[label]));
        Priced {
            in_scope: f64::from(case.answer.in_scope.unwrap_or(1.0)),
            confidence: confidence(0),
            lead: if ranked.len() > 1 { confidence(0) - confidence(1) } else { 1.0 },
            meaning: meaning(trial, case, &ranked, costs, &outside),
            alarm,
            frustration,
        }
    };
    cases.iter().enumerate().map(price).collect()
}

fn meaning(
    trial: &Trial,
    case: &Case,
    ranked: &[usize],
    costs: &Costs,
    outside: &Balance,
) -> Option<[(&'static str, f64); 3]> {
    let right = case.right?;
    let best = *ranked.first()?;
    let second = ranked.get(1).copied().unwrap_or(best);
    let weight = costs.weight.get(trial.name(right)).copied().unwrap_or(1.0) * outside.of(right == Meaning::OutOfScope);
    let verdicts = [Verdict::Sure(best), Verdict::Either(best, second), Verdict::Reject];
    Some(verdicts.map(|verdict| {
        let outcome = outcome(trial, case, verdict);
        // A rejection that is accepted is right.
        let in_scope = case.is_in_scope() && !(outcome == Outcome::Rejected && case.accepts(Meaning::OutOfScope));
        let (what, cost) = costs.of(outcome, in_scope);
        (what, cost * weight)
    }))
}

/// What a yes and a no weigh so that their shares are those of production.
struct Balance {
    yes: f64,
    no: f64,
}

impl Balance {
    fn of(&self, yes: bool) -> f64 {
        if yes { self.yes } else { self.no }
    }
}

fn balance(flags: impl Iterator<Item = Option<bool>>, share: Option<f64>) -> Balance {
    let (mut yes, mut all) = (0.0, 0.0);
    for flag in flags.flatten() {
        all += 1.0;
        yes += f64::from(u8::from(flag));
    }
    match share {
        Some(share) if yes > 0.0 && yes < all => {
            Balance { yes: share / (yes / all), no: (1.0 - share) / (1.0 - yes / all) }
        }
        _ => Balance { yes: 1.0, no: 1.0 },
    }
}

impl Priced {
    /// True where nothing that is done with it can cost anything.
    pub(super) fn is_free(&self) -> bool {
        self.meaning.is_none() && self.alarm.is_none() && self.frustration.is_none()
    }

    /// True where these lines raise an emergency.
    pub(super) fn alarms(&self, lines: &Thresholds) -> bool {
        self.alarm.is_some_and(|(line, ..)| line >= f64::from(lines.urgent))
    }

    /// True where these lines see frustration.
    pub(super) fn frustrates(&self, lines: &Thresholds) -> bool {
        self.frustration.is_some_and(|(score, ..)| score >= f64::from(lines.frustration))
    }

    /// What is done under these lines: 0 answers, 1 asks, 2 rejects.
    fn does(&self, lines: &Thresholds) -> usize {
        if self.in_scope < f64::from(lines.in_scope) {
            2
        } else {
            usize::from(self.confidence < f64::from(lines.confident) || self.lead < f64::from(lines.margin))
        }
    }

    /// The cost of the sentence under these lines.
    pub(super) fn cost(&self, lines: &Thresholds) -> f64 {
        self.items(lines).map(|(_, cost)| cost).sum()
    }

    fn items(&self, lines: &Thresholds) -> impl Iterator<Item = (&'static str, f64)> {
        let meaning = self.meaning.map(|prices| prices[self.does(lines)]);
        let flag = |flag: Option<(f64, bool, f64)>, given: bool, missed, unfounded| {
            flag.filter(|(_, right, _)| *right != given)
                .map(|(_, right, cost)| (if right { missed } else { unfounded }, cost))
        };
        let alarm = flag(self.alarm, self.alarms(lines), "emergency missed", "false emergency");
        let worn = flag(self.frustration, self.frustrates(lines), "frustration missed", "frustration unfounded");
        meaning.into_iter().chain(alarm).chain(worn)
    }
}

impl Bill {
    /// What some sentences cost under some lines.
    pub(super) fn of(rows: &[&Priced], lines: &Thresholds) -> Self {
        const ORDER: [&str; 12] = [
            "answered rightly",
            "answered with another intent",
            "asked back, the right one offered",
            "asked back in vain",
            "in scope, rejected",
            "out of scope, rejected",
            "out of scope, asked back",
            "out of scope, answered",
            "emergency missed",
            "false emergency",
            "frustration missed",
            "frustration unfounded",
        ];
        let mut items: BTreeMap<usize, Item> = BTreeMap::new();
        for (what, cost) in rows.iter().flat_map(|row| row.items(lines)) {
            let place = ORDER.iter().position(|name| *name == what).unwrap_or(ORDER.len());
            let item = items.entry(place).or_insert(Item { what, count: 0, cost: 0.0 });
            item.count += 1;
            item.cost += cost;
        }
        let items: Vec<Item> = items.into_values().collect();
        Self { mean: items.iter().map(|item| item.cost).sum::<f64>() / rows.len().max(1) as f64, items }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::{Alarm, Answer};

    fn case(trial: &mut Trial, right: &str, labels: [f32; 2]) -> Case {
        let right = Some(trial.meaning(right));
        Case {
            right,
            answer: Answer { labels: labels.to_vec(), in_scope: Some(0.5), ..Answer::default() },
            ..Case::default()
        }
    }

    #[test]
    fn prices_by_hand() {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        for (right, labels) in [("a", [0.7, 0.3]), ("b", [0.7, 0.3]), ("c", [0.7, 0.3]), ("oos", [0.7, 0.3])] {
            let case = case(&mut trial, right, labels);
            trial.push(case);
        }
        let costs = Costs { weight: [("b".to_owned(), 2.0)].into(), ..Costs::default() };
        let prices: Vec<[f64; 3]> =
            price(&trial, &[], &costs).iter().map(|row| row.meaning.unwrap().map(|(_, cost)| cost)).collect();
        assert_eq!(prices, [[0.0, 1.0, 3.0], [8.0, 2.0, 6.0], [4.0, 2.5, 3.0], [3.0, 1.5, 0.0]]);
    }

    #[test]
    fn an_accepted_rejection_is_free() {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        let case = Case { accept: vec![Meaning::OutOfScope], ..case(&mut trial, "a", [0.7, 0.3]) };
        trial.push(case);
        assert!(price(&trial, &[], &Costs::default())[0].meaning.unwrap()[2].1.abs() < 1e-9);
    }

    #[test]
    fn the_bill_counts_what_happens_under_the_lines() {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        for (right, urgent) in [("a", true), ("b", false), ("oos", false)] {
            let alarm = Some(Alarm { right: urgent, kind: None, raised: None, hard: false });
            let case = Case { alarm, ..case(&mut trial, right, [0.7, 0.3]) };
            trial.push(case);
        }
        let lines = Thresholds { in_scope: 0.4, confident: 0.6, margin: 0.1, urgent: 0.5, frustration: 0.5 };
        let rows = price(&trial, &[0.2, 0.9, 0.1], &Costs::default());
        let bill = Bill::of(&rows.iter().collect::<Vec<_>>(), &lines);
        let items: Vec<(&str, usize)> = bill.items.iter().map(|item| (item.what, item.count)).collect();
        let want = [
            ("answered rightly", 1),
            ("answered with another intent", 1),
            ("out of scope, answered", 1),
            ("emergency missed", 1),
            ("false emergency", 1),
        ];
        assert_eq!(items, want);
        assert!((bill.mean - (4.0 + 3.0 + 50.0 + 2.0) / 3.0).abs() < 1e-9);
    }

    #[test]
    fn shares_of_production_weigh_the_set() {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        for right in ["a", "a", "a", "oos"] {
            let case = case(&mut trial, right, [0.7, 0.3]);
            trial.push(case);
        }
        let share = Shares { out_of_scope: Some(0.5), ..Shares::default() };
        let rows = price(&trial, &[], &Costs { share, ..Costs::default() });
        assert!((rows[3].meaning.unwrap()[0].1 - 6.0).abs() < 1e-9);
        assert!((rows[0].meaning.unwrap()[2].1 - 2.0).abs() < 1e-9);
    }

    #[test]
    fn costs_that_cannot_be_are_refused() {
        let refused = |costs: Costs| costs.check().unwrap_err().to_string();
        assert!(Costs::default().check().is_ok());
        assert_eq!(
            refused(Costs { ask_right: -1.0, ..Costs::default() }),
            "`ask_right` must be a number of at least 0"
        );
        assert!(refused(Costs { answer_wrong: f64::NAN, ..Costs::default() }).contains("answer_wrong"));
        assert!(refused(Costs { weight: [("a".to_owned(), -2.0)].into(), ..Costs::default() }).contains("`a`"));
        let share = Shares { emergency: Some(1.5), ..Shares::default() };
        assert!(refused(Costs { share, ..Costs::default() }).contains("share.emergency"));
    }
}
