//! bot: the courier: follows the log and hands the requests in it over to the core system, each once.

use std::time::Duration;

use handoff::event::{Event, Fact};

use crate::app::App;
use crate::core::{CoreError, Intake};
use crate::store;
use crate::store::Result;
use crate::store::event::{DELIVERED, NewEvent};

/// How long the courier waits before it tries again what was not taken, at first and at most.
const AGAIN: Duration = Duration::from_secs(1);
const AT_MOST: Duration = Duration::from_mins(1);
/// How many requests are handed over in one go.
const LOAD: i64 = 50;

/// Runs until the service stops. What a request is and that it was handed over both stand in the log: a
/// courier that dies, or two of them, lose nothing and double nothing.
pub async fn run(app: App) {
    let mut changes = app.feed.desk();
    let mut cursor = 0;
    let mut pause = AGAIN;
    loop {
        let all = match round(&app, &mut cursor).await {
            Ok(all) => all,
            Err(error) => {
                tracing::warn!(%error, "requests could not be looked for; looking again");
                false
            }
        };
        pause = if all { AGAIN } else { (pause * 2).min(AT_MOST) };
        tokio::select! {
            () = app.stop.cancelled() => return,
            () = tokio::time::sleep(pause), if !all => {}
            changed = changes.changed(), if all => {
                if changed.is_err() {
                    return;
                }
            }
        }
    }
}

/// Hands over what is waiting. True when nothing is left; the cursor moves past what is done.
async fn round(app: &App, cursor: &mut i64) -> Result<bool> {
    loop {
        let end = app.store.last_seq().await?;
        let waiting = app.store.requests_after(*cursor, LOAD).await?;
        for event in &waiting {
            if !hand_over(app, event).await? {
                return Ok(false);
            }
            *cursor = event.seq;
        }
        if waiting.is_empty() {
            *cursor = end;
            return Ok(true);
        }
    }
}

/// Hands one request over. False when it has to be tried again.
async fn hand_over(app: &App, event: &Event) -> Result<bool> {
    let Fact::CaseReceived { number, case, title, due } = &event.fact else { return Ok(true) };
    let customer = app.store.person(&event.person).await?.and_then(|person| person.customer);
    let intake = Intake {
        receipt: number.clone(),
        request: case.clone(),
        customer,
        taken_at: event.at,
        answer_by: *due,
        details: [("title".to_owned(), title.clone())].into(),
    };
    let (what, label) = match app.core.take(&intake).await {
        Ok(taken) => ("case.delivered", format!("{number} → {}", taken.case)),
        // To try it again would change nothing: a person has to look.
        Err(CoreError::Refused | CoreError::NotFound) => {
            tracing::error!(request = %case, "the core system refuses a request: hand it over yourself");
            ("case.refused", number.clone())
        }
        Err(CoreError::Timeout | CoreError::Down) => return Ok(false),
    };
    note(app, event, Fact::Touchpoint { what: what.to_owned(), label }).await?;
    Ok(true)
}

/// Notes beside a request what became of it; another courier may have been faster.
async fn note(app: &App, request: &Event, fact: Fact) -> Result<()> {
    if app.store.event_of_source(DELIVERED, &request.id).await?.is_some() {
        return Ok(());
    }
    let event = NewEvent {
        source: DELIVERED.to_owned(),
        id: request.id.clone(),
        at: app.now(),
        person: request.person.clone(),
        channel: request.channel,
        conversation: request.conversation.clone(),
        number: None,
        fact,
    };
    app.store.write(move |tx| Box::pin(async move { store::event::append(tx, &[event]).await.map(drop) })).await?;
    app.feed.wake();
    Ok(())
}
