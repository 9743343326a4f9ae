//! bot: what the wallboard counts: the course of handoffs, and the answers to surveys.

use handoff::event::Fact;
use handoff::handoff::Outcome;
use handoff::id::{AgentId, HandoffId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::row::{Columns, word};
use super::{Result, Store};

/// The survey after closing.
pub const CSAT: &str = "csat";
/// How many are counted at most.
const MOST: i64 = 50_000;

/// The course of one handoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    pub queued_at: Option<Timestamp>,
    pub claimed_at: Option<Timestamp>,
    pub first_reply_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub outcome: Option<Outcome>,
}

impl Store {
    /// The course of everything that ended since then, and of what was queued since then and is still open. What
    /// ends without a person ends long after it was queued.
    pub async fn courses_since(&self, since: Timestamp) -> Result<Vec<Course>> {
        let rows = sqlx::query(
            "select id, queued_at, claimed_at, first_reply_at, ended_at, outcome from handoff \
             where queued_at is not null and (ended_at >= $1 or (ended_at is null and queued_at >= $1)) \
             order by queued_at desc limit $2",
        )
        .bind(since.as_millisecond())
        .bind(MOST)
        .fetch_all(self.readers())
        .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of("handoff", "id", row)?;
                let outcome = columns.text_or_none("outcome")?.map(|word| word.parse::<Outcome>()).transpose();
                Ok(Course {
                    queued_at: columns.time_or_none("queued_at")?,
                    claimed_at: columns.time_or_none("claimed_at")?,
                    first_reply_at: columns.time_or_none("first_reply_at")?,
                    ended_at: columns.time_or_none("ended_at")?,
                    outcome: outcome.map_err(|error| columns.impossible(&error))?,
                })
            })
            .collect()
    }

    /// How content customers were with what an agent closed since then: an answer is about the last closing
    /// before it.
    pub async fn scores_of(&self, agent: &AgentId, since: Timestamp) -> Result<Vec<(HandoffId, u8)>> {
        let rows = sqlx::query(
            "select h.id, e.seq, e.data from handoff h join event e on e.conversation_id = h.conversation_id \
             where h.agent_id = $1 and h.ended_at >= $2 and h.outcome = $3 and e.kind = $4 and e.at >= h.ended_at \
             and not exists (select 1 from handoff later where later.conversation_id = h.conversation_id \
             and later.outcome = $3 and later.ended_at > h.ended_at and later.ended_at <= e.at) order by e.seq",
        )
        .bind(agent.as_str())
        .bind(since.as_millisecond())
        .bind(word(&Outcome::Closed))
        .bind("survey.answered")
        .fetch_all(self.readers())
        .await?;
        scores(&rows, CSAT, |columns| Ok(HandoffId(columns.text("id")?)))
    }

    /// The answers to a survey since then.
    pub async fn survey_scores(&self, survey: &str, since: Timestamp) -> Result<Vec<u8>> {
        let rows = sqlx::query("select seq, data from event where kind = $1 and at >= $2 order by at desc limit $3")
            .bind("survey.answered")
            .bind(since.as_millisecond())
            .bind(MOST)
            .fetch_all(self.readers())
            .await?;
        Ok(scores(&rows, survey, |_| Ok(()))?.into_iter().map(|((), score)| score).collect())
    }
}

/// The answers to one survey among many, each with what it is about.
fn scores<T>(rows: &[AnyRow], survey: &str, about: impl Fn(&Columns<'_>) -> Result<T>) -> Result<Vec<(T, u8)>> {
    let mut scores = Vec::new();
    for row in rows {
        let columns = Columns::of("event", "seq", row)?;
        if let Fact::SurveyAnswered { survey: of, score } = columns.json("data")?
            && of == survey
        {
            scores.push((about(&columns)?, score));
        }
    }
    Ok(scores)
}
