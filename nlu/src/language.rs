//! nlu: the two languages, and which one a message is in.

use std::fmt;

use models::text::is_hangul;
use serde::{Deserialize, Serialize};

/// A language Dari speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Korean, also where it is mixed with English words.
    #[default]
    Ko,
    /// English.
    En,
}

impl Language {
    /// The language of a message: Korean wherever there is one Hangul letter, or no letter at all.
    pub fn of(text: &str) -> Self {
        let latin = text.chars().any(|character| character.is_ascii_alphabetic());
        if latin && !text.chars().any(is_hangul) { Self::En } else { Self::Ko }
    }

    /// The language of a tag or a name: ko, KO, ko-KR, kor, Korean, 한국어.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_lowercase();
        match tag.split(['-', '_']).next()? {
            "ko" | "kor" | "korean" | "한국어" => Some(Self::Ko),
            "en" | "eng" | "english" | "영어" => Some(Self::En),
            _ => None,
        }
    }

    /// The two-letter code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_may_have_a_region_and_capitals() {
        let check = |tag, want| assert_eq!(Language::of_tag(tag), want, "{tag:?}");
        check("KO", Some(Language::Ko));
        check("ko-KR", Some(Language::Ko));
        check("en_US", Some(Language::En));
        check("English", Some(Language::En));
        check("mixed", None);
        check("", None);
    }

    #[test]
    fn one_hangul_letter_makes_it_korean() {
        let check = |text, want| assert_eq!(Language::of(text), want, "{text:?}");
        check("한도 얼마", Language::Ko);
        check("app 에러", Language::Ko);
        check("ㄱㅅ", Language::Ko);
        check("I lost my card", Language::En);
        check("12,000", Language::Ko);
        check("", Language::Ko);
    }
}
