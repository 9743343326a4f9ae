//! faq: question to passages; it takes text and vectors, and never hears of customers, models or networks.

mod article;
mod cache;
mod concept;
mod dense;
mod error;
pub mod evaluate;
mod fact;
mod index;
mod language;
mod lexical;
mod library;
pub mod lint;
mod passage;
mod text;

pub use article::Article;
pub use cache::VectorCache;
pub use error::Error;
pub use fact::{Fact, Status};
pub use index::Index;
pub use language::Language;
pub use library::{Library, Source};
pub use passage::{ANSWERS, Passage, Why};
