//! bot: what a tapped choice means. Its id is stable; its label is for reading.

use std::fmt;

use handoff::emergency::Emergency;
use handoff::message::Choice;
use nlu::Intent;

use crate::flow::lookup::Lookup;
use crate::flow::request::Request;

/// The id of "talk to a person", which every channel can offer at any time.
pub const AGENT: &str = "agent";

/// What a choice does, read from its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tap {
    /// Talk to a person.
    Agent,
    /// Go on with the bot instead.
    NoAgent,
    /// As if the customer had said it.
    Intent(Intent),
    /// The general article on it, not the customer's own state.
    About(Intent),
    /// This article.
    Article(String),
    Lookup(Lookup),
    /// The same with figures, which needs a fresh proof.
    Figures(Lookup, Option<String>),
    /// One of several contracts or cards.
    Pick(String),
    SendCode,
    /// Leave the open task.
    Leave,
    /// A danger the customer confirmed.
    Danger(Emergency),
    Protect(Request),
    /// Make this request now.
    Request(Request),
    /// The answer to the open question of a request.
    Slot(String),
    /// Take back the request that was just taken.
    WithdrawRequest,
    /// Go on with another device.
    OtherDevice,
    /// Be called when the desk opens.
    CallBack,
    /// The whole of the last answer.
    Longer,
    /// The answer to the open protective question.
    Affirm,
    Deny,
    /// Wait on, or do not.
    Wait,
    NoWait,
    /// See what can be done here.
    Menu,
}

impl Tap {
    /// Reads an id; none for one that was never given out.
    pub fn parse(id: &str) -> Option<Self> {
        let (head, rest) = id.split_once(':').unwrap_or((id, ""));
        Some(match (head, rest) {
            (AGENT, "") => Self::Agent,
            ("stay", "") => Self::NoAgent,
            ("code", "") => Self::SendCode,
            ("leave", "") => Self::Leave,
            ("yes", "") => Self::Affirm,
            ("no", "") => Self::Deny,
            ("wait", "") => Self::Wait,
            ("stop_waiting", "") => Self::NoWait,
            ("withdraw", "") => Self::WithdrawRequest,
            ("device", "") => Self::OtherDevice,
            ("callback", "") => Self::CallBack,
            ("longer", "") => Self::Longer,
            ("request", name) => Self::Request(Request::named(name).filter(|request| !request.protects())?),
            ("slot", value) if !value.is_empty() => Self::Slot(value.to_owned()),
            ("menu", "") => Self::Menu,
            ("intent", name) => Self::Intent(name.parse().ok()?),
            ("about", name) => Self::About(name.parse().ok()?),
            ("article", id) if !id.is_empty() => Self::Article(id.to_owned()),
            ("lookup", name) => Self::Lookup(name.parse().ok()?),
            ("figures", rest) => {
                let (name, reference) = rest.split_once(':').unwrap_or((rest, ""));
                Self::Figures(name.parse().ok()?, Some(reference.to_owned()).filter(|one| !one.is_empty()))
            }
            ("pick", reference) if !reference.is_empty() => Self::Pick(reference.to_owned()),
            ("danger", name) => Self::Danger(name.parse().ok()?),
            ("protect", name) => Self::Protect(request(name)?),
            _ => return None,
        })
    }

    /// The choice that does this, under a label.
    pub fn labelled(&self, label: impl Into<String>) -> Choice {
        Choice { id: self.to_string(), label: label.into() }
    }
}

/// A protective request by its own tap; every other one has [`Tap::Request`].
fn request(name: &str) -> Option<Request> {
    [Request::StopCards, Request::StopAll, Request::StopNewCredit].into_iter().find(|request| request.name() == name)
}

impl fmt::Display for Tap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agent => f.write_str(AGENT),
            Self::NoAgent => f.write_str("stay"),
            Self::Intent(intent) => write!(f, "intent:{intent}"),
            Self::About(intent) => write!(f, "about:{intent}"),
            Self::Article(id) => write!(f, "article:{id}"),
            Self::Lookup(lookup) => write!(f, "lookup:{lookup}"),
            Self::Figures(lookup, None) => write!(f, "figures:{lookup}"),
            Self::Figures(lookup, Some(reference)) => write!(f, "figures:{lookup}:{reference}"),
            Self::Pick(reference) => write!(f, "pick:{reference}"),
            Self::SendCode => f.write_str("code"),
            Self::Leave => f.write_str("leave"),
            Self::Danger(emergency) => write!(f, "danger:{emergency}"),
            Self::Protect(request) => write!(f, "protect:{}", request.name()),
            Self::Affirm => f.write_str("yes"),
            Self::Deny => f.write_str("no"),
            Self::Wait => f.write_str("wait"),
            Self::NoWait => f.write_str("stop_waiting"),
            Self::WithdrawRequest => f.write_str("withdraw"),
            Self::OtherDevice => f.write_str("device"),
            Self::CallBack => f.write_str("callback"),
            Self::Longer => f.write_str("longer"),
            Self::Request(request) => write!(f, "request:{}", request.name()),
            Self::Slot(value) => write!(f, "slot:{value}"),
            Self::Menu => f.write_str("menu"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_means_what_it_was_made_of() {
        for tap in [
            Tap::Agent,
            Tap::NoAgent,
            Tap::Intent(Intent::HardshipRequest),
            Tap::About(Intent::CardDeliveryStatus),
            Tap::Article("late-02".into()),
            Tap::Lookup(Lookup::OverdueBalance),
            Tap::Figures(Lookup::RepaymentSchedule, None),
            Tap::Figures(Lookup::RepaymentSchedule, Some("L-2024-0312".into())),
            Tap::Pick("K-1180".into()),
            Tap::SendCode,
            Tap::Leave,
            Tap::Danger(Emergency::VoicePhishing),
            Tap::Protect(Request::StopAll),
            Tap::Affirm,
            Tap::Deny,
            Tap::Wait,
            Tap::NoWait,
            Tap::Menu,
            Tap::Request(Request::RateCut),
            Tap::Slot("payoff".into()),
            Tap::WithdrawRequest,
            Tap::OtherDevice,
            Tap::CallBack,
            Tap::Longer,
        ] {
            assert_eq!(Tap::parse(&tap.to_string()), Some(tap));
        }
    }

    #[test]
    fn an_id_that_was_never_given_out_means_nothing() {
        for id in [
            "",
            "agent:now",
            "intent:buy_bitcoin",
            "article:",
            "pick:",
            "protect:hardship",
            "request:stop_all",
            "slot:",
            "lookup:score",
            "행",
        ] {
            assert_eq!(Tap::parse(id), None, "{id}");
        }
    }
}
