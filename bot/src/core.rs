//! bot: the boundary to the company's own system, which knows the customers and their money.

use std::sync::Arc;
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

pub mod client;
pub mod demo;
pub mod figures;
pub mod found;
pub mod intake;
pub mod lookup;
pub mod record;

pub use client::{Client, Misconfigured};
pub use demo::DemoCore;
pub use figures::{Figures, Verified};
pub use found::{Found, Query};
pub use intake::{Intake, Taken};
pub use lookup::{Lookup, Sight};
pub use record::{Course, Expected, Named, Text, Won};

/// What a company has to provide, as `OpenAPI` 3.1.
pub const API: &str = include_str!("../core-api.json");

/// The core system that is connected.
pub enum Core {
    /// Synthetic customers, in this process.
    Demo(DemoCore),
    /// A system that speaks [`API`].
    Http {
        client: Box<Client>,
        /// The synthetic customers behind it, where it is the demo's.
        demo: Option<Arc<DemoCore>>,
    },
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
    /// It does not take what was handed to it.
    #[error("the core system refuses the request")]
    Refused,
}

/// No call may take longer: a customer is waiting.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// So many contracts or cards nobody has.
const MOST: usize = 100;

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
    pub fn of(settings: &settings::Core) -> Result<Self, Misconfigured> {
        Ok(match settings.kind {
            settings::CoreKind::Demo => Self::demo(),
            settings::CoreKind::Http => Self::Http { client: Box::new(Client::new(settings)?), demo: None },
        })
    }

    /// The synthetic customers in this process.
    pub fn demo() -> Self {
        Self::Demo(DemoCore::default())
    }

    /// The synthetic customers, spoken to over HTTP.
    pub fn demo_over_http(settings: &settings::Core, demo: Arc<DemoCore>) -> Result<Self, Misconfigured> {
        Ok(Self::Http { client: Box::new(Client::new(settings)?), demo: Some(demo) })
    }

    /// The synthetic customers, where there are any.
    pub fn demo_customers(&self) -> Vec<DemoCustomer> {
        self.demo_core().map(DemoCore::cards).unwrap_or_default()
    }

    /// Makes the synthetic core system `slow` or `down` from now on, or well again with any other word.
    pub fn fail(&self, how: &str) {
        if let Some(core) = self.demo_core() {
            core.suffer(how.parse().unwrap_or_default());
        }
    }

    /// What happened to a synthetic customer before today, oldest first.
    pub fn demo_history(&self, customer: &CustomerNo, now: Timestamp) -> Vec<(Timestamp, Fact)> {
        self.demo_core().map(|core| core.history(customer, now)).unwrap_or_default()
    }

    /// The synthetic core system, where it is one.
    pub fn demo_core(&self) -> Option<&DemoCore> {
        match self {
            Self::Demo(core) => Some(core),
            Self::Http { demo, .. } => demo.as_deref(),
        }
    }

    /// Who the customer is.
    pub async fn profile(&self, customer: &CustomerNo, now: Timestamp) -> Result<Profile, CoreError> {
        match self {
            Self::Demo(core) => within(core.profile(customer, now)).await,
            Self::Http { client, .. } => client.profile(customer, now).await,
        }
    }

    /// What a lookup finds.
    pub async fn look_up(&self, query: &Query, customer: &CustomerNo, now: Timestamp) -> Result<Found, CoreError> {
        match self {
            Self::Demo(core) => within(core.look_up(query, customer, now)).await,
            Self::Http { client, .. } => client.look_up(query, customer).await,
        }
    }

    /// Hands a request over: taken once, however often it is sent.
    pub async fn take(&self, intake: &Intake) -> Result<Taken, CoreError> {
        match self {
            Self::Demo(core) => within(core.take_in(intake)).await,
            Self::Http { client, .. } => client.take(intake).await,
        }
    }

    /// Sends a text to the customer's registered phone: once for each key. We never know the number.
    pub async fn send_text(&self, customer: &CustomerNo, key: &str, text: &str) -> Result<(), CoreError> {
        match self {
            Self::Demo(core) => within(core.text(customer, key, text)).await,
            Self::Http { client, .. } => client.send_text(customer, key, text).await,
        }
    }
}

impl Profile {
    /// Whether it is one that a person can have.
    fn is_sound(&self) -> bool {
        let named = !self.name.trim().is_empty() && self.name.chars().count() <= 100;
        named && !self.name.chars().any(char::is_control) && self.contracts.len() <= MOST && self.cards.len() <= MOST
    }

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
