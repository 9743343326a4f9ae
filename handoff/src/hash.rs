//! handoff: digests of values.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// SHA-256 over the JSON of a value, in hexadecimal. Fields stand in the order they are declared.
pub(crate) fn hash(value: &impl Serialize) -> String {
    let json = serde_json::to_vec(value).expect("our values are plain data");
    Sha256::digest(json).iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes everything");
        hex
    })
}
