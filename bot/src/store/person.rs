//! bot: the table `person`.

use handoff::id::PersonId;
use handoff::person::Note;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;

use super::row::{Columns, json};
use super::{Result, Store};
use crate::conversation::CustomerNo;

/// A person as the store keeps them. Names are masked before they come here.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub id: PersonId,
    pub customer: Option<CustomerNo>,
    pub facts: PersonFacts,
}

/// What the core system said about the person, for the agent's eyes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonFacts {
    /// "김*수"
    pub name: Option<String>,
    /// What an agent should know before the first word.
    pub notes: Vec<Note>,
}

impl Store {
    /// The person, if known.
    pub async fn person(&self, id: &PersonId) -> Result<Option<Person>> {
        let row = sqlx::query("select id, customer, facts from person where id = $1")
            .bind(id.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(parse).transpose()
    }

    /// The person whom the core system knows under `customer`.
    pub async fn person_of_customer(&self, customer: &CustomerNo) -> Result<Option<Person>> {
        let row = sqlx::query("select id, customer, facts from person where customer = $1")
            .bind(customer.0.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(parse).transpose()
    }
}

/// Puts a person into the store, or refreshes what the core system says of one.
pub async fn upsert(tx: &mut AnyConnection, person: &Person, now: Timestamp) -> Result<()> {
    sqlx::query(
        "insert into person (id, customer, facts, created_at) values ($1, $2, $3, $4) \
         on conflict (id) do update set facts = excluded.facts",
    )
    .bind(person.id.as_str())
    .bind(person.customer.as_ref().map(|customer| customer.0.clone()))
    .bind(json(&person.facts))
    .bind(now.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}

fn parse(row: &sqlx::any::AnyRow) -> Result<Person> {
    let columns = Columns::of("person", "id", row)?;
    Ok(Person {
        id: PersonId(columns.text("id")?),
        customer: columns.text_or_none("customer")?.map(CustomerNo),
        facts: columns.json("facts")?,
    })
}
