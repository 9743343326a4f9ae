//! bot: sends what waits, in order within a chat and side by side between chats.
//!
//! Before a request goes out it is noted that it may arrive. An answer that never comes leaves it open whether
//! it did; such a message is sent again, because a customer can bear reading it twice but not missing it.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use serde_json::{Value, json};
use teloxide_core::payloads::{GetMe, SendMessage};
use teloxide_core::requests::Payload as _;
use tokio::task::JoinSet;

use super::client::{Client, Failure};
use super::markup::plain;
use super::pace::Pace;
use super::{place, shut, staff};
use crate::app::App;
use crate::store::telegram::send::Send;
use crate::store::telegram::{chat, send};
use crate::store::{self, Result, event};
use crate::view;

/// How often the outbox looks by itself.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How many requests are under way at most.
const AT_ONCE: usize = 32;
/// How many chats are looked at in one go.
const LOAD: i64 = 500;
/// How long a chat rests after a failure, at first and at most.
const AGAIN: Duration = Duration::from_millis(500);
const AT_MOST: Duration = Duration::from_secs(30);
/// So often it may be unknown whether a message arrived; then it is given up, or it would be doubled for ever.
const AMBIGUOUS: u32 = 3;
/// So much of what did not arrive is told to agents, in characters.
const TOLD: usize = 80;

/// How a try went, for the pace.
enum After {
    Nothing,
    /// The chat waits.
    Park(Duration),
    /// Everybody waits.
    Rest(Duration),
}

/// Runs until the service stops; requests under way are finished.
pub(super) async fn run(app: App, client: Arc<Client>) {
    let settings = &app.settings.telegram;
    let mut pace = Pace::new(settings.per_second, Duration::from_millis(settings.between_ms));
    let mut under_way: JoinSet<(i64, After)> = JoinSet::new();
    let mut busy = HashSet::new();
    while !app.stop.is_cancelled() {
        let mut soonest = LOOK_AGAIN;
        match app.store.telegram_sends_due(app.now(), LOAD).await {
            Ok(due) => {
                for send in due.into_iter().filter(|send| !busy.contains(&send.chat)).collect::<Vec<_>>() {
                    let now = Instant::now();
                    let wait = pace.wait(send.chat, now);
                    if under_way.len() >= AT_ONCE || !wait.is_zero() {
                        soonest = soonest.min(wait.max(Duration::from_millis(5)));
                        continue;
                    }
                    pace.goes(send.chat, now);
                    busy.insert(send.chat);
                    let (app, client) = (app.clone(), Arc::clone(&client));
                    under_way.spawn(async move { (send.chat, deliver(&app, &client, send).await) });
                }
            }
            Err(error) => tracing::warn!(%error, "what waits for Telegram could not be read; reading again"),
        }
        tokio::select! {
            () = app.stop.cancelled() => break,
            () = app.telegram.something_goes() => {}
            () = tokio::time::sleep(soonest) => {}
            Some(done) = under_way.join_next() => settle(done, &mut busy, &mut pace),
        }
        while let Some(done) = under_way.try_join_next() {
            settle(done, &mut busy, &mut pace);
        }
    }
    while under_way.join_next().await.is_some() {}
}

fn settle(done: std::result::Result<(i64, After), tokio::task::JoinError>, busy: &mut HashSet<i64>, pace: &mut Pace) {
    match done {
        Ok((chat, after)) => {
            busy.remove(&chat);
            match after {
                After::Nothing => {}
                After::Park(wait) => pace.park(chat, wait, Instant::now()),
                After::Rest(wait) => pace.rest(wait, Instant::now()),
            }
        }
        Err(error) => {
            // Which chat it was is lost with it: all are looked at again.
            tracing::error!(%error, "a send panicked");
            busy.clear();
        }
    }
}

async fn deliver(app: &App, client: &Client, send: Send) -> After {
    match try_once(app, client, send).await {
        Ok(after) => after,
        Err(error) => {
            tracing::warn!(%error, "how a send went could not be noted; looking again");
            After::Park(LOOK_AGAIN)
        }
    }
}

async fn try_once(app: &App, client: &Client, mut send: Send) -> Result<After> {
    if send.ambiguous >= AMBIGUOUS {
        let why = format!("given up: {AMBIGUOUS} times nobody knows whether it arrived");
        return refused(app, send, why).await.map(|()| After::Nothing);
    }
    // What may have arrived is only sent again to a Telegram that answers at all.
    if send.ambiguous > 0
        && let Err(failure) = client.call(&GetMe::new()).await
    {
        send.tries += 1;
        let wait = if let Failure::Busy(wait) = failure { wait } else { pause(send.tries) };
        again(app, send, wait, &format!("ambiguous, and then {failure:?}")).await?;
        return Ok(After::Park(wait));
    }
    let id = send.id.clone();
    if !app.store.write(move |tx| Box::pin(async move { send::begin(tx, &id).await })).await? {
        return Ok(After::Nothing);
    }
    let failure = match client.call_kept(&send.method, &send.body).await {
        Ok(result) => return arrived(app, send, &result).await.map(|()| After::Nothing),
        Err(failure) => failure,
    };
    match failure {
        Failure::Busy(wait) => {
            again(app, send, wait, "429").await?;
            Ok(After::Park(wait))
        }
        Failure::Down(why) => {
            send.tries += 1;
            let wait = pause(send.tries);
            again(app, send, wait, &why).await?;
            Ok(After::Park(wait))
        }
        Failure::Unknown(why) => {
            tracing::warn!(chat = send.chat, why, "ambiguous_send: it may have arrived, and is sent again");
            send.tries += 1;
            send.ambiguous += 1;
            let wait = pause(send.tries);
            again(app, send, wait, &format!("ambiguous: {why}")).await?;
            Ok(After::Park(wait))
        }
        Failure::Token | Failure::Conflict => {
            tracing::error!("Telegram does not know the bot's token (telegram.token); nothing can be sent");
            again(app, send, AT_MOST, "the token is refused").await?;
            Ok(After::Rest(AT_MOST))
        }
        Failure::Shut(why) => shut::shut(app, send.chat, &why).await.map(|()| After::Nothing),
        Failure::Unchanged => arrived(app, send, &Value::Null).await.map(|()| After::Nothing),
        Failure::Markup(why) if send.body.get("parse_mode").is_some() => {
            tracing::error!(why, "markup that Telegram cannot read; sent without");
            send.body["text"] = json!(plain(send.body["text"].as_str().unwrap_or_default()));
            if let Value::Object(fields) = &mut send.body {
                fields.remove("parse_mode");
            }
            again(app, send, Duration::ZERO, &why).await?;
            Ok(After::Nothing)
        }
        Failure::Refused(why) | Failure::Markup(why) => {
            tracing::error!(why, "Telegram refuses a message; it is kept with the reason");
            refused(app, send, why).await.map(|()| After::Nothing)
        }
    }
}

async fn arrived(app: &App, send: Send, result: &Value) -> Result<()> {
    let (message, now) = (result["message_id"].as_i64(), app.now());
    app.store.write(move |tx| Box::pin(async move { send::arrived(tx, &send.id, message, now).await })).await
}

async fn again(app: &App, send: Send, wait: Duration, why: &str) -> Result<()> {
    let due = app.now() + SignedDuration::try_from(wait).unwrap_or(SignedDuration::ZERO);
    let why = why.to_owned();
    app.store.write(move |tx| Box::pin(async move { send::again(tx, &send, due, &why).await })).await
}

/// It will not be sent any more: agents hear of what their customer does not read, and a message that could not be
/// kept true is written anew.
async fn refused(app: &App, send: Send, why: String) -> Result<()> {
    let told = if send.method == SendMessage::NAME {
        let text = plain(send.body["text"].as_str().unwrap_or_default());
        let label = format!("“{}”", view::short(&text, TOLD));
        staff::event(app, send.chat, format!("lost:{}", send.id), "telegram.lost", label).await?
    } else {
        None
    };
    let done = app.store.write(move |tx| {
        Box::pin(async move {
            send::refuse(tx, &send.id, &why).await?;
            if let Some(message) = place::edited_by(&send) {
                chat::untell(tx, send.chat, message).await?;
            }
            if let Some(told) = told {
                event::append(tx, &[told]).await?;
            }
            Ok::<(), store::Error>(())
        })
    });
    done.await?;
    app.feed.wake();
    Ok(())
}

fn pause(tries: u32) -> Duration {
    AGAIN.saturating_mul(2_u32.saturating_pow(tries.saturating_sub(1).min(10))).min(AT_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_growing() {
        let pauses: Vec<u128> = [1, 2, 3, 7, 100, u32::MAX].map(|tries| pause(tries).as_millis()).to_vec();
        assert_eq!(pauses, [500, 1000, 2000, 30_000, 30_000, 30_000]);
    }
}
