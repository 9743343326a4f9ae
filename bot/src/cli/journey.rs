//! bot: `dari journey`.

use anyhow::{Context as _, bail};
use clap::Subcommand;
use handoff::hours::local;
use handoff::id::PersonId;
use handoff::journey::Journey;
use handoff::journey::pace::Pace;
use handoff::message::Language;
use handoff::person::Namespace;
use jiff::Timestamp;

use super::serve;
use crate::app::{App, Clock};
use crate::conversation::CustomerNo;
use crate::core::Core;
use crate::settings::Settings;
use crate::store::journey::name_of;
use crate::{fold, intake};

/// What is known of customers over time.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show one person: stage, care, mood, processes, segments with their reasons, promises, the last events
    Show {
        /// An id of ours, a number in the core system, or NAMESPACE:VALUE such as `web_anon:abc`
        person: String,
    },
    /// Drop all folds and make them again from the log; prints the sum, which is the same every time
    Rebuild,
    /// Print the sum over all folds
    Checksum,
    /// Make two persons of one again
    Separate {
        /// Who had been merged away
        person: String,
    },
}

/// Runs one command.
pub async fn run(settings: Settings, command: Command) -> anyhow::Result<()> {
    serve::log_to_stderr(&settings.log);
    let core = Core::of(&settings.core).context("cannot speak with the core system")?;
    let app = serve::build(settings, core, Clock::System, false).await?;
    match command {
        Command::Show { person } => {
            let person = find(&app, &person).await?;
            print!("{}", show(&app, &person).await?);
        }
        Command::Rebuild => {
            let (persons, sum) = fold::rebuild(&app).await?;
            println!("{persons} persons, {sum}");
        }
        Command::Checksum => println!("{}", fold::checksum(&app.store).await?),
        Command::Separate { person } => match intake::separate(&app, &PersonId(person.clone())).await? {
            Some(from) => println!("{person} and {from} are two persons again"),
            None => bail!("{person} was not merged into anybody"),
        },
    }
    Ok(())
}

async fn find(app: &App, person: &str) -> anyhow::Result<PersonId> {
    if let Some(found) = app.store.person(&PersonId(person.to_owned())).await? {
        return Ok(found.id);
    }
    if let Some(found) = app.store.person_of_customer(&CustomerNo(person.to_owned())).await? {
        return Ok(found.id);
    }
    let (namespace, value) = person.split_once(':').unwrap_or(("customer_no", person));
    let namespace: Namespace = namespace.parse().context("known namespaces are customer_no, telegram, phone …")?;
    let key = intake::key(app, namespace, value).ok().context("the value is not of the namespace's form")?;
    app.store.person_of_name(namespace, &key).await?.with_context(|| format!("nobody is known as {person}"))
}

/// One person's journey in lines.
pub async fn show(app: &App, person: &PersonId) -> anyhow::Result<String> {
    use std::fmt::Write as _;
    let now = app.now();
    let journey = fold::journey(&app.store, person).await?;
    let life = app.store.life_of(person).await?;
    let pace = Pace::of(&app.store.process_moves().await?);
    let mut text = String::new();
    let _ = writeln!(text, "{person}");
    for name in app.store.names_of(person).await? {
        let proved = name.verified_at.map_or("claimed".to_owned(), |at| format!("proved {}", day(at)));
        let _ = writeln!(text, "  {:<12} {}…  {proved}", name.namespace.as_str(), &name.key[..name.key.len().min(8)]);
    }
    let stage = journey.stage_at(now);
    let _ = writeln!(text, "stage     {stage} ({})", stage.label(Language::Ko));
    let care: Vec<String> =
        journey.care.iter().map(|(trouble, since)| format!("{trouble} since {}", day(*since))).collect();
    let _ = writeln!(text, "care      {}", if care.is_empty() { "none".to_owned() } else { care.join(", ") });
    let _ = writeln!(text, "mood      {:+.2} from {} signals", journey.mood.value(), journey.mood.sources.len());
    processes(&mut text, &journey, &pace);
    for member in journey.segments(now) {
        let _ = writeln!(text, "segment   {} since {} ({})", name_of(member.segment), day(member.since), member.why);
    }
    for promise in &journey.promises {
        let due = promise.due.map_or_else(String::new, |due| format!(", due {}", day(due)));
        let _ = writeln!(text, "promise   {}: {}{due}", promise.by, promise.text);
    }
    let sources: std::collections::BTreeSet<&str> =
        life.iter().map(|event| event.source.split(':').next().unwrap_or_default()).collect();
    let _ = writeln!(text, "sources   {}", sources.into_iter().collect::<Vec<_>>().join(", "));
    for event in life.iter().rev().take(20).rev() {
        let what = match &event.fact {
            handoff::event::Fact::Touchpoint { what, label } => format!("{what} {label}"),
            fact => fact.kind().to_owned(),
        };
        let _ = writeln!(text, "  {}  {:<10} {what}", local(event.at).strftime("%F %R"), event.channel.as_str());
    }
    let _ = writeln!(text, "checksum  {}", journey.checksum());
    Ok(text)
}

fn processes(text: &mut String, journey: &Journey, pace: &Pace) {
    use std::fmt::Write as _;
    for (name, process) in &journey.processes {
        let progress = process.progress(Language::Ko);
        let done = usize::from(process.step.min(process.of));
        let bar: String = "●".repeat(done) + &"○".repeat(usize::from(process.of).saturating_sub(done));
        let until = pace.expected_by(process).map_or_else(String::new, |at| format!(", usually by {}", day(at)));
        let _ = writeln!(
            text,
            "process   {name} {bar} {}/{} {}{until} (waits for {})",
            progress.step, progress.of, process.label, process.blocked_on
        );
    }
}

fn day(at: Timestamp) -> String {
    local(at).strftime("%F").to_string()
}
