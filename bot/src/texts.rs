//! bot: the boundary to whoever carries text messages to phones.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use handoff::id::ConversationId;
use jiff::Timestamp;

use crate::wire::DemoText;

/// Carries text messages. The demo keeps them where its page can show them, like a phone on the table.
#[derive(Debug, Clone, Default)]
pub struct Texts(Arc<Mutex<HashMap<ConversationId, Vec<DemoText>>>>);

impl Texts {
    /// Sends a text to the registered phone of the conversation's customer.
    pub fn send(&self, conversation: &ConversationId, text: String, at: Timestamp) {
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let texts = sent.entry(conversation.clone()).or_default();
        texts.push(DemoText { at, text });
        if texts.len() > 10 {
            texts.remove(0);
        }
    }

    /// What the phone has received.
    pub fn received(&self, conversation: &ConversationId) -> Vec<DemoText> {
        let sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sent.get(conversation).cloned().unwrap_or_default()
    }
}
