//! models: weights in full precision to weights of eight bits, each output or word with a scale of its own.

use half::f16;

use super::matrix::BLOCK;

/// What the weights of one sign may add up to where products with codes up to 127 are summed in sixteen bits.
pub(crate) const LIMIT: i32 = i16::MAX as i32 / 127;

/// Rows of eight-bit cells and what one step of each row is worth.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    pub(crate) cells: Vec<i8>,
    pub(crate) scales: Vec<f32>,
}

/// The rows of a table, each as fine as its largest number allows.
pub(crate) fn table(values: &[f32], width: usize) -> Rows {
    let mut rows = Rows { cells: Vec::with_capacity(values.len()), scales: Vec::with_capacity(values.len() / width) };
    for row in values.chunks_exact(width) {
        let scale = step(largest(row) / 127.0);
        rows.cells.extend(row.iter().map(|&value| cell(value, scale)));
        rows.scales.push(scale);
    }
    rows
}

/// The weights of a layer [inputs, outputs], output after output, each output as fine as its largest weight and
/// the sums of sixteen bits allow; the inputs `without` are left to others.
pub(crate) fn layer(values: &[f32], outputs: usize, without: &[u32]) -> Rows {
    let mut rows = Rows { cells: Vec::with_capacity(values.len()), scales: Vec::with_capacity(outputs) };
    for output in 0..outputs {
        let mut weights: Vec<f32> = values.iter().skip(output).step_by(outputs).copied().collect();
        without.iter().for_each(|&input| weights[input as usize] = 0.0);
        let mut scale = step(largest(&weights) / 127.0);
        let mut cells: Vec<i8> = weights.iter().map(|&weight| cell(weight, scale)).collect();
        while worst_sum(&cells) > LIMIT {
            scale = step(scale * (worst_sum(&cells) as f32 / LIMIT as f32).max(1.002));
            cells = weights.iter().map(|&weight| cell(weight, scale)).collect();
        }
        rows.cells.extend(cells);
        rows.scales.push(scale);
    }
    rows
}

/// The largest sum of weights of one sign among those that a kernel sums in sixteen bits: of each sixteen inputs,
/// the first two of every four, and the last two.
pub(crate) fn worst_sum(weights: &[i8]) -> i32 {
    let mut worst = 0;
    for block in weights.chunks(BLOCK) {
        let mut sums = [0; 4];
        for (n, &weight) in block.iter().enumerate() {
            sums[n % 4 / 2 * 2 + usize::from(weight < 0)] += i32::from(weight).abs();
        }
        worst = sums.into_iter().fold(worst, i32::max);
    }
    worst
}

/// The smallest number of half precision, as a file keeps it, that is not below a scale.
fn step(scale: f32) -> f32 {
    let near = f16::from_f32(scale);
    let up = if near.to_f32() < scale { f16::from_bits(near.to_bits() + 1) } else { near };
    up.to_f32()
}

fn largest(values: &[f32]) -> f32 {
    values.iter().fold(0.0_f32, |top, value| top.max(value.abs()))
}

fn cell(value: f32, scale: f32) -> i8 {
    if scale > 0.0 { (value / scale).round().clamp(-127.0, 127.0) as i8 } else { 0 }
}
