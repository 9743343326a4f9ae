//! bot: the one person of a customer for whom the host site signed: what they wrote, what other systems reported
//! under their number, and the visitor they were a moment ago.

use handoff::id::PersonId;
use handoff::person::{Identity, Namespace, Refused};
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::{Name, as_identity, found, insert_person, join, take};
use crate::conversation::CustomerNo;
use crate::store::person::PersonFacts;
use crate::store::row::json;
use crate::store::{Error, Result};

/// A customer as the host site signed for them.
#[derive(Debug, Clone)]
pub struct Signed {
    pub customer: CustomerNo,
    /// Their number as a name that other systems report under; none where it cannot be one.
    pub number: Option<Name>,
    /// What the core system says of them.
    pub facts: PersonFacts,
    /// The visitor as whom they have written so far.
    pub visitor: Option<PersonId>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub person: PersonId,
    /// Who turned out to be the same, by a name of this kind.
    pub merged: Vec<(PersonId, Namespace)>,
    /// Why somebody stayed apart.
    pub apart: Option<Refused>,
}

/// Makes one person of a customer, of what was reported under their number, and of the visitor they were.
pub async fn settle(tx: &mut AnyConnection, signed: &Signed, fresh: PersonId, now: Timestamp) -> Result<Settled> {
    let reported = match &signed.number {
        Some(number) => found(tx, number.namespace, &number.key).await?.map(|(person, _)| person),
        None => None,
    };
    let person = match customer(tx, &signed.customer).await? {
        Some(person) => person,
        None => become_customer(tx, reported.as_ref().or(signed.visitor.as_ref()), fresh, signed, now).await?,
    };
    let asserted: Vec<Identity> = signed.number.iter().map(|name| as_identity(name, now)).collect();
    let mut settled = Settled { person, merged: Vec::new(), apart: None };
    for other in reported.iter().chain(&signed.visitor).filter(|other| **other != settled.person) {
        match join(tx, &settled.person, other, &asserted, now).await? {
            Ok(()) => settled.merged.push((other.clone(), Namespace::CustomerNo)),
            Err(why) => settled.apart = Some(why),
        }
    }
    if let Some(number) = &signed.number {
        take(tx, number, &settled.person, now).await?;
    }
    Ok(settled)
}

async fn customer(tx: &mut AnyConnection, customer: &CustomerNo) -> Result<Option<PersonId>> {
    let id: Option<String> = sqlx::query_scalar("select id from person where customer = $1")
        .bind(customer.0.as_str())
        .fetch_optional(tx)
        .await?;
    Ok(id.map(PersonId))
}

/// Whoever is known already becomes the customer, unless they are another one; else somebody new does.
async fn become_customer(
    tx: &mut AnyConnection,
    known: Option<&PersonId>,
    fresh: PersonId,
    signed: &Signed,
    now: Timestamp,
) -> Result<PersonId> {
    for (person, is_new) in known.map(|known| (known, false)).into_iter().chain([(&fresh, true)]) {
        if is_new {
            insert_person(tx, person, now).await?;
        }
        let changed = sqlx::query("update person set customer = $2, facts = $3 where id = $1 and customer is null")
            .bind(person.as_str())
            .bind(signed.customer.0.as_str())
            .bind(json(&signed.facts))
            .execute(&mut *tx)
            .await?;
        if changed.rows_affected() == 1 {
            return Ok(person.clone());
        }
    }
    Err(Error::Overtaken)
}
