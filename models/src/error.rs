//! models: what can go wrong with a model, and what to do about it.

use std::path::PathBuf;

/// A failure to load, train or run a model.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the model is not there.
    #[error("the model file {} is missing: point to a model directory (--model or DARI_NLU__MODEL), or make one with `dari nlu train`", .0.display())]
    Missing(PathBuf),
    /// A file of the model is there but cannot be used.
    #[error("the model file {} cannot be used: {reason}; restore it from the repository, or make it anew with `dari nlu train`", path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A sound model of another kind than is needed.
    #[error("the model in {} cannot be used here: {reason}", path.display())]
    Foreign {
        /// Its directory.
        path: PathBuf,
        /// What it is.
        reason: String,
    },
    /// A file cannot be read or written.
    #[error("cannot access {}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A foreign encoder cannot be used.
    #[error("the encoder in {} cannot be used: {reason}", path.display())]
    Encoder {
        /// Its directory.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// There is too little to learn from.
    #[error("cannot train: {0}")]
    Training(String),
    /// The tensor library refused an operation.
    #[error("tensor operation failed: {0}")]
    Tensor(#[from] candle_core::Error),
}
