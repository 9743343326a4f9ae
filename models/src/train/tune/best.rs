//! models: the best step of a tuning so far, by what the development sentences say, and when to stop.

use std::collections::HashMap;

use candle_core::Tensor;
use serde::{Deserialize, Serialize};

/// What the development sentences say of the state after a step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The share whose best intent is right.
    pub accuracy: f32,
    /// How little of the probability the right intent has, in nats, on the average.
    pub surprise: f32,
}

/// The encoder and its heads, by name.
pub(super) type State = HashMap<String, Tensor>;

/// The state to keep.
pub(super) struct Best {
    pub(super) step: usize,
    pub(super) measure: Measure,
    pub(super) state: State,
}

/// The best state so far, and how often none was better since.
#[derive(Default)]
pub(super) struct Race {
    pub(super) best: Option<Best>,
    pub(super) stale: usize,
}

impl Measure {
    /// More are right; or as many, and more surely.
    fn beats(self, other: Self) -> bool {
        self.accuracy.total_cmp(&other.accuracy).then(other.surprise.total_cmp(&self.surprise)).is_gt()
    }
}

impl Race {
    /// Takes the state after a step; says whether it is the best.
    pub(super) fn take<E>(
        &mut self,
        step: usize,
        measure: Measure,
        state: impl FnOnce() -> Result<State, E>,
    ) -> Result<bool, E> {
        let is_best = self.best.as_ref().is_none_or(|best| measure.beats(best.measure));
        if is_best {
            *self = Self { best: Some(Best { step, measure, state: state()? }), stale: 0 };
        } else {
            self.stale += 1;
        }
        Ok(is_best)
    }

    /// Whether going on is of no use after `patience` measures without a gain; 0 goes on to the end.
    pub(super) fn is_over(&self, patience: usize) -> bool {
        patience > 0 && self.stale >= patience
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_kept_and_patience_ends() {
        for (measures, patience, want) in [
            (vec![(0.5, 1.0), (0.6, 1.0), (0.7, 2.0)], 2, (3, false)),
            (vec![(0.5, 1.0), (0.4, 0.9), (0.5, 1.0)], 2, (1, true)),
            (vec![(0.5, 1.0), (0.5, 0.9), (0.5, 0.9)], 2, (2, false)),
            (vec![(0.9, 1.0), (0.5, f32::NAN), (0.9, f32::NAN)], 0, (1, false)),
        ] {
            let mut race = Race::default();
            for (n, &(accuracy, surprise)) in measures.iter().enumerate() {
                race.take(n + 1, Measure { accuracy, surprise }, || Ok::<_, ()>(State::new())).unwrap();
            }
            assert_eq!((race.best.as_ref().unwrap().step, race.is_over(patience)), want, "{measures:?}");
        }
    }
}
