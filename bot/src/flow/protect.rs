//! bot: protective requests: easy to make at any level, and undone by a person alone.

use handoff::emergency::Emergency;
use serde::{Deserialize, Serialize};

/// The one question that protection may leave open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// "Is there a charge that you did not make?"
    UnknownCharge,
    /// "Did they say that they are from us?"
    ClaimsToBeUs,
    /// "Did you give money or details, or are you on the call?"
    AnythingGiven,
    /// "Has this happened?", where only the model suspects it.
    Happened { emergency: Emergency },
}
