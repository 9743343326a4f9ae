//! faq: a question as it is asked of the articles.

use crate::Language;

/// A question, and what is known of it already.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    pub text: &'a str,
    /// The language of the articles to search.
    pub language: Language,
    /// The text as a point of unit length; an empty one, or one of another width, counts as none.
    pub vector: Option<&'a [f32]>,
    /// What a classifier made of it.
    pub understood: Option<Understood<'a>>,
}

/// What a classifier made of a text.
#[derive(Debug, Clone, Copy)]
pub struct Understood<'a> {
    /// Names of intents with their confidences (0..=1).
    pub intents: &'a [(String, f32)],
    /// How likely any of them is meant at all (0..=1).
    pub in_scope: f32,
}

/// How much is known of a question; each degree has its own weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// Its words alone.
    Words,
    /// Its vector too.
    Vector,
    /// Its intents too, but no vector.
    Intents,
    /// Words, vector and intents.
    All,
}

impl Known {
    /// From the least to the most.
    pub const ALL: [Self; 4] = [Self::Words, Self::Vector, Self::Intents, Self::All];

    pub(crate) const fn new(vector: bool, intents: bool) -> Self {
        match (vector, intents) {
            (false, false) => Self::Words,
            (true, false) => Self::Vector,
            (false, true) => Self::Intents,
            (true, true) => Self::All,
        }
    }

    /// True where the vector is known.
    pub const fn has_vector(self) -> bool {
        matches!(self, Self::Vector | Self::All)
    }

    /// True where the intents are known.
    pub const fn has_intents(self) -> bool {
        matches!(self, Self::Intents | Self::All)
    }
}

impl<'a> Query<'a> {
    /// A question of which nothing but the words is known.
    pub const fn of(text: &'a str, language: Language) -> Self {
        Self { text, language, vector: None, understood: None }
    }

    /// The same question with no more known than `known`.
    #[must_use]
    pub fn only(self, known: Known) -> Self {
        Self {
            vector: self.vector.filter(|_| known.has_vector()),
            understood: self.understood.filter(|_| known.has_intents()),
            ..self
        }
    }
}
