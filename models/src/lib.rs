//! models: text to tokens, vectors and scores; the only room that knows tensors.

mod bundle;
mod classifier;
mod embedded;
mod encoder;
mod error;
mod feature;
mod manifest;
mod network;
pub mod text;
pub mod tokenizer;
pub mod train;

pub use bundle::Bundle;
pub use classifier::{Classifier, Prediction};
pub use error::Error;
pub use manifest::{Architecture, Dims, Manifest, ScopeFit, Temperatures, Thresholds, Training};
