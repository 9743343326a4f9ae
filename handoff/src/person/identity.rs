//! handoff: the names a person is known under, and which persons may be joined. A wrong join shows one
//! person's debts to another, so every doubt refuses.

mod value;

pub use value::{InvalidValue, normalise};

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::word::words;

/// Where an identifier comes from, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Namespace {
    /// The number in the core system.
    CustomerNo,
    Telegram,
    Phone,
    Email,
    AppDevice,
    /// A browser's own mark; it changes on signing out of a shared device.
    WebAnon,
}

words! {
    Namespace {
        CustomerNo => "customer_no",
        Telegram => "telegram",
        Phone => "phone",
        Email => "email",
        AppDevice => "app_device",
        WebAnon => "web_anon",
    }
}

/// One name of a person. `key` is a keyed digest of the normalised value; the value itself is never kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub namespace: Namespace,
    pub key: String,
    /// When it was proved to be theirs: by a signed token, a code typed in the other channel, or a
    /// one-time code. None while it is only claimed.
    pub verified_at: Option<Timestamp>,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
}

/// Why two persons stay two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// They share no identifier that both have proved.
    #[error("no identifier is proved for both")]
    NotVerified,
    /// They are two customers of the core system; only people may decide that.
    #[error("the persons have different customer numbers")]
    TwoCustomers,
    /// The joined person would have more names of a kind than anybody has.
    #[error("more than {limit} of {namespace}")]
    TooMany { namespace: Namespace, limit: usize },
}

impl Namespace {
    /// How many of a kind one person has at most.
    pub const fn limit(self) -> usize {
        match self {
            Self::CustomerNo => 1,
            Self::Phone => 2,
            Self::Telegram | Self::Email => 3,
            Self::AppDevice => 5,
            Self::WebAnon => 20,
        }
    }

    /// Over which time the limit counts; none means for ever.
    pub const fn window(self) -> Option<SignedDuration> {
        match self {
            Self::WebAnon => Some(SignedDuration::from_hours(90 * 24)),
            _ => None,
        }
    }
}

/// Whether two persons, by their names, may become one.
///
/// Only an identifier that is proved for both joins them; two customer numbers never do; and the joined
/// person keeps within every limit (of those with a window, counted back from the newest sign of either).
pub fn may_join(one: &[Identity], other: &[Identity]) -> Result<(), Refused> {
    let numbers: BTreeSet<_> =
        both(one, other).filter(|name| name.namespace == Namespace::CustomerNo).map(id).collect();
    if numbers.len() > 1 {
        return Err(Refused::TwoCustomers);
    }
    let proved = |name: &&Identity| name.verified_at.is_some();
    let shared = one.iter().filter(proved).any(|name| other.iter().filter(proved).any(|its| id(its) == id(name)));
    if !shared {
        return Err(Refused::NotVerified);
    }
    match over_limit(&both(one, other).collect::<Vec<_>>()) {
        Some(namespace) => Err(Refused::TooMany { namespace, limit: namespace.limit() }),
        None => Ok(()),
    }
}

/// The name to let go of when there are too many of `namespace`: a claimed one before a proved one, then
/// the one that has been silent longest. The caller demotes it and asks again.
pub fn weakest(names: &[Identity], namespace: Namespace) -> Option<&Identity> {
    names
        .iter()
        .filter(|name| name.namespace == namespace)
        .min_by_key(|name| (name.verified_at.is_some(), name.last_at, name.first_at, &name.key))
}

fn over_limit(names: &[&Identity]) -> Option<Namespace> {
    let newest = names.iter().map(|name| name.last_at).max()?;
    Namespace::ALL.iter().copied().find(|namespace| {
        let counts = |name: &&Identity| {
            name.namespace == *namespace
                && namespace.window().is_none_or(|window| newest.duration_since(name.last_at) < window)
        };
        names.iter().copied().filter(counts).map(id).collect::<BTreeSet<_>>().len() > namespace.limit()
    })
}

fn both<'n>(one: &'n [Identity], other: &'n [Identity]) -> impl Iterator<Item = &'n Identity> {
    one.iter().chain(other)
}

fn id(name: &Identity) -> (Namespace, &str) {
    (name.namespace, &name.key)
}

#[cfg(test)]
mod tests;
