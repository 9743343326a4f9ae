import assert from "node:assert/strict";
import { test } from "node:test";
import type { Language } from "../wire.ts";
import { hintsOf, type Hint } from "./tone.ts";

test("a reply that does not end politely, blames or sells is hinted at, and others are left alone", () => {
  const cases: [Language, string, Hint[]][] = [
    ["ko", "", []],
    ["ko", "네, 확인하고 있습니다. 잠시만 기다려 주세요.", []],
    ["ko", "더 궁금하신 점이 있으신가요?", []],
    ["ko", "감사합니다 :)", []],
    ["ko", "네, 확인했어요!\n고객센터 1588-1234", []],
    ["ko", "{opening}에 열면 이어서 도와드리겠습니다.", []],
    ["ko", "확인 중이다.", ["polite"]],
    ["ko", "확인했다. 기다려 주세요.", ["polite"]],
    ["ko", "잠깐 기다려", ["polite"]],
    ["ko", "왜 안 내셨나요?", ["blame"]],
    ["ko", "한도를 올려 드릴게요.", ["sell"]],
    ["en", "Thank you, I am checking this now.", []],
    ["en", "Is there anything else?", []],
    ["en", "say “agent” at any time.”", []],
    ["en", "wait a moment", ["polite"]],
    ["en", "That was your mistake. Here is a special offer.", ["blame", "sell"]],
  ];
  for (const [language, text, want] of cases) assert.deepEqual(hintsOf(text, language), want, text);
});
