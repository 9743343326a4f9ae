//! bot: the boundary to the company's own system, which knows the customers and their money.

use std::time::Duration;

use handoff::event::{BlockedOn, Fact};
use handoff::message::Language;
use handoff::person::Note;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::conversation::CustomerNo;
use crate::settings;
use crate::wire::DemoCustomer;

pub mod demo;
pub mod figures;

pub use demo::DemoCore;
pub use figures::{Figures, Verified, Won};

/// The core system that is connected.
pub enum Core {
    /// Synthetic customers.
    Demo(DemoCore),
}

/// Why the core system gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CoreError {
    #[error("the core system did not answer in time")]
    Timeout,
    #[error("the core system is down")]
    Down,
    /// It does not know the customer.
    #[error("the core system does not know the customer")]
    NotFound,
}

/// No call may take longer: a customer is waiting.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    pub ko: &'static str,
    pub en: &'static str,
}

/// Who a customer is to the company. For policy and for the agent; no figures, and the names of
/// things only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    /// Sixty-five or older: a person is offered first.
    pub age65: bool,
    pub overdue_days: u16,
    pub in_debt_adjustment: bool,
    pub tenure_years: u8,
    pub contracts: Vec<Named>,
    pub cards: Vec<Named>,
}

/// A contract or a card under the names the customer knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The core system's reference.
    pub reference: String,
    pub nickname: Text,
    pub last_digits: String,
}

/// The days between which something is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    pub from: Date,
    pub to: Date,
}

/// An application that is open.
#[derive(Debug, Clone)]
pub struct Application {
    pub of: Named,
    /// 1..=5: taken in, papers, review, agreement, payout
    pub step: u8,
    pub since: Date,
    pub blocked_on: BlockedOn,
    pub expected: Expected,
    /// Papers that have to be handed in again.
    pub papers: Vec<Text>,
    pub asked_for: Figures<Won>,
}

/// The next payment of a contract that is not late.
#[derive(Debug, Clone)]
pub struct Repayment {
    pub of: Named,
    pub due: Date,
    pub by_debit: bool,
    pub instalment: Figures<Instalment>,
}

/// What one payment is made of, in won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
    pub principal: Won,
    pub interest: Won,
    /// Principal that remains afterwards.
    pub remaining: Won,
}

/// What is late on a contract.
#[derive(Debug, Clone)]
pub struct Overdue {
    pub of: Named,
    pub arrears: Figures<Arrears>,
}

/// How late and how much; all of it needs a fresh proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrears {
    pub since: Date,
    pub days: u16,
    pub principal: Won,
    pub interest: Won,
    pub late_interest: Won,
    /// Three months after `since`: from then on the delay is registered.
    pub registered_from: Date,
}

/// A card on its way.
#[derive(Debug, Clone)]
pub struct Delivery {
    pub of: Named,
    /// 1..=4: made, handed over, on its way, received
    pub step: u8,
    pub since: Date,
    pub blocked_on: BlockedOn,
    pub expected: Expected,
}

impl Core {
    /// The core system that the settings name.
    pub fn of(settings: &settings::Core) -> Self {
        match settings.kind {
            settings::CoreKind::Demo => Self::Demo(DemoCore::default()),
        }
    }

    /// The synthetic customers, where there are any.
    pub fn demo_customers(&self) -> Vec<DemoCustomer> {
        match self {
            Self::Demo(_) => demo::CUSTOMERS.iter().map(demo::Customer::card).collect(),
        }
    }

    /// Makes the synthetic core system `slow` or `down` from now on, or well again with any other word.
    pub fn fail(&self, how: &str) {
        let fault = match how {
            "slow" => demo::Fault::Slow,
            "down" => demo::Fault::Down,
            _ => demo::Fault::None,
        };
        match self {
            Self::Demo(core) => core.suffer(fault),
        }
    }

    /// What happened to a synthetic customer before today, oldest first.
    pub fn demo_history(&self, customer: &CustomerNo, now: Timestamp) -> Vec<(Timestamp, Fact)> {
        match self {
            Self::Demo(_) => demo::history(customer, now),
        }
    }

    /// Who the customer is.
    pub async fn profile(&self, customer: &CustomerNo, now: Timestamp) -> Result<Profile, CoreError> {
        match self {
            Self::Demo(core) => within(core.profile(customer, now)).await,
        }
    }

    /// The customer's open applications, the newest first.
    pub async fn applications(&self, customer: &CustomerNo, now: Timestamp) -> Result<Vec<Application>, CoreError> {
        match self {
            Self::Demo(core) => within(core.applications(customer, now)).await,
        }
    }

    /// The next payment of each contract that is not late.
    pub async fn repayments(&self, customer: &CustomerNo, now: Timestamp) -> Result<Vec<Repayment>, CoreError> {
        match self {
            Self::Demo(core) => within(core.repayments(customer, now)).await,
        }
    }

    /// What is late, contract by contract.
    pub async fn overdues(&self, customer: &CustomerNo, now: Timestamp) -> Result<Vec<Overdue>, CoreError> {
        match self {
            Self::Demo(core) => within(core.overdues(customer, now)).await,
        }
    }

    /// Cards on their way, the newest first.
    pub async fn deliveries(&self, customer: &CustomerNo, now: Timestamp) -> Result<Vec<Delivery>, CoreError> {
        match self {
            Self::Demo(core) => within(core.deliveries(customer, now)).await,
        }
    }
}

impl Profile {
    /// Whether nothing may be sold, and relief comes first.
    pub fn needs_care(&self) -> bool {
        self.overdue_days > 0 || self.in_debt_adjustment
    }

    /// What an agent should know before the first word.
    pub fn notes(&self) -> Vec<Note> {
        let mut notes = vec![Note::Tenure { years: self.tenure_years }];
        notes.extend(self.age65.then_some(Note::Age65));
        notes.extend((self.overdue_days > 0).then_some(Note::Overdue));
        notes.extend(self.in_debt_adjustment.then_some(Note::DebtAdjustment));
        notes
    }
}

impl Text {
    /// The text in one language.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Ko => self.ko,
            Language::En => self.en,
        }
    }
}

impl Named {
    /// "2024년 신용대출 ****12"
    pub fn label(&self, language: Language) -> String {
        format!("{} ****{}", self.nickname.in_language(language), self.last_digits)
    }
}

impl Expected {
    /// Whether the last of the expected days is over.
    pub fn is_late(&self, today: Date) -> bool {
        today > self.to
    }
}

/// The time in the company's country.
pub fn local(now: Timestamp) -> Zoned {
    now.to_zoned(TimeZone::fixed(Offset::constant(9)))
}

/// The day in the company's country.
pub fn today(now: Timestamp) -> Date {
    local(now).date()
}

async fn within<T>(call: impl Future<Output = Result<T, CoreError>>) -> Result<T, CoreError> {
    tokio::time::timeout(PATIENCE, call).await.unwrap_or(Err(CoreError::Timeout))
}
