//! models: text to tokens, vectors and scores; the only room that knows tensors.

pub mod bert;
mod bundle;
mod encoder;
mod error;
mod manifest;
mod network;
mod op;
mod store;
pub mod text;
pub mod tokenizer;
pub mod train;

pub use bundle::Bundle;
pub use encoder::Packed;
pub use error::Error;
pub use manifest::{Architecture, Dims, Manifest, ScopeFit, Temperatures, Thresholds, Training};
