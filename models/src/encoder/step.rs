//! models: the steps of the encoder between its products, plain loops that every kernel compiles for its processors.
//!
//! No step lets the compiler reorder a sum, so that each processor, and each batch, gives the same vector.
#![expect(clippy::inline_always, reason = "a step runs on the instructions of the kernel that it is compiled into")]

use std::array::from_fn;

use super::kernel::Dot;
use super::matrix::{BLOCK, EXACT, GROUP, Matrix, PANEL, Panel};
use crate::op::exp;

/// How many numbers the loops work on at once.
const LANES: usize = 16;
/// How many rows of codes are multiplied with a panel at once.
const ROWS: usize = 6;
/// How many tokens of a sentence look at the others at once.
const QUERIES: usize = 4;

/// Rows of activations in seven bits, but for a few numbers that are kept exact: a number of group g of row r is
/// `lows[r][g] + scales[r][g] · code`. Rows that are multiplied together form a tile, in which sixteen codes of each
/// row follow each other.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    rows: usize,
    width: usize,
    stride: usize,
    groups: usize,
    cells: Vec<u8>,
    line: Vec<u8>,
    scales: Vec<f32>,
    lows: Vec<f32>,
    /// Which numbers of a row are exact, and what they are: [rows, EXACT].
    inputs: Vec<u32>,
    exact: Vec<[f32; EXACT]>,
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
    /// Makes room for rows that a matrix will read.
    pub(crate) fn reset(&mut self, rows: usize, reader: &Matrix) {
        let (width, groups) = (reader.inputs, reader.groups());
        (self.rows, self.width, self.groups) = (rows, width, groups);
        self.stride = width.next_multiple_of(BLOCK);
        self.cells.resize(self.cells.len().max(rows * self.stride), 0);
        self.line.resize(self.line.len().max(self.stride), 0);
        self.scales.resize(self.scales.len().max(rows * groups), 0.0);
        self.lows.resize(self.lows.len().max(rows * groups), 0.0);
        self.inputs.clone_from(&reader.exact.inputs);
        self.exact.resize(self.exact.len().max(rows), [0.0; EXACT]);
    }

    /// The first row of the tile of a row, and how many rows it has.
    fn tile(&self, row: usize) -> (usize, usize) {
        let first = row / ROWS * ROWS;
        (first, ROWS.min(self.rows - first))
    }

    #[inline(always)]
    fn set(&mut self, row: usize, values: &mut [f32]) {
        for (exact, &n) in self.exact[row].iter_mut().zip(&self.inputs) {
            *exact = std::mem::take(&mut values[n as usize]);
        }
        for (group, values) in values.chunks(GROUP * BLOCK).enumerate() {
            let (low, high) = range(values);
            let (scale, inverse) = if high > low { ((high - low) / 127.0, 127.0 / (high - low)) } else { (0.0, 0.0) };
            self.scales[row * self.groups + group] = scale;
            self.lows[row * self.groups + group] = low;
            // Adding 2²³ rounds to the nearest whole number, which then stands in the lowest bits.
            for (cell, value) in self.line[group * GROUP * BLOCK..].iter_mut().zip(values) {
                *cell = ((value - low) * inverse + 8_388_608.0).to_bits() as u8 & 127;
            }
        }
        for (&exact, &n) in self.exact[row].iter().zip(&self.inputs) {
            values[n as usize] = exact;
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
        let place = (number * PANEL, matrix.outputs);
        let mut row = 0;
        while row < codes.rows {
            row += match codes.tile(row).1 {
                1 => tile::<D, 1>(codes, row, panel, out, place),
                2 => tile::<D, 2>(codes, row, panel, out, place),
                3 => tile::<D, 3>(codes, row, panel, out, place),
                4 => tile::<D, 4>(codes, row, panel, out, place),
                5 => tile::<D, 5>(codes, row, panel, out, place),
                _ => tile::<D, ROWS>(codes, row, panel, out, place),
            };
        }
    }
}

/// Some rows by one panel; gives the number of rows.
#[inline(always)]
fn tile<D: Dot, const R: usize>(
    codes: &Codes,
    first: usize,
    panel: Panel<'_>,
    out: &mut [f32],
    (start, outputs): (usize, usize),
) -> usize {
    let blocks = codes.cells[first * codes.stride..][..R * codes.stride].as_chunks::<BLOCK>().0;
    let groups = blocks.as_chunks::<R>().0.chunks(GROUP).zip(panel.lines.chunks(GROUP)).zip(panel.sums);
    let mut values = [[0.0; PANEL]; R];
    for (group, ((blocks, lines), weights)) in groups.enumerate() {
        let sums = D::sums(blocks, lines);
        for r in 0..R {
            let place = (first + r) * codes.groups + group;
            let (scale, low) = (codes.scales[place], codes.lows[place]);
            values[r] = from_fn(|c| values[r][c] + (sums[r][c] as f32 * scale + weights[c] * low));
        }
    }
    for (r, mut values) in values.into_iter().enumerate() {
        values = from_fn(|c| values[c] * panel.scales[c] + panel.bias[c]);
        for (number, weights) in codes.exact[first + r].iter().zip(panel.exact) {
            values = from_fn(|c| values[c] + number * weights[c]);
        }
        let out = &mut out[(first + r) * outputs + start..][..PANEL.min(outputs - start)];
        match <&mut [f32; PANEL]>::try_from(&mut *out) {
            Ok(whole) => *whole = values,
            Err(_) => out.iter_mut().zip(values).for_each(|(out, value)| *out = value),
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
        values.iter_mut().for_each(|x| *x = gelu(*x));
        codes.set(row, values);
    }
}

/// The Gaussian error linear unit, off by less than 1e-3 below 10 and by 2e-5 where it bends: far less than a code.
#[inline(always)]
fn gelu(x: f32) -> f32 {
    const EDGE: f32 = 3.8;
    let near = x.clamp(-EDGE, EDGE);
    let t = near * near;
    let low = 0.398_783_18 + t * (-0.066_099_47 + t * (0.009_641_089 + t * -0.001_047_212_2));
    let high = 8.132_51e-5 + t * (-4.217_486e-6 + t * (1.291_800_2e-7 + t * -1.749_981_3e-9));
    x * (0.5 + near * (low + t * t * (t * t) * high))
}

#[inline(always)]
pub(crate) fn code(rows: &mut [f32], codes: &mut Codes) {
    for (row, values) in rows.chunks_exact_mut(codes.width).enumerate().take(codes.rows) {
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
    let rows: [&[f32]; QUERIES] = from_fn(|r| &rows[r * stride..][..depth]);
    for start in (0..columns).step_by(LANES) {
        let mut sums = [[0.0; LANES]; QUERIES];
        for (n, right) in matrix.chunks_exact(columns).take(depth).enumerate() {
            let right: [f32; LANES] = from_fn(|lane| right[start..][..LANES][lane]);
            for (sums, row) in sums.iter_mut().zip(rows) {
                let left = row[n];
                *sums = from_fn(|lane| sums[lane] + left * right[lane]);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_gelu_is_close() {
        for n in -1000..=1000 {
            let x = n as f32 / 100.0;
            assert!((gelu(x) - x * crate::op::normal_cdf(x)).abs() < 1e-3, "{x}");
        }
    }
}
