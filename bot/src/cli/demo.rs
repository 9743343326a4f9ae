//! bot: `dari demo`.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args as ClapArgs;
use handoff::agent::{Presence, Role};
use handoff::id::AgentId;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::serve;
use crate::app::{App, Clock};
use crate::core::demo::server;
use crate::core::{Core, DemoCore};
use crate::demo;
use crate::http::console::hash_password;
use crate::settings::{CoreKind, Secret, Settings, TelegramMode};
use crate::site::{Demand, Keyless, Origin, Site};
use crate::store::agent::{Abilities, Agent, upsert};
use crate::telegram::fake::Fake;

/// How the demo starts.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Everything is synthetic and starts fresh each time. Stop it with Ctrl-C.")]
pub struct Args {
    /// The port to listen on; without it the first free one from 8080
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The port of the synthetic core system; without it the first free one from 8180
    #[arg(long, value_name = "PORT")]
    core_port: Option<u16>,
    /// The port of the fake Telegram; without it the first free one from 8280
    #[arg(long, value_name = "PORT")]
    telegram_port: Option<u16>,
    /// Keep the database in this file instead of a temporary one
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
}

/// Starts the service with its own customers and agents.
pub async fn run(mut settings: Settings, args: Args) -> anyhow::Result<()> {
    if settings.log.filter == "info" {
        settings.log.filter = "warn".to_owned();
    }
    serve::log_to_stderr(&settings.log);
    if !settings.store.url.reveal().starts_with("postgres") {
        let file =
            args.database.unwrap_or_else(|| std::env::temp_dir().join(format!("dari-demo-{}.db", std::process::id())));
        for suffix in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{suffix}", file.display()));
        }
        settings.store.url = Secret::new(format!("sqlite:{}", file.display()));
    }
    let listener = listen(args.port, 8080).await?;
    let address = listener.local_addr()?;
    embed(&mut settings, address.port())?;
    let started = std::time::Instant::now();
    let stop = CancellationToken::new();
    let core = core(&mut settings, args.core_port, &stop).await?;
    telegram(&mut settings, args.telegram_port, address.port(), &stop).await?;
    crate::telegram::check(&settings.telegram)?;
    let app = prepare(settings, core, Clock::System).await?;
    println!("{}", welcome(&app, address.port(), started.elapsed().as_millis()));
    let served = serve::work(app, listener).await;
    stop.cancel();
    served
}

/// The sites of the demo: this machine under its two names, which to a browser are two sites.
fn embed(settings: &mut Settings, port: u16) -> anyhow::Result<()> {
    let origin = |host| Origin::parse(&format!("http://{host}:{port}")).context("cannot name this machine");
    let origins = vec![origin("localhost")?, origin("127.0.0.1")?];
    for (key, identity) in [("daon-open", Demand::Optional), ("daon-members", Demand::Required)] {
        settings.sites.insert(key, Site { origins: origins.clone(), identity });
    }
    // The company's own page lets visitors in.
    settings.identity.keyless = Keyless::Optional;
    Ok(())
}

/// The core system that the settings name; without one, synthetic customers on a port of their own,
/// spoken to as any company's system is.
async fn core(settings: &mut Settings, port: Option<u16>, stop: &CancellationToken) -> anyhow::Result<Core> {
    let behind = Arc::new(DemoCore::default());
    if settings.core.kind == CoreKind::Demo {
        let listener = listen(port, 8180).await?;
        settings.core.kind = CoreKind::Http;
        settings.core.url = format!("http://{}", listener.local_addr()?);
        settings.core.token = Secret::new(random()?);
        let routes = server::routes(Arc::clone(&behind), settings.core.token.reveal(), super::core::clock());
        tokio::spawn(server::serve(listener, routes, stop.clone()));
    }
    Core::demo_over_http(&settings.core, behind).context("cannot speak with the core system")
}

/// The Telegram that the settings name; without one, a fake on a port of its own.
async fn telegram(
    settings: &mut Settings,
    port: Option<u16>,
    web: u16,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    if settings.telegram.web_url.is_empty() {
        settings.telegram.web_url = format!("http://localhost:{web}/");
    }
    if settings.telegram.mode == TelegramMode::Off {
        let listener = listen(port, 8280).await?;
        settings.telegram.mode = TelegramMode::Polling;
        settings.telegram.api_url = format!("http://{}", listener.local_addr()?);
        settings.telegram.token = Secret::new("1:demo");
        tokio::spawn(Fake::default().serve(listener, stop.clone()));
    }
    Ok(())
}

/// The demo's service: a random secret, agents who can sign in, customers with a past.
pub async fn prepare(settings: Settings, core: Core, clock: Clock) -> anyhow::Result<App> {
    let app = serve::build(with_secret(settings)?, core, clock, true).await?;
    fill(&app).await?;
    Ok(app)
}

/// The settings with a secret that nobody knows.
pub fn with_secret(mut settings: Settings) -> anyhow::Result<Settings> {
    settings.identity.secret = Secret::new(random()?);
    Ok(settings)
}

/// 256 bits of chance, in hex.
pub(super) fn random() -> anyhow::Result<String> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).context("the operating system has no randomness")?;
    Ok(crate::app::hash(&format!("{random:?}")))
}

/// Seats the team, and gives the customers their past.
pub async fn fill(app: &App) -> anyhow::Result<()> {
    let password_hash = hash_password(PASSWORD);
    for (login, name, role) in TEAM {
        let agent = Agent {
            id: AgentId(format!("agent-{login}")),
            login: login.to_owned(),
            name: name.to_owned(),
            role,
            presence: Presence::Offline,
            capacity: 5,
            abilities: Abilities::default(),
            presence_at: app.now(),
            password_hash: password_hash.clone(),
        };
        app.store.write(move |tx| Box::pin(async move { upsert(tx, &agent).await })).await?;
    }
    demo::seed(app).await
}

/// The demo's team. Real teams are made with `dari agent add`.
pub const TEAM: [(&str, &str, Role); 3] =
    [("minji", "이민지", Role::Agent), ("junho", "박준호", Role::Agent), ("sora", "최소라", Role::Lead)];
/// The demo team's password; it opens nothing else.
pub const PASSWORD: &str = "dari-demo";

/// A port of this machine: the one that is named, or the first free one from `first`.
pub(super) async fn listen(port: Option<u16>, first: u16) -> anyhow::Result<TcpListener> {
    let ports = port.map_or(first..=first + 19, |port| port..=port);
    let wanted = ports.clone();
    for port in ports {
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)).await {
            return Ok(listener);
        }
    }
    anyhow::bail!("no free port in {}–{}; name another one (see --help)", wanted.start(), wanted.end())
}

/// How to see what happens when the core system does not answer.
fn bad_day(url: &str) -> String {
    format!(
        "코어가 느리거나 멈춘 날 · a bad day: curl -X PUT {url}/demo/fault -H 'content-type: application/json' -d '{{\"fault\":\"slow\"}}'  (down, none)"
    )
}

/// The same for Telegram.
pub(super) fn bad_telegram(url: &str) -> String {
    format!(
        "curl -X PUT {url}/fault -H 'content-type: application/json' -d '{{\"fault\":\"429\"}}'  (500, hang, drop, none)"
    )
}

fn welcome(app: &App, port: u16, milliseconds: u128) -> String {
    use std::fmt::Write as _;
    let color = std::env::var_os("NO_COLOR").is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout());
    let paint = |code: &str, text: &str| {
        if color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    };
    let mut text = String::new();
    let _ = writeln!(text, "\n  {}  다리가 놓였습니다. Dari is up ({milliseconds} ms).\n", paint("1;36", "━ Dari"));
    let _ = writeln!(text, "  {:<10} {}", "고객 Web", paint("4;36", &format!("http://localhost:{port}/")));
    let _ = writeln!(text, "  {:<10} {}", "상담원 Desk", paint("4;36", &format!("http://localhost:{port}/agent")));
    let _ = writeln!(text, "  {:<10} {}", "삽입 Embed", paint("4;36", &format!("http://localhost:{port}/demo")));
    if app.settings.telegram.api_url.starts_with("http://") {
        let _ = writeln!(text, "  {:<10} {}", "텔레그램", paint("4;36", &app.settings.telegram.api_url));
    }
    let _ = writeln!(text, "  {:<10} {}\n", "코어 Core", paint("2", &app.settings.core.url));
    let _ = writeln!(text, "  {}", paint("1", "상담원 로그인 · Sign in at the desk"));
    for (login, name, role) in TEAM {
        let role = if role == Role::Lead { "팀장 lead" } else { "상담원 agent" };
        let _ = writeln!(text, "    {}  {PASSWORD}   {name} ({role})", paint("33", &format!("{login:<6}")));
    }
    let _ = writeln!(text, "\n  {}", paint("1", "고객 · Customers to be (choose one on the page)"));
    for customer in app.core.demo_customers() {
        let question = customer.try_asking.first().map_or("", String::as_str);
        let _ = writeln!(text, "    {}  {}  {}", paint("33", &customer.name), customer.situation, paint("2", question));
    }
    let _ = writeln!(text, "\n  {}", paint("1", "해보세요 · Try"));
    for line in [
        "창 두 개를 나란히: 고객 창에서 \"상담원 연결해 주세요\", 상담원 창에서 [받기]",
        "\"아까부터 똑같은 말만 하네요\" — 불만이 보이면 사람을 권합니다",
        "\"카드를 잃어버렸어요\" — 로그인보다 정지 접수가 먼저입니다",
        &bad_day(&app.settings.core.url),
        "Switch to English in the widget: \"When is my next payment due?\"",
    ] {
        let _ = writeln!(text, "    · {line}");
    }
    let _ = writeln!(
        text,
        "\n  {}",
        paint("2", "Ctrl-C 로 멈춥니다 · stops it. 모든 데이터는 가상입니다 · all data is synthetic.")
    );
    text
}
