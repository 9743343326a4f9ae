//! bot: who the synthetic customers are. Any likeness to a living person is by chance.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::day::settle;
use crate::core::{Lookup, Named, Query, Text, today};
use crate::wire::DemoCustomer;

/// The customers of the demo, with days that are counted from now.
const CUSTOMERS: &str = include_str!("customers.toml");

/// A synthetic customer.
#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    /// Also the number under which the core system knows them.
    pub id: String,
    pub name: String,
    /// What is going on with them; nothing for customers of scripted dialogues.
    pub situation: Option<Text>,
    #[serde(default)]
    pub try_asking: Vec<Text>,
    #[serde(default)]
    pub age65: bool,
    #[serde(default)]
    pub in_debt_adjustment: bool,
    #[serde(default)]
    pub tenure_years: u8,
    #[serde(default)]
    pub contracts: Vec<Named>,
    #[serde(default)]
    pub cards: Vec<Named>,
    /// Applications and cases.
    #[serde(default)]
    pub others: Vec<Named>,
    /// Records by the name of their resource, as they go over the wire but for counted days, and with
    /// a reference in place of what they are about.
    #[serde(flatten)]
    pub records: BTreeMap<String, Vec<Value>>,
}

#[derive(Deserialize)]
struct File {
    customer: Vec<Person>,
}

static EVERYONE: LazyLock<Vec<Person>> =
    LazyLock::new(|| toml::from_str::<File>(CUSTOMERS).expect("a test reads the demo's customers").customer);

/// Everyone there is.
pub(super) fn everyone() -> Vec<Person> {
    EVERYONE.clone()
}

impl Person {
    /// The customer as the demo's page shows them.
    pub(super) fn card(&self) -> Option<DemoCustomer> {
        let situation = self.situation.as_ref()?;
        Some(DemoCustomer {
            id: self.id.clone(),
            name: self.name.clone(),
            situation: situation.ko.clone(),
            situation_en: situation.en.clone(),
            try_asking: self.try_asking.iter().map(|text| text.ko.clone()).collect(),
            try_asking_en: self.try_asking.iter().map(|text| text.en.clone()).collect(),
        })
    }

    /// The profile as it goes over the wire.
    pub(super) fn profile(&self, now: Timestamp) -> Value {
        json!({
            "name": self.name,
            "age65": self.age65,
            "overdue_days": self.overdue_days(today(now)),
            "in_debt_adjustment": self.in_debt_adjustment,
            "tenure_years": self.tenure_years,
            "contracts": self.contracts,
            "cards": self.cards,
        })
    }

    /// How late the latest of all payments is.
    pub(super) fn overdue_days(&self, today: Date) -> u64 {
        let all = self.all(Lookup::OverdueBalance, today);
        all.iter().filter_map(|record| record["figures"]["days"].as_u64()).max().unwrap_or(0)
    }

    /// What a lookup finds, as it goes over the wire; figures only where they are asked for.
    pub(super) fn items(&self, query: &Query, today: Date) -> Vec<Value> {
        let mut items = self.all(query.lookup(), today);
        if let Some(month) = query.month().filter(|_| query.lookup() == Lookup::CardStatement) {
            items.retain(|item| item["month"] == json!(month));
        }
        for item in &mut items {
            reckon(item, query, today);
            if !query.wants_figures() {
                without_figures(item);
            }
        }
        items
    }

    /// How many records of a kind there are.
    pub(super) fn count(&self, lookup: Lookup) -> usize {
        self.records.get(lookup.resource()).map_or(0, Vec::len)
    }

    /// All records of a kind with real days.
    pub(super) fn all(&self, lookup: Lookup, today: Date) -> Vec<Value> {
        let records = self.records.get(lookup.resource()).into_iter().flatten();
        records.map(|record| self.named(settle(record, today))).collect()
    }

    /// The record with what it is about in place of its reference.
    fn named(&self, mut record: Value) -> Value {
        let reference = record["of"].as_str().unwrap_or_default();
        let mut things = self.contracts.iter().chain(&self.cards).chain(&self.others);
        if let Some(thing) = things.find(|thing| thing.reference == reference) {
            record["of"] = json!(thing);
        }
        record
    }
}

/// Computes what depends on the day that is asked for: interest grows by the day.
fn reckon(item: &mut Value, query: &Query, today: Date) {
    let Some(figures) = item.get_mut("figures").and_then(Value::as_object_mut) else { return };
    let Some(daily) = figures.remove("daily").and_then(|daily| daily.as_i64()) else { return };
    let Some(day) = query.day() else { return };
    let days = i64::from((day - today).get_days()).max(0);
    let interest = figures.get("interest").and_then(Value::as_i64).unwrap_or(0);
    figures.insert("interest".to_owned(), json!(interest + daily * days));
    let day = today.saturating_add(days.days());
    figures.insert("on".to_owned(), json!(day));
    figures.insert("valid_until".to_owned(), json!(format!("{day}T23:59:00+09:00")));
}

fn without_figures(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.shift_remove("figures");
            Map::values_mut(fields).for_each(without_figures);
        }
        Value::Array(items) => items.iter_mut().for_each(without_figures),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_about_things_that_exist_and_kinds_that_exist() {
        let day = jiff::civil::date(2026, 11, 23);
        for person in everyone() {
            for resource in person.records.keys() {
                let lookup = Lookup::ALL.into_iter().find(|lookup| lookup.resource() == resource);
                let lookup = lookup.unwrap_or_else(|| panic!("{}: nothing is called {resource}", person.id));
                for record in person.all(lookup, day) {
                    assert!(record["of"].is_object(), "{}: {resource} of {}", person.id, record["of"]);
                }
            }
        }
    }

    #[test]
    fn interest_grows_by_the_day() {
        let today = jiff::civil::date(2026, 11, 23);
        let person = everyone().into_iter().find(|person| person.id == "minsu").unwrap();
        let verified = crate::core::Verified::for_tests();
        let interest = |day| {
            let query = Query::figures(Lookup::PayoffQuote, &verified).on(day);
            person.items(&query, today)[0]["figures"]["interest"].as_i64().unwrap()
        };
        let first = interest(None);
        assert!(interest(Some(today.saturating_add(10.days()))) > first);
        assert_eq!(interest(Some(today)), first);
    }
}
