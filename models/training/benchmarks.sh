#!/usr/bin/env bash
# Trains heads on public sets with the shipped encoder and measures them: `make bench-nlu`.
# DATA names the folder with the public sets (models/README.md says which); their tests are elsewhere, so every
# tenth training sentence is held out, CLINC150 has a development set of its own, and KorSTS needs no training. Of NSMC
# it is every thirtieth: these the encoder was not shown when it learnt from rated reviews.
# To measure on a test: dari nlu train --data TRAIN --out DIR && dari nlu eval --model DIR --set TEST
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${DATA:-../shared/data}
dari=${DARI:-target/debug/dari}
[ -d "$data" ] || { echo "no public data in $data: set DATA to their folder (models/README.md)" >&2; exit 1; }
[ -n "${DARI:-}" ] || cargo build --locked -p bot
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

measure() { # NAME TRAIN [TEST, or which part is held out]
    local name=$1 train=$2 test=${3:-10}
    [ -f "$train" ] || { echo "$name: $train is missing, left out"; return; }
    if [[ $test =~ ^[0-9]+$ ]]; then
        zcat "$train" | awk -v part="$test" 'NR % part == 0' >"$work/test.jsonl"
        zcat "$train" | awk -v part="$test" 'NR % part != 0' >"$work/train.jsonl"
        train=$work/train.jsonl test=$work/test.jsonl
    fi
    printf '\n━━ %s\n' "$name"
    "$dari" nlu train --data "$train" --out "$work/model" | tail -n 1
    "$dari" nlu eval --model "$work/model" --set "$test" --json >"$work/report.json"
    node -e '
        const r = JSON.parse(require("fs").readFileSync(process.argv[1]));
        const share = (x) => x == null ? "–" : (100 * x).toFixed(2) + " %";
        console.log("accuracy", share(r.intent?.accuracy), " macro-F1", share(r.intent?.macro_f1),
            r.oos ? " out-of-scope AUROC " + share(r.oos.auroc) : "", " n", r.n ?? r.intent?.n);
    ' "$work/report.json"
}

measure Banking77 "$data/intent/banking77.train.jsonl.gz"
measure CLINC150 "$data/intent/clinc150.train.jsonl.gz" "$data/intent/clinc150.dev.jsonl.gz"
measure HWU64 "$data/intent/hwu64.train.jsonl.gz"
measure 3i4K "$data/act/3i4k.train.jsonl.gz"
[ -n "${QUICK:-}" ] || measure NSMC "$data/sentiment/nsmc.train.jsonl.gz" 30
printf '\n━━ KorSTS (development)\n'
"$dari" nlu eval --set "$data/similarity/korsts.dev.jsonl.gz"
