//! bot: a small Telegram of our own: the part of the Bot API that we use, people who write to the bot, and bad
//! days on demand. For tests, and for the demo, which shows the channel without a token.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

mod api;
mod page;
mod tally;

pub use tally::{Tally, tally};

/// The name of the bot that lives here.
pub const BOT: &str = "dari_demo_bot";

/// A bad day, for the calls of one method or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 429, with the seconds to wait.
    Busy(u64),
    /// 500.
    Fails,
    /// No answer for so long, and nothing done.
    Hangs(Duration),
    /// It is done, and the connection breaks before the answer.
    Drops,
    /// 403: the reader has blocked the bot.
    Blocked,
    /// 400.
    Refuses,
}

/// A message in a chat, the newest version of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub id: i64,
    /// Whether the bot sent it.
    pub from_bot: bool,
    pub text: String,
    /// Rows of buttons as Telegram draws them.
    pub buttons: Vec<Value>,
}

/// A handle on a running fake; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Fake(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    state: Mutex<State>,
    news: Notify,
}

#[derive(Debug, Default)]
struct State {
    updates: VecDeque<Value>,
    /// Told once more, whatever was confirmed.
    again: Vec<Value>,
    last_update: i64,
    last_message: i64,
    chats: BTreeMap<i64, Vec<Shown>>,
    /// Every call that was taken, with its body.
    calls: Vec<(String, Value)>,
    faults: Vec<(String, Fault, usize)>,
    /// Answers to taps: the query and what was said.
    answered: BTreeMap<String, String>,
    webhook: Option<(String, String)>,
    commands: BTreeMap<String, Value>,
}

impl Fake {
    /// Serves on a port until `stop`.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) -> std::io::Result<()> {
        let routes = axum::Router::new().merge(api::routes()).merge(page::routes()).with_state(self);
        axum::serve(listener, routes).with_graceful_shutdown(async move { stop.cancelled().await }).await
    }

    /// Somebody writes; answers with the update's number.
    pub fn say(&self, chat: i64, language: &str, text: &str) -> i64 {
        self.send(chat, language, &json!({ "text": text }))
    }

    /// Somebody sends something, such as `{"sticker": {…}}`.
    pub fn send(&self, chat: i64, language: &str, what: &Value) -> i64 {
        let mut state = self.state();
        state.last_message += 1;
        let id = state.last_message;
        let text = what["text"].as_str().or(what["caption"].as_str()).unwrap_or("(…)").to_owned();
        state.chats.entry(chat).or_default().push(Shown { id, from_bot: false, text, buttons: Vec::new() });
        let mut message = json!({
            "message_id": id, "date": 1_790_000_000 + id, "from": person(chat, language), "chat": private(chat),
        });
        if let (Some(message), Some(fields)) = (message.as_object_mut(), what.as_object()) {
            message.extend(fields.clone());
        }
        drop(state);
        self.update("message", message)
    }

    /// Somebody taps the button with this label under the newest message that has it; answers with the query's id.
    pub fn tap(&self, chat: i64, language: &str, label: &str) -> Option<String> {
        let (message, data) = {
            let state = self.state();
            let shown = state.chats.get(&chat)?;
            let data = |shown: &Shown| {
                let rows = shown.buttons.iter().filter_map(Value::as_array).flatten();
                let mut wanted = rows.filter(|button| button["text"].as_str().is_some_and(|text| text.contains(label)));
                wanted.find_map(|button| button["callback_data"].as_str().map(str::to_owned))
            };
            shown.iter().rev().find_map(|shown| Some((shown.id, data(shown)?)))?
        };
        Some(self.tap_data(chat, language, message, &data))
    }

    /// Somebody taps a button that carries `data`, made up or real.
    pub fn tap_data(&self, chat: i64, language: &str, message: i64, data: &str) -> String {
        let query = format!("q{}", self.state().last_update + 1);
        let from = json!({ "message_id": message, "date": 1_790_000_000, "chat": private(chat),
            "from": { "id": 1, "is_bot": true, "first_name": "Dari" } });
        let tap = json!({ "id": query, "from": person(chat, language), "message": from, "chat_instance": "1",
            "data": data });
        self.update("callback_query", tap);
        query
    }

    /// Somebody deletes a message for both sides.
    pub fn delete(&self, chat: i64, message: i64) {
        if let Some(shown) = self.state().chats.get_mut(&chat) {
            shown.retain(|shown| shown.id != message);
        }
    }

    /// Something happens, in Telegram's own shape.
    pub fn update(&self, kind: &str, what: Value) -> i64 {
        let id = {
            let mut state = self.state();
            state.last_update += 1;
            let id = state.last_update;
            state.updates.push_back(json!({ "update_id": id, kind: what }));
            id
        };
        self.0.news.notify_waiters();
        id
    }

    /// An update comes once more, as it does when Telegram did not hear that it arrived.
    pub fn repeat(&self, update: Value) {
        self.state().again.push(update);
        self.0.news.notify_waiters();
    }

    /// The next `times` calls of a method (`*` for all) have a bad day.
    pub fn suffer(&self, method: &str, fault: Fault, times: usize) {
        self.state().faults.push((method.to_owned(), fault, times));
    }

    /// The day is good again.
    pub fn recover(&self) {
        self.state().faults.clear();
    }

    /// What a chat shows now.
    pub fn chat(&self, chat: i64) -> Vec<Shown> {
        self.state().chats.get(&chat).cloned().unwrap_or_default()
    }

    /// What the bot said in a chat, oldest first.
    pub fn heard(&self, chat: i64) -> Vec<String> {
        self.chat(chat).into_iter().filter(|shown| shown.from_bot).map(|shown| shown.text).collect()
    }

    /// Bodies of the calls of a method that were taken.
    pub fn calls(&self, method: &str) -> Vec<Value> {
        self.state().calls.iter().filter(|(name, _)| name == method).map(|(_, body)| body.clone()).collect()
    }

    /// How a tap was answered, if it was.
    pub fn answered(&self, query: &str) -> Option<String> {
        self.state().answered.get(query).cloned()
    }

    /// The commands that were announced for a language; "" for everybody else.
    pub fn commands(&self, language: &str) -> Option<Value> {
        self.state().commands.get(language).cloned()
    }

    /// Where news are to be brought, and the secret.
    pub fn webhook(&self) -> Option<(String, String)> {
        self.state().webhook.clone()
    }

    /// What waits to be asked for.
    pub fn waiting(&self) -> Vec<Value> {
        self.state().updates.iter().cloned().collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn private(chat: i64) -> Value {
    json!({ "id": chat, "type": "private", "first_name": "손님" })
}

fn person(id: i64, language: &str) -> Value {
    json!({ "id": id, "is_bot": false, "first_name": "손님", "language_code": language })
}
