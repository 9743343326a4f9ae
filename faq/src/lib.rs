//! faq: question to passages; it takes text and vectors, and never hears of customers, models or networks.

mod article;
mod bm25;
mod cache;
mod concept;
mod dense;
mod error;
pub mod evaluate;
mod fact;
pub mod fit;
mod index;
mod language;
mod library;
pub mod lint;
mod nearest;
mod next;
mod note;
mod passage;
mod phrases;
mod query;
mod ranker;
mod signal;
mod spelling;
mod text;
mod vocabulary;

pub use article::Article;
pub use cache::VectorCache;
pub use error::Error;
pub use fact::{Fact, Status};
pub use index::Found;
pub use language::Language;
pub use library::{Library, Source};
pub use note::Note;
pub use passage::{ANSWERS, Passage, Why};
pub use query::{Known, Query, Understood};
pub use ranker::{Cue, Ranker, Weights};
pub use signal::{Signal, Signals};
