//! bot: what is said on Telegram alone, in English.

use jiff::civil::DateTime;

use super::{clock, day};
use crate::words::telegram::Media;

pub(in crate::words) fn bot() -> &'static str {
    "AI assistant"
}

pub(in crate::words) fn agent(name: &str) -> String {
    format!("{name}, agent")
}

pub(in crate::words) fn from_web() -> &'static str {
    "You wrote on the web"
}

pub(in crate::words) fn only_on_web() -> &'static str {
    "What we told you after the identity check is shown in the web chat only."
}

pub(in crate::words) fn joined(name: &str) -> String {
    format!("{name} joined and can see the conversation so far.")
}

pub(in crate::words) fn released() -> &'static str {
    "The agent had to step away. You kept your place in line."
}

pub(in crate::words) fn returned() -> &'static str {
    "The agent left. The AI assistant takes over again."
}

pub(in crate::words) fn closed() -> &'static str {
    "The chat has ended."
}

pub(in crate::words) fn waiting(position: u32, minutes: Option<u32>) -> String {
    let place = if position <= 1 { "You are next".to_owned() } else { format!("You are number {position} in line") };
    match minutes {
        Some(0 | 1) => format!("Waiting for an agent. {place}: less than a minute."),
        Some(minutes) => format!("Waiting for an agent. {place}: about {minutes} minutes."),
        None => format!("Waiting for an agent. {place}."),
    }
}

pub(in crate::words) fn waiting_for_nobody() -> &'static str {
    "No agent is at the desk right now. Leave a message and we will answer in order."
}

pub(in crate::words) fn waiting_till(opens: DateTime) -> String {
    format!(
        "Nobody is at the desk at this hour. Your place is kept, and we will answer here from {} {}.",
        day(opens.date()),
        clock(opens)
    )
}

pub(in crate::words) fn stop_waiting() -> &'static str {
    "Stop waiting"
}

pub(in crate::words) fn how_was_it() -> &'static str {
    "How was this chat? Tap the stars."
}

pub(in crate::words) fn stars_thanks() -> &'static str {
    "Thank you for your feedback."
}

pub(in crate::words) fn read_article() -> &'static str {
    "Read more"
}

pub(in crate::words) fn helped() -> &'static str {
    "It helped"
}

pub(in crate::words) fn helped_not() -> &'static str {
    "Not quite"
}

pub(in crate::words) fn rated(helpful: bool) -> &'static str {
    if helpful { "Thank you for telling us." } else { "Thank you for telling us. What is still missing?" }
}

pub(in crate::words) fn as_of(day: &str) -> String {
    format!("Checked {day}")
}

pub(in crate::words) fn receipt() -> &'static str {
    "Receipt number"
}

pub(in crate::words) fn stale_button() -> &'static str {
    "That button belongs to an earlier question. Please tap the newest one below, or just write."
}

pub(in crate::words) fn unknown_button() -> &'static str {
    "That button cannot be used now. Please just write what you need."
}

pub(in crate::words) fn media(kind: Media) -> &'static str {
    match kind {
        Media::Photo => "(photo)",
        Media::Sticker => "(sticker)",
        Media::Voice => "(voice)",
        Media::File => "(file)",
        Media::Personal => "(contact or place)",
        Media::Other => "(not text)",
    }
}

pub(in crate::words) fn cannot_read(kind: Media) -> String {
    match kind {
        Media::Photo => "I do not open photos here. Please never send photos of an ID or a card, and delete it if you just did. Tell me in words what you need.",
        Media::Sticker => "Nice one. If there is anything you need, please write it in words.",
        Media::Voice => "I cannot listen to voice messages. Write to me and I will help right away, or tap /agent to talk to a person.",
        Media::File => "I do not open files here. Please hand in documents in the company's app or on the web. Tell me in words what you need.",
        Media::Personal => "We do not need contacts or places, so nothing was stored. Tell me in words what you need.",
        Media::Other => "I cannot read this kind of message. Please write what you need.",
    }
    .into()
}

pub(in crate::words) fn edited() -> &'static str {
    "I do not read edited messages again. Please send what has changed as a new message."
}

pub(in crate::words) fn only_private() -> &'static str {
    "To protect your privacy I do not help in groups. Please write to me in a private chat."
}

pub(in crate::words) fn too_long(most: usize) -> String {
    format!("That is too long to read at once. Please send it in parts of less than {most} characters.")
}

pub(in crate::words) fn not_taken() -> &'static str {
    "I could not take what you just sent. I am sorry; please send it once more."
}

pub(in crate::words) fn help() -> String {
    "I look up where things stand, such as an application, a payment day or a card delivery, and answer questions about loans, cards and credit scores. Just write.\n\n/agent talk to a person\n/status where this chat stands\n/language 한국어 · English\n/privacy how we treat your data\n/unlink unlink this Telegram\n/start from the beginning".into()
}

pub(in crate::words) fn privacy(company: &str) -> String {
    format!(
        "This is the AI assistant of {company}. What we talk about is stored so that we can help you; numbers such as card or resident numbers are hidden before they are stored.\n\nTelegram is another company's service abroad. That is why amounts and scores are never written here, only on the web. Please do not send photos of an ID, passwords or one-time codes.\n\nDeleting a message on Telegram does not delete what we stored. To see or delete that, write “delete my data”."
    )
}

pub(in crate::words) fn which_language() -> &'static str {
    "Which language do you prefer?"
}

pub(in crate::words) fn speaks() -> &'static str {
    "Continuing in English."
}

pub(in crate::words) fn unknown_command() -> &'static str {
    "There is no such command. /help lists what there is, and you can always just write."
}

pub(in crate::words) fn with_bot() -> &'static str {
    "The AI assistant is helping you. Tap /agent to talk to a person."
}

pub(in crate::words) fn with_agent(name: &str) -> String {
    format!("You are talking with {name}.")
}

pub(in crate::words) fn is_closed() -> &'static str {
    "The chat has ended. Write anything to start again."
}

pub(in crate::words) fn linked() -> &'static str {
    "This chat is linked with your account, so I can tell you here where things stand."
}

pub(in crate::words) fn not_linked() -> &'static str {
    "This chat is not linked with your account yet. Sign in on the web and tap “Continue on Telegram”; then I can tell you here where things stand."
}

pub(in crate::words) fn commands() -> [(&'static str, &'static str); 7] {
    [
        ("start", "From the beginning"),
        ("agent", "Talk to a person"),
        ("status", "Where this chat stands"),
        ("language", "한국어 · English"),
        ("privacy", "How we treat your data"),
        ("unlink", "Unlink this Telegram"),
        ("help", "What I can do"),
    ]
}

pub(in crate::words) fn join() -> &'static str {
    "Continue your web chat here on Telegram? If you did not tap this link yourself, please choose “No”."
}

pub(in crate::words) fn join_yes() -> &'static str {
    "Yes, continue here"
}

pub(in crate::words) fn join_no() -> &'static str {
    "No"
}

pub(in crate::words) fn join_done(signed_in: bool) -> &'static str {
    if signed_in {
        "Linked. Just go on here with what you were talking about. Amounts and scores are shown on the web only."
    } else {
        "Linked. Just go on here with what you were talking about."
    }
}

pub(in crate::words) fn join_not() -> &'static str {
    "All right, nothing was linked."
}

pub(in crate::words) fn join_expired() -> &'static str {
    "This link was used already or its time is over. Please tap “Continue on Telegram” on the web again."
}

pub(in crate::words) fn go_to_web() -> &'static str {
    "Amounts and scores are never written on Telegram. Open the link below and confirm your identity to see them. It opens once, within ten minutes."
}

pub(in crate::words) fn open_web() -> &'static str {
    "Continue on the web"
}

pub(in crate::words) fn no_web() -> &'static str {
    "Amounts and scores are never written on Telegram. Please sign in on the company's site to see them, or ask an agent."
}

pub(in crate::words) fn parted() -> &'static str {
    "You signed in on the web, so to be safe we took that chat off this Telegram. Tap “Continue on Telegram” on the signed-in page to bring it back."
}

pub(in crate::words) fn taken_over() -> &'static str {
    "An agent is with you now."
}

pub(in crate::words) fn waits_no_more() -> &'static str {
    "You are not waiting for an agent any more."
}

pub(in crate::words) fn agent_cannot_see(kind: Media) -> &'static str {
    match kind {
        Media::Photo => {
            "The agent cannot see photos either. Please never send photos of an ID or a card, and delete it if you just did. Tell us in words what you need."
        }
        Media::Sticker => "The agent does not see stickers. Please write what you would like to say.",
        Media::Voice => "The agent cannot listen to voice messages either. What you write reaches them right away.",
        Media::File => {
            "The agent cannot open files here either. Please hand in documents in the company's app or on the web, and tell us in words what you need."
        }
        Media::Personal => {
            "The agent does not see contacts or places, and nothing was stored. Tell us in words what you need."
        }
        Media::Other => "The agent cannot see this kind of message. Please write what you need.",
    }
}

pub(in crate::words) fn edited_told() -> &'static str {
    "I told the agent what you changed."
}

pub(in crate::words) fn sign_in_first() -> &'static str {
    "It has been a while since you signed in on the web, so to be safe nothing was linked. Please sign in there again and tap “Continue on Telegram”."
}

pub(in crate::words) fn place_kept() -> &'static str {
    "You kept your place in line; the agent will come to this chat."
}

pub(in crate::words) fn left_agent(name: &str) -> String {
    format!(
        "What you were talking about here with {name} does not move into this chat. They were told that you moved on. To go on with a person, tap /agent."
    )
}

pub(in crate::words) fn link_ended() -> &'static str {
    "It has been a while since this Telegram was linked with your account, so to be safe we took that chat off it. Tap “Continue on Telegram” on the signed-in page to bring it back."
}

pub(in crate::words) fn unlink_button() -> &'static str {
    "Unlink this Telegram"
}

pub(in crate::words) fn unlink() -> &'static str {
    "Unlink this Telegram from your account? Your chat stays on the signed-in web page; here it is not shown any more."
}

pub(in crate::words) fn unlink_yes() -> &'static str {
    "Yes, unlink it"
}

pub(in crate::words) fn unlink_not() -> &'static str {
    "All right, it stays linked."
}

pub(in crate::words) fn unlinked() -> &'static str {
    "It is unlinked. The messages so far stay on this Telegram; please delete them if others can see them. To link it again, tap “Continue on Telegram” on the signed-in page."
}

pub(in crate::words) fn prove_on_web() -> &'static str {
    "You can confirm your identity on the web only. Open the link below to do so, and we go on right there. It opens once, within ten minutes."
}

pub(in crate::words) fn go_on_on_web() -> &'static str {
    "Open the link below to go on with this chat on the web. It opens once, within ten minutes."
}

pub(in crate::words) fn no_proof() -> &'static str {
    "I cannot make a link to the web right now. Please sign in on the company's site, or ask an agent."
}
