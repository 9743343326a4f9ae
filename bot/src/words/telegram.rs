//! bot: what is said on Telegram alone: labels, lines between messages, commands and what cannot be taken.

use handoff::message::Language;
use jiff::civil::DateTime;

use super::en::telegram as en;
use super::ko::telegram as ko;

pub mod staff;

/// What can be sent beside text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    Photo,
    Sticker,
    Voice,
    File,
    /// A contact or a place.
    Personal,
    Other,
}

say! {
    /// Stands on everything that no person wrote.
    bot() -> &'static str;
    agent(name: &str) -> String;
    /// Before what the customer wrote on the web.
    from_web() -> &'static str;
    /// In place of what is only for the web.
    only_on_web() -> &'static str;

    joined(name: &str) -> String;
    released() -> &'static str;
    returned() -> &'static str;
    closed() -> &'static str;
    waiting(position: u32, minutes: Option<u32>) -> String;
    waiting_for_nobody() -> &'static str;
    /// The same outside the hours: when the desk opens.
    waiting_till(opens: DateTime) -> String;
    stop_waiting() -> &'static str;
    /// In place of where somebody stood in the queue, once an agent has come.
    taken_over() -> &'static str;
    /// The same where nobody waits any more.
    waits_no_more() -> &'static str;
    how_was_it() -> &'static str;
    stars_thanks() -> &'static str;

    read_article() -> &'static str;
    helped() -> &'static str;
    helped_not() -> &'static str;
    rated(helpful: bool) -> &'static str;
    as_of(day: &str) -> String;
    receipt() -> &'static str;

    /// A button of an earlier question.
    stale_button() -> &'static str;
    unknown_button() -> &'static str;
    /// What was sent, as it stands in the log.
    media(kind: Media) -> &'static str;
    cannot_read(kind: Media) -> String;
    /// The same while a person has the conversation.
    agent_cannot_see(kind: Media) -> &'static str;
    edited() -> &'static str;
    /// The same while a person has the conversation.
    edited_told() -> &'static str;
    only_private() -> &'static str;
    too_long(most: usize) -> String;
    not_taken() -> &'static str;

    help() -> String;
    privacy(company: &str) -> String;
    which_language() -> &'static str;
    speaks() -> &'static str;
    unknown_command() -> &'static str;
    with_bot() -> &'static str;
    with_agent(name: &str) -> String;
    is_closed() -> &'static str;
    linked() -> &'static str;
    not_linked() -> &'static str;
    /// Name and description of each command.
    commands() -> [(&'static str, &'static str); 7];
    unlink_button() -> &'static str;
    unlink() -> &'static str;
    unlink_yes() -> &'static str;
    unlink_not() -> &'static str;
    unlinked() -> &'static str;

    join() -> &'static str;
    join_yes() -> &'static str;
    join_no() -> &'static str;
    join_done(signed_in: bool) -> &'static str;
    join_not() -> &'static str;
    join_expired() -> &'static str;
    sign_in_first() -> &'static str;
    /// Whoever waited in the chat goes on waiting in the conversation from the web.
    place_kept() -> &'static str;
    /// An agent has the conversation that the chat held before.
    left_agent(name: &str) -> String;
    go_to_web() -> &'static str;
    open_web() -> &'static str;
    no_web() -> &'static str;
    /// With a link to where a code can be typed.
    prove_on_web() -> &'static str;
    /// With a link to the conversation on the web.
    go_on_on_web() -> &'static str;
    /// The same where there is no such link.
    no_proof() -> &'static str;
    parted() -> &'static str;
    /// The same when the link has come to its end by itself.
    link_ended() -> &'static str;
}
