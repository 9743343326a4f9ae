//! models: the steps of the encoder between its products, plain loops that every kernel compiles for its processors.
//!
//! No step lets the compiler reorder a sum, so that each processor, and each batch, gives the same vector.
#![expect(clippy::inline_always, reason = "a step runs on the instructions of the kernel that it is compiled into")]

use super::kernel::Dot;
use super::matrix::{BLOCK, Lines, Matrix, PANEL};
use crate::op::{exp, normal_cdf};

/// How many numbers the loops work on at once.
const LANES: usize = 16;
/// How many rows of codes are multiplied with a panel at once.
const ROWS: usize = 6;
/// How many tokens of a sentence look at the others at once.
const QUERIES: usize = 4;

/// Rows of activations in seven bits: `low + scale · code`, both by row. Rows that are multiplied together form a
/// tile, in which sixteen codes of each row follow each other.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    rows: usize,
    width: usize,
    stride: usize,
    cells: Vec<u8>,
    line: Vec<u8>,
    scales: Vec<f32>,
    lows: Vec<f32>,
}

/// The gain and bias of a layer normalisation.
#[derive(Debug, Clone)]
pub(crate) struct Norm {
    pub(crate) gain: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) eps: f32,
}

/// How the width of a state is shared by the heads of attention.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heads {
    pub(crate) count: usize,
    pub(crate) width: usize,
}

impl Heads {
    /// Heads that share a width.
    pub(crate) fn new(count: usize, state: usize) -> Self {
        Self { count, width: state / count }
    }
}

/// Room for the keys, values and scores of one head.
#[derive(Debug, Default)]
pub(crate) struct Room {
    queries: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    scores: Vec<f32>,
    mixed: Vec<f32>,
}

impl Codes {
    /// Makes room for rows of a width.
    pub(crate) fn reset(&mut self, rows: usize, width: usize) {
        (self.rows, self.width, self.stride) = (rows, width, width.next_multiple_of(BLOCK));
        self.cells.resize(self.cells.len().max(rows * self.stride), 0);
        self.line.resize(self.line.len().max(self.stride), 0);
        self.scales.resize(self.scales.len().max(rows), 0.0);
        self.lows.resize(self.lows.len().max(rows), 0.0);
    }

    /// The first row of the tile of a row, and how many rows it has.
    fn tile(&self, row: usize) -> (usize, usize) {
        let first = row / ROWS * ROWS;
        (first, ROWS.min(self.rows - first))
    }

    #[inline(always)]
    fn set(&mut self, row: usize, values: &[f32]) {
        let (low, high) = range(values);
        let (scale, inverse) = if high > low { ((high - low) / 127.0, 127.0 / (high - low)) } else { (0.0, 0.0) };
        (self.scales[row], self.lows[row]) = (scale, low);
        // Adding 2²³ rounds to the nearest whole number, which then stands in the lowest bits.
        for (cell, value) in self.line.iter_mut().zip(values) {
            *cell = ((value - low) * inverse + 8_388_608.0).to_bits() as u8 & 127;
        }
        let (first, rows) = self.tile(row);
        let tile = &mut self.cells[first * self.stride..][..rows * self.stride];
        let blocks = tile.as_chunks_mut::<BLOCK>().0.iter_mut().skip(row - first).step_by(rows);
        for (block, line) in blocks.zip(self.line[..self.stride].as_chunks::<BLOCK>().0) {
            *block = *line;
        }
    }
}

#[inline(always)]
pub(crate) fn multiply<D: Dot>(codes: &Codes, matrix: &Matrix, out: &mut [f32]) {
    for (number, panel) in matrix.panels().enumerate() {
        let mut row = 0;
        while row < codes.rows {
            row += match codes.tile(row).1 {
                1 => tile::<D, 1>(codes, row, matrix, number, panel, out),
                2 => tile::<D, 2>(codes, row, matrix, number, panel, out),
                3 => tile::<D, 3>(codes, row, matrix, number, panel, out),
                4 => tile::<D, 4>(codes, row, matrix, number, panel, out),
                5 => tile::<D, 5>(codes, row, matrix, number, panel, out),
                _ => tile::<D, ROWS>(codes, row, matrix, number, panel, out),
            };
        }
    }
}

/// Some rows by one panel; gives the number of rows.
#[inline(always)]
fn tile<D: Dot, const R: usize>(
    codes: &Codes,
    first: usize,
    matrix: &Matrix,
    number: usize,
    panel: &[Lines],
    out: &mut [f32],
) -> usize {
    let blocks = codes.cells[first * codes.stride..][..R * codes.stride].as_chunks::<BLOCK>().0;
    let sums: [[i32; PANEL]; R] = D::sums(blocks.as_chunks::<R>().0, panel);
    let start = number * PANEL;
    let column = |values: &[f32]| -> [f32; PANEL] { std::array::from_fn(|c| values[start..][..PANEL][c]) };
    let (scales, weights, bias) = (column(&matrix.scales), column(&matrix.sums), column(&matrix.bias));
    let columns = PANEL.min(matrix.outputs - start);
    for r in 0..R {
        let (scale, low) = (codes.scales[first + r], codes.lows[first + r]);
        let values: [f32; PANEL] =
            std::array::from_fn(|c| (sums[r][c] as f32 * scale + weights[c] * low) * scales[c] + bias[c]);
        let out = &mut out[(first + r) * matrix.outputs + start..][..columns];
        match <&mut [f32; PANEL]>::try_from(&mut *out) {
            Ok(whole) => *whole = values,
            Err(_) => out.copy_from_slice(&values[..columns]),
        }
    }
    R
}

#[inline(always)]
pub(crate) fn normalise(states: &mut [f32], added: &[f32], norm: &Norm, codes: &mut Codes) {
    let width = norm.gain.len();
    let rows = states.chunks_exact_mut(width).zip(added.chunks_exact(width)).take(codes.rows);
    for (row, (state, added)) in rows.enumerate() {
        for (state, added) in state.iter_mut().zip(added) {
            *state += added;
        }
        let mean = sum(state, |x| x) / width as f32;
        let spread = sum(state, |x| (x - mean) * (x - mean)) / width as f32;
        let scale = 1.0 / (spread + norm.eps).sqrt();
        for ((state, gain), bias) in state.iter_mut().zip(&norm.gain).zip(&norm.bias) {
            *state = (*state - mean) * scale * gain + bias;
        }
        codes.set(row, state);
    }
}

#[inline(always)]
pub(crate) fn activate(rows: &mut [f32], codes: &mut Codes) {
    for (row, values) in rows.chunks_exact_mut(codes.width).enumerate().take(codes.rows) {
        values.iter_mut().for_each(|x| *x *= normal_cdf(*x));
        codes.set(row, values);
    }
}

#[inline(always)]
pub(crate) fn code(rows: &[f32], codes: &mut Codes) {
    for (row, values) in rows.chunks_exact(codes.width).enumerate().take(codes.rows) {
        codes.set(row, values);
    }
}

/// Attention within one sentence: from queries, keys and values side by side, row after row, to mixed values.
#[inline(always)]
pub(crate) fn attend(mixers: &[f32], heads: Heads, room: &mut Room, out: &mut [f32]) {
    let (width, state) = (heads.width, heads.width * heads.count);
    let length = out.len() / state;
    let (columns, filled) = (length.next_multiple_of(LANES), width.next_multiple_of(LANES));
    room.queries.resize(QUERIES * width, 0.0);
    room.keys.resize(width * columns, 0.0);
    room.values.resize(length * filled, 0.0);
    room.scores.resize(QUERIES * columns, 0.0);
    room.mixed.resize(QUERIES * filled, 0.0);
    let scale = 1.0 / (width as f32).sqrt();
    for head in 0..heads.count {
        for (token, mixer) in mixers.chunks_exact(3 * state).enumerate() {
            let part = |n: usize| &mixer[n * state + head * width..][..width];
            part(1).iter().enumerate().for_each(|(n, &key)| room.keys[n * columns + token] = key);
            room.values[token * filled..][..width].copy_from_slice(part(2));
        }
        for first in (0..length).step_by(QUERIES) {
            let count = QUERIES.min(length - first);
            for (n, row) in room.queries.chunks_exact_mut(width).enumerate().take(count) {
                let query = &mixers[(first + n) * 3 * state + head * width..][..width];
                row.iter_mut().zip(query).for_each(|(row, query)| *row = query * scale);
            }
            product(&room.queries, width, width, &room.keys, columns, &mut room.scores);
            for scores in room.scores.chunks_exact_mut(columns) {
                softmax(scores, length);
            }
            product(&room.scores, columns, length, &room.values, filled, &mut room.mixed);
            for (n, row) in room.mixed.chunks_exact(filled).enumerate().take(count) {
                out[(first + n) * state + head * width..][..width].copy_from_slice(&row[..width]);
            }
        }
    }
}

/// A few rows, of which `depth` numbers count, by a matrix whose rows are whole lanes wide.
#[inline(always)]
fn product(rows: &[f32], stride: usize, depth: usize, matrix: &[f32], columns: usize, out: &mut [f32]) {
    let rows: [&[f32]; QUERIES] = std::array::from_fn(|r| &rows[r * stride..][..depth]);
    for start in (0..columns).step_by(LANES) {
        let mut sums = [[0.0; LANES]; QUERIES];
        for (n, right) in matrix.chunks_exact(columns).take(depth).enumerate() {
            let right: [f32; LANES] = std::array::from_fn(|lane| right[start..][..LANES][lane]);
            for (sums, row) in sums.iter_mut().zip(rows) {
                let left = row[n];
                *sums = std::array::from_fn(|lane| sums[lane] + left * right[lane]);
            }
        }
        for (out, sums) in out.chunks_exact_mut(columns).zip(sums) {
            out[start..][..LANES].copy_from_slice(&sums);
        }
    }
}

/// The softmax of the first numbers; what lies behind them becomes zero.
#[inline(always)]
fn softmax(scores: &mut [f32], length: usize) {
    scores[length..].fill(f32::MIN);
    let (_, top) = range(scores);
    scores.iter_mut().for_each(|score| *score = exp(*score - top));
    scores[length..].fill(0.0);
    let scale = 1.0 / sum(scores, |x| x);
    scores.iter_mut().for_each(|score| *score *= scale);
}

/// The sum of something of each number, in an order that is the same everywhere.
#[inline(always)]
fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0; LANES];
    let (whole, rest) = values.as_chunks::<LANES>();
    for chunk in whole {
        for (sum, &value) in sums.iter_mut().zip(chunk) {
            *sum += of(value);
        }
    }
    for (sum, &value) in sums.iter_mut().zip(rest) {
        *sum += of(value);
    }
    sums.iter().sum()
}

/// The smallest and the largest number.
#[inline(always)]
fn range(values: &[f32]) -> (f32, f32) {
    let (mut low, mut high) = ([f32::MAX; LANES], [f32::MIN; LANES]);
    let mut see = |chunk: &[f32]| {
        for ((low, high), &value) in low.iter_mut().zip(&mut high).zip(chunk) {
            *low = if value < *low { value } else { *low };
            *high = if value > *high { value } else { *high };
        }
    };
    let (whole, rest) = values.as_chunks::<LANES>();
    whole.iter().for_each(|chunk| see(chunk));
    see(rest);
    (low.into_iter().fold(f32::MAX, f32::min), high.into_iter().fold(f32::MIN, f32::max))
}
