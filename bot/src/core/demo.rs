//! bot: synthetic customers, fresh on every day: all their dates are counted from now.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use handoff::event::BlockedOn;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::{
    Application, Arrears, CoreError, Delivery, Expected, Figures, Instalment, Named, Overdue, Profile, Repayment, Text,
    Won, today,
};
use crate::conversation::CustomerNo;
use crate::wire::DemoCustomer;

mod history;
mod people;

pub use history::history;
pub use people::CUSTOMERS;

/// The synthetic core system.
#[derive(Debug, Default)]
pub struct DemoCore {
    fault: AtomicU8,
}

/// What the synthetic core system suffers from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    None,
    /// It answers, but later than anybody waits.
    Slow,
    Down,
}

/// A synthetic customer and what to try with them.
#[derive(Debug)]
pub struct Customer {
    /// Also the number under which the core system knows them.
    pub id: &'static str,
    pub name: &'static str,
    pub situation: Text,
    pub try_asking: &'static [Text],
    pub(super) age65: bool,
    pub(super) in_debt_adjustment: bool,
    pub(super) tenure_years: u8,
    pub(super) loans: &'static [Loan],
    pub(super) cards: &'static [Card],
    pub(super) application: Option<Applied>,
}

/// A loan; `due` counts days from today.
#[derive(Debug)]
pub(super) struct Loan {
    pub(super) reference: &'static str,
    pub(super) nickname: Text,
    pub(super) last_digits: &'static str,
    pub(super) due: i32,
    pub(super) principal: i64,
    pub(super) interest: i64,
    pub(super) remaining: i64,
    pub(super) late: Option<Late>,
}

/// A payment that is late.
#[derive(Debug)]
pub(super) struct Late {
    pub(super) days: u16,
    pub(super) late_interest: i64,
}

/// A card, and how far its parcel is.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) reference: &'static str,
    pub(super) nickname: Text,
    pub(super) last_digits: &'static str,
    pub(super) parcel: Option<Progress>,
}

/// An application that is open.
#[derive(Debug)]
pub(super) struct Applied {
    pub(super) reference: &'static str,
    pub(super) nickname: Text,
    pub(super) last_digits: &'static str,
    pub(super) progress: Progress,
    pub(super) papers: &'static [Text],
    pub(super) amount: i64,
}

/// A step since so many days, and the days from today between which the end is expected.
#[derive(Debug)]
pub(super) struct Progress {
    pub(super) step: u8,
    pub(super) days: i32,
    pub(super) blocked_on: BlockedOn,
    pub(super) expected: (i32, i32),
}

impl DemoCore {
    /// Makes it suffer from now on, for tests of bad days.
    pub fn suffer(&self, fault: Fault) {
        self.fault.store(fault as u8, Ordering::Relaxed);
    }

    async fn customer(&self, number: &CustomerNo) -> Result<&'static Customer, CoreError> {
        if self.fault.load(Ordering::Relaxed) == Fault::Slow as u8 {
            tokio::time::sleep(Duration::from_mins(1)).await;
        }
        if self.fault.load(Ordering::Relaxed) != Fault::None as u8 {
            return Err(CoreError::Down);
        }
        CUSTOMERS.iter().find(|customer| customer.id == number.0).ok_or(CoreError::NotFound)
    }

    pub(super) async fn profile(&self, number: &CustomerNo, _now: Timestamp) -> Result<Profile, CoreError> {
        let customer = self.customer(number).await?;
        Ok(Profile {
            name: customer.name.to_owned(),
            age65: customer.age65,
            overdue_days: customer
                .loans
                .iter()
                .filter_map(|loan| loan.late.as_ref())
                .map(|late| late.days)
                .max()
                .unwrap_or(0),
            in_debt_adjustment: customer.in_debt_adjustment,
            tenure_years: customer.tenure_years,
            contracts: customer.loans.iter().map(Loan::named).collect(),
            cards: customer.cards.iter().map(Card::named).collect(),
        })
    }

    pub(super) async fn applications(
        &self,
        number: &CustomerNo,
        now: Timestamp,
    ) -> Result<Vec<Application>, CoreError> {
        let today = today(now);
        let customer = self.customer(number).await?;
        Ok(customer
            .application
            .iter()
            .map(|applied| Application {
                of: named(applied.reference, applied.nickname, applied.last_digits),
                step: applied.progress.step,
                since: later(today, -applied.progress.days),
                blocked_on: applied.progress.blocked_on,
                expected: applied.progress.expected(today),
                papers: applied.papers.to_vec(),
                asked_for: Figures::seal(Won(applied.amount)),
            })
            .collect())
    }

    pub(super) async fn repayments(&self, number: &CustomerNo, now: Timestamp) -> Result<Vec<Repayment>, CoreError> {
        let today = today(now);
        let loans = self.customer(number).await?.loans.iter().filter(|loan| loan.late.is_none());
        Ok(loans
            .map(|loan| Repayment {
                of: loan.named(),
                due: later(today, loan.due),
                by_debit: true,
                instalment: Figures::seal(Instalment {
                    principal: Won(loan.principal),
                    interest: Won(loan.interest),
                    remaining: Won(loan.remaining),
                }),
            })
            .collect())
    }

    pub(super) async fn overdues(&self, number: &CustomerNo, now: Timestamp) -> Result<Vec<Overdue>, CoreError> {
        let today = today(now);
        let loans = self.customer(number).await?.loans.iter();
        Ok(loans
            .filter_map(|loan| {
                let late = loan.late.as_ref()?;
                let since = later(today, -i32::from(late.days));
                Some(Overdue {
                    of: loan.named(),
                    arrears: Figures::seal(Arrears {
                        since,
                        days: late.days,
                        principal: Won(loan.principal),
                        interest: Won(loan.interest),
                        late_interest: Won(late.late_interest),
                        registered_from: since.saturating_add(3.months()),
                    }),
                })
            })
            .collect())
    }

    pub(super) async fn deliveries(&self, number: &CustomerNo, now: Timestamp) -> Result<Vec<Delivery>, CoreError> {
        let today = today(now);
        let cards = self.customer(number).await?.cards.iter();
        Ok(cards
            .filter_map(|card| {
                let parcel = card.parcel.as_ref()?;
                Some(Delivery {
                    of: card.named(),
                    step: parcel.step,
                    since: later(today, -parcel.days),
                    blocked_on: parcel.blocked_on,
                    expected: parcel.expected(today),
                })
            })
            .collect())
    }
}

impl Customer {
    /// The customer as the demo's page shows them.
    pub fn card(&self) -> DemoCustomer {
        DemoCustomer {
            id: self.id.to_owned(),
            name: self.name.to_owned(),
            situation: self.situation.ko.to_owned(),
            situation_en: self.situation.en.to_owned(),
            try_asking: self.try_asking.iter().map(|text| text.ko.to_owned()).collect(),
            try_asking_en: self.try_asking.iter().map(|text| text.en.to_owned()).collect(),
        }
    }
}

impl Progress {
    fn expected(&self, today: Date) -> Expected {
        Expected { from: later(today, self.expected.0), to: later(today, self.expected.1) }
    }
}

impl Loan {
    fn named(&self) -> Named {
        named(self.reference, self.nickname, self.last_digits)
    }
}

impl Card {
    fn named(&self) -> Named {
        named(self.reference, self.nickname, self.last_digits)
    }
}

fn named(reference: &str, nickname: Text, last_digits: &str) -> Named {
    Named { reference: reference.to_owned(), nickname, last_digits: last_digits.to_owned() }
}

fn later(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T01:00:00Z".parse().unwrap()
    }

    #[tokio::test]
    async fn every_customer_can_be_looked_up_in_every_way() {
        let core = DemoCore::default();
        assert!(CUSTOMERS.len() >= 8);
        for customer in CUSTOMERS {
            let number = CustomerNo(customer.id.to_owned());
            assert_eq!(core.profile(&number, now()).await.unwrap().name, customer.name);
            assert!(!customer.try_asking.is_empty());
            core.applications(&number, now()).await.unwrap();
            core.repayments(&number, now()).await.unwrap();
            core.overdues(&number, now()).await.unwrap();
            core.deliveries(&number, now()).await.unwrap();
        }
    }

    #[tokio::test]
    async fn dates_are_counted_from_now() {
        let core = DemoCore::default();
        let number = CustomerNo("eunji".to_owned());
        let first = core.profile(&number, now()).await.unwrap();
        let later = core.profile(&number, now() + 2400.hours()).await.unwrap();
        assert_eq!((first.overdue_days, later.overdue_days), (12, 12));
    }

    #[tokio::test]
    async fn a_bad_day_is_an_error_within_our_patience() {
        let core = crate::core::Core::Demo(DemoCore::default());
        let crate::core::Core::Demo(demo) = &core;
        let number = CustomerNo("minsu".to_owned());
        demo.suffer(Fault::Slow);
        assert_eq!(core.profile(&number, now()).await.unwrap_err(), CoreError::Timeout);
        demo.suffer(Fault::Down);
        assert_eq!(core.profile(&number, now()).await.unwrap_err(), CoreError::Down);
        demo.suffer(Fault::None);
        assert!(core.profile(&number, now()).await.is_ok());
        assert_eq!(core.profile(&CustomerNo("nobody".into()), now()).await.unwrap_err(), CoreError::NotFound);
    }
}
