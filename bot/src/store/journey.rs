//! bot: the tables `journey_state`, `process_state` and `segment_member`: folds of the log, kept to be read fast.

use std::collections::BTreeMap;

use handoff::event::Event;
use handoff::id::PersonId;
use handoff::journey::pace::Pace;
use handoff::journey::segment::Segment;
use handoff::journey::{Journey, Told};
use jiff::Timestamp;
use serde::Deserialize;
use sqlx::AnyConnection;

use super::row::{Columns, json, word};
use super::{Result, Store};

/// How many moves of processes tell how long steps take.
const MOVES: i64 = 20_000;

impl Store {
    /// Everybody of whom the log says something, by id.
    pub async fn persons_in_log(&self) -> Result<Vec<PersonId>> {
        let ids: Vec<String> = sqlx::query_scalar("select distinct person_id from event order by person_id")
            .fetch_all(self.readers())
            .await?;
        Ok(ids.into_iter().map(PersonId).collect())
    }

    /// Of whom the log says something after `seq`, and up to where it was read.
    pub async fn persons_after(&self, seq: i64, limit: i64) -> Result<(Vec<PersonId>, i64)> {
        let rows = sqlx::query("select seq, person_id from event where seq > $1 order by seq limit $2")
            .bind(seq)
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        let (mut persons, mut last) = (Vec::new(), seq);
        for row in &rows {
            let columns = Columns::of("event", "seq", row)?;
            last = columns.integer("seq")?;
            persons.push(PersonId(columns.text("person_id")?));
        }
        persons.sort();
        persons.dedup();
        Ok((persons, last))
    }

    /// A person's whole life.
    pub async fn life_of(&self, person: &PersonId) -> Result<Vec<Event>> {
        self.events_of(person, Timestamp::UNIX_EPOCH, i64::MAX).await
    }

    /// The newest moves of processes, from which it is told how long steps take.
    pub async fn process_moves(&self) -> Result<Vec<Event>> {
        self.newest_of_kind("process.moved", MOVES).await
    }

    /// By when the steps of a person's processes are usually over, by the process's name.
    pub async fn expected_of(&self, person: &PersonId) -> Result<BTreeMap<String, Timestamp>> {
        let rows = sqlx::query(
            "select process, expected_by from process_state where person_id = $1 and expected_by is not null",
        )
        .bind(person.as_str())
        .fetch_all(self.readers())
        .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of("process_state", "process", row)?;
                Ok((columns.text("process")?, columns.time("expected_by")?))
            })
            .collect()
    }

    /// What a person agreed to and how they rated us, as their whole life was folded last.
    pub async fn told_of(&self, person: &PersonId) -> Result<Told> {
        /// The one part of a fold that is read here.
        #[derive(Deserialize)]
        struct Part {
            #[serde(default)]
            told: Told,
        }
        let row = sqlx::query("select person_id, state from journey_state where person_id = $1")
            .bind(person.as_str())
            .fetch_optional(self.readers())
            .await?;
        let Some(row) = row else { return Ok(Told::default()) };
        Ok(Columns::of("journey_state", "person_id", &row)?.json::<Part>("state")?.told)
    }

    /// The sums of all folds, by person.
    pub async fn journey_checksums(&self) -> Result<Vec<(PersonId, String)>> {
        let rows = sqlx::query("select person_id, checksum from journey_state order by person_id")
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of("journey_state", "person_id", row)?;
                Ok((PersonId(columns.text("person_id")?), columns.text("checksum")?))
            })
            .collect()
    }

    /// How far the log is folded.
    pub async fn folded_upto(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("select coalesce(max(upto_seq), 0) from journey_state").fetch_one(self.readers()).await?)
    }
}

/// Keeps the folds of one person, and forgets those before.
pub async fn keep(
    tx: &mut AnyConnection,
    person: &PersonId,
    journey: &Journey,
    checksum: &str,
    pace: &Pace,
    upto: i64,
    now: Timestamp,
) -> Result<()> {
    forget(tx, person).await?;
    if journey.began_at.is_none() {
        return Ok(());
    }
    let care: Vec<&str> = journey.care.keys().map(|trouble| trouble.as_str()).collect();
    sqlx::query(
        "insert into journey_state (person_id, stage, care, mood, last_at, state, checksum, upto_seq) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(person.as_str())
    .bind(word(&journey.stage_at(now)))
    .bind(care.join(","))
    .bind((f64::from(journey.mood.value()) * 1000.0).round() as i64)
    .bind(journey.last_at.map(Timestamp::as_millisecond))
    .bind(json(journey))
    .bind(checksum)
    .bind(upto)
    .execute(&mut *tx)
    .await?;
    for (name, process) in &journey.processes {
        sqlx::query(
            "insert into process_state (person_id, process, kind, step, of_steps, since, began_at, expected_by, \
             blocked_on, done) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(person.as_str())
        .bind(name.as_str())
        .bind(process.kind.map(|kind| kind.as_str().to_owned()))
        .bind(i64::from(process.step))
        .bind(i64::from(process.of))
        .bind(process.since.as_millisecond())
        .bind(process.began_at.as_millisecond())
        .bind(pace.expected_by(process).map(Timestamp::as_millisecond))
        .bind(word(&process.blocked_on))
        .bind(i64::from(process.done))
        .execute(&mut *tx)
        .await?;
    }
    for member in journey.segments(now) {
        sqlx::query("insert into segment_member (person_id, segment, since, why) values ($1, $2, $3, $4)")
            .bind(person.as_str())
            .bind(name_of(member.segment))
            .bind(member.since.as_millisecond())
            .bind(member.why)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// Drops the folds of one person.
pub async fn forget(tx: &mut AnyConnection, person: &PersonId) -> Result<()> {
    for sql in [
        "delete from journey_state where person_id = $1",
        "delete from process_state where person_id = $1",
        "delete from segment_member where person_id = $1",
    ] {
        sqlx::query(sql).bind(person.as_str()).execute(&mut *tx).await?;
    }
    Ok(())
}

/// Drops all folds.
pub async fn forget_all(tx: &mut AnyConnection) -> Result<()> {
    for sql in ["delete from journey_state", "delete from process_state", "delete from segment_member"] {
        sqlx::query(sql).execute(&mut *tx).await?;
    }
    Ok(())
}

/// A segment by the name it is kept under.
pub fn name_of(segment: Segment) -> String {
    match segment {
        Segment::Lifecycle(lifecycle) => format!("lifecycle:{lifecycle}"),
        Segment::Standing(standing) => format!("standing:{standing}"),
        Segment::Channel(channel) => format!("channel:{channel}"),
    }
}
