//! bot: what can be looked up in the core system, and how well proved somebody must be to see it.

use std::fmt;
use std::str::FromStr;

use handoff::person::Level;
use nlu::Intent;
use serde::{Deserialize, Serialize};

/// From which level what is seen of a lookup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// There are no figures in it: a linked customer sees all of it.
    States,
    /// A linked customer sees where it stands, a freshly proved one the figures, too.
    StatesThenFigures,
    /// It is figures through and through.
    Figures,
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $variant:ident, $name:literal, $resource:literal, $intent:ident, $sight:ident;)+) => {
        /// What can be looked up, in the order of the domain's list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Lookup {
            $($(#[$doc])* $variant,)+
        }

        impl Lookup {
            pub const ALL: [Self; 18] = [$(Self::$variant,)+];

            /// The lookup's name in the log.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What the core system's interface calls it.
            pub const fn resource(self) -> &'static str {
                match self { $(Self::$variant => $resource,)+ }
            }

            /// The intent that asks for it.
            pub const fn intent(self) -> Intent {
                match self { $(Self::$variant => Intent::$intent,)+ }
            }

            /// From which level what is seen of it.
            pub const fn sight(self) -> Sight {
                match self { $(Self::$variant => Sight::$sight,)+ }
            }
        }
    };
}

lookups! {
    /// Where an application stands.
    ApplicationProgress, "application_progress", "applications", ApplicationStatus, StatesThenFigures;
    /// Why an application was refused.
    RejectionDetail, "rejection_detail", "rejections", RejectionReason, Figures;
    /// Whether papers arrived and passed.
    DocumentCheck, "document_check", "papers", DocumentStatus, StatesThenFigures;
    /// A limit, what is left of it, and a review of it.
    LimitReview, "limit_review", "limits", LimitStatus, Figures;
    /// What became of a request for a lower rate.
    RateCutCase, "rate_cut_case", "rate-cuts", RateReductionStatus, StatesThenFigures;
    /// The rate that applies, and this month's interest.
    CurrentRate, "current_rate", "rates", InterestRateInquiry, Figures;
    /// The next payment.
    RepaymentSchedule, "repayment_schedule", "repayments", RepaymentSchedule, StatesThenFigures;
    /// What it takes to pay everything off.
    PayoffQuote, "payoff_quote", "payoffs", EarlyRepayment, Figures;
    /// Whether a debit went through.
    AutodebitResult, "autodebit_result", "debits", AutodebitResult, Figures;
    /// What is late.
    OverdueBalance, "overdue_balance", "overdues", OverdueAmount, Figures;
    /// A request to us for relief.
    HardshipCase, "hardship_case", "hardship-cases", DebtAdjustmentStatus, StatesThenFigures;
    /// A debt adjustment with us, the credit counselling service or a court.
    DebtAdjustmentCase, "debt_adjustment_case", "debt-adjustments", DebtAdjustmentStatus, Figures;
    /// The scores of both bureaus.
    CreditScore, "credit_score", "scores", CreditScoreCheck, Figures;
    /// Why a score moved.
    ScoreChangeReasons, "score_change_reasons", "score-changes", CreditScoreChangeReason, Figures;
    /// An objection, a complaint, a disputed purchase.
    DisputeCase, "dispute_case", "disputes", DisputeStatus, StatesThenFigures;
    /// Where a card is.
    CardDelivery, "card_delivery", "deliveries", CardDeliveryStatus, States;
    /// A card's bill.
    CardStatement, "card_statement", "statements", CardStatement, Figures;
    /// Why a card is blocked.
    CardBlockReason, "card_block_reason", "card-blocks", CardSuspended, StatesThenFigures;
}

impl Lookup {
    /// What most people ask for: what a menu shows.
    pub const COMMON: [Self; 4] =
        [Self::ApplicationProgress, Self::RepaymentSchedule, Self::OverdueBalance, Self::CardDelivery];

    /// From which level something can be shown at all.
    pub const fn level(self) -> Level {
        match self.sight() {
            Sight::States | Sight::StatesThenFigures => Level::V1,
            Sight::Figures => Level::V2,
        }
    }

    /// Whether a fresh proof shows more than `V1` does.
    pub const fn has_figures(self) -> bool {
        !matches!(self.sight(), Sight::States)
    }

    /// The lookup that answers an intent, where there is one. Whether relief is asked of us or was
    /// arranged elsewhere is for the account to say, see [`Lookup::of_relief`].
    pub fn of(intent: Intent) -> Option<Self> {
        Self::ALL.into_iter().find(|lookup| *lookup != Self::HardshipCase && lookup.intent() == intent)
    }

    /// Which of the two cases of relief a customer means who does not say where it was filed.
    pub const fn of_relief(in_debt_adjustment: bool) -> Self {
        if in_debt_adjustment { Self::DebtAdjustmentCase } else { Self::HardshipCase }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_in_text_and_json() {
        for lookup in Lookup::ALL {
            assert_eq!(lookup.name().parse(), Ok(lookup));
            assert_eq!(serde_json::to_value(lookup).unwrap(), lookup.name());
        }
        let mut resources: Vec<_> = Lookup::ALL.iter().map(|lookup| lookup.resource()).collect();
        resources.sort_unstable();
        resources.dedup();
        assert_eq!(resources.len(), Lookup::ALL.len());
    }

    #[test]
    fn every_status_intent_is_answered_by_a_lookup() {
        for intent in Intent::ALL {
            assert_eq!(Lookup::of(intent).is_some(), intent.is_status_lookup(), "{intent}");
        }
    }

    #[test]
    fn levels_are_those_of_the_domain() {
        let at_v1 = Lookup::ALL.into_iter().filter(|lookup| lookup.level() == Level::V1);
        let names: Vec<_> = at_v1.map(Lookup::name).collect();
        assert_eq!(
            names,
            [
                "application_progress",
                "document_check",
                "rate_cut_case",
                "repayment_schedule",
                "hardship_case",
                "dispute_case",
                "card_delivery",
                "card_block_reason"
            ]
        );
    }
}
