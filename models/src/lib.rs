//! models: text to tokens, vectors and scores; the only room that knows tensors.

pub mod bert;
mod beside;
mod bundle;
mod card;
pub mod checkpoint;
mod classifier;
mod dense;
mod embedded;
mod encoder;
mod error;
mod feature;
mod hugging_face;
mod layout;
mod manifest;
mod op;
mod sparse;
mod store;
pub mod text;
pub mod tokenizer;
pub mod train;

pub use beside::beside;
pub use bundle::Bundle;
pub use classifier::{Classifier, Prediction, sigmoid};
pub use encoder::{Packed, SHAPES, Timing};
pub use error::Error;
pub use hugging_face::load_hugging_face;
pub use layout::Layout;
pub use manifest::{Architecture, Blend, Line, Manifest, Mix, Ngrams, Scope, Thresholds, Training};
