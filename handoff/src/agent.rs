//! handoff: the people who take over.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::word::words;

/// What someone at the desk may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Agent,
    Lead,
}

words! { Role { Agent => "agent", Lead => "lead" } }

/// Whether someone takes conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    Online,
    Away,
    #[default]
    Offline,
}

words! { Presence { Online => "online", Away => "away", Offline => "offline" } }
