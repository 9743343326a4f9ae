//! bot: the boundary to the company's own system, which knows the customers and their money.

use std::time::Duration;

use handoff::event::Fact;
use handoff::person::Note;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use serde::Deserialize;

use crate::conversation::CustomerNo;
use crate::settings;
use crate::wire::DemoCustomer;

pub mod demo;
pub mod figures;
pub mod found;
pub mod lookup;
pub mod record;

pub use demo::DemoCore;
pub use figures::{Figures, Verified};
pub use found::{Found, Query};
pub use lookup::{Lookup, Sight};
pub use record::{Course, Expected, Named, Text, Won};

/// The core system that is connected.
pub enum Core {
    /// Synthetic customers, in this process.
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
pub const PATIENCE: Duration = Duration::from_secs(3);

/// Who a customer is to the company. For policy and for the agent; no figures, and the names of
/// things only.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Profile {
    pub name: String,
    /// Sixty-five or older: a person is offered first.
    #[serde(default)]
    pub age65: bool,
    #[serde(default)]
    pub overdue_days: u16,
    #[serde(default)]
    pub in_debt_adjustment: bool,
    #[serde(default)]
    pub tenure_years: u8,
    #[serde(default)]
    pub contracts: Vec<Named>,
    #[serde(default)]
    pub cards: Vec<Named>,
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
            Self::Demo(core) => core.cards(),
        }
    }

    /// Makes the synthetic core system `slow` or `down` from now on, or well again with any other word.
    pub fn fail(&self, how: &str) {
        match self {
            Self::Demo(core) => core.suffer(how.parse().unwrap_or_default()),
        }
    }

    /// What happened to a synthetic customer before today, oldest first.
    pub fn demo_history(&self, customer: &CustomerNo, now: Timestamp) -> Vec<(Timestamp, Fact)> {
        match self {
            Self::Demo(core) => core.history(customer, now),
        }
    }

    /// Who the customer is.
    pub async fn profile(&self, customer: &CustomerNo, now: Timestamp) -> Result<Profile, CoreError> {
        match self {
            Self::Demo(core) => within(core.profile(customer, now)).await,
        }
    }

    /// What a lookup finds.
    pub async fn look_up(&self, query: &Query, customer: &CustomerNo, now: Timestamp) -> Result<Found, CoreError> {
        match self {
            Self::Demo(core) => within(core.look_up(query, customer, now)).await,
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
