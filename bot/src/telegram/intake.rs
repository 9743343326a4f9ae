//! bot: what comes from Telegram: stored first, acknowledged afterwards.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use reqwest::Url;
use serde_json::{Value, json};
use teloxide_core::payloads::{DeleteWebhook, GetUpdates, GetUpdatesSetters as _, SetWebhook, SetWebhookSetters as _};
use teloxide_core::types::AllowedUpdate;

use super::client::{Client, Failure};
use crate::app::App;
use crate::mask;
use crate::settings::TelegramMode;
use crate::store::telegram::update::{self, Update};
use crate::store::{self, Result};

/// How long Telegram holds a question for news that has no answer yet, in seconds.
const HOLD: u32 = 25;
/// How long to wait after a failure, at first and at most.
const AGAIN: Duration = Duration::from_millis(500);
const AT_MOST: Duration = Duration::from_secs(5);
/// After so long without news Telegram numbers updates anew.
const QUIET: SignedDuration = SignedDuration::from_hours(6 * 24);
/// What we want to hear of.
const WANTED: [AllowedUpdate; 5] = [
    AllowedUpdate::Message,
    AllowedUpdate::EditedMessage,
    AllowedUpdate::ChannelPost,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::MyChatMember,
];

/// Brings news until the service stops: asks for them, or has them brought.
pub(super) async fn run(app: App, client: Arc<Client>) {
    let mut pause = AGAIN;
    loop {
        let asked = Instant::now();
        let done = match app.settings.telegram.mode {
            TelegramMode::Webhook => subscribe(&app, &client).await.map(|()| true),
            TelegramMode::Polling => poll(&app, &client).await,
            TelegramMode::Off => return,
        };
        pause = match done {
            // Whoever listens is told where; that is done once.
            Ok(_) if app.settings.telegram.mode == TelegramMode::Webhook || app.stop.is_cancelled() => return,
            Ok(came) => {
                pause = AGAIN;
                // A server that does not hold the question would be asked without end.
                if came || asked.elapsed() >= AGAIN {
                    continue;
                }
                AGAIN
            }
            Err(Trouble::Telegram(Failure::Busy(wait))) => wait,
            Err(trouble) => {
                tracing::warn!(%trouble, "no news from Telegram; asking again");
                (pause * 2).min(AT_MOST)
            }
        };
        tokio::select! {
            () = app.stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Why there are no news.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("Telegram: {0:?}")]
    Telegram(Failure),
    #[error("telegram.webhook_url is no address")]
    Url,
    #[error("the store: {0}")]
    Store(#[from] store::Error),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Telegram(failure)
    }
}

/// Asks once; answers with whether something came. The offset of the next question confirms these updates, and it
/// moves with them onto the disk.
async fn poll(app: &App, client: &Client) -> std::result::Result<bool, Trouble> {
    let (next, learnt) = app.store.telegram_next().await?;
    let offset = if app.now().duration_since(learnt) > QUIET { 0 } else { next };
    let question = GetUpdates::new()
        .offset(i32::try_from(offset).unwrap_or(i32::MAX))
        .limit(100)
        .timeout(HOLD)
        .allowed_updates(WANTED);
    let news = tokio::select! {
        () = app.stop.cancelled() => return Ok(false),
        news = client.call(&question) => match news {
            Ok(news) => news,
            // A webhook from before stands in the way.
            Err(Failure::Conflict) => {
                client.call(&DeleteWebhook::new()).await?;
                return Err(Failure::Conflict.into());
            }
            Err(failure) => return Err(failure.into()),
        },
    };
    let Value::Array(news) = news else { return Err(Failure::Unknown("news are a list".to_owned()).into()) };
    let last = news.iter().filter_map(|update| update["update_id"].as_i64()).max();
    if let Some(last) = last {
        // One that comes once more does not set us back; after a quiet week the numbers may begin anywhere.
        take(app, news, Some(if offset == 0 { last + 1 } else { next.max(last + 1) })).await?;
    }
    Ok(last.is_some())
}

/// Tells Telegram where to bring news. What waits there is not dropped.
async fn subscribe(app: &App, client: &Client) -> std::result::Result<(), Trouble> {
    let settings = &app.settings.telegram;
    let url = Url::parse(&settings.webhook_url).map_err(|_| Trouble::Url)?;
    let place = SetWebhook::new(url)
        .secret_token(settings.webhook_secret.reveal())
        .allowed_updates(WANTED)
        .max_connections(40_u8);
    client.call(&place).await?;
    Ok(())
}

/// Keeps what came; when this returns, it is on disk and may be confirmed. An update without a number cannot be
/// Telegram's, and is dropped.
pub async fn take(app: &App, news: Vec<Value>, next: Option<i64>) -> Result<()> {
    let updates: Vec<Update> = news.into_iter().filter_map(clean).collect();
    let now = app.now();
    app.store.write(move |tx| Box::pin(async move { update::take(tx, &updates, next, now).await })).await?;
    app.telegram.came();
    Ok(())
}

/// The update as it is stored: without personal numbers in what was written, and without what nobody asked for.
fn clean(mut raw: Value) -> Option<Update> {
    let id = raw["update_id"].as_i64()?;
    let mut masked = Vec::new();
    scrub(&mut raw, &mut masked);
    let chat = ["message", "edited_message", "channel_post", "my_chat_member"]
        .iter()
        .map(|kind| &raw[*kind]["chat"]["id"])
        .chain([&raw["callback_query"]["message"]["chat"]["id"], &raw["callback_query"]["from"]["id"]])
        .find_map(Value::as_i64);
    Some(Update { id, chat: chat.unwrap_or(0), raw: raw.to_string(), masked, tries: 0 })
}

fn scrub(value: &mut Value, kinds: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match (name.as_str(), &mut *field) {
                    ("text" | "caption", Value::String(text)) => {
                        let masked = mask::mask(text);
                        for kind in masked.kinds.iter().map(ToString::to_string) {
                            if !kinds.contains(&kind) {
                                kinds.push(kind);
                            }
                        }
                        *text = masked.text;
                    }
                    ("phone_number" | "last_name" | "first_name" | "vcard", Value::String(text)) => *text = "-".into(),
                    ("latitude" | "longitude", number) => *number = json!(0.0),
                    // What is quoted stands in the chat; a number in it must not come in by the back door.
                    (_, field) => scrub(field, kinds),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| scrub(item, kinds)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers_never_reach_the_disk() {
        let raw = json!({ "update_id": 5, "message": {
            "chat": { "id": 9, "first_name": "민수" },
            "text": "주민번호 900101-1234567",
            "contact": { "phone_number": "+821012345678", "first_name": "민수" },
            "location": { "latitude": 37.5, "longitude": 127.0 },
            "reply_to_message": { "text": "카드 4111 1111 1111 1111" },
        } });
        let update = clean(raw).unwrap();
        assert_eq!((update.id, update.chat), (5, 9));
        for number in ["1234567", "12345678", "4111 1111", "37.5", "민수\""] {
            assert!(!update.raw.contains(number), "{number} in {}", update.raw);
        }
        assert_eq!(update.masked, ["resident_number", "card"]);
    }

    #[test]
    fn what_is_no_update_is_dropped() {
        for raw in [json!({}), json!(7), json!({ "update_id": "x" }), json!(null)] {
            assert_eq!(clean(raw), None);
        }
        assert_eq!(clean(json!({ "update_id": 1, "poll": {} })).map(|update| update.chat), Some(0));
    }
}
