import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, day, span } from "./when.ts";

const now = new Date(2026, 10, 22, 14, 31);

test("days near by have names, others a date, and a year when it is another one", () => {
  assert.equal(day(new Date(2026, 10, 22, 0, 1), now, "ko"), "오늘");
  assert.equal(day(new Date(2026, 10, 21, 23, 59), now, "ko"), "어제");
  assert.equal(day(new Date(2026, 10, 21), now, "en"), "Yesterday");
  assert.equal(day(new Date(2026, 10, 3), now, "ko"), "11월 3일 화요일");
  assert.equal(day(new Date(2025, 11, 31), now, "ko"), "2025년 12월 31일 수요일");
});

test("the time of day is said as in the language", () => {
  assert.equal(clock(now, "ko"), "오후 2:31");
  assert.equal(clock(now, "en"), "2:31 PM");
  assert.equal(clock(new Date(2026, 10, 22, 0, 5), "ko"), "오전 12:05");
  assert.equal(clock(new Date(2026, 10, 22, 12, 0), "en"), "12:00 PM");
});

test("what runs down is shown as on a clock", () => {
  for (const [seconds, want] of [[272, "4:32"], [60, "1:00"], [59.6, "1:00"], [9, "0:09"], [-3, "0:00"]] as const) {
    assert.equal(span(seconds), want);
  }
});
