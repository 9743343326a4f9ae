//! bot: inline buttons. What one carries names a choice that was offered, never what it does: it is looked up in
//! the log of the chat's own conversation, so that an invented one means nothing.

use handoff::id::ConversationId;
use handoff::message::Language;
use teloxide_core::types::{InlineKeyboardButton, InlineKeyboardMarkup};

/// Telegram takes no more, in bytes.
#[cfg(test)]
const LONGEST: usize = 64;

/// What a button carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Button {
    /// Choice `at` under message `number` of the conversation with this tag.
    Choice {
        tag: String,
        number: i64,
        at: usize,
    },
    /// The article under message `number`.
    Article {
        tag: String,
        number: i64,
    },
    /// Whether the article under message `number` helped.
    Rate {
        tag: String,
        number: i64,
        helpful: bool,
    },
    /// How it was, after the closing under `number`.
    Stars {
        tag: String,
        number: i64,
        score: u8,
    },
    StopWaiting {
        tag: String,
    },
    Language(Language),
    /// Go on on the web, by a link that is made when this is tapped: it holds for minutes only.
    Web {
        tag: String,
    },
    /// Take the chat off the account that it is linked with: first it is asked, then it is so or not.
    Unlink(Sure),
    /// Join the web conversation behind the code with this hash, or do not.
    Join(String),
    DoNotJoin,
    /// Was tapped already.
    Done,
}

/// How sure somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    NotAsked,
    Yes,
    No,
}

/// The end of a conversation's id: buttons of an earlier conversation in the same chat are told apart by it.
pub(super) fn tag(conversation: &ConversationId) -> String {
    let id = conversation.as_str();
    id.get(id.len().saturating_sub(10)..).unwrap_or(id).to_owned()
}

impl Button {
    pub(super) fn data(&self) -> String {
        match self {
            Self::Choice { tag, number, at } => format!("c:{tag}:{number}:{at}"),
            Self::Article { tag, number } => format!("a:{tag}:{number}"),
            Self::Rate { tag, number, helpful } => format!("r:{tag}:{number}:{}", u8::from(*helpful)),
            Self::Stars { tag, number, score } => format!("s:{tag}:{number}:{score}"),
            Self::StopWaiting { tag } => format!("w:{tag}"),
            Self::Language(language) => format!("l:{language}"),
            Self::Web { tag } => format!("o:{tag}"),
            Self::Unlink(Sure::NotAsked) => "u:ask".to_owned(),
            Self::Unlink(Sure::Yes) => "u:yes".to_owned(),
            Self::Unlink(Sure::No) => "u:no".to_owned(),
            Self::Join(hash) => format!("j:{hash}"),
            Self::DoNotJoin => "n".to_owned(),
            Self::Done => "x".to_owned(),
        }
    }

    /// Reads what a button carries; none for what we never gave out.
    pub(super) fn parse(data: &str) -> Option<Self> {
        let parts: Vec<&str> = data.split(':').collect();
        let tag = |tag: &str| tag.to_owned();
        Some(match parts[..] {
            ["c", of, number, at] => Self::Choice { tag: tag(of), number: number.parse().ok()?, at: at.parse().ok()? },
            ["a", of, number] => Self::Article { tag: tag(of), number: number.parse().ok()? },
            ["r", of, number, helpful @ ("0" | "1")] => {
                Self::Rate { tag: tag(of), number: number.parse().ok()?, helpful: helpful == "1" }
            }
            ["s", of, number, score] => {
                let score = score.parse().ok().filter(|score| (1..=5).contains(score))?;
                Self::Stars { tag: tag(of), number: number.parse().ok()?, score }
            }
            ["w", of] => Self::StopWaiting { tag: tag(of) },
            ["l", "ko"] => Self::Language(Language::Ko),
            ["l", "en"] => Self::Language(Language::En),
            ["o", of] => Self::Web { tag: tag(of) },
            ["u", "ask"] => Self::Unlink(Sure::NotAsked),
            ["u", "yes"] => Self::Unlink(Sure::Yes),
            ["u", "no"] => Self::Unlink(Sure::No),
            ["j", hash] if !hash.is_empty() => Self::Join(hash.to_owned()),
            ["n"] => Self::DoNotJoin,
            ["x"] => Self::Done,
            _ => return None,
        })
    }

    /// As Telegram draws it.
    pub(super) fn labelled(&self, label: &str) -> InlineKeyboardButton {
        InlineKeyboardButton::callback(label, self.data())
    }
}

/// Buttons in rows: two short ones side by side, a long one alone.
pub(super) fn rows(buttons: Vec<InlineKeyboardButton>) -> InlineKeyboardMarkup {
    let short = |button: &InlineKeyboardButton| button.text.chars().count() <= 12;
    let mut rows: Vec<Vec<InlineKeyboardButton>> = Vec::new();
    for button in buttons {
        match rows.last_mut() {
            Some(row) if row.len() == 1 && short(&row[0]) && short(&button) => row.push(button),
            _ => rows.push(vec![button]),
        }
    }
    InlineKeyboardMarkup::new(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_means_what_it_was_made_of_and_has_room() {
        let tag = tag(&ConversationId::from("01kb3vm0a8v6c4q2n5x7y9z1w3"));
        assert_eq!(tag.len(), 10);
        for button in [
            Button::Choice { tag: tag.clone(), number: i64::MAX, at: 99 },
            Button::Article { tag: tag.clone(), number: 7 },
            Button::Rate { tag: tag.clone(), number: 7, helpful: true },
            Button::Rate { tag: tag.clone(), number: 7, helpful: false },
            Button::Stars { tag: tag.clone(), number: 7, score: 5 },
            Button::StopWaiting { tag: tag.clone() },
            Button::Web { tag },
            Button::Unlink(Sure::NotAsked),
            Button::Unlink(Sure::Yes),
            Button::Unlink(Sure::No),
            Button::Language(Language::Ko),
            Button::Language(Language::En),
            Button::Join("0123456789abcdef0123456789abcdef".into()),
            Button::DoNotJoin,
            Button::Done,
        ] {
            assert!(button.data().len() <= LONGEST, "{button:?}");
            assert_eq!(Button::parse(&button.data()), Some(button));
        }
    }

    #[test]
    fn what_was_never_given_out_means_nothing() {
        for data in
            ["", "c:x:1", "c:x:a:0", "c:x:1:-1", "s:x:1:6", "s:x:1:0", "r:x:1:2", "l:fr", "u:maybe", "j:", "행", "x:1"]
        {
            assert_eq!(Button::parse(data), None, "{data}");
        }
    }

    #[test]
    fn short_buttons_stand_side_by_side() {
        let button = |text: &str| Button::Done.labelled(text);
        let wide = "아주 길어서 한 줄에 혼자 있어야 하는 것";
        let rows = rows([button("네"), button("아니요"), button(wide), button("상담원")].to_vec());
        assert_eq!(rows.inline_keyboard.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 1]);
    }
}
