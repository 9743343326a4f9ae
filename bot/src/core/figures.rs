//! bot: figures, and the one key that opens them.

use std::fmt;

use handoff::message::Channel;
use handoff::person::Level;
use jiff::Timestamp;
use serde::Deserialize;

use crate::conversation::Conversation;

/// Figures of a customer. They can be read by whoever holds a [`Verified`], are never printed, and
/// cannot be serialised at all.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Figures<T>(T);

/// The proof that the customer is proved freshly, at this moment, in a place where figures may be
/// shown. It lives for one turn and is never stored.
#[derive(Debug)]
pub struct Verified(());

impl<T> Figures<T> {
    /// Seals figures.
    pub fn seal(figures: T) -> Self {
        Self(figures)
    }

    /// The figures, for a customer who is proved.
    pub fn open(&self, _: &Verified) -> &T {
        &self.0
    }

    /// Whether the figures are what they should be; it tells nothing else about them.
    pub(super) fn are(&self, sound: impl FnOnce(&T) -> bool) -> bool {
        sound(&self.0)
    }
}

impl<T> fmt::Debug for Figures<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(figures)")
    }
}

impl Verified {
    /// The only place where it is made: a signed-in customer with a proof of `V2` or better at `now`,
    /// not in a third party's messenger, and nobody reading along.
    pub fn of(conversation: &Conversation, now: Timestamp) -> Option<Self> {
        let may = conversation.customer.is_some()
            && conversation.level(now) >= Level::V2
            && conversation.channel != Channel::Telegram
            && !conversation.dialogue.watched;
        may.then_some(Self(()))
    }

    #[cfg(test)]
    pub(crate) fn for_tests() -> Self {
        Self(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_figures_are_not_printed() {
        assert_eq!(format!("{:?}", Figures::seal(1_234_567)), "(figures)");
    }
}
