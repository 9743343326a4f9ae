//! bot: what a lookup asks the core system, and what it finds.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::figures::Verified;
use super::lookup::{Lookup, Sight};
use super::record::{
    Adjustment, Application, Block, Debit, Delivery, Dispute, Hardship, Limit, Named, Overdue, Papers, Payoff, Rate,
    RateCut, Record, Rejection, Repayment, Score, ScoreChange, Statement,
};

/// More records than this of one kind nobody has.
const MOST: usize = 100;

/// A lookup as the core system is asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query {
    lookup: Lookup,
    figures: bool,
    day: Option<Date>,
    month: Option<Date>,
}

macro_rules! found {
    ($($variant:ident($record:ty)),+ $(,)?) => {
        /// What the core system found; at most so many of a kind, and each sound in itself.
        #[derive(Debug, Clone)]
        pub enum Found {
            $($variant(Vec<$record>),)+
        }

        impl Found {
            /// Reads what the core system answers to a lookup.
            pub fn parse(lookup: Lookup, json: &[u8]) -> Result<Self, Unreadable> {
                Ok(match lookup { $(Lookup::$variant => Self::$variant(records(json)?),)+ })
            }

            /// What it is about, in the core system's order.
            pub fn things(&self) -> Vec<&Named> {
                match self { $(Self::$variant(all) => all.iter().map(Record::of).collect(),)+ }
            }

            /// The lookup it answers.
            pub const fn lookup(&self) -> Lookup {
                match self { $(Self::$variant(_) => Lookup::$variant,)+ }
            }
        }
    };
}

found! {
    ApplicationProgress(Application),
    RejectionDetail(Rejection),
    DocumentCheck(Papers),
    LimitReview(Limit),
    RateCutCase(RateCut),
    CurrentRate(Rate),
    RepaymentSchedule(Repayment),
    PayoffQuote(Payoff),
    AutodebitResult(Debit),
    OverdueBalance(Overdue),
    HardshipCase(Hardship),
    DebtAdjustmentCase(Adjustment),
    CreditScore(Score),
    ScoreChangeReasons(ScoreChange),
    DisputeCase(Dispute),
    CardDelivery(Delivery),
    CardStatement(Statement),
    CardBlockReason(Block),
}

/// Why an answer of the core system cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("it is not what the interface promises: {0}")]
    Json(#[from] serde_json::Error),
    #[error("record {0} does not agree with itself")]
    Unsound(usize),
    #[error("there are {0} records")]
    TooMany(usize),
}

#[derive(Deserialize)]
struct Items<T> {
    items: Vec<T>,
}

impl Query {
    /// Asks where things stand; none for a lookup that is figures through and through.
    pub fn states(lookup: Lookup) -> Option<Self> {
        (lookup.sight() != Sight::Figures).then_some(Self { lookup, figures: false, day: None, month: None })
    }

    /// Asks for figures as well: only for a customer who is proved.
    pub fn figures(lookup: Lookup, _: &Verified) -> Self {
        Self { lookup, figures: lookup.has_figures(), day: None, month: None }
    }

    /// As it arrives at the other end, where whoever asks has seen the proof.
    pub(super) const fn asked(lookup: Lookup, figures: bool) -> Self {
        Self { lookup, figures: figures && lookup.has_figures(), day: None, month: None }
    }

    /// As much as the proof allows.
    pub fn of(lookup: Lookup, verified: Option<&Verified>) -> Option<Self> {
        match verified {
            Some(verified) => Some(Self::figures(lookup, verified)),
            None => Self::states(lookup),
        }
    }

    pub const fn lookup(&self) -> Lookup {
        self.lookup
    }

    /// The same, reckoned for a day.
    #[must_use]
    pub fn on(mut self, day: Option<Date>) -> Self {
        self.day = day;
        self
    }

    /// The same, for a month.
    #[must_use]
    pub fn in_month(mut self, month: Option<Date>) -> Self {
        self.month = month.map(Date::first_of_month);
        self
    }

    /// The day to reckon for, where the sum depends on it.
    pub const fn day(&self) -> Option<Date> {
        self.day
    }

    /// The month asked for, as its first day.
    pub const fn month(&self) -> Option<Date> {
        self.month
    }

    /// Whether figures may come back.
    pub const fn wants_figures(&self) -> bool {
        self.figures
    }
}

fn records<T: DeserializeOwned + Record>(json: &[u8]) -> Result<Vec<T>, Unreadable> {
    let Items { items } = serde_json::from_slice::<Items<T>>(json)?;
    if items.len() > MOST {
        return Err(Unreadable::TooMany(items.len()));
    }
    match items.iter().position(|record| !record.is_sound()) {
        Some(unsound) => Err(Unreadable::Unsound(unsound)),
        None => Ok(items),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_proof_nobody_can_even_ask_for_figures() {
        for lookup in Lookup::ALL {
            let query = Query::of(lookup, None);
            assert_eq!(query.is_none(), lookup.sight() == Sight::Figures, "{lookup}");
            assert!(query.is_none_or(|query| !query.wants_figures()), "{lookup}");
            assert_eq!(Query::figures(lookup, &Verified::for_tests()).wants_figures(), lookup.has_figures());
        }
    }

    #[test]
    fn an_answer_that_is_not_what_was_promised_is_an_error_and_no_crash() {
        let check = |json: &str, fine: bool| {
            assert_eq!(Found::parse(Lookup::CardDelivery, json.as_bytes()).is_ok(), fine, "{json}");
        };
        let card = r#"{"of":{"reference":"K-1","nickname":{"ko":"카드","en":"Card"},"last_digits":"0001"},
            "course":{"step":STEP,"of":4,"since":"2026-11-20","blocked_on":"company","expected":null}}"#;
        check(r#"{"items":[]}"#, true);
        check(&format!(r#"{{"items":[{}],"more":1}}"#, card.replace("STEP", "3")), true);
        check(&format!(r#"{{"items":[{}]}}"#, card.replace("STEP", "5")), false);
        check(&format!(r#"{{"items":[{}]}}"#, card.replace("STEP", "0")), false);
        check(&format!(r#"{{"items":[{}]}}"#, vec![card.replace("STEP", "3"); 101].join(",")), false);
        for json in ["", "null", "[]", "<html>", r#"{"items":null}"#, r#"{"items":[{}]}"#, r#"{"item":[]}"#] {
            check(json, false);
        }
    }
}
