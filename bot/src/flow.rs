//! bot: tasks of several turns. A step carries the slots that are filled and nothing else.

use handoff::id::ConversationId;
use serde::{Deserialize, Serialize};

pub mod lookup;
pub mod protect;
pub mod request;
pub mod slot;
pub mod verify;

/// A task that waits for the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "flow", rename_all = "snake_case")]
pub enum Flow {
    Lookup(lookup::Step),
    Verify(verify::Step),
    Protect(protect::Step),
    Request(request::Step),
}

impl Flow {
    /// As other systems know it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Lookup(_) => "lookup",
            Self::Verify(_) => "verify",
            Self::Protect(_) => "protect",
            Self::Request(_) => "request",
        }
    }
}

/// The number under which something is taken in that the message with this number asked for: short
/// enough for the telephone, and the same whenever it is computed.
pub fn receipt(letter: char, conversation: &ConversationId, number: i64) -> String {
    let id: Vec<char> = conversation.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    let tail: String = id[id.len().saturating_sub(6)..].iter().map(char::to_ascii_uppercase).collect();
    format!("{letter}-{tail}-{number}")
}
