//! bot: synthetic customers, fresh on every day: all their dates are counted from now.

use std::str::FromStr;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::Duration;

use handoff::event::Fact;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::intake::{Intake, Taken};
use super::{CoreError, Found, Profile, Query, today};
use crate::conversation::CustomerNo;
use crate::wire::DemoCustomer;

mod day;
mod history;
mod people;
mod scenario;
pub mod server;

pub use people::Person;
pub use scenario::{Scenario, Unplayable};

/// The synthetic core system. It answers with what it would send over HTTP, and what it answers is
/// read like anybody's answer.
#[derive(Debug)]
pub struct DemoCore {
    people: RwLock<Vec<Person>>,
    /// Requests that were handed over, in order.
    taken: Mutex<Vec<Intake>>,
    /// Texts that were sent, in order.
    texts: Mutex<Vec<Sent>>,
    fault: AtomicU8,
}

/// A text to a customer's phone, under its key.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sent {
    key: String,
    customer: CustomerNo,
    text: String,
}

/// How a request was taken that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    New(Taken),
    /// It is the same as one before.
    Before(Taken),
    /// Another request has its receipt number.
    Otherwise,
}

/// What the synthetic core system suffers from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fault {
    #[default]
    None,
    /// It answers, but later than anybody waits.
    Slow,
    Down,
}

impl Default for DemoCore {
    /// The customers of the demo.
    fn default() -> Self {
        Self {
            people: RwLock::new(people::everyone()),
            taken: Mutex::default(),
            texts: Mutex::default(),
            fault: AtomicU8::new(Fault::None as u8),
        }
    }
}

impl DemoCore {
    /// Adds a customer who is made for a scripted dialogue, or puts them in place of an earlier one.
    pub fn enrol(&self, number: &CustomerNo, scenario: &Scenario) -> Result<(), Unplayable> {
        let person = scenario.person(number)?;
        let mut people = self.people.write().unwrap_or_else(PoisonError::into_inner);
        people.retain(|other| other.id != number.0);
        people.push(person);
        Ok(())
    }

    /// Takes a request: once for each receipt number.
    pub fn take(&self, intake: &Intake) -> Given {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let at = taken.iter().position(|before| before.receipt == intake.receipt);
        let case = |at: usize| Taken { case: format!("CASE-{:05}", at + 1) };
        match at {
            Some(at) if taken[at] == *intake => Given::Before(case(at)),
            Some(_) => Given::Otherwise,
            None => {
                taken.push(intake.clone());
                Given::New(case(taken.len() - 1))
            }
        }
    }

    /// The requests that were handed over, in order.
    pub fn taken(&self) -> Vec<Intake> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends a text to a customer's phone: once for each key.
    pub fn send(&self, customer: &CustomerNo, key: &str, text: &str) -> Result<(), CoreError> {
        if self.people(|people| people.iter().all(|person| person.id != customer.0)) {
            return Err(CoreError::NotFound);
        }
        let sent = Sent { key: key.to_owned(), customer: customer.clone(), text: text.to_owned() };
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        match texts.iter().find(|before| before.key == key) {
            Some(before) if *before == sent => Ok(()),
            Some(_) => Err(CoreError::Refused),
            None => {
                texts.push(sent);
                Ok(())
            }
        }
    }

    /// What a customer's phone has received.
    pub fn texts(&self, customer: &CustomerNo) -> Vec<String> {
        let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts.iter().filter(|sent| sent.customer == *customer).map(|sent| sent.text.clone()).collect()
    }

    /// Makes it suffer from now on, for tests of bad days.
    pub fn suffer(&self, fault: Fault) {
        self.fault.store(fault as u8, Ordering::Relaxed);
    }

    /// What it suffers from.
    pub fn fault(&self) -> Fault {
        match self.fault.load(Ordering::Relaxed) {
            1 => Fault::Slow,
            2 => Fault::Down,
            _ => Fault::None,
        }
    }

    /// The customers as the demo's page shows them; not those of scripted dialogues.
    pub fn cards(&self) -> Vec<DemoCustomer> {
        self.people(|people| people.iter().filter_map(Person::card).collect())
    }

    /// What happened to a customer before today, oldest first; nothing for somebody unknown.
    pub fn history(&self, number: &CustomerNo, now: Timestamp) -> Vec<(Timestamp, Fact)> {
        self.people(|people| {
            people.iter().find(|person| person.id == number.0).map_or_else(Vec::new, |person| history::of(person, now))
        })
    }

    /// A customer's profile as it goes over the wire.
    pub fn profile_json(&self, number: &CustomerNo, now: Timestamp) -> Option<Value> {
        self.people(|people| people.iter().find(|person| person.id == number.0).map(|person| person.profile(now)))
    }

    /// What a lookup finds, as it goes over the wire.
    pub fn look_up_json(&self, query: &Query, number: &CustomerNo, now: Timestamp) -> Option<Value> {
        self.people(|people| {
            let person = people.iter().find(|person| person.id == number.0)?;
            Some(json!({ "items": person.items(query, today(now)) }))
        })
    }

    pub(super) async fn profile(&self, number: &CustomerNo, now: Timestamp) -> Result<Profile, CoreError> {
        self.bear().await?;
        let json = self.profile_json(number, now).ok_or(CoreError::NotFound)?;
        serde_json::from_value(json).map_err(|_| CoreError::Down)
    }

    pub(super) async fn look_up(&self, query: &Query, number: &CustomerNo, now: Timestamp) -> Result<Found, CoreError> {
        self.bear().await?;
        let json = self.look_up_json(query, number, now).ok_or(CoreError::NotFound)?;
        Found::parse(query.lookup(), json.to_string().as_bytes()).map_err(|_| CoreError::Down)
    }

    pub(super) async fn take_in(&self, intake: &Intake) -> Result<Taken, CoreError> {
        self.bear().await?;
        match self.take(intake) {
            Given::New(taken) | Given::Before(taken) => Ok(taken),
            Given::Otherwise => Err(CoreError::Refused),
        }
    }

    pub(super) async fn text(&self, customer: &CustomerNo, key: &str, text: &str) -> Result<(), CoreError> {
        self.bear().await?;
        self.send(customer, key, text)
    }

    /// Suffers what it has to suffer.
    pub async fn bear(&self) -> Result<(), CoreError> {
        match self.fault() {
            Fault::None => Ok(()),
            Fault::Down => Err(CoreError::Down),
            Fault::Slow => {
                tokio::time::sleep(Duration::from_mins(1)).await;
                Err(CoreError::Timeout)
            }
        }
    }

    fn people<T>(&self, read: impl FnOnce(&[Person]) -> T) -> T {
        read(&self.people.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl FromStr for Fault {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "none" => Ok(Self::None),
            "slow" => Ok(Self::Slow),
            "down" => Ok(Self::Down),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::core::{Core, Lookup, Verified};

    fn now() -> Timestamp {
        "2026-11-22T01:00:00Z".parse().unwrap()
    }

    #[tokio::test]
    async fn every_customer_can_be_looked_up_in_every_way() {
        let core = DemoCore::default();
        let people = core.cards();
        assert!(people.len() >= 10);
        for person in people {
            let number = CustomerNo(person.id.clone());
            assert_eq!(core.profile(&number, now()).await.unwrap().name, person.name);
            assert!(!person.try_asking.is_empty());
            for lookup in Lookup::ALL {
                for query in [Some(Query::figures(lookup, &Verified::for_tests())), Query::states(lookup)] {
                    let Some(query) = query else { continue };
                    let json = core.look_up_json(&query, &number, now()).unwrap().to_string();
                    let found = Found::parse(lookup, json.as_bytes());
                    assert!(found.is_ok(), "{} {lookup}: {}\n{json}", person.id, found.unwrap_err());
                    assert!(query.wants_figures() || !json.contains("figures"), "{json}");
                }
            }
        }
    }

    #[test]
    fn every_lookup_has_somebody_with_something_somebody_with_several_and_somebody_with_nothing() {
        let core = DemoCore::default();
        for lookup in Lookup::ALL {
            let counts = core.people(|people| people.iter().map(|person| person.count(lookup)).collect::<Vec<_>>());
            assert!(counts.contains(&0), "{lookup}: everybody has some");
            assert!(
                counts.contains(&1) || matches!(lookup, Lookup::CreditScore | Lookup::ScoreChangeReasons),
                "{lookup}"
            );
            assert!(counts.iter().any(|count| *count > 1), "{lookup}: nobody has several");
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
        let core = Core::demo();
        let demo = core.demo_core().unwrap();
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
