//! handoff: variants as the words under which they are stored and sent.

/// A word that names no variant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such {of}: {word:?}")]
pub struct UnknownWord {
    /// The type's name.
    pub of: &'static str,
    /// What stood there.
    pub word: String,
}

/// Gives an enum `ALL`, `as_str`, `Display` and `FromStr`; the words are those that serde writes.
macro_rules! words {
    ($Type:ident { $($Variant:ident => $word:literal),+ $(,)? }) => {
        impl $Type {
            /// All variants, in order.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];

            /// The word under which it is stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$Variant => $word),+
                }
            }
        }

        impl std::fmt::Display for $Type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $Type {
            type Err = $crate::word::UnknownWord;

            fn from_str(word: &str) -> std::result::Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word).ok_or_else(|| $crate::word::UnknownWord {
                    of: stringify!($Type),
                    word: word.to_owned(),
                })
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use std::fmt::{Debug, Display};
    use std::str::FromStr;

    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::UnknownWord;

    fn check<T>(all: &[T])
    where
        T: Copy + Debug + Display + PartialEq + FromStr<Err = UnknownWord> + Serialize + DeserializeOwned,
    {
        for one in all {
            let word = one.to_string();
            assert_eq!(word.parse(), Ok(*one));
            assert_eq!(serde_json::to_value(one).unwrap(), word, "serde writes the same word");
            assert_eq!(serde_json::from_value::<T>(word.into()).unwrap(), *one);
        }
        assert!("no_such_word".parse::<T>().is_err());
    }

    #[test]
    fn words_are_the_same_in_text_and_json() {
        check(crate::handoff::Priority::ALL);
        check(crate::handoff::Queue::ALL);
        check(crate::queue::Skill::ALL);
        check(crate::queue::Care::ALL);
        check(crate::handoff::Outcome::ALL);
        check(crate::handoff::StateName::ALL);
        check(crate::reason::Code::ALL);
        check(crate::reason::Signal::ALL);
        check(crate::emergency::Emergency::ALL);
        check(crate::person::Level::ALL);
        check(crate::person::Method::ALL);
        check(crate::person::Namespace::ALL);
        check(crate::message::Channel::ALL);
        check(crate::message::Language::ALL);
        check(crate::journey::Stage::ALL);
        check(crate::journey::Trouble::ALL);
        check(crate::journey::ProcessKind::ALL);
        check(crate::journey::segment::Lifecycle::ALL);
        check(crate::journey::segment::Standing::ALL);
        check(crate::agent::Role::ALL);
        check(crate::agent::Presence::ALL);
        check(crate::event::BlockedOn::ALL);
        check(crate::event::WrapUpOutcome::ALL);
        check(crate::event::Measure::ALL);
        check(crate::event::Disposition::ALL);
        check(crate::context::SaidKind::ALL);
    }

    #[test]
    fn an_unknown_word_says_of_what() {
        let error = "vip".parse::<crate::handoff::Priority>().unwrap_err();
        assert_eq!(error.to_string(), "no such Priority: \"vip\"");
    }
}
