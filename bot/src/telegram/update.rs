//! bot: what an update means: from Telegram's JSON to the few things we do something about.

use handoff::message::Language;
use serde::Deserialize;
use serde_json::Value;

use super::command::Command;
use crate::words::telegram::Media;

/// An update, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Incoming {
    pub(super) chat: i64,
    /// The language of the sender's app, as far as we speak it.
    pub(super) language: Language,
    pub(super) what: What,
}

/// The things we do something about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Said(String),
    Command {
        command: Command,
        argument: String,
    },
    /// A command we do not know.
    UnknownCommand,
    Tap {
        query: String,
        message: Option<i64>,
        data: String,
    },
    Media {
        kind: Media,
        caption: Option<String>,
    },
    Edited,
    /// Somebody speaks to us in a group, where nothing private may be said.
    Group,
    Blocked,
    Unblocked,
    /// Nothing is to be done, and why.
    Nothing(&'static str),
}

/// Telegram's update, as far as we look at it. Its types are many and grow; what we do not know is passed over.
#[derive(Deserialize)]
struct Update {
    message: Option<Message>,
    edited_message: Option<Message>,
    channel_post: Option<Message>,
    callback_query: Option<Query>,
    my_chat_member: Option<Change>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(rename = "message_id")]
    id: i64,
    chat: Chat,
    from: Option<User>,
    text: Option<String>,
    caption: Option<String>,
    /// One of these says what it is, where it is no text.
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

#[derive(Deserialize)]
struct Chat {
    id: i64,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct User {
    id: i64,
    #[serde(default)]
    is_bot: bool,
    language_code: Option<String>,
}

#[derive(Deserialize)]
struct Query {
    id: String,
    from: User,
    message: Option<Message>,
    data: Option<String>,
}

#[derive(Deserialize)]
struct Change {
    chat: Chat,
    from: Option<User>,
    new_chat_member: Member,
}

#[derive(Deserialize)]
struct Member {
    status: String,
}

impl Chat {
    fn is_private(&self) -> bool {
        self.kind == "private"
    }
}

/// Reads an update as it was stored.
pub(super) fn parse(raw: &str) -> serde_json::Result<Incoming> {
    let update: Update = serde_json::from_str(raw)?;
    Ok(match update {
        Update { message: Some(message), .. } => of_message(message),
        Update { edited_message: Some(message), .. } => {
            let incoming = of_message(message);
            let what = match incoming.what {
                What::Group | What::Nothing(_) => What::Nothing("edited where nothing is said"),
                _ => What::Edited,
            };
            Incoming { what, ..incoming }
        }
        Update { callback_query: Some(query), .. } => of_query(query),
        Update { my_chat_member: Some(change), .. } => of_change(&change),
        Update { channel_post: Some(post), .. } => {
            Incoming { chat: post.chat.id, language: Language::Ko, what: What::Nothing("a post in a channel") }
        }
        _ => Incoming { chat: 0, language: Language::Ko, what: What::Nothing("nothing we asked for") },
    })
}

fn of_query(query: Query) -> Incoming {
    let language = language_of(Some(&query.from));
    let data = query.data.unwrap_or_default();
    let (chat, what) = match &query.message {
        Some(message) if !message.chat.is_private() => (message.chat.id, What::Nothing("a button in a group")),
        // A message too old to be told of comes from the private chat with its reader.
        message => {
            let (chat, number) =
                message.as_ref().map_or((query.from.id, None), |message| (message.chat.id, Some(message.id)));
            (chat, What::Tap { query: query.id, message: number, data })
        }
    };
    Incoming { chat, language, what }
}

fn of_change(change: &Change) -> Incoming {
    let what = match (change.chat.kind.as_str(), change.new_chat_member.status.as_str()) {
        ("private", "kicked" | "left") => What::Blocked,
        ("private", _) => What::Unblocked,
        ("group" | "supergroup", "member") => What::Group,
        _ => What::Nothing("membership elsewhere"),
    };
    Incoming { chat: change.chat.id, language: language_of(change.from.as_ref()), what }
}

fn of_message(message: Message) -> Incoming {
    let (chat, language) = (message.chat.id, language_of(message.from.as_ref()));
    let what = if message.from.as_ref().is_none_or(|from| from.is_bot) {
        What::Nothing("not a person's")
    } else if message.chat.is_private() {
        of_private(message)
    } else if message.text.is_some_and(|text| text.starts_with('/')) {
        What::Group
    } else {
        What::Nothing("said in a group")
    };
    Incoming { chat, language, what }
}

fn of_private(message: Message) -> What {
    if let Some(text) = &message.text {
        return of_text(text);
    }
    let has = |name: &str| message.rest.contains_key(name);
    let kind = if has("photo") {
        Media::Photo
    } else if has("sticker") || has("animation") || has("dice") {
        Media::Sticker
    } else if has("voice") || has("video_note") || has("audio") {
        Media::Voice
    } else if has("document") || has("video") {
        Media::File
    } else if has("contact") || has("location") || has("venue") {
        Media::Personal
    } else if has("poll") || has("story") || has("game") || has("paid_media") || has("checklist") {
        Media::Other
    } else {
        return What::Nothing("a service message");
    };
    let caption = message.caption.map(|caption| caption.trim().to_owned()).filter(|caption| !caption.is_empty());
    What::Media { kind, caption }
}

/// `/start CODE`, `/agent@our_bot`, or something said.
fn of_text(text: &str) -> What {
    let Some(rest) = text.strip_prefix('/') else { return What::Said(text.to_owned()) };
    let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.split('@').next().unwrap_or_default();
    match Command::named(name) {
        Some(command) => What::Command { command, argument: argument.trim().to_owned() },
        // "/3 of it" is said; "/balance" is a command that does not exist.
        None if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_') => What::UnknownCommand,
        None => What::Said(text.to_owned()),
    }
}

fn language_of(user: Option<&User>) -> Language {
    match user.and_then(|user| user.language_code.as_deref()) {
        Some(code) if !code.starts_with("ko") => Language::En,
        _ => Language::Ko,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn message(extra: Value) -> Value {
        let mut message = json!({
            "message_id": 3, "date": 1_790_000_000,
            "chat": { "id": 42, "type": "private", "first_name": "-" },
            "from": { "id": 42, "is_bot": false, "first_name": "-", "language_code": "en" },
        });
        for (name, value) in extra.as_object().unwrap() {
            message[name] = value.clone();
        }
        message
    }

    fn what(kind: &str, message: Value) -> What {
        parse(&json!({ "update_id": 1, kind: message }).to_string()).unwrap().what
    }

    #[test]
    fn texts_are_said_or_commands() {
        let check =
            |text: &str, expected: What| assert_eq!(what("message", message(json!({ "text": text }))), expected);
        let command = |command, argument: &str| What::Command { command, argument: argument.into() };
        check("안녕하세요", What::Said("안녕하세요".into()));
        check("/start", command(Command::Start, ""));
        check("/start a1-_B ", command(Command::Start, "a1-_B"));
        check("/agent@dari_bot", command(Command::Agent, ""));
        check("/AGENT", command(Command::Agent, ""));
        check("/balance", What::UnknownCommand);
        check("/3 months", What::Said("/3 months".into()));
        check("/", What::Said("/".into()));
    }

    #[test]
    fn whatever_else_is_sent_is_known_by_its_kind() {
        let file = json!({ "file_id": "f", "file_unique_id": "u", "file_size": 10 });
        let with = |mut extra: Value| {
            for (name, value) in file.as_object().unwrap() {
                extra[name] = value.clone();
            }
            extra
        };
        let photo = json!({ "photo": [with(json!({ "width": 9, "height": 9 }))], "caption": " 이거요 " });
        assert_eq!(what("message", message(photo)), What::Media { kind: Media::Photo, caption: Some("이거요".into()) });
        let voice = json!({ "voice": with(json!({ "duration": 3 })) });
        assert_eq!(what("message", message(voice)), What::Media { kind: Media::Voice, caption: None });
        let document = json!({ "document": with(json!({ "file_name": "a.pdf" })) });
        assert_eq!(what("message", message(document)), What::Media { kind: Media::File, caption: None });
        let contact = json!({ "contact": { "phone_number": "-", "first_name": "-" } });
        assert_eq!(what("message", message(contact)), What::Media { kind: Media::Personal, caption: None });
    }

    #[test]
    fn groups_edits_and_posts_are_told_apart() {
        let group = json!({ "chat": { "id": -5, "type": "group", "title": "g" }, "text": "/help" });
        assert_eq!(what("message", message(group.clone())), What::Group);
        let mut idle = group;
        idle["text"] = json!("hi all");
        assert_eq!(what("message", message(idle)), What::Nothing("said in a group"));
        let mut edited = message(json!({ "text": "/agent" }));
        edited["edit_date"] = json!(1_790_000_001);
        assert_eq!(what("edited_message", edited), What::Edited);
        let post = json!({ "message_id": 1, "date": 1, "chat": { "id": -9, "type": "channel", "title": "c" },
            "sender_chat": { "id": -9, "type": "channel", "title": "c" }, "text": "x" });
        assert_eq!(what("channel_post", post), What::Nothing("a post in a channel"));
    }

    #[test]
    fn a_bot_that_is_blocked_hears_of_it() {
        let bot = json!({ "id": 7, "is_bot": true, "first_name": "d" });
        let member = |status: &str| {
            let mut member = json!({ "status": status, "user": bot });
            if status == "kicked" {
                member["until_date"] = json!(0);
            }
            member
        };
        let change = |before: &str, after: &str| {
            let mut change = message(json!({}));
            change["old_chat_member"] = member(before);
            change["new_chat_member"] = member(after);
            what("my_chat_member", change)
        };
        assert_eq!(change("member", "kicked"), What::Blocked);
        assert_eq!(change("kicked", "member"), What::Unblocked);
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_not_a_panic() {
        for raw in ["", "[]", "7", r#"{"update_id":1,"message":{"x":1}}"#, r#"{"update_id":1,"message":7}"#] {
            assert!(parse(raw).is_err(), "{raw}");
        }
    }
}
