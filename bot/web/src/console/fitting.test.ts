import assert from "node:assert/strict";
import { test } from "node:test";
import type { Context, Suggestion } from "../wire.ts";
import { fitting, questionOf } from "./fitting.ts";

const found = (...scores: number[]): Suggestion[] => scores.map((score, n) => ({ id: `a-${n}`, title: "", short: "", as_of: "2026-11-22", score }));

test("two answers at most, and none when none is likely", () => {
  const cases: [number[], number[]][] = [[[], []], [[0.15, 0.02], []], [[0.98, 0], [0.98]], [[0.02, 0.95, 0.3], [0.95, 0.3]]];
  for (const [scores, want] of cases) assert.deepEqual(fitting(found(...scores)).map(({ score }) => score), want);
});

test("nothing is looked for in danger or without a wish", () => {
  const wish = { sentence: "", intent: "card_delivery", words: " 카드 언제 와요? ", number: 1 };
  const danger: Context["danger"] = { emergency: "self_harm", label: "", since: "", words: "", script: [] };
  assert.equal(questionOf({ wish }), "카드 언제 와요?");
  assert.equal(questionOf({ wish, danger }), "");
  assert.equal(questionOf({ wish: { sentence: "", words: "상담원이요", number: 1 } }), "");
});
