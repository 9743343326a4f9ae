//! handoff: who a person is, and how well it is proved.

pub mod consent;
pub mod identity;
mod name;
mod note;
mod proof;

pub use identity::{Identity, Namespace, Refused, may_join};
pub use name::mask_name;
pub use note::Note;
pub use proof::{Method, Proof};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::word::words;

/// How well it is proved who is writing. Figures need `V2`; undoing protection needs `V3` with a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
pub enum Level {
    /// Nothing is known.
    #[default]
    V0,
    /// A signed-in site, or a linked Telegram.
    V1,
    /// A one-time code within the last ten minutes.
    V2,
    /// A person has checked.
    V3,
}

words! { Level { V0 => "V0", V1 => "V1", V2 => "V2", V3 => "V3" } }
