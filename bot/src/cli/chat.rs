//! bot: `dari chat`: the same engine, in a terminal.

use std::io::Write as _;

use anyhow::{Context as _, bail};
use clap::{Args as ClapArgs, ValueEnum};
use handoff::event::Fact;
use handoff::message::{Author, Block, Channel, Choice, Language, Message};
use jiff::SignedDuration;
use tokio::io::{AsyncBufReadExt as _, BufReader};

use super::{demo, serve};
use crate::app::{App, Clock};
use crate::conversation::{Control, Conversation, CustomerNo, Persona, Style};
use crate::core::Core;
use crate::inbox::{self, Inbound, Opener};
use crate::settings::{Secret, Settings};
use crate::turn::Turn;
use crate::wire::Verified;

/// Whom the bot talks with.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "While you chat:  a number taps a button   /code 123456   /as CUSTOMER   /lang en   /help   /quit"
)]
pub struct Args {
    /// Be this demo customer; without it a visitor who is not signed in
    #[arg(long = "as", value_name = "CUSTOMER")]
    customer: Option<String>,
    #[arg(long, value_enum, default_value_t = Lang::Ko)]
    lang: Lang,
    /// Shape the answers as for this kind of customer from the start
    #[arg(long, value_enum)]
    persona: Option<Kind>,
}

/// Kinds of customers, by what they care about.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// What it costs
    Price,
    /// Criteria and sources
    Researcher,
    /// That it is quick
    Convenience,
    /// That it is as it always was
    Loyal,
    /// What others found
    Social,
}

impl From<Kind> for Persona {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Price => Self::Price,
            Kind::Researcher => Self::Researcher,
            Kind::Convenience => Self::Convenience,
            Kind::Loyal => Self::Loyal,
            Kind::Social => Self::Social,
        }
    }
}

/// The language to begin in.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Ko,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ko => Self::Ko,
            Lang::En => Self::En,
        }
    }
}

const HELP: &str = "  1, 2, 3 …        tap a button\n  /code 123456     give the one-time code\n  /as CUSTOMER     \
    be someone else (/as alone lists them)\n  /lang ko|en      change the language\n  /core slow|down  let the company's system fail (/core heals it)\n  /quit            stop (also Ctrl-D)";

/// Talks until the input ends.
pub async fn run(mut settings: Settings, args: Args) -> anyhow::Result<()> {
    settings.log.filter = "error".to_owned();
    serve::log_to_stderr(&settings.log);
    let directory = std::env::temp_dir().join(format!("dari-chat-{}", std::process::id()));
    std::fs::create_dir_all(&directory).context("cannot make a temporary directory")?;
    settings.store.url = Secret::new(format!("sqlite:{}", directory.join("chat.db").display()));
    let app = demo::prepare(settings, Core::demo(), Clock::System).await?;
    let talked = talk(&app, args).await;
    let _ = std::fs::remove_dir_all(&directory);
    talked
}

async fn talk(app: &App, args: Args) -> anyhow::Result<()> {
    let mut chat = Chat::begin(app, args.customer, args.lang.into()).await?;
    if let Some(kind) = args.persona {
        let mut turn = Turn::begin(app, &chat.conversation.id).await?;
        turn.conversation.dialogue.style = Style::of(kind.into());
        chat.conversation = turn.end().await?;
    }
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    loop {
        print!("\n› ");
        std::io::stdout().flush()?;
        let Some(line) = lines.next_line().await? else { break };
        let line = line.trim();
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "" => continue,
            "/quit" | "/exit" => break,
            "/help" | "/?" => println!("{HELP}"),
            "/code" => chat.code(rest).await?,
            "/core" => app.core.fail(rest),
            "/lang" => match Lang::from_str(rest, true) {
                Ok(lang) => inbox::set_language(app, &chat.conversation.id, lang.into()).await?,
                Err(_) => println!("  /lang ko or /lang en"),
            },
            "/as" if rest.is_empty() => {
                for customer in app.core.demo_customers() {
                    println!("  {:<10} {}  {}", customer.id, customer.name, customer.situation);
                }
            }
            "/as" => match Chat::begin(app, Some(rest.to_owned()), chat.conversation.language).await {
                Ok(other) => chat = other,
                Err(error) => println!("  {error:#}"),
            },
            _ if word.starts_with('/') => println!("  unknown command; /help lists them"),
            _ => chat.say(line).await?,
        }
        chat.show_new().await?;
    }
    Ok(())
}

/// One conversation in the terminal.
struct Chat<'a> {
    app: &'a App,
    conversation: Conversation,
    shown: i64,
    texts: usize,
    choices: Vec<Choice>,
}

impl<'a> Chat<'a> {
    async fn begin(app: &'a App, customer: Option<String>, language: Language) -> anyhow::Result<Self> {
        let opener = match customer {
            None => Opener::Visitor,
            Some(id) => {
                if !app.core.demo_customers().iter().any(|customer| customer.id == id) {
                    let known: Vec<_> = app.core.demo_customers().into_iter().map(|customer| customer.id).collect();
                    bail!("there is no customer {id:?}; there are {}", known.join(", "));
                }
                Opener::Customer(CustomerNo(id), app.now() + SignedDuration::from_hours(1))
            }
        };
        let (conversation, _) = inbox::open(app, opener, Channel::Terminal, language).await?;
        let mut chat = Self { app, conversation, shown: 0, texts: 0, choices: Vec::new() };
        chat.show_new().await?;
        Ok(chat)
    }

    async fn say(&mut self, line: &str) -> anyhow::Result<()> {
        let tapped = line.parse::<usize>().ok().and_then(|n| self.choices.get(n.checked_sub(1)?)).cloned();
        let (text, choice) = match tapped {
            Some(choice) => (choice.label, Some(choice.id)),
            None => (line.to_owned(), None),
        };
        let inbound = Inbound {
            conversation: self.conversation.id.clone(),
            channel: Channel::Terminal,
            client_id: self.app.id(),
            text,
            choice,
            link: None,
            masked: Vec::new(),
        };
        let receipt = inbox::receive(self.app, &inbound).await?;
        if receipt.text != inbound.text {
            println!("  (저장된 글 · as stored: {})", receipt.text);
        }
        Ok(())
    }

    async fn code(&mut self, code: &str) -> anyhow::Result<()> {
        match inbox::verify(self.app, &self.conversation.id, Channel::Terminal, code.trim()).await {
            Ok(Verified::Accepted { .. }) => println!("  ✓ 확인됐어요 · verified"),
            Ok(Verified::Wrong { left }) => println!("  번호가 달라요 · wrong code ({left} left)"),
            Ok(Verified::Locked { until }) => println!("  잠시 쉬어 갈게요 · locked until {until}"),
            Ok(Verified::Expired) => println!("  시간이 지났어요 · the code has expired"),
            Err(error) => println!("  {error}"),
        }
        Ok(())
    }

    async fn show_new(&mut self) -> anyhow::Result<()> {
        let events = self.app.store.shared_after(&self.conversation.id, self.shown, 500).await?;
        for event in events {
            self.shown = event.number.unwrap_or(self.shown);
            match event.fact {
                Fact::Said { message, .. } if message.author != Author::Customer => self.show(&message),
                Fact::HandoffQueued { .. } => println!("  ─ 상담원 대기열에 들어갔습니다 · queued for a person ─"),
                Fact::HandoffCancelled { .. } => println!("  ─ 상담원 연결을 취소했습니다 · cancelled ─"),
                _ => {}
            }
        }
        for text in self.app.texts.received(&self.conversation.id).into_iter().skip(self.texts) {
            self.texts += 1;
            println!("  ✉ {}", text.text);
        }
        if let Some(stored) = self.app.store.conversation(&self.conversation.id).await? {
            self.conversation = stored.conversation;
        }
        if let Control::Closed { .. } = self.conversation.control {
            println!("  ─ 종료 · closed ─");
        }
        Ok(())
    }

    fn show(&mut self, message: &Message) {
        let who = match &message.author {
            Author::Agent { name, .. } => name.as_str(),
            _ => "다리",
        };
        println!("\n{who}: {}", message.text.replace("**", "").replace('\n', "\n      "));
        self.choices.clear();
        for block in &message.blocks {
            self.draw(block);
        }
    }

    fn draw(&mut self, block: &Block) {
        match block {
            Block::Choices { choices } => {
                self.choices.clone_from(choices);
                let list: Vec<_> =
                    choices.iter().enumerate().map(|(n, choice)| format!("[{}] {}", n + 1, choice.label)).collect();
                println!("      {}", list.join("  "));
            }
            Block::Status(status) => {
                println!("      ┌ {} — {}", status.title, status.state);
                if let Some(progress) = &status.progress {
                    println!("      │ {}  {}", progress.dots(), progress.labels.join(" → "));
                }
                for line in [&status.since, &status.next, &status.expected].into_iter().flatten() {
                    println!("      │ {line}");
                }
                for row in &status.rows {
                    println!("      │ {}: {}", row.label, row.value);
                }
                if let Some(basis) = &status.basis {
                    println!("      │ ⓘ {basis}");
                }
                println!("      └");
            }
            Block::Article { title, as_of, .. } => println!("      ▤ {title} ({as_of})"),
            Block::Emergency { title, phones, steps } => {
                println!("      ┏ {title}");
                for phone in phones {
                    println!("      ┃ ☎ {}  {}", phone.number, phone.label);
                }
                for (n, step) in steps.iter().enumerate() {
                    println!("      ┃ {}. {step}", n + 1);
                }
                println!("      ┗");
            }
            Block::Code { digits, .. } => println!("      ▢ {digits}자리 인증번호: /code 123456"),
            Block::Receipt { number, title, next, .. } => println!("      ✓ {title} ({number}) {next}"),
        }
    }
}
