//! faq: why a library cannot be read.

/// Why a library cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file breaks the format.
    #[error("{file}:{line}: {reason}")]
    Parse { file: String, line: usize, reason: String },
    /// A file or folder cannot be read.
    #[error("cannot read {path}")]
    Read { path: String, source: std::io::Error },
    /// There is nothing to search.
    #[error("no articles in {0}: it needs the folders ko and en with files like late-02.md")]
    Empty(String),
}
