//! bot: tasks of several turns. A step carries the slots that are filled and nothing else.

use serde::{Deserialize, Serialize};

pub mod lookup;
pub mod protect;
pub mod verify;

/// A task that waits for the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "flow", rename_all = "snake_case")]
pub enum Flow {
    Lookup(lookup::Step),
    Verify(verify::Step),
    Protect(protect::Step),
}
