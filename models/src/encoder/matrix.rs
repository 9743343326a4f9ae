//! models: a layer's weights in eight bits, laid out in the order in which kernels read them.

use super::quantise::Rows;

/// How many outputs a kernel works on at once.
pub(crate) const PANEL: usize = 16;
/// How many inputs lie beside each other for one output.
pub(crate) const QUAD: usize = 4;
/// How many inputs share a sum of sixteen bits, with a second such sum beside it.
pub(crate) const BLOCK: usize = 16;

/// How many blocks of a row share the scale of their codes.
pub(crate) const GROUP: usize = 8;
/// How many inputs of a matrix are multiplied in full precision at most.
pub(crate) const EXACT: usize = 8;

/// The weights of four inputs for the sixteen outputs of a panel, output after output.
#[repr(C, align(64))]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line(pub(crate) [i8; PANEL * QUAD]);

/// The lines of a block.
pub(crate) type Lines = [Line; BLOCK / QUAD];

/// The few inputs whose numbers are far larger than the others', and their weights: [inputs, outputs].
#[derive(Debug, Clone, Default)]
pub(crate) struct Exact {
    pub(crate) inputs: Vec<u32>,
    pub(crate) weights: Vec<f32>,
}

/// A matrix from inputs to outputs with a bias; both sides are filled up with zeros to whole panels and blocks.
#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    lines: Vec<Line>,
    /// By panel and group: the sums of the weights.
    sums: Vec<[f32; PANEL]>,
    /// By output: what one step of a weight is worth.
    pub(crate) scales: Vec<f32>,
    /// By output.
    pub(crate) bias: Vec<f32>,
    /// What is multiplied in full precision, since its range would make all codes of a row coarse.
    pub(crate) exact: Exact,
    /// The same weights by panel, filled up with zeros.
    exact_lines: Vec<[[f32; PANEL]; EXACT]>,
}

/// Sixteen outputs of a matrix.
#[derive(Clone, Copy)]
pub(crate) struct Panel<'a> {
    /// By block.
    pub(crate) lines: &'a [Lines],
    /// By group.
    pub(crate) sums: &'a [[f32; PANEL]],
    pub(crate) scales: &'a [f32; PANEL],
    pub(crate) bias: &'a [f32; PANEL],
    pub(crate) exact: &'a [[f32; PANEL]; EXACT],
}

impl Matrix {
    /// Lays out weights that stand output after output.
    pub(crate) fn new(inputs: usize, weights: &Rows, bias: &[f32], exact: Exact) -> Self {
        let outputs = weights.scales.len();
        let (panels, quads) = (outputs.div_ceil(PANEL), inputs.next_multiple_of(BLOCK) / QUAD);
        let mut lines = vec![Line([0; PANEL * QUAD]); panels * quads];
        let groups = inputs.div_ceil(GROUP * BLOCK);
        let mut sums = vec![[0.0; PANEL]; panels * groups];
        for (output, weights) in weights.cells.chunks_exact(inputs).enumerate() {
            let (panel, column) = (output / PANEL, output % PANEL);
            let lines = &mut lines[panel * quads..][..quads];
            for (line, quad) in lines.iter_mut().zip(weights.chunks(QUAD)) {
                line.0[column * QUAD..][..quad.len()].copy_from_slice(quad);
            }
            for (sums, weights) in sums[panel * groups..].iter_mut().zip(weights.chunks(GROUP * BLOCK)) {
                sums[column] = weights.iter().map(|&weight| i32::from(weight)).sum::<i32>() as f32;
            }
        }
        let mut exact_lines = vec![[[0.0; PANEL]; EXACT]; panels];
        for (n, weights) in exact.weights.chunks_exact(outputs).enumerate() {
            for (lines, weights) in exact_lines.iter_mut().zip(weights.chunks(PANEL)) {
                lines[n][..weights.len()].copy_from_slice(weights);
            }
        }
        let filled = |values: &[f32]| {
            let mut values = values.to_vec();
            values.resize(panels * PANEL, 0.0);
            values
        };
        Self { inputs, outputs, lines, sums, scales: filled(&weights.scales), bias: filled(bias), exact, exact_lines }
    }

    /// How many groups the inputs fall into.
    pub(crate) fn groups(&self) -> usize {
        self.inputs.div_ceil(GROUP * BLOCK)
    }

    /// What a kernel reads of each panel.
    pub(crate) fn panels(&self) -> impl Iterator<Item = Panel<'_>> {
        let lines = self.lines.as_chunks().0.chunks_exact(self.quads() / (BLOCK / QUAD));
        let sums = self.sums.chunks_exact(self.groups());
        let columns = self.scales.as_chunks().0.iter().zip(self.bias.as_chunks().0);
        lines.zip(sums).zip(columns).zip(&self.exact_lines).map(|(((lines, sums), (scales, bias)), exact)| Panel {
            lines,
            sums,
            scales,
            bias,
            exact,
        })
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
        let exact = size_of_val(self.exact.weights.as_slice()) + size_of_val(self.exact_lines.as_slice());
        let sums = size_of_val(self.sums.as_slice()) + 2 * size_of_val(self.bias.as_slice());
        size_of_val(self.lines.as_slice()) + sums + exact
    }

    fn quads(&self) -> usize {
        self.inputs.next_multiple_of(BLOCK) / QUAD
    }
}
