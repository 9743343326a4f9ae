//! bot: loans as the core system tells them: rate, payments, debits, what is late, what pays them off.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::{Named, Percent, Record, Text, Won};
use crate::core::Figures;

/// The rate that applies to a contract.
#[derive(Debug, Clone, Deserialize)]
pub struct Rate {
    pub of: Named,
    pub figures: Figures<RateFigures>,
}

/// The rate, and this month's interest with what it is computed from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RateFigures {
    pub rate: Percent,
    pub kind: RateKind,
    /// When a variable rate is set anew.
    pub next_reset: Option<Date>,
    pub balance: Won,
    /// Days the interest is for.
    pub days: u8,
    pub interest: Won,
}

/// Whether a rate can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateKind {
    Fixed,
    Variable,
}

/// A payment of a contract that is not late yet.
#[derive(Debug, Clone, Deserialize)]
pub struct Repayment {
    pub of: Named,
    pub due: Date,
    pub by_debit: bool,
    pub figures: Option<Figures<Instalment>>,
}

/// What one payment is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Instalment {
    pub principal: Won,
    pub interest: Won,
    /// Principal that remains afterwards.
    pub remaining: Won,
}

/// What it takes to pay a contract off on a day.
#[derive(Debug, Clone, Deserialize)]
pub struct Payoff {
    pub of: Named,
    pub figures: Figures<PayoffFigures>,
}

/// The sum and its parts, for one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct PayoffFigures {
    pub on: Date,
    pub principal: Won,
    pub interest: Won,
    /// The fee for paying early; zero where none may be asked.
    pub fee: Won,
    /// From this day on there is no fee: three years after the loan was paid out.
    pub free_from: Option<Date>,
    /// Until when the sum holds.
    pub valid_until: Timestamp,
}

/// The latest debit of a contract.
#[derive(Debug, Clone, Deserialize)]
pub struct Debit {
    pub of: Named,
    pub figures: Figures<Debited>,
}

/// When what was debited from where, and whether it went through.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Debited {
    pub tried_at: Timestamp,
    pub bank: Text,
    /// The account's last digits; never more.
    pub account: String,
    pub amount: Won,
    pub outcome: DebitOutcome,
    /// When it is tried again.
    pub retry_at: Option<Timestamp>,
}

/// How a debit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DebitOutcome {
    Done,
    Pending,
    /// There was not enough on the account.
    Insufficient,
    /// The account cannot be debited.
    AccountClosed,
    /// The bank refused for another reason.
    Refused,
}

/// What is late on a contract.
#[derive(Debug, Clone, Deserialize)]
pub struct Overdue {
    pub of: Named,
    pub figures: Figures<Arrears>,
}

/// How late and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Arrears {
    pub since: Date,
    pub days: u16,
    pub principal: Won,
    pub interest: Won,
    pub late_interest: Won,
    /// Three months after `since`: from then on the delay is registered.
    pub registered_from: Date,
}

impl PayoffFigures {
    pub fn total(&self) -> Won {
        self.principal + self.interest + self.fee
    }
}

impl Instalment {
    pub fn total(&self) -> Won {
        self.principal + self.interest
    }
}

impl Arrears {
    pub fn total(&self) -> Won {
        self.principal + self.interest + self.late_interest
    }
}

impl Record for Rate {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        self.figures.are(|figures| (1..=31).contains(&figures.days))
    }
}

impl Record for Repayment {
    fn of(&self) -> &Named {
        &self.of
    }
}

impl Record for Payoff {
    fn of(&self) -> &Named {
        &self.of
    }
}

impl Record for Debit {
    fn of(&self) -> &Named {
        &self.of
    }

    fn is_sound(&self) -> bool {
        let digits = |account: &str| account.len() <= 4 && account.chars().all(|c| c.is_ascii_digit());
        self.figures.are(|debited| digits(&debited.account))
    }
}

impl Record for Overdue {
    fn of(&self) -> &Named {
        &self.of
    }
}
