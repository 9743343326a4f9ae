//! bot: `dari faq lint`.

use std::collections::BTreeSet;

use anyhow::{Context as _, bail};
use faq::lint::{self, Standard};
use faq::{Fact, Library};
use jiff::civil::Date;
use jiff::{ToSpan as _, tz::TimeZone};
use nlu::Intent;

use crate::app::Clock;

/// How high the bar is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    pub(super) today: Date,
    /// How old facts and articles may be.
    pub(super) max_age_days: u32,
    /// Somebody other than its editor must have signed each article.
    pub(super) signed: bool,
}

/// Prints what is to be set right; an error where there is anything.
pub(super) fn lint(library: &Library, bar: Bar, json: bool) -> anyhow::Result<()> {
    let facts = Fact::embedded()?;
    let intents = Intent::ALL.map(Intent::name);
    let age = i64::from(bar.max_age_days).days();
    let not_before = bar.today.checked_sub(age).context("--max-age-days is too large")?;
    let standard = Standard { facts: &facts, intents: &intents, not_before, signed: bar.signed };
    let findings = lint::lint(library.sources(), &standard);
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
