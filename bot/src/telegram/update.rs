//! bot: what an update means: from Telegram's JSON to the few things we do something about.

use handoff::message::Language;
use serde::de::Error as _;
use serde_json::{Error, Value};
use teloxide_core::types::{
    CallbackQuery, CallbackQueryId, ChatMemberKind, ChatMemberUpdated, MediaKind, Message, MessageKind, Update,
    UpdateKind, User,
};

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
        query: CallbackQueryId,
        message: Option<i32>,
        data: String,
    },
    Media {
        kind: Media,
        /// Pictures that were sent together come one by one, under one name.
        album: Option<String>,
        caption: Option<String>,
    },
    /// An earlier message says this now.
    Edited(String),
    /// Somebody speaks to us in a group, where nothing private may be said.
    Group,
    Blocked,
    Unblocked,
    /// Nothing is to be done, and why.
    Nothing(&'static str),
}

/// The parts of a message that we look at.
const KNOWN: [&str; 22] = [
    "message_id",
    "media_group_id",
    "date",
    "edit_date",
    "chat",
    "from",
    "text",
    "caption",
    "photo",
    "sticker",
    "animation",
    "dice",
    "voice",
    "video_note",
    "audio",
    "document",
    "video",
    "contact",
    "location",
    "venue",
    "poll",
    "story",
];

/// Reads an update as it was stored. Telegram's types grow ahead of teloxide's: what a person says must not be lost
/// over a detail that is new, so a message that cannot be read whole is read without what we do not look at.
pub(super) fn parse(raw: &str) -> serde_json::Result<Incoming> {
    let update: Update = serde_json::from_str(raw)?;
    if is_whole(&update.kind) {
        return Ok(of_update(update.kind));
    }
    let mut raw: Value = serde_json::from_str(raw)?;
    let kinds = ["message", "edited_message"];
    for kind in kinds {
        if let Some(message) = raw.get_mut(kind).and_then(Value::as_object_mut) {
            message.retain(|name, _| KNOWN.contains(&name.as_str()));
            // Telegram may leave it out; teloxide takes no file without it.
            for media in ["voice", "audio", "document", "video", "animation"] {
                if let Some(file) = message.get_mut(media).and_then(Value::as_object_mut) {
                    file.entry("mime_type").or_insert_with(|| Value::String("application/octet-stream".to_owned()));
                }
            }
        }
    }
    // Servers other than Telegram's own leave it out, and we do not need it.
    if let Some(query) = raw.get_mut("callback_query").and_then(Value::as_object_mut) {
        query.entry("chat_instance").or_insert_with(|| Value::String(String::new()));
    }
    let mut ours = kinds.iter().chain(&["channel_post", "callback_query", "my_chat_member"]);
    let asked_for = ours.any(|kind| raw.get(kind).is_some());
    // From text again: out of a value teloxide reads no kind at all.
    let update: Update = serde_json::from_str(&raw.to_string())?;
    if asked_for && matches!(update.kind, UpdateKind::Error(_)) {
        return Err(Error::custom("its fields are not those of an update"));
    }
    Ok(of_update(update.kind))
}

/// Whether teloxide could read all of it: what it does not know is an error to it, or an empty message.
fn is_whole(kind: &UpdateKind) -> bool {
    match kind {
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => {
            !matches!(message.kind, MessageKind::Empty {})
        }
        UpdateKind::Error(_) => false,
        _ => true,
    }
}

fn of_update(kind: UpdateKind) -> Incoming {
    let nothing = |chat, why| Incoming { chat, language: Language::Ko, what: What::Nothing(why) };
    match kind {
        UpdateKind::Message(message) => of_message(&message),
        UpdateKind::EditedMessage(message) => {
            let incoming = of_message(&message);
            let what = match incoming.what {
                What::Group | What::Nothing(_) => What::Nothing("edited where nothing is said"),
                // A place that moves is edited with every step, and nothing is said by it.
                _ => match message.text().or(message.caption()).filter(|text| !text.trim().is_empty()) {
                    Some(text) => What::Edited(text.to_owned()),
                    None => What::Nothing("edited, and no text"),
                },
            };
            Incoming { what, ..incoming }
        }
        UpdateKind::CallbackQuery(query) => of_query(query),
        UpdateKind::MyChatMember(change) => of_change(&change),
        UpdateKind::ChannelPost(post) => nothing(post.chat.id.0, "a post in a channel"),
        _ => nothing(0, "nothing we asked for"),
    }
}

fn of_query(query: CallbackQuery) -> Incoming {
    let language = language_of(Some(&query.from));
    let (chat, what) = match &query.message {
        Some(message) if !message.chat().is_private() => (message.chat().id.0, What::Nothing("a button in a group")),
        // A message too old to be told of comes from the private chat with its reader.
        message => {
            let reader = i64::try_from(query.from.id.0).unwrap_or_default();
            let (chat, number) =
                message.as_ref().map_or((reader, None), |message| (message.chat().id.0, Some(message.id().0)));
            let data = query.data.unwrap_or_default();
            (chat, What::Tap { query: query.id, message: number, data })
        }
    };
    Incoming { chat, language, what }
}

fn of_change(change: &ChatMemberUpdated) -> Incoming {
    let chat = &change.chat;
    let what = match &change.new_chat_member.kind {
        ChatMemberKind::Banned(_) | ChatMemberKind::Left if chat.is_private() => What::Blocked,
        _ if chat.is_private() => What::Unblocked,
        ChatMemberKind::Member(_) if chat.is_group() || chat.is_supergroup() => What::Group,
        _ => What::Nothing("membership elsewhere"),
    };
    Incoming { chat: chat.id.0, language: language_of(Some(&change.from)), what }
}

fn of_message(message: &Message) -> Incoming {
    let what = if message.from.as_ref().is_none_or(|from| from.is_bot) {
        What::Nothing("not a person's")
    } else if message.chat.is_private() {
        of_private(message)
    } else if message.text().is_some_and(|text| text.starts_with('/')) {
        What::Group
    } else {
        What::Nothing("said in a group")
    };
    Incoming { chat: message.chat.id.0, language: language_of(message.from.as_ref()), what }
}

fn of_private(message: &Message) -> What {
    if let Some(text) = message.text() {
        return of_text(text);
    }
    let kind = match &message.kind {
        MessageKind::Common(common) => match &common.media_kind {
            MediaKind::Photo(_) => Media::Photo,
            MediaKind::Sticker(_) | MediaKind::Animation(_) => Media::Sticker,
            MediaKind::Voice(_) | MediaKind::VideoNote(_) | MediaKind::Audio(_) => Media::Voice,
            MediaKind::Document(_) | MediaKind::Video(_) => Media::File,
            MediaKind::Contact(_) | MediaKind::Location(_) | MediaKind::Venue(_) => Media::Personal,
            MediaKind::Migration(_) => return What::Nothing("a service message"),
            _ => Media::Other,
        },
        MessageKind::Dice(_) => Media::Sticker,
        _ => return What::Nothing("a service message"),
    };
    let caption = message.caption().map(str::trim).filter(|caption| !caption.is_empty()).map(str::to_owned);
    let album = message.media_group_id().map(|album| album.0.clone());
    What::Media { kind, album, caption }
}

/// `/start CODE`, `/agent@our_bot`, or something said.
fn of_text(text: &str) -> What {
    let Some(rest) = text.strip_prefix('/') else { return What::Said(text.to_owned()) };
    let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.split('@').next().unwrap_or_default();
    match Command::named(name) {
        Some(command) => What::Command { command, argument: argument.trim().to_owned() },
        // "/3 of it" and "/help_me now" are said; "/balance" is a command that does not exist.
        None if argument.trim().is_empty()
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_') =>
        {
            What::UnknownCommand
        }
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
        check("/balance of my loan", What::Said("/balance of my loan".into()));
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
        assert_eq!(
            what("message", message(photo)),
            What::Media { kind: Media::Photo, album: None, caption: Some("이거요".into()) }
        );
        let voice = json!({ "voice": with(json!({ "duration": 3 })) });
        assert_eq!(what("message", message(voice)), What::Media { kind: Media::Voice, album: None, caption: None });
        let document = json!({ "document": with(json!({ "file_name": "a.pdf" })) });
        assert_eq!(what("message", message(document)), What::Media { kind: Media::File, album: None, caption: None });
        let contact = json!({ "contact": { "phone_number": "-", "first_name": "-" } });
        assert_eq!(
            what("message", message(contact)),
            What::Media { kind: Media::Personal, album: None, caption: None }
        );
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
        assert_eq!(what("edited_message", edited), What::Edited("/agent".into()));
        let mut moving = message(json!({ "location": { "latitude": 0.0, "longitude": 0.0, "live_period": 900 } }));
        moving["edit_date"] = json!(1_790_000_001);
        assert_eq!(what("edited_message", moving), What::Nothing("edited, and no text"));
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
    fn what_is_new_on_telegram_does_not_hide_what_a_person_says() {
        let new = json!({ "type": "entity_of_next_year", "offset": 0, "length": 2 });
        let text = json!({ "text": "안녕하세요", "entities": [new], "next_year": { "x": 1 } });
        assert_eq!(what("message", message(text)), What::Said("안녕하세요".into()));
        let text = json!({ "text": "/agent", "entities": [{ "type": "new" }] });
        assert_eq!(what("edited_message", message(text)), What::Edited("/agent".into()));
        assert_eq!(what("message", message(json!({ "next_year": 1 }))), What::Nothing("a service message"));
        assert_eq!(what("next_year", json!({ "x": 1 })), What::Nothing("nothing we asked for"));
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_not_a_panic() {
        for raw in ["", "[]", "7", r#"{"update_id":1,"message":{"x":1}}"#, r#"{"update_id":1,"message":7}"#] {
            assert!(parse(raw).is_err(), "{raw}");
        }
    }
}
