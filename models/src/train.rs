//! models: training: sentences with labels in, a model bundle out.

pub mod adam;
pub mod align;
pub mod augment;
mod batch;
mod loss;
pub mod random;
pub mod tune;
pub mod vocabulary;

/// A sentence and what is known of it; whatever is unknown is simply not learnt from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Example {
    /// The sentence as it was written.
    pub text: String,
    /// What it means.
    pub meaning: Option<Meaning>,
    /// The sentiment class, 0 for −2 to 4 for 2.
    pub sentiment: Option<usize>,
    /// Whether it shows frustration.
    pub frustration: Option<bool>,
    /// The urgency, 0 none, 1 today, 2 now.
    pub urgency: Option<usize>,
    /// Whether it is an emergency.
    pub urgent: Option<bool>,
    /// The number of the FAQ article it is a question of.
    pub article: Option<usize>,
}

/// What a sentence means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// One of these intents, by number; several where they are equally right.
    Intents(Vec<usize>),
    /// None of them.
    OutOfScope,
}

