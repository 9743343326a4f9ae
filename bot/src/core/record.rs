//! bot: what the records of the core system are made of. What is read is checked while it is read.

use std::fmt;

use handoff::event::BlockedOn;
use handoff::message::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod application;
mod card;
mod case;
mod loan;
mod score;

pub use application::{Application, Credit, Paper, PaperState, Papers, Refusal, Rejection, Source};
pub use card::{
    Block, BlockDetail, BlockReason, Delivery, Limit, LimitFigures, Line, Part, Receiver, Statement, StatementFigures,
};
pub use case::{Adjusted, Adjustment, AdjustmentPlace, Dispute, DisputeDetail, Hardship, RateCut, RateCutResult};
pub use loan::{
    Arrears, Debit, DebitOutcome, Debited, Instalment, Overdue, Payoff, PayoffFigures, Rate, RateFigures, RateKind,
    Repayment,
};
pub use score::{Band, Bureau, Change, Score, ScoreChange, ScoreFigures, ScoreReasons};

/// Texts of the core system are short: this many characters.
const TEXT: usize = 300;
/// No sum of a customer is larger, in won.
const MOST: i64 = 1_000_000_000_000;

/// Why a record of the core system is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    #[error("a text is empty, too long, or holds control characters")]
    Text,
    #[error("a reference is not 1 to 40 of A–Z, a–z, 0–9, _ and -")]
    Reference,
    #[error("the last digits are not at most 6 digits")]
    Digits,
    #[error("a sum is out of all bounds")]
    Sum,
    #[error("a rate is not a decimal number such as 14.9")]
    Percent,
    #[error("the days are in the wrong order")]
    Expected,
}

/// A record about one of the customer's things.
pub trait Record {
    /// What it is about.
    fn of(&self) -> &Named;

    /// Whether its parts agree with each other.
    fn is_sound(&self) -> bool {
        true
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawText")]
pub struct Text {
    pub ko: String,
    pub en: String,
}

/// A contract, a card, an application, a case or a bureau, under the name the customer knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawNamed")]
pub struct Named {
    /// The core system's reference.
    pub reference: String,
    pub nickname: Text,
    /// Empty where the name says it all.
    pub last_digits: String,
}

/// An amount in won.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Won(pub i64);

/// A yearly rate in per cent, as the contract writes it: `14.9`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Percent(String);

/// The days between which something is expected: half of all cases are done by `from`, nine in ten by `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawExpected")]
pub struct Expected {
    pub from: Date,
    pub to: Date,
}

/// Where something that has steps stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Counted from 1.
    pub step: u8,
    /// How many steps there are.
    pub of: u8,
    /// What the core system calls the step, where its steps are not the usual ones.
    pub name: Option<Text>,
    pub since: Date,
    pub blocked_on: BlockedOn,
    pub expected: Option<Expected>,
}

#[derive(Deserialize)]
struct RawText {
    ko: String,
    en: String,
}

#[derive(Deserialize)]
struct RawNamed {
    reference: String,
    nickname: Text,
    #[serde(default)]
    last_digits: String,
}

#[derive(Deserialize)]
struct RawExpected {
    from: Date,
    to: Date,
}

impl Text {
    /// A text of our own.
    pub fn new(ko: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ko: ko.into(), en: en.into() }
    }

    /// The text in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Ko => &self.ko,
            Language::En => &self.en,
        }
    }
}

impl Named {
    /// "2024년 신용대출 ****12"
    pub fn label(&self, language: Language) -> String {
        let nickname = self.nickname.in_language(language);
        if self.last_digits.is_empty() { nickname.to_owned() } else { format!("{nickname} ****{}", self.last_digits) }
    }
}

impl Expected {
    /// Whether the last of the expected days is over.
    pub fn is_late(&self, today: Date) -> bool {
        today > self.to
    }
}

impl Course {
    /// Whether it takes longer than it usually does, through nothing the customer has to do.
    pub fn is_late(&self, today: Date) -> bool {
        !matches!(self.blocked_on, BlockedOn::Customer | BlockedOn::Nobody)
            && self.expected.is_some_and(|expected| expected.is_late(today))
    }

    /// Whether everything is done.
    pub fn is_done(&self) -> bool {
        self.step == self.of && self.blocked_on == BlockedOn::Nobody
    }

    /// Whether its step is one of its steps, and they are few enough to be shown.
    fn is_sound(&self) -> bool {
        self.of <= 12 && (1..=self.of).contains(&self.step)
    }
}

impl Percent {
    /// The decimal number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<RawText> for Text {
    type Error = Unsound;

    fn try_from(raw: RawText) -> Result<Self, Unsound> {
        let fits =
            |text: &str| !text.trim().is_empty() && text.chars().count() <= TEXT && !text.chars().any(char::is_control);
        if fits(&raw.ko) && fits(&raw.en) { Ok(Self { ko: raw.ko, en: raw.en }) } else { Err(Unsound::Text) }
    }
}

impl TryFrom<RawNamed> for Named {
    type Error = Unsound;

    fn try_from(raw: RawNamed) -> Result<Self, Unsound> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !(1..=40).contains(&raw.reference.len()) || !raw.reference.chars().all(plain) {
            return Err(Unsound::Reference);
        }
        if raw.last_digits.len() > 6 || !raw.last_digits.chars().all(|c| c.is_ascii_digit()) {
            return Err(Unsound::Digits);
        }
        Ok(Self { reference: raw.reference, nickname: raw.nickname, last_digits: raw.last_digits })
    }
}

impl TryFrom<RawExpected> for Expected {
    type Error = Unsound;

    fn try_from(RawExpected { from, to }: RawExpected) -> Result<Self, Unsound> {
        if from <= to { Ok(Self { from, to }) } else { Err(Unsound::Expected) }
    }
}

impl TryFrom<i64> for Won {
    type Error = Unsound;

    fn try_from(won: i64) -> Result<Self, Unsound> {
        if (-MOST..=MOST).contains(&won) { Ok(Self(won)) } else { Err(Unsound::Sum) }
    }
}

impl From<Won> for i64 {
    fn from(won: Won) -> Self {
        won.0
    }
}

impl TryFrom<String> for Percent {
    type Error = Unsound;

    fn try_from(text: String) -> Result<Self, Unsound> {
        let (whole, parts) = text.split_once('.').unwrap_or((&text, "0"));
        let digits = |part: &str, most| (1..=most).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
        if digits(whole, 2) && digits(parts, 3) { Ok(Self(text)) } else { Err(Unsound::Percent) }
    }
}

impl From<Percent> for String {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl std::ops::Add for Won {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_out_of_bounds_is_not_read() {
        fn reads<T: serde::de::DeserializeOwned>(json: serde_json::Value) -> bool {
            serde_json::from_value::<T>(json).is_ok()
        }
        let named = |reference: &str, digits: &str| json!({ "reference": reference, "nickname": { "ko": "대출", "en": "Loan" }, "last_digits": digits });
        assert!(reads::<Text>(json!({ "ko": "가", "en": "a" })));
        assert!(!reads::<Text>(json!({ "ko": " ", "en": "a" })));
        assert!(!reads::<Text>(json!({ "ko": "가\u{7}", "en": "a" })));
        assert!(!reads::<Text>(json!({ "ko": "가".repeat(301), "en": "a" })));
        assert!(reads::<Named>(named("L-2024_1", "12")));
        assert!(!reads::<Named>(named("L:1", "12")) && !reads::<Named>(named("", "")));
        assert!(!reads::<Named>(named("L-1", "4111111111111111")));
        assert!(reads::<Won>(json!(-1)) && !reads::<Won>(json!(i64::MAX)) && !reads::<Won>(json!(1.5)));
        assert!(!reads::<Expected>(json!({ "from": "2026-11-24", "to": "2026-11-23" })));
        for (text, fine) in
            [("14.9", true), ("5", true), ("0.125", true), ("14,9", false), ("", false), ("1000", false)]
        {
            assert_eq!(reads::<Percent>(json!(text)), fine, "{text}");
        }
    }

    #[test]
    fn a_label_shows_last_digits_only_where_there_are_any() {
        let mut named =
            Named { reference: "L-1".into(), nickname: Text::new("신용대출", "Loan"), last_digits: "12".into() };
        assert_eq!(named.label(Language::Ko), "신용대출 ****12");
        named.last_digits.clear();
        assert_eq!(named.label(Language::En), "Loan");
    }
}
