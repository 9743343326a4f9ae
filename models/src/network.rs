//! models: the layers above the encoder, shared by training and inference, and how weights are stored.

use std::collections::HashMap;

use candle_core::{D, DType, Device, Tensor, Var};
use safetensors::tensor::{Dtype, SafeTensors, TensorView};

use crate::manifest::Dims;

/// Scores that are not intents, in the order they follow the intents: five sentiment classes,
/// frustration, three urgencies, emergency, out of scope.
pub(crate) const EXTRA: usize = 5 + 1 + 3 + 1 + 1;

/// A residual layer, the heads and the projection of the sentence vector.
#[derive(Clone)]
pub(crate) struct Network {
    up: Tensor,
    up_bias: Tensor,
    down: Tensor,
    heads: Tensor,
    heads_bias: Tensor,
    vector: Tensor,
}

/// What the network says of a batch of n sentences.
pub(crate) struct Output {
    /// Raw scores of all heads: [n, intents + EXTRA].
    pub(crate) scores: Tensor,
    /// Sentence vectors of unit length: [n, vector].
    pub(crate) vectors: Tensor,
}

/// The tensors of a network by their stored names, with their shapes.
pub(crate) fn shapes(dims: &Dims, intents: usize) -> [(&'static str, Vec<usize>); 6] {
    let Dims { embedding, hidden, vector, .. } = *dims;
    [
        ("up.weight", vec![embedding, hidden]),
        ("up.bias", vec![hidden]),
        ("down.weight", vec![hidden, embedding]),
        ("heads.weight", vec![embedding, intents + EXTRA]),
        ("heads.bias", vec![intents + EXTRA]),
        ("vector.weight", vec![embedding, vector]),
    ]
}

impl Network {
    /// Puts a network together from its tensors, in the order of [`shapes`].
    pub(crate) fn new(tensors: &[Tensor; 6]) -> Self {
        let [up, up_bias, down, heads, heads_bias, vector] = tensors.clone();
        Self { up, up_bias, down, heads, heads_bias, vector }
    }

    /// A network whose tensors are the variables that training moves.
    pub(crate) fn of(vars: &[Var; 6]) -> Self {
        Self::new(&vars.each_ref().map(|var| var.as_tensor().clone()))
    }

    /// Reads a network from a file.
    pub(crate) fn load(store: &Store, dims: &Dims, intents: usize) -> Result<Self, String> {
        let mut tensors = Vec::with_capacity(6);
        for (name, shape) in shapes(dims, intents) {
            let values = store.floats(name, shape.iter().product())?;
            tensors.push(Tensor::from_vec(values, shape, &Device::Cpu).map_err(|error| error.to_string())?);
        }
        let tensors: [Tensor; 6] = tensors.try_into().map_err(|_| "it lacks a layer".to_owned())?;
        Ok(Self::new(&tensors))
    }

    /// Scores and vectors of the encoder's states: [n, embedding].
    pub(crate) fn forward(&self, states: &Tensor) -> candle_core::Result<Output> {
        let inner = states.matmul(&self.up)?.broadcast_add(&self.up_bias)?.gelu()?;
        let states = (states + inner.matmul(&self.down)?)?;
        let scores = states.matmul(&self.heads)?.broadcast_add(&self.heads_bias)?;
        let vectors = states.matmul(&self.vector)?;
        let lengths = (vectors.sqr()?.sum_keepdim(D::Minus1)? + 1e-12)?.sqrt()?;
        Ok(Output { scores, vectors: vectors.broadcast_div(&lengths)? })
    }
}

/// Weights by name, as they lie in a safetensors file.
pub(crate) struct Store(HashMap<String, (Dtype, Vec<u8>)>);

impl Store {
    /// Reads a safetensors file.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| error.to_string())?;
        let owned = tensors.iter().map(|(name, view)| (name.to_owned(), (view.dtype(), view.data().to_vec())));
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

    fn raw(&self, name: &str, dtype: Dtype, length: usize) -> Result<&[u8], String> {
        let (found, bytes) = self.0.get(name).ok_or_else(|| format!("it lacks `{name}`"))?;
        if *found == dtype && bytes.len() == length {
            Ok(bytes)
        } else {
            Err(format!("`{name}` is {} bytes of {found:?}, not {length} of {dtype:?}", bytes.len()))
        }
    }
}

/// One tensor on its way into a file.
pub(crate) struct Stored {
    pub(crate) name: &'static str,
    pub(crate) dtype: Dtype,
    pub(crate) shape: Vec<usize>,
    pub(crate) bytes: Vec<u8>,
}

impl Stored {
    /// Half-precision numbers.
    pub(crate) fn floats(name: &'static str, shape: Vec<usize>, values: &[f32]) -> Self {
        let bytes = values.iter().flat_map(|&value| half::f16::from_f32(value).to_le_bytes()).collect();
        Self { name, dtype: Dtype::F16, shape, bytes }
    }

    /// A tensor of candle, in half precision.
    pub(crate) fn tensor(name: &'static str, tensor: &Tensor) -> candle_core::Result<Self> {
        let values = tensor.to_dtype(DType::F32)?.flatten_all()?.to_vec1::<f32>()?;
        Ok(Self::floats(name, tensor.dims().to_vec(), &values))
    }
}

/// The bytes of a safetensors file.
pub(crate) fn serialize(tensors: &[Stored]) -> Vec<u8> {
    let views = tensors.iter().map(|stored| {
        let view = TensorView::new(stored.dtype, stored.shape.clone(), &stored.bytes);
        (stored.name, view.expect("a stored tensor has as many bytes as its shape says"))
    });
    safetensors::serialize(views, None).expect("names are unique")
}
