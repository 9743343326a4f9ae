//! bot: what was to be told in the fake's chats, and what arrived there: sent, lost, doubled.

use std::collections::HashMap;

use handoff::event::Fact;
use handoff::message::Author;

use super::Fake;
use crate::store::{Result, Store};
use crate::words;

/// How a time went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Tally {
    /// What people wrote, and what of it the log does not have, or has twice.
    pub written: usize,
    pub untaken: usize,
    pub taken_twice: usize,
    /// What the bot said, as it arrived; what never did, and what did once more.
    pub sent: usize,
    pub lost: usize,
    pub doubled: usize,
}

/// Counts in these chats; every text in `written` was written once.
pub async fn tally(store: &Store, fake: &Fake, written: &[(i64, String)]) -> Result<Tally> {
    let mut tally = Tally { written: written.len(), ..Tally::default() };
    let mut chats: Vec<i64> = written.iter().map(|(chat, _)| *chat).collect();
    chats.sort_unstable();
    chats.dedup();
    for chat in chats {
        let texts: Vec<&String> = written.iter().filter(|(of, _)| *of == chat).map(|(_, text)| text).collect();
        let Some(held) = store.telegram_chat(chat).await? else {
            tally.untaken += texts.len();
            continue;
        };
        let mut wanted: HashMap<String, i64> = HashMap::new();
        let mut taken: HashMap<String, usize> = HashMap::new();
        let language = store.conversation(&held.conversation).await?.map(|stored| stored.conversation.language);
        let head = language.map(words::telegram::bot).unwrap_or_default();
        for event in store.shared_after(&held.conversation, 0, i64::from(u16::MAX)).await? {
            let Fact::Said { message, .. } = event.fact else { continue };
            match message.author {
                Author::Customer => *taken.entry(message.text).or_default() += 1,
                Author::Bot => *wanted.entry(format!("{head}\n{}", message.text)).or_default() += 1,
                _ => {}
            }
        }
        for text in texts {
            match taken.get(text).copied().unwrap_or_default() {
                0 => tally.untaken += 1,
                count => tally.taken_twice += count - 1,
            }
        }
        for text in fake.heard(chat) {
            // Notices are no part of what was said.
            let Some(left) = wanted.iter_mut().find(|(wanted, _)| text.starts_with(wanted.as_str())) else { continue };
            *left.1 -= 1;
            tally.sent += 1;
        }
        for left in wanted.into_values() {
            let count = usize::try_from(left.unsigned_abs()).unwrap_or(usize::MAX);
            if left > 0 { tally.lost += count } else { tally.doubled += count }
        }
    }
    Ok(tally)
}
