//! models: how long the encoder takes, by length and number of sentences.

use std::time::{Duration, Instant};

use super::Packed;
use crate::train::random::Random;

/// Lengths and numbers of sentences that are timed.
pub const SHAPES: [(usize, usize); 5] = [(8, 1), (16, 1), (32, 1), (64, 1), (16, 32)];

/// The time that some sentences of one length take together.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// Tokens in each sentence, its marks included.
    pub tokens: usize,
    /// Sentences read at once.
    pub sentences: usize,
    /// The fastest run, which is the least disturbed by other work on the machine.
    pub best: Duration,
    /// The run in the middle.
    pub median: Duration,
}

impl Packed {
    /// Times random sentences of one length on the calling thread, `runs` times.
    pub fn time(&self, tokens: usize, sentences: usize, runs: usize) -> Timing {
        let mut random = Random::new(1);
        let mut sentence = || (0..tokens).map(|_| random.below(self.shape.vocab_size) as u32).collect();
        let batch: Vec<Vec<u32>> = (0..sentences).map(|_| sentence()).collect();
        let run = || {
            let start = Instant::now();
            std::hint::black_box(self.vectors(&batch));
            start.elapsed()
        };
        let mut times: Vec<Duration> = (0..runs.max(1)).map(|_| run()).collect();
        times.sort_unstable();
        Timing { tokens, sentences, best: times[0], median: times[times.len() / 2] }
    }
}
