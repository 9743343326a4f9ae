//! faq: an article's text in its parts, each of which is read alone.

use super::sentence::{self, Sentence};
use crate::article::line_of;
use crate::{Language, Source};

/// What a part is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Short,
    Rest,
    /// A note for one kind of reader.
    Note,
    Glossary,
}

/// Sentences that a customer may read without the others.
#[derive(Debug, Clone)]
pub(crate) struct Part<'a> {
    pub(crate) kind: Kind,
    pub(crate) sentences: Vec<Sentence<'a>>,
}

/// The parts of an article; details and steps are one, every note is one.
pub(crate) fn parts(source: &Source) -> Vec<Part<'_>> {
    let text = source.text.as_ref();
    let at = text.match_indices("\n+++").last().map_or(0, |(at, _)| at + 4);
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut kind = Kind::Rest;
    for sentence in sentence::of(&text[at..], line_of(text, at)) {
        if let Some(heading) = sentence.text.strip_prefix("## ") {
            kind = kind_of(heading, source.article.language);
            continue;
        }
        match parts.last_mut() {
            Some(part) if part.kind == kind && !(kind == Kind::Note && sentence.begins) => {
                part.sentences.push(sentence);
            }
            _ => parts.push(Part { kind, sentences: vec![sentence] }),
        }
    }
    parts
}

fn kind_of(heading: &str, language: Language) -> Kind {
    let kinds = match language {
        Language::Ko => [("짧은 답", Kind::Short), ("이런 분께", Kind::Note), ("쉬운 말", Kind::Glossary)],
        Language::En => [("Short answer", Kind::Short), ("For you", Kind::Note), ("Plain words", Kind::Glossary)],
    };
    kinds.into_iter().find(|(name, _)| *name == heading.trim()).map_or(Kind::Rest, |(_, kind)| kind)
}
