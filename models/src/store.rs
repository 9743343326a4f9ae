//! models: weights by name, as they lie in a safetensors file.

use std::collections::HashMap;

use safetensors::tensor::{Dtype, SafeTensors, TensorView};

/// Weights by name, read from a safetensors file.
pub(crate) struct Store(HashMap<String, (Dtype, Vec<usize>, Vec<u8>)>);

impl Store {
    /// Reads a safetensors file.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| error.to_string())?;
        let owned = tensors
            .iter()
            .map(|(name, view)| (name.to_owned(), (view.dtype(), view.shape().to_vec(), view.data().to_vec())));
        Ok(Self(owned.collect()))
    }

    /// Half-precision numbers.
    pub(crate) fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, String> {
        let bytes = self.raw(name, Dtype::F16, count * 2)?;
        Ok(bytes.chunks_exact(2).map(|pair| half::f16::from_le_bytes([pair[0], pair[1]]).to_f32()).collect())
    }

    /// Signed bytes.
    pub(crate) fn bytes(&self, name: &str, count: usize) -> Result<Vec<i8>, String> {
        Ok(self.raw(name, Dtype::I8, count)?.iter().map(|&byte| byte.cast_signed()).collect())
    }

    /// Ascending 32-bit keys.
    pub(crate) fn keys(&self, name: &str, count: usize) -> Result<Vec<u32>, String> {
        let bytes = self.raw(name, Dtype::U32, count * 4)?;
        let keys: Vec<u32> =
            bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
        if keys.is_sorted() { Ok(keys) } else { Err(format!("`{name}` is not in order")) }
    }

    /// How many numbers a tensor has, if it is there.
    pub(crate) fn count(&self, name: &str) -> Option<usize> {
        self.0.get(name).map(|(_, shape, _)| shape.iter().product())
    }

    /// The bytes of a tensor of a kind and length.
    pub(crate) fn raw(&self, name: &str, dtype: Dtype, length: usize) -> Result<&[u8], String> {
        let (found, _, bytes) = self.0.get(name).ok_or_else(|| format!("it lacks `{name}`"))?;
        if *found == dtype && bytes.len() == length {
            Ok(bytes)
        } else {
            Err(format!("`{name}` is {} bytes of {found:?}, not {length} of {dtype:?}", bytes.len()))
        }
    }
}

/// One tensor on its way into a file.
pub(crate) struct Stored {
    pub(crate) name: String,
    pub(crate) dtype: Dtype,
    pub(crate) shape: Vec<usize>,
    pub(crate) bytes: Vec<u8>,
}

impl Stored {
    /// Half-precision numbers.
    pub(crate) fn floats(name: impl Into<String>, shape: Vec<usize>, values: &[f32]) -> Self {
        let bytes = values.iter().flat_map(|&value| half::f16::from_f32(value).to_le_bytes()).collect();
        Self { name: name.into(), dtype: Dtype::F16, shape, bytes }
    }

    /// Signed bytes.
    pub(crate) fn bytes(name: impl Into<String>, shape: Vec<usize>, values: &[i8]) -> Self {
        let bytes = values.iter().map(|value| value.cast_unsigned()).collect();
        Self { name: name.into(), dtype: Dtype::I8, shape, bytes }
    }

    /// Ascending 32-bit keys.
    pub(crate) fn keys(name: impl Into<String>, keys: &[u32]) -> Self {
        let bytes = keys.iter().flat_map(|key| key.to_le_bytes()).collect();
        Self { name: name.into(), dtype: Dtype::U32, shape: vec![keys.len()], bytes }
    }
}

/// The bytes of a safetensors file.
pub(crate) fn serialize(tensors: &[Stored]) -> Vec<u8> {
    let views = tensors.iter().map(|stored| {
        let view = TensorView::new(stored.dtype, stored.shape.clone(), &stored.bytes);
        (stored.name.as_str(), view.expect("a stored tensor has as many bytes as its shape says"))
    });
    safetensors::serialize(views, None).expect("names are unique")
}
