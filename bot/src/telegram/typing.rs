//! bot: shows in a chat that somebody writes: the bot while an answer takes its time, and agents.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use handoff::id::ConversationId;
use teloxide_core::payloads::SendChatAction;
use teloxide_core::types::{ChatAction, ChatId};
use tokio::sync::broadcast::error::RecvError;

use super::client::Client;
use crate::app::App;

/// From then on an answer is slow enough that the customer is shown that somebody writes.
const SLOW: Duration = Duration::from_millis(400);
/// Telegram shows it for five seconds.
const AGAIN: Duration = Duration::from_secs(4);

/// Shows that the bot writes until it is dropped, if that takes long enough to be worth it.
pub(super) struct Typing(tokio::task::JoinHandle<()>);

impl Typing {
    pub(super) fn shown(client: &Arc<Client>, chat: i64) -> Self {
        let client = Arc::clone(client);
        Self(tokio::spawn(async move {
            tokio::time::sleep(SLOW).await;
            loop {
                show(&client, chat).await;
                tokio::time::sleep(AGAIN).await;
            }
        }))
    }
}

impl Drop for Typing {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Shows that agents write, until the service stops.
pub(super) async fn run(app: App, client: Arc<Client>) {
    let mut typing = app.feed.agents_typing();
    let mut lately: HashMap<ConversationId, Instant> = HashMap::new();
    loop {
        let id = tokio::select! {
            () = app.stop.cancelled() => return,
            typed = typing.recv() => match typed {
                Ok(id) => id,
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return,
            },
        };
        let now = Instant::now();
        lately.retain(|_, at| now.duration_since(*at) < AGAIN);
        if lately.contains_key(&id) {
            continue;
        }
        match app.store.telegram_chats_of(&id).await {
            Ok(chats) => {
                for chat in chats.into_iter().filter(|chat| chat.silent.is_empty()) {
                    let client = Arc::clone(&client);
                    tokio::spawn(async move { show(&client, chat.id).await });
                }
            }
            Err(error) => tracing::debug!(%error, "an agent writes, and where could not be read"),
        }
        lately.insert(id, now);
    }
}

/// It is true for a moment only: whether it arrives does not matter.
async fn show(client: &Client, chat: i64) {
    let _ = client.call(&SendChatAction::new(ChatId(chat), ChatAction::Typing)).await;
}
