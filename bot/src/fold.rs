//! bot: the folds of the log: made anew for whoever the log speaks of, and droppable at any time.

use std::collections::BTreeSet;
use std::time::Duration;

use handoff::id::PersonId;
use handoff::journey::Journey;
use handoff::journey::pace::Pace;

use crate::app::{App, hash};
use crate::store::journey::{forget_all, keep};
use crate::store::{Result, Store};

/// How often the log is looked at, and how many events at a time.
const ROUND: Duration = Duration::from_secs(2);
const PAGE: i64 = 2000;

/// Follows the log and keeps the folds until the service stops.
pub async fn run(app: App) {
    let mut cursor = None;
    loop {
        tokio::select! {
            () = app.stop.cancelled() => return,
            () = tokio::time::sleep(ROUND) => {}
        }
        let from = match cursor {
            Some(from) => from,
            None => app.store.folded_upto().await.unwrap_or(0),
        };
        match follow(&app, from).await {
            Ok(to) => cursor = Some(to),
            Err(error) => tracing::warn!(%error, "the folds could not be brought up to date; trying again"),
        }
    }
}

async fn follow(app: &App, mut from: i64) -> Result<i64> {
    loop {
        let (persons, to) = app.store.persons_after(from, PAGE).await?;
        if persons.is_empty() {
            return Ok(to);
        }
        refresh(app, persons.into_iter().collect()).await?;
        from = to;
    }
}

/// Folds the lives of these persons anew.
pub async fn refresh(app: &App, persons: BTreeSet<PersonId>) -> Result<()> {
    let pace = Pace::of(&app.store.process_moves().await?);
    for person in persons {
        fold(app, &person, &pace).await?;
    }
    Ok(())
}

/// Drops all folds and makes them again; answers with how many persons there are and the sum over all.
pub async fn rebuild(app: &App) -> Result<(usize, String)> {
    app.store.write(|tx| Box::pin(async move { forget_all(tx).await })).await?;
    let persons = app.store.persons_in_log().await?;
    refresh(app, persons.iter().cloned().collect()).await?;
    Ok((persons.len(), checksum(&app.store).await?))
}

/// The sum over all folds. It does not depend on the order in which anything arrived.
pub async fn checksum(store: &Store) -> Result<String> {
    let mut sums: Vec<String> = store.journey_checksums().await?.into_iter().map(|(_, sum)| sum).collect();
    sums.sort();
    Ok(hash(&sums.join("\n")))
}

/// The life of one person as the log tells it, under a name that is the same wherever it is folded.
pub async fn journey(store: &Store, person: &PersonId) -> Result<Journey> {
    let life = store.life_of(person).await?;
    let names = store.names_of(person).await?;
    let label =
        names.first().map_or_else(|| person.clone(), |name| PersonId(format!("{}:{}", name.namespace, name.key)));
    Ok(Journey::of(label, &life))
}

async fn fold(app: &App, person: &PersonId, pace: &Pace) -> Result<()> {
    let upto = app.store.last_seq().await?;
    let journey = journey(&app.store, person).await?;
    let checksum = journey.checksum();
    let (person, pace, now) = (person.clone(), pace.clone(), app.now());
    app.store
        .write(move |tx| Box::pin(async move { keep(tx, &person, &journey, &checksum, &pace, upto, now).await }))
        .await
}
