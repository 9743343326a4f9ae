//! models: the encoder as it is run: weights of eight bits, one pass over flat tokens, a vector for each sentence.

mod kernel;
mod matrix;
mod outlier;
mod parts;
mod quantise;
mod speed;
mod step;
#[cfg(test)]
mod tests;
mod unpack;

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::Error;
use crate::bert::{Bert, Shape};
use crate::store::{Store, Stored};

pub use speed::{SHAPES, Timing};

use kernel::Kernel;
use parts::{Parts, Trained};
use step::{Codes, Heads, Room};

/// How many tokens are worked on at once, unless one sentence alone is longer.
const TOKENS: usize = 256;

/// A transformer ready to read sentences, with weights of eight bits.
///
/// A sentence has the same vector, to the last bit, whatever it is read together with and on whatever processor.
#[derive(Debug, Clone)]
pub struct Packed {
    shape: Shape,
    parts: Parts,
}

/// What a thread needs beside the weights; it is kept from one call to the next.
#[derive(Debug, Default)]
struct Scratch {
    states: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    codes: Codes,
    room: Room,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Packed {
    /// Packs a transformer in full precision. It reads some random sentences on the way, to see which inputs of its
    /// layers are far larger than the others.
    pub fn of(bert: &Bert) -> Result<Self, Error> {
        let plain = Trained { bert, exact: BTreeMap::new() };
        let plain = Self::new(&plain, bert.shape).map_err(Error::Training)?;
        let trained = Trained { bert, exact: outlier::find(&plain) };
        Self::new(&trained, bert.shape).map_err(Error::Training)
    }

    /// Reads what [`Packed::stored`] gave.
    pub(crate) fn load(store: &Store, shape: Shape) -> Result<Self, String> {
        Self::new(store, shape)
    }

    fn new(source: &impl parts::Source, shape: Shape) -> Result<Self, String> {
        Ok(Self { shape, parts: Parts::new(source, &shape)? })
    }

    /// The tensors, ready for a file.
    pub(crate) fn stored(&self) -> Vec<Stored> {
        self.parts.stored()
    }

    /// The encoder without places for sentences longer than `longest` tokens.
    #[must_use]
    pub fn cut(mut self, longest: usize) -> Self {
        self.shape.max_position_embeddings = longest.min(self.shape.max_position_embeddings);
        self.parts.positions.truncate(self.shape.max_position_embeddings * self.parts.norm.gain.len());
        self.parts.positions.shrink_to_fit();
        self
    }

    /// Its sizes.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The memory its weights take, in bytes.
    pub fn bytes(&self) -> usize {
        self.parts.bytes()
    }

    /// What the products run on, as in "AVX2".
    pub fn kernel() -> &'static str {
        Kernel::best().name
    }

    /// The mean states of sentences, given as rows of the word table, at unit length. Each sentence is read up to
    /// the longest that the encoder has places for; one without a token is all zeros, and a row that the table
    /// lacks is read as row 0.
    pub fn vectors(&self, sentences: &[Vec<u32>]) -> Vec<Vec<f32>> {
        self.views(&[], sentences)
    }

    /// The mean states after some layers (0 is the word table), each at unit length, with the vectors behind them.
    pub fn views(&self, layers: &[usize], sentences: &[Vec<u32>]) -> Vec<Vec<f32>> {
        self.views_by(Kernel::best(), layers, sentences)
    }

    fn views_by(&self, kernel: &Kernel, layers: &[usize], sentences: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let width = self.shape.hidden_size;
        let cut = |rows: &Vec<u32>| rows.len().min(self.shape.max_position_embeddings);
        let mut views = Vec::with_capacity(sentences.len());
        let mut rest = sentences;
        while !rest.is_empty() {
            let mut tokens = 0;
            let fits = rest.iter().take_while(|rows| {
                tokens += cut(rows);
                tokens <= TOKENS
            });
            let (now, later) = rest.split_at(fits.count().max(1));
            let now: Vec<&[u32]> = now.iter().map(|rows| &rows[..cut(rows)]).collect();
            let mut below = vec![Vec::new(); now.len()];
            let mut see = |layer: usize, place: &str, states: &[f32]| {
                if place == "qkv" && layers.contains(&layer) {
                    let means = means(states, &now, width);
                    below.iter_mut().zip(means).for_each(|(below, mean)| below.extend(mean));
                }
            };
            let vectors = SCRATCH.with_borrow_mut(|scratch| self.pass(kernel, &now, scratch, &mut see));
            views.extend(below.into_iter().zip(vectors).map(|(below, vector)| [below, vector].concat()));
            rest = later;
        }
        views
    }

    /// The vectors of sentences; `see` is shown the input of each layer's four products.
    fn pass(
        &self,
        kernel: &Kernel,
        sentences: &[&[u32]],
        scratch: &mut Scratch,
        see: &mut impl FnMut(usize, &'static str, &[f32]),
    ) -> Vec<Vec<f32>> {
        let Scratch { states, wide, narrow, codes, room } = scratch;
        let (parts, width) = (&self.parts, self.shape.hidden_size);
        let tokens: usize = sentences.iter().map(|rows| rows.len()).sum();
        let narrow_width = width.max(parts.norm.gain.len());
        let states = at_least(states, tokens * narrow_width);
        let narrow = at_least(narrow, tokens * narrow_width);
        let wide = at_least(wide, tokens * self.shape.intermediate_size.max(3 * width));

        let Some(first) = parts.layers.first() else { return Vec::new() };
        parts.look_up(sentences, states, narrow);
        codes.reset(tokens, parts.project.as_ref().unwrap_or(&first.qkv));
        (kernel.normalise)(states, narrow, &parts.norm, codes);
        if let Some(project) = &parts.project {
            (kernel.multiply)(codes, project, states);
            codes.reset(tokens, &first.qkv);
            (kernel.code)(states, codes);
        }
        let (states, narrow) = (&mut states[..tokens * width], &mut narrow[..tokens * width]);
        let heads = Heads::new(self.shape.num_attention_heads, width);
        for (n, layer) in parts.layers.iter().enumerate() {
            see(n, "qkv", states);
            (kernel.multiply)(codes, &layer.qkv, wide);
            let mut start = 0;
            for rows in sentences {
                let mixers = &wide[start * 3 * width..][..rows.len() * 3 * width];
                (kernel.attend)(mixers, heads, room, &mut narrow[start * width..][..rows.len() * width]);
                start += rows.len();
            }
            see(n, "mix", narrow);
            codes.reset(tokens, &layer.mix);
            (kernel.code)(narrow, codes);
            (kernel.multiply)(codes, &layer.mix, narrow);
            codes.reset(tokens, &layer.up);
            (kernel.normalise)(states, narrow, &layer.mix_norm, codes);
            see(n, "up", states);
            (kernel.multiply)(codes, &layer.up, wide);
            codes.reset(tokens, &layer.down);
            (kernel.activate)(wide, codes);
            see(n, "down", &wide[..tokens * self.shape.intermediate_size]);
            (kernel.multiply)(codes, &layer.down, narrow);
            codes.reset(tokens, &parts.layers.get(n + 1).unwrap_or(first).qkv);
            (kernel.normalise)(states, narrow, &layer.down_norm, codes);
        }
        means(states, sentences, width)
    }
}

fn at_least(room: &mut Vec<f32>, length: usize) -> &mut [f32] {
    if room.len() < length {
        room.resize(length, 0.0);
    }
    &mut room[..length]
}

/// The mean state of each sentence, at unit length.
fn means(states: &[f32], sentences: &[&[u32]], width: usize) -> Vec<Vec<f32>> {
    let mut rest = states;
    let one = |rows: &&[u32]| {
        let (now, later) = rest.split_at(rows.len() * width);
        rest = later;
        mean(now, width)
    };
    sentences.iter().map(one).collect()
}

fn mean(states: &[f32], width: usize) -> Vec<f32> {
    let mut mean = vec![0.0; width];
    for state in states.chunks_exact(width) {
        mean.iter_mut().zip(state).for_each(|(mean, x)| *mean += x);
    }
    let length = mean.iter().map(|x| x * x).sum::<f32>().sqrt();
    mean.iter_mut().for_each(|x| *x /= length.max(f32::MIN_POSITIVE));
    mean
}
