//! bot: how often one sender may do what.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::settings;

/// Buckets that fill again with time, one for each sender.
pub struct Limits {
    messages: DefaultKeyedRateLimiter<String>,
    signals: DefaultKeyedRateLimiter<String>,
    conversations: DefaultKeyedRateLimiter<IpAddr>,
    sign_ins: DefaultKeyedRateLimiter<IpAddr>,
    logins: DefaultKeyedRateLimiter<String>,
    streams: Arc<Semaphore>,
}

/// Too often; try again after so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooOften(pub Duration);

impl Limits {
    /// Buckets of the sizes that the settings give.
    pub fn new(limits: &settings::Limits) -> Self {
        Self {
            messages: per_minute(limits.messages_per_minute),
            signals: per_minute(limits.signals_per_minute),
            conversations: per_minute(limits.conversations_per_minute),
            sign_ins: per_minute(limits.sign_ins_per_minute),
            logins: per_minute(limits.sign_ins_per_minute),
            streams: Arc::new(Semaphore::new(limits.streams)),
        }
    }

    /// One more command in a conversation.
    pub fn message(&self, conversation: &str) -> Result<(), TooOften> {
        check(&self.messages, &conversation.to_owned())
    }

    /// One more thing that a page reports by itself in a conversation: typing, looking, what happened on it.
    pub fn signal(&self, conversation: &str) -> Result<(), TooOften> {
        check(&self.signals, &conversation.to_owned())
    }

    /// One more conversation from an address.
    pub fn conversation(&self, from: IpAddr) -> Result<(), TooOften> {
        check(&self.conversations, &from)
    }

    /// One more try to sign in: from an address, and to a login from anywhere.
    pub fn sign_in(&self, from: IpAddr, login: &str) -> Result<(), TooOften> {
        check(&self.sign_ins, &from)?;
        check(&self.logins, &login.to_lowercase())
    }

    /// One more open stream, until the permit is dropped.
    pub fn stream(&self) -> Result<OwnedSemaphorePermit, TooOften> {
        Arc::clone(&self.streams).try_acquire_owned().map_err(|_| TooOften(Duration::from_secs(5)))
    }

    /// Forgets senders whose buckets are full again.
    pub fn forget(&self) {
        self.messages.retain_recent();
        self.signals.retain_recent();
        self.conversations.retain_recent();
        self.sign_ins.retain_recent();
        self.logins.retain_recent();
    }
}

fn per_minute<K: Clone + std::hash::Hash + Eq>(n: u32) -> DefaultKeyedRateLimiter<K> {
    DefaultKeyedRateLimiter::keyed(Quota::per_minute(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN)))
}

fn check<K: Clone + std::hash::Hash + Eq>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), TooOften> {
    limiter.check_key(key).map_err(|not_until| TooOften(not_until.wait_time_from(DefaultClock::default().now())))
}
