//! bot: `dari faq facts`.

use faq::{Fact, Language, Library, Status};

use super::paint::{Ink, paint, wrap};
use super::show::mark;

/// Prints the facts with how sure they are and where they are used; with `open` only what is to be confirmed.
pub(super) fn list(library: &Library, open: bool, json: bool) -> anyhow::Result<()> {
    let mut facts = Fact::embedded()?;
    facts.retain(|fact| !open || !fact.check.is_empty());
    if json {
        let values: Result<Vec<_>, serde_json::Error> = facts
            .iter()
            .map(|fact| {
                let mut value = serde_json::to_value(fact)?;
                value["articles"] = serde_json::json!(users(library, fact));
                Ok(value)
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&values?)?);
        return Ok(());
    }
    for fact in &facts {
        print(fact, &users(library, fact));
    }
    let count = |status| facts.iter().filter(|fact| fact.status == status).count();
    eprintln!(
        "{} facts: {} {} sure, {} {} in the main, {} {} to check",
        facts.len(),
        mark(Status::Sure),
        count(Status::Sure),
        mark(Status::Part),
        count(Status::Part),
        mark(Status::Check),
        count(Status::Check),
    );
    Ok(())
}

/// The topics that rest on a fact.
fn users<'a>(library: &'a Library, fact: &Fact) -> Vec<&'a str> {
    let korean = library.articles().filter(|article| article.language == Language::Ko);
    korean.filter(|article| article.facts.contains(&fact.id)).map(|article| article.id.as_str()).collect()
}

fn print(fact: &Fact, users: &[&str]) {
    println!("{} {}  {}", mark(fact.status), paint(Ink::Bold, &fact.id), wrap(&fact.text, 7));
    if !fact.check.is_empty() {
        println!("       {} {}", paint(Ink::Yellow, "to confirm"), wrap(&fact.check, 18));
    }
    let users = if users.is_empty() { "no article".to_owned() } else { users.join(", ") };
    println!("       {}\n", paint(Ink::Dim, &format!("{} · {} · {users}", fact.source, fact.as_of)));
}
