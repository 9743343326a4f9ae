//! bot: the past of the demo's customers, so that an agent has a journey to read.

use handoff::id::PersonId;
use handoff::message::Channel;
use jiff::Timestamp;

use crate::app::App;
use crate::conversation::CustomerNo;
use crate::store::event::NewEvent;
use crate::store::person::Person;
use crate::{store, words};

/// Writes what happened to each demo customer before today.
pub async fn seed(app: &App) -> anyhow::Result<()> {
    let now: Timestamp = app.now();
    for customer in app.core.demo_customers() {
        let number = CustomerNo(customer.id.clone());
        if app.store.person_of_customer(&number).await?.is_some() {
            continue;
        }
        let profile = app.core.profile(&number, now).await.ok();
        let person = Person {
            id: PersonId(app.id()),
            customer: Some(number.clone()),
            facts: words::person_facts(profile.as_ref()),
        };
        let events: Vec<NewEvent> = app
            .core
            .demo_history(&number, now)
            .into_iter()
            .enumerate()
            .map(|(n, (at, fact))| NewEvent {
                source: "core".to_owned(),
                id: format!("{}-{n}", customer.id),
                at,
                person: person.id.clone(),
                channel: Channel::Web,
                conversation: None,
                number: None,
                fact,
            })
            .collect();
        app.store
            .write(move |tx| {
                Box::pin(async move {
                    store::person::upsert(tx, &person, now).await?;
                    store::event::append(tx, &events).await.map(drop)
                })
            })
            .await?;
    }
    Ok(())
}
