//! bot: looking up where something stands, over as many turns as it takes to know which.

use std::fmt;
use std::str::FromStr;

use handoff::person::Level;
use nlu::Intent;
use serde::{Deserialize, Serialize};

/// What can be looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lookup {
    ApplicationProgress,
    RepaymentSchedule,
    OverdueBalance,
    CardDelivery,
}

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

impl Lookup {
    pub const ALL: [Self; 4] =
        [Self::ApplicationProgress, Self::RepaymentSchedule, Self::OverdueBalance, Self::CardDelivery];

    /// The lookup's name in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ApplicationProgress => "application_progress",
            Self::RepaymentSchedule => "repayment_schedule",
            Self::OverdueBalance => "overdue_balance",
            Self::CardDelivery => "card_delivery",
        }
    }

    /// From which level something can be shown at all.
    pub const fn level(self) -> Level {
        match self {
            Self::ApplicationProgress | Self::RepaymentSchedule | Self::CardDelivery => Level::V1,
            Self::OverdueBalance => Level::V2,
        }
    }

    /// Whether a fresh proof shows more than `level` does.
    pub const fn has_figures(self) -> bool {
        !matches!(self, Self::CardDelivery)
    }

    /// The intent that asks for it.
    pub const fn intent(self) -> Intent {
        match self {
            Self::ApplicationProgress => Intent::ApplicationStatus,
            Self::RepaymentSchedule => Intent::RepaymentSchedule,
            Self::OverdueBalance => Intent::OverdueAmount,
            Self::CardDelivery => Intent::CardDeliveryStatus,
        }
    }

    /// The lookup that answers an intent, where there is one.
    pub fn of(intent: Intent) -> Option<Self> {
        Self::ALL.into_iter().find(|lookup| lookup.intent() == intent)
    }
}

impl fmt::Display for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Lookup {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|lookup| lookup.name() == name).ok_or(())
    }
}

impl Pick {
    /// The option that a text means: by its last digits, by its label, or by enough of its own words.
    pub fn meant<'a>(options: &'a [Self], text: &str) -> Option<&'a Self> {
        let said = plain(text);
        let named =
            |pick: &&Self| said == plain(&pick.label) || digits(&pick.label).is_some_and(|last| said.contains(last));
        only(options.iter().filter(named)).or_else(|| {
            let shares = |pick: &Self| {
                let words = pick.label.split_whitespace().filter(|word| !word.starts_with('*'));
                words.filter(|word| word.chars().count() > 1 && said.contains(&plain(word))).count()
            };
            let most = options.iter().map(shares).max().filter(|most| *most > 0)?;
            only(options.iter().filter(|pick| shares(pick) == most))
        })
    }
}

/// The one thing there is; none of several.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
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
        check("글쎄요", None);
    }

    #[test]
    fn names_are_the_same_in_text_and_json() {
        for lookup in Lookup::ALL {
            assert_eq!(lookup.name().parse(), Ok(lookup));
            assert_eq!(serde_json::to_value(lookup).unwrap(), lookup.name());
            assert_eq!(Lookup::of(lookup.intent()), Some(lookup));
        }
    }
}
