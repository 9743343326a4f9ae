//! models: a layer's weights in eight bits, laid out in the order in which kernels read them.

use super::quantise::Rows;

/// How many outputs a kernel works on at once.
pub(crate) const PANEL: usize = 16;
/// How many inputs lie beside each other for one output.
pub(crate) const QUAD: usize = 4;
/// How many inputs share a sum of sixteen bits, with a second such sum beside it.
pub(crate) const BLOCK: usize = 16;

/// The weights of four inputs for the sixteen outputs of a panel, output after output.
#[repr(C, align(64))]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line(pub(crate) [i8; PANEL * QUAD]);

/// The lines of a block.
pub(crate) type Lines = [Line; BLOCK / QUAD];

/// A matrix from inputs to outputs with a bias; both sides are filled up with zeros to whole panels and blocks.
#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    lines: Vec<Line>,
    /// By output: what one step of a weight is worth.
    pub(crate) scales: Vec<f32>,
    /// By output: the sum of the weights, worth what codes leave out.
    pub(crate) sums: Vec<f32>,
    /// By output.
    pub(crate) bias: Vec<f32>,
}

impl Matrix {
    /// Lays out weights that stand output after output.
    pub(crate) fn new(inputs: usize, weights: &Rows, bias: &[f32]) -> Self {
        let outputs = weights.scales.len();
        let (panels, quads) = (outputs.div_ceil(PANEL), inputs.next_multiple_of(BLOCK) / QUAD);
        let mut lines = vec![Line([0; PANEL * QUAD]); panels * quads];
        let mut sums = vec![0.0; panels * PANEL];
        for (output, weights) in weights.cells.chunks_exact(inputs).enumerate() {
            let (panel, column) = (output / PANEL, output % PANEL);
            let lines = &mut lines[panel * quads..][..quads];
            for (line, quad) in lines.iter_mut().zip(weights.chunks(QUAD)) {
                line.0[column * QUAD..][..quad.len()].copy_from_slice(quad);
            }
            sums[output] = weights.iter().map(|&weight| i32::from(weight)).sum::<i32>() as f32;
        }
        let filled = |values: &[f32]| {
            let mut values = values.to_vec();
            values.resize(panels * PANEL, 0.0);
            values
        };
        Self { inputs, outputs, lines, scales: filled(&weights.scales), sums, bias: filled(bias) }
    }

    /// The lines of each panel, by block.
    pub(crate) fn panels(&self) -> impl Iterator<Item = &[Lines]> {
        self.lines.as_chunks().0.chunks_exact(self.quads() / (BLOCK / QUAD))
    }

    /// The cells, output after output, as [`Matrix::new`] took them.
    pub(crate) fn cells(&self) -> Vec<i8> {
        let mut cells = Vec::with_capacity(self.inputs * self.outputs);
        for output in 0..self.outputs {
            let lines = &self.lines[output / PANEL * self.quads()..][..self.quads()];
            let weights = lines.iter().flat_map(|line| &line.0[output % PANEL * QUAD..][..QUAD]);
            cells.extend(weights.take(self.inputs));
        }
        cells
    }

    /// How much memory it takes, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.lines.as_slice()) + 3 * size_of_val(self.bias.as_slice())
    }

    fn quads(&self) -> usize {
        self.inputs.next_multiple_of(BLOCK) / QUAD
    }
}
