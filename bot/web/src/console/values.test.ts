import assert from "node:assert/strict";
import { test } from "node:test";
import type { Context } from "../wire.ts";
import { item } from "./desk-of-tests.ts";
import { valuesOf } from "./values.ts";
import { words } from "./words.ts";

const context = (more: Partial<Context>): Context => ({
  schema: "handoff.v1", handoff: "h-1", conversation: "c-1", channel: "web", language: "ko", taken_at: "", summary: [],
  who: { name: "손님", level: "V0", notes: [], consents: [] }, wish: { sentence: "", words: "", number: 1 }, reason: { code: "user_request", evidence: [] },
  reason_sentence: "", priority: "normal", said: [], known: [], mood: { points: [], now: 0, frustration: 0, rated: [] }, processes: [], around: [], open: [],
  must_not: [], next_steps: [], ...more,
});
const of = (more: Partial<Context>) =>
  valuesOf({ agent: "이하늘", item: item("1", { queue: "loan" }), context: context(more), state: undefined, opensAt: undefined, w: words.ko, language: "ko" });

test("what is known fills a reply, and what is not is absent", () => {
  assert.deepEqual(of({}), { agent: "이하늘", company: words.ko.company, team: words.ko.queue.loan });
  const open: Context["open"] = [
    { kind: "promise", label: "", name: "전화", due: "2026-11-24T01:00:00Z" },
    { kind: "promise", label: "", name: "결과", due: "2026-11-23T01:00:00Z" },
    { kind: "case", label: "", name: "R-1" },
    { kind: "case", label: "", name: "R-2" },
  ];
  const found = of({ open, processes: [{ process: "loan", title: "신용대출 심사", progress: { step: 1, of: 5, labels: [] }, since: "", blocked_on: "company" }] });
  assert.deepEqual([found.receipt, found.product], ["R-2", "신용대출 심사"]);
  assert.match(found.promise ?? "", /11월 2[23]일/);
});
