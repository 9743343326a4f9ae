import assert from "node:assert/strict";
import test from "node:test";
import type { Shared } from "../wire.ts";
import { transcript } from "./transcript.ts";

test("a transcript has who, when and what, and a line for each card", () => {
  const at = "2026-11-22T05:31:00Z";
  const events = [
    { number: 1, at, type: "notice", notice: { notice: "opened" } },
    { number: 2, at, type: "message", message: { author: { kind: "customer" }, text: "심사 어디까지?" } },
    {
      number: 3,
      at,
      type: "message",
      message: {
        author: { kind: "bot" },
        text: "3단계예요.",
        blocks: [
          { kind: "status", title: "대출", state: "심사 중", rows: [] },
          { kind: "receipt", number: "R-1", title: "정지 접수", at, next: "" },
          { kind: "emergency", title: "도움", phones: [{ number: "112", label: "경찰" }], steps: [] },
          { kind: "choices", choices: [{ id: "a", label: "네" }] },
        ],
      },
    },
  ] as unknown as Shared[];
  const text = transcript(events, ({ kind }) => kind, (when) => when.slice(11, 16));
  assert.deepEqual(text.split("\r\n"), [
    "[05:31] customer: 심사 어디까지?",
    "[05:31] bot: 3단계예요.",
    "· 대출 · 심사 중",
    "· 정지 접수 · R-1",
    "· 도움 · 경찰 112",
  ]);
});
