//! bot: looking up where something stands, over as many turns as it takes to know which.

use handoff::id::ConversationId;
use serde::{Deserialize, Serialize};

use super::slot::Slots;
pub use crate::core::Lookup;

/// How many things are shown to choose from at a time.
pub const BUTTONS: usize = 3;
/// What the ticket for a lookup that failed twice is called in the log.
pub const LOOKUP_FAILURE: &str = "lookup_failure";
/// What stands for "none of these, show others"; no reference looks like it.
pub const OTHERS: &str = "+";

/// Where a lookup waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// There are several; the customer picks one.
    Choose {
        lookup: Lookup,
        options: Vec<Pick>,
        /// Figures are wanted, too.
        #[serde(default)]
        figures: bool,
        #[serde(default)]
        slots: Slots,
        /// How many were shown on earlier pages.
        #[serde(default)]
        shown: usize,
    },
}

/// One of several things the customer has with us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The core system's reference; it is never asked for.
    pub reference: String,
    /// What the customer reads: "2024년 신용대출 ****12".
    pub label: String,
}

/// The number of the ticket for a lookup that failed twice.
pub fn ticket(conversation: &ConversationId, number: i64) -> String {
    super::receipt('T', conversation, number)
}

impl Pick {
    /// The option that a text means: by its last digits, by its label, or by enough of its own words.
    pub fn meant<'a>(options: &'a [Self], text: &str) -> Option<&'a Self> {
        let said = nlu::letters(text);
        let named = |pick: &&Self| {
            said == nlu::letters(&pick.label) || digits(&pick.label).is_some_and(|last| said.contains(last))
        };
        only(options.iter().filter(named))
            .or_else(|| {
                let shares = |pick: &Self| {
                    let words = pick.label.split_whitespace().filter(|word| !word.starts_with('*'));
                    words.filter(|word| word.chars().count() > 1 && said.contains(&nlu::letters(word))).count()
                };
                let most = options.iter().map(shares).max().filter(|most| *most > 0)?;
                only(options.iter().filter(|pick| shares(pick) == most))
            })
            .or_else(|| only(options.iter().filter(|pick| begins_alike(&pick.label, text))))
    }
}

/// Whether a word of the text is how a word of the label begins: "자동차 그거요" means "자동차대출".
fn begins_alike(label: &str, text: &str) -> bool {
    let said: Vec<String> = text.split_whitespace().map(nlu::letters).filter(|word| word.chars().count() > 1).collect();
    let own = label.split_whitespace().filter(|word| !word.starts_with('*')).map(nlu::letters);
    let stems = || said.iter().map(|said| said.trim_end_matches(['이', '요', '거', '건', '은', '는']));
    own.filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        .any(|word| stems().any(|stem| stem.chars().count() > 1 && word.starts_with(stem)))
}

/// The one thing there is; none of several.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The digits after the stars of a label.
fn digits(label: &str) -> Option<&str> {
    label.rsplit_once('*').map(|(_, last)| last.trim()).filter(|last| last.len() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pick_is_meant_by_its_digits_or_its_own_words() {
        let options = ["2024년 신용대출 ****12", "자동차대출 ****77", "생활안정 신용대출 ****35"]
            .map(|label| Pick { reference: label.to_owned(), label: label.to_owned() });
        let check = |text: &str, want: Option<usize>| {
            assert_eq!(Pick::meant(&options, text), want.map(|index| &options[index]), "{text}");
        };
        check("77", Some(1));
        check("끝자리 12요", Some(0));
        check("자동차대출이요", Some(1));
        check("2024년 신용대출 ****12", Some(0));
        check("2024년 거요", Some(0));
        check("생활안정 신용대출", Some(2));
        check("신용대출이요", None);
        check("자동차 그거요", Some(1));
        check("생활 거요", Some(2));
        check("글쎄요", None);
        check("이거요", None);
    }
}
