//! bot: `dari faq lint`.

use std::collections::BTreeSet;

use anyhow::{Context as _, bail};
use faq::lint::{self, Standard};
use faq::{Fact, Library};
use jiff::civil::Date;
use jiff::{ToSpan as _, tz::TimeZone};
use nlu::Intent;

use crate::app::Clock;

/// Prints what is to be set right; an error where there is anything.
pub(super) fn lint(library: &Library, today: Date, max_age_days: u32, json: bool) -> anyhow::Result<()> {
    let facts = Fact::embedded()?;
    let intents = Intent::ALL.map(Intent::name);
    let not_before = today.checked_sub(i64::from(max_age_days).days()).context("--max-age-days is too large")?;
    let findings = lint::lint(library.sources(), &Standard { facts: &facts, intents: &intents, not_before });
    if json {
        println!("{}", serde_json::to_string_pretty(&findings)?);
    } else {
        for finding in &findings {
            println!("{finding}");
        }
    }
    let checked = format!("{} articles and {} facts checked", library.articles().count(), facts.len());
    if findings.is_empty() {
        eprintln!("{checked}; nothing to set right");
        return Ok(());
    }
    let rules: BTreeSet<_> = findings.iter().map(|finding| finding.rule).collect();
    let count = |rule| findings.iter().filter(|finding| finding.rule == rule).count();
    let counts: Vec<_> = rules.into_iter().map(|rule| format!("{rule} {}", count(rule))).collect();
    bail!("{checked}; {} to set right: {}", findings.len(), counts.join(", "))
}

/// The date where the company is.
pub(super) fn today_in_korea() -> Date {
    let seoul = TimeZone::get("Asia/Seoul").unwrap_or(TimeZone::UTC);
    Clock::System.now().to_zoned(seoul).date()
}
