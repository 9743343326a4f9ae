//! nlu: what an evaluation looks at: labelled sentences and a model's answers to them, as plain data.

use std::collections::HashMap;

use crate::dataset::is_out_of_scope;

/// Labelled sentences with the answers of one model; labels are whatever names the model and the set use.
#[derive(Debug, Clone, Default)]
pub struct Trial {
    labels: Vec<String>,
    known: usize,
    numbers: HashMap<String, usize>,
    cases: Vec<Case>,
}

/// What a sentence means, by the number of its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// The label with this number.
    Label(usize),
    /// None of the labels.
    OutOfScope,
}

/// One labelled sentence with its answer; a part without a label is not measured.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// The sentence.
    pub text: String,
    /// What was said before it, oldest first.
    pub prev: Vec<String>,
    /// What it means.
    pub right: Option<Meaning>,
    /// What else is a right answer.
    pub accept: Vec<Meaning>,
    /// What the model said.
    pub answer: Answer,
    /// Whether it is frustrated.
    pub frustration: Option<Flag>,
    /// How it feels, from −2 to 2.
    pub sentiment: Option<Graded>,
    /// How soon it matters: the right name and the given one.
    pub urgency: Option<(String, String)>,
    /// Whether it is an emergency.
    pub alarm: Option<Alarm>,
    /// The groups it is counted in, as pairs of dimension and value.
    pub slices: Vec<(&'static str, String)>,
}

/// What a model said of the meaning of one sentence.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Probabilities in the order of the model's labels.
    pub labels: Vec<f32>,
    /// How likely any label fits; without it the probability of the best label stands in.
    pub in_scope: Option<f32>,
    /// What the model's thresholds make of it.
    pub verdict: Option<Verdict>,
    /// Milliseconds it took.
    pub took: Option<f64>,
}

/// What thresholds make of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Act on this label.
    Sure(usize),
    /// Ask which of the two, the likelier first.
    Either(usize, usize),
    /// None of the labels.
    Reject,
}

/// A question of yes or no.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flag {
    /// The right answer.
    pub right: bool,
    /// The given answer.
    pub given: bool,
    /// The score behind it.
    pub score: f64,
}

/// A feeling on a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Graded {
    /// The right grade.
    pub right: i8,
    /// The given grade.
    pub given: i8,
    /// The grade expected on average.
    pub expected: f64,
}

/// Whether a sentence is an emergency, and whether one was raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// True where it is one.
    pub right: bool,
    /// Which kind it is, where that is known.
    pub kind: Option<String>,
    /// Which kind was raised.
    pub raised: Option<String>,
    /// True for a calm sentence that speaks of what emergencies speak of.
    pub hard: bool,
}

impl Trial {
    /// A trial of a model with these labels, in the order of its probabilities.
    pub fn new(labels: impl IntoIterator<Item = String>) -> Self {
        let labels: Vec<String> = labels.into_iter().collect();
        let numbers = labels.iter().enumerate().map(|(number, name)| (name.clone(), number)).collect();
        Self { known: labels.len(), numbers, labels, cases: Vec::new() }
    }

    /// What a name in the set means; a name the model does not know can only be answered wrongly.
    pub fn meaning(&mut self, name: &str) -> Meaning {
        if is_out_of_scope(name) {
            return Meaning::OutOfScope;
        }
        if let Some(&number) = self.numbers.get(name) {
            return Meaning::Label(number);
        }
        self.labels.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.labels.len() - 1);
        Meaning::Label(self.labels.len() - 1)
    }

    /// Adds a sentence.
    pub fn push(&mut self, case: Case) {
        self.cases.push(case);
    }

    /// Adds the sentences of another trial of models with the same labels.
    pub fn extend(&mut self, other: Self) {
        if self.labels.is_empty() {
            *self = other;
            return;
        }
        let Self { labels, cases, .. } = other;
        let theirs: Vec<Meaning> = labels.iter().map(|name| self.meaning(name)).collect();
        let own = |meaning: Meaning| match meaning {
            Meaning::Label(number) => theirs[number],
            Meaning::OutOfScope => Meaning::OutOfScope,
        };
        self.cases.extend(cases.into_iter().map(|case| Case {
            right: case.right.map(own),
            accept: case.accept.iter().copied().map(own).collect(),
            ..case
        }));
    }

    /// The sentences.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The names of the set that the model has no label for.
    pub fn unknown(&self) -> &[String] {
        &self.labels[self.known..]
    }

    /// True where the model knows the label of no sentence in scope, though there are some.
    pub fn is_foreign(&self) -> bool {
        let mut labels = self.cases.iter().filter(|case| case.is_in_scope()).map(|case| case.right).peekable();
        let foreign = |right| matches!(right, Some(Meaning::Label(number)) if number >= self.known);
        labels.peek().is_some() && labels.all(foreign)
    }

    /// What the label with this number means: a model may have one for out of scope.
    pub fn meant(&self, number: usize) -> Meaning {
        if is_out_of_scope(&self.labels[number]) { Meaning::OutOfScope } else { Meaning::Label(number) }
    }

    /// The name of a meaning.
    pub fn name(&self, meaning: Meaning) -> &str {
        match meaning {
            Meaning::Label(number) => &self.labels[number],
            Meaning::OutOfScope => crate::dataset::OUT_OF_SCOPE,
        }
    }

    /// The likeliest meaning.
    pub fn best(&self, case: &Case) -> Option<Meaning> {
        case.answer.best().map(|number| self.meant(number))
    }

    /// What production would go by; without thresholds the likeliest meaning.
    pub fn decided(&self, case: &Case) -> Option<Meaning> {
        match case.answer.verdict {
            Some(Verdict::Sure(number) | Verdict::Either(number, _)) => Some(self.meant(number)),
            Some(Verdict::Reject) => Some(Meaning::OutOfScope),
            None => self.best(case),
        }
    }

    /// How likely a sentence is in scope, as far as its model says.
    pub fn in_scope(&self, case: &Case) -> Option<f64> {
        let outside = (0..self.known).find(|&number| self.meant(number) == Meaning::OutOfScope);
        let own = outside.and_then(|number| case.answer.labels.get(number)).map(|p| 1.0 - p);
        case.answer.in_scope.or(own).or_else(|| Some(case.answer.confidence(0)).filter(|p| *p > 0.0)).map(f64::from)
    }
}

impl Case {
    /// True where this is a right answer.
    pub fn accepts(&self, meaning: Meaning) -> bool {
        self.right == Some(meaning) || self.accept.contains(&meaning)
    }

    /// True where the sentence has a label of its own, not out of scope.
    pub fn is_in_scope(&self) -> bool {
        matches!(self.right, Some(Meaning::Label(_)))
    }
}

impl Answer {
    /// The label with the highest probability; of equal ones the first.
    pub fn best(&self) -> Option<usize> {
        self.ranked(1).first().copied()
    }

    /// The numbers of the `n` likeliest labels.
    pub fn ranked(&self, n: usize) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.labels.len()).collect();
        let better = |a: &usize, b: &usize| self.labels[*b].total_cmp(&self.labels[*a]).then(a.cmp(b));
        if n < numbers.len() && n > 0 {
            numbers.select_nth_unstable_by(n - 1, better);
        }
        numbers.truncate(n);
        numbers.sort_by(better);
        numbers
    }

    /// The probability of the label at this rank, 0 being the likeliest; 0 where there is none.
    pub fn confidence(&self, rank: usize) -> f32 {
        self.ranked(rank + 1).get(rank).map_or(0.0, |&number| self.labels[number])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(labels: &[f32]) -> Answer {
        Answer { labels: labels.to_vec(), ..Answer::default() }
    }

    #[test]
    fn the_best_labels_come_first_and_ties_keep_their_order() {
        let it = answer(&[0.2, 0.4, 0.4, 0.0]);
        assert_eq!(it.best(), Some(1));
        assert_eq!(it.ranked(3), [1, 2, 0]);
        assert_eq!(it.ranked(9), [1, 2, 0, 3]);
        assert!((it.confidence(2) - 0.2).abs() < 1e-6 && it.confidence(7) == 0.0);
        assert_eq!(answer(&[]).best(), None);
    }

    #[test]
    fn names_the_model_does_not_know_get_numbers_behind_its_own() {
        let mut trial = Trial::new(["a", "b"].map(str::to_owned));
        assert_eq!(trial.meaning("b"), Meaning::Label(1));
        assert_eq!(trial.meaning("c"), Meaning::Label(2));
        assert_eq!(trial.meaning("c"), Meaning::Label(2));
        assert_eq!(trial.meaning("oos"), Meaning::OutOfScope);
        assert_eq!(trial.unknown(), ["c"]);
        let mut check = |label: &str, want| {
            let right = Some(trial.meaning(label));
            trial.push(Case { right, ..Case::default() });
            assert_eq!(trial.is_foreign(), want, "{label}");
        };
        check("oos", false);
        check("c", true);
        check("a", false);
        assert_eq!(trial.name(Meaning::OutOfScope), "out_of_scope");
    }

    #[test]
    fn a_label_of_the_model_may_stand_for_out_of_scope() {
        let trial = Trial::new(["greet", "oos"].map(str::to_owned));
        let case = Case { answer: answer(&[0.3, 0.7]), ..Case::default() };
        assert_eq!(trial.best(&case), Some(Meaning::OutOfScope));
        assert!((trial.in_scope(&case).unwrap() - 0.3).abs() < 1e-6);
    }

    #[test]
    fn the_verdict_decides_before_the_best_label() {
        let trial = Trial::new(["a", "b"].map(str::to_owned));
        let check = |verdict, want| {
            let case = Case { answer: Answer { verdict, ..answer(&[0.6, 0.4]) }, ..Case::default() };
            assert_eq!(trial.decided(&case), Some(want), "{verdict:?}");
        };
        check(None, Meaning::Label(0));
        check(Some(Verdict::Sure(1)), Meaning::Label(1));
        check(Some(Verdict::Either(1, 0)), Meaning::Label(1));
        check(Some(Verdict::Reject), Meaning::OutOfScope);
    }
}
