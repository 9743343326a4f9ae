//! nlu: what production would do with each sentence: answer, ask back or reject, and whether that is right.

use serde::{Deserialize, Serialize};

use super::case::{Case, Meaning, Trial, Verdict};
use super::metric;
use super::resample::{Interval, Resampling};

/// The decision on every sentence with a label or out of scope; a question counts by its first choice.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct DecidedFigures {
    /// The share of right decisions.
    pub accuracy: f64,
    /// Its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_ci: Option<Interval>,
    /// Of those answered at once, the share that is right.
    #[serde(default)]
    pub answered_right: f64,
    /// Labelled sentences.
    #[serde(default)]
    pub n: usize,
    /// What became of sentences in scope.
    #[serde(default)]
    pub in_scope: Outcomes,
    /// What became of sentences out of scope.
    #[serde(default)]
    pub out_of_scope: Outcomes,
}

/// How often production did what; for sentences out of scope only a rejection is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outcomes {
    /// Answered, rightly.
    pub answered_right: usize,
    /// Answered, wrongly.
    pub answered_wrong: usize,
    /// Asked back, the right choice among the two.
    pub asked_right: usize,
    /// Asked back, neither choice right.
    pub asked_wrong: usize,
    /// Rejected.
    pub rejected: usize,
}

/// What a verdict comes to for one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Answered, rightly.
    AnsweredRight,
    /// Answered, wrongly.
    AnsweredWrong,
    /// Asked back, the right choice among the two.
    AskedRight,
    /// Asked back, neither choice right.
    AskedWrong,
    /// Rejected.
    Rejected,
}

impl Outcomes {
    /// Counts one more.
    pub fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::AnsweredRight => self.answered_right += 1,
            Outcome::AnsweredWrong => self.answered_wrong += 1,
            Outcome::AskedRight => self.asked_right += 1,
            Outcome::AskedWrong => self.asked_wrong += 1,
            Outcome::Rejected => self.rejected += 1,
        }
    }

    /// All of them.
    pub fn total(&self) -> usize {
        self.answered_right + self.answered_wrong + self.asked_right + self.asked_wrong + self.rejected
    }
}

/// What this verdict on a sentence comes to.
pub fn outcome(trial: &Trial, case: &Case, verdict: Verdict) -> Outcome {
    let right = |number: usize| case.accepts(trial.meant(number));
    let outside = |number: usize| trial.meant(number) == Meaning::OutOfScope;
    match verdict {
        Verdict::Reject => Outcome::Rejected,
        Verdict::Sure(label) if outside(label) => Outcome::Rejected,
        Verdict::Sure(label) if right(label) => Outcome::AnsweredRight,
        Verdict::Sure(_) => Outcome::AnsweredWrong,
        Verdict::Either(one, other) if right(one) || right(other) => Outcome::AskedRight,
        Verdict::Either(..) => Outcome::AskedWrong,
    }
}

/// The figures; none where no sentence has a label.
pub(super) fn figures(trial: &Trial, resampling: &Resampling) -> Option<DecidedFigures> {
    let labelled: Vec<&Case> = trial.cases().iter().filter(|case| case.right.is_some()).collect();
    let right: Vec<bool> = labelled.iter().map(|case| is_right(trial, case)).collect();
    let n = right.len();
    let (mut inside, mut outside) = (Outcomes::default(), Outcomes::default());
    for case in &labelled {
        let Some(verdict) = case.answer.verdict.or(case.answer.best().map(Verdict::Sure)) else { continue };
        let outcomes = if case.is_in_scope() { &mut inside } else { &mut outside };
        outcomes.count(outcome(trial, case, verdict));
    }
    let answered = inside.answered_right + inside.answered_wrong + outside.answered_right + outside.answered_wrong;
    let accuracy = |weights: &[u32]| {
        let hits: u32 = right.iter().zip(weights).filter(|(right, _)| **right).map(|(_, weight)| weight).sum();
        Some(f64::from(hits) / n as f64)
    };
    (n > 0).then(|| DecidedFigures {
        accuracy: metric::share(right.iter().copied()),
        accuracy_ci: resampling.interval(n, accuracy),
        answered_right: (inside.answered_right + outside.answered_right) as f64 / answered.max(1) as f64,
        n,
        in_scope: inside,
        out_of_scope: outside,
    })
}

/// True where production's decision is a right one.
pub(super) fn is_right(trial: &Trial, case: &Case) -> bool {
    trial.decided(case).is_some_and(|decided| case.accepts(decided))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::Answer;

    #[test]
    fn outcomes_and_accuracy_by_hand() {
        use Verdict::{Either, Reject, Sure};
        let mut trial = Trial::new(["a", "b", "c"].map(str::to_owned));
        let rows: [(&str, Option<&str>, Verdict); 8] = [
            ("a", None, Sure(0)),
            ("a", None, Sure(1)),
            ("a", None, Either(0, 1)),
            ("a", None, Either(1, 0)),
            ("a", None, Either(1, 2)),
            ("a", Some("oos"), Reject),
            ("oos", None, Reject),
            ("oos", None, Sure(0)),
        ];
        for (right, accept, verdict) in rows {
            let right = Some(trial.meaning(right));
            let accept = accept.map(|name| trial.meaning(name)).into_iter().collect();
            let answer = Answer { verdict: Some(verdict), ..Answer::default() };
            trial.push(Case { right, accept, answer, ..Case::default() });
        }
        let figures = figures(&trial, &Resampling::default()).unwrap();
        let inside = Outcomes { answered_right: 1, answered_wrong: 1, asked_right: 2, asked_wrong: 1, rejected: 1 };
        assert_eq!(figures.in_scope, inside);
        assert_eq!(figures.out_of_scope, Outcomes { answered_wrong: 1, rejected: 1, ..Outcomes::default() });
        // Right: the first, the question led by a, the accepted rejection, and that of the one out of scope.
        assert!((figures.accuracy - 0.5).abs() < 1e-9);
        assert!((figures.answered_right - 1.0 / 3.0).abs() < 1e-9);
        assert_eq!(figures.in_scope.total() + figures.out_of_scope.total(), 8);
        assert!(super::figures(&Trial::new([]), &Resampling::default()).is_none());
    }

    #[test]
    fn a_label_for_out_of_scope_is_a_rejection() {
        let mut trial = Trial::new(["a", "oos"].map(str::to_owned));
        let right = Some(trial.meaning("a"));
        let case = Case { right, ..Case::default() };
        assert_eq!(outcome(&trial, &case, Verdict::Sure(1)), Outcome::Rejected);
    }
}
