//! bot: what other systems report, by request or by file: one path for both, each event taken once.

use std::collections::BTreeSet;

use handoff::event::Fact;
use handoff::id::PersonId;
use handoff::intake::{Arrival, Rejected, place};
use handoff::message::Channel;
use handoff::person::identity::normalise;
use handoff::person::{Namespace, Refused};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use serde_json::Value;
use sha2::Sha256;

use crate::app::{App, hash, hex};
use crate::mask::mask;
use crate::store::event::NewEvent;
use crate::store::identity::{Linked, Name, link, retire, unmerge};
use crate::store::intake::{Arrived, Taken, arrive, reject};
use crate::store::{self, Result};
use crate::wire::{Identified, Identify, Intaken, NotTaken};

/// The longest part of a rejected event that is kept, in characters.
const KEPT: usize = 1000;

/// Takes events of a source, each once; what cannot be taken is kept with its reason.
pub async fn events(app: &App, source: &str, bodies: Vec<Value>) -> Result<Intaken> {
    let mut report = Intaken { accepted: 0, duplicate: 0, rejected: Vec::new() };
    let received = app.now();
    let mut persons = BTreeSet::new();
    for (index, body) in bodies.into_iter().enumerate() {
        match read(app, source, &body, received) {
            Ok(arrived) => match app.store.write(move |tx| Box::pin(arrive(tx, arrived, received))).await? {
                Taken::Accepted(person) => {
                    report.accepted += 1;
                    persons.insert(person);
                }
                Taken::Duplicate => report.duplicate += 1,
            },
            Err(why) => {
                keep_reject(app, source, why, &body).await?;
                let id = body["id"].as_str().map(|id| id.chars().take(128).collect());
                report.rejected.push(NotTaken { index, id, reason: why.to_string() });
            }
        }
    }
    if report.accepted > 0 {
        app.feed.wake();
        crate::fold::refresh(app, persons).await?;
    }
    Ok(report)
}

/// What is known under which key, as one person: proved names join, claims never do.
pub async fn identify(app: &App, said: Identify) -> Result<std::result::Result<Identified, Rejected>> {
    let mut names = Vec::new();
    for (namespace, value) in &said.names {
        let Ok(namespace) = namespace.parse::<Namespace>() else { return Ok(Err(Rejected::BadIdentity)) };
        let Ok(key) = key(app, namespace, value) else { return Ok(Err(Rejected::BadIdentity)) };
        names.push(Name { namespace, key, proved: said.proved.iter().any(|proved| *proved == namespace.as_str()) });
    }
    if names.is_empty() {
        return Ok(Err(Rejected::NoIdentity));
    }
    let (fresh, now) = (PersonId(app.id()), app.now());
    if said.signed_out {
        let count = names.len();
        app.store
            .write(move |tx| {
                Box::pin(async move {
                    for name in names {
                        retire(tx, name.namespace, &name.key, now).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        tracing::info!(count, "names were left by whoever had them");
        return Ok(Ok(Identified { person: None, merged: Vec::new(), refused: None }));
    }
    let linked = app.store.write(move |tx| Box::pin(async move { link(tx, &names, fresh, now).await })).await?;
    let identified = match linked {
        Linked::Refused(person, why) => {
            Identified { person: Some(person), merged: Vec::new(), refused: Some(refusal(why).to_owned()) }
        }
        Linked::Person(person, merged) => {
            joined(app, &person, &merged).await?;
            let merged = merged.into_iter().map(|(from, _)| from).collect();
            Identified { person: Some(person), merged, refused: None }
        }
    };
    Ok(Ok(identified))
}

/// Notes who turned out to be this person, and folds what is one life now.
pub async fn joined(app: &App, person: &PersonId, merged: &[(PersonId, Namespace)]) -> Result<()> {
    for (from, namespace) in merged {
        let fact = Fact::IdentityLinked { from: from.clone(), namespace: namespace.to_string() };
        note(app, person, fact).await?;
    }
    let touched = merged.iter().map(|(from, _)| from.clone()).chain([person.clone()]).collect();
    crate::fold::refresh(app, touched).await
}

/// Makes two persons of one again. None when nobody was merged.
pub async fn separate(app: &App, gone: &PersonId) -> Result<Option<PersonId>> {
    let (who, now) = (gone.clone(), app.now());
    let into = app.store.write(move |tx| Box::pin(async move { unmerge(tx, &who, now).await })).await?;
    if let Some(into) = &into {
        note(app, into, Fact::IdentityUnlinked { from: gone.clone() }).await?;
        crate::fold::refresh(app, [gone.clone(), into.clone()].into()).await?;
    }
    Ok(into)
}

/// The digest under which a name is kept: normalised, keyed, and of no use without the key.
pub fn key(app: &App, namespace: Namespace, value: &str) -> std::result::Result<String, Rejected> {
    let value = normalise(namespace, value).map_err(|_| Rejected::BadIdentity)?;
    let secret = app.settings.intake.digest_key.reveal();
    let secret = if secret.is_empty() { app.settings.identity.secret.reveal() } else { secret };
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(namespace.as_str().as_bytes());
    mac.update(b":");
    mac.update(value.as_bytes());
    Ok(hex(&mac.finalize().into_bytes()))
}

fn read(app: &App, source: &str, body: &Value, received: Timestamp) -> std::result::Result<Arrived, Rejected> {
    let arrival: Arrival = serde_json::from_value(body.clone()).map_err(|_| Rejected::Malformed)?;
    if arrival.source.as_deref().is_some_and(|other| other != source) {
        return Err(Rejected::UnknownSource);
    }
    let mut fact = arrival.fact()?;
    if let Fact::Touchpoint { label, .. } | Fact::ProcessMoved { label, .. } = &mut fact {
        *label = mask(label).text;
    }
    let name = |(namespace, value): (Namespace, &str)| -> std::result::Result<Name, Rejected> {
        Ok(Name { namespace, key: key(app, namespace, value)?, proved: false })
    };
    let names = arrival.names()?.into_iter().map(name).collect::<std::result::Result<Vec<_>, Rejected>>()?;
    let (at, skewed) = arrival.at(received);
    let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
    let channel =
        arrival.channel.unwrap_or(if source == "telegram" { Channel::Telegram } else { place(&arrival.kind) });
    let event = NewEvent {
        source: source.to_owned(),
        id: arrival.id,
        at,
        person: PersonId(app.id()),
        channel,
        conversation: None,
        number: None,
        fact,
    };
    Ok(Arrived { event, names, skewed })
}

async fn keep_reject(app: &App, source: &str, why: Rejected, body: &Value) -> Result<()> {
    // Whoever sent it may have put anything in: it is masked and cut before it is kept.
    let text: String = mask(&body.to_string()).text.chars().take(KEPT).collect();
    let (source, id, now) = (source.to_owned(), hash(&format!("{source}:{why}:{text}")), app.now());
    app.store.write(move |tx| Box::pin(async move { reject(tx, &source, why.as_str(), &id, &text, now).await })).await
}

async fn note(app: &App, person: &PersonId, fact: Fact) -> Result<()> {
    let event = NewEvent {
        source: "dari".to_owned(),
        id: app.id(),
        at: app.now(),
        person: person.clone(),
        channel: Channel::Web,
        conversation: None,
        number: None,
        fact,
    };
    app.store.write(move |tx| Box::pin(async move { store::event::append(tx, &[event]).await.map(drop) })).await
}

fn refusal(why: Refused) -> &'static str {
    match why {
        Refused::NotVerified => "not_verified",
        Refused::TwoCustomers => "two_customers",
        Refused::TooMany { .. } => "too_many",
    }
}
