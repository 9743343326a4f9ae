#!/usr/bin/env bash
# Runs every check. Installs what it needs where it may (Debian packages, as root), starts private
# servers on free ports, and stops them at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n\033[1;36m━━ %s\033[0m (%ss)\n' "$1" "$SECONDS"; }
have() { command -v "$1" >/dev/null 2>&1; }
need() { # COMMAND PACKAGE…
    local command=$1; shift
    have "$command" && return
    if [ "$(id -u)" = 0 ] && have apt-get; then
        [ -n "${updated:-}" ] || { apt-get update -qq; updated=1; }
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "$command is missing: install the package $1" >&2
        exit 1
    fi
}

work=$(mktemp -d)
cleanup() {
    [ -z "${postgres_bin:-}" ] || as_postgres "$postgres_bin/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap cleanup EXIT

as_postgres() { # initdb and postgres refuse to run as root
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

step "what the tests need"
need node nodejs npm
need chromium chromium fonts-noto-cjk
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need no-such-command postgresql
postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)

step "a private Postgres"
port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
chmod 755 "$work"
mkdir "$work/pg"
[ "$(id -u)" != 0 ] || chown postgres "$work/pg"
as_postgres "$postgres_bin/initdb" -D "$work/pg" -U dari -A trust --no-instructions >/dev/null
as_postgres "$postgres_bin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=400 -c shared_buffers=64MB" start >/dev/null
export DARI_TEST_POSTGRES="postgres://dari@127.0.0.1:$port"

step "format"
cargo fmt --all --check

# One build for everything: clippy looks on while our own code is compiled, so that dependencies are built once and
# not checked a second time (which `cargo clippy` and `cargo doc` would do, for several minutes).
step "build and lints"
RUSTC_WORKSPACE_WRAPPER=$(command -v clippy-driver)
export RUSTC_WORKSPACE_WRAPPER CLIPPY_ARGS=-Dwarnings__CLIPPY_HACKERY__
cargo build --locked --workspace --all-targets

step "web checks"
(cd bot/web && npm run check --silent && npm test --silent)

step "sentences and articles"
target/debug/dari nlu lint
target/debug/dari faq lint

step "what the model and the search are worth"
target/debug/dari nlu eval --set nlu/data/dev/dev.jsonl --fail-under intent.accuracy=0.92 --fail-under oos.auroc=0.98 \
    --fail-under urgent.recall=0.98 --fail-over urgent.hard_false_alarm_rate=0.1
target/debug/dari nlu eval --set nlu/data/dev/mood.jsonl --fail-under frustration.f1=0.8
target/debug/dari nlu eval --set nlu/data/dev/alarm.jsonl --fail-under urgent.recall=0.98 \
    --fail-over urgent.hard_false_alarm_rate=0.1
target/debug/dari nlu eval --set nlu/data/dev/short.jsonl --fail-under urgent.recall=0.98 --fail-under oos.auroc=0.93 \
    --fail-over urgent.hard_false_alarm_rate=0.3
target/debug/dari faq eval --set faq/data/dev.jsonl --fail-under 0.9
target/debug/dari eval dialogues --set tests/dialogues/eval.jsonl --fail-under 0.95

step "tests on both engines"
cargo test --locked --workspace

step "doc, licences and spelling where the tools are"
if cargo deny --version >/dev/null 2>&1; then cargo deny --offline check licenses bans sources; else echo "cargo-deny is not installed: skipped"; fi
if have typos; then typos; else echo "typos is not installed: skipped"; fi

step "browser"
(cd tests/browser && npm ci --no-audit --no-fund --loglevel=error && node --test --test-timeout=240000)

step "all good"
