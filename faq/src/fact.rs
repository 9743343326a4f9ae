//! faq: what the articles may say, and how surely.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::article::line_of;

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Law or an official page says so.
    Sure,
    /// Sure in the main; `check` names the rest.
    Part,
    /// Not confirmed yet: it is never said without a hedge.
    Check,
}

/// Something an article may say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Such as `F05`.
    pub id: String,
    pub status: Status,
    pub text: String,
    /// What to confirm on the official page.
    #[serde(default)]
    pub check: String,
    /// Figures that only a hedged sentence may carry.
    #[serde(default)]
    pub figures: Vec<String>,
    /// Figures that no article may carry.
    #[serde(default)]
    pub never: Vec<String>,
    /// Its numbers may stand without a hedge.
    #[serde(default)]
    pub no_hedge_needed: bool,
    /// It is about money: who looks for the cost is told what it means for them.
    #[serde(default)]
    pub cost: bool,
    pub source: String,
    /// The day on which it was true.
    pub as_of: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fact: Vec<Fact>,
}

impl Fact {
    /// The path of the facts as findings name it.
    pub const FILE: &str = "faq/facts.toml";
    /// The facts that are built into the program, as text.
    pub const TEXT: &str = include_str!("../facts.toml");

    /// The facts that are built into the program.
    pub fn embedded() -> Result<Vec<Self>, Error> {
        Self::parse(Self::FILE, Self::TEXT)
    }

    /// Reads facts from TOML. `file` names it in errors.
    pub fn parse(file: &str, text: &str) -> Result<Vec<Self>, Error> {
        let fail = |line, reason| Error::Parse { file: file.to_owned(), line, reason };
        let File { fact: facts } = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            fail(line, error.message().replace('\n', " "))
        })?;
        for (index, fact) in facts.iter().enumerate() {
            let line = line_of_fact(text, &fact.id);
            if facts[..index].iter().any(|other| other.id == fact.id) {
                return Err(fail(line, format!("`{}` is there twice", fact.id)));
            }
            if fact.status != Status::Sure && fact.check.is_empty() {
                return Err(fail(line, format!("`{}` is not sure but does not say what to check", fact.id)));
            }
        }
        Ok(facts)
    }

    /// True where an article that uses it must hedge somewhere.
    pub fn needs_hedge(&self) -> bool {
        self.status != Status::Sure && !self.no_hedge_needed
    }
}

/// The 1-based line on which a fact's id stands.
pub(crate) fn line_of_fact(text: &str, id: &str) -> usize {
    text.find(&format!("id = \"{id}\"")).map_or(1, |at| line_of(text, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_three_facts_are_built_in() {
        let facts = Fact::embedded().unwrap();
        let count = |status| facts.iter().filter(|fact| fact.status == status).count();
        assert_eq!([Status::Sure, Status::Part, Status::Check].map(count), [38, 19, 6]);
        assert!(facts.iter().enumerate().all(|(index, fact)| fact.id == format!("F{:02}", index + 1)));
        assert_eq!(facts.iter().filter(|fact| fact.no_hedge_needed).count(), 20);
    }

    #[test]
    fn errors_name_file_line_and_reason() {
        let fact = "[[fact]]\nid = \"F01\"\nstatus = \"sure\"\ntext = \"t\"\nsource = \"s\"\nas_of = \"2026-11-22\"\n";
        let check = |text: String, want: &str| {
            let error = Fact::parse("facts.toml", &text).unwrap_err().to_string();
            assert!(error.contains(want), "{error}\nlacks {want}");
        };
        assert_eq!(Fact::parse("facts.toml", fact).unwrap().len(), 1);
        check(fact.replace("sure", "maybe"), "facts.toml:3: unknown variant `maybe`");
        check(fact.replace("source = \"s\"\n", ""), "missing field `source`");
        check(fact.replace("sure", "check"), "facts.toml:2: `F01` is not sure but does not say what to check");
        check(format!("{fact}{fact}"), "`F01` is there twice");
    }
}
