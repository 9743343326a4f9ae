//! models: a fitted network as the files that are shipped: the table in eight bits, the layers in sixteen.

use safetensors::tensor::Dtype;

use super::fit::Fitted;
use crate::network::{Stored, serialize, shapes};
use crate::{Bundle, Error, Manifest};

/// The bundle of a fitted network.
pub(super) fn pack(manifest: Manifest, fitted: &Fitted) -> Result<Bundle, Error> {
    let table = &fitted.table;
    let rows = table.keys.len();
    let (mut cells, mut scales) = (Vec::with_capacity(rows * table.width), Vec::with_capacity(rows));
    for row in 0..rows {
        let (bytes, scale) = quantise(table.row(row));
        cells.extend(bytes);
        scales.push(scale);
    }
    let keys = table.keys.iter().flat_map(|key| key.to_le_bytes()).collect();
    let mut tensors = vec![
        Stored { name: "bag.keys", dtype: Dtype::U32, shape: vec![rows], bytes: keys },
        Stored { name: "bag.cells", dtype: Dtype::I8, shape: vec![rows, table.width], bytes: cells },
        Stored::floats("bag.scales", vec![rows], &scales),
    ];
    for ((name, _), var) in shapes(&manifest.dims, manifest.intents.len()).iter().zip(&fitted.layers) {
        tensors.push(Stored::tensor(name, var)?);
    }
    Ok(Bundle::new(manifest, fitted.tokenizer.json(), serialize(&tensors)))
}

/// A row as signed bytes and the scale that gives the numbers back.
fn quantise(row: &[f32]) -> (Vec<u8>, f32) {
    let largest = row.iter().fold(0.0_f32, |largest, cell| largest.max(cell.abs()));
    let scale = half::f16::from_f32((largest / 127.0).max(1e-6)).to_f32();
    let bytes = row.iter().map(|cell| ((cell / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned());
    (bytes.collect(), scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bits_keep_a_row_to_half_a_step() {
        let row = [0.5, -1.0, 0.013, 0.0];
        let (bytes, scale) = quantise(&row);
        for (byte, cell) in bytes.iter().zip(row) {
            assert!((f32::from(byte.cast_signed()) * scale - cell).abs() <= scale * 0.51);
        }
        assert!(quantise(&[0.0; 4]).0.iter().all(|&byte| byte == 0));
    }
}
