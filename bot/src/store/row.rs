//! bot: from columns to types and back. A row that cannot be ours is an error that names it.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Error, Result};

/// A table's row while it is being read.
pub(super) struct Columns<'r> {
    table: &'static str,
    id: String,
    row: &'r AnyRow,
}

impl<'r> Columns<'r> {
    /// `id` is the column that names the row in errors.
    pub(super) fn of(table: &'static str, id: &str, row: &'r AnyRow) -> Result<Self> {
        let name = row.try_get::<String, _>(id).or_else(|_| row.try_get::<i64, _>(id).map(|n| n.to_string()))?;
        Ok(Self { table, id: name, row })
    }

    pub(super) fn text(&self, column: &str) -> Result<String> {
        Ok(self.row.try_get(column)?)
    }

    pub(super) fn text_or_none(&self, column: &str) -> Result<Option<String>> {
        Ok(self.row.try_get(column)?)
    }

    pub(super) fn integer(&self, column: &str) -> Result<i64> {
        Ok(self.row.try_get(column)?)
    }

    pub(super) fn integer_or_none(&self, column: &str) -> Result<Option<i64>> {
        Ok(self.row.try_get(column)?)
    }

    pub(super) fn time(&self, column: &str) -> Result<Timestamp> {
        Timestamp::from_millisecond(self.integer(column)?).map_err(|error| self.impossible(&error))
    }

    pub(super) fn time_or_none(&self, column: &str) -> Result<Option<Timestamp>> {
        self.integer_or_none(column)?
            .map(|at| Timestamp::from_millisecond(at).map_err(|error| self.impossible(&error)))
            .transpose()
    }

    pub(super) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        serde_json::from_str(&self.text(column)?).map_err(|error| self.impossible(&format!("{column}: {error}")))
    }

    pub(super) fn json_or_none<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>> {
        self.text_or_none(column)?
            .map(|text| serde_json::from_str(&text).map_err(|error| self.impossible(&format!("{column}: {error}"))))
            .transpose()
    }

    /// A word that stands for a variant, such as `web`.
    pub(super) fn word<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        serde_json::from_value(serde_json::Value::String(self.text(column)?))
            .map_err(|error| self.impossible(&format!("{column}: {error}")))
    }

    pub(super) fn impossible(&self, why: &dyn std::fmt::Display) -> Error {
        Error::ImpossibleRow { table: self.table, id: self.id.clone(), why: why.to_string() }
    }
}

/// A variant as the word it is stored under.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("only unit variants are stored as words: {other:?}"),
    }
}

/// A value as JSON text.
pub(super) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("our own types serialise")
}
