//! faq: for whom an answer is put in other words; the facts stay the same.

use serde::Serialize;

use crate::Language;

/// What some readers look for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The next step, in two sentences at most.
    Quick,
    /// What it costs or saves.
    Cost,
}

impl Note {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Quick, Self::Cost];

    /// Its name in the articles of a language.
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Quick, Language::Ko) => "빠르게",
            (Self::Cost, Language::Ko) => "비용",
            (Self::Quick, Language::En) => "In short",
            (Self::Cost, Language::En) => "Cost",
        }
    }

    pub(crate) fn parse(name: &str, language: Language) -> Option<Self> {
        Self::ALL.into_iter().find(|note| note.name(language) == name)
    }

    pub(crate) fn names(language: Language) -> String {
        Self::ALL.map(|note| note.name(language)).join(", ")
    }
}
