//! bot: proving who is writing, while what was asked waits with its slots kept.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::lookup::Lookup;
use super::slot::Slots;

/// How many digits a one-time code has.
pub const CODE_DIGITS: u8 = 6;
/// How long a one-time code holds.
pub const CODE_LIFE: SignedDuration = SignedDuration::from_mins(3);
/// How often a code is sent for one question before a person is offered.
pub const SENDS: u8 = 3;

/// How many codes are sent within [`QUOTA_TIME`], whatever they are for: a phone is not to be flooded.
pub const QUOTA: usize = 5;
pub const QUOTA_TIME: SignedDuration = SignedDuration::from_mins(30);

/// Where the proof stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The customer has to sign in on the company's site first.
    SignIn { then: Waiting },
    /// A code was offered.
    Offer { then: Waiting },
    /// A code is on its way, or there.
    Entering { then: Option<Waiting>, expires_at: Timestamp, sent: u8 },
}

/// What goes on once the customer is proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub lookup: Lookup,
    pub reference: Option<String>,
    #[serde(default)]
    pub slots: Slots,
}

impl Step {
    /// What waits for the proof.
    pub fn waiting(&self) -> Option<&Waiting> {
        match self {
            Self::SignIn { then } | Self::Offer { then } => Some(then),
            Self::Entering { then, .. } => then.as_ref(),
        }
    }

    /// The step after one more code was sent at `now`.
    #[must_use]
    pub fn sent(&self, now: Timestamp) -> Self {
        let sent = match self {
            Self::Entering { sent, .. } => sent.saturating_add(1),
            Self::SignIn { .. } | Self::Offer { .. } => 1,
        };
        Self::Entering { then: self.waiting().cloned(), expires_at: now + CODE_LIFE, sent }
    }

    /// The step back at the offer, for a code that is over.
    #[must_use]
    pub fn again(&self) -> Option<Self> {
        self.waiting().map(|then| Self::Offer { then: then.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_survives_every_code_that_is_sent() {
        let then = Waiting { lookup: Lookup::OverdueBalance, reference: Some("L-1".into()), slots: Slots::default() };
        let now = Timestamp::UNIX_EPOCH;
        let offer = Step::Offer { then: then.clone() };
        let twice = offer.sent(now).sent(now);
        assert_eq!(twice, Step::Entering { then: Some(then), expires_at: now + CODE_LIFE, sent: 2 });
        assert_eq!(twice.again(), Some(offer));
    }
}
