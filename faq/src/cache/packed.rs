//! faq: vectors in eight bits a value, and many of them as bytes.

use std::collections::HashMap;

const MAGIC: &[u8] = b"dari faq vectors 2\n";

/// A direction: its values in steps of the largest one's 127th part. The length is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed(Vec<i8>);

impl Packed {
    pub(crate) fn new(vector: &[f32]) -> Self {
        let most = vector.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        let step = if most > 0.0 { most / 127.0 } else { 1.0 };
        Self(vector.iter().map(|value| (value / step).round() as i8).collect())
    }

    /// The vector, of unit length; zeros stay zeros.
    pub(crate) fn vector(&self) -> Vec<f32> {
        let squares: f32 = self.0.iter().map(|value| f32::from(*value).powi(2)).sum();
        let length = if squares > 0.0 { squares.sqrt() } else { 1.0 };
        self.0.iter().map(|value| f32::from(*value) / length).collect()
    }
}

/// Magic, then with little-endian numbers: length and name of the model, width, count, and each vector
/// after its text's hash; last the hash of all that. Vectors of another width than the widest are left out.
pub(super) fn encode(vectors: &HashMap<u64, &Packed>, model: &str) -> Vec<u8> {
    let width = vectors.values().map(|packed| packed.0.len()).max().unwrap_or(0);
    let mut entries: Vec<_> = vectors.iter().filter(|(_, packed)| packed.0.len() == width).collect();
    entries.sort_unstable_by_key(|(hash, _)| **hash);
    let mut bytes = MAGIC.to_vec();
    bytes.extend((model.len() as u32).to_le_bytes());
    bytes.extend(model.as_bytes());
    bytes.extend((width as u32).to_le_bytes());
    bytes.extend((entries.len() as u32).to_le_bytes());
    for (hash, packed) in entries {
        bytes.extend(hash.to_le_bytes());
        bytes.extend(packed.0.iter().map(|value| value.cast_unsigned()));
    }
    let sum = sum(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

/// The vectors by their texts' hash; none where the bytes are damaged or another model's.
pub(super) fn decode(bytes: &[u8], model: &str) -> Option<HashMap<u64, Packed>> {
    let (content, expected) = bytes.split_last_chunk::<8>()?;
    if u64::from_le_bytes(*expected) != sum(content) {
        return None;
    }
    let mut rest = content.strip_prefix(MAGIC)?;
    let name = number(&mut rest)?;
    let (found, tail) = rest.split_at_checked(name)?;
    rest = tail;
    if found != model.as_bytes() {
        return None;
    }
    let (width, count) = (number(&mut rest)?, number(&mut rest)?);
    let size = width.checked_add(8)?;
    if rest.len() != size.checked_mul(count)? {
        return None;
    }
    let entry = |entry: &[u8]| {
        let (hash, values) = entry.split_first_chunk::<8>()?;
        let values = values.iter().map(|value| value.cast_signed()).collect();
        Some((u64::from_le_bytes(*hash), Packed(values)))
    };
    rest.chunks_exact(size).map(entry).collect()
}

fn number(bytes: &mut &[u8]) -> Option<usize> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

/// FNV-1a over words of eight bytes, which a few megabytes need for speed.
fn sum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_keeps_the_direction() {
        let vector: Vec<f32> = (0..384).map(|index| ((index * 37 % 101) as f32 - 50.0) / 980.0).collect();
        let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
        let unpacked = Packed::new(&vector).vector();
        let cosine: f32 = vector.iter().zip(&unpacked).map(|(a, b)| a / length * b).sum();
        assert!(cosine > 0.9999, "{cosine}");
        assert_eq!(Packed::new(&[0.0, 0.0]).vector(), [0.0, 0.0]);
        assert_eq!(Packed::new(&[]).vector(), [0.0_f32; 0]);
        assert_eq!(Packed::new(&unpacked), Packed::new(&vector), "what was unpacked packs to the same");
    }

    #[test]
    fn many_survive_as_bytes() {
        let (a, b) = (Packed::new(&[1.0, -0.5]), Packed::new(&[-1.0, 0.25]));
        let bytes = encode(&HashMap::from([(7, &a), (u64::MAX, &b), (8, &Packed::new(&[1.0]))]), "m");
        assert_eq!(decode(&bytes, "m"), Some(HashMap::from([(7, a), (u64::MAX, b)])));
        assert_eq!(decode(&encode(&HashMap::new(), "m"), "m"), Some(HashMap::new()));
        assert_eq!(decode(&bytes, "another"), None);
    }
}
