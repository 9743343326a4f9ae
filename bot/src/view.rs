//! bot: from what is stored to what each side may see.

use handoff::event::{Event, Fact};
use handoff::handoff::State;
use handoff::message::{Author, Language};
use handoff::person::Level;
use jiff::Timestamp;

use crate::app::App;
use crate::canned::Reply;
use crate::conversation::{Control, Conversation};
use crate::desk;
use crate::store::Result;
use crate::wire;

/// Why an agent does not have it any more whom a lead relieved of it.
pub const REASSIGNED: &str = "reassigned";

/// A reply that the team keeps, as agents read it.
pub fn canned(reply: Reply) -> wire::CannedReply {
    let Reply { id, draft, version, changed_at, changed_by } = reply;
    let crate::canned::Draft { language, short, title, text } = draft;
    wire::CannedReply { id, language, short, title, text, version, changed_at, changed_by }
}

/// What a customer sees of an event; nothing of those that are for the staff.
pub fn shared(event: Event) -> Option<wire::Shared> {
    use wire::Notice;
    let number = event.number?;
    let notice = |notice| Some(wire::SharedFact::Notice { notice });
    let what = match event.fact {
        // Nobody steps away where a lead gives it to someone else: the customer hears who is there now.
        Fact::HandoffReleased { why, .. } if why == REASSIGNED => None,
        Fact::Said { mut message, .. } => {
            if let Author::Agent { id, .. } = &mut message.author {
                *id = None;
            }
            Some(wire::SharedFact::Message { message })
        }
        Fact::Opened { .. } => notice(Notice::Opened),
        Fact::LanguageChanged { language } => notice(Notice::LanguageChanged { language }),
        Fact::HandoffQueued { .. } => notice(Notice::Queued),
        Fact::HandoffClaimed { name, .. } => notice(Notice::Joined { name }),
        // Whoever passes a conversation on says so in words of their own.
        Fact::HandoffReleased { why, .. } if why == "transferred" => None,
        Fact::HandoffReleased { .. } => notice(Notice::Released),
        Fact::HandoffCancelled { .. } => notice(Notice::Cancelled),
        Fact::HandoffReturned { .. } => notice(Notice::Returned),
        Fact::HandoffClosed { .. } => notice(Notice::Closed),
        Fact::IdentityVerified { .. } => notice(Notice::Verified),
        _ => None,
    }?;
    Some(wire::Shared { number, at: event.at, what })
}

/// What an agent sees of an event: all of it.
pub fn staff(event: Event) -> wire::StaffEvent {
    wire::StaffEvent { seq: event.seq, number: event.number, at: event.at, fact: event.fact }
}

/// What holds now, for the customer.
pub async fn state(app: &App, conversation: &Conversation, name: Option<String>) -> Result<wire::ConversationState> {
    let now = app.now();
    let control = match &conversation.control {
        Control::Bot => wire::Control::Bot,
        Control::Agent { name, .. } => wire::Control::Agent { name: name.clone() },
        Control::Closed { .. } => wire::Control::Closed,
        Control::Queued { handoff } => {
            let (position, wait_seconds, agents_online) = desk::position(app, handoff).await?;
            let opens_at = app.hours.opens_at(now).and_then(handoff::hours::timestamp);
            wire::Control::Queued { position, wait_seconds, agents_online, opens_at }
        }
    };
    let pending = match &conversation.control {
        Control::Bot => app.store.pending_handoff_of(&conversation.id).await?,
        _ => None,
    };
    let callback_at = pending.and_then(|handoff| match handoff.state {
        State::Callback { at, .. } => Some(at),
        _ => None,
    });
    Ok(wire::ConversationState {
        control,
        language: conversation.language,
        level: conversation.level(now),
        level_until: level_until(conversation, now),
        name,
        last_number: conversation.last_number,
        callback_at,
        telegram: app.telegram.name().is_some(),
    })
}

/// Whether the customer is asked how it was when a conversation ends: nobody who was in danger is.
pub async fn asks_how_it_was(app: &App, conversation: &Conversation) -> Result<bool> {
    let flags = app.store.events_of_kind(&conversation.id, "urgent.flagged", conversation.opened_at).await?;
    Ok(flags.is_empty())
}

fn level_until(conversation: &Conversation, now: Timestamp) -> Option<Timestamp> {
    let proof = conversation.proof.as_ref()?;
    (proof.level_at(now) >= Level::V2).then(|| proof.level_until(now)).flatten()
}

/// The first characters of a text, cut between letters.
pub fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    line.chars().take(most - 1).chain(['…']).collect()
}

/// How the library calls a language.
pub fn faq_language(language: Language) -> faq::Language {
    match language {
        Language::Ko => faq::Language::Ko,
        Language::En => faq::Language::En,
    }
}
