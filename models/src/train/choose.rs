//! models: what held-out sentences choose: which n-grams count, and what large weights cost in both branches.

use super::{Example, Options, Read, Stage, both, calibrate, dense_branch, sparse_branch};
use crate::Error;
use crate::dense::Dense;
use crate::layout::Layout;
use crate::manifest::{Blend, Ngrams};
use crate::sparse::Sparse;

/// From so many sentences on, only some of them are asked.
const ASKED: usize = 30_000;
/// How often a cost is changed fourfold, at most.
const STEPS: usize = 3;

/// What makes the held-out sentences least surprising: which n-grams, and what large weights cost in both branches.
pub(super) struct Choice<'a> {
    pub(super) layout: Layout,
    pub(super) dense: &'a Dense,
    pub(super) kept: &'a [&'a Read<'a>],
    pub(super) held: &'a [&'a Read<'a>],
    pub(super) options: &'a Options,
}

/// How the sparse branch is fitted.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    /// Which n-grams count, and for how much.
    pub(super) ngrams: Ngrams,
    /// How much a mistake weighs against large weights.
    pub(super) cost: f32,
}

/// A sparse branch beside the dense one, and how surprising the held-out sentences are under both.
pub(super) struct Chosen {
    pub(super) plan: Plan,
    pub(super) sparse: Sparse,
    pub(super) blend: Blend,
    pub(super) surprise: f32,
}

impl Choice<'_> {
    /// One question after the other: does the frame count, do n-grams count by what they tell, and do large weights cost
    /// too little, or else too much? Of very many sentences some answer it for all.
    pub(super) fn best(&self, told: &mut impl FnMut(Stage)) -> Chosen {
        let plain = Plan { ngrams: Ngrams::default(), cost: self.options.sparse_cost };
        if !self.options.choose || self.held.is_empty() {
            return self.tried(self.kept, plain, told);
        }
        let apart = self.kept.len().div_ceil(ASKED);
        let some: Vec<&Read> = self.kept.iter().step_by(apart).copied().collect();
        let mut best = self.tried(&some, plain, told);
        let mut better = |best: &Chosen, plan: Plan| {
            let other = self.tried(&some, plan, told);
            (other.surprise < best.surprise).then_some(other)
        };
        let questions: [fn(Ngrams) -> Ngrams; 2] =
            [|ngrams| Ngrams { frame: true, ..ngrams }, |ngrams| Ngrams { telling: true, ..ngrams }];
        for question in questions {
            if let Some(other) = better(&best, Plan { ngrams: question(best.plan.ngrams), ..best.plan }) {
                best = other;
            }
        }
        for factor in [0.25, 4.0] {
            let mut steps = 0;
            while steps < STEPS
                && let Some(other) = better(&best, Plan { cost: factor * best.plan.cost, ..best.plan })
            {
                (best, steps) = (other, steps + 1);
            }
            if steps > 0 {
                break;
            }
        }
        if apart > 1 { self.tried(self.kept, best.plan, told) } else { best }
    }

    /// Do large weights of the dense branch cost too much, or else too little? What they should cost, if the answer is
    /// yes, with the branch that comes of it.
    pub(super) fn other_cost(
        &self,
        sparse: &Sparse,
        least: f32,
        told: &mut impl FnMut(Stage),
    ) -> Result<Option<(f32, Dense, Blend)>, Error> {
        if !self.options.choose || self.held.is_empty() {
            return Ok(None);
        }
        for factor in [4.0, 0.25] {
            let options = Options { dense_cost: self.options.dense_cost * factor, ..*self.options };
            let dense = dense_branch(self.layout, self.kept, &options, told)?;
            told(Stage::Calibrating);
            let (blend, surprise) = self.blended(&dense, sparse);
            if surprise < least {
                return Ok(Some((options.dense_cost, dense, blend)));
            }
        }
        Ok(None)
    }

    fn tried(&self, kept: &[&Read], plan: Plan, told: &mut impl FnMut(Stage)) -> Chosen {
        told(Stage::Sparse);
        let sparse = sparse_branch(self.layout, kept, plan, self.options);
        told(Stage::Calibrating);
        let (blend, surprise) = self.blended(self.dense, &sparse);
        Chosen { plan, sparse, blend, surprise }
    }

    /// The best blend of two branches, and how surprising the held-out sentences are under it.
    fn blended(&self, dense: &Dense, sparse: &Sparse) -> (Blend, f32) {
        let examples: Vec<&Example> = self.held.iter().map(|read| read.example).collect();
        let scores = both(self.layout, dense, sparse, self.held);
        let blend = calibrate::calibrate(&scores, &examples);
        (blend, calibrate::surprise(&blend, &scores, &examples))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Meaning, spelt};
    use super::*;

    /// What large weights cost after sentences of which every `wrong`th has the wrong label.
    fn cost(wrong: usize) -> f32 {
        let words = ["별로", "최고", "영화", "배우", "음악", "그냥", "어제", "친구", "다시", "정말", "조금", "처음"];
        let example = |n: usize| Example {
            text: format!("{} {} {}", words[n % 2], words[2 + n * 7 % 10], words[2 + n * n % 10]),
            meaning: Some(Meaning::Intents(vec![if n.is_multiple_of(wrong) { 1 - n % 2 } else { n % 2 }])),
            ..Example::default()
        };
        let examples: Vec<Example> = (0..600).map(example).collect();
        let read = spelt(&examples);
        let read: Vec<&Read> = read.iter().collect();
        let (kept, held) = read.split_at(400);
        let layout = Layout { intents: 2, moods: false };
        let dense = Dense { weights: Vec::new(), bias: vec![0.0; layout.columns()] };
        let options = Options { choose: true, ..Options::default() };
        Choice { layout, dense: &dense, kept, held, options: &options }.best(&mut |_| ()).plan.cost
    }

    #[test]
    fn doubtful_labels_make_large_weights_dear() {
        let start = Options::default().sparse_cost;
        assert!(cost(3) < start && start <= cost(1_000), "{} {}", cost(3), cost(1_000));
    }
}
