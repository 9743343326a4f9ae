//! bot: the fake's Bot API.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Json, Router};
use futures::stream;
use serde_json::{Value, json};

use super::{BOT, Fake, Fault, Shown};

/// The longest text, in UTF-16 units.
const LONGEST: usize = 4096;
const LONGEST_DATA: usize = 64;

pub(super) fn routes() -> Router<Fake> {
    Router::new().route("/{bot}/{method}", post(call))
}

async fn call(
    State(fake): State<Fake>,
    Path((_, method)): Path<(String, String)>,
    body: Option<Json<Value>>,
) -> Response {
    let body = body.map(|Json(body)| body).unwrap_or_default();
    let method = camel(&method);
    let fault = fake.fault(&method);
    match fault {
        Some(Fault::Busy(seconds)) => {
            let text = format!("Too Many Requests: retry after {seconds}");
            let mut answer = refusal(429, &text);
            answer["parameters"] = json!({ "retry_after": seconds });
            return (StatusCode::TOO_MANY_REQUESTS, Json(answer)).into_response();
        }
        Some(Fault::Fails) => return no(500, "Internal Server Error"),
        Some(Fault::Blocked) => return no(403, "Forbidden: bot was blocked by the user"),
        Some(Fault::Refuses) => return no(400, "Bad Request: it is an odd day"),
        Some(Fault::Hangs(time)) => {
            tokio::time::sleep(time).await;
            return no(500, "Internal Server Error");
        }
        Some(Fault::Drops) | None => {}
    }
    let result = match method.as_str() {
        "getUpdates" => Ok(fake.get_updates(&body).await),
        method => fake.take(method, &body),
    };
    let answer = match result {
        Ok(result) => Json(json!({ "ok": true, "result": result })).into_response(),
        Err(text) => no(400, text),
    };
    if fault == Some(Fault::Drops) {
        // The head comes, the body never does.
        let broken = stream::once(async { Err::<&str, _>(std::io::Error::other("the connection breaks")) });
        return Response::new(Body::from_stream(broken));
    }
    answer
}

/// Methods may be written in any case; teloxide begins them with a capital.
fn camel(method: &str) -> String {
    let mut letters = method.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn refusal(code: u16, text: &str) -> Value {
    json!({ "ok": false, "error_code": code, "description": text })
}

fn no(code: u16, text: &str) -> Response {
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(refusal(code, text))).into_response()
}

impl Fake {
    /// The fault that a call of this method meets, if it meets one.
    fn fault(&self, method: &str) -> Option<Fault> {
        let mut state = self.state();
        let at = state.faults.iter().position(|(of, _, times)| *times > 0 && (of == method || of == "*"))?;
        state.faults[at].2 -= 1;
        let fault = state.faults[at].1;
        state.faults.retain(|(_, _, times)| *times > 0);
        Some(fault)
    }

    /// Long polling: an offset confirms everything before it, for good.
    async fn get_updates(&self, body: &Value) -> Value {
        let offset = body["offset"].as_i64().unwrap_or(0);
        let seconds = body["timeout"].as_u64().unwrap_or(0);
        let limit = usize::try_from(body["limit"].as_u64().unwrap_or(100)).unwrap_or(100);
        let wait = tokio::time::sleep(Duration::from_secs(seconds));
        tokio::pin!(wait);
        loop {
            let news = self.0.news.notified();
            let found: Vec<Value> = {
                let mut state = self.state();
                let before = |update: &Value| update["update_id"].as_i64() < Some(offset);
                state.updates.retain(|update| !before(update));
                let again = std::mem::take(&mut state.again);
                again.into_iter().chain(state.updates.iter().cloned()).take(limit).collect()
            };
            if !found.is_empty() || wait.is_elapsed() {
                return Value::Array(found);
            }
            tokio::select! {
                () = news => {}
                () = &mut wait => {}
            }
        }
    }

    /// Takes a call of any other method, or says why it is refused.
    pub fn take(&self, method: &str, body: &Value) -> Result<Value, &'static str> {
        let method = camel(method);
        let method = method.as_str();
        let mut state = self.state();
        let chat = body["chat_id"].as_i64().unwrap_or(0);
        let text = body["text"].as_str().unwrap_or_default();
        check_buttons(&body["reply_markup"])?;
        let result = match method {
            "getMe" => json!({ "id": 1, "is_bot": true, "first_name": "Dari", "username": BOT }),
            "sendMessage" => {
                if text.trim().is_empty() {
                    return Err("Bad Request: message text is empty");
                }
                let shown = read(text, body["parse_mode"] == "HTML")?;
                if shown.encode_utf16().count() > LONGEST {
                    return Err("Bad Request: message is too long");
                }
                state.last_message += 1;
                let id = state.last_message;
                let shown = Shown { id, from_bot: true, text: shown, buttons: rows(body) };
                state.chats.entry(chat).or_default().push(shown);
                json!({ "message_id": id, "date": 1_790_000_000 + id, "chat": super::private(chat), "text": text })
            }
            "editMessageText" | "editMessageReplyMarkup" => {
                let id = body["message_id"].as_i64();
                let messages = state.chats.entry(chat).or_default();
                let message = messages.iter_mut().find(|shown| Some(shown.id) == id && shown.from_bot);
                let message = message.ok_or("Bad Request: message to edit not found")?;
                let mut edited = message.clone();
                if method == "editMessageText" {
                    edited.text = read(text, body["parse_mode"] == "HTML")?;
                }
                edited.buttons = rows(body);
                if edited == *message {
                    return Err("Bad Request: message is not modified: it is exactly the same");
                }
                *message = edited;
                json!({ "message_id": id, "chat": super::private(chat) })
            }
            "answerCallbackQuery" => {
                let query = body["callback_query_id"].as_str().unwrap_or_default().to_owned();
                state.answered.insert(query, text.to_owned());
                json!(true)
            }
            "setMyCommands" => {
                let language = body["language_code"].as_str().unwrap_or_default().to_owned();
                state.commands.insert(language, body["commands"].clone());
                json!(true)
            }
            "setWebhook" => {
                let word = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
                state.webhook = Some((word("url"), word("secret_token")));
                json!(true)
            }
            "deleteWebhook" => {
                state.webhook = None;
                json!(true)
            }
            "sendChatAction" => json!(true),
            _ => return Err("Bad Request: the fake knows no such method"),
        };
        state.calls.push((method.to_owned(), body.clone()));
        Ok(result)
    }
}

fn rows(body: &Value) -> Vec<Value> {
    body["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default()
}

fn check_buttons(markup: &Value) -> Result<(), &'static str> {
    let buttons = markup["inline_keyboard"].as_array().into_iter().flatten().filter_map(Value::as_array).flatten();
    for button in buttons {
        if button["text"].as_str().is_none_or(str::is_empty) {
            return Err("Bad Request: button text is empty");
        }
        let data = button["callback_data"].as_str();
        if data.is_some_and(|data| data.is_empty() || data.len() > LONGEST_DATA) {
            return Err("Bad Request: BUTTON_DATA_INVALID");
        }
        if data.is_none() && button["url"].as_str().is_none() {
            return Err("Bad Request: Text buttons are unallowed in the inline keyboard");
        }
    }
    Ok(())
}

/// HTML as Telegram reads it: known tags in pairs, everything else escaped.
fn read(text: &str, html: bool) -> Result<String, &'static str> {
    const BROKEN: &str = "Bad Request: can't parse entities: it is no HTML of ours";
    if !html {
        return Ok(text.to_owned());
    }
    let mut shown = String::new();
    let mut open = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        rest = match letter {
            '<' => {
                let (tag, after) = rest[1..].split_once('>').ok_or(BROKEN)?;
                match tag.strip_prefix('/') {
                    Some(closed) if open.pop() == Some(closed) => {}
                    None if matches!(tag, "b" | "i" | "u" | "s" | "code" | "pre") => open.push(tag),
                    _ => return Err(BROKEN),
                }
                after
            }
            '>' => return Err(BROKEN),
            '&' => {
                let (name, after) = rest[1..].split_once(';').ok_or(BROKEN)?;
                shown.push(match name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    _ => return Err(BROKEN),
                });
                after
            }
            letter => {
                shown.push(letter);
                &rest[letter.len_utf8()..]
            }
        };
    }
    if open.is_empty() { Ok(shown) } else { Err(BROKEN) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_read_as_strictly_as_telegram_reads_it() {
        assert_eq!(read("<b>a</b> &lt;b&gt; &amp;", true), Ok("a <b> &".into()));
        for broken in ["<b>a", "a</b>", "<b><i>a</b></i>", "a < b", "a > b", "a & b", "<script>x</script>", "&nbsp;"] {
            assert!(read(broken, true).is_err(), "{broken}");
        }
        assert_eq!(read("a < b", false), Ok("a < b".into()));
    }
}
